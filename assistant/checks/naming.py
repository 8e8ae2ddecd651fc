"""How findings speak of cells and figures, in the clerk's words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from assistant.forms import Field, Form
from assistant.numerals import write_amount
from assistant.report import Number

SHOWN = 5
"""How many names one sentence carries before it says how many more there are."""


def cell_name(field: Field) -> str:
    """Return a cell's name: “本年新收”的“自然人”."""
    return f"“{field.row.short}”的“{field.column.short}”"


def counted(number: Number, unit: str = "件") -> str:
    """Return a figure with its unit."""
    return write_amount(number, unit)


def added(numbers: Iterable[Number]) -> str:
    """Return figures as a sum, those that are 0 left out."""
    terms = [counted(number, "") for number in numbers if number]
    return "＋".join(terms) or "0"


def listed(names: Sequence[str], unit: str = "项") -> str:
    """Return names in one phrase, the first few and how many more there are."""
    first = "、".join(names[:SHOWN])
    return first if len(names) <= SHOWN else f"{first}等{len(names)}{unit}"


def cells_listed(form: Form, cells: Sequence[str]) -> str:
    """Return cells in one phrase, whole rows and the columns of a row put together."""
    fields = [form.fields[name] for name in cells]
    phrases: list[str] = []
    for row, run in groupby(fields, key=lambda field: (field.table, field.row.id)):
        mine = list(run)
        expected = [
            field
            for field in form.tables[row[0]].fields.values()
            if field.row.id == row[1] and not field.total
        ]
        name = f"“{mine[0].row.short}”"
        whole = len(mine) > 1 and {field.id for field in expected} <= {field.id for field in mine}
        phrases.append(
            f"{name}整行"
            if whole
            else f"{name}的" + "、".join(f"“{field.column.short}”" for field in mine)
        )
    return listed(phrases, "处")
