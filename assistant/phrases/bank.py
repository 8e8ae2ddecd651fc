"""The phrases that may be suggested, as plain frozen values; `load` reads them from entry files."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING, TypeVar

from assistant.expressions import (
    Condition,
    ExpressionError,
    Template,
    compile_condition,
    compile_template,
)
from assistant.forms import Form
from assistant.organs import Organs
from assistant.phrases.topics import Topic
from assistant.problem import AssistantError, Problem

if TYPE_CHECKING:
    from assistant.phrases.search import Index


class PhraseBroken(AssistantError):
    """A phrase that was loaded unread cannot be read; `nianbao lint` would have said so."""


@dataclass(frozen=True)
class Phrase:
    """One standard wording."""

    id: str
    """Its 编号: `B01.未收到.1`."""

    title: str
    text: str
    """The words as written, a template; a paragraph made of it keeps them while it follows the cells."""

    topic: str
    places: tuple[str, ...]
    """Where it may stand, the most usual place first; ids of `Form.places`."""

    when: str = ""
    """Its 何时用 as written; empty for a phrase that asserts nothing of its own."""

    family: str = ""
    """Variants of one wording share it; only one of them is shown at a time."""

    keywords: tuple[str, ...] = ()
    kinds: frozenset[str] = frozenset()
    """Kinds of organ (机关类型) it is written for."""

    domains: frozenset[str] = frozenset()
    """Fields of work (业务领域) it is written for; with both empty, it is for every organ."""

    first_year: int | None = None
    last_year: int | None = None
    """The last report year that may use it."""

    basis: str = ""
    notes: tuple[str, ...] = ()
    """What to know before using it, for the drafter."""

    own: bool = False
    """Whether it comes from an office's own files."""

    path: str = field(default="", compare=False)
    line: int = field(default=0, compare=False)

    @cached_property
    def template(self) -> Template:
        """Its text with slots, read when it is first shown: most phrases of a bank never are."""
        return _sound(self, compile_template(self.text))

    @cached_property
    def condition(self) -> Condition | None:
        """When it is true, read when it is first asked."""
        return _sound(self, _condition(self.when)) if self.when else None

    def serves_year(self, year: int) -> bool:
        """Whether a report of that year may use it."""
        return (self.first_year or year) <= year <= (self.last_year or year)

    def serves_organ(self, kind: str, domain: str) -> bool | None:
        """Whether it is written for such an organ; nothing while kind or field is not known and decides."""
        if not self.kinds and not self.domains:
            return True
        if kind in self.kinds or domain in self.domains:
            return True
        waits = (self.kinds and not kind) or (self.domains and not domain)
        return None if waits else False

    @property
    def organs(self) -> str:
        """Whom it is written for, in words; empty for every organ."""
        return "、".join(sorted(self.kinds) or sorted(self.domains))

    def stands_in(self, place: str) -> bool:
        """Whether it may stand in a place; a section stands for all its places."""
        return any(own == place or own.startswith(f"{place}.") for own in self.places)


@lru_cache(maxsize=4096)
def _condition(source: str) -> Condition | ExpressionError:
    """Read a condition; many phrases have the same."""
    return compile_condition(source)


Read = TypeVar("Read", Condition, Template)


def _sound(phrase: Phrase, read: Read | ExpressionError) -> Read:
    if isinstance(read, ExpressionError):
        raise PhraseBroken(f"{phrase.path}第{phrase.line}行的语料写得不对：{read.sentence}")
    return read


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

        with _no_collecting():
            return Index.of(self)

    def form_for(self, year: int | None) -> Form | None:
        """Return the form of a report year, or nothing for a year that none serves."""
        if year is None:
            return None
        return next((form for form in self.forms if form.serves(year)), None)


def load(
    files: Iterable[tuple[str, str]],
    forms: Sequence[Form],
    facts: Iterable[str],
    topics: Mapping[str, Topic],
    organs: Organs | None = None,
    own: Iterable[tuple[str, str]] = (),
    *,
    thorough: bool = True,
) -> tuple[Bank, tuple[Problem, ...]]:
    """Return the bank written in `files`, pairs of path and text, and everything that is wrong with them.

    `facts` are the names that questions declare. `own` are the files of an office: a phrase with a known 编号
    replaces that phrase where it stands, a new one comes after the others. A phrase with a mistake is left out.
    Unless `thorough`, conditions and slots of `files` are trusted to be right and read when they are needed, which
    halves the time; `own` is always read to the end.
    """
    from assistant.phrases.reading import read_files

    with _no_collecting():
        return read_files(files, forms, facts, topics, organs or Organs(), own, thorough=thorough)


@contextmanager
def _no_collecting() -> Iterator[None]:
    """Let what is built stand: looking for garbage among many small things without cycles is a third of the time."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()
