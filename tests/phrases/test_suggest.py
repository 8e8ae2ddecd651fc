"""Which phrases are offered, in which order, with which reasons."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant import content
from assistant.forms import Form
from assistant.phrases.bank import Bank
from assistant.phrases.suggest import Applies, Suggester, Suggestion, suggest
from assistant.report import LAST_YEAR, TEXT, Paragraph, Report
from tests.phrases.organs import bureau, city, town

HERE = Path(__file__).parent
QUERIES = HERE / "queries.txt"
ORGANS: dict[str, Callable[[int], tuple[Form, Report]]] = {"镇": town, "局": bureau, "市": city}
PLACES = ("总体情况.依申请公开", "总体情况.监督保障", "问题改进.主要问题", "其他事项.信息处理费")


def ids(found: tuple[Suggestion, ...]) -> list[str]:
    return [
        f"{'' if one.applies is Applies.YES else one.applies + ':'}{one.phrase.id}" for one in found
    ]


def answered(bank: Bank, told: str) -> str:
    """Answer every `organ year place | query` line of the file; lines behind it are what is offered."""
    lines: list[str] = []
    for line in told.splitlines():
        if line.startswith("  "):
            continue
        lines.append(line)
        if "|" in line and not line.startswith("#"):
            situation, _, query = line.partition("|")
            organ, year, *place = situation.split()
            form, report = ORGANS[organ](int(year)) if organ in ORGANS else (None, Report())
            found = suggest(bank, form, report, query.strip(), place[0] if place else None, limit=3)
            lines += [f"  {one}" for one in ids(found)]
    return "\n".join(lines) + "\n"


def test_queries_find_what_they_are_told_to_find(bank: Bank) -> None:
    """The file of queries; `UPDATE_QUERIES=1` writes what is found now, to be read before it is kept."""
    told = QUERIES.read_text(encoding="utf-8")
    happened = answered(bank, told)
    if os.environ.get("UPDATE_QUERIES"):
        QUERIES.write_text(happened, encoding="utf-8")

    assert told == happened


@pytest.mark.parametrize("organ", ORGANS.values(), ids=ORGANS)
@pytest.mark.parametrize("place", PLACES)
def test_what_contradicts_the_report_is_never_among_the_offers(
    bank: Bank, organ: Callable[[int], tuple[Form, Report]], place: str
) -> None:
    """Phrases that do not apply come after all that do, and only for a query."""
    found = Suggester(bank, *organ(2025))
    for query in ("", "未收到", "收到申请", "复议诉讼", "收费", "兼职", "结转"):
        offered = [one.applies for one in found.suggest(query, place)]

        assert sorted(offered, key=lambda applies: applies is Applies.NO) == offered
        assert query or Applies.NO not in offered


def test_the_reason_for_folding_names_the_number(bank: Bank) -> None:
    """Who received applications learns why the zero wording is not offered."""
    folded = [one for one in suggest(bank, *bureau(), "未收到申请") if one.applies is Applies.NO]

    assert (
        "标题有“未收到申请”；新收为0、上年结转为0时用；现在新收是12件，上年结转是1件。"
        == folded[0].why
    )


def test_one_wording_of_a_family_is_shown(bank: Bank) -> None:
    """The best variant stands for its family."""
    first, *others = suggest(bank, *town(), "未收到申请")

    assert "B01.未收到.2" == first.phrase.id
    assert all(one.phrase.family != first.phrase.family for one in others)


def test_other_years_and_organs_are_never_shown(bank: Bank) -> None:
    """A bureau's report of 2020 gets no wording of townships, of 2021 or of the later form."""
    form, report = bureau(2020)
    shown = Suggester(bank, form, report).judge.judged.values()

    assert all(one.phrase.serves_year(2020) for one in shown)
    assert all(
        not one.phrase.kinds or "政府部门" in one.phrase.kinds
        for one in shown
        if not one.phrase.domains
    )
    assert all(set(one.phrase.places) & form.places.keys() for one in shown)


def test_a_place_asks_for_what_it_lacks(bank: Bank) -> None:
    """A topic that stands already goes to the end."""
    form, report = town()
    before = suggest(bank, form, report, place="总体情况.依申请公开")
    used = Paragraph(before[0].phrase.text, phrase=before[0].phrase.id, bound=True)
    after = suggest(
        bank,
        form,
        report.with_answers({"正文.总体情况.依申请公开": (used,)}),
        place="总体情况.依申请公开",
        limit=20,
    )

    assert before[0].phrase.id == after[-1].phrase.id
    assert after[-1].used


def test_measures_follow_the_problems_written(bank: Bank) -> None:
    """Who writes that interpretations lack variety is offered the measure for it first."""
    form, report = bureau()
    problem = Paragraph(bank.by_id["P03.解读.1"].text, phrase="P03.解读.1", bound=True)
    written = report.with_answers({"正文.问题改进.主要问题": (problem,)})

    assert "I02" == suggest(bank, form, written, place="问题改进.改进情况")[0].phrase.topic


def test_bare_facts_are_enough(bank: Bank) -> None:
    """Without a draft, answers by name decide; the form follows from the year."""
    found = suggest(
        bank, None, {"年份": 2025, "申请.新收.总计": 3, "申请.上年结转.总计": 0}, "未收到申请"
    )

    assert Applies.NO is next(one.applies for one in found if one.phrase.id == "B01.未收到.1")


def test_nothing_known_leaves_all_open(bank: Bank) -> None:
    """Without any facts a phrase is found all the same, and says what it waits for."""
    found = suggest(bank, None, {}, "未收到申请")[0]

    assert (Applies.UNKNOWN, "B01.未收到.1") == (found.applies, found.phrase.id)
    assert "新收、上年结转还没有答" in found.why


def test_marks_lie_on_the_words_that_match(bank: Bank) -> None:
    """Spans cut the query's words out of the text and the title."""
    found = suggest(bank, *town(), "保密审查")[0]

    assert ["保密审查", "审查"] == [found.text[start:end] for start, end in found.matched]


def test_what_stood_in_last_years_report_is_said(bank: Bank) -> None:
    """While choosing, one sees how much of a phrase is last year's sentence; without that report nothing is said."""
    form, report = bureau()
    fresh = suggest(bank, form, report, "培训次数")[0]
    last = Paragraph(fresh.text.replace("2025", "2024"))
    carried = report.with_answers({f"{LAST_YEAR}{TEXT}总体情况.监督保障": (last,)})
    again = suggest(bank, form, carried, "培训次数")

    assert fresh.repeated is None
    assert {100} == {one.repeated for one in again if one.phrase == fresh.phrase}


def test_slots_are_marked_with_their_cells(bank: Bank) -> None:
    """Every figure in an offered sentence tells where it comes from."""
    found = suggest(bank, *bureau(), "公开总量")[0]
    slots = {span.name: found.text[span.start : span.end] for span in found.spans}

    assert "1260" == slots["公开总数"]


def test_the_order_never_depends_on_chance(bank: Bank) -> None:
    """The same query over a fresh bank gives the same list."""
    fresh = content.bank().bank
    for query in ("公开", "申请", "审核", "jd", "整改"):
        assert ids(suggest(bank, *town(), query)) == ids(suggest(fresh, *town(), query))


@given(st.text(max_size=80))
def test_any_query_is_answered(query: str) -> None:
    """Whatever is typed or pasted: at most the asked number of offers, spans within the text."""
    found = suggest(content.bank().bank, *town(), query, limit=4, folded=2)

    assert len(found) <= 6
    for one in found:
        assert all(0 <= start < end <= len(one.text) for start, end in one.matched)


def test_a_pasted_page_is_answered() -> None:
    """Only the beginning of a very long query is looked at."""
    found = suggest(content.bank().bank, *town(), "全年未收到政府信息公开申请。" * 300)

    assert "B01" == found[0].phrase.topic
