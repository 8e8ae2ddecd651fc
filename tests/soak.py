"""A long day at the screen, as fast as it goes: every screen over and over, and the memory of the program meanwhile.

    python -m tests.soak [keys]

A clerk presses some five keys a second while working, so 6000 keys are twenty minutes and `make soak` four hours of
them. Memory is noted after every tenth of the keys; the first `WARM` keys, in which screens are loaded and the bounded
stores of what is painted again fill, are the start. Ends with 1 when the end needs more than `MOST` times as much.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from tests.benchmarks.screen import OPENED, ROOT, Child, running

KEYS = 6000

MOST = 1.03

WARM = 900
"""Keys that are the start."""

SETTLED = 0.03
"""Seconds without output after which the next key comes: two frames."""

MOST_PATIENT = 3.0
"""Seconds Escape may take to be seen on a busy machine; a key sent before would be read as one with it."""

AFTER_ESCAPE = 0.15
"""Seconds a terminal program waits whether Escape is the beginning of another key."""

F1, F3, F4, F5, F6, F7, F9, F10 = (
    *("\x1bOP", "\x1bOR", "\x1bOS"),
    *("\x1b[15~", "\x1b[17~", "\x1b[18~", "\x1b[20~", "\x1b[21~"),
)
UP, DOWN, RIGHT, LEFT, PAGE = "\x1b[A", "\x1b[B", "\x1b[C", "\x1b[D", "\x1b[6~"
ENTER, BACK, ESCAPE = "\r", "\x7f", "\x1b"
CTRL_E, CTRL_F, CTRL_P, CTRL_W, CTRL_Z = "\x05", "\x06", "\x10", "\x17", "\x1a"

HOME = "下一道必答题"
"""Words of the conversation, which is painted whole when it is come back to."""

VISITS = (
    (("s", "h", "1", BACK, BACK, BACK), ()),
    ((F3, "等目录", "b", "s", DOWN), (HOME,)),
    ((F4, "等核对 ·", DOWN, PAGE), (HOME,)),
    ((F5, "等预览 ·", PAGE, PAGE), (HOME,)),
    ((F6, "等导出 ·", DOWN), (HOME,)),
    ((F7, "等待补和未填 ·", DOWN), (HOME,)),
    ((F9, "等修改记录 ·", DOWN), (HOME,)),
    ((CTRL_E, "等措辞 ·", DOWN), (HOME,)),
    ((F1, "等Esc", ESCAPE, CTRL_P, "等字找命令", "d", ESCAPE, CTRL_F, ESCAPE, CTRL_W), ()),
    (
        (
            *(F3, "等目录 ·", "表三", ENTER, "等表三 ·", RIGHT, RIGHT, DOWN, "1", "2", ENTER, UP),
            *("7", ENTER, CTRL_Z, CTRL_Z, LEFT),
        ),
        ("目录 ·", HOME),
    ),
    (
        (F3, "等目录 ·", "依申请公开", ENTER, "等换说法", "s", "z", "j", "d", DOWN, *([BACK] * 4)),
        ("目录 ·", HOME),
    ),
)
"""What is pressed and waited for on every screen, and what is seen after each F10 that leaves it.

From the conversation to every other screen and back; what is written is taken back.
"""

ROUND = sum(
    len([key for key in keys if not key.startswith("等")]) + len(out) for keys, out in VISITS
)
"""Keys of one walk over all screens."""


def memory(child: Child) -> float:
    """Return the megabytes a program holds now."""
    status = Path(f"/proc/{child.process.pid}/status").read_text(encoding="utf-8")
    found = re.search(r"VmRSS:\s+(\d+)", status)
    return int(found.group(1)) / 1024 if found else 0.0


def visit(child: Child, keys: Sequence[str], out: Sequence[str]) -> None:
    """Go to a screen, press keys there, and come back."""
    for key in keys:
        if key.startswith("等"):
            child.until(key.removeprefix("等"))
        else:
            press(child, key)
    for words in out:
        press(child, F10)
        child.until(words)


def press(child: Child, key: str) -> None:
    """Press a key when what the last one painted is there; what follows Escape at once would belong to it."""
    child.output = b""
    os.write(child.master, key.encode())
    if key == ESCAPE:
        time.sleep(AFTER_ESCAPE)
    child.read(MOST_PATIENT if key == ESCAPE else 0.3)
    while child.read(SETTLED):
        pass


def walked(draft: str, home: str, keys: int, parts: int = 10) -> Iterator[float]:
    """Press that many keys, whole rounds of them; yields the memory after each part."""
    rounds = max(parts, -(-keys // ROUND))
    told = 0
    with running(["-m", "assistant", "open", draft], home) as program:
        program.go("等第")
        for number in range(1, rounds + 1):
            for keys_there, out in VISITS:
                visit(program, keys_there, out)
            if number * parts // rounds > told:
                told += 1
                yield memory(program)


def after_start(sizes: Sequence[float], keys: int) -> float:
    """Return the first memory noted when the start was over, of a walk of that many keys."""
    tenths = -(-WARM * len(sizes) // keys)
    return sizes[min(tenths, len(sizes)) - 1]


def sample_in(folder: str) -> str:
    """Put a draft into a folder and return its path."""
    draft = str(Path(folder) / "sample.nianbao")
    own = {"NIANBAO_HOME": folder, "PYTHONPATH": str(ROOT)}
    subprocess.run([sys.executable, "-c", OPENED, draft], check=True, env={**os.environ, **own})
    return draft


def main() -> int:
    """Walk, and print the memory on the way."""
    keys = int(sys.argv[1]) if len(sys.argv) > 1 else KEYS
    sizes: list[float] = []
    with tempfile.TemporaryDirectory() as home:
        for size in walked(sample_in(home), home, keys):
            sizes.append(size)
            sys.stdout.write(f"{keys * len(sizes) // 10:>8} 个键　{size:.1f} MB\n")
            sys.stdout.flush()
    grown = sizes[-1] / after_start(sizes, keys)
    sys.stdout.write(f"最后是开头的 {grown:.3f} 倍（不超过 {MOST:g} 倍）\n")
    return int(grown > MOST)


if __name__ == "__main__":
    sys.exit(main())
