from datetime import date
from decimal import Decimal

import pytest

from assistant.document import (
    DRAFT_MARK,
    Block,
    Document,
    Heading,
    Mode,
    Paragraph,
    ParagraphKind,
    Table,
    build,
)
from assistant.document.build import printed_date, printed_number, read_date
from assistant.document.nodes import pieces
from assistant.forms import Role, layout
from assistant.report import Paragraph as Words
from assistant.report import Pending, Report, Value
from tests.export.reading import form

SIX = [
    "一、总体情况",
    "二、主动公开政府信息情况",
    "三、收到和处理政府信息公开申请情况",
    "四、政府信息公开行政复议、行政诉讼情况",
    "五、存在的主要问题及改进情况",
    "六、其他需要报告的事项",
]


def report(**answers: Value) -> Report:
    """One organ's 2025, with these answers."""
    return Report({"单位全称": "云澜市民政局", "年份": 2025, **answers})


def final(**answers: Value) -> Document:
    """The document to publish."""
    return build(form("2021"), report(**answers))


def draft(**answers: Value) -> Document:
    """The document to work on."""
    return build(form("2021"), report(**answers), "draft")


def own(*texts: str) -> tuple[Words, ...]:
    """The drafter's own words, a paragraph each."""
    return tuple(map(Words, texts))


def under(document: Document, heading: str) -> list[Block]:
    """What stands under a heading, down to the next one of its level."""
    at = next(n for n, b in enumerate(document.blocks) if b == Heading(1, heading))
    blocks: list[Block] = []
    for block in document.blocks[at + 1 :]:
        if isinstance(block, Heading) and block.level == 1:
            break
        blocks.append(block)
    return blocks


def cell(document: Document, field: str) -> str:
    """What is printed in one cell."""
    return next(c.text for table in document.tables for c in table.cells if c.field == field)


def test_title_names_organ_year_and_report() -> None:
    """标题两行：机关全称，年份和报告名称。"""
    assert final().title == ("云澜市民政局", "2025年政府信息公开工作年度报告")


def test_unknown_organ_and_year_are_pending_in_the_title() -> None:
    """没填的单位和年份在标题里写待补。"""
    document = build(form("2021"), Report(), Mode.DRAFT)

    assert document.title == ("【待补：单位全称】", "【待补：年份】年政府信息公开工作年度报告")


def test_what_is_waited_for_is_printed_with_its_reason() -> None:
    """标题和落款里的待补写明等什么；整段照录的文字按行成段。"""
    waiting = Report(
        {"单位全称": Pending("等编办批复"), "年份": 2025, "落款日期": Pending("签发后填")}
    )
    document = build(
        form("2021"), waiting.with_answers({"正文.其他事项": "一。\n二。"}), Mode.DRAFT
    )
    printed = [block.text for block in document.blocks if isinstance(block, Paragraph)]

    assert "【待补：等编办批复】" == document.title[0]
    assert "【待补：签发后填】" in printed
    assert {"一。", "二。"} <= set(printed)


@pytest.mark.parametrize("form_id", ["2019", "2021"])
@pytest.mark.parametrize("mode", [Mode.FINAL, Mode.DRAFT])
def test_six_sections_in_order_whatever_is_answered(form_id: str, mode: Mode) -> None:
    """六个部分一个不少，标题与格式一字不差。"""
    document = build(form(form_id), Report(), mode)

    assert [
        block.text for block in document.blocks if isinstance(block, Heading) and block.level == 1
    ] == SIX


def test_lead_in_stands_before_the_first_section() -> None:
    """前言在第一部分之前。"""
    assert (
        Paragraph("本报告由云澜市民政局编制。")
        == final(**{"正文.前言": own("本报告由云澜市民政局编制。")}).blocks[0]
    )


def test_a_draft_without_a_lead_in_begins_with_the_first_section() -> None:
    """没有写前言，不替人留空。"""
    assert Heading(1, SIX[0]) == draft().blocks[0]


def test_part_with_text_gets_its_heading() -> None:
    """有文字的小节带上自己的标题。"""
    blocks = under(final(**{"正文.总体情况.平台建设": own("设专区1处。")}), SIX[0])

    assert [Heading(2, "（四）平台建设"), Paragraph("设专区1处。")] == blocks


def test_final_leaves_out_parts_without_text() -> None:
    """定稿不出现空的小节。"""
    blocks = under(final(**{"正文.总体情况.总起": own("围绕民生公开信息。")}), SIX[0])

    assert [Paragraph("围绕民生公开信息。")] == blocks


def test_draft_says_which_required_parts_are_missing() -> None:
    """草稿在每个必写的小节下写明待补。"""
    blocks = under(draft(**{"正文.总体情况.主动公开": own("公开12条。")}), SIX[0])

    assert [
        Heading(2, "（一）主动公开"),
        Paragraph("公开12条。"),
        Heading(2, "（二）依申请公开"),
        Paragraph("【待补：依申请公开】"),
    ] == blocks[:4]


def test_part_without_a_heading_of_its_own_is_named_in_the_gap() -> None:
    """没有标题的小节，用它的名称写待补。"""
    assert [Paragraph("【待补：主要问题】"), Paragraph("【待补：改进情况】")] == under(
        draft(), SIX[4]
    )


def test_own_words_for_the_whole_section_need_no_parts() -> None:
    """整段自写的，不再逐个小节要待补。"""
    assert [Paragraph("解读偏少。")] == under(draft(**{"正文.问题改进": own("解读偏少。")}), SIX[4])


def test_section_without_a_word_is_never_silently_empty() -> None:
    """定稿里整个部分没有文字时也要写明待补，不留空标题。"""
    assert [Paragraph("【待补：存在的主要问题及改进情况】")] == under(final(), SIX[4])


def test_numbered_line_in_own_words_is_a_heading() -> None:
    """自写文字里单独成行的（一）……是二级标题。"""
    blocks = under(
        final(**{"正文.总体情况": own("（一）分工到人", "每条信息有两人经手。")}), SIX[0]
    )

    assert [Heading(2, "（一）分工到人"), Paragraph("每条信息有两人经手。")] == blocks


@pytest.mark.parametrize("line", ["（一）分工到人。每条信息有两人经手。", "（见附件）", "（一）"])
def test_sentence_with_a_number_in_front_stays_a_paragraph(line: str) -> None:
    """带句号的（一）……是一句话，不是标题。"""
    assert [Paragraph(line)] == under(final(**{"正文.总体情况": own(line)}), SIX[0])


def test_pasted_line_breaks_make_paragraphs_and_indents_go() -> None:
    """粘贴来的换行分段，段首空格去掉。"""
    text = "\u3000\u3000第一段。\r\n\r\n\u3000\u3000第二段。\n"

    assert [Paragraph("第一段。"), Paragraph("第二段。")] == under(
        final(**{"正文.问题改进": own(text)}), SIX[4]
    )


def test_bound_words_follow_the_cells() -> None:
    """随数变化的句子按表中的数写出。"""
    words = (Words("收到{{ 申请.新收.自然人 }}件。", phrase="S1", bound=True),)
    answers: dict[str, Value] = {"正文.总体情况.依申请公开": words, "申请.新收.自然人": 7}

    assert Paragraph("收到7件。") in draft(**answers).blocks


def test_bound_words_go_through_the_given_renderer() -> None:
    """换一个写法，句子就按那个写法写出；自己的话不动。"""
    words = (Words("a", bound=True), Words("b"))

    document = build(
        form("2021"),
        report(**{"正文.问题改进": words}),
        render=lambda template, names: f"{template}{names['年度']}",
    )

    assert [Paragraph("a2025"), Paragraph("b")] == under(document, SIX[4])


def test_template_that_cannot_be_read_is_pending() -> None:
    """模板写坏的句子写成待补，不把模板印出来。"""
    words = (Words("收到{{ 件。", bound=True),)

    (paragraph,) = under(draft(**{"正文.问题改进": words}), SIX[4])

    assert isinstance(paragraph, Paragraph)
    assert paragraph.text.startswith("【待补：这一句生成不了")
    assert "{{ 件" not in paragraph.text.partition("】")[2]


def test_pending_text_prints_its_note() -> None:
    """整段待补时写出在等什么。"""
    assert [Paragraph("【待补：等办公室的材料】")] == under(
        draft(**{"正文.问题改进": Pending("等办公室的材料")}), SIX[4]
    )


def test_table_stands_after_the_words_of_its_section() -> None:
    """表在说明之后。"""
    words, table = under(final(**{"正文.申请.说明": own("全年没有收到申请。")}), SIX[2])

    assert Paragraph("全年没有收到申请。") == words
    assert isinstance(table, Table)


@pytest.mark.parametrize("form_id", ["2019", "2021"])
def test_printed_tables_are_the_forms(form_id: str) -> None:
    """表的格子、合并和文字都来自格式。"""
    known = form(form_id)
    document = build(known, Report())

    expected = [
        [(c.row, c.column, c.rowspan, c.colspan, c.role, c.text) for c in layout(t).cells if c.text]
        for t in known.tables.values()
    ]
    assert expected == [
        [
            (c.row, c.column, c.rowspan, c.colspan, c.role, c.text)
            for c in t.cells
            if c.role != Role.NUMBER
        ]
        for t in document.tables
    ]


def test_unanswered_cell_is_pending_and_zero_is_zero() -> None:
    """没填的格子写待补，0就是0。"""
    document = draft(**{"申请.新收.自然人": 0})

    assert (
        cell(document, "申请.新收.自然人"),
        cell(document, "申请.新收.其他"),
    ) == ("0", "【待补】")


def test_total_is_the_sum_of_what_was_answered() -> None:
    """总计是各列之和，不用填。"""
    columns = ("自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他")
    document = draft(**{f"申请.新收.{column}": 2 for column in columns})

    assert cell(document, "申请.新收.总计") == "12"


def test_cell_prints_what_the_source_printed() -> None:
    """导入的原文照印。"""
    known = form("2019")
    name = "主动公开.政府集中采购.总金额"

    document = build(known, Report({name: 251000}, printed={name: "251,000元"}))

    assert cell(document, name) == "251,000元"


@pytest.mark.parametrize(
    ("form_id", "name", "number", "expected"),
    [
        ("2019", "主动公开.行政许可.增减", 3, "增3"),
        ("2019", "主动公开.行政许可.增减", -2, "减2"),
        ("2019", "主动公开.行政许可.增减", 0, "0"),
        ("2019", "主动公开.政府集中采购.总金额", 251000, "251000元"),
        ("2019", "主动公开.政府集中采购.总金额", Decimal("0.00"), "0元"),
        ("2021", "主动公开.行政事业性收费.金额", Decimal("3.50"), "3.5"),
        ("2021", "主动公开.行政事业性收费.金额", Decimal("1E+3"), "1000"),
        ("2021", "主动公开.行政许可.决定", 11398889, "11398889"),
    ],
)
def test_figures_are_printed_as_the_form_wants_them(
    form_id: str, name: str, number: int | Decimal, expected: str
) -> None:
    """增减带字，没有印单位的金额带单位，其余是数字。"""
    assert expected == printed_number(form(form_id).field(name), number)


def test_signature_and_date_close_a_dated_report() -> None:
    """填了落款日期才有落款。"""
    document = final(落款日期="2026-01-08")

    assert (
        Paragraph("云澜市民政局", ParagraphKind.SIGNATURE),
        Paragraph("2026年1月8日", ParagraphKind.DATE),
    ) == document.blocks[-2:]
    assert date(2026, 1, 8) == document.date


def test_undated_report_is_not_signed() -> None:
    """没填落款日期就没有落款。"""
    document = final()

    assert document.date is None
    assert not any(
        isinstance(block, Paragraph) and block.kind != ParagraphKind.BODY
        for block in document.blocks
    )


@pytest.mark.parametrize("text", ["2026年2月30日", "明年一月", "2026年1月", ""])
def test_what_is_no_day_is_no_date(text: str) -> None:
    """不存在的日子不当日期，原样印出。"""
    assert (None, text) == (read_date(text), printed_date(text))


def test_only_a_draft_is_marked() -> None:
    """草稿有标记，定稿没有。"""
    assert (draft().draft, final().draft) == (DRAFT_MARK, "")


def test_pending_marks_are_told_from_the_words_around_them() -> None:
    """待补和前后的文字分得开。"""
    assert list(pieces("收到【待补：申请.新收.总计】件")) == [
        ("收到", False),
        ("【待补：申请.新收.总计】", True),
        ("件", False),
    ]
