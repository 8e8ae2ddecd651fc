"""How cells are called: in a sentence, and by somebody who got the name slightly wrong."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from assistant.forms.table import Column, Group, Row, Table
from assistant.problem import nearest

Line = Row | Column | Group

PARTS = 3
"""A cell's name has three parts: table, row, column."""


def rows(table: Table) -> Mapping[str, Line]:
    """Return what may stand as the second part of a name: rows and groups of rows."""
    return {**table.rows, **{group.id: group for group in table.groups}}


def columns(table: Table) -> Mapping[str, Line]:
    """Return what may stand as the third part of a name: columns and groups of columns."""
    return {**table.columns, **{group.id: group for group in table.column_groups}}


def spoken(table: Table, row: str, column: str) -> str:
    """Return a cell or a group sum in a clerk's words: 表三“本年新收”自然人."""
    return f"{table.number}“{rows(table)[row].short}”{columns(table)[column].short}"


def whats_wrong(tables: Mapping[str, Table], name: str) -> str:
    """Return which part of a cell's name nobody knows, and the nearest that is known.

    A row or column may be called by any of its aliases: for `申请.新收.个人` the answer names 自然人.
    """
    parts = name.split(".")
    if parts[0] not in tables:
        numbers = {table.number: table.id for table in tables.values()}
        near = (
            f"，是不是“{numbers[parts[0]]}”？" if parts[0] in numbers else nearest(parts[0], tables)
        )
        return f"没有“{parts[0]}”这张表{near}"
    table = tables[parts[0]]
    if len(parts) != PARTS:
        example = next(iter(table.fields))
        return f"格子的名字要写成“表.行.列”三段，例如“{example}”。"
    for part, lines, what in ((parts[1], rows(table), "行"), (parts[2], columns(table), "列")):
        if part not in lines:
            return f"{table.number}没有“{part}”这一{what}{_nearest_line(part, lines)}"
    having = "、".join(_columns_of(table, parts[1]))
    return f"{table.number}“{parts[1]}”这一行只有这几列：{having}。"


def _columns_of(table: Table, row: str) -> Iterator[str]:
    for cell in table.fields.values():
        if cell.row.id == row:
            yield cell.column.id


def _nearest_line(part: str, lines: Mapping[str, Line]) -> str:
    """Return “，是不是“X”？” for the line that is called so, or whose name is closest."""
    called = {called: line.id for line in lines.values() for called in _calls(line)}
    if part in called:
        return f"，是不是“{called[part]}”？"
    return nearest(part, lines)


def _calls(line: Line) -> Iterable[str]:
    return (line.short, line.label, *line.aliases)
