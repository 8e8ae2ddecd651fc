"""Rules about a number said again: elsewhere in the text, in an answer, in last year’s report."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import pairwise

from assistant.checks.base import Check, PlacedCheck, ReadingCheck, Verdict, where
from assistant.checks.case import Case
from assistant.checks.naming import counted
from assistant.checks.rates import WHOLES, added_up
from assistant.checks.section_five import PROBLEMS
from assistant.checks.sentences import shortened
from assistant.checks.stated import agrees, said, trusted, unit_of
from assistant.claims import Breakdown, Claim, Kind, Reading, Scope
from assistant.finding import Level
from assistant.report import Number

_CHANNELS = re.compile(r"公开总数|.{1,4}条数")


class SaidTwice(Check):
    """同一件事在几处写了不同的数。

    总数、渠道数、申请数在不同段落各写一个，读者不知道信哪个。口径不同的，要写明。

    例：一处写门户网站公开22条，一处写通过政府网站公开55条。
    """

    code = "N-TWICE"
    level = Level.EXPLAIN
    basis = "同一件事只有一个数"

    def check(self, case: Case) -> Iterator[Verdict]:
        """Yield each number that contradicts an earlier one."""
        for name, told in case.told.items():
            cell = "." in name
            # Where the table has the figure, the rule about the table says which of the two is wrong.
            if len(told) > 1 and (name not in case.numbers if cell else _CHANNELS.fullmatch(name)):
                yield from self._contradictions(case, name, told)

    def _contradictions(
        self, case: Case, name: str, told: Iterable[tuple[str, Claim]]
    ) -> Iterator[Verdict]:
        certain = [
            (place, claim)
            for place, claim in told
            if claim.scope is not Scope.PART
            and not place.startswith(PROBLEMS)
            and trusted(case, place, claim)
        ]
        for (before, first), (place, claim) in pairwise(certain):
            if _apart(first, claim):
                yield self.finding(
                    case,
                    [f"正文.{place}", f"正文.{before}"],
                    f"{case.form.called(name)}，{where(before)}写的是{said(first)}，"
                    f"{where(place)}写的是{said(claim)}。",
                    "核对哪个数对，两处改成一样；口径不同的，写明各是什么。",
                    level=None if "." in name else Level.HINT,
                    place=place,
                    span=claim.span,
                )


def _apart(one: Claim, other: Claim) -> bool:
    """Whether two claims of one unit cannot both be true."""
    if one.unit != other.unit:
        return False
    for first, second in ((one, other), (other, one)):
        if isinstance(first.value, int | Decimal):
            return not second.allows(first.value)
    return False


class SaidOfFact(PlacedCheck):
    """正文里的数同回答过的数一致。

    公开总数、网站条数、培训次数等问过的数，改了正文没有改回答，或者改了回答没有改正文。几个渠道合在
    一起说的数（微信、微博共2130条），同这几个渠道的回答加起来比；有网站在内的，也可以是公开总数。

    怎么改：哪个对留哪个。用语料的句子会跟着回答变，自己改写过的不会。

    例：回答“培训2次”，正文写“组织培训3次”。
    """

    code = "N-FACT"
    level = Level.EXPLAIN
    basis = "正文与回答同一件事只有一个数"

    def check(self, case: Case) -> Iterator[Verdict]:
        """Yield numbers that are not what was answered."""
        for name, told in case.told.items():
            number = None if "." in name else case.report.number(name)
            if number is None:
                continue
            for place, claim in told:
                if not agrees(case, name, claim, number):
                    yield from self._differs(case, place, claim, number)
        for place, reading in case.readings.items():
            yield from self._together(case, place, reading)
            for claim in reading:
                rate = claim.kind is Kind.PERCENTAGE and "." not in claim.field
                number = case.report.number(claim.field) if rate else None
                if number is not None and claim.this_year and not claim.allows(number):
                    yield from self._differs(case, place, claim, number)

    def _together(self, case: Case, place: str, reading: Reading) -> Iterator[Verdict]:
        """Yield one number for several facts that is not what they come to: 微信、微博共2310条."""
        for claim in reading:
            names = claim.readings[0] if claim.readings and not claim.field else ()
            sums = [added_up(case.numbers, each) for each in claim.readings]
            if len(names) < 2 or any("." in name for name in names) or not claim.this_year:
                continue
            if sums[0] is None or any(claim.allows(each) for each in sums if each is not None):
                continue
            told = "、".join(f"“{name}”{counted(case.numbers[name], claim.unit)}" for name in names)
            yield self.said(
                case,
                place,
                claim.span,
                f"正文“{shortened(case.text(place)[slice(*claim.span)], 30)}”说{said(claim)}，"
                f"回答的是{told}，合计{counted(sums[0], claim.unit)}。",
                "核对哪个数对：正文对的，改回答；回答对的，改正文。",
                None,
                list(names),
            )

    def _differs(self, case: Case, place: str, claim: Claim, number: Number) -> Iterator[Verdict]:
        if claim.certain and (claim.scope is not Scope.PART or _of_the_year(case, place, claim)):
            yield self.said(
                case,
                place,
                claim.span,
                f"正文“{shortened(case.text(place)[slice(*claim.span)], 30)}”说{said(claim)}，"
                f"“{claim.field}”回答的是{counted(number, claim.unit)}。",
                "核对哪个数对：正文对的，改回答；回答对的，改正文。",
                None,
                [claim.field],
            )


def _of_the_year(case: Case, place: str, part: Claim) -> bool:
    """Whether a part is of a number that is the whole year's: 解读64篇，其中图解27篇."""
    lists = [
        one
        for one in case.readings[place].relations
        if isinstance(one, Breakdown) and part in one.parts
    ]
    twice = any(other.field == part.field and other != part for one in lists for other in one.parts)
    wholes = [] if twice else [one.total for one in lists]
    return bool(wholes) and all(
        whole.certain
        and whole.scope is Scope.THIS
        and whole.field == WHOLES.get(part.field)
        and whole.exact is not None
        and whole.exact == case.numbers.get(whole.field)
        for whole in wholes
    )


class SaidOfLastYear(ReadingCheck):
    """正文说上年几件，同上年年报一致。

    例：正文“上年收到10件”，上年年报表三新收总计是12件。
    """

    code = "N-LAST"
    level = Level.EXPLAIN
    basis = "上年已公布的年报"

    def applies(self, case: Case) -> bool:
        """Whether last year's report is there to compare with."""
        return case.last_year is not None and not case.why_not_last

    def hear(self, case: Case, place: str, reading: Reading) -> Iterator[Verdict]:
        """Yield numbers said to be last year's that are not."""
        for claim in reading:
            if claim.scope is not Scope.LAST or claim.kind not in (Kind.COUNT, Kind.AMOUNT):
                continue
            number = case.last_numbers.get(claim.field)
            if (
                claim.certain
                and number is not None
                and not agrees(case, claim.field, claim, number)
            ):
                yield self.said(
                    case,
                    place,
                    claim.span,
                    f"正文说上年{said(claim)}，上年年报{case.form.called(claim.field)}是"
                    f"{counted(number, unit_of(case, claim.field, claim))}。",
                    "照上年已公布的年报改；上年的数后来更正过的，写明更正。",
                    None,
                    [claim.field],
                )


ALL: tuple[type[Check], ...] = (
    SaidTwice,
    SaidOfFact,
    SaidOfLastYear,
)
