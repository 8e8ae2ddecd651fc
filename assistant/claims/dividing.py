"""Numbers that divide another, head a list or add up to one: 总共9件，自然人8，企业1; 其余都是个人的."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate, takewhile

from assistant.claims.model import Range, Scope
from assistant.claims.named import APPLICATIONS, CASES
from assistant.claims.notes import FLOWS, Notes, total_of
from assistant.claims.statements import Statement
from assistant.claims.vocabulary import DISCLOSED
from assistant.claims.whose import THAT_ONE, belonging_to, column_first, is_result
from assistant.forms import TOTAL
from assistant.report import Number

_NEAR = 12
"""How many numbers of one answer are looked over for the parts of another."""


def give_on(notes: Notes, statements: Sequence[Statement]) -> None:
    """Take 自然人公开11件，不掌握6件 for 17 of theirs, when as many are known to have come."""
    for place, first in enumerate(statements):
        name = next(iter(first.names), "")
        if not first.counts or not name.startswith(APPLICATIONS) or not column_first(first.named):
            continue
        following = takewhile(
            lambda s: s.sentence == first.sentence and s.counts and is_result(s.named),  # noqa: B023
            statements[place + 1 :],
        )
        results = list(following)
        values = [s.value for s in (first, *results) if isinstance(s.value, int)]
        column = first.named.column
        if (
            results
            and column
            and len(values) == len(results) + 1
            and sum(values) == _came(notes, name)
        ):
            for result in results:
                result.named = belonging_to(result.named, column)


def confirm_guessed(statements: Sequence[Statement]) -> None:
    """Take 个人的10件，公司的4件，加起来新收14件 for parts of the row whose total they make."""
    for place, whole in enumerate(statements):
        if not (whole.total and whole.figured and len(whole.named.spots) == 1):
            continue
        near = statements[max(0, place - _NEAR) : place]
        parts = [s for s in near if s.named.guessed and s.counts and s.sentence == whole.sentence]
        same = all(s.row_id == whole.row_id for s in parts)
        if parts and same and sum_of(parts) == whole.value:
            for part in parts:
                part.named = part.named._replace(guessed=False)
        elif whole.named.guessed and _heads(whole, statements[place + 1 : place + 1 + _NEAR]):
            whole.named = whole.named._replace(guessed=False)


def _heads(whole: Statement, following: Sequence[Statement]) -> bool:
    """Say whether a total is that of what is told after it of its row: 一共9件，7件是居民申请的，2件是公司."""
    parts = [s for s in following if s.counts and s.row_id == whole.row_id]
    return bool(parts) and not any(s.named.guessed for s in parts) and sum_of(parts) == whole.value


def without_reasons(statements: Sequence[Statement]) -> Sequence[Statement]:
    """Leave out numbers that only divide one of the same row by its reasons: 结转4件，3件等第三方意见，1件等补正."""
    passed: set[int] = set()
    for place, whole in enumerate(statements):
        if not (whole.names and whole.figured) or place in passed:
            continue
        same = takewhile(
            lambda s: s.sentence == whole.sentence and s.figured and s.names == whole.names,  # noqa: B023
            statements[place + 1 : place + 1 + _NEAR],
        )
        parts = list(same)
        if len(parts) > 1 and sum_of(parts) == whole.value:
            passed.update(range(place + 1, place + 1 + len(parts)))
    return _added_together([s for place, s in enumerate(statements) if place not in passed])


def _added_together(statements: Sequence[Statement]) -> Sequence[Statement]:
    """Leave out numbers of one cell that are added up at the end: 4件不归我们管，3件查了没有，一共7件."""
    total = statements[-1] if statements else None
    parts = [s for s in statements[:-1] if s.figured]
    if total is None or not (total.total and total.said.bare) or len(parts) < 2:
        return statements
    same = all(s.names == parts[0].names and s.names for s in parts)
    if not same or sum_of(parts) != total.value:
        return statements
    total.named = parts[0].named
    return [s for s in statements if not any(s is part for part in parts)]


def heading(statement: Statement, following: Sequence[Statement]) -> tuple[str, ...]:
    """Return the total that 总共9件 states before its parts: 总共9件，自然人8，企业1."""
    after = following[0]
    spots = after.named.spots
    parts = [s.value for s in following if s.named.only_column and isinstance(s.value, int)]
    heads = statement.total or after.scope is Scope.PART or sum(parts) == statement.value
    if not (statement.said.bare and heads and statement.figured and spots) or statement.said.rest:
        return ()
    if spots[0].column == TOTAL or spots[0].table == DISCLOSED:
        return ()
    return (f"{spots[0].table}.{spots[0].row}.{TOTAL}",)


def is_divided(statement: Statement, following: Sequence[Statement]) -> bool:
    """Say whether 8件里5件公开，2件部分公开，1件涉密 divides a number in full: nothing is left to ask of it."""
    if not (statement.said.bare and statement.figured):
        return False
    own = takewhile(lambda s: s.sentence == statement.sentence, following)
    results = list(takewhile(lambda s: s.counts and is_result(s.named), own))
    values = [s.value for s in results if isinstance(s.value, int)]
    if len(values) != len(results):
        return False
    return statement.value in list(accumulate(values))[1:]


def only_leads_on(statement: Statement, following: Sequence[Statement]) -> bool:
    """Say whether 另外2件，1件纠正1件没审结 only says how many are told of next: it fills nothing itself."""
    more = statement.scope is Scope.BESIDES or statement.said.rest
    if not (statement.said.bare and statement.figured and more):
        return False
    parts = takewhile(lambda s: s.counts and s.sentence == statement.sentence, following)
    values = [s.value for s in parts if isinstance(s.value, int)]
    return statement.value in list(accumulate(values))[1:]


def sum_of(statements: Sequence[Statement]) -> Number | None:
    """Return what the numbers of statements add up to; nothing where one is rough."""
    exact = [s.value for s in statements if s.value is not None and not isinstance(s.value, Range)]
    return sum(exact) if len(exact) == len(statements) else None


def whole_of(notes: Notes, name: str, statement: Statement) -> tuple[Number | None, Sequence[str]]:
    """Return the number that 都是个人的 or 其余都不掌握 divides, and the parts it is divided into."""
    rest = statement.said.rest
    one = any(word in statement.noun for word in THAT_ONE)
    whose = column_first(statement.named)
    if one and not (rest or whose or name.endswith(f".{TOTAL}")):
        total = notes.value(total_of(name))
        return (total if total == 1 else None), ()
    if not rest and name.startswith(f"{APPLICATIONS}.") and (one or whose):
        came = _came(notes, name)
        return (None if one and came != 1 else came), ()
    across = notes.across.get(total_of(name))
    if not name.endswith(f".{TOTAL}") and across is not None:
        return notes.value(total_of(name)), across.parts
    group = next(
        (s for s in notes.down.values() if name in s.parts and s.total in notes.groups), None
    )
    if group is not None:
        return notes.groups[group.total], group.parts
    table, row, _ = name.split(".") if name.count(".") == 2 else ("", "", "")
    if table != APPLICATIONS or row in FLOWS:
        return None, ()
    if not rest:
        return _all_that_came(notes), ()
    came_in, carried, done, onward = (f"{APPLICATIONS}.{flow}.{TOTAL}" for flow in FLOWS)
    results: list[str] = [
        cell.id
        for cell in notes.form.fields.values()
        if cell.table == table and cell.column.id == TOTAL and cell.row.id not in FLOWS
    ]
    if done in notes.said:
        return notes.said[done][0], results
    if came_in in notes.said:
        return notes.said[came_in][0] + (notes.value(carried) or 0), (*results, onward)
    known = [notes.known.get(came_in), notes.known.get(carried)]
    return (None if None in known else sum(v for v in known if v)), (*results, onward)


def is_the_other_one(statement: Statement) -> bool:
    """Say whether what is left is one: 剩下那件不掌握."""
    return statement.said.rest and any(word in statement.noun for word in THAT_ONE)


def _all_that_came(notes: Notes) -> Number | None:
    """Return all there is to be answered, while nothing is: then 都公开了 can only be about all of it."""
    came = [notes.value(f"{APPLICATIONS}.{row}.{TOTAL}") for row in FLOWS[:2]]
    results = [n for n, v in notes.known.items() if v and n.startswith(APPLICATIONS) and _is_out(n)]
    said = [
        n for n, (v, _) in notes.said.items() if v and n.startswith(APPLICATIONS) and _is_out(n)
    ]
    return None if None in came or results or said else sum(v for v in came if v is not None)


def _is_out(name: str) -> bool:
    return name.split(".")[1] not in FLOWS[:2]


def _came(notes: Notes, name: str) -> Number | None:
    """Return how many applications those applicants brought, as far as is known."""
    column = name.rpartition(".")[2]
    new, carried = (notes.value(f"{APPLICATIONS}.{row}.{column}") for row in FLOWS[:2])
    return None if new is None and carried is None else (new or 0) + (carried or 0)


def whole_cases(statements: Sequence[Statement]) -> Iterator[tuple[str, Number, Statement]]:
    """Yield the totals that 复议1件维持 states besides the result, where nothing else is said of that row."""
    rows = [(spot.table, spot.row) for s in statements for spot in s.named.spots]
    for statement in statements:
        spot = statement.named.spots[0] if len(statement.named.spots) == 1 else None
        if spot is None or spot.table != CASES or not statement.counts or statement.row_id == "":
            continue
        number = statement.number
        before = [token for token in statement.named.said if token.end <= number[0]]
        after = [token for token in statement.named.said if token.start >= number[1]]
        alone = rows.count((spot.table, spot.row)) == 1 and spot.column != TOTAL
        exact = statement.value if before and after and alone else None
        if exact is not None and not isinstance(exact, Range):
            yield f"{spot.table}.{spot.row}.{TOTAL}", exact, statement
