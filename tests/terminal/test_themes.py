"""Colours: readable, remembered, and never the only sign of anything."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from rich.style import Style
from textual.color import Color
from textual.pilot import Pilot

from assistant.terminal import settings, themes
from assistant.terminal.app import Assistant
from assistant.terminal.settings import Settings
from assistant.terminal.themes import Look
from tests.terminal.answering import Answering
from tests.terminal.screens import painted, play
from tests.terminal.test_app_screens import go

LEAST = {look.label: 7.0 if look is themes.CONTRAST else 4.5 for look in themes.LOOKS}
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
    assert [] == [pair for pair in PAIRS if contrast(look, *pair) < LEAST[look.label]]


READ = {
    "开始": (),
    "新建": ("enter",),
    "帮助": ("f1",),
    "命令": ("ctrl+p",),
    "问答": ("sample",),
    "目录": ("sample", "f3"),
    "核对": ("sample", "f4"),
    "预览": ("sample", "f5"),
    "导出": ("sample", "f6"),
    "送审": ("sample", "f6", "f8"),
    "待补": ("sample", "f7"),
    "答复": ("sample", "ctrl+g", *("down",) * 8),
    "跳": ("sample", "f4", "ctrl+f"),
    "退回": ("sample", "f12"),
    "表三": ("sample", "表.申请"),
    "表二": ("sample", "表.主动公开"),
    "措辞": ("sample", "正文.总体情况.依申请公开"),
    "采用": ("sample", "正文.总体情况.依申请公开", "enter"),
    "写": ("sample", "正文.总体情况.依申请公开", "ctrl+n", "1"),
    "看措辞": ("sample", "正文.总体情况.依申请公开", "enter", "ctrl+e"),
    "读进来": ("sample", "last_year"),
}
"""Ways to screens on which everything painted is looked at."""


def pale(app: Assistant, least: float) -> Iterator[str]:
    """The words on the screen, of the box in front where there is one, that stand out less than they should."""
    box = app.screen.children[0].region if app.screen.is_modal else app.screen.region
    for y, strip in enumerate(app.screen._compositor.render_strips()):
        for part in strip.crop(box.x, box.right) if y in box.line_range else ():
            if part.text.strip(SEEN_AS_SHAPES) and part.style:
                found = stands_out(part.style)
                if found < least:
                    yield f"{y} {found:.1f} {part.text.strip()} {part.style}"


SEEN_AS_SHAPES = " 　│─┃━╭╮╰╯┏┓┗┛┼┤├┬┴┌┐└┘▔▁▂▃▄▅▆▇█▌▎▊"
"""Rules, frames and bars: nothing is read in them."""


def stands_out(style: Style) -> float:
    """How much painted words stand out from what is behind them; in the terminal's own colours they do."""
    if style.color is None and style.bgcolor is None:
        return 21.0
    colours = (Color.from_rich_color(one) for one in (style.color, style.bgcolor))
    darker, lighter = sorted(map(luminance, colours))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("look", COLOURED, ids=lambda look: look.theme.name)
@pytest.mark.parametrize("name", READ)
def test_everything_painted_can_be_read(name: str, look: Look) -> None:
    """On every screen every word, the chosen line, marks and keys among them, stands out as much."""
    seen: list[str] = []

    async def steps(pilot: Pilot[Any]) -> None:
        app.theme = look.theme.name
        for step in READ[name]:
            await go(pilot, app, step)
        await pilot.pause(0.1)
        seen.extend(pale(app, LEAST[look.label]))

    app = Assistant()
    play(app, steps, (100, 30))

    assert [] == seen


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
