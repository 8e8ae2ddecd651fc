"""Files that are hostile, broken, or something else: one Chinese sentence, soon, without much memory."""

import io
import json
import struct
import tracemalloc
import zipfile
import zlib
from collections.abc import Callable

import pytest

from assistant.forms import Form
from assistant.importing import ImportRefused, import_report, read_source
from tests.effort import counting_calls
from tests.importing import damage
from tests.importing.damage import TYPES, W, package

SOON = 100_000
"""Calls until a file is refused, whatever it holds: a report that is read takes about as many."""

A_BYTE = 50
"""Calls for each byte of a file that is read; a report takes fewer than ten."""

LITTLE = 150 * 2**20


def _entities() -> bytes:
    entities = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10 if n else "lol"}">' for n in range(12))
    return package(
        "",
        document=f'<!DOCTYPE d [{entities}]><w:document xmlns:w="{W}"><w:body><w:p><w:r><w:t>&a11;</w:t>'
        "</w:r></w:p></w:body></w:document>",
    )


def _external(encoding: str = "utf-8") -> bytes:
    text = (
        f'<?xml version="1.0" encoding="{encoding}"?>'
        '<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/hostname"><!ENTITY % p SYSTEM "http://127.0.0.1:9/x"> %p;]>'
        f'<w:document xmlns:w="{W}"><w:body><w:p><w:r><w:t>&x;</w:t></w:r></w:p></w:body></w:document>'
    )
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("[Content_Types].xml", TYPES)
        archive.writestr("word/document.xml", text.encode(encoding))
    return stream.getvalue()


def _bomb(name: str, size: int = 300 * 2**20) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", TYPES)
        archive.writestr("word/document.xml", "<w/>")
        with archive.open(name, "w", force_zip64=True) as part:
            chunk = b" " * 2**20
            for _ in range(size // 2**20):
                part.write(chunk)
    return stream.getvalue()


def _lying_bomb() -> bytes:
    """Thirty megabytes of blanks in a part that claims to have a hundred bytes."""
    packed = zlib.compressobj(9, zlib.DEFLATED, -15)
    squeezed = b"".join(packed.compress(b" " * 2**20) for _ in range(30)) + packed.flush()
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("[Content_Types].xml", TYPES)
        archive.writestr("word/document.xml", squeezed)
        local = archive.getinfo("word/document.xml").header_offset
    content = bytearray(stream.getvalue())
    central = content.rfind(b"PK\x01\x02")
    struct.pack_into("<H", content, local + 8, zipfile.ZIP_DEFLATED)
    struct.pack_into("<H", content, central + 10, zipfile.ZIP_DEFLATED)
    struct.pack_into("<I", content, central + 24, 100)
    return bytes(content)


def _rows(count: int) -> str:
    """Rows that a package does not shrink too much."""
    return "".join(
        f'<w:tr w:rsidR="{zlib.crc32(bytes(str(n), "ascii")):08X}"><w:tc><w:p/></w:tc></w:tr>'
        for n in range(count)
    )


def _encrypted() -> bytes:
    content = bytearray(package("<w:p/>"))
    at = 0
    while (at := content.find(b"PK\x03\x04", at)) >= 0:
        content[at + 6] |= 1
        at += 4
    at = 0
    while (at := content.find(b"PK\x01\x02", at)) >= 0:
        content[at + 8] |= 1
        at += 4
    return bytes(content)


def _twice() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("[Content_Types].xml", TYPES)
        archive.writestr("word/document.xml", "<w/>")
        with pytest.warns(UserWarning, match="Duplicate"):
            archive.writestr("word/document.xml", "<w/>")
    return stream.getvalue()


def _of_the_future() -> bytes:
    """A package whose directory asks for version 12.3 of the format."""
    whole = bytearray(package("<w:p/>"))
    at = whole.index(b"PK\x01\x02")
    whole[at + 6] = 123
    return bytes(whole)


def _altered(mark: bytes, at: int, value: int, *, stored: bool = False) -> bytes:
    """A package with one byte changed, so far behind the last of these marks."""
    stream = io.BytesIO()
    method = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
    with zipfile.ZipFile(stream, "w", method) as archive:
        archive.writestr("word/document.xml", "<w/>" * 20)
        archive.writestr("[Content_Types].xml", TYPES)
    whole = bytearray(stream.getvalue())
    whole[whole.rindex(mark) + at] = value
    return bytes(whole)


def _with(*names: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return stream.getvalue()


MACRO = TYPES.replace("document.main+xml", "document.macroEnabled.main+xml")
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

REFUSED: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "空文件": ("a.docx", lambda: b"", "空的"),
    "只有空白": ("a.txt", lambda: b"\xef\xbb\xbf \r\n\t ", "空的"),
    "太大": ("a.docx", lambda: b"PK\x03\x04" + b"x" * (21 * 2**20), "MB"),
    "实体炸弹": ("a.docx", _entities, "不像正常保存"),
    "外部实体": ("a.docx", _external, "不像正常保存"),
    "外部实体 UTF-16": ("a.docx", lambda: _external("utf-16"), "不像正常保存"),
    "压缩炸弹": ("a.docx", lambda: _bomb("word/document2.xml"), "大得不正常"),
    "图片炸弹": ("a.docx", lambda: _bomb("word/media/image1.bmp"), "大得不正常"),
    "谎报大小": ("a.docx", _lying_bomb, "太大"),
    "跨度20亿": (
        "a.docx",
        lambda: package(
            '<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="2000000000"/></w:tcPr><w:p/></w:tc></w:tr></w:tbl>'
        ),
        "横跨",
    ),
    "跨度不是数": (
        "a.docx",
        lambda: package(
            '<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="x"/></w:tcPr><w:p/></w:tc></w:tr></w:tbl>'
        ),
        "横跨",
    ),
    "十万行": ("a.docx", lambda: package(f"<w:tbl>{_rows(100_000)}</w:tbl>"), "格"),
    "套三千层": (
        "a.docx",
        lambda: package(
            "<w:sdt><w:sdtContent>" * 3000 + "<w:p/>" + "</w:sdtContent></w:sdt>" * 3000
        ),
        "太深",
    ),
    "带宏": ("a.docm", lambda: package("<w:p/>", MACRO), "宏"),
    "带宏改名": ("a.docx", lambda: package("<w:p/>", MACRO), "宏"),
    "加密": ("a.docx", _encrypted, "密码"),
    "重名条目": ("a.docx", _twice, "重名"),
    "跳出文件夹": ("a.docx", lambda: _with("../../etc/x"), "路径"),
    "绝对路径": ("a.docx", lambda: _with("/etc/x"), "路径"),
    "电子表格改名": ("a.docx", lambda: _with("xl/workbook.xml"), "电子表格"),
    "普通压缩包": ("a.zip", lambda: _with("报告.docx"), "解压"),
    "还有别的的压缩包": ("a.zip", lambda: _with("说明.txt", "报告.DOCX"), "解压"),
    "压缩包的版本号坏了": ("a.docx", _of_the_future, "损坏"),
    "条目的开头坏了": ("a.docx", lambda: _altered(b"PK\x03\x04", 0, 0), "损坏"),
    "校验码不对": ("a.docx", lambda: _altered(b"</Types>", 2, 0x74, stored=True), "校验码"),
    "解不开压缩": (
        "a.docx",
        lambda: _altered(b"PK\x03\x04", 30 + len("[Content_Types].xml"), 0xFF),
        "损坏",
    ),
    "不常见的压缩方法": ("a.docx", lambda: _altered(b"PK\x01\x02", 10, 12), "压缩方法"),
    "截断的压缩包": ("a.docx", lambda: package("<w:p/>")[:200], "损坏"),
    "内容损坏": ("a.docx", lambda: package("", document="<w:document"), "损坏"),
    "JPEG改名": ("a.docx", lambda: b"\xff\xd8\xff\xe0" + bytes(range(256)) * 40, "JPEG"),
    "PNG": ("a.html", lambda: b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "PNG"),
    "二进制": ("a.txt", lambda: bytes(range(256)) * 50, "文字|文本"),
    "RAR": ("a.doc", lambda: b"Rar!\x1a\x07\x00" + bytes(100), "解压"),
    "RTF": ("a.doc", lambda: b"{\\rtf1 ...}", "RTF"),
    "假的旧版Word": ("a.doc", lambda: OLE + b"\x00" * 3000, "损坏|不是"),
    "假的PDF": ("a.pdf", lambda: b"%PDF-1.7\nnothing", "PDF"),
    "网页十万行": (
        "a.html",
        ("<table>" + "<tr><td>1</td><td>2</td></tr>" * 100_000 + "</table>").encode,
        "格",
    ),
    "网页套三千层": (
        "a.html",
        ("<html><body>" + "<div>" * 3000 + "年报" + "</div>" * 3000).encode,
        "太深|看不出",
    ),
    "网页太长": ("a.html", ("<p>" + "长" * 5_100_000).encode, "万字"),
    "没有网页的MHT": (
        "a.mht",
        lambda: b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n--x--",
        "MHT",
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_refused_soon_in_one_sentence(name: str, forms: tuple[Form, ...]) -> None:
    """说清是什么、怎么办，不多费工夫，内存不多。"""
    file, make, expected = REFUSED[name]
    content = make()
    tracemalloc.start()

    with counting_calls() as effort, pytest.raises(ImportRefused, match=expected) as refused:
        import_report(content, file, forms)

    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert effort.calls < SOON
    assert peak < LITTLE
    assert refused.value.sentence.endswith("。")


HARMLESS: dict[str, Callable[[], str]] = {
    "跨度20亿": lambda: (
        '<table><tr><td colspan="2000000000" rowspan="2000000000">规章</td><td>1</td><td>2</td><td>3</td></tr></table>'
    ),
    "不闭合的单元格": lambda: "<table>" + "<td<td" * 50_000,
    "套很多层的表格": lambda: "<table><tr><td>" * 400 + "规章",
    "脚本": lambda: (
        "<script>while(1){}</script><table><tr><td>规章</td><td>1</td><td>2</td><td>3</td></tr></table>"
    ),
    "外部图片": lambda: (
        '<img src="http://127.0.0.1:9/x"><table><tr><td>规章</td><td>1</td><td>2</td><td>3</td></tr></table>'
    ),
    "很多反斜杠": lambda: "<script>'" + "\\\\" * 200_000 + "'</script>",
    "很多竖线": lambda: "|" * 400_000,
    "很多井号": lambda: "#" * 400_000,
    "很多空格": lambda: " \n" * 200_000 + "一、总体情况",
    "很多星号": lambda: "*" * 100_000 + "a",
    "很多方括号": lambda: "[" * 100_000 + "\n|---|",
    "很多括号": lambda: "（" * 100_000,
    "很多年份": lambda: "2020年" * 100_000,
    "很多序号": lambda: "一、" * 100_000,
    "很多数字行": lambda: "1\n" * 100_000,
    "很多标签": lambda: "规章\n1\n2\n3\n" * 5_000,
    "很多标题": lambda: "一、总体情况\n" * 5_000,
    "很长的一行": lambda: "规章\t" + "1\t" * 100_000,
}


@pytest.mark.parametrize("title", ["云澜市水务局2023年政府信息公开工作年度报告\n", ""])
@pytest.mark.parametrize("suffix", [".html", ".md", ".txt"])
@pytest.mark.parametrize("name", HARMLESS)
def test_neutralised_soon(name: str, suffix: str, title: str, forms: tuple[Form, ...]) -> None:
    """读得下去就读，读不下去就拒绝，费的工夫同文件的长短相称。"""
    content = (title + HARMLESS[name]()).encode()
    refusal = ""

    with counting_calls() as effort:
        try:
            import_report(content, f"报告{suffix}", forms)
        except ImportRefused as refused:
            refusal = refused.sentence

    assert refusal[-1:] in ("", "。")
    assert effort.calls < SOON + A_BYTE * len(content)


def test_spans_of_two_billion_cost_nothing(forms: tuple[Form, ...]) -> None:
    """网页里再离谱的跨度也不展开，数照样读对。"""
    content = ("云澜市水务局2023年政府信息公开工作年度报告" + HARMLESS["跨度20亿"]()).encode()

    found = import_report(content, "报告.html", forms).report

    assert [1, 2, 3] == [found.number(f"主动公开.规章.{each}") for each in ("制发", "废止", "有效")]


def test_control_characters_never_reach_the_screen(forms: tuple[Form, ...]) -> None:
    """ESC 序列、双向控制符、零宽字符都去掉，文字照常读出。"""
    text = (
        "云澜市水务局2023年政府信息公开工作年度报告\n一、总体情况\n"
        "\x1b[31m红\x1b[0m字\u202e反\u202c写\u200b零宽\x07，[@click=app.quit]照原样[/]。\n六、其他需要报告的事项\n无"
    )

    found = import_report(text.encode(), "报告.txt", forms)

    assert ("红字反写零宽，[@click=app.quit]照原样[/]。",) == found.sections["总体情况"]


def test_nothing_on_a_page_is_fetched(
    forms: tuple[Form, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    """导入时不联网。"""

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("联网了")

    monkeypatch.setattr("socket.socket.connect", refuse)
    monkeypatch.setattr("socket.create_connection", refuse)
    page = (
        '<!DOCTYPE html SYSTEM "http://127.0.0.1:9/x.dtd"><html><head><link rel=stylesheet href="http://127.0.0.1:9/a.css">'
        "<title>云澜市水务局2023年政府信息公开工作年度报告</title></head><body>"
        f"{HARMLESS['外部图片']()}</body></html>"
    )

    found = import_report(page.encode(), "报告.html", forms)

    assert 1 == found.report.number("主动公开.规章.制发")


def test_entities_of_a_page_are_not_expanded(forms: tuple[Form, ...]) -> None:
    """网页里声明的实体不起作用。"""
    page = (
        '<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/hostname">]><html><body>'
        "<p>云澜市水务局2023年政府信息公开工作年度报告</p><p>一、总体情况</p><p>&x;完。</p></body></html>"
    )

    found = import_report(page.encode(), "报告.html", forms)

    assert "hostname" not in json.dumps(found.sections, ensure_ascii=False)


@pytest.mark.parametrize("name", damage.SHAPES)
def test_a_file_cut_off_is_read_or_refused(name: str, forms: tuple[Form, ...]) -> None:
    """没有下载完的文件，能读多少读多少，或者拒绝；绝不崩溃。"""
    import random

    chance = random.Random(7)
    sheet = damage.sheet(forms[-1], damage.random_report(forms[-1], 2024, chance))
    content = damage.SHAPES[name](sheet)
    for share in (0.1, 0.5, 0.9, 0.99):
        part = content[: int(len(content) * share)]
        try:
            found = import_report(part, name, forms)
        except ImportRefused:
            continue
        doubted = {doubt.field for doubt in found.doubts}
        assert {} == {
            cell: found.report.number(cell)
            for cell in found.form.fields
            if found.report.number(cell) not in (None, sheet.truth.get(cell))
            and cell not in doubted
            and found.form.id == "2021"
        }


def test_reading_a_source_needs_no_form() -> None:
    """读成段落和表格这一步不需要知道格式。"""
    source = read_source("标题\n\n| a | b |\n|---|---|\n| 1 | 2 |".encode(), "a.md")

    assert 1 == len(list(source.tables))
