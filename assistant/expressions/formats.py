"""How a number is written in a text: the words that may stand behind a `|`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from types import MappingProxyType
from typing import Final

from assistant.numerals import write_amount, write_chinese, write_number
from assistant.report import Number

_PLACES_SHOWN = 6


def number_in_text(value: Number) -> str:
    """Print a number; the endless digits of a quotient are cut to two places."""
    if isinstance(value, Decimal) and -int(value.as_tuple().exponent) > _PLACES_SHOWN:
        value = round(value, 2)
    return write_number(value)


@dataclass(frozen=True)
class Format:
    """A way to write a number, put after a `|`."""

    write: Callable[..., str | Number]
    """Takes the number and the arguments."""

    arguments: tuple[type, ...] = ()
    """What may stand in brackets behind it; all may be left out."""


def _amount(value: Number, unit: str = "元") -> str:
    """Write an amount; 元 become 万元 from ten thousand on."""
    yuan = Decimal(value)
    if unit == "元" and abs(yuan) >= 10_000:
        return write_amount(yuan / 10_000, "万元")
    return write_amount(value, unit)


def _percentage(fraction: Number, places: int = 1) -> str:
    return f"{write_number(_rounded(Decimal(fraction) * 100, places))}%"


def _rounded(value: Number, places: int) -> Decimal:
    return Decimal(value).quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)


def _difference(value: Number) -> str:
    match value:
        case 0:
            return "持平"
        case _ if value > 0:
            return f"增加{number_in_text(value)}"
        case _:
            return f"减少{number_in_text(-value)}"


def _chinese(value: Number) -> str:
    return write_chinese(int(value)) if value == int(value) else write_number(value)


FORMATS: Final[Mapping[str, Format]] = MappingProxyType(
    {
        "件数": Format(lambda value: f"{number_in_text(value)}件"),
        "金额": Format(_amount, (str,)),
        "百分比": Format(_percentage, (int,)),
        "小数": Format(lambda value, places=2: _rounded(value, places), (int,)),
        "绝对值": Format(abs),
        "增减": Format(_difference),
        "汉字": Format(_chinese),
    }
)
"""`12|件数` 12件 · `32000|金额` 3.2万元 · `3.2|金额("万元")` 3.2万元 · `0.985|百分比` 98.5% · `1.256|小数(1)` 1.3 ·
`-3|绝对值` 3 · `-3|增减` 减少3 · `12|汉字` 十二."""
