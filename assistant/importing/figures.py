"""What stands in one cell: a number, nothing, or words that need a second look."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

from assistant.forms import Field, Kind
from assistant.importing.characters import one_line, squeeze
from assistant.numerals import (
    Refusal,
    converted,
    quoted,
    read_amount,
    read_change,
    read_count,
    write_number,
)
from assistant.report import Number


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


_NOTHING = _words(
    "/ // \\ - -- --- — —— ―― – _ __ × x X 无 无数据 空 暂无 没有 未有 未发生 "
    "不涉及 无此项 无此情况 n/a N/A null"
)
_BARE_SIGN = _words("增 减 增加 减少 + - +- ± 增/减 增减 +/-")
_SAME = _words("持平 不变 无变化 没有变化 无增减 未增减")
_PENDING = re.compile("【待补[^】]*】")

_NUMBER = r"\d[\d,，]*(?:\.\d+)?"
_UNITS = r"件|个|项|条|份|次|宗|起|例|亿元|万元|元|万|%"
_FIGURE = re.compile(
    rf"(?:(?:增加?|减少?|新增|[+\-−↑↓])?\(?{_NUMBER}\)?(?:余|多)?(?:{_UNITS})?(?:整)?){{1,2}}"
)
_SIGNED = re.compile(
    rf"(?P<sign>增加?|减少?|新增|[+\-−↑↓])\(?(?P<figure>{_NUMBER})\)?(?:项|个|件)?"
)
_BRACKETED = re.compile(rf"(?<=\d)[(（]({_UNITS})[)）]$")
_PLAIN = re.compile(r"\d{1,9}", re.ASCII)
_BROKEN = re.compile(r"(?<=\d)\s+(?=[\d.])")
_GROUPED = re.compile(r"\d{1,3}(?: \d{3})+")
_UNIT_IN_TITLE = re.compile("亿元|万元|元")


@dataclass(frozen=True)
class Figure:
    """What one cell says."""

    value: Number | None
    """The number, in the unit of the cell; nothing when the cell holds none."""

    printed: str = ""
    """The words of the cell where they differ from how the number is written here."""

    doubt: str = ""
    """Why a person should look at it; empty when it is plain."""

    candidates: tuple[str, ...] = ()
    """Numbers it may be."""


BLANK = Figure(None)


@lru_cache(maxsize=4096)
def _bare(text: str) -> str:
    """The words of a cell without white space, a unit in brackets without its brackets."""
    return _BRACKETED.sub(r"\1", squeeze(text))


@lru_cache(maxsize=4096)
def is_figure(text: str) -> bool:
    """Whether a text is what stands in a cell of figures, and nothing else; an empty one is not."""
    bare = _bare(text)
    if not bare or len(bare) > 40:
        return False
    return (
        _FIGURE.fullmatch(bare) is not None
        or bare in _NOTHING
        or bare in _BARE_SIGN
        or bare in _SAME
        or _PENDING.fullmatch(bare) is not None
    )


def is_signed(text: str) -> bool:
    """Whether a text says by itself that it is an increase or a decrease."""
    bare = _bare(text)
    return _SIGNED.fullmatch(bare) is not None or bare in _BARE_SIGN or bare in _SAME


def read_figure(field: Field, text: str, title: str = "") -> Figure:
    """Return what the cell of `field` says; `title` is the title printed above it, which may name a unit."""
    if len(text) < 10 and text.isdigit() and text.isascii() and field.kind is Kind.COUNT:
        # Nearly every cell; leading zeros stay visible.
        return Figure(int(text), _differing(int(text), text))
    broken = _BROKEN.search(text)
    if broken is not None and not _GROUPED.fullmatch(text.strip()):
        return _joined(field, text, title)
    bare = _bare(text)
    if _PLAIN.fullmatch(bare) and field.kind is Kind.COUNT:
        return Figure(int(bare), _differing(int(bare), one_line(text)))
    if not bare or _PENDING.fullmatch(bare):
        return BLANK
    printed = one_line(text)
    if bare in _NOTHING and not (field.kind is Kind.CHANGE and bare in _BARE_SIGN):
        return Figure(None, printed, f"这一格写的是{quoted(printed)}，没有当作0", ("0",))
    match field.kind:
        case Kind.COUNT:
            return _count(printed, bare)
        case Kind.CHANGE:
            return _change(printed, bare)
        case Kind.AMOUNT:
            return _amount(field, printed, bare, title)


def _joined(field: Field, text: str, title: str) -> Figure:
    """A figure with a gap inside: perhaps wrapped in a narrow cell, perhaps two figures."""
    pieces = tuple(re.findall(r"\d[\d.]*", text)[:4])
    figure = read_figure(field, _BROKEN.sub("", text), title)
    doubt = f"这一格的{quoted(one_line(text))}中间断开了，按一个数读，也可能是几个数"
    return replace(figure, printed=one_line(text), doubt=doubt, candidates=pieces)


def _differing(value: Number, printed: str) -> str:
    return "" if printed == write_number(value) else printed


def _count(printed: str, bare: str) -> Figure:
    number = bare.removesuffix(".0").removesuffix(".00")
    value = read_count(number)
    if isinstance(value, Refusal):
        found = tuple(re.findall(r"\d+", bare)[:3])
        return Figure(None, printed, f"这一格的{quoted(printed)}读不成件数", found)
    return Figure(value, _differing(value, printed))


def _change(printed: str, bare: str) -> Figure:
    if bare in _BARE_SIGN:
        return Figure(None, printed, f"只写了{quoted(printed)}，没有写增减了几项")
    parts = list(_SIGNED.finditer(bare))
    if len(parts) == 2 and "".join(part.group() for part in parts) == bare:
        return _both_ways(printed, [_one_way(part) for part in parts])
    if (only := _SIGNED.fullmatch(bare)) is not None:
        value = _one_way(only)
        return Figure(value, _differing(value, printed))
    value_or_not = read_change(printed)
    if isinstance(value_or_not, Refusal):
        plain = read_count(printed)
        if isinstance(plain, Refusal):
            found = tuple(re.findall(r"-?\d+", bare)[:3])
            return Figure(None, printed, f"这一格的{quoted(printed)}读不成增减", found)
        return Figure(
            plain,
            _differing(plain, printed),
            f"写的是{quoted(printed)}，没有写增还是减，按增{plain}读",
            (str(plain), str(-plain)),
        )
    return Figure(value_or_not, _differing(value_or_not, printed))


def _one_way(part: re.Match[str]) -> int:
    size = int(Decimal(part["figure"].replace(",", "").replace("，", "")))
    return -size if part["sign"].startswith(("减", "-", "−", "↓")) else size


def _both_ways(printed: str, values: list[int]) -> Figure:
    if values == [0, 0]:
        return Figure(0, printed)
    net = sum(values)
    return Figure(
        None,
        printed,
        f"一格里写了两个数{quoted(printed)}，可能是增{values[0]}减{-values[1]}、净增减{net}",
        (str(net), *map(str, values)),
    )


def _amount(field: Field, printed: str, bare: str, title: str) -> Figure:
    unit = next(iter(_UNIT_IN_TITLE.findall(squeeze(title))), "")
    named = _UNIT_IN_TITLE.search(bare) is not None
    typed = bare if named or not unit or unit == field.unit else f"{bare}{unit}"
    value = read_amount(typed, field.unit)
    if isinstance(value, Refusal):
        found = tuple(re.findall(r"\d[\d.]*", bare)[:3])
        return Figure(None, printed, f"这一格的{quoted(printed)}读不成金额", found)
    differing = _differing(value, printed)
    if typed != bare:
        return Figure(
            value, differing, f"标题写的单位是{unit}，已换算：{converted(typed, field.unit)}"
        )
    if not named and not unit and value and field.unit not in field.column.label:
        # The form of 2019 prints no unit for purchases.
        tenthousand = value * 10_000
        return Figure(
            value,
            differing,
            f"没有写单位，按{write_number(value)}{field.unit}读；如果是万元，请改成{write_number(tenthousand)}",
            (write_number(value), write_number(tenthousand)),
        )
    return Figure(value, differing)
