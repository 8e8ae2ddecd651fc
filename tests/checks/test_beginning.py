"""A draft at its beginning: no shouting, and no passing."""

from collections.abc import Callable
from typing import Any

import pytest

from assistant import checks
from assistant.checks import Checked
from assistant.forms import Form, form_for_year
from assistant.report import YEAR, Report


def start(forms: tuple[Form, ...], year: int) -> Checked:
    """Return what is said to a draft of which only the unit and the year are known."""
    report = Report({"单位全称": "云澜市青禾区人力资源和社会保障局", "年份": year})
    return checks.run(form_for_year(forms, year), report)


@pytest.mark.parametrize("year", [2020, 2025])
def test_one_line_for_each_empty_part(year: int, forms: tuple[Form, ...]) -> None:
    """Six parts are empty and the lead-in is missing: seven lines, not one for each cell."""
    found = [(each.code, each.section) for each in start(forms, year).findings]

    assert [
        ("Q-LEADIN", ""),
        ("Q-HEAD", "总体情况"),
        ("Q-TABLES", "主动公开"),
        ("Q-TABLES", "申请"),
        ("Q-TABLES", "复议诉讼"),
        ("Q-HEAD", "问题改进"),
        ("Q-HEAD", "其他事项"),
    ] == found


@pytest.mark.parametrize("year", [2020, 2025])
def test_an_empty_report_does_not_pass(year: int, forms: tuple[Form, ...]) -> None:
    """Nothing filled in is not nothing wrong."""
    checked = start(forms, year)

    assert checks.blocking(checked.findings, Report())


@pytest.mark.parametrize("year", [2020, 2025])
def test_an_empty_report_has_only_gaps(year: int, forms: tuple[Form, ...]) -> None:
    """Nothing is called wrong while nothing is filled in."""
    assert {each.code for each in start(forms, year).findings} <= checks.GAPS


def test_pending_cells_of_a_row_are_one_line(case: Callable[..., Any]) -> None:
    """A row that waits for an answer is one open item, whatever was answered in between."""
    cells = {
        "申请.新收.自然人": "待补：等收发室",
        "申请.上年结转.自然人": "待补",
        "申请.新收.商业企业": "待补：等收发室",
    }
    found = case("zero-2021", 格子=cells).checked().findings

    assert [
        ("申请.新收.自然人", "申请.新收.商业企业"),
        ("申请.上年结转.自然人",),
    ] == [each.fields for each in found if each.code == "OPEN-ITEM"]


def test_what_cannot_be_judged_says_why(forms: tuple[Form, ...]) -> None:
    """Every rule about the tables is waiting, and says for what."""
    waiting = {each.code: each.why for each in start(forms, 2025).not_assessed}

    assert "表三还没有填，填好后再核对。" == waiting["T3-BAL"]
    assert waiting["T3-CARRY"].startswith("没有上年年报")
    assert "第五部分还没有写。" == waiting["Q-IMP"]


def test_a_column_that_is_filled_is_judged(case: Callable[..., Any]) -> None:
    """One column is complete and wrong, the others are waiting; both are said."""
    checked = case(
        "zero-2021",
        格子={"申请.新收.自然人": 1},
        去掉=["申请.新收.其他"],
    ).checked()

    assert ["申请.新收.自然人"] == [
        each.fields[0] for each in checked.findings if each.code == "T3-BAL"
    ]
    waiting = {each.code: each.why for each in checked.not_assessed}
    assert "“本年新收”的“其他申请人”" in waiting["T3-BAL"]


def test_rules_of_the_other_form_are_not_mentioned(forms: tuple[Form, ...]) -> None:
    """A rule on cells that the form does not have has nothing to wait for."""
    waiting = {each.code for each in start(forms, 2025).not_assessed}

    assert not {code for code in waiting if code.startswith("T2o-")}


def test_the_wrong_year_is_no_last_year(case: Callable[..., Any]) -> None:
    """The report of two years ago is not compared, and that is said."""
    written = case("plain-2021", 上年底稿="plain-2021", 上年={"年份": 2023})

    waiting = {each.code: each.why for each in written.checked().not_assessed}
    assert waiting["T3-CARRY"].startswith("给出的是2023年的年报，要核对的是2024年的")


def test_a_number_in_the_text_waits_for_its_table(case: Callable[..., Any]) -> None:
    """What the text says cannot be compared with a table that is not filled in, and that is said."""
    words = {"总体情况.依申请公开": "全年收到政府信息公开申请6件，未发生行政复议。"}
    checked = case(
        "zero-2021", 去掉=["申请.新收.自然人", "复议诉讼.复议.维持"], 文字=words
    ).checked()

    waiting = {each.code: each.why for each in checked.not_assessed}
    assert "正文写了表三“本年新收”总计的数，表三相应的格还没有数，填好后再核对。" == waiting["N-01"]
    assert "正文说没有，表四“行政复议”总计还没有数，填好后再核对。" == waiting["N-07"]


def test_without_its_year_nothing_is_judged_by_the_year(case: Callable[..., Any]) -> None:
    """Meetings, laws, periods and the form wait for the year; nothing is guessed from today's date."""
    written = case(
        "busy-2025",
        文字={
            "总体情况.监督保障": "2019年学习党的十九届四中全会精神1次，未来五年再学习20次。",
            "总体情况.政府信息管理": "依据《政府信息公开条例》（国务院令第492号）清理文件3件。",
            "前言": "统计期限为2019年1月1日至12月31日。",
        },
    )
    dated = {"Q-FMT", "P-STALE", "P-FUTURE", "P-TERM", "P-PERIOD", "N-11", "L-VALID"}
    undated = written._replace(report=written.report.with_answers({YEAR: None}))

    assert dated & set(written.codes())
    assert set() == dated & set(undated.codes())


def test_a_year_the_calendar_does_not_reach_is_left_to_the_clerk(case: Callable[..., Any]) -> None:
    """Which meeting will be the latest by then is not known here."""
    words = {"总体情况.监督保障": "学习宣传党的二十届三中全会精神1次。"}
    checked = case("zero-2021", 年份=2033, 文字=words).checked()
    waiting = {each.code: each.why for each in checked.not_assessed}

    assert "2033年的会议提法请自己核对" in waiting["P-STALE"]


@pytest.mark.parametrize(
    ("year", "last", "why"),
    [
        (None, 2024, "还没有填报告年份，不知道该同哪一年的年报核对。"),
        (2019, 2018, "2018年的年报用的是旧格式，表不同，不能逐格核对。"),
    ],
)
def test_last_years_report_is_not_compared_blindly(
    case: Callable[..., Any], year: int | None, last: int, why: str
) -> None:
    """Without a year, or before the present tables, there is nothing to hold it against, and that is said."""
    written = case("plain-2019", 上年底稿="plain-2019")
    checked = written._replace(
        report=written.report.with_answers({YEAR: year}),
        last_year=written.last_year.with_answers({YEAR: last}),
    ).checked()

    assert why in {each.why for each in checked.not_assessed}


def test_words_that_are_pending_are_found_at_their_place(case: Callable[..., Any]) -> None:
    """What is open in the narrative is shown where it stands."""
    found = case("zero-2021", 文字={"总体情况.主动公开": "待补：等宣传科"}).checked().findings

    assert ["总体情况.主动公开"] == [each.place for each in found if each.code == "OPEN-ITEM"]
