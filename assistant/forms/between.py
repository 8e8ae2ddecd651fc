"""Between two forms: what last year's report in one form cannot tell a report in another."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from assistant.forms.form import Form
from assistant.forms.table import Row, Table


def bridged(last: Form, this: Form) -> tuple[str, ...]:
    """Return what cannot be compared, a sentence each; nothing when both are the same form.

    Cells of one name mean the same in both forms: those are carried over and compared.
    """
    if last.id == this.id:
        return ()
    found: list[str] = []
    for table in this.tables.values():
        before = last.tables.get(table.id)
        if before is not None:
            found += _table(before, table)
    return tuple(found)


def _table(last: Table, this: Table) -> Iterator[str]:
    ours, theirs = _cells(this), _cells(last)
    other = [row for row in ours if row in theirs and not ours[row] & theirs[row]]
    for columns, rows in _by_columns(this, last, other):
        yield f"{this.number}{_listed(rows)}：{columns}，不能对照，要重新统计。"
    added = [row for row in this.rows.values() if row.id not in theirs]
    gone = [row for row in last.rows.values() if row.id not in ours]
    if added:
        yield f"{this.number}{_listed(added)}：上年的表没有单列，没有上年的数可比。"
    if gone:
        yield f"{this.number}{_listed(gone)}：今年的表没有这几行，上年的数用不上。"


def _by_columns(this: Table, last: Table, rows: Sequence[str]) -> Iterator[tuple[str, list[Row]]]:
    """The rows whose columns are others now, together where they share both titles."""
    found: dict[str, list[Row]] = {}
    for row in rows:
        was, now = _titles(last, row), _titles(this, row)
        found.setdefault(f"上年填的是{was}，今年填的是{now}", []).append(this.rows[row])
    yield from found.items()


def _cells(table: Table) -> Mapping[str, set[str]]:
    """The columns of every row."""
    found: dict[str, set[str]] = {}
    for cell in table.fields.values():
        found.setdefault(cell.row.id, set()).add(cell.column.id)
    return found


def _titles(table: Table, row: str) -> str:
    cells = [cell for cell in table.fields.values() if cell.row.id == row]
    return "、".join(cell.column.short for cell in cells)


def _listed(rows: Sequence[Row]) -> str:
    return "".join(f"“{row.short}”" for row in rows)
