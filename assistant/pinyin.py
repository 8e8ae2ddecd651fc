"""How characters are read: one syllable each, a second one for a few, and letters cut into syllables.

The table ships as `pinyin.txt`; tones do not matter to anyone who types, ü is written v as input methods do.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from types import MappingProxyType
from typing import Final

_LONE: Final = frozenset("aoe")
"""Syllables of a single letter; the table's other ones (n, m) are sounds nobody types."""

_SOUNDS: Final = (("zh", "z"), ("ch", "c"), ("sh", "s"))
_ENDS: Final = ("ang", "eng", "ing")

_ONE_LETTER_COST: Final = 1.6
_UNFINISHED: Final = 4


@dataclass(frozen=True)
class Readings:
    """The table."""

    first: Mapping[str, str]
    """The usual syllable of a character."""

    second: Mapping[str, str]
    """Another one, for the few characters that have it."""

    @cached_property
    def syllables(self) -> frozenset[str]:
        """Every syllable that may be typed."""
        every = {*self.first.values(), *self.second.values()}
        return frozenset(one for one in every if len(one) > 1 or one in _LONE)

    @cached_property
    def beginnings(self) -> frozenset[str]:
        """What a syllable may look like while it is being typed."""
        return frozenset(one[:end] for one in self.syllables for end in range(1, len(one) + 1))


@cache
def readings() -> Readings:
    """Return the table that ships with the program."""
    text = files("assistant").joinpath("pinyin.txt").read_text(encoding="utf-8")
    first: dict[str, str] = {}
    second: dict[str, str] = {}
    for line in text.splitlines():
        if line.startswith("#"):
            continue
        syllable, _, characters = line.partition(" ")
        if syllable.endswith("+"):
            second |= dict.fromkeys(characters, syllable[:-1])
        else:
            first |= dict.fromkeys(characters, syllable)
    return Readings(MappingProxyType(first), MappingProxyType(second))


def spelled(text: str, *, second: bool = False) -> tuple[str, ...]:
    """Return the syllables of the characters of a text; what is no such character is left out.

    With `second`, characters that have a second reading are read that way.
    """
    table = readings()
    if second:
        found = [table.second.get(char) or table.first.get(char, "") for char in text]
    else:
        found = [table.first.get(char, "") for char in text]
    return tuple(syllable for syllable in found if syllable)


def sound(syllable: str) -> str:
    """Return the sound of a syllable where those that are often taken for one another are one.

    z and zh, c and ch, s and sh, an and ang, en and eng, in and ing.
    """
    for long, short in _SOUNDS:
        if syllable.startswith(long):
            syllable = short + syllable[2:]
            break
    return syllable[:-1] if syllable.endswith(_ENDS) else syllable


def cut(letters: str) -> tuple[str, ...]:
    """Return letters as syllables, the fewest there can be; a last one that is not finished is dropped.

    Nothing when they are no Pinyin: initials, words of other languages.
    """
    if whole := _shortest(letters):
        return whole
    for dropped in range(1, min(_UNFINISHED, len(letters) - 1) + 1):
        if letters[-dropped:] in readings().beginnings and (part := _shortest(letters[:-dropped])):
            return part
    return ()


def _shortest(letters: str) -> tuple[str, ...]:
    """Return the cheapest way to read all letters; syllables of one letter cost more."""
    legal = readings().syllables
    best: list[tuple[float, tuple[str, ...]] | None] = [(0.0, ())]
    for end in range(1, len(letters) + 1):
        ways = []
        for start in range(max(0, end - 6), end):
            before, part = best[start], letters[start:end]
            if before is not None and part in legal:
                cost = 1.0 if len(part) > 1 else _ONE_LETTER_COST
                ways.append((before[0] + cost, (*before[1], part)))
        best.append(min(ways, default=None))
    last = best[-1]
    return last[1] if last else ()
