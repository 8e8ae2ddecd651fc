"""Short words in letters: the initials of each in one long line, and three letters in a row of their Pinyin."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from itertools import accumulate
from math import log
from typing import Final

from assistant.initials import initials
from assistant.phrases.postings import CROWD
from assistant.phrases.terms import is_hanzi
from assistant.pinyin import cut, readings, spelled

LONGEST: Final = 8
"""Letters that may be initials; more are Pinyin."""

_THREES = 0.1
_UNKNOWN_THREE = 3.0
_BEGINS = 0.8
_INSIDE = 0.55
_TWO_WORDS = 0.7
_LEFT_OUT = 0.5

_COMMON: Final = ("政府信息公开", "政务公开", "信息公开", "公开", "工作", "情况")
"""Words that everything here is about: zwgkpx is 培训."""


@dataclass(frozen=True)
class Letters:
    """The short words of a bank in letters, made when the first letters are typed."""

    threes: Mapping[str, frozenset[int]]
    """Phrases by three letters in a row of the Pinyin of their short words; ^ is the beginning of a word."""

    weights: Mapping[str, float]
    line: str
    """The initials of all short words, each once, between strokes."""

    starts: tuple[int, ...]
    """Where each of them begins in `line`."""

    owners: tuple[tuple[int, ...], ...]
    """The phrases that each belongs to."""

    @classmethod
    def of(cls, units: Sequence[Sequence[str]]) -> Letters:
        """Return the letters of phrases, given the runs of their short words."""
        threes: dict[str, set[int]] = defaultdict(set)
        short: dict[str, dict[int, None]] = defaultdict(dict)
        for position, own in enumerate(units):
            read = [both for unit in dict.fromkeys(own) for both in _spellings(unit)]
            for letters, first in read:
                short[first][position] = None
                for three in _threes(letters):
                    threes[three].add(position)
        starts = accumulate((len(first) + 1 for first in short), initial=1)
        count = len(units)
        return cls(
            {three: frozenset(found) for three, found in threes.items()},
            {
                three: log(1 + (count - len(found) + 0.5) / (len(found) + 0.5))
                for three, found in threes.items()
            },
            "|".join(("", *short, "")),
            tuple(starts)[:-1],
            tuple(map(tuple, short.values())),
        )

    def add_to(self, scores: list[float], letters: str) -> None:
        """Add to every phrase the share of the threes it has."""
        worth = {three: self.weights.get(three, _UNKNOWN_THREE) for three in _threes(letters)}
        total, found = sum(worth.values()), False
        for three in sorted(worth, key=lambda three: (-worth[three], three)):
            having = self.threes.get(three, ())
            if found and len(having) > CROWD:
                continue
            found = found or bool(having)
            for position in having:
                scores[position] += _THREES * worth[three] / total

    def by_initials(self, typed: str) -> dict[int, float]:
        """Return the phrases with short words whose Pinyin initials hold the letters, from 0 to 1.

        Letters that stand nowhere together and are no Pinyin may be the initials of two short words of one phrase,
        of a word with others around it that every phrase could have, or of a longer word with some left out.
        """
        found = self._initials_at(typed)
        if len(typed) < 3 or max(found.values(), default=0.0) >= _BEGINS or cut(typed):
            return found
        # What stands somewhere inside a word may be chance: two words are looked for as well, by their beginnings.
        where = ("|",) if found else ("|", "")
        for split in range(2, len(typed) - 1):
            first = self._initials_at(typed[:split], where)
            second = self._initials_at(typed[split:], where)
            for position in first.keys() & second.keys():
                value = _TWO_WORDS * first[position] * second[position]
                found[position] = max(value, found.get(position, 0.0))
        if not found and (bare := _without_common(typed)):
            found = {at: _TWO_WORDS * value for at, value in self._initials_at(bare).items()}
        return found or self._left_out(typed)

    def _initials_at(self, typed: str, where: Sequence[str] = ("|", "")) -> dict[int, float]:
        """Return the phrases with the letters at the beginning of a word (`|`) or anywhere (nothing before)."""
        found: dict[int, float] = {}
        # Beginnings first: of two letters, a large bank has more occurrences than anyone can wait for.
        for before in where:
            at = self.line.find(before + typed)
            while at >= 0 and len(found) < CROWD:
                number = bisect_right(self.starts, at + len(before)) - 1
                start = self.starts[number]
                length = self.line.index("|", start) - start
                value = (_BEGINS if before else _INSIDE) + 0.2 * len(typed) / length
                for position in self.owners[number]:
                    found[position] = max(value, found.get(position, 0.0))
                at = self.line.find(before + typed, at + 1)
        return found

    def _left_out(self, typed: str) -> dict[int, float]:
        """Return the phrases with a word that begins with the first letter and has the others in their order."""
        found: dict[int, float] = {}
        for number, word in self.beginning.get(typed[0], ()):
            letters = iter(word)
            if all(letter in letters for letter in typed):
                value = _LEFT_OUT * len(typed) / len(word)
                for position in self.owners[number]:
                    found[position] = max(value, found.get(position, 0.0))
        return found

    @cached_property
    def beginning(self) -> Mapping[str, Sequence[tuple[int, str]]]:
        """The initials of all short words, with their numbers, by their first letter."""
        found: dict[str, list[tuple[int, str]]] = defaultdict(list)
        for number, word in enumerate(self.line.split("|")[1:-1]):
            found[word[:1]].append((number, word))
        return found


def _without_common(typed: str) -> str:
    """Return letters without the initials of words that say nothing here, when some are left."""
    for word in _COMMON:
        common = initials(word)
        for bare in (typed.removeprefix(common), typed.removesuffix(common)):
            if 2 <= len(bare) < len(typed):
                return bare
    return ""


@lru_cache(maxsize=4096)
def _threes(letters: str) -> list[str]:
    marked = f"^{letters}"
    return sorted({marked[at : at + 3] for at in range(len(marked) - 2)})


@cache
def firsts(unit: str) -> tuple[str, ...]:
    """Return the initials of a short word, in both readings."""
    return tuple(short for _, short in _spellings(unit))


@cache
def in_letters(unit: str) -> tuple[str, ...]:
    """Return a short word in Pinyin, in both readings."""
    return tuple(letters for letters, _ in _spellings(unit))


@cache
def _spellings(unit: str) -> tuple[tuple[str, str], ...]:
    """Return a short word in Pinyin and in initials, twice when a character of it has a second reading."""
    if not is_hanzi(unit):
        return ()
    found = [("".join(spelled(unit)), initials(unit))]
    if any(char in readings().second for char in unit):
        found.append(("".join(spelled(unit, second=True)), initials(unit, second=True)))
    return tuple(found)
