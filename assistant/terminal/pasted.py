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
REFUSED: Final = "看不懂，标着 ? 留在格里，没有填入。"

_NUMBER_LIKE: Final = re.compile(
    r"(?:[+\-]|[增减][加少]?)?[\d,.]*\d[\d,.]*(?:亿元|万元|元|件|项|个)?"
)
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


def read_block(text: str, model: GridModel) -> Block:
    """Read a pasted text as a rectangle for a table.

    Title lines above the numbers and label columns to their left are told apart, so that a table
    copied with its borders lands where its numbers belong.
    """
    rows = _split(text)
    if not any(_is_number(field) for row in rows for field in row):
        return Block(tuple(Line("", tuple(row)) for row in rows))
    first = next(at for at, row in enumerate(rows) if any(map(_is_number, row)))
    above = rows[:first] if all(map(any, rows[:first])) else []
    titles = tuple(field for row in above for field in row if field)
    columns = model.column_count
    labels = frozenset(_plain(row.label) for row in model.rows if isinstance(row, CellsRow))
    return Block(tuple(_line(row, columns, labels) for row in rows[len(above) :]), titles)


def place(block: Block, model: GridModel, cursor: Position) -> Iterator[Placed]:
    """Give every text of a block its cell, from the cursor on.

    Lines go to the following rows of cells; a line whose label names a row goes to that row.
    A blank text leaves its cell alone and is not listed.
    """
    rows = {_plain(label): at for label, at in _unique_labels(model).items()}
    captions = {_plain(text) for text in _captions(model)}
    fits = block.width <= model.column_count - cursor[1]
    row, start = cursor[0], cursor[1] if fits else 0
    for line in _unrolled(block, model):
        label = _plain(line.label)
        if label in captions and not any(line.texts):
            continue
        row = _row_of_cells(model, rows.get(label, row))
        for offset, text in enumerate(_without_leftovers(line.texts, model, row)):
            if text:
                column = start + offset
                inside = row < len(model.rows) and model.cell(row, column) is not None
                yield Placed(text, (row, column) if inside else None)
        row += 1


def _unrolled(block: Block, model: GridModel) -> Iterator[Line]:
    """The lines; one that holds all figures of the table side by side, as table four is printed, row by row."""
    sizes = [_cells(model, row) for row in range(len(model.rows)) if _cells(model, row)]
    for line in block.lines:
        filled = [text for text in line.texts if text]
        if len(sizes) > 1 and len(filled) == sum(sizes) and not line.label:
            for size in sizes:
                yield Line("", tuple(filled[:size]))
                del filled[:size]
        else:
            yield line


def _without_leftovers(texts: tuple[str, ...], model: GridModel, row: int) -> tuple[str, ...]:
    """The texts of a row without the blank cells that merged cells leave, where only they are too many."""
    filled = tuple(text for text in texts if text)
    size = _cells(model, row)
    return filled if len(texts) > size == len(filled) else texts


def _cells(model: GridModel, row: int) -> int:
    """How many cells a row of the table has."""
    if row >= len(model.rows):
        return 0
    return sum(model.cell(row, column) is not None for column in range(model.column_count))


def _split(text: str) -> list[list[str]]:
    """Lines and tabs; a quoted cell may hold line breaks."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").rstrip("\n").split("\n")
    reader = csv.reader((line + "\n" for line in lines), dialect="excel-tab")
    return [[unicodedata.normalize("NFKC", field).strip() for field in row] for row in reader]


def _is_number(field: str) -> bool:
    return _NUMBER_LIKE.fullmatch(field.replace(" ", "")) is not None


def _line(row: list[str], columns: int, known: frozenset[str]) -> Line:
    """Tell a row's labels from its texts: a merged label leaves blank cells, and rows of a group have fewer labels."""
    first = next((at for at, field in enumerate(row) if _is_number(field)), len(row))
    labels = [
        at
        for at, field in enumerate(row[:first])
        if len(field) >= _SHORTEST_LABEL or (field and _plain(field) in known)
    ]
    after = labels[-1] + 1 if labels else 0
    # Blank cells in front of more texts than the table has columns are leftovers of a merged label.
    while len(row) - after > columns and not row[after]:
        after += 1
    return Line(row[labels[-1]] if labels else "", tuple(row[after:]))


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
