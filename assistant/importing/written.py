"""An imported report as plain JSON, the shape of `nianbao import --json`."""

from __future__ import annotations

from typing import Any

from assistant.answers import plain
from assistant.forms import Form
from assistant.importing.recognise import Imported

ALWAYS = ("总体情况", "问题改进", "其他事项")
"""Sections of words alone: their text is written even when it is empty."""


def as_json(imported: Imported) -> dict[str, Any]:
    """Return unit, year, form, fields, missing cells, doubts and text; `raw` where a cell is written differently."""
    report = imported.report
    written: dict[str, Any] = {
        "unit": imported.unit,
        "year": imported.year,
        "form": imported.form.id,
        "fields": {
            name: plain(report.answers[name])
            for name in imported.form.fields
            if name in report.answers
        },
        "missing": list(imported.missing),
        "doubts": [
            {"field": each.field, "message": each.message, "candidates": list(each.candidates)}
            for each in imported.doubts
        ],
        "text": dict(_texts(imported)),
    }
    if report.printed:
        written["raw"] = dict(report.printed)
    return written


def _texts(imported: Imported) -> list[tuple[str, str]]:
    names = {section.id: section.name for section in imported.form.sections}
    texts = []
    for section in (*(() if LEAD not in imported.sections else (LEAD,)), *names):
        text = "".join(imported.sections.get(section, ()))
        if text or section in ALWAYS:
            texts.append((names.get(section, section), text))
    return texts


LEAD = "前言"


def section_names(form: Form) -> dict[str, str]:
    """Return the names of the sections by their ids."""
    return {section.id: section.name for section in form.sections}
