"""Ctrl+Z and Ctrl+Y on the screens: where they lead, where they say so, and where there is nothing to take back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from assistant.desk import Desk
from assistant.terminal.app import Assistant
from assistant.terminal.commands import COMMANDS
from assistant.terminal.screens.start import StartScreen
from assistant.terminal.widgets.answer import AnswerInput
from tests.terminal.screens import painted, play


def half_way(folder: Path) -> Path:
    """Make a draft whose first questions are answered one by one, up to how many documents were made."""
    path = folder / "a.nianbao"
    desk = Desk.create(path, "云澜市青禾区统计局", 2025)
    desk.write({question.fills: told.value for question, told in desk.recognised()})
    desk.close()
    return path


async def answer(pilot: Pilot[Any], *typed: str) -> None:
    """Answer one question after the other."""
    for words in typed:
        pilot.app.screen.query_one("#answer", AnswerInput).put(words)
        await pilot.press("enter")
        await pilot.pause(0.1)


def walk(path: Path, *keys: str, size: tuple[int, int] = (80, 24)) -> list[str]:
    """The screen after three answers and some keys; `=words` types them without Enter."""

    async def steps(pilot: Pilot[Any]) -> None:
        await pilot.pause(0.2)
        await answer(pilot, "", "有", "两件")
        for key in keys:
            if key.startswith("="):
                pilot.app.screen.query_one("#answer", AnswerInput).put(key[1:])
            else:
                await pilot.press(key)
            await pilot.pause(0.1)

    return play(Assistant(path), steps, size)


MADE, REPEALED, ANY = "制发了多少件行政规范性文件", "废止了多少件", "制发、废止过行政规范性文件"


def asked(lines: list[str]) -> str:
    """The question on the screen, of the three that are answered here and the one behind them."""
    card = "\n".join(lines[max(n for n, line in enumerate(lines) if set(line) == {"─"}) :])
    return next(words for words in (MADE, REPEALED, ANY) if words in card)


def test_the_question_whose_answer_was_taken_back_is_asked_again(tmp_path: Path) -> None:
    """撤销就是要重新答：问题回到刚才那一题，屏上说撤销了什么、怎样恢复。"""
    lines = walk(half_way(tmp_path), "ctrl+z")

    assert MADE == asked(lines)
    assert any("撤销了：" in line and "Ctrl+Y" in line for line in lines[-4:])


def test_every_further_undo_goes_back_one_more_question(tmp_path: Path) -> None:
    """按两次，回到再前面一题。"""
    assert ANY == asked(walk(half_way(tmp_path), "ctrl+z", "ctrl+z"))


def test_redo_goes_on_behind_the_answer_that_came_back(tmp_path: Path) -> None:
    """撤销以后又恢复，接着问的还是原来那一题。"""
    assert REPEALED == asked(walk(half_way(tmp_path), "ctrl+z", "ctrl+y"))


def test_what_was_being_typed_is_there_when_one_comes_back(tmp_path: Path) -> None:
    """答了一半去撤销，回来时那半句还在；按 F8 回上一题也一样。"""
    undone = walk(half_way(tmp_path), "=大约", "ctrl+z", "ctrl+y")
    left = walk(half_way(tmp_path / "b"), "=大约", "f8", "ctrl+n")

    assert any("┃  大约" in line for line in undone)
    assert any("┃  大约" in line for line in left)


def test_what_was_taken_back_is_said_where_it_covers_nothing(tmp_path: Path) -> None:
    """别的屏上，撤销了什么说在最上面一行；其余各行和没有撤销过的一样，有了新的变化就不再说。"""
    shown: list[list[str]] = []

    async def steps(pilot: Pilot[Any]) -> None:
        await pilot.pause(0.2)
        for keys in ((), ("1", "enter", "up"), ("ctrl+z",), ("1", "enter", "up")):
            app.go_to("申请.新收.自然人") if not keys else await pilot.press(*keys)
            await pilot.pause(0.3)
            shown.append(painted(app))

    app = Assistant(half_way(tmp_path))
    play(app, steps)
    before, _, undone, again = shown

    assert undone[0].startswith(" 撤销了：表三“本年新收”自然人")
    assert before[1:] == undone[1:]
    assert "撤销了" not in again[0]


@pytest.mark.parametrize("size", [(80, 24), (140, 45)])
def test_nothing_to_take_back_is_said_and_nothing_moves(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    """没有可以撤销的，说一句，留在原来的地方。"""
    path = tmp_path / "a.nianbao"
    Desk.create(path, "云澜市青禾区统计局", 2025).close()

    async def steps(pilot: Pilot[Any]) -> None:
        await pilot.press("escape", "ctrl+z")

    lines = play(Assistant(path), steps, size)

    assert "没有可以撤销的了。" in lines[0]
    assert any("报告里你单位怎样称呼自己？" in line for line in lines)


BEFORE_A_DRAFT: dict[str, Callable[[Assistant], bool]] = {
    "开始": lambda app: isinstance(app.screen, StartScreen),
    "新建": lambda app: bool(app.screen.query("#unit")),
}


@pytest.mark.parametrize("screen", BEFORE_A_DRAFT)
def test_keys_that_need_a_draft_do_nothing_while_there_is_none(screen: str) -> None:
    """还没有打开草稿时，哪一个键都不会让程序退出，也不会离开这一屏。"""
    left: list[str] = []

    async def steps(pilot: Pilot[Any]) -> None:
        if screen == "新建":
            await pilot.press("enter")
        for key in (one.key for one in COMMANDS if one.action not in ("help", "jump", "leave")):
            await pilot.press(key)
            await pilot.pause()
            left.extend([] if BEFORE_A_DRAFT[screen](app) else [key])

    app = Assistant()
    play(app, steps)

    assert [] == left
