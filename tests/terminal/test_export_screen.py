"""Where a report is exported to: what is said before Enter, and after it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from assistant.terminal.app import Assistant
from assistant.terminal.widgets.answer import AnswerInput
from tests.terminal.screens import painted, play

WARNING = "! 还没有“新的”这个文件夹，导出时会新建。"


def exported(name: str, *keys: str) -> list[list[str]]:
    """The export screen over the sample with a name typed, and after each key."""
    seen: list[list[str]] = []

    async def steps(pilot: Pilot[Any]) -> None:
        app.open_sample()
        await pilot.pause(0.2)
        await pilot.press("f6")
        app.screen.query_one("#file", AnswerInput).put(name)
        await pilot.pause(0.1)
        seen.append(painted(app))
        for key in keys:
            await pilot.press(key)
            await pilot.pause(0.2)
            seen.append(painted(app))

    app = Assistant()
    play(app, steps)
    return seen


def test_a_folder_that_is_not_there_is_said_before_it_is_made(tmp_path: Path) -> None:
    """还没有的文件夹，导出以前就说；导出以后有了，就不再说。"""
    before, after = exported(str(tmp_path / "新的" / "年报.docx"), "f2")

    assert any(WARNING in line for line in before)
    assert not any("文件夹" in line for line in after)
    assert (tmp_path / "新的" / "年报.docx").exists()


@pytest.mark.parametrize("name", ["年报.docx", ""])
def test_nothing_is_said_of_a_folder_that_is_there(name: str, tmp_path: Path) -> None:
    """已经有的文件夹、还没有写文件名，都不说。"""
    (seen,) = exported(str(tmp_path / name) if name else "")

    assert not any("文件夹" in line for line in seen)


def test_the_way_to_a_draft_is_a_key_of_this_screen(tmp_path: Path) -> None:
    """不能定稿时说按 F2 导出草稿，进来时说的和按回车以后说的一样，不叫人去打命令。"""
    before, after = ("".join(lines) for lines in exported(str(tmp_path / "年报.docx"), "enter"))

    assert "可以导出草稿（按 F2）" in before
    assert "可以导出草稿（按 F2）" in after
    assert "--as-draft" not in after
