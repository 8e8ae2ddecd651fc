"""Both sides of every identity the form prints, worked out column by column."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from assistant.forms.form import Form
from assistant.forms.table import Block, Identity, Table
from assistant.report import Number

Part = tuple[str, Number | None]
"""A cell and its figure; nothing while the figure is missing."""


@dataclass(frozen=True)
class Balance:
    """One identity in one column."""

    code: str
    table: str
    column: str
    """The column's id, such as `自然人`."""

    left_parts: tuple[Part, ...]
    right_parts: tuple[Part, ...]

    @property
    def left(self) -> Number | None:
        """The sum of the left side, or nothing while a cell of it is missing."""
        return _side(self.left_parts)

    @property
    def right(self) -> Number | None:
        """The sum of the right side, or nothing while a cell of it is missing."""
        return _side(self.right_parts)

    @property
    def difference(self) -> Number | None:
        """Left less right; nothing while a cell is missing."""
        left, right = self.left, self.right
        return None if left is None or right is None else left - right

    @property
    def holds(self) -> bool | None:
        """Whether both sides agree; nothing while a cell is missing."""
        difference = self.difference
        return None if difference is None else difference == 0

    @property
    def words(self) -> str:
        """Both sides as a clerk adds them up: 新收6＋上年结转1＝7，办理总计5＋结转下年2＝7."""
        sides = ((self.left_parts, self.left), (self.right_parts, self.right))
        return "，".join(_added_up(parts, total) for parts, total in sides)

    @property
    def missing(self) -> tuple[str, ...]:
        """The cells still without a figure."""
        parts = (*self.left_parts, *self.right_parts)
        return tuple(name for name, number in parts if number is None)


def identities(form: Form, figures: Mapping[str, Number]) -> tuple[Balance, ...]:
    """Return every identity of the form in every column; `figures` are those of `forms.shown`."""
    return tuple(
        balance
        for table in form.tables.values()
        for identity in table.identities
        for balance in _balances(table, identity, figures)
    )


def _balances(table: Table, identity: Identity, figures: Mapping[str, Number]) -> Iterator[Balance]:
    for column in _block(table, identity).columns:

        def parts(rows: tuple[str, ...], column: str = column.id) -> tuple[Part, ...]:
            names = (f"{table.id}.{row}.{column}" for row in rows)
            return tuple((name, figures.get(name)) for name in names)

        yield Balance(
            identity.code, table.id, column.id, parts(identity.left), parts(identity.right)
        )


def _block(table: Table, identity: Identity) -> Block:
    """Return the block whose rows the identity names."""
    return next(
        block for block in table.blocks if any(row.id in identity.left for row in block.rows)
    )


def _side(parts: tuple[Part, ...]) -> Number | None:
    numbers = [number for _, number in parts]
    if any(number is None for number in numbers):
        return None
    return sum((number for number in numbers if number is not None), start=0)


def _added_up(parts: tuple[Part, ...], total: Number | None) -> str:
    terms = (f"{name.split('.')[1]}{'？' if number is None else number}" for name, number in parts)
    return "＋".join(terms) + ("" if total is None else f"＝{total}")
