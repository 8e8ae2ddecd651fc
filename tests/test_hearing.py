"""What is said back of a typed sentence."""

from __future__ import annotations

import pytest

from assistant import claims, content, hearing
from assistant.report import Report

FORM = content.form_for_year(2025)


@pytest.mark.parametrize(
    ("typed", "repeated"),
    [
        (
            "收了12件，10件是个人的，2件企业，去年还剩1件没办完",
            """\
          自然人  商业企业  其余  总计
本年新收      10         2     0    12
上年结转       —         —     —     1""",
        ),
        ("收了12件", "本年新收：总计12"),
        (
            "复议3件，2件维持，1件没结",
            """\
          结果维持  尚未审结  其余  总计
行政复议         2         1     0     3""",
        ),
        (
            "规范性文件制发3件，现行有效21件，许可120件，收费63250元",
            "行政规范性文件：本年制发3件，现行有效21件\n行政许可：120件\n行政事业性收费：6.325万元",
        ),
    ],
)
def test_what_was_understood_is_said_back(typed: str, repeated: str) -> None:
    """Rows with a sum as a small table, the others in a line each."""
    assert repeated == hearing.repeated(FORM, claims.fill(typed, FORM))


def test_many_zeros_are_counted() -> None:
    """Nobody reads 144 lines."""
    heard = claims.fill("都没有", FORM, None, "申请")

    assert "144格都是0（本年新收、上年结转等25行）" == hearing.repeated(FORM, heard)


def test_what_was_named_stands_before_the_zeros() -> None:
    """The rest of the table does not push the question off the screen."""
    report = Report({"申请.新收.自然人": 2, "申请.新收.商业企业": 1})
    heard = claims.fill("个人2件予以公开，企业1件补正后仍不明确，其余都是0", FORM, report, "申请")

    assert """\
                        自然人  商业企业  其余  总计
予以公开                     2         0     0     2
补正后申请内容仍不明确       0         1     0     1
其余还空着的130格都是0（本年新收、上年结转等22行）""" == hearing.repeated(FORM, heard, report)


def test_a_row_half_filled_is_not_said_to_be_0() -> None:
    """Only what was still empty is."""
    report = Report({"申请.新收.自然人": 2, "申请.新收.总计": 2})
    heard = claims.fill("其他的都没有", FORM, report, "申请.新收")

    assert "本年新收：其余0" == hearing.repeated(FORM, heard, report)


def test_a_row_of_zeros_is_named() -> None:
    """One row is told by its name."""
    heard = claims.fill("今年没收到申请", FORM, None, "申请")

    assert "本年新收：都是0" == hearing.repeated(FORM, heard)


def test_a_fact_is_said_in_the_words_of_its_question() -> None:
    """The clerk never sees the name it is stored under."""
    asked = {"公众号条数": "公众号今年发布了多少条？"}
    heard = claims.fill("公众号104条", FORM, None, "公众号条数")
    torn = claims.fill("公众号104条，公众号105条", FORM, None, "公众号条数")

    assert "公众号今年发布了104条" == hearing.repeated(FORM, heard, None, asked)
    assert "对不上：公众号发布的条数说了两个数：104和105，哪个对？" == hearing.asked_back(torn)


def test_what_has_no_result_yet_is_counted() -> None:
    """So that the clerk goes on until as much went out as came in."""
    heard = claims.fill("收到5件，公开3件", FORM, None, "申请")

    assert "还差2件" in hearing.asked_back(heard)


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
