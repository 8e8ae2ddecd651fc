"""A DOCX that can be printed and sealed: python-docx over a base document of our own.

The body is written as one string of WordprocessingML and parsed once, because merged cells, repeated rows and East
Asian fonts need raw XML anyway, and merging cell by cell takes python-docx sixty times as long. The package is repacked
at the end, so that the same document gives the same bytes.
"""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterator
from html import escape
from itertools import pairwise, takewhile

import docx as python_docx
from docx.opc.coreprops import CoreProperties
from docx.oxml.parser import parse_xml

from assistant.document.nodes import (
    Block,
    Cell,
    Document,
    Heading,
    Paragraph,
    ParagraphKind,
    Table,
    pieces,
)
from assistant.export.base import CHARACTER, CHARACTERS, TYPE_AREA, W, base, size
from assistant.export.package import package, parts
from assistant.export.words import lines, one_line
from assistant.forms import Role

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

_SIZES = (10.5, 9, 8, 7.5, 6.5)
_DIGIT = 0.64
"""Width of a digit in ems: half in 宋体, but this much in what LibreOffice takes where 宋体 is not installed."""

_STYLES = {Role.HEAD: "TableHead", Role.LABEL: "TableLabel", Role.NUMBER: "TableNumber"}


def docx(document: Document) -> bytes:
    """Return the document as a DOCX; the same document gives the same bytes in every process."""
    opened = python_docx.Document(io.BytesIO(base(HEADER if document.draft else "")))
    body = parse_xml(f'<w:body xmlns:w="{W}">{"".join(_body(document))}</w:body>')
    section = opened.element.body[-1]
    for element in list(body):
        section.addprevious(element)
    _describe(opened.core_properties, document)
    stream = io.BytesIO()
    opened.save(stream)
    return package(parts(stream.getvalue()))


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


def _body(document: Document) -> Iterator[str]:
    if document.draft:
        yield _paragraph("DraftMark", _runs(document.draft))
    title = "<w:br/>".join(f"<w:t>{escape(one_line(line))}</w:t>" for line in document.title)
    yield _paragraph("Title", _run(title))
    for block in document.blocks:
        yield from _block(block, document)


def _block(block: Block, document: Document) -> Iterator[str]:
    match block:
        case Heading(level, text):
            yield _paragraph(f"Heading{min(level, 4)}", _runs(text))
        case Paragraph(text, ParagraphKind.SIGNATURE):
            yield _paragraph("BodyText", "", "<w:keepNext/>")
            yield _paragraph("Signature", _runs(text), _indent(_signed_at(document)[0]))
        case Paragraph(text, ParagraphKind.DATE):
            yield _paragraph("Date", _runs(text), _indent(_signed_at(document)[1]))
        case Paragraph(text):
            yield _paragraph("BodyText", _runs(text))
        case Table():
            yield from _table(block)
            yield _paragraph("TableGap", "")


def _paragraph(style: str, runs: str, properties: str = "") -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>{runs}</w:p>'


def _run(content: str, properties: str = "") -> str:
    # Without the hint, Word takes “”…— from the Latin font.
    return f'<w:r><w:rPr><w:rFonts w:hint="eastAsia"/>{properties}</w:rPr>{content}</w:r>'


def _runs(text: str, properties: str = "") -> str:
    return _run("<w:br/>").join(
        "".join(
            _run(
                f'<w:t xml:space="preserve">{escape(piece)}</w:t>',
                f'{properties}<w:highlight w:val="yellow"/>' if pending else properties,
            )
            for piece, pending in pieces(line)
        )
        for line in lines(text)
    )


def _indent(characters: float) -> str:
    return (
        f'<w:ind w:leftChars="{round(characters * 100)}" w:left="{round(characters * CHARACTER)}"/>'
    )


def _width(text: str) -> float:
    """The width of a line in characters; a half-width one counts half."""
    return sum(0.5 if character.isascii() else 1 for character in text)


def _signed_at(document: Document) -> tuple[float, float]:
    """Where signature and date begin, in characters from the left (GB/T 9704—2012, 7.3.5.2).

    The signature ends two characters before the edge, the date begins two characters after it; a long date ends two
    before the edge instead. Left indents, because programs disagree about right ones.
    """
    words = {
        block.kind: _width(one_line(block.text))
        for block in document.blocks
        if isinstance(block, Paragraph)
    }
    edge = CHARACTERS - 2
    signature = edge - words.get(ParagraphKind.SIGNATURE, 0)
    date = signature + 2
    longest = edge - words.get(ParagraphKind.DATE, 0)
    if date > longest:
        date = longest
        signature = min(signature, date - 2)
    return max(signature, 0), max(date, 0)


def _table(table: Table) -> Iterator[str]:
    wide = table.width > _WIDE
    margin = 30 if wide else 85
    widths = _column_widths(table)
    yield (
        '<w:tbl><w:tblPr><w:tblStyle w:val="TableGrid"/>'
        f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:jc w:val="center"/>'
        '<w:tblLayout w:type="fixed"/><w:tblCellMar>'
        f'<w:left w:w="{margin}" w:type="dxa"/><w:right w:w="{margin}" w:type="dxa"/>'
        '</w:tblCellMar><w:tblLook w:val="04A0" w:firstRow="1" w:lastRow="0" w:firstColumn="1"'
        ' w:lastColumn="0" w:noHBand="0" w:noVBand="1"/>'
        f'<w:tblCaption w:val="{escape(one_line(table.caption))}"/></w:tblPr><w:tblGrid>'
    )
    yield "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    yield "</w:tblGrid>"
    yield from _rows(table, widths, margin)
    yield "</w:tbl>"


def _column_widths(table: Table) -> list[int]:
    shares = _WIDTHS.get((table.stub, table.width), (1,) * table.width)
    edges = [round(TYPE_AREA * sum(shares[:n]) / sum(shares)) for n in range(table.width + 1)]
    return [right - left for left, right in pairwise(edges)]


def _rows(table: Table, widths: list[int], margin: int) -> Iterator[str]:
    wide = table.width > _WIDE
    sizes = {
        Role.HEAD: 9.0 if wide else 10.5,
        Role.LABEL: 9.0 if wide else 10.5,
        Role.NUMBER: _number_size(table, widths, margin),
    }
    for number, slots in enumerate(table.slots()):
        height = 330 if wide else 400
        header = "<w:tblHeader/>" if number < table.head_rows else ""
        yield f'<w:tr><w:trPr><w:cantSplit/><w:trHeight w:val="{height}"/>{header}</w:trPr>'
        # A table stays whole: every row but the last keeps with the next one.
        keep = "<w:keepNext/>" if number < table.height - 1 else ""
        at = 0
        while at < table.width:
            cell = slots[at]
            width = sum(widths[at : at + cell.colspan])
            breaks = _even_lines(cell, width - 2 * margin, sizes[cell.role])
            yield _cell(
                cell, width, size(sizes[cell.role]), keep + breaks, begins=cell.row == number
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


def _number_size(table: Table, widths: list[int], margin: int) -> float:
    """The largest size in which every figure of the table fits its cell on one line."""
    numbers = [cell for cell in table.cells if cell.role is Role.NUMBER]

    def too_large(points: float) -> bool:
        return any(
            _ems(cell.text) * points * 20
            > sum(widths[cell.column : cell.column + cell.colspan]) - 2 * margin
            for cell in numbers
        )

    skipped = list(takewhile(too_large, _SIZES))
    return _SIZES[min(len(skipped), len(_SIZES) - 1)]


def _ems(text: str) -> float:
    return sum(_DIGIT if character.isascii() else 1 for character in text)
