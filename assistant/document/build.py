"""From a report to its document: title, lead-in, six sections with their tables, signature and date.

What is printed comes from the answers and from the form, never from here: headings and labels are the form's, figures
are those of `forms.shown`, sentences are the drafter's or a phrase's. What is not answered is printed 【待补】.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING

from assistant.document.nodes import (
    Block,
    Cell,
    Document,
    Heading,
    Paragraph,
    ParagraphKind,
    Table,
)
from assistant.forms import Field, Form, Kind, Place, Section, context, layout, shown
from assistant.forms import Table as FormTable
from assistant.numerals import write_number
from assistant.report import TEXT, UNIT, YEAR, Number, Pending, Report, Value

if TYPE_CHECKING:
    from assistant.expressions import Rendered

DRAFT_MARK = "草稿：尚未定稿，不得报送、公布"
DATE = "落款日期"
REPORT_NAME = "政府信息公开工作年度报告"

Renderer = Callable[[str, Mapping[str, Value]], str]
"""Turns a template over names and the values of the names into the words to print."""

# A line that is only “（一）…” is a heading; one that goes on to a full stop is a sentence with its heading in front.
_LINE_HEADING = re.compile(r"[（(][一二三四五六七八九十]{1,3}[）)][^。；！？]{1,40}")
_DATE = re.compile(r"(\d{4})\D(\d{1,2})\D(\d{1,2})日?")


class Mode(StrEnum):
    """What the document is for."""

    FINAL = "final"
    """To be published; parts without text are left out."""

    DRAFT = "draft"
    """To be worked on or read over; marked, and every required part without text has a 【待补】 line."""


def build(
    form: Form,
    report: Report,
    mode: Mode | str = Mode.FINAL,
    render: Renderer | None = None,
) -> Document:
    """Return the report as a document.

    `render` turns the templates of bound paragraphs into words; without it the phrases' own renderer does. Whether a
    report is fit to be final is not judged here (see `export.refusal`): a gap is printed 【待补】 in either mode.
    """
    names, figures = context(form, report), shown(form, report)
    writer = _Writer(form, report, Mode(mode), render or _renderer(form), names, figures)
    date = report.answers.get(DATE)
    return Document(
        title=(_fact(report, UNIT), f"{_fact(report, YEAR)}年{REPORT_NAME}"),
        unit=report.unit,
        year=report.year,
        date=read_date(date) if isinstance(date, str) else None,
        draft=DRAFT_MARK if writer.mode is Mode.DRAFT else "",
        blocks=tuple(writer.blocks()),
    )


def printed_number(cell: Field, number: Number) -> str:
    """Return a figure as its cell prints it: 增3, 减2, 0; money with its unit where no title names it."""
    match cell.kind:
        case Kind.CHANGE if number > 0:
            return f"增{write_number(number)}"
        case Kind.CHANGE if number < 0:
            return f"减{write_number(-number)}"
        case Kind.AMOUNT if cell.unit not in cell.column.label:
            return f"{write_number(number)}{cell.unit}"
        case _:
            return write_number(number)


def read_date(text: str) -> dt.date | None:
    """Return the day that `2026年1月20日` or `2026-01-20` names, or nothing when there is no such day."""
    match = _DATE.fullmatch(text.strip())
    try:
        return dt.date(*map(int, match.groups())) if match else None
    except ValueError:
        return None


def printed_date(text: str) -> str:
    """Return a date as GB/T 9704 writes it, `2026年1月20日`; what is no date is returned as it is."""
    date = read_date(text)
    return f"{date.year}年{date.month}月{date.day}日" if date else text


def _pending(what: str) -> str:
    return f"【待补：{what}】"


def _fact(report: Report, name: str) -> str:
    match report.answers.get(name):
        case str() | int() as value if value != "":
            return str(value)
        case Pending(note) if note:
            return _pending(note)
        case _:
            return _pending(name)


def rendered(form: Form, source: str, names: Mapping[str, Value]) -> Rendered:
    """Return the words of a template as they are printed, open cells in the words of the form."""
    from assistant.expressions import ExpressionError, Rendered, compile_template, render

    match compile_template(source):
        case ExpressionError(sentence):
            # A sentence that cannot be made is missing; its template is nothing to print.
            return Rendered(_pending(f"这一句生成不了，{sentence.rstrip('。')}"))
        case template:
            return render(template, names, form.called)


def _renderer(form: Form) -> Renderer:
    return lambda source, names: rendered(form, source, names).text


def _lines(text: str) -> Iterator[str]:
    """The paragraphs a text really holds: pasted line breaks and indents are not part of the words."""
    return (line for line in map(str.strip, text.splitlines()) if line)


@dataclass(frozen=True)
class _Writer:
    form: Form
    report: Report
    mode: Mode
    render: Renderer
    names: Mapping[str, Value]
    figures: Mapping[str, Number]

    def blocks(self) -> Iterator[Block]:
        yield from self.place(self.form.lead_in)
        for section in self.form.sections:
            yield Heading(1, section.title)
            yield from self.section(section)
        yield from self.signature()

    def section(self, section: Section) -> Iterator[Block]:
        whole = list(map(_heading_or_paragraph, self.words(section.id)))
        parts = list(self.parts(section, whole_given=bool(whole)))
        yield from whole
        yield from parts
        if section.table is not None:
            yield self.table(section.table)
        elif not whole and not parts:
            # Never a heading with nothing under it: what is missing is said.
            yield Paragraph(_pending(section.name))

    def parts(self, section: Section, *, whole_given: bool) -> Iterator[Block]:
        for place in section.places:
            if place.serves(self.report.year):
                yield from self.place(place, wanted=place.required and not whole_given)

    def place(self, place: Place, *, wanted: bool = False) -> Iterator[Block]:
        words = list(self.words(place.id))
        if not words and wanted and self.mode is Mode.DRAFT:
            words = [_pending(place.id.rpartition(".")[2])]
        if words and place.title:
            yield Heading(2, place.title)
        yield from map(Paragraph, words)

    def words(self, place: str) -> Iterator[str]:
        """The paragraphs of a place as they read, bound ones rendered."""
        match self.report.answers.get(TEXT + place):
            case tuple() as paragraphs:
                for paragraph in paragraphs:
                    bound = paragraph.bound
                    text = self.render(paragraph.text, self.names) if bound else paragraph.text
                    yield from _lines(text)
            case Pending(note):
                yield _pending(note or place.replace(".", "／"))
            case str() as text:
                yield from _lines(text)

    def table(self, table: FormTable) -> Table:
        printed = layout(table)
        text = partial(_cell_text, self.report, self.figures, table)
        return Table(
            caption=table.caption,
            width=printed.width,
            height=printed.height,
            head_rows=printed.head_rows,
            cells=tuple(
                Cell(
                    row=cell.row,
                    column=cell.column,
                    role=cell.role,
                    text=text(cell.field) if cell.field else cell.text,
                    rowspan=cell.rowspan,
                    colspan=cell.colspan,
                    field=cell.field,
                )
                for cell in printed.cells
            ),
        )

    def signature(self) -> Iterator[Block]:
        match self.report.answers.get(DATE):
            case str() as text if text.strip():
                date = printed_date(text.strip())
            case Pending(note):
                date = _pending(note or DATE)
            case _:
                return
        yield Paragraph(_fact(self.report, UNIT), ParagraphKind.SIGNATURE)
        yield Paragraph(date, ParagraphKind.DATE)


def _heading_or_paragraph(line: str) -> Block:
    return Heading(2, line) if _LINE_HEADING.fullmatch(line) else Paragraph(line)


def _cell_text(report: Report, figures: Mapping[str, Number], table: FormTable, name: str) -> str:
    if name not in figures:
        return "【待补】"
    return report.printed.get(name) or printed_number(table.fields[name], figures[name])
