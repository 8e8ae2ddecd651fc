"""Colours: readable, remembered, and never the only sign of anything."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from textual.color import Color
from textual.pilot import Pilot

from assistant.terminal import settings, themes
from assistant.terminal.app import Assistant
from assistant.terminal.settings import Settings
from assistant.terminal.themes import Look
from tests.terminal.answering import Answering
from tests.terminal.screens import painted, play

COLOURED = [look for look in themes.LOOKS if look is not themes.TERMINAL]
WORDS = ("foreground", "text-muted", "text-error", "text-warning", "text-success")
PAIRS = (
    *((words, behind) for words in WORDS for behind in ("background", "surface")),
    ("block-cursor-blurred-foreground", "block-cursor-blurred-background"),
    ("input-selection-foreground", "input-selection-background"),
    ("bar-foreground", "bar-background"),
)


def contrast(look: Look, words: str, behind: str) -> float:
    """How much the words stand out, from 1 to 21, as web pages are judged (WCAG 2.1)."""
    colours = look.theme.to_color_system().generate() | look.theme.variables
    darker, lighter = sorted(luminance(Color.parse(colours[name])) for name in (words, behind))
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: Color) -> float:
    """How light a colour is, from 0 to 1, as WCAG 2.1 has it."""
    parts = [part / 255 for part in colour.rgb]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("look", COLOURED, ids=lambda look: look.theme.name)
def test_everything_written_can_be_read(look: Look) -> None:
    """Words stand out 4.5 to 1 from what is behind them, 7 to 1 where strong contrast was asked for."""
    least = 7.0 if look is themes.CONTRAST else 4.5

    assert [] == [pair for pair in PAIRS if contrast(look, *pair) < least]


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({}, themes.DARK),
        ({"COLORFGBG": "0;15"}, themes.LIGHT),
        ({"COLORFGBG": "15;0"}, themes.DARK),
        ({"NO_COLOR": "1", "COLORFGBG": "0;15"}, themes.TERMINAL),
        ({"TERM": "vt100"}, themes.TERMINAL),
    ],
)
def test_the_first_look_follows_the_terminal(
    environment: dict[str, str], expected: Look, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Light where the terminal says that it is light, its own colours where there are none."""
    monkeypatch.delenv("COLORFGBG", raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    for name, value in environment.items():
        monkeypatch.setenv(name, value)

    assert expected is themes.usual()


def test_a_look_chosen_in_the_palette_is_there_again_next_time() -> None:
    """Typing the Pinyin initials of 高对比配色 finds it; a new app opens with it."""

    async def steps(pilot: Pilot[Any]) -> None:
        await pilot.press("ctrl+p", *"gdb")
        await pilot.pause(0.3)
        await pilot.press("enter")
        await pilot.pause(0.2)

    play(Assistant(), steps)

    assert themes.CONTRAST.theme.name == settings.read().theme
    assert themes.CONTRAST.theme.name == Assistant().theme


@pytest.mark.parametrize("written", ["", "[]", "{", '{"theme": 3}', '{"theme": "没有的"}'])
def test_settings_that_cannot_be_read_stop_nothing(written: str, own_home: Path) -> None:
    """A broken file, or one from another version, gives the usual look."""
    (own_home / "screen.json").write_text(written, encoding="utf-8")

    assert themes.usual().theme.name == Assistant().theme


def test_settings_read_back_as_written() -> None:
    """Every choice is kept."""
    chosen = Settings("nianbao-light", terminal_cursor=True, toured=True)

    assert "" == settings.write(chosen)
    assert chosen == settings.read()


def test_the_chosen_line_of_a_list_has_a_mark() -> None:
    """`>` stands before it and moves with it."""

    async def steps(pilot: Pilot[Any]) -> None:
        await pilot.press("down")

    marked = [line for line in play(Assistant(), steps) if line.startswith(">")]

    assert 1 == len(marked)


def test_the_line_in_focus_has_a_heavy_frame() -> None:
    """Of the three lines of 新建 one is framed heavily, and Tab moves the frame on."""
    seen: list[int] = []

    async def steps(pilot: Pilot[Any]) -> None:
        await pilot.press("enter")
        await pilot.pause(0.2)
        for _ in range(2):
            seen.append(next(n for n, line in enumerate(painted(pilot.app)) if "┏" in line))
            await pilot.press("tab")
            await pilot.pause()

    play(Assistant(), steps)

    assert seen[0] < seen[1]


def test_without_colours_none_is_sent() -> None:
    """With NO_COLOR the terminal gets bold and reverse, and not one colour."""
    program = Path(__file__).parent / "program.py"
    root = str(Path(__file__).parents[2])
    terminal = Answering(program, wide=1, environment={"NO_COLOR": "1", "PYTHONPATH": root})
    try:
        terminal.wait_for("试用示例")
        codes = {
            code
            for run in re.findall(rb"\x1b\[([\d;]*)m", terminal.output)
            for code in run.split(b";")
        }
    finally:
        terminal.close()

    assert set() == codes - {b"", b"0", b"1", b"2", b"3", b"4", b"7", b"39", b"49"}
    assert b"7" in codes
