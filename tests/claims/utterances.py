"""Reads `utterances/*.txt`: what somebody may type, and the cells it means."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from assistant.claims import Reason, fill
from assistant.forms import Form
from assistant.report import Report

FOLDER = Path(__file__).parent / "utterances"
NOTHING = "无"

Number = int | Decimal


@dataclass(frozen=True)
class Case:
    """One utterance in one form."""

    file: str
    line: int
    text: str
    form: str
    focus: str
    known: Mapping[str, Number]
    fills: Mapping[str, Number]
    asks: bool

    def __str__(self) -> str:
        return f"{self.file}:{self.line} {self.form} {self.text}"


def cases(forms: Mapping[str, Form]) -> Iterator[Case]:
    """Yield every utterance, once for each form it is for."""
    for path in sorted(FOLDER.glob("*.txt")):
        table, only = "", ""
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            if line.startswith("表："):
                table = line.removeprefix("表：")
            elif line.startswith("格式："):
                only = line.removeprefix("格式：")
            elif "⇒" in line and not line.startswith("#"):
                for form in (only,) if only else tuple(forms):
                    yield _case(path.name, number, line, table, forms[form])


def _case(file: str, number: int, line: str, table: str, form: Form) -> Case:
    said, _, meant = line.partition("⇒")
    found = re.match(r"\[(?P<context>[^\]]*)\]\s*", said)
    context = found["context"] if found else ""
    focus, known = "", {}
    for part in context.split("；"):
        if part.startswith("焦点"):
            focus = part.removeprefix("焦点").strip()
        elif part.startswith("已填"):
            known = dict(cells(part.removeprefix("已填"), table, form))
    text = said[found.end() :] if found else said
    fills = dict(cells(meant.replace("？", ""), table, form))
    return Case(file, number, text.strip(), form.id, focus, known, fills, "？" in meant)


def cells(text: str, table: str, form: Form) -> Iterator[tuple[str, Number]]:
    for item in text.split():
        if item == NOTHING:
            continue
        name, _, value = item.partition("=")
        number = Decimal(value) if "." in value else int(value)
        if "." in name and name.count(".") == 1:
            name = f"{table}.{name}"
        if "*" not in name:
            yield name, number
            continue
        _, row, column = name.split(".")
        for cell in form.fields.values():
            fits = cell.table == table and row in ("*", cell.row.id)
            if fits and column in ("*", cell.column.id):
                yield cell.id, number


@dataclass(frozen=True)
class Verdict:
    """How an utterance was understood."""

    case: Case
    right: bool
    """Exactly the cells it means, and a question exactly where one is due."""

    wrong: Mapping[str, Number]
    """Cells filled that it does not mean."""

    silent: bool
    """Whether a wrong cell was filled without a question."""

    got: Mapping[str, Number]
    questions: tuple[str, ...]


def judge(case: Case, form: Form) -> Verdict:
    """Fill a case and compare."""
    filling = fill(case.text, form, Report(case.known), case.focus)
    pressing = [q for q in filling.ask if q.reason is not Reason.INCOMPLETE]
    wrong = {n: v for n, v in filling.fills.items() if case.fills.get(n) != v}
    right = dict(filling.fills) == dict(case.fills) and (
        bool(filling.ask) if case.asks else not pressing
    )
    return Verdict(
        case,
        right,
        wrong,
        bool(wrong) and not pressing,
        filling.fills,
        tuple(q.message for q in filling.ask),
    )
