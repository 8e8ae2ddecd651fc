"""The day a report is signed."""

from __future__ import annotations

from datetime import date

from assistant.numerals import Refusal, read_date
from assistant.report import Report

DATE = "落款日期"


def signed_on(report: Report) -> date | None:
    """Return the day under the report, or nothing while there is none that can be read."""
    written = report.text_fact(DATE)
    day = read_date(written) if written else None
    return None if day is None or isinstance(day, Refusal) else day
