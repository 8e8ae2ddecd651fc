"""What a file offers to an open draft: values only. `Receiving` makes them and takes them in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from assistant.report import Value

if TYPE_CHECKING:
    from assistant.importing.register import Counted


class Use(StrEnum):
    """What a file is taken for."""

    LAST_YEAR = "上年年报"
    THIS_YEAR = "今年年报"
    REGISTER = "申请台账"
    REPLY = "数据征集表"


class State(StrEnum):
    """How an offer stands, the ones to look at first."""

    DOUBTFUL = "拿不准"
    OTHER = "与草稿不同"
    MISSING = "没有读到"
    NEW = "可以用"
    SAME = "已经一样"


@dataclass(frozen=True)
class Offer:
    """One answer that a file offers."""

    name: str
    """The name in the draft."""

    title: str
    """The same in the clerk's words."""

    value: Value | None
    """What it would be; nothing when the file does not say."""

    shown: str
    """The value in words; empty for none."""

    state: State
    seen: str = ""
    """Where it stands in the file and what stands there."""

    doubt: str = ""
    """Why to look at it; empty when it is plain."""

    candidates: tuple[str, ...] = ()
    """What it may be instead."""

    before: str = ""
    """What the draft says now, in words."""

    rows: tuple[int, ...] = ()
    """The rows of the register it counts."""

    @property
    def taken_unasked(self) -> bool:
        """Whether it goes into the draft unless somebody says otherwise."""
        return self.state is State.NEW


@dataclass(frozen=True)
class Note:
    """Something about the file that is no answer: a row that fits nowhere, a case that is overdue."""

    kind: str
    message: str
    row: int = 0
    """The row of the register; 0 for none."""


@dataclass(frozen=True)
class Incoming:
    """What a file offers."""

    file: str
    """The name of the file."""

    use: Use
    about: str
    """Whose and which year, in a line."""

    offers: tuple[Offer, ...]
    """Those to look at first; then in the order of the report."""

    notes: tuple[Note, ...] = ()
    counted: Counted | None = field(default=None, compare=False)
    """The register behind the offers, to look at its rows."""

    source: str = ""
    """What is written beside the answers in the history: the file, and who filled it in."""

    @property
    def doubtful(self) -> int:
        """How many offers wait for somebody to decide."""
        return sum(o.state in (State.DOUBTFUL, State.OTHER) for o in self.offers)

    def plain(self) -> Mapping[str, Value]:
        """Return the answers that can be taken without a second look."""
        return {o.name: o.value for o in self.offers if o.taken_unasked and o.value is not None}
