"""The page of answers: everything on one page, changed from there, and back on the same line."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from textual.pilot import Pilot

from assistant.desk import PASTED, SAID, Desk
from assistant.desk.answered import given
from assistant.sample import sample as sample_desk
from assistant.terminal.app import Assistant
from assistant.terminal.screens.answers import AnswersScreen
from assistant.terminal.screens.export import ExportScreen
from assistant.terminal.screens.question import QuestionScreen
from assistant.terminal.screens.table import TableScreen
from assistant.terminal.screens.wording import WordingScreen
from tests.commands import nianbao
from tests.reports.expected import REPORTS
from tests.terminal.screens import painted, play


async def sample(pilot: Pilot[Any], *keys: str) -> Assistant:
    """Open the sample and press keys."""
    app = pilot.app
    assert isinstance(app, Assistant)
    app.open_sample()
    await pilot.pause(0.3)
    for key in keys:
        await pilot.press(key)
        await pilot.pause(0.2)
    return app


def test_a_changed_answer_leads_back_to_its_line() -> None:
    """Enter asks the question, its answer is written, the cursor is on the line it was on."""
    lines: list[str] = []

    async def steps(pilot: Pilot[Any]) -> None:
        app = await sample(pilot, "ctrl+g", *["down"] * 13)
        before = app.screen.current  # type: ignore[attr-defined]
        await pilot.press("enter")
        await pilot.pause(0.3)
        assert isinstance(app.screen, QuestionScreen)
        await pilot.press(*"345", "enter")
        await pilot.pause(0.3)
        assert isinstance(app.screen, AnswersScreen)
        assert before == app.screen.current
        assert 345 == app.desk.report.answers["公开总数"]
        lines.extend(line for line in painted(app) if line.startswith(">"))

    play(Assistant(), steps)

    assert ["公开总数", "345条", "录入"] == lines[0].replace(">", "").split()[:3]


def test_leaving_without_a_change_leads_back_too() -> None:
    """Escape from the question, the table and the wording."""
    kinds = {"dz": QuestionScreen, "上年结转": TableScreen, "平台建设": WordingScreen}

    async def steps(pilot: Pilot[Any]) -> None:
        app = await sample(pilot, "ctrl+g")
        for words, kind in kinds.items():
            await pilot.press("ctrl+u", *words)
            await pilot.pause(0.2)
            before = app.screen.current  # type: ignore[attr-defined]
            await pilot.press("enter")
            await pilot.pause(0.3)
            assert isinstance(app.screen, kind)
            await pilot.press("escape")
            await pilot.pause(0.3)
            assert isinstance(app.screen, AnswersScreen)
            assert before == app.screen.current

    play(Assistant(), steps)


def test_an_open_item_that_was_answered_makes_way_for_the_next() -> None:
    """Among 未答 only, the cursor is on what follows the one just answered."""

    async def steps(pilot: Pilot[Any]) -> None:
        app = await sample(pilot, "ctrl+g", "未", "答")
        screen = app.screen
        assert isinstance(screen, AnswersScreen)
        await pilot.press("down", "down", "enter")
        await pilot.pause(0.3)
        await pilot.press("n", "enter")
        await pilot.pause(0.3)
        assert isinstance(app.screen, AnswersScreen)
        assert False is app.desk.report.answers["独立网站"]
        assert "正文.总体情况.总起" == screen.current

    play(Assistant(), steps)


def test_the_page_is_offered_when_everything_is_asked_and_leads_to_the_export(
    tmp_path: Path,
) -> None:
    """Enter in the empty line after the last question; from there F6."""
    whole = tmp_path / "whole.nianbao"
    assert (
        0 == nianbao("new", "--answers", REPORTS / "县政府2025" / "answers.json", "-o", whole).code
    )

    async def steps(pilot: Pilot[Any]) -> None:
        await pilot.pause(0.3)
        await pilot.press("ctrl+n", "enter")
        await pilot.pause(0.3)
        assert isinstance(pilot.app.screen, AnswersScreen)
        await pilot.press("f6")
        await pilot.pause(0.3)
        assert isinstance(pilot.app.screen, ExportScreen)

    play(Assistant(whole), steps)


def test_how_an_answer_came_in_stands_beside_it(tmp_path: Path) -> None:
    """Typed, said in a sentence, pasted, imported, last year's, added up, confirmed as nothing."""
    desk = Desk.create(tmp_path / "draft.nianbao", "云澜市青禾区统计局", 2025)
    desk.write({"申请.新收.自然人": 2}, source=f"{SAID}个人2件")
    desk.write({"申请.上年结转.自然人": 1}, via="导入", source="上年年报（2024.docx）")
    desk.write({"申请.予以公开.自然人": 3}, source=PASTED)
    desk.write({"公开总数": 12, "有规范性文件": False}, source="公开总数")
    desk.write({"网站条数": 12}, via="导入", source="征集表.xlsx（办公室填报）")
    told = {one.title: (one.how, one.detail) for _, each in given(desk) for one in each}
    desk.close()

    assert ("一句话", "表三“本年新收”\n出自：原话：个人2件") == told["本年新收"]
    assert ("上年年报", "表三“上年结转”\n出自：上年年报（2024.docx）") == told["上年结转"]
    assert PASTED == told["予以公开"][0]
    assert ("录入", "全年通过各种渠道一共公开了多少条政府信息？") == told["公开总数"]
    assert "导入" == told["网站条数"][0]
    assert told["网站条数"][1].endswith("出自：征集表.xlsx（办公室填报）")


def test_a_table_shows_its_totals_and_folds_what_is_nothing(tmp_path: Path) -> None:
    """Rows of figures with the total in front, the rows of 0 in one line."""
    desk = sample_desk()
    rows = {one.title: one for part, each in given(desk) for one in each if part.id == "申请"}
    desk.close()

    assert "总计12：自然人10、商业企业2" == rows["本年新收"].answer
    assert "相加" == rows["办理结果总计"].how
    assert "都是0（119格）" == rows["表三其余17行"].answer
