"""Text of a PDF, with pdfplumber; installed with the extra `nianbao[pdf]` and imported only when a PDF is opened."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator
from typing import Any

from assistant.importing import guard
from assistant.importing.characters import clean
from assistant.importing.figures import is_figure
from assistant.importing.refusal import ImportRefused
from assistant.importing.tree import Block, Paragraph, Row, Source, Table

_MOST_PAGES = 60
_SHORT = 2.5
"""A line that ends so many characters before the edge of the text is short."""
_OTHER_SIZE = 0.15
"""Lines whose heights differ by more belong to different paragraphs: a title and what follows it."""
_MOST_OBJECTS = 60_000
"""Characters and lines of one page; a crowded page of a report has three thousand."""


def read_pdf(content: bytes) -> Source:
    """Return the blocks of a PDF that has text; a scan has none and is refused."""
    try:
        from pdfplumber.pdf import PDF
    except ImportError as error:
        raise ImportRefused(
            "读取 PDF 要先安装附加组件：pip install 'nianbao[pdf]'。"
            "也可以用 WPS 或 Word 打开 PDF，另存为 .docx 再导入。"
        ) from error
    # One warning a glyph would fill the screen.
    logging.getLogger("pdfminer").setLevel(logging.ERROR)
    try:
        with PDF(io.BytesIO(content)) as document:
            blocks = tuple(_joined(_blocks(document)))
    except ImportRefused:
        raise
    except Exception as error:
        # The library answers damage and passwords with whatever error the bytes lead to.
        raise _refused(error) from error
    if not blocks:
        raise ImportRefused(
            "这个 PDF 是扫描件或图片，里面没有文字。请导入文字版的年报（.docx、网页、.md 或 .txt）。"
        )
    return Source("PDF", blocks)


def _refused(error: Exception) -> ImportRefused:
    if "Password" in f"{type(error).__name__} {error!r}" or "Encryption" in type(error).__name__:
        return ImportRefused("这个 PDF 加了密码，打不开。请先去掉密码，另存后再导入。")
    return ImportRefused(
        "这个 PDF 损坏了，读不出文字。请用 WPS 或 Word 打开，另存为 .docx 再导入。"
    )


def _blocks(document: Any) -> Iterator[Block]:
    pages = document.pages
    if len(pages) > _MOST_PAGES:
        raise ImportRefused(
            f"这个 PDF 有{len(pages)}页，年报不会这么长（最多{_MOST_PAGES}页）。请只保留年报的那几页再导入。"
        )
    for page in pages:
        if len(page.chars) + len(page.rects) + len(page.lines) + len(page.curves) > _MOST_OBJECTS:
            raise ImportRefused(
                f"这个 PDF 第{page.page_number}页的内容多得不正常，没有读。请用 WPS 或 Word 打开，另存为 .docx 再导入。"
            )
        yield from _page(page)
        page.close()


def _page(page: Any) -> Iterator[Block]:
    """The lines of a page with its tables where they stand; words inside a table are not read twice."""
    tables = sorted(page.find_tables(), key=lambda table: table.bbox[1])
    guard.check_cells(sum(len(table.cells) for table in tables))
    top = 0.0
    for table in tables:
        _, upper, _, lower = table.bbox
        yield from _lines(page, top, upper)
        yield Table(tuple(_row(row) for row in table.extract()))
        top = max(top, lower)
    yield from _lines(page, top, float(page.height))


def _row(cells: list[str | None]) -> Row:
    return tuple(clean(cell or "").strip() for cell in cells)


def _lines(page: Any, top: float, bottom: float) -> Iterator[Block]:
    if bottom - top < 2:
        return
    x0, y0, x1, y1 = page.bbox
    part = page.crop((x0, max(y0, top), x1, min(y1, bottom)))
    edge = max((char["x1"] for char in page.chars), default=0.0)
    paragraph, size = "", 0.0
    for line in part.extract_text_lines(strip=False, return_chars=True):
        bare = clean(line["text"]).strip(" \t\xa0\u3000")
        if not bare:
            continue
        height = line["bottom"] - line["top"]
        cells = _cells(line["chars"], height)
        if len(cells) > 1 and any(map(is_figure, cells)):
            # A row of a table without lines; the recogniser puts such rows together.
            if paragraph:
                yield Paragraph(paragraph)
                paragraph = ""
            yield Paragraph("  ".join(cells))
            continue
        if paragraph and abs(height - size) > size * _OTHER_SIZE:
            yield Paragraph(paragraph)
            paragraph = ""
        paragraph, size = paragraph + bare, height
        if edge - line["x1"] > _SHORT * height or bare.endswith(("。", "：", "；")):
            # A line that does not reach the edge is the last of its paragraph.
            yield Paragraph(paragraph)
            paragraph = ""
    if paragraph:
        yield Paragraph(paragraph)


def _cells(characters: list[dict[str, Any]], height: float) -> list[str]:
    """The words of a line, cut where a gap is wider than a character."""
    cells: list[str] = []
    edge = 0.0
    for character in characters:
        if not cells or character["x0"] - edge > height:
            cells.append("")
        cells[-1] += character["text"]
        edge = character["x1"]
    return [words for cell in cells if (words := clean(cell).strip())]


def _joined(blocks: Iterator[Block]) -> Iterator[Block]:
    """Join a table with the one that continues it on the next page."""
    before: Table | None = None
    for block in blocks:
        if isinstance(block, Table):
            if before is not None and _width(before) == _width(block) > 6:
                before = Table((*before.rows, *block.rows))
                continue
            if before is not None:
                yield before
            before = block
            continue
        if before is not None:
            yield before
            before = None
        yield block
    if before is not None:
        yield before


def _width(table: Table) -> int:
    return max(map(len, table.rows), default=0)
