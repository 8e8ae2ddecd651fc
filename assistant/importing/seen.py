"""Physical rows as the recogniser looks at them: the label, the words before it, the figures behind it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from assistant.importing.characters import one_line
from assistant.importing.figures import is_figure
from assistant.importing.tree import Block, Row, Table
from assistant.importing.vocabulary import Line, Vocabulary, key, path

_NUMBERED = re.compile(r"\s+(?=[(（]?[一二三四五六七八九十\d]{1,2}[)）、.．])")
"""Between two titles in one cell, each with its number."""

_LONGEST = 400
"""Characters of a row to show."""

_DEFINED = re.compile(r"([^:：]{2,14})[:：]\s*(?:是)?指.{8,}", re.DOTALL)
"""A label with its definition behind it in the same cell."""

_TITLES = 40
"""Rows of titles to keep; where every title stands on its own line, the widest table has about thirty."""


@dataclass
class Seen:
    """One row with figures."""

    table: int
    """Which table of the file it stands in."""

    label: str
    """The label as printed; empty when the row has none."""

    path: tuple[str, ...]
    """Keys of the titles in front of the label and of the label itself."""

    values: tuple[str, ...]
    """The cells behind the label."""

    above: tuple[Row, ...] = ()
    """The rows of titles above it, since the last row with figures before them."""

    loose: bool = False
    line: Line | None = None
    """The row of the form it is, once that is known."""

    doubt: str = ""
    """Why that is not certain."""

    nearest: tuple[str, ...] = field(default=())
    """Labels of the forms it is most like, while it is not certain."""

    @property
    def shown(self) -> str:
        """The row in one line, as it stands in the file; cells without words are `·`."""
        cells = [one_line(value) or "·" for value in self.values]
        return "　".join([one_line(self.label) or "（没有行标签）", *cells])[:_LONGEST]

    @property
    def head(self) -> Row:
        """The row of titles nearest above."""
        return self.above[-1] if self.above else ()

    @property
    def leaf(self) -> str:
        """The key of its own label."""
        return self.path[-1] if self.path else ""

    @property
    def filled(self) -> tuple[str, ...]:
        """The cells behind the label that are not blank."""
        return tuple(value for value in self.values if value.strip())


def rows_of(blocks: Sequence[Block], words: Vocabulary) -> Iterator[Seen]:
    """Yield every row that holds figures, with the titles that stand above it."""
    tables = [block for block in blocks if isinstance(block, Table)]
    for number, table in enumerate(tables):
        above: tuple[Row, ...] = ()
        after_figures = False
        for cells in table.rows:
            row = _seen(number, _split_up(cells), above, words)
            if row is not None:
                row.loose = table.loose
                after_figures = True
                yield row
            elif any(map(str.strip, cells)):
                above = (cells,) if after_figures else (*above, cells)[-_TITLES:]
                after_figures = False


def _split_up(cells: Row) -> Row:
    """A row that a file keeps in one cell: label and figures with spaces or line breaks between them."""
    filled = [cell for cell in cells if cell.strip()]
    if len(filled) != 1:
        return cells
    pieces = filled[0].split()
    at = len(pieces)
    while at > 1 and is_figure(pieces[at - 1]):
        at -= 1
    return (" ".join(pieces[:at]), *pieces[at:]) if 0 < at < len(pieces) else cells


def _seen(table: int, cells: Row, above: tuple[Row, ...], words: Vocabulary) -> Seen | None:
    at = _label_at(cells, words)
    values = cells[at + 1 :]
    if not any(is_figure(value) for value in values):
        return None
    titles = [cell for cell in cells[: at + 1] if cell.strip() and not is_figure(cell)]
    label = titles[-1] if titles else ""
    keys = [key(part) for title in titles for part in _parts(title, words)]
    return Seen(table, label, tuple(each for each in keys if each), values, above)


def _label_at(cells: Row, words: Vocabulary) -> int:
    """Return where the label stands: the rightmost cell that a form knows, else the rightmost before figures."""
    wordy, figures = -1, False
    for at in range(len(cells) - 1, -1, -1):
        cell = cells[at]
        if is_figure(cell):
            figures = True
        elif figures and cell.strip():
            if any(key(part) in words.called for part in _parts(cell, words)):
                # The title of a group is no label where a label, however damaged, follows it.
                is_group = wordy >= 0 and key(cell) in words.groups
                return wordy if is_group else at
            if wordy < 0 and key(cell):
                wordy = at
    return wordy


def _parts(cell: str, words: Vocabulary) -> tuple[str, ...]:
    """The titles in one cell; a stroke between two of them is not the one in 增/减."""
    defined = _DEFINED.match(cell.strip())
    if defined is not None:
        cell = defined[1]
    if key(cell) in words.called or key(cell) in words.titles:
        return (cell,)
    return tuple(part for piece in _NUMBERED.split(cell.strip()) for part in path(piece))
