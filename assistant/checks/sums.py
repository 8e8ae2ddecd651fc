"""Rules about numbers that hang together within the text: parts and whole, what came in and went out, rates."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from assistant.checks.base import Check, ReadingCheck, Verdict
from assistant.checks.case import Case
from assistant.checks.naming import counted
from assistant.checks.sentences import shortened
from assistant.checks.stated import said
from assistant.claims import (
    Balance,
    Breakdown,
    Claim,
    Range,
    Reading,
)
from assistant.finding import Level
from assistant.report import Number


def bounds(claim: Claim) -> tuple[Number, Number | None] | None:
    """Return the least and the most a claim may mean; nothing when it gives no number."""
    match claim.value:
        case Range(low, high):
            return low, high
        case int() | Decimal() as number:
            return number, number
        case _:
            return None


def summed(claims: Iterable[Claim]) -> tuple[Number, Number | None] | None:
    """Return the least and the most that claims add up to; nothing when one of them gives no number."""
    low: Number = 0
    high: Number | None = 0
    for claim in claims:
        own = bounds(claim)
        if own is None:
            return None
        low += own[0]
        high = None if high is None or own[1] is None else high + own[1]
    return low, high


def extent(claims: Iterable[Claim]) -> tuple[int, int]:
    """Return where the first of the claims begins and the last ends."""
    spans = [claim.span for claim in claims]
    return min(start for start, _ in spans), max(end for _, end in spans)


class PartsAndWhole(ReadingCheck):
    """分项加起来等于合计。

    列了“其他”的、先总后分没有写“等”的，分项之和要等于合计；其余的，分项之和不能大于合计，任何一个
    分项也不能大于合计。“余”“多”“近”按范围比较。

    怎么改：逐项核对，哪个数错了改哪个；没有列全的，写明“等”或者补上“其他”。

    例：“共248条，其中37、139、53、4、1、其他13”，加起来是247。
    """

    code = "N-09"
    level = Level.EXPLAIN
    basis = "算术：分项与合计"
    arithmetic = True

    def hear(self, case: Case, place: str, reading: Reading) -> Iterator[Verdict]:
        """Yield breakdowns that do not add up."""
        for one in reading.relations:
            if isinstance(one, Breakdown):
                whole, parts = bounds(one.total), summed(one.parts)
                if whole and parts:
                    yield from self._compare(case, place, one, whole, parts)

    def _compare(
        self,
        case: Case,
        place: str,
        one: Breakdown,
        whole: tuple[Number, Number | None],
        parts: tuple[Number, Number | None],
    ) -> Iterator[Verdict]:
        more = whole[1] is not None and parts[0] > whole[1]
        less = one.exhaustive and parts[1] is not None and parts[1] < whole[0]
        if not (more or less):
            return
        terms = "＋".join(said(part) for part in one.parts)
        single = next((part for part in one.parts if _exceeds(part, whole)), None)
        total = counted(parts[0], one.total.unit)
        if single is not None:
            words = f"分项{said(single)}比合计{said(one.total)}还大"
        elif len(one.parts) == 1:
            words = f"分项是{total}，合计写的是{said(one.total)}"
        else:
            rough = "至少是" if parts[1] != parts[0] else "是"
            words = f"分项加起来{rough}{total}（{terms}），合计写的是{said(one.total)}"
        limit = whole[1] if more else whole[0]
        reached = parts[0] if more else parts[1]
        apart = abs(Decimal(reached or 0) - Decimal(limit or 0))
        yield self.said(
            case,
            place,
            extent((one.total, *one.parts)),
            f"“{shortened(case.text(place)[slice(*one.total.span)], 24)}”：{words}，"
            f"相差{counted(apart, one.total.unit)}。",
            "逐项核对，哪个数错了改哪个；没有列全的，写明“等”或者补上“其他”。",
        )


def _exceeds(part: Claim, whole: tuple[Number, Number | None]) -> bool:
    own = bounds(part)
    return own is not None and whole[1] is not None and own[0] > whole[1]


class TextBalances(ReadingCheck):
    """正文里收进来的等于办出去的。

    新收＋上年结转＝办结＋结转下年，不看表，单看正文也要平。

    怎么改：对照台账，哪个数错了改哪个。

    例：“新收78件，上年结转3件，答复75件，结转下年3件”，81≠78。
    """

    code = "N-BAL"
    level = Level.BLOCKS
    basis = "年度报告格式表三的勾稽关系；算术"
    arithmetic = True

    def hear(self, case: Case, place: str, reading: Reading) -> Iterator[Verdict]:
        """Yield balances told in prose that do not balance."""
        for one in reading.relations:
            if not isinstance(one, Balance):
                continue
            left, right = summed(one.left), summed(one.right)
            if left is None or right is None or _meet(left, right):
                continue
            sure = all(claim.certain for claim in (*one.left, *one.right))
            yield self.said(
                case,
                place,
                extent((*one.left, *one.right)),
                f"正文这几个数对不上：收进来{_terms(one.left)}＝{counted(left[0])}，"
                f"办出去{_terms(one.right)}＝{counted(right[0])}，"
                f"相差{counted(abs(Decimal(left[0]) - Decimal(right[0])))}。",
                "对照台账，哪个数错了改哪个，表三也核对一遍。",
                None if sure else Level.EXPLAIN,
                [claim.field for claim in (*one.left, *one.right) if claim.field],
            )


def _meet(one: tuple[Number, Number | None], other: tuple[Number, Number | None]) -> bool:
    """Whether two ranges have a number in common."""
    return (one[1] is None or other[0] <= one[1]) and (other[1] is None or one[0] <= other[1])


def _terms(claims: Iterable[Claim]) -> str:
    return "＋".join(said(claim) for claim in claims)


ALL: tuple[type[Check], ...] = (PartsAndWhole, TextBalances)
