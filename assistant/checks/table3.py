"""Rules about 表三, applications received and handled."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.checks import fees
from assistant.checks.arithmetic import (
    CarryCheck,
    Counted,
    IdentityCheck,
    NumberCheck,
    SumCheck,
    difference,
    figures,
    repaired,
)
from assistant.checks.base import Check, Need, Verdict
from assistant.checks.case import Case
from assistant.checks.naming import added, counted
from assistant.finding import Level
from assistant.forms import Carried, Sum
from assistant.report import TEXT, Number

RECEIVED = "申请.新收.总计"


BROUGHT_IN = "申请.上年结转.总计"


HANDLED = "申请.办理总计.总计"


CARRIED_ON = "申请.结转下年.总计"


class Balances(IdentityCheck):
    """每一列：本年新收＋上年结转＝办理总计＋结转下年度。

    表三左上角印着这条勾稽关系，七列都要成立，总计列也不例外。收进来的每一件，要么今年
    办结了，要么结转到明年。

    怎么改：对照依申请公开台账，看这一列收了几件、办结几件、12月31日还剩几件。常见的原因是
    同一件申请新收填在“自然人”、办理结果填在“商业企业”，或者漏了上年没办完的件。

    例：新收3件、上年结转1件，办结2件、结转1件，4≠3，有1件没有去向。
    """

    code = "T3-BAL"
    level = Level.BLOCKS
    basis = "年度报告格式表三表头印明的勾稽关系"
    reason = "收进来的每一件，要么今年办结了，要么结转到明年，不能多也不能少。"

    def remedy(self, column: str) -> str:
        """Return what to do when no single cell can be blamed."""
        return (
            f"对照台账核对“{column}”这一列：今年收了几件、上年没办完的几件、今年办结几件、"
            "12月31日还剩几件。四个数都没有错的，看有没有件填错了列。"
        )


class ResultsSum(SumCheck):
    """（七）总计应等于（一）到（六）各小项相加。

    表三的办理结果只有末级小项和（七）总计，（三）（四）（五）（六）没有小计行，相加时每个
    小项各加一次。

    怎么改：逐行核对这一列的小项。总计在本工具里自动相加；自己填过总计的，清空那一格即可。

    例：“自然人”一列各小项相加是5件，（七）总计写了6件。
    """

    code = "T3-SUM"
    level = Level.BLOCKS
    basis = "年度报告格式表三第三项；算术"
    table = "申请"
    across = False

    def message(self, case: Case, total: Sum, expected: Number, written: Number) -> str:
        """Return what does not add up, with both numbers."""
        column = case.form.fields[total.total].column.short
        return (
            f"“{column}”这一列：（一）到（六）各小项相加是{counted(expected)}"
            f"（{added(figures(case, total.parts))}），（七）总计写的是{counted(written)}，"
            f"{difference(expected, written)}。"
        )


class RowSum(SumCheck):
    """表三每一行：六类申请人相加等于总计。

    总计＝自然人＋商业企业＋科研机构＋社会公益组织＋法律服务机构＋其他。“法人或其他组织”
    只是五列的总名，没有小计列。

    怎么改：核对这一行各列；总计在本工具里自动相加，自己填过总计的，清空那一格即可。

    例：自然人10件、商业企业2件，总计写成13件。
    """

    code = "T3-ROW"
    level = Level.BLOCKS
    basis = "年度报告格式表三各列；算术"
    table = "申请"
    across = True

    def message(self, case: Case, total: Sum, expected: Number, written: Number) -> str:
        """Return what does not add up, with both numbers."""
        return (
            f"“{case.form.fields[total.total].row.short}”这一行：六类申请人相加是{counted(expected)}"
            f"（{added(figures(case, total.parts))}），总计写的是{counted(written)}，"
            f"{difference(expected, written)}。注意“法人或其他组织”没有小计列。"
        )


class WholeNumbers(NumberCheck):
    """表三每一格都是0或正整数，没有空格。

    没有就填0，不要留空、画斜线或写“无”。空着的格子别人看不出是没有还是漏填，平台采集时也
    会被退回。

    例：“总计”一列空着；“科研机构”写了“/”。
    """

    code = "T3-INT"
    level = Level.BLOCKS
    basis = "填报惯例；空格和斜线无法采集"
    table = "申请"


class CarriedOver(CarryCheck):
    """上年结转应当等于上年年报的结转下年度，逐列相等。

    上年年报说还有几件没办完，今年就从几件开始，申请人的类别也不会变。

    怎么改：今年填错的，照上年年报改；上年年报有误或者机构改革、职能划转的，在报告里说明更正，
    并在这一条下写明说明，说明后可以定稿。

    例：上年年报结转2件，今年的“上年结转”是1件。
    """

    code = "T3-CARRY"
    level = Level.BLOCKS
    basis = "年度报告格式表三第二项、第四项；同一批申请"
    needs = (Need.LAST_YEAR,)
    explainable = True

    def check(self, case: Case) -> Iterator[Verdict]:
        """Yield every column, unless last year's columns are not known."""
        if _only_total_known(case):
            yield self.waits("上年年报只有结转下年度的总计，各列无法核对，已核对总计。")
        else:
            yield from super().check(case)

    def disagree(self, case: Case, carried: Carried, expected: Number) -> Iterator[Verdict]:
        """Yield one column, but not a total that merely follows from its columns."""
        field = case.form.fields[carried.this]
        written = case.figures[carried.this]
        if field.column.sum and not case.stated(carried.this) and _columns_differ(case):
            return
        culprit, _ = repaired(case, self.code, carried.this)
        also = "改过来后这一列的勾稽关系也就平了。" if culprit == carried.this else ""
        yield self.finding(
            case,
            [carried.this],
            f"“{field.column.short}”这一列：上年年报结转下年度{counted(expected)}，今年的“上年结转”"
            f"却是{counted(written)}，{difference(expected, written)}。同一批申请不会凭空增减。",
            f"今年填错的，改成{counted(expected)}。{also}上年的数有误的，在报告里说明更正，并写明说明。",
        )


def _last_columns(case: Case) -> list[str]:
    return [
        f"申请.结转下年.{column.id}"
        for column in case.form.tables["申请"].blocks[0].columns
        if not column.sum
    ]


def _only_total_known(case: Case) -> bool:
    return CARRIED_ON in case.last and not any(name in case.last for name in _last_columns(case))


def _columns_differ(case: Case) -> bool:
    return any(
        case.last.get(name, 0) != case.figures.get(name.replace("结转下年", "上年结转"), 0)
        for name in _last_columns(case)
    )


class CarriedOverTotal(Check):
    """只知道上年结转的总计时，核对总计。

    上年年报没有逐列录入的，先核对总计；建议把上年各列也录入，逐列核对。

    例：上年年报结转下年度共2件，今年“上年结转”总计1件。
    """

    code = "T3-CARRYALL"
    level = Level.EXPLAIN
    basis = "年度报告格式表三第二项、第四项；同一批申请"
    needs = (Need.LAST_YEAR,)

    def applies(self, case: Case) -> bool:
        """Whether nothing but the total is known of last year."""
        return BROUGHT_IN in case.form.fields and _only_total_known(case)

    def check(self, case: Case) -> Iterator[Verdict]:
        """Yield the total when it differs."""
        expected = case.last[CARRIED_ON]
        written = case.figures.get(BROUGHT_IN)
        if written is None:
            yield self.waits_for(case, [BROUGHT_IN])
        elif written != expected:
            yield self.finding(
                case,
                [BROUGHT_IN],
                f"上年年报结转下年度共{counted(expected)}，今年的“上年结转”共{counted(written)}，"
                f"{difference(expected, written)}。",
                "照上年年报核对后改正；再把上年年报各列录入，逐列核对。上年的数有误的，写明说明。",
            )


class UnpaidWithoutNotice(Counted):
    """有“逾期不缴费”的件，就一定发过收费通知。

    逾期未按收费通知缴费才不再处理，所以第六部分不能写发出收费通知0件。

    怎么改：核对收费通知书的存根，补上收费通知件数；没有发过通知的，这些件应改填其他行。

    例：（六）2填了2件，收费通知件数是0。
    """

    code = "T3-FEE"
    level = Level.BLOCKS
    basis = "年度报告格式表三第三项（六）2；政府信息公开信息处理费管理办法（国办函〔2020〕109号）"
    reads = ("申请.逾期不缴费.总计",)

    def look(self, case: Case, *numbers: Number) -> Iterator[Verdict]:
        """Yield when notices are stated to be none."""
        if not numbers[0]:
            return
        notices, place = fees.told(case, fees.NOTICES)
        if notices is None:
            yield self.waits("还没有回答今年发出几件收费通知，正文里也没有写。")
        elif notices == 0:
            yield self.finding(
                case,
                [*self.reads, *([TEXT + place] if place else []), fees.NOTICES],
                f"有{counted(numbers[0])}因“逾期不缴费”不再处理，说明发过收费通知，"
                "但收费通知件数填的是0件，第六部分不能写发出0件。",
                "核对收费通知书存根，补上收费通知件数；确实没有发过通知的，把这些件改填到相应的行。",
            )


class FeeBeforeItsTime(Check):
    """2020年及以前的年报不应出现信息处理费。

    信息处理费自2021年1月1日起收取，此前没有收费依据。

    怎么改：核对报告年份和收费通知的日期；2021年发的通知写进2021年的年报。

    例：2020年的年报写发出收费通知1件。
    """

    code = "T3-FEEYEAR"
    level = Level.BLOCKS
    basis = (
        "政府信息公开信息处理费管理办法（国办函〔2020〕109号），2021年1月1日起施行"
        "（惯常口径，以主管部门解释为准）"
    )

    def applies(self, case: Case) -> bool:
        """Whether the report year is before the fee."""
        return case.report.year is not None and case.report.year <= 2020

    def check(self, case: Case) -> Iterator[Verdict]:
        """Yield any fee that is not zero."""
        stated = {name: fees.told(case, name) for name in (fees.NOTICES, fees.CHARGED, fees.TAKEN)}
        charged = [name for name, (number, _) in stated.items() if number]
        if charged:
            told = "、".join(
                f"{name}{counted(stated[name][0] or 0, '件' if '件' in name else '元')}"
                for name in charged
            )
            yield self.finding(
                case,
                charged,
                f"信息处理费自2021年起收取，{case.report.year}年不应出现，现在填的是{told}。",
                "核对年份；没有收过的改成0。把别的收费当成信息处理费的，删去。",
                place="其他事项",
            )


ALL: tuple[type[Check], ...] = (
    WholeNumbers,
    Balances,
    ResultsSum,
    RowSum,
    CarriedOver,
    CarriedOverTotal,
    UnpaidWithoutNotice,
    FeeBeforeItsTime,
)
