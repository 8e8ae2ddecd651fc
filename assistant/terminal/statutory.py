"""A statutory table of the report as the number grid reads and writes it; nothing here knows Textual."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from assistant.answers import read_cell
from assistant.forms import Block, Column, Field, Form, Kind, Table, derived, shown
from assistant.forms import Row as FormRow
from assistant.numerals import Refusal, write_change, write_number
from assistant.report import Number, Pending, Report, Value
from assistant.terminal.grid_model import (
    NO_CELL,
    READ_ONLY,
    Accepted,
    CaptionRow,
    Cell,
    CellsRow,
    Heading,
    Position,
    Refused,
    Row,
    TitlesRow,
)


class StatutoryTable:
    """One table of the form over the report as it stands; typed cells wait in `edits` until they are saved."""

    def __init__(self, form: Form, table: Table, report: Report) -> None:
        self.form = form
        self.table = table
        self.report = report
        self.findings: Mapping[str, str] = {}
        """What is wrong with a cell, by its id."""

        self.edits: dict[str, Value | None] = {}
        """Values taken over since the draft was last written; `None` is a cell made unanswered."""

        self._rows: list[Row] = []
        self._fields: dict[Position, Field] = {}
        self._positions: dict[str, Position] = {}
        self._over: dict[str, list[str]] = {}
        for block in table.blocks:
            self._add(block)
        for total in table.sums:
            for part in total.parts:
                self._over.setdefault(part, []).append(total.total)
        self._figures = dict(shown(form, report))

    def _add(self, block: Block) -> None:
        if self.table.print == "blocks":
            self._rows.append(CaptionRow(block.caption))
            self._rows.append(TitlesRow(block.title, tuple(_headings(block.columns))))
        path: tuple[str, ...] = ()
        for row in block.rows:
            for level in range(len(row.under)):
                if row.under[: level + 1] != path[: level + 1]:
                    self._rows.append(CaptionRow(row.under[level], level))
            path = row.under
            self._add_cells(block, row)

    def _add_cells(self, block: Block, row: FormRow) -> None:
        at = len(self._rows)
        self._rows.append(CellsRow(row.label, len(row.under), row.under))
        for number, column in enumerate(block.columns):
            field = self.table.fields[f"{self.table.id}.{row.id}.{column.id}"]
            self._fields[at, number] = field
            self._positions[field.id] = (at, number)

    @property
    def figures(self) -> Mapping[str, Number]:
        """Every figure shown, typed cells included."""
        return self._figures

    @property
    def header(self) -> Sequence[Sequence[Heading]]:
        """The column titles above the table; a table of blocks has its titles among its rows."""
        if self.table.print == "blocks":
            return ()
        columns = self.table.blocks[0].columns
        depth = 1 + max(len(column.under) for column in columns)
        # The outermost title spans every column and only says what the table is about.
        first = 1 if depth > 1 else 0
        return [list(_level(columns, level, depth)) for level in range(first, depth)]

    @property
    def rows(self) -> Sequence[Row]:
        """The rows from top to bottom, group titles included."""
        return self._rows

    @property
    def column_count(self) -> int:
        """The number of columns of the widest block."""
        return max(len(block.columns) for block in self.table.blocks)

    def field(self, row: int, column: int) -> Field | None:
        """Return the form's cell at a place of the grid."""
        return self._fields.get((row, column))

    def position(self, name: str) -> Position | None:
        """Return the place of a form's cell in the grid."""
        return self._positions.get(name)

    def replace_report(self, report: Report) -> None:
        """Show the report as it stands now; what was typed has been saved or taken back."""
        self.report = report
        self.edits.clear()
        self._figures = dict(shown(self.form, report))

    def cell(self, row: int, column: int) -> Cell | None:
        """What a cell shows; nothing if the table has no cell there."""
        field = self.field(row, column)
        if field is None:
            return None
        value = self.report.answers.get(field.id)
        return Cell(
            text=self._text(field),
            read_only=field.total,
            error=self.findings.get(field.id, ""),
            pending=isinstance(value, Pending),
        )

    def _text(self, field: Field) -> str:
        number = self._figures.get(field.id)
        if number is None and field.total:
            number = self._so_far(field)
        return "" if number is None else _written(field, number)

    def _so_far(self, field: Field) -> Number | None:
        """The sum of the parts answered so far, so that a total grows while its table is being filled."""
        sums = [total for total in self.table.sums if total.total == field.id]
        parts = [part for total in sums[:1] for part in total.parts]
        known = [self._figures[part] for part in parts if part in self._figures]
        return sum(known, start=0) if known else None

    def set_text(self, row: int, column: int, text: str) -> Accepted | Refused:
        """Take over a typed or pasted text; blank makes the cell unanswered, on a stated total takes it back."""
        field = self.field(row, column)
        if field is None:
            return Refused(NO_CELL)
        if field.total and (text.strip() or field.id not in self.report.answers):
            return Refused(READ_ONLY)
        if not text.strip():
            return self._take(field, None)
        if text.strip().startswith("待补"):
            return self._take(field, Pending(text.strip().removeprefix("待补").lstrip("：:")))
        match read_cell(field, text):
            case Refusal() as refusal:
                return Refused(refusal.sentence)
            case number:
                return self._take(field, number)

    def _take(self, field: Field, value: Value | None) -> Accepted:
        self.edits[field.id] = value
        self.report = self.report.with_answers({field.id: value})
        changed = [field.id, *self._totals_over(field.id)]
        self._figures = dict(shown(self.form, self.report))
        return Accepted(tuple(self._positions[name] for name in changed))

    def _totals_over(self, name: str) -> list[str]:
        """The totals a cell goes into, directly or through another total."""
        over: list[str] = []
        for total in self._over.get(name, ()):
            over += [cell for cell in (total, *self._totals_over(total)) if cell not in over]
        return over

    def zeros(self, positions: Sequence[Position]) -> dict[str, Value | None]:
        """Return zero for every cell at these places that is not a total and has no number yet."""
        fields = [self._fields[place] for place in positions if place in self._fields]
        return {
            field.id: 0
            for field in fields
            if not field.total and self.report.number(field.id) is None
        }

    def column_positions(self, column: int) -> tuple[Position, ...]:
        """Return the places of a column's cells."""
        return tuple(place for place in self._fields if place[1] == column)

    def row_positions(self, row: int) -> tuple[Position, ...]:
        """Return the places of a row's cells."""
        return tuple(place for place in self._fields if place[0] == row)

    def all_positions(self) -> tuple[Position, ...]:
        """Return the places of all cells."""
        return tuple(self._fields)

    def counts(self) -> tuple[int, int]:
        """Return how many cells are answered (待补 included) and how many there are, totals left out."""
        asked = [field for field in self._fields.values() if not field.total]
        return sum(field.id in self.report.answers for field in asked), len(asked)

    def stated_wrongly(self, name: str) -> Number | None:
        """Return what a stated total should be when it differs from its parts, or nothing."""
        for total in self.table.sums:
            if total.total == name and name in self.report.answers:
                figures = shown(
                    self.form,
                    replace(
                        self.report,
                        answers={
                            key: value for key, value in self.report.answers.items() if key != name
                        },
                    ),
                )
                right = derived(total, figures)
                return right if right != self.report.number(name) else None
        return None


def _headings(columns: Sequence[Column]) -> Iterator[Heading]:
    for number, column in enumerate(columns):
        yield Heading(column.label, number)


def _level(columns: Sequence[Column], level: int, depth: int) -> Iterator[Heading]:
    """One level of titles: group titles over their columns, a column's own label on the lowest level."""
    number = 0
    while number < len(columns):
        under = columns[number].under
        if level == depth - 1:
            yield Heading(columns[number].label, number)
            number += 1
        elif level < len(under):
            span = 1
            while (
                number + span < len(columns)
                and columns[number + span].under[: level + 1] == under[: level + 1]
            ):
                span += 1
            yield Heading(under[level], number, span)
            number += span
        else:
            number += 1


def _written(field: Field, number: Number) -> str:
    return write_change(int(number)) if field.kind is Kind.CHANGE else write_number(number)
