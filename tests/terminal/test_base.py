import asyncio
from typing import Any

import pytest
from textual.app import ComposeResult
from textual.notifications import SeverityLevel
from textual.pilot import Pilot
from textual.widgets import Input, Static

from assistant.terminal import base, themes
from assistant.terminal.base import BaseApp
from assistant.terminal.screens.too_small import TooSmall
from tests.terminal.screens import painted, play, press


class Bench(BaseApp):
    """An input in the smallest app there is."""

    saves = 0

    def save_now(self) -> None:
        """Count."""
        self.saves += 1

    def compose(self) -> ComposeResult:
        """One line and one input."""
        yield Static("正文")
        yield Input()


def test_the_command_palette_is_chinese() -> None:
    """命令面板：占位文字、命令、说明都是中文。"""
    screen = "\n".join(press(Bench(), "ctrl+p"))

    assert "打字找命令，例：退出" in screen
    assert "保存并退出" in screen
    assert "Search" not in screen
    assert "Quit" not in screen


def test_an_unknown_command_is_told_so_in_chinese() -> None:
    """搜不到命令时说中文。"""
    app = Bench()

    async def run() -> None:
        async with app.run_test() as pilot:
            await pilot.press("ctrl+p", *"没有的")
            for _ in range(200):
                if any("没有这样的命令" in line for line in painted(app)):
                    return
                await pilot.pause(0.05)
        pytest.fail("the sentence did not appear")

    asyncio.run(run())


def test_quitting_saves() -> None:
    """Ctrl+Q 先保存再退出。"""
    app = Bench()
    press(app, "ctrl+q")

    assert app.saves == 1


def test_ctrl_c_says_how_to_quit() -> None:
    """Ctrl+C 不退出，只提示。"""
    app = Bench()

    async def steps(pilot: Pilot[None]) -> None:
        app.set_focus(None)
        await pilot.press("ctrl+c")

    play(app, steps)

    assert [told.message for told in app._notifications] == ["按 Ctrl+Q 退出，内容会先保存。"]


def test_a_window_too_small_is_told_so() -> None:
    """窗口不到 60×15：只显示一句话；拉大以后原样回来。"""
    app = Bench()

    async def steps(pilot: Pilot[None]) -> None:
        await pilot.resize_terminal(50, 12)
        await pilot.pause()
        assert any("窗口太小：现在 50×12，至少要 60×15。" in line for line in painted(app))
        await pilot.resize_terminal(40, 10)
        await pilot.pause()
        assert any("现在 40×10" in line for line in painted(app))
        await pilot.resize_terminal(80, 24)
        await pilot.pause()

    assert "正文" in play(app, steps)[0]


@pytest.mark.parametrize("size", [(1, 1), (20, 3), (59, 24), (80, 14)])
def test_starting_in_a_small_window_is_guarded(size: tuple[int, int]) -> None:
    """一开始就太小，也先显示这句话。"""
    app = Bench()

    async def run() -> bool:
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            return isinstance(app.screen, TooSmall)

    assert asyncio.run(run())


@pytest.mark.parametrize(("name", "value"), [("NO_COLOR", "1"), ("TERM", "dumb")])
def test_a_terminal_without_colours_gets_none(
    name: str, value: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """不要颜色的终端，用终端自己的配色。"""
    monkeypatch.setenv(name, value)

    assert themes.TERMINAL.theme.name == Bench().theme


def test_nothing_blinks_or_moves_by_itself() -> None:
    """光标不闪，没有动画：输入法的候选框不会跳。"""
    app = Bench()

    async def run() -> bool:
        async with app.run_test() as pilot:
            await pilot.pause()
            return app.query_one(Input).cursor_blink

    assert asyncio.run(run()) is False
    assert app.animation_level == "none"


def test_the_terminal_cursor_can_be_chosen_in_the_palette() -> None:
    """“显示终端光标”是一条命令，选了以后变成“隐藏终端光标”。"""
    app = Bench()

    async def steps(pilot: Pilot[None]) -> None:
        app.set_terminal_cursor(True)
        await pilot.press("ctrl+p")

    assert any("隐藏终端光标" in line for line in play(app, steps))


@pytest.mark.parametrize(
    ("severity", "read", "left"),
    [("information", 0.0, 0), ("information", 60.0, 1), ("warning", 0.0, 1), ("error", 0.0, 1)],
)
def test_information_that_was_read_goes_with_the_next_key(
    severity: SeverityLevel, read: float, left: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """读过的提示随下一个键消失，不盖着正在做的；还没来得及读的、警告和做不到的留着。"""
    monkeypatch.setattr(base, "READ", read)

    async def steps(pilot: Pilot[Any]) -> None:
        pilot.app.notify("说一声", severity=severity)
        await pilot.press("x")

    app = Bench()
    play(app, steps)

    assert left == len(app._notifications)
