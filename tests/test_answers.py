"""Answers files: what is taken, what is said."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from assistant import answers, content
from assistant.forms import shown
from assistant.report import TEXT, Paragraph, Pending, Value

FACTS = ("培训次数", "公开总数", "有公众号")


def read(**source: Any) -> answers.Answers:
    """Read an answers file of 2025."""
    whole = {"unit": "云澜市民政局", "year": 2025, **source}
    return answers.read(whole, "a.json", content.forms(), FACTS)


def test_a_cell_may_be_a_number_or_what_a_clerk_types() -> None:
    """Numbers, full-width digits and Chinese numerals mean the same."""
    cells = {"申请.新收.自然人": 10, "申请.新收.商业企业": "１２", "申请.新收.其他": "十二件"}

    assert cells.keys() | {"单位全称", "年份"} == read(fields=cells).report.answers.keys()
    assert [10, 12, 12] == [read(fields=cells).report.number(name) for name in cells]


def test_an_amount_is_exact() -> None:
    """Money is never a float."""
    report = read(fields={"主动公开.行政事业性收费.金额": Decimal("3.10")}).report

    assert Decimal("3.10") == report.number("主动公开.行政事业性收费.金额")


def test_each_kind_of_cell_is_read_as_it_is_typed() -> None:
    """An amount with its unit; a change with its direction; 待补 with who was asked."""
    report = read(
        fields={
            "主动公开.行政事业性收费.金额": "251000元",
            "申请.新收.自然人": "待补：问信访科",
        }
    ).report
    older = answers.read(
        {"unit": "云澜市民政局", "year": 2020, "fields": {"主动公开.行政许可.增减": "减2"}},
        "a.json",
        content.forms(),
        FACTS,
    ).report

    assert Decimal("25.1") == report.number("主动公开.行政事业性收费.金额")
    assert Pending("问信访科") == report.answers["申请.新收.自然人"]
    assert -2 == older.number("主动公开.行政许可.增减")


def test_a_cell_that_was_left_blank_on_purpose_is_told_apart() -> None:
    """The report knows it was there, without a figure."""
    assert {"申请.新收.其他"} == read(missing=["申请.新收.其他"]).report.blank


@pytest.mark.parametrize(
    ("value", "written"),
    [(Pending("问办公室"), "待补：问办公室"), (Pending(), "待补"), (Decimal("3.50"), 3.5), (7, 7)],
)
def test_an_answer_is_written_as_it_may_be_read(value: Value, written: object) -> None:
    """What `fill` and `import` print can go into an answers file."""
    assert written == answers.plain(value)


def test_null_is_the_same_as_leaving_out() -> None:
    """Absent stays absent; zero is an answer."""
    report = read(fields={"申请.新收.自然人": None, "申请.新收.其他": 0}).report

    assert report.number("申请.新收.自然人") is None
    assert 0 == report.number("申请.新收.其他")


def test_pending_keeps_its_note() -> None:
    """“待补：问办公室” is 待补 with a note."""
    report = read(facts={"培训次数": "待补：问办公室"}).report

    assert Pending("问办公室") == report.answers["培训次数"]


def test_text_may_be_given_by_section_title_or_place() -> None:
    """The section's id, its printed name and a place's id all work; each line is a paragraph."""
    report = read(text={"其他需要报告的事项": "一。\n\n二。", "总体情况.主动公开": "三。"}).report

    assert (Paragraph("一。"), Paragraph("二。")) == report.answers[TEXT + "其他事项"]
    assert (Paragraph("三。"),) == report.answers[TEXT + "总体情况.主动公开"]


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ({"fields": {"申请.新收.自然": 1}}, "申请.新收.自然人"),
        ({"fields": {"申请.新收.自然人": 1.5}}, "1.5"),
        ({"fields": {"申请.新收.自然人": True}}, "True"),
        ({"fields": {"申请.新收.自然人": "/"}}, "填0"),
        ({"fields": {"申请.新收.自然人": float("nan")}}, "nan"),
        ({"fields": {"主动公开.行政事业性收费.金额": "很多"}}, "很多"),
        ({"fields": {"主动公开.规章.有效": -1}}, "0或正整数"),
        ({"kind": 3}, "kind"),
        ({"facts": {"培训次数": [1]}}, "培训次数"),
        ({"facts": {"培训次": 1}}, "培训次数"),
        ({"text": {"总体情": "字"}}, "总体情况"),
        ({"text": {"总体情况": 3}}, "文字"),
        ({"form": "2019"}, "2021格式"),
        ({"field": {}}, "fields"),
        ({"missing": ["申请.新收"]}, "没有"),
    ],
)
def test_what_cannot_be_taken_is_said_and_left_out(source: dict[str, Any], words: str) -> None:
    """Each problem names the place and the remedy; everything else is taken."""
    taken = read(**source)

    assert 1 == len(taken.problems)
    assert words in taken.problems[0].message
    assert "云澜市民政局" == taken.report.unit


def test_a_file_that_is_no_report_is_refused() -> None:
    """Without a year nothing can be read."""
    with pytest.raises(answers.NotAnAnswersFile, match="花括号"):
        answers.json_object("[1]", "a.json")
    for source in ({"unit": "x"}, {"year": "今年"}, {"year": 2025, "fields": [1]}):
        with pytest.raises(answers.NotAnAnswersFile):
            answers.read(source, "a.json", content.forms(), FACTS)


def test_totals_that_follow_from_their_parts_are_derived() -> None:
    """A draft keeps only those stated totals that disagree, beside what the parts add up to."""
    parts = {
        f"申请.新收.{column}": 0
        for column in ("商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他")
    }
    agreeing = read(fields={**parts, "申请.新收.自然人": 3, "申请.新收.总计": 3})
    wrong = read(fields={**parts, "申请.新收.自然人": 3, "申请.新收.总计": 4})

    kept = answers.without_agreeing_totals(agreeing.form, agreeing.report)
    stated = answers.without_agreeing_totals(wrong.form, wrong.report)

    assert "申请.新收.总计" not in kept.answers
    assert 3 == shown(agreeing.form, kept)["申请.新收.总计"]
    assert 4 == stated.number("申请.新收.总计")
