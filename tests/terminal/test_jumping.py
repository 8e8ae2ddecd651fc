"""Jump mode: letters on everything that can be gone to."""

from __future__ import annotations

from typing import Any

import pytest
from textual.pilot import Pilot

from assistant.terminal.app import Assistant
from assistant.terminal.jumping import JumpScreen, labels
from assistant.terminal.screens.table import TableScreen
from assistant.terminal.widgets.grid import NumGrid
from tests.terminal.screens import painted, play


@pytest.mark.parametrize("count", [0, 1, 26, 27, 144, 600])
def test_no_label_begins_another_one(count: int) -> None:
    """All different and of one length."""
    made = labels(count)

    assert count == len(set(made))
    assert len({len(label) for label in made}) <= 1


async def jumping(pilot: Pilot[Any], *keys: str) -> Assistant:
    """Open the sample, go somewhere, start to jump."""
    app = pilot.app
    assert isinstance(app, Assistant)
    app.open_sample()
    await pilot.pause(0.2)
    for key in (*keys, "ctrl+f"):
        await pilot.press(key)
        await pilot.pause(0.2)
    assert isinstance(app.screen, JumpScreen)
    return app


def test_a_letter_chooses_a_line_of_a_list() -> None:
    """As a click on it would."""

    async def steps(pilot: Pilot[Any]) -> None:
        app = await jumping(pilot, "f3", *"表三")
        await pilot.press("a")
        await pilot.pause(0.3)
        assert isinstance(app.screen, TableScreen)

    play(Assistant(), steps)


def test_letters_go_to_a_cell() -> None:
    """The first label stands on the first cell, and every visible cell has one."""

    async def steps(pilot: Pilot[Any]) -> None:
        app = await jumping(pilot, "f3", *"表三", "enter", "down")
        assert any("aa" in line for line in painted(app))
        await pilot.press("a", "a")
        await pilot.pause(0.2)
        assert (0, 0) == app.screen.query_one(NumGrid).cursor

    play(Assistant(), steps)


@pytest.mark.parametrize("key", ["escape", "1", "f5"])
def test_any_other_key_leaves_everything_as_it_was(key: str) -> None:
    """Whoever came here by mistake is out again with the next key."""

    async def steps(pilot: Pilot[Any]) -> None:
        app = await jumping(pilot, "f3")
        await pilot.press(key)
        await pilot.pause(0.2)
        assert "目录" == getattr(app.screen, "where", "")

    play(Assistant(), steps)
