"""Amounts of money, and percentages."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Final

from assistant.numerals.figures import figure, not_a_number
from assistant.numerals.typed import Refusal, half_width, quoted
from assistant.numerals.writing import write_amount, write_number

_LARGEST_AMOUNT: Final[Mapping[str, Decimal]] = {"元": Decimal(10) ** 13, "万元": Decimal(10) ** 9}
_PLACES: Final[Mapping[str, int]] = {"元": 2, "万元": 6}
_AMOUNT_DRESS = re.compile(
    r"^(?:人民币|共计|合计|总计|共|计)?\s*¥?\s*(?P<figure>.*?)\s*(?P<unit>亿元|万元|元|块钱|块|亿|万)?(?:整|正)?$"
)
_IN_YUAN = {"亿元": 10**8, "亿": 10**8, "万元": 10**4, "万": 10**4, "元": 1, "块": 1, "块钱": 1}


def read_amount(typed: str, unit: str) -> Decimal | Refusal:
    """Read an amount into `unit` (万元 or 元): a bare number is in that unit, `251000元` is converted.

    万元 may have six places, 元 two; what would be lost beyond that is refused. `converted` says what was done.
    """
    text = half_width(typed)
    wanted = f"请填以{unit}为单位的数，没有请填0"
    refused = not_a_number(typed, text, wanted)
    if refused is not None:
        return refused
    if re.search(r"[角分]", text):
        return Refusal(f"角、分请写成小数，如12.5元。{wanted}。刚才填的是{quoted(typed)}。")
    words, written = _split_amount(text)
    value = figure(words)
    if isinstance(value, Refusal):
        return Refusal(f"{value.sentence}{wanted}。刚才填的是{quoted(typed)}。")
    amount = Decimal(value) * _IN_YUAN.get(written or unit, 1) / _IN_YUAN[unit]
    if amount < 0:
        return Refusal(f"金额不能是负数。{wanted}。刚才填的是{quoted(typed)}。")
    if amount > _LARGEST_AMOUNT[unit]:
        return Refusal(f"{quoted(typed)}太大了，请核对单位。这里的单位是{unit}。")
    if amount != round(amount, _PLACES[unit]):
        return Refusal(f"小数太多，{unit}最多写{_PLACES[unit]}位小数。刚才填的是{quoted(typed)}。")
    return Decimal(write_number(amount))


def _split_amount(text: str) -> tuple[str, str | None]:
    """Return figure and unit; the 万 of `3万5千元` belongs to the figure."""
    found = _AMOUNT_DRESS.match(text)
    if found is None:
        return text, None
    figure, unit = found["figure"], found["unit"]
    if unit and any(char in figure for char in "亿万"):
        return figure + unit.rstrip("元块钱"), "元"
    return figure, unit


def converted(typed: str, unit: str) -> str:
    """Say what an amount was understood as when that is not plain to see; nothing when it is.

    `251000元` in 万元 gives “251000元，合25.1万元”, a bare `251000` in 万元 “251000万元，合25.1亿元”. A bare amount is
    only repeated in 亿元 where a slip of the unit is likely: from 10000万元 or 100000000元 on.
    """
    amount = read_amount(typed, unit)
    if isinstance(amount, Refusal):
        return ""
    _, written = _split_amount(half_width(typed))
    if written and written.rstrip("元") != unit.rstrip("元"):
        return f"{half_width(typed)}，合{write_amount(amount, unit)}"
    hundred_million = Decimal(10**8 // _IN_YUAN[unit])
    if amount >= hundred_million:
        return f"{write_amount(amount, unit)}，合{write_amount(amount / hundred_million, '亿元')}"
    return ""


def read_percentage(typed: str) -> Decimal | Refusal:
    """Read a percentage from 0 to 100 as the number before the sign: `98.5%` and `98.5` are 98.5.

    A bare number below 1 is refused: 0.985 may be meant as 98.5% or as 0.985%.
    """
    text = half_width(typed)
    wanted = "请写百分数，如98.5%"
    refused = not_a_number(typed, text.rstrip("%"), wanted)
    if refused is not None:
        return refused
    signed = text.endswith("%") or text.startswith("百分之")
    bare = text.removesuffix("%").removeprefix("百分之")
    value = 100 if signed and bare == "百" else figure(bare)
    if isinstance(value, Refusal):
        return Refusal(f"{value.sentence}{wanted}。刚才填的是{quoted(typed)}。")
    if not 0 <= value <= 100:
        return Refusal(f"百分数要在0%到100%之间。{wanted}。刚才填的是{quoted(typed)}。")
    if 0 < value < 1 and not signed:
        share = write_number(Decimal(value) * 100)
        return Refusal(
            f"{quoted(typed)}是{share}%还是{write_number(value)}%？请带上百分号再写一遍。"
        )
    return Decimal(write_number(value))
