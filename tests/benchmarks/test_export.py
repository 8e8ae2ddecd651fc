"""What the export is compared with does the same work."""

import io

import docx as python_docx

from assistant.document import Document
from assistant.export.docx import docx
from tests.benchmarks.export import REPORT, floor, plain
from tests.export.reading import part


def test_the_plain_way_says_the_same() -> None:
    """对照的写法写的是同一份年报，比得公平。"""
    small = Document(("题",), "", None, None, "", REPORT.blocks)

    ours = python_docx.Document(io.BytesIO(docx(small)))
    theirs = python_docx.Document(io.BytesIO(plain()))

    assert len(theirs.tables) == len(ours.tables) == 3
    assert [row.cells[-1].text for row in theirs.tables[1].rows] == [
        row.cells[-1].text for row in ours.tables[1].rows
    ]


def test_the_floor_writes_the_same_words() -> None:
    """只拼字符串的写法，正文和导出的一样长。"""
    ours, least = part(docx(REPORT)), part(floor())

    assert ours.count(b"<w:t") == least.count(b"<w:t")
    assert ours.count(b"<w:tc>") == least.count(b"<w:tc>")
