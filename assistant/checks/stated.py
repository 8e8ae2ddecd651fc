"""One number that the text states against the cell it speaks of: what the rules about them have in common."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import ClassVar

from assistant.checks.base import PlacedCheck, Verdict
from assistant.checks.case import Case
from assistant.checks.naming import counted, listed
from assistant.checks.section_five import PROBLEMS
from assistant.checks.sentences import shortened
from assistant.claims import Claim, Range
from assistant.finding import Finding, Level
from assistant.report import Number

RECEIVED, BROUGHT_IN = "申请.新收.总计", "申请.上年结转.总计"

HANDLED, CARRIED_ON = "申请.办理总计.总计", "申请.结转下年.总计"

OTHER_ENDS = "申请.其他处理.总计"

_MONEY = {"元": Decimal(1), "万元": Decimal(10_000), "亿元": Decimal(100_000_000)}

_APPLICATIONS = re.compile(r"信息公开申请|依申请公开")

_NOT_NAMING = re.compile(
    r"\d{4}年度?|全年度?|本年度?|今年|当年|其中|合计|共计?|有|约|近|[一二三四五六七八九十]是|（[一二三四五六七八九十]）"
    r"|[\d０-９.,，、：:零一二两三四五六七八九十百千万余多几]|[件条次份项个宗起期篇]"
)
"""Words of a claim that do not say what is counted: 全年5件 may be anything."""

_ASKED_OTHERS = re.compile(r"征求[^。；]{0,10}意见")
"""Whoever was asked may agree or not; that is no result of an application."""

_UNSAID = "没有说明是政府信息公开申请"


def said(claim: Claim) -> str:
    """Return a claim's number as it is written."""
    match claim.value:
        case Range(low, None):
            return f"{counted(low, claim.unit)}以上"
        case Range(low, high) if high is not None:
            return f"{counted(low, '')}—{counted(high, claim.unit)}"
        case int() | Decimal() as number:
            return counted(number, claim.unit)
        case _:
            return "没有写数"


def unit_of(case: Case, name: str, claim: Claim) -> str:
    """Return the unit of a cell; of a group sum or a fact, the claim's own."""
    field = case.form.fields.get(name)
    return field.unit if field else claim.unit


def scaled(case: Case, name: str, claim: Claim, number: Number) -> Number:
    """Return a cell's or a fact's number in the unit of the claim: a cell in 万元 against 元 in the text."""
    field = case.form.fields.get(name)
    own = _MONEY.get(field.unit if field else "元")
    theirs = _MONEY.get(claim.unit)
    if own is None or theirs is None or own == theirs:
        return number
    return Decimal(number) * own / theirs


def agrees(case: Case, name: str, claim: Claim, number: Number) -> bool:
    """Whether a claim can be true of this number of `name`."""
    return claim.allows(scaled(case, name, claim, number))


def trusted(case: Case, place: str, claim: Claim) -> bool:
    """Whether it is certain enough what a claim speaks of; its place may say what its words do not."""
    about = place.startswith("申请") or place.endswith("依申请公开")
    words = case.text(place)[slice(*claim.span)]
    if claim.certain:
        return about or bool(_NOT_NAMING.sub("", words))
    if claim.why != _UNSAID or place.startswith(PROBLEMS):
        return False
    if _ASKED_OTHERS.search(case.text(place)[max(0, claim.span[0] - 24) : claim.span[1]]):
        return False
    return about or bool(_APPLICATIONS.search(case.text(place)))


class StatementCheck(PlacedCheck):
    """A number in the text against a cell."""

    fits: ClassVar[re.Pattern[str]]
    """The names it speaks of."""

    what: ClassVar[str]
    """The table, as a clerk calls it."""

    def check(self, case: Case) -> Iterator[Verdict]:
        """Yield the numbers that are not what the table says, and what it has no figure for yet."""
        waiting = []
        for name, told in case.told.items():
            if not self.fits.fullmatch(name):
                continue
            number = case.numbers.get(name)
            if number is None:
                waiting.append(name)
                continue
            for place, claim in told:
                if not agrees(case, name, claim, number):
                    yield from self.differs(case, place, claim, number)
        if waiting:
            yield self.waits(
                f"正文写了{listed([case.form.called(name) for name in waiting], '处')}的数，"
                f"{self.what}相应的格还没有数，填好后再核对。"
            )

    def differs(self, case: Case, place: str, claim: Claim, number: Number) -> Iterator[Verdict]:
        """Yield what to say of a number that is not the table's."""
        if trusted(case, place, claim):
            yield self.against(case, place, claim, number)

    def against(
        self,
        case: Case,
        place: str,
        claim: Claim,
        number: Number,
        level: Level | None = None,
        why: str = "",
    ) -> Finding:
        """Return that the text says one number and the table another."""
        name = claim.field
        unit = unit_of(case, name, claim)
        shown = case.form.called(name)
        gap = ""
        if isinstance(claim.value, int | Decimal):
            theirs = scaled(case, name, claim, number)
            apart = abs(Decimal(claim.value) - Decimal(theirs))
            gap = f"，相差{counted(apart, claim.unit)}"
        cell = case.form.fields.get(name)
        fields = [name] if cell else list(_parts(case, name))
        if place.startswith(PROBLEMS) and (level or self.level) is Level.BLOCKS:
            # A problem often tells of some of the cases only.
            level = Level.EXPLAIN
        return self.said(
            case,
            place,
            claim.span,
            f"正文“{shortened(case.text(place)[slice(*claim.span)], 30)}”说{said(claim)}，"
            f"{shown}是{counted(number, unit)}{gap}。{why}",
            f"先同台账核对：表对的，把正文改成{counted(scaled(case, name, claim, number), claim.unit)}；"
            f"正文对的，去改{self.what}。",
            level,
            fields,
        )


def _parts(case: Case, name: str) -> tuple[str, ...]:
    return next((each.parts for each in case.form.group_sums if each.total == name), ())
