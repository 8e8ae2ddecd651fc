"""↑ and ↓ move over what a screen offers while the caret stands in its line."""

from __future__ import annotations

from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, OptionList

from assistant.terminal.app import Assistant
from tests.terminal.screens import painted, play

SCREENS = {
    "目录": ("f3",),
    "核对": ("f4",),
    "待补": ("f7",),
    "措辞": (),
    "导出": ("f6",),
}


def shown(app: Assistant) -> OptionList:
    """The last list that is to be seen."""
    return [one for one in app.screen.query(OptionList) if one.is_on_screen][-1]


def places(keys: tuple[str, ...], moves: tuple[str, ...]) -> list[int | None]:
    """Where the highlighted line of a screen over the sample is after each move."""
    app = Assistant()
    seen: list[int | None] = []

    async def steps(pilot: Pilot[Any]) -> None:
        app.open_sample()
        await pilot.pause(0.2)
        if not keys:
            app.go_to("正文.总体情况.依申请公开")
        await pilot.press(*keys)
        await pilot.pause(0.5)
        for move in moves:
            seen.append(shown(app).highlighted)
            await pilot.press(move)
            await pilot.pause(0.1)
        seen.append(shown(app).highlighted)

    play(app, steps, (80, 24))
    return seen


@pytest.mark.parametrize("name", SCREENS)
def test_down_goes_to_the_next_line_and_up_comes_back(name: str) -> None:
    first, second, third, back = places(SCREENS[name], ("down", "down", "up"))
    assert second == back
    assert len({first, second, third}) == 3


async def found(pilot: Pilot[Any], typed: str) -> list[str]:
    """What 目录 offers for some letters."""
    await pilot.press("f3")
    await pilot.pause(0.2)
    pilot.app.screen.query_one("#narrow", Input).value = typed
    await pilot.pause(0.2)
    return [line for line in painted(pilot.app)[4:-4] if line.strip()]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("网站", "政府信息和年报公布在哪个网站？"),
        ("bnxszrr", "表三“本年新收”自然人"),
        ("本年新收自然人", "表三“本年新收”自然人"),
        ("三安全一稳定", "表三"),
        ("行政处罚", "表二“行政处罚”本年处理决定数量"),
        ("对不上", "这一列对不上"),
        ("ysqgk", "（二）依申请公开"),
    ],
)
def test_everything_is_found_by_its_words_or_their_initials(typed: str, expected: str) -> None:
    """Questions, cells of tables, findings and paragraphs, in one list."""
    app = Assistant()
    seen: list[str] = []

    async def steps(pilot: Pilot[Any]) -> None:
        app.open_sample()
        await pilot.pause(0.2)
        seen.extend(await found(pilot, typed))

    play(app, steps)

    assert any(expected in line for line in seen)
