"""How wide and how high everything in a number grid is; pure functions over a grid model.

A body line is the label, then for each column a rule and the cell, then a last rule.  Numbers are
never cropped: a column is as wide as its widest text asks for, and the label column gives way.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from rich.cells import cell_len

from assistant.terminal import kinsoku
from assistant.terminal.grid_model import CaptionRow, GridModel, Heading, Row, TitlesRow

NARROWEST_COLUMN = 6
NARROWEST_LABEL = 16
SHARE_OF_LABEL = 0.45
"""The part of the width that wide column titles leave to the labels."""
_CHARACTERS_OF_A_WORD = 4
"""Cells of a two-character word: the unit in which a title that does not fit is broken."""


@dataclass(frozen=True)
class Geometry:
    """Sizes in cells and lines."""

    label: int
    """Width of the label column."""
    columns: tuple[int, ...]
    """Width of each column without its rules."""
    levels: tuple[int, ...]
    """Height of each header level."""
    tops: tuple[int, ...]
    """First line of each body row, and the line after the last."""

    @property
    def header_height(self) -> int:
        """Lines of the header with the rule below it; none where there is no header."""
        return sum(self.levels) + 1 if self.levels else 0

    @property
    def body_height(self) -> int:
        """Lines of all rows."""
        return self.tops[-1]

    @property
    def body_width(self) -> int:
        """Cells of all columns with their rules."""
        return sum(self.columns) + len(self.columns) + 1

    def column_start(self, column: int) -> int:
        """Where the text of a column starts, counted from the end of the label."""
        return sum(self.columns[:column]) + column + 1

    def span_width(self, heading: Heading) -> int:
        """The width of the columns under a heading with the rules between them."""
        return sum(self.columns[heading.first : heading.first + heading.span]) + heading.span - 1

    def row_at(self, line: int) -> int:
        """The row painted on a body line."""
        return bisect_right(self.tops, line) - 1

    def column_at(self, offset: int) -> int:
        """The column at an offset from the end of the label."""
        starts = [self.column_start(column) for column in range(len(self.columns))]
        return max(0, bisect_right(starts, offset) - 1)


def lay_out(model: GridModel, viewport: int, texts: Sequence[int]) -> Geometry:
    """Divide `viewport` cells between label and columns; `texts` are the widest text of each column."""
    narrowest = [max(NARROWEST_COLUMN, width) for width in texts]
    wished_label = max((cell_len(label_text(row)) for row in _labelled(model.rows)), default=0)
    kept_for_label = min(wished_label, int(viewport * SHARE_OF_LABEL))
    columns = _widened(narrowest, _wished_by_titles(model), viewport - kept_for_label)
    label = min(wished_label, max(viewport - _with_rules(columns), NARROWEST_LABEL))
    levels = tuple(
        max((len(title_lines(item.title, _span(columns, item))) for item in level), default=0)
        for level in model.header
    )
    heights = [_row_height(row, columns) for row in model.rows]
    return Geometry(label, tuple(columns), levels, (0, *accumulate(heights)))


def label_text(row: Row) -> str:
    """The label as painted, with its indentation."""
    match row:
        case CaptionRow(text, indent):
            return "  " * indent + text
        case TitlesRow(label):
            return label
    return "  " * row.indent + row.label


def title_lines(title: str, width: int) -> list[str]:
    """A title broken for a column; one that does not fit is broken between two-character words."""
    if cell_len(title) <= width:
        return [title]
    return kinsoku.wrap(title, width // _CHARACTERS_OF_A_WORD * _CHARACTERS_OF_A_WORD or width)


def shortened(text: str, width: int) -> str:
    """A text cut to a width, with … where something is missing, filled up with spaces."""
    if cell_len(text) > width:
        while text and cell_len(text) > width - 1:
            text = text[:-1]
        text += "…"
    return text + " " * (width - cell_len(text))


def _labelled(rows: Iterable[Row]) -> Iterator[Row]:
    return (row for row in rows if not isinstance(row, CaptionRow))


def _with_rules(columns: Sequence[int]) -> int:
    return sum(columns) + len(columns) + 1


def _span(columns: Sequence[int], heading: Heading) -> int:
    return sum(columns[heading.first : heading.first + heading.span]) + heading.span - 1


def _row_height(row: Row, columns: Sequence[int]) -> int:
    if not isinstance(row, TitlesRow):
        return 1
    return max(
        (len(title_lines(item.title, _span(columns, item))) for item in row.titles), default=1
    )


def _wished_by_titles(model: GridModel) -> list[int]:
    """How wide each column would be if the titles over it alone stood on one line."""
    wished = [0] * model.column_count
    for level in (*model.header, *(row.titles for row in model.rows if isinstance(row, TitlesRow))):
        for heading in level:
            if heading.span == 1:
                wished[heading.first] = max(wished[heading.first], cell_len(heading.title))
    return wished


def _widened(columns: Sequence[int], wished: Sequence[int], room: int) -> list[int]:
    """Spend free cells on titles: all columns up to one common width, as far as the room goes."""
    widened = list(columns)
    for common in range(NARROWEST_COLUMN, max(wished, default=0) + 1):
        wider = [max(own, min(common, wish)) for own, wish in zip(columns, wished, strict=True)]
        if _with_rules(wider) > room:
            break
        widened = wider
    return widened
