"""Every screen of the program over the sample draft, as characters, in a small and in a large window.

`NIANBAO_GOLDEN=write` in the environment writes the screens anew; read the difference.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from assistant.desk import answered
from assistant.terminal.app import Assistant
from assistant.terminal.screens import new
from tests.terminal.screens import play

SCREENS = Path(__file__).parent.parent / "screens"
SIZES = {"80x24": (80, 24), "140x45": (140, 45)}

WAYS = {
    "开始": (),
    "新建": ("enter",),
    "问答": ("sample",),
    "目录": ("sample", "f3"),
    "表格": ("sample", "表.申请"),
    "措辞": ("sample", "正文.总体情况.依申请公开"),
    "核对": ("sample", "f4"),
    "答复": ("sample", "ctrl+g"),
    "改答复": ("sample", "ctrl+g", "down", "down", "enter"),
    "看措辞": ("sample", "正文.总体情况.依申请公开", "enter", "ctrl+e"),
    "预览": ("sample", "f5"),
    "导出": ("sample", "f6", "ctrl+u"),
    "名词": ("sample", "glossary"),
    "记录": ("sample", "f9"),
    "命令": ("sample", "ctrl+p"),
    "导览": ("tour",),
    "待补": ("sample", "f7"),
    "送审": ("sample", "f6", "f8"),
    "帮助": ("sample", "f1"),
}


async def go(pilot: Pilot[Any], app: Assistant, step: str) -> None:
    """Go one step: open the sample, go to a name, or press a key."""
    if step == "sample":
        app.open_sample()
    elif step in ("glossary", "tour"):
        {"glossary": app.action_glossary, "tour": app.open_tour}[step]()
    elif "." in step:
        app.go_to(step)
    else:
        await pilot.press(step)
    await pilot.pause(0.2)


def screen(way: tuple[str, ...], size: tuple[int, int]) -> list[str]:
    """The screen at the end of a way through the program."""
    app = Assistant()

    async def steps(pilot: Pilot[Any]) -> None:
        for step in way:
            await go(pilot, app, step)

    return play(app, steps, size)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", WAYS)
def test_the_screen_looks_as_kept(name: str, size: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a clerk sees is what was proof-read."""
    monkeypatch.setenv("HOME", "/home/clerk")
    monkeypatch.setattr(answered, "day", lambda _change: "1月8日")
    monkeypatch.setattr(new, "default_year", lambda _today: 2026)
    shown = "\n".join(screen(WAYS[name], SIZES[size])).rstrip() + "\n"
    kept = SCREENS / f"{name}.{size}.txt"
    if os.environ.get("NIANBAO_GOLDEN") == "write":
        kept.write_text(shown, encoding="utf-8")

    assert kept.read_text(encoding="utf-8") == shown


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", WAYS)
def test_no_screen_is_wider_than_its_window(name: str, size: str) -> None:
    """Every line fits, wide characters counted twice."""
    from rich.cells import cell_len

    width = SIZES[size][0]

    assert [] == [line for line in screen(WAYS[name], SIZES[size]) if cell_len(line) > width]
