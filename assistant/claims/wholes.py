"""Which number a list of parts belongs to, once the whole list is heard."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from assistant.claims.statements import Group, Statement
from assistant.report import Number

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
