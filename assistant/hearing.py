"""A typed sentence said back before it is written: a small table with its sums, and what is still asked."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from assistant.claims import Filling, Reason
from assistant.claims.named import APPLICATIONS, CASES
from assistant.forms import TOTAL, Field, Form
from assistant.forms.shown import shown
from assistant.numerals import write_number
from assistant.report import Number, Report

_WIDEST = 58
"""Columns of a terminal the table may take; what is wider is said in sentences."""

ZERO_ROWS = 3
"""More rows than these that are 0 are said in one line; a window of 24 lines has no room for them."""

_HOW_MANY = re.compile(r"多少|几")


def repeated(
    form: Form,
    filling: Filling,
    report: Report | None = None,
    questions: Mapping[str, str] | None = None,
) -> str:
    """Return what would be filled: the rows of a table with their sums, facts in the words of their question.

    `report` is the report before, `questions` has the text of the question for a fact. Rows that are 0 throughout
    come last, many of them in one line: 其余132格都是0（上年结转、部分公开等22行）.
    """
    said: Mapping[str, Number] = {**filling.implied, **filling.fills}
    cells = [form.fields[name] for name in form.fields if name in said]
    after = shown(form, (report or Report()).with_answers(dict(filling.fills) | dict(said)))
    lines: list[str] = []
    zeros: list[list[Field]] = []
    for table, found in groupby(cells, key=lambda cell: cell.table):
        rows = [list(row) for _, row in groupby(found, key=lambda cell: cell.row.id)]
        zeros += [row for row in rows if _is_zero(row, said)]
        told = [row for row in rows if not _is_zero(row, said)]
        summed = any(column.sum for column in form.tables[table].columns.values())
        lines += _table(told, said, after) if summed else [_sentence(row, said) for row in told]
    lines += _zeros(form, zeros, some=bool(lines))
    facts = [name for name in said if name not in form.fields]
    lines += [_in_the_words_of(name, said[name], questions or {}) for name in facts]
    return "\n".join(lines)


def _is_zero(row: Sequence[Field], said: Mapping[str, Number]) -> bool:
    return len(row) > 1 and not any(said[cell.id] for cell in row)


def _zeros(form: Form, rows: Sequence[Sequence[Field]], *, some: bool) -> Iterator[str]:
    """Yield the rows that are 0 as far as they were said; many of them in one line."""
    if len(rows) > ZERO_ROWS:
        count = sum(not cell.total for row in rows for cell in row)
        first = "、".join(row[0].row.short for row in rows[:2])
        empty = "" if all(_is_whole(form, row) for row in rows) else "还空着的"
        yield f"{'其余' if some else ''}{empty}{count}格都是0（{first}等{len(rows)}行）"
        return
    for row in rows:
        yield f"{row[0].row.short}：{'都是0' if _is_whole(form, row) else '其余0'}"


def _is_whole(form: Form, row: Sequence[Field]) -> bool:
    """Say whether all of a row is said, and not only what was still empty in it."""
    table, own = row[0].table, row[0].row.id
    cells = [cell for cell in form.fields.values() if (cell.table, cell.row.id) == (table, own)]
    return {cell.id for cell in cells if not cell.total} <= {cell.id for cell in row}


# -- rows with sums --------------------------------------------------------------------------------------------


def _table(
    rows: Sequence[Sequence[Field]], said: Mapping[str, Number], after: Mapping[str, Number]
) -> Iterator[str]:
    """Yield a head and a line for each row: the columns with a figure, the others together, the sum."""
    if not rows:
        return
    if len(rows) == 1 and len(rows[0]) == 1:
        cell = rows[0][0]
        yield f"{cell.row.short}：{cell.column.short}{write_number(said[cell.id])}"
        return
    named = {
        c.column.id: c.column.short for row in rows for c in row if said[c.id] and not c.column.sum
    }
    rest = any(c.column.id not in named and not c.column.sum for row in rows for c in row)
    head = ["", *named.values(), *(["其余"] if rest else []), "总计"]
    body = [[row[0].row.short, *_figures(row, list(named), said, after, rest=rest)] for row in rows]
    widths = [max(_width(line[place]) for line in (head, *body)) for place in range(len(head))]
    if sum(widths) + 2 * len(widths) > _WIDEST:
        yield from (_sentence(row, said) for row in rows)
        return
    for line in (head, *body):
        first = _padded(line[0], widths[0], left=True)
        yield "  ".join([first, *map(_padded, line[1:], widths[1:])])


def _figures(
    row: Sequence[Field],
    named: Sequence[str],
    said: Mapping[str, Number],
    after: Mapping[str, Number],
    *,
    rest: bool,
) -> Iterator[str]:
    table, own = row[0].table, row[0].row.id
    for column in named:
        yield _written(said.get(f"{table}.{own}.{column}"))
    if rest:
        others = [cell for cell in row if cell.column.id not in named and not cell.column.sum]
        yield "0" if others else "—"
    yield _written(after.get(f"{table}.{own}.{TOTAL}"))


def _written(value: Number | None) -> str:
    return "—" if value is None else write_number(value)


def _padded(text: str, width: int, *, left: bool = False) -> str:
    space = " " * (width - _width(text))
    return text + space if left else space + text


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


# -- in words --------------------------------------------------------------------------------------------------


def _sentence(row: Sequence[Field], said: Mapping[str, Number]) -> str:
    """Return a row in one line: 本年新收：自然人10，商业企业2，其余0，总计12."""
    if len(row) == 1 and not row[0].column.sum:
        return f"{row[0].row.short}：{_with_unit(row[0], said[row[0].id])}"
    named = [cell for cell in row if said[cell.id]]
    words = [f"{_called(cell)}{_with_unit(cell, said[cell.id])}" for cell in named]
    if len(named) < len(row):
        words.insert(len(words) - any(cell.column.sum for cell in named), "其余0")
    return f"{row[0].row.short}：{'，'.join(words)}"


def _called(cell: Field) -> str:
    """Return what a column counts, without the word for a count: 本年制发3件."""
    return cell.column.short.removesuffix("件数").removesuffix("数量")


def _with_unit(cell: Field, value: Number) -> str:
    """Return a figure with its unit; a column of table three or four stands for so many applications or cases."""
    summed = cell.row.sum or cell.column.sum or cell.table in (APPLICATIONS, CASES)
    return write_number(value) + ("" if summed else cell.unit)


def _in_the_words_of(name: str, value: Number, questions: Mapping[str, str]) -> str:
    """Return a fact as its question asks for it: 公众号今年发布了104条."""
    question = questions.get(name, "").rstrip("？?")
    if len(_HOW_MANY.findall(question)) == 1:
        return _HOW_MANY.sub(write_number(value), question)
    return f"{question or name}：{write_number(value)}"


def asked_back(filling: Filling) -> str:
    """Return what is asked, the doubtful first; empty when nothing is."""
    order = list(Reason)
    asks = sorted(filling.ask, key=lambda question: order.index(question.reason))
    return "\n".join(f"{question.reason}：{question.message}" for question in asks)


# -- while it is typed -----------------------------------------------------------------------------------------


def in_short(
    form: Form, filling: Filling, questions: Mapping[str, str] | None = None
) -> tuple[str, ...]:
    """Return what would be filled and the first thing that would be asked, a line each; either may be missing.

    Rows that are 0 throughout are counted, not listed.
    """
    said: Mapping[str, Number] = {**filling.implied, **filling.fills}
    cells = [form.fields[name] for name in form.fields if name in said]
    rows = [list(row) for _, row in groupby(cells, key=lambda cell: (cell.table, cell.row.id))]
    words = [_sentence(row, said) for row in rows if not _is_zero(row, said)]
    facts = [name for name in said if name not in form.fields]
    words += [_in_the_words_of(name, said[name], questions or {}) for name in facts]
    empty = [row[0].row.short for row in rows if _is_zero(row, said)]
    if empty:
        words.append(f"{empty[0]}{f'等{len(empty)}行' if len(empty) > 1 else ''}都是0")
    understood = f"听到：{'；'.join(words)}" if words else ""
    asked = asked_back(filling).partition("\n")[0]
    return tuple(line for line in (understood, asked) if line)
