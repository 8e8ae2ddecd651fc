"""A table as it is printed: cells with spans, derived from the form."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

from assistant.forms.table import Block, Column, Row, Table


class Role(StrEnum):
    """What a printed cell is for."""

    HEAD = "head"
    LABEL = "label"
    NUMBER = "number"


@dataclass(frozen=True)
class Cell:
    """One printed cell; `field` is empty unless it holds a figure."""

    row: int
    column: int
    role: Role
    text: str = ""
    field: str = ""
    rowspan: int = 1
    colspan: int = 1


@dataclass(frozen=True)
class Layout:
    """A printed table: its grid and the cells that cover it."""

    width: int
    height: int
    head_rows: int
    """How many rows from the top repeat on the next page."""

    cells: tuple[Cell, ...]
    """Row by row, left to right; a spanning cell stands where it begins."""

    def rows(self) -> tuple[tuple[Cell, ...], ...]:
        """Return the cells that begin in each row."""
        return tuple(
            tuple(cell for cell in self.cells if cell.row == row) for row in range(self.height)
        )


def layout(table: Table) -> Layout:
    """Return the table as the form prints it."""
    match table.print:
        case "blocks":
            cells, head = list(_blocks(table)), 0
        case "matrix":
            cells, head = list(_matrix(table)), _depth(table.blocks[0].columns)
        case _:
            cells, head = list(_strip(table)), 3
    cells.sort(key=lambda cell: (cell.row, cell.column))
    height = max(cell.row + cell.rowspan for cell in cells)
    return Layout(table.width, height, head, tuple(cells))


def _blocks(table: Table) -> Iterator[Cell]:
    line = 0
    for block in table.blocks:
        yield Cell(line, 0, Role.HEAD, block.caption, colspan=table.width)
        yield from _titles(block, line + 1, table.width)
        line += 2
        for row in block.rows:
            yield from _figures(table, block, row, line)
            line += 1


def _label_span(block: Block, width: int) -> int:
    return width - sum(column.span for column in block.columns)


def _titles(block: Block, line: int, width: int) -> Iterator[Cell]:
    label = _label_span(block, width)
    yield Cell(line, 0, Role.HEAD, block.title, colspan=label)
    at = label
    for column in block.columns:
        yield Cell(line, at, Role.HEAD, column.label, colspan=column.span)
        at += column.span


def _figures(table: Table, block: Block, row: Row, line: int) -> Iterator[Cell]:
    label = _label_span(block, table.width)
    yield Cell(line, 0, Role.LABEL, row.label, colspan=label)
    at = label
    for column in block.columns:
        name = f"{table.id}.{row.id}.{column.id}"
        yield Cell(line, at, Role.NUMBER, field=name, colspan=column.span)
        at += column.span


def _depth(columns: Sequence[Column]) -> int:
    return 1 + max(len(column.under) for column in columns)


def _matrix(table: Table) -> Iterator[Cell]:
    block = table.blocks[0]
    head = _depth(block.columns)
    stub = table.width - len(block.columns)
    yield Cell(0, 0, Role.HEAD, table.corner, rowspan=head, colspan=stub)
    yield from _heads([(column.label, column.under) for column in block.columns], stub, head)
    yield from _stubs(block.rows, head, stub)
    for number, row in enumerate(block.rows):
        for at, column in enumerate(block.columns):
            name = f"{table.id}.{row.id}.{column.id}"
            yield Cell(head + number, stub + at, Role.NUMBER, field=name)


def _strip(table: Table) -> Iterator[Cell]:
    block = table.blocks[0]
    paths = [
        (column.label, (*row.under, *((row.label,) if row.label not in row.under else ())))
        for row in block.rows
        for column in block.columns
    ]
    yield from _heads(paths, 0, 3)
    names = [f"{table.id}.{row.id}.{column.id}" for row in block.rows for column in block.columns]
    for at, name in enumerate(names):
        yield Cell(3, at, Role.NUMBER, field=name)


def _heads(paths: Sequence[tuple[str, tuple[str, ...]]], left: int, depth: int) -> Iterator[Cell]:
    """Column titles: each path's titles from the top, its label reaching down to the last head row."""
    for at, (label, under) in enumerate(paths):
        level = len(under)
        yield Cell(level, left + at, Role.HEAD, label, rowspan=depth - level)
    for level in range(depth - 1):
        numbered = [
            (under[: level + 1], at) for at, (_, under) in enumerate(paths) if len(under) > level
        ]
        for titles, run in groupby(numbered, key=lambda item: item[0]):
            columns = [at for _, at in run]
            yield Cell(level, left + columns[0], Role.HEAD, titles[-1], colspan=len(columns))


def _stubs(rows: Sequence[Row], top: int, width: int) -> Iterator[Cell]:
    """Row titles: each row's titles from the left, its label reaching to the last label column."""
    for number, row in enumerate(rows):
        level = len(row.under)
        yield Cell(top + number, level, Role.LABEL, row.label, colspan=width - level)
    for level in range(width - 1):
        numbered = [
            (row.under[: level + 1], n) for n, row in enumerate(rows) if len(row.under) > level
        ]
        for titles, run in groupby(numbered, key=lambda item: item[0]):
            lines = [n for _, n in run]
            yield Cell(top + lines[0], level, Role.LABEL, titles[-1], rowspan=len(lines))
