"""The frame of the benchmarks: when a goal is reached, and what the table says."""

import pytest

from tests.benchmarks.frame import (
    Figure,
    Goal,
    ahead,
    at_least,
    at_most,
    faster,
    in_turns,
    row,
    table,
    within,
)

REACHED = [
    (at_most(15), 15.0, None, True),
    (at_most(15), 15.1, None, False),
    (at_least(100), 100.0, None, True),
    (at_least(100), 99.0, None, False),
    (within(1.5), 3.0, 2.0, True),
    (within(1.5), 3.1, 2.0, False),
    (faster(20), 1.0, 20.0, True),
    (faster(20), 1.0, 19.0, False),
    (ahead(35), 90.0, 55.0, True),
    (ahead(35), 89.0, 55.0, False),
    (within(1.5), 1.0, None, False),
]


@pytest.mark.parametrize(("goal", "measured", "baseline", "expected"), REACHED)
def test_a_goal_is_reached_up_to_its_limit(
    goal: Goal, measured: float, baseline: float | None, expected: bool
) -> None:
    """The limit itself still counts, and a comparison with nothing never does."""
    assert expected is goal.reached(measured, baseline)


def test_a_figure_survives_the_way_between_processes() -> None:
    """What a script printed is what is put into the table."""
    figure = Figure("一次按键", "毫秒", 0.42, (at_most(1), faster(5)), 23.4, "WRatio")

    assert figure == Figure.from_json(figure.as_json())


def test_the_table_says_what_was_asked_what_came_out_and_whether_it_is_enough() -> None:
    """A goal that was missed stands out; what has no goal is not judged."""
    figures = [
        Figure("导出", "毫秒", 12.34, (at_most(15), faster(20)), 617.0, "合并单元格"),
        Figure("首屏", "毫秒", 300.0, (within(1.25),), 200.0, "空程序"),
        Figure("第一位找到", "%", 90.0, (ahead(35),), 46.0, "WRatio"),
        Figure("份数", "份", 1200.0),
    ]

    assert [
        "| 脚本 | 量什么 | 单位 | 要达到 | 量得 | 对照 | 对照的数 | 相比 | 达到 |",
        "| --- | --- | --- | --- | --- | --- | --- | --- | --- |",
        "| a | 导出 | 毫秒 | ≤ 15，快≥ 20倍 | 12.3 | 合并单元格 | 617 | 快50倍 | 是 |",
        "| a | 首屏 | 毫秒 | ≤ 1.25倍 | 300 | 空程序 | 200 | 1.5倍 | **否** |",
        "| a | 第一位找到 | % | 高≥ 35 | 90 | WRatio | 46 | 高44 | 是 |",
        "| a | 份数 | 份 | — | 1,200 | — | — | — | — |",
    ] == list(table(("a", figure) for figure in figures))


def test_the_row_names_its_script() -> None:
    """So that it can be measured again alone."""
    assert row("forms", Figure("x", "毫秒", 1.0)).startswith("| forms | x |")


def test_both_are_measured_each_round() -> None:
    """One call to fill what is kept for later, then one a round, in turns."""
    called: list[str] = []

    ours, baseline = in_turns(lambda: called.append("a"), lambda: called.append("b"), 3)

    assert ["a", "b"] * 4 == called
    assert (3, 3) == (len(ours), len(baseline))
