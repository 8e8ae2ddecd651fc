"""Which wording to offer: what fits the report and the place, and what the drafter typed.

A phrase of another year, another form or another kind of organ is never shown. One whose condition is false is
shown only for a query, behind all others and with its reason: an offered sentence must not contradict the report.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from types import MappingProxyType
from typing import Final

from assistant.expressions import Rendered, Span, missing, render, test
from assistant.forms import Form, context
from assistant.passages import passages
from assistant.phrases.bank import Bank, Phrase
from assistant.phrases.conditions import explain_condition
from assistant.phrases.memory import Memory
from assistant.phrases.reuse import Earlier
from assistant.report import DOMAIN, KIND, TEXT, YEAR, Report, Value

PROBLEMS: Final = "问题改进.主要问题"
GAP: Final = "【待补"
"""How a gap begins that a phrase leaves for the drafter."""

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
    """The same in the phrase's title."""

    sounds: tuple[tuple[int, int], ...] = ()
    """Where words of `text` only sound like the query; never where `matched` is."""

    sounds_title: tuple[tuple[int, int], ...] = ()
    score: float = 0.0
    """Only the order means anything; 0 without a query."""

    variants: tuple[str, ...] = ()
    """编号 of the other wordings of its family that could be offered, best first."""

    used: bool = False
    """Whether the place already has it."""

    repeated: int | None = None
    """How many per cent of it stand in last year's report; nothing when that is not at hand."""


@dataclass(frozen=True)
class _Judged:
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
        """`memory` is what was accepted before.

        `settled` are the facts that will never be answered in this report (`relevance.settled`). A phrase that waits
        for one of them is not for this report: nobody without a 公众号 says how much it published, and nothing
        takes its place.
        """
        self.settled = frozenset(settled)
        self.bank = bank
        self.report = report if isinstance(report, Report) else Report(report)
        self.form = form or bank.form_for(self.report.year)
        self.memory = memory or Memory()
        self._judgements: dict[int, _Judged] = {}
        self._shares: dict[int, int] = {}
        self._reasons: dict[int, str] = {}
        self._words: dict[int, Rendered] = {}
        self._standing_in: dict[str | None, frozenset[str]] = {}

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
    def _positions(self) -> tuple[int, ...]:
        return tuple(self.meant)

    @property
    def judged(self) -> Mapping[int, _Judged]:
        """What is to be said of each phrase, by its place in the bank; other years and organs are not in it."""
        return MappingProxyType({position: self._of(position) for position in self.meant})

    def applies(self, phrase: Phrase) -> Applies:
        """Return whether a phrase agrees with the report; one of another year, form or kind of organ does not."""
        position = self.bank.positions[phrase.id]
        return self._of(position).applies if position in self.meant else Applies.NO

    def _of(self, position: int) -> _Judged:
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

    def _judge(self, phrase: Phrase, organ: bool | None) -> _Judged:
        holds = True if phrase.condition is None else test(phrase.condition, self.context)
        dated = phrase.first_year is not None or phrase.last_year is not None
        if holds is False or self._in_vain(phrase):
            applies = Applies.NO
        elif holds is None or organ is None or (dated and self.report.year is None):
            applies = Applies.UNKNOWN
        else:
            applies = Applies.YES
        proven = phrase.condition is not None and applies is Applies.YES
        return _Judged(applies, organ, proven, phrase, self.context)

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

    # Choosing

    def suggest(
        self, query: str = "", place: str | None = None, limit: int = 5, folded: int = 3
    ) -> tuple[Suggestion, ...]:
        """Return phrases for a query or a place; see the function `suggest`."""
        if query.strip():
            return self._found(query.strip(), place, limit, folded)
        return self._needed(place, limit)

    def is_sure(self, query: str, found: Iterable[Suggestion]) -> bool:
        """Whether what was found is likely meant; if not, it is shown as perhaps related (可能相关)."""
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
            self._positions,
            self._remembered(query),
        )
        hits = {hit.position: hit.score for hit in found}
        usable = [at for at in hits if self._of(at).applies is not Applies.NO]
        enough = _WORTH_FOLDING * max(hits.values(), default=0.0)
        contrary = [at for at in hits if self._of(at).applies is Applies.NO and hits[at] >= enough]
        shown = (
            *self._best_of_each(usable, hits, limit),
            *self._best_of_each(contrary, hits, folded),
        )
        return tuple(self._offer(at, others, query, place, hits[at]) for at, others in shown)

    def _bonus(self, position: int, place: str | None) -> float:
        """Return what the place and the answers add: little, for both may mislead."""
        judged = self._of(position)
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
            if self.bank.positions.get(known) in self.meant
        }

    def _needed(self, place: str | None, limit: int) -> tuple[Suggestion, ...]:
        usable = [
            at
            for at in self._positions
            if (not place or self.bank.phrases[at].stands_in(place))
            and self._of(at).applies is not Applies.NO
        ]
        used = self._topics_used(place)
        asked = self._measures_asked() if place else frozenset[str]()

        def order(at: int) -> tuple[bool, int, bool, bool, int, int]:
            judged = self._of(at)
            return (
                judged.phrase.topic in used,
                judged.applies.rank,
                bool(asked) and judged.phrase.topic not in asked,
                judged.gaps > 0,
                self._rarity(at),
                at,
            )

        families = list(_families(self.bank, sorted(usable, key=order)))[:limit]
        shown = [self._chosen(members, members) for members in families]
        return tuple(self._offer(at, others, "", place, 0.0) for at, others in shown)

    def _best_of_each(
        self, positions: Sequence[int], scores: Mapping[int, float], limit: int
    ) -> list[tuple[int, tuple[int, ...]]]:
        """Return the variant to show of each family, with the others; families ordered by their best hit.

        Among variants that answer the query about as well, the one that fits the report best is shown.
        """
        ranked = sorted(positions, key=lambda at: (-scores[at], self._rarity(at), at))
        chosen: list[tuple[int, tuple[int, ...]]] = []
        for members in list(_families(self.bank, ranked))[:limit]:
            best = scores[members[0]]
            close = [at for at in members if scores[at] >= best - _AS_GOOD * abs(best)]
            chosen.append(self._chosen(close, members))
        return chosen

    def _chosen(self, close: list[int], members: list[int]) -> tuple[int, tuple[int, ...]]:
        best = min(close, key=self._fit)
        return best, tuple(at for at in sorted(members, key=self._fit) if at != best)

    def _fit(self, position: int) -> tuple[int, int, bool, int, int]:
        judged = self._of(position)
        return (*judged.fit, position)

    def _rarity(self, position: int) -> int:
        return self.bank.topics[self.bank.phrases[position].topic].rarity

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

    def _offer(
        self, position: int, others: tuple[int, ...], query: str, place: str | None, score: float
    ) -> Suggestion:
        from assistant.phrases.search import matched, matched_sound

        phrase = self.bank.phrases[position]
        done = self._rendered(position)
        return Suggestion(
            phrase=phrase,
            applies=self._of(position).applies,
            why=self._why(position, query, done.text),
            text=done.text,
            spans=done.spans,
            pending=done.pending,
            matched=matched(query, done.text) if query else (),
            matched_title=matched(query, phrase.title) if query else (),
            sounds=matched_sound(query, done.text) if query else (),
            sounds_title=matched_sound(query, phrase.title) if query else (),
            score=score,
            variants=tuple(self.bank.phrases[at].id for at in others),
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

    def _why(self, position: int, query: str, text: str) -> str:
        phrase = self.bank.phrases[position]
        standing = self._reasons.get(position)
        if standing is None:
            standing = self._standing(phrase, self._of(position).organ)
            self._reasons[position] = standing
        gaps = text.count(GAP)
        if gaps:
            standing = f"{standing}有{gaps}处待补。"
        return f"{self._hit(phrase, query, text)}；{standing}" if query else standing

    def _hit(self, phrase: Phrase, query: str, text: str) -> str:
        """Return what of the query a phrase has: words of its title, a keyword, of its text, of its topic.

        What only sounds the same is said to, with the words it is taken for.
        """
        from assistant.phrases.search import covers, matched, matched_sound

        if found := _pieces(matched(query, phrase.title), phrase.title):
            return f"标题有{found}"
        if keyword := max(phrase.keywords, key=lambda word: covers(query, word), default=""):
            if covers(query, keyword):
                return f"关键词“{keyword}”"
            if found := _pieces(matched_sound(query, phrase.title), phrase.title):
                return f"标题有{found}（同音）"
        for keyword in phrase.keywords:
            if matched_sound(query, keyword):
                return f"关键词“{keyword}”（同音）"
        return self._hit_beyond(phrase, query, text)

    def _hit_beyond(self, phrase: Phrase, query: str, text: str) -> str:
        """Return what of the query stands in the text of a phrase or in what people call its topic."""
        from assistant.phrases.search import covers, matched, matched_sound

        if spans := matched(query, text) or matched_sound(query, text):
            start, end = max(spans, key=lambda span: span[1] - span[0])
            return f"正文有“{text[start:end]}”"
        topic = self.bank.topics[phrase.topic]
        if any(covers(query, word) for word in (topic.name, *topic.said)):
            return f"话题“{topic.name}”"
        if any(phrase.id == one for one in self.memory.recalled(query)):
            return "以前这样找过，用的是它"
        return "拼音首字母相同" if query.isascii() else "有相同的字"

    def _standing(self, phrase: Phrase, organ: bool | None) -> str:
        if organ is None:
            return f"{phrase.organs}用；机关类型或业务领域还没有答。"
        if self.report.year is None and (phrase.first_year or phrase.last_year):
            return f"{_years(phrase)}的年报用；{YEAR}还没有答。"
        if in_vain := self._in_vain(phrase):
            return f"要用到{'、'.join(in_vain)}；按前面的回答，没有这一项。"
        return explain_condition(phrase.condition, self.context, self.form)


def _within(own: str, place: str | None) -> bool:
    return not place or own == place or own.startswith(f"{place}.")


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


def _pieces(spans: tuple[tuple[int, int], ...], words: str) -> str:
    return "、".join(f"“{words[start:end]}”" for start, end in spans)
