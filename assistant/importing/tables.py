"""From rows to the cells of a form: values, what is missing, what is doubtful."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from assistant.forms import Field, Form
from assistant.importing.doubt import Doubt
from assistant.importing.figures import is_figure, read_figure
from assistant.importing.matching import BLOCKS, MATRIX, choose_form, match, nearest
from assistant.importing.placing import block_of, place
from assistant.importing.seen import Seen, rows_of
from assistant.importing.strip import StripReader
from assistant.importing.tree import Block, Table
from assistant.importing.vocabulary import Vocabulary, key
from assistant.numerals import write_number
from assistant.report import Number

_MANY = 3
"""One short row in so many makes every figure of a table of lost cells doubtful."""


@dataclass(frozen=True)
class Figures:
    """What the tables of a file say."""

    form: Form
    values: Mapping[str, Number]
    printed: Mapping[str, str]
    doubts: tuple[Doubt, ...]
    seen: Mapping[str, str]
    """Cell → the row of the file it was read from, as it stands there."""

    @property
    def missing(self) -> tuple[str, ...]:
        """The cells of the form that the file leaves blank, or does not have."""
        return tuple(name for name in self.form.fields if name not in self.values)


def read_figures(blocks: Sequence[Block], words: Vocabulary, year: int | None) -> Figures:
    """Return the figures of the tables among `blocks`; `year` decides only where the tables do not."""
    rows = list(rows_of(blocks, words))
    tables = [block for block in blocks if isinstance(block, Table)]
    titles = [
        cell
        for table in tables
        for row in table.rows
        for cell in row
        if cell and not is_figure(cell)
    ]
    form, mixed = choose_form(rows, titles, words, year)
    return _Filling(form, words, mixed=mixed).read(rows)


class _Filling:
    """Collects the cells of one form."""

    def __init__(self, form: Form, words: Vocabulary, *, mixed: bool) -> None:
        self.form = form
        self.words = words
        self.mixed = mixed
        self.values: dict[str, Number] = {}
        self.printed: dict[str, str] = {}
        self.doubts: list[Doubt] = []
        self.seen: dict[str, str] = {}

    def read(self, rows: Sequence[Seen]) -> Figures:
        stripes, others = StripReader(self.form).take(rows)
        match(others, self.form, self.words)
        occupied, aligned = _occupied(others), self.aligned(others)
        for row in others:
            at = occupied.get((row.table, len(row.values)), ())
            self.row(row, at, sure_of_blanks=aligned(row))
        for stripe in stripes:
            for name, text in stripe.cells.items():
                self.cell(self.form.fields[name], text, stripe.row)
            names = stripe.fields or tuple(stripe.cells)
            self.doubt_all(names, stripe.doubt, stripe.candidates)
        self.short_tables(others)
        self.additions({row.line.id for row in others if row.line and (row.doubt or row.loose)})
        if self.mixed:
            self.doubts.append(
                Doubt("", f"表格里混有两种格式的标题，已按{self.form.name}读取，请核对表二各格。")
            )
        return Figures(self.form, self.values, self.printed, tuple(self.doubts), self.seen)

    def aligned(self, rows: Sequence[Seen]) -> Callable[[Seen], bool]:
        """Return whether blank cells in front of a row of the wide table are cells of its own.

        They are where all rows of the table have as many cells, or where a row of the same depth has all its figures
        in as many cells, or where every depth has a number of cells of its own; elsewhere a leftover of a merged label
        and a lost figure look the same.
        """
        wide = [row for row in rows if row.line is not None and row.line.table == MATRIX]
        sizes: dict[int, set[int]] = {}
        depths: dict[tuple[int, int], list[int]] = {}
        for row in wide:
            sizes.setdefault(row.table, set()).add(len(row.values))
            depths.setdefault(self.deep(row), []).append(len(row.values))
        width = len(self.form.tables[MATRIX].columns)
        whole = {(self.deep(row), len(row.values)) for row in wide if len(row.filled) == width}
        uneven = {
            table for (table, _), own in depths.items() if len(set(own)) > 1 or min(own) < width
        }
        return lambda row: (
            len(sizes.get(row.table, ())) <= 1
            or (self.deep(row), len(row.values)) in whole
            or (row.table not in uneven and len(depths.get(self.deep(row), ())) > 1)
        )

    def deep(self, row: Seen) -> tuple[int, int]:
        """The table a row stands in, and how many titles the form prints in front of its label."""
        printed = self.form.tables[MATRIX].rows.get(row.line.row) if row.line else None
        return row.table, len(printed.under) if printed else -1

    def row(self, row: Seen, occupied: Sequence[int], *, sure_of_blanks: bool) -> None:
        if row.line is None:
            self.stranger(row)
            return
        if self.form.id not in row.line.forms:
            self.foreign(row)
            return
        line = row.line
        block = block_of(self.form, line)
        sure = sure_of_blanks or line.table != MATRIX
        placed = place(row, block, occupied, sure_of_blanks=sure)
        names = {column.id: f"{line.table}.{line.row}.{column.id}" for column in block.columns}
        shown = row.shown
        self.seen |= {name: shown for name in names.values() if name not in self.seen}
        if self.mixed and row.line.table == BLOCKS and self._titled_otherwise(row):
            filled = "、".join(value.strip() for value in row.filled)
            other = f"“{line.label}”上面的列标题是另一种格式的，没有读入（{filled}）"
            self.doubt_all(names.values(), other, row.filled)
            return
        for column, text in placed.cells.items():
            title = (placed.titles or {}).get(column, "")
            self.cell(self.form.fields[names[column]], text, shown, title)
        if row.doubt:
            self.doubt_all(names.values(), row.doubt, row.nearest)
        if placed.doubt:
            left_out = [names[c] for c in names if c not in placed.cells] or list(names.values())
            seen = tuple(value.strip() for value in row.filled[:10])
            self.doubt_all(left_out, f"“{line.label}”{placed.doubt}", seen)

    def cell(self, field: Field, text: str, row: str, title: str = "") -> None:
        self.seen.setdefault(field.id, row)
        figure = read_figure(field, text, title)
        known = self.values.get(field.id)
        if known is not None:
            if figure.value is not None and figure.value != known:
                both = (write_number(known), write_number(figure.value))
                self.seen[field.id] = "\n".join(dict.fromkeys((self.seen[field.id], row)))
                self.doubt_all(
                    (field.id,), f"文件里有两处，分别是{both[0]}和{both[1]}，用了前一个", both
                )
            return
        if figure.value is not None:
            self.values[field.id] = figure.value
        if figure.printed:
            self.printed.setdefault(field.id, figure.printed)
        if figure.doubt:
            self.doubt_all((field.id,), figure.doubt, figure.candidates)

    def doubt_all(self, names: Iterable[str], message: str, candidates: Sequence[str] = ()) -> None:
        """Doubt every one of these cells, each in its own right."""
        if message:
            sentence = message if message.endswith("。") else f"{message}。"
            self.doubts += (Doubt(name, sentence, tuple(candidates)) for name in names)

    def stranger(self, row: Seen) -> None:
        """A row with figures that is none of the form's: said, unless it sums a group."""
        if not row.label or row.leaf in self.words.groups or not row.filled:
            return
        lines = [line for line in self.words.lines if self.form.id in line.forms]
        shown = "、".join(value.strip() for value in row.filled[:8])
        message = (
            f"“{row.label[:40]}”（{shown}）不是格式里的行，没有读入；要是写法不同，请手工填上。"
        )
        self.doubts.append(Doubt("", message, nearest(row.leaf, lines)))

    def foreign(self, row: Seen) -> None:
        """A row that only the other form has."""
        assert row.line is not None  # noqa: S101
        if row.line.table == MATRIX and self._has_parts(row):
            return
        shown = "、".join(value.strip() for value in row.filled[:8])
        self.doubts.append(
            Doubt(
                "", f"“{row.label}”（{shown}）是另一种格式的行，{self.form.name}里没有，没有读入。"
            )
        )

    def _titled_otherwise(self, row: Seen) -> bool:
        """Whether the titles above a row are all those of another form."""
        homes = [self.words.heads[key(cell)] for cell in row.head if key(cell) in self.words.heads]
        return bool(homes) and all(
            self.form.id not in {form for form, _ in columns} for columns in homes
        )

    def _has_parts(self, row: Seen) -> bool:
        """Whether the rows that the row sums are there themselves."""
        groups = {group.id: group.rows for group in self.form.tables[MATRIX].groups}
        parts = groups.get(row.line.row if row.line else "", ())
        return any(name.split(".")[1] in parts for name in self.values)

    def short_tables(self, rows: Sequence[Seen]) -> None:
        """Where many cells of a table of lines are lost, the rest may have moved too."""
        for table, own in _by_table(rows).items():
            lines = [
                row for row in own if row.loose and row.line and self.form.id in row.line.forms
            ]
            short = [row for row in lines if not place(row, block_of(self.form, row.line)).cells]  # type: ignore[arg-type]
            if not short or len(short) * _MANY < len(lines):
                continue
            names = [
                name
                for row in lines
                if row.line
                for name in self.values
                if name.startswith(f"{row.line.table}.{row.line.row}.")
            ]
            del table
            self.doubt_all(names, "这张表有不少格子丢失，留下的数可能错了位，请对照原件核对")

    def additions(self, weak: set[tuple[str, str]]) -> None:
        """Doubt a row whose figures do not add up: every cell of it where it was hard to read, else its total."""
        for total in self.form.sums:
            if not total.across:
                continue
            numbers = [self.values.get(part) for part in total.parts]
            stated = self.values.get(total.total)
            if stated is None or any(number is None for number in numbers):
                continue
            added = sum(number for number in numbers if number is not None)
            if added != stated:
                table, row, _ = total.total.split(".")
                names = (*total.parts, total.total) if (table, row) in weak else (total.total,)
                self.doubt_all(
                    names,
                    f"这一行各列相加是{write_number(added)}，总计一格是{write_number(stated)}",
                    (write_number(stated), write_number(added)),
                )


def _by_table(rows: Sequence[Seen]) -> Mapping[int, list[Seen]]:
    found: dict[int, list[Seen]] = {}
    for row in rows:
        found.setdefault(row.table, []).append(row)
    return found


def _occupied(rows: Sequence[Seen]) -> Mapping[tuple[int, int], Sequence[int]]:
    """Return the places that have figures in any row of the wide table, by table and number of cells."""
    found: dict[tuple[int, int], set[int]] = {}
    for row in rows:
        if row.line is not None and row.line.table == MATRIX:
            places = found.setdefault((row.table, len(row.values)), set())
            places.update(at for at, value in enumerate(row.values) if value.strip())
    return {key: sorted(places) for key, places in found.items()}
