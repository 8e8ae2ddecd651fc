"""From a report to a finished file: checks first, then the document, then the format."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING

from assistant import checks
from assistant.checks.standards import BARE, Standards
from assistant.document import Mode, build
from assistant.export import ExportRefused, export_refusal, exporter_for
from assistant.forms import Form
from assistant.report import Report

if TYPE_CHECKING:
    from assistant.checks import Checked


def refusal(checked: Checked, report: Report) -> str:
    """Return why the report cannot be exported as final, or nothing."""
    return export_refusal(checks.blocking(checked.findings, report)) or ""


def export_report(
    form: Form,
    report: Report,
    name: str,
    *,
    as_draft: bool,
    checked: Checked | None = None,
    standards: Standards = BARE,
) -> bytes:
    """Return the file to write; its format follows from the suffix of `name`.

    A final report is checked against `standards` first, unless what the checks say of it is given.

    Raises `ExportRefused` for an unknown suffix, and for a final report while something blocks.
    """
    exporter = exporter_for(PurePath(name))
    if not as_draft:
        found = checked or checks.run(form, report, report.last_year(), standards=standards)
        why = refusal(found, report)
        if why:
            raise ExportRefused(why)
    return exporter(build(form, report, Mode.DRAFT if as_draft else Mode.FINAL))


def preview(form: Form, report: Report) -> str:
    """Return the report as Markdown, with 【待补】 wherever something is missing."""
    from assistant.export.markdown import markdown

    return markdown(build(form, report, Mode.DRAFT))
