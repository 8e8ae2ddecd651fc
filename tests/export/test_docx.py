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
from tests.export.grid import grid_faults
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


@pytest.mark.parametrize("name", SAMPLES)
def test_merged_cells_fit_the_grid(name: str) -> None:
    """合并的格子正好铺满每一行，竖向合并前后相接。"""
    assert grid_faults(part(docx(document(name)))) == []


@pytest.mark.parametrize(
    ("good", "bad"),
    [
        ('<w:gridSpan w:val="7"/>', '<w:gridSpan w:val="8"/>'),
        ('<w:gridSpan w:val="3"/>', ""),
        ('<w:vMerge w:val="restart"/>', ""),
        ('<w:vMerge w:val="restart"/>', "<w:vMerge/>"),
        ('<w:gridSpan w:val="3"/><w:vMerge/>', '<w:gridSpan w:val="2"/><w:vMerge/>'),
        ('<w:gridCol w:w="2381"/>', ""),
        ("<w:tc>", "<w:tc/><w:tc>"),
    ],
)
def test_the_grid_check_sees_faults(good: str, bad: str) -> None:
    """故意弄坏的合并都会被发现。"""
    xml = part(docx(document("figures-2025"))).decode()
    assert good in xml

    assert grid_faults(xml.replace(good, bad, 1).encode())


def test_the_grid_check_sees_a_missing_paragraph() -> None:
    """没有段落的格子会被发现。"""
    root = etree.fromstring(part(docx(document("figures-2025"))))
    cell = next(root.iter(f"{W}tc"))
    cell.remove(cell.findall(f"{W}p")[0])

    assert grid_faults(etree.tostring(root)) == ["row 0, column 0: no paragraph"]


@pytest.mark.parametrize("name", SAMPLES)
def test_a_package_is_valid(name: str, tmp_path: Path) -> None:
    """另一套规则检查 DOCX，没有错误。"""
    validator = pytest.importorskip("openxml_audit").OpenXmlValidator()
    path = tmp_path / "年报.docx"
    path.write_bytes(docx(document(name)))

    found = [error.description for error in validator.validate(path).errors]

    # Word needs no theme; this one message asks for it.
    assert [fault for fault in found if "/relationships/theme'" not in fault] == []


FAULTS = {
    "table properties in the wrong order": (
        "word/document.xml",
        '<w:tblStyle w:val="TableGrid"/><w:tblW w:w="8844" w:type="dxa"/>',
        '<w:tblW w:w="8844" w:type="dxa"/><w:tblStyle w:val="TableGrid"/>',
    ),
    "run properties in the wrong order": (
        "word/document.xml",
        '<w:sz w:val="21"/><w:szCs w:val="21"/></w:rPr>',
        '<w:szCs w:val="21"/><w:sz w:val="21"/></w:rPr>',
    ),
    "an unknown element": ("word/document.xml", "<w:keepNext/>", "<w:keepNext/><w:unknown/>"),
    "a bad value": ("word/document.xml", '<w:jc w:val="center"/>', '<w:jc w:val="middle"/>'),
    "a style that is not there": ("word/document.xml", 'w:val="Heading1"', 'w:val="Nowhere"'),
    "a style twice": ("word/styles.xml", 'w:styleId="Title"', 'w:styleId="Heading1"'),
    "a cell without a paragraph": (
        "word/document.xml",
        "</w:tr>",
        '<w:tc><w:tcPr><w:tcW w:w="1" w:type="dxa"/></w:tcPr></w:tc></w:tr>',
    ),
    "a paragraph in a paragraph": ("word/document.xml", "</w:pPr>", "</w:pPr><w:p/>"),
    "a bookmark twice": ("word/document.xml", 'w:id="2" w:name', 'w:id="1" w:name'),
    "an element left open": ("word/document.xml", "<w:tblGrid>", "<w:tblGridX>"),
    "a footer that is not there": ("word/document.xml", 'r:id="rId4"', 'r:id="rId44"'),
    "properties of the section not last": ("word/document.xml", "</w:body>", "<w:p/></w:body>"),
}
"""One step each from a good package to a bad one: the part, what stood there, what stands then."""


@pytest.mark.parametrize("fault", FAULTS)
def test_the_validator_sees_faults(fault: str, tmp_path: Path) -> None:
    """故意弄坏的 DOCX 会被查出来。"""
    validator = pytest.importorskip("openxml_audit").OpenXmlValidator()
    name, good, bad = FAULTS[fault]
    broken = parts(docx(document("zero-2019")))
    assert good.encode() in broken[name]
    broken[name] = broken[name].replace(good.encode(), bad.encode(), 1)
    path = tmp_path / "年报.docx"
    path.write_bytes(package(broken))

    found = [error.description for error in validator.validate(path).errors]

    assert [each for each in found if "/relationships/theme'" not in each]


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
    """样式里的字体，中西文四处都写全，都有替代字体。"""
    named = parts(base())
    styles = etree.fromstring(named["word/styles.xml"])
    table = etree.fromstring(named["word/fontTable.xml"])
    known = {font.get(f"{W}name") for font in table.iter(f"{W}font")}

    for fonts in styles.iter(f"{W}rFonts"):
        slots = {fonts.get(f"{W}{slot}") for slot in ("ascii", "hAnsi", "eastAsia", "cs")}
        assert len(slots) == 1
        assert slots <= known


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
