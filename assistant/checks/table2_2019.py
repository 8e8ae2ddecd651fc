"""Rules about 表二 as the form of 2019 and 2020 has it."""

from __future__ import annotations

import re
from abc import abstractmethod
from collections.abc import Iterator
from decimal import Decimal

from assistant.checks.arithmetic import CarryCheck, Counted, figures
from assistant.checks.base import Check, Need, Verdict
from assistant.checks.case import Case
from assistant.checks.naming import cells_listed, counted
from assistant.finding import Level
from assistant.forms import Carried, Kind
from assistant.report import Number

PROJECTS = "主动公开.政府集中采购.项目数"
SPENT = "主动公开.政府集中采购.总金额"
_SIGNED = re.compile(r"(?:[增减+＋\-－−]\s*\d+|0)[项]?")


def rows_with(case: Case, *columns: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield every row that has all these columns, in a clerk's words, with its cells."""
    for row in case.form.tables["主动公开"].rows.values():
        cells = tuple(f"主动公开.{row.id}.{column}" for column in columns)
        if all(name in case.form.fields for name in cells):
            yield row.short, cells


class RowByRow(Check):
    """A rule about each row that has certain columns."""

    columns: tuple[str, ...]

    def applies(self, case: Case) -> bool:
        """Whether the form has such a row."""
        return "主动公开" in case.form.tables and any(True for _ in rows_with(case, *self.columns))

    def check(self, case: Case) -> Iterator[Verdict]:
        """Yield every row that is wrong."""
        waiting: list[str] = []
        for row, cells in rows_with(case, *self.columns):
            missing = case.missing(cells)
            waiting.extend(missing)
            if not missing:
                yield from self.look(case, row, cells)
        if waiting:
            yield self.waits_for(case, waiting)

    @abstractmethod
    def look(self, case: Case, row: str, cells: tuple[str, ...]) -> Iterator[Verdict]:
        """Yield what is wrong with one row whose figures are all known."""


class Items(CarryCheck):
    """上一年项目数量应等于上年年报的上一年项目数量加减本年增减。

    上年年报的“上一年项目数量”加上“本年增/减”，就是上年末的项目数，也就是今年表里的
    “上一年项目数量”。

    怎么改：照上年年报核对；权责清单重新梳理过的，在报告里说明更正。

    例：上年年报写5项、增2项，今年的“上一年项目数量”应为7项，填了5项。
    """

    code = "T2o-ITEMS"
    level = Level.BLOCKS
    basis = "2019格式表二各列；算术"
    needs = (Need.SAME_FORM,)

    def disagree(self, case: Case, carried: Carried, expected: Number) -> Iterator[Verdict]:
        """Yield a row that does not start where last year ended."""
        last, change = (case.last[name] for name in carried.last)
        sign = "减" if change < 0 else "增"
        yield self.finding(
            case,
            [carried.this],
            f"“{case.form.fields[carried.this].row.short}”：上年年报写{counted(last, '项')}、{sign}"
            f"{counted(abs(int(change)), '项')}，上年末是{counted(expected, '项')}，今年的“上一年项目数量”"
            f"却是{counted(case.figures[carried.this], '项')}。",
            f"今年填错的，改成{counted(expected, '项')}；上年的数有误的，在报告里说明更正。",
        )


class NotNegative(RowByRow):
    """项目减少数不能超过原有数。

    上一年项目数量加上本年增减，就是年末项目数，不会小于0。

    怎么改：核对两个数；减少写“减2”，增加写“增3”，符号不要写反。

    例：上一年3项，本年减5项。
    """

    code = "T2o-NONNEG"
    level = Level.BLOCKS
    basis = "2019格式表二各列；算术"
    arithmetic = True
    columns = ("上年项目", "增减")

    def look(self, case: Case, row: str, cells: tuple[str, ...]) -> Iterator[Verdict]:
        """Yield a row that ends below zero."""
        before, change = figures(case, cells)
        if before + change < 0:
            yield self.finding(
                case,
                [cells[1], cells[0]],
                f"“{row}”：上一年{counted(before, '项')}，本年减{counted(-change, '项')}，减少数超过了原有数，"
                f"多减{counted(-change - before, '项')}。",
                "核对上一年项目数量和本年增减，看符号有没有写反。",
            )


class Signed(Check):
    """“本年增/减”写成“增3”“减2”或“0”。

    只写一个数，看不出是增加还是减少。

    怎么改：增加写“增3”，减少写“减2”，没有变化写“0”。

    例：写成“3”“无变化”“-”。
    """

    code = "T2o-DELTA"
    level = Level.EXPLAIN
    basis = "2019格式表二“本年增/减”列；填报惯例"

    def applies(self, case: Case) -> bool:
        """Whether the form has cells with a sign."""
        return any(field.kind is Kind.CHANGE for field in case.form.fields.values())

    def check(self, case: Case) -> Iterator[Verdict]:
        """Yield every change that is written another way."""
        for field in case.form.fields.values():
            written = self._written(case, field.id) if field.kind is Kind.CHANGE else ""
            if written and not _SIGNED.fullmatch(written):
                yield self.finding(
                    case,
                    [field.id],
                    f"“{field.row.short}”的“本年增/减”写的是“{written}”，看不出是增是减。",
                    "写成“增3”“减2”或“0”。",
                )

    @staticmethod
    def _written(case: Case, name: str) -> str:
        return case.report.printed.get(name, case.report.text_fact(name)).strip()


class DecidedWithoutItems(RowByRow):
    """没有这类事项，就不会有处理决定。

    上一年0项、本年增减后仍是0项，处理决定却大于0。

    怎么改：核对事项数量；决定是别的事项的，移到那一行。

    例：行政强制0项，处理决定3件。
    """

    code = "T2o-DECIDE"
    level = Level.EXPLAIN
    basis = "2019格式表二各列；算术"
    arithmetic = True
    columns = ("上年项目", "增减", "决定")

    def look(self, case: Case, row: str, cells: tuple[str, ...]) -> Iterator[Verdict]:
        """Yield decisions on no item at all."""
        before, change, decided = figures(case, cells)
        if decided > 0 and before == 0 and change == 0:
            yield self.finding(
                case,
                [cells[2], *cells[:2]],
                f"“{row}”没有事项（上一年0项、本年增减0项），却有处理决定{counted(decided)}。",
                "核对事项数量有没有漏填；决定属于别的事项的，移到那一行。",
            )


class ItemsWithoutDecisions(RowByRow):
    """有事项但全年没有处理决定的，确认一下。

    处理决定数量包括依法没有公开的全部决定。有事项、没有人来办，也是正常的。

    例：行政许可4项，处理决定0件。
    """

    code = "T2o-NODEC"
    level = Level.HINT
    basis = "填报惯例"
    columns = ("上年项目", "增减", "决定")

    def look(self, case: Case, row: str, cells: tuple[str, ...]) -> Iterator[Verdict]:
        """Yield items on which nothing was decided."""
        before, change, decided = figures(case, cells)
        if before + change > 0 and decided == 0:
            yield self.finding(
                case,
                cells,
                f"“{row}”有{counted(before + change, '项')}，但全年处理决定是0件。",
                "问承办股室，依法没有公开的决定也要计；确实没有的，不用改。",
            )


class MisreadColumn(RowByRow):
    """处理决定数量不是事项数量的合计。

    处理决定数量是全年作出多少件决定，同“上一年项目数量”加减“本年增/减”没有关系。两者恰好
    相等，多半是把这一列当成了年末项目数量。

    怎么办：向承办股室核对全年决定的件数；碰巧相等的，不用改。

    例：上一年5项、增15项，处理决定填了20件。
    """

    code = "T2o-SAME"
    level = Level.HINT
    basis = "2019格式表二各列；已公开年报中常见的误填"
    columns = ("上年项目", "增减", "决定")

    def look(self, case: Case, row: str, cells: tuple[str, ...]) -> Iterator[Verdict]:
        """Yield decisions that are just the items after the change."""
        before, change, decided = figures(case, cells)
        if change and decided and decided == before + change:
            yield self.finding(
                case,
                [cells[2], *cells[:2]],
                f"“{row}”的处理决定数量{counted(decided)}，恰好等于上一年{counted(before, '项')}加减本年增减后的"
                f"{counted(before + change, '项')}。",
                "处理决定数量填全年作出的决定件数，不是年末项目数量；碰巧相等的，不用改。",
            )


class Cumulative(RowByRow):
    """“对外公开总数量”是累计数。

    累计数不会小于本年新公开数，也不会大于上年累计加本年新公开。

    怎么改：核对两个数；清理、失效后撤下文件的，累计可以变小，但不会凭空变大。

    例：本年新公开5件，对外公开总数量3件。
    """

    code = "T2o-TOTAL"
    level = Level.EXPLAIN
    basis = "2019格式表二第二十条第（一）项各列（惯常口径，以主管部门解释为准）"
    columns = ("公开", "累计")

    def look(self, case: Case, row: str, cells: tuple[str, ...]) -> Iterator[Verdict]:
        """Yield a cumulative figure out of its bounds."""
        published, total = figures(case, cells)
        last = None if case.why_not_same_form else case.last.get(cells[1])
        if total < published:
            yield self.finding(
                case,
                [cells[1], cells[0]],
                f"“{row}”：对外公开总数量{counted(total)}，比本年新公开{counted(published)}还少，"
                "总数量应当是累计数。",
                "把以前公开、现在仍公开的也计入对外公开总数量。",
            )
        elif last is not None and total > last + published:
            yield self.finding(
                case,
                [cells[1], cells[0]],
                f"“{row}”：上年累计{counted(last)}＋本年新公开{counted(published)}＝{counted(last + published)}，"
                f"对外公开总数量却是{counted(total)}。",
                "核对本年新公开有没有漏计；上年累计有误的，写明说明。",
            )


class Purchases(Counted):
    """政府集中采购的项目数和金额要么都有，要么都是0。

    例：项目数2个，总金额0元。
    """

    code = "T2o-PROC"
    level = Level.BLOCKS
    basis = "2019格式表二第二十条第（九）项；算术"
    arithmetic = True
    reads = (PROJECTS, SPENT)

    def look(self, case: Case, *numbers: Number) -> Iterator[Verdict]:
        """Yield when only one of the two is zero."""
        projects, spent = numbers
        if bool(projects) is not bool(spent):
            yield self.finding(
                case,
                self.reads if spent else (SPENT, PROJECTS),
                f"政府集中采购项目数是{counted(projects, '个')}，总金额是{counted(spent, '元')}，"
                "要么都有，要么都是0。",
                "向财务股室核对全年集中采购的项目数和金额，把缺的一个补上。",
            )


class PurchaseUnit(Check):
    """采购总金额要写明单位。

    格式没有印单位，别人分不清是元还是万元。本工具导出时自动写“元”。

    怎么改：写成“251000元”或“25.1万元”。

    例：只写了251000。
    """

    code = "T2o-PROCU"
    level = Level.EXPLAIN
    basis = "2019格式表二第二十条第（九）项，没有印单位"
    cells = (SPENT,)

    def check(self, case: Case) -> Iterator[Verdict]:
        """Yield an amount that a document prints bare."""
        spent = case.figures.get(SPENT, Decimal(0))
        written = case.report.printed.get(SPENT, "元")
        if spent and "元" not in written:
            yield self.finding(
                case,
                [SPENT],
                f"采购总金额写的是“{written}”，没有写单位。",
                "写明“元”或“万元”。",
            )


class Blank(Check):
    """2019格式表二的每一格都要有数。

    没有就填0，不要留空。

    例：“其他对外管理服务事项”的处理决定数量空着。
    """

    code = "T2o-BLANK"
    level = Level.BLOCKS
    basis = "填报惯例；空格无法采集"
    cells = (PROJECTS,)

    def check(self, case: Case) -> Iterator[Verdict]:
        """Yield the blank cells, all together."""
        blank = [name for name in case.form.tables["主动公开"].fields if name in case.report.blank]
        if blank:
            yield self.finding(
                case,
                blank,
                f"表二有{len(blank)}格没有数：{cells_listed(case.form, blank)}。",
                "向承办股室核对后补上；确实没有的填0。",
            )


ALL: tuple[type[Check], ...] = (
    Blank,
    Items,
    NotNegative,
    Signed,
    DecidedWithoutItems,
    ItemsWithoutDecisions,
    MisreadColumn,
    Cumulative,
    Purchases,
    PurchaseUnit,
)
