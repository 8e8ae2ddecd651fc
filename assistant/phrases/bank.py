"""The phrases that may be suggested, all together; `reading.load` reads them from entry files."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING

from assistant.forms import Form
from assistant.phrases.phrase import Phrase
from assistant.phrases.topics import Topic

if TYPE_CHECKING:
    from assistant.phrases.search import Index


@dataclass(frozen=True)
class Bank:
    """Every phrase, in the order of the files, with what is needed to judge them."""

    phrases: tuple[Phrase, ...]
    topics: Mapping[str, Topic]
    forms: tuple[Form, ...]

    @cached_property
    def by_id(self) -> Mapping[str, Phrase]:
        """Every phrase by its 编号."""
        return MappingProxyType({phrase.id: phrase for phrase in self.phrases})

    @cached_property
    def positions(self) -> Mapping[str, int]:
        """The place of every phrase in the bank, by its 编号."""
        return MappingProxyType({phrase.id: at for at, phrase in enumerate(self.phrases)})

    @cached_property
    def _rarities(self) -> tuple[int, ...]:
        return tuple(self.topics[phrase.topic].rarity for phrase in self.phrases)

    def rarity(self, position: int) -> int:
        """Return how rarely reports speak of a phrase's topic; 0 for what nearly all say."""
        return self._rarities[position]

    @cached_property
    def families(self) -> Mapping[str, tuple[Phrase, ...]]:
        """The variants of every family, in the order of the files."""
        found: dict[str, list[Phrase]] = {}
        for phrase in self.phrases:
            found.setdefault(phrase.family, []).append(phrase)
        return MappingProxyType({family: tuple(members) for family, members in found.items()})

    @cached_property
    def index(self) -> Index:
        """The index for searching, built when it is first asked for."""
        from assistant.phrases.search import Index

        with not_collecting():
            return Index.of(self.phrases, self.topics)

    def form_for(self, year: int | None) -> Form | None:
        """Return the form of a report year, or nothing for a year that none serves."""
        if year is None:
            return None
        return next((form for form in self.forms if form.serves(year)), None)


@contextmanager
def not_collecting() -> Iterator[None]:
    """Let what is built stand: looking for garbage among many small things without cycles is a third of the time."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()
