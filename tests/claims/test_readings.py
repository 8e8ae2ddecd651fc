"""Sentences and what they claim, as files."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from assistant import claims, content
from assistant.claims import Kind, Scope
from assistant.expressions import render
from assistant.forms import Form
from assistant.report import Value
from tests.claims.readings import Case, cases, claimed


@pytest.mark.parametrize("case", list(cases()), ids=str)
def test_a_sentence_claims_what_its_file_says(case: Case, forms: Mapping[str, Form]) -> None:
    """Every claim, in the order of the text, then how they hang together."""
    assert case.lines == claimed(case.text, forms[case.form])


def test_a_year_is_last_years_only_when_the_report_year_is_known(forms: Mapping[str, Form]) -> None:
    """Without the year of the report, 2022年 may be the year reported on."""
    text = "2022年收到政府信息公开申请3件。"
    known = claims.read(text, forms["2021"], year=2023).claims[0]
    unknown = claims.read(text, forms["2021"]).claims[0]

    assert (Scope.LAST, Scope.THIS, 2022) == (known.scope, unknown.scope, unknown.year)


def test_only_the_facts_asked_for_are_bound(forms: Mapping[str, Form]) -> None:
    """A script without 培训次数 has no place for it."""
    text = "举办培训3次。"

    assert ["培训次数"] == [c.field for c in claims.read(text, forms["2021"])]
    assert [""] == [c.field for c in claims.read(text, forms["2021"], facts=())]


def test_the_place_says_what_is_spoken_of(forms: Mapping[str, Form]) -> None:
    """Under 依申请公开, 予以公开3件 is certain; elsewhere it is not."""
    text = "予以公开3件。"
    here = claims.read(text, forms["2021"], place="总体情况.依申请公开").claims[0]
    elsewhere = claims.read(text, forms["2021"]).claims[0]

    assert (True, False) == (here.certain, elsewhere.certain)


def test_a_span_is_where_the_words_stand(forms: Mapping[str, Form]) -> None:
    """Spaces and full-width digits do not shift it."""
    text = "全年 收到“政府信息公开申请” １２ 件。"
    claim = claims.read(text, forms["2021"]).claims[0]

    assert "全年 收到“政府信息公开申请” １２ 件" == text[slice(*claim.span)]
    assert "１２ 件" == text[slice(*claim.number)]


def test_each_term_of_a_sum_stands_where_it_was_written(forms: Mapping[str, Form]) -> None:
    """What is wrong with one of them is shown at that one."""
    text = "全年 新收政府信息公开申请3＋2＝5件。"
    terms = [claim for claim in claims.read(text, forms["2021"]).claims if "算式" in claim.why]

    assert ["3", "2", "5"] == [text[slice(*term.span)] for term in terms]


def test_what_the_phrase_bank_writes_is_read_back(forms: Mapping[str, Form]) -> None:
    """No certain claim of a rendered phrase is about another cell than the one its number came from."""
    wrong = [
        (phrase, words, field)
        for form in forms.values()
        for phrase, words, field in _misread(form, _every_value(form))
    ]

    assert [] == wrong


def _every_value(form: Form) -> dict[str, Value]:
    """A different number under every name, so that a number tells where it came from."""
    facts = content.script().script.facts
    names = [*form.fields, *sorted(form.group_names)]
    numbers: dict[str, Value] = {name: 10007 + 3 * place for place, name in enumerate(names)}
    for place, (name, question) in enumerate(facts.items()):
        counts = question.asks.value in ("件数", "数量", "元")
        numbers[name] = 5003 + 7 * place if counts else "青禾"
    return {**numbers, "年度": 2025, "上年": 2024, "次年": 2026, "本机关": "我局"}


def _misread(form: Form, values: Mapping[str, Value]) -> list[tuple[str, str, str]]:
    found = []
    came_from: dict[object, str] = {
        value: name for name, value in values.items() if isinstance(value, int)
    }
    for phrase in content.bank().bank.phrases:
        rendered = render(phrase.template, values)
        reading = claims.read(rendered.text, form, year=2025, place=phrase.places[0])
        for claim in reading:
            number = claim.exact
            all_of_it = claim.kind is Kind.TOTALITY
            if not claim.certain or not claim.this_year or all_of_it or number not in came_from:
                continue
            if claim.field != came_from[number]:
                words = rendered.text[slice(*claim.span)]
                found.append((phrase.id, words, f"{claim.field}≠{came_from[number]}"))
    return found
