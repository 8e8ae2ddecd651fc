"""A report to begin with: from an answers file, for a new draft or to be checked as it stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from assistant import answers, content
from assistant.answers import Answers
from assistant.report import LAST_YEAR, Report


def report_from(source: Mapping[str, Any], path: str) -> Answers:
    """Return the report as the file states it, totals included; `path` is for messages."""
    facts = content.script().script.facts
    return answers.read(source, path, content.forms(), facts, as_published=True)


def start_report(source: Mapping[str, Any], path: str, last_year: Report | None) -> Answers:
    """Return the report a draft begins with: totals that follow from their parts are left to be derived.

    Last year's report, when there is one, comes along under `上年报告.`.
    """
    read = answers.read(source, path, content.forms(), content.script().script.facts)
    report = answers.without_agreeing_totals(read.form, read.report)
    if last_year is not None:
        carried = {LAST_YEAR + name: value for name, value in last_year.answers.items()}
        report = report.with_answers(carried)
    return replace(read, report=report)
