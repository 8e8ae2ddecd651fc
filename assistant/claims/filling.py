"""What a typed answer fills: cells and facts with their values, and what has to be asked back."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from assistant.answers import without_agreeing_totals
from assistant.claims import (
    agreement,
    asking,
    earlier,
    guarding,
    meant,
    moving,
    ours,
    referring,
    sources,
    speaking,
    taking,
    typed,
)
from assistant.claims.listening import Listener
from assistant.claims.model import Span
from assistant.claims.notes import Notes, Question, Reason
from assistant.claims.tokens import squeeze, tokenize
from assistant.claims.vocabulary import language
from assistant.forms import Form
from assistant.report import Number, Report, Value


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


_FIGURE = re.compile(r"[1-9一二两三四五六七八九十百]")


def _heard(
    text: str, form: Form, report: Report | None, focus: str | None, unsettled: str = ""
) -> Filling:
    words = language(form, spoken=True)
    notes = Notes(form, words, report or Report(), (focus or "").removeprefix("表."))
    notes.unsettled = unsettled
    if undecided := typed.undecided(text):
        notes.ask(undecided)
    elif aside := guarding.not_a_statement(text):
        notes.ask(aside, reason=Reason.UNRELATED)
    elif whose := sources.another(text, notes.report):
        notes.ask(f"“{whose}”是别的单位的数吗？没有填。是本机关的，请直接说数。")
    if notes.questions:
        return Filling(ask=tuple(notes.questions), focus=notes.focus)
    notes.squeezed = squeeze(typed.plain(text, words.slips))
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
    taking.take_all(notes, list(referring.of_both(notes, heard) if both else heard))
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


def _ordered(form: Form, values: Mapping[str, Number]) -> dict[str, Number]:
    order = {name: place for place, name in enumerate(form.fields)}
    return dict(sorted(values.items(), key=lambda pair: order.get(pair[0], len(order))))


def _understood(notes: Notes, fills: Mapping[str, Number]) -> Iterator[Understood]:
    for name in fills:
        value, statement = notes.said[name]
        span = notes.squeezed.span(statement.start, statement.end)
        yield Understood(notes.words(statement), span, name, value)


__all__ = ["Filling", "Question", "Reason", "Understood", "answers", "as_json", "fill"]
