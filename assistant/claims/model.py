"""What a text says, as values: claims, and how claims hang together."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from assistant.report import Number

Span = tuple[int, int]
"""Start and end in the text that was read; `text[start:end]` is what stands there."""


@dataclass(frozen=True)
class Range:
    """A number that is only roughly stated: 两千余件, 近百件, 10—12件."""

    low: Number
    high: Number | None
    """The largest it may be; nothing when there is no upper end (超过300件)."""

    def admits(self, number: Number) -> bool:
        """Whether the words are true of this number."""
        return self.low <= number and (self.high is None or number <= self.high)


class Kind(StrEnum):
    """What a claim states."""

    COUNT = "件数"
    AMOUNT = "金额"
    PERCENTAGE = "比例"
    GROWTH = "增幅"
    """A rate of change: 同比增长70.3%."""

    CHANGE = "增减"
    """A change in number, signed: 比上年减少2件 is -2."""

    ZERO = "没有"
    """That there is none, in words: 未收到申请, 零败诉."""

    TOTALITY = "全部"
    """That all of it went one way: 均获维持, 全部办结. Its value is that of the whole where the text gives one."""


class Scope(StrEnum):
    """What part of the world a claim is about."""

    THIS = "本年"
    PART = "其中"
    """Part of a whole stated just before."""

    BESIDES = "另"
    """Beside what was stated before, not part of it."""

    LAST = "上年"
    OTHER_YEAR = "他年"
    """A year that is neither the report's nor the one before."""

    RUNNING = "累计"
    BELOW = "下级"
    """Of other organs: 其中市交通局12件."""

    PLANNED = "打算"


@dataclass(frozen=True)
class Claim:
    """One statement of one quantity."""

    field: str
    """The cell (`申请.新收.总计`), group sum (`申请.不予公开.总计`) or fact (`培训次数`); empty when none fits."""

    value: Number | Range | None
    """In `unit`; nothing when the words give no number (均获维持 without one before) or none that can be read."""

    unit: str
    """As written: 件, 宗, 万元, %; empty where none is."""

    kind: Kind
    scope: Scope
    certain: bool
    why: str
    """Why it is not certain, in a clerk's words; empty when it is."""

    noun: str
    """The words that say what is counted, as in the text: 收到政府信息公开申请, 微视频."""

    span: Span
    """The whole statement: words and number."""

    number: Span
    """Figure and unit; for claims without a figure the words that make the statement (未收到, 均)."""

    readings: tuple[tuple[str, ...], ...] = ()
    """Other things the words may mean, each a sum of names: 受理12件 may be 新收, or 新收 and 上年结转 together."""

    year: int | None = None
    """The year named with it, if one is."""

    @property
    def this_year(self) -> bool:
        """Whether it speaks of this organ in the year reported on."""
        return self.scope in (Scope.THIS, Scope.PART, Scope.BESIDES)

    @property
    def tells(self) -> bool:
        """Whether it gives this organ's number of this year, and a name to it."""
        return bool(self.field) and self.this_year and self.kind in (Kind.COUNT, Kind.AMOUNT)

    @property
    def exact(self) -> Number | None:
        """The number, when it is stated exactly."""
        return self.value if isinstance(self.value, int | Decimal) else None

    def allows(self, number: Number) -> bool:
        """Whether the claim can be true of this number; one without a number allows any."""
        match self.value:
            case None:
                return True
            case Range() as rough:
                return rough.admits(number)
            case exact:
                return exact == number


@dataclass(frozen=True)
class Breakdown:
    """A whole and its parts along one dimension: 12件，其中自然人10件、企业2件."""

    total: Claim
    parts: tuple[Claim, ...]
    exhaustive: bool
    """Whether the words mean the parts to be all of it."""

    why: str
    """What that rests on: 以“其他”收尾, 先总后分, 分项之和等于总数; or 有“等”字, 有没写数的项, 只说“其中”."""


@dataclass(frozen=True)
class Balance:
    """What came in equals what went out: 收78件，结转3件，答复75件，结转下年3件."""

    left: tuple[Claim, ...]
    right: tuple[Claim, ...]


@dataclass(frozen=True)
class Comparison:
    """A quantity against last year's: 收到12件，同比增长20%; 去年10件."""

    claim: Claim
    """The quantity of this year."""

    growth: Claim
    """The rate (GROWTH), the change (CHANGE) or last year's number (scope 上年)."""


@dataclass(frozen=True)
class Share:
    """A percentage of something: 5条，占41%."""

    percentage: Claim
    part: Claim | None
    """The number it is a share of the whole, where the text gives it."""

    whole: Claim | None
    """What it is a share of, where the text gives it."""

    parts: tuple[str, ...] = ()
    """The names of the part where the text only names it: 予以公开和部分公开共占82.1%."""

    called: str = ""
    """The name of the whole where the text names it: 占办结总数的51.7%."""


@dataclass(frozen=True)
class Totality:
    """All of a whole went one way: 复议7件，均获维持."""

    claim: Claim
    """The part that is said to be everything, kind TOTALITY: `复议诉讼.复议.维持`."""

    whole: str
    """The name of the whole: `复议诉讼.复议.总计`."""

    none: tuple[str, ...]
    """The names that must be 0 if it is true: the other results, or what is carried over."""


Relation = Breakdown | Balance | Comparison | Share | Totality


@dataclass(frozen=True)
class Reading:
    """Everything read in one text, in the order of the text. Iterates over its claims."""

    claims: tuple[Claim, ...] = ()
    relations: tuple[Relation, ...] = ()

    def __iter__(self) -> Iterator[Claim]:
        return iter(self.claims)

    def __len__(self) -> int:
        return len(self.claims)

    def about(self, name: str) -> tuple[Claim, ...]:
        """Return the claims bound to this cell, group sum or fact."""
        return tuple(claim for claim in self.claims if claim.field == name)
