"""How well phrases are found: a frozen set of queries, and what a list must never do whatever is typed."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant import content
from assistant.forms import Form
from assistant.phrases.bank import Bank
from assistant.phrases.letters import in_letters
from assistant.phrases.marks import matched, matched_sound
from assistant.phrases.suggest import Applies, Suggester, suggest
from assistant.report import Report, Value
from tests.phrases.labelled import KINDS, engine, everything, labelled, later, naive, recall
from tests.phrases.organs import bureau, city, town

AMONG_FIVE = {
    "keyword": 98,
    "reordered": 98,
    "typo": 98,
    "pinyin": 98,
    "initials": 95,
    "partial": 95,
}
"""How many per cent of each kind must find a right phrase among the first five."""


def test_a_word_is_spelled_once_or_in_both_readings() -> None:
    """公开 has one reading, 重大 two; what is no word in characters has none."""
    assert ("gongkai",) == in_letters("公开")
    assert ("zhongda", "chongda") == in_letters("重大")
    assert () == in_letters("2025")


def test_there_are_enough_queries() -> None:
    """Seven kinds, forty or more of each, none twice in its kind."""
    for kind in KINDS:
        assert len({one.query for one in labelled(kind)}) == len(labelled(kind)) >= 40
    assert 300 <= len(everything())


def test_every_label_is_a_topic(bank: Bank) -> None:
    """Queries are labelled with topics there are."""
    assert all(one.topics <= bank.topics.keys() for one in everything())


def test_all_kinds_together(bank: Bank) -> None:
    """A right phrase is first for 85 of 100 queries, and among the first five for 95."""
    found = recall(everything(), engine(bank))

    assert found.first >= 85, found
    assert found.five >= 95, found


@pytest.mark.parametrize("kind", AMONG_FIVE)
def test_each_kind(bank: Bank, kind: str) -> None:
    """Every kind of typing finds its phrase among the first five."""
    assert recall(labelled(kind), engine(bank)).five >= AMONG_FIVE[kind]


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_of_what_was_written_later(bank: Bank, kind: str) -> None:
    """A thousand queries that the search was not made for, in the section one is in."""
    queries = [one for one in later() if one.kind == kind]

    assert recall(queries, engine(bank, placed=True)).five >= AMONG_FIVE.get(kind, 85)


def test_how_newcomers_say_it(bank: Bank) -> None:
    """Plain speech finds its phrase when the section is known."""
    assert recall(labelled("colloquial"), engine(bank, placed=True)).five >= 85


def test_far_ahead_of_a_plain_fuzzy_match(bank: Bank) -> None:
    """The default scorer of rapidfuzz is 35 points behind at the first rank."""
    ours, theirs = recall(everything(), engine(bank)), recall(everything(), naive(bank))

    assert ours.first - theirs.first >= 35, (ours, theirs)


# Never against the numbers ------------------------------------------------------------------------------------


def reports(count: int) -> list[tuple[Form, Report]]:
    """Return reports of three organs with numbers drawn at random, about half of them 0, some without an answer."""
    draw = random.Random(20250131)
    made = []
    for number in range(count):
        form, report = (town, bureau, city)[number % 3](2025 if number % 2 else 2020)
        changed: dict[str, Value | None] = {}
        for name, value in report.answers.items():
            if isinstance(value, bool):
                changed[name] = draw.choice((True, False, None))
            elif isinstance(value, int) and name != "年份":
                changed[name] = draw.choice((0, 0, 0, draw.randint(1, 40), None))
        made.append((form, report.with_answers(changed)))
    return made


def test_nothing_offered_contradicts_the_numbers(bank: Bank) -> None:
    """Whatever the report says, no condition of an offered phrase is false; those that are stand behind, folded."""
    queries = [one.query for one in everything()][::4]
    wrong = []
    for form, report in reports(12):
        found = Suggester(bank, form, report)
        for query in queries:
            shown = found.suggest(query, None, 5)
            folded = [one.applies is Applies.NO for one in shown]
            if folded != sorted(folded):
                wrong.append(query)
            wrong += [
                one.phrase.id
                for one in shown
                if one.applies is not Applies.NO and contradicts(found, one.phrase.id)
            ]

    assert [] == wrong


def contradicts(found: Suggester, phrase: str) -> bool:
    """Say whether a phrase's condition is false, asked without the search."""
    from assistant.expressions import test

    condition = found.bank.by_id[phrase].condition
    return condition is not None and test(condition, found.context) is False


# Steady -------------------------------------------------------------------------------------------------------


@given(st.text(alphabet="申请公开信息复议一二gkxxsh 12", max_size=20))
def test_the_order_is_total(query: str) -> None:
    """The same query gives the same list, and scores never rise down the list within one standing."""
    found = Suggester(content.bank().bank, *town())
    first, again = found.suggest(query, None, 8), found.suggest(query, None, 8)

    assert [one.phrase.id for one in first] == [one.phrase.id for one in again]


def test_spaces_at_the_end_change_nothing(bank: Bank) -> None:
    """A list does not flicker because a space was typed."""
    form, report = town()
    plain, spaced = (suggest(bank, form, report, query) for query in ("三审三校", "三审三校  "))

    assert [one.phrase.id for one in plain] == [one.phrase.id for one in spaced]


# Sounds -------------------------------------------------------------------------------------------------------


def test_a_mixture_of_characters_and_pinyin(bank: Bank) -> None:
    """Whoever lets the input method go half way finds the phrase all the same."""
    found = suggest(bank, None, {"年份": 2025}, "保密shencha")[0]

    assert "C02" == found.phrase.topic


def test_second_readings(bank: Bank) -> None:
    """校 is jiao here, xiao elsewhere: letters find it either way."""
    for query in ("sssj", "sanshensanjiao"):
        assert "C01" == suggest(bank, None, {"年份": 2025}, query)[0].phrase.topic


def test_what_sounds_the_same_is_marked_apart() -> None:
    """The wrong character is marked as a sound, the right one as written."""
    text = "行政复议1件"

    assert [(0, 2)] == list(matched("行政付议", text))
    assert ["复议"] == [text[a:b] for a, b in matched_sound("行政付议", text)]
    assert () == matched_sound("行政复议", text)
    assert ["行政复议"] == [text[a:b] for a, b in matched_sound("xingzhengfuyi", text)]


def test_what_stands_as_typed_lights_up_nothing_else() -> None:
    """政府 does not light up because 政复 was found elsewhere."""
    assert () == matched_sound("行政复议", "行政复议由区政府办理")


def test_the_reason_names_the_sound(bank: Bank) -> None:
    """A homophone is explained."""
    found = suggest(bank, None, {"年份": 2025}, "sanshensanjiao")[0]

    assert found.why.startswith("标题有“三审三校”（同音）")


# Sure or not --------------------------------------------------------------------------------------------------


def test_nonsense_is_only_perhaps_related(bank: Bank) -> None:
    """What has nothing to do with reports is not presented as found; what has, is."""
    found = Suggester(bank, *bureau())
    nonsense = (
        "红烧排骨怎么做",
        "明天下雨吗",
        "篮球比赛直播",
        "qqqzzz",
        "苹果香蕉橘子",
        "演唱会门票",
    )
    sense = ("三审三校", "sssj", "baomishencha", "政策解读", "行政付议", "培训 人次 次数")

    assert [] == [query for query in sense if not found.is_sure(query, found.suggest(query))]
    assert 1 >= sum(found.is_sure(query, found.suggest(query)) for query in nonsense)
