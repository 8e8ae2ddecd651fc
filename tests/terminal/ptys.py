"""A program in a pseudo-terminal of its own, and what its screen shows."""

import fcntl
import os
import pty
import select
import signal
import struct
import subprocess
import sys
import termios
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pyte

TAKE_TERMINAL = (
    "import fcntl, os, sys, termios; fcntl.ioctl(0, termios.TIOCSCTTY, 0);"
    "os.execv(sys.executable, [sys.executable, *sys.argv[1:]])"
)
"""Makes the pseudo-terminal the child's own, so that closing it hangs the child up."""

PATIENCE = 60.0
"""Seconds to wait for something that has to happen; this says nothing about speed."""


class Terminal:
    """A child process on a pseudo-terminal, with a screen emulator reading what it paints."""

    def __init__(
        self,
        script: Path,
        *arguments: str,
        size: tuple[int, int] = (80, 24),
        environment: dict[str, str] | None = None,
        controlling: bool = True,
    ) -> None:
        columns, rows = size
        self.screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self.screen)
        self._lock = threading.Lock()
        self.output = b""
        self.master, self.slave = pty.openpty()
        fcntl.ioctl(self.slave, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        self.settings_before = termios.tcgetattr(self.slave)
        starter = ["-c", TAKE_TERMINAL] if controlling else []
        self.process = subprocess.Popen(
            [sys.executable, *starter, str(script), *arguments],
            stdin=self.slave,
            stdout=self.slave,
            stderr=self.slave,
            start_new_session=True,
            env={**os.environ, "TERM": "xterm-256color", "LANG": "C.UTF-8", **(environment or {})},
        )
        self._closing = threading.Event()
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self) -> None:
        # A read that waits would keep the terminal open after it was closed: look first.
        while not self._closing.is_set():
            if not select.select([self.master], [], [], 0.05)[0]:
                continue
            try:
                chunk = os.read(self.master, 65536)
            except OSError:  # the program has ended and nothing is left to read
                return
            with self._lock:
                self.output += chunk
                # pyte takes the end of a mode question for text.
                self._stream.feed(chunk.replace(b"$p", b""))
            self.heard()

    def heard(self) -> None:
        """Called after each chunk of output; a terminal that answers questions does it here."""

    def lines(self) -> list[str]:
        """The screen; the cell behind a wide character holds nothing."""
        with self._lock:
            buffer, columns = self.screen.buffer, range(self.screen.columns)
            return [
                "".join(buffer[y][x].data for x in columns).rstrip()
                for y in range(self.screen.lines)
            ]

    def write(self, keys: bytes) -> None:
        """Type."""
        os.write(self.master, keys)

    def wait_for(self, text: str) -> None:
        """Wait until the screen shows a text."""
        self.wait_until(lambda: any(text in line for line in self.lines()), text)

    def wait_until(self, happened: Callable[[], bool], what: str) -> None:
        """Wait until something has happened."""
        deadline = time.monotonic() + PATIENCE
        while not happened():
            if time.monotonic() > deadline:
                seen = "\n".join(self.lines())
                message = f"{what!r} did not happen; exit code {self.process.poll()}\n{seen}"
                raise TimeoutError(message)
            time.sleep(0.02)

    def end(self) -> int:
        """Wait for the process to end; its exit code."""
        return self.process.wait(PATIENCE)

    def hang_up(self) -> None:
        """Close the terminal window."""
        self._closing.set()
        self._reader.join(PATIENCE)
        for descriptor in (self.slave, self.master):
            if descriptor >= 0:
                os.close(descriptor)
        self.slave = self.master = -1

    def close(self) -> None:
        """Leave nothing behind."""
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait(PATIENCE)
        self.hang_up()
