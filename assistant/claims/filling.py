"""What a typed answer fills: cells and facts with their values, and what has to be asked back."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from assistant.answers import without_agreeing_totals
from assistant.claims import (
    agreement,
    asides,
    asking,
    doubting,
    earlier,
    guarding,
    meant,
    moving,
    numbering,
    ours,
    referring,
    resting,
    sources,
    speaking,
    typed,
)
from assistant.claims.labels import ROUGHLY, of_many
from assistant.claims.listening import Listener
from assistant.claims.model import Kind, Range, Scope, Span
from assistant.claims.named import APPLICATIONS
from assistant.claims.notes import FLOWS, Notes, Question, Reason, total_of
from assistant.claims.statements import Statement
from assistant.claims.tokens import squeeze, tokenize
from assistant.claims.vocabulary import Language, language
from assistant.forms import TOTAL, Form
from assistant.report import Number, Report, Value

_LOOK_BACK = 40
"""How many statements of one answer are looked back at."""
_OURS = (Scope.THIS, Scope.PART, Scope.BESIDES, Scope.RUNNING)
_BOTH_WAYS = (f"{APPLICATIONS}.上年结转.{TOTAL}", f"{APPLICATIONS}.结转下年.{TOTAL}")


@dataclass(frozen=True)
class Understood:
    """Which words became which value."""

    words: str
    span: Span
    name: str
    value: Number


@dataclass(frozen=True)
class Filling:
    """What a typed answer says."""

    fills: Mapping[str, Number] = field(default_factory=dict)
    """Cells and facts with the values that were said, amounts in the cell's unit, in the order of the form.

    A total that was said stands here as such (`申请.新收.总计`); where a sum is said to be 0, all its cells do.
    """

    implied: Mapping[str, Number] = field(default_factory=dict)
    """Cells nobody named whose value follows from the sums: the other columns are 0 when 10 + 2 make up the 12."""

    ask: tuple[Question, ...] = ()
    understood: tuple[Understood, ...] = ()
    focus: str = ""
    """What was spoken of last; hand it to the next call, so that 不对，是13件 knows what is meant."""

    open: str = ""
    """The answer, when it was asked about and left a number open; hand it to the next call as `before`."""


def fill(
    text: str,
    form: Form,
    report: Report | None = None,
    focus: str | None = None,
    before: str = "",
) -> Filling:
    """Return what a clerk's answer fills, for a report as it stands.

    `focus` is what the clerk was asked or spoke of last: a cell, a row or group (`申请.新收`), a table (`申请`), a
    fact. `before` is an answer that was asked back: 直接起诉的 completes 诉讼1件维持. Nothing wrong is filled silently:
    what is rough, contradictory or unclear is asked. Never raises.
    """
    heard = _heard(text, form, report, focus, before)
    if before and not heard.fills and not _FIGURE.search(text):
        together = _heard(f"{before}，{text}", form, report, focus)
        if together.fills and all(q.reason is Reason.INCOMPLETE for q in together.ask):
            return together
    unsettled = not heard.fills or any(_is_open(question, heard) for question in heard.ask)
    return replace(heard, open=text if unsettled and _FIGURE.search(text) else "")


def _is_open(question: Question, heard: Filling) -> bool:
    """Say whether a question is which of some cells a number stands in: 诉讼1件."""
    unfilled = heard.fills.keys().isdisjoint(question.fields)
    return question.reason is Reason.UNCLEAR and len(question.fields) > 1 and unfilled


_THEREFORE = re.compile(r"所以|因此|也就是|等于|换算")
_FIGURE = re.compile(r"[1-9一二两三四五六七八九十百]")


def _heard(
    text: str, form: Form, report: Report | None, focus: str | None, unsettled: str = ""
) -> Filling:
    words = language(form, spoken=True)
    notes = Notes(form, words, report or Report(), (focus or "").removeprefix("表."))
    notes.unsettled = unsettled
    apart, either = _DIGITS_APART.search(text), _EITHER.search(text)
    if apart:
        notes.ask(f"“{apart[0]}”中间有空格，是一个数还是两个数？")
    elif either:
        notes.ask(f"“{either[0]}”，到底是哪个数？")
    elif aside := guarding.not_a_statement(text):
        notes.ask(aside, reason=Reason.UNRELATED)
    elif whose := sources.another(text, notes.report):
        notes.ask(f"“{whose}”是别的单位的数吗？没有填。是本机关的，请直接说数。")
    if notes.questions:
        return Filling(ask=tuple(notes.questions), focus=notes.focus)
    plain = numbering.without(sources.without(_without_slips(text, words)))
    plain = asides.without(sources.without_reason(_OTHERS.sub("其余", plain)))
    notes.squeezed = squeeze(typed.without_articles(_unwrapped(plain)))
    tokens = tokenize(notes.squeezed, words)
    year = report.year if report is not None and report.year else speaking.latest_year(tokens)
    speaking.name_years(tokens, year)
    speaking.count_halves(notes, tokens)
    speaking.pass_over_matter(tokens)
    speaking.pass_over_source(tokens)
    earlier.prepare(notes, tokens)
    speaking.pass_over_repeats(tokens)
    both = referring.look_back(notes, tokens)
    if notes.questions:
        return Filling(ask=tuple(notes.questions), focus=notes.focus)
    listener = Listener(words, spoken=True, context=meant.context_of(notes), year=year)
    if not moving.moved(notes, listener, tokens):
        listener.hear(tokens)
        listener.conclude()
    referring.corrected_total(notes, listener.statements)
    told = list(earlier.told(notes, listener.statements))
    heard = referring.of_all(notes, told)
    _take_all(notes, list(referring.of_both(notes, heard) if both else heard))
    ours.only(notes, listener.statements)
    guarding.contained(notes, listener.statements, listener.groups)
    agreement.settle(notes)
    guarding.nothing_missed(notes, listener, tokens)
    fills = _ordered(form, {name: value for name, (value, _) in notes.said.items()})
    if not fills and not notes.questions:
        notes.ask(asking.nothing(text, listener.statements), reason=Reason.UNRELATED)
    implied = _ordered(form, agreement.implied(notes, fills))
    agreement.ask_for_the_rest(notes, fills, implied)
    return Filling(
        fills,
        implied,
        tuple(notes.questions),
        tuple(_understood(notes, fills)),
        meant.focus_after(notes, listener.statements),
    )


_DIGITS_APART = re.compile(r"\d[ \u3000]+(?!\d{3}(?!\d))\d+")
_EITHER = re.compile(
    r"不是[\d零一二两三四五六七八九十百]+[件条个次份]?[，,]?就是[\d零一二两三四五六七八九十百]+[件条个次份]?"
    r"|[\d零一二两三四五六七八九十百]+[件条个次份]?还是[\d零一二两三四五六七八九十百]+[件条个次份]?"
    r"|是[^，。；\d]{2,12}还是[^。；\d]{2,16}(?:没有?|未|不|难以?)(?:分开|区分|细分|分清|记清|好分|分)"
    r"|是[^，。；\d]{2,12}还是[^。；\d]{2,16}(?:分|记|说|搞|弄)不[清准开]"
)
_OTHERS = re.compile(r"其[他它](?=[\d一二两三四五六七八九十]{1,3}[件个份起](?:[都全均]|则?是))")


def _without_slips(text: str, words: Language) -> str:
    """Write right what is often mistyped, at the same places."""
    for slip, meant_word in words.slips.items():
        text = text.replace(slip, meant_word)
    return text


_WRAPPED = re.compile(
    r"[（(]([^（()）0-9零一二两三四五六七八九十]{2,12})[)）](?=[0-9零一二两三四五六七八九十])"
)


def _unwrapped(text: str) -> str:
    """Let the name in brackets stand with its number: 不予公开（国家秘密）一件. As long as before."""
    text = _SQUARE.sub("（", text).replace("]", "）").replace("】", "）")
    return _WRAPPED.sub(r" \1 ", _APART.sub(lambda found: "，".ljust(len(found[0])), text))


_SQUARE = re.compile(r"[\[【](?!(?:19|20)\d\d)")
_APART = re.compile(r"(?<=[\u4e00-\u9fff]{2})[ \u3000]+(?=[\u4e00-\u9fff]{2})")
"""A space between two words, as on the telephone or from a table: 律所1件 其它全是个人."""


def as_json(filling: Filling) -> dict[str, Any]:
    """Return a filling in plain JSON shapes: fills, what follows from them, and what is asked."""
    return {
        "fills": {name: _plain(value) for name, value in filling.fills.items()},
        "implied": {name: _plain(value) for name, value in filling.implied.items()},
        "ask": [{"message": q.message, "fields": list(q.fields)} for q in filling.ask],
        "focus": filling.focus,
    }


def _plain(value: Number) -> int | float:
    return int(value) if value == int(value) else float(value)


def answers(form: Form, report: Report, filling: Filling) -> Mapping[str, Value | None]:
    """Return what to store for a filling: a total that its parts add up to is left to follow from them."""
    said = {**filling.implied, **filling.fills}
    kept = without_agreeing_totals(form, report.with_answers(said)).answers
    dropped = report.answers.keys() - kept.keys()
    changed = [name for name in said if kept.get(name) != report.answers.get(name)]
    return {name: kept.get(name) for name in (*changed, *sorted(dropped - said.keys()))}


# -- statement by statement ------------------------------------------------------------------------------------


def _take_all(notes: Notes, statements: Sequence[Statement]) -> None:
    notes.correcting = any(statement.corrected for statement in statements)
    meant.give_on(notes, statements)
    meant.confirm_guessed(statements)
    statements = meant.without_reasons(statements)
    heard: list[meant.Names] = []
    left: list[tuple[Statement, meant.Names, Sequence[Statement]]] = []
    for index, statement in enumerate(statements):
        before = statements[max(0, index - _LOOK_BACK) : index]
        rest = meant.is_rest(statement)
        if meant.only_leads_on(statement, statements[index + 1 : index + 8]):
            heard.append(())
            continue
        names = () if rest else _names(notes, statements, index, heard)
        heard.append(names)
        if not names and meant.is_divided(statement, statements[index + 1 : index + 8]):
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
    for name, value, statement in meant.whole_cases(statements):
        notes.put(name, value, statement)
    _leave_open(notes, statements)


def _names(
    notes: Notes, statements: Sequence[Statement], index: int, heard: Sequence[meant.Names]
) -> meant.Names:
    """Return the names a statement is about; a total before its parts has those of what it heads."""
    statement, before = statements[index], statements[max(0, index - _LOOK_BACK) : index]
    names = meant.names_of(notes, statement, before, heard[-_LOOK_BACK:])
    if not names and index + 1 < len(statements):
        names = meant.heading(statement, statements[index + 1 : index + 8])
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
    total, parts = meant.whole_of(notes, name, statement)
    if total is None:
        return 1 if meant.is_the_other_one(statement) else None
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


def _ordered(form: Form, values: Mapping[str, Number]) -> dict[str, Number]:
    order = {name: place for place, name in enumerate(form.fields)}
    return dict(sorted(values.items(), key=lambda pair: order.get(pair[0], len(order))))


def _understood(notes: Notes, fills: Mapping[str, Number]) -> Iterator[Understood]:
    for name in fills:
        value, statement = notes.said[name]
        span = notes.squeezed.span(statement.start, statement.end)
        yield Understood(notes.words(statement), span, name, value)


__all__ = ["Filling", "Question", "Reason", "Understood", "answers", "as_json", "fill"]
