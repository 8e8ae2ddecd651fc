"""What the exporter tests stand on: sample reports, and readers that know nothing of our exporters.

A reader takes the physical rows of a file's tables and finds a figure by the label in front of it, as a person does.
"""

import io
import json
import re
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path

import lxml.html
from lxml import etree
from markdown_it import MarkdownIt

from assistant import content
from assistant.document import Document, Mode, build
from assistant.forms import Form
from assistant.report import TEXT, UNIT, YEAR, Paragraph, Report, Value

REPORTS = Path(__file__).parent / "reports"
SAMPLES = ("zero-2019", "figures-2020", "figures-2025")
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

Rows = list[list[str]]


def form(form_id: str) -> Form:
    """Read a form that ships with the program."""
    return next(form for form in content.forms() if form.id == form_id)


def sample(name: str) -> tuple[Form, Report]:
    """Return a sample report with its form."""
    source = json.loads((REPORTS / f"{name}.json").read_text("utf-8"))
    answers: dict[str, Value] = {UNIT: source["unit"], YEAR: source["year"]}
    answers |= source["facts"] | source["fields"]
    answers |= {
        TEXT + place: tuple(map(Paragraph, text.split("\n")))
        for place, text in source["text"].items()
    }
    report = Report(
        answers, blank=frozenset(source.get("missing", ())), printed=source.get("raw", {})
    )
    return form(source["form"]), report


def document(name: str) -> Document:
    """Return a sample as a document; one with a missing cell can only be a draft."""
    form, report = sample(name)
    return build(form, report, Mode.DRAFT if report.blank else Mode.FINAL)


def part(docx: bytes, name: str = "word/document.xml") -> bytes:
    """Return one part of a package."""
    with zipfile.ZipFile(io.BytesIO(docx)) as archive:
        return archive.read(name)


def docx_tables(docx: bytes) -> list[Rows]:
    """Return the text of the cells that belong to each row, the continued ones empty."""
    root = etree.fromstring(part(docx))
    return [
        [
            ["".join(map(str, cell.itertext(f"{W}t"))) for cell in row.iter(f"{W}tc")]
            for row in table.iter(f"{W}tr")
        ]
        for table in root.iter(f"{W}tbl")
    ]


def html_tables(page: str) -> list[Rows]:
    """Return the text of the cells that belong to each row."""
    root = lxml.html.fromstring(page)
    return [
        [
            ["".join(map(str, cell.itertext())) for cell in row.iter("th", "td")]
            for row in table.iter("tr")
        ]
        for table in root.iter("table")
    ]


def markdown_tables(text: str) -> list[Rows]:
    """Return the cells of every pipe table, as a Markdown reader shows them."""
    tables: list[Rows] = []
    for token in MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(text):
        match token.type:
            case "table_open":
                tables.append([])
            case "tr_open":
                tables[-1].append([])
            case "inline" if tables and token.level > 3:
                tables[-1][-1].append("".join(child.content for child in token.children or ()))
    return tables


def figures(form: Form, tables: Iterable[Rows]) -> dict[str, str]:
    """Return what stands in every cell of the form, found by the labels of the rows."""
    found: dict[str, str] = {}
    for rows in tables:
        for cells in rows:
            for name, text in _figures_of_row(form, cells):
                assert name not in found, f"{name} stands there twice"
                found[name] = text
    return found


def _figures_of_row(form: Form, cells: list[str]) -> Iterator[tuple[str, str]]:
    plain = form.tables["复议诉讼"].fields
    if len(cells) == len(plain) and all(re.match("[0-9【]", cell) for cell in cells):
        yield from zip(plain, cells, strict=True)
        return
    for table in form.tables.values():
        for block in table.blocks:
            for row in block.rows:
                at = len(cells) - len(block.columns) - 1
                if at >= 0 and cells[at].rpartition("／")[2] == row.label:
                    names = (f"{table.id}.{row.id}.{column.id}" for column in block.columns)
                    yield from zip(names, cells[at + 1 :], strict=True)
