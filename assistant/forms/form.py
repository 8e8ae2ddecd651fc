"""What a form is made of: plain frozen values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from types import MappingProxyType

from assistant.problem import AssistantError, nearest

TOTAL = "总计"
"""The column that sums a row, the same in every table that has one."""


class FormRefused(AssistantError):
    """No form serves this year, or a name is not in the form."""


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
    """What a newcomer must know to fill a cell."""

    counts: str = ""
    """口径: what counts."""

    excludes: str = ""
    """What does not count."""

    example: str = ""
    ask: str = ""
    """Whom to ask for the figure."""

    basis: str = ""
    """The law, notice or form it rests on."""

    certain: bool = False
    """Whether the definition is verified; otherwise 惯常口径，以主管部门解释为准 must be shown."""

    def over(self, other: Help) -> Help:
        """Return this help, taking from `other` whatever this one leaves open."""
        return Help(
            counts=self.counts or other.counts,
            excludes=self.excludes or other.excludes,
            example=self.example or other.example,
            ask=self.ask or other.ask,
            basis=self.basis or other.basis,
            certain=self.certain if self.counts else other.certain,
        )


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

    aliases: tuple[str, ...] = ()
    help: Help = Help()


@dataclass(frozen=True)
class Row:
    """One row of figures of a block."""

    id: str
    label: str
    under: tuple[str, ...] = ()
    """Titles at its left (or above it in a strip), outermost first."""

    sum: bool = False
    """Whether it is the sum of the rows under the same outermost title."""

    aliases: tuple[str, ...] = ()
    help: Help = Help()


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
class Group:
    """Rows that are spoken of together, such as 不予公开; usable like a row in phrases."""

    id: str
    label: str
    rows: tuple[str, ...]


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
        """The unit of its figure: 件, 项, 万元, 元."""
        return self.column.unit

    @property
    def total(self) -> bool:
        """Whether it is derived from other cells."""
        return self.row.sum or self.column.sum

    @property
    def help(self) -> Help:
        """What to know about the cell: its row's help, completed by its column's."""
        return self.row.help.over(self.column.help)

    @property
    def label(self) -> str:
        """The cell in words: 「row」 and 「column」 as printed."""
        return f"「{self.row.label}」{self.column.label}"


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

    corner: str = ""
    stub: tuple[str, ...] = ()
    identities: tuple[Identity, ...] = ()
    carries: tuple[Carry, ...] = ()
    groups: tuple[Group, ...] = ()

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
            parts = [column.id for column in block.columns if not column.sum]
            for column in block.columns:
                if column.sum:
                    for row in block.rows:
                        own = f"{self.id}.{row.id}"
                        yield Sum(
                            f"{own}.{column.id}",
                            tuple(f"{own}.{part}" for part in parts),
                            across=True,
                        )

    def _column_sums(self) -> Iterator[Sum]:
        for block in self.blocks:
            for total in block.rows:
                if total.sum:
                    parts = self.summed_rows(block, total)
                    for column in block.columns:
                        yield Sum(
                            f"{self.id}.{total.id}.{column.id}",
                            tuple(f"{self.id}.{row.id}.{column.id}" for row in parts),
                            across=False,
                        )

    @staticmethod
    def summed_rows(block: Block, total: Row) -> tuple[Row, ...]:
        """Return the rows that `total` adds up: all under its own outermost title but itself."""
        return tuple(
            row for row in block.rows if row is not total and row.under[:1] == total.under[:1]
        )


@dataclass(frozen=True)
class Place:
    """A spot of the report that takes narrative paragraphs."""

    id: str
    """`前言`, the id of a section, or section and part: `总体情况.主动公开`."""

    title: str
    """The heading printed above it (`（一）主动公开`); empty when it is printed without one."""

    section: str
    """The id of its section; empty for the lead-in."""

    hint: str = ""
    """What belongs there, for the drafter."""

    required: bool = True
    years: tuple[int | None, int | None] = (None, None)
    """First and last report year that asks for it."""

    def serves(self, year: int | None) -> bool:
        """Whether a report of that year asks for this place."""
        first, last = self.years
        return year is None or ((first or year) <= year <= (last or year))


@dataclass(frozen=True)
class Section:
    """One of the six sections."""

    id: str
    title: str
    """As printed: `一、总体情况`."""

    places: tuple[Place, ...] = ()
    table: Table | None = None
    aliases: tuple[str, ...] = ()
    """Other titles that published reports use."""

    @property
    def name(self) -> str:
        """The title without its number."""
        return self.title.partition("、")[2]


@dataclass(frozen=True)
class Form:
    """One official format."""

    id: str
    name: str
    notice: str
    """The document that prescribes it."""

    first_year: int
    last_year: int | None
    sections: tuple[Section, ...]
    lead_in: Place
    notes: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def tables(self) -> Mapping[str, Table]:
        """Every statutory table by its id."""
        return MappingProxyType({s.table.id: s.table for s in self.sections if s.table})

    @cached_property
    def fields(self) -> Mapping[str, Field]:
        """Every cell of every table by its id, in the order of the report."""
        return MappingProxyType(
            {name: cell for table in self.tables.values() for name, cell in table.fields.items()}
        )

    @cached_property
    def sums(self) -> tuple[Sum, ...]:
        """Every derived cell with its parts."""
        return tuple(sum_ for table in self.tables.values() for sum_ in table.sums)

    @cached_property
    def places(self) -> Mapping[str, Place]:
        """Every narrative place by its id, in the order of the report."""
        every = [self.lead_in]
        for section in self.sections:
            every.append(Place(section.id, "", section.id, required=False))
            every.extend(section.places)
        return MappingProxyType({place.id: place for place in every})

    @cached_property
    def group_names(self) -> frozenset[str]:
        """Names of group sums usable in expressions: `申请.不予公开.自然人`."""
        return frozenset(
            f"{table.id}.{group.id}.{column.id}"
            for table in self.tables.values()
            for group in table.groups
            for column in table.blocks[0].columns
        )

    def field(self, name: str) -> Field:
        """Return the cell called `name`; `FormRefused` offers the nearest known one."""
        try:
            return self.fields[name]
        except KeyError:
            raise FormRefused(
                f"{self.name}里没有“{name}”这一格{nearest(name, self.fields)}"
            ) from None

    def section(self, section_id: str) -> Section:
        """Return the section with this id."""
        for section in self.sections:
            if section.id == section_id:
                return section
        known = [section.id for section in self.sections]
        raise FormRefused(f"没有“{section_id}”这一部分{nearest(section_id, known)}")

    def section_of(self, name: str) -> str:
        """Return the id of the section a cell, a place or a text belongs to, or nothing."""
        head = name.removeprefix("正文.").partition(".")[0]
        return head if any(head == section.id for section in self.sections) else ""

    def serves(self, year: int) -> bool:
        """Whether this form is the one for the report year."""
        return self.first_year <= year <= (self.last_year or year)

    def matching(self, pattern: str) -> tuple[str, ...]:
        """Return the cells, totals left out, that a pattern such as `申请.新收.*` names."""
        wanted = pattern.split(".")
        return tuple(
            name
            for name, cell in self.fields.items()
            if not cell.total
            and all(w in ("*", part) for w, part in zip(wanted, name.split("."), strict=True))
        )


def form_for_year(forms: Sequence[Form], year: int) -> Form:
    """Return the form that the report year asks for; 2018 and earlier are refused."""
    for form in forms:
        if form.serves(year):
            return form
    first = min(form.first_year for form in forms)
    raise FormRefused(
        f"{year}年的年报用的是{first}年以前的旧格式，本工具只支持{first}年及以后的年报。"
        "请核对填的是不是报告年份（被统计的那一年，不是公布的那一年）。"
    )
