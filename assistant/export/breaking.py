"""Where a long name breaks: between the parts of it, into lines of about one length (GB/T 9704—2012, 7.3.1)."""

from __future__ import annotations

import math
import re

# After a place or an organ, before a bracket; not inside 委员会, 办公室, 市场, 区域, 县域, 部门, 局部, 会议 or 院校.
_JOINT = re.compile(
    "(?<=[省市区县州盟旗镇乡局厅委部会室处所心府院站办、）])"
    "(?![员公场域门议校事级共属理、）])|(?=（)|(?<=[党委])(?=政)"
)
_NEVER_FIRST = "、，。）》”’；：！？"
_WITHIN = 16.0
"""What a break inside a word costs: as much as a line four characters off the even length."""


def width(text: str) -> float:
    """Return the width of a line in characters; a half-width one counts half."""
    return sum(0.5 if character.isascii() else 1 for character in text)


def broken(text: str, longest: float) -> tuple[str, ...]:
    """Return the lines of a name that is wider than `longest` characters: few, even, broken where words end."""
    if width(text) <= longest:
        return (text,)
    count = math.ceil(width(text) / (longest - 1))
    ideal = width(text) / count
    joints = {match.start() for match in _JOINT.finditer(text)}
    best: list[dict[int, tuple[float, tuple[int, ...]]]] = [{0: (0.0, ())}]
    for line in range(1, count + 1):
        ends = range(line, len(text) + 1) if line < count else (len(text),)
        best.append(
            {
                end: min(options)
                for end in ends
                if (
                    options := [
                        (
                            cost + _cost(text, start, end, ideal, longest, joints),
                            (*breaks, end),
                        )
                        for start, (cost, breaks) in best[-1].items()
                        if start < end
                    ]
                )
            }
        )
    _, ends_chosen = best[-1][len(text)]
    starts = (0, *ends_chosen)
    return tuple(text[start:end] for start, end in zip(starts, ends_chosen, strict=False))


def _cost(text: str, start: int, end: int, ideal: float, longest: float, joints: set[int]) -> float:
    line = width(text[start:end])
    too_long = 1000.0 if line > longest else 0.0
    if end < len(text) and text[end] in _NEVER_FIRST:
        too_long += 500.0
    within = 0.0 if end == len(text) or end in joints else _WITHIN
    return (line - ideal) ** 2 + within + too_long
