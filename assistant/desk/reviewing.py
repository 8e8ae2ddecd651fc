"""The wording of the whole report, paragraph by paragraph, for somebody who reads it over before it leaves the house.

That a paragraph was read and found right is an answer of the draft, `看过.` and its place: a mark for each such
paragraph, made from its words. When a figure in it changes, its words do, and it is to be read again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from assistant import content
from assistant.desk.standing import Standing
from assistant.desk.wording import Wording
from assistant.finding import Finding, Level
from assistant.report import SEEN, TEXT, Paragraph, Value

if TYPE_CHECKING:
    from assistant.expressions import Span
    from assistant.passages import Passage
    from assistant.phrases.difference import Piece
    from assistant.phrases.phrase import Phrase
    from assistant.phrases.reuse import Reuse

_MARK: Final = 12
"""Hexadecimal digits of the mark of a paragraph that was read."""


class Made(StrEnum):
    """How a paragraph came about."""

    UNCHANGED = "未改"
    """A phrase as it was offered; its figures follow the cells."""

    EDITED = "改过"
    OWN = "自写"


@dataclass(frozen=True)
class Reviewed:
    """One paragraph with everything to be said of it."""

    place: str
    at: int
    """Its number in its place, from 0."""

    paragraph: Paragraph
    made: Made
    text: str
    """The words as they read now."""

    slots: tuple[Span, ...]
    """Which words come from which cell or fact."""

    pending: int
    """How many gaps are open in it."""

    phrase: Phrase | None
    """The phrase it came from, if the bank still has it."""

    changed: tuple[Piece, ...]
    """What was changed of the phrase's words; empty unless it was."""

    reuse: Reuse | None
    """How much of it stands in last year's report; nothing when that is not at hand."""

    too_alike: bool
    """Whether that is as much as is to be looked at."""

    findings: tuple[Finding, ...]
    """What the checks say of it, the gravest first."""

    others: tuple[Phrase, ...]
    """Other wordings of the same that agree with the report."""

    seen: bool
    """Whether it was read and found right as it stands."""

    @property
    def wrong(self) -> int:
        """How many findings there are that are more than hints."""
        return sum(one.level is not Level.HINT for one in self.findings)


class Reviewing(Standing, Wording):
    """All paragraphs of an open draft."""

    def review(self) -> tuple[Reviewed, ...]:
        """Return every paragraph of the report in its order."""
        return tuple(one for place in self.form.places for one in self._in_place(place))

    def _in_place(self, place: str) -> Iterator[Reviewed]:
        paragraphs = self.report.paragraphs(place)
        passages = iter(self.passages.get(place, ()))
        marks = self.report.text_fact(SEEN + place).split()
        for at, paragraph in enumerate(paragraphs):
            passage = next(passages) if paragraph.text.strip() else None
            yield self._reviewed(place, at, paragraph, passage, marks)

    def _reviewed(
        self,
        place: str,
        at: int,
        paragraph: Paragraph,
        passage: Passage | None,
        marks: Sequence[str],
    ) -> Reviewed:
        text, pending = self.rendered(paragraph)
        phrase = self._bank.by_id.get(paragraph.phrase)
        made = _made(paragraph)
        reuse = self.suggester.earlier.measure(text) if self.suggester.earlier else None
        return Reviewed(
            place=place,
            at=at,
            paragraph=paragraph,
            made=made,
            text=text,
            slots=passage.slots if passage else (),
            pending=pending,
            phrase=phrase,
            changed=self._changed(phrase, text) if made is Made.EDITED and phrase else (),
            reuse=reuse,
            too_alike=reuse is not None and reuse.share >= self.much_reused,
            findings=tuple(sorted(self._findings(place, at, passage), key=_gravity)),
            others=self._others(phrase),
            seen=_mark(text) in marks,
        )

    def _changed(self, phrase: Phrase, text: str) -> tuple[Piece, ...]:
        from assistant.phrases.difference import difference

        offered, _ = self.rendered(Paragraph(phrase.text, phrase=phrase.id, bound=True))
        return difference(offered, text)

    def _findings(self, place: str, at: int, passage: Passage | None) -> Iterator[Finding]:
        """Yield what is said of the words of a paragraph; what is said of a place at large, at its first one."""
        for finding in self.checked.findings:
            if finding.place != place and TEXT + place not in finding.fields[:1]:
                continue
            if finding.span is None or finding.place != place:
                if at == 0:
                    yield finding
            elif passage and passage.start <= finding.span[0] <= passage.start + len(passage.text):
                yield finding

    def _others(self, phrase: Phrase | None) -> tuple[Phrase, ...]:
        from assistant.phrases.judging import Applies

        if phrase is None:
            return ()
        return tuple(
            other
            for other in self._bank.families[phrase.family]
            if other is not phrase and self.suggester.applies(other) is not Applies.NO
        )

    @property
    def much_reused(self) -> int:
        """From how many per cent on what stands in last year's report too is to be looked at."""
        knowledge = content.standards().standards.knowledge
        return knowledge.thresholds.reused if knowledge else 100

    def seen(self, one: Reviewed) -> Mapping[str, Value | None]:
        """Return the answers that say a paragraph was read and found right; said again, they take it back."""
        marks = self.report.text_fact(SEEN + one.place).split()
        own = _mark(one.text)
        # Marks of words that are gone are dropped here: they would only pile up.
        standing = {_mark(self.rendered(each)[0]) for each in self.report.paragraphs(one.place)}
        kept = [mark for mark in marks if mark in standing and mark != own]
        if not one.seen:
            kept.append(own)
        return {SEEN + one.place: " ".join(kept) or None}

    def swapped(self, one: Reviewed) -> Mapping[str, Value | None] | None:
        """Return the answers that put another wording in place of a paragraph, or nothing when there is none."""
        other = self.other_wording(one.paragraph)
        if other is None:
            return None
        paragraphs = self.report.paragraphs(one.place)
        return {TEXT + one.place: (*paragraphs[: one.at], other, *paragraphs[one.at + 1 :])}


def _gravity(finding: Finding) -> int:
    return list(Level).index(finding.level)


def _made(paragraph: Paragraph) -> Made:
    if paragraph.bound:
        return Made.UNCHANGED
    return Made.EDITED if paragraph.phrase else Made.OWN


def _mark(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:_MARK]
