"""From the blocks of a file to a report: figures, words, whose and which year, and every doubt."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from assistant.answers import paragraphs
from assistant.forms import LEAD_IN, Form, FormRefused, form_for_year
from assistant.importing import guard
from assistant.importing.arranged import unpacked
from assistant.importing.characters import squeeze
from assistant.importing.doubt import Doubt
from assistant.importing.identity import (
    Identity,
    Titled,
    find_title,
    identify,
    is_title,
    refuse_explanation,
    scope_doubts,
)
from assistant.importing.loose import gather
from assistant.importing.narrative import Narrative, read_narrative
from assistant.importing.refusal import ImportRefused
from assistant.importing.sections import find_sections
from assistant.importing.tables import Figures, read_figures
from assistant.importing.tree import Block, Heading, Paragraph, Source, Table
from assistant.importing.vocabulary import vocabulary
from assistant.report import TEXT, UNIT, YEAR, Report, Value

DATE = "落款日期"
TITLE, HEADING = "标题", "标题."
"""In `Report.printed`: the title of the file, and with a section's id its heading."""

_OLD_STYLE = re.compile("收费及减免情况|咨询处理情况|公民、法人和其他组织咨询|附表|一、概述")
_SCHOOL = re.compile("高等学校信息公开办法|学年|清单事项公开情况")


@dataclass(frozen=True)
class Imported:
    """A report as a file states it, totals included."""

    form: Form
    """The form whose tables the file has."""

    report: Report
    """The answers; cells without a figure are `blank`, words that differ from the figure are `printed`."""

    doubts: tuple[Doubt, ...]
    """Everything that is not certain, the file as a whole first, then in the order of the report."""

    seen: Mapping[str, str]
    """Cell → the row of the file it was read from, as it stands there."""

    sections: Mapping[str, tuple[str, ...]]
    """The words of every section as they stand, headings included, by the section's id; the lead-in too."""

    @property
    def unit(self) -> str:
        """The organ; empty when the file does not say."""
        return self.report.unit

    @property
    def year(self) -> int | None:
        """The year reported on."""
        return self.report.year

    @cached_property
    def missing(self) -> tuple[str, ...]:
        """Cells that the file leaves blank or does not have, in the order of the form."""
        return tuple(name for name in self.form.fields if name in self.report.blank)


def recognise(source: Source, forms: Sequence[Form], name: str = "") -> Imported:
    """Return the report that `source` holds; `name` is the file's name, which may tell the year.

    Raises `ImportRefused` when it is no annual report of the kind the forms prescribe.
    """
    guard.check_lines(len(source.blocks))
    words = vocabulary(forms)
    newest = words.forms[-1]
    blocks = gather(tuple(unpacked(source.blocks, newest)), words)
    starts = find_sections(blocks, newest, words)
    title = find_title(blocks, starts[0].at if starts else min(len(blocks), 40), source.hints)
    refuse_explanation(title, source.hints, figures=any(isinstance(b, Table) for b in blocks))
    figures = read_figures(blocks, words, title.year)
    narrative = read_narrative(blocks, figures.form, words, title)
    if not figures.values and not narrative.found and not title.text:
        raise ImportRefused(
            "没有读到年报的标题、六个部分和三张表，看不出这是政府信息公开工作年度报告。请核对文件；"
            "如果表格是图片或在附件里，请导入有文字表格的那一份。"
        )
    identity = identify(title, blocks, source.hints, narrative.signed, name)
    doubts = [
        *identity.doubts,
        *_form_doubts(figures, identity, forms),
        *_kind_doubts(blocks, narrative),
        *scope_doubts(_all_words(narrative), identity.unit),
        *_table_doubts(figures, source),
        *(Doubt("", note) for note in source.notes),
        *_in_order(figures),
    ]
    report = Report(
        dict(_answers(figures, narrative, identity)),
        blank=frozenset(figures.missing),
        printed={**figures.printed, **dict(_headings(blocks, narrative, title))},
    )
    sections = {section: tuple(lines) for section, lines in narrative.sections.items()}
    lead = narrative.places.get(LEAD_IN)
    if lead:
        sections = {LEAD_IN: tuple(lead), **sections}
    return Imported(figures.form, report, tuple(dict.fromkeys(doubts)), figures.seen, sections)


def _answers(
    figures: Figures, narrative: Narrative, identity: Identity
) -> Iterator[tuple[str, Value]]:
    if identity.unit:
        yield UNIT, identity.unit
    if identity.year is not None:
        yield YEAR, identity.year
    yield from figures.values.items()
    for place, lines in narrative.places.items():
        if lines:
            yield TEXT + place, paragraphs("\n".join(lines))
    if narrative.date:
        yield DATE, narrative.date


def _headings(
    blocks: Sequence[Block], narrative: Narrative, title: Titled
) -> Iterator[tuple[str, str]]:
    """Yield the title and the headings of the sections as the file prints them, for the rules about them."""
    if title.text:
        # The organ may stand on a line of its own above the title.
        yield TITLE, title.text if title.unit in title.text else title.unit + title.text
    for found in narrative.found:
        block = blocks[found.at]
        if isinstance(block, Heading | Paragraph):
            heading = block.text.removesuffix(found.rest).strip()
            if heading:
                yield HEADING + found.section, heading


def _all_words(narrative: Narrative) -> list[str]:
    return [line for lines in narrative.sections.values() for line in lines]


def _form_doubts(figures: Figures, identity: Identity, forms: Sequence[Form]) -> Iterator[Doubt]:
    if identity.year is None:
        return
    try:
        wanted = form_for_year(forms, identity.year)
    except FormRefused as refused:
        yield Doubt(YEAR, refused.sentence)
        return
    if wanted.id != figures.form.id and figures.values:
        yield Doubt(
            "",
            f"{identity.year}年度应当用{wanted.name}，这份用的是{figures.form.name}的表，已按{figures.form.name}读取。",
        )


def _kind_doubts(blocks: Sequence[Block], narrative: Narrative) -> Iterator[Doubt]:
    text = "\n".join(block.text for block in blocks if isinstance(block, Heading | Paragraph))
    if len(narrative.found) < 4 and _OLD_STYLE.search(text):
        yield Doubt("", "这一份像是2018年及以前的旧式年报，没有现在的三张表，能用的只有文字。")
    if len(narrative.found) < 4 and _SCHOOL.search(text):
        yield Doubt("", "这一份像是学校按学年编的信息公开报告，不套用六个部分，能用的只有文字。")


def _table_doubts(figures: Figures, source: Source) -> Iterator[Doubt]:
    for table in figures.form.tables.values():
        if not any(name in figures.values for name in table.fields):
            yield Doubt(
                "",
                f"{table.number}（{table.caption}）没有读到，可能是图片、附件，或者表格丢失了；没有当作0。",
            )
    if not figures.values and not any(True for _ in source.tables):
        yield Doubt("", f"这份{source.kind}里没有表格。")


def _in_order(figures: Figures) -> list[Doubt]:
    order = {name: at for at, name in enumerate(figures.form.fields)}
    return sorted(figures.doubts, key=lambda doubt: order.get(doubt.field, -1))


def titled(text: str) -> bool:
    """Whether a line is the title of an annual report."""
    return is_title(squeeze(text))
