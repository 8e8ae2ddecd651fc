"""What an answer is about where its own words do not say it: 12件, 都没有, 一共13件, 其他都没有."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.claims.model import Kind, Range, Scope
from assistant.claims.naming import APPLICATIONS, MONEY, Context
from assistant.claims.notes import Notes
from assistant.claims.statements import Statement
from assistant.claims.vocabulary import DISCLOSED, Line
from assistant.forms import TOTAL
from assistant.forms import Kind as Holds
from assistant.numerals import write_number

Names = tuple[str, ...]


def context_of(notes: Notes) -> Context:
    """Return what the focus makes plain before a word is said."""
    fact = notes.language.facts.get(notes.focus)
    if fact is not None:
        return Context(topic=fact.topic, fact=fact)
    parts = notes.focus.split(".")
    table = parts[0] if parts[0] in notes.form.tables else ""
    lines = notes.language.lines
    row = lines.get(".".join(parts[:2])) if len(parts) > 1 else None
    column = lines.get(f"{table}.{parts[2]}") if len(parts) > 2 and table == DISCLOSED else None
    row = None if row is None or row.column else row
    return Context(topic=table, row=row, column=column, asked=len(parts) == 2)


def focus_after(notes: Notes, statements: Sequence[Statement]) -> str:
    """Return what was spoken of last."""
    for statement in reversed(statements):
        named = statement.named
        if named.fact is not None:
            return named.fact.name
        if named.spots:
            spot = named.spots[-1]
            return f"{spot.table}.{spot.row}" if spot.column == TOTAL else spot.name
    return notes.focus


def is_denied(notes: Notes, statement: Statement) -> bool:
    """Say whether a number is the wrong half of 不是12件，是13件."""
    before = notes.squeezed.text[max(0, statement.number[0] - 2) : statement.number[0]]
    return statement.figured and before == "不是"


def names_of(
    notes: Notes, statement: Statement, before: Sequence[Statement], heard: Sequence[Names]
) -> Names:
    """Return the names a statement is about, by its own words or by what was spoken of."""
    if statement.said.rest and statement.kind is Kind.ZERO:
        return _rest(notes, before)
    if statement.names or statement.named.unclear or not statement.said.bare:
        return statement.names
    if statement.kind is Kind.ZERO or (statement.value == 0 and statement.noun):
        return _all_of_focus(notes)
    if statement.corrected or (before and is_denied(notes, before[-1])):
        last = next((names for names in reversed(heard) if len(names) == 1), ())
        if last:
            return last
    if statement.total and before:
        return _added_up(notes, statement, before)
    return _asked(notes, statement)


def heading(statement: Statement, after: Statement) -> Names:
    """Return the total that 总共9件 states before its parts: 总共9件，自然人8，企业1."""
    spots = after.named.spots
    heads = statement.total or after.scope is Scope.PART
    if not (statement.said.bare and heads and statement.figured and spots):
        return ()
    if spots[0].column == TOTAL or spots[0].table == DISCLOSED:
        return ()
    return (f"{spots[0].table}.{spots[0].row}.{TOTAL}",)


def _all_of_focus(notes: Notes) -> Names:
    """Return everything the focus covers, for 都没有."""
    focus, fields = notes.focus, notes.form.fields
    if focus in notes.language.facts or focus in fields:
        return (focus,)
    if focus in notes.form.tables:
        return tuple(name for name in fields if name.startswith(f"{focus}."))
    line = notes.language.lines.get(focus)
    if line is None or line.column:
        return ()
    starts = tuple(f"{line.table}.{row}." for row in line.members or (line.id,))
    return tuple(name for name in fields if name.startswith(starts))


def _asked(notes: Notes, statement: Statement) -> Names:
    """Return the cell or fact that a bare number answers."""
    cell = notes.form.fields.get(notes.focus)
    if cell is not None:
        fits = statement.unit not in MONEY or cell.kind is Holds.AMOUNT
        return (notes.focus,) if fits else ()
    fact = notes.language.facts.get(notes.focus)
    if fact is not None:
        people = "人" in fact.units and statement.unit == "个" and "人" in statement.noun
        return (fact.name,) if statement.unit in ("", *fact.units) or people else ()
    line = notes.language.lines.get(notes.focus)
    if line is None or line.column:
        return ()
    total = f"{line.table}.{line.id}.{TOTAL}"
    if total in notes.language.cells and statement.unit not in MONEY:
        return (total,)
    return _only_column(notes, line, statement)


def _only_column(notes: Notes, line: Line, statement: Statement) -> Names:
    """Return the one cell of a row that holds such a unit."""
    money = statement.unit in MONEY
    fitting = tuple(
        name
        for name, cell in notes.form.fields.items()
        if (cell.table, cell.row.id) == (line.table, line.id)
        and (cell.kind is Holds.AMOUNT) == money
        and (money or cell.unit == statement.unit)
    )
    return fitting if len(fitting) == 1 else ()


def _added_up(notes: Notes, statement: Statement, before: Sequence[Statement]) -> Names:
    """Return the total that 一共13件 states after its parts; rows added up are only checked."""
    parts = [s for s in before if s.named.spots and s.counts]
    if parts and all(s.named.spots[0].column != TOTAL for s in parts):
        spot = parts[-1].named.spots[0]
        return (f"{spot.table}.{spot.row}.{TOTAL}",) if spot.table != DISCLOSED else ()
    exact = [s.value for s in parts if s.value is not None and not isinstance(s.value, Range)]
    if len(parts) > 1 and len(exact) == len(parts) and sum(exact) != statement.value:
        names = tuple(name for s in parts for name in s.names)
        added = write_number(sum(exact))
        notes.contradiction(f"“{notes.words(statement)}”和前面几个数加起来的{added}不一样。", names)
    return parts[0].names if len(parts) == 1 and not parts[0].total else ()


def _rest(notes: Notes, before: Sequence[Statement]) -> Names:
    """Return the columns that 其他都没有 is about: those of the row nobody named."""
    named = [s.named for s in before if s.named.spots]
    if not named or named[-1].spots[0].table != APPLICATIONS:
        return ()
    spot = named[-1].spots[0]
    if spot.column == TOTAL and not named[-1].only_column:
        return ()
    said = {name for s in before for name in s.names}
    total = notes.across.get(f"{spot.table}.{spot.row}.{TOTAL}")
    return tuple(part for part in total.parts if part not in said) if total else ()
