"""Markdown that reads well on any host and can be read back.

GFM tables cannot merge cells: `flat` says what becomes of those that are. No padding: a changed figure changes one cell
of one line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.document.nodes import Block, Document, Heading, Paragraph, Table
from assistant.export.flat import flattened
from assistant.export.words import lines, one_line

# Characters that mean something anywhere in a line. An underscore inside a word and an ampersand that starts no
# entity mean nothing, and web addresses are full of both.
_ANYWHERE = re.compile(r"[\\`*\[\]<>|~]|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])|&(?=#|\w{1,40};)")
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
    for flat in flattened(table):
        if flat.caption:
            yield f"**{escape(flat.caption)}**"
        yield _pipes(flat.rows, 1)


def _pipes(rows: Sequence[Sequence[str]], labels: int) -> str:
    head, *body = (f"| {' | '.join(escape(one_line(text)) for text in row)} |" for row in rows)
    width = len(rows[0])
    rule = f"| {' | '.join(['---'] * labels + ['---:'] * (width - labels))} |"
    return "\n".join([head, rule, *body])
