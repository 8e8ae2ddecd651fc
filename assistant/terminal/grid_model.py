"""What the number grid needs to know of a table; nothing here knows Textual.

A table has header levels above and rows below.  A row is one of three things: cells with a label, a
caption over the full width (“第二十条第（一）项”), or titles for the columns of the block below it.
Rows are counted as they are painted, captions and titles included.  A cell that does not exist in
its row is `None`; one that exists and shows nothing has not been answered yet.
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final, Protocol, TypeAlias

Position: TypeAlias = tuple[int, int]
"""Row and column of a cell, counted from 0."""


@dataclass(frozen=True)
class Heading:
    """A title over one column or several."""

    title: str
    first: int
    """The first column under it."""
    span: int = 1


@dataclass(frozen=True)
class CellsRow:
    """A row of cells."""

    label: str
    indent: int = 0
    """How deep the label stands below the captions above it."""
    path: tuple[str, ...] = ()
    """The groups the row belongs to, outermost first, without the label itself."""

    @property
    def full_label(self) -> str:
        """The label with its groups, for a status line."""
        return " › ".join((*self.path, self.label))


@dataclass(frozen=True)
class CaptionRow:
    """A line of text over the full width: the name of a block or of a group of rows."""

    text: str
    indent: int = 0


@dataclass(frozen=True)
class TitlesRow:
    """The column titles of the block that follows."""

    label: str
    titles: tuple[Heading, ...]


Row: TypeAlias = CellsRow | CaptionRow | TitlesRow


@dataclass(frozen=True)
class Cell:
    """What one cell shows."""

    text: str = ""
    """The value as shown; blank means not answered yet (0 is an answer)."""
    read_only: bool = False
    """Derived, like a total: it can be visited and read, not typed into."""
    error: str = ""
    """What is wrong with it, as a sentence; blank when nothing is."""
    pending: bool = False
    """待补: the clerk said that the number will come later."""


@dataclass(frozen=True)
class Accepted:
    """A text was taken over."""

    changed: tuple[Position, ...]
    """Every cell that shows something else now: the cell itself, its totals, cells in error."""


@dataclass(frozen=True)
class Refused:
    """A text was not taken over; nothing changed."""

    sentence: str
    """Fact and remedy, in the clerk's words."""


class GridModel(Protocol):
    """A table as the grid reads and writes it."""

    @property
    def header(self) -> Sequence[Sequence[Heading]]:
        """The levels of titles above the table, outermost first; may be empty."""

    @property
    def rows(self) -> Sequence[Row]:
        """The rows from top to bottom."""

    @property
    def column_count(self) -> int:
        """The number of columns, without the label column."""

    def cell(self, row: int, column: int) -> Cell | None:
        """What a cell shows; None if the table has no cell there."""

    def set_text(self, row: int, column: int, text: str) -> Accepted | Refused:
        """Take over a typed or pasted text; blank makes the cell unanswered."""


READ_ONLY: Final = "这一格由别的格自动算出，不能直接填写。"
NO_CELL: Final = "表里没有这一格。"

_NUMBER: Final = re.compile(r"-?\d+(?:\.\d+)?")


def plain_number(text: str) -> str | None:
    """A number as typed or copied (`１，005`, `+3`, `增3`, `减 2`) in plain digits; None if it is none."""
    plain = unicodedata.normalize("NFKC", text).strip().replace(" ", "")
    plain = re.sub(r"^(?:增加?|\+)", "", plain)
    plain = re.sub(r"^减少?", "-", plain)
    plain = re.sub(r"(?<=\d),(?=\d{3}(?!\d))", "", plain)
    return plain if _NUMBER.fullmatch(plain) else None


@dataclass(frozen=True)
class Layout:
    """The unchanging side of a table."""

    rows: tuple[Row, ...]
    column_count: int
    header: tuple[tuple[Heading, ...], ...] = ()
    missing: frozenset[Position] = frozenset()
    """Places in rows of cells where the table has no cell."""
    totals: Mapping[Position, tuple[Position, ...]] = field(default_factory=dict)
    """Cells that are the sum of others."""

    def has_cell(self, row: int, column: int) -> bool:
        """Whether the table has a cell there."""
        inside = 0 <= row < len(self.rows) and 0 <= column < self.column_count
        return inside and isinstance(self.rows[row], CellsRow) and (row, column) not in self.missing


@dataclass(frozen=True)
class Values:
    """The changing side of a table; every change makes a new one."""

    texts: Mapping[Position, str] = field(default_factory=dict)
    errors: Mapping[Position, str] = field(default_factory=dict)
    pending: frozenset[Position] = frozenset()

    def with_text(self, position: Position, text: str) -> "Values":
        """The same values with one text changed; a number that came is pending no longer."""
        texts = {**self.texts, position: text}
        if not text:
            del texts[position]
        return replace(self, texts=texts, pending=self.pending - {position})


class Table:
    """A plain table of numbers over a layout and a snapshot of values; enough for most tables.

    `values` may be replaced at any time (undo, import); the grid then has to be told to reload.
    """

    def __init__(self, layout: Layout, values: Values | None = None) -> None:
        self.layout = layout
        self.values = values or Values()

    @property
    def header(self) -> Sequence[Sequence[Heading]]:
        """The levels of titles above the table."""
        return self.layout.header

    @property
    def rows(self) -> Sequence[Row]:
        """The rows from top to bottom."""
        return self.layout.rows

    @property
    def column_count(self) -> int:
        """The number of columns."""
        return self.layout.column_count

    def cell(self, row: int, column: int) -> Cell | None:
        """What a cell shows."""
        if not self.layout.has_cell(row, column):
            return None
        position = (row, column)
        parts = self.layout.totals.get(position)
        return Cell(
            text=self.values.texts.get(position, "") if parts is None else self._sum(parts),
            read_only=parts is not None,
            error=self.values.errors.get(position, ""),
            pending=position in self.values.pending,
        )

    def set_text(self, row: int, column: int, text: str) -> Accepted | Refused:
        """Take over a number or a blank."""
        position = (row, column)
        if not self.layout.has_cell(row, column):
            return Refused(NO_CELL)
        if position in self.layout.totals:
            return Refused(READ_ONLY)
        number = plain_number(text) if text.strip() else ""
        if number is None:
            return Refused(f"“{text.strip()}”不是数字，请填阿拉伯数字，没有就填 0。")
        self.values = self.values.with_text(position, number)
        return Accepted((position, *self._totals_over(position)))

    def _sum(self, parts: tuple[Position, ...]) -> str:
        """The sum of the answered parts; blank while none is answered."""
        shown = (self.cell(*part) for part in parts)
        numbers = [float(cell.text) for cell in shown if cell is not None and cell.text]
        return f"{sum(numbers):.15g}" if numbers else ""

    def _totals_over(self, position: Position) -> list[Position]:
        """The totals a cell goes into, directly or through another total."""
        over: list[Position] = []
        for total, parts in self.layout.totals.items():
            if position in parts:
                over.extend(
                    place for place in (total, *self._totals_over(total)) if place not in over
                )
        return over


def row_title(model: GridModel, row: int) -> str:
    """The full label of a row of cells with its groups; blank for captions and titles."""
    line = model.rows[row]
    return line.full_label if isinstance(line, CellsRow) else ""
