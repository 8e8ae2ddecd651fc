"""The words of the report: what stands there, what could, what is kept for next time."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from assistant import content
from assistant.desk.opened import OpenDraft
from assistant.desk.replies import NotKept, NotUnderstood
from assistant.drafts import remembered
from assistant.forms import BUILT_IN, context
from assistant.interview import session
from assistant.passages import Passage, passages
from assistant.report import Paragraph, Report, Value

if TYPE_CHECKING:
    from assistant.expressions import Span
    from assistant.phrases.bank import Bank
    from assistant.phrases.suggest import Suggester, Suggestion


_GAP = re.compile(r"【待补：([^】]+)】")

OPEN = "【待补"
"""How an open slot begins in words to print."""


class Wording(OpenDraft):
    """Paragraphs and phrases over an open draft."""

    _suggester: Suggester | None = None
    _names: tuple[Report, Mapping[str, Value]] | None = None
    _passages: tuple[Report, Mapping[str, tuple[Passage, ...]]] | None = None

    def _context(self) -> Mapping[str, Value]:
        if self._names is None or self._names[0] is not self.report:
            self._names = (self.report, context(self.form, self.report))
        return self._names[1]

    def rendered(self, paragraph: Paragraph) -> tuple[str, int]:
        """Return a paragraph's words as they read now, and how many slots are open in them."""
        if not paragraph.bound:
            return paragraph.text, paragraph.text.count(OPEN)
        from assistant import expressions

        template = expressions.compile_template(paragraph.text)
        if isinstance(template, expressions.ExpressionError):
            return f"【待补：这一句生成不了，{template.sentence.rstrip('。')}】", 1
        done = expressions.render(template, self._context(), self.form.called)
        return done.text, done.text.count(OPEN)

    @staticmethod
    def gaps(text: str) -> tuple[str, ...]:
        """Return what words leave open: “培训内容” of 【待补：培训内容】."""
        return tuple(dict.fromkeys(_GAP.findall(text)))

    def followed(self, text: str, slots: Iterable[Span]) -> str:
        """Return which words follow which answer: “12 ← 表三本年新收总计”; what needs no answer is left out."""
        told = dict.fromkeys(
            f"{text[slot.start : slot.end]} ← {self.form.called(slot.name).replace('”总计', '”')}"
            for slot in slots
            if slot.end > slot.start
            and slot.name not in BUILT_IN
            and not text.startswith(OPEN, slot.start)
        )
        return "　".join(told)

    def with_gap_filled(
        self, paragraph: Paragraph, gap: str, words: str
    ) -> Paragraph | NotUnderstood:
        """Return a paragraph with words in the place of a gap; it goes on following its cells."""
        if any(sign in words for sign in "{}【】"):
            return NotUnderstood("这里写不下大括号和【】，换个写法。")
        return replace(paragraph, text=paragraph.text.replace(f"【待补：{gap}】", words))

    @property
    def passages(self) -> Mapping[str, tuple[Passage, ...]]:
        """The paragraphs of every place that has words, as they read now."""
        if self._passages is None or self._passages[0] is not self.report:
            self._passages = (self.report, passages(self.form, self.report))
        return self._passages[1]

    @property
    def _bank(self) -> Bank:
        return content.bank(self.draft.path.parent).bank

    def warm_up(self) -> None:
        """Load and index the phrases, so that the first search is answered at once; for a thread of its own."""
        self._bank.index.warm()

    @property
    def suggester(self) -> Suggester:
        """What may be written, judged by the report as it stands and by what was taken before."""
        from assistant.phrases.suggest import Suggester

        if self._suggester is None or self._suggester.report is not self.report:
            settled = session.settled(self.script, self.form, self.report)
            memory = remembered.read()
            self._suggester = Suggester(self._bank, self.form, self.report, settled, memory)
        return self._suggester

    def suggest(self, place: str, query: str, limit: int = 12) -> tuple[Suggestion, ...]:
        """Return wording for a place, best first."""
        return self.suggester.suggest(query, place, limit)

    def how_found(self, query: str, found: Sequence[Suggestion]) -> str:
        """Return what to say of suggestions for a query that are none, or may not be meant; nothing otherwise."""
        if not found:
            return f"没有找到“{query}”，换几个字试试，或按 Ctrl+N 自己写。"
        if not self.suggester.is_sure(query, found):
            return f"没有很像“{query}”的，这些只是可能有关；换几个字试试，或按 Ctrl+N 自己写。"
        return ""

    def accepted(self, query: str, phrase: str) -> str:
        """Remember on this machine that a phrase was taken for a query; returns a sentence when that failed."""
        today = dt.datetime.now().astimezone().date()
        return remembered.write(remembered.read().with_accepted(query, phrase, today))

    def other_wording(self, paragraph: Paragraph) -> Paragraph | None:
        """Return the next wording of the same family that does not contradict the report, or nothing.

        An edited paragraph gets the phrase it came from first.
        """
        from assistant.phrases.judging import Applies

        current = self._bank.by_id.get(paragraph.phrase)
        if current is None:
            return None
        members = self._bank.families[current.family]
        at = members.index(current)
        own = () if paragraph.bound else (current,)
        for other in (*own, *members[at + 1 :], *members[:at]):
            if self.suggester.applies(other) is not Applies.NO:
                return Paragraph(other.text, phrase=other.id, bound=True)
        return None

    def keep_wording(self, paragraph: Paragraph, place: str, title: str, keywords: str) -> str:
        """Add a paragraph to the office's own phrases; returns where it went, or raises what is wrong with it."""
        from assistant.drafts import own_phrases
        from assistant.phrases.keeping import Wording, as_entry

        text, _ = self.rendered(paragraph)
        origin = self._bank.by_id.get(paragraph.phrase)
        close = [] if origin else list(self.suggest(place, text, 1))
        wording = Wording(
            text=text,
            title=title.strip(),
            place=place,
            keywords=tuple(word for word in re.split(r"[、，,\s]+", keywords) if word),
            topic=close[0].phrase.topic if close else "",
        )
        kept = as_entry(
            wording,
            self._bank,
            self.report,
            self._context(),
            self.script.facts,
            content.organs(),
            origin,
        )
        if kept.phrase is None:
            raise NotKept(
                "；".join(problem.message.rstrip("。") for problem in kept.problems) + "。"
            )
        file = own_phrases.keep(self.draft.path.parent, kept.entry)
        self._suggester = None
        return f"已存为语料：{file}"
