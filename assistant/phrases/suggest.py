"""Which wording to offer: what fits the report and the place, and what the drafter typed.

A phrase of another year, another form or another kind of organ is never shown. One whose condition is false is
shown only for a query, behind all others and with its reason: an offered sentence must not contradict the report.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final

from assistant.expressions import Rendered, Span, render
from assistant.forms import Form
from assistant.phrases.bank import Bank
from assistant.phrases.judging import GAP, Applies, Judge
from assistant.phrases.memory import Memory
from assistant.phrases.phrase import Phrase
from assistant.report import TEXT, Report, Value

if TYPE_CHECKING:
    from assistant.phrases.reasons import Found
    from assistant.phrases.reuse import Earlier

__all__ = ["GAP", "Applies", "Suggester", "Suggestion", "suggest"]

PROBLEMS: Final = "问题改进.主要问题"

_HERE = 0.08
_TRUE = 0.04
_AS_GOOD = 0.15
"""The share of the best score that another variant of its family may lack and still be shown instead."""

_WORTH_FOLDING = 0.5
"""A phrase that does not apply is mentioned only if it is at least this close to the best hit."""


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
    """The same in the phrase's title."""

    sounds: tuple[tuple[int, int], ...] = ()
    """Where words of `text` only sound like the query; never where `matched` is."""

    sounds_title: tuple[tuple[int, int], ...] = ()
    score: float = 0.0
    """Only the order means anything; 0 without a query."""

    used: bool = False
    """Whether the place already has it."""

    repeated: int | None = None
    """How many per cent of it stand in last year's report; nothing when that is not at hand."""


def _families(bank: Bank, ranked: Iterable[int]) -> Iterable[list[int]]:
    """Return the members of each family in the order given, families by their first member."""
    families: dict[str, list[int]] = {}
    for position in ranked:
        families.setdefault(bank.phrases[position].family, []).append(position)
    return families.values()


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

    def __init__(
        self,
        bank: Bank,
        form: Form | None,
        report: Report | Mapping[str, Value],
        settled: Collection[str] = (),
        memory: Memory | None = None,
    ) -> None:
        """`memory` is what was accepted before; `settled` are the facts that will never be answered (see `Judge`)."""
        self.bank = bank
        self.report = report if isinstance(report, Report) else Report(report)
        self.form = form or bank.form_for(self.report.year)
        self.judge = Judge(bank, self.form, self.report, settled)
        self.memory = memory or Memory()
        self._shares: dict[int, int] = {}
        self._reasons: dict[int, str] = {}
        self._words: dict[int, Rendered] = {}
        self._standing_in: dict[str | None, frozenset[str]] = {}

    @property
    def context(self) -> Mapping[str, Value]:
        """Every name a phrase may use, with its value."""
        return self.judge.context

    def applies(self, phrase: Phrase) -> Applies:
        """Return whether a phrase agrees with the report; one of another year, form or kind of organ does not."""
        position = self.bank.positions[phrase.id]
        return self.judge.of(position).applies if position in self.judge.meant else Applies.NO

    def suggest(
        self, query: str = "", place: str | None = None, limit: int = 5, folded: int = 3
    ) -> tuple[Suggestion, ...]:
        """Return phrases for a query or a place; see the function `suggest`."""
        if query.strip():
            return self._found(query.strip(), place, limit, folded)
        return self._needed(place, limit)

    def is_sure(self, query: str, found: Iterable[Suggestion]) -> bool:
        """Whether what was found is likely meant; if not, it is only perhaps related, and that is to be said."""
        from assistant.phrases.search import SURE

        if not query.strip():
            return True
        if self.memory.recalled(query):
            return True
        positions = [self.bank.positions[one.phrase.id] for one in found]
        return self.bank.index.confidence(query, positions[:5]) >= SURE

    def _found(
        self, query: str, place: str | None, limit: int, folded: int
    ) -> tuple[Suggestion, ...]:
        found = self.bank.index.search(
            query,
            lambda at: self._bonus(at, place),
            self.judge.positions,
            self._remembered(query),
        )
        hits = {hit.position: hit.score for hit in found}
        usable = [at for at in hits if self.judge.of(at).applies is not Applies.NO]
        enough = _WORTH_FOLDING * max(hits.values(), default=0.0)
        contrary = [
            at for at in hits if self.judge.of(at).applies is Applies.NO and hits[at] >= enough
        ]
        shown = (
            *self._best_of_each(usable, hits, limit),
            *self._best_of_each(contrary, hits, folded),
        )
        return tuple(self._offer(at, query, place, hits[at]) for at in shown)

    def _bonus(self, position: int, place: str | None) -> float:
        """Return what the place and the answers add: little, for both may mislead."""
        judged = self.judge.of(position)
        phrase = judged.phrase
        value = _HERE if place and phrase.stands_in(place) else 0.0
        outdated = phrase.last_year is not None and self.report.year is None
        value += _TRUE * (judged.proven - (judged.organ is None) - outdated)
        return value + self.memory.liking(phrase.id)

    def _remembered(self, query: str) -> Mapping[int, float]:
        """Return what phrases gain that were taken for such a query before."""
        return {
            self.bank.positions[known]: value
            for known, value in self.memory.recalled(query).items()
            if self.bank.positions.get(known) in self.judge.meant
        }

    def _needed(self, place: str | None, limit: int) -> tuple[Suggestion, ...]:
        usable = [
            at
            for at in self.judge.positions
            if (not place or self.bank.phrases[at].stands_in(place))
            and self.judge.of(at).applies is not Applies.NO
        ]
        used = self._topics_used(place)
        asked = self._measures_asked() if place else frozenset[str]()

        def order(at: int) -> tuple[bool, int, bool, bool, int, int]:
            judged = self.judge.of(at)
            return (
                judged.phrase.topic in used,
                judged.applies.rank,
                bool(asked) and judged.phrase.topic not in asked,
                judged.gaps > 0,
                self.bank.rarity(at),
                at,
            )

        families = list(_families(self.bank, sorted(usable, key=order)))[:limit]
        shown = [min(members, key=self._fit) for members in families]
        return tuple(self._offer(at, "", place, 0.0) for at in shown)

    def _best_of_each(
        self, positions: Sequence[int], scores: Mapping[int, float], limit: int
    ) -> list[int]:
        """Return the variant to show of each family; families ordered by their best hit.

        Among variants that answer the query about as well, the one that fits the report best is shown.
        """
        ranked = sorted(positions, key=lambda at: (-scores[at], self.bank.rarity(at), at))
        chosen: list[int] = []
        for members in list(_families(self.bank, ranked))[:limit]:
            best = scores[members[0]]
            close = [at for at in members if scores[at] >= best - _AS_GOOD * abs(best)]
            chosen.append(min(close, key=self._fit))
        return chosen

    def _fit(self, position: int) -> tuple[int, int, bool, int, int]:
        judged = self.judge.of(position)
        return (*judged.fit, position)

    # What stands already

    def _topics_used(self, place: str | None) -> frozenset[str]:
        known = self.bank.by_id
        return frozenset(known[one].topic for one in self._phrases_in(place) if one in known)

    def _measures_asked(self) -> frozenset[str]:
        """Return the topics of measures that answer the problems already written."""
        return frozenset(
            measure
            for topic in self._topics_used(PROBLEMS)
            for measure in self.bank.topics[topic].measures
        )

    # Showing

    def _offer(self, position: int, query: str, place: str | None, score: float) -> Suggestion:
        from assistant.phrases.reasons import Found, found

        phrase = self.bank.phrases[position]
        done = self._rendered(position)
        hit = found(query, phrase, done.text) if query else Found()
        return Suggestion(
            phrase=phrase,
            applies=self.judge.of(position).applies,
            why=self._why(position, query, hit, done.text),
            text=done.text,
            spans=done.spans,
            pending=done.pending,
            matched=hit.text,
            matched_title=hit.title,
            sounds=hit.text_sounds,
            sounds_title=hit.title_sounds,
            score=score,
            used=self._used(phrase, place),
            repeated=self._repeated(position),
        )

    def _rendered(self, position: int) -> Rendered:
        """Return a phrase's words as they read now, put together once."""
        done = self._words.get(position)
        if done is None:
            phrase = self.bank.phrases[position]
            done = render(phrase.template, self.context, self.form.called if self.form else str)
            self._words[position] = done
        return done

    def _repeated(self, position: int) -> int | None:
        if self.earlier is None:
            return None
        known = self._shares.get(position)
        if known is None:
            known = self.earlier.measure(self._rendered(position).text).share
            self._shares[position] = known
        return known

    @cached_property
    def earlier(self) -> Earlier | None:
        """The sentences of last year's report, as far as this one carries it."""
        last, year = self.report.last_year(), self.report.year
        form = self.bank.form_for(year - 1) if year else None
        if last is None or form is None:
            return None
        from assistant.passages import passages
        from assistant.phrases.reuse import Earlier

        texts = [one.text for each in passages(form, last).values() for one in each]
        return Earlier(texts) if texts else None

    def _used(self, phrase: Phrase, place: str | None) -> bool:
        return phrase.id in self._phrases_in(place)

    def _phrases_in(self, place: str | None) -> frozenset[str]:
        """Return the phrases that stand in a place already, found once."""
        known = self._standing_in.get(place)
        if known is None:
            known = frozenset(
                paragraph.phrase
                for name in self.report.answers
                if name.startswith(TEXT) and _within(name.removeprefix(TEXT), place)
                for paragraph in self.report.paragraphs(name.removeprefix(TEXT))
                if paragraph.phrase
            )
            self._standing_in[place] = known
        return known

    def _why(self, position: int, query: str, hit: Found, text: str) -> str:
        from assistant.phrases.reasons import named

        standing = self._reasons.get(position)
        if standing is None:
            standing = self.judge.standing(position)
            self._reasons[position] = standing
        gaps = text.count(GAP)
        if gaps:
            standing = f"{standing}有{gaps}处待补。"
        if not query:
            return standing
        phrase = self.bank.phrases[position]
        topic = self.bank.topics[phrase.topic]
        known = phrase.id in self.memory.recalled(query)
        return f"{named(query, phrase, topic, hit, text, known=known)}；{standing}"


def _within(own: str, place: str | None) -> bool:
    return not place or own == place or own.startswith(f"{place}.")
