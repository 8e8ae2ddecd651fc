"""Whole files as they must be. `NIANBAO_GOLDEN=write` in the environment writes them anew; read the difference."""

import os
import re
from pathlib import Path

import pytest

from assistant.export.docx import docx
from assistant.export.html import html
from assistant.export.markdown import markdown
from assistant.export.text import text
from tests.export.reading import SAMPLES, document, part

GOLDEN = Path(__file__).parent / "golden"


def golden(name: str, actual: str) -> str:
    """Return what the golden file says."""
    path = GOLDEN / name
    if os.environ.get("NIANBAO_GOLDEN") == "write":
        path.write_text(actual, "utf-8")
    return path.read_text("utf-8")


def one_block_a_line(xml: bytes) -> str:
    """Break before every paragraph, row and cell, so that a changed figure is one changed line."""
    return re.sub(r"(?=<w:(?:p|tr|tbl|sectPr)[ >])|(?=</w:t(?:r|bl)>)", "\n", xml.decode()) + "\n"


@pytest.mark.parametrize("name", SAMPLES)
def test_markdown_is_as_agreed(name: str) -> None:
    """样例年报的 Markdown 与存档一致。"""
    actual = markdown(document(name))

    assert golden(f"{name}.md", actual) == actual


@pytest.mark.parametrize("name", SAMPLES)
def test_html_is_as_agreed(name: str) -> None:
    """样例年报的网页与存档一致。"""
    actual = html(document(name))

    assert golden(f"{name}.html", actual) == actual


@pytest.mark.parametrize("name", SAMPLES)
def test_docx_is_as_agreed(name: str) -> None:
    """样例年报的 DOCX 正文与存档一致。"""
    actual = one_block_a_line(part(docx(document(name))))

    assert golden(f"{name}.document.xml", actual) == actual


@pytest.mark.parametrize("name", SAMPLES)
def test_plain_text_is_as_agreed(name: str) -> None:
    """样例年报的纯文本与存档一致。"""
    actual = text(document(name))

    assert golden(f"{name}.txt", actual) == actual
