"""How statements hang together: wholes and parts, balances, comparisons, shares."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from assistant.claims.model import (
    Balance,
    Breakdown,
    Claim,
    Comparison,
    Kind,
    Relation,
    Scope,
    Share,
    Totality,
)
from assistant.claims.statements import Group, Statement

Owners = Mapping[int, tuple[Claim, ...]]

_IN = ("申请.新收.总计", "申请.上年结转.总计")
_OUT = ("申请.办理总计.总计", "申请.结转下年.总计")
_APART = ("新收", "上年结转", "办理总计", "结转下年")


def relations(
    statements: Sequence[Statement], groups: Sequence[Group], owners: Owners
) -> tuple[Relation, ...]:
    """Return every relation between the claims, in the order of the text."""
    return (
        *_breakdowns(statements, groups, owners),
        *_implied_breakdowns(statements, owners),
        *_balances(statements, owners),
        *_references(statements, groups, owners),
    )


def _breakdowns(
    statements: Sequence[Statement], groups: Sequence[Group], owners: Owners
) -> Iterator[Breakdown]:
    for group in groups:
        for parts in _dimensions(statements, group.parts):
            total = owners.get(group.parent, ())
            if total and parts:
                exhaustive, why = _closing(statements, group.parent, parts, group)
                yield Breakdown(
                    total[0], tuple(owners[i][0] for i in parts if owners[i]), exhaustive, why
                )


def _dimensions(statements: Sequence[Statement], parts: Sequence[int]) -> list[list[int]]:
    """Part what was said by kind of applicant from what was said by result."""
    columns = [i for i in parts if statements[i].named.only_column]
    others = [i for i in parts if not statements[i].named.only_column]
    if columns and others and not any(statements[i].said.rest for i in others):
        return [columns, others]
    return [list(parts)] if parts else []


def _closing(
    statements: Sequence[Statement], parent: int, parts: Sequence[int], group: Group | None
) -> tuple[bool, str]:
    values = [_exact(statements[i]) for i in parts]
    whole = _exact(statements[parent])
    if (
        whole is not None
        and None not in values
        and sum(v for v in values if v is not None) == whole
    ):
        return True, "分项之和等于总数"
    if _closed_by_rest(statements, parts):
        return True, "以“其他”“其余”收尾"
    if (group is not None and group.open_end) or any(statements[i].open_end for i in parts):
        return False, "有“等”“如”“主要”，或有没写数的项"
    if group is None:
        return True, "先总后分，没有“其中”“等”"
    return False, "只说“其中”"


def _closed_by_rest(statements: Sequence[Statement], parts: Sequence[int]) -> bool:
    last = statements[parts[-1]]
    return last.said.rest or last.noun.startswith(("其他", "其它", "其余"))


def _exact(statement: Statement) -> int | Decimal | None:
    value = statement.value
    return value if isinstance(value, int | Decimal) else None


def _implied_breakdowns(statements: Sequence[Statement], owners: Owners) -> Iterator[Breakdown]:
    """Yield lists without 其中: 全年公开283条，甲类27条、乙类109条、丙类147条."""
    place = 0
    while place < len(statements):
        parts = _following_parts(statements, place)
        if len(parts) > 1 and owners[place]:
            exhaustive, why = _closing(statements, place, parts, None)
            yield Breakdown(owners[place][0], tuple(owners[i][0] for i in parts), exhaustive, why)
            place = parts[-1] + 1
        else:
            place += 1


def _following_parts(statements: Sequence[Statement], place: int) -> list[int]:
    head = statements[place]
    if (
        not head.counts
        or head.group >= 0
        or head.scope is not Scope.THIS
        or head.kind is Kind.AMOUNT
    ):
        return []
    if not (head.total or _is_whole(head)) or _exact(head) is None:
        return []
    parts: list[int] = []
    for index in range(place + 1, len(statements)):
        part = statements[index]
        if part.sentence != head.sentence or part.depth != head.depth or not part.counts:
            break
        if part.unit != head.unit or part.group >= 0 or part.total or not _may_be_part(head, part):
            break
        if parts and part.after_mark not in ("、", "，"):
            break
        parts.append(index)
    return parts


def _is_whole(head: Statement) -> bool:
    """Say whether a number is a whole by its nature."""
    if head.named.fact is not None:
        return head.named.fact.name == "公开总数"
    row = head.named.row
    return row is not None and row.id in ("新收", "办理总计") and not head.named.only_column


def _may_be_part(head: Statement, part: Statement) -> bool:
    if (
        part.scope is not Scope.THIS
        or part.said.bare
        or (part.named.fact and part.named.fact is head.named.fact)
    ):
        return False
    if part.named.row is None:
        return head.named.row is None or not part.names
    if head.named.row is None:
        return False
    if part.named.row.id in _APART:
        return part.named.only_column and part.named.row == head.named.row
    return (
        part.named.row.table == head.named.row.table == "申请" and head.named.row.id == "办理总计"
    )


def _balances(statements: Sequence[Statement], owners: Owners) -> Iterator[Balance]:
    """Yield 收到＋上年结转＝答复＋结转下年, where one stretch of text tells all of it."""
    found: dict[str, int] = {}
    for index, statement in enumerate(statements):
        if statement.scope not in (Scope.THIS, Scope.PART) or not owners[index]:
            continue
        if statement.kind not in (Kind.COUNT, Kind.ZERO):
            continue
        if statement.figured and statement.why and len(statement.names) > 1:
            # Which of them the number is, is not said.
            continue
        for name in statement.names:
            if name == _IN[0]:
                found = {name: index}
            elif name in _IN or name in _OUT:
                found.setdefault(name, index)
        if len(found) == len(_IN) + len(_OUT):
            yield Balance(
                tuple(_claim(owners[found[name]], name) for name in _IN),
                tuple(_claim(owners[found[name]], name) for name in _OUT),
            )
            found = {}


def _claim(claims: Sequence[Claim], name: str) -> Claim:
    return next(claim for claim in claims if claim.field == name)


def _references(
    statements: Sequence[Statement], groups: Sequence[Group], owners: Owners
) -> Iterator[Relation]:
    for index, statement in enumerate(statements):
        own, subject = owners[index], owners.get(statement.said.subject, ())
        if not own:
            continue
        match statement.kind:
            case Kind.GROWTH | Kind.CHANGE if subject:
                yield Comparison(subject[0], own[0])
            case Kind.PERCENTAGE if statement.said.none:
                yield Totality(own[0], statement.said.whole, statement.said.none)
            case Kind.PERCENTAGE if subject:
                whole = _whole(statements, groups, statement.said.subject, owners)
                yield Share(own[0], subject[0], whole)
            case Kind.TOTALITY if statement.said.whole:
                yield Totality(own[0], statement.said.whole, statement.said.none)
            case Kind.COUNT if statement.scope is Scope.LAST and statement.figured:
                yield from _last_year(statements, index, owners)
            case _:
                pass


def _whole(
    statements: Sequence[Statement], groups: Sequence[Group], part: int, owners: Owners
) -> Claim | None:
    """Return what a part is a share of: the whole of its list, or else the number before it."""
    listed = groups[statements[part].group].parent if statements[part].group >= 0 else -1
    if listed >= 0 and owners[listed]:
        return owners[listed][0]
    for index in range(part - 1, -1, -1):
        statement = statements[index]
        if statement.sentence < statements[part].sentence - 1:
            return None
        if statement.counts and statement.unit == statements[part].unit and statement.group < 0:
            return owners[index][0] if owners[index] else None
    return None


def _last_year(statements: Sequence[Statement], index: int, owners: Owners) -> Iterator[Relation]:
    """Yield what last year's number is compared with: the same quantity in the same sentence."""
    statement = statements[index]
    for other in range(index - 1, -1, -1):
        if statements[other].sentence != statement.sentence:
            return
        same = statement.said.bare or set(statement.names) & set(statements[other].names)
        if statements[other].counts and same and owners[other]:
            yield Comparison(owners[other][0], owners[index][0])
            return
