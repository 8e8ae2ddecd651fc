"""Files from elsewhere on the screen: looked at, decided on, taken, by keys alone and at both sizes of window."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from textual import events
from textual.pilot import Pilot

from assistant import content
from assistant.desk import Desk
from assistant.report import LAST_YEAR
from assistant.terminal.app import Assistant
from assistant.terminal.bringing import Reading
from assistant.terminal.screens.incoming import IncomingScreen
from assistant.terminal.widgets.answer import AnswerInput
from tests.importing import damage
from tests.terminal.screens import painted, play
from tests.terminal.walking import without_space

UNIT = "云澜市青禾区统计局"
SIZES = [(80, 24), (140, 45)]
Steps = Callable[[Pilot[Any]], Awaitable[None]]


@pytest.fixture
def draft(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A draft of 2025 whose organ is known."""
    monkeypatch.setenv("NIANBAO_HOME", str(tmp_path / "home"))
    path = tmp_path / "草稿.nianbao"
    desk = Desk.create(path, UNIT, 2025)
    desk.write({question.fills: told.value for question, told in desk.recognised()})
    desk.close()
    return path


@pytest.fixture
def page(tmp_path: Path) -> Path:
    """Last year's report with one cell of table three lost and one written as 无."""
    form = content.form_for_year(2024)
    made = damage.random_report(form, 2024, random.Random(3)).with_answers(
        {"单位全称": UNIT, "复议诉讼.复议.维持": 41, "申请.新收.自然人": 77}
    )
    text = damage.page(damage.sheet(form, made)).decode()
    path = tmp_path / "去年年报.html"
    path.write_text(text.replace(">41<", ">无<"), encoding="utf-8")
    return path


async def settled(pilot: Pilot[Any]) -> None:
    """Wait until nothing is being read any more."""
    await pilot.app.workers.wait_for_complete()
    for _ in range(50):
        await pilot.pause()
        if not isinstance(pilot.app.screen, Reading):
            return


async def bring(pilot: Pilot[Any], path: Path) -> None:
    """Ctrl+O, the name of the file, Enter."""
    await pilot.press("ctrl+o")
    pilot.app.screen.query_one("AnswerInput").value = str(path)  # type: ignore[attr-defined]
    await pilot.press("enter")
    await settled(pilot)


def shown(
    path: Path, file: Path, *keys: str, size: tuple[int, int] = (80, 24), typed: str = ""
) -> str:
    async def steps(pilot: Pilot[Any]) -> None:
        await bring(pilot, file)
        for key in keys:
            if key == "TYPED":
                pilot.app.screen.query_one("AnswerInput").value = typed  # type: ignore[attr-defined]
            else:
                await pilot.press(key)
            await settled(pilot)

    app = Assistant(path)
    lines = play(app, steps, size)
    return "\n".join([*lines, *told(app)])


def told(app: Assistant) -> list[str]:
    """What the app has said, the latest last."""
    return [each.message for each in app._notifications]


def answers(path: Path) -> dict[str, object]:
    desk = Desk.open(path, read_only=True)
    try:
        return dict(desk.report.answers)
    finally:
        desk.close()


@pytest.mark.parametrize("size", SIZES)
def test_what_is_doubtful_stands_first_beside_the_words_of_the_file(
    draft: Path, page: Path, size: tuple[int, int]
) -> None:
    """拿不准的排在最前，旁边是原文那一行。"""
    screen = shown(draft, page, size=size)

    assert "上年年报　云澜市青禾区统计局　2024年" in screen
    assert "还有1项没有定" in screen
    assert "拿不准　1项" in screen
    assert "？ 表四“行政复议”结果维持" in screen
    assert "原文：" in screen
    assert "写的是“无”" in screen.replace("\n", "")


def test_nothing_goes_in_before_somebody_says_so(draft: Path, page: Path) -> None:
    """看了不要，草稿一个字也不变。"""
    before = answers(draft)

    shown(draft, page, "escape")

    assert before == answers(draft)


def test_what_is_left_open_stays_out(draft: Path, page: Path) -> None:
    """没有定的先不写，问一句，其余的写进去放在上年名下。"""
    screen = shown(draft, page, "f8", "enter")

    found = answers(draft)
    assert "2024年的年报读进来了" in screen.replace("\n", "")
    assert 77 == found[f"{LAST_YEAR}申请.新收.自然人"]
    assert f"{LAST_YEAR}复议诉讼.复议.维持" not in found


def test_a_doubtful_cell_is_corrected_and_taken(draft: Path, page: Path) -> None:
    """改成打进来的数再用；打的不是数，说明白。"""
    refused = shown(draft, page, "f2", "TYPED", "enter", typed="几十")
    again = shown(draft, page, "f2", "TYPED", "enter", "backspace", "escape", typed="几十")
    shown(draft, page, "f2", "TYPED", "enter", "f8", typed="４1件")

    assert "✗" in refused
    assert "┃  几十 " in refused
    assert "还有1项没有定" in again
    assert 41 == answers(draft)[f"{LAST_YEAR}复议诉讼.复议.维持"]


def test_one_key_takes_it_all_back(draft: Path, page: Path) -> None:
    """写进去算一步，Ctrl+Z 全部撤回。"""
    shown(draft, page, "f8", "enter", "ctrl+z")

    assert not [name for name in answers(draft) if name.startswith(LAST_YEAR)]


def test_markup_in_a_file_is_words(draft: Path, tmp_path: Path) -> None:
    """文件名、格子里的方括号只是字，不会变成颜色，也不会让程序出错。"""
    form = content.form_for_year(2024)
    made = damage.random_report(form, 2024, random.Random(3)).with_answers(
        {"单位全称": UNIT, "复议诉讼.复议.维持": 41}
    )
    text = damage.page(damage.sheet(form, made)).decode()
    file = tmp_path / "[bold]年报[nothing].html"
    file.write_text(text.replace(">41<", ">[red]无[/blue]<"), encoding="utf-8")

    assert "[red]无[/blue]" in shown(draft, file)
    missing = shown(draft, tmp_path / "[bold]没有[nothing].docx")
    assert "[bold]没有[nothing].docx" in without_space(missing.splitlines())


def test_a_file_that_cannot_be_read_is_said(draft: Path, tmp_path: Path) -> None:
    """读不了的文件说为什么，打的文件名还在，改一改再试。"""
    picture = tmp_path / "年报.docx"
    picture.write_bytes(b"\xff\xd8\xff\xe0" + b"0" * 100)

    assert "JPEG" in shown(draft, picture)
    assert "没有这个文件" in shown(draft, tmp_path / "没有.docx").replace("\n", "")


def test_the_name_of_a_file_that_cannot_be_read_can_be_put_right(draft: Path, page: Path) -> None:
    """再按一次导入不用从头打：名字还在那一行，改对了就读。"""

    async def steps(pilot: Pilot[Any]) -> None:
        await bring(pilot, page.with_name("去年年报.htm"))
        line = pilot.app.screen.query_one(AnswerInput)
        assert line.value.endswith("去年年报.htm")
        await pilot.press("end", "l", "enter")
        await settled(pilot)
        assert isinstance(pilot.app.screen, IncomingScreen)

    play(Assistant(draft), steps)


@pytest.fixture
def register(tmp_path: Path) -> Path:
    """A register whose day of receipt goes by a name of its own."""
    book = Workbook()
    for row in (
        ("登记编号", "申请人姓名", "来件时间", "申请人类型", "处理结果", "答复日期"),
        ("一号", "某甲", "2025-03-01", "自然人", "予以公开", "2025-03-20"),
        ("二号", "某乙", "2025-04-01", "自然人", "看着办", "2025-04-20"),
    ):
        book.active.append(list(row))
    path = tmp_path / "台账.xlsx"
    book.save(path)
    return path


@pytest.mark.parametrize("size", SIZES)
def test_a_register_from_columns_to_cells(
    draft: Path, register: Path, size: tuple[int, int]
) -> None:
    """先认列，猜的标明；汇总后每格看得到是哪几行，归不了类的列在前面；姓名哪里都没有。"""
    asked = shown(draft, register, size=size)
    counted = shown(
        draft, register, "enter", "TYPED", "enter", "f8", "down", size=size, typed="来件时间"
    )

    assert "收到日期　←　来件时间（按内容猜的，请核对）" in asked
    assert "归不了类　1处" in counted
    assert "第3行　处理结果“看着办”认不出来" in counted.replace("\n", "")
    assert "某甲" not in asked + counted
    assert "第2行　编号：一号" in counted


def test_a_missing_column_is_pointed_out(draft: Path, tmp_path: Path) -> None:
    """缺了一定要有的列，指出来才汇总；写错列名说没有这一列。"""
    file = tmp_path / "台账.csv"
    file.write_text(
        "收到日期,办结情况,申请人类型,处理结果\n2025-03-01,办了,自然人,\n", encoding="utf-8"
    )

    asked = shown(draft, file, "f8")
    wrong = shown(draft, file, "enter", "TYPED", "enter", typed="某列")
    right = shown(draft, file, "enter", "TYPED", "enter", typed="2")

    assert "答复日期　←　还没有，一定要有" in asked
    assert "还缺答复日期" in asked
    assert "没有“某列”这一列" in wrong
    assert "答复日期　←　办结情况" in right


def test_columns_are_asked_for_once(draft: Path, register: Path) -> None:
    """同样列名的台账，第二次直接汇总；写进草稿的是数，没有姓名。"""
    shown(draft, register, "enter", "TYPED", "enter", "f8", "escape", typed="来件时间")
    again = shown(draft, register, "f8")

    assert "台账的列" not in again
    assert 1 == answers(draft)["申请.予以公开.自然人"]
    assert "某甲" not in str(answers(draft))


def test_confirmed_columns_can_be_looked_at_again(draft: Path, register: Path) -> None:
    """确认过的列随时可以再看、再改：Ctrl+T 回到列的对应，改了重新汇总。"""
    again = shown(draft, register, "f8", "ctrl+t")
    changed = shown(draft, register, "ctrl+t", "f8")

    assert "收到日期　←　来件时间" in again
    assert "申请台账" in changed


def test_a_sheet_is_made_from_what_is_open_and_comes_back(draft: Path, tmp_path: Path) -> None:
    """待补里按 F8 给财务科做征集表，填好按 Ctrl+O 读回来。"""

    async def steps(pilot: Pilot[Any]) -> None:
        await pilot.press("f7", "f8")
        await pilot.press(*"cwk", "enter", "enter")
        await pilot.pause()

    play(Assistant(draft), steps)
    (made,) = tmp_path.glob("*征集表*.xlsx")
    assert "财务科" in made.name
    book = load_workbook(made)
    for row in book.active.iter_rows(min_row=5):
        if row[7].value == "主动公开.行政事业性收费.金额":
            row[5].value = "251000元"
    book.save(made)

    screen = shown(draft, made, "f8")

    assert "填进了1项" in screen
    assert 25.1 == float(str(answers(draft)["主动公开.行政事业性收费.金额"]))


def test_reading_can_be_stopped(draft: Path, tmp_path: Path) -> None:
    """读大台账时按 Esc 就停，什么也不改。"""
    rows = "".join(f"{n},2025-03-01,自然人,予以公开,2025-03-20\n" for n in range(150_000))
    file = tmp_path / "大台账.csv"
    file.write_text(f"登记编号,收到日期,申请人类型,处理结果,答复日期\n{rows}", encoding="utf-8")

    async def steps(pilot: Pilot[Any]) -> None:
        await pilot.press("ctrl+o")
        pilot.app.screen.query_one("AnswerInput").value = str(file)  # type: ignore[attr-defined]
        await pilot.press("enter")
        pilot.app.post_message(events.Key("f8", None))
        for _ in range(1000):
            if any("正在读“大台账.csv”" in line for line in painted(pilot.app)):
                break
            await asyncio.sleep(0.01)
        pilot.app.post_message(events.Key("escape", None))
        await pilot.pause(1)

    app = Assistant(draft)
    play(app, steps)

    assert ["停下了，什么也没有改。"] == told(app)
    assert "申请.新收.自然人" not in answers(draft)
