"""Plain text: for mail, for a form field of a platform, for a screen reader; it reads as a page and reads back.

Paragraphs begin with two full-width spaces as on paper. A table has no merged cells (see `flat`); what is above a title
stands on a row of its own, so that lines stay as short as they can. Strokes between the cells are padded so that they
stand below one another wherever a Chinese character is two digits wide.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence

from assistant.document.nodes import Block, Document, Heading, Paragraph, ParagraphKind, Table
from assistant.export.flat import JOINT, flattened
from assistant.export.words import lines, one_line

INDENT = "\u3000\u3000"
COLUMNS = 76
"""Width of a line that signature and date end at, in half-width characters."""

# A stroke in a cell would be read as the edge of one.
_STROKES = str.maketrans("|｜", "／／")


def text(document: Document) -> str:
    """Return the document as plain text."""
    return "\n\n".join(filter(None, _blocks(document))) + "\n"


def _blocks(document: Document) -> Iterator[str]:
    if document.draft:
        yield f"【{one_line(document.draft)}】"
    yield "\n".join(one_line(line) for line in document.title)
    for block in document.blocks:
        yield from _block(block)


def _block(block: Block) -> Iterator[str]:
    match block:
        case Heading(_, words):
            yield one_line(words)
        case Paragraph(words, ParagraphKind.BODY):
            yield "\n".join(f"{INDENT}{line}" for line in lines(words) if line)
        case Paragraph(words):
            line = one_line(words)
            yield " " * max(COLUMNS - _width(line), 0) + line
        case Table():
            for flat in flattened(block):
                if flat.caption:
                    yield flat.caption
                yield _stroked(flat.rows)


def _stroked(rows: Sequence[Sequence[str]]) -> str:
    cells = [[one_line(cell).translate(_STROKES) for cell in row] for row in _one_title_a_row(rows)]
    widths = [max(map(_width, column)) for column in zip(*cells, strict=True)]
    return "\n".join(
        f"| {' | '.join(_padded(cell, widths[at], first=at == 0) for at, cell in enumerate(row))} |"
        for row in cells
    )


def _one_title_a_row(rows: Sequence[Sequence[str]]) -> Iterator[Sequence[str]]:
    """Columns by their innermost title; the outer titles of a row stand above the first row they hold for."""
    head, *body = rows
    yield [title.rpartition(JOINT)[2] for title in head]
    above: list[str] = []
    for label, *figures in body:
        *outer, innermost = label.split(JOINT)
        for depth, title in enumerate(outer):
            if above[: depth + 1] != outer[: depth + 1]:
                yield [title, *([""] * len(figures))]
        above = outer
        yield [innermost, *figures]


def _padded(cell: str, width: int, *, first: bool) -> str:
    """Labels begin at the left, figures end at the right."""
    space = " " * (width - _width(cell))
    return f"{cell}{space}" if first else f"{space}{cell}"


def _width(words: str) -> int:
    """Width in half-width characters."""
    return sum(2 if unicodedata.east_asian_width(c) in "WFA" else 1 for c in words)
