"""The form as a whole: its sections, its tables, the narrative places, and which years it serves."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType

from assistant.forms.naming import PARTS, spoken, whats_wrong
from assistant.forms.table import Carried, Field, Group, Sum, Table
from assistant.problem import AssistantError, nearest

LEAD_IN = "前言"
"""The id of the place before the first section."""


class FormRefused(AssistantError):
    """No form serves this year, or a name is not in the form."""


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
    """Other titles that published reports use, without the number."""

    @property
    def name(self) -> str:
        """The title without its number."""
        return self.title.partition("、")[2]


@dataclass(frozen=True)
class Known:
    """How far it is known that the form is in force."""

    until: int
    """The last report year for which somebody has seen it in force."""

    as_of: str
    """When that was looked up: `2026年11月`."""

    source: str
    """What it was seen in, in the clerk's words."""


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
    known: Known
    notes: Mapping[str, str] = field(default_factory=dict)
    """Short notes to show beside a section's table or questions, by the section's id; one a line."""

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
    def group_sums(self) -> tuple[Sum, ...]:
        """Every sum of a group of rows or columns, with its parts; no cell of the form shows it."""
        return tuple(sum_ for table in self.tables.values() for sum_ in table.group_sums)

    @cached_property
    def group_names(self) -> frozenset[str]:
        """Names of group sums usable in expressions: `申请.不予公开.自然人`."""
        return frozenset(sum_.total for sum_ in self.group_sums)

    @cached_property
    def carried(self) -> tuple[Carried, ...]:
        """Every rule between this year's and last year's report, written out cell by cell."""
        return tuple(cell for table in self.tables.values() for cell in table.carried)

    @cached_property
    def places(self) -> Mapping[str, Place]:
        """Every narrative place by its id, in the order of the report."""
        every = [self.lead_in]
        for section in self.sections:
            every.append(Place(section.id, "", section.id, required=False))
            every.extend(section.places)
        return MappingProxyType({place.id: place for place in every})

    def field(self, name: str) -> Field:
        """Return the cell called `name`; `FormRefused` says what is wrong with an unknown name."""
        try:
            return self.fields[name]
        except KeyError:
            raise self._refused(name) from None

    def spoken(self, name: str) -> str:
        """Return a cell or a group sum in a clerk's words: 表三“本年新收”自然人."""
        if name not in self.fields and name not in self.group_names:
            raise self._refused(name)
        table, row, column = name.split(".")
        return spoken(self.tables[table], row, column)

    def called(self, name: str) -> str:
        """Return any name of a report in a clerk's words: cells as `spoken`, everything else as it is."""
        known = name in self.fields or name in self.group_names
        return self.spoken(name) if known else name

    def _refused(self, name: str) -> FormRefused:
        wrong = whats_wrong(self.tables, name)
        return FormRefused(f"{self.name}里没有“{name}”这一格：{wrong}")

    def section(self, section_id: str) -> Section:
        """Return the section with this id; `FormRefused` offers the nearest known one."""
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
        """Return the cells, totals left out, that a pattern such as `申请.新收.*` names.

        A part may be a group: `申请.不予公开.*` names the cells of its eight rows. A pattern that fits nothing
        returns nothing.
        """
        parts = pattern.split(".")
        if len(parts) != PARTS:
            return ()
        return tuple(
            name
            for name, cell in self.fields.items()
            if not cell.total
            and parts[0] in ("*", cell.table)
            and _fits(parts[1], cell.row.id, self.tables[cell.table].groups)
            and _fits(parts[2], cell.column.id, self.tables[cell.table].column_groups)
        )


def _fits(part: str, line: str, groups: Iterable[Group]) -> bool:
    return part in ("*", line) or any(part == group.id and line in group.rows for group in groups)


def form_for_year(forms: Sequence[Form], year: int) -> Form:
    """Return the form that the report year asks for; 2018 and earlier are refused.

    Years to come get the newest form; how far that is certain, `Form.known` says.
    """
    for form in forms:
        if form.serves(year):
            return form
    first = min(form.first_year for form in forms)
    raise FormRefused(
        f"{year}年的年报用的是{first}年以前的旧格式，本工具只支持{first}年及以后的年报。"
        "请核对填的是不是报告年份（被统计的那一年，不是公布的那一年）。"
    )
