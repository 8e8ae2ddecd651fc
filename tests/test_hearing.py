"""What is said back of a typed sentence."""

from __future__ import annotations

import pytest

from assistant import claims, content, hearing
from assistant.report import Report

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


def test_many_rows_without_a_case_are_said_in_one_line() -> None:
    """What the clerk named stands first and whole; the rest of the table does not push the question off the screen."""
    report = Report({"申请.新收.自然人": 2, "申请.新收.商业企业": 1})
    typed = "个人2件予以公开，企业1件补正后仍不明确，其余都是0"

    said = hearing.repeated(FORM, claims.fill(typed, FORM, report, "申请")).splitlines()

    assert "予以公开：自然人2，其余0" in said
    assert "补正后申请内容仍不明确：商业企业1，其余0" in said
    assert "本年新收：其余0" in said
    assert "上年结转、部分公开等21行：都是0" == said[-1]


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
