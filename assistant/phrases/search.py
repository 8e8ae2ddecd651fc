"""Finding phrases by a few typed characters: single characters and pairs first, rapidfuzz for the fine order.

Every phrase is three kinds of words: its title, keywords and topic (short, written to be found), the body of its
text without slots, and the Pinyin initials of the short words. A query is scored by how much of it a phrase
covers, rare pairs counting more (idf), with more for pairs that stand in the short words. Chinese has no spaces,
so pairs of characters do what words do elsewhere, and a wrong character only costs the pairs it is in.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from math import log
from typing import TYPE_CHECKING, Final

from rapidfuzz.fuzz import ratio

from assistant.expressions import Choice, Piece
from assistant.initials import initials

if TYPE_CHECKING:
    from assistant.phrases.bank import Bank, Phrase

QUERY_LIMIT: Final = 64
"""Characters of a query that are looked at: a pasted page is still answered at once."""

_RERANKED = 40
_SHORT_WORDS = 0.3
_TIGHTNESS = 0.2
_INITIALS = 0.4
_SINGLE = 0.5
_UNKNOWN = 0.3

_OTHER_READING: Final = {
    "校": "叫",
    "重": "成",
    "长": "常",
    "调": "体",
    "行": "航",
    "会": "快",
    "率": "帅",
    "传": "转",
}
"""Characters with a second reading that is usual here, each with a character that sounds like it."""

_RUN = re.compile(r"[\u3400-\u9fff]+|[a-z]+|[0-9]+")


@dataclass(frozen=True)
class Hit:
    """How well one phrase answers a query."""

    position: int
    """The phrase's place in the bank."""

    score: float
    """Higher is better; only the order means anything."""


@dataclass(frozen=True)
class Index:
    """What is known of a bank for searching."""

    units: tuple[tuple[str, ...], ...]
    """Of every phrase: the runs of its title, keywords and topic."""

    anywhere: Mapping[str, frozenset[int]]
    """Phrases by the characters and pairs that occur in them."""

    in_units: Mapping[str, frozenset[int]]
    """The same for title, keywords and topic only."""

    weights: Mapping[str, float]
    """The idf of every character and pair; a single character counts half."""

    unknown: float
    """The weight of a pair that no phrase has."""

    letters: tuple[tuple[str, ...], ...]
    """Of every phrase: the Pinyin initials of the runs in `units`."""

    @classmethod
    def of(cls, bank: Bank) -> Index:
        """Return the index of a bank."""
        units = tuple(tuple(_units(bank, phrase)) for phrase in bank.phrases)
        anywhere: dict[str, set[int]] = defaultdict(set)
        in_units: dict[str, set[int]] = defaultdict(set)
        for position, phrase in enumerate(bank.phrases):
            for gram in _grams(units[position]):
                in_units[gram].add(position)
                anywhere[gram].add(position)
            for gram in _grams(runs(_body(phrase.template.pieces))):
                anywhere[gram].add(position)
        count = len(bank.phrases)
        return cls(
            units=units,
            anywhere={gram: frozenset(found) for gram, found in anywhere.items()},
            in_units={gram: frozenset(found) for gram, found in in_units.items()},
            weights={
                gram: _weight(gram) * log(1 + (count - len(found) + 0.5) / (len(found) + 0.5))
                for gram, found in anywhere.items()
            },
            unknown=_UNKNOWN * log(1 + (count + 0.5) / 0.5),
            letters=tuple(tuple(_letters(own)) for own in units),
        )

    def search(self, query: str, bonus: Callable[[int], float] | None = None) -> tuple[Hit, ...]:
        """Return the phrases that share anything with the query, best first, ties in the order of the bank.

        `bonus` gives what a phrase gains by fitting the situation; it cannot bring in a phrase that shares nothing.
        """
        words = runs(query[:QUERY_LIMIT])
        found = self._covering(words)
        if not any("\u3400" <= word[0] <= "\u9fff" for word in words):
            for position, value in self._by_initials("".join(words)):
                found[position] += _INITIALS * value
        for position in found:
            found[position] += bonus(position) if bonus else 0.0
        first = sorted(found, key=lambda position: (-found[position], position))[:_RERANKED]
        for position in first:
            found[position] += _TIGHTNESS * self._tightness(words, position)
        return tuple(
            Hit(position, found[position])
            for position in sorted(found, key=lambda position: (-found[position], position))
        )

    def _covering(self, words: Iterable[str]) -> dict[int, float]:
        """Return for each phrase the share of the query it covers."""
        grams = Counter(_grams(words))
        weights = {gram: self.weights.get(gram, self.unknown * _weight(gram)) for gram in grams}
        total = sum(weights[gram] for gram in grams) or 1.0
        found: dict[int, float] = defaultdict(float)
        for gram in grams:
            for position in self.anywhere.get(gram, ()):
                found[position] += weights[gram] / total
            for position in self.in_units.get(gram, ()):
                found[position] += _SHORT_WORDS * weights[gram] / total
        return found

    def _tightness(self, words: tuple[str, ...], position: int) -> float:
        """Return how close a run of the query comes to a title or keyword, from 0 to 1."""
        return max(
            (ratio(word, unit) / 100 for word in words for unit in self.units[position]),
            default=0.0,
        )

    def _by_initials(self, typed: str) -> Iterator[tuple[int, float]]:
        """Yield the phrases with a title or keyword whose Pinyin initials hold the letters typed."""
        if len(typed) < 2:
            return
        for position, own in enumerate(self.letters):
            best = max((_initials_value(typed, unit) for unit in own), default=0.0)
            if best:
                yield position, best


def _letters(units: Iterable[str]) -> Iterator[str]:
    """Yield the Pinyin initials of each run, and again with the other readings of characters that have two."""
    for unit in units:
        yield initials(unit)
        other = "".join(_OTHER_READING.get(char, char) for char in unit)
        if other != unit:
            yield initials(other)


def _initials_value(typed: str, unit: str) -> float:
    at = unit.find(typed)
    if at < 0:
        return 0.0
    return 0.55 + (0.25 if at == 0 else 0.0) + 0.2 * len(typed) / len(unit)


def runs(text: str) -> tuple[str, ...]:
    """Return the runs of Chinese characters, letters and digits of a text, widths and case made alike."""
    return tuple(_RUN.findall(unicodedata.normalize("NFKC", text).lower()))


def _units(bank: Bank, phrase: Phrase) -> Iterator[str]:
    topic = bank.topics[phrase.topic]
    for words in (phrase.title, *phrase.keywords, topic.name, topic.group):
        yield from runs(words)


def _body(pieces: Iterable[Piece]) -> str:
    """Return the words of a template without its slots: names of cells are not what a drafter types."""
    words: list[str] = []
    for piece in pieces:
        match piece:
            case str():
                words.append(piece)
            case Choice(then=then, otherwise=otherwise):
                words += [_body(then), _body(otherwise)]
    return " ".join(words)


def _grams(words: Iterable[str]) -> Iterator[str]:
    """Yield characters and pairs of Chinese runs; runs of letters and digits are whole."""
    for word in words:
        if not "\u3400" <= word[0] <= "\u9fff":
            yield word
            continue
        yield from word
        yield from (word[at : at + 2] for at in range(len(word) - 1))


def _weight(gram: str) -> float:
    return _SINGLE if len(gram) == 1 else 1.0


def matched(query: str, text: str) -> tuple[tuple[int, int], ...]:
    """Return where pairs of characters of the query stand in a text, as starts and ends that do not touch.

    A run of one character matches by itself; pairs of two characters need both side by side.
    """
    plain = "".join(_same_width(char) for char in text)
    marks = [False] * len(plain)
    for word in runs(query[:QUERY_LIMIT]):
        chinese = "\u3400" <= word[0] <= "\u9fff"
        parts = [word[at : at + 2] for at in range(len(word) - 1)] if chinese else [word]
        for part in parts or [word]:
            at = plain.find(part)
            while at >= 0:
                marks[at : at + len(part)] = [True] * len(part)
                at = plain.find(part, at + 1)
    return tuple(_spans(marks))


def _same_width(char: str) -> str:
    """Return the character as `runs` sees it, unless that would move the ones behind it."""
    plain = unicodedata.normalize("NFKC", char).lower()
    return plain if len(plain) == 1 else char


def _spans(marks: list[bool]) -> Iterator[tuple[int, int]]:
    start: int | None = None
    for at, marked in enumerate([*marks, False]):
        if marked and start is None:
            start = at
        elif not marked and start is not None:
            yield start, at
            start = None
