"""What labels can name, as values: cells, group sums and facts, and what has been spoken of so far."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from assistant.claims.tokens import Token
from assistant.claims.vocabulary import Fact, Line

APPLICATIONS = "申请"
CASES = "复议诉讼"

PERSONS = frozenset(["人", "名", "位", "人次"])
"""Persons are no applications: one may bring several."""

UNSAID = "没有说明是政府信息公开申请"
TOGETHER = "几项合在一起说"
MONEY = frozenset(["元", "万元", "亿元", "块", "块钱"])


class Spot(NamedTuple):
    """Where a statement belongs in a table: a row and a column of it, groups included."""

    table: str
    row: str
    column: str

    @property
    def name(self) -> str:
        """The cell or group sum."""
        return f"{self.table}.{self.row}.{self.column}"


class Named(NamedTuple):
    """What a label names."""

    spots: tuple[Spot, ...] = ()
    """Cells or group sums; several when the words name several."""

    fact: Fact | None = None
    doubt: str = ""
    """Why it is not certain."""

    readings: tuple[tuple[str, ...], ...] = ()
    cost: int = 0
    """How many words of the label it leaves unexplained."""

    only_column: bool = False
    guessed: bool = False
    """Whether the row was not said and is the one usually meant."""

    row: Line | None = None
    column: Line | None = None
    said: tuple[Token, ...] = ()
    """The words that named it."""

    unclear: tuple[Spot, ...] = ()
    """What it might be, where nothing decides."""

    @property
    def names(self) -> tuple[str, ...]:
        """The names in the report."""
        return (self.fact.name,) if self.fact else tuple(spot.name for spot in self.spots)


FOREIGN = 3
"""The cost of a label that speaks of something no form asks for."""

NOTHING = Named()


@dataclass
class Context:
    """What has been spoken of."""

    topic: str = ""
    row: Line | None = None
    column: Line | None = None
    fact: Fact | None = None
    parts: bool = False
    """Whether a list of parts is open."""

    listed: bool = False
    """Whether a 、 stands before what is being heard: 现行有效规章12件、规范性文件148件."""

    rows: tuple[Line, ...] = ()
    """The rows of the list just heard, for 均获维持."""

    asked: bool = False
    """Whether a bare number answers for `row`: it is what was asked."""

    last_year: bool = False
    """Whether the sentence began with last year: 去年收的那件跨年了，算结转1件."""

    applicant: Line | None = None
    """Whose applications the sentence speaks of: 个人的，2件公开，1件不掌握."""

    headed: bool = False
    """Whether a column was named as one: 自然人那一列：新收22，上年结转2."""

    result: Line | None = None
    """What became of all the cases that follow: 尚未审结的：复议2件，复议后起诉1件."""

    year: int | None = None
    """The year reported on."""

    facts: frozenset[str] | None = field(default=None)
    """The facts that may be bound; nothing for all."""
