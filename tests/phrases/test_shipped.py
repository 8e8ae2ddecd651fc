"""The phrases that ship: complete, in plain official style, true to the answers of several organs."""

import re
from collections import Counter
from collections.abc import Callable

import pytest

from assistant import content
from assistant.expressions import render
from assistant.forms import Form
from assistant.phrases.bank import Bank
from assistant.phrases.phrase import Phrase
from assistant.phrases.style import faults
from assistant.phrases.suggest import GAP, Applies, Suggester
from assistant.report import Report
from tests.phrases.organs import bureau, city, town

Organ = Callable[[int], tuple[Form, Report]]
ORGANS = (town, bureau, city)
YEARS = (2019, 2021, 2025)

UNSAID = frozenset("O07")
"""Topics that nobody should write about: leftovers of the format before 2019."""

ODD = re.compile(
    r"[，。；：、？！]{2,}|[{}｛｝]|[\u4e00-\u9fff] |\d [\u4e00-\u9fff]|、[。，；]|“”|（）|None|True|False"
)

PRINCIPLE = ("L", "G", "T")
"""Groups whose sentences may assert nothing of their own: bases, guiding thoughts, words before a table."""

PLANS = ("I",)
"""Groups that speak of next year."""

PLAIN = {"O01.无.1", "O01.无.2", "P21.引子.1"}
"""Single phrases that state nothing an answer could back."""


def rendered(bank: Bank, organ: Organ, year: int) -> list[tuple[Phrase, Applies, str]]:
    """Return every phrase meant for the organ, with its standing and its words."""
    found = Suggester(bank, *organ(year))
    return [
        (judged.phrase, judged.applies, render(judged.phrase.template, found.context).text)
        for judged in found.judge.judged.values()
    ]


def test_every_shipped_phrase_loads() -> None:
    """Nothing is wrong with the files."""
    assert () == content.bank(thorough=True).problems


def test_every_topic_has_a_phrase(bank: Bank) -> None:
    """Every topic of the taxonomy is covered, but for leftovers of older formats."""
    written = {phrase.topic for phrase in bank.phrases}

    assert {"O07"} == bank.topics.keys() - written


def test_topics_that_most_reports_write_about_have_a_choice(bank: Bank) -> None:
    """A common topic has two wordings or more."""
    counted = Counter(phrase.topic for phrase in bank.phrases)
    common = {topic.id for topic in bank.topics.values() if topic.common == "高"}

    assert set() == {topic for topic in common if counted[topic] < 2}


def test_problems_have_measures(bank: Bank) -> None:
    """Every problem topic names measures, and there are phrases for them."""
    written = {phrase.topic for phrase in bank.phrases}
    lonely = [
        topic.id
        for topic in bank.topics.values()
        if topic.id.startswith("P") and not written.issuperset(topic.measures or {"?"})
    ]

    assert [] == lonely


def test_ids_begin_with_topic_and_family(bank: Bank) -> None:
    """An id says topic, family and number: B01.未收到.1."""
    odd = [p.id for p in bank.phrases if not p.id.startswith(f"{p.topic}.")]

    assert [] == odd


@pytest.mark.parametrize("year", YEARS)
@pytest.mark.parametrize("organ", ORGANS, ids=lambda organ: organ.__name__)
def test_phrases_read_well_with_real_answers(bank: Bank, organ: Organ, year: int) -> None:
    """Filled with answers, every phrase that may be offered is a clean sentence that ends with a full stop."""
    offered = [(p, text) for p, applies, text in rendered(bank, organ, year) if applies != "no"]
    odd = [
        (phrase.id, text)
        for phrase, text in offered
        if ODD.search(text) or not text.endswith("。") or any(faults(text, own=True))
    ]

    assert len(offered) > 150
    assert [] == odd


@pytest.mark.parametrize("organ", ORGANS, ids=lambda organ: organ.__name__)
def test_a_phrase_that_holds_has_no_unanswered_slot(bank: Bank, organ: Organ) -> None:
    """What is offered as agreeing with the report needs no answer that is missing; gaps are the phrase's own."""
    found = Suggester(bank, *organ(2025))
    waiting = {
        judged.phrase.id: pending
        for judged in found.judge.judged.values()
        if judged.applies is Applies.YES
        and (pending := render(judged.phrase.template, found.context).pending)
    }

    assert {} == waiting


def test_what_is_asserted_is_backed(bank: Bank) -> None:
    """A phrase that states a fact has a condition, a slot over an answer, or a gap to be filled."""
    built_in = {"年度", "上年", "次年", "本机关"}
    unbacked = [
        phrase.id
        for phrase in bank.phrases
        if phrase.condition is None
        and not (phrase.template.names - built_in)
        and GAP not in phrase.text
        and phrase.topic[0] not in (*PRINCIPLE, *PLANS)
        and phrase.id not in PLAIN
    ]

    assert [] == unbacked


def test_problems_carry_a_figure(bank: Bank) -> None:
    """Every problem asks for a fact of its own, and for a number."""
    counting = re.compile(r"】[个件条天次名份处家项]|数 \}\}|数字2? \}\}|\}\}件")
    vague = [
        phrase.id
        for phrase in bank.phrases
        if phrase.topic.startswith("P")
        and phrase.topic != "P22"
        and not counting.search(phrase.text)
        and phrase.id not in PLAIN
    ]

    assert [] == vague


def test_measures_name_who_and_when(bank: Bank) -> None:
    """Every measure says who does it and by when, or in which year."""
    vague = [
        phrase.id
        for phrase in bank.phrases
        if phrase.topic.startswith("I")
        and not ("措施科室" in phrase.text and ("措施时限" in phrase.text or "次年" in phrase.text))
    ]

    assert [] == vague


def test_only_the_lead_in_defines_the_short_name(bank: Bank) -> None:
    """《条例》 is introduced in the lead-in, and every lead-in that uses it introduces it."""
    wrong = [
        phrase.id
        for phrase in bank.phrases
        if ("以下简称《条例》" in phrase.text)
        != (phrase.topic[0] == "L" and "《条例》" in phrase.text)
    ]

    assert [] == wrong


@pytest.mark.parametrize("year", YEARS)
def test_a_zero_report_finds_its_words_everywhere(bank: Bank, year: int) -> None:
    """Every place of a township's zero report has two phrases or more that agree with it."""
    form, report = town(year)
    found = Suggester(bank, form, report)
    agreeing = {
        place: sum(
            1
            for judged in found.judge.judged.values()
            if judged.applies is Applies.YES and judged.phrase.stands_in(place)
        )
        for place in form.places
        if form.places[place].serves(year)
    }

    assert {} == {place: count for place, count in agreeing.items() if count < 2}


@pytest.mark.parametrize("organ", ORGANS, ids=lambda organ: organ.__name__)
def test_every_answered_question_decides(bank: Bank, organ: Organ) -> None:
    """Once everything that matters is answered, few phrases are left that cannot be judged."""
    undecided = [
        phrase.id
        for phrase, applies, _ in rendered(bank, organ, 2025)
        if applies is Applies.UNKNOWN
    ]

    assert len(undecided) <= 12, undecided


@pytest.mark.parametrize("year", range(2019, 2027))
def test_meetings_belong_to_their_year(bank: Bank, year: int) -> None:
    """Every year has exactly one wording of the guiding thought."""
    meetings = [p.id for p in bank.phrases if p.topic == "G01" and p.serves_year(year)]

    assert [f"G01.会议.{year}"] == meetings


def test_the_fee_is_only_spoken_of_since_there_is_one(bank: Bank) -> None:
    """The rules on 信息处理费 are in force since 2021."""
    early = [p.id for p in bank.phrases if "信息处理费" in p.text and p.serves_year(2020)]

    assert [] == early
