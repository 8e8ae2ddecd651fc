"""Every phrase that ships, filled with the answers of several organs, raises no finding about its words or numbers."""

from collections.abc import Callable, Iterator

import pytest

from assistant import checks, content
from assistant.expressions import render
from assistant.forms import Form
from assistant.phrases.suggest import Applies, Suggester
from assistant.report import TEXT, Paragraph, Report
from tests.phrases.organs import bureau, city, town

Organ = Callable[[int], tuple[Form, Report]]

LEAD_IN = (
    "根据《中华人民共和国政府信息公开条例》（以下简称《条例》）和《政府信息公开信息处理费管理办法》"
    "（以下简称《办法》）编制。"
)

ABOUT_THE_WHOLE = {"Q-LEN", "Q-NOFACT", "Q-NOPROB", "Q-PAIR", "Q-VAGUE", "Q-LEADIN", "Q-PLACE"}
"""Rules about a section as a whole, which one sentence alone is not; and gaps a phrase leaves on purpose."""


def alone(organ: Organ, year: int) -> Iterator[tuple[str, str, Report]]:
    """Yield every phrase that fits the organ, its words, and the organ's report with nothing but this phrase in it."""
    form, report = organ(year)
    found = Suggester(content.bank().bank, form, report)
    for judged in found.judge.judged.values():
        phrase = judged.phrase
        if judged.applies is Applies.YES and phrase.places[0] in form.places:
            words = render(phrase.template, found.context).text
            place = phrase.places[0]
            texts = {TEXT + "前言": (Paragraph(LEAD_IN),), TEXT + place: (Paragraph(words),)}
            yield phrase.id, words, report.with_answers(texts)


@pytest.mark.parametrize("year", [2019, 2021, 2025])
@pytest.mark.parametrize("organ", [town, bureau, city])
def test_no_phrase_is_complained_about(organ: Organ, year: int) -> None:
    """What the program offers stands up to its own rules."""
    form, _ = organ(year)
    standards = content.standards().standards
    found = [
        f"{phrase} {each.code}：{each.message}"
        for phrase, _, report in alone(organ, year)
        for each in checks.run(form, report, standards=standards).findings
        if each.place
        and each.fields[0].startswith(TEXT)
        and each.code not in checks.GAPS | ABOUT_THE_WHOLE
    ]

    assert [] == found
