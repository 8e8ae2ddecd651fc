"""Answering in the program: what is refused stays, what is typed ahead is kept, what is heard is said back."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from textual import events
from textual.pilot import Pilot
from textual.widgets import TextArea

from assistant.desk import Desk
from assistant.report import Pending
from assistant.terminal.app import Assistant
from assistant.terminal.screens.table import TableScreen
from assistant.terminal.widgets.answer import AnswerInput
from assistant.terminal.widgets.response import REST
from tests.terminal.screens import painted

UNIT = "云澜市青禾区统计局"
START = {
    "自称": "我局",
    "机关类型": "政府部门",
    "层级": "区县级",
    "业务领域": "统计",
    "统计范围": "本机关",
}


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    """A draft of 2025 whose first questions are answered."""
    path = tmp_path / "draft.nianbao"
    desk = Desk.create(path, UNIT, 2025)
    desk.write(START)
    desk.close()
    return path


Steps = Callable[[Pilot[Any], Assistant], Awaitable[None]]


def in_app(draft: Path, steps: Steps, size: tuple[int, int] = (80, 24)) -> list[str]:
    """Open a draft, do the steps, return the screen."""

    async def run() -> list[str]:
        app = Assistant(draft)
        async with app.run_test(size=size) as pilot:
            await pilot.pause(0.1)
            await steps(pilot, app)
            await pilot.pause(0.1)
            return painted(app)

    return asyncio.run(run())


async def ask(pilot: Pilot[Any], app: Assistant, target: str) -> AnswerInput:
    """Ask one question and return the line to answer in."""
    app.go_to(f"问.{target}")
    await pilot.pause(0.1)
    return app.screen.query_one("#answer", AnswerInput)


async def paste(pilot: Pilot[Any], text: str) -> None:
    """Paste text, as an input method commits it."""
    pilot.app.post_message(events.Paste(text))
    await pilot.pause()


@pytest.mark.parametrize(
    "typed", ["abc", "-3", "1.5", "/", "无", "10^12", "😀", "一二三四" * 1250, "两千余"]
)
def test_a_refused_answer_stays_with_its_reason(draft: Path, typed: str) -> None:
    """What is no count is refused beside the field, and nothing typed disappears."""
    left: list[str] = []

    async def steps(pilot: Pilot[Any], app: Assistant) -> None:
        answer = await ask(pilot, app, "公开总数")
        await paste(pilot, typed)
        await pilot.press("enter")
        await pilot.pause(0.1)
        left.append(answer.value)

    shown = in_app(draft, steps)

    assert [typed] == left
    assert any("✗" in line for line in shown)


@pytest.mark.parametrize(("typed", "value"), [("６", 6), ("十二", 12), ("1,005", 1005)])
def test_a_count_may_be_typed_as_clerks_type_it(draft: Path, typed: str, value: int) -> None:
    """Full-width digits, Chinese numerals and thousands separators are understood."""
    found: list[object] = []

    async def steps(pilot: Pilot[Any], app: Assistant) -> None:
        await ask(pilot, app, "公开总数")
        await paste(pilot, typed)
        await pilot.press("enter")
        await pilot.pause(0.1)
        found.append(app.desk.report.answers.get("公开总数"))

    in_app(draft, steps)

    assert [value] == found


def test_not_knowing_leaves_an_open_item(draft: Path) -> None:
    """“不知道，问信息中心” is kept as 待补 with whom to ask."""
    found: list[object] = []

    async def steps(pilot: Pilot[Any], app: Assistant) -> None:
        await ask(pilot, app, "公开总数")
        await paste(pilot, "不知道，问信息中心")
        await pilot.press("enter")
        await pilot.pause(0.1)
        found.append(app.desk.report.answers.get("公开总数"))

    in_app(draft, steps)

    assert [Pending("问信息中心")] == found


def test_what_is_typed_ahead_answers_the_next_question(draft: Path) -> None:
    """Keys that arrive in one burst are dealt with one after the other."""
    found: list[object] = []

    async def steps(pilot: Pilot[Any], app: Assistant) -> None:
        app.desk.write({"规章零报告": True})
        await ask(pilot, app, "有规范性文件")
        for key in ("y", "enter", "3", "enter", "1", "enter", "9", "enter"):
            app.post_message(events.Key(key, None if key == "enter" else key))
        for _ in range(200):
            if "主动公开.规范性文件.有效" in app.desk.report.answers:
                break
            await pilot.pause(0.05)
        names = ("制发", "废止", "有效")
        found.extend(app.desk.report.number(f"主动公开.规范性文件.{name}") for name in names)

    in_app(draft, steps)

    assert [3, 1, 9] == found


def test_a_sentence_fills_the_table_after_it_was_said_back(draft: Path) -> None:
    """Twelve received, ten by persons, two by companies: shown first, written after Enter."""
    before: list[object] = []
    after: list[object] = []

    async def steps(pilot: Pilot[Any], app: Assistant) -> None:
        app.desk.write({"收到申请": True, "有上年结转": False})
        await ask(pilot, app, "表.申请")
        await paste(pilot, "收了12件，10件是个人的，2件企业")
        await pilot.press("enter")
        await pilot.pause(0.2)
        before.append(app.desk.report.number("申请.新收.自然人"))
        before.append(any("自然人  商业企业  其余  总计" in line for line in painted(app)))
        await pilot.press("enter")
        await pilot.pause(0.2)
        after.extend(
            app.desk.report.number(f"申请.新收.{column}")
            for column in ("自然人", "商业企业", "科研机构")
        )

    in_app(draft, steps)

    assert [None, True] == before
    assert [10, 2, 0] == after


@pytest.mark.parametrize(
    ("typed", "under_it"),
    [
        (
            "收了12件，10件是个人的",
            "听到：本年新收：自然人10，总计12",
        ),
        ("收了12件，10件是个人的，3件企业", "对不上：表三“本年新收”总计是12"),
        ("12", ""),
        ("收到", ""),
    ],
)
def test_what_a_sentence_would_mean_stands_under_it(draft: Path, typed: str, under_it: str) -> None:
    """Once the typing rests, without Enter and with the caret where it was; a number and a word say nothing yet."""

    async def steps(pilot: Pilot[Any], app: Assistant) -> None:
        app.desk.write({"收到申请": True, "有上年结转": False})
        answer = await ask(pilot, app, "表.申请")
        await paste(pilot, typed)
        await pilot.pause(REST + 0.2)
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert (True, typed) == (answer.has_focus, answer.value)
        assert app.desk.report.number("申请.新收.自然人") is None

    screen = in_app(draft, steps)
    line = max(place for place, text in enumerate(screen) if typed in text)

    assert under_it in screen[line + 2]
    assert bool(under_it) == bool(screen[line + 2].strip())


def test_a_refused_cell_keeps_what_was_typed(draft: Path) -> None:
    """The grid says why and the text stays in the cell."""
    typed: list[object] = []

    async def steps(pilot: Pilot[Any], app: Assistant) -> None:
        app.go_to("申请.新收.自然人")
        await pilot.pause(0.2)
        screen = app.screen
        assert isinstance(screen, TableScreen)
        await pilot.press("minus", "3", "enter")
        await pilot.pause(0.1)
        typed.append(screen.grid.typed)

    shown = in_app(draft, steps)

    assert ["-3"] == typed
    assert any("✗" in line for line in shown)


def test_a_pasted_block_is_one_step(draft: Path) -> None:
    """Twelve pasted cells are written together and taken back together."""
    found: list[object] = []

    async def steps(pilot: Pilot[Any], app: Assistant) -> None:
        app.go_to("申请.新收.自然人")
        await pilot.pause(0.2)
        await paste(pilot, "1,005\t2\t0\t0\t0\t0\n1\t0\t0\t0\t0\t0")
        await pilot.pause(0.1)
        found.append(app.desk.report.number("申请.新收.自然人"))
        found.append(app.desk.report.number("申请.上年结转.其他"))
        app.action_undo()
        await pilot.pause(0.1)
        found.append(app.desk.report.number("申请.新收.自然人"))
        found.append(app.desk.report.number("申请.上年结转.其他"))

    in_app(draft, steps)

    assert [1005, 0, None, None] == found


def test_an_unfinished_paragraph_is_there_again(draft: Path) -> None:
    """What was being written when the window closed is offered when the place is opened again."""
    again: list[str] = []

    async def write(pilot: Pilot[Any], app: Assistant) -> None:
        app.go_to("正文.总体情况.主动公开")
        await pilot.pause(0.2)
        await pilot.press("ctrl+n")
        await paste(pilot, "写到一半的一段")
        app.save_now()

    async def read(pilot: Pilot[Any], app: Assistant) -> None:
        app.go_to("正文.总体情况.主动公开")
        await pilot.pause(0.2)
        again.append(app.screen.query_one("#editor", TextArea).text)

    in_app(draft, write)
    in_app(draft, read)

    assert ["写到一半的一段"] == again


def test_a_draft_open_elsewhere_may_be_read(draft: Path) -> None:
    """The second window is told, and opens to read only."""
    first = Desk.open(draft)
    told: list[bool] = []

    async def steps(pilot: Pilot[Any], app: Assistant) -> None:
        told.append(any("另一个窗口" in line for line in painted(app)))
        await pilot.press("enter")
        await pilot.pause(0.3)

    shown = in_app(draft, steps)
    first.close()

    assert [True] == told
    assert any("只读" in line for line in shown)


def test_a_draft_that_was_left_can_be_opened_again(draft: Path) -> None:
    """Going back to the start lets go of the file, for this window and for others."""
    told: list[bool] = []

    async def steps(pilot: Pilot[Any], app: Assistant) -> None:
        await pilot.press("f10")
        await pilot.pause(0.2)
        Desk.open(draft).close()
        await pilot.press("enter")
        await pilot.pause(0.3)
        told.append(any("另一个窗口" in line for line in painted(app)))

    shown = in_app(draft, steps)

    assert [False] == told
    assert shown[0].startswith(" 问答")


def test_a_damaged_draft_is_rescued_into_a_new_one(draft: Path) -> None:
    """The damaged file stays as it is; what can be read is opened as a draft of its own."""
    content = bytearray(draft.read_bytes())
    at = content.find("我局".encode())
    content[at : at + 6] = "他局".encode()
    draft.write_bytes(content)
    told: list[bool] = []

    async def steps(pilot: Pilot[Any], app: Assistant) -> None:
        told.append(any("损坏" in line for line in painted(app)))
        await pilot.press("enter")
        await pilot.pause(0.5)

    shown = in_app(draft, steps)

    assert [True] == told
    assert shown[0].startswith(" 问答")
    assert bytes(content) == draft.read_bytes()
    assert draft.with_name("draft（抢救）.nianbao").exists()


def test_a_sentence_that_may_not_hold_is_asked_about(draft: Path) -> None:
    """A phrase whose condition is still open is taken only after a yes."""
    found: list[object] = []

    async def steps(pilot: Pilot[Any], app: Assistant) -> None:
        app.go_to("正文.复议诉讼.说明")
        await pilot.pause(0.3)
        await paste(pilot, "没有复议诉讼")
        await pilot.pause(0.3)
        await pilot.press("enter")
        await pilot.pause(0.3)
        found.append(app.desk.report.paragraphs("复议诉讼.说明"))
        found.append(any("还不知道用得上用不上" in line for line in painted(app)))

    in_app(draft, steps)

    assert [(), True] == found


def test_what_a_sentence_lacks_is_asked_on_the_spot(draft: Path) -> None:
    """The answer is kept as a fact and stands in the sentence at once; a refusal is said and asked again."""
    found: list[object] = []

    async def steps(pilot: Pilot[Any], app: Assistant) -> None:
        app.go_to("正文.总体情况.主动公开")
        await pilot.pause(0.3)
        await paste(pilot, "全年公开总量")
        await pilot.press("enter")
        await pilot.pause(0.2)
        await pilot.press("enter")
        await pilot.pause(0.3)
        await paste(pilot, "很多")
        await pilot.press("enter")
        await pilot.pause(0.3)
        found.append(any("✗" in line for line in painted(app)))
        await pilot.press("ctrl+u", "8", "6", "enter")
        await pilot.pause(0.3)
        found.append(app.desk.report.number("公开总数"))

    shown = in_app(draft, steps)

    assert [True, 86] == found
    assert any("86条" in line for line in shown)


def test_an_export_never_replaces_a_file_unasked(draft: Path) -> None:
    """The clerk is asked; without a yes the file stays as it is."""
    taken = draft.with_name("年报.md")
    taken.write_text("别的内容", encoding="utf-8")
    found: list[object] = []

    async def steps(pilot: Pilot[Any], app: Assistant) -> None:
        await pilot.press("f6")
        await pilot.pause(0.2)
        await pilot.press("ctrl+u")
        await paste(pilot, str(taken))
        await pilot.press("f2")
        await pilot.pause(0.2)
        found.append(any("要换成新导出的吗" in line for line in painted(app)))
        await pilot.press("escape")
        await pilot.pause(0.1)
        found.append(taken.read_text(encoding="utf-8"))
        await pilot.press("f2")
        await pilot.pause(0.2)
        await pilot.press("enter")
        await pilot.pause(0.5)
        found.append("政府信息公开工作年度报告" in taken.read_text(encoding="utf-8"))

    in_app(draft, steps)

    assert [True, "别的内容", True] == found


def test_everything_for_the_reviewers_is_written_into_one_folder(draft: Path) -> None:
    """The package is made from the sign-off screen, which says where it went and asks before it is replaced."""
    asked: list[bool] = []

    async def steps(pilot: Pilot[Any], app: Assistant) -> None:
        await keys(pilot, "f6", "f8", "f8", "enter")
        await pilot.pause(3)
        sheet.write_bytes(b"old")
        await keys(pilot, "f8", "enter")
        await pilot.pause(2)
        asked.append(any("要换成新做的吗" in line for line in painted(app)))
        await keys(pilot, "enter")
        await pilot.pause(3)

    sheet = draft.parent / "送审材料" / "1 送审单.docx"
    shown = in_app(draft, steps)

    assert any("✓ 送审材料" in line for line in shown)
    assert [True] == asked
    assert sheet.read_bytes().startswith(b"PK")


def test_a_signature_is_shown_until_the_report_changes(draft: Path) -> None:
    """Signing shows who and when; after a change the same line says that it is void; undone, it holds again."""
    lines: list[str] = []

    async def steps(pilot: Pilot[Any], app: Assistant) -> None:
        await keys(pilot, "f6", "f8", "down", "enter")
        await paste(pilot, "王某")
        await keys(pilot, "enter")
        lines.append(signed(app))
        app.write({"落款日期": "2026年1月21日"})
        await pilot.pause(0.2)
        lines.append(signed(app))
        await keys(pilot, "ctrl+z")
        lines.append(signed(app))

    def signed(app: Assistant) -> str:
        return next(line for line in painted(app) if "审核人" in line)

    in_app(draft, steps)

    assert ["✓ 内容未变，有效", "✗ 签后内容有改动，已失效，请重签", "✓ 内容未变，有效"] == [
        line.rpartition("\u3000")[2] for line in lines
    ]
    assert all("王某" in line for line in lines)


async def keys(pilot: Pilot[Any], *pressed: str) -> None:
    """Press one key after the other, each after the screen has followed the last."""
    for key in pressed:
        await pilot.press(key)
        await pilot.pause(0.2)
