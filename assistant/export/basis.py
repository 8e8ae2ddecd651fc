"""Where everything in a report comes from, by the history of the draft: every figure, every paragraph, every fact."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from assistant.changes import Change, Log, Step, Via, steps
from assistant.document.build import printed_number, rendered
from assistant.export.approval import APPROVAL
from assistant.forms import Form, context, shown
from assistant.report import EXPLANATION, LAST_YEAR, TEXT, Number, Paragraph, Report, Value
from assistant.told import told

TOLD = ("项目", "内容", "方式", "经手", "时间", "出自")
CHANGED = ("时间", "经手", "方式", "项目", "原来", "改为")

Row = tuple[str, str, str, str, str, str]


class _Source(NamedTuple):
    """How an answer came into the draft, by whom, when and out of what."""

    how: str
    who: str
    when: str
    out_of: str


_SUMMED = _Source("相加", "", "", "由各分项相加")
_UNKNOWN = _Source("", "", "", "没有记录")


def _sources(log: Log) -> Mapping[str, _Source]:
    """Return the source of every answer that stands, by its name."""
    return {name: _source(change) for name, change in log.origins.items()}


def _source(change: Change) -> _Source:
    out_of = change.source or ("直接录入" if change.via is Via.TYPED else "")
    return _Source(str(change.via), change.by, f"{change.at:%Y-%m-%d}", out_of)


def numbers(form: Form, report: Report, log: Log) -> Iterator[Row]:
    """Yield every figure; those of one row that came in the same way, from the same hand and source, on one line.

    Totals that were only added up stand with the figures they are of.
    """
    sources, figures = _sources(log), shown(form, report)
    lines: dict[tuple[str, _Source], list[str]] = {}
    last: dict[str, _Source] = {}
    for name, cell in form.fields.items():
        row = name.rpartition(".")[0]
        summed = name in figures and cell.total and name not in sources
        source = _SUMMED if summed else sources.get(name, _UNKNOWN)
        if summed and row in last:
            source = last[row]
        last[row] = source
        own = "（相加）" if summed and source is not _SUMMED else ""
        shown_as = f"{cell.column.short}{_figure(form, figures, name)}{own}"
        lines.setdefault((row, source), []).append(shown_as)
    called = {
        name.rpartition(".")[0]: form.called(name).removesuffix(cell.column.short)
        for name, cell in form.fields.items()
    }
    for (row, source), cells in lines.items():
        yield (called[row], "，".join(cells), *source)


def _figure(form: Form, figures: Mapping[str, Number], name: str) -> str:
    return printed_number(form.fields[name], figures[name]) if name in figures else "没有填"


def sentences(form: Form, report: Report, log: Log) -> Iterator[Row]:
    """Yield every paragraph as it is printed, with the phrase it came from and the cells its figures follow."""
    sources, names = _sources(log), context(form, report)
    for place in form.places:
        if TEXT + place not in report.answers:
            continue
        how, who, when, out_of = sources.get(TEXT + place, _UNKNOWN)
        where = place.replace(".", "／")
        paragraphs = report.paragraphs(place)
        if not paragraphs:
            yield (where, _told(report.answers[TEXT + place]), how, who, when, out_of)
        for paragraph in paragraphs:
            words, cells = _words(form, names, paragraph)
            yield (where, words, how, who, when, _phrase(paragraph, cells) or out_of)


def _words(
    form: Form, names: Mapping[str, Value], paragraph: Paragraph
) -> tuple[str, Sequence[str]]:
    if not paragraph.bound:
        return paragraph.text, ()
    page = rendered(form, paragraph.text, names)
    return page.text, [form.called(name) for name in dict.fromkeys(s.name for s in page.spans)]


def _phrase(paragraph: Paragraph, cells: Sequence[str]) -> str:
    if not paragraph.phrase:
        return ""
    edited = "" if paragraph.bound else "，改过"
    followed = f"；填的是{'、'.join(cells)}" if cells else ""
    return f"语料 {paragraph.phrase}{edited}{followed}"


def facts(report: Report, log: Log) -> Iterator[Row]:
    """Yield every answer that is neither a figure of a table nor wording."""
    sources = _sources(log)
    for name, value in report.answers.items():
        if "." not in name:
            yield (name, _told(value), *sources.get(name, _UNKNOWN))


def changes(form: Form, log: Log) -> Iterator[Row]:
    """Yield every change, oldest first; figures of one row that were changed together stand on one line.

    What was read of last year's report is no change of this one.
    """
    for step in steps(log.changes):
        lines: dict[str, list[Change]] = {}
        for change in step.changes:
            if not change.field.startswith(LAST_YEAR):
                own = change.field in form.fields
                row = change.field.rpartition(".")[0] if own else change.field
                lines.setdefault(row, []).append(change)
        for together in lines.values():
            yield _changed(form, step, together)


def _changed(form: Form, step: Step, together: Sequence[Change]) -> Row:
    first = together[0]
    if first.field.startswith(EXPLANATION):
        together = [_reason_only(first)]
    of_row = len(together) > 1
    cells = [form.fields[change.field].column.short for change in together] if of_row else [""]
    called = form.called(first.field)
    return (
        f"{step.at:%Y-%m-%d %H:%M}",
        step.by,
        str(first.via),
        called.removesuffix(cells[0]) if of_row else _name(form, first.field),
        _values(cells, [change.old for change in together]),
        _values(cells, [change.new for change in together]),
    )


def _reason_only(explained: Change) -> Change:
    """An explanation without the numbers it keeps for itself."""

    def reason(value: Value | None) -> Value | None:
        return value.partition("\n")[2] if isinstance(value, str) else value

    return replace(explained, old=reason(explained.old), new=reason(explained.new))


def _values(cells: Sequence[str], values: Sequence[Value | None]) -> str:
    if all(value is None for value in values):
        return _told(None)
    return "，".join(f"{cell}{_told(value)}" for cell, value in zip(cells, values, strict=True))


_KINDS = ((TEXT, "文字："), (EXPLANATION, "说明："), (APPROVAL, "审签："))


def _name(form: Form, name: str) -> str:
    for start, word in _KINDS:
        if name.startswith(start):
            return word + name.removeprefix(start).partition("|")[0].replace(".", "／")
    return form.called(name)


def _told(value: Value | None) -> str:
    return "（空）" if value is None else told(value, "／")
