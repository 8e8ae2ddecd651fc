"""Markdown that reads well on any host and can be read back.

GFM tables cannot merge cells. A merged title becomes the path of titles above or beside a figure, joined by ／; a table
of blocks becomes one small table a block under its caption in bold; a single line of figures becomes one row a group.
No padding: a changed figure changes one cell of one line.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from assistant.document.nodes import Block, Cell, Document, Heading, Paragraph, Table
from assistant.export.words import lines, one_line

JOINT = "／"
"""Stands between the titles of a path."""

# Characters that mean something anywhere in a line. An underscore inside a word and an ampersand that starts no
# entity mean nothing, and web addresses are full of both.
_ANYWHERE = re.compile(r"[\\`*\[\]<>|~]|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])|&(?=#?\w{1,40};)")
# What makes a line a heading, a list or the rule of a table; “1.完善” without a space is no list.
_AT_START = re.compile(r"(?=[#+=:-])|(?<=\d)(?=[.)](\s|$))")
_START = re.compile(r"[#+=:-]|\d{1,9}[.)](\s|$)")


def markdown(document: Document) -> str:
    """Return the document as GitHub-flavoured Markdown."""
    return "\n\n".join(filter(None, _blocks(document))) + "\n"


def escape(text: str) -> str:
    """Return one line of text so that Markdown shows exactly it."""
    escaped = _ANYWHERE.sub(r"\\\g<0>", text)
    return _AT_START.sub(r"\\", escaped, count=1) if _START.match(text) else escaped


def _blocks(document: Document) -> Iterator[str]:
    if document.draft:
        yield f"> **{escape(one_line(document.draft))}**"
    yield _heading(1, document.name)
    for block in document.blocks:
        yield from _block(block)


def _block(block: Block) -> Iterator[str]:
    match block:
        case Heading(level, text):
            yield _heading(level + 1, text)
        case Paragraph(text):
            yield "\\\n".join(escape(line) for line in lines(text) if line)
        case Table():
            yield from _table(block)


def _heading(level: int, text: str) -> str:
    # A heading may end in #, which Markdown would take for its closing mark.
    words = re.sub("#$", r"\#", escape(one_line(text)))
    return f"{'#' * level} {words}"


def _table(table: Table) -> Iterator[str]:
    match table:
        case Table(head_rows=0):
            yield from _captioned(table)
        case Table(stub=0):
            yield _grouped(table)
        case _:
            yield _flattened(table)


def _captioned(table: Table) -> Iterator[str]:
    """A table of blocks: a full-width title starts the next one."""
    block: list[Sequence[Cell]] = []
    for row in table.rows():
        if row[0].colspan == table.width:
            yield from _captioned_block(block)
            block = []
        block.append(row)
    yield from _captioned_block(block)


def _captioned_block(block: Sequence[Sequence[Cell]]) -> Iterator[str]:
    if block:
        (caption,), titles, *rows = block
        yield f"**{escape(caption.text)}**"
        yield _pipes(
            [[cell.text for cell in titles], *([cell.text for cell in row] for row in rows)], 1
        )


def _flattened(table: Table) -> str:
    """A table with titles above and at the left: both become paths."""
    slots = table.slots()
    head, body = slots[: table.head_rows], slots[table.head_rows :]
    corner = _path(row[0] for row in head)
    titles = [_path(row[column] for row in head) for column in range(table.stub, table.width)]
    rows = [[_path(row[: table.stub]), *(cell.text for cell in row[table.stub :])] for row in body]
    return _pipes([[corner, *titles], *rows], 1)


def _grouped(table: Table) -> str:
    """A table of one line of figures: the innermost titles are columns, the paths above them rows."""
    *head, figures = table.slots()
    paths = [_path(row[column] for row in head).rpartition(JOINT) for column in range(table.width)]
    groups = [
        (group, list(run))
        for group, run in groupby(zip(paths, figures, strict=True), key=lambda item: item[0][0])
    ]
    columns = [path[2] for path, _ in groups[0][1]]
    rows = [[group, *(cell.text for _, cell in run)] for group, run in groups]
    return _pipes([["", *columns], *rows], 1)


def _path(cells: Iterable[Cell]) -> str:
    """The different titles on the way to a slot, outermost first."""
    return JOINT.join(cell.text for cell, _ in groupby(cells))


def _pipes(rows: Sequence[Sequence[str]], labels: int) -> str:
    head, *body = (f"| {' | '.join(escape(one_line(text)) for text in row)} |" for row in rows)
    width = len(rows[0])
    rule = f"| {' | '.join(['---'] * labels + ['---:'] * (width - labels))} |"
    return "\n".join([head, rule, *body])
