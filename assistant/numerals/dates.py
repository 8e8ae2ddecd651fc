"""Years and dates."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from assistant.numerals.chinese import DIGIT, read_chinese
from assistant.numerals.typed import Refusal, half_width, quoted

FIRST_YEAR: Final = 2008
"""The regulations on disclosure came into force on 2008-05-01; earlier years have no such report."""

_CENTURY_END = 2100

_YEAR = re.compile(r"^(?:公元)?(?P<figure>[\d一二三四五六七八九〇零]+)\s*年?(?:度|份)?$")


def read_year(typed: str) -> int | Refusal:
    """Read the year of a report, in four places: `2025`, `2025年度`, `二〇二五年`."""
    text = half_width(typed).replace(" ", "")
    wanted = "请写四位数的年份，如2025"
    if not text:
        return Refusal(f"还没有填年份。{wanted}。")
    found = _YEAR.match(text)
    figure = found["figure"] if found else ""
    year = "".join(str(DIGIT.get(char, char)) for char in figure)
    if len(year) == 2:
        return Refusal(
            f"年份不能只写两位，正式文稿里一律写四位。{wanted}。刚才填的是{quoted(typed)}。"
        )
    if len(year) != 4:
        return Refusal(f"看不出是哪一年。{wanted}。刚才填的是{quoted(typed)}。")
    if not FIRST_YEAR <= int(year) < _CENTURY_END:
        why = "《条例》从2008年起施行" if int(year) < FIRST_YEAR else "请核对"
        return Refusal(f"{year}年没有这种报告，{why}。{wanted}。")
    return int(year)


_DATE = re.compile(
    r"(?P<year>[\d一二三四五六七八九〇零]{4})(?:年|[-/.])(?P<month>[\d一二三四五六七八九十〇零]{1,3})(?:月|[-/.])"
    r"(?P<day>[\d一二三四五六七八九十廿卅〇零]{1,3})[日号]?|(?P<run>\d{8})"
)
_NO_YEAR = re.compile(
    r"[\d一二三四五六七八九十]{1,3}(?:月|[-/.])[\d一二三四五六七八九十廿卅]{1,3}[日号]?"
)


def read_date(typed: str) -> date | Refusal:
    """Read a full date: `2026年1月20日`, `2026-1-20`, `20260120`, `二〇二六年一月二十日`."""
    text = half_width(typed).replace(" ", "")
    wanted = "请写完整的日期，如2026年1月20日"
    if not text:
        return Refusal(f"还没有填日期。{wanted}。")
    year, month, day = _parts_of_date(text)
    if not (year and month and day):
        missing = "少了年份，" if _NO_YEAR.fullmatch(text) else "看不出是哪一天，"
        return Refusal(f"{missing}{wanted}。刚才填的是{quoted(typed)}。")
    if not FIRST_YEAR <= year < _CENTURY_END:
        return Refusal(f"{year}年不对，请核对年份。{wanted}。")
    try:
        return date(year, month, day)
    except ValueError:
        return Refusal(f"没有{year}年{month}月{day}日这一天。{wanted}。")


def _parts_of_date(text: str) -> tuple[int, int, int]:
    """Return year, month and day; 0 for what cannot be read."""
    found = _DATE.fullmatch(text)
    if found is None:
        return 0, 0, 0
    run = found["run"] or ""
    parts = (run[:4], run[4:6], run[6:]) if run else found.group("year", "month", "day")
    year, month, day = (_part_of_date(part) for part in parts)
    return year, month, day


def _part_of_date(part: str) -> int:
    value = int(part) if part.isdigit() else read_chinese(part)
    return value if isinstance(value, int) else 0


def write_date(day: date) -> str:
    """Write a date as official papers do, without leading zeros: 2026年1月20日."""
    return f"{day.year}年{day.month}月{day.day}日"
