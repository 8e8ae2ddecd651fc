"""Reading the wording over by keys alone: tick, edit, swap, undo, at both sizes of window."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from assistant import content
from assistant.desk import Desk
from assistant.report import LAST_YEAR, TEXT, Paragraph, Value
from assistant.terminal.app import Assistant
from assistant.terminal.screens.review import ReviewScreen
from tests.terminal.screens import play, press

TAUGHT = "总体情况.监督保障"
SIZES = [(80, 24), (140, 45)]


def taken(phrase: str) -> Paragraph:
    """A phrase as it is adopted."""
    return Paragraph(content.bank().bank.by_id[phrase].text, phrase=phrase, bound=True)


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    """A draft with an edited and an unchanged paragraph, and last year's sentence."""
    path = tmp_path / "draft.nianbao"
    desk = Desk.create(path, "云澜市青禾区统计局", 2025)
    facts: dict[str, Value] = {"自称": "我局", "机关类型": "政府部门", "业务领域": "统计"}
    desk.write({**facts, "培训次数": 2, "培训人次": 60})
    edited = Paragraph("组织政府信息公开业务培训3次、60人次。", phrase="E02.培训.1")
    desk.write({TEXT + TAUGHT: (edited, taken("E02.培训.3"))})
    last: dict[str, Value] = {"年份": 2024, "培训次数": 9, "培训人次": 90}
    last[TEXT + TAUGHT] = (taken("E02.培训.1"),)
    desk.write({LAST_YEAR + name: value for name, value in last.items()})
    desk.close()
    return path


def shown(path: Path, *keys: str, size: tuple[int, int] = (80, 24)) -> str:
    """What is on the screen after these keys."""
    return "\n".join(press(Assistant(path), "ctrl+e", *keys, size=size))


def written(path: Path) -> tuple[Paragraph, ...]:
    """The paragraphs in the file."""
    desk = Desk.open(path, read_only=True)
    try:
        return desk.report.paragraphs(TAUGHT)
    finally:
        desk.close()


@pytest.mark.parametrize("size", SIZES)
def test_everything_about_a_paragraph_is_on_the_screen(draft: Path, size: tuple[int, int]) -> None:
    """Where it came from, what was changed, what disagrees, what last year's report said."""
    screen = shown(draft, size=size)

    assert "2段：未改1、改过1" in screen
    assert "改过·上年100%·有问题1" in screen
    assert "出自“培训次数和人次”" in screen
    assert "［－2］［＋3］" in screen
    assert "说3次" in screen


@pytest.mark.parametrize("size", SIZES)
def test_enter_ticks_and_goes_on(draft: Path, size: tuple[int, int]) -> None:
    """The cursor stands on the next paragraph; the tick is in the file and goes when it is undone."""
    screen = shown(draft, "enter", size=size)

    assert "看过1/2" in screen
    assert "✓ 1 改过" in screen
    assert "出自“培训内容和人次”" in screen
    assert "看过0/2" in shown(draft, "ctrl+z", size=size)


def test_editing_comes_back_to_the_list(draft: Path) -> None:
    """F2 opens the editor on the paragraph; Ctrl+S keeps it, and one is where one was."""
    app = Assistant(draft)

    async def edit(pilot: Pilot[Any]) -> None:
        for key in ("ctrl+e", "f2", "end", "left", "多", "ctrl+s"):
            await pilot.press(key)
            await pilot.pause(0.1)

    screen = "\n".join(play(app, edit))

    assert "组织政府信息公开业务培训3次、60人次多。" == written(draft)[0].text
    assert "［＋多］" in screen


def test_giving_up_an_edit_comes_back_too(draft: Path) -> None:
    """Esc in the editor is Esc of the edit, not of the list."""
    assert "2段：未改1、改过1" in shown(draft, "f2", "escape")


def test_swapping_takes_the_offered_words_and_undo_the_edited_ones(draft: Path) -> None:
    """Ctrl+T on an edited paragraph is to accept the suggestion after all."""
    edited = written(draft)[0]
    shown(draft, "ctrl+t")
    assert taken("E02.培训.1") == written(draft)[0]

    shown(draft, "ctrl+z")
    assert edited == written(draft)[0]


def test_typing_narrows_the_list(draft: Path) -> None:
    """Only what was edited, or still lacks something."""
    assert "［－2］［＋3］" not in shown(draft, "待", "补")
    assert "以【待补：培训内容】" in shown(draft, "待", "补")


def test_long_explanations_are_scrolled(draft: Path) -> None:
    """What does not fit a small window is a key away."""
    last = "像" if "像" in shown(draft, "pagedown") else "别的说法"

    assert last in shown(draft, "pagedown", "pagedown")


def test_an_empty_report_says_where_to_begin(tmp_path: Path) -> None:
    """There is nothing to read over yet."""
    path = tmp_path / "empty.nianbao"
    Desk.create(path, "云澜市青禾区统计局", 2025).close()

    assert ReviewScreen.EMPTY in shown(path)


def test_what_a_sentence_lacks_is_asked_where_it_is_adopted(tmp_path: Path) -> None:
    """A gap is filled in the sentence, which goes on following its cells."""
    path = tmp_path / "draft.nianbao"
    desk = Desk.create(path, "云澜市青禾区统计局", 2025)
    desk.write({"培训次数": 2, "培训人次": 60})
    desk.close()
    app = Assistant(path)

    async def adopt(pilot: Pilot[Any]) -> None:
        app.go_to(TEXT + TAUGHT)
        await pilot.pause(0.2)
        for key in (*"培训内容", "enter", *"条例解读", "enter"):
            await pilot.press(key)
            await pilot.pause(0.05)

    play(app, adopt)
    (made,) = written(path)

    assert made.bound
    assert made.text.startswith("以条例解读为主要内容，组织业务培训{{ 培训次数 }}次")
