"""A report from any file that holds one: a draft, an answers file, a report written elsewhere."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from assistant import content
from assistant.answers import json_object
from assistant.drafts import Draft
from assistant.files import read_text, read_whole
from assistant.forms import Form
from assistant.problem import AssistantError
from assistant.report import Report
from assistant.starting import report_from

if TYPE_CHECKING:
    from assistant.importing import Imported
    from assistant.inquiry import Reply

DRAFT_SUFFIX = ".nianbao"
ANSWERS_SUFFIX = ".json"
SPREADSHEETS = (".xlsx", ".xlsm", ".csv", ".tsv", ".xls", ".et")


class NoYear(AssistantError):
    """The file does not say which year it is about."""


@dataclass(frozen=True)
class Source:
    """A report as a file states it."""

    form: Form
    report: Report
    notes: tuple[str, ...] = ()
    """What is wrong or not certain about the file, a sentence each."""


def load(path: Path) -> Source:
    """Return the report in a file, by the kind its suffix tells; raises what reading such a file raises."""
    match path.suffix.lower():
        case ".nianbao":
            return _draft(path)
        case ".json":
            read = report_from(json_object(read_text(path), str(path)), str(path))
            return Source(read.form, read.report, tuple(map(str, read.problems)))
        case _:
            return _elsewhere(path)


def imported(path: Path) -> Imported:
    """Return what the recogniser reads in a report written elsewhere."""
    from assistant.importing import import_report

    return import_report(read_whole(path), path.name, content.forms())


def is_spreadsheet(path: Path) -> bool:
    """Whether a file calls itself a spreadsheet."""
    return path.suffix.lower() in SPREADSHEETS


def is_reply(path: Path) -> bool:
    """Whether a file is a sheet for another office, made here."""
    from assistant.inquiry import is_reply

    return is_spreadsheet(path) and is_reply(read_whole(path))


def reply(path: Path) -> Reply:
    """Return what another office answered in a sheet made here."""
    from assistant.inquiry import read_reply

    return read_reply(read_whole(path), content.script(path.parent).script, content.forms())


def _draft(path: Path) -> Source:
    with Draft.open(path, read_only=True) as draft:
        report = draft.report
    if report.year is None:
        raise NoYear(f"“{path}”还没有填报告年份，不知道用哪一种格式，请先打开草稿填上。")
    return Source(content.form_for_year(report.year), report)


def _elsewhere(path: Path) -> Source:
    from assistant.importing import told_doubts

    found = imported(path)
    notes = tuple(f"{path}　{line}" for line in told_doubts(found.form, found.doubts))
    return Source(found.form, found.report, notes)
