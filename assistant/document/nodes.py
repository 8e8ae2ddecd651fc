"""What a document is made of: headings, paragraphs and tables, as plain frozen values.

Three kinds of block are all that an annual report needs. Writers go through them with `match`; a fourth kind would have
to be written by every one of them.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from assistant.forms import Role

PENDING = re.compile("【待补[^】]*】")
"""Words that stand for something still missing."""

_RUN_IN = re.compile(r"[（(][一二三四五六七八九十]{1,3}[）)][^。；！？【】]{1,30}。(?=.)")


class ParagraphKind(StrEnum):
    """What a paragraph is for; it decides how it is set, never what it says."""

    BODY = "正文"
    SIGNATURE = "署名"
    DATE = "成文日期"


@dataclass(frozen=True)
class Heading:
    """A heading: level 1 is 一、 and level 2 is （一）; the title of the document is not one of them."""

    level: int
    text: str


@dataclass(frozen=True)
class Paragraph:
    """One paragraph; it holds no line breaks."""

    text: str
    kind: ParagraphKind = ParagraphKind.BODY


@dataclass(frozen=True)
class Cell:
    """One printed cell, standing where it begins."""

    row: int
    column: int
    role: Role
    text: str
    rowspan: int = 1
    colspan: int = 1
    field: str = ""
    """The id of the figure in it; empty for titles and labels."""


@dataclass(frozen=True)
class Table:
    """A printed table: a grid, and the cells that cover every slot of it exactly once."""

    caption: str
    """What the table shows; not printed, because the heading above says it."""

    width: int
    height: int
    head_rows: int
    """How many rows from the top repeat on the next page."""

    cells: tuple[Cell, ...]
    """Row by row, left to right."""

    whole: bool = True
    """Whether it must stand on one page; a long list may go on over the next."""

    to_sign: bool = False
    """Whether its rows leave room to write in by hand."""

    shares: tuple[float, ...] = ()
    """How wide the columns are against one another; the writer decides when none are given."""

    def rows(self) -> tuple[tuple[Cell, ...], ...]:
        """Return the cells that begin in each row."""
        return tuple(
            tuple(cell for cell in self.cells if cell.row == row) for row in range(self.height)
        )

    def slots(self) -> tuple[tuple[Cell, ...], ...]:
        """Return for every slot of the grid, row by row, the cell that covers it."""
        grid = [[self.cells[0]] * self.width for _ in range(self.height)]
        for cell in self.cells:
            for row in grid[cell.row : cell.row + cell.rowspan]:
                row[cell.column : cell.column + cell.colspan] = [cell] * cell.colspan
        return tuple(tuple(row) for row in grid)

    @property
    def stub(self) -> int:
        """How many columns at the left hold the rows' labels; none in a table of one line of figures."""
        labels = [cell for cell in self.cells if cell.role is Role.LABEL]
        return max((cell.column + cell.colspan for cell in labels), default=0)


Block = Heading | Paragraph | Table


@dataclass(frozen=True)
class Document:
    """An annual report, ready to be written in any format."""

    title: tuple[str, ...]
    """The lines of the title: the organ, then the name of the report."""

    unit: str
    """The organ's full name; empty while it is not known."""

    year: int | None
    date: dt.date | None
    """成文日期, where it is known: the only date the document knows of."""

    draft: str
    """The mark at the top of a draft; empty in a finished report."""

    blocks: tuple[Block, ...]

    @property
    def name(self) -> str:
        """The title in one line."""
        return "".join(self.title)

    @property
    def tables(self) -> tuple[Table, ...]:
        """The tables, in order."""
        return tuple(block for block in self.blocks if isinstance(block, Table))


def run_in(text: str) -> int:
    """Return where the heading at the head of a paragraph ends: “（一）分工到人。每条信息……” begins with one."""
    found = _RUN_IN.match(text)
    return found.end() if found else 0


def pieces(text: str) -> Iterator[tuple[str, bool]]:
    """Yield the text in pieces, each with whether it is a 【待补】 mark."""
    end = 0
    for match in PENDING.finditer(text):
        if match.start() > end:
            yield text[end : match.start()], False
        yield match.group(), True
        end = match.end()
    if end < len(text):
        yield text[end:], False
