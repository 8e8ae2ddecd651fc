"""Nothing stays of a screen that was left; `make soak` looks at the memory of a long day."""

from __future__ import annotations

import asyncio
import gc
from collections import Counter
from pathlib import Path
from typing import Any

from textual._styles_cache import StylesCache
from textual.dom import DOMNode
from textual.pilot import Pilot
from textual.strip import Strip
from textual.timer import Timer

from assistant.drafts import Draft
from assistant.report import UNIT, YEAR, Value
from assistant.terminal.app import Assistant

SCREENS = (
    "f3",
    "b",
    "s",
    "f10",
    "f4",
    "down",
    "f10",
    "f5",
    "pagedown",
    "f10",
    "f6",
    "f10",
    "f7",
    "f10",
)
MORE = ("f9", "f10", "ctrl+e", "f10", "f1", "escape", "ctrl+p", "escape", "ctrl+f", "escape")
BESIDE = ("ctrl+w", "ctrl+w", "ctrl+w")
"""All the pane at the right can show, and back to the first."""

TABLE = ("right", "1", "2", "enter", "ctrl+z", "7", "escape", "f10")
WORDS = ("s", "z", "down", "ctrl+n", "一", "escape", "escape", "f10")

LINES = 200
"""Painted lines that one round may leave more than another: what is shown is not the same every time."""


async def walk(pilot: Pilot[Any], app: Assistant) -> None:
    """Go to every screen and come back."""
    for key in (*SCREENS, *MORE, *BESIDE):
        await pilot.press(key)
    for target, keys in (("申请.新收.自然人", TABLE), ("正文.总体情况.依申请公开", WORDS)):
        app.go_to(target)
        await pilot.pause()
        for key in keys:
            await pilot.press(key)
    _drop_timeouts()
    await pilot.pause()


def _drop_timeouts() -> None:
    """Have asyncio forget the timeouts of the pilot's keys, which hold the screen pressed on for 30 s.

    It sweeps out what was cancelled once that is more than half of many.
    """
    loop = asyncio.get_running_loop()
    for _ in range(1000):
        loop.call_later(60, int).cancel()


def kept() -> Counter[str]:
    """How many widgets, timers and painted lines there are, those the program never searches among them."""
    gc.unfreeze()
    gc.collect()
    kinds = (DOMNode, StylesCache, Strip, Timer, asyncio.Task)
    return Counter(type(one).__name__ for one in gc.get_objects() if isinstance(one, kinds))


def test_nothing_stays_of_a_screen_that_was_left(tmp_path: Path) -> None:
    """After a second walk over all screens there is no widget, timer or task more than after the first."""
    path = tmp_path / "柳溪镇.nianbao"
    begun: dict[str, Value] = {UNIT: "柳溪镇人民政府", YEAR: 2025, "自称": "我镇"}
    Draft.create(path, begun).close()

    async def run() -> Counter[str]:
        app = Assistant(path)
        async with app.run_test(size=(140, 45)) as pilot:
            await pilot.pause(1)
            await walk(pilot, app)
            assert len(app.screen_stack) == 1
            before = kept()
            await walk(pilot, app)
            assert len(app.screen_stack) == 1
            return kept() - before

    more = asyncio.run(run())

    assert more.pop("Strip", 0) <= LINES
    assert {} == dict(more)
