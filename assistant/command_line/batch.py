"""One thing done to many files: on every processor, told in the order of the files.

A file is handled in a process of its own kind, so that what goes wrong with one of them, even to the end of the
process, is told of that one and stops no other.
"""

from __future__ import annotations

import gc
import os
import signal
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.context import BaseContext
from pathlib import Path

from assistant import crash
from assistant.command_line.saying import named
from assistant.problem import AssistantError

FEW = 60
"""Files below which starting other processes takes longer than doing without."""

_AHEAD = 8
"""Files handed to each process before the first of them is told."""

_PATIENCE = 0.5
"""Seconds before a count is shown at all: what is done at once needs none."""

_STEP = 0.1
"""Seconds between two counts."""


@dataclass(frozen=True)
class Told:
    """What is printed of one file."""

    path: Path
    data: str = ""
    """For standard output, with its line breaks."""

    talk: tuple[str, ...] = ()
    """For standard error, a line each: about this file."""

    problems: tuple[str, ...] = ()
    """For standard error, a line each: about the office's own files, which other files use as well."""

    code: int = 0
    """The exit code it asks for."""


Work = Callable[[Path], Told]
"""What is done to a file. It goes to other processes: a function of a module, or a `partial` of one."""


def each(
    work: Work,
    paths: Sequence[Path],
    processes: int | None = None,
    ready: Callable[[], object] | None = None,
) -> Iterator[Told]:
    """Yield what is told of each file, in their order, as soon as it is known.

    `ready` loads what the work needs for any file: once, where other processes begin as copies of this one.
    """
    count = min(processes or processors(), len(paths))
    if count < 2 or len(paths) < FEW:
        yield from (_guarded(work, path) for path in paths)
        return
    if ready is not None and _copies():
        ready()
    waiting = deque(paths)
    while waiting:
        told, broke = 0, False
        for one in _together(work, waiting, count):
            if one is None:
                broke = True
                break
            told += 1
            yield one
        for _ in range(told):
            waiting.popleft()
        if broke:
            # Some process ended; the first file not told yet is tried by itself, where only it can be to blame.
            yield _alone(work, waiting.popleft())


def processors() -> int:
    """Return how many processors this process may use."""
    allowed = getattr(os, "sched_getaffinity", None)
    return len(allowed(0)) if allowed else os.cpu_count() or 1


def _together(work: Work, paths: Iterable[Path], count: int) -> Iterator[Told | None]:
    """Yield what is told of each file, and nothing in place of a file whose process ended."""
    coming = iter(paths)
    with _pool(count) as pool:
        running: deque[Future[Told]] = deque()
        try:
            for path in coming:
                running.append(pool.submit(_guarded, work, path))
                if len(running) >= count * _AHEAD:
                    yield running.popleft().result()
            while running:
                yield running.popleft().result()
        except BrokenProcessPool:
            yield None


def _alone(work: Work, path: Path) -> Told:
    with _pool(1) as pool:
        try:
            return pool.submit(_guarded, work, path).result()
        except BrokenProcessPool:
            return Told(
                path,
                talk=(f"{path}：读这个文件时程序中断了，已经跳过。请把文件另存一份再试。",),
                code=2,
            )


def _copies() -> bool:
    """Say whether processes begin as copies of this one, with all that it has loaded.

    Linux copies safely, and what has only one thread: a lock that another thread holds would stay locked in the copy.
    """
    return sys.platform == "linux" and threading.active_count() == 1


def _context() -> BaseContext:
    if not _copies():
        return get_context("spawn")
    # What is there now stays: a collector that looked at it again would make each process a copy of its own.
    gc.freeze()
    return get_context("fork")


@contextmanager
def _pool(count: int) -> Iterator[ProcessPoolExecutor]:
    """Give processes that leave Ctrl+C to the one that started them; what is not begun by then is not begun."""
    pool = ProcessPoolExecutor(
        count,
        _context(),
        initializer=signal.signal,
        initargs=(signal.SIGINT, signal.SIG_IGN),
    )
    try:
        yield pool
    finally:
        pool.shutdown(cancel_futures=True)


def _guarded(work: Work, path: Path) -> Told:
    try:
        return work(path)
    except AssistantError as error:
        return Told(path, talk=(named(path, error),), code=2)
    except Exception as error:  # noqa: BLE001 -- a fault of ours in one file must not cost the other 999
        return Told(
            path, talk=(f"{path}：程序出了意外，这一份没有处理。{crash.recorded(error)}",), code=2
        )


class Counting:
    """A count on standard error while many files are handled, where somebody looks: `核对 120／1000`.

    It stands on one line that goes away before anything else is printed, and at the end.
    """

    def __init__(self, what: str, total: int) -> None:
        self.what = what
        self.total = total
        self.done = 0
        self._shown = 0
        self._stands = False
        self._next = time.monotonic() + _PATIENCE
        self._watched = sys.stderr.isatty()

    def seen(self, told: Iterable[Told]) -> Iterator[Told]:
        """Yield what is told of each file and count it; the line is gone at the end, however that comes."""
        try:
            for one in told:
                yield one
                self.step()
        finally:
            self.clear()

    def step(self) -> None:
        """Count one file more."""
        self.done += 1
        now = time.monotonic()
        due = now >= self._next or (self._shown and not self._stands)
        if self._watched and due and self.done < self.total:
            words = f"{self.what} {self.done}／{self.total}"
            sys.stderr.write(f"\r{words}")
            sys.stderr.flush()
            self._shown, self._stands, self._next = len(words) * 2, True, now + _STEP

    def clear(self) -> None:
        """Take the line away."""
        if self._stands:
            sys.stderr.write(f"\r{' ' * self._shown}\r")
            sys.stderr.flush()
            self._stands = False
