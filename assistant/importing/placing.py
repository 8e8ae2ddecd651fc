"""Which figure of a row belongs to which column; a row that is too short is never moved together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.forms import Block, Form, Kind
from assistant.importing.figures import is_signed
from assistant.importing.seen import Seen
from assistant.importing.vocabulary import Line, key, near


@dataclass(frozen=True)
class Placed:
    """The cells of one row by column."""

    cells: Mapping[str, str]
    """Column → the words of its cell; a column that cannot be told is absent."""

    doubt: str = ""
    titles: Mapping[str, str] | None = None
    """Column → the title printed above it, where that can be told."""


def block_of(form: Form, line: Line) -> Block:
    """Return the block of the form that prints this row."""
    table = form.tables[line.table]
    return next(block for block in table.blocks if any(row.id == line.row for row in block.rows))


def place(
    row: Seen, block: Block, occupied: Sequence[int] = (), *, sure_of_blanks: bool = True
) -> Placed:
    """Return the cells of a row by column.

    `occupied` are the places where rows of the table with as many cells as this one have figures. Without
    `sure_of_blanks` a blank cell in front may as well be a leftover of the label, and nothing says which.
    """
    columns = [column.id for column in block.columns]
    titles = _titles(row, block)
    values = row.values
    begins_blank = bool(values) and not values[0].strip()
    if begins_blank and not sure_of_blanks and len(row.filled) < len(columns):
        return _too_few(row, block, columns)
    if len(values) == len(columns):
        order = [titles[at] for at in range(len(values)) if at in titles]
        if len(order) == len(columns) and sorted(order) == sorted(columns) and order != columns:
            swapped = "这张表各列的顺序与格式不同，已按列标题对应"
            return Placed(dict(zip(order, values, strict=True)), swapped, _printed(row, titles))
        return Placed(dict(zip(columns, values, strict=True)), "", _by_place(row, columns))
    if len(values) > len(columns):
        return _too_many(row, columns, titles, occupied)
    return _too_few(row, block, columns)


def _titles(row: Seen, block: Block) -> Mapping[int, str]:
    """Return the column that the title above each cell names, where titles and cells stand one above the other."""
    head = row.head
    behind = [cell for cell in head if cell.strip()]
    first = len(head) - len(row.values)
    if len(head) < len(row.values) or not behind:
        return {}
    named = _columns_named(tuple(head[first:]), tuple(column.label for column in block.columns))
    return {at: block.columns[number].id for at, number in named}


@lru_cache(maxsize=64)
def _columns_named(titles: tuple[str, ...], labels: tuple[str, ...]) -> tuple[tuple[int, int], ...]:
    """Return the places of titles with the number of the column each names. All rows of a table have the same."""
    return tuple(
        (at, number)
        for at, title in enumerate(titles)
        if (seen := key(title))
        for number, label in enumerate(labels)
        if near(key(label), seen)
    )


def _printed(row: Seen, titles: Mapping[int, str]) -> Mapping[str, str]:
    first = len(row.head) - len(row.values)
    return {column: row.head[first + at] for at, column in titles.items()}


def _by_place(row: Seen, columns: Sequence[str]) -> Mapping[str, str]:
    """The titles above the columns of a row that has all its cells."""
    return (
        dict(zip(columns, row.head[-len(columns) :], strict=False))
        if len(row.head) >= len(columns)
        else {}
    )


def _too_many(
    row: Seen, columns: Sequence[str], titles: Mapping[int, str], occupied: Sequence[int]
) -> Placed:
    filled = row.filled
    if len(filled) == len(columns):
        return Placed(dict(zip(columns, filled, strict=True)))
    if len(columns) == 1 and len(set(filled)) == 1:
        return Placed({columns[0]: filled[0]})
    if set(titles.values()) == set(columns):
        by_title: dict[str, set[str]] = {}
        for at, column in titles.items():
            by_title.setdefault(column, set()).add(row.values[at])
        if all(len(values) == 1 for values in by_title.values()):
            return Placed({column: values.pop() for column, values in by_title.items()})
    if len(occupied) == len(columns) and max(occupied) < len(row.values):
        cells = [row.values[at] for at in occupied]
        return Placed(dict(zip(columns, cells, strict=True)))
    # Blank leftovers of merged cells stand in front.
    if not any(cell.strip() for cell in row.values[: -len(columns)]):
        return Placed(dict(zip(columns, row.values[-len(columns) :], strict=True)))
    return Placed(
        {},
        f"这一行应有{len(columns)}个数，读到{len(filled)}个（{_shown(filled)}），分不清哪一个是哪一列",
    )


def _too_few(row: Seen, block: Block, columns: Sequence[str]) -> Placed:
    values = row.values
    pinned: dict[str, str] = {}
    signed = [at for at, value in enumerate(values) if is_signed(value)]
    changes = [at for at, column in enumerate(block.columns) if column.kind is Kind.CHANGE]
    if len(signed) == 1 and len(changes) == 1:
        # An increase says by itself which column it is in, and what stands right beside it follows.
        at, home = signed[0], changes[0]
        pinned[columns[home]] = values[at]
        if at == home:
            pinned |= dict(zip(columns[:home], values[:at], strict=True))
        if len(values) - at == len(columns) - home:
            pinned |= dict(zip(columns[home:], values[at:], strict=True))
    return Placed(
        pinned,
        f"这一行应有{len(columns)}个数，只读到{len(row.filled)}个（{_shown(row.filled)}），缺的没有猜",
    )


def _shown(values: Sequence[str]) -> str:
    return "、".join(value.strip() for value in values[:8]) or "没有"
