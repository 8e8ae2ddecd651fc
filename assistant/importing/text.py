"""Plain text: tables as Word saves them line by line, as tabs, as strokes, or as nothing but lines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.importing import guard
from assistant.importing.characters import clean
from assistant.importing.tree import Block, Paragraph, Row, Source, Table

_CELL = re.compile(r" {0,3}\t")
_STROKES = str.maketrans("｜│┃", "|||")
_OWN_LINE_STROKE = re.compile(
    r"[ \t\u3000]*\n(?:[ \t\u3000]*\n)*[ \t\u3000]*\|[ \t\u3000]*(?=\n|$)"
)
_RULE = re.compile(r"[|:\-\s+=—─]+")
_ARTICLE = re.compile(r"第二十条\s*第?\s*[（(]")
MANY_BARS = re.compile(r"\|{30,}")
"""What pages leave behind that drew their lines with strokes."""


def read_text(text: str, kind: str = "文本") -> Source:
    """Return the blocks of a plain text."""
    guard.check_text(text)
    lines = _lines(clean(text))
    guard.check_lines(sum(map(bool, lines)))
    return Source(kind, tuple(_joined(_blocks(lines))))


def _lines(text: str) -> list[str]:
    text = MANY_BARS.sub(" ", text.translate(_STROKES))
    guard.check_cells(text.count("|"))
    alone = sum(line.strip() == "|" for line in text.split("\n"))
    if alone > 3:
        # Every stroke stands on a line of its own: the cells between them make one row.
        text = re.sub(r"[ \t\u3000]*\n[ \t\u3000]*\|[ \t\u3000]*\n[ \t\u3000]*", " | ", f"{text}\n")
        text = re.sub(r"\|[ \t\u3000]*\n[ \t\u3000]*\|", "| |", text)
    return text.split("\n")


def _blocks(lines: Sequence[str]) -> Iterator[Block]:
    at = 0
    while at < len(lines):
        line = lines[at]
        if _starts_cell(line):
            rows, at = _word_rows(lines, at)
            yield Table(tuple(rows))
        elif "\t" in line.strip():
            yield Table((tuple(cell.strip() for cell in line.rstrip("\n").split("\t")),))
            at += 1
        elif "|" in line:
            until = next((n for n in range(at, len(lines)) if "|" not in lines[n]), len(lines))
            yield from _stroke_rows([each.strip() for each in lines[at:until]])
            at = until
        else:
            if line.strip():
                yield Paragraph(line.strip(" \t\xa0\u3000"))
            at += 1


def _starts_cell(line: str) -> bool:
    """Whether a line is one cell of the shape Word writes: a tab in front, and no other."""
    found = _CELL.match(line)
    return found is not None and "\t" not in line[found.end() :].rstrip()


def _word_rows(lines: Sequence[str], at: int) -> tuple[list[Row], int]:
    """Rows of cells: a tab begins a cell, an empty line ends the row, any other line continues the cell."""
    rows: list[list[str]] = [[]]
    while at < len(lines):
        line = lines[at]
        if _starts_cell(line):
            text = line.strip(" \t")
            if rows[-1] and _ARTICLE.match(text):
                # A lost cell has pulled up the title of the next block.
                rows.append([])
            rows[-1].append(text)
        elif not line.strip(" \r\xa0\u3000"):
            if rows[-1]:
                rows.append([])
            following = next((each for each in lines[at + 1 :] if each.strip(" \r\xa0\u3000")), "")
            if not _starts_cell(following):
                break
        elif rows[-1] and "\t" not in line:
            rows[-1][-1] += f"\n{line.strip()}"
        else:
            break
        at += 1
    return [tuple(row) for row in rows if row], at


def _stroke_rows(lines: Sequence[str]) -> Iterator[Block]:
    """Rows between strokes; a stroke at the beginning is the edge of the table if every line has one there."""
    lines = [line for line in lines if not (_RULE.fullmatch(line) and "-" in line)]
    edged = all(line.startswith("|") for line in lines)
    for line in lines:
        cells = [cell.strip(" \t\xa0\u3000") for cell in line.split("|")]
        if edged:
            cells = cells[1:-1] if line.endswith("|") and len(cells) > 2 else cells[1:]
        if any(cells):
            yield Table((tuple(cells),))


def _joined(blocks: Iterator[Block]) -> Iterator[Block]:
    """Join tables that follow each other: each line made one of its own."""
    rows: list[Row] = []
    for block in blocks:
        if isinstance(block, Table):
            rows += block.rows
            continue
        if rows:
            yield Table(tuple(rows))
            rows = []
        yield block
    if rows:
        yield Table(tuple(rows))
