"""Answers one after the other, and the command that hears them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from decimal import Decimal

from assistant.claims import Reason, answers, fill
from assistant.claims.session import Session
from assistant.forms import Form
from assistant.report import Report
from tests.commands import nianbao


def test_a_conversation_keeps_what_it_speaks_of(forms: Mapping[str, Form]) -> None:
    """The second answer is about the first one's applications, the third corrects the second."""
    session = Session(forms["2021"], Report())
    first = session.hear("收了12件，10件是个人的，2件企业，去年还剩1件没办完")
    session = session.after(first)
    second = session.hear("其中公开8件，没找到的3件，还有2件转到今年", first.filling.focus)
    session = session.after(second)
    third = session.hear("不对，是1件", second.filling.focus)

    assert {
        "申请.予以公开.总计": 8,
        "申请.不掌握.总计": 3,
        "申请.结转下年.总计": 2,
    } == dict(second.filling.fills)
    assert {"申请.结转下年.总计": 1} == dict(third.filling.fills)


def test_without_the_balance_the_same_words_are_asked_about(forms: Mapping[str, Form]) -> None:
    """转到今年 alone may be what came over or what goes on."""
    filling = fill("还有2件转到今年", forms["2021"])

    assert ({}, [Reason.UNCLEAR]) == (dict(filling.fills), [q.reason for q in filling.ask])


def test_what_follows_from_the_sums_is_told_apart(forms: Mapping[str, Form]) -> None:
    """Nobody said that the other four columns are 0; 10 and 2 make up the 12."""
    filling = fill("收了12件，10件是个人的，2件企业", forms["2021"])

    assert 3 == len(filling.fills)
    assert {0} == set(filling.implied.values())
    assert 4 == len(filling.implied)


def test_a_total_that_its_parts_add_up_to_is_not_stored(forms: Mapping[str, Form]) -> None:
    """It follows from them, now and after a correction."""
    form = forms["2021"]
    filling = fill("收了12件，10件是个人的，2件企业", form)
    stored = answers(form, Report(), filling)

    assert "申请.新收.总计" in filling.fills
    assert "申请.新收.总计" not in stored
    assert 10 == stored["申请.新收.自然人"]


def test_money_is_turned_into_the_unit_of_its_cell(forms: Mapping[str, Form]) -> None:
    """The 2021 form counts fees in 万元."""
    filling = fill("收费63250元", forms["2021"])

    assert {"主动公开.行政事业性收费.金额": Decimal("6.325")} == dict(filling.fills)


def test_the_words_behind_a_value_are_told(forms: Mapping[str, Form]) -> None:
    """So that the screen can repeat what it understood."""
    text = "处罚 3件，许可120件"
    told = {u.name: text[slice(*u.span)] for u in fill(text, forms["2021"]).understood}

    assert {
        "主动公开.行政许可.决定": "许可120件",
        "主动公开.行政处罚.决定": "处罚 3件",
    } == told


def test_fill_writes_one_object_a_line() -> None:
    """With `-`, each line is an answer of its own; a JSON line brings its focus along."""
    lines = '没有复议\n{"text": "不对，是13件", "focus": "申请.新收.自然人"}\n你好\n'
    done = nianbao("fill", "--json", "-", typed=lines)
    spoken = [json.loads(line) for line in done.data.splitlines()]

    assert [5, 1, 0] == [len(answer["fills"]) for answer in spoken]
    assert {"申请.新收.自然人": 13} == spoken[1]["fills"]
    assert ["message", "fields"] == list(spoken[2]["ask"][0])
