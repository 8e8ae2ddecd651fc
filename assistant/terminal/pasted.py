"""Blocks of numbers from a spreadsheet or a Word table, as the clipboard delivers them."""

import csv
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from assistant.terminal.grid_model import CaptionRow, CellsRow, GridModel, Position, TitlesRow

NOT_NUMBERS: Final = "看起来是行名或表头，没有填入。"
OUTSIDE: Final = "超出了表格，没有填入。"

_NUMBER_LIKE: Final = re.compile(r"[+\-]?[\d,.]*\d[\d,.]*")
_SHORTEST_LABEL: Final = 4
"""A text this long that is no number is a label, not an entry such as 无 or /."""


@dataclass(frozen=True)
class Line:
    """One pasted row: its label, blank if it came without, and its texts."""

    label: str
    texts: tuple[str, ...]


@dataclass(frozen=True)
class Block:
    """A pasted rectangle."""

    lines: tuple[Line, ...]
    titles: tuple[str, ...] = ()
    """Column titles that were copied along; they go nowhere."""

    @property
    def width(self) -> int:
        """Columns of the widest line."""
        return max((len(line.texts) for line in self.lines), default=0)


@dataclass(frozen=True)
class Placed:
    """A text and the cell it belongs to; no cell where the table has none."""

    text: str
    position: Position | None


def read_block(text: str, columns: int) -> Block:
    """Read a pasted text as a rectangle for a table of that many columns.

    Title lines above the numbers and label columns to their left are told apart, so that a table
    copied with its borders lands where its numbers belong.
    """
    rows = _split(text)
    if not any(_is_number(field) for row in rows for field in row):
        return Block(tuple(Line("", tuple(row)) for row in rows))
    first = next(at for at, row in enumerate(rows) if any(map(_is_number, row)))
    above = rows[:first] if all(map(any, rows[:first])) else []
    titles = tuple(field for row in above for field in row if field)
    rows = rows[len(above) :]
    labels = _label_columns(rows, columns)
    return Block(tuple(_line(row, labels) for row in rows), titles)


def place(block: Block, model: GridModel, cursor: Position) -> Iterator[Placed]:
    """Give every text of a block its cell, from the cursor on.

    Lines go to the following rows of cells; a line whose label names a row goes to that row.
    A blank text leaves its cell alone and is not listed.
    """
    rows = {_plain(label): at for label, at in _unique_labels(model).items()}
    captions = {_plain(text) for text in _captions(model)}
    fits = block.width <= model.column_count - cursor[1]
    row, start = cursor[0], cursor[1] if fits else 0
    for line in block.lines:
        label = _plain(line.label)
        if label in captions:
            continue
        row = _row_of_cells(model, rows.get(label, row))
        for offset, text in enumerate(line.texts):
            if text:
                column = start + offset
                inside = row < len(model.rows) and model.cell(row, column) is not None
                yield Placed(text, (row, column) if inside else None)
        row += 1


def _split(text: str) -> list[list[str]]:
    """Lines and tabs; a quoted cell may hold line breaks."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").rstrip("\n").split("\n")
    reader = csv.reader((line + "\n" for line in lines), dialect="excel-tab")
    return [[unicodedata.normalize("NFKC", field).strip() for field in row] for row in reader]


def _is_number(field: str) -> bool:
    return _NUMBER_LIKE.fullmatch(field.replace(" ", "")) is not None


def _label_columns(rows: list[list[str]], columns: int) -> int:
    """How many columns on the left are labels, those of merged label cells included."""
    count = 0
    while any(len(row) > count + 1 for row in rows):
        fields = [row[count] for row in rows if len(row) > count]
        longest = max(map(len, fields), default=0)
        merged = count > 0 and longest == 0 and max(map(len, rows)) - count > columns
        if any(map(_is_number, fields)) or not (longest >= _SHORTEST_LABEL or merged):
            break
        count += 1
    return count


def _line(row: list[str], labels: int) -> Line:
    named = [field for field in row[:labels] if field]
    return Line(named[-1] if named else "", tuple(row[labels:]))


def _plain(label: str) -> str:
    return "".join(unicodedata.normalize("NFKC", label).split())


def _unique_labels(model: GridModel) -> dict[str, int]:
    labels = [line.label if isinstance(line, CellsRow) else "" for line in model.rows]
    return {label: at for at, label in enumerate(labels) if label and labels.count(label) == 1}


def _captions(model: GridModel) -> Iterator[str]:
    for line in model.rows:
        match line:
            case CaptionRow(text) | TitlesRow(text):
                yield text


def _row_of_cells(model: GridModel, row: int) -> int:
    while row < len(model.rows) and not isinstance(model.rows[row], CellsRow):
        row += 1
    return row
