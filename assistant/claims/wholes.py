"""Which number a list of parts belongs to, while it is heard and once the whole list is."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from assistant.claims.labels import has
from assistant.claims.model import Scope
from assistant.claims.named import NOTHING, Named
from assistant.claims.pieces import Label, Piece
from assistant.claims.statements import Group, Statement
from assistant.report import Number

if TYPE_CHECKING:
    from assistant.claims.listening import Listener

_NO_RESULT = ("新收", "上年结转", "办理总计")

_REACH = 12
"""How many statements back a list may reach for its whole."""


def settle(statements: Sequence[Statement], groups: Sequence[Group]) -> None:
    """Give a list that adds up to more than the number before it to the earlier number it fits.

    收到12件，结转下年2件。其中，自然人10件、企业2件 speaks of the 12. Where no earlier number is large enough, the list
    stays where it is: a part larger than its whole is for the checks to find.
    """
    for group in groups:
        parts = [statements[place] for place in group.parts if statements[place].named.only_column]
        if parts and len(parts) == len(group.parts):
            _settle(statements, group, parts)
        elif _of_both(statements, group):
            group.parts.clear()


def _of_both(statements: Sequence[Statement], group: Group) -> bool:
    """Say whether a list is of two numbers together: 14件复议案件、3件诉讼案件被纠正，其中9件……"""
    whole = statements[group.parent]
    if whole.after_mark != "、" or whole.index == 0:
        return False
    values = [_exact(statements[place]) or 0 for place in group.parts]
    return sum(values) > (_exact(whole) or 0)


def _settle(statements: Sequence[Statement], group: Group, parts: Sequence[Statement]) -> None:
    whole = statements[group.parent]
    values = [_exact(part) for part in parts]
    added = sum((value for value in values if value is not None), start=0)
    stated = _exact(whole)
    if None in values or stated is None or added <= stated:
        return
    fitting = [s for s in _earlier(statements, whole, parts[0]) if (_exact(s) or 0) >= added]
    equal = [s for s in fitting if _exact(s) == added]
    if not fitting:
        return
    found = (equal or fitting)[0]
    group.parent = found.index
    for part in parts:
        _rebind(part, found)
        if not equal and len(fitting) > 1:
            part.why = part.why or "没有说明是哪个数的其中"


def _earlier(statements: Sequence[Statement], whole: Statement, part: Statement) -> list[Statement]:
    reach = statements[max(0, whole.index - _REACH) : whole.index]
    return [
        s
        for s in reversed(reach)
        if s.counts
        and s.group < 0
        and s.unit == whole.unit
        and s.sentence >= part.sentence - 1
        and s.named.row is not None
        and not s.named.only_column
    ]


def _rebind(part: Statement, whole: Statement) -> None:
    row = whole.named.row
    if row is None:
        return
    spots = tuple(spot._replace(row=row.id) for spot in part.named.spots)
    part.named = part.named._replace(spots=spots, row=row)


def _exact(statement: Statement) -> Number | None:
    return statement.value if isinstance(statement.value, int | Decimal) else None


# -- while they are heard --------------------------------------------------------------------------------------


def not_the_whole(heard: Listener, named: Named) -> Named:
    """Take a part called by the words of its whole for some other thing: 公开424条，其中党务公开120条."""
    if heard.list is None:
        return named
    whole = heard.statements[heard.list.parent].named
    if named.fact is None:
        again = not heard.spoken and bool(named.names) and not named.said
        return NOTHING if again and named.names == whole.names else named
    return NOTHING if named.fact is whole.fact else named


def ends_list(heard: Listener, group: Group, named: Named, label: Label) -> bool:
    """Say whether a statement is no longer a part in the list being heard."""
    if has(label, "另外") and not heard.spoken:
        return True
    row = named.row
    if not group.parts or row is None or named.only_column:
        return False
    whole, first = heard.statements[group.parent], heard.statements[group.parts[0]]
    if first.named.row is None:
        return row.table != (whole.named.row.table if whole.named.row else "")
    if row.table != first.named.row.table:
        return True
    return first.named.only_column or (row.id in _NO_RESULT and row != first.named.row)


def into_list(heard: Listener, statement: Statement, piece: Piece) -> None:
    """Put a statement into the list being heard, or end the list."""
    group = heard.list
    if group is None:
        return
    if not statement.said.among or statement.total:
        if group.parts:
            heard.close_lists(group.depth)
        return
    whole = heard.statements[group.parent]
    other_unit = statement.unit != whole.unit and statement.unit and whole.unit
    if statement.scope is Scope.LAST or other_unit or piece.depth != group.depth:
        return
    group.parts.append(statement.index)
    group.open_end = group.open_end or statement.open_end
    statement.group = group.index
    if statement.scope is Scope.THIS:
        statement.scope = Scope.PART
    if whole.why and not statement.why and statement.named.only_column:
        _inherit_doubt(whole, statement)


def _inherit_doubt(whole: Statement, part: Statement) -> None:
    """Where 受理12件 may mean two things, so may 其中自然人10件."""
    column = part.named.spots[0].column
    part.why = whole.why
    part.readings = tuple(
        tuple(f"{name.rpartition('.')[0]}.{column}" for name in reading)
        for reading in whole.readings
    )
