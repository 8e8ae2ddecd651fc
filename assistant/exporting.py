"""From a report to a finished file: what the checks said first, then the document, then the format."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import PurePath
from typing import TYPE_CHECKING

from assistant.document import Mode, build
from assistant.export import ExportRefused, export_refusal, exporter_for
from assistant.export.office import STANDARD, Office
from assistant.export.refusal import ON_COMMAND_LINE
from assistant.forms import Form
from assistant.report import Report

if TYPE_CHECKING:
    from assistant.changes import Log
    from assistant.checks import Checked
    from assistant.export.approval import Signatures
    from assistant.export.submission import Submission

# The checks are imported where they are used: they bring the claim reader, and the first screen needs neither.


def refusal(checked: Checked, report: Report, draft_way: str = ON_COMMAND_LINE) -> str:
    """Return why the report cannot be exported as final, or nothing; `draft_way` is how to export a draft."""
    from assistant import checks

    return export_refusal(checks.blocking(checked.findings, report), draft_way) or ""


def export_report(
    form: Form,
    report: Report,
    name: str,
    checked: Checked | None,
    office: Office = STANDARD,
    draft_way: str = ON_COMMAND_LINE,
) -> bytes:
    """Return the file to write; its format follows from the suffix of `name`, its type and signature from the office.

    With what the checks say of the report it is written as final; without, as a draft marked 草稿. Raises
    `ExportRefused` for an unknown suffix, and for a final report while something blocks; `draft_way` is then named.
    """
    exporter = exporter_for(PurePath(name))
    if checked is not None:
        why = refusal(checked, report, draft_way)
        if why:
            raise ExportRefused(why)
    return exporter(build(form, report, Mode.FINAL if checked is not None else Mode.DRAFT), office)


def preview(form: Form, report: Report, standing: str = "") -> str:
    """Return the report as Markdown, with 【待补】 wherever something is missing.

    How it stands, in a line, takes the place of the mark that every draft bears when it leaves the house.
    """
    from assistant.export.markdown import markdown

    document = build(form, report, Mode.DRAFT)
    return markdown(replace(document, draft=standing or document.draft))


def submission(form: Form, log: Log, checked: Checked, office: Office = STANDARD) -> Submission:
    """Return what a package for signing is made from: the report as the draft has it, and what the checks say of it."""
    from assistant.export.submission import Submission

    return Submission(form, log.report, log, checked, office)


def signatures(form: Form, report: Report) -> Signatures:
    """Return who signed off the report as it now is, and who signed another."""
    from assistant.export.approval import fingerprint, signatures

    return signatures(report, fingerprint(build(form, report)))


def approved(form: Form, report: Report, role: str, name: str, day: dt.date) -> tuple[str, str]:
    """Return the answer that records a signature under the report as it now is; raises `NotARole`."""
    from assistant.export.approval import fingerprint, signed

    return signed(role, name, day, fingerprint(build(form, report)))
