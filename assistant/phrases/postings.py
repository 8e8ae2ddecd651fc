"""Phrases by the characters, or the sounds, that they have: which have how much of a query."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from math import log
from typing import Final, NamedTuple

CROWD: Final = 2500
"""Phrases that share a pair, or hits of letters, beyond which no more are counted."""

NAMED: Final = 0.1
"""What it adds when a title or topic has it, for a word that is the whole query."""

_SINGLE = 0.5
_SURE_SINGLE = 0.6
_UNKNOWN = 0.3

Where = dict[str, list[int]]
"""Phrases by what they have, in the order of the bank."""


class Having(NamedTuple):
    """Phrases by what they have in title and topic, in all short words, and in their text only."""

    names: dict[str, set[int]]
    short: dict[str, set[int]]
    body: dict[str, set[int]]

    @classmethod
    def nothing(cls) -> Having:
        """Return one to be filled."""
        return cls(defaultdict(set), defaultdict(set), defaultdict(set))


@dataclass(frozen=True)
class Postings:
    """Phrases by the characters (or sounds) and pairs of them that they have."""

    short: Where
    """Those that have it in title, keywords or topic."""

    names: Where
    """Those of them that have it in title or topic."""

    body: Where
    """Those that have it in their text only."""

    weights: dict[str, float]
    """idf of every character and pair; a single one counts half."""

    unknown: float
    """The weight of a pair that no phrase has."""

    @classmethod
    def of(cls, having: Having, count: int) -> Postings:
        """Return the postings of so many phrases."""
        names, short, body = (
            {gram: sorted(found) for gram, found in part.items() if found} for part in having
        )
        rarity = [log(1 + (count - times + 0.5) / (times + 0.5)) for times in range(count + 1)]
        weights = {}
        for gram in short.keys() | body.keys():
            times = len(short.get(gram, ())) + len(body.get(gram, ()))
            weights[gram] = rarity[times] if len(gram) > 1 else _SINGLE * rarity[times]
        return cls(short, names, body, weights, _UNKNOWN * rarity[0])

    def covered(self, position: int, grams: Collection[str]) -> float:
        """Return how much of the grams a phrase has, from 0 to 1; what no phrase has counts in full here."""
        total = had = 0.0
        for gram in grams:
            unknown = self.unknown / _UNKNOWN * _weight(gram)
            weight = self.weights.get(gram, unknown) * (_SURE_SINGLE if len(gram) == 1 else 1.0)
            total += weight
            if _has(self.short.get(gram), position) or _has(self.body.get(gram), position):
                had += weight
        return had / total if total else 0.0

    def add_to(
        self, scores: list[float], grams: Collection[str], whole: float, extra: float
    ) -> None:
        """Add to every phrase the share of the grams it has, `extra` on top for its short words."""
        worth = {gram: self.weights.get(gram) or self.unknown * _weight(gram) for gram in grams}
        total = sum(worth.values())
        found = False
        for gram in sorted(worth, key=lambda gram: (-worth[gram], gram)):
            body, short = self.body.get(gram, ()), self.short.get(gram, ())
            # In a very large bank, what thousands of phrases have only costs time once rarer things were found.
            if found and len(body) + len(short) > CROWD:
                continue
            found = found or bool(body) or bool(short)
            share = worth[gram] / total
            for positions, value in (
                (body, whole * share),
                (short, (whole + extra) * share),
                (self.names.get(gram, ()), NAMED * whole * share),
            ):
                for position in positions:
                    scores[position] += value


def _has(positions: Sequence[int] | None, position: int) -> bool:
    if not positions:
        return False
    at = bisect_right(positions, position)
    return at > 0 and positions[at - 1] == position


def _weight(gram: str) -> float:
    return _SINGLE if len(gram) == 1 else 1.0
