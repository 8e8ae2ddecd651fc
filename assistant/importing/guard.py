"""What a file may not be before anybody looks into it: too large, a bomb, encrypted, or something else altogether.

Everything here works on bytes and costs no more than a fraction of a second, whatever the file claims about itself.
"""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from typing import Final
from xml.parsers import expat

from lxml import etree

from assistant.importing.refusal import ImportRefused

LARGEST_FILE: Final = 20 * 2**20
LARGEST_TEXT: Final = 5_000_000
"""Characters of a text or a web page; a report has about ten thousand."""

LARGEST_TABLE_CELLS: Final = 50_000
"""Cells of all tables of a file; a report has about five hundred."""

LARGEST_LINES: Final = 20_000
"""Lines and paragraphs of a file; a report with every cell on its own line has about a thousand."""

_ENTRIES = 2000
_UNPACKED = 200 * 2**20
_RATIO = 200
_PART = 12 * 2**20
_SMALL_PART = 2**20
_PIECE = 2**18
_DEPTH = 200

_SAVE_AS = "请用 Word 或 WPS 打开，另存为 .docx 再导入。"


def check_size(content: bytes) -> None:
    """Refuse an empty file and one that no report can be as large as."""
    if not content.strip(b"\x00\t\n\r \xef\xbb\xbf\xff\xfe"):
        raise ImportRefused("这个文件是空的，没有可以导入的内容。")
    if len(content) > LARGEST_FILE:
        megabytes = len(content) / 2**20
        raise ImportRefused(
            f"这个文件有{megabytes:.0f}MB，年报不会这么大（最多{LARGEST_FILE // 2**20}MB）。"
            "请删去里面的图片，或者另存一份只有文字和表格的再导入。"
        )


def check_text(text: str) -> None:
    """Refuse a text that is longer than any report."""
    if len(text) > LARGEST_TEXT:
        raise ImportRefused(
            f"文字有{len(text) // 10_000}万字，年报不会这么长。请只保留年报的内容，另存后再导入。"
        )


def check_cells(count: int) -> None:
    """Refuse tables with more cells than the reports of a whole province."""
    if count > LARGEST_TABLE_CELLS:
        raise ImportRefused(
            f"表格有{count}格以上，年报的表格不到一千格。请只保留年报的内容，另存后再导入。"
        )


def check_lines(count: int) -> None:
    """Refuse more lines and paragraphs than any report has."""
    if count > LARGEST_LINES:
        raise ImportRefused(
            f"文件有{count}行以上，年报一般几百行。请只保留年报的内容，另存后再导入。"
        )


_UNREADABLE = (
    zipfile.BadZipFile,
    ValueError,
    OSError,
    struct.error,
    UnicodeError,
    NotImplementedError,  # a version of the format that nobody has written yet
)
"""What the directory of a damaged package makes the library say."""


class Package:
    """A ZIP package (DOCX, XLSX) that has been looked over; parts are unpacked with a limit of their own."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        try:
            with zipfile.ZipFile(io.BytesIO(content)) as archive:
                entries = archive.infolist()
        except _UNREADABLE as error:
            raise ImportRefused(f"这个文件损坏了，或者没有下载完整，打不开。{_SAVE_AS}") from error
        self._entries = _checked(entries)

    @property
    def names(self) -> frozenset[str]:
        """The names of all parts."""
        return frozenset(self._entries)

    def size(self, name: str) -> int:
        """Return how large a part says it is, unpacked."""
        return self._entries[name].file_size

    def part(self, name: str) -> bytes:
        """Return one part, unpacked; `ImportRefused` when it is missing, damaged or too large."""
        info = self._entries.get(name)
        if info is None:
            raise ImportRefused(f"这个文件里缺少“{name}”，打不开。{_SAVE_AS}")
        limit = _SMALL_PART if name == "[Content_Types].xml" else _PART
        unpacked = _unpacked(self._packed(info), info.compress_type, limit)
        if zlib.crc32(unpacked) != info.CRC:
            raise ImportRefused(f"这个文件损坏了，“{name}”对不上校验码。{_SAVE_AS}")
        return unpacked

    def stream(self, name: str, limit: int) -> Iterator[bytes]:
        """Yield one part unpacked, piece by piece; `ImportRefused` as soon as it is more than `limit`."""
        info = self._entries[name]
        packed = self._packed(info)
        if info.compress_type == zipfile.ZIP_STORED:
            yield packed
            return
        unpacker = zlib.decompressobj(-15)
        size = 0
        while packed and not unpacker.eof:
            try:
                piece = unpacker.decompress(packed, _PIECE)
            except zlib.error as error:
                raise ImportRefused(f"这个文件损坏了，解不开压缩。{_SAVE_AS}") from error
            size += len(piece)
            if size > limit:
                raise _too_large(limit)
            yield piece
            packed = unpacker.unconsumed_tail

    def _packed(self, info: zipfile.ZipInfo) -> bytes:
        head = self._content[info.header_offset : info.header_offset + 30]
        if len(head) < 30 or head[:4] != b"PK\x03\x04":
            raise ImportRefused(f"这个文件损坏了，打不开。{_SAVE_AS}")
        name, extra = struct.unpack("<HH", head[26:30])
        start = info.header_offset + 30 + name + extra
        return self._content[start : start + info.compress_size]


def _unpacked(packed: bytes, method: int, limit: int) -> bytes:
    """Unpack with a hard limit: what a package says about its sizes may be a lie."""
    match method:
        case zipfile.ZIP_STORED:
            unpacked = packed[: limit + 1]
        case zipfile.ZIP_DEFLATED:
            try:
                unpacked = zlib.decompressobj(-15).decompress(packed, limit + 1)
            except zlib.error as error:
                raise ImportRefused(f"这个文件损坏了，解不开压缩。{_SAVE_AS}") from error
        case _:
            raise ImportRefused(f"这个文件用了不常见的压缩方法，打不开。{_SAVE_AS}")
    if len(unpacked) > limit:
        raise _too_large(limit)
    return unpacked


def _too_large(limit: int) -> ImportRefused:
    return ImportRefused(
        f"这个文件解开后太大（超过{limit // 2**20}MB），为安全起见没有打开。请只保留需要的文字和表格，另存后再导入。"
    )


def _checked(entries: list[zipfile.ZipInfo]) -> Mapping[str, zipfile.ZipInfo]:
    """Return the entries by name after everything the directory alone can tell."""
    names = [entry.filename for entry in entries]
    if len(entries) > _ENTRIES or len(set(names)) < len(names):
        raise _suspicious("里面的条目太多或者重名")
    if any(re.search(r"^[/\\]|^[A-Za-z]:|(^|[/\\])\.\.([/\\]|$)", name) for name in names):
        raise _suspicious("里面有指向别处的路径")
    if any(entry.flag_bits & 0x1 for entry in entries):
        raise ImportRefused("这个文件加了密码，打不开。请先去掉密码，另存后再导入。")
    if sum(entry.file_size for entry in entries) > _UNPACKED or any(
        entry.file_size > 2**20 and entry.file_size > _RATIO * max(entry.compress_size, 1)
        for entry in entries
    ):
        raise _suspicious("里面的内容解开后大得不正常")
    return {entry.filename: entry for entry in entries}


def _suspicious(why: str) -> ImportRefused:
    return ImportRefused(
        f"这个文件不像正常保存的文档（{why}），为安全起见没有打开。"
        "请用 Word 或 WPS 打开原件，另存一份再导入。"
    )


class _Doctype(Exception):
    """Raised inside expat to stop at a document type."""


class _Started(Exception):
    """Raised inside expat when the first element begins: no document type can come any more."""


def parse_xml(content: bytes) -> etree._Element:
    """Return the root of one XML part.

    A document type (entities, external files) is refused before the real parser sees it; office programs write none.
    """
    _refuse_doctype(content)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=False
    )
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        if "depth" in str(error).lower():
            raise _suspicious("里面一层套一层，套得太深") from error
        raise ImportRefused(f"这个文件损坏了，里面的内容读不下去。{_SAVE_AS}") from error
    return root


def _refuse_doctype(content: bytes) -> None:
    def doctype(*_: object) -> None:
        raise _Doctype

    def started(*_: object) -> None:
        raise _Started

    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = doctype
    parser.StartElementHandler = started
    try:
        parser.Parse(content, True)
    except _Started:
        return
    except _Doctype as error:
        raise _suspicious("里面有文档类型声明") from error
    except (expat.ExpatError, ValueError) as error:
        raise ImportRefused(f"这个文件损坏了，里面的内容读不下去。{_SAVE_AS}") from error
