"""Which single cell is to blame when figures do not add up.

Every sum, identity and carry-over of the form is one equation over the cells somebody wrote. A cell is named only
if changing it alone puts right every equation it stands in, there are at least two of them (its row and its
column), and no other cell would do the same.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from assistant.forms import Carried, Form, Sum, identities
from assistant.report import Number, Report

Terms = dict[str, int]


@dataclass(frozen=True)
class Equation:
    """Written cells with their signs, which together should come to nothing."""

    code: str
    cell: str
    """The cell that names it: the total, the first row of an identity, what is carried."""

    terms: Mapping[str, int]
    residual: Number
    """What they come to instead of 0."""


@dataclass(frozen=True)
class Repair:
    """The cell to change, what it says now and what it should say."""

    cell: str
    was: Number
    should: Number


def sum_code(table: str, *, across: bool) -> str:
    """Return the rule that watches the sums of a table."""
    match table, across:
        case "申请", True:
            return "T3-ROW"
        case "申请", False:
            return "T3-SUM"
        case _:
            return "T4-SUM"


def equations(
    form: Form, report: Report, figures: Mapping[str, Number], last: Mapping[str, Number]
) -> Iterator[Equation]:
    """Yield every equation whose cells are all known and that a change could break.

    `figures` are what the tables of the report show, `last` those of last year's as far as they may be compared.
    """
    yield from _Cells(form, report, figures, last).equations()


@dataclass(frozen=True)
class _Cells:
    """What the equations are made over."""

    form: Form
    report: Report
    figures: Mapping[str, Number]
    last: Mapping[str, Number]

    def equations(self) -> Iterator[Equation]:
        for table in self.form.tables.values():
            for total in table.sums:
                if self.stated(total.total):
                    code = sum_code(table.id, across=total.across)
                    signs = {total.total: -1, **dict.fromkeys(total.parts, 1)}
                    yield from self.equation(code, total.total, signs)
        for both in identities(self.form, self.figures):
            left, right = (
                [name for name, _ in parts] for parts in (both.left_parts, both.right_parts)
            )
            signs = dict.fromkeys(left, 1) | dict.fromkeys(right, -1)
            yield from self.equation(both.code, left[0], signs)
        for carried in self.form.carried:
            yield from self.carry(carried)

    def carry(self, carried: Carried) -> Iterator[Equation]:
        last = [self.last.get(name) for name in carried.last]
        if not carried.at_least and None not in last:
            signs = {
                carried.this: 1,
                **dict.fromkeys(carried.plus, -1),
                **dict.fromkeys(carried.minus, 1),
            }
            expected = sum((number for number in last if number is not None), start=0)
            yield from self.equation(carried.code, carried.this, signs, expected)

    def equation(
        self, code: str, cell: str, signs: Mapping[str, int], expected: Number = 0
    ) -> Iterator[Equation]:
        # A line of derived cells only repeats what the equations of their parts say.
        if not self.shown(signs) or not any(map(self.stated, signs)):
            return
        terms: Terms = defaultdict(int)
        for name, sign in signs.items():
            for written, weight in self.written(name).items():
                terms[written] += sign * weight
        terms = {name: weight for name, weight in terms.items() if weight}
        if terms:
            residual = sum(weight * self.figures[name] for name, weight in terms.items()) - expected
            yield Equation(code, cell, terms, residual)

    def written(self, name: str) -> Terms:
        """The written cells a figure consists of: itself, or the parts of a total nobody wrote."""
        if self.stated(name):
            return {name: 1}
        terms: Terms = defaultdict(int)
        for part in self.parts(name).parts:
            for written, weight in self.written(part).items():
                terms[written] += weight
        return terms

    def parts(self, name: str) -> Sum:
        return next(
            total for total in self.form.sums if total.total == name and self.shown(total.parts)
        )

    def stated(self, name: str) -> bool:
        return self.report.number(name) is not None

    def shown(self, names: Iterable[str]) -> bool:
        return all(name in self.figures for name in names)


def repairs(system: Sequence[Equation], report: Report) -> Mapping[tuple[str, str], Repair]:
    """Return the only cell that would repair a failing equation, by the equation's code and cell."""
    standing: dict[str, list[Equation]] = defaultdict(list)
    for equation in system:
        for name in equation.terms:
            standing[name].append(equation)
    found: dict[tuple[str, str], Repair] = {}
    for equation in system:
        if equation.residual:
            candidates = [_repair(name, standing[name], report) for name in equation.terms]
            named = [candidate for candidate in candidates if candidate is not None]
            if len(named) == 1:
                found[equation.code, equation.cell] = named[0]
    return found


def _repair(name: str, standing: Sequence[Equation], report: Report) -> Repair | None:
    was = report.number(name)
    shifts = {-equation.residual * equation.terms[name] for equation in standing}
    if was is None or len(standing) < 2 or len(shifts) != 1:
        return None
    shift = shifts.pop()
    once = all(abs(equation.terms[name]) == 1 for equation in standing)
    return Repair(name, was, was + shift) if shift and once and was + shift >= 0 else None
