"""The table of reviews and lawsuits: fifteen figures in one line, or five in each of three.

Five names label fifteen figures, so a label alone says nothing: the titles above it, or the order, decide.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from assistant.forms import Form
from assistant.importing.figures import is_figure
from assistant.importing.matching import STRIP
from assistant.importing.seen import Seen
from assistant.importing.tree import Row
from assistant.importing.vocabulary import key, near


@dataclass(frozen=True)
class Stripe:
    """What one or more rows say about this table."""

    cells: Mapping[str, str]
    """Cell of the form → its words."""

    doubt: str = ""
    candidates: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    """The cells the doubt is about; those of `cells` when empty."""

    row: str = ""
    """The row of the file, as it stands there."""


@dataclass(frozen=True)
class _Titles:
    """The titles of the table as keys."""

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    over: frozenset[str]

    @property
    def telling(self) -> frozenset[str]:
        """Titles that no other table has."""
        return frozenset(
            {*self.rows, *self.over, *(name for name in self.columns if len(name) > 2)}
        )


class StripReader:
    """Takes the rows of this table out of all rows of a file."""

    def __init__(self, form: Form) -> None:
        self.table = form.tables[STRIP]
        (block,) = self.table.blocks
        self.block = block
        self.titles = _Titles(
            tuple(key(row.label) for row in block.rows),
            tuple(key(column.label) for column in block.columns),
            frozenset(key(title) for row in block.rows for title in row.under),
        )

    def take(self, rows: Sequence[Seen]) -> tuple[list[Stripe], list[Seen]]:
        """Return what the rows of this table say, and the rows of other tables."""
        found: list[Stripe] = []
        others: list[Seen] = []
        nameless: list[Seen] = []
        for row in rows:
            named = self._named(row)
            if self._is_line(row):
                found.append(replace(self._line(row), row=row.shown))
            elif named:
                found.append(replace(self._group(row, named), row=row.shown))
            elif self._in_context(row):
                nameless.append(row)
            else:
                others.append(row)
        found += self._nameless(nameless)
        return [*found, *self._half(found)], others

    def _half(self, found: Sequence[Stripe]) -> Iterator[Stripe]:
        """Doubt the rows that were read where others of the three are missing: they may be something else."""
        read = {name.split(".")[1] for stripe in found for name in stripe.cells}
        if read and len(read) < len(self.block.rows):
            names = tuple(name for stripe in found for name in stripe.cells)
            yield Stripe({}, "表四只读到一部分，留下的数可能错了位，请对照原件核对", (), names)

    @property
    def _width(self) -> int:
        return len(self.table.fields)

    def _is_line(self, row: Seen) -> bool:
        return len(row.values) >= self._width and all(
            not value.strip() or is_figure(value) for value in row.values
        )

    def _named(self, row: Seen) -> str:
        """The row of the table that the label names."""
        for name, each in zip(self.titles.rows, self.block.rows, strict=True):
            if any(near(name, part) for part in row.path):
                return each.id
        return ""

    def _in_context(self, row: Seen) -> bool:
        above = {key(cell) for cells in row.above for cell in cells}
        own = set(row.path)
        return len((above | own) & self.titles.telling) >= 2 and not row.label

    def _line(self, row: Seen) -> Stripe:
        fields, doubt = self._order(row)
        values = self._trimmed(row)
        if len(values) != self._width:
            return Stripe({}, _short(self._width, row.filled), row.filled, tuple(fields))
        cells = dict(zip(fields, values, strict=True))
        if not doubt and not self._has_titles(row) and not self._adds_up(cells):
            doubt = "表四没有读到列标题，各组的数相加也对不上总计，请逐格核对"
        return Stripe(cells, doubt)

    def _trimmed(self, row: Seen) -> Row:
        """The cells without blank leftovers of merged cells in front or behind."""
        if len(row.filled) == self._width:
            return row.filled
        values = row.values
        while len(values) > self._width and not values[0].strip():
            values = values[1:]
        while len(values) > self._width and not values[-1].strip() and values[0].strip():
            values = values[:-1]
        return values

    def _has_titles(self, row: Seen) -> bool:
        return any(key(cell) in self.titles.telling for cells in row.above for cell in cells)

    def _order(self, row: Seen) -> tuple[list[str], str]:
        """The cells in the order of the titles above; the form's own order where they say nothing else."""
        groups = self._groups(row)
        columns = self._columns(row)
        fields = [f"{self.table.id}.{group}.{column}" for group in groups for column in columns]
        usual = list(self.table.fields)
        return fields, "" if fields == usual else "表四各列的顺序与格式不同，已按列标题对应"

    def _groups(self, row: Seen) -> list[str]:
        usual = [each.id for each in self.block.rows]
        first, *lawsuits = usual
        for cells in row.above:
            keys = [key(cell) for cell in cells]
            if all(name in keys for name in self.titles.rows[1:]):
                lawsuits.sort(key=lambda each: keys.index(self._title(each)))
            if self.titles.rows[0] in keys and self.titles.over & set(keys):
                after = min(keys.index(name) for name in self.titles.over if name in keys)
                if after < keys.index(self.titles.rows[0]):
                    return [*lawsuits, first]
        return [first, *lawsuits]

    def _title(self, row: str) -> str:
        return next(key(each.label) for each in self.block.rows if each.id == row)

    def _columns(self, row: Seen) -> list[str]:
        usual = [column.id for column in self.block.columns]
        ids = dict(zip(self.titles.columns, usual, strict=True))
        leaves = [ids[key(cell)] for cells in row.above for cell in cells if key(cell) in ids]
        chunks = [leaves[at : at + len(usual)] for at in range(0, len(leaves), len(usual))]
        # A lost title would move all that follow; only a complete set says anything.
        whole = len(leaves) == self._width and all(chunk == chunks[0] for chunk in chunks)
        if whole and sorted(chunks[0]) == sorted(usual):
            return chunks[0]
        return usual

    def _adds_up(self, cells: Mapping[str, str]) -> bool:
        size = len(self.block.columns)
        values = list(cells.values())
        if not all(value.strip().isdigit() for value in values):
            return False
        numbers = [int(value) for value in values]
        groups = [numbers[at : at + size] for at in range(0, len(numbers), size)]
        return all(sum(group[:-1]) == group[-1] for group in groups)

    def _group(self, row: Seen, name: str) -> Stripe:
        """One of three rows with five figures; or one figure under the path of its titles."""
        fields = [f"{self.table.id}.{name}.{column.id}" for column in self.block.columns]
        values = row.values if len(row.values) == len(fields) else row.filled
        if len(values) == len(fields):
            return Stripe(dict(zip(fields, values, strict=True)))
        named = [
            field
            for field, title in zip(fields, self.titles.columns, strict=True)
            if row.leaf == title
        ]
        if len(values) == 1 and len(named) == 1:
            return Stripe({named[0]: values[0]})
        return Stripe({}, _short(len(fields), values), tuple(values), tuple(fields))

    def _nameless(self, rows: Sequence[Seen]) -> Iterator[Stripe]:
        """Rows under this table's titles without a label: three of five in order, or not enough."""
        if not rows:
            return
        usual = list(self.table.fields)
        size = len(self.block.columns)
        values = [value for row in rows for value in row.values]
        if len(values) == len(usual) and all(len(row.values) == size for row in rows):
            doubt = "表四各行没有行标签，按格式的顺序读"
            shown = "\n".join(row.shown for row in rows)
            yield Stripe(dict(zip(usual, values, strict=True)), doubt, row=shown)
            return
        filled = tuple(value.strip() for value in values if value.strip())
        yield Stripe({}, _short(len(usual), filled), filled, tuple(usual))


def _short(wanted: int, values: Sequence[str]) -> str:
    shown = "、".join(value.strip() for value in values[:8]) or "没有"
    return f"表四这里应有{wanted}个数，只读到{len(values)}个（{shown}），缺的没有猜"
