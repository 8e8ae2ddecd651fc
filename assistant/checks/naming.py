"""How findings speak of cells, rows and figures, in the clerk's words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import groupby

from assistant.forms import Field, Form, Row
from assistant.report import Number

_NUMBER = re.compile(r"^(?:[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）|\d+\.)")
_TABLES = {"主动公开": "表二", "申请": "表三", "复议诉讼": "表四"}
SHOWN = 5
"""How many names one sentence carries before it says how many more there are."""


def table_name(table: str) -> str:
    """Return what clerks call a table: 表二 is the one of section 二."""
    return _TABLES.get(table, table)


def row_name(row: Row) -> str:
    """Return a row's short name with the numbers printed before it: （三）1.国家秘密."""
    own = _NUMBER.match(row.label)
    if own is None:
        return row.label
    group = _NUMBER.match(row.under[-1]) if len(row.under) > 1 else None
    name = "总计" if row.sum else row.id
    return (group[0] if group else "") + own[0] + name


def cell_name(field: Field) -> str:
    """Return a cell's name: “一、新收”的“自然人”."""
    return f"“{row_name(field.row)}”的“{column_name(field)}”"


def column_name(field: Field) -> str:
    """Return a column's title without what is printed in brackets behind it."""
    return field.column.label.partition("（")[0]


def counted(number: Number, unit: str = "件") -> str:
    """Return a figure with its unit."""
    return f"{number:f}{unit}" if not isinstance(number, int) else f"{number}{unit}"


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
        name = f"“{row_name(mine[0].row)}”"
        whole = len(mine) > 1 and {field.id for field in expected} <= {field.id for field in mine}
        phrases.append(
            f"{name}整行"
            if whole
            else f"{name}的" + "、".join(f"“{column_name(field)}”" for field in mine)
        )
    return listed(phrases, "处")
