"""Numbers, amounts and changes as the report prints them."""

from __future__ import annotations

from assistant.numerals.typed import Number


def write_number(value: Number) -> str:
    """Write a number in plain digits: no exponent, no superfluous zeros (3.50 becomes 3.5)."""
    if isinstance(value, int):
        return str(value)
    text = f"{value:f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text in {"-0", ""} else text


def write_amount(value: Number, unit: str) -> str:
    """Write an amount with its unit: 25.1万元."""
    return f"{write_number(value)}{unit}"


def write_change(value: int) -> str:
    """Write a change as the form prints it: 增3, 减2, 0."""
    if value == 0:
        return "0"
    return f"增{value}" if value > 0 else f"减{-value}"
