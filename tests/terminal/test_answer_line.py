"""The line answers are typed into, wherever it stands."""

from __future__ import annotations

from typing import Any

import pytest
from textual.app import App, ComposeResult
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widgets import Static

from assistant.terminal.screens.asking import AskLine
from assistant.terminal.widgets.answer import AnswerInput
from tests.terminal.screens import painted, play


class Line(App[None]):
    """An answer line under other things."""

    def compose(self) -> ComposeResult:
        yield Static("上面的字")
        yield AnswerInput()


def test_a_letter_lays_nothing_out_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only the line is painted: its size does not depend on what stands in it."""
    laid_out: list[object] = []

    async def steps(pilot: Pilot[Any]) -> None:
        monkeypatch.setattr(Screen, "_refresh_layout", lambda self, *_: laid_out.append(self))
        for key in ("收", "了", "1", "2", "backspace"):
            await pilot.press(key)
            await pilot.pause()

    assert "收了1" in "".join(play(Line(), steps))
    assert [] == laid_out


def test_a_text_longer_than_the_line_is_scrolled_to_its_end() -> None:
    """And back to its beginning with Home."""
    seen: list[str] = []

    async def steps(pilot: Pilot[Any]) -> None:
        for key in "政府信息公开工作年度报告全文":
            await pilot.press(key)
        seen.append("".join(painted(pilot.app)))
        await pilot.press("home")
        await pilot.pause()
        seen.append("".join(painted(pilot.app)))

    play(Line(), steps, (20, 8))

    assert "全文" in seen[0]
    assert "政府信息" not in seen[0]
    assert "政府信息" in seen[1]


def test_the_end_of_what_is_offered_is_in_sight() -> None:
    """A path longer than its box shows its end, where the name of the file is changed."""

    async def steps(pilot: Pilot[Any]) -> None:
        pilot.app.push_screen(AskLine("放在哪里？", f"/{'很长的名字/' * 12}年报.xlsx"))

    lines = play(Line(), steps)

    assert any("年报.xlsx" in line for line in lines)
