"""The pictures of the README and the guides, taken from the running program: `make pictures`.

Each picture is a walk of keys through the real program in a pseudo-terminal of 100 × 30 cells. What the terminal then
shows is painted character by character, each wide one over exactly two cells, so that Chinese is not squeezed. The
drafts are the sample that ships with the program (an invented bureau); home and drafts live in a folder that is thrown
away. Needs Pillow, fontconfig and Noto Sans Mono CJK (Debian: fonts-noto-cjk).
"""

from __future__ import annotations

import contextlib
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont
from pyte.screens import Char
from wcwidth import wcwidth

from tests.terminal import guide
from tests.terminal.ptys import Terminal
from tests.terminal.walking import Keys, Look, Words, without_space

ROOT = Path(__file__).parent.parent
FOLDER = Path(__file__).parent / "pictures"

COLUMNS, ROWS = 100, 30
CELL_WIDTH, CELL_HEIGHT, FONT_SIZE, MARGIN = 10, 26, 20, 14
COLOURS = 64
"""Enough for the program's colours and the edges of the letters; a quarter of the file size of full colour."""

FAMILY = "Noto Sans Mono CJK SC"
BACKGROUND, FOREGROUND = "14161a", "e4e6ea"

KEYS = {
    "enter": b"\r",
    "escape": b"\x1b",
    "up": b"\x1b[A",
    "down": b"\x1b[B",
    "f3": b"\x1bOR",
    "f4": b"\x1bOS",
    "f5": b"\x1b[15~",
    "f6": b"\x1b[17~",
    "f10": b"\x1b[21~",
    "ctrl+g": b"\x07",
}

Step = str | tuple[str]
"""Keys to press, by their names or as characters; in a tuple: words to wait for."""

TO_NEW: tuple[Step, ...] = (
    ("新建年报",),
    "enter",
    ("单位全称",),
    "云澜市青禾区人力资源和社会保障局",
    "enter",
    "2025",
    "enter",
    "enter",
    ("认出了这几项",),
)
TO_SAMPLE: tuple[Step, ...] = (("试用示例",), "down", "down", "enter", ("接着下面这一题来",))


@dataclass(frozen=True)
class Picture:
    """One picture: its file, and the way to what it shows."""

    name: str
    steps: tuple[Step, ...]


def to(query: str, shown: str) -> tuple[Step, ...]:
    """The way to a question, a table or a text through the list of everything."""
    return ("f3", ("打字查找",), query, (shown,), "enter")


WRONG = (*to("表三", "表三　收到"), ("差1件",))
"""The sample's table three, with its column that does not add up."""

PICTURES = (
    Picture(
        "问答",
        (
            *TO_NEW,
            "enter",
            ("规章三格都填0",),
            "enter",
            ("制发、废止过行政规范性文件",),
            *("有", "enter"),
            ("制发了多少件行政规范性文件",),
            *("两件", "enter"),
            ("废止了多少件",),
            *("1", "enter"),
            ("现行有效",),
            *("约十件", "enter"),
            ("约数",),
        ),
    ),
    Picture(
        "表三",
        (*TO_SAMPLE, *WRONG),
    ),
    Picture(
        "答复",
        (*TO_SAMPLE, "ctrl+g", ("没填（选填）",)),
    ),
    Picture(
        "措辞",
        (
            *TO_SAMPLE,
            *to("依申请公开", "依申请公开”怎样写"),
            ("上年结转和结转下年",),
            *("上年结转", "enter", ("采用了",)),
        ),
    ),
)


def guided() -> Iterator[Step]:
    """The way through the whole of the guide's first report."""
    for _, acts in guide.rows():
        for one in acts:
            match one:
                case Look(words):
                    yield (words,)
                case Keys(names):
                    yield from names
                case Words(text):
                    yield text


def main() -> None:
    """Take every picture, or those whose names are given."""
    FOLDER.mkdir(exist_ok=True)
    for picture in (*PICTURES, Picture("第一份", tuple(guided()))):
        if not sys.argv[1:] or picture.name in sys.argv[1:]:
            path = FOLDER / f"{picture.name}.png"
            paint(taken(picture)).save(path, optimize=True)
            sys.stdout.write(f"{path.relative_to(ROOT)}　{path.stat().st_size / 1000:.0f} KB\n")


def taken(picture: Picture) -> list[list[Char]]:
    """Walk through the program; the cells of the screen at the end."""
    with tempfile.TemporaryDirectory() as home, contextlib.chdir(home):
        terminal = Terminal(
            Path("-m"),
            "assistant",
            size=(COLUMNS, ROWS),
            environment={
                "HOME": home,
                "NIANBAO_HOME": home,
                "PYTHONPATH": str(ROOT),
                "COLORTERM": "truecolor",
            },
        )
        try:
            for step in picture.steps:
                take(terminal, step)
            settle(terminal)
            buffer = terminal.screen.buffer
            return [[buffer[y][x] for x in range(COLUMNS)] for y in range(ROWS)]
        finally:
            terminal.close()


def take(terminal: Terminal, step: Step) -> None:
    match step:
        case (words,):
            wanted = re.sub(r"\s", "", words)
            terminal.wait_until(lambda: wanted in without_space(terminal.lines()), words)
        case str(keys):
            settle(terminal)
            terminal.write(KEYS.get(keys, keys.encode()))


def settle(terminal: Terminal, quiet: float = 0.4) -> None:
    """Wait until the screen has not changed for a while (seconds)."""
    seen: list[str] = []
    while (now := terminal.lines()) != seen:
        seen = now
        time.sleep(quiet)


def paint(cells: list[list[Char]]) -> Image.Image:
    size = (COLUMNS * CELL_WIDTH + 2 * MARGIN, ROWS * CELL_HEIGHT + 2 * MARGIN)
    image = Image.new("RGB", size, f"#{BACKGROUND}")
    draw = ImageDraw.Draw(image)
    for y, row in enumerate(cells):
        paint_backgrounds(draw, y, row)
        for x, cell in enumerate(row):
            if cell.data.strip():
                paint_character(draw, (left(x), top(y)), cell, font(bold=cell.bold))
    return image.quantize(COLOURS, dither=Image.Dither.NONE)


def paint_backgrounds(draw: ImageDraw.ImageDraw, y: int, row: list[Char]) -> None:
    for behind, run in groupby(enumerate(row), key=lambda place: inks(place[1])[1]):
        first, *rest = [x for x, _ in run]
        last = rest[-1] if rest else first
        draw.rectangle((left(first), top(y), left(last + 1) - 1, top(y + 1) - 1), f"#{behind}")


def paint_character(
    draw: ImageDraw.ImageDraw, at: tuple[int, int], cell: Char, face: ImageFont.FreeTypeFont
) -> None:
    ink = f"#{inks(cell)[0]}"
    x, y = at
    if cell.data in LINES:
        paint_lines(draw, at, LINES[cell.data], ink)
    elif cell.data in EIGHTHS:
        high = CELL_HEIGHT * (1 + EIGHTHS.index(cell.data)) // 8
        foot = y + CELL_HEIGHT
        draw.rectangle((x, foot - high, x + CELL_WIDTH - 1, foot - 1), ink)
    else:
        narrow = wcwidth(cell.data) == 1 and face.getlength(cell.data) > CELL_WIDTH
        face = signs() if narrow else face
        draw.text((x, y + CELL_HEIGHT * 3 // 4), cell.data, ink, face, anchor="ls")
    if cell.underscore:
        draw.line((x, y + CELL_HEIGHT - 2, x + CELL_WIDTH - 1, y + CELL_HEIGHT - 2), ink)


LINES = {
    "━": "lr",
    "┃": "ud",
    "┏": "dr",
    "┓": "dl",
    "┗": "ur",
    "┛": "ul",
    "─": "lr",
    "│": "ud",
    "╭": "dr",
    "╮": "dl",
    "╰": "ur",
    "╯": "ul",
    "├": "udr",
    "┤": "udl",
    "┬": "dlr",
    "┴": "ulr",
    "┼": "udlr",
}
"""Box drawing: the half lines from the middle of the cell up, down, left and right; a font's own would leave gaps."""

EIGHTHS = "▁▂▃▄▅▆▇█"


def paint_lines(draw: ImageDraw.ImageDraw, at: tuple[int, int], ways: str, ink: str) -> None:
    x, y = at[0] + CELL_WIDTH // 2, at[1] + CELL_HEIGHT // 2
    ends = {
        "u": (x, at[1]),
        "d": (x, at[1] + CELL_HEIGHT),
        "l": (at[0], y),
        "r": (at[0] + CELL_WIDTH, y),
    }
    for way in ways:
        draw.line(((x, y), ends[way]), ink)


def left(x: int) -> int:
    return MARGIN + x * CELL_WIDTH


def top(y: int) -> int:
    return MARGIN + y * CELL_HEIGHT


def inks(cell: Char) -> tuple[str, str]:
    """The colours of a cell: letters, background."""
    front, behind = colour(cell.fg, FOREGROUND), colour(cell.bg, BACKGROUND)
    return (behind, front) if cell.reverse else (front, behind)


def colour(name: str, default: str) -> str:
    """A colour as six hexadecimal digits; the program paints in true colours only."""
    return name if len(name) == len(default) and name != "default" else default


@cache
def font(*, bold: bool) -> ImageFont.FreeTypeFont:
    """The face whose Latin letters are half as wide as its Chinese characters."""
    file, index, family = matched(f"{FAMILY}{':bold' if bold else ''}")
    if FAMILY not in family:
        raise SystemExit(f"{FAMILY} is not installed (Debian: apt install fonts-noto-cjk)")
    return ImageFont.truetype(file, FONT_SIZE, index=index)


@cache
def signs() -> ImageFont.FreeTypeFont:
    """The face for “ ” … ○ ✗, which take one cell in a terminal and two in a Chinese font, or are not in it."""
    file, index, _ = matched("monospace:charset=2717")
    return ImageFont.truetype(file, FONT_SIZE * 4 // 5, index=index)


def matched(pattern: str) -> tuple[str, int, str]:
    """File, number of the face in it, and family of the font that fontconfig finds."""
    found = subprocess.run(
        ["fc-match", "-f", "%{file}\n%{index}\n%{family}", pattern],
        check=True,
        capture_output=True,
        text=True,
    )
    file, index, family = found.stdout.splitlines()
    return file, int(index) & 0xFFFF, family


if __name__ == "__main__":
    main()
