"""A typed sentence said back before it is written: row by row what was understood, and what is still asked."""

from __future__ import annotations

from collections.abc import Mapping

from assistant.claims import Filling, Reason
from assistant.forms import Form
from assistant.numerals import write_number
from assistant.report import Number


def repeated(form: Form, filling: Filling) -> str:
    """Return what would be filled, one row of a table a line: 本年新收：自然人10，商业企业2，其余0，总计12。"""
    said: Mapping[str, Number] = {**filling.implied, **filling.fills}
    rows: dict[str, dict[str, Number]] = {}
    facts: list[str] = []
    for name, value in said.items():
        if name.count(".") == 2:
            row, _, column = name.rpartition(".")
            rows.setdefault(row, {})[column] = value
        else:
            facts.append(f"{name}：{write_number(value)}")
    return "\n".join([*(_row(form, row, cells) for row, cells in rows.items()), *facts])


def _row(form: Form, row: str, cells: Mapping[str, Number]) -> str:
    named = {column: value for column, value in cells.items() if value or len(cells) == 1}
    words = [f"{_column(form, row, column)}{write_number(named[column])}" for column in named]
    if len(named) < len(cells):
        words.insert(len(words) - ("总计" in named), "其余0" if named else "都是0")
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
