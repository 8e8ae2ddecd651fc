"""Which wording to offer: what fits the report and the place, and what the drafter typed.

A phrase of another year, another form or another kind of organ is never shown. One whose condition is false is
shown only for a query, behind all others and with its reason: an offered sentence must not contradict the report.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from types import MappingProxyType
from typing import Final

from assistant.expressions import Span, render, test
from assistant.forms import Form, context
from assistant.phrases.bank import Bank, Phrase
from assistant.phrases.conditions import explain_condition
from assistant.report import KIND, YEAR, Report, Value

DOMAIN: Final = "业务领域"
PROBLEMS: Final = "问题改进.主要问题"

_HERE = 0.08
_TRUE = 0.04
_AS_GOOD = 0.15
"""The share of the best score that another variant of its family may lack and still be shown instead."""

_WORTH_FOLDING = 0.5
"""A phrase that does not apply is mentioned only if it is at least this close to the best hit."""


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
class Suggestion:
    """One phrase as offered."""

    phrase: Phrase
    applies: Applies
    why: str
    """One Chinese line: what of the query was found, and how the report stands to the condition."""

    text: str
    """The words as they would read now, open slots as 【待补：…】."""

    spans: tuple[Span, ...] = ()
    """Where words of `text` come from answers, and from which."""

    pending: tuple[str, ...] = ()
    """Names that have no answer yet."""

    matched: tuple[tuple[int, int], ...] = ()
    """Where the query stands in `text`."""

    matched_title: tuple[tuple[int, int], ...] = ()
    score: float = 0.0
    """Only the order means anything; 0 without a query."""

    variants: tuple[str, ...] = ()
    """编号 of the other wordings of its family that could be offered, best first."""

    used: bool = False
    """Whether the place already has it."""


def suggest(
    bank: Bank,
    form: Form | None,
    report: Report | Mapping[str, Value],
    query: str = "",
    place: str | None = None,
    limit: int = 5,
    folded: int = 3,
) -> tuple[Suggestion, ...]:
    """Return at most `limit` phrases to use, best first, then at most `folded` that do not apply.

    `report` may be bare answers by name, when there is no draft; `form` follows from their 年份 when it is not
    given. Without a query: what the place still needs, phrases that hold first; with one, the place only weighs a
    little, so that a phrase is found from anywhere.
    """
    return Suggester(bank, form, report).suggest(query, place, limit, folded)


class Suggester:
    """The suggestions for one state of a report; keep it while the report stays the same."""

    def __init__(self, bank: Bank, form: Form | None, report: Report | Mapping[str, Value]) -> None:
        self.bank = bank
        self.report = report if isinstance(report, Report) else Report(report)
        self.form = form or bank.form_for(self.report.year)

    @cached_property
    def context(self) -> Mapping[str, Value]:
        """Every name a phrase may use, with its value."""
        if self.form is not None:
            return context(self.form, self.report)
        own = self.report.text_fact("自称") or "本机关"
        return MappingProxyType({**self.report.answers, "本机关": own})

    @cached_property
    def applying(self) -> Mapping[int, Applies]:
        """Whether each phrase applies, by its place in the bank; other years and organs are not in it."""
        found: dict[int, Applies] = {}
        for position, phrase in enumerate(self.bank.phrases):
            if self._meant(phrase):
                found[position] = self._applies(phrase)
        return MappingProxyType(found)

    def _meant(self, phrase: Phrase) -> bool:
        """Whether a phrase is for this year, this form and this kind of organ, as far as they are known."""
        year, form = self.report.year, self.form
        if year is not None and not phrase.serves_year(year):
            return False
        if form is not None and not any(
            place in form.places and form.places[place].serves(year) for place in phrase.places
        ):
            return False
        return self._serves_organ(phrase) is not False

    def _serves_organ(self, phrase: Phrase) -> bool | None:
        return phrase.serves_organ(self.report.text_fact(KIND), self.report.text_fact(DOMAIN))

    def _applies(self, phrase: Phrase) -> Applies:
        holds = True if phrase.condition is None else test(phrase.condition, self.context)
        dated = phrase.first_year is not None or phrase.last_year is not None
        if holds is False:
            return Applies.NO
        if (
            holds is None
            or self._serves_organ(phrase) is None
            or (dated and self.report.year is None)
        ):
            return Applies.UNKNOWN
        return Applies.YES

    # Choosing

    def suggest(
        self, query: str = "", place: str | None = None, limit: int = 5, folded: int = 3
    ) -> tuple[Suggestion, ...]:
        """Return phrases for a query or a place; see the function `suggest`."""
        if query.strip():
            return self._found(query.strip(), place, limit, folded)
        return self._needed(place, limit)

    def _found(
        self, query: str, place: str | None, limit: int, folded: int
    ) -> tuple[Suggestion, ...]:
        bonus = {position: self._bonus(position, place) for position in self.applying}
        hits = {
            hit.position: hit.score
            for hit in self.bank.index.search(query, bonus)
            if hit.position in self.applying
        }
        usable = [at for at in hits if self.applying[at] is not Applies.NO]
        enough = _WORTH_FOLDING * max(hits.values(), default=0.0)
        contrary = [at for at in hits if self.applying[at] is Applies.NO and hits[at] >= enough]
        shown = [
            *self._best_of_each(usable, hits)[:limit],
            *self._best_of_each(contrary, hits)[:folded],
        ]
        return tuple(self._offer(at, others, query, place, hits[at]) for at, others in shown)

    def _bonus(self, position: int, place: str | None) -> float:
        """Return what the place and the answers add: little, for both may mislead."""
        phrase = self.bank.phrases[position]
        here = bool(place) and phrase.stands_in(place or "")
        holds = phrase.condition is not None and self.applying[position] is Applies.YES
        return _HERE * here + _TRUE * holds - _TRUE * (self._serves_organ(phrase) is None)

    def _needed(self, place: str | None, limit: int) -> tuple[Suggestion, ...]:
        usable = [
            at
            for at, applies in self.applying.items()
            if applies is not Applies.NO and (not place or self.bank.phrases[at].stands_in(place))
        ]
        used = self._topics_used(place)
        asked = self._measures_asked() if place else frozenset[str]()

        def order(at: int) -> tuple[bool, int, bool, int]:
            phrase = self.bank.phrases[at]
            return (
                phrase.topic in used,
                self.applying[at].rank,
                bool(asked) and phrase.topic not in asked,
                self._rarity(at),
            )

        ranked = sorted(usable, key=lambda at: (order(at), at))
        shown = [self._chosen(members, members) for members in self._families(ranked)][:limit]
        return tuple(self._offer(at, others, "", place, 0.0) for at, others in shown)

    def _best_of_each(
        self, positions: Sequence[int], scores: Mapping[int, float]
    ) -> list[tuple[int, tuple[int, ...]]]:
        """Return the variant to show of each family, with the others; families ordered by their best hit.

        Among variants that answer the query about as well, the one that fits the report best is shown.
        """
        ranked = sorted(positions, key=lambda at: (-scores[at], self._rarity(at), at))
        chosen: list[tuple[int, tuple[int, ...]]] = []
        for members in self._families(ranked):
            enough = scores[members[0]] - _AS_GOOD * abs(scores[members[0]])
            close = [at for at in members if scores[at] >= enough]
            chosen.append(self._chosen(close, members))
        return chosen

    def _families(self, ranked: Iterable[int]) -> Iterable[list[int]]:
        families: dict[str, list[int]] = {}
        for at in ranked:
            families.setdefault(self.bank.phrases[at].family, []).append(at)
        return families.values()

    def _chosen(self, close: list[int], members: list[int]) -> tuple[int, tuple[int, ...]]:
        best = min(close, key=self._fit)
        return best, tuple(at for at in sorted(members, key=self._fit) if at != best)

    def _fit(self, position: int) -> tuple[int, int, int, int]:
        """Order the variants of a family: those that hold, those for this kind of organ, the complete ones."""
        phrase = self.bank.phrases[position]
        match self._serves_organ(phrase):
            case None:
                distance = 2
            case _ if phrase.kinds or phrase.domains:
                distance = 0
            case _:
                distance = 1
        waiting = len(phrase.template.names - self.context.keys())
        return (self.applying[position].rank, distance, waiting, position)

    def _rarity(self, position: int) -> int:
        return self.bank.topics[self.bank.phrases[position].topic].rarity

    # What stands already

    def _topics_used(self, place: str | None) -> frozenset[str]:
        places = self.form.places if self.form else ()
        here = [own for own in places if not place or own == place or own.startswith(f"{place}.")]
        return frozenset(topic for own in here for topic in self._topics_in(own))

    def _topics_in(self, place: str) -> Iterable[str]:
        for paragraph in self.report.paragraphs(place):
            if paragraph.phrase in self.bank.by_id:
                yield self.bank.by_id[paragraph.phrase].topic

    def _measures_asked(self) -> frozenset[str]:
        """Return the topics of measures that answer the problems already written."""
        return frozenset(
            measure
            for topic in self._topics_in(PROBLEMS)
            for measure in self.bank.topics[topic].measures
        )

    # Showing

    def _offer(
        self, position: int, others: tuple[int, ...], query: str, place: str | None, score: float
    ) -> Suggestion:
        from assistant.phrases.search import matched

        phrase = self.bank.phrases[position]
        done = render(phrase.template, self.context)
        in_title = matched(query, phrase.title) if query else ()
        return Suggestion(
            phrase=phrase,
            applies=self.applying[position],
            why=self._why(phrase, query, in_title),
            text=done.text,
            spans=done.spans,
            pending=done.pending,
            matched=matched(query, done.text) if query else (),
            matched_title=in_title,
            score=score,
            variants=tuple(self.bank.phrases[at].id for at in others),
            used=self._used(phrase, place),
        )

    def _used(self, phrase: Phrase, place: str | None) -> bool:
        places = self.form.places if self.form else phrase.places
        here = [own for own in places if not place or own == place or own.startswith(f"{place}.")]
        return any(
            paragraph.phrase == phrase.id
            for own in here
            for paragraph in self.report.paragraphs(own)
        )

    def _why(self, phrase: Phrase, query: str, in_title: tuple[tuple[int, int], ...]) -> str:
        standing = self._standing(phrase)
        if not query:
            return standing
        return f"{_hit(phrase, query, in_title)}；{standing}"

    def _standing(self, phrase: Phrase) -> str:
        if self._serves_organ(phrase) is None:
            organs = "、".join(sorted(phrase.kinds) or sorted(phrase.domains))
            return f"{organs}用；机关类型或业务领域还没有答。"
        if self.report.year is None and (phrase.first_year or phrase.last_year):
            return f"{_years(phrase)}的年报用；{YEAR}还没有答。"
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


def _hit(phrase: Phrase, query: str, in_title: tuple[tuple[int, int], ...]) -> str:
    """Return what of the query a phrase has: words of its title, a keyword, or words of its text."""
    from assistant.phrases.search import matched

    if in_title:
        words = "、".join(f"“{phrase.title[start:end]}”" for start, end in in_title)
        return f"标题有{words}"
    best = max(phrase.keywords, key=lambda word: _covered(query, word), default="")
    if best and _covered(query, best):
        return f"关键词“{best}”"
    found = matched(query, phrase.text)
    if found:
        start, end = max(found, key=lambda span: span[1] - span[0])
        return f"正文有“{phrase.text[start:end]}”"
    return "读音首字母或字形相近"


def _covered(query: str, words: str) -> int:
    from assistant.phrases.search import matched

    return sum(end - start for start, end in matched(query, words))
