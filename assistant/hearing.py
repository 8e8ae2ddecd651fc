"""A typed sentence said back before it is written: row by row what was understood, and what is still asked."""

from __future__ import annotations

from collections.abc import Mapping

from assistant.claims import Filling, Reason
from assistant.forms import Form
from assistant.numerals import write_number
from assistant.report import Number

ZERO_ROWS = 3
"""More rows than these that are 0 throughout are said in one line; a window of 24 lines has no room for them."""


def repeated(form: Form, filling: Filling) -> str:
    """Return what would be filled, one row of a table a line: 本年新收：自然人10，商业企业2，其余0，总计12。

    Many rows without a single case come last, in one line: 部分公开、属于国家秘密等24行：都是0。
    """
    said: Mapping[str, Number] = {**filling.implied, **filling.fills}
    rows: dict[str, dict[str, Number]] = {}
    facts: list[str] = []
    for name, value in said.items():
        if name.count(".") == 2:
            row, _, column = name.rpartition(".")
            rows.setdefault(row, {})[column] = value
        else:
            facts.append(f"{name}：{write_number(value)}")
    none = [row for row, cells in rows.items() if _without_a_case(form, row, cells)]
    folded = none if len(none) > ZERO_ROWS else []
    lines = [_row(form, row, cells) for row, cells in rows.items() if row not in folded]
    if folded:
        first = "、".join(_title(form, row) for row in folded[:2])
        facts.append(f"{first}等{len(folded)}行：都是0")
    return "\n".join([*lines, *facts])


def _without_a_case(form: Form, row: str, cells: Mapping[str, Number]) -> bool:
    """Whether the whole row is said to be 0, not only what was still empty in it."""
    own = (field for name, field in form.fields.items() if name.rpartition(".")[0] == row)
    return not any(cells.values()) and all(field.total or field.column.id in cells for field in own)


def _row(form: Form, row: str, cells: Mapping[str, Number]) -> str:
    named = {column: value for column, value in cells.items() if value or len(cells) == 1}
    words = [f"{_column(form, row, column)}{write_number(named[column])}" for column in named]
    if len(named) < len(cells):
        rest = "都是0" if _without_a_case(form, row, cells) else "其余0"
        words.insert(len(words) - ("总计" in named), rest)
    return f"{_title(form, row)}：{'，'.join(words)}"


def _title(form: Form, row: str) -> str:
    table, _, own = row.partition(".")
    known = form.tables[table].rows.get(own)
    return known.short if known else own


def _column(form: Form, row: str, column: str) -> str:
    field = form.fields.get(f"{row}.{column}")
    return field.column.label if field else column


def asked_back(filling: Filling) -> str:
    """Return what is asked, the doubtful first; empty when nothing is."""
    order = list(Reason)
    asks = sorted(filling.ask, key=lambda question: order.index(question.reason))
    return "\n".join(f"{question.reason}：{question.message}" for question in asks)
