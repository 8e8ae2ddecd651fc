"""Explanations of findings: kept, settled, reopened."""

from collections.abc import Callable
from typing import Any

from assistant import checks
from assistant.finding import Finding
from assistant.report import Report

CARRY = {"格子": {"申请.结转下年.自然人": 2, "主动公开.规范性文件.有效": 2}}


def one(checked: checks.Checked, code: str) -> Finding:
    """Return the only finding of a rule."""
    (finding,) = [each for each in checked.findings if each.code == code]
    return finding


def explained(report: Report, finding: Finding, reason: str) -> Report:
    """Return the report after the drafter explained a finding."""
    name, value = checks.explanation(finding, reason)
    return report.with_answers({name: value})


def test_an_explained_finding_is_settled(case: Callable[..., Any]) -> None:
    """A finding that wants a word is settled by one, and stays so at the next run."""
    written = case("plain-2021", 格子={"主动公开.行政事业性收费.金额": 251000})
    finding = one(written.checked(), "T2-UNIT")
    report = explained(written.report, finding, "今年一次性收取占道费。")

    again = checks.run(written.form, report)

    assert (finding,) == checks.unsettled(again.findings, written.report)
    assert () == checks.unsettled(again.findings, report)
    (judged,) = checks.apply_explanations(again.findings, report)
    assert checks.Explanation("今年一次性收取占道费。", current=True) == judged.explanation


def test_another_number_opens_it_again(case: Callable[..., Any]) -> None:
    """When a number of the finding changes, its explanation no longer counts, but is still there to read."""
    written = case("plain-2021", 格子={"主动公开.行政事业性收费.金额": 251000})
    report = explained(written.report, one(written.checked(), "T2-UNIT"), "占道费。")
    changed = report.with_answers({"主动公开.行政事业性收费.金额": 262000})

    again = checks.run(written.form, changed)

    (judged,) = checks.apply_explanations(again.findings, changed)
    assert checks.Explanation("占道费。", current=False) == judged.explanation
    assert ["T2-UNIT"] == [each.code for each in checks.unsettled(again.findings, changed)]


def test_other_words_open_a_finding_without_numbers(case: Callable[..., Any]) -> None:
    """A town that explained why one result is missing has not explained a second one."""
    town = {"单位全称": "青禾区柳溪镇人民政府", "机关类型": "乡镇人民政府"}
    one_missing = case("zero-2021", 情况=town, 文字={"总体情况.监督保障": "参加考核和评议。"})
    two_missing = case("zero-2021", 情况=town, 文字={"总体情况.监督保障": "参加考核。"})
    name, value = checks.explanation(one(one_missing.checked(), "Q-GOV3"), "今年没有追责。")
    later = two_missing.report.with_answers({name: value})

    assert () == checks.unsettled(
        one_missing.checked().findings, one_missing.report.with_answers({name: value})
    )
    assert ["Q-GOV3"] == [
        each.code for each in checks.unsettled(two_missing.checked().findings, later)
    ]


def test_a_correction_of_last_year_settles_the_carry_over(case: Callable[..., Any]) -> None:
    """Last year's figure may have been wrong: an explanation is enough although the finding blocks."""
    written = case("plain-2021", 上年底稿="plain-2021", 上年=CARRY)
    found = written.checked().findings
    report = explained(written.report, one(written.checked(), "T3-CARRY"), "上年多报1件，已更正。")

    assert ["T3-CARRY"] == [each.code for each in checks.blocking(found, written.report)]
    assert () == checks.blocking(found, report)


def test_arithmetic_cannot_be_talked_away(case: Callable[..., Any]) -> None:
    """A table that does not add up blocks whatever is said about it."""
    words = {
        "总体情况.依申请公开": "全年新收政府信息公开申请1件，由办公室登记和答复，"
        + "渠道写在公开指南里。" * 4
    }
    written = case("zero-2021", 格子={"申请.新收.自然人": 1}, 文字=words)
    found = written.checked().findings
    report = explained(written.report, one(written.checked(), "T3-BAL"), "就是这样。")

    assert ["T3-BAL"] == [each.code for each in checks.blocking(found, report)]


def test_an_explanation_without_a_finding_is_listed(case: Callable[..., Any]) -> None:
    """What was explained and is gone can be cleared away."""
    written = case("plain-2021", 格子={"主动公开.行政事业性收费.金额": 251000})
    report = explained(written.report, one(written.checked(), "T2-UNIT"), "占道费。")
    cured = report.with_answers({"主动公开.行政事业性收费.金额": 25})

    found = checks.run(written.form, cured).findings
    assert ("说明.T2-UNIT|主动公开.行政事业性收费.金额|",) == checks.unused_explanations(
        found, cured
    )


def test_an_empty_reason_explains_nothing(case: Callable[..., Any]) -> None:
    """Blanks are no reason."""
    written = case("plain-2021", 格子={"主动公开.行政事业性收费.金额": 251000})
    found = written.checked().findings
    report = explained(written.report, one(written.checked(), "T2-UNIT"), "  ")

    assert found == checks.unsettled(found, report)
