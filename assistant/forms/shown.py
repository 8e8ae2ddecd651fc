"""What a report shows in each cell: what was stated, otherwise what follows from the other cells."""

from __future__ import annotations

from collections.abc import Mapping

from assistant.forms.form import Form
from assistant.forms.table import Sum
from assistant.report import Number, Report, Value


def derived(total: Sum, figures: Mapping[str, Number]) -> Number | None:
    """Return the sum of the parts, or nothing while a part is missing."""
    added: Number = 0
    for part in total.parts:
        number = figures.get(part)
        if number is None:
            return None
        added += number
    return added


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
    _derive(form.sums, figures, report.blank)
    return figures


BUILT_IN = ("年度", "上年", "次年", "本机关")
"""Names every phrase and question may use, which are no answers."""


def context(
    form: Form,
    report: Report,
    extra: Mapping[str, Value] | None = None,
    known: Mapping[str, Number] | None = None,
) -> Mapping[str, Value]:
    """Return every name a condition or a phrase may use, with its value; unanswered names are absent.

    Beyond the cells and facts: sums of groups (`申请.不予公开.总计`, `申请.新收.法人或其他组织`), `年度`, `上年`,
    `次年` and `本机关`. Whatever `extra` says comes last and wins. `known` is what `shown` returns, for those who
    have asked it already.
    """
    figures = dict(shown(form, report) if known is None else known)
    _derive(form.group_sums, figures, frozenset())
    names: dict[str, Value] = {**report.answers, **figures}
    if report.year is not None:
        names.update({"年度": report.year, "上年": report.year - 1, "次年": report.year + 1})
    names["本机关"] = report.text_fact("自称") or "本机关"
    names.update(extra or {})
    return names


def _derive(sums: tuple[Sum, ...], figures: dict[str, Number], blank: frozenset[str]) -> None:
    """Add every sum that is not there yet and can be worked out; sums may be parts of later ones."""
    for total in sums:
        if total.total not in figures and total.total not in blank:
            number = derived(total, figures)
            if number is not None:
                figures[total.total] = number
