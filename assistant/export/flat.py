"""Tables without merged cells, for formats that have none.

A merged title becomes the path of titles above or beside a figure, joined by ／; a table of blocks becomes one small
table a block under its caption; a single line of figures becomes one row a group.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from assistant.document.nodes import Cell, Table

JOINT = "／"
"""Stands between the titles of a path."""


@dataclass(frozen=True)
class Flat:
    """A plain table: a row of titles, then rows that begin with their label."""

    rows: tuple[tuple[str, ...], ...]
    caption: str = ""


def flattened(table: Table) -> Iterator[Flat]:
    """Yield the plain tables that say what this one says."""
    match table:
        case Table(head_rows=0):
            yield from _blocks(table)
        case Table(stub=0):
            yield _grouped(table)
        case _:
            yield _paths(table)


def _blocks(table: Table) -> Iterator[Flat]:
    """A table of blocks: a full-width title starts the next one."""
    block: list[Sequence[Cell]] = []
    for row in table.rows():
        if row[0].colspan == table.width:
            yield from _block(block)
            block = []
        block.append(row)
    yield from _block(block)


def _block(block: Sequence[Sequence[Cell]]) -> Iterator[Flat]:
    if block:
        (caption,), *rows = block
        yield Flat(tuple(tuple(cell.text for cell in row) for row in rows), caption.text)


def _paths(table: Table) -> Flat:
    """A table with titles above and at the left: both become paths."""
    slots = table.slots()
    head, body = slots[: table.head_rows], slots[table.head_rows :]
    corner = _path(row[0] for row in head)
    titles = (_path(row[column] for row in head) for column in range(table.stub, table.width))
    rows = ((_path(row[: table.stub]), *(cell.text for cell in row[table.stub :])) for row in body)
    return Flat(((corner, *titles), *rows))


def _grouped(table: Table) -> Flat:
    """A table of one line of figures: the innermost titles are columns, the paths above them rows."""
    *head, figures = table.slots()
    paths = [_path(row[column] for row in head).rpartition(JOINT) for column in range(table.width)]
    groups = [
        (group, list(run))
        for group, run in groupby(zip(paths, figures, strict=True), key=lambda item: item[0][0])
    ]
    columns = (path[2] for path, _ in groups[0][1])
    rows = ((group, *(cell.text for _, cell in run)) for group, run in groups)
    return Flat((("", *columns), *rows))


def _path(cells: Iterable[Cell]) -> str:
    """The different titles on the way to a slot, outermost first."""
    return JOINT.join(cell.text for cell, _ in groupby(cells))
