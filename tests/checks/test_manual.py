"""The manual pages, the list of rules and the plain form of a finding."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from assistant import checks
from assistant.checks import NoSuchRule
from assistant.checks.manual import pages
from assistant.finding import Level


def test_every_rule_has_a_page() -> None:
    """A page says what, gives an example, and names its source and what becomes of the finding."""
    for rule in checks.rules():
        page = checks.explain(rule.code)

        assert page.startswith(f"{rule.code}　{rule.level}\n\n{rule.title}")
        assert "\n例：" in page, rule.code
        assert f"\n依据：{rule.basis}\n\n处理：" in page


def test_codes_are_the_rules_own() -> None:
    """No two rules share a code."""
    codes = [rule.code for rule in checks.rules()]

    assert sorted(set(codes)) == sorted(codes)


def test_a_page_in_full() -> None:
    """The manual page of one rule as a clerk reads it."""
    assert (
        "T2o-PROC　阻断\n"
        "\n"
        "政府集中采购的项目数和金额要么都有，要么都是0。\n"
        "\n"
        "例：项目数2个，总金额0元。\n"
        "\n"
        "依据：2019格式表二第二十条第（九）项；算术\n"
        "\n"
        "处理：必须改正才能定稿。\n"
    ) == checks.explain("T2o-PROC")


def test_case_does_not_matter() -> None:
    """A code is found however it is typed."""
    assert checks.explain("T2o-BLANK") == checks.explain(" t2O-blank ")


def test_an_unknown_code_offers_the_nearest() -> None:
    """A slip in a code gets the code that was meant."""
    with pytest.raises(NoSuchRule) as refused:
        checks.explain("T3-BLA")

    assert "没有“T3-BLA”这条规则，是不是“T3-BAL”？" == refused.value.sentence


def test_a_finding_as_json(case: Callable[..., Any]) -> None:
    """The plain form has everything a finding says."""
    written = case("zero-2021", 文字={"总体情况.平台建设": "维护专栏XX个。"})
    (finding,) = [each for each in written.checked().findings if each.level is Level.BLOCKS]

    assert {
        "code": "Q-PLACE",
        "level": "阻断",
        "fields": ["正文.总体情况.平台建设"],
        "section": "总体情况",
        "message": "“总体情况.平台建设”的文字里还有没填的占位符“XX”，共1处。",
        "cure": "填上实际的内容，用不上的删去。",
        "basis": "定稿不能有占位符",
        "span": [4, 6],
    } == checks.as_json(finding)


def test_the_manual_is_fresh() -> None:
    """`docs/rules.md` says what the rules say; `python -m assistant.checks.manual` writes it."""
    written = Path(__file__).parents[2] / "docs" / "rules.md"

    assert pages() == written.read_text(encoding="utf-8")


def test_every_rule_has_its_line() -> None:
    """The list on the command line shows family, level and basis of every rule."""
    listed = {rule.code: rule for rule in checks.rules()}

    assert set(checks.RULES) == set(listed)
    assert all(rule.family and rule.basis and rule.title for rule in listed.values())
