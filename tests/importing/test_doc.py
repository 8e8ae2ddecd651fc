"""Old DOC files: the piece table, read from streams made here."""

import io
import random
import struct

import pytest

from assistant.forms import Form
from assistant.importing import ImportRefused
from assistant.importing.doc import _blocks, _text
from assistant.importing.recognise import recognise
from assistant.importing.tree import Source
from tests.importing import damage
from tests.importing.damage import Sheet, same


class Streams:
    """The container of a DOC file, as far as the reader asks."""

    def __init__(self, **streams: bytes) -> None:
        self.streams = {name.replace("Table_", ""): content for name, content in streams.items()}

    def exists(self, name: str) -> bool:
        return name in self.streams

    def openstream(self, name: str) -> io.BytesIO:
        return io.BytesIO(self.streams[name])


def words(sheet: Sheet) -> str:
    """The text of a document: a mark behind every cell, and one more behind every row."""
    text = ""
    for block in sheet.blocks:
        if isinstance(block, str):
            text += f"{block}\r"
        else:
            text += "".join("".join(f"{cell.text}\x07" for cell in row) + "\x07" for row in block)
    return text


def container(text: str, flags: int = 0, cut: int = 7) -> Streams:
    """A document in two pieces: one of single bytes, one of double bytes."""
    first, second = text[:cut], text[cut:]
    latin = first.isascii()
    body = first.encode("cp1252" if latin else "utf-16-le") + second.encode("utf-16-le")
    start = 0x800
    places = struct.pack("<3I", 0, len(first), len(text))
    where = (start * 2) | 0x40000000 if latin else start
    behind = start + len(first) * (1 if latin else 2)
    pieces = struct.pack("<HIH", 0, where, 0) + struct.pack("<HIH", 0, behind, 0)
    table = b"\x01" + struct.pack("<H", 3) + b"abc"
    table += b"\x02" + struct.pack("<I", len(places + pieces)) + places + pieces
    head = bytearray(start)
    struct.pack_into("<H", head, 0, 0xA5EC)
    struct.pack_into("<H", head, 10, flags | 0x0200)
    struct.pack_into("<i", head, 0x4C, len(text))
    struct.pack_into("<II", head, 0x01A2, 0, len(table))
    streams = Streams(WordDocument=bytes(head) + body)
    streams.streams["1Table"] = table
    return streams


@pytest.mark.parametrize("front", ["ABCDEF\r", ""])
def test_a_report_comes_back(front: str, form: Form, forms: tuple[Form, ...]) -> None:
    """旧版 Word 的文字和表格，每一格都读对。"""
    chance = random.Random(form.id)
    year = {"2019": 2020, "2021": 2024}[form.id]
    sheet = damage.sheet(form, damage.random_report(form, year, chance))

    text = _text(container(front + words(sheet)))
    found = recognise(Source("旧版", tuple(_blocks(text))), forms)

    assert (year, sheet.report.unit) == (found.year, found.unit)
    assert {} == {
        cell: found.report.number(cell)
        for cell, value in sheet.truth.items()
        if not same(found.report.number(cell), value)
    }


@pytest.mark.parametrize("front", [b"", b"\x03", b"\x01\x03\x00abc"])
def test_without_a_piece_table_it_is_refused(front: bytes) -> None:
    """说文字在哪里的表不见了，不去猜。"""
    streams = container("云澜市水务局\r")
    streams.streams["1Table"] = front
    head = bytearray(streams.streams["WordDocument"])
    struct.pack_into("<II", head, 0x01A2, 0, len(front))
    streams.streams["WordDocument"] = bytes(head)

    with pytest.raises(ImportRefused, match="结构认不出来"):
        _text(streams)


def test_fields_are_left_out() -> None:
    """超链接一类的域代码不进文字。"""
    assert ["见网站。"] == [
        getattr(block, "text", "") for block in _blocks("见\x13 HYPERLINK x \x14网站\x15。\r")
    ]


def test_a_locked_document_is_refused() -> None:
    """加了密码的说明白。"""
    with pytest.raises(ImportRefused, match="密码"):
        _text(container("正文正文正文正文\r", flags=0x0100))


def test_a_workbook_is_refused() -> None:
    """旧版电子表格说明白。"""
    with pytest.raises(ImportRefused, match="电子表格"):
        _text(Streams(Workbook=b""))


def damaged(at: int, mark: str, *values: int, stream: str = "WordDocument") -> Streams:
    """A document with something else at one place of one of its streams."""
    streams = container("正文正文正文正文\r")
    content = bytearray(streams.streams[stream])
    struct.pack_into(mark, content, at, *values)
    streams.streams[stream] = bytes(content)
    return streams


@pytest.mark.parametrize(
    ("streams", "sentence"),
    [
        (Streams(EncryptedPackage=b""), "密码"),
        (Streams(PowerPoint=b""), "不是可以读取的 Word 文档"),
        (damaged(0, "<H", 0x1234), "不是可以读取的 Word 文档"),
        (damaged(0x4C, "<i", -1), "读不出文字"),
        (damaged(0, "<B", 7, stream="1Table"), "结构认不出来"),
        (damaged(6 + 5 + 4, "<I", 2**31, stream="1Table"), "结构认不出来"),
    ],
)
def test_what_cannot_be_read_is_refused_with_the_way_out(streams: Streams, sentence: str) -> None:
    """加密的、不是 Word 的、头上坏了的、片段表坏了的，都说清楚，不当成空文件。"""
    with pytest.raises(ImportRefused, match=sentence):
        _text(streams)


def test_a_table_at_the_end_is_read() -> None:
    """最后一行下面没有段落也不丢。"""
    assert [(("规章", "1"),)] == [
        getattr(block, "rows", ()) for block in _blocks("规章\x071\x07\x07")
    ]
