"""What stands in a cell of a register: a day, a kind of applicant, an outcome, a result."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from functools import lru_cache

from assistant.forms import Form
from assistant.importing.matching import MATRIX, STRIP, nearest
from assistant.importing.vocabulary import Vocabulary, key, path
from assistant.numerals import Refusal, quoted, read_date

_SERIAL = re.compile(r"[345]\d{4}(?:\.0)?")
_COMPACT = re.compile(r"(20\d\d)(\d\d)(\d\d)")
_TIME = re.compile(r"[ T]\d{1,2}[:：].*$")


def as_day(value: str | float | None) -> dt.date | Refusal | None:
    """Return the day a cell says, nothing for a blank one."""
    match value:
        case None:
            return None
        case int() | float():
            return _day(str(int(value)))
        case text:
            return _day(text.strip())


@lru_cache(maxsize=8192)
def _day(text: str) -> dt.date | Refusal | None:
    if text in ("", "-", "—", "/", "无"):
        return None
    if _SERIAL.fullmatch(text):
        return dt.date(1899, 12, 30) + dt.timedelta(days=int(float(text)))
    text = _TIME.sub("", text)
    compact = _COMPACT.fullmatch(text)
    return read_date("-".join(compact.groups()) if compact else text)


def kind_of(text: str, form: Form) -> str | None:
    """Return the column of table three that a kind of applicant belongs to."""
    return _kinds(form).get(key(text)) if text else None


_KINDS: dict[str, Mapping[str, str]] = {}


def _kinds(form: Form) -> Mapping[str, str]:
    known = _KINDS.get(form.id)
    if known is None:
        (block,) = form.tables[MATRIX].blocks
        known = {
            key(called): column.id
            for column in block.columns
            if not column.sum
            for called in (column.label, column.id, *column.aliases)
        }
        _KINDS[form.id] = known
    return known


def result_of(seen: str, form: Form) -> str | None:
    """Return the column of table four that a result belongs to."""
    (block,) = form.tables[STRIP].blocks
    for column in block.columns:
        if not column.sum and seen in {
            key(each) for each in (column.label, column.id, *column.aliases)
        }:
            return column.id
    return None


_OUTCOMES: dict[tuple[str, str, str], str | Refusal] = {}


def outcome_of(text: str, detail: str, form: Form, words: Vocabulary) -> str | Refusal:
    """Return the row of table three that an outcome belongs to, or why none can be told."""
    if len(_OUTCOMES) > 4096:
        _OUTCOMES.clear()
    asked = (form.id, text, detail)
    if asked not in _OUTCOMES:
        _OUTCOMES[asked] = _read_outcome(text, detail, form, words)
    return _OUTCOMES[asked]


_BETWEEN = re.compile(r"[/／—\-–:：>→，,；;\n（）()]+")


def _read_outcome(text: str, detail: str, form: Form, words: Vocabulary) -> str | Refusal:
    if not text and not detail:
        return Refusal("已经答复，处理结果空着。")
    pieces = [
        piece
        for each in (detail, text)
        for piece in (each, *reversed(path(each)), *_BETWEEN.split(each))
    ]
    lines = [
        line
        for line in words.of_table(MATRIX)
        if form.id in line.forms and line.row not in ("新收", "上年结转", "办理总计", "结转下年")
    ]
    for piece in pieces:
        seen = key(piece)
        if not seen:
            continue
        named = [
            line for line in lines if seen in line.names and (seen != "其他" or "其他处理" in text)
        ]
        called = named or [line for line in lines if seen in line.aliases]
        if len(called) == 1:
            return called[0].row
        if len(called) > 1:
            rows = "、".join(f"“{line.label}”" for line in called)
            return Refusal(f"处理结果{quoted(piece)}可能是{rows}，请写明是哪一种。")
    groups = {
        key(each): group for group in form.tables[MATRIX].groups for each in (group.id, group.label)
    }
    group = next((groups[key(piece)] for piece in pieces if key(piece) in groups), None)
    if group is not None:
        rows = "、".join(line.label for line in lines if line.row in group.rows)
        return Refusal(f"只写了{quoted(text)}，没有写是哪一种情形（{rows}）。")
    close = "、".join(f"“{label}”" for label in nearest(key(text), lines, 2))
    return Refusal(f"处理结果{quoted(text or detail)}认不出来，最接近的是{close}。")


def outcomes(form: Form) -> tuple[str, ...]:
    """Return what the template offers as outcomes, each with its group."""
    rows = []
    for row in form.tables[MATRIX].rows.values():
        if row.sum or not row.under:
            continue
        group = row.under[1:2]
        rows.append("／".join((*group, row.label)))
    return tuple(rows)
