import hashlib
import io
import json
import os
import subprocess
import sys
import zipfile
from dataclasses import replace
from pathlib import Path

import docx as python_docx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from assistant.document import Document, Heading, Paragraph
from assistant.export.base import base
from assistant.export.docx import docx
from assistant.export.package import package, parts
from assistant.export.words import lines
from tests.export.reading import SAMPLES, W, document, part

ROOT = Path(__file__).parents[2]

HASHES = """
import hashlib, json
from assistant.export.docx import docx
from assistant.export.package import parts
from tests.export.reading import document
hashes = {name: hashlib.sha256(content).hexdigest() for name, content in parts(docx(document("figures-2020"))).items()}
print(json.dumps(hashes))
"""


def bare(*blocks: Heading | Paragraph) -> Document:
    """A document of these blocks only."""
    return Document(("题",), "", None, None, "", blocks)


def hashes(seed: str) -> dict[str, str]:
    """The parts of one export, made in a process of its own."""
    environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": f"UTC{seed}"}
    done = subprocess.run(
        [sys.executable, "-c", HASHES],
        cwd=ROOT,
        env=environment,
        check=True,
        capture_output=True,
        text=True,
    )
    found: dict[str, str] = json.loads(done.stdout)
    return found


def test_the_same_document_gives_the_same_parts_in_every_process() -> None:
    """同一份年报，换个进程、换个时区导出，内容一字节不差。"""
    here = {
        name: hashlib.sha256(content).hexdigest()
        for name, content in parts(docx(document("figures-2020"))).items()
    }

    assert [here, here] == [hashes("1"), hashes("2")]


def test_the_same_document_gives_the_same_bytes() -> None:
    """同一个进程里导出两次，文件相同。"""
    assert docx(document("zero-2019")) == docx(document("zero-2019"))


def test_no_entry_of_the_package_carries_a_time_or_a_user() -> None:
    """压缩包里没有导出的时刻。"""
    with zipfile.ZipFile(io.BytesIO(docx(document("zero-2019")))) as archive:
        assert {(1980, 1, 1, 0, 0, 0)} == {entry.date_time for entry in archive.infolist()}
        assert archive.namelist()[:2] == ["[Content_Types].xml", "_rels/.rels"]


def test_properties_name_the_organ_and_the_day_it_signed() -> None:
    """文件属性写机关和成文日期，不写电脑的用户和时间。"""
    properties = python_docx.Document(io.BytesIO(docx(document("zero-2019")))).core_properties

    assert properties.title == "青禾区柳溪镇人民政府2019年政府信息公开工作年度报告"
    assert [properties.author, properties.last_modified_by] == ["青禾区柳溪镇人民政府"] * 2
    assert [f"{moment:%Y-%m-%d %H:%M}" for moment in (properties.created, properties.modified)] == [
        "2020-01-16 00:00"
    ] * 2


def test_an_undated_report_has_no_dates() -> None:
    """没有成文日期，属性里就没有日期，不用导出的时刻代替。"""
    content = part(docx(replace(document("zero-2019"), date=None)), "docProps/core.xml")

    assert b"dcterms:created" not in content
    assert b"dcterms:modified" not in content


@pytest.mark.parametrize(("name", "draft"), [("figures-2020", True), ("figures-2025", False)])
def test_a_draft_says_so_above_the_title_and_on_every_page(name: str, draft: bool) -> None:
    """草稿在标题之上和每页页眉写明；定稿都没有。"""
    content = docx(document(name))
    first = python_docx.Document(io.BytesIO(content)).paragraphs[0].text

    assert draft == first.startswith("草稿")
    assert draft == ("word/header1.xml" in parts(content))
    assert 2 * draft == part(content).count(b"headerReference")


def test_headings_are_real_headings() -> None:
    """标题用标题样式，能生成目录。"""
    paragraphs = python_docx.Document(io.BytesIO(docx(document("zero-2019")))).paragraphs

    assert sum(p.style is not None and p.style.style_id == "Heading1" for p in paragraphs) == 6
    assert (
        next(p.text for p in paragraphs if p.style is not None and p.style.style_id == "Heading2")
        == "（一）主动公开"
    )


def test_head_rows_repeat_and_no_row_splits() -> None:
    """表头跨页重复，行不拆开。"""
    tables = list(etree.fromstring(part(docx(document("figures-2025")))).iter(f"{W}tbl"))

    assert [len(list(table.iter(f"{W}tblHeader"))) for table in tables] == [0, 3, 3]
    assert [len(list(table.iter(f"{W}cantSplit"))) for table in tables] == [14, 28, 4]


def test_every_run_is_set_in_chinese_fonts() -> None:
    """每段文字都注明是中文，引号和破折号不会变窄。"""
    for name in ("word/document.xml", "word/footer1.xml", "word/header1.xml"):
        root = etree.fromstring(part(docx(document("figures-2020")), name))
        for run in root.iter(f"{W}r"):
            fonts = run.find(f"{W}rPr/{W}rFonts")
            assert fonts is not None
            assert fonts.get(f"{W}hint") == "eastAsia"


def test_every_font_of_a_style_fills_all_four_slots() -> None:
    """样式里的字体，中西文四处都写全，字体表里都有。"""
    named = parts(base())
    styles = etree.fromstring(named["word/styles.xml"])
    table = etree.fromstring(named["word/fontTable.xml"])
    known = {font.get(f"{W}name") for font in table.iter(f"{W}font")}

    for fonts in styles.iter(f"{W}rFonts"):
        slots = {fonts.get(f"{W}{slot}") for slot in ("ascii", "hAnsi", "eastAsia", "cs")}
        assert len(slots) == 1
        assert slots <= known


def test_every_font_has_one_to_fall_back_on() -> None:
    """没有装的字体，Word 知道用哪一种代替。"""
    table = etree.fromstring(parts(base())["word/fontTable.xml"])
    found = {
        font.get(f"{W}name"): font.find(f"{W}altName").get(f"{W}val")  # type: ignore[union-attr]
        for font in table.iter(f"{W}font")
    }

    assert found == {
        "方正小标宋简体": "华文中宋",
        "黑体": "SimHei",
        "楷体_GB2312": "楷体",
        "仿宋_GB2312": "仿宋",
        "宋体": "SimSun",
    }


def test_the_document_is_chinese() -> None:
    """语言写明是简体中文：正文的默认语言、主题的语言、文件属性。"""
    named = parts(docx(document("zero-2019")))
    found = [
        etree.fromstring(named[name]).find(f".//{W}{tag}").get(f"{W}eastAsia")  # type: ignore[union-attr]
        for name, tag in (("word/styles.xml", "lang"), ("word/settings.xml", "themeFontLang"))
    ]

    assert found == ["zh-CN", "zh-CN"]
    assert "<dc:language>zh-CN</dc:language>" in named["docProps/core.xml"].decode()


@pytest.mark.parametrize("name", SAMPLES)
def test_tables_are_as_wide_as_the_type_area(name: str) -> None:
    """表格宽度固定，正好156毫米，每一行的格子合起来也是。"""
    for table in etree.fromstring(part(docx(document(name)))).iter(f"{W}tbl"):
        columns = [int(column.get(f"{W}w") or 0) for column in table.iter(f"{W}gridCol")]
        rows = [
            sum(int(width.get(f"{W}w") or 0) for width in row.iter(f"{W}tcW"))
            for row in table.iter(f"{W}tr")
        ]

        assert [layout.get(f"{W}type") for layout in table.iter(f"{W}tblLayout")] == ["fixed"]
        assert {sum(columns), *rows} == {8844}


def test_tables_say_what_they_are_to_who_cannot_see_them() -> None:
    """每张表有标题和说明，读屏软件读得出来。"""
    tables = list(etree.fromstring(part(docx(document("figures-2025")))).iter(f"{W}tbl"))

    assert [told(table, "tblCaption") for table in tables] == [
        "主动公开政府信息情况",
        "收到和处理政府信息公开申请情况",
        "政府信息公开行政复议、行政诉讼情况",
    ]
    assert [told(table, "tblDescription") for table in tables] == [
        "规章、行政规范性文件；行政许可；行政处罚、行政强制；行政事业性收费",
        "25行，7列：自然人、商业企业、科研机构、社会公益组织、法律服务机构、其他、总计",
        "1行，15列：行政复议、行政诉讼",
    ]


def told(table: etree._Element, name: str) -> str:
    found = table.find(f"{W}tblPr/{W}{name}")
    return "" if found is None else str(found.get(f"{W}val"))


def test_headings_and_tables_stay_together() -> None:
    """标题跟着下文走，一张表的每一行跟着下一行走，最后一行不跟。"""
    named = parts(docx(document("figures-2025")))
    styles = {
        str(style.get(f"{W}styleId")): style
        for style in etree.fromstring(named["word/styles.xml"]).iter(f"{W}style")
    }

    for level in range(1, 5):
        assert styles[f"Heading{level}"].find(f"{W}pPr/{W}keepNext") is not None
    for table in etree.fromstring(named["word/document.xml"]).iter(f"{W}tbl"):
        kept = [
            {p.find(f"{W}pPr/{W}keepNext") is not None for p in row.iter(f"{W}p")}
            for row in table.iter(f"{W}tr")
        ]
        assert kept == [{True}] * (len(kept) - 1) + [{False}]


def test_numbers_shrink_until_they_fit() -> None:
    """数字太长就用小一号的字，不折行。"""

    def size(text: str) -> str | None:
        known = document("figures-2025")
        table = known.tables[1]
        cells = tuple(
            replace(cell, text=text) if cell.field.endswith("新收.自然人") else cell
            for cell in table.cells
        )
        blocks = tuple(replace(b, cells=cells) if b is table else b for b in known.blocks)
        root = etree.fromstring(part(docx(replace(known, blocks=blocks))))
        run = next(run for run in root.iter(f"{W}r") if "".join(map(str, run.itertext())) == text)
        found = run.find(f"{W}rPr/{W}sz")
        return None if found is None else found.get(f"{W}val")

    assert [size("13612"), size("136129"), size("13612900")] == ["19", "16", "12"]


@given(st.text("<>&\"'中a\n\t\x00\x0b\ud800\ufffe\u2028", max_size=20) | st.text(max_size=20))
def test_words_stay_words(text: str) -> None:
    """任何文字都写得进去，读出来还是那些字。"""
    content = docx(bare(Heading(1, text), Paragraph(text)))

    paragraphs = python_docx.Document(io.BytesIO(content)).paragraphs
    assert ["题", *["\n".join(lines(text))] * 2] == [p.text for p in paragraphs]


def test_the_repack_orders_parts() -> None:
    """部件的先后不影响打出来的包。"""
    one = {"word/a.xml": b"1", "[Content_Types].xml": b"2", "_rels/.rels": b"3"}

    assert package(one) == package(dict(reversed(one.items())))
    assert one == parts(package(one))
