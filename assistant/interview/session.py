"""The interview as a whole: what to ask, what an answer means and changes, how far the report is.

Pure: every function takes values and returns values. Closing the program, undoing or importing needs no special
case, because everything is worked out again from the script, the form and the report.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from assistant.forms import Field, Form
from assistant.interview.consequences import (
    Consequences,
    ZeroReport,
    cell_consequences,
    consequences,
    table_words,
    zero_reports,
)
from assistant.interview.relevance import (
    answered,
    following,
    known,
    matters,
    next_question,
    previous_question,
    relevant,
    settled,
)
from assistant.interview.script import LEAD_IN, Question, Script, spoken
from assistant.interview.understanding import (
    Answer,
    Default,
    Refused,
    Skipped,
    Understood,
    default,
    named,
    understand,
    written,
)
from assistant.report import Pending, Report

__all__ = [
    "Answer",
    "Consequences",
    "Default",
    "OpenItem",
    "OpenKind",
    "Progress",
    "Refused",
    "Skipped",
    "State",
    "Understood",
    "ZeroReport",
    "answered",
    "cell_consequences",
    "consequences",
    "default",
    "following",
    "matters",
    "named",
    "next_question",
    "open_items",
    "previous_question",
    "progress",
    "relevant",
    "settled",
    "spoken",
    "understand",
    "written",
    "zero_reports",
]


class State(StrEnum):
    """How far a section is."""

    UNTOUCHED = "未开始"
    UNDER_WAY = "进行中"
    PENDING = "待补"
    """Everything required has an answer, but some answers are 待补."""

    DONE = "完成"


@dataclass(frozen=True)
class Progress:
    """How far one section is, counting the questions that are asked in this report."""

    section: str
    title: str
    state: State
    answered: int
    """Questions with an answer, 待补 included."""

    asked: int
    """Questions that are asked, optional ones included."""

    pending: int
    """Questions with a 待补 among their answers."""

    required_left: int
    """Required questions without an answer."""


def progress(script: Script, form: Form, report: Report) -> tuple[Progress, ...]:
    """Return the state of the lead-in and of every section, in the order of the report."""
    asked = relevant(script, form, report)
    titles = {LEAD_IN: LEAD_IN} | {section.id: section.title for section in form.sections}
    return tuple(
        _progress(section, title, [q for q in asked if q.section == section], form, report)
        for section, title in titles.items()
    )


def _progress(
    section: str, title: str, asked: list[Question], form: Form, report: Report
) -> Progress:
    done = [q for q in asked if answered(q, form, report)]
    pending = sum(1 for q in asked if _pending_names(q, form, report))
    left = sum(1 for q in asked if q.required and q not in done)
    touched = any(_begun(q, form, report) for q in asked)
    return Progress(
        section, title, _state(touched, left, pending), len(done), len(asked), pending, left
    )


def _state(touched: bool, left: int, pending: int) -> State:
    if not touched:
        return State.UNTOUCHED
    if left:
        return State.UNDER_WAY
    return State.PENDING if pending else State.DONE


def _begun(question: Question, form: Form, report: Report) -> bool:
    return any(name in report.answers for name in question.governs(form))


def _pending_names(question: Question, form: Form, report: Report) -> tuple[str, ...]:
    return tuple(
        name for name in question.governs(form) if isinstance(report.answers.get(name), Pending)
    )


class OpenKind(StrEnum):
    """Why something is on the list of open items."""

    PENDING = "待补"
    UNANSWERED = "未答"
    BLANK = "空格"
    """Cells of one row of a statutory table without a figure."""


@dataclass(frozen=True)
class OpenItem:
    """One thing still to be done before the report can be finished."""

    kind: OpenKind
    section: str
    text: str
    """What is missing, in the words of the form or of the question."""

    names: tuple[str, ...]
    """The cells, facts or texts concerned."""

    question: str = ""
    """The 编号 of the question to go to; empty when no question asks for it."""

    note: str = ""
    """What the drafter wrote beside 待补."""


def open_items(script: Script, form: Form, report: Report) -> tuple[OpenItem, ...]:
    """Return everything 待补, every required question without an answer, every blank row, in script order."""
    asked = relevant(script, form, report)
    items = [*_question_items(asked, form, report), *_orphans(script, asked, form, report)]
    at = {question.id: number for number, question in enumerate(script.questions)}
    sections = [LEAD_IN, *(section.id for section in form.sections)]
    items.sort(key=lambda item: (sections.index(item.section), at.get(item.question, len(at))))
    return tuple(items)


def _question_items(asked: Iterable[Question], form: Form, report: Report) -> Iterator[OpenItem]:
    rows: dict[str, list[tuple[Question, Field]]] = {}
    for question in asked:
        if question.table and not _begun(question, form, report):
            if question.required:
                text = f"{table_words(form, question.table)}还没有填"
                yield OpenItem(
                    OpenKind.UNANSWERED,
                    question.section,
                    text,
                    question.governs(form),
                    question.id,
                )
            continue
        for name in question.governs(form):
            cell = form.fields.get(name)
            if cell is not None:
                rows.setdefault(f"{cell.table}.{cell.row.id}", []).append((question, cell))
            else:
                yield from _fact_item(question, name, report)
    for cells in rows.values():
        yield from _row_items(cells, report)


def _fact_item(question: Question, name: str, report: Report) -> Iterator[OpenItem]:
    text = spoken(question.text, report.year)
    match report.answers.get(name):
        case Pending(note):
            yield OpenItem(OpenKind.PENDING, question.section, text, (name,), question.id, note)
        case None if question.required:
            yield OpenItem(OpenKind.UNANSWERED, question.section, text, (name,), question.id)


def _row_items(cells: list[tuple[Question, Field]], report: Report) -> Iterator[OpenItem]:
    """Yield the blanks of one row as one item, and its 待补 as one item for every note."""
    blank = [(q, c) for q, c in cells if q.required and c.id not in report.answers]
    if blank:
        yield _row_item(OpenKind.BLANK, blank)
    by_note: dict[str, list[tuple[Question, Field]]] = {}
    for question, cell in cells:
        value = report.answers.get(cell.id)
        if isinstance(value, Pending):
            by_note.setdefault(value.note, []).append((question, cell))
    for note, waiting in by_note.items():
        yield _row_item(OpenKind.PENDING, waiting, note)


def _row_item(kind: OpenKind, cells: list[tuple[Question, Field]], note: str = "") -> OpenItem:
    question, first = cells[0]
    labels = "、".join(cell.column.label for _, cell in cells)
    return OpenItem(
        kind,
        question.section,
        f"「{first.row.short}」{labels}",
        tuple(cell.id for _, cell in cells),
        question.id,
        note,
    )


def _orphans(
    script: Script, asked: Iterable[Question], form: Form, report: Report
) -> Iterator[OpenItem]:
    """Yield 待补 and blank cells that no question asked for now speaks of, but not those that wait for an answer."""
    spoken = {name for question in asked for name in question.governs(form)}
    waiting = _waiting(script, asked, form, report)
    rows: dict[str, list[Field]] = {}
    for name, cell in form.fields.items():
        silent = name not in spoken and name not in waiting and not cell.total
        if silent and (name not in report.answers or isinstance(report.answers[name], Pending)):
            rows.setdefault(f"{cell.table}.{cell.row.id}", []).append(cell)
    for cells in rows.values():
        labels = "、".join(cell.column.label for cell in cells)
        names_of_row = tuple(cell.id for cell in cells)
        text = f"「{cells[0].row.short}」{labels}"
        yield OpenItem(OpenKind.BLANK, form.section_of(cells[0].id), text, names_of_row)
    for name, value in report.pending():
        if name not in spoken and name not in form.fields:
            section = form.section_of(name) or _section_of(script, name)
            yield OpenItem(OpenKind.PENDING, section, name, (name,), note=value.note)


def _waiting(
    script: Script, asked: Iterable[Question], form: Form, report: Report
) -> frozenset[str]:
    """Return the cells that wait for an answer which is on the list itself.

    Their question cannot be asked yet, or a question about a 零报告 is still open.
    """
    names = known(form, report)
    undecided = (
        question.governs(form)
        for question in script.questions
        if matters(question, form, report, names) is None
    )
    unanswered = (
        question.zeroed(form) for question in asked if question.fills not in report.answers
    )
    return frozenset(name for cells in (*undecided, *unanswered) for name in cells)


def _section_of(script: Script, name: str) -> str:
    asking: Mapping[str, Question] = script.facts
    return asking[name].section if name in asking else LEAD_IN
