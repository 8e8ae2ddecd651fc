"""An imported report as plain JSON, the shape of `nianbao import --json`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from assistant.forms import LEAD_IN
from assistant.importing.recognise import Imported
from assistant.report import Number

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
            name: _plain(number)
            for name in imported.form.fields
            if (number := report.number(name)) is not None
        },
        "missing": list(imported.missing),
        "doubts": [
            {"field": each.field, "message": each.message, "candidates": list(each.candidates)}
            for each in imported.doubts
        ],
        "text": dict(_texts(imported)),
    }
    raw = {name: text for name, text in report.printed.items() if name in imported.form.fields}
    if raw:
        written["raw"] = raw
    return written


def _texts(imported: Imported) -> Iterator[tuple[str, str]]:
    """Yield the words of every section that has any under its name, without line breaks."""
    for section in imported.form.sections:
        text = "".join(imported.sections.get(section.id, ()))
        if text or section.id in ALWAYS:
            yield section.name, text
    if LEAD_IN in imported.sections:
        yield LEAD_IN, "".join(imported.sections[LEAD_IN])


def _plain(number: Number) -> int | float:
    """A figure as JSON writes it."""
    return int(number) if number == int(number) else float(number)
