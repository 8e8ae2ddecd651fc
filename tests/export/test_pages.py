"""What the printed pages look like, by LibreOffice; skipped where it is not installed."""

import io
import re
from datetime import date
from itertools import pairwise
from pathlib import Path

import docx as python_docx
import pytest

from assistant.document import Document, Heading, Paragraph, ParagraphKind
from assistant.export.approval import ROLES
from assistant.export.docx import docx
from assistant.export.office import Office
from tests.export.extremes import LONG_NAME, swollen
from tests.export.packaged import submission
from tests.export.printing import MM, baseline, ink, needs_a_printer, outline, pages, words
from tests.export.printing import printed as converted
from tests.export.reading import SAMPLES, document

pytestmark = needs_a_printer

UNIT = "云澜市青禾区人力资源和社会保障局"
FULL = Document(
    ("题",),
    UNIT,
    2025,
    date(2026, 1, 20),
    "",
    (
        Paragraph("测" * (28 * 60 - 2)),
        Paragraph("（一）分工到人。每条信息有两人经手。"),
        Paragraph(UNIT, ParagraphKind.SIGNATURE),
        Paragraph("2026年1月20日", ParagraphKind.DATE),
    ),
)


PAPERS = ("1 送审单", "2 事实依据表", "3 核对情况", "4 与上年对比", "5 修改记录")
OFFICE = Office(run_in=True, above="云澜市2025年度年报汇编", note="此件公开发布", table_size=9.0)


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with every document of these tests as PDF."""
    folder = tmp_path_factory.mktemp("pages")
    files = {name: docx(document(name)) for name in SAMPLES}
    files |= {f"swollen-{name}": docx(swollen(name)) for name in SAMPLES}
    papers = submission().files()
    files |= {name: papers[f"{name}.docx"] for name in PAPERS}
    files |= {"full": docx(FULL), "office": docx(document("figures-2025"), OFFICE)}
    converted(folder, files)
    return folder


def text_of(printed: Path, name: str) -> list[str]:
    """The words of every page, without spaces."""
    return ["".join(map(words, page)) for page in pages(printed / f"{name}.pdf")]


@pytest.mark.parametrize("name", SAMPLES)
def test_a_report_takes_at_most_four_pages(printed: Path, name: str) -> None:
    """样例年报最多四页。"""
    assert len(text_of(printed, name)) <= 4


def test_a_page_holds_22_lines_of_28_characters(printed: Path) -> None:
    """每页22行，每行28字，撑满版心。"""
    page = pages(printed / "full.pdf")[1]
    *lines, number = page

    assert words(number).strip("—").isdigit()
    assert [28] * 22 == [len(line) for line in lines]
    pitches = {round(baseline(a) - baseline(b), 1) for a, b in pairwise(lines)}
    assert all(28.8 <= pitch <= 29.1 for pitch in pitches)
    first = lines[0]
    assert 28 * MM == pytest.approx(first[0]["x0"], abs=1)
    assert (28 + 156) * MM == pytest.approx(first[-1]["x1"], abs=2)


def test_the_paper_is_a4(printed: Path) -> None:
    """纸张是 A4。"""
    import pdfplumber

    with pdfplumber.open(printed / "full.pdf") as pdf:
        assert {(595, 842)} == {(round(page.width), round(page.height)) for page in pdf.pages}


@pytest.mark.parametrize("name", SAMPLES)
def test_pages_are_numbered(printed: Path, name: str) -> None:
    """每页都有页码。"""
    found = text_of(printed, name)

    assert all(page.endswith(f"—{number}—") for number, page in enumerate(found, start=1))


def test_page_numbers_stand_where_the_standard_wants_them(printed: Path) -> None:
    """单页居右空一字，双页居左空一字；一字线上距版心下边缘7毫米。"""
    foot = 37 + 225
    odd_left, odd_right, odd_top = ink(printed / "full.pdf", 1, 10, 200, foot + 1)
    even_left, even_right, even_top = ink(printed / "full.pdf", 2, 10, 200, foot + 1)

    assert odd_right == pytest.approx(184 - 14 / MM, abs=1)
    assert even_left == pytest.approx(28 + 14 / MM, abs=1)
    assert odd_left > 150
    assert even_right < 60
    dashes = (
        ink(printed / "full.pdf", 1, odd_right - 3, 200, foot + 1)[2],
        ink(printed / "full.pdf", 2, 10, even_left + 3, foot + 1)[2],
    )
    assert [7, 7] == [pytest.approx(top - foot, abs=0.7) for top in dashes]
    assert odd_top == pytest.approx(even_top, abs=0.2)


def test_signature_and_date_stand_where_the_standard_wants_them(printed: Path) -> None:
    """署名右空二字，成文日期比署名右移二字。"""
    lines = [line for page in pages(printed / "full.pdf") for line in page]
    (signature,) = [line for line in lines if words(line) == UNIT]
    (day,) = [line for line in lines if words(line) == "2026年1月20日"]

    assert signature[-1]["x1"] == pytest.approx(184 * MM - 2 * 15.75, abs=1)
    assert day[0]["x0"] - signature[0]["x0"] == pytest.approx(2 * 15.75, abs=1)


def test_the_signature_never_stands_alone(printed: Path) -> None:
    """署名那一页上有正文，不出现只有落款的一页。"""
    (last,) = [page for page in text_of(printed, "full") if UNIT in page]

    assert last.startswith("（一）分工到人。每条信息有两人经手。")


def test_a_run_in_heading_is_set_apart(printed: Path) -> None:
    """接排的标题是楷体，后面的话不是。"""
    lines = [line for page in pages(printed / "full.pdf") for line in page]
    (line,) = [line for line in lines if words(line).startswith("（一）")]

    fonts = [character["fontname"] for character in line]
    assert fonts[0] == fonts[6]
    assert fonts[6] != fonts[9]


@pytest.mark.parametrize("name", [*SAMPLES, *(f"swollen-{name}" for name in SAMPLES)])
def test_every_table_is_whole_on_one_page(printed: Path, name: str) -> None:
    """每张表都在一页之内，连同它的标题。"""
    edges = [
        ("二、主动公开政府信息情况", "第二十条第（八）项"),
        ("三、收到和处理政府信息公开申请情况", "四、结转下年度继续办理"),
        ("四、政府信息公开行政复议、行政诉讼情况", "复议后起诉"),
    ]

    for first, last in edges:
        (page,) = [page for page in text_of(printed, name) if first in page]
        assert last in page


@pytest.mark.parametrize("name", SAMPLES)
def test_eight_digits_and_sixty_characters_fit(printed: Path, name: str) -> None:
    """八位数不折行，六十个字的机关名称不出版心。"""
    found = pages(printed / f"swollen-{name}.pdf")
    text = "".join(text_of(printed, f"swollen-{name}"))
    figures = sum(c.field != "" for table in document(name).tables for c in table.cells)

    assert len(LONG_NAME) == 60
    assert text.count("12345678") == figures
    assert LONG_NAME in text
    beyond = [c for page in found for line in page for c in line if c["x1"] > 184 * MM + 2]
    assert [] == [c["text"] for c in beyond if c["text"] not in "，。、；： "]


@pytest.mark.parametrize("name", SAMPLES)
def test_all_headings_are_bookmarks(printed: Path, name: str) -> None:
    """六个部分都是书签，能点着去。"""
    six = [
        block.text
        for block in document(name).blocks
        if isinstance(block, Heading) and block.level == 1
    ]
    found = [
        title for title in outline(printed / f"{name}.pdf") if re.match("[一二三四五六]、", title)
    ]

    assert six == found


@pytest.mark.parametrize("name", PAPERS)
def test_papers_stay_within_the_type_area(printed: Path, name: str) -> None:
    """送审材料的字不出版心，每一页都有表头。"""
    paper = python_docx.Document(io.BytesIO((printed / f"{name}.docx").read_bytes()))
    heads = ["".join(cell.text for cell in table.rows[0].cells) for table in paper.tables]
    found = pages(printed / f"{name}.pdf")
    beyond = [c["text"] for page in found for line in page for c in line if c["x1"] > 184 * MM + 2]

    assert [sign for sign in beyond if sign not in "，。、；： "] == []
    assert all(any(head in text for head in heads) for text in text_of(printed, name))


def test_the_sheet_to_sign_is_one_page(printed: Path) -> None:
    """送审单一页，四道审签都有地方签。"""
    (page,) = text_of(printed, "1 送审单")

    assert all(role in page for role in ROLES)


def test_an_office_sets_its_reports_as_it_likes(printed: Path) -> None:
    """题上一行在最前，附注在成文日期下一行，小标题接排。"""
    first, *_, last = text_of(printed, "office")

    assert first.startswith("云澜市2025年度年报汇编云澜市人民政府")
    assert "（一）主动公开。全年公开" in first
    assert "2026年1月20日（此件公开发布）" in last
