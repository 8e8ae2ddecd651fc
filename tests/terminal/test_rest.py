"""Memory is tidied between stretches of typing, never during one."""

from __future__ import annotations

import asyncio
import gc
import subprocess
import sys

import pytest

from assistant.terminal.rest import TidiesAtRest


class Small(TidiesAtRest[None]):
    """An app that has loaded everything when it is told so."""

    loaded = False

    @property
    def is_loaded(self) -> bool:
        return self.loaded


@pytest.fixture
def searches(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What was asked of the garbage collector, which is left alone."""
    asked: list[str] = []
    monkeypatch.setattr(gc, "collect", lambda: asked.append("collect"))
    monkeypatch.setattr(gc, "freeze", lambda: asked.append("freeze"))
    return asked


def test_memory_is_searched_once_after_every_stretch_of_typing(searches: list[str]) -> None:
    """Not while keys come, not again while none come; what is loaded is set aside the first time."""

    def look(app: Small) -> list[str]:
        searches.clear()
        app.tidy_at_rest()
        return list(searches)

    async def run() -> dict[str, list[str]]:
        app = Small()
        seen = {}
        async with app.run_test() as pilot:
            await pilot.press("a")
            seen["at once"] = look(app)
            app._tidied, app._touched = app._tidied - 10, app._touched - 2
            seen["before everything is loaded"] = look(app)
            app.loaded = True
            seen["at rest"] = look(app)
            seen["still at rest"] = look(app)
            app._tidied -= 10
            app._touched -= 5
            seen["at rest again"] = look(app)
        return seen

    assert asyncio.run(run()) == {
        "at once": [],
        "before everything is loaded": [],
        "at rest": ["freeze", "collect"],
        "still at rest": [],
        "at rest again": ["collect"],
    }


def test_python_searches_everything_when_told_to_only() -> None:
    """What was loaded before the first screen is not searched at all."""
    code = (
        "import gc; gc.disable(); from assistant.terminal import rest; rest.leave_searching_to_rests();"
        "print(gc.isenabled(), gc.get_threshold()[2] >= 1000, gc.get_freeze_count() > 10_000)"
    )
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)

    assert done.stdout.split() == ["True", "True", "True"]
    assert gc.isenabled()
