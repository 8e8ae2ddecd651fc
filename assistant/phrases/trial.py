"""Every phrase tried on invented organs: filled with their answers, its words are checked like those of a report.

The organs are written in `trial.toml`: a township that had nothing, a district's bureau, a city over all its organs,
and some with what is rare.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import product
from typing import TYPE_CHECKING, Any, Final

from assistant.expressions import render
from assistant.forms import Form
from assistant.phrases.bank import Bank
from assistant.phrases.judging import Applies, Judge
from assistant.phrases.phrase import Phrase
from assistant.problem import Problem
from assistant.report import DOMAIN, KIND, TEXT, YEAR, Paragraph, Report, Value

if TYPE_CHECKING:
    from assistant.checks.standards import Standards

LEAD_IN: Final = (
    "根据《中华人民共和国政府信息公开条例》（以下简称《条例》）和《政府信息公开信息处理费管理办法》"
    "（以下简称《办法》）编制。"
)
"""Where the short names are introduced that phrases use."""

WHOLE: Final = frozenset(
    ("Q-LEN", "Q-NOFACT", "Q-NOPROB", "Q-PAIR", "Q-VAGUE", "Q-LEADIN", "Q-PLACE")
)
"""Rules about a section as a whole, which one sentence alone is not; and gaps a phrase leaves on purpose."""


ENOUGH: Final = 6
"""Reports a phrase is tried in: three organs in both forms."""


@dataclass(frozen=True)
class Trial:
    """One invented organ."""

    facts: Mapping[str, Value]
    cells: Mapping[str, Value]
    """Cells that are not zero, of all forms."""

    def report(self, form: Form, year: int) -> Report:
        """Return its report of a year; every cell that is not given is 0."""
        zeros: dict[str, Value] = {name: 0 for name, cell in form.fields.items() if not cell.total}
        known = {name: value for name, value in self.cells.items() if name in form.fields}
        return Report({**zeros, **self.facts, YEAR: year, **known})

    def suiting(self, phrase: Phrase, form: Form, year: int) -> Report:
        """Return its report as if it were of a kind and in a field that a phrase is written for."""
        organ: dict[str, Value] = {}
        if phrase.kinds:
            organ[KIND] = min(phrase.kinds)
        if phrase.domains:
            organ[DOMAIN] = min(phrase.domains)
        return self.report(form, year).with_answers(organ)


def parse(text: str) -> Mapping[str, Trial]:
    """Return the organs of a file by their names, in its order."""
    found: dict[str, Trial] = {}
    whole = tomllib.loads(text, parse_float=lambda number: Decimal(number.removesuffix(".0")))
    for name, organ in whole.items():
        found[name] = _trial(organ, found)
    return found


def _trial(organ: Mapping[str, Any], before: Mapping[str, Trial]) -> Trial:
    like = before[organ["like"]].facts if "like" in organ else {}
    gone = organ.get("without", ())
    facts = {name: value for name, value in like.items() if name not in gone}
    return Trial(facts | organ.get("facts", {}), organ.get("cells", {}))


def complaints(
    bank: Bank, trials: Iterable[Trial], standards: Standards, *, own_only: bool
) -> Iterator[Problem]:
    """Yield what the checks say of phrases as they would stand in a report, at the line of the phrase.

    What no organ here could say because it is written for other organs or other years is tried on one that has the
    kind and field of work, and the year, that it is written for.
    """
    organs = tuple(trials)
    tried: Counter[str] = Counter()
    for trial in organs:
        for form in bank.forms:
            judge = Judge(bank, form, trial.report(form, _year(form)))
            for judged in judge.judged.values():
                phrase = judged.phrase
                wanted = (phrase.own or not own_only) and tried[phrase.id] < ENOUGH
                if judged.applies is Applies.YES and wanted:
                    tried[phrase.id] += 1
                    yield from _complaints(judge, form, phrase, standards)
    for phrase in bank.phrases:
        if not tried[phrase.id] and (phrase.own or not own_only):
            for judge, form in suited(bank, phrase, organs):
                yield from _complaints(judge, form, phrase, standards)


def suited(bank: Bank, phrase: Phrase, trials: Iterable[Trial]) -> Iterator[tuple[Judge, Form]]:
    """Yield the first report that a phrase agrees with, of an organ as it is written for, or nothing."""
    for form, trial in product(bank.forms, trials):
        year = min(max(_year(form), phrase.first_year or 0), phrase.last_year or _year(form))
        if form.serves(year):
            judge = Judge(replace(bank, phrases=(phrase,)), form, trial.suiting(phrase, form, year))
            if judge.judged and judge.of(0).applies is Applies.YES:
                yield judge, form
                return


def _year(form: Form) -> int:
    return form.last_year or max(form.first_year, 2025)


def _complaints(
    found: Judge, form: Form, phrase: Phrase, standards: Standards
) -> Iterator[Problem]:
    from assistant import checks

    words = render(phrase.template, found.context).text
    for place in _standing(phrase.places, form):
        texts = {TEXT + "前言": (Paragraph(LEAD_IN),), TEXT + place: (Paragraph(words),)}
        report = found.report.with_answers(texts)
        for finding in checks.run(form, report, standards=standards).findings:
            about_words = finding.place and finding.fields[0].startswith(TEXT)
            if about_words and finding.code not in checks.GAPS | WHOLE:
                message = f"“正文”：用在年报里，核对会提示“{finding.message}”（{finding.code}）。"
                yield Problem(phrase.path, phrase.line, message)


def _standing(places: Sequence[str], form: Form) -> Sequence[str]:
    """Return the first place that the form has: the words are the same everywhere."""
    return [place for place in places if place in form.places][:1]
