"""What a reader makes of a file: headings, paragraphs and tables of physical rows, in the order of the file.

A physical row holds the cells that belong to it in the file: a merged cell stands where it begins, and an empty cell
may stand for its continuation. Spans are not kept and no grid is made: in real files they are wrong, and figures moved
by a wrong span cannot be told from right ones.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

Row = tuple[str, ...]
"""The texts of one physical row; an empty string is a cell without words."""


@dataclass(frozen=True)
class Heading:
    """A heading that the file marks as one."""

    level: int
    text: str


@dataclass(frozen=True)
class Paragraph:
    """One paragraph, or one line of a plain text."""

    text: str


@dataclass(frozen=True)
class Table:
    """The physical rows of a table, innermost tables only."""

    rows: tuple[Row, ...]

    loose: bool = False
    """Whether the rows were put together from single lines, so that blank cells are lost."""


Block = Heading | Paragraph | Table


@dataclass(frozen=True)
class Source:
    """A file as blocks."""

    kind: str
    """What the file is, in the clerk's words: `DOCX`, `网页`."""

    blocks: tuple[Block, ...]
    hints: tuple[str, ...] = field(default=())
    """Titles that stand outside the text: the title of a web page, of a document's properties."""

    notes: tuple[str, ...] = field(default=())
    """What the reader could not take over, one sentence each."""

    @property
    def tables(self) -> Iterator[Table]:
        """Every table, in order."""
        return (block for block in self.blocks if isinstance(block, Table))
