"""The protocol of a check: one class for one rule of the manual.

A check's docstring is its manual page: the rule on the first line, then why, how to cure it and an example. The
class says how much its findings weigh, where the rule comes from, which cells it needs and which facts. A check
yields findings, and says with `NotAssessed` what it could not judge.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from dataclasses import replace
from enum import StrEnum
from typing import TYPE_CHECKING, ClassVar, TypeAlias

from assistant.checks.case import Case
from assistant.checks.naming import cells_listed
from assistant.finding import Finding, Level, NotAssessed
from assistant.report import TEXT

if TYPE_CHECKING:
    from assistant.claims import Reading

Verdict: TypeAlias = Finding | NotAssessed


class Need(StrEnum):
    """What a rule cannot do without, beyond the report itself."""

    LAST_YEAR = "上年年报"
    SAME_FORM = "同一格式的上年年报"
    KNOWLEDGE = "随程序的词表"


class Check(ABC):
    """One rule. Subclasses say what it is and judge a case."""

    code: ClassVar[str]
    level: ClassVar[Level]
    """How much its findings weigh at most."""

    basis: ClassVar[str]
    cells: ClassVar[tuple[str, ...]] = ()
    """Cells a form must have for the rule to apply; a rule on other cells has nothing to say."""

    needs: ClassVar[tuple[Need, ...]] = ()
    explainable: ClassVar[bool] = False
    """Whether an explanation settles even a finding of level 阻断 (last year's figure was wrong)."""

    gap: ClassVar[bool] = False
    """Whether its findings say that something is not there yet, rather than that something is wrong."""

    arithmetic: ClassVar[bool] = False
    """Whether it is plain arithmetic, whose level no office may lower."""

    @abstractmethod
    def check(self, case: Case) -> Iterator[Verdict]:
        """Yield what is wrong, and what could not be judged."""

    def applies(self, case: Case) -> bool:
        """Whether the rule has anything to say about a report of this form."""
        return all(name in case.form.fields for name in self.cells)

    def unmet(self, case: Case) -> str:
        """Return why the rule cannot be judged at all; empty when it can."""
        if Need.SAME_FORM in self.needs:
            return case.why_not_same_form
        if Need.LAST_YEAR in self.needs and case.why_not_last:
            return case.why_not_last
        if Need.KNOWLEDGE in self.needs and case.standards.knowledge is None:
            return "没有装载随程序的词表，这一条没有核对。"
        return ""

    def finding(
        self,
        case: Case,
        fields: Sequence[str],
        message: str,
        cure: str,
        *,
        level: Level | None = None,
        place: str = "",
        span: tuple[int, int] | None = None,
    ) -> Finding:
        """Return a finding of this rule; its section follows from its place or its first field.

        `span` counts in the words of `place`; what stands there becomes part of what the finding is known by.
        """
        return Finding(
            code=self.code,
            level=level or self.level,
            fields=tuple(fields),
            section=case.form.section_of(place or (fields[0] if fields else "")),
            message=message,
            cure=cure,
            basis=self.basis,
            place=place,
            span=span,
            words=case.text(place)[span[0] : span[1]] if span else "",
        )

    @staticmethod
    def spotted(finding: Finding, start: int, end: int) -> Finding:
        """Return the finding with the words it speaks of, counted in the text of its place."""
        return replace(finding, span=(start, end))

    def waits(self, why: str) -> NotAssessed:
        """Return that the rule could not be judged."""
        return NotAssessed(self.code, why)

    def waits_for(self, case: Case, cells: Sequence[str]) -> NotAssessed:
        """Return that the rule waits for these cells."""
        tables = dict.fromkeys(case.form.fields[name].table for name in cells)
        where = "、".join(case.form.tables[table].number for table in tables)
        if all(case.untouched(table) for table in tables):
            return self.waits(f"{where}还没有填，填好后再核对。")
        return self.waits(f"{where}还有{len(cells)}格没有数：{cells_listed(case.form, cells)}。")


class PlacedCheck(Check):
    """A rule whose findings stand at words of a place."""

    def said(
        self,
        case: Case,
        place: str,
        span: tuple[int, int],
        message: str,
        cure: str,
        level: Level | None = None,
        fields: Sequence[str] = (),
    ) -> Finding:
        """Return a finding about the words at `span`; `fields` are cells it speaks of as well."""
        return self.finding(
            case,
            [TEXT + place, *fields],
            message,
            cure,
            level=level,
            place=place,
            span=span,
        )


class TextCheck(PlacedCheck):
    """A rule that reads the words of every place."""

    def check(self, case: Case) -> Iterator[Verdict]:
        """Yield what is wrong, place by place."""
        for place, text in case.texts.items():
            yield from self.read(case, place, text)

    @abstractmethod
    def read(self, case: Case, place: str, text: str) -> Iterator[Verdict]:
        """Yield what is wrong in the words of one place."""


class ReadingCheck(PlacedCheck):
    """A rule that looks at what the words of every place claim."""

    def check(self, case: Case) -> Iterator[Verdict]:
        """Yield what is wrong, place by place."""
        for place, reading in case.readings.items():
            yield from self.hear(case, place, reading)

    @abstractmethod
    def hear(self, case: Case, place: str, reading: Reading) -> Iterator[Verdict]:
        """Yield what is wrong in the claims of one place."""


def where(place: str) -> str:
    """Return a place in a clerk's words: “总体情况”的“主动公开”."""
    section, _, part = place.partition(".")
    return f"“{section}”的“{part}”" if part else f"“{section}”"


def title(check: type[Check]) -> str:
    """Return the rule in one line."""
    return (check.__doc__ or "").strip().splitlines()[0].rstrip("。")
