"""What a report shows in each cell: what was stated, otherwise what follows from the other cells."""

from __future__ import annotations

from collections.abc import Mapping

from assistant.forms.form import Form, Sum
from assistant.report import Number, Report, Value


def derived(total: Sum, figures: Mapping[str, Number]) -> Number | None:
    """Return the sum of the parts, or nothing while a part is missing."""
    parts = [figures.get(part) for part in total.parts]
    if any(part is None for part in parts):
        return None
    return sum((part for part in parts if part is not None), start=0)


def shown(form: Form, report: Report) -> Mapping[str, Number]:
    """Return every figure the tables show, by cell.

    A total that somebody stated is shown as stated, even when it is wrong (the checks say so); one that nobody
    stated is the sum of its parts once they are all there. Cells known to be blank stay absent.
    """
    figures: dict[str, Number] = {}
    for name in form.fields:
        number = report.number(name)
        if number is not None:
            figures[name] = number
    for total in form.sums:
        if total.total not in figures and total.total not in report.blank:
            number = derived(total, figures)
            if number is not None:
                figures[total.total] = number
    return figures


def context(form: Form, report: Report) -> Mapping[str, Value]:
    """Return every name a condition or a phrase may use, with its value; unanswered names are absent.

    Beyond the cells and facts: sums of groups (`申请.不予公开.总计`), `年度`, `上年`, `次年` and `本机关`.
    """
    figures = shown(form, report)
    names: dict[str, Value] = dict(report.answers)
    names.update(figures)
    names.update(_group_sums(form, figures))
    if report.year is not None:
        names.update({"年度": report.year, "上年": report.year - 1, "次年": report.year + 1})
    names["本机关"] = report.text_fact("自称") or "本机关"
    return names


def _group_sums(form: Form, figures: Mapping[str, Number]) -> dict[str, Value]:
    sums: dict[str, Value] = {}
    for table in form.tables.values():
        for group in table.groups:
            for column in table.blocks[0].columns:
                parts = tuple(f"{table.id}.{row}.{column.id}" for row in group.rows)
                total = f"{table.id}.{group.id}.{column.id}"
                number = derived(Sum(total, parts, across=False), figures)
                if number is not None:
                    sums[total] = number
    return sums
