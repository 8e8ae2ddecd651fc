"""Walks through the whole program, written down as a clerk does them, one step a line.

    见 words       the screen shows these words
    问 question    the interview asks this question
    答 answer      type the answer and press Enter (nothing: only Enter)
    名 name        the same with a name, an address or a telephone number, whose letters are not counted
    键 f6 enter    press these keys
    贴 0 1 2｜3 4 5  paste a block of cells, rows separated by ｜
    采 words       find wording with these words and take the first one offered (nothing: what the place needs)
    自 words       write a paragraph of one's own
    # …            a remark

`{folder}` stands for the folder of the walk. What is compared are the characters on the screen, white space and
line breaks left out, so that a walk holds in any window.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

REPORTS = Path(__file__).parent.parent / "reports"


@dataclass(frozen=True)
class Step:
    """One line of a walk."""

    line: int
    verb: str
    words: str


def read(path: Path, folder: Path) -> tuple[Step, ...]:
    """Return the steps of a walk, with `folder` put in."""
    lines = path.read_text(encoding="utf-8").replace("{folder}", str(folder)).splitlines()
    return tuple(_steps(lines))


def _steps(lines: list[str]) -> Iterator[Step]:
    for number, line in enumerate(lines, start=1):
        if line.strip() and not line.startswith("#"):
            verb, _, words = line.partition(" ")
            yield Step(number, verb, words)


def without_space(lines: list[str]) -> str:
    """The characters of a screen, without the white space and lines around them."""
    return re.sub(r"[\s│╭╮╰╯─┃┏┓┗┛━▁▂▃▄▅▆▇█]", "", "".join(lines))


@dataclass(frozen=True)
class Keys:
    """Press keys by their names."""

    names: tuple[str, ...]


@dataclass(frozen=True)
class Words:
    """Type words, or commit them as an input method does."""

    text: str


@dataclass(frozen=True)
class Paste:
    """Paste text."""

    text: str


@dataclass(frozen=True)
class Look:
    """Wait until the screen shows the words."""

    words: str


Act = Keys | Words | Paste | Look


def acts(step: Step) -> Iterator[Act]:
    """Return what a step makes the hands and eyes do."""
    match step.verb:
        case "见" | "问":
            yield Look(re.sub(r"\s", "", step.words))
        case "答" | "名":
            if step.words:
                yield Words(step.words)
            yield Keys(("enter",))
        case "键":
            yield Keys(tuple(step.words.split()))
        case "贴":
            yield Paste(step.words.replace("｜", "\n").replace(" ", "\t"))
        case "采":
            if step.words:
                yield Words(step.words)
                yield Look(step.words)
            yield Keys(("enter",))
        case "自":
            yield Keys(("ctrl+n",))
            yield Paste(step.words)
            yield Keys(("ctrl+s",))
        case unknown:
            raise AssertionError(f"第{step.line}行：不认识的步骤“{unknown}”")


def strokes(steps: Iterable[Step]) -> int:
    """Return how often a key is pressed in a walk, a character counting as one; those of names are not counted."""
    counted = 0
    for step in steps:
        for one in acts(step):
            match one:
                case Keys(names):
                    counted += len(names)
                case Words(text) if step.verb != "名":
                    counted += len(text)
                case Paste(text):
                    counted += len(text)
                case _:
                    pass
    return counted
