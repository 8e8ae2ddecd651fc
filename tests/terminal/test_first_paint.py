"""What stands on the screen first, and what the program has not done by then."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from textual.css.stylesheet import Stylesheet
from textual.pilot import Pilot

from assistant.desk import Desk
from assistant.drafts import Draft
from assistant.report import UNIT, YEAR
from assistant.terminal.app import Assistant
from assistant.terminal.screens.interview import InterviewScreen
from assistant.terminal.screens.start import StartScreen
from tests.terminal.screens import painted, play

ROOT = Path(__file__).parents[2]
UNIT_NAME = "柳溪镇人民政府"

LATER = (
    "assistant.checks",
    "assistant.desk",
    "assistant.drafts.backups",
    "assistant.expressions",
    "assistant.forms",
    "assistant.initials",
    "assistant.interview",
    "assistant.numerals",
    "assistant.phrases",
    "assistant.terminal.jumping",
    "assistant.terminal.palette",
    "assistant.terminal.screens.asking",
    "assistant.terminal.screens.card",
    "assistant.terminal.screens.new",
    "assistant.terminal.screens.too_small",
    "importlib.resources",
    "markdown_it.main",
    "textual.document",
    "textual.widgets._text_area",
    "tomllib",
)
"""What the first screen of an open draft, and the start screen all the more, has no need of."""

FIRST = """
import asyncio, sys
from pathlib import Path
from textual.app import App
from assistant.terminal.app import Assistant

def seen(self, screen, renderable, show=App._display):
    show(self, screen, renderable)
    words = "".join(strip.text for strip in screen._compositor.render_strips())
    if sys.argv[1] in words:
        print(*sorted(set(sys.modules) & set(sys.argv[3:])))
        sys.stdout.flush()
        import os
        os._exit(0)

App._display = seen

async def run():
    async with Assistant(Path(sys.argv[2]) if sys.argv[2] else None).run_test(size=(140, 45)) as pilot:
        await pilot.pause(5)

asyncio.run(run())
print("never seen")
"""


def draft_of(tmp_path: Path, unit: str = UNIT_NAME, year: int = 2025) -> Path:
    path = tmp_path / "柳溪镇.nianbao"
    Draft.create(path, {UNIT: unit, YEAR: year, "自称": "我镇"}).close()
    return path


@pytest.mark.parametrize("draft", [False, True], ids=["start", "draft"])
def test_what_is_seen_first_waits_for_nothing_else(draft: bool, tmp_path: Path) -> None:
    """When the choices, or whose draft it is, are painted, nothing is loaded that only later screens need."""
    words = UNIT_NAME if draft else "试用示例"
    path = str(draft_of(tmp_path)) if draft else ""
    done = subprocess.run(
        [sys.executable, "-c", FIRST, words, path, *LATER],
        check=True,
        capture_output=True,
        text=True,
        cwd=ROOT,
    )

    assert [] == done.stdout.split()


@pytest.mark.parametrize("draft", [False, True], ids=["start", "draft"])
def test_there_is_no_screen_under_the_first(draft: bool, tmp_path: Path) -> None:
    """Nor is the style sheet read twice: both would be done before anything is seen."""
    read_again: list[Stylesheet] = []
    patch = pytest.MonkeyPatch()
    patch.setattr(Stylesheet, "reparse", read_again.append)
    app = Assistant(draft_of(tmp_path) if draft else None)

    async def look() -> list[type]:
        async with app.run_test(size=(140, 45)) as pilot:
            await pilot.pause()
            return [type(screen) for screen in app.screen_stack]

    try:
        stack = asyncio.run(look())
    finally:
        patch.undo()

    assert [InterviewScreen if draft else StartScreen] == stack
    assert [] == read_again


def test_the_first_screen_has_the_colours_of_its_theme() -> None:
    """They are set before the app runs, and not once more behind that."""
    app = Assistant()

    async def look() -> tuple[str, bool]:
        async with app.run_test() as pilot:
            await pilot.pause()
            return app.screen.styles.background.hex, app.has_class(f"-theme-{app.theme}")

    background, named = asyncio.run(look())

    assert str(app.current_theme.background).upper() == background
    assert named


def test_a_draft_of_a_year_without_a_form_is_closed_again(tmp_path: Path) -> None:
    """Whose it is was on the screen already; the choices come back, and why is said."""
    path = draft_of(tmp_path, year=2005)

    app = Assistant(path)

    async def look(pilot: Pilot[Any]) -> None:
        await pilot.pause(0.5)
        assert isinstance(pilot.app.screen, StartScreen)

    play(app, look)

    assert ["2005年的年报"] == [one.message[:8] for one in app._notifications]
    Draft.open(path).close()


def test_a_key_before_the_questions_are_read_is_not_lost(tmp_path: Path) -> None:
    """F3 right after the start opens the contents."""

    async def steps(pilot: Pilot[Any]) -> None:
        await pilot.press("f3")
        await pilot.pause(0.3)

    assert any("目录" in line for line in play(Assistant(draft_of(tmp_path)), steps)[:1])


def test_leaving_the_first_screen_shows_the_choices(tmp_path: Path) -> None:
    """F10 from a draft opened by its name, which another window may open then."""
    path = draft_of(tmp_path)

    async def steps(pilot: Pilot[Any]) -> None:
        await pilot.pause(0.3)
        await pilot.press("f10")
        await pilot.pause(0.3)
        Desk.open(path).close()
        assert "试用示例" in "".join(painted(pilot.app))

    play(Assistant(path), steps)
