"""Rules about 表二, proactive disclosure, as the form has it since 2021; those both forms share included."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from assistant.checks import fees, organ
from assistant.checks.arithmetic import CarryCheck, Counted, NumberCheck, apart, figures
from assistant.checks.base import Check, Need, Verdict
from assistant.checks.case import Case
from assistant.checks.naming import cell_name, counted, listed
from assistant.finding import Level
from assistant.forms import Carried
from assistant.report import TEXT, Number

FEE = "主动公开.行政事业性收费.金额"
STOCKED = ("规章", "规范性文件")
"""Rows that have a stock of documents in force."""


def stock_cells(row: str) -> tuple[str, str, str]:
    """Return a row's cells of documents made, repealed and in force."""
    made, repealed, valid = (f"主动公开.{row}.{column}" for column in ("制发", "废止", "有效"))
    return made, repealed, valid


class Regulations(Check):
    """没有规章制定权的单位，规章各格都填0。

    规章只有国务院部门、省级人民政府、设区的市和自治州人民政府能制定。区县、乡镇街道和
    各级政府部门发的普遍适用的文件是行政规范性文件，不是规章。

    怎么改：规章各格填0；想填的若是本单位发的文件，填到规范性文件那一行。

    例：区人力资源和社会保障局的规章填了1件。
    """

    code = "T2-RULE"
    level = Level.BLOCKS
    basis = "立法法第九十一条、第九十三条"

    def applies(self, case: Case) -> bool:
        """Whether the form has the row."""
        return bool(case.form.matching("主动公开.规章.*"))

    def check(self, case: Case) -> Iterator[Verdict]:
        """Yield regulations of an organ that cannot make any."""
        cells = case.form.matching("主动公开.规章.*")
        some = [name for name in cells if case.figures.get(name)]
        missing = case.missing(cells)
        if not some:
            if missing:
                yield self.waits_for(case, missing)
            return
        match organ.may_make_regulations(case.report):
            case None:
                yield self.waits("还不知道机关类型和层级，不能判断有没有规章制定权。")
            case False:
                told = "、".join(
                    f"{case.form.fields[name].column.short}{counted(case.figures[name])}"
                    for name in some
                )
                yield self.finding(
                    case,
                    some,
                    f"规章只有国务院部门和省、设区的市（自治州）政府能制定，本单位不能制定，现在填的是{told}。",
                    "规章各格都填0；想填的若是本单位发的文件，填到规范性文件那一行。",
                )


class Stock(CarryCheck):
    """现行有效＝上年现行有效＋本年制发－本年废止。

    一件规范性文件今年要么新发，要么上年就有；没有废止的，今年仍然有效。

    怎么改：对照文件目录和清理结果逐件核对三个数。清理口径调整、机构改革划转文件的，写明说明
    后可以定稿。

    例：上年有效12件，今年制发3件、废止1件，应为14件，填了16件。
    """

    code = "T2-STOCK"
    level = Level.BLOCKS
    basis = "年度报告格式表二第二十条第（一）项各列；算术"
    needs = (Need.SAME_FORM,)
    explainable = True

    def disagree(self, case: Case, carried: Carried, expected: Number) -> Iterator[Verdict]:
        """Yield a stock that does not follow."""
        made, repealed = figures(case, (*carried.plus, *carried.minus))
        written = case.figures[carried.this]
        yield self.finding(
            case,
            [carried.this, *carried.plus, *carried.minus],
            f"“{case.form.fields[carried.this].row.short}”：上年现行有效{counted(case.last[carried.last[0]])}"
            f"＋本年制发{counted(made)}－本年废止{counted(repealed)}＝{counted(expected)}，"
            f"现行有效填的是{counted(written)}，相差{counted(apart(expected, written))}。",
            f"对照文件目录和清理结果核对；三个数都没有错的，现行有效改成{counted(expected)}。"
            "清理口径调整或机构改革划转的，写明说明。",
        )


class StockFloor(Check):
    """现行有效不可能小于本年制发减本年废止。

    本年新发的文件，没有废止的就仍然有效；上年留下的有效文件不会是负数。

    怎么改：核对三个数，常见的原因是现行有效漏填，或者把废止填到了现行有效。

    例：制发2件、废止0件，现行有效填0件。
    """

    code = "T2-STOCK0"
    level = Level.BLOCKS
    basis = "年度报告格式表二第二十条第（一）项各列；算术"
    arithmetic = True
    cells = stock_cells("规范性文件")

    def check(self, case: Case) -> Iterator[Verdict]:
        """Yield a stock that is too small whatever last year's was."""
        waiting: list[str] = []
        for row in STOCKED:
            cells = stock_cells(row)
            missing = case.missing(cells)
            if missing:
                waiting.extend(missing)
                continue
            made, repealed, valid = figures(case, cells)
            if valid < made - repealed:
                yield self.finding(
                    case,
                    [cells[2], cells[0], cells[1]],
                    f"“{case.form.fields[cells[2]].row.short}”：本年制发{counted(made)}－本年废止"
                    f"{counted(repealed)}＝{counted(made - repealed)}，现行有效只填了{counted(valid)}，"
                    "现行有效不可能比它还小。",
                    "对照文件目录核对三个数；现行有效应包括以前发的、没有废止的文件。",
                )
        if waiting:
            yield self.waits_for(case, waiting)


class Repealed(Check):
    """废止的件数不会超过上年现行有效加本年制发。

    只有上年有效的和本年新发的文件才能废止。

    怎么改：核对废止件数；一次清理里宣布“不再执行”的早已失效文件不重复计。

    例：上年有效5件、本年制发1件，废止填了8件。
    """

    code = "T2-REP"
    level = Level.BLOCKS
    basis = "年度报告格式表二第二十条第（一）项各列；算术"
    arithmetic = True
    cells = stock_cells("规范性文件")
    needs = (Need.SAME_FORM,)

    def check(self, case: Case) -> Iterator[Verdict]:
        """Yield more repeals than there were documents."""
        waiting: list[str] = []
        for row in STOCKED:
            made_cell, repealed_cell, valid_cell = stock_cells(row)
            missing = case.missing((made_cell, repealed_cell))
            last = case.last.get(valid_cell)
            if missing or last is None:
                waiting.extend(missing)
                continue
            made, repealed = figures(case, (made_cell, repealed_cell))
            if repealed > last + made:
                yield self.finding(
                    case,
                    [repealed_cell, made_cell],
                    f"“{case.form.fields[repealed_cell].row.short}”：废止{counted(repealed)}，比上年现行有效"
                    f"{counted(last)}加本年制发{counted(made)}还多{counted(repealed - last - made)}，不可能。",
                    "核对废止件数，早已失效的文件不重复计；上年的数有误的，在报告里说明更正。",
                )
        if waiting:
            yield self.waits_for(case, waiting)


class Numbers(NumberCheck):
    """表二的件数是0或正整数，金额不为负，2021格式没有空格。

    没有就填0，不要留空、画斜线或写“无”。收费金额单位是万元，可以带小数，不超过六位。
    2019格式的空格由T2o-BLANK查。

    例：行政处罚填了-1；收费金额空着。
    """

    code = "T2-NEG"
    level = Level.BLOCKS
    basis = "年度报告格式表二；算术"
    arithmetic = True
    table = "主动公开"
    cells = (FEE,)

    def applies(self, case: Case) -> bool:
        """Whether the form has the table; blanks are left to T2o-BLANK where `cells` are not in it."""
        return self.table in case.form.tables


_MANY_TIMES = 100


class FeeUnit(Counted):
    """行政事业性收费的单位是万元，不是元。

    区县和乡镇一级填到10000以上（1亿元），或者填了100000以上的整数，或者是上年的一百倍以上，多半是
    把“元”直接填了进来。

    怎么改：除以10000后再填，例如251000元填25.1。数额确实这么大的，写明说明。

    例：区级单位填了251000。
    """

    code = "T2-UNIT"
    level = Level.EXPLAIN
    basis = "年度报告格式表二印明的单位：万元"
    reads = (FEE,)

    @staticmethod
    def _last(case: Case) -> Number:
        return 0 if case.why_not_same_form else case.last.get(FEE, 0)

    def look(self, case: Case, *numbers: Number) -> Iterator[Verdict]:
        """Yield an amount that looks like yuan."""
        fee, last = Decimal(numbers[0]), Decimal(self._last(case))
        low = organ.low_rank(case.report) and fee >= 10000
        grown = last and fee >= _MANY_TIMES * last and fee == int(fee)
        if low or grown or (fee >= 100000 and fee == int(fee)):
            before = f"，是上年{counted(last, '万元')}的{int(fee / last)}倍" if grown else ""
            yield self.finding(
                case,
                self.reads,
                f"收费金额填的是{counted(fee, '万元')}，相当于{counted(fee / 10000, '亿元')}{before}，"
                "是不是把“元”直接填进来了？",
                f"是元的，改成{counted(fee / 10000, '万元')}；确实是这个数的，写明说明。",
            )


class FeeWithinFees(Counted):
    """第二部分的收费总额不应小于第六部分实收的信息处理费。

    信息处理费也属于行政事业性收费（非税）收入。

    怎么改：把实收的信息处理费计入表二收费金额；两处口径不同的，写明说明。

    例：表二收费0万元，第六部分写实收400元。
    """

    code = "T2-FEE6"
    level = Level.EXPLAIN
    basis = "政府信息公开信息处理费管理办法（国办函〔2020〕109号）；非税收入项目"
    reads = (FEE,)

    def look(self, case: Case, *numbers: Number) -> Iterator[Verdict]:
        """Yield when more was taken from applicants than in all."""
        taken, place = fees.told(case, fees.TAKEN)
        if taken is None:
            yield self.waits("还没有回答今年实收信息处理费多少元，正文里也没有写。")
        elif taken > numbers[0] * 10000:
            yield self.finding(
                case,
                [FEE, *([TEXT + place] if place else []), fees.TAKEN],
                f"第六部分实收信息处理费{counted(taken, '元')}，第二部分全年收费{counted(numbers[0], '万元')}，"
                f"即{counted(numbers[0] * 10000, '元')}，总额反而小。",
                "把实收的信息处理费换算成万元计入收费金额；表二不含这一项的，写明说明。",
            )


class NothingDecided(Check):
    """有许可、处罚职权的部门，全年都是0件请核实。

    处理决定数量包括已经公开的和依法没有公开的全部决定，不只是网上公示的。2019格式看
    行政处罚的事项数：有执法职权的部门一般不会一项也没有。

    怎么办：问行政审批、执法股室，对照双公示台账；确实没有的，不用改。

    例：区人力资源和社会保障局的行政许可、行政处罚都填0。
    """

    code = "T2-ALLZERO"
    level = Level.HINT
    basis = "地方编制通知：处理决定数量包括依法未公开的全部处理决定"

    def applies(self, case: Case) -> bool:
        """Whether the organ may have such powers, as far as is known."""
        return "主动公开" in case.form.tables and organ.enforces(case.report) is not False

    @staticmethod
    def _cells(case: Case) -> tuple[str, ...]:
        if "主动公开.行政处罚.上年项目" in case.form.fields:
            return "主动公开.行政处罚.上年项目", "主动公开.行政处罚.增减"
        return "主动公开.行政许可.决定", "主动公开.行政处罚.决定"

    def check(self, case: Case) -> Iterator[Verdict]:
        """Yield when a department with powers has used none of them."""
        cells = self._cells(case)
        missing = case.missing(cells)
        if missing:
            yield self.waits_for(case, missing)
        elif organ.enforces(case.report) is None:
            yield self.waits("还不知道单位的业务领域。")
        elif not any(figures(case, cells)):
            items = "上年项目" in cells[0]
            what = "行政处罚事项填的是0项" if items else "全年行政许可、行政处罚决定都是0件"
            yield self.finding(
                case,
                cells,
                f"本单位一般有行政许可、行政处罚职权，{what}。",
                "问行政审批和执法股室，对照权责清单和双公示台账，依法没有公开的也要计；确实没有的，不用改。",
            )


class Unchanged(Check):
    """表二与上年一个数都不差时，确认不是忘了更新。

    全是0的不算。

    例：两年的规范性文件、许可、处罚、收费完全一样。
    """

    code = "T2-NOCHANGE"
    level = Level.HINT
    basis = "评审惯例"
    needs = (Need.SAME_FORM,)

    def applies(self, case: Case) -> bool:
        """Whether the form has the table."""
        return "主动公开" in case.form.tables

    def check(self, case: Case) -> Iterator[Verdict]:
        """Yield when every figure is last year's."""
        cells = tuple(case.form.tables["主动公开"].fields)
        if any(
            case.figures.get(name) != case.last.get(name) for name in cells if name in case.figures
        ):
            return
        missing = case.missing(cells)
        if missing:
            yield self.waits_for(case, missing)
            return
        same = [name for name in cells if case.figures[name]]
        if same:
            told = listed(
                [
                    f"{cell_name(case.form.fields[name])}"
                    f"{counted(case.figures[name], case.form.fields[name].unit)}"
                    for name in same
                ],
                "格",
            )
            yield self.finding(
                case,
                same,
                f"表二每一格都同上年一样：{told}。",
                "向各股室核对今年的数；确实没有变化的，不用改。",
            )


ALL: tuple[type[Check], ...] = (
    Numbers,
    Regulations,
    Stock,
    StockFloor,
    Repealed,
    FeeUnit,
    FeeWithinFees,
    NothingDecided,
    Unchanged,
)
