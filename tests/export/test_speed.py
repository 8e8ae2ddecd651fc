"""How long an export takes, beside what it cannot be faster than and beside the plain way of doing it.

Each way is timed in turn, several times over, and its best run counts: a busy machine slows single runs, not the best.
"""

import io
import time
from collections.abc import Callable

import docx as python_docx
import pytest

from assistant.document import Document, Heading, Paragraph, Table
from assistant.export.base import base
from assistant.export.docx import _Body, docx
from assistant.export.html import html
from assistant.export.markdown import markdown
from assistant.export.office import STANDARD
from assistant.export.package import package, parts
from assistant.export.text import text
from tests.export.reading import document

REPORT = document("figures-2025")
EMPTY = parts(base())


def floor() -> bytes:
    """A bare writer: the strings of the body and the packing, no python-docx."""
    body = "".join(_Body(REPORT, STANDARD).parts()).encode()
    filled = EMPTY["word/document.xml"].replace(b"<w:body>", b"<w:body>" + body)
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


def best(way: Callable[[], object], runs: int) -> float:
    """Milliseconds of the best of several runs."""
    way()
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        way()
        times.append(time.perf_counter() - start)
    return min(times) * 1000


@pytest.mark.slow
def test_exports_are_quick(record_property: Callable[[str, object], None]) -> None:
    """DOCX 不超过15毫秒、不超过直接写字符串的8倍、比通常写法快20倍；Markdown、网页、纯文本不超过3毫秒。"""
    took = {
        "docx": best(lambda: docx(REPORT), 30),
        "floor": best(floor, 30),
        "plain": best(plain, 2),
        "markdown": best(lambda: markdown(REPORT), 30),
        "html": best(lambda: html(REPORT), 30),
        "text": best(lambda: text(REPORT), 30),
    }
    for name, milliseconds in took.items():
        record_property(name, round(milliseconds, 2))

    assert took["docx"] <= 15, took
    assert took["docx"] <= 8 * took["floor"], took
    assert took["plain"] >= 20 * took["docx"], took
    assert max(took["markdown"], took["html"], took["text"]) <= 3, took


def test_the_plain_way_says_the_same() -> None:
    """对照的写法写的是同一份年报，比得公平。"""
    small = Document(("题",), "", None, None, "", REPORT.blocks)

    ours = python_docx.Document(io.BytesIO(docx(small)))
    theirs = python_docx.Document(io.BytesIO(plain()))

    assert len(theirs.tables) == len(ours.tables) == 3
    assert [row.cells[-1].text for row in theirs.tables[1].rows] == [
        row.cells[-1].text for row in ours.tables[1].rows
    ]
