"""What each statement of an answer fills, or why it fills nothing."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.claims import agreement, asking, dividing, doubting, meant, ours, resting
from assistant.claims.labels import ROUGHLY, of_many
from assistant.claims.model import Kind, Range, Scope
from assistant.claims.named import APPLICATIONS
from assistant.claims.notes import FLOWS, Notes, total_of
from assistant.claims.statements import Statement
from assistant.forms import TOTAL
from assistant.report import Number

_LOOK_BACK = 40
"""How many statements of one answer are looked back at."""
_OURS = (Scope.THIS, Scope.PART, Scope.BESIDES, Scope.RUNNING)
_BOTH_WAYS = (f"{APPLICATIONS}.上年结转.{TOTAL}", f"{APPLICATIONS}.结转下年.{TOTAL}")


_THEREFORE = re.compile(r"所以|因此|也就是|等于|换算")


def take_all(notes: Notes, statements: Sequence[Statement]) -> None:
    """Fill what the statements of an answer say, those last that are about what is left; ask about the others."""
    notes.correcting = any(statement.corrected for statement in statements)
    dividing.give_on(notes, statements)
    dividing.confirm_guessed(statements)
    statements = meant.without_accounts(notes, dividing.without_reasons(statements))
    heard: list[meant.Names] = []
    left: list[tuple[Statement, meant.Names, Sequence[Statement]]] = []
    for index, statement in enumerate(statements):
        before = statements[max(0, index - _LOOK_BACK) : index]
        rest = meant.is_rest(statement)
        if dividing.only_leads_on(statement, statements[index + 1 : index + 8]):
            heard.append(())
            continue
        names = () if rest else _names(notes, statements, index, heard)
        heard.append(names)
        if not names and dividing.is_divided(statement, statements[index + 1 : index + 8]):
            continue
        if _passed_over(notes, statement, names, before, statements[index + 1 :]):
            continue
        if asking.tells_more(notes, statement, names, before):
            statement.told = True
            continue
        if rest or _waits(statement, names):
            left.append((statement, names, before))
        else:
            _take(notes, statement, names, before)
    for statement, names, before in left:
        _take(notes, statement, _names_at_last(notes, statements, statement, names, before), before)
    for name, value, statement in dividing.whole_cases(statements):
        notes.put(name, value, statement)
    _leave_open(notes, statements)


def _names(
    notes: Notes, statements: Sequence[Statement], index: int, heard: Sequence[meant.Names]
) -> meant.Names:
    """Return the names a statement is about; a total before its parts has those of what it heads."""
    statement, before = statements[index], statements[max(0, index - _LOOK_BACK) : index]
    names = meant.names_of(notes, statement, before, heard[-_LOOK_BACK:])
    if not names and index + 1 < len(statements):
        names = dividing.heading(statement, statements[index + 1 : index + 8])
    return names


def _waits(statement: Statement, names: meant.Names) -> bool:
    """Say whether a statement is settled when all others are: 其余都不掌握, 整张表都是0 before the table is named."""
    open_fact = statement.named.fact is not None and statement.value is None
    rest = statement.kind is Kind.TOTALITY and (statement.said.rest or open_fact)
    return rest or (not names and statement.value == 0 and of_many(statement.noun))


def _names_at_last(
    notes: Notes,
    statements: Sequence[Statement],
    statement: Statement,
    names: meant.Names,
    before: Sequence[Statement],
) -> meant.Names:
    """Return what a statement is about that waited for the others."""
    if meant.is_rest(statement):
        return resting.empty(notes, statement, before)
    others = [other for other in statements if other is not statement]
    return names or meant.names_of(notes, statement, others, ())


def _leave_open(notes: Notes, statements: Sequence[Statement]) -> None:
    """Take back a lone number for what was asked where another stands beside it: 线上1次，线下2次."""
    strangers = [
        s for s in statements if s.counts and not s.names and not s.told and not s.named.unclear
    ]
    for name, (_, statement) in tuple(notes.said.items()):
        lone = statement.said.bare and statement.figured and not statement.corrected
        if lone and any(s.unit == statement.unit and not s.said.bare for s in strangers):
            notes.dropped.add(name)


def _passed_over(
    notes: Notes,
    statement: Statement,
    names: meant.Names,
    before: Sequence[Statement],
    after: Sequence[Statement],
) -> bool:
    """Say whether a statement fills nothing by its kind: the wrong half, another year, a percentage, a change."""
    told = any(
        later.counts and (later.names or later.corrected) and later.scope in _OURS
        for later in after[:1]
    )
    charge = asking.is_another_charge(notes, statement)
    aside = charge or meant.is_denied(notes, statement) or _of_a_plan(statement, before)
    if aside or meant.tells_more(statement, before, after):
        return True
    if after and not names and _said_again(notes, statement, after[0]):
        statement.told = True
        return True
    if statement.scope not in _OURS and not meant.none_came_over(notes, statement):
        if statement.scope is Scope.LAST and statement.counts and statement.said.among and before:
            _ask_what_came(notes, before[-1])
        elif statement.scope is Scope.LAST and statement.counts and "今年" in statement.noun:
            notes.unclear(statement, "是上年结转的吗？是的话请说“上年结转几件”")
        numberless = statement.kind is Kind.TOTALITY
        if statement.names and statement.scope is not Scope.LAST and not numberless:
            notes.unclear(statement, f"说的是{statement.scope.value}的数，没有填")
        return True
    if statement.said.among and statement.row_id == "上年结转" and statement.value and before:
        _ask_what_came(notes, before[-1])
    return _says_no_number(notes, statement, names, told=told)


def _says_no_number(notes: Notes, statement: Statement, names: meant.Names, *, told: bool) -> bool:
    """Say whether a percentage or a change is none of the numbers asked for; a change alone is asked about."""
    if statement.kind in (Kind.PERCENTAGE, Kind.GROWTH):
        return not any(name in notes.language.facts for name in names)
    if statement.kind is not Kind.CHANGE or names:
        return False
    if statement.said.subject < 0 and not statement.corrected and not told:
        notes.unclear(statement, "是增减了多少，请直接说现在的数")
    return True


def _of_a_plan(statement: Statement, before: Sequence[Statement]) -> bool:
    """Say whether 还没办 is said of what was only planned: 准备办两次，还没办."""
    planned = bool(before) and before[-1].scope is Scope.PLANNED and before[-1].figured
    return planned and statement.said.bare and statement.kind is Kind.ZERO


def _said_again(notes: Notes, statement: Statement, after: Statement) -> bool:
    """Say whether the next number says what this one comes to: 下放出去2项，所以减少2项."""
    between = notes.squeezed.text[statement.number[1] : after.number[0]]
    same = (
        after.value in (statement.value, -statement.value)
        if isinstance(statement.value, int)
        else False
    )
    return same and _THEREFORE.search(between) is not None


def _ask_what_came(notes: Notes, whole: Statement) -> None:
    """Ask, and leave open, what was received when part of it came over from last year: 收到7件，含去年结转2件."""
    if whole.row_id == "新收" and whole.counts:
        notes.unclear(whole, "里有上年的，今年新收的是几件？", whole.names)
        notes.dropped.update(whole.names)


def _take(
    notes: Notes, statement: Statement, names: meant.Names, before: Sequence[Statement]
) -> None:
    if not names:
        asking.for_name(notes, statement, before)
        return
    if isinstance(statement.value, Range) or statement.why == ROUGHLY:
        notes.ask(f"“{notes.words(statement)}”是约数，请填准数。", names)
        notes.dropped.update(names)
        return
    if doubting.belongs_to_unclear(statement, before):
        return
    if doubting.supposed(notes, statement, names, before):
        notes.unclear(statement, "说得不确定，请填准数", names)
        return
    value = _value(notes, statement, names[0])
    if value is None:
        asking.for_value(notes, statement, names)
        return
    settled = _direction(notes, statement, names, value, before)
    doubt = doubting.why(statement, settled, value, before)
    doubt = doubt or ours.why_not(notes, statement, settled)
    if doubt:
        notes.unclear(statement, doubt, settled or _BOTH_WAYS)
        return
    if settled == names:
        asking.to_confirm(notes, statement, names)
    for name in settled:
        notes.put(name, value, statement)
        if statement.total and not statement.figured and total_of(name) in notes.across:
            notes.put(total_of(name), value, statement)


def _value(notes: Notes, statement: Statement, name: str) -> Number | None:
    """Return the number a statement gives: its own, or what is left of the row's total for 其余都是个人的."""
    if meant.all_done(notes, statement):
        return 0
    own = statement.value if not isinstance(statement.value, Range) else None
    if statement.kind is not Kind.TOTALITY or not (statement.said.rest or own is None):
        return own
    total, parts = dividing.whole_of(notes, name, statement)
    if total is None:
        return 1 if dividing.is_the_other_one(statement) else None
    others = [part for part in parts if part != name]
    taken = [notes.said[part][0] for part in others if part in notes.said]
    if statement.said.rest:
        taken += [notes.known[p] for p in others if p in notes.known and p not in notes.said]
    left = total - sum(taken)
    return left if left > 0 else None


def _direction(
    notes: Notes,
    statement: Statement,
    names: meant.Names,
    value: Number,
    before: Sequence[Statement],
) -> meant.Names:
    """Decide whether 转到今年 is what came over or what goes on: by what was said before, or by the balance."""
    rows = {name.split(".")[1] for name in names if name.startswith(f"{APPLICATIONS}.")}
    if rows != {"上年结转", "结转下年"} or _names_more(statement):
        return names
    onward = tuple(name for name in names if ".结转下年." in name)
    if value == 0:
        asked = tuple(name for name in names if name.startswith(f"{notes.focus}."))
        if asked and not before and not any(notes.known.get(name) for name in asked):
            return asked
        told = [s.row_id for s in before if s.row_id]
        return onward if told and told[-1] not in FLOWS[:2] else ()
    came = [notes.value(f"{APPLICATIONS}.{row}.{TOTAL}") for row in FLOWS[:2]]
    done = notes.value(f"{APPLICATIONS}.办理总计.{TOTAL}")
    left = sum(v for v in came if v is not None) - (
        agreement.results(notes) if done is None else done
    )
    answered = f"{APPLICATIONS}.新收.{TOTAL}" in notes.said and agreement.results(notes) > 0
    return onward if (None not in came or answered) and left == value else ()


def _names_more(statement: Statement) -> bool:
    """Say whether more than one word names a row; 剩 in 剩1件转到今年 names none by itself."""
    return sum(not token.text.startswith(("剩", "还剩")) for token in statement.named.said) > 1
