"""Rules that are plain arithmetic. Which cells belong together stands in the form, nowhere else."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from assistant.checks.base import Check, Verdict
from assistant.checks.case import Case
from assistant.checks.naming import cell_name, cells_listed, counted, listed, table_name
from assistant.forms import Carry, Field, Identity, Kind, Sum, Table
from assistant.report import Number, Report

SPOKEN = {"办理总计": "办结"}
"""What a sentence calls a row, where that is not its own name."""


def figures(case: Case, cells: Sequence[str]) -> list[Number]:
    """Return the figures of cells that are all known."""
    return [case.figures[name] for name in cells]


def apart(left: Number, right: Number) -> Number:
    """Return how far two figures are apart."""
    return left - right if left > right else right - left


def difference(left: Number, right: Number) -> str:
    """Return in words how far two counts are apart."""
    return f"相差{counted(apart(left, right))}"


def repaired(case: Case, code: str, cell: str) -> tuple[str, str]:
    """Return the cell to blame for a failing equation and what to do about it; two blanks when unknown."""
    repair = case.repairs.get((code, cell))
    if repair is None:
        return "", ""
    name = cell_name(case.form.fields[repair.cell])
    return repair.cell, (
        f"多半是{name}填错了：把{counted(repair.was)}改成{counted(repair.should)}，"
        "它所在的行和列就都对上了。改之前请同台账核对。"
    )


def first(cell: str, cells: Sequence[str]) -> list[str]:
    """Return the cells with `cell` (if any) before all others."""
    return list(dict.fromkeys([*([cell] if cell else []), *cells]))


class SumCheck(Check):
    """A total must be what its parts add up to."""

    table: ClassVar[str]
    across: ClassVar[bool]
    """Whether the parts stand in the total's row."""

    def applies(self, case: Case) -> bool:
        """Whether the form sums anything in this direction."""
        return self.table in case.form.tables and bool(self._sums(case.form.tables[self.table]))

    def _sums(self, table: Table) -> list[Sum]:
        return [total for total in table.sums if total.across is self.across]

    def check(self, case: Case) -> Iterator[Verdict]:
        """Yield every stated total that is wrong, and all blank ones together."""
        blank: list[Sum] = []
        waiting: list[str] = []
        for total in self._sums(case.form.tables[self.table]):
            missing = case.missing(total.parts)
            if total.total in case.report.blank:
                blank.extend([] if missing else [total])
            elif missing:
                waiting.extend(missing)
            elif case.stated(total.total):
                yield from self._compare(case, total)
        if blank:
            yield self._blank(case, blank)
        if waiting:
            yield self.waits_for(case, list(dict.fromkeys(waiting)))

    def _compare(self, case: Case, total: Sum) -> Iterator[Verdict]:
        numbers = figures(case, total.parts)
        expected, written = sum(numbers, start=0), case.figures[total.total]
        if expected != written:
            culprit, cure = repaired(case, self.code, total.total)
            yield self.finding(
                case,
                first(culprit, [total.total, *self._suspects(case, total)]),
                self.message(case, total, expected, written),
                cure or self.remedy(case, total, expected),
            )

    @staticmethod
    def _suspects(case: Case, total: Sum) -> list[str]:
        return [name for name in total.parts if case.figures[name]]

    def message(self, case: Case, total: Sum, expected: Number, written: Number) -> str:
        """Return what does not add up, with both numbers."""
        raise NotImplementedError

    def remedy(self, case: Case, total: Sum, expected: Number) -> str:
        """Return what to do when no single cell can be blamed."""
        name = cell_name(case.form.fields[total.total])
        return (
            f"逐格核对相加的各格；各格都没有错的，把{name}改成{counted(expected)}。"
            "在本工具里总计自动相加，清空这一格即可。"
        )

    def _blank(self, case: Case, totals: Sequence[Sum]) -> Verdict:
        fields = case.form.fields
        described = [
            f"{cell_name(fields[total.total])}应为{counted(sum(figures(case, total.parts), start=0))}"
            for total in totals
        ]
        return self.finding(
            case,
            [total.total for total in totals],
            f"{table_name(self.table)}有{len(totals)}格总计是空的，按各格相加，{listed(described, '格')}。",
            "把总计补上；在本工具里总计自动相加，不用自己填。",
        )


class IdentityCheck(Check):
    """Rows that must agree in every column, as the form prints it."""

    table: ClassVar[str]
    reason: ClassVar[str]
    """Why the two sides must agree, in one sentence."""

    def applies(self, case: Case) -> bool:
        """Whether the form prints this identity."""
        return any(True for _ in self._identities(case))

    def _identities(self, case: Case) -> Iterator[Identity]:
        if self.table in case.form.tables:
            identities = case.form.tables[self.table].identities
            yield from (identity for identity in identities if identity.code == self.code)

    def check(self, case: Case) -> Iterator[Verdict]:
        """Yield every column that does not balance."""
        for identity in self._identities(case):
            columns = case.form.tables[self.table].blocks[0].columns
            sides = [self._sides(identity, column.id) for column in columns]
            known = [both for both in sides if not case.missing(both.cells)]
            residuals = {both.column: both.residual(case) for both in known}
            waiting = [name for both in sides for name in case.missing(both.cells)]
            for both in known:
                if residuals[both.column] and any(map(case.stated, both.cells)):
                    yield self._unbalanced(case, both, residuals)
            if waiting:
                yield self.waits_for(case, waiting)

    def _sides(self, identity: Identity, column: str) -> Sides:
        left, right = (
            tuple(f"{self.table}.{row}.{column}" for row in rows)
            for rows in (identity.left, identity.right)
        )
        return Sides(column, left, right)

    def _unbalanced(self, case: Case, both: Sides, residuals: Mapping[str, Number]) -> Verdict:
        culprit, cure = repaired(case, self.code, both.left[0])
        left, right = (sum(figures(case, side), start=0) for side in (both.left, both.right))
        return self.finding(
            case,
            first(culprit, both.cells),
            f"“{both.column}”这一列对不上：{_spelled(case, both.left)}＝{counted(left)}，"
            f"但{_spelled(case, both.right)}＝{counted(right)}，{difference(left, right)}。{self.reason}",
            cure or _swapped(both.column, residuals) or self.remedy(both.column),
        )

    def remedy(self, column: str) -> str:
        """Return what to do when no single cell can be blamed."""
        raise NotImplementedError


@dataclass(frozen=True)
class Sides:
    """The two sides of an identity in one column."""

    column: str
    left: tuple[str, ...]
    right: tuple[str, ...]

    @property
    def cells(self) -> tuple[str, ...]:
        """Every cell, left side first."""
        return (*self.left, *self.right)

    def residual(self, case: Case) -> Number:
        """Return by how much the left side is the greater."""
        left, right = (sum(figures(case, side), start=0) for side in (self.left, self.right))
        return left - right


def _spelled(case: Case, cells: Sequence[str]) -> str:
    rows = [case.form.fields[name].row.id for name in cells]
    return "＋".join(
        f"{SPOKEN.get(row, row)}{counted(case.figures[name])}"
        for row, name in zip(rows, cells, strict=True)
    )


def _swapped(column: str, residuals: Mapping[str, Number]) -> str:
    """Return the hint that another column is wrong by just as much the other way, if one alone is."""
    own = residuals[column]
    others = [name for name, residual in residuals.items() if residual == -own]
    if len(others) != 1:
        return ""
    more, less = (column, others[0]) if own > 0 else (others[0], column)
    shift = counted(apart(own, 0))
    return (
        f"“{more}”收进来的多{shift}，“{less}”正好少{shift}，多半是有的件填错了列。"
        "对照台账看这几件是谁申请的，各行填进同一列。"
    )


class CarryCheck(Check):
    """Figures that last year's report already fixed."""

    table: ClassVar[str]

    def applies(self, case: Case) -> bool:
        """Whether the form carries this over."""
        return any(True for _ in self._carries(case))

    def _carries(self, case: Case) -> Iterator[Carry]:
        if self.table in case.form.tables:
            carries = case.form.tables[self.table].carries
            yield from (carry for carry in carries if carry.code == self.code)

    def check(self, case: Case) -> Iterator[Verdict]:
        """Yield every figure that does not follow from last year's."""
        waiting: list[str] = []
        unknown = 0
        for carry in self._carries(case):
            for carried in carried_cells(case.form.tables[self.table], carry):
                missing = case.missing((carried.this, *carried.plus, *carried.minus))
                if any(name not in case.last for name in carried.last):
                    unknown += 1
                elif missing:
                    waiting.extend(missing)
                else:
                    yield from self._compare(case, carried)
        if waiting:
            yield self.waits_for(case, waiting)
        if unknown:
            yield self.waits(f"上年年报里有{unknown}处没有数，无法核对；补上上年的数后会自动核对。")

    def _compare(self, case: Case, carried: Carried) -> Iterator[Verdict]:
        last = sum((case.last[name] for name in carried.last), start=0)
        expected = (
            last
            + sum(figures(case, carried.plus), start=0)
            - sum(figures(case, carried.minus), start=0)
        )
        written = case.figures[carried.this]
        if written < expected or (written > expected and not carried.at_least):
            yield from self.disagree(case, carried, expected)

    def disagree(self, case: Case, carried: Carried, expected: Number) -> Iterator[Verdict]:
        """Yield what to say when this year's cell is not what it must be."""
        raise NotImplementedError


@dataclass(frozen=True)
class Carried:
    """One cell of this year with the cells it follows from."""

    this: str
    last: tuple[str, ...]
    plus: tuple[str, ...]
    minus: tuple[str, ...]
    at_least: bool


def carried_cells(table: Table, carry: Carry) -> Iterator[Carried]:
    """Yield every cell a carry-over speaks of: one for each column, or for each row that has the columns."""
    named = (carry.this, *carry.last, *carry.plus, *carry.minus)
    for block in table.blocks:
        if carry.axis == "row":
            if set(named) <= {row.id for row in block.rows}:
                for column in block.columns:
                    yield _carried(carry, f"{table.id}.{{}}.{column.id}")
        elif set(named) <= {column.id for column in block.columns}:
            for row in block.rows:
                yield _carried(carry, f"{table.id}.{row.id}.{{}}")


def _carried(carry: Carry, pattern: str) -> Carried:
    last, plus, minus = (
        tuple(map(pattern.format, names)) for names in (carry.last, carry.plus, carry.minus)
    )
    return Carried(pattern.format(carry.this), last, plus, minus, carry.at_least)


class NumberCheck(Check):
    """Cells must hold a number of their kind, and a finished document must not leave one blank."""

    table: ClassVar[str]

    def applies(self, case: Case) -> bool:
        """Whether the form has the table."""
        return self.table in case.form.tables

    def check(self, case: Case) -> Iterator[Verdict]:
        """Yield every cell with an impossible number, and all blank cells together."""
        cells = case.form.tables[self.table].fields
        for field in cells.values():
            wrong = not_a_number(field, case.report)
            if wrong:
                yield self.finding(case, [field.id], f"{cell_name(field)}{wrong}", expected(field))
        blank = [name for name in cells if name in case.report.blank]
        if blank and self.watches_blanks(case):
            yield self._blank(case, blank)

    def watches_blanks(self, case: Case) -> bool:
        """Whether blank cells are this rule's business."""
        return all(name in case.form.fields for name in self.cells)

    def _blank(self, case: Case, blank: Sequence[str]) -> Verdict:
        slashed = {case.report.printed[name] for name in blank if name in case.report.printed}
        marks = (
            f"（有的写成{'、'.join(f'“{mark}”' for mark in sorted(slashed))}）" if slashed else ""
        )
        return self.finding(
            case,
            blank,
            f"{table_name(self.table)}有{len(blank)}格没有数{marks}：{cells_listed(case.form, blank)}。",
            "每一格都要有数：没有的填0，不要留空、画斜线或写“无”；有数的照台账补上。",
        )


def not_a_number(field: Field, report: Report) -> str:
    """Return what is wrong with a cell's answer as a number of its kind; empty when nothing is."""
    value = report.answers.get(field.id)
    if isinstance(value, str):
        return f"写的是“{value}”，不是数字。"
    number = report.number(field.id)
    if number is None:
        return ""
    match field.kind:
        case Kind.AMOUNT if number < 0:
            return f"是{counted(number, field.unit)}，金额不能小于0。"
        case Kind.AMOUNT if _decimals(number) > 6:
            return f"是{counted(number, field.unit)}，小数超过六位。"
        case Kind.COUNT if number < 0:
            return f"是{counted(number, field.unit)}，件数不能小于0。"
        case Kind.COUNT | Kind.CHANGE if number != int(number):
            return f"是{counted(number, field.unit)}，这里只能是整数。"
        case _:
            return ""


def _decimals(number: Number) -> int:
    if isinstance(number, int):
        return 0
    exponent = number.normalize().as_tuple().exponent
    return -exponent if isinstance(exponent, int) and exponent < 0 else 0


def expected(field: Field) -> str:
    """Return what a cell takes."""
    match field.kind:
        case Kind.AMOUNT:
            return f"填0或正数，单位是{field.unit}，可以带小数。"
        case Kind.CHANGE:
            return "填“增3”“减2”或“0”这样的整数。"
        case Kind.COUNT:
            return "填0或正整数；没有就填0。"
