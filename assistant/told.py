"""An answer in words: what lists, sheets and messages show of it."""

from __future__ import annotations

from decimal import Decimal

from assistant.numerals import write_number
from assistant.report import Pending, Value


def told(value: Value, between: str = "\n") -> str:
    """Return an answer in words: 12, 3.5, 是, 待补（问办公室）, paragraphs with `between` between them."""
    match value:
        case bool():
            return "是" if value else "否"
        case int() | Decimal():
            return write_number(value)
        case str():
            return value
        case Pending(note):
            return f"待补（{note}）" if note else "待补"
        case paragraphs:
            return between.join(paragraph.text for paragraph in paragraphs)
