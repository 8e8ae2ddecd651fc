"""One phrase of the bank, as a plain frozen value; what it says and when it is true are read when they are needed."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import TypeVar

from assistant.expressions import (
    Condition,
    ExpressionError,
    Template,
    compile_condition,
    compile_template,
)
from assistant.problem import AssistantError


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
