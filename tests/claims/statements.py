"""Reads `statements/*.txt`: sentences as reports write them, and what must be read of them with certainty."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from assistant.claims import Kind, Range, Scope, read
from assistant.forms import Form
from assistant.numerals import write_number

FOLDER = Path(__file__).parent / "statements"
MISSED = "读不出@"
YEAR = {"2019": 2020, "2021": 2023}


@dataclass(frozen=True)
class Case:
    """One sentence in its place."""

    file: str
    line: int
    form: str
    place: str
    text: str
    meant: frozenset[str]
    missed: frozenset[str]
    """What it says and the reader is not certain of."""

    def __str__(self) -> str:
        return f"{self.file}:{self.line} {self.text}"


def cases() -> Iterator[Case]:
    """Yield every sentence."""
    for path in sorted(FOLDER.glob("*.txt")):
        form, place = "2021", ""
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            if line.startswith("格式："):
                form = line.removeprefix("格式：")
            elif line.startswith("位置："):
                place = line.removeprefix("位置：")
            elif "⇒" in line and not line.startswith("#"):
                text, _, meant = line.partition("⇒")
                names = frozenset(meant.split()) - {"无"}
                missed = frozenset(name for name in names if name.startswith(MISSED))
                yield Case(path.name, number, form, place, text.strip(), names - missed, missed)


def certain(case: Case, form: Form) -> frozenset[str]:
    """Return what is read with certainty, written as the files write it."""
    found = set()
    for claim in read(case.text, form, year=YEAR[case.form], place=case.place):
        if (
            not claim.certain
            or not claim.field
            or (claim.kind is Kind.PERCENTAGE and "率" not in claim.field)
        ):
            continue
        last = "上年@" if claim.scope is Scope.LAST else ""
        if not last and not claim.this_year:
            continue
        match claim.value:
            case None:
                found.add(f"全@{claim.field}")
            case Range():
                found.add(f"{last}约@{claim.field}")
            case value:
                found.add(f"{last}{claim.field}={write_number(value)}")
    return frozenset(found)
