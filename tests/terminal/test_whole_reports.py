"""Whole reports from the first key to the exported file, in a simulated terminal."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest
from textual import events
from textual.pilot import Pilot

from assistant.terminal.app import Assistant
from tests.reports.expected import answers_of, body_of, matches_expected
from tests.terminal import walking
from tests.terminal.screens import painted
from tests.terminal.walking import Act, Keys, Look, Paste, Words

PATIENCE = 400
"""How often to look again for words that have to come."""

NAMES = {
    " ": "space",
    ".": "full_stop",
    "-": "minus",
    "/": "slash",
    "%": "percent_sign",
    "_": "underscore",
    ":": "colon",
}


async def act(pilot: Pilot[Any], one: Act, line: int) -> None:
    """Do one thing in an app under test."""
    match one:
        case Keys(names):
            await pilot.press(*names)
        case Words(text) if text.isascii():
            await pilot.press(*[NAMES.get(character, character) for character in text])
        case Words(text) | Paste(text):
            pilot.app.post_message(events.Paste(text))
            await pilot.pause()
        case Look(words):
            for _ in range(PATIENCE):
                if words in walking.without_space(painted(pilot.app)):
                    return
                await pilot.pause(0.02)
            shown = "\n".join(painted(pilot.app))
            raise AssertionError(f"第{line}行：没有看到“{words}”\n\n{shown}")


def walk(steps: tuple[walking.Step, ...], size: tuple[int, int]) -> None:
    """Do every step of a walk in a fresh app."""

    async def run() -> None:
        async with Assistant().run_test(size=size) as pilot:
            await pilot.pause()
            for step in steps:
                for one in walking.acts(step):
                    await act(pilot, one, step.line)

    asyncio.run(run())


@pytest.mark.slow
@pytest.mark.parametrize(("name", "size"), [("市政府2025", (140, 45)), ("区局2020", (80, 24))])
def test_a_clerk_gets_from_an_empty_screen_to_the_exported_report(
    name: str, size: tuple[int, int], tmp_path: Path
) -> None:
    """The walk ends in the expected answers, Markdown and DOCX body, byte for byte."""
    walk(walking.read(walking.REPORTS / name / "walk.txt", tmp_path), size)

    matches_expected(name, "answers.json", answers_of(tmp_path / "draft.nianbao"))
    matches_expected(name, "expected.md", (tmp_path / "report.md").read_bytes())
    matches_expected(
        name, "expected.document.xml", body_of((tmp_path / "report.docx").read_bytes())
    )
