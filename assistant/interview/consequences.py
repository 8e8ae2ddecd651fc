"""What an answer does to the other answers: cells that become 0, and answers that lose their point.

Everything happens in one step, so that one undo restores it. Nothing is cleared because something is merely not
known yet: an answer loses its point when its question is certainly no longer asked, or when it hung on an answer
that this very step clears.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from types import MappingProxyType

from assistant.forms import Form, Kind, form_for_year
from assistant.interview.relevance import known, matters
from assistant.interview.script import Question, Script
from assistant.report import TEXT, YEAR, Pending, Report, Value

_NOTHING: Mapping[str, Value] = MappingProxyType({})


@dataclass(frozen=True)
class Consequences:
    """What one answer changes, to be recorded as one step."""

    answers: Mapping[str, Value]
    """What was answered."""

    zeros: Mapping[str, Value] = field(default_factory=lambda: _NOTHING)
    """Cells that become 0 because of it, recorded as 零报告 (`changes.Via.ZERO`)."""

    cleared: Mapping[str, Value] = field(default_factory=lambda: _NOTHING)
    """Answers that lose their point, with the values they had."""

    replaced: Mapping[str, Value] = field(default_factory=lambda: _NOTHING)
    """The old values of cells among `zeros` that said something else."""

    sentence: str = ""
    """What will be filled and cleared, for the drafter; empty when nothing but the answer changes."""

    @property
    def changes(self) -> Mapping[str, Value | None]:
        """Everything as `Report.with_answers` takes it; `None` takes an answer away."""
        gone: dict[str, Value | None] = dict.fromkeys(self.cleared)
        return {**gone, **self.answers, **self.zeros}

    @property
    def loses(self) -> bool:
        """Whether something that was answered before goes, so that the drafter should confirm."""
        return bool(self.cleared or self.replaced)


def consequences(
    script: Script, form: Form, report: Report, question: Question, value: Value
) -> Consequences:
    """Return what answering `question` with `value` changes.

    For a table question the value is 0 (every cell is 0) or 待补 (for every cell not answered yet).
    Raises `FormRefused` for a report year without a form; `understand` refuses such a year before.
    """
    given = _given(form, report, question, value)
    return _Step(script, form, report, given, question).result()


def cell_consequences(
    script: Script, form: Form, report: Report, cells: Mapping[str, Value]
) -> Consequences:
    """Return what typing figures straight into a grid changes besides the cells.

    A figure other than 0 under a “没有” (`收到申请` 否) turns that answer round, so that it does not contradict
    the table; the zeros beside it stay, the drafter saw them.
    """
    turned: dict[str, Value] = {}
    for question in _zeroing(script, form, report):
        covered = set(question.zeroed(form))
        if any(name in covered and _is_number(value) for name, value in cells.items()):
            turned[question.fills] = not question.zeros_when
    names = "”“".join(turned)
    sentence = f"表里有了数，“{names}”的回答一并改了。" if turned else ""
    return Consequences({**cells, **turned}, sentence=sentence)


def _is_number(value: Value) -> bool:
    return not isinstance(value, Pending) and value != 0


@dataclass(frozen=True)
class ZeroReport:
    """The record that a whole table was confirmed to be 0 in every cell."""

    table: str
    question: str
    """The 编号 of the question that was confirmed."""

    sentence: str


def zero_reports(script: Script, form: Form, report: Report) -> tuple[ZeroReport, ...]:
    """Return the tables that were reported as 0 throughout."""
    found = []
    for question in _zeroing(script, form, report):
        filled = set(question.zeroed(form))
        for table in form.tables.values():
            cells = {name for name, cell in table.fields.items() if not cell.total}
            if cells and cells <= filled:
                sentence = f"{table_words(form, table.id)}已确认为零报告，每一格都填0。"
                found.append(ZeroReport(table.id, question.id, sentence))
    return tuple(found)


def _given(form: Form, report: Report, question: Question, value: Value) -> dict[str, Value]:
    if not question.table:
        return {question.fills: value}
    cells = question.governs(form)
    if isinstance(value, Pending):
        return {name: value for name in cells if name not in report.answers}
    return zero_values(cells, form)


def zero_values(cells: Iterable[str], form: Form) -> dict[str, Value]:
    """Return 0 for every cell, an amount where the cell holds money."""
    money = Decimal(0)
    return {name: money if form.field(name).kind is Kind.AMOUNT else 0 for name in cells}


def _zeroing(script: Script, form: Form, report: Report) -> list[Question]:
    names = known(form, report)
    return [
        question
        for question in script.questions
        if question.zeros
        and report.answers.get(question.fills) is question.zeros_when
        and matters(question, form, report, names) is not False
    ]


class _Step:
    """One answer being followed through the report until nothing more changes."""

    def __init__(
        self,
        script: Script,
        form: Form,
        report: Report,
        given: Mapping[str, Value],
        question: Question,
    ) -> None:
        self.script = script
        self.before = form
        self.report = report
        self.given = given
        self.question = question
        year = given.get(YEAR)
        self.form = form_for_year(script.forms, year) if isinstance(year, int) else form
        self.gone: dict[str, None] = {}
        self.zeros: dict[str, Value] = {}
        self.zeroing_before = {q.id for q in _zeroing(script, form, report)} - {question.id}

    def result(self) -> Consequences:
        while self.grew():
            pass
        answers = self.report.answers
        cleared = {name: answers[name] for name in self.gone}
        zeros = {n: v for n, v in self.zeros.items() if not _is_zero(answers.get(n))}
        replaced = {
            name: answers[name]
            for name in zeros
            if name in answers and not isinstance(answers[name], Pending)
        }
        return Consequences(
            dict(self.given), zeros, cleared, replaced, _sentence(self, zeros, cleared, replaced)
        )

    def grew(self) -> bool:
        """Follow the answers once more; say whether something else had to change."""
        size = len(self.gone), len(self.zeros)
        after = self.after()
        zeroing = _zeroing(self.script, self.form, after)
        covered = {name for question in zeroing for name in question.zeroed(self.form)}
        for question in zeroing:
            filled = question.zeroed(self.form)
            if question.id in self.zeroing_before:
                filled = tuple(name for name in filled if name not in self.before.fields)
            self.zeros.update(zero_values(filled, self.form))
        kept = covered | self.given.keys()
        for name in (*self.unzeroed(zeroing), *self.pointless(after), *self.foreign()):
            if name in self.report.answers and name not in kept:
                self.gone[name] = None
        for name in self.totals():
            self.gone[name] = None
        for name in self.gone:
            self.zeros.pop(name, None)
        return size != (len(self.gone), len(self.zeros))

    def after(self) -> Report:
        return self.report.with_answers({**dict.fromkeys(self.gone), **self.given, **self.zeros})

    def unzeroed(self, zeroing: Sequence[Question]) -> Iterable[str]:
        """Yield the cells that are 0 only because of an answer that no longer says so."""
        still = {question.id for question in zeroing}
        for question_id in self.zeroing_before | {self.question.id}:
            question = self.script.by_id.get(question_id)
            if question is None or question_id in still or not question.zeros:
                continue
            if self.report.answers.get(question.fills) is not question.zeros_when:
                continue
            for name in question.zeroed(self.before):
                if _is_zero(self.report.answers.get(name)):
                    yield name

    def pointless(self, after: Report) -> Iterable[str]:
        """Yield the answers whose questions are asked no more."""
        names_before = known(self.before, self.report)
        names_after = known(self.form, after)
        asked_for = {
            name
            for question in self.script.questions
            if matters(question, self.form, after, names_after)
            for name in question.governs(self.form)
        }
        for question in self.script.questions:
            governed = question.governs(self.before)
            if not any(name in self.report.answers for name in governed):
                continue
            if matters(question, self.before, self.report, names_before) is False:
                continue
            now = matters(question, self.form, after, names_after)
            if now is False or (now is None and self.hung_on_gone(question)):
                yield from (name for name in governed if name not in asked_for)

    def hung_on_gone(self, question: Question) -> bool:
        return question.condition is not None and any(
            name in self.gone for name in question.condition.names
        )

    def foreign(self) -> Iterable[str]:
        """Yield cells and texts that the form of the new year does not have."""
        if self.form is self.before:
            return
        for name in self.report.answers:
            place = name.removeprefix(TEXT)
            cell = name in self.before.fields and name not in self.form.fields
            text = name.startswith(TEXT) and place not in self.form.places
            if cell or text:
                yield name

    def totals(self) -> Iterable[str]:
        """Yield stated totals of cells that change in this step; they are derived again."""
        changed = {*self.gone, *self.zeros}
        for total in self.before.sums:
            stated = total.total in self.report.answers and total.total not in self.gone
            if stated and changed.intersection(total.parts):
                changed.add(total.total)
                yield total.total


def _is_zero(value: Value | None) -> bool:
    return value is not None and not isinstance(value, bool | str | tuple | Pending) and value == 0


# In words


def _sentence(
    step: _Step,
    zeros: Mapping[str, Value],
    cleared: Mapping[str, Value],
    replaced: Mapping[str, Value],
) -> str:
    parts = []
    if zeros:
        parts.append(f"{_named(step.form, zeros)}填0")
    if replaced:
        parts.append(f"其中{len(replaced)}格原来有别的数，会改成0")
    if cleared:
        parts.append(f"下面的回答不再用得上，会一起清掉：{_named(step.before, cleared)}")
    if not parts:
        return ""
    undo = "。撤销可以全部恢复。" if cleared or replaced else "。"
    return "；".join(parts) + undo


def _named(form: Form, names: Iterable[str]) -> str:
    """Name what changes: facts one by one, texts by their place, cells counted by table."""
    words: list[str] = []
    cells: dict[str, int] = {}
    for name in names:
        if name in form.fields:
            table = form.fields[name].table
            cells[table] = cells.get(table, 0) + 1
        elif name.startswith(TEXT):
            words.append(f"“{name.removeprefix(TEXT)}”的文字")
        else:
            words.append(name)
    shown = words if len(words) <= 8 else [*words[:8], f"等{len(words)}项"]
    return "、".join([*shown, *(f"{table_words(form, table)}{n}格" for table, n in cells.items())])


def table_words(form: Form, table: str) -> str:
    """Return what clerks call a table: 表三."""
    return form.tables[table].number if table in form.tables else table
