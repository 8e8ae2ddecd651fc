"""Where in a text that is shown a query stands, and where words only sound like it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from operator import add, or_

from assistant.phrases.terms import (
    QUERY_LIMIT,
    both_readings,
    is_hanzi,
    plain,
    runs,
    taken_apart,
    usual_sounds,
)

Spans = tuple[tuple[int, int], ...]
"""Starts and ends, in order, that do not touch."""


@dataclass(frozen=True)
class _Sought:
    """What of a query is looked for in a text that is shown."""

    parts: tuple[str, ...]
    """Pairs of characters, single characters that stand alone, whole words of letters and numbers."""

    sounds: tuple[tuple[str, str], ...]
    """Pairs of sounds, each with the characters that were typed for it, if any were."""


@lru_cache(maxsize=64)
def _sought(query: str) -> _Sought:
    parts: dict[str, None] = {}
    for word in runs(query[:QUERY_LIMIT]):
        pairs = map(add, word, word[1:]) if is_hanzi(word) else (word,)
        parts |= dict.fromkeys(pairs) or {word: None}
    typed = {usual_sounds(part): part for part in parts if is_hanzi(part)}
    heard = (sign for sign in taken_apart(query).sounds if len(sign) == 2)
    return _Sought(tuple(parts), tuple((sign, typed.get(sign, "")) for sign in heard))


def matched(query: str, text: str) -> Spans:
    """Return where pairs of characters of the query stand in a text.

    A run of one character matches by itself; pairs of two characters need both side by side.
    """
    marks = _marks(_sought(query).parts, _even(text))
    return _spans(marks) if marks else ()


def matched_sound(query: str, text: str) -> Spans:
    """Return what of a text only sounds like the query: pairs of syllables, where nothing is written the same."""
    even, sought = _even(text), _sought(query)
    # Pairs that stand here as typed would light up every homophone of them.
    wanted = [sound for sound, typed in sought.sounds if not typed or typed not in even]
    if not wanted:
        return ()
    usual, other = (_marks(wanted, signs) for signs in both_readings(even))
    if not usual and not other:
        return ()
    nowhere = [False] * len(even)
    alike = map(or_, usual or nowhere, other or nowhere)
    exact = _marks(sought.parts, even) or nowhere
    return _spans([heard and not same for heard, same in zip(alike, exact, strict=True)])


def covers(query: str, text: str) -> int:
    """Return how many characters of a short text the query marks."""
    marks = _marks(_sought(query).parts, _even(text))
    return sum(marks) if marks else 0


def _marks(parts: Iterable[str], text: str) -> list[bool] | None:
    """Return for every character whether one of the parts is there; nothing when none is."""
    marks: list[bool] | None = None
    for part in parts:
        at = text.find(part)
        while at >= 0:
            if marks is None:
                marks = [False] * len(text)
            marks[at : at + len(part)] = [True] * len(part)
            at = text.find(part, at + 1)
    return marks


@lru_cache(maxsize=4096)
def _even(text: str) -> str:
    """Return a text as `runs` sees it, but for what would move the characters behind it."""
    even = plain(text)
    return even if len(even) == len(text) else "".join(map(_same_width, text))


def _same_width(char: str) -> str:
    even = plain(char)
    return even if len(even) == 1 else char


def _spans(marks: Sequence[bool]) -> Spans:
    found: list[tuple[int, int]] = []
    start: int | None = None
    for at, marked in enumerate((*marks, False)):
        if marked and start is None:
            start = at
        elif not marked and start is not None:
            found.append((start, at))
            start = None
    return tuple(found)
