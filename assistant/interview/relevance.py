"""Which questions matter to a report, in which order, and which come next. Pure functions over values."""

from __future__ import annotations

from collections.abc import Mapping

from assistant.expressions import missing, test
from assistant.forms import Form, context
from assistant.interview.script import Question, Script
from assistant.report import Pending, Report, Value


def known(form: Form, report: Report) -> Mapping[str, Value]:
    """Return every name a condition may use; 待补 counts as not answered."""
    names = context(form, report)
    return {name: value for name, value in names.items() if not isinstance(value, Pending)}


def matters(
    question: Question, form: Form, report: Report, names: Mapping[str, Value] | None = None
) -> bool | None:
    """Return whether the question is to be asked; nothing while an answer it depends on is missing."""
    if question.place and not _place_open(question, form, report):
        return False
    if not question.serves(form):
        return False
    if question.forms and report.year is None:
        return None
    if question.condition is None:
        return True
    return test(question.condition, known(form, report) if names is None else names)


def _place_open(question: Question, form: Form, report: Report) -> bool:
    """Whether the form has the place and no text was given for its section as a whole."""
    place = form.places.get(question.place)
    if place is None or not place.serves(report.year):
        return False
    return place.id == place.section or not report.paragraphs(place.section)


def settled(script: Script, form: Form, report: Report) -> frozenset[str]:
    """Return the facts that stay without an answer for good, because another answer leaves them nothing to say.

    After “没有公众号” nobody asks how much it published. The report itself says nothing of such a fact, it is not 0
    there; but whatever waits for it, a phrase for instance, need not wait any longer.
    """
    names = known(form, report)
    found: set[str] = set()
    for fact in script.facts:
        if fact not in report.answers and all(
            _never_asked(question, form, report, names, found) for question in script.filling(fact)
        ):
            found.add(fact)
    return frozenset(found)


def _never_asked(
    question: Question, form: Form, report: Report, names: Mapping[str, Value], settled: set[str]
) -> bool:
    """Whether a question is certainly not asked: by the answers, or because it waits for settled facts only."""
    asked = matters(question, form, report, names)
    if asked is None and question.condition is not None:
        waits = missing(question.condition, names)
        return bool(waits) and settled.issuperset(waits)
    return asked is False


def relevant(script: Script, form: Form, report: Report) -> tuple[Question, ...]:
    """Return the questions that are asked in this report, answered or not, in the script's order."""
    names = known(form, report)
    return tuple(
        question for question in script.questions if matters(question, form, report, names)
    )


def answered(question: Question, form: Form, report: Report) -> bool:
    """Return whether the question has an answer (待补 is one); a table needs one in every cell but the totals."""
    names = question.governs(form)
    return bool(names) and all(name in report.answers for name in names)


def next_question(
    script: Script, form: Form, report: Report, after: str | None = None
) -> Question | None:
    """Return the next question without an answer, or nothing when there is none left.

    With `after` (a question's 编号) only later questions come: the interview never goes in circles. Without it
    the search begins at the start, and optional questions that were passed over are not asked again: those with
    an answered question later in their section, or where the first question of the next section is answered.
    """
    asked = relevant(script, form, report)
    done = {question.id for question in asked if answered(question, form, report)}
    if after is not None:
        later = _later(script, after)
        return next((q for q in asked if q.id in later and q.id not in done), None)
    return next(
        (
            question
            for at, question in enumerate(asked)
            if question.id not in done
            and (question.required or not _passed_over(question, asked[at + 1 :], done))
        ),
        None,
    )


def _passed_over(question: Question, later: tuple[Question, ...], done: set[str]) -> bool:
    next_section = next((other for other in later if other.section != question.section), None)
    went_on = next_section is not None and next_section.id in done
    return went_on or any(o.section == question.section and o.id in done for o in later)


def _later(script: Script, question_id: str) -> set[str]:
    ids = [question.id for question in script.questions]
    return set(ids[ids.index(question_id) + 1 :]) if question_id in ids else set(ids)


def following(script: Script, form: Form, report: Report, after: str) -> Question | None:
    """Return the question asked after this one, answered or not, or nothing at the end."""
    later = _later(script, after)
    return next((q for q in relevant(script, form, report) if q.id in later), None)


def previous_question(script: Script, form: Form, report: Report, before: str) -> Question | None:
    """Return the question asked before this one, answered or not, or nothing at the start."""
    later = _later(script, before) | {before}
    earlier = [q for q in relevant(script, form, report) if q.id not in later]
    return earlier[-1] if earlier else None
