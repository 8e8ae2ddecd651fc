"""A long day at the screen, as fast as it goes: every screen over and over, and the memory of the program meanwhile.

    python -m tests.soak [keys]

A clerk presses some five keys a second while working, so 6000 keys are twenty minutes and `make soak` four hours of
them. Memory is noted after every tenth of the keys; the first two tenths, in which screens are loaded and what is
painted again is remembered, are the start. Ends with 1 when the last tenth needs more than `MOST` times as much.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.benchmarks.screen import OPENED, ROOT, Child, running

KEYS = 6000

MOST = 1.03

WARM = 2
"""Tenths that are the start."""

SETTLED = 0.03
"""Seconds without output after which the next key comes: two frames."""

AFTER_ESCAPE = 0.15
"""Seconds a terminal program waits whether Escape is the beginning of another key."""

F1, F3, F4, F5, F6, F7, F9, F10 = (
    *("\x1bOP", "\x1bOR", "\x1bOS"),
    *("\x1b[15~", "\x1b[17~", "\x1b[18~", "\x1b[20~", "\x1b[21~"),
)
UP, DOWN, RIGHT, LEFT, PAGE = "\x1b[A", "\x1b[B", "\x1b[C", "\x1b[D", "\x1b[6~"
ENTER, BACK, ESCAPE = "\r", "\x7f", "\x1b"
CTRL_E, CTRL_F, CTRL_P, CTRL_W, CTRL_Z = "\x05", "\x06", "\x10", "\x17", "\x1a"

ROUND = (
    *("s", "h", "1", BACK, BACK, BACK),
    *(F3, "b", "s", DOWN, F10),
    *(F4, DOWN, PAGE, F10),
    *(F5, PAGE, PAGE, F10),
    *(F6, DOWN, F10),
    *(F7, DOWN, F10),
    *(F9, DOWN, F10),
    *(CTRL_E, DOWN, F10),
    *(F1, ESCAPE, CTRL_P, "d", ESCAPE, CTRL_F, ESCAPE, CTRL_W),
    *(F3, "表三", ENTER, RIGHT, RIGHT, DOWN, "1", "2", ENTER, UP, "7", ENTER),
    *(CTRL_Z, CTRL_Z, LEFT, F10, F10),
    *(F3, "依申请公开", ENTER, "s", "z", "j", "d", DOWN, BACK, BACK, BACK, BACK, F10, F10),
)
"""From the conversation to every other screen and back; what is written is taken back."""


def memory(child: Child) -> float:
    """Return the megabytes a program holds now."""
    status = Path(f"/proc/{child.process.pid}/status").read_text(encoding="utf-8")
    found = re.search(r"VmRSS:\s+(\d+)", status)
    return int(found.group(1)) / 1024 if found else 0.0


def press(program: Child, key: str) -> None:
    """Press a key when what the last one painted is there; what follows Escape at once would belong to it."""
    os.write(program.master, key.encode())
    if key == ESCAPE:
        time.sleep(AFTER_ESCAPE)
    program.read(0.3)
    while program.read(SETTLED):
        pass
    program.output = program.output[-2000:]


def walked(draft: str, home: str, keys: int, parts: int = 10) -> list[float]:
    """Press that many keys, whole rounds of them; the memory after each part."""
    rounds = max(parts, -(-keys // len(ROUND)))
    sizes: list[float] = []
    with running(["-m", "assistant", "open", draft], home) as program:
        program.go("等第")
        for number in range(1, rounds + 1):
            for key in ROUND:
                press(program, key)
            if number * parts // rounds > len(sizes):
                sizes.append(memory(program))
        # Whoever pressed the right keys is in the conversation still.
        program.go(F3, "等目录")
    return sizes


def sample_in(folder: str) -> str:
    """Put a draft into a folder and return its path."""
    draft = str(Path(folder) / "sample.nianbao")
    own = {"NIANBAO_HOME": folder, "PYTHONPATH": str(ROOT)}
    subprocess.run([sys.executable, "-c", OPENED, draft], check=True, env={**os.environ, **own})
    return draft


def main() -> int:
    """Walk, and print the memory on the way."""
    keys = int(sys.argv[1]) if len(sys.argv) > 1 else KEYS
    with tempfile.TemporaryDirectory() as home:
        sizes = walked(sample_in(home), home, keys)
    for tenth, size in enumerate(sizes, start=1):
        sys.stdout.write(f"{keys * tenth // 10:>8} 个键　{size:.1f} MB\n")
    grown = sizes[-1] / sizes[WARM - 1]
    sys.stdout.write(f"最后是开头的 {grown:.3f} 倍（不超过 {MOST:g} 倍）\n")
    return int(grown > MOST)


if __name__ == "__main__":
    sys.exit(main())
