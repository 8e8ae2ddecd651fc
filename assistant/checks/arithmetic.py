"""Rules that are plain arithmetic. Which cells belong together stands in the form, nowhere else."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterator, Sequence
from typing import ClassVar

from assistant.checks.base import Check, Verdict
from assistant.checks.case import Case
from assistant.checks.naming import cell_name, cells_listed, counted, listed
from assistant.forms import Balance, Carried, Field, Kind, Sum, Table, identities
from assistant.report import Number, Report


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

    arithmetic = True

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

    @abstractmethod
    def message(self, case: Case, total: Sum, expected: Number, written: Number) -> str:
        """Return what does not add up, with both numbers."""

    def remedy(self, case: Case, total: Sum, expected: Number) -> str:
        """Return what to do when no single cell can be blamed."""
        name = cell_name(case.form.fields[total.total])
        return (
            f"逐格核对相加的各格；各格都没有错的，把{name}改成{counted(expected)}。"
            "在本工具里总计自动相加，清空这一格即可。"
        )

    def _blank(self, case: Case, totals: Sequence[Sum]) -> Verdict:
        fields = case.form.fields
        table = case.form.tables[self.table].number
        described = [
            f"{cell_name(fields[total.total])}应为{counted(sum(figures(case, total.parts), start=0))}"
            for total in totals
        ]
        return self.finding(
            case,
            [total.total for total in totals],
            f"{table}有{len(totals)}格总计是空的，按各格相加，{listed(described, '格')}。",
            "把总计补上；在本工具里总计自动相加，不用自己填。",
        )


class IdentityCheck(Check):
    """Rows that must agree in every column, as the form prints it."""

    arithmetic = True

    reason: ClassVar[str]
    """Why the two sides must agree, in one sentence."""

    def applies(self, case: Case) -> bool:
        """Whether the form prints this identity."""
        return bool(self._balances(case))

    def _balances(self, case: Case) -> list[Balance]:
        return [both for both in identities(case.form, case.figures) if both.code == self.code]

    def check(self, case: Case) -> Iterator[Verdict]:
        """Yield every column that does not balance, unless it is a total that merely follows from the others."""
        balances = self._balances(case)
        for both in balances:
            if both.difference and any(map(case.stated, _cells(both))):
                yield self._unbalanced(case, both, balances)
        missing = [name for both in balances for name in both.missing]
        if missing:
            yield self.waits_for(case, missing)

    def _unbalanced(self, case: Case, both: Balance, balances: Sequence[Balance]) -> Verdict:
        cells = _cells(both)
        culprit, cure = repaired(case, self.code, cells[0])
        column = case.form.fields[cells[0]].column.short
        left, right = both.left or 0, both.right or 0
        return self.finding(
            case,
            first(culprit, cells),
            f"“{column}”这一列对不上：{_spelled(case, both.left_parts)}＝{counted(left)}，"
            f"但{_spelled(case, both.right_parts)}＝{counted(right)}，{difference(left, right)}。{self.reason}",
            cure or _swapped(case, both, balances) or self.remedy(column),
        )

    @abstractmethod
    def remedy(self, column: str) -> str:
        """Return what to do when no single cell can be blamed."""


def _cells(both: Balance) -> list[str]:
    return [name for name, _ in (*both.left_parts, *both.right_parts)]


def _spelled(case: Case, parts: Sequence[tuple[str, Number | None]]) -> str:
    rows = [case.form.fields[name].row.short for name, _ in parts]
    numbers = [number or 0 for _, number in parts]
    return "＋".join(f"{row}{counted(number)}" for row, number in zip(rows, numbers, strict=True))


def _swapped(case: Case, both: Balance, balances: Sequence[Balance]) -> str:
    """Return the hint that one other column is wrong by just as much the other way."""
    own = both.difference or 0
    others = [other for other in balances if other.difference == -own]
    if len(others) != 1:
        return ""
    pair = (both, others[0]) if own > 0 else (others[0], both)
    more, less = (case.form.fields[_cells(one)[0]].column.short for one in pair)
    shift = counted(apart(own, 0))
    return (
        f"“{more}”收进来的多{shift}，“{less}”正好少{shift}，多半是有的件填错了列。"
        "对照台账看这几件是谁申请的，各行填进同一列。"
    )


class CarryCheck(Check):
    """Figures that last year's report already fixed."""

    arithmetic = True

    def applies(self, case: Case) -> bool:
        """Whether the form carries this over."""
        return bool(self._carried(case))

    def _carried(self, case: Case) -> list[Carried]:
        return [carried for carried in case.form.carried if carried.code == self.code]

    def check(self, case: Case) -> Iterator[Verdict]:
        """Yield every figure that does not follow from last year's."""
        waiting: list[str] = []
        unknown: list[str] = []
        for carried in self._carried(case):
            missing = case.missing((carried.this, *carried.plus, *carried.minus))
            if any(name not in case.last for name in carried.last):
                unknown.append(carried.this)
            elif missing:
                waiting.extend(missing)
            else:
                yield from self._compare(case, carried)
        if waiting:
            yield self.waits_for(case, waiting)
        if unknown:
            yield self.waits(
                f"上年年报缺少要核对的数，{cells_listed(case.form, unknown)}没有核对；补上后会自动核对。"
            )

    def _compare(self, case: Case, carried: Carried) -> Iterator[Verdict]:
        expected = (
            sum((case.last[name] for name in carried.last), start=0)
            + sum(figures(case, carried.plus), start=0)
            - sum(figures(case, carried.minus), start=0)
        )
        written = case.figures[carried.this]
        if written < expected or (written > expected and not carried.at_least):
            yield from self.disagree(case, carried, expected)

    @abstractmethod
    def disagree(self, case: Case, carried: Carried, expected: Number) -> Iterator[Verdict]:
        """Yield what to say when this year's cell is not what it must be."""


class Counted(Check):
    """A rule that looks at a few cells and speaks when they are odd."""

    reads: ClassVar[tuple[str, ...]]
    """The cells it looks at; the rule waits until all have a figure."""

    def applies(self, case: Case) -> bool:
        """Whether the form has the cells."""
        return all(name in case.form.fields for name in self.reads)

    def check(self, case: Case) -> Iterator[Verdict]:
        """Yield the oddity."""
        missing = case.missing(self.reads)
        if missing:
            yield self.waits_for(case, missing)
        else:
            yield from self.look(case, *figures(case, self.reads))

    @abstractmethod
    def look(self, case: Case, *numbers: Number) -> Iterator[Verdict]:
        """Yield the oddity, given the figures of `reads`."""


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
            f"{case.form.tables[self.table].number}有{len(blank)}格没有数{marks}：{cells_listed(case.form, blank)}。",
            "每一格都要有数：没有的填0，不要留空、画斜线或写“无”；有数的照台账补上。",
        )


def not_a_number(field: Field, report: Report) -> str:
    """Return what is wrong with a cell's answer as a number of its kind; empty when nothing is."""
    value = report.answers.get(field.id)
    if type(value) is int and value >= 0:
        return ""
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
