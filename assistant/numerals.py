"""Numbers as clerks type them, and back."""
from __future__ import annotations

from decimal import Decimal

Number = int | Decimal


def write_number(value: Number) -> str:
    """Write a number in plain digits: no exponent, no superfluous zeros (3.50 becomes 3.5)."""
    if isinstance(value, int):
        return str(value)
    text = f"{value:f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text in {"-0", ""} else text


def write_amount(value: Number, unit: str) -> str:
    """Write an amount with its unit: `25.1万元`."""
    return f"{write_number(value)}{unit}"


def write_chinese(value: int) -> str:
    return str(value)
