"""How long a report takes to write, beside what it cannot be faster than and beside the plain way of doing it."""

from __future__ import annotations

import io
import time
from collections.abc import Iterator
from functools import partial

import docx as python_docx

from assistant.document import Document, Heading, Paragraph, Table
from assistant.export.base import base
from assistant.export.docx import body, docx
from assistant.export.html import html
from assistant.export.markdown import markdown
from assistant.export.office import STANDARD
from assistant.export.package import package, parts
from assistant.export.text import text
from tests.benchmarks.frame import (
    Figure,
    alone,
    at_most,
    faster,
    in_turns,
    middle,
    repeated,
    within,
)
from tests.export.reading import document

REPORT = document("figures-2025")
EMPTY = parts(base())
ROUNDS = 200
SLOW_ROUNDS = 5


def floor() -> bytes:
    """A bare writer: the strings of the body and the packing, no python-docx."""
    filled = EMPTY["word/document.xml"].replace(
        b"<w:body>", b"<w:body>" + body(REPORT, STANDARD).encode()
    )
    return package({**EMPTY, "word/document.xml": filled})


def plain() -> bytes:
    """What tutorials show: python-docx's own template, cell by cell."""
    opened = python_docx.Document()
    for block in REPORT.blocks:
        match block:
            case Heading(level, words):
                opened.add_heading(words, level)
            case Paragraph(words):
                opened.add_paragraph(words)
            case Table():
                _plain_table(opened, block)
    stream = io.BytesIO()
    opened.save(stream)
    return stream.getvalue()


def _plain_table(opened: python_docx.document.Document, table: Table) -> None:
    made = opened.add_table(table.height, table.width)
    for cell in table.cells:
        first = made.cell(cell.row, cell.column)
        if cell.rowspan > 1 or cell.colspan > 1:
            last = made.cell(cell.row + cell.rowspan - 1, cell.column + cell.colspan - 1)
            first = first.merge(last)
        first.text = cell.text


def written(document: Document = REPORT) -> bytes:
    """Ours."""
    return docx(document)


def figures() -> Iterator[Figure]:
    """Measure every writer over the sample of 2025: 200 figures in three tables, two pages of words.

    Time is that of the processor, so that other programs on the machine do not count.
    """
    took, least = in_turns(written, floor, ROUNDS, time.process_time)
    yield Figure(
        "写一份 DOCX",
        "毫秒",
        middle(took),
        (at_most(15), within(8)),
        middle(least),
        "只拼字符串和打包",
    )
    took, slow = in_turns(written, plain, SLOW_ROUNDS, time.process_time)
    yield Figure(
        "写一份 DOCX",
        "毫秒",
        middle(took),
        (faster(20),),
        middle(slow),
        "python-docx 自带模板，逐格 merge()",
    )
    for name, write in (("Markdown", markdown), ("HTML", html), ("纯文本", text)):
        took = repeated(partial(write, REPORT), ROUNDS, time.process_time)
        yield Figure(f"写一份 {name}", "毫秒", middle(took), (at_most(3),))


if __name__ == "__main__":
    alone(figures)
