"""Reads `readings/*.txt`, sentences and what they claim, and writes what a reading claims in the same way."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from assistant.claims import (
    Balance,
    Breakdown,
    Claim,
    Comparison,
    Kind,
    Range,
    Reading,
    Relation,
    Scope,
    Share,
    Totality,
    read,
)
from assistant.forms import Form
from assistant.numerals import write_number
from assistant.report import Number

FOLDER = Path(__file__).parent / "readings"


@dataclass(frozen=True)
class Case:
    """A text and the lines that say what it claims."""

    file: str
    line: int
    form: str
    text: str
    lines: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.file}:{self.line}"


def cases() -> Iterator[Case]:
    """Yield every case: a line that starts with `> `, and the lines below it up to a blank one."""
    for path in sorted(FOLDER.glob("*.txt")):
        form, text, start = "2021", "", 0
        lines: list[str] = []
        for number, line in enumerate(
            (*path.read_text(encoding="utf-8").splitlines(), ""), start=1
        ):
            if line.startswith("格式："):
                form = line.removeprefix("格式：")
            elif line.startswith("> "):
                text, start, lines = line.removeprefix("> "), number, []
            elif text and not line:
                yield Case(path.name, start, form, text, tuple(lines))
                text = ""
            elif text:
                lines.append(line)


def claimed(text: str, form: Form) -> tuple[str, ...]:
    """Return what a text claims, a line each: claims first, then how they hang together."""
    return tuple(lines(read(text, form, year=2023 if form.id == "2021" else 2020)))


def lines(reading: Reading) -> Iterator[str]:
    """Yield the lines of a reading."""
    for claim in reading:
        yield _claim(claim)
    for relation in reading.relations:
        yield f"＝ {_relation(relation)}"


def _claim(claim: Claim) -> str:
    doubt = "" if claim.certain else "？"
    name = claim.field or f"（{claim.noun}）"
    marks = [
        *([] if claim.kind in (Kind.COUNT, Kind.AMOUNT) else [claim.kind.value]),
        *([] if claim.scope in (Scope.THIS, Scope.PART) else [claim.scope.value]),
    ]
    readings = "或".join("＋".join(reading) for reading in claim.readings)
    return " ".join(
        part
        for part in (
            f"{doubt}{name}",
            _value(claim),
            "，".join(marks),
            readings and f"即{readings}",
        )
        if part
    )


def _value(claim: Claim) -> str:
    match claim.value:
        case None:
            return ""
        case Range(low, high):
            top = "" if high is None else write_number(high)
            return f"{write_number(low)}—{top}{claim.unit}"
        case exact:
            return f"{write_number(exact)}{claim.unit}"


def _relation(relation: Relation) -> str:
    match relation:
        case Breakdown(total, parts, exhaustive, why):
            added = "＋".join(_value(part) for part in parts)
            return f"分项 {_value(total)}：{added} {'列尽' if exhaustive else '未必列尽'}（{why}）"
        case Balance(left, right):
            return f"收支 {_added(left)}＝{_added(right)}"
        case Comparison(claim, growth):
            return f"对比 {_value(claim)}：{growth.kind.value}{_value(growth)}"
        case Share(percentage, part, whole, parts, called):
            own = _value(part) if part else "＋".join(parts)
            of = _value(whole) if whole else called or "？"
            return f"占比 {own}占{of}的{_value(percentage)}"
        case Totality(claim, whole, none):
            return f"全部 {claim.field}占{whole}，{'、'.join(none) or '没有哪一格'}为0"


def _added(claims: tuple[Claim, ...]) -> str:
    return "＋".join(_number(claim.exact) for claim in claims)


def _number(value: Number | None) -> str:
    return "？" if value is None else write_number(value)
