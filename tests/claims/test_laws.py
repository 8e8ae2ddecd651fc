"""What holds for every text whatsoever."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from itertools import pairwise
from types import FrameType
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.claims import Reading, fill, read
from assistant.claims.vocabulary import language
from assistant.content import forms
from assistant.forms import Form
from assistant.report import Report

if TYPE_CHECKING:
    from _typeshed import TraceFunction

FORMS = {form.id: form for form in forms()}
WORDS = sorted(language(FORMS["2021"]).words)
PIECES = st.one_of(
    st.sampled_from(WORDS),
    st.sampled_from(list("，。；：、（）()“”《》\n \u3000+=%％|〔〕")),
    st.integers(0, 99999).map(str),
    st.sampled_from(
        [
            "1,286",
            "3.5万",
            "十二",
            "两千余",
            "百分之三十",
            "2023年",
            "1月1日",
            "件",
            "条",
            "万元",
            "元",
            "人次",
            "项",
        ]
    ),
    st.text(max_size=3),
)
TEXTS = st.lists(PIECES, max_size=30).map("".join)


@pytest.mark.parametrize("form", ["2019", "2021"])
@given(text=TEXTS)
def test_reading_never_raises_and_spans_are_inside(form: str, text: str) -> None:
    """Every number stands inside its statement, every statement inside the text."""
    reading = read(text, FORMS[form], year=2023)

    for claim in reading:
        start, end = claim.span
        assert 0 <= start <= claim.number[0] <= claim.number[1] <= end <= len(text)


@given(text=TEXTS)
def test_claims_stand_in_the_order_of_the_text(text: str) -> None:
    """But for sums written out, which come last."""
    ends = [claim.number[1] for claim in read(text, FORMS["2021"]) if "算式" not in claim.why]

    assert all(one <= other for one, other in pairwise(ends))


@given(text=TEXTS)
def test_relations_speak_of_claims(text: str) -> None:
    """Whatever a relation names was claimed."""
    reading = read(text, FORMS["2021"])

    assert _named(reading) <= {id(claim) for claim in reading}


def _named(reading: Reading) -> set[int]:
    named = set()
    for relation in reading.relations:
        for value in vars(relation).values():
            claims = value if isinstance(value, tuple) else (value,)
            named |= {id(claim) for claim in claims if hasattr(claim, "span")}
    return named


@pytest.mark.parametrize("form", ["2019", "2021"])
@given(
    text=TEXTS,
    focus=st.sampled_from(
        ["", "申请", "申请.新收", "复议诉讼.复议.维持", "培训次数", "没有", "a.b.c"]
    ),
)
def test_filling_never_raises_and_fills_what_exists(form: str, text: str, focus: str) -> None:
    """Cells of the form and known facts only; whoever fills nothing says so."""
    filling = fill(text, FORMS[form], Report(), focus)
    known = {*FORMS[form].fields, *language(FORMS[form]).facts}

    assert filling.fills.keys() | filling.implied.keys() <= known
    assert filling.fills or filling.ask


HARD = {
    "denials": "没有复议",
    "brackets": "（12件",
    "lists": "其中自然人3件、",
    "labels": "、申请",
    "words": "公开",
    "unknown": "猫",
    "digits": "1,",
    "numerals": "一百",
    "steps": "3万",
    "sums": "1+2=",
    "percentages": "占3%；",
    "emphasis": "一件也没有",
    "sentences": "收到政府信息公开申请12件，其中自然人10件。",
    "zeros": "无结转，",
    "totals": "均获维持，",
    "quotes": "“12",
    "titles": "《",
    "dates": "2023年1月",
    "letters": "a",
}


@pytest.mark.parametrize("name", HARD)
def test_the_work_grows_with_the_text_and_no_faster(name: str) -> None:
    """Counted in steps of the program, not in seconds: four times the text, at most five times the work."""
    text = HARD[name]
    short = steps(lambda: read(text * 100, FORMS["2021"]))
    long = steps(lambda: read(text * 400, FORMS["2021"]))

    assert long <= 5 * short


ANSWERS = {
    **HARD,
    "received": "收了1件，",
    "parts": "2件是个人的，",
    "results": "公开1件，都是个人的，",
}


@pytest.mark.parametrize("name", ANSWERS)
def test_the_work_grows_with_an_answer_and_no_faster(name: str) -> None:
    """As for a report; an answer is pasted sometimes."""
    text = ANSWERS[name]
    short = steps(lambda: fill(text * 40, FORMS["2021"]))
    long = steps(lambda: fill(text * 160, FORMS["2021"]))

    assert long <= 5 * short


def steps(act: Callable[[], object]) -> int:
    """Return how many calls, of Python's and of C's functions, something makes, and lines it runs."""
    counted = 0

    def count(_frame: FrameType, event: str, _arg: Any) -> TraceFunction:
        nonlocal counted
        counted += event in ("line", "call")
        return count

    act()
    before = sys.gettrace()
    sys.settrace(count)
    try:
        act()
    finally:
        sys.settrace(before)
    return counted


def test_an_empty_text_claims_nothing(forms: Mapping[str, Form]) -> None:
    """And fills nothing, and says so."""
    assert (0, {}) == (len(read("", forms["2021"])), dict(fill("", forms["2021"]).fills))
    assert fill("", forms["2021"]).ask
