"""What follows the report while one works on it: the pane at the right, and what stands under the editor."""

from __future__ import annotations

from typing import Any

from textual.pilot import Pilot
from textual.widgets import Input, Static, TextArea

from assistant.terminal import settings
from assistant.terminal.app import Assistant
from assistant.terminal.screens.writing import PAUSE, Writing
from assistant.terminal.widgets.grid import NumGrid
from tests.terminal.screens import painted, play

LARGE = (140, 45)
PLACE = "正文.总体情况.依申请公开"


async def sample(pilot: Pilot[Any], target: str = "") -> Assistant:
    """Open the sample, at a place of it."""
    app = pilot.app
    assert isinstance(app, Assistant)
    app.open_sample()
    await pilot.pause(0.2)
    if target:
        app.go_to(target)
        await pilot.pause(0.2)
    return app


def shown(app: Assistant) -> str:
    """The screen as one string."""
    return "\n".join(painted(app))


def test_the_pane_shows_help_then_findings_then_the_report() -> None:
    """Ctrl+W turns it, and the focus stays where it was."""
    seen: list[str] = []

    async def steps(pilot: Pilot[Any]) -> None:
        app = await sample(pilot)
        before = app.focused
        for _ in range(3):
            seen.append(shown(app))
            await pilot.press("ctrl+w")
            await pilot.pause(0.2)
        assert before is app.focused

    play(Assistant(), steps, LARGE)

    assert ["口径" in seen[0], "这一列对不上" in seen[1], "还不能定稿" in seen[2]] == [True] * 3


def test_the_pane_shows_next_time_what_it_showed_last() -> None:
    """On another screen, and in another run of the program."""

    async def steps(pilot: Pilot[Any]) -> None:
        app = await sample(pilot)
        await pilot.press("ctrl+w")
        app.go_to("表.申请")
        await pilot.pause(0.2)

    assert any("[核对]" in line for line in play(Assistant(), steps, LARGE))
    assert "核对" == settings.read().beside


def test_a_narrow_window_says_where_to_look_instead() -> None:
    """At 80 cells there is no pane; F4 and F5 do what it would do."""

    async def steps(pilot: Pilot[Any]) -> None:
        await sample(pilot)
        await pilot.press("ctrl+w")
        await pilot.pause(0.2)

    said = "窗口不到130列，放不下右栏：按 F4 看核对，按 F5 看预览。"
    assert said in play(Assistant(), steps)[0]


def test_findings_beside_the_table_follow_each_number() -> None:
    """The contradiction goes with the key that puts it right; the cursor stays in the table."""
    settings.write(settings.Settings(beside="核对"))

    async def steps(pilot: Pilot[Any]) -> None:
        app = await sample(pilot, "申请.结转下年.自然人")
        assert "这一列对不上" in shown(app)
        await pilot.press("1", "enter")
        await pilot.pause(0.1)
        assert "填了的都对得上" in shown(app)
        assert isinstance(app.focused, NumGrid)

    play(Assistant(), steps, LARGE)


def test_the_report_beside_the_table_follows_each_number() -> None:
    """The preview shows the new figure, and scrolls to where it changed."""
    settings.write(settings.Settings(beside="预览"))

    async def steps(pilot: Pilot[Any]) -> None:
        await sample(pilot, "表.申请")
        await pilot.press(*"777", "enter")
        await pilot.pause(0.2)

    right = [line[84:] for line in play(Assistant(), steps, LARGE)]

    assert any("777" in line for line in right)


async def write(pilot: Pilot[Any], words: str) -> Writing:
    """Begin a paragraph of one's own."""
    app = await sample(pilot, PLACE)
    await pilot.press("ctrl+n")
    app.screen.query_one(TextArea).insert(words)
    await pilot.pause(PAUSE * 3)
    return app.screen.query_one(Writing)


def test_suggestions_fit_the_sentence_at_the_caret() -> None:
    """Of the whole paragraph only what was begun behind the last full stop is looked for."""

    async def steps(pilot: Pilot[Any]) -> None:
        writing = await write(pilot, "我局做了不少工作。结转")
        assert "结转" == writing.fragment

    assert any("上年结转和结转下年" in line for line in play(Assistant(), steps, LARGE))


def test_tab_puts_the_suggestion_in_place_of_what_was_begun() -> None:
    """What was finished before stays."""

    async def steps(pilot: Pilot[Any]) -> None:
        writing = await write(pilot, "我局做了不少工作。结转")
        await pilot.press("tab")
        assert (
            "我局做了不少工作。新收政府信息公开申请12件，上年结转1件，本年办结12件，结转下年度2件。"
            == writing.text
        )
        assert isinstance(pilot.app.focused, TextArea)

    play(Assistant(), steps, LARGE)


def test_a_number_that_contradicts_a_table_is_said_while_it_is_written() -> None:
    """It need not be stored first; nothing is written to the draft."""

    async def steps(pilot: Pilot[Any]) -> None:
        writing = await write(pilot, "2025年收到申请15件。")
        assert "相差3件" in str(writing.query_one("#doubts", Static).render())
        app = pilot.app
        assert isinstance(app, Assistant)
        assert () == app.desk.report.paragraphs("总体情况.依申请公开")

    play(Assistant(), steps, LARGE)


def test_a_paragraph_left_unfinished_is_open_again_with_the_caret_in_it() -> None:
    """Not the line to search with, which is hidden behind it."""

    async def steps(pilot: Pilot[Any]) -> None:
        await write(pilot, "没写完的一段")
        app = pilot.app
        assert isinstance(app, Assistant)
        app.action_leave()
        await pilot.pause(0.2)
        app.go_to(PLACE)
        await pilot.pause(0.3)
        assert isinstance(app.focused, TextArea)
        assert not app.screen.query_one("#query", Input).is_on_screen

    play(Assistant(), steps, LARGE)
