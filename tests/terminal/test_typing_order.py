"""What is typed fast takes effect in the order in which it was typed."""

from __future__ import annotations

from typing import Any

import pytest
from textual import events
from textual.pilot import Pilot
from textual.widgets import Input, OptionList

from assistant.terminal.app import Assistant
from assistant.terminal.screens.wording import WordingScreen
from tests.terminal.screens import play

CHARACTERS = {"full_stop": "."}


def at_once(app: Assistant, *keys: str) -> None:
    """Type keys without waiting for any of them, as a terminal delivers what was typed ahead."""
    for key in keys:
        character = CHARACTERS.get(key, key if len(key) == 1 else None)
        app.post_message(events.Key(key, character))


async def opened(pilot: Pilot[Any], app: Assistant, *keys: str) -> None:
    """Open the sample and press keys one after the other."""
    app.open_sample()
    await pilot.pause(0.2)
    for key in keys:
        await pilot.press(key)
    await pilot.pause(0.2)


@pytest.mark.parametrize("moves", [1, 2, 3])
def test_a_choice_is_made_before_the_line_it_fills_is_cleared(moves: int) -> None:
    """In 导出: ↓, Ctrl+U and a name of one's own, all at once, leave that name."""
    app = Assistant()

    async def steps(pilot: Pilot[Any]) -> None:
        await opened(pilot, app, "f6")
        at_once(app, *["down"] * moves, "ctrl+u", "a", "full_stop", "m", "d")
        await pilot.pause(0.3)
        assert (moves, "a.md") == (
            app.screen.query_one(OptionList).highlighted,
            app.screen.query_one(Input).value,
        )

    play(app, steps)


def test_enter_chooses_the_line_that_the_arrows_before_it_went_to() -> None:
    """In 目录: 表三, ↓ and Enter at once open the words before the table, not the table above them in the list."""
    app = Assistant()

    async def steps(pilot: Pilot[Any]) -> None:
        await opened(pilot, app, "f3")
        at_once(app, *"表三", "down", "enter")
        await pilot.pause(0.5)
        assert isinstance(app.screen, WordingScreen)
        assert "申请.说明" == app.screen.place

    play(app, steps)


def test_what_is_typed_behind_a_key_that_opens_a_screen_lands_there() -> None:
    """F3 and letters at once: the letters narrow the list down."""
    app = Assistant()

    async def steps(pilot: Pilot[Any]) -> None:
        await opened(pilot, app)
        at_once(app, "f3", *"bs")
        await pilot.pause(0.5)
        assert "bs" == app.screen.query_one("#narrow", Input).value

    play(app, steps)


def test_a_key_whose_widget_goes_away_does_not_stop_the_keys_behind_it() -> None:
    """Esc closes the list and its line with it; F4 behind it opens the findings all the same."""
    app = Assistant()

    async def steps(pilot: Pilot[Any]) -> None:
        await opened(pilot, app, "f3")
        at_once(app, "escape", "f4", *"x")
        await pilot.pause(1.0)
        assert "x" == app.screen.query_one("#narrow", Input).value
        assert "核对" == getattr(app.screen, "where", "")

    play(app, steps)
