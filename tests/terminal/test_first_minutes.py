"""The first five minutes: the tour, the sample, going on with a draft."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from textual.pilot import Pilot

from assistant.desk import Desk
from assistant.terminal import settings
from assistant.terminal.app import Assistant
from assistant.terminal.screens.interview import InterviewScreen
from assistant.terminal.screens.start import StartScreen
from assistant.terminal.screens.tour import STOPS
from tests.terminal.screens import painted, play

TO_TOUR = ("down", "down", "down", "enter")


async def press(pilot: Pilot[Any], *keys: str) -> None:
    """Press keys, each after the screen has settled."""
    for key in keys:
        await pilot.press(key)
        await pilot.pause(0.2)


def test_somebody_new_is_pointed_at_the_tour() -> None:
    """On a machine without drafts; after the tour no more."""
    assert any("第一次打开？" in line for line in play(Assistant(), nothing))
    settings.write(settings.Settings(toured=True))
    assert not any("第一次打开？" in line for line in play(Assistant(), nothing))


async def nothing(_pilot: Pilot[Any]) -> None:
    """Only look."""


def test_the_tour_shows_every_screen_with_its_words() -> None:
    """Enter goes on through all of them and ends in the sample."""
    seen: list[str] = []

    async def steps(pilot: Pilot[Any]) -> None:
        await press(pilot, *TO_TOUR)
        for _ in STOPS:
            seen.append("".join(painted(pilot.app)))
            await press(pilot, "enter")
        assert isinstance(pilot.app.screen, InterviewScreen)

    play(Assistant(), steps, (140, 45))

    assert [] == [
        stop.title
        for number, (stop, shown) in enumerate(zip(STOPS, seen, strict=True), start=1)
        if f"{stop.title}　{number}／{len(STOPS)}" not in shown
    ]
    assert settings.read().toured


def test_the_tour_can_be_left_at_once_and_gone_back_in() -> None:
    """← goes back a stop, Esc leaves it, F10 leads to the start."""

    async def steps(pilot: Pilot[Any]) -> None:
        await press(pilot, *TO_TOUR, "enter", "left")
        assert any("问答　1／" in line for line in painted(pilot.app))
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, InterviewScreen)
        await press(pilot, "f10")
        assert isinstance(pilot.app.screen, StartScreen)

    play(Assistant(), steps)


def left_half_way(folder: Path) -> Path:
    """Work on a draft and leave it."""
    path = folder / "a.nianbao"
    Desk.create(path, "云澜市青禾区统计局", 2025).close()

    async def steps(pilot: Pilot[Any]) -> None:
        await press(pilot, "enter", "enter", "ctrl+q")

    play(Assistant(path), steps)
    return path


def test_the_start_screen_says_where_a_draft_was_left(tmp_path: Path) -> None:
    """Unit, year, time, part, and what is still open."""
    left_half_way(tmp_path)
    shown = "".join(play(Assistant(), nothing))

    assert "继续：云澜市青禾区统计局 2025年" in shown
    assert "写到“二、主动公开政府信息情况”，还有" in shown


def test_a_draft_that_is_gone_on_with_says_where_it_was_left(tmp_path: Path) -> None:
    """The same in the conversation, with the answers given so far."""
    path = left_half_way(tmp_path)
    shown = "".join(line.strip() for line in play(Assistant(path), nothing))

    assert "写到“二、主动公开政府信息情况”。答过8题，都在" in shown


def test_a_draft_opened_by_its_name_is_left_to_the_start_screen(tmp_path: Path) -> None:
    """F10 from a draft that the program was started with."""
    path = left_half_way(tmp_path)

    async def steps(pilot: Pilot[Any]) -> None:
        await press(pilot, "f10")
        assert isinstance(pilot.app.screen, StartScreen)

    play(Assistant(path), steps)


def fresh(folder: Path) -> Path:
    """Make a draft that has nothing but its unit and its year."""
    path = folder / "fresh.nianbao"
    Desk.create(path, "云澜市青禾区统计局", 2025).close()
    return path


def test_what_the_name_tells_is_confirmed_at_once(tmp_path: Path) -> None:
    """Enter takes all of it, as one step."""

    async def steps(pilot: Pilot[Any]) -> None:
        await press(pilot, "enter")
        desk = pilot.app.desk  # type: ignore[attr-defined]
        assert ["我局", "政府部门", "区县级", "统计", "本机关"] == [
            desk.report.answers[name]
            for name in ("自称", "机关类型", "层级", "业务领域", "统计范围")
        ]
        desk.undo()
        assert "自称" not in desk.report.answers

    play(Assistant(fresh(tmp_path)), steps)


def test_what_the_name_tells_may_be_asked_one_by_one(tmp_path: Path) -> None:
    """Escape writes nothing and asks the first of them."""

    async def steps(pilot: Pilot[Any]) -> None:
        await press(pilot, "escape")
        assert "自称" not in pilot.app.desk.report.answers  # type: ignore[attr-defined]

    shown = "".join(play(Assistant(fresh(tmp_path)), steps))

    assert "报告里你单位怎样称呼自己？" in shown


def test_a_missing_name_is_said_at_its_own_line() -> None:
    """Enter on the empty name of the unit stays there and says what is to be written."""

    async def steps(pilot: Pilot[Any]) -> None:
        await press(pilot, "enter", "enter")
        assert pilot.app.focused is pilot.app.screen.query_one("#unit")

    assert any("请写单位全称" in line for line in play(Assistant(), steps))


def test_a_year_that_has_not_begun_is_a_slip_of_the_hand() -> None:
    """A report is about a year that is over, or nearly."""

    async def steps(pilot: Pilot[Any]) -> None:
        await press(pilot, "enter", "a", "enter", *"2099", "enter")
        assert pilot.app.focused is pilot.app.screen.query_one("#year")

    assert any("2099年还没有到" in line for line in play(Assistant(), steps))
