"""Answers as plain JSON and back, without loss: the shapes that drafts and their plain copies are written in.

whole number ↔ number · 是/否 ↔ true/false · words ↔ string · amount ↔ {"数额": "3.50"} · 待补 ↔ {"待补": note} ·
paragraphs ↔ {"段落": [{"文": text, "语料": 编号, "随数": true when its words follow the cells}]}
"""

from __future__ import annotations

import json
import re
from decimal import Decimal
from typing import Any

from assistant.report import Paragraph, Pending, Value

AMOUNT = "数额"
PENDING = "待补"
PARAGRAPHS = "段落"

_DECIMAL = re.compile(r"-?\d{1,40}(\.\d{1,40})?", re.ASCII)
_PARAGRAPH = {"文": str, "语料": str, "随数": bool}

Plain = bool | int | str | dict[str, Any]
"""What `json` reads and writes for an answer."""


def to_plain(value: Value) -> Plain:
    """Return an answer in plain JSON shapes."""
    match value:
        case bool() | int() | str():
            return value
        case Decimal():
            return {AMOUNT: format(value, "f")}
        case Pending(note):
            return {PENDING: note}
        case paragraphs:
            return {PARAGRAPHS: [_from_paragraph(paragraph) for paragraph in paragraphs]}


def _from_paragraph(paragraph: Paragraph) -> dict[str, Any]:
    return {"文": paragraph.text, "语料": paragraph.phrase, "随数": paragraph.bound}


def from_plain(plain: object) -> Value:
    """Return the answer written in plain JSON shapes; `ValueError` with a Chinese reason for any other shape."""
    match plain:
        case bool() | int() | str():
            return plain
        case {"数额": str(figure), **rest} if not rest:
            return _amount(figure)
        case {"待补": str(note), **rest} if not rest:
            return Pending(note)
        case {"段落": list(paragraphs), **rest} if not rest:
            return tuple(_to_paragraph(paragraph) for paragraph in paragraphs)
        case _:
            shapes = "整数、true/false、文字、{“数额”: “3.50”}、{“待补”: “说明”}、{“段落”: […]}"
            raise ValueError(f"不认识这种写法的答案：{_short(plain)}。可以是：{shapes}")


def _amount(figure: str) -> Decimal:
    if not _DECIMAL.fullmatch(figure):
        raise ValueError(f"数额应当写成“3.50”这样的十进制数，现在是“{_short(figure)}”")
    return Decimal(figure)


def _to_paragraph(plain: object) -> Paragraph:
    fits = (
        isinstance(plain, dict)
        and plain.keys() == _PARAGRAPH.keys()
        and all(isinstance(plain[key], kind) for key, kind in _PARAGRAPH.items())
    )
    if not isinstance(plain, dict) or not fits:
        raise ValueError(
            f"段落应当写成 {{“文”: “…”, “语料”: “编号或空”, “随数”: true/false}}，现在是 {_short(plain)}"
        )
    return Paragraph(plain["文"], plain["语料"], plain["随数"])


def _short(plain: object) -> str:
    text = plain if isinstance(plain, str) else json.dumps(plain, ensure_ascii=False, default=str)
    return text if len(text) <= 40 else f"{text[:40]}…"


def to_text(plain: object) -> str:
    """Return JSON on one line, readable; half a character from a broken paste stays, written as an escape."""
    text = json.dumps(plain, ensure_ascii=False, separators=(", ", ": "))
    try:
        text.encode()
    except UnicodeEncodeError:
        return json.dumps(plain, ensure_ascii=True, separators=(", ", ": "))
    return text


def dump(value: Value | None) -> str | None:
    """Return an answer as one line of JSON, `None` for no answer."""
    return None if value is None else to_text(to_plain(value))


def load(text: str | None) -> Value | None:
    """Return the answer that `dump` wrote; `ValueError` when it did not."""
    return None if text is None else from_plain(json.loads(text))


def same(one: Value | None, other: Value | None) -> bool:
    """Whether two answers are written alike: 1, true and 1.0 are three, and so are 3.5 and 3.50."""
    return type(one) is type(other) and dump(one) == dump(other)
