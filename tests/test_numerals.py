"""What clerks type for a number: understood, or refused in a sentence. Cases are files in `numerals/`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.contacts import read_email, read_phone, read_postcode, read_url
from assistant.numerals import (
    LARGEST_COUNT,
    Refusal,
    converted,
    read_amount,
    read_change,
    read_chinese,
    read_count,
    read_date,
    read_percentage,
    read_year,
    read_yes_no,
    write_amount,
    write_change,
    write_chinese,
    write_date,
    write_number,
)

HERE = Path(__file__).parent / "numerals"

READERS: Final[Mapping[str, Callable[[str], object]]] = {
    "件数": read_count,
    "金额-万元": lambda typed: read_amount(typed, "万元"),
    "金额-元": lambda typed: read_amount(typed, "元"),
    "增减": read_change,
    "年份": read_year,
    "日期": read_date,
    "百分数": read_percentage,
    "是否": read_yes_no,
    "电话": read_phone,
    "网址": read_url,
    "电子邮箱": read_email,
    "邮政编码": read_postcode,
}


def cases() -> list[tuple[str, str, str]]:
    """Return reader, what is typed and what comes of it, for every line of every file."""
    return [
        (path.stem, *_case(line))
        for path in sorted(HERE.glob("*.txt"))
        for line in path.read_text(encoding="utf-8").split("\n")
        if line and not line.startswith("#")
    ]


def _case(line: str) -> tuple[str, str]:
    typed, _, expected = line.partition(" ⇒ ")
    return typed.replace("␣", " ").replace("⏎", "\n"), expected


def shown(value: object) -> str:
    """Return what was read as the files write it."""
    match value:
        case Refusal(sentence):
            return f"拒绝：{sentence}"
        case bool():
            return "是" if value else "否"
        case Decimal():
            return write_number(value)
        case date():
            return write_date(value)
        case _:
            return str(value)


@pytest.mark.parametrize(("reader", "typed", "expected"), cases())
def test_what_is_typed_is_read_as_the_file_says(reader: str, typed: str, expected: str) -> None:
    """The value, or the sentence that refuses it."""
    assert expected == shown(READERS[reader](typed))


def test_every_reader_has_its_file() -> None:
    """A reader without cases, or cases without a reader, is an oversight."""
    assert READERS.keys() == {path.stem for path in HERE.glob("*.txt")}


HOSTILE = {
    "5000 digits": "5" * 5000,
    "5000 characters": "报告" * 2500,
    "5000 emoji": "😀" * 5000,
    "digits and spaces": "1 " * 2500,
    "commas": "1," * 2500,
    "brackets": "(" * 5000,
    "lines": "12\n" * 1000,
    "steps": "3万" * 2000,
    "Chinese digits": "一" * 5000,
    "minus signs": "-" * 5000,
    "dots": "." * 5000,
    "at signs": "a@" * 2500,
    "control characters": "\x00\x1b[31m12",
    "null": "\x00",
    "right to left": "\u202e21",
    "half a character": "\ud83d",
}


@pytest.mark.parametrize("typed", HOSTILE.values(), ids=HOSTILE.keys())
@pytest.mark.parametrize("reader", READERS)
def test_pasted_rubbish_is_refused_in_a_short_sentence(reader: str, typed: str) -> None:
    """A page pasted into a field gives one sentence, with the beginning of what was pasted."""
    match READERS[reader](typed):
        case Refusal(sentence):
            assert len(sentence) < 160
            assert sentence.isprintable()
            assert sentence.endswith(("。", "？"))
        case value:
            pytest.fail(f"读成了{value!r}")


@given(
    st.text(max_size=80)
    | st.text("0123456789,.-+ 一二三十百千万亿零点〇两廿余约增减年月日%元件负", max_size=12)
)
def test_whatever_is_typed_never_raises(typed: str) -> None:
    """Every reader gives a value or a complete sentence."""
    for reader in READERS.values():
        value = reader(typed)
        if isinstance(value, Refusal):
            assert value.sentence.endswith(("。", "？"))


@given(st.integers(0, LARGEST_COUNT))
def test_a_count_written_in_chinese_reads_back(number: int) -> None:
    """From 0 to a thousand million."""
    assert number == read_chinese(write_chinese(number))
    assert number == read_count(f"{write_chinese(number)}件")


@given(st.integers(0, 9999), st.integers(0, 9999))
def test_a_count_around_the_steps_reads_back(above: int, below: int) -> None:
    """Zeros before and after 万 are where numerals go wrong."""
    number = above * 10_000 + below

    assert number == read_chinese(write_chinese(number))


@given(st.integers(0, LARGEST_COUNT))
def test_a_count_with_commas_reads_back(number: int) -> None:
    """As a spreadsheet shows it, half-width or full-width."""
    assert number == read_count(f"{number:,}")
    assert number == read_count(
        f"{number:,}".translate(str.maketrans("0123456789,", "０１２３４５６７８９，"))
    )


@given(st.integers(-10_000, 10_000))
def test_a_change_reads_back(number: int) -> None:
    """增 and 减 carry the sign."""
    assert number == read_change(write_change(number))


@given(st.decimals(0, 10**8, places=6))
def test_an_amount_reads_back_in_either_unit(amount: Decimal) -> None:
    """万元 have six places, so that no 分 is lost."""
    assert amount == read_amount(write_amount(amount, "万元"), "万元")
    assert round(amount, 2) == read_amount(write_amount(round(amount, 2), "元"), "元")
    assert round(amount, 2) / 10_000 == read_amount(write_amount(round(amount, 2), "元"), "万元")


@given(st.dates(date(2008, 1, 1), date(2099, 12, 31)))
def test_a_date_reads_back(day: date) -> None:
    """In the form of official papers and in the form of computers."""
    assert day == read_date(write_date(day))
    assert day == read_date(day.isoformat())


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (0, "零"), (2, "二"), (10, "十"), (12, "十二"), (20, "二十"), (105, "一百零五"), (110, "一百一十"),
        (1005, "一千零五"), (1050, "一千零五十"), (10_005, "一万零五"), (10_500, "一万零五百"), (100_000, "十万"),
        (120_003, "十二万零三"), (203_000, "二十万三千"), (10**8 + 5, "一亿零五"), (10**9, "十亿"), (-3, "负三"),
    ],
)  # fmt: skip
def test_numerals_are_written_as_they_are_spoken(number: int, expected: str) -> None:
    """零 stands for any gap, once."""
    assert expected == write_chinese(number)


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (0, "0"), (1005, "1005"), (Decimal("3.50"), "3.5"), (Decimal("3.00"), "3"), (Decimal("1E+3"), "1000"),
        (Decimal("-0.0"), "0"), (Decimal("0.000001"), "0.000001"), (Decimal("-2.50"), "-2.5"),
    ],
)  # fmt: skip
def test_numbers_are_written_plainly(number: int | Decimal, expected: str) -> None:
    """No commas, no exponent, no superfluous zeros."""
    assert expected == write_number(number)


@pytest.mark.parametrize(("number", "expected"), [(3, "增3"), (-2, "减2"), (0, "0")])
def test_a_change_is_written_as_the_form_prints_it(number: int, expected: str) -> None:
    """No change is a plain 0."""
    assert expected == write_change(number)


@pytest.mark.parametrize(
    ("typed", "unit", "expected"),
    [
        ("251000元", "万元", "251000元，合25.1万元"),
        ("３２０元", "万元", "320元，合0.032万元"),
        ("3.2万", "元", "3.2万，合32000元"),
        ("3亿元", "万元", "3亿元，合30000万元"),
        ("251000", "万元", "251000万元，合25.1亿元"),
        ("25.1", "万元", ""),
        ("25.1万", "万元", ""),
        ("320元", "元", ""),
        ("无", "元", ""),
    ],
)
def test_a_converted_amount_says_so(typed: str, unit: str, expected: str) -> None:
    """What was understood is said where it is not plain to see."""
    assert expected == converted(typed, unit)
