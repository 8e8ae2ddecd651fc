"""Rules about what some figures of 表三 call for: papers to be found, a word in the text."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.checks.arithmetic import (
    Counted,
    figures,
)
from assistant.checks.base import Check, Verdict
from assistant.checks.case import Case
from assistant.checks.naming import counted
from assistant.checks.table3 import CARRIED_ON, HANDLED, RECEIVED
from assistant.finding import Level
from assistant.report import AGED, Number


class ManyOthers(Check):
    """“其他”占比偏高时，正文说明是什么情况。

    “其他”件数不少于3件，又占办结的两成以上，评审会问。

    怎么改：先看能不能归到别的行；确实属于其他的，在总体情况里写一句是什么情况（如申请人撤回）。

    例：办结10件，其中“其他”4件。
    """

    code = "T3-OTHER"
    level = Level.HINT
    basis = "评审惯例"

    def applies(self, case: Case) -> bool:
        """Whether the form has a row for other ways of handling."""
        return bool(self._cell(case))

    @staticmethod
    def _cell(case: Case) -> str:
        names = ("申请.其他情形.总计", "申请.其他处理.总计")
        return next((name for name in names if name in case.form.fields), "")

    def check(self, case: Case) -> Iterator[Verdict]:
        """Yield a share that is large and not just one or two cases."""
        cell = self._cell(case)
        missing = case.missing((cell, HANDLED))
        if missing:
            yield self.waits_for(case, missing)
            return
        other, handled = figures(case, (cell, HANDLED))
        if other >= 3 and other * 5 >= handled > 0:
            yield self.finding(
                case,
                [cell],
                f"“{case.form.fields[cell].row.short}”有{counted(other)}，占办结{counted(handled)}的"
                f"{other * 100 / handled:.1f}%，占比偏高。",
                "先看能不能归到别的行；归不到的，在正文说明是什么情况（如申请人撤回）。",
            )


class StateSecret(Counted):
    """填“国家秘密”要有合法的定密依据。

    不予公开的理由是国家秘密的，应当已经依法定密，并经保密审查。

    怎么办：同保密部门核对定密依据；其实是“三安全一稳定”或内部事务的，改填相应的行。

    例：（三）1填了1件。
    """

    code = "T3-SECRET"
    level = Level.EXPLAIN
    basis = "条例第十四条、第十七条"
    reads = ("申请.国家秘密.总计",)

    def look(self, case: Case, *numbers: Number) -> Iterator[Verdict]:
        """Yield when there are any."""
        if numbers[0]:
            yield self.finding(
                case,
                self.reads,
                f"有{counted(numbers[0])}以“属于国家秘密”为由不予公开，每一件都要有合法的定密依据。",
                "同保密部门核对：有定密依据的，写明说明；没有的，改填实际的理由。",
            )


class ThirdParty(Counted):
    """以保护第三方权益为由不予公开的，应当书面征求过第三方意见。

    第三方应在收到征求意见书之日起15个工作日内答复。

    例：（三）4填了1件。
    """

    code = "T3-THIRD"
    level = Level.HINT
    basis = "条例第十五条、第三十二条"
    reads = ("申请.第三方权益.总计",)

    def look(self, case: Case, *numbers: Number) -> Iterator[Verdict]:
        """Yield when there are any."""
        if numbers[0]:
            yield self.finding(
                case,
                self.reads,
                f"有{counted(numbers[0])}以保护第三方合法权益为由不予公开，应当有书面征求第三方意见的记录。",
                "找出征求意见书和第三方的答复存档；没有征求过意见的，核对处理理由。",
            )


class Clarified(Check):
    """填“补正后仍不明确”或“逾期不补正”的，应当有补正告知书。

    补正告知应在收到申请之日起7个工作日内一次作出。收到了补正但仍不明确的，填（四）3；
    没有收到补正的，2021格式填（六）1，2019格式填（六）其他处理。

    例：（四）3填了2件。
    """

    code = "T3-CLARIFY"
    level = Level.HINT
    basis = "条例第三十条"

    def applies(self, case: Case) -> bool:
        """Whether the form has such rows."""
        return bool(self._cells(case))

    @staticmethod
    def _cells(case: Case) -> list[str]:
        names = ("申请.补正仍不明确.总计", "申请.逾期不补正.总计")
        return [name for name in names if name in case.form.fields]

    def check(self, case: Case) -> Iterator[Verdict]:
        """Yield when there are any."""
        cells = self._cells(case)
        some = [name for name in cells if case.figures.get(name)]
        missing = case.missing(cells)
        if some:
            told = "、".join(
                f"“{case.form.fields[name].row.short}”{counted(case.figures[name])}"
                for name in some
            )
            yield self.finding(
                case,
                some,
                f"{told}，每一件都应当有补正告知书（收到申请后7个工作日内一次性告知）。",
                "核对补正告知书；补正了仍不明确的填（四）3，没有补正的填（六）。",
            )
        elif missing:
            yield self.waits_for(case, missing)


class Flood(Counted):
    """全年申请不多却认定“大量反复申请”的，请核实。

    数量、频次明显超过合理范围，要求说明理由后理由仍不合理的，才填（五）4。

    例：全年新收6件，（五）4填了2件。
    """

    code = "T3-ABUSE"
    level = Level.HINT
    basis = "条例第三十五条"
    reads = ("申请.大量反复申请.总计", RECEIVED)

    def look(self, case: Case, *numbers: Number) -> Iterator[Verdict]:
        """Yield when a small total holds such cases."""
        flood, received = numbers
        if flood and received <= 10:
            yield self.finding(
                case,
                self.reads,
                f"全年新收只有{counted(received)}，却有{counted(flood)}认定为“无正当理由大量反复申请”。",
                "核对说明理由告知书；理由合理或数量并不多的，改填实际的处理结果。",
            )


class AllZero(Check):
    """全年零申请时，确认没有漏登记。

    零申请很常见，不是差错。

    怎么办：向收发室、公开信箱、网站后台、法规部门各问一遍，确认没有漏登记的申请。

    例：表三每一格都是0。
    """

    code = "T3-ZEROALL"
    level = Level.HINT
    basis = "工作惯例"
    cells = (RECEIVED,)

    def check(self, case: Case) -> Iterator[Verdict]:
        """Yield when every cell of the table is zero."""
        cells = tuple(case.form.tables["申请"].fields)
        if any(case.figures.get(name) for name in cells):
            return
        missing = case.missing(cells)
        if missing:
            yield self.waits_for(case, missing)
            return
        yield self.finding(
            case,
            [RECEIVED],
            "表三每一格都是0，全年没有申请，也没有上年结转。零申请很常见，只是要确认没有漏登记。",
            "向收发室、公开信箱、网站后台各问一遍；确认没有的，不用改。",
        )


class PartlyDisclosed(Counted):
    """部分公开的件只计在（二），不要再计在（三）。

    一件申请里有的给、有的不给，叫区分处理，只在（二）部分公开计1件，不给的那部分不再在
    （三）不予公开计数，表上印着这句话。

    例：（二）填了2件。
    """

    code = "T3-PARTIAL"
    level = Level.HINT
    basis = "年度报告格式表三第三项（二）印明的说明"
    reads = ("申请.部分公开.总计",)

    def look(self, case: Case, *numbers: Number) -> Iterator[Verdict]:
        """Yield when there are any."""
        if numbers[0]:
            yield self.finding(
                case,
                self.reads,
                f"部分公开有{counted(numbers[0])}，这些件只计在（二），不要再在（三）计一次。",
                "对照台账看（三）里有没有同一件申请；没有的，不用改。",
            )


class Overdue(Check):
    """结转下年度的件里有老件的，确认不是超期。

    收到申请20个工作日内要答复，可以延长20个工作日，合起来大约八周。年底还没有办结、收到已经超过八周的，
    应当是在等补正、等第三方意见或者等缴费。导入依申请公开台账时自动数出来；没有台账的，问到时回答。

    怎么改：逐件看台账；在等的，写明说明；已经超期的，尽快答复，并在第五部分写明。

    例：结转下年度2件，其中1件10月收到。
    """

    code = "T3-OVERDUE"
    level = Level.EXPLAIN
    basis = "条例第三十三条"
    cells = (CARRIED_ON,)

    def check(self, case: Case) -> Iterator[Verdict]:
        """Yield when some of what is carried on is old."""
        carried, old = case.figures.get(CARRIED_ON), case.report.number(AGED)
        if carried is None:
            yield self.waits_for(case, [CARRIED_ON])
        elif carried and old is None:
            yield self.waits(
                f"结转下年度{counted(carried)}，还不知道其中几件收到超过八周；导入台账会自动数出来。"
            )
        elif carried and old:
            yield self.finding(
                case,
                [CARRIED_ON, AGED],
                f"结转下年度{counted(carried)}，其中{counted(old)}收到已经超过八周（20＋20个工作日）。",
                "逐件看台账：在等补正、第三方意见或者缴费的，写明说明；超期的，尽快答复，第五部分如实写。",
            )


ALL: tuple[type[Check], ...] = (
    ManyOthers,
    StateSecret,
    ThirdParty,
    Clarified,
    Flood,
    AllZero,
    PartlyDisclosed,
    Overdue,
)
