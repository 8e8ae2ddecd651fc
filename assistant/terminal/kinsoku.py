"""Line breaking for Chinese text: 避头尾, and numbers stay whole.

A text is cut into atoms (opening marks, one character or one run of letters and digits with its
counter, closing marks, white space), and lines are filled with whole atoms.  Only an atom wider
than the line is folded inside.  Pure functions over strings; widths are terminal cells.
"""

import re
from functools import lru_cache
from itertools import pairwise
from typing import Final, NamedTuple

from rich.cells import cell_len, split_graphemes

NO_START: Final = "，。、；：？！）》”’】」』〉］｝〕…—～·％‰℃,.;:?!)]}%"
"""Characters that must not begin a line."""

NO_END: Final = "（《“‘【「『〈［｛〔([{￥¥$"
"""Characters that must not end a line."""

_WORD: Final = "0-9A-Za-z０-９Ａ-Ｚａ-ｚ\u00c0-\u024f"
_RUN: Final = rf"(?:[+\-−＋－]{{0,2}}|\.)[{_WORD}](?:[{_WORD}_@+\-]|[.,:/](?=[{_WORD}]))*"
_COUNTER: Final = "[万亿]?[年月日号件条次人个项元％%]?"
_CHARACTER: Final = r"\S(?:\u200d\S|[\ufe0f\u0300-\u036f\u3099\u309a])*"
_CLOSING: Final = rf"(?!\.[{_WORD}])[{re.escape(NO_START)}]"
_ATOM: Final = re.compile(
    rf"[{re.escape(NO_END)}]*(?:{_RUN}{_COUNTER}|{_CHARACTER})?(?:{_CLOSING})*\s*"
)


class Atom(NamedTuple):
    """A stretch of text that stays on one line if the line is wide enough."""

    start: int
    end: int
    width: int
    """Cells without the white space behind it."""
    full_width: int
    """Cells with the white space behind it."""


@lru_cache(maxsize=2048)
def atoms(text: str) -> tuple[Atom, ...]:
    """Cut a text into atoms; together they are the text."""
    found = []
    for match in _ATOM.finditer(text):
        piece = match.group()
        if piece:
            width, full_width = cell_len(piece.rstrip()), cell_len(piece)
            found.append(Atom(match.start(), match.end(), width, full_width))
    return tuple(found)


def break_offsets(text: str, width: int, *, spaces_hang: bool = True) -> list[int]:
    """Where to break a text so that each line fits into `width` cells.

    With `spaces_hang`, white space at the end of a line may stand outside it (the caller strips
    it); without, it takes room like any character, as an editor needs.
    """
    offsets: list[int] = []
    used = 0
    for atom in atoms(text):
        needed = atom.width if spaces_hang else atom.full_width
        if used + needed <= width:
            used += atom.full_width
            continue
        if atom.start:
            offsets.append(atom.start)
        used = atom.full_width
        if needed > width:
            folds, used = _fold(text, atom, width)
            offsets.extend(folds)
    return offsets


def _fold(text: str, atom: Atom, width: int) -> tuple[list[int], int]:
    """Break inside an atom wider than a line; also the cells used on its last line."""
    left = [
        (atom.start + start, cells)
        for start, _, cells in split_graphemes(text[atom.start : atom.end])[0]
    ]
    offsets: list[int] = []
    while (count := _fitting(left, width)) < len(left):
        count = _without_stray_mark(text, left, count)
        left = left[count:]
        offsets.append(left[0][0])
    return offsets, sum(cells for _, cells in left)


def _fitting(graphemes: list[tuple[int, int]], width: int) -> int:
    """How many graphemes fit on a line; at least one."""
    used = 0
    for count, (_, cells) in enumerate(graphemes):
        used += cells
        if count and used > width:
            return count
    return len(graphemes)


def _without_stray_mark(text: str, graphemes: list[tuple[int, int]], count: int) -> int:
    """Take a few characters less if the next line would begin with a mark that must not begin one."""
    for fewer in range(count, 0, -1):
        begin = graphemes[fewer][0]
        if text[begin] not in NO_START and text[begin - 1] not in NO_END:
            return fewer
    return count


def wrap(text: str, width: int) -> list[str]:
    """Break one paragraph into lines without white space at their ends; at least one line."""
    offsets = [0, *break_offsets(text, max(width, 2)), len(text)]
    return [text[start:end].rstrip() for start, end in pairwise(offsets)]
