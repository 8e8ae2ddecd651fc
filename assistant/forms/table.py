"""What a statutory table is made of: plain frozen values."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from types import MappingProxyType

TOTAL = "总计"
"""The column that sums a row, the same in every table that has one."""

CUSTOMARY = "惯常口径，以主管部门解释为准"
"""What must stand beside every definition that no official text confirms."""

_NUMBERING = re.compile(r"^(?:[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）|\d+\.)")
_REMARK = re.compile(r"（[^（）]*）$")


class Kind(StrEnum):
    """What a cell holds."""

    COUNT = "件数"
    """A whole number, zero or more."""

    CHANGE = "增减"
    """A whole number with a sign, printed 增3, 减2 or 0."""

    AMOUNT = "金额"
    """Money in the cell's unit, zero or more, at most six decimals."""


@dataclass(frozen=True)
class Help:
    """What a newcomer must know to fill a cell, in the clerk's words."""

    counts: str = ""
    """口径: what counts."""

    excludes: str = ""
    """不含: what does not count, and where it goes instead."""

    example: str = ""
    """One concrete, invented case."""

    ask: str = ""
    """问谁: which office usually has the figure, and in which ledger it stands."""

    basis: str = ""
    """依据: the law, notice or form it rests on."""

    certain: bool = False
    """Whether law, the printed form or arithmetic settles it; otherwise `mark` must be shown."""

    @property
    def mark(self) -> str:
        """惯常口径，以主管部门解释为准 where that must be shown, otherwise nothing."""
        return "" if self.certain or not self.counts else CUSTOMARY

    def joined(self, other: Help) -> Help:
        """Return both helps as one: this one's words first, certain only if both are."""
        return Help(
            counts=_both(self.counts, other.counts),
            excludes=_both(self.excludes, other.excludes),
            example=_both(self.example, other.example),
            ask=self.ask or other.ask,
            basis=_both(self.basis, other.basis, "；"),
            certain=not any(help_.mark for help_ in (self, other)),
        )


def _both(first: str, second: str, between: str = "") -> str:
    if first == second:
        return first
    return between.join(words for words in (first, second) if words)


@dataclass(frozen=True)
class Column:
    """One column of figures of a block."""

    id: str
    label: str
    under: tuple[str, ...] = ()
    """Titles above it, outermost first."""

    span: int = 1
    """How many columns of the printed grid it takes."""

    kind: Kind = Kind.COUNT
    unit: str = "件"
    sum: bool = False
    """Whether it is the sum of the other columns of its row."""

    spoken: str = ""
    """What to call it in a sentence where the printed label is too long or too bare."""

    aliases: tuple[str, ...] = ()
    """What clerks and published reports call it."""

    help: Help = Help()

    @property
    def short(self) -> str:
        """What to call it in a sentence."""
        return self.spoken or bare(self.label)


@dataclass(frozen=True)
class Row:
    """One row of figures of a block."""

    id: str
    label: str
    under: tuple[str, ...] = ()
    """Titles at its left (or above it in a strip), outermost first."""

    sum: bool = False
    """Whether it is the sum of the rows under the same outermost title."""

    spoken: str = ""
    """What to call it in a sentence where the printed label is too long or too bare."""

    aliases: tuple[str, ...] = ()
    """What clerks and published reports call it."""

    help: Help = Help()

    @property
    def short(self) -> str:
        """What to call it in a sentence."""
        return self.spoken or bare(self.label)


def bare(label: str) -> str:
    """Return a printed label without its number in front and its remark in brackets behind."""
    return _REMARK.sub("", _NUMBERING.sub("", label))


@dataclass(frozen=True)
class Block:
    """Rows that share their columns."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    caption: str = ""
    """The line printed above the block, across the whole table."""

    title: str = ""
    """The title of the label column."""


@dataclass(frozen=True)
class Identity:
    """Rows that must agree in every column: the sum of `left` equals the sum of `right`."""

    code: str
    left: tuple[str, ...]
    right: tuple[str, ...]
    printed: str
    """The sentence printed on the form."""


@dataclass(frozen=True)
class Carry:
    """What this year's cells must be, given last year's: `this` = Σ`last` + Σ`plus` − Σ`minus`.

    `axis` says whether the names are rows (the rule holds in every column) or columns (in every row that has
    them). `last` names cells of last year's report, `plus` and `minus` cells of this year's.
    """

    code: str
    axis: str
    this: str
    last: tuple[str, ...]
    plus: tuple[str, ...] = ()
    minus: tuple[str, ...] = ()
    at_least: bool = False
    """Whether `this` may also be more (cases still open last year must show up this year)."""


@dataclass(frozen=True)
class Carried:
    """A carry written out for one cell: `this` = Σ`last` of last year's report + Σ`plus` − Σ`minus`."""

    code: str
    this: str
    last: tuple[str, ...]
    plus: tuple[str, ...]
    minus: tuple[str, ...]
    at_least: bool


@dataclass(frozen=True)
class Group:
    """Rows, or columns, that are spoken of together, such as 不予公开; the form prints no sum of them."""

    id: str
    label: str
    rows: tuple[str, ...]
    """The ids of its members: of rows, or of columns where it stands in `Table.column_groups`."""

    aliases: tuple[str, ...] = ()
    help: Help = Help()

    @property
    def short(self) -> str:
        """What to call it in a sentence."""
        return bare(self.label)


@dataclass(frozen=True)
class Sum:
    """A cell that is the sum of others."""

    total: str
    parts: tuple[str, ...]
    across: bool
    """Whether the parts stand in the total's row (otherwise in its column)."""


@dataclass(frozen=True)
class Field:
    """One cell of a statutory table."""

    id: str
    table: str
    row: Row
    column: Column
    block: int

    @property
    def kind(self) -> Kind:
        """What the cell holds."""
        return self.column.kind

    @property
    def unit(self) -> str:
        """The unit of its figure: 件, 项, 个, 万元, 元."""
        return self.column.unit

    @property
    def total(self) -> bool:
        """Whether it is derived from other cells."""
        return self.row.sum or self.column.sum

    @property
    def help(self) -> Help:
        """What to know about the cell: its row's help and its column's as one."""
        return self.row.help.joined(self.column.help)

    @property
    def label(self) -> str:
        """The cell in words: “row” and column as printed."""
        return f"“{self.row.label}”{self.column.label}"


@dataclass(frozen=True)
class Table:
    """One statutory table."""

    id: str
    caption: str
    print: str
    """How it is printed: `blocks`, `matrix` or `strip`."""

    blocks: tuple[Block, ...]
    width: int
    """Columns of the printed grid."""

    number: str = ""
    """What clerks call it: 表二 for the table of section 二."""

    corner: str = ""
    identities: tuple[Identity, ...] = ()
    carries: tuple[Carry, ...] = ()
    groups: tuple[Group, ...] = ()
    column_groups: tuple[Group, ...] = ()

    @cached_property
    def rows(self) -> Mapping[str, Row]:
        """Every row of figures by its id, from top to bottom."""
        return MappingProxyType({row.id: row for block in self.blocks for row in block.rows})

    @cached_property
    def columns(self) -> Mapping[str, Column]:
        """Every column by its id; one that several blocks have stands here as the first block has it."""
        first: dict[str, Column] = {}
        for block in self.blocks:
            for column in block.columns:
                first.setdefault(column.id, column)
        return MappingProxyType(first)

    @cached_property
    def fields(self) -> Mapping[str, Field]:
        """Every cell by its id, in the order of rows and columns."""
        return MappingProxyType({cell.id: cell for cell in self._fields()})

    def _fields(self) -> Iterator[Field]:
        for number, block in enumerate(self.blocks):
            for row in block.rows:
                for column in block.columns:
                    yield Field(f"{self.id}.{row.id}.{column.id}", self.id, row, column, number)

    @cached_property
    def sums(self) -> tuple[Sum, ...]:
        """Every derived cell with its parts: row totals first, then column totals."""
        return (*self._row_sums(), *self._column_sums())

    def _row_sums(self) -> Iterator[Sum]:
        for block in self.blocks:
            parts = tuple(column.id for column in block.columns if not column.sum)
            for column in block.columns:
                if column.sum:
                    for row in block.rows:
                        yield self._across(row.id, column.id, parts)

    def _column_sums(self) -> Iterator[Sum]:
        for block in self.blocks:
            for total in block.rows:
                if total.sum:
                    parts = tuple(row.id for row in self.summed_rows(block, total))
                    for column in block.columns:
                        yield self._down(total.id, column.id, parts)

    def _across(self, row: str, column: str, parts: Iterable[str]) -> Sum:
        cells = tuple(f"{self.id}.{row}.{part}" for part in parts)
        return Sum(f"{self.id}.{row}.{column}", cells, across=True)

    def _down(self, row: str, column: str, parts: Iterable[str]) -> Sum:
        cells = tuple(f"{self.id}.{part}.{column}" for part in parts)
        return Sum(f"{self.id}.{row}.{column}", cells, across=False)

    @staticmethod
    def summed_rows(block: Block, total: Row) -> tuple[Row, ...]:
        """Return the rows that `total` adds up: all under its own outermost title but itself."""
        return tuple(
            row for row in block.rows if row is not total and row.under[:1] == total.under[:1]
        )

    @cached_property
    def group_sums(self) -> tuple[Sum, ...]:
        """Sums that the form does not print but sentences use: `申请.不予公开.总计`, `申请.新收.法人或其他组织`."""
        return (*self._sums_of_rows(), *self._sums_of_columns())

    def _sums_of_rows(self) -> Iterator[Sum]:
        for group in self.groups:
            for column in self.columns:
                yield self._down(group.id, column, group.rows)

    def _sums_of_columns(self) -> Iterator[Sum]:
        for group in self.column_groups:
            for row in (*self.rows, *(rows.id for rows in self.groups)):
                yield self._across(row, group.id, group.rows)

    @cached_property
    def carried(self) -> tuple[Carried, ...]:
        """Every carry, written out cell by cell."""
        return tuple(cell for carry in self.carries for cell in self._carried(carry))

    def _carried(self, carry: Carry) -> Iterator[Carried]:
        for block in self.blocks:
            rows = [row.id for row in block.rows]
            columns = [column.id for column in block.columns]
            own, others = (rows, columns) if carry.axis == "row" else (columns, rows)
            if carry.this in own:
                for other in others:
                    yield self._written_out(carry, other)

    def _written_out(self, carry: Carry, other: str) -> Carried:
        def cells(names: Iterable[str]) -> tuple[str, ...]:
            if carry.axis == "row":
                return tuple(f"{self.id}.{name}.{other}" for name in names)
            return tuple(f"{self.id}.{other}.{name}" for name in names)

        return Carried(
            code=carry.code,
            this=cells((carry.this,))[0],
            last=cells(carry.last),
            plus=cells(carry.plus),
            minus=cells(carry.minus),
            at_least=carry.at_least,
        )
