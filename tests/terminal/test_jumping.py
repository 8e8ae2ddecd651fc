"""Jump mode: letters on everything that can be gone to."""

from __future__ import annotations

from typing import Any

import pytest
from textual.pilot import Pilot

from assistant.terminal.app import Assistant
from assistant.terminal.jumping import JumpScreen, labels
from assistant.terminal.screens.items import ContentsScreen
from assistant.terminal.screens.table import TableScreen
from assistant.terminal.widgets.answer import AnswerInput
from assistant.terminal.widgets.grid import NumGrid
from tests.terminal.screens import painted, play


@pytest.mark.parametrize("count", [0, 1, 26, 27, 144, 600])
def test_no_label_begins_another_one(count: int) -> None:
    """All different and of one length."""
    made = labels(count)

    assert count == len(set(made))
    assert len({len(label) for label in made}) <= 1


async def jumping(pilot: Pilot[Any], *keys: str) -> Assistant:
    """Open the sample, go somewhere, start to jump."""
    app = pilot.app
    assert isinstance(app, Assistant)
    app.open_sample()
    await pilot.pause(0.2)
    for key in (*keys, "ctrl+f"):
        await pilot.press(key)
        await pilot.pause(0.2)
    assert isinstance(app.screen, JumpScreen)
    return app


def test_a_letter_chooses_a_line_of_a_list() -> None:
    """As a click on it would."""

    async def steps(pilot: Pilot[Any]) -> None:
        app = await jumping(pilot, "f3", *"表三")
        await pilot.press("a")
        await pilot.pause(0.3)
        assert isinstance(app.screen, TableScreen)

    play(Assistant(), steps)


def test_letters_go_to_a_cell() -> None:
    """The first label stands on the first cell, and every visible cell has one."""

    async def steps(pilot: Pilot[Any]) -> None:
        app = await jumping(pilot, "f3", *"表三", "enter", "down")
        assert any("aa" in line for line in painted(app))
        await pilot.press("a", "a")
        await pilot.pause(0.2)
        assert (0, 0) == app.screen.query_one(NumGrid).cursor

    play(Assistant(), steps)


@pytest.mark.parametrize("key", ["escape", "1", "f5"])
def test_any_other_key_leaves_everything_as_it_was(key: str) -> None:
    """Whoever came here by mistake is out again with the next key."""

    async def steps(pilot: Pilot[Any]) -> None:
        app = await jumping(pilot, "f3")
        await pilot.press(key)
        await pilot.pause(0.2)
        assert "目录" == getattr(app.screen, "where", "")

    play(Assistant(), steps)


FOUND = {
    "gkzs": "问.公开总数",
    "pxcs": "问.培训次数",
    "ywpx": "问.培训次数",
    "lxdh": "问.联系电话",
    "联系 电话": "问.联系电话",
    "tjfw": "问.统计范围.单位",
    "dlwz": "问.独立网站",
    "sssx": "问.三审三校",
    "zdly": "问.重点领域",
    "pt js zyx": "正文.总体情况.平台建设",
    "平台建设": "正文.总体情况.平台建设",
    "zdgk zyx": "正文.总体情况.主动公开",
    "表三": "表.申请",
    "xszrr": "申请.新收.自然人",
    "xs qy": "申请.新收.商业企业",
    "本年新收 自然人": "申请.新收.自然人",
    "yygk kyjg": "申请.予以公开.科研机构",
    "结转下年 总计": "申请.结转下年.总计",
    "jgjz": "复议诉讼.复议.纠正",
    "dbs": "问题#2",
    "zrr dbs": "问题#2",
    "Q-TABLES": "问题#3",
}
"""What is typed in the list of everything, and the name of the line that it leads to first."""


def test_every_kind_of_thing_is_found_by_its_words_and_their_initials() -> None:
    """Questions, tables, texts, single cells and findings; several words, each one somewhere."""
    led: dict[str, str] = {}

    async def steps(pilot: Pilot[Any]) -> None:
        app = pilot.app
        assert isinstance(app, Assistant)
        app.open_sample()
        await pilot.pause(0.3)
        await pilot.press("f3")
        await pilot.pause(0.3)
        screen = app.screen
        assert isinstance(screen, ContentsScreen)
        for typed in FOUND:
            screen.query_one("#narrow", AnswerInput).put(typed)
            await pilot.pause(0.05)
            led[typed] = screen.current

    play(Assistant(), steps)

    assert led == FOUND


def test_a_screen_with_nothing_to_go_to_says_so() -> None:
    """At 80 cells the conversation has only the line that is typed into."""

    async def steps(pilot: Pilot[Any]) -> None:
        app = pilot.app
        assert isinstance(app, Assistant)
        app.open_sample()
        await pilot.pause(0.3)
        await pilot.press("ctrl+f")

    assert "这一屏没有可以跳去的地方。按 F3 看目录。" in play(Assistant(), steps)[0]
