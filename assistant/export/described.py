"""What a table holds, in a line of words: for who has it read out and decides whether to listen to all of it."""

from __future__ import annotations

from collections.abc import Iterable

from assistant.document.nodes import Cell, Table
from assistant.forms import Role


def described(table: Table) -> str:
    """Return how many rows and columns a table has and what they are called; a table of blocks, block by block."""
    slots = table.slots()
    body = table.height - table.head_rows
    match table:
        case Table(head_rows=0):
            return "；".join(_blocks(table))
        case Table(stub=0):
            return f"{body}行，{table.width}列：{_names(slots[0])}"
        case _:
            first = table.stub if table.stub < table.width else 0
            columns = slots[table.head_rows - 1][first:]
            return f"{body}行，{len(columns)}列：{_names(columns)}"


def _blocks(table: Table) -> Iterable[str]:
    block: list[Cell] = []
    for row in table.rows():
        if row[0].colspan == table.width and block:
            yield _names(block)
            block = []
        block += [cell for cell in row if cell.role is Role.LABEL]
    yield _names(block)


def _names(cells: Iterable[Cell]) -> str:
    return "、".join(dict.fromkeys(cell.text for cell in cells))
