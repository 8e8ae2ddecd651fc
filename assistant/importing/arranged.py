"""Tables that only arrange a page: what stands in a row of its own and is no row of figures is a paragraph."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from assistant.forms import Form
from assistant.importing.identity import is_title
from assistant.importing.sections import names_section
from assistant.importing.tree import Block, Paragraph, Row, Table

_SENTENCE = 20
"""Characters from which on words with a full stop are prose, and not the title of a column."""


def unpacked(blocks: Iterable[Block], form: Form) -> Iterator[Block]:
    """Yield the blocks with the title, the headings and the prose that stand in rows of tables taken out of them."""
    for block in blocks:
        if isinstance(block, Table):
            yield from _unpacked(block, form)
        else:
            yield block


def _unpacked(table: Table, form: Form) -> Iterator[Block]:
    kept: list[Row] = []
    for row in table.rows:
        text = _alone(row)
        if not (text and (is_title(text) or names_section(text, form) or _is_prose(text))):
            kept.append(row)
            continue
        if kept:
            yield Table(tuple(kept), table.loose)
            kept = []
        yield from (Paragraph(line.strip()) for line in text.split("\n") if line.strip())
    if kept:
        yield Table(tuple(kept), table.loose)


def _alone(row: Row) -> str:
    """The words of a row that has words in one cell only."""
    filled = [cell for cell in row if cell.strip()]
    return filled[0].strip() if len(filled) == 1 else ""


def _is_prose(text: str) -> bool:
    return len(text) >= _SENTENCE and "。" in text
