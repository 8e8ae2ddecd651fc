"""How statements hang together: wholes and parts, balances, comparisons, shares."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from assistant.claims import changing
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
        *_totals_behind(statements, owners),
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
    if group.bracket and len(parts) > 1 and statements[parent].total:
        return True, "合计后面的括号里逐项列出"
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


_ADDED = ("合计", "共计", "总计", "加起来", "合起来")


def _totals_behind(statements: Sequence[Statement], owners: Owners) -> Iterator[Breakdown]:
    """Yield parts with their total behind them: 建议46件、提案83件，两项合计129件."""
    for index, total in enumerate(statements):
        if not (total.counts and total.total and total.said.bare and total.noun in _ADDED):
            continue
        parts = _parts_before(statements, index)
        if len(parts) > 1 and owners[index] and all(owners[i] for i in parts):
            yield Breakdown(
                owners[index][0], tuple(owners[i][0] for i in parts), exhaustive=True, why="合计"
            )


def _parts_before(statements: Sequence[Statement], index: int) -> list[int]:
    total, many = statements[index], 0
    parts: list[int] = []
    for place in range(index - 1, -1, -1):
        part = statements[place]
        if part.sentence != total.sentence or part.depth != total.depth or not part.counts:
            break
        if place == index - 1 and not part.noun and part.unit in ("项", "类", "种"):
            many = int(_exact(part) or 0)
            continue
        if part.unit != total.unit or part.group >= 0 or part.total or part.scope is not Scope.THIS:
            break
        parts.insert(0, place)
        if part.after_mark != "、" and not many:
            break
    return parts[-many:] if many else parts


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
    turns = changing.respective(statements)
    for index, statement in enumerate(statements):
        at = turns.get(index, statement.said.subject)
        own, subject = owners[index], owners.get(at, ())
        if not own:
            continue
        match statement.kind:
            case Kind.GROWTH | Kind.CHANGE if subject:
                yield Comparison(subject[0], own[0])
            case Kind.PERCENTAGE if statement.said.none:
                yield Totality(own[0], statement.said.whole, statement.said.none)
            case Kind.TOTALITY if statement.said.whole:
                yield Totality(own[0], statement.said.whole, statement.said.none)
            case Kind.COUNT if statement.scope is Scope.LAST and statement.figured:
                yield from _last_year(statements, index, owners)
            case Kind.COUNT | Kind.AMOUNT if subject and statements[at].scope is Scope.LAST:
                yield Comparison(own[0], subject[0])
            case Kind.PERCENTAGE | Kind.GROWTH:
                yield from _shares(statements, groups, index, owners)
            case _:
                pass


def _shares(
    statements: Sequence[Statement], groups: Sequence[Group], index: int, owners: Owners
) -> Iterator[Relation]:
    """Yield what a percentage is of, and last year's it is compared with."""
    statement = statements[index]
    said, own = statement.said, owners[index][0]
    subject = owners.get(said.subject, ())
    other = statements[said.subject] if subject else None
    if other is not None and other.kind is Kind.PERCENTAGE:
        now, before = (subject[0], own) if statement.scope is Scope.LAST else (own, subject[0])
        yield Comparison(now, before)
    elif other is not None:
        whole = None if said.whole else _whole(statements, groups, said.subject, owners)
        yield Share(own, subject[0], whole, called=said.whole)
    if said.part:
        near = not said.whole and _follows_number(statements, index)
        whole = _whole(statements, groups, index, owners) if near else None
        yield Share(own, None, whole, said.part, said.whole)


def _follows_number(statements: Sequence[Statement], index: int) -> bool:
    """Say whether a number stands right before a share, in its sentence: 总量5820条，网站占58.7%."""
    if not index or statements[index].scope is not Scope.THIS:
        return False
    before = statements[index - 1]
    return before.counts and before.sentence == statements[index].sentence


def _whole(
    statements: Sequence[Statement], groups: Sequence[Group], part: int, owners: Owners
) -> Claim | None:
    """Return what a part is a share of: the whole of its list, or else the number before it."""
    shared = {s.said.subject for s in statements[:part] if s.kind is Kind.PERCENTAGE}
    listed = groups[statements[part].group].parent if statements[part].group >= 0 else -1
    if listed >= 0 and owners[listed]:
        return owners[listed][0]
    for index in range(part - 1, -1, -1):
        statement = statements[index]
        if statement.sentence < statements[part].sentence - 1:
            return None
        if index in shared:
            # 信函41件，占20.1%；当面18件，占8.8%: one part is no whole of another.
            continue
        unit = statements[part].unit
        if statement.counts and unit in (statement.unit, "%") and statement.group < 0:
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
