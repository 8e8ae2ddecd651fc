"""Words cut into sentences and items, and the parts of them that quote somebody else."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

Span = tuple[int, int]

_END = re.compile(r"[。！？；\n]+")
_FULL_END = re.compile(r"[。！？\n]+")
_QUOTED = re.compile(r"《[^《》\n]{1,80}》|“[^“”\n]{1,60}”|〔[^〕\n]{1,20}〕|【[^】\n]{0,60}】")
_NAMED = re.compile(r"https?://[^\s，。；）]+|www\.[^\s，。；）]+|[A-Za-z0-9_.+-]+@[A-Za-z0-9.-]+")
_ITEM = re.compile(
    r"(?:^|(?<=[。；：\n，]))\s*(?:(?P<one>[一二三四五六七八九十])是|第(?P<two>[一二三四五六七八九十])[，、]"
    r"|（(?P<three>[一二三四五六七八九十])）|(?P<four>\d{1,2})[.．、](?!\d)|[（(](?P<five>\d{1,2})[）)])"
)
_ORDER = "一二三四五六七八九十"


class Sentence(NamedTuple):
    """Words up to a full stop or a semicolon."""

    start: int
    end: int
    text: str


class Item(NamedTuple):
    """One item of a numbered list: 一是……, （二）……, 3.……"""

    start: int
    end: int
    text: str
    """The words after the number."""

    manner: str
    """How it is numbered: `是`, `第`, `（一）`, `1.` or `（1）`."""

    number: int


@lru_cache(maxsize=256)
def sentences(text: str, *, whole: bool = False) -> tuple[Sentence, ...]:
    """Return the sentences of a text; `whole` leaves clauses parted by a semicolon together.

    Kept, because a dozen rules cut the same text.
    """
    ends = [match.span() for match in (_FULL_END if whole else _END).finditer(text)]
    starts = (0, *(end for _, end in ends))
    bounds = zip(starts, (*(start for start, _ in ends), len(text)), strict=True)
    return tuple(_sentence(text, start, end) for start, end in bounds if text[start:end].strip())


def _sentence(text: str, start: int, end: int) -> Sentence:
    words = text[start:end].lstrip()
    return Sentence(end - len(words), end, words.rstrip())


@lru_cache(maxsize=64)
def quoted(text: str) -> tuple[Span, ...]:
    """Return where a text quotes: titles, quotation marks, document numbers, gaps, addresses on the net."""
    return tuple(match.span() for pattern in (_QUOTED, _NAMED) for match in pattern.finditer(text))


def inside(place: int, spans: tuple[Span, ...]) -> bool:
    """Whether a place lies in one of the spans."""
    return any(start <= place < end for start, end in spans)


def items(text: str) -> tuple[Item, ...]:
    """Return the items of the outermost numbered list of a text, whichever way it is numbered."""
    marks = [(match, *_numbered(match)) for match in _ITEM.finditer(text)]
    if not marks:
        return ()
    manner = marks[0][1]
    own = [(match, number) for match, how, number in marks if how == manner]
    ends = [match.start() for match, _ in own[1:]] + [len(text)]
    return tuple(
        Item(match.start(), end, text[match.end() : end].strip(), manner, number)
        for (match, number), end in zip(own, ends, strict=True)
    )


def _numbered(match: re.Match[str]) -> tuple[str, int]:
    for name, manner in (("one", "是"), ("two", "第"), ("three", "（一）")):
        if match[name]:
            return manner, _ORDER.index(match[name]) + 1
    if match["four"]:
        return "1.", int(match["four"])
    return "（1）", int(match["five"])


def shortened(words: str, limit: int = 20) -> str:
    """Return words that fit into a finding's sentence."""
    words = words.strip()
    return words if len(words) <= limit else f"{words[:limit]}……"
