"""Rules about figures that changed more against last year than anybody would expect."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.checks.arithmetic import Counted, apart, difference
from assistant.checks.base import Check, Need, Verdict
from assistant.checks.case import Case
from assistant.checks.naming import cell_name, counted
from assistant.checks.table3 import RECEIVED
from assistant.finding import Level
from assistant.forms import Kind
from assistant.report import Number

_LEAST = 10
"""Numbers that change by less do not strike anybody."""

_SLIP = 100
"""From here on a tenfold change is more likely a slip than a change."""

_STANDING = ("有效", "累计", "上年项目")
"""Columns that tell what stands, not what was done in the year; rules of their own follow them."""


class Jumps(Check):
    """处理决定、收费、制发的数比上年变化很大时，正文说一句原因。

    从没有到有、从有到没有，或者增减一半以上，又不少于10的，评审常会追问。差到十倍、又上百的，多半是单位、
    口径或者填错了格，要说明。

    怎么办：向报数的股室核对两年的数和口径；没有错的，在正文说一句原因。

    例：行政许可上年5000件，今年50件。
    """

    code = "T2-JUMP"
    level = Level.EXPLAIN
    basis = "评审惯例"
    needs = (Need.SAME_FORM,)

    def check(self, case: Case) -> Iterator[Verdict]:
        """Yield each cell of the year's work that changed much."""
        for name, field in case.form.tables["主动公开"].fields.items():
            if field.kind is Kind.CHANGE or field.column.id in _STANDING:
                continue
            last, now = case.last.get(name), case.figures.get(name)
            if last is None or now is None:
                continue
            change = apart(now, last)
            if change >= _LEAST and change * 2 >= last:
                small, large = sorted((last, now))
                slip = large >= _SLIP and large >= 10 * small
                yield self.finding(
                    case,
                    [name],
                    f"{cell_name(field)}上年{counted(last, field.unit)}，今年{counted(now, field.unit)}，"
                    f"相差{counted(apart(last, now), field.unit)}，变化很大。",
                    "核对两年的数和口径；没有错的，在正文说一句原因。",
                    level=None if slip else Level.HINT,
                )


class Jump(Counted):
    """新收申请比上年变化很大时，正文最好说一句原因。

    增减达到一倍、又不少于10件的，评审常会追问。

    例：上年5件，今年40件。
    """

    code = "T3-JUMP"
    level = Level.HINT
    basis = "评审惯例"
    reads = (RECEIVED,)
    needs = (Need.LAST_YEAR,)

    def look(self, case: Case, *numbers: Number) -> Iterator[Verdict]:
        """Yield a change of ten or more that at least doubles the figure or takes all of it away."""
        last = case.last.get(RECEIVED)
        if last is None:
            yield self.waits("上年年报没有本年新收的总计。")
            return
        change = apart(numbers[0], last)
        if change >= 10 and change >= last:
            yield self.finding(
                case,
                self.reads,
                f"新收申请上年{counted(last)}，今年{counted(numbers[0])}，{difference(last, numbers[0])}，变化很大。",
                "核对两年的数；没有错的，在正文说一句原因。",
            )


ALL: tuple[type[Check], ...] = (Jumps, Jump)
