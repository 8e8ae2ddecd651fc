"""What 其余都是0 is about: the cells still empty in the row being told, or in the whole table once it balances."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.claims.named import APPLICATIONS, CASES
from assistant.claims.notes import FLOWS, Notes
from assistant.claims.statements import Statement
from assistant.claims.vocabulary import DISCLOSED
from assistant.forms import TOTAL
from assistant.numerals import write_number
from assistant.report import Number

Names = tuple[str, ...]

_ONE_FIGURE = ("决定", "金额")
"""Columns of table two that are all there is to their row, in the form of 2021."""

_RULES = "规章"


def empty(notes: Notes, rest: Statement, before: Sequence[Statement]) -> Names:
    """Return the cells that are 0: never a total, never one that was filled.

    All that is empty in the table, when what is there is complete without it: in table three as much came in as
    went out. Before that the columns of the row being told, if it was told column by column. Of table two all is
    meant when the table is named, or when no row but 规章 is left that holds more than one figure.
    """
    table = _table(notes, before)
    inherited = table == CASES and any(s.named.only_column for s in before[-1:])
    if table in (APPLICATIONS, CASES) and not inherited and not unfinished(notes, table):
        return tuple(_of_table(notes, table))
    if table == DISCLOSED:
        any_row = "表" in rest.noun or not before or _told_of_decisions(before)
        any_row = any_row or _row_told(notes, before)
        return tuple(_disclosed(notes, rest)) if any_row else ()
    row = notes.across.get(_row(notes, before))
    if row is None or all(notes.value(part) is None for part in row.parts):
        return ()
    return tuple(part for part in row.parts if notes.value(part) is None)


def _told_of_decisions(before: Sequence[Statement]) -> bool:
    """Say whether what was told last is a row that holds one figure: 许可120件，处罚6件."""
    spots = [spot for s in before for spot in s.named.spots if spot.table == DISCLOSED]
    return bool(spots) and spots[-1].column in _ONE_FIGURE


def _row_told(notes: Notes, before: Sequence[Statement]) -> bool:
    """Say whether nothing is open in 规章 nor in the row told last: 规章、规范性文件都没有，其他也都没有."""
    rows = [spot.row for s in before for spot in s.named.spots if spot.table == DISCLOSED]
    told = tuple(f"{DISCLOSED}.{row}." for row in (_RULES, *rows[-1:]))
    cells = [name for name in notes.form.fields if name.startswith(told)]
    return bool(rows) and all(notes.value(name) is not None for name in cells)


def _disclosed(notes: Notes, rest: Statement) -> Iterator[str]:
    """Yield the empty cells of table two, if nothing else than that they are empty can be meant."""
    cells = [n for n, c in notes.form.fields.items() if c.table == DISCLOSED]
    open_ = [name for name in cells if notes.value(name) is None]
    if len(open_) < len(cells) and ("表" in rest.noun or not _rows_open(notes)):
        yield from open_


def why(notes: Notes, before: Sequence[Statement]) -> str:
    """Return what has to be said before the rest can be 0; nothing when that is not known."""
    table = _table(notes, before)
    if table == DISCLOSED and (not before or _told_of_decisions(before)):
        return _still_empty(notes)
    return unfinished(notes, table) if table in (APPLICATIONS, CASES) else ""


def _still_empty(notes: Notes) -> str:
    """Return the rows of table two that hold more than one figure and are still empty, in words."""
    rows = _rows_open(notes)
    return f"{'、'.join(rows)}还没有填" if rows else ""


def _rows_open(notes: Notes) -> tuple[str, ...]:
    """Return the rows of table two with more than one figure that are still empty; 规章 only beside another.

    Who has told of 规范性文件 and passed over 规章 makes none: hardly an office may. Who has told of both, and of no
    row in part, has told all there is.
    """
    own = [(n, c) for n, c in notes.form.fields.items() if c.table == DISCLOSED]
    cells = [c for n, c in own if notes.value(n) is None]
    rows = {c.row.id: c.row.short for c in cells if c.column.id not in _ONE_FIGURE}
    partly = rows.keys() & {c.row.id for n, c in own if notes.value(n) is not None}
    told_first = not partly and rows.keys().isdisjoint((_RULES, "规范性文件"))
    return () if told_first or list(rows) == [_RULES] else tuple(rows.values())


def unfinished(notes: Notes, table: str) -> str:
    """Return what is still open in a table if nothing else is to come, in words; nothing when it is complete."""
    columns = [column.id for column in notes.form.tables[table].columns.values()]
    cells = [
        f"{table}.{row}.{column}" for row in notes.form.tables[table].rows for column in columns
    ]
    if not any(notes.value(cell) is not None for cell in cells):
        return "还没有说过别的数"
    if table == CASES:
        return f"“{notes.unsettled[:20]}”还没有填" if notes.unsettled else ""
    for column in (TOTAL, *(c for c in columns if c != TOTAL and _split(notes, table))):
        came, went = _flow(notes, column)
        if came != went:
            whose = "" if column == TOTAL else notes.form.tables[table].columns[column].short
            return (
                f"{whose}收到和结转来的一共{write_number(came)}件，"
                f"办理结果和结转下年的一共{write_number(went)}件"
            )
    return ""


def _flow(notes: Notes, column: str) -> tuple[Number, Number]:
    rows = notes.form.tables[APPLICATIONS].rows
    value = {row: notes.value(f"{APPLICATIONS}.{row}.{column}") or 0 for row in rows}
    if column == TOTAL:
        value = {row: value[row] or _added(notes, row) for row in rows}
    came = value["新收"] + value["上年结转"]
    results = sum((number for row, number in value.items() if row not in FLOWS), start=0)
    return came, results + value["结转下年"]


def _added(notes: Notes, row: str) -> Number:
    sum_ = notes.across.get(f"{APPLICATIONS}.{row}.{TOTAL}")
    return sum((notes.value(part) or 0 for part in (sum_.parts if sum_ else ())), start=0)


def _split(notes: Notes, table: str) -> bool:
    """Say whether every row that has a total is divided by applicant."""
    return not any(_undivided(notes, table, row) for row in notes.form.tables[table].rows)


def _undivided(notes: Notes, table: str, row: str) -> bool:
    total = notes.value(f"{table}.{row}.{TOTAL}")
    sum_ = notes.across.get(f"{table}.{row}.{TOTAL}")
    parts = sum_.parts if sum_ is not None else ()
    return bool(total) and sum((notes.value(part) or 0 for part in parts), start=0) != total


def _of_table(notes: Notes, table: str) -> Iterator[str]:
    for name, cell in notes.form.fields.items():
        if cell.table != table or cell.row.sum or cell.column.sum:
            continue
        if notes.value(name) is None and not _undivided(notes, table, cell.row.id):
            yield name


def _table(notes: Notes, before: Sequence[Statement]) -> str:
    spots = [spot for s in before for spot in s.named.spots]
    return spots[-1].table if spots else notes.focus.split(".")[0]


def _row(notes: Notes, before: Sequence[Statement]) -> str:
    """Return the total of the row whose columns were just told one by one, or of the row that was asked."""
    named = [s.named for s in before if s.named.spots]
    if not named:
        return f"{'.'.join(notes.focus.split('.')[:2])}.{TOTAL}"
    spot = named[-1].spots[0]
    told = spot.column != TOTAL or named[-1].only_column
    return f"{spot.table}.{spot.row}.{TOTAL}" if told else ""
