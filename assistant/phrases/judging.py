"""How a report stands to every phrase: for this year, form and organ, and whether its condition holds."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from types import MappingProxyType
from typing import Final

from assistant.expressions import missing, render, test
from assistant.forms import Form, context
from assistant.phrases.bank import Bank
from assistant.phrases.conditions import explain_condition
from assistant.phrases.phrase import Phrase
from assistant.report import DOMAIN, KIND, YEAR, Report, Value

GAP: Final = "【待补"
"""How a gap begins that a phrase leaves for the drafter."""


class Applies(StrEnum):
    """Whether a phrase agrees with the report."""

    YES = "yes"
    UNKNOWN = "unknown"
    """It depends on an answer that is not there yet."""

    NO = "no"

    @property
    def rank(self) -> int:
        """0 for what may be used at once."""
        return (Applies.YES, Applies.UNKNOWN, Applies.NO).index(self)


@dataclass(frozen=True)
class Judged:
    """What the report says of a phrase that is meant for it."""

    applies: Applies
    organ: bool | None
    """Whether it is written for this kind of organ; nothing while that is not known."""

    proven: bool
    """Whether its condition is there and holds."""

    phrase: Phrase
    context: Mapping[str, Value] = field(repr=False)

    @cached_property
    def gaps(self) -> int:
        """How many slots and gaps the drafter would have to fill."""
        unanswered = sum(1 for name in self.phrase.template.names if name not in self.context)
        return unanswered + self.phrase.text.count(GAP)

    @cached_property
    def fit(self) -> tuple[int, int, bool, int]:
        """Order the variants of a family: those that hold, for this kind of organ, by evidence, without gaps."""
        general = not self.phrase.kinds and not self.phrase.domains
        distance = 2 if self.organ is None else int(general)
        return (self.applies.rank, distance, not self.phrase.when, self.gaps)


class Judge:
    """What one state of a report says of the phrases of a bank; every phrase is judged when it is first asked for."""

    def __init__(
        self, bank: Bank, form: Form | None, report: Report, settled: Collection[str] = ()
    ) -> None:
        """`settled` are the facts that will never be answered in this report (`relevance.settled`).

        A phrase that waits for one of them is not for this report: nobody without a 公众号 says how much it
        published, and nothing takes its place.
        """
        self.bank = bank
        self.form = form
        self.report = report
        self.settled = frozenset(settled)
        self._judgements: dict[int, Judged] = {}

    @cached_property
    def context(self) -> Mapping[str, Value]:
        """Every name a phrase may use, with its value."""
        if self.form is not None:
            return context(self.form, self.report)
        own = self.report.text_fact("自称") or "本机关"
        return MappingProxyType({**self.report.answers, "本机关": own})

    @cached_property
    def meant(self) -> Mapping[int, bool | None]:
        """The phrases for this year, form and kind of organ, by their place in the bank.

        A phrase is nothing here while kind or field of the organ is not known and decides.
        """
        kind, domain = self.report.text_fact(KIND), self.report.text_fact(DOMAIN)
        found: dict[int, bool | None] = {}
        for position, phrase in enumerate(self.bank.phrases):
            organ = phrase.serves_organ(kind, domain)
            if organ is not False and self._in_time(phrase):
                found[position] = organ
        return MappingProxyType(found)

    @cached_property
    def positions(self) -> tuple[int, ...]:
        """The phrases that are meant, in the order of the bank."""
        return tuple(self.meant)

    @property
    def judged(self) -> Mapping[int, Judged]:
        """What is to be said of each phrase, by its place in the bank; other years and organs are not in it."""
        return MappingProxyType({position: self.of(position) for position in self.meant})

    def of(self, position: int) -> Judged:
        """Judge a phrase, once: reading every condition of a large bank would be felt."""
        known = self._judgements.get(position)
        if known is None:
            known = self._judge(self.bank.phrases[position], self.meant[position])
            self._judgements[position] = known
        return known

    def _in_time(self, phrase: Phrase) -> bool:
        """Whether a phrase is for this year and form, as far as they are known."""
        year, form = self.report.year, self.form
        if year is not None and not phrase.serves_year(year):
            return False
        return form is None or any(
            place in form.places and form.places[place].serves(year) for place in phrase.places
        )

    def _judge(self, phrase: Phrase, organ: bool | None) -> Judged:
        holds = True if phrase.condition is None else test(phrase.condition, self.context)
        dated = phrase.first_year is not None or phrase.last_year is not None
        if holds is False or self._in_vain(phrase):
            applies = Applies.NO
        elif holds is None or organ is None or (dated and self.report.year is None):
            applies = Applies.UNKNOWN
        else:
            applies = Applies.YES
        proven = phrase.condition is not None and applies is Applies.YES
        return Judged(applies, organ, proven, phrase, self.context)

    def _in_vain(self, phrase: Phrase) -> tuple[str, ...]:
        """Return the facts a phrase waits for that will never be answered."""
        if not self.settled:
            return ()
        condition = phrase.condition
        named = phrase.template.names | (condition.names if condition else frozenset())
        if self.settled.isdisjoint(named):
            return ()
        waits = render(phrase.template, self.context).pending
        if condition:
            waits = (*missing(condition, self.context), *waits)
        return tuple(dict.fromkeys(name for name in waits if name in self.settled))

    def standing(self, position: int) -> str:
        """Return in one Chinese line how the report stands to a phrase, with its numbers."""
        phrase = self.bank.phrases[position]
        if self.meant[position] is None:
            return f"{phrase.organs}用；机关类型或业务领域还没有答。"
        if self.report.year is None and (phrase.first_year or phrase.last_year):
            return f"{_years(phrase)}的年报用；{YEAR}还没有答。"
        if in_vain := self._in_vain(phrase):
            return f"要用到{'、'.join(in_vain)}；按前面的回答，没有这一项。"
        return explain_condition(phrase.condition, self.context, self.form)


def _years(phrase: Phrase) -> str:
    match phrase.first_year, phrase.last_year:
        case int() as first, int() as last if first == last:
            return f"{first}年"
        case int() as first, int() as last:
            return f"{first}至{last}年"
        case int() as first, None:
            return f"{first}年起"
        case _:
            return f"{phrase.last_year}年以前"
