"""Wording for a stream of queries, plain or as JSON, over the figures there are."""

from __future__ import annotations

import pytest

from assistant.problem import AssistantError
from assistant.suggesting import Finder


@pytest.fixture(scope="module")
def finder() -> Finder:
    """A finder that knows nothing of a report."""
    return Finder.ready()


def test_a_plain_line_is_a_query(finder: Finder) -> None:
    """Over the report there is, in no section."""
    asked = finder.asked("没人申请")

    assert (finder, "没人申请", "") == (asked.finder, asked.query, asked.section)


def test_a_query_may_bring_its_facts(finder: Finder) -> None:
    """They hold for this query alone."""
    line = '{"query": "没人申请", "year": 2025, "facts": {"申请.新收.总计": 0, "收到申请": false}}'
    asked = finder.asked(line)

    assert (2025, False) == (asked.finder.report.year, asked.finder.report.answers["收到申请"])
    assert finder.report.year is None


def test_a_query_without_facts_is_over_the_report_there_is(finder: Finder) -> None:
    """A section alone changes nothing else."""
    asked = finder.asked('{"query": "培训", "section": "总体情况.监督保障"}')

    assert (finder, "总体情况.监督保障") == (asked.finder, asked.section)


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ('{"qurey": "培训"}', "不认识“qurey”这一项，是不是“query”？"),
        ('{"query": 3}', "query 和 section 应当是文字。"),
        ('{"query": "培训", "facts": [1]}', "facts 应当是花括号括起来的一组“名称: 值”。"),
        ('{"query": ', "不是合格的 JSON"),
    ],
)
def test_a_line_that_asks_nothing_is_refused(finder: Finder, line: str, sentence: str) -> None:
    """With what is wrong with it."""
    with pytest.raises(AssistantError) as refused:
        finder.asked(line)

    assert sentence in refused.value.sentence


def test_a_section_nobody_has_is_refused(finder: Finder) -> None:
    """The nearest is offered."""
    with pytest.raises(AssistantError, match="总体情况"):
        finder.find("培训", "总体情", 3)


@pytest.mark.parametrize(
    ("query", "remark"),
    [
        ("三审三校", ""),
        ("红烧排骨怎么做", "没有很像“红烧排骨怎么做”的，这些只是可能有关。"),
        ("〇", "没有找到“〇”。"),
    ],
)
def test_what_is_not_meant_is_not_passed_off_as_found(
    finder: Finder, query: str, remark: str
) -> None:
    """Nothing, nothing close, or simply what was looked for."""
    assert remark == finder.remark(query, finder.find(query, "", 5))
