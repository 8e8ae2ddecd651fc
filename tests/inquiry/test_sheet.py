"""Sheets for other offices: chosen, written, filled in as people do, read back."""

import datetime as dt
import io
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import pytest
from openpyxl import load_workbook

from assistant import content
from assistant.importing import ImportRefused
from assistant.inquiry import (
    Heading,
    Item,
    NothingToAsk,
    Replied,
    Reply,
    is_reply,
    items_for,
    items_named,
    read_reply,
    reply_json,
    told_reply,
    write_sheet,
)
from assistant.inquiry.sheet import MARK
from assistant.report import LAST_YEAR, Pending, Report, Value

SCRIPT = content.script().script
FORMS = content.forms()
FORM = FORMS[-1]
REPORT = Report({"单位全称": "云澜市水务局", "年份": 2025})
HEADING = Heading("云澜市水务局", 2025, "2021", "法规股", dt.date(2026, 1, 5))


def items(office: str, report: Report = REPORT) -> tuple[Item, ...]:
    return items_for(SCRIPT, FORM, report, office)


def filled(
    chosen: tuple[Item, ...], answers: Mapping[str, Any], remarks: Mapping[str, str] | None = None
) -> bytes:
    """The sheet as it comes back, with what people wrote into it."""
    book = load_workbook(io.BytesIO(write_sheet(HEADING, chosen)))
    sheet = book.active
    for row in sheet.iter_rows(min_row=5):
        name = row[7].value
        row[5].value = answers.get(name)
        row[6].value = (remarks or {}).get(name)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def replied(
    chosen: tuple[Item, ...], answers: Mapping[str, Any], remarks: Mapping[str, str] | None = None
) -> dict[str, Replied]:
    reply = read_reply(filled(chosen, answers, remarks), SCRIPT, FORMS)
    return {line.name: line for line in reply.lines}


@pytest.mark.parametrize("office", ["法规股", "政策法规科", "法规处", "法规"])
def test_an_office_is_asked_for_what_the_questions_name_it_for(office: str) -> None:
    """法规股管规范性文件和复议诉讼；科、股、处的叫法不一样也找得到。"""
    names = [item.name for item in items(office)]

    assert {"主动公开.规范性文件.制发", "复议诉讼.复议.维持"} <= set(names)
    assert "主动公开.行政事业性收费.金额" not in names
    assert len(set(names)) == len(names)


def test_a_colleague_is_not_asked_what_only_leads_to_the_figures() -> None:
    """逐格要数的，不再问“有没有”“是不是都填0”。"""
    names = [item.name for item in items("法规股")]

    assert not {"有规范性文件", "复议诉讼零报告"} & set(names)


def test_an_item_says_what_a_colleague_must_know() -> None:
    """每一项有问法、口径、怎么写，有上年年报的带上年的数。"""
    last = REPORT.with_answers({f"{LAST_YEAR}主动公开.规范性文件.制发": 7})

    item = next(i for i in items("法规股", last) if i.name == "主动公开.规范性文件.制发")

    assert "2025年" in item.title
    assert item.guidance
    assert "写整数，没有写0，单位件" == item.how
    assert "7" == item.last_year


def test_what_is_answered_is_not_asked_again() -> None:
    """已经填了的不再问；待补的还问。"""
    known: dict[str, Value] = {
        "主动公开.规范性文件.制发": 3,
        "主动公开.规范性文件.废止": Pending("法规股"),
    }

    names = [item.name for item in items("法规股", REPORT.with_answers(known))]

    assert "主动公开.规范性文件.制发" not in names
    assert "主动公开.规范性文件.废止" in names


def test_an_unknown_office_is_answered_with_the_known_ones() -> None:
    """没有哪一题要问的科室，说出写着的有哪些。"""
    with pytest.raises(NothingToAsk, match="政策法规科") as refused:
        items("气象台")

    assert "财务科" in str(refused.value)


def test_items_are_chosen_by_name() -> None:
    """按表、按行、按格、按一件事选；名称写错的说最接近的。"""
    by_row = items_named(SCRIPT, FORM, REPORT, ["主动公开.规范性文件", "培训次数"])

    assert [
        "主动公开.规范性文件.制发",
        "主动公开.规范性文件.废止",
        "主动公开.规范性文件.有效",
        "培训次数",
    ] == [item.name for item in by_row]
    assert 12 == len(items_named(SCRIPT, FORM, REPORT, ["复议诉讼"]))
    with pytest.raises(NothingToAsk, match="培训次数"):
        items_named(SCRIPT, FORM, REPORT, ["培训的次数"])


def test_an_empty_sheet_reads_back_as_nothing() -> None:
    """没有填的一项也不读成0。"""
    reply = read_reply(write_sheet(HEADING, items("法规股")), SCRIPT, FORMS)

    assert HEADING == reply.heading
    assert {None} == {line.value for line in reply.lines}
    assert [item.name for item in items("法规股")] == [line.name for line in reply.lines]


@pytest.mark.parametrize(
    ("name", "typed", "value"),
    [
        ("主动公开.规范性文件.制发", 3, 3),
        ("主动公开.规范性文件.制发", "３件", 3),
        ("主动公开.规范性文件.制发", "1,005", 1005),
        ("主动公开.规范性文件.制发", " 0 ", 0),
        ("主动公开.行政事业性收费.金额", "251000元", Decimal("25.1")),
        ("主动公开.行政事业性收费.金额", 25.1, Decimal("25.1")),
        ("培训次数", "2次", 2),
    ],
)
def test_answers_are_read_as_people_write_them(name: str, typed: Any, value: Any) -> None:
    """数字、全角、千分位、带单位的都读得对。"""
    chosen = items_named(SCRIPT, FORM, REPORT, [name])

    line = replied(chosen, {name: typed})[name]

    assert (value, "") == (line.value, line.doubt)


@pytest.mark.parametrize("typed", ["三四件", "约5", "无", "-3", "2.5", "=1+1", "见附件"])
def test_what_cannot_be_read_is_doubted(typed: str) -> None:
    """读不成数的不猜，说明原样写的是什么。"""
    name = "主动公开.规范性文件.制发"
    chosen = items_named(SCRIPT, FORM, REPORT, [name])

    line = replied(chosen, {name: typed})[name]

    assert line.value is None
    assert typed == "=1+1" or line.doubt


def test_pending_keeps_its_reason() -> None:
    """写“待补”的带着备注里的原因。"""
    name = "主动公开.规范性文件.制发"
    chosen = items_named(SCRIPT, FORM, REPORT, [name])

    line = replied(chosen, {name: "待补"}, {name: "等局务会"})[name]

    assert Pending("等局务会") == line.value


def _changed(change: Any) -> Reply:
    book = load_workbook(io.BytesIO(filled(items("法规股"), {"主动公开.规范性文件.制发": 3})))
    change(book.active)
    stream = io.BytesIO()
    book.save(stream)
    return read_reply(stream.getvalue(), SCRIPT, FORMS)


def _value(reply: Reply) -> Any:
    return next(line.value for line in reply.lines if line.name == "主动公开.规范性文件.制发")


def test_rows_and_columns_may_be_added() -> None:
    """对方加了行、加了列、换了顺序，照样对得上；多出来的行说明没有读入。"""

    def change(sheet: Any) -> None:
        sheet.insert_cols(2)
        sheet.insert_rows(1)
        sheet.append(["", "", "另附", "", "", "", "99"])

    reply = _changed(change)

    assert 3 == _value(reply)
    assert ["“另附”不是年报里的一项，没有读入。"] == [
        line.doubt for line in reply.lines if not line.name
    ]


def test_without_the_names_the_sheet_is_refused() -> None:
    """“编号”一列删掉了，认不出是哪一项，不按顺序猜。"""
    with pytest.raises(ImportRefused, match="编号"):
        _changed(lambda sheet: sheet.delete_cols(8))


def test_an_item_filled_in_twice_is_said() -> None:
    """同一项填了两个不同的数，用前一个，并且说明。"""

    def change(sheet: Any) -> None:
        sheet.append(["", "", "", "", "", 4, "", "主动公开.规范性文件.制发"])

    reply = _changed(change)

    assert 3 == _value(reply)
    assert any("填了两次" in line.doubt for line in reply.lines)


def test_an_item_filled_in_twice_alike_is_one() -> None:
    """同一项两行写得一样，不啰唆；加进来的空行也不算。"""

    def change(sheet: Any) -> None:
        sheet.append(["", "", "", "", "", 3, "", "主动公开.规范性文件.制发"])
        sheet.append(["", "谢谢", "", "", "", "", "", ""])

    reply = _changed(change)

    assert 3 == _value(reply)
    assert [] == [line.doubt for line in reply.lines if line.typed and line.doubt]


def test_an_item_left_blank_gives_way_to_the_line_that_has_it() -> None:
    """原来那一行空着，填在了后面加的一行里：用填了的，两行的备注都在，不再说没有填。"""

    def change(sheet: Any) -> None:
        row = next(r for r in sheet.iter_rows() if r[7].value == "主动公开.规范性文件.制发")
        row[5].value, row[6].value = None, "见最后一行"
        sheet.append(["", "", "", "", "", 4, "含转发", "主动公开.规范性文件.制发"])

    reply = _changed(change)

    said = [line for line in reply.lines if line.name == "主动公开.规范性文件.制发"]
    assert [(4, "", "见最后一行；含转发")] == [
        (line.value, line.doubt, line.remark) for line in said
    ]
    assert not any("填了两次" in line.doubt for line in reply.lines)


def test_an_item_left_blank_twice_is_said_once() -> None:
    """两行都空着，只说一次没有填。"""

    def change(sheet: Any) -> None:
        sheet.append(["", "", "", "", "", "", "", "主动公开.规范性文件.废止"])

    reply = _changed(change)

    said = [line for line in reply.lines if line.name == "主动公开.规范性文件.废止"]
    assert ["没有填。"] == [line.doubt for line in said]


@pytest.mark.parametrize(("typed", "value"), [("3件", 3), ("３", 3)])
def test_the_same_number_in_other_words_is_no_second_answer(typed: str, value: int) -> None:
    """一行写3，一行写3件，是一个答案。"""

    def change(sheet: Any) -> None:
        sheet.append(["", "", "", "", "", typed, "", "主动公开.规范性文件.制发"])

    reply = _changed(change)

    assert value == _value(reply)
    assert not any("填了两次" in line.doubt for line in reply.lines)


def test_of_two_answers_one_of_them_unreadable_none_is_used() -> None:
    """前一个读不成数，后一个是另一个答案：两个都不用，都请人看。"""

    def change(sheet: Any) -> None:
        row = next(r for r in sheet.iter_rows() if r[7].value == "主动公开.规范性文件.制发")
        row[5].value = "一两件"
        sheet.append(["", "", "", "", "", 2, "", "主动公开.规范性文件.制发"])

    reply = _changed(change)

    assert _value(reply) is None
    assert [True] == [
        line.doubt.endswith("“2”，两个都没有用，请核对。")
        for line in reply.lines
        if "填了两次" in line.doubt
    ]


def test_a_fact_that_is_no_answer_is_doubted() -> None:
    """一项情况写得不是答案，说明原因，不当作答案。"""
    chosen = items_named(SCRIPT, FORM, REPORT, ["培训次数"])

    line = replied(chosen, {"培训次数": "好几次"})["培训次数"]

    assert line.value is None
    assert "好几次" in line.doubt


@pytest.mark.parametrize(
    ("column", "written", "sentence"),
    [(1, "1999", "格式是“1999”"), (5, "哪天", "不是年报助手生成的")],
)
def test_a_sheet_whose_mark_was_changed_is_refused(
    column: int, written: str, sentence: str
) -> None:
    """表头改坏了的，认不出是哪种格式、是不是这里发出的，不猜。"""

    def change(sheet: Any) -> None:
        mark = next(row for row in sheet.iter_rows() if row[0].value == MARK)
        mark[column].value = written

    with pytest.raises(ImportRefused, match=sentence):
        _changed(change)


def test_a_reply_is_told_line_by_line() -> None:
    """谁填的、读到几项；没填的报行号，有备注的带上；读不成的请人看。"""
    chosen = items_named(
        SCRIPT,
        FORM,
        REPORT,
        ["主动公开.规范性文件.制发", "主动公开.规范性文件.废止", "培训次数", "复议诉讼.复议.维持"],
    )
    content = filled(
        chosen,
        {"主动公开.规范性文件.制发": 3, "主动公开.规范性文件.废止": "一两件"},
        {"主动公开.规范性文件.制发": "含转发", "培训次数": "年后报"},
    )

    head, read, blank, *lines = told_reply(read_reply(content, SCRIPT, FORMS))
    rows = {line.name: line.row for line in read_reply(content, SCRIPT, FORMS).lines}

    assert "云澜市水务局　2025年　法规股填报" == head
    assert "读到1项，共4项。" == read
    assert blank.startswith("没有填2项（没有当作0）：第")
    assert "　3　备注：含转发" in lines[0]
    assert any(f"请核对　第{rows['主动公开.规范性文件.废止']}行" in line for line in lines)
    assert any(line.startswith("没有填　第") and line.endswith("备注：年后报") for line in lines)


def test_a_reply_as_data() -> None:
    """读到的按名称给出，没填的、读不成的不在里面，各有一句为什么。"""
    names = ["主动公开.规范性文件.制发", "主动公开.规范性文件.废止", "培训次数"]
    chosen = items_named(SCRIPT, FORM, REPORT, names)
    content = filled(chosen, {names[0]: 3, names[1]: "一两件"}, {names[0]: "含转发"})

    told = reply_json(read_reply(content, SCRIPT, FORMS))

    assert ("法规股", "云澜市水务局", 2025, "2021") == (
        told["office"],
        told["unit"],
        told["year"],
        told["form"],
    )
    assert {names[0]: 3} == told["answers"]
    assert {names[0]: "含转发"} == told["remarks"]
    assert names[1:] == [doubt["field"] for doubt in told["doubts"]]


def test_the_sheet_says_at_its_head_what_it_is() -> None:
    """第一行是谁要的什么，第二行是怎么填，横跨看得见的各列；认单子用的一行看不见。"""
    sheet = load_workbook(io.BytesIO(write_sheet(HEADING, items("法规股")))).active

    assert "云澜市水务局" in sheet["A1"].value
    assert sheet["A2"].value
    assert {"A1:G1", "A2:G2"} == {str(each) for each in sheet.merged_cells.ranges}
    assert MARK == sheet["A3"].value
    assert sheet.row_dimensions[3].hidden


def test_nothing_in_the_sheet_is_a_formula() -> None:
    """口径、上年的文字以等号开头也只是文字。"""
    evil = Item("培训次数", "=cmd()", "+1", "@x", last_year="-2+3")
    book = load_workbook(io.BytesIO(write_sheet(HEADING, [evil])))

    assert {"s"} == {cell.data_type for cell in book.active[5] if cell.value}


def test_only_our_sheets_are_taken_for_replies() -> None:
    """台账不是征集表。"""
    assert is_reply(write_sheet(HEADING, items("法规股")))
    assert not is_reply("登记编号,收到日期\n1,2024-01-01\n".encode())
    with pytest.raises(ImportRefused, match="征集表"):
        read_reply("登记编号,收到日期\n1,2024-01-01\n".encode(), SCRIPT, FORMS)
