"""Finding phrases by a few typed characters: what is written, what it sounds like, letters that stand for it.

Every phrase is short words (title, keywords, topic, written to be found) and the body of its text without slots.
A query is scored by how much of it a phrase covers, rare pairs of characters counting more (idf). Chinese has no
spaces, so pairs of characters do what words do elsewhere, and a wrong character only costs the pairs it is in.

The same is done a second time with syllables in place of characters, which finds homophones, whole Pinyin and a
mixture of both (主动公kai); letters are tried as initials of the short words as well, and in threes against
mistyped Pinyin. rapidfuzz puts the best of all that in its fine order. Only the order of scores means anything.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property, lru_cache
from heapq import nlargest
from itertools import accumulate
from math import log
from operator import add, or_
from typing import TYPE_CHECKING, Final

from rapidfuzz.fuzz import partial_ratio, ratio

from assistant.initials import initials
from assistant.pinyin import cut, readings, sound, spelled

if TYPE_CHECKING:
    from assistant.phrases.bank import Bank, Phrase

QUERY_LIMIT: Final = 64
"""Characters of a query that are looked at: a pasted page is still answered at once."""

POOL: Final = 80
"""Phrases that are ranked at all; nobody looks further down."""

SURE: Final = 0.2
"""The confidence from which on suggestions are shown as found rather than as perhaps related."""

_SURE_SINGLE = 0.6
_SURE_SOUND = 0.8
_SURE_INITIALS = 0.9
_RERANKED = 30
_SHORT_WORDS = 0.3
_SOUND = 0.2
_TIGHTNESS = 0.2
_KEYWORD = 0.8
_NAMES = 0.1
_INITIALS = 0.4
_THREES = 0.1
_LETTERS = 0.25
_SINGLE = 0.5
_UNKNOWN = 0.3
_UNKNOWN_THREE = 3.0

_HANZI: Final = "\u3400-\u9fff"
_RUN = re.compile(rf"[{_HANZI}]+|[a-z]+|[0-9]+")
_WORD = re.compile(rf"[{_HANZI}a-z0-9]+")
_SLOT = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)
_CROWD: Final = 2500
"""Phrases that share a pair, or hits of letters, beyond which no more are counted."""

_FIRST_SOUND = 0xE000


@dataclass(frozen=True)
class Hit:
    """How well one phrase answers a query."""

    position: int
    """The phrase's place in the bank."""

    score: float
    """Higher is better; only the order means anything."""


_Where = dict[str, list[int]]
"""Phrases by what they have, in the order of the bank."""

_Grams = tuple[set[str], set[str], set[str]]
"""What one phrase has in title and topic, in all short words, and in its text only."""


@dataclass(frozen=True)
class _Postings:
    """Phrases by the characters (or sounds) and pairs of them that they have."""

    short: _Where
    """Those that have it in title, keywords or topic."""

    names: _Where
    """Those of them that have it in title or topic."""

    body: _Where
    """Those that have it in their text only."""

    weights: dict[str, float]
    """idf of every character and pair; a single one counts half."""

    unknown: float
    """The weight of a pair that no phrase has."""

    @classmethod
    def of(cls, phrases: Sequence[_Grams]) -> _Postings:
        """Return the postings of phrases in their order."""
        names: _Where = defaultdict(list)
        short: _Where = defaultdict(list)
        body: _Where = defaultdict(list)
        for position, (in_names, in_short, in_body) in enumerate(phrases):
            for found, grams in ((names, in_names), (short, in_short), (body, in_body)):
                for gram in grams:
                    found[gram].append(position)
        count = len(phrases)
        weights = {}
        for gram in short.keys() | body.keys():
            having = len(short.get(gram, ())) + len(body.get(gram, ()))
            weights[gram] = _weight(gram) * log(1 + (count - having + 0.5) / (having + 0.5))
        unknown = _UNKNOWN * log(1 + (count + 0.5) / 0.5)
        return cls(dict(short), dict(names), dict(body), weights, unknown)

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
            if found and len(body) + len(short) > _CROWD:
                continue
            found = found or bool(body) or bool(short)
            share = worth[gram] / total
            for positions, value in (
                (body, whole * share),
                (short, (whole + extra) * share),
                (self.names.get(gram, ()), _NAMES * whole * share),
            ):
                for position in positions:
                    scores[position] += value


def _has(positions: Sequence[int] | None, position: int) -> bool:
    if not positions:
        return False
    at = bisect_right(positions, position)
    return at > 0 and positions[at - 1] == position


@dataclass(frozen=True)
class _Typed:
    """A query, taken apart."""

    hanzi: tuple[str, ...]
    """Its runs of characters."""

    grams: tuple[str, ...]
    """What is looked for among the characters; words in letters and numbers are whole."""

    sounds: tuple[str, ...]
    """What is looked for among the sounds."""

    letters: str
    """All letters in one piece."""


@dataclass(frozen=True)
class _Spelling:
    """The short words of a bank in letters, made when the first letters are typed."""

    threes: Mapping[str, frozenset[int]]
    """Phrases by three letters in a row of the Pinyin of their short words; ^ is the beginning of a word."""

    weights: Mapping[str, float]
    words: tuple[tuple[str, ...], ...]
    """Of every phrase: its short words in Pinyin."""

    line: str
    """The initials of all short words, each once, between strokes."""

    starts: tuple[int, ...]
    """Where each of them begins in `line`."""

    owners: tuple[tuple[int, ...], ...]
    """The phrases that each belongs to."""


@dataclass(frozen=True)
class Index:
    """What is known of a bank for searching."""

    units: tuple[tuple[str, ...], ...]
    """Of every phrase: the runs of its title and topic, then of its keywords and what people call the topic."""

    names: tuple[int, ...]
    """Of every phrase: how many of its units are title and topic, which say best what it is about."""

    written: _Postings = field(repr=False)
    heard: _Postings = field(repr=False)

    @classmethod
    def of(cls, bank: Bank) -> Index:
        """Return the index of a bank."""
        named = [(_names(bank, phrase), _keywords(bank, phrase)) for phrase in bank.phrases]
        units = tuple((*names, *keywords) for names, keywords in named)
        written: list[_Grams] = []
        for phrase, (names, _), own in zip(bank.phrases, named, units, strict=True):
            short = grams_of(own)
            body = grams_of(runs(_SLOT.sub("\n", phrase.text)))
            written.append((grams_of(names), short, body - short))
        return cls(
            units,
            tuple(len(names) for names, _ in named),
            _Postings.of(written),
            _Postings.of([_heard(grams) for grams in written]),
        )

    @cached_property
    def spelling(self) -> _Spelling:
        """The short words in letters."""
        return _spelling(self.units)

    def search(
        self,
        query: str,
        bonus: Callable[[int], float] | None = None,
        among: Sequence[int] | None = None,
        remembered: Mapping[int, float] | None = None,
    ) -> tuple[Hit, ...]:
        """Return the phrases that share anything with the query, best first, ties in the order of the bank.

        `bonus` gives what a phrase gains by fitting the situation; it cannot bring in a phrase that shares nothing.
        `among` are the phrases to look at, all of them unless given. `remembered` is added to phrases that were
        taken for such a query before, and brings them in. At most `POOL` phrases are returned.
        """
        typed = _typed(query)
        scores = [0.0] * len(self.units)
        # Letters that no phrase has are Pinyin: they take nothing from what is written beside them.
        written = [
            gram
            for gram in typed.grams
            if gram in self.written.weights or not gram.isalpha() or is_hanzi(gram)
        ]
        if written:
            self.written.add_to(scores, written, 1.0, _SHORT_WORDS)
        if typed.sounds:
            self.heard.add_to(scores, typed.sounds, _SOUND, _SOUND)
        if typed.letters:
            self._add_letters(scores, typed)
        for position, value in (remembered or {}).items():
            scores[position] += value
        places = range(len(scores)) if among is None else among
        pool = [at for at in nlargest(POOL, places, key=scores.__getitem__) if scores[at] > 0]
        if bonus:
            for position in pool:
                scores[position] += bonus(position)
            pool.sort(key=lambda position: (-scores[position], position))
        for position in pool[:_RERANKED]:
            scores[position] += self._closeness(typed, position)
        pool.sort(key=lambda position: (-scores[position], position))
        return tuple(Hit(position, scores[position]) for position in pool)

    def confidence(self, query: str, positions: Iterable[int]) -> float:
        """Return from 0 to 1 how surely one of the phrases is meant; below `SURE`, say that they may be.

        The score cannot tell: it only ranks. What nobody ever wrote counts against a query here.
        """
        typed = _typed(query)
        initials_of = self._by_initials(typed.letters) if 2 <= len(typed.letters) <= 8 else {}
        pairs = [sign for sign in typed.sounds if len(sign) == 2]
        best = 0.0
        for position in positions:
            best = max(best, self.written.covered(position, typed.grams))
            best = max(best, _SURE_SOUND * self.heard.covered(position, pairs))
            if position in initials_of and not typed.hanzi:
                best = max(best, _SURE_INITIALS)
        return best

    def _add_letters(self, scores: list[float], typed: _Typed) -> None:
        letters, spelling = typed.letters, self.spelling
        if len(letters) >= 4:
            worth = {
                three: spelling.weights.get(three, _UNKNOWN_THREE) for three in _threes(letters)
            }
            total, found = sum(worth.values()), False
            for three in sorted(worth, key=lambda three: (-worth[three], three)):
                having = spelling.threes.get(three, ())
                if found and len(having) > _CROWD:
                    continue
                found = found or bool(having)
                for position in having:
                    scores[position] += _THREES * worth[three] / total
        if 2 <= len(letters) <= 8 and not typed.hanzi:
            for position, value in self._by_initials(letters).items():
                scores[position] += _INITIALS * value

    def _closeness(self, typed: _Typed, position: int) -> float:
        """Return how close the query comes to a title or keyword, in characters and in letters."""
        names = self.names[position]
        value = 0.0
        if typed.hanzi:
            units = self.units[position]
            titled = _nearest(typed.hanzi, units[:names])
            called = _KEYWORD * _nearest(typed.hanzi, units[names:])
            value += _TIGHTNESS * max(titled, called) / 100
        if 2 <= len(typed.letters) <= 8 and not typed.hanzi:
            first = (short for unit in self.units[position][:names] for short in _firsts(unit))
            value += _NAMES * any(typed.letters in short for short in first)
        if len(typed.letters) >= 4:
            words = self.spelling.words[position]
            best = max((partial_ratio(typed.letters, word) for word in words), default=0.0)
            value += _LETTERS * best / 100
        return value

    def _by_initials(self, typed: str) -> dict[int, float]:
        """Return the phrases with short words whose Pinyin initials hold the letters, from 0 to 1.

        Letters that stand nowhere together and are no Pinyin may be the initials of two short words of one phrase.
        """
        found = self._initials_at(typed)
        if not found and len(typed) >= 4 and not cut(typed):
            for split in range(2, len(typed) - 1):
                first, second = self._initials_at(typed[:split]), self._initials_at(typed[split:])
                found |= dict.fromkeys(first.keys() & second.keys(), 0.6)
        return found

    def _initials_at(self, typed: str) -> dict[int, float]:
        spelling = self.spelling
        found: dict[int, float] = {}
        # Beginnings first: of two letters, a large bank has more occurrences than anyone can wait for.
        for before in ("|", ""):
            at = spelling.line.find(before + typed)
            while at >= 0 and len(found) < _CROWD:
                number = bisect_right(spelling.starts, at + len(before)) - 1
                start = spelling.starts[number]
                length = spelling.line.index("|", start) - start
                value = 0.55 + 0.25 * bool(before) + 0.2 * len(typed) / length
                for position in spelling.owners[number]:
                    found[position] = max(value, found.get(position, 0.0))
                at = spelling.line.find(before + typed, at + 1)
        return found


def _nearest(wanted: Sequence[str], units: Sequence[str]) -> float:
    """Return how close any run comes to any unit, in per cent."""
    best = 0.0
    for run in wanted:
        for unit in units:
            best = max(best, ratio(run, unit, score_cutoff=best))
    return best


# Taking texts apart -------------------------------------------------------------------------------------------


def plain(text: str) -> str:
    """Return a text with widths and case made alike; ü is v, as typed."""
    return unicodedata.normalize("NFKC", text).lower().replace("ü", "v")


def runs(text: str) -> tuple[str, ...]:
    """Return the runs of Chinese characters, letters and digits of a text, widths and case made alike."""
    return tuple(_RUN.findall(plain(text)))


def is_hanzi(run: str) -> bool:
    """Whether a run is one of characters."""
    return "\u3400" <= run[0] <= "\u9fff"


def grams_of(words: Iterable[str]) -> set[str]:
    """Return characters and pairs of Chinese runs; runs of letters and digits are whole."""
    found: set[str] = set()
    for word in words:
        if is_hanzi(word) or word[0] >= chr(_FIRST_SOUND):
            found.update(word)
            found.update(map(add, word, word[1:]))
        else:
            found.add(word)
    return found


def _names(bank: Bank, phrase: Phrase) -> tuple[str, ...]:
    return runs(f"{phrase.title}\n{bank.topics[phrase.topic].name}")


def _keywords(bank: Bank, phrase: Phrase) -> tuple[str, ...]:
    return runs("\n".join((*phrase.keywords, *bank.topics[phrase.topic].said)))


def _weight(gram: str) -> float:
    return _SINGLE if len(gram) == 1 else 1.0


def _typed(query: str) -> _Typed:
    text = plain(query[:QUERY_LIMIT])[:QUERY_LIMIT]
    pieces = _RUN.findall(text)
    hanzi = tuple(run for run in pieces if is_hanzi(run))
    latin = [run for run in pieces if run[0].isalpha() and not is_hanzi(run)]
    # Spaces between syllables are how some people type Pinyin; between other words they keep them apart.
    if not hanzi and latin and all(run in readings().syllables for run in latin):
        words = ["".join(latin)]
    else:
        words = _WORD.findall(text)
    heard = grams_of(filter(None, map(heard_as, words)))
    return _Typed(hanzi, tuple(sorted(grams_of(pieces))), tuple(sorted(heard)), "".join(latin))


# Sounds -------------------------------------------------------------------------------------------------------


class _Sounds(dict[int, str]):
    """One character of the private area for every sound, made when it is first asked for."""

    def __init__(self, *, second: bool) -> None:
        super().__init__()
        self.second = second

    def __missing__(self, code: int) -> str:
        found = spelled(chr(code), second=self.second)
        self[code] = heard = _sign(sound(found[0])) if found else ""
        return heard


_FIRST = _Sounds(second=False)
_SECOND = _Sounds(second=True)


@cache
def _signs() -> dict[str, str]:
    every = sorted(set(map(sound, set(readings().first.values()))))
    return {one: chr(_FIRST_SOUND + number) for number, one in enumerate(every)}


def _sign(heard: str) -> str:
    return _signs()[heard]


def heard_as(word: str) -> str:
    """Return a word of characters and Pinyin as signs for its sounds; letters that are no Pinyin are left out."""
    return "".join(
        run.translate(_FIRST) if is_hanzi(run) else "".join(_sign(sound(part)) for part in cut(run))
        for run in _RUN.findall(word)
        if not run.isdigit()
    )


def _heard(grams: _Grams) -> _Grams:
    """Return the same by sounds; characters with two readings stand under both."""
    names, short, body = ({sign for gram in part for sign in _signs_for(gram)} for part in grams)
    return names, short, body - short


@lru_cache(maxsize=1 << 16)
def _signs_for(gram: str) -> tuple[str, ...]:
    if not is_hanzi(gram):
        return ()
    usual = gram.translate(_FIRST)
    if readings().second.keys().isdisjoint(gram):
        return (usual,)
    return usual, gram.translate(_SECOND)


# Letters ------------------------------------------------------------------------------------------------------


@lru_cache(maxsize=4096)
def _threes(letters: str) -> list[str]:
    marked = f"^{letters}"
    return sorted({marked[at : at + 3] for at in range(len(marked) - 2)})


def _spelling(units: Sequence[Sequence[str]]) -> _Spelling:
    threes: dict[str, set[int]] = defaultdict(set)
    short: dict[str, dict[int, None]] = defaultdict(dict)
    words: list[tuple[str, ...]] = []
    for position, own in enumerate(units):
        read = [both for unit in dict.fromkeys(own) if is_hanzi(unit) for both in _spellings(unit)]
        words.append(tuple(letters for letters, _ in read))
        for letters, first in read:
            short[first][position] = None
            for three in _threes(letters):
                threes[three].add(position)
    line = "|".join(("", *short, ""))
    starts = accumulate((len(first) + 1 for first in short), initial=1)
    count = len(units)
    return _Spelling(
        {three: frozenset(found) for three, found in threes.items()},
        {
            three: log(1 + (count - len(found) + 0.5) / (len(found) + 0.5))
            for three, found in threes.items()
        },
        tuple(words),
        line,
        tuple(starts)[:-1],
        tuple(map(tuple, short.values())),
    )


@cache
def _firsts(unit: str) -> tuple[str, ...]:
    """Return the initials of a short word, in both readings."""
    return tuple(short for _, short in _spellings(unit)) if is_hanzi(unit) else ()


@cache
def _spellings(unit: str) -> tuple[tuple[str, str], ...]:
    """Return a short word in Pinyin and in initials, twice when a character of it has a second reading."""
    found = [("".join(spelled(unit)), initials(unit))]
    if any(char in readings().second for char in unit):
        found.append(("".join(spelled(unit, second=True)), initials(unit, second=True)))
    return tuple(found)


# Showing what was found ---------------------------------------------------------------------------------------

Spans = tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class _Sought:
    """What of a query is looked for in a text that is shown."""

    parts: tuple[str, ...]
    """Pairs of characters, single characters that stand alone, whole words of letters and numbers."""

    sounds: tuple[str, ...]
    """Pairs of sounds."""


@lru_cache(maxsize=64)
def _sought(query: str) -> _Sought:
    parts: dict[str, None] = {}
    for word in runs(query[:QUERY_LIMIT]):
        pairs = map(add, word, word[1:]) if is_hanzi(word) else (word,)
        parts |= dict.fromkeys(pairs) or {word: None}
    heard = (sign for sign in _typed(query).sounds if len(sign) == 2)
    return _Sought(tuple(parts), tuple(heard))


def matched(query: str, text: str) -> Spans:
    """Return where pairs of characters of the query stand in a text, as starts and ends that do not touch.

    A run of one character matches by itself; pairs of two characters need both side by side.
    """
    even = _even(text)
    marks = _marks(_sought(query).parts, even)
    return _spans(marks) if marks else ()


def matched_sound(query: str, text: str) -> Spans:
    """Return what of a text only sounds like the query: pairs of syllables, where nothing is written the same."""
    even, sought = _even(text), _sought(query)
    # Pairs that stand here as typed would light up every homophone of them.
    written = {part.translate(_FIRST) for part in sought.parts if is_hanzi(part) and part in even}
    wanted = [sound for sound in sought.sounds if sound not in written]
    if not wanted:
        return ()
    usual, other = (_marks(wanted, signs) for signs in _signs_of(even))
    if not usual and not other:
        return ()
    nowhere = [False] * len(even)
    alike = map(or_, usual or nowhere, other or nowhere)
    exact = _marks(sought.parts, even) or [False] * len(even)
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
def _signs_of(even: str) -> tuple[str, str]:
    """Return a sign for the sound of every character, once for the usual and once for the other readings.

    They are kept: the same texts are shown for every key that is typed.
    """
    usual, other = (
        "".join(char.translate(table) or "\n" if is_hanzi(char) else "\n" for char in even)
        for table in (_FIRST, _SECOND)
    )
    return usual, other


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
