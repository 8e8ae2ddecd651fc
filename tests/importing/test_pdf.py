"""PDF files with text, made here: tables with lines over two pages; and those that have none."""

import random
import sys

import pytest

from assistant.forms import Form
from assistant.importing import ImportRefused, import_report
from tests.importing import damage
from tests.importing.damage import Sheet, same

pytest.importorskip("pdfplumber")

WIDTH, HEIGHT, LINE = 842, 595, 12


def pdf(pages: list[str], extra: str = "") -> bytes:
    """A PDF with these content streams; its font is one every reader knows and none embeds."""
    kids = " ".join(f"{5 + 2 * number} 0 R" for number in range(len(pages)))
    font = (
        "<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /DW 1000 "
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> "
        "/FontDescriptor << /Type /FontDescriptor /FontName /STSong-Light /Flags 4 "
        "/FontBBox [0 -200 1000 900] /ItalicAngle 0 /Ascent 800 /Descent -200 /StemV 80 /CapHeight 700 >> >>"
    )
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Count {len(pages)} /Kids [{kids}] >>",
        "<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [4 0 R] >>",
        font,
    ]
    for number, stream in enumerate(pages):
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {WIDTH} {HEIGHT}] /Contents {6 + 2 * number} 0 R "
            "/Resources << /Font << /F 3 0 R >> >> >>"
        )
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
    out = b"%PDF-1.4\n"
    places = []
    for number, each in enumerate(objects, start=1):
        places.append(len(out))
        out += f"{number} 0 obj\n{each}\nendobj\n".encode("ascii")
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    trailer = f"trailer << /Size {len(objects) + 1} /Root 1 0 R {extra} >>"
    return out + (
        f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}{trailer}\nstartxref\n{len(out)}\n%%EOF"
    ).encode("ascii")


class Writer:
    """Puts lines and tables on pages."""

    def __init__(self) -> None:
        self.pages: list[list[str]] = [[]]
        self.y = HEIGHT - 40

    def room(self) -> None:
        self.y -= LINE
        if self.y < 40:
            self.pages.append([])
            self.y = HEIGHT - 40

    def text(self, x: float, text: str, size: int = 7) -> None:
        words = text.encode("utf-16-be").hex()
        self.pages[-1].append(f"BT /F {size} Tf 1 0 0 1 {x} {self.y + 3} Tm <{words}> Tj ET")

    def row(self, cells: list[tuple[str, float]], *, ruled: bool = True) -> None:
        self.room()
        x = 20.0
        for text, width in cells:
            if ruled:
                self.pages[-1].append(f"{x} {self.y} {width} {LINE} re S")
            self.text(x + 2, text)
            x += width


def written(sheet: Sheet, *, ruled: bool = True) -> bytes:
    writer = Writer()
    for block in sheet.blocks:
        if isinstance(block, str):
            writer.room()
            writer.text(40, block)
            continue
        columns = sum(cell.colspan for cell in block[0])
        grid = (
            [80, 60, 330] + [47] * 7 if columns == 10 else [52] * 15 if columns == 15 else [150] * 5
        )
        for row in block:
            at, cells = 0, []
            for cell in row:
                cells.append((cell.text, float(sum(grid[at : at + cell.colspan]))))
                at += cell.colspan
            writer.row(cells, ruled=ruled)
        writer.room()
    return pdf(["\n".join(page) for page in writer.pages])


def test_a_report_comes_back(form: Form, forms: tuple[Form, ...]) -> None:
    """文字版 PDF，表格跨页，每一格都读对。"""
    chance = random.Random(form.id)
    year = {"2019": 2020, "2021": 2024}[form.id]
    sheet = damage.sheet(form, damage.random_report(form, year, chance))

    found = import_report(written(sheet), "报告.pdf", forms)

    assert (year, sheet.report.unit) == (found.year, found.unit)
    assert {} == {
        cell: (found.report.number(cell), value)
        for cell, value in sheet.truth.items()
        if not same(found.report.number(cell), value)
    }


def test_a_table_without_lines_is_read_or_doubted(form: Form, forms: tuple[Form, ...]) -> None:
    """表格没有框线的 PDF，按空隙认出各格；读错的都有说明，一半以上读得对。"""
    chance = random.Random(form.id)
    year = {"2019": 2020, "2021": 2024}[form.id]
    sheet = damage.sheet(form, damage.random_report(form, year, chance))

    found = import_report(written(sheet, ruled=False), "报告.pdf", forms)

    doubted = {doubt.field for doubt in found.doubts}
    read = {
        name: number for name in form.fields if (number := found.report.number(name)) is not None
    }
    wrong = {name for name, number in read.items() if not same(number, sheet.truth[name])}
    assert wrong <= doubted
    assert len(read) - len(wrong) > len(form.fields) / 2


def test_lines_are_joined_into_paragraphs(forms: tuple[Form, ...]) -> None:
    """排满一行的接着下一行；没排满的、字号不同的各自成段。"""
    long = "全年落实政府信息公开工作要点，更新栏目" * 3
    writer = Writer()
    for size, line in (
        (14, "云澜市水务局2024年政府信息公开工作年度报告"),
        (10, "一、总体情况"),
        (7, long),
        (7, "并公布结果。"),
        (7, "二、主动公开政府信息情况"),
        (7, long),
    ):
        writer.room()
        writer.text(20, line, size)

    found = import_report(pdf(["\n".join(page) for page in writer.pages]), "报告.pdf", forms)

    assert "云澜市水务局" == found.unit
    assert [f"{long}并公布结果。"] == list(found.sections["总体情况"])
    assert [long] == list(found.sections["主动公开"])


def test_a_line_two_characters_short_goes_on(forms: tuple[Form, ...]) -> None:
    """换行时末尾空着一两个字，不算一段写完。"""
    long = "全年落实政府信息公开工作要点，更新栏目" * 3
    writer = Writer()
    for size, line in (
        (14, "云澜市水务局2024年政府信息公开工作年度报告"),
        (10, "一、总体情况"),
        (7, long),
        (7, long[:-2]),
        (7, "并公布结果。"),
    ):
        writer.room()
        writer.text(20, line, size)

    found = import_report(pdf(["\n".join(page) for page in writer.pages]), "报告.pdf", forms)

    assert [f"{long}{long[:-2]}并公布结果。"] == list(found.sections["总体情况"])


def test_words_with_a_gap_between_them_are_words(forms: tuple[Form, ...]) -> None:
    """一行字中间隔得开、没有数的，不是表里的一行，接着读。"""
    long = "全年落实政府信息公开工作要点，更新栏目" * 3
    writer = Writer()
    for size, *pieces in (
        (14, "云澜市水务局2024年政府信息公开工作年度报告"),
        (10, "一、总体情况"),
        (7, long),
        (7, long[:20], long[20:-4]),
        (7, "并公布结果。"),
    ):
        writer.room()
        at = 20
        for piece in pieces:
            writer.text(at, str(piece), size)
            at += len(str(piece)) * size + 28

    found = import_report(pdf(["\n".join(page) for page in writer.pages]), "报告.pdf", forms)

    (read,) = found.sections["总体情况"]
    assert f"{long}{long[:-4]}并公布结果。" == read.replace(" ", "")


def test_a_scan_is_refused(forms: tuple[Form, ...]) -> None:
    """扫描件没有文字，说明白。"""
    with pytest.raises(ImportRefused, match="扫描件"):
        import_report(pdf(["0 0 100 100 re S"]), "扫描.pdf", forms)


def test_too_many_pages_are_refused(forms: tuple[Form, ...]) -> None:
    """上百页的不是年报。"""
    with pytest.raises(ImportRefused, match="100页"):
        import_report(pdf(["0 0 1 1 re S"] * 100), "厚.pdf", forms)


def test_a_locked_file_is_refused(forms: tuple[Form, ...]) -> None:
    """加密的说明加了密码，或者读不出。"""
    lock = "/Encrypt << /Filter /Standard /V 1 /R 2 /O <00> /U <00> /P -4 >> /ID [<00> <00>]"

    with pytest.raises(ImportRefused, match=r"密码|损坏"):
        import_report(pdf(["0 0 1 1 re S"], lock), "锁.pdf", forms)


def test_without_the_extra_the_way_out_is_said(
    forms: tuple[Form, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    """没有装附加组件的，说明怎么装、怎么绕开。"""
    monkeypatch.setitem(sys.modules, "pdfplumber.pdf", None)

    with pytest.raises(ImportRefused, match=r"nianbao\[pdf\]"):
        import_report(b"%PDF-1.7\n", "报告.pdf", forms)
