"""Rules about the fee for handling information, from what was answered and from what the text says."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from assistant.checks.base import Check, Need, Verdict
from assistant.checks.case import Case
from assistant.checks.naming import counted
from assistant.claims import Kind
from assistant.finding import Finding, Level
from assistant.report import TEXT, Number

NOTICES, CHARGED, TAKEN = "收费通知件数", "收费通知金额", "实收信息处理费"


def told(case: Case, name: str) -> tuple[Number | None, str]:
    """Return a number about the fee and the place that says it; the answer comes before the text."""
    answered = case.report.number(name)
    if answered is not None:
        return answered, ""
    for place in case.readings:
        for claim in case.readings[place].about(name):
            if not (claim.certain and claim.this_year) or claim.exact is None:
                continue
            if claim.kind in (Kind.COUNT, Kind.AMOUNT, Kind.ZERO):
                times = 10_000 if claim.unit == "万元" else 1
                return claim.exact * times, place
    return None, ""


class FeeNumbers(Check):
    """信息处理费的几个数要说得通。

    实收不能多于通知的总金额；没有发出收费通知，就没有金额；收费标准是100元/件或10、20、40元/页，
    金额应是10元的整数倍。减免的，实收可以少于通知金额。

    怎么改：问财务股，对照收费通知和票据。

    例：实收385元，不是10的整数倍。
    """

    code = "N-13"
    level = Level.EXPLAIN
    basis = "政府信息公开信息处理费管理办法（国办函〔2020〕109号）"
    needs = (Need.KNOWLEDGE,)

    def check(self, case: Case) -> Iterator[Verdict]:
        """Yield what cannot be."""
        (notices, _), (charged, there), (taken, where) = (
            told(case, name) for name in (NOTICES, CHARGED, TAKEN)
        )
        if charged is not None and taken is not None and taken > charged:
            yield self._wrong(
                case,
                [TAKEN, CHARGED],
                where,
                f"实际收取{counted(taken, '元')}，比收费通知的总金额{counted(charged, '元')}还多"
                f"{counted(Decimal(taken) - Decimal(charged), '元')}。",
            )
        for name, amount, place in ((CHARGED, charged, there), (TAKEN, taken, where)):
            if notices == 0 and amount:
                yield self._wrong(
                    case,
                    [name, NOTICES],
                    place,
                    f"收费通知0件，“{name}”却有{counted(amount, '元')}。",
                )
            step = case.knowledge.thresholds.fee_step
            if amount and amount % step:
                yield self._wrong(
                    case,
                    [name],
                    place,
                    f"“{name}”是{counted(amount, '元')}。收费标准是100元/件或10、20、40元/页，金额应是"
                    f"{step}的整数倍。",
                )

    def _wrong(self, case: Case, names: list[str], place: str, message: str) -> Finding:
        fields = [TEXT + place, *names] if place else names
        return self.finding(
            case, fields, message, "问财务股，对照收费通知和票据，哪个数错了改哪个。", place=place
        )


ALL: tuple[type[Check], ...] = (FeeNumbers,)
