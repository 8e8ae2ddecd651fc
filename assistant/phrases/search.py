"""Finding phrases by a few typed characters: what is written, what it sounds like, letters that stand for it.

Every phrase is short words (title, keywords, topic, written to be found) and the body of its text without slots.
A query is scored by how much of it a phrase covers, rare pairs of characters counting more (idf), so that a wrong
character only costs the pairs it is in.

The same is done a second time with syllables in place of characters, which finds homophones, whole Pinyin and a
mixture of both (主动公kai); letters are tried as initials of the short words as well, and in threes against
mistyped Pinyin. rapidfuzz puts the best of all that in its fine order. Only the order of scores means anything.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from heapq import nlargest
from typing import TYPE_CHECKING, Final, NamedTuple

from rapidfuzz.fuzz import partial_ratio, ratio
from rapidfuzz.process import extractOne

from assistant.phrases.letters import LONGEST, Letters, firsts, in_letters
from assistant.phrases.postings import NAMED, Having, Postings
from assistant.phrases.terms import Typed, grams_of, is_hanzi, runs, sounds_of, taken_apart

if TYPE_CHECKING:
    from assistant.phrases.phrase import Phrase
    from assistant.phrases.topics import Topic

POOL: Final = 48
"""Phrases that are ranked at all; nobody looks further down."""

SURE: Final = 0.2
"""The confidence from which on suggestions are shown as found rather than as perhaps related."""

_SURE_SOUND = 0.8
_SURE_INITIALS = 0.9
_RERANKED = 24
_SHORT_WORDS = 0.3
_SOUND = 0.2
_TIGHTNESS = 0.2
_KEYWORD = 0.8
_INITIALS = 0.4
_LETTERS = 0.25
_WORTH_RANKING = 0.25
"""The share of the best score below which nothing that is added later brings a phrase to the front."""

_MANY = 3000
"""Hits from which on it is quicker to pick the best than to put all in order."""

_SLOT = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)


@dataclass(frozen=True)
class Hit:
    """How well one phrase answers a query."""

    position: int
    """The phrase's place in the bank."""

    score: float
    """Higher is better; only the order means anything."""


@dataclass(frozen=True)
class _Called:
    """What something is called: its runs in title or name, which say best what it is about, and other words."""

    names: tuple[str, ...]
    others: tuple[str, ...]

    def nearness(self, wanted: Sequence[str]) -> float:
        """Return how close any wanted run comes to it, from 0 to 1."""
        best = 0.0
        for unit in self.names:
            for run in wanted:
                best = max(best, ratio(run, unit, score_cutoff=best))
        best /= _KEYWORD
        for unit in self.others:
            for run in wanted:
                best = max(best, ratio(run, unit, score_cutoff=best))
        return best * _KEYWORD / 100

    @cached_property
    def _letters(self) -> tuple[str, ...]:
        units = (*self.names, *self.others)
        return tuple(dict.fromkeys(letters for unit in units for letters in in_letters(unit)))

    def likeness(self, letters: str) -> float:
        """Return how much of the letters stands in one of its words in Pinyin, from 0 to 1."""
        if not self._letters:
            return 0.0
        _, best, _ = extractOne(letters, self._letters, scorer=partial_ratio)
        return best / 100


class _Around(NamedTuple):
    """How close a query comes to the topics, which many phrases share: in characters, and in letters."""

    near: dict[int, float]
    alike: dict[int, float]


@dataclass(frozen=True)
class Index:
    """What is known of a bank for searching."""

    phrases: tuple[_Called, ...]
    """Of every phrase: its title and its keywords."""

    topics: tuple[_Called, ...]
    """Of every topic in use: its name and what people call it."""

    topic_of: tuple[int, ...]
    """The topic of every phrase."""

    written: Postings = field(repr=False)

    @classmethod
    def of(cls, phrases: Sequence[Phrase], topics: Mapping[str, Topic]) -> Index:
        """Return the index of the phrases of a bank; `topics` are all there are, by their ids."""
        used = list(dict.fromkeys(phrase.topic for phrase in phrases))
        numbers = {topic: number for number, topic in enumerate(used)}
        about = tuple(
            _Called(
                runs(topics[topic].name),
                runs("\n".join((*topics[topic].said, topics[topic].group))),
            )
            for topic in used
        )
        called = tuple(
            _Called(runs(phrase.title), runs("\n".join(phrase.keywords))) for phrase in phrases
        )
        topic_of = tuple(numbers[phrase.topic] for phrase in phrases)
        bodies = (runs(_SLOT.sub("\n", phrase.text)) for phrase in phrases)
        written = _written(called, about, topic_of, bodies)
        return cls(called, about, topic_of, Postings.of(written, len(called)))

    @cached_property
    def heard(self) -> Postings:
        """The same by sounds, made when the first word is typed that nobody wrote."""
        return Postings.of(_heard(self.written), len(self.phrases))

    def warm(self) -> None:
        """Make what is otherwise made when it is first needed."""
        self.heard  # noqa: B018 - kept from then on
        self.letters  # noqa: B018

    @cached_property
    def letters(self) -> Letters:
        """The short words in letters."""
        return Letters.of(
            [
                (*own.names, *topic.names, *own.others, *topic.others)
                for own, topic in zip(self.phrases, self._topics, strict=True)
            ]
        )

    @property
    def _topics(self) -> Iterable[_Called]:
        """The topic of every phrase."""
        return (self.topics[number] for number in self.topic_of)

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
        typed = taken_apart(query)
        scores = self._scores(typed)
        pool = _best(scores, range(len(scores)) if among is None else among)
        for position, value in (remembered or {}).items():
            scores[position] += value
            if position not in pool:
                pool.append(position)
        if bonus:
            for position in pool:
                scores[position] += bonus(position)
            pool.sort(key=lambda position: (-scores[position], position))
        around = _Around({}, {})
        for position in pool[:_RERANKED]:
            scores[position] += self._closeness(typed, position, around)
        pool.sort(key=lambda position: (-scores[position], position))
        return tuple(Hit(position, scores[position]) for position in pool)

    def confidence(self, query: str, positions: Iterable[int]) -> float:
        """Return from 0 to 1 how surely one of the phrases is meant; below `SURE`, say that they may be.

        The score cannot tell: it only ranks. What nobody ever wrote counts against a query here.
        """
        typed = taken_apart(query)
        initials_of = self.letters.by_initials(typed.letters) if _initials(typed) else {}
        pairs = [sign for sign in typed.sounds if len(sign) == 2 and self._by_ear(typed)]
        best = 0.0
        for position in positions:
            best = max(best, self.written.covered(position, typed.grams))
            best = max(best, _SURE_SOUND * self.heard.covered(position, pairs))
            if position in initials_of:
                best = max(best, _SURE_INITIALS)
        return best

    def _scores(self, typed: Typed) -> list[float]:
        scores = [0.0] * len(self.phrases)
        # Letters that no phrase has are Pinyin: they take nothing from what is written beside them.
        written = [
            gram
            for gram in typed.grams
            if gram in self.written.weights or not gram.isalpha() or is_hanzi(gram)
        ]
        if written:
            self.written.add_to(scores, written, 1.0, _SHORT_WORDS)
        if self._by_ear(typed):
            self.heard.add_to(scores, typed.sounds, _SOUND, _SOUND)
        if len(typed.letters) >= 4:
            self.letters.add_to(scores, typed.letters)
        if _initials(typed):
            for position, value in self.letters.by_initials(typed.letters).items():
                scores[position] += _INITIALS * value
        return scores

    def _by_ear(self, typed: Typed) -> bool:
        """Whether sounds tell more than characters: something was typed in letters, or that nobody wrote."""
        known = self.written.weights
        return bool(typed.sounds) and (
            bool(typed.letters) or any(gram not in known for gram in typed.grams)
        )

    def _closeness(self, typed: Typed, position: int, around: _Around) -> float:
        """Return how close the query comes to a title, topic or keyword, in characters and in letters.

        `around` keeps what was found for the topics.
        """
        own, topic = self.phrases[position], self.topic_of[position]
        value = 0.0
        if typed.hanzi:
            if topic not in around.near:
                around.near[topic] = self.topics[topic].nearness(typed.hanzi)
            value += _TIGHTNESS * max(around.near[topic], own.nearness(typed.hanzi))
        if _initials(typed):
            named = (*own.names, *self.topics[topic].names)
            value += NAMED * any(typed.letters in short for unit in named for short in firsts(unit))
        if len(typed.letters) >= 4:
            if topic not in around.alike:
                around.alike[topic] = self.topics[topic].likeness(typed.letters)
            value += _LETTERS * max(around.alike[topic], own.likeness(typed.letters))
        return value


def _written(
    phrases: Sequence[_Called],
    topics: Sequence[_Called],
    topic_of: Sequence[int],
    bodies: Iterable[Sequence[str]],
) -> Having:
    """Return which phrases have what; what topics have is taken apart once for all their phrases."""
    having = Having.nothing()
    members: dict[int, list[int]] = {}
    for position, topic in enumerate(topic_of):
        members.setdefault(topic, []).append(position)
    for topic, named in enumerate(topics):
        for gram in grams_of(named.names):
            having.names[gram].update(members[topic])
        for gram in grams_of((*named.names, *named.others)):
            having.short[gram].update(members[topic])
    for position, (own, body) in enumerate(zip(phrases, bodies, strict=True)):
        for gram in grams_of(own.names):
            having.names[gram].add(position)
        for gram in grams_of((*own.names, *own.others)):
            having.short[gram].add(position)
        for gram in grams_of(body):
            if position not in having.short.get(gram, ()):
                having.body[gram].add(position)
    return having


def _heard(written: Postings) -> Having:
    """Return the same by sounds: what sounds alike is together."""
    heard = Having.nothing()
    parts = (written.names, written.short, written.body)
    for part, by_sound in zip(parts, heard, strict=True):
        for gram, positions in part.items():
            for sign in sounds_of(gram):
                by_sound[sign].update(positions)
    for sign, only in heard.body.items():
        only.difference_update(heard.short.get(sign, ()))
    return heard


def _best(scores: Sequence[float], places: Sequence[int]) -> list[int]:
    """Return the places with the highest scores, best first, equal ones in their order."""
    enough = _WORTH_RANKING * max(map(scores.__getitem__, places), default=0.0)
    having = [at for at in places if scores[at] > 0 and scores[at] >= enough]
    if len(having) > _MANY:
        return nlargest(POOL, having, key=scores.__getitem__)
    return sorted(having, key=scores.__getitem__, reverse=True)[:POOL]


def _initials(typed: Typed) -> bool:
    """Whether the letters of a query may be initials."""
    return 2 <= len(typed.letters) <= LONGEST and not typed.hanzi
