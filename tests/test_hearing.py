"""What is said back of a typed sentence."""

from __future__ import annotations

import pytest

from assistant import claims, content, hearing

FORM = content.form_for_year(2025)


@pytest.mark.parametrize(
    ("typed", "repeated"),
    [
        ("收了12件，10件是个人的，2件企业", "本年新收：自然人10，商业企业2，其余0，总计12"),
        ("新收的都是个人的，3件", "本年新收：自然人3"),
    ],
)
def test_a_row_is_said_back_in_one_line(typed: str, repeated: str) -> None:
    """Columns with a figure by name, the others as “其余0”, the total last."""
    assert repeated == hearing.repeated(FORM, claims.fill(typed, FORM, None, "申请"))


def test_what_is_missing_is_asked() -> None:
    """A total without its applicants is taken, and the applicants are asked for."""
    heard = claims.fill("去年还剩1件没办完", FORM, None, "申请")

    assert "上年结转：总计1" == hearing.repeated(FORM, heard)
    assert hearing.asked_back(heard).startswith("还缺：")


def test_words_about_something_else_fill_nothing() -> None:
    """The clerk is told so."""
    heard = claims.fill("今天天气不错", FORM, None, "申请")

    assert "" == hearing.repeated(FORM, heard)
    assert "今天天气不错" in hearing.asked_back(heard)
