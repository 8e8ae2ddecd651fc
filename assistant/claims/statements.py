"""What the listener writes down: statements, and lists of parts being heard."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from assistant.claims.model import Kind, Range, Scope
from assistant.claims.named import Named
from assistant.claims.vocabulary import Line
from assistant.report import Number


class Said(NamedTuple):
    """What is said, before it is known where and of which year."""

    named: Named
    value: Number | Range | None
    kind: Kind
    unit: str = ""
    rest: bool = False
    """Whether it is about what is left: 其余都是个人的."""

    bare: bool = False
    """Whether nothing in the words names anything: 12件, 都没有."""

    among: bool = False
    """Whether it may be a part in the list being heard."""

    subject: int = -1
    """The statement it is about: the whole of a totality, the number compared."""

    none: tuple[str, ...] = ()
    """What must be 0 if it is true."""

    whole: str = ""
    """The name of the whole that all of went one way, or that a share is of."""

    part: tuple[str, ...] = ()
    """The names of what a share is, where the words give no number of it: 网站占58.7%."""

    ten_thousands: bool = False


@dataclass
class Statement:
    """One statement, with what is needed to relate it to others."""

    said: Said
    named: Named
    """What it is about; made more precise by what comes after it."""

    value: Number | Range | None
    unit: str
    kind: Kind
    scope: Scope
    why: str
    noun: str
    start: int
    end: int
    number: tuple[int, int]
    index: int
    sentence: int
    depth: int
    after_mark: str
    figured: bool
    total: bool
    """Whether it says that it is a total: 共, 合计."""

    open_end: bool
    """Whether the words say that the list is not complete: 等, 如, 主要."""

    year: int | None
    readings: tuple[tuple[str, ...], ...]
    unknown: str
    """Words of its label that nobody knows and that may change what is counted."""

    corrected: bool
    """Whether it takes back what was said before: 不对，是13件."""

    dated: bool = False
    """Whether it tells of one day or month: 3月5日收到一件."""

    told: bool = False
    """Whether what follows says what it counts: 9件都公开了."""

    whose: Line | None = None
    """Whose applications it counts, when it counts nothing else: the 2件个人的 of 2件个人的都公开了."""

    figures: tuple[int, ...] = ()
    """Where figures start that were said after it and belong to it: 都是涉密的，2件."""

    explained: bool = False
    """Whether what it counts was said after it, by 算不掌握 or 按内部事务答复的."""

    group: int = -1
    """The list of parts it stands in."""

    @property
    def names(self) -> tuple[str, ...]:
        """The names in the report it is bound to."""
        return self.named.names

    @property
    def counts(self) -> bool:
        """Whether it says how many."""
        return self.figured and self.kind in (Kind.COUNT, Kind.AMOUNT)

    @property
    def row_id(self) -> str:
        """The row it is about, or nothing."""
        return self.named.row.id if self.named.row is not None else ""


@dataclass
class Group:
    """A list of parts being heard."""

    index: int
    parent: int
    depth: int
    parts: list[int] = field(default_factory=list)
    open_end: bool = False
    bracket: bool = False
    """Whether brackets open it and no 其中: 共11条（微信8条、微博3条）."""
