"""A DOCX that can be printed and sealed: python-docx over a base document of our own.

The body is written as one string of WordprocessingML and put into the base before python-docx opens it, because merged
cells, repeated rows and East Asian fonts need raw XML anyway, and merging cell by cell takes a hundred times as long.
The package is repacked at the end, so that the same document gives the same bytes.
"""

from __future__ import annotations

import datetime as dt
import io
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from html import escape
from itertools import pairwise
from typing import NamedTuple

import docx as python_docx
from docx.opc.coreprops import CoreProperties

from assistant.document.nodes import (
    Block,
    Cell,
    Document,
    Heading,
    Paragraph,
    ParagraphKind,
    Table,
    pieces,
    run_in,
)
from assistant.export.base import CHARACTER, CHARACTERS, RUN_IN, TYPE_AREA, base, size
from assistant.export.breaking import broken, width
from assistant.export.described import described
from assistant.export.office import STANDARD, Office
from assistant.export.package import package, parts
from assistant.export.words import lines, one_line
from assistant.forms import Role

DOCUMENT = "word/document.xml"
HEADER = "草稿"
"""What stands at the top of every page of a draft; the full mark stands above the title."""

# Widths in millimetres by the number of label columns and of all columns; every other table has equal columns.
_WIDTHS: dict[tuple[int, int], tuple[float, ...]] = {
    (1, 4): (42, 38, 38, 38),
    (1, 5): (44, 30, 16, 26, 40),
    (3, 10): (10, 18, 44, 12, 12, 12, 12, 12, 12, 12),
}
_WIDE = 6
"""A table with more columns than this has narrow margins, low rows and small type."""

_ABOVE = 30
"""Air above and below the words of a cell, in twentieths of a point: lines do not touch the rules."""

_LONG = 16
"""A table with more rows than this has low rows: the one of 2019 then stands below the end of a text."""

_SIZES = (12, 10.5, 10, 9.5, 9, 8.5, 8, 7.5, 7, 6.5, 6, 5.5, 5)
"""Sizes of figures, in steps so small that nobody loses much to the width assumed below."""

_DIGIT = 0.64
"""Width of a digit in ems: half in 宋体, but this much in what LibreOffice takes where 宋体 is not installed."""

_TITLE_LINE = 19
"""Characters of a line of the title; twenty of 22 points would just fit."""

_EDGE = CHARACTERS - 2
"""Where a signature ends."""

_STYLES = {Role.HEAD: "TableHead", Role.LABEL: "TableLabel", Role.NUMBER: "TableNumber"}


def docx(document: Document, office: Office = STANDARD) -> bytes:
    """Return the document as a DOCX; the same document gives the same bytes in every process."""
    empty = parts(base(HEADER if document.draft else "", office.fonts))
    # Parsed where it stands: moving thousands of elements into another tree takes longer than reading them.
    filled = empty[DOCUMENT].replace(b"<w:body>", b"<w:body>" + body(document, office).encode(), 1)
    opened = python_docx.Document(io.BytesIO(package({**empty, DOCUMENT: filled}, pressed=False)))
    _describe(opened.core_properties, document)
    stream = io.BytesIO()
    opened.save(stream)
    return package(parts(stream.getvalue()))


def body(document: Document, office: Office = STANDARD) -> str:
    """Return what stands between the tags of the body, in front of the properties of the section."""
    return "".join(_Body(document, office).parts())


def _describe(properties: CoreProperties, document: Document) -> None:
    """The file speaks of the organ and the report, never of the machine or the hour it was written at."""
    properties.title = one_line(document.name)
    properties.subject = "政府信息公开工作年度报告"
    properties.author = properties.last_modified_by = one_line(document.unit)
    properties.keywords = "政府信息公开；年度报告"
    properties.language = "zh-CN"
    properties.revision = 1
    if document.date is not None:
        signed = dt.datetime.combine(document.date, dt.time())
        properties.created = properties.modified = signed


@dataclass(frozen=True)
class _Body:
    """The blocks of one document as WordprocessingML."""

    document: Document
    office: Office

    def parts(self) -> Iterator[str]:
        if self.document.draft:
            yield _paragraph("DraftMark", _runs(self.document.draft))
        if self.office.above:
            yield _paragraph("Above", _runs(self.office.above))
        yield _paragraph("Title", _title(self.document.title))
        section = 0
        blocks = iter(self.document.blocks)
        for block in blocks:
            match block:
                case Heading(1, text):
                    section += 1
                    yield _bookmarked(_runs(text), section)
                case Heading(level, text) if self.office.run_in and level == 2:
                    yield from self._run_in(text, next(blocks, None))
                case _:
                    yield from self.block(block)
        if self.office.note:
            yield _paragraph("Note", _runs(f"（{self.office.note}）"))

    def _run_in(self, heading: str, following: Block | None) -> Iterator[str]:
        """A heading in front of its paragraph, where it has one."""
        match following:
            case Paragraph(text, ParagraphKind.BODY):
                yield _paragraph(
                    "BodyText", _run_in_runs(f"{heading}。", text), self._kept(following)
                )
            case _:
                yield from self.block(Heading(2, heading))
                if following is not None:
                    yield from self.block(following)

    def block(self, block: Block) -> Iterator[str]:
        match block:
            case Heading(level, text):
                yield _paragraph(f"Heading{min(level, 4)}", _runs(text))
            case Paragraph(text, ParagraphKind.SIGNATURE):
                yield _paragraph("BodyText", "", "<w:keepNext/>")
                yield _paragraph("Signature", _broken_run(_signed(text)), self._signed_at())
            case Paragraph(text, ParagraphKind.DATE):
                yield _paragraph("Date", _runs(text), _indent(_signature(self.document).date))
            case Paragraph(text):
                end = run_in(text)
                runs = _run_in_runs(text[:end], text[end:]) if end else _runs(text)
                yield _paragraph("BodyText", runs, self._kept(block))
            case Table():
                yield from _table(block, self.office.table_size)
                yield _paragraph("TableGap", "")

    def _kept(self, paragraph: Paragraph) -> str:
        """What keeps the last words with the signature: nobody seals a page that says nothing."""
        return "<w:keepNext/>" if paragraph is self._last_words else ""

    @cached_property
    def _last_words(self) -> Block | None:
        for block, following in pairwise(self.document.blocks):
            if isinstance(following, Paragraph) and following.kind is ParagraphKind.SIGNATURE:
                return block
        return None

    def _signed_at(self) -> str:
        return _indent(_signature(self.document).left)


def _title(lines_of_title: tuple[str, ...]) -> str:
    return _broken_run(
        [part for line in lines_of_title for part in broken(one_line(line), _TITLE_LINE)]
    )


def _broken_run(printed: Sequence[str]) -> str:
    """Lines of one paragraph that end where we say."""
    return _run("<w:br/>".join(f"<w:t>{escape(line)}</w:t>" for line in printed))


def _signed(name: str) -> Sequence[str]:
    """The lines of a signature: one, unless it is too long for the date to stand two characters further right."""
    return broken(one_line(name), _EDGE - 2)


def _bookmarked(runs: str, number: int) -> str:
    """A heading of a section, with a bookmark that a table of contents or a link can go to."""
    return _paragraph(
        "Heading1",
        f'<w:bookmarkStart w:id="{number}" w:name="第{number}部分"/>{runs}<w:bookmarkEnd w:id="{number}"/>',
    )


def _run_in_runs(heading: str, rest: str) -> str:
    return _runs(heading, style=RUN_IN) + _runs(rest)


def _paragraph(style: str, runs: str, properties: str = "") -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>{runs}</w:p>'


def _run(content: str, properties: str = "", style: str = "") -> str:
    named = f'<w:rStyle w:val="{style}"/>' if style else ""
    # Without the hint, Word takes “”…— from the Latin font.
    return f'<w:r><w:rPr>{named}<w:rFonts w:hint="eastAsia"/>{properties}</w:rPr>{content}</w:r>'


def _runs(text: str, properties: str = "", style: str = "") -> str:
    return _run("<w:br/>").join(
        "".join(
            _run(
                f'<w:t xml:space="preserve">{escape(piece)}</w:t>',
                f'{properties}<w:highlight w:val="yellow"/>' if pending else properties,
                style,
            )
            for piece, pending in pieces(line)
        )
        for line in lines(text)
    )


def _indent(characters: float) -> str:
    # No leftChars: programs disagree about how wide a character is that is set a quarter of a point closer.
    return f'<w:ind w:left="{round(characters * CHARACTER)}"/>'


class _Signature(NamedTuple):
    """Where signature and date begin, in characters from the edge."""

    left: float
    date: float


def _signature(document: Document) -> _Signature:
    """Where signature and date begin (GB/T 9704—2012, 7.3.5.2).

    The signature ends two characters before the edge, the date begins two characters after it; a long date ends two
    before the edge instead. Left indents, because programs disagree about right ones. A signature longer than a line
    is a block of even lines whose longest ends two before the edge.
    """
    words = {
        block.kind: one_line(block.text)
        for block in document.blocks
        if isinstance(block, Paragraph)
    }
    lines_of_name = _signed(words.get(ParagraphKind.SIGNATURE, ""))
    signature = _EDGE - math.ceil(2 * max(map(width, lines_of_name))) / 2
    date = signature + 2
    longest = _EDGE - width(words.get(ParagraphKind.DATE, ""))
    if date > longest:
        date = longest
        if len(lines_of_name) == 1:
            signature = min(signature, date - 2)
    return _Signature(max(signature, 0), max(date, 0))


def _table(table: Table, largest: float) -> Iterator[str]:
    wide = table.width > _WIDE
    margin = 30 if wide else 85
    widths = _column_widths(table)
    caption = escape(one_line(table.caption))
    yield (
        '<w:tbl><w:tblPr><w:tblStyle w:val="TableGrid"/>'
        f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:jc w:val="center"/>'
        '<w:tblLayout w:type="fixed"/><w:tblCellMar>'
        f'<w:top w:w="{_ABOVE}" w:type="dxa"/><w:left w:w="{margin}" w:type="dxa"/>'
        f'<w:bottom w:w="{_ABOVE}" w:type="dxa"/><w:right w:w="{margin}" w:type="dxa"/>'
        '</w:tblCellMar><w:tblLook w:val="04A0" w:firstRow="1" w:lastRow="0" w:firstColumn="1"'
        ' w:lastColumn="0" w:noHBand="0" w:noVBand="1"/>'
        f'<w:tblCaption w:val="{caption}"/>'
        f'<w:tblDescription w:val="{escape(one_line(described(table)))}"/></w:tblPr><w:tblGrid>'
    )
    yield "".join(f'<w:gridCol w:w="{column}"/>' for column in widths)
    yield "</w:tblGrid>"
    yield from _rows(table, widths, margin, largest)
    yield "</w:tbl>"


def _column_widths(table: Table) -> list[int]:
    shares = table.shares or _WIDTHS.get((table.stub, table.width), (1,) * table.width)
    edges = [round(TYPE_AREA * sum(shares[:n]) / sum(shares)) for n in range(table.width + 1)]
    return [right - left for left, right in pairwise(edges)]


def _rows(table: Table, widths: list[int], margin: int, largest: float) -> Iterator[str]:
    wide = table.width > _WIDE
    words = min(largest, 9.0) if wide else largest
    sizes = {
        Role.HEAD: words,
        Role.LABEL: words,
        Role.NUMBER: _number_size(table, widths, margin, largest),
    }
    usual = 330 if wide or table.height > _LONG else 400
    for number, slots in enumerate(table.slots()):
        height = 1200 if table.to_sign and number >= table.head_rows else usual
        header = "<w:tblHeader/>" if number < table.head_rows else ""
        yield f'<w:tr><w:trPr><w:cantSplit/><w:trHeight w:val="{height}"/>{header}</w:trPr>'
        # A table that stays whole keeps every row but the last with the next one.
        keep = "<w:keepNext/>" if table.whole and number < table.height - 1 else ""
        at = 0
        while at < table.width:
            cell = slots[at]
            room = sum(widths[at : at + cell.colspan])
            breaks = _even_lines(cell, room - 2 * margin, sizes[cell.role])
            yield _cell(
                cell, room, size(sizes[cell.role]), keep + breaks, begins=cell.row == number
            )
            at += cell.colspan
        yield "</w:tr>"


def _cell(cell: Cell, width: int, type_size: str, paragraph: str, *, begins: bool) -> str:
    span = f'<w:gridSpan w:val="{cell.colspan}"/>' if cell.colspan > 1 else ""
    restart = ' w:val="restart"' if begins else ""
    merge = f"<w:vMerge{restart}/>" if cell.rowspan > 1 else ""
    runs = _runs(cell.text, type_size) if begins and cell.text else ""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}{merge}'
        f'<w:vAlign w:val="center"/></w:tcPr>{_paragraph(_STYLES[cell.role], runs, paragraph)}'
        "</w:tc>"
    )


def _even_lines(cell: Cell, width: int, points: float) -> str:
    """Indents that break a column title after an even number of characters: 商业企业 in half, never after 商业企."""
    fitting = int(width / (points * 20))
    if cell.role is not Role.HEAD or cell.colspan > 1 or fitting % 2 == 0:
        return ""
    if fitting < 3 or len(cell.text) <= fitting:
        return ""
    indent = int((width - (fitting - 0.5) * points * 20) / 2)
    return f'<w:ind w:left="{indent}" w:right="{indent}"/>'


def _number_size(table: Table, widths: list[int], margin: int, largest: float) -> float:
    """The largest size, up to `largest`, in which every figure of the table fits its cell on one line."""
    numbers = [
        (_ems(cell.text) * 20, sum(widths[cell.column : cell.column + cell.colspan]) - 2 * margin)
        for cell in table.cells
        if cell.role is Role.NUMBER
    ]
    fitting = (
        points
        for points in _SIZES
        if points <= largest and all(ems * points <= room for ems, room in numbers)
    )
    return next(fitting, _SIZES[-1])


def _ems(text: str) -> float:
    return sum(_DIGIT if character.isascii() else 1 for character in text)
