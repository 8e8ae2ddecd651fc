from dataclasses import replace

import pytest
from lxml import etree

from assistant.export.base import base
from assistant.export.breaking import broken, width
from assistant.export.docx import docx
from assistant.export.office import FILE, STANDARD, Fonts, Office, parse
from assistant.export.package import parts
from tests.export.reading import W, document, part

WHOLE = """
## 本单位的版式
标题字体：华文中宋
一级标题字体：方正黑体
二级标题字体：楷体
正文字体：仿宋
表格字体：仿宋
表格字号：9
落款：不要
标题接排：要
题上一行：云澜市2025年度年报汇编
附注：（此件公开发布）
"""


def test_every_setting_is_read() -> None:
    """版式文件的每一项都用得上。"""
    office, problems = parse(WHOLE, FILE)

    assert problems == ()
    assert office == Office(
        Fonts("华文中宋", "方正黑体", "楷体", "仿宋", "仿宋"),
        table_size=9.0,
        signed=False,
        run_in=True,
        above="云澜市2025年度年报汇编",
        note="此件公开发布",
    )


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (
            "表格字号：11",
            "版式.md 第2行：“表格字号”：写 6.5、7.5、9、10.5、12 中的一个（磅），现在写的是“11”。",
        ),
        ("落款：是", "版式.md 第2行：“落款”：写“要”或“不要”，现在写的是“是”。"),
        ("正文字形：仿宋", "版式.md 第2行：“正文字形”：没有这一项，是不是“正文字体”？"),
        (
            f"题上一行：{'长' * 29}",
            "版式.md 第2行：“题上一行”：最多28个字，才排得进一行，现在有29个。",
        ),
        (
            "正文字体：仿宋，宋体",
            "版式.md 第2行：“正文字体”：写一种字体的名称，和 Word 字体列表里的一样，例如 仿宋。",
        ),
    ],
)
def test_what_is_wrong_is_said_with_its_line(line: str, expected: str) -> None:
    """写错的一项说明在哪一行、怎么写，其余照标准。"""
    office, problems = parse(f"## 版式\n{line}\n", FILE)

    assert [expected] == [str(problem) for problem in problems]
    assert office == STANDARD


def test_a_second_entry_is_not_silently_ignored() -> None:
    """写了两条的，说明第二条没有用上。"""
    office, problems = parse("## 一\n落款：不要\n\n## 二\n落款：要\n", FILE)

    assert not office.signed
    assert ["版式.md 第4行：版式只写一条，从这里往下没有用上；请并到第一条里。"] == [
        str(problem) for problem in problems
    ]


def test_chosen_fonts_fill_all_four_slots() -> None:
    """换了字体，中西文四处都换，字体表里也有。"""
    chosen = Fonts("华文中宋", "方正黑体", "楷体", "仿宋", "Source Han Serif SC")
    named = parts(base("", chosen))
    known = {
        font.get(f"{W}name")
        for font in etree.fromstring(named["word/fontTable.xml"]).iter(f"{W}font")
    }

    assert {*chosen, "宋体"} == known
    for fonts in etree.fromstring(named["word/styles.xml"]).iter(f"{W}rFonts"):
        slots = {fonts.get(f"{W}{slot}") for slot in ("ascii", "hAnsi", "eastAsia", "cs")}
        assert len(slots) == 1
        assert slots <= known


def test_an_unsigned_report_has_no_signature_in_any_format() -> None:
    """不要落款的，正文里没有署名和日期，文件属性里还有日期。"""
    signed = document("figures-2025")

    unsigned = replace(STANDARD, signed=False).edited(signed)

    assert len(signed.blocks) - 2 == len(unsigned.blocks)
    assert signed.date == unsigned.date
    assert STANDARD.edited(signed) is signed


def test_headings_run_in_where_the_office_wants_it() -> None:
    """接排时小标题在段首，用楷体；没有正文的标题还是单独一行。"""
    xml = part(docx(document("figures-2025"), Office(run_in=True))).decode()

    assert xml.count('<w:rStyle w:val="RunInHeading"/>') == 5
    assert '<w:pStyle w:val="Heading2"/>' not in xml
    assert "（一）主动公开。</w:t>" in xml


def test_tables_are_set_in_the_office_size() -> None:
    """表格字号按版式，宽表不超过小五。"""
    xml = part(docx(document("zero-2019"), Office(table_size=12.0))).decode()
    sizes = [
        {size.get(f"{W}val") for size in table.iter(f"{W}sz")}
        for table in etree.fromstring(xml.encode()).iter(f"{W}tbl")
    ]

    assert sizes[0] == {"24"}
    assert "18" in sizes[1]


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("云澜市青禾区人力资源和社会保障局", ("云澜市青禾区人力资源和社会保障局",)),
        (
            "云澜市青禾区市场监督管理局（云澜市青禾区知识产权局）",
            ("云澜市青禾区市场监督管理局", "（云澜市青禾区知识产权局）"),
        ),
        (
            "国家税务总局云澜市青禾区税务局第一税务分局",
            ("国家税务总局云澜市", "青禾区税务局第一税务分局"),
        ),
        ("甲" * 38, ("甲" * 13, "甲" * 13, "甲" * 12)),
    ],
)
def test_a_long_name_breaks_where_words_end(name: str, lines: tuple[str, ...]) -> None:
    """长名称在词与词之间回行，各行长短相当。"""
    found = broken(name, 19)

    assert lines == found
    assert name == "".join(found)
    assert all(width(line) <= 19 for line in found)
