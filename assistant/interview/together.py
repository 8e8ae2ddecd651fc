"""Questions beside each other: what a condition may speak of, and that nothing is asked twice."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import product

from assistant.entries import Entry
from assistant.expressions import Condition, test
from assistant.forms import BUILT_IN, Form
from assistant.interview.script import Asks, Question
from assistant.problem import Problem, nearest
from assistant.report import Value

COMBINATIONS = 20_000
"""How many combinations of answers are tried to show that two conditions exclude each other."""

Asked = tuple[Question, Entry]
"""A question, and the entry that writes it."""


def together(
    asked: Sequence[Asked], forms: tuple[Form, ...]
) -> tuple[tuple[Question, ...], tuple[Problem, ...]]:
    """Return the questions whose conditions and targets agree with the questions before them; and every complaint."""
    comparing = _Comparing(forms)
    return comparing.compared(asked), tuple(comparing.problems)


@dataclass
class _Comparing:
    """What is known while the questions are compared."""

    forms: tuple[Form, ...]
    problems: list[Problem] = field(default_factory=list)

    def complain(self, entry: Entry, key: str, message: str) -> None:
        self.problems.append(entry.problem(key, message))

    def compared(self, asked: Sequence[Asked]) -> tuple[Question, ...]:
        """Return the questions that suit those before them."""
        sound: list[Question] = []
        facts: set[str] = set()
        for question, entry in asked:
            own = {question.fills} if question.is_fact else set()
            fine = [
                self.names_known(entry, question, "条件", question.condition, facts),
                self.names_known(entry, question, "校验", question.constraint, facts | own),
                self.asked_once(entry, question, sound),
            ]
            facts |= own
            if all(fine):
                sound.append(question)
        return tuple(sound)

    def names_known(
        self,
        entry: Entry,
        question: Question,
        key: str,
        expression: Condition | None,
        facts: set[str],
    ) -> bool:
        if expression is None:
            return True
        known = {*facts, *BUILT_IN}
        for form in self.forms:
            if question.serves(form):
                known |= form.fields.keys() | form.group_names
        unknown = sorted(set(expression.names) - known)
        for name in unknown:
            self.complain(
                entry, key, f"前面没有问过“{name}”，表里也没有这一格{nearest(name, known)}"
            )
        return not unknown

    def asked_once(self, entry: Entry, question: Question, before: Sequence[Question]) -> bool:
        """Complain when an earlier question fills the same name and both could be asked in one report."""
        for other in before:
            if other.fills == question.fills and not self.exclusive(other, question, before):
                self.complain(
                    entry,
                    "填入",
                    f"“{question.fills}”在{other.path}第{other.line}行已经问过。"
                    "请删去一问，或者给两问写上不会同时成立的“条件”或“格式”。",
                )
                return False
        return True

    def exclusive(self, one: Question, two: Question, before: Sequence[Question]) -> bool:
        if one.forms and two.forms and not one.forms & two.forms:
            return True
        if one.condition is None or two.condition is None:
            return False
        names = sorted(set(one.condition.names) | set(two.condition.names))
        domains = [_domain(name, before) for name in names]
        size = 1
        for domain in domains:
            size *= len(domain)
        if not 0 < size <= COMBINATIONS:
            return False
        answers: Iterator[dict[str, Value]] = (
            dict(zip(names, values, strict=True)) for values in product(*domains)
        )
        return not any(
            test(one.condition, context) and test(two.condition, context) for context in answers
        )


def _domain(name: str, before: Sequence[Question]) -> tuple[Value, ...]:
    """Return every answer a fact can have, when they can be counted."""
    for question in before:
        if question.fills == name:
            match question.asks:
                case Asks.YES_NO:
                    return (True, False)
                case Asks.CHOICE:
                    return question.choices
    return ()
