"""How fast the screen is: every figure beside a bare Textual widget doing the same, through a pty, in one run.

    python -m tests.benchmarks.screen

First paint is the time from the start of the process to the words being on the terminal; a key is the time from
writing it to the first byte that comes back. The terminal answers what is asked of it, as a real one does. Programs
take turns, so that whatever else the machine does falls on all alike. No test depends on these numbers: they are of
the machine they were measured on.
"""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import struct
import subprocess
import sys
import tempfile
import termios
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from tests.benchmarks.frame import Figure, Goal, alone, at_most, high, middle, within

ROOT = Path(__file__).parents[2]
ROUNDS = 15

WHOLE = ROOT / "tests" / "reports" / "市政府2025" / "answers.json"

SIZE = (45, 140)
KEYS_A_SECOND = 33
QUIET = 0.12
"""Seconds without output after which a screen has settled."""

BARE_START = """
import os; os.environ["TEXTUAL_DISABLE_KITTY_KEY"] = "1"
from textual.app import App
from textual.widgets import Footer, Input, OptionList
class Bare(App):
    BINDINGS = [("f1", "help", "help")]
    def compose(self):
        yield Input(); yield OptionList("one", "ready", "three"); yield Footer()
Bare().run()
"""
BARE_INPUT = """
import os; os.environ["TEXTUAL_DISABLE_KITTY_KEY"] = "1"
from textual.app import App
from textual.widgets import Input
class Bare(App):
    def compose(self):
        yield Input(placeholder="ready")
Bare().run()
"""
BARE_STATIC = """
import os; os.environ["TEXTUAL_DISABLE_KITTY_KEY"] = "1"
from textual.app import App
from textual.widgets import Static
class Bare(App):
    count = 0
    def compose(self):
        yield Static("ready")
    def on_key(self):
        self.count += 1
        self.query_one(Static).update(f"{self.count}")
Bare().run()
"""


class Child:
    """A program on a pseudo-terminal that answers its questions."""

    def __init__(self, arguments: Sequence[str], home: str) -> None:
        self.output = b""
        self.master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", *SIZE, 0, 0))
        terminal = {"TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "C.UTF-8"}
        own = {"PYTHONPATH": str(ROOT), "NIANBAO_HOME": home, "HOME": home}
        self.started = time.perf_counter()
        self.process = subprocess.Popen(
            [sys.executable, *arguments],
            stdin=slave,
            stdout=slave,
            stderr=slave,
            start_new_session=True,
            env={**os.environ, **terminal, **own},
        )
        os.close(slave)

    def read(self, wait: float) -> bytes:
        """Return what comes within a time, and answer what it asks."""
        if not select.select([self.master], [], [], wait)[0]:
            return b""
        chunk = os.read(self.master, 65536)
        self.output += chunk
        for sample in re.findall(rb"\r([^\r\x1b]+)\x1b\[6n", chunk):
            cells = 2 if sample.decode() == "中" else 1
            os.write(self.master, f"\x1b[1;{cells + 1}R".encode())
        if b"\x1b[?2026$p" in chunk:
            os.write(self.master, b"\x1b[?2026;2$y")
        return chunk

    def until(self, words: str) -> float:
        """Wait for words; returns the seconds since the program was started."""
        wanted, limit = words.encode(), time.perf_counter() + 20
        while wanted not in self.output:
            if time.perf_counter() > limit:
                raise TimeoutError(f"{words!r} did not come: {self.output[-2000:]!r}")
            self.read(0.5)
        return time.perf_counter() - self.started

    def settle(self) -> None:
        """Wait until nothing comes any more."""
        while self.read(QUIET):
            pass

    def go(self, *steps: str) -> None:
        """Press keys, or wait for words (those in Chinese)."""
        for step in steps:
            if step.startswith("等"):
                self.until(step.removeprefix("等"))
            else:
                self.settle()
                self.output = b""
                os.write(self.master, step.encode())
        self.settle()

    def key(self, key: str) -> float:
        """Return the seconds from a key to the first byte of what it paints."""
        while self.read(0):
            pass
        start = time.perf_counter()
        os.write(self.master, key.encode())
        self.read(2.0)
        return time.perf_counter() - start

    def close(self) -> None:
        """End the program and leave nothing behind."""
        self.process.kill()
        self.process.wait()
        os.close(self.master)


@contextmanager
def running(arguments: Sequence[str], home: str) -> Iterator[Child]:
    child = Child(arguments, home)
    try:
        yield child
    finally:
        child.close()


def painted(arguments: Sequence[str], words: str, home: str) -> float:
    """Return how long a program takes from its start to some words."""
    with running(arguments, home) as child:
        return child.until(words)


def in_turn(rounds: int, *measures: Callable[[], float]) -> list[list[float]]:
    """Return what every measure gave in every round, the programs taking turns."""
    taken: list[list[float]] = [[] for _ in measures]
    for _ in range(rounds):
        for own, measure in zip(taken, measures, strict=True):
            own.append(1000 * measure())
    return taken


def beside(
    name: str, taken: Sequence[float], bare: Sequence[float], against: str, goal: Goal | None
) -> Iterator[Figure]:
    """Yield the median and the 95th percentile of one thing beside the bare widget's; the goal is for the latter."""
    goals = (goal,) if goal else ()
    yield Figure(name, "毫秒", middle(taken), (), middle(bare), against)
    yield Figure(f"{name}（95%在此以内）", "毫秒", high(taken), goals, high(bare), against)


def first_paint(rounds: int, home: str, draft: str) -> Iterator[Figure]:
    bare, start, opened, asked = in_turn(
        rounds,
        lambda: painted(["-c", BARE_START], "ready", home),
        lambda: painted(["-m", "assistant"], "试用示例", home),
        lambda: painted(["-m", "assistant", "open", draft], "云澜市青禾区", home),
        lambda: painted(["-m", "assistant", "open", draft], "第4题", home),
    )
    against = "只有输入框、列表、按键行的 Textual 程序"
    for name, taken, goals in (
        ("打开程序到第一屏", start, (within(1.25),)),
        ("打开草稿到看见是谁的", opened, (within(1.7),)),
        ("打开草稿到看见问题", asked, ()),
    ):
        yield Figure(name, "毫秒", middle(taken), goals, middle(bare), against)


def keys(count: int, home: str, draft: str) -> Iterator[Figure]:
    with (
        running(["-c", BARE_STATIC], home) as static,
        running(["-m", "assistant", "open", draft], home) as ours,
    ):
        static.until("ready")
        ours.go("等第", "\x1bOR", "等字查找", "表三", "\r", "等自然人")
        static.settle()
        bare, moved, typed = in_turn(
            count, lambda: static.key("x"), lambda: there_and_back(ours), lambda: digit(ours)
        )
    against = "Static 换一行字"
    yield from beside("表格里按→", moved, bare, against, within(1.5))
    yield from beside("表格里打一个数字", typed, bare, against, within(1.5))


def there_and_back(grid: Child) -> float:
    """→, and back again."""
    spent = grid.key("\x1b[C")
    grid.settle()
    grid.key("\x1b[D")
    grid.settle()
    return spent


def digit(grid: Child) -> float:
    """A digit, which is taken away again."""
    spent = grid.key("1")
    grid.settle()
    grid.key("\x7f")
    grid.settle()
    return spent


def typing(count: int, home: str, draft: str) -> Iterator[Figure]:
    """Type at 33 keys a second into a bare input and into the line with live suggestions."""
    words = "szjdwgkwzlmpxshsjdbq"
    with (
        running(["-c", BARE_INPUT], home) as bare,
        running(["-m", "assistant", "open", draft], home) as ours,
    ):
        bare.until("ready")
        ours.go("等第", "\x1bOR", "等字查找", "依申请公开", "\r", "等说法")
        ours.settle()
        plain: list[float] = []
        live: list[float] = []
        for _ in range(max(1, count // len(words))):
            for child, taken in ((bare, plain), (ours, live)):
                for letter in words:
                    before = time.perf_counter()
                    taken.append(1000 * child.key(letter))
                    while (left := before + 1 / KEYS_A_SECOND - time.perf_counter()) > 0:
                        child.read(left)
                child.settle()
                os.write(child.master, b"\x15")
                child.settle()
    name = f"边打边推荐，每秒{KEYS_A_SECOND}个键"
    yield from beside(name, live, plain, "只有一个输入框", within(1.5))


def preview(rounds: int) -> Iterator[Figure]:
    """A change in a whole report: working it out, breaking its lines, finding those that differ."""
    from assistant.answers import json_object
    from assistant.desk import Desk
    from assistant.drafts import Draft
    from assistant.starting import start_report
    from assistant.terminal.preview_lines import lines_of

    taken = []
    answers = json_object(WHOLE.read_text(encoding="utf-8"), WHOLE.name)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "whole.nianbao"
        Draft.create(path, start_report(answers, WHOLE.name, None).report.answers).close()
        desk = Desk.open(path)
        lines_of(desk.preview(), 56)
        for number in range(rounds):
            desk.write({"申请.新收.自然人": 1000 + number})
            start = time.perf_counter()
            lines_of(desk.preview(), 56)
            taken.append(1000 * (time.perf_counter() - start))
        desk.close()
    yield Figure("改一个数，整份预览跟着变", "毫秒", middle(taken), (at_most(5),))


def soak(count: int) -> Iterator[Figure]:
    """Walk over every screen; the memory at the end beside that when the start of the soak was over."""
    from tests.soak import KEYS, WARM, after_start, sample_in, walked

    keys = max(count * KEYS // 600, KEYS // 4)
    with tempfile.TemporaryDirectory() as home:
        sizes = list(walked(sample_in(home), home, keys))
    name = f"各屏来回按{keys}个键以后的内存"
    start = after_start(sizes, keys)
    yield Figure(name, "MB", sizes[-1], (within(1.03),), start, f"按了{WARM}个键以后")


def figures(rounds: int = ROUNDS) -> Iterator[Figure]:
    """Measure."""
    with tempfile.TemporaryDirectory() as home:
        draft = str(Path(home) / "sample.nianbao")
        subprocess.run(
            [sys.executable, "-c", OPENED, draft],
            check=True,
            env={**os.environ, "NIANBAO_HOME": home, "PYTHONPATH": str(ROOT)},
        )
        yield from first_paint(rounds, home, draft)
        yield from keys(rounds * 10, home, draft)
        yield from typing(rounds * 20, home, draft)
        yield from preview(rounds * 5)
    yield from soak(rounds * 10)


OPENED = """
import sys; from pathlib import Path
from assistant.sample import sample
desk = sample(); desk.draft.save_copy(Path(sys.argv[1])); desk.close()
"""

if __name__ == "__main__":
    alone(figures)
