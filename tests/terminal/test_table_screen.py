"""A statutory table on its screen: what stands under the grid, beside it and over it."""

from __future__ import annotations

import asyncio
from typing import Any

from textual.content import Content
from textual.pilot import Pilot
from textual.widgets import Static
from textual.widgets._toast import Toast

from assistant.terminal import kinsoku, themes
from assistant.terminal.app import Assistant
from assistant.terminal.screens.beside import REST
from assistant.terminal.screens.table import MORE, TableScreen, fitted
from tests.terminal.screens import SMALL, play

LONG = "表三新收12件加上年结转1件，与办理结果11件加结转下年度继续办理3件不相等。" * 6
WIDE = (140, 45)


async def open_table(pilot: Pilot[Any]) -> TableScreen:
    """The sample's table of applications."""
    app = pilot.app
    assert isinstance(app, Assistant)
    app.open_sample()
    await pilot.pause(0.2)
    app.go_to("表.申请")
    await pilot.pause(0.2)
    assert isinstance(app.screen, TableScreen)
    return app.screen


def test_words_that_fit_are_left_alone() -> None:
    """The same content, styles and all."""
    words = Content.styled("对得上。", "bold")

    assert words is fitted(words, 20, 1)


def test_words_that_do_not_fit_end_with_the_key_that_shows_them_all() -> None:
    """Two lines are there, the second one with the mark, and none is wider than the room."""
    shown = fitted(Content.styled(LONG, "bold"), 40, 2)

    lines = shown.plain.split("\n")
    assert 2 == len(lines)
    assert lines[1].endswith(MORE)
    assert lines == [line for each in lines for line in kinsoku.wrap(each, 40)]
    assert shown.spans


def test_a_long_finding_is_cut_with_a_mark_and_whole_in_the_help() -> None:
    """At 80×24 the status line has three lines; F1 has the finding above the meaning of the cell."""
    seen: list[str] = []

    async def steps(pilot: Pilot[Any]) -> None:
        screen = await open_table(pilot)
        assert screen.field is not None
        screen.model.findings = {screen.field.id: LONG}
        screen.refresh_status()
        await pilot.pause()
        seen.extend((str(screen.query_one("#cell", Static).render()), screen.help_text()))

    play(Assistant(), steps, SMALL)

    status, help_text = seen
    assert status.endswith(MORE)
    assert help_text.startswith(LONG)
    assert "口径" in help_text


def test_the_help_beside_the_table_follows_when_the_hands_rest() -> None:
    """A key does not wait for it."""
    seen: list[str] = []

    async def steps(pilot: Pilot[Any]) -> None:
        screen = await open_table(pilot)
        await pilot.press("right")
        await pilot.pause(REST * 3)
        assert screen.field is not None
        seen.extend(
            (screen.field.column.label, str(screen.query_one("#beside-words", Static).render()))
        )

    play(Assistant(), steps, WIDE)

    assert seen[0] in seen[1]


def test_other_colours_reach_the_grid() -> None:
    """Nothing of the old theme is kept."""
    seen = []

    async def steps(pilot: Pilot[Any]) -> None:
        screen = await open_table(pilot)
        for look in themes.LOOKS:
            pilot.app.theme = look.theme.name
            await pilot.pause(0.1)
            seen.append(tuple(part.style for part in screen.grid.render_line(5)))
            known = {part.style for part in screen.grid.render_line(5)}
            assert screen.grid.get_component_rich_style("num-grid--rule") in known

    play(Assistant(), steps, SMALL)

    assert len(themes.LOOKS) == len(set(seen))


def test_a_notice_covers_neither_the_status_nor_what_is_typed() -> None:
    """It stands at the top right, over the titles of the table."""

    async def bottom_and_status() -> tuple[int, int]:
        async with Assistant().run_test(size=SMALL, notifications=True) as pilot:
            screen = await open_table(pilot)
            pilot.app.clear_notifications()
            pilot.app.notify("没有空着的格。")
            await pilot.pause(0.3)
            return screen.query_one(Toast).region.bottom, screen.query_one("#cell").region.y

    bottom, status = asyncio.run(bottom_and_status())
    assert 0 < bottom <= 6 < status
