"""Old DOC files and WPS files of the same kind: the text of the piece table ([MS-DOC] 2.4.1), without its layout.

A cell and a row end with the same mark, so a table is one list of cells; labels and the figures behind them make the
rows. What cannot be read safely is refused with the one remedy that always works.
"""

from __future__ import annotations

import io
import re
import struct
from collections.abc import Iterator
from typing import Any

from assistant.importing.characters import clean
from assistant.importing.figures import is_figure
from assistant.importing.refusal import ImportRefused
from assistant.importing.tree import Block, Paragraph, Row, Source, Table

_SAVE_AS = "请用 Word 或 WPS 打开，另存为 .docx 再导入。"
_MAGIC = 0xA5EC
_FIELDS = re.compile("\x13[^\x13\x14\x15]*\x14|\x13[^\x13\x14\x15]*\x15|\x15")
_CELL_END = "\x07"
_MOST_CHARACTERS = 2_000_000


def read_doc(content: bytes) -> Source:
    """Return the blocks of an old binary document."""
    try:
        from olefile import OleFileIO
    except ImportError as error:
        raise ImportRefused(f"读取旧版 .doc、.wps 文件要先安装 olefile。{_SAVE_AS}") from error
    try:
        with OleFileIO(io.BytesIO(content)) as ole:
            text = _text(ole)
    except ImportRefused:
        raise
    except Exception as error:
        # The library answers damage with whatever error the bytes lead to.
        raise ImportRefused(f"这个旧版文档损坏了，读不出文字。{_SAVE_AS}") from error
    return Source("旧版 Word 文档", tuple(_blocks(text)))


def _text(ole: Any) -> str:
    if ole.exists("EncryptedPackage"):
        raise ImportRefused("这个文件加了密码，打不开。请先去掉密码，另存后再导入。")
    if ole.exists("Workbook") or ole.exists("Book"):
        raise ImportRefused(
            "这是旧版电子表格（.xls），不是年报。台账请另存为 .xlsx 或 .csv，再用 nianbao register 汇总。"
        )
    if not ole.exists("WordDocument"):
        raise ImportRefused(f"这个文件不是可以读取的 Word 文档。{_SAVE_AS}")
    main = ole.openstream("WordDocument").read()
    magic, flags = struct.unpack_from("<H", main, 0)[0], struct.unpack_from("<H", main, 10)[0]
    if magic != _MAGIC:
        raise ImportRefused(f"这个文件不是可以读取的 Word 文档。{_SAVE_AS}")
    if flags & 0x0100:
        raise ImportRefused("这个文件加了密码，打不开。请先去掉密码，另存后再导入。")
    table = ole.openstream("1Table" if flags & 0x0200 else "0Table").read()
    characters = struct.unpack_from("<i", main, 0x4C)[0]
    start, length = struct.unpack_from("<II", main, 0x01A2)
    if not 0 < characters <= _MOST_CHARACTERS:
        raise ImportRefused(f"这个旧版文档读不出文字。{_SAVE_AS}")
    return "".join(_pieces(main, _piece_table(table[start : start + length])))[:characters]


def _piece_table(clx: bytes) -> bytes:
    """Skip the property blocks in front of the piece table."""
    at = 0
    while at < len(clx) and clx[at] == 1:
        at += 3 + struct.unpack_from("<H", clx, at + 1)[0]
    if at >= len(clx) or clx[at] != 2:
        raise ImportRefused(f"这个旧版文档的结构认不出来。{_SAVE_AS}")
    size = struct.unpack_from("<I", clx, at + 1)[0]
    return clx[at + 5 : at + 5 + size]


def _pieces(main: bytes, table: bytes) -> Iterator[str]:
    count = (len(table) - 4) // 12
    places = struct.unpack_from(f"<{count + 1}I", table, 0)
    for number in range(count):
        where = struct.unpack_from("<I", table, 4 * (count + 1) + 8 * number + 2)[0]
        length = places[number + 1] - places[number]
        if not 0 <= length <= _MOST_CHARACTERS:
            raise ImportRefused(f"这个旧版文档的结构认不出来。{_SAVE_AS}")
        if where & 0x40000000:
            start = (where & 0x3FFFFFFF) // 2
            yield main[start : start + length].decode("cp1252", errors="replace")
        else:
            yield main[where : where + 2 * length].decode("utf-16-le", errors="replace")


def _blocks(text: str) -> Iterator[Block]:
    """Paragraphs, and the cells between them as rows: a new one where words follow figures."""
    text = _FIELDS.sub("", text).replace("\x0b", "\n").replace("\x0c", "\r").replace("\x1e", "-")
    rows: list[list[str]] = []
    for paragraph in text.split("\r"):
        *cells, rest = paragraph.split(_CELL_END)
        for cell in cells:
            _into_rows(rows, clean(cell).strip())
        if cells and not rest.strip():
            continue
        if rows and not cells:
            yield _table(rows)
            rows = []
        words = clean(rest).strip(" \t\xa0\u3000\n")
        if words:
            if cells:
                yield _table(rows)
                rows = []
            yield from (Paragraph(line.strip()) for line in words.split("\n") if line.strip())
    if rows:
        yield _table(rows)


def _into_rows(rows: list[list[str]], cell: str) -> None:
    """A row ends where words come after figures; blank cells stay with the row they follow."""
    wordy = bool(cell) and not is_figure(cell)
    if not rows or (wordy and any(map(is_figure, rows[-1]))):
        rows.append([])
    rows[-1].append(cell)


def _table(rows: list[list[str]]) -> Table:
    """The rows without the empty marks that end a row, and those of merged cells in front of the next."""
    found: list[Row] = []
    for row in rows:
        while row and not row[-1]:
            row.pop()
        if row:
            found.append(tuple(row))
    return Table(tuple(found))
