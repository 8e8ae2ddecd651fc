"""Answers one after the other: what each says and what it changes."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from assistant.claims.filling import Filling, answers, as_json, fill
from assistant.forms import Form
from assistant.report import Report, Value


@dataclass(frozen=True)
class Answer:
    """One answer, understood."""

    form: Form
    filling: Filling
    changes: Mapping[str, Value | None]
    """What it changes in the report; nothing when it fills nothing."""

    def as_json(self) -> dict[str, Any]:
        """Return it in plain JSON shapes."""
        return as_json(self.filling)


@dataclass(frozen=True)
class Session:
    """A form and a report that answers are heard for."""

    form: Form
    report: Report
    open: str = ""
    """The answer before, if it was asked back and left a number open."""

    def hear(self, line: str, focus: str = "") -> Answer:
        """Return what a line says: an answer as typed, or a JSON object with its text and its focus."""
        text, about = _asked(line)
        filling = fill(text, self.form, self.report, about or focus, self.open)
        return Answer(self.form, filling, answers(self.form, self.report, filling))

    def after(self, answer: Answer) -> Session:
        """Return the session with the answer taken over."""
        return Session(self.form, self.report.with_answers(answer.changes), answer.filling.open)


def _asked(line: str) -> tuple[str, str]:
    if line.startswith("{"):
        try:
            asked = json.loads(line)
        except ValueError:
            return line, ""
        if isinstance(asked, dict) and isinstance(asked.get("text"), str):
            return asked["text"], str(asked.get("focus") or "")
    return line, ""
