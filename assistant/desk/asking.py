"""The conversation: what to ask, what an answer means, what it changes."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping, Sequence

from assistant import content
from assistant.changes import Via
from assistant.desk.replies import (
    Doubtful,
    Heard,
    NotUnderstood,
    PassedOver,
    Reply,
    Understood,
)
from assistant.desk.standing import Standing
from assistant.interview import session
from assistant.interview.script import LEAD_IN, Asks, Question, spoken
from assistant.report import Number, Value


class Asking(Standing):
    """Questions and answers over an open draft."""

    def question(self, after: str | None = None) -> Question | None:
        """Return the next question without an answer, from the start or after another question.

        Past the last one come the required questions that were left; nothing when there are none.
        """
        found = session.next_question(self.script, self.form, self.report, after)
        if found is not None or after is None:
            return found
        asked = session.relevant(self.script, self.form, self.report)
        return next((q for q in asked if q.required and not self.is_answered(q)), None)

    def required_after(self, question: Question) -> tuple[Question | None, int]:
        """Return the next required question without an answer, and how many optional ones lie before it."""
        passed = 0
        following = self.question(question.id)
        while following is not None and not following.required:
            passed += 1
            following = self.question(following.id)
        return following, passed

    def asked_now(self) -> frozenset[str]:
        """Return the 编号 of every question that is asked in the report as it stands."""
        return frozenset(q.id for q in session.relevant(self.script, self.form, self.report))

    def made_necessary(self, before: frozenset[str]) -> Question | None:
        """Return the first open required question that was not asked before."""
        asked = session.relevant(self.script, self.form, self.report)
        new = (q for q in asked if q.required and q.id not in before)
        return next((q for q in new if not self.is_answered(q)), None)

    def previous(self, question: Question | None) -> Question | None:
        """Return the question asked before this one; at the end of the interview, the last one asked."""
        if question is None:
            asked = session.relevant(self.script, self.form, self.report)
            return asked[-1] if asked else None
        return session.previous_question(self.script, self.form, self.report, question.id)

    def default(self, question: Question) -> session.Default | None:
        """Return the answer to offer for Enter."""
        today = dt.datetime.now().astimezone().date()
        return session.default(self.script, question, self.form, self.report, today)

    def recognised(self) -> Sequence[tuple[Question, session.Default]]:
        """Return the first open questions about the organ itself with the answers that its name suggests.

        Up to the first one without such an answer; an answer may decide which question comes next.
        """
        today = dt.datetime.now().astimezone().date()
        found: list[tuple[Question, session.Default]] = []
        report = self.report
        question = session.next_question(self.script, self.form, report)
        while question is not None and question.section == LEAD_IN and question.required:
            offered = session.default(self.script, question, self.form, report, today)
            if offered is None:
                break
            found.append((question, offered))
            report = report.with_answers({question.fills: offered.value})
            question = session.next_question(self.script, self.form, report)
        return found

    def hear(self, question: Question, typed: str, focus: str = "", before: str = "") -> Heard:
        """Return what a sentence would fill; nothing is written before it is confirmed.

        Asked whether there were any, a clerk may say how many: that is a yes, and the cells.
        """
        from assistant import claims, hearing
        from assistant.claims.filling import answers

        heard = claims.fill(typed, self.form, self.report, focus or self._focus(question), before)
        asking = {name: self.asking(name) for name in heard.fills if "." not in name}
        repeated = hearing.repeated(self.form, heard, self.report, asking) if heard.fills else ""
        said = {**self._yes(question, heard.fills), **answers(self.form, self.report, heard)}
        short = hearing.in_short(self.form, heard, asking)
        return Heard(repeated, hearing.asked_back(heard), said, heard.focus, heard.open, short)

    def overhear(
        self, question: Question, typed: str, focus: str = "", before: str = ""
    ) -> tuple[str, ...]:
        """Return what a sentence being typed would fill and what it would leave to be asked, a line each.

        Nothing for a lone number, for words where words are asked for, and for what the question itself understands.
        """
        may_tell = _is_sentence(question, typed) or bool(self._speaks_of(question))
        if question.table:
            may_tell = _has_both(typed)
        if not may_tell or not isinstance(
            session.understand(question, typed, self.form, self.report), session.Refused
        ):
            return ()
        heard = self.hear(question, typed, focus, before)
        return heard.in_short if heard.repeated or question.table else ()

    def _yes(self, question: Question, fills: Mapping[str, Number]) -> Mapping[str, Value | None]:
        """Return the yes that lies in a number other than 0 of what a question asks about."""
        about = self._speaks_of(question)
        there = any(value and name.startswith(about) for name, value in fills.items())
        yes = session.consequences(self.script, self.form, self.report, question, True)
        return yes.changes if there else {}

    def _speaks_of(self, question: Question) -> tuple[str, ...]:
        """Return how the names begin of the cells a yes-or-no question is about: those it fills with 0, or a table."""
        if question.asks is not Asks.YES_NO or question.zeros_when is True:
            return ()
        tables = (
            f"{asked.table}."
            for asked in self.script.questions
            if asked.table and asked.condition and asked.condition.source == question.fills
        )
        return tuple(pattern.removesuffix("*") for pattern in question.zeros) or tuple(tables)

    def _focus(self, question: Question) -> str:
        """Return what a sentence is about before it says so."""
        if question.asks is Asks.YES_NO:
            return next(iter(self._speaks_of(question)), "").removesuffix(".")
        return question.table or question.fills

    def answer(self, question: Question, typed: str, focus: str = "", before: str = "") -> Reply:
        """Take an answer: save it, or say why not, or ask whether what it makes pointless may go.

        Any sentence that fills a cell or a fact may be an answer; `focus` is what the sentence before spoke of last,
        `before` that sentence if it was asked back.
        """
        match session.understand(question, typed, self.form, self.report, self.default(question)):
            case session.Refused() if question.table:
                return self.hear(question, typed, focus, before)
            case session.Refused(sentence):
                sentence_too = _is_sentence(question, typed) or bool(self._speaks_of(question))
                heard = self.hear(question, typed) if sentence_too else None
                return heard if heard is not None and heard.repeated else NotUnderstood(sentence)
            case session.Skipped(sentence):
                return PassedOver(sentence)
            case session.Answer(value, echo):
                return self._take(question, value, echo)

    def _take(self, question: Question, value: Value, echo: str) -> Reply:
        follow = session.consequences(self.script, self.form, self.report, question, value)
        via = Via.ZERO if follow.zeros else Via.TYPED
        if follow.loses:
            return Doubtful(follow.sentence, follow.changes, echo, via)
        return self.confirm(Doubtful(follow.sentence, follow.changes, echo, via), question)

    def confirm(self, doubtful: Doubtful, question: Question) -> Understood:
        """Save an answer with all its consequences."""
        self.draft.append(doubtful.answers, doubtful.via, question.id)
        self.form = self._form()
        return Understood(doubtful.echo, doubtful.sentence + self.unusual(question.fills))

    def askable(self, names: Iterable[str]) -> tuple[str, ...]:
        """Return those open names that a question asks for and no cell holds, to be asked on the spot."""
        return tuple(
            name
            for name in dict.fromkeys(names)
            if "." not in name and name not in self.report.answers and self.script.filling(name)
        )

    def asking(self, name: str) -> str:
        """Return the question that asks for a name."""
        question = self.question_named(name)
        return spoken(question.text, self.report.year) if question else name

    def answer_named(self, name: str, typed: str) -> Reply | None:
        """Take an answer for a name out of turn; nothing when no question asks for it."""
        question = self.question_named(name)
        return self.answer(question, typed) if question else None

    def position(self, question: Question) -> tuple[str, int, int]:
        """Return the section's title, the question's number in it, and how many it has."""
        asked = [
            q
            for q in session.relevant(self.script, self.form, self.report)
            if q.section == question.section
        ]
        number = asked.index(question) + 1 if question in asked else 0
        return self.section_title(question.section), number, len(asked)

    def last_year_words(self, question: Question) -> str:
        """Return what last year's report answers to a question, or its words to look at; empty when it says nothing."""
        if question.compares:
            return self.last_year_text(question.compares)
        value = self.last_years(question.fills)
        if value is None or question.table or question.place:
            return ""
        return session.written(question, self.form, value)

    def last_year_text(self, place: str) -> str:
        """Return last year's words of a place and of the places within it, a paragraph a line."""
        from assistant.passages import passages

        last = self.report.last_year()
        written = passages(content.form_for_year((self.report.year or 0) - 1), last) if last else {}
        return "\n".join(
            passage.text
            for name, found in written.items()
            if name == place or name.startswith(f"{place}.")
            for passage in found
        )


_CHINESE = re.compile("[\u4e00-\u9fff]")
_WORDS = 3
"""Chinese characters that a number with its unit may have: 十二件."""

_COUNTS = (Asks.COUNT, Asks.CHANGE, Asks.AMOUNT, Asks.YUAN, Asks.QUANTITY)


def _has_both(typed: str) -> bool:
    """Say whether a line has a figure with words to it, or words enough to say that there is none."""
    words = len(_CHINESE.findall(typed))
    return words > _WORDS or (words > 1 and any(char.isdigit() for char in typed))


def _is_sentence(question: Question, typed: str) -> bool:
    """Say whether a sentence stands where a number was asked for: at least a word beside the number."""
    return question.asks in _COUNTS and len(_CHINESE.findall(typed)) > _WORDS
