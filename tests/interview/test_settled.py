"""What an answer settles beyond itself: facts that hang on a 否 are neither 0 nor waited for."""

from __future__ import annotations

import pytest

from assistant import content
from assistant.forms import context, form_for_year
from assistant.interview import session
from assistant.interview.script import Asks
from assistant.phrases.suggest import Applies, Suggester
from assistant.report import Report, Value
from tests.interview.walking import shipped

SCRIPT = shipped()
FORM = form_for_year(content.forms(), 2025)
BUREAU: dict[str, Value] = {
    "单位全称": "云澜市青禾区教育局",
    "年份": 2025,
    "自称": "我局",
    "机关类型": "政府部门",
    "层级": "区县级",
    "业务领域": "教育",
    "公开总数": 130,
    "网站条数": 120,
}
GATES = [q.fills for q in SCRIPT.questions if q.asks is Asks.YES_NO and not q.zeros]


def report(**answers: Value) -> Report:
    return Report({**BUREAU, **answers})


def settled(**answers: Value) -> frozenset[str]:
    return session.settled(SCRIPT, FORM, report(**answers))


def suggester(known: Report) -> Suggester:
    return Suggester(content.bank().bank, FORM, known, session.settled(SCRIPT, FORM, known))


def test_a_no_settles_what_hangs_on_it() -> None:
    """没有公众号：公众号的名称和条数都不会再问。"""
    assert {"公众号名称", "公众号条数"} <= settled(有公众号=False)


def test_a_no_settles_what_hangs_on_what_hangs_on_it() -> None:
    """没有别的渠道：有没有微博不问了，微博条数也就不问了。"""
    assert {"有微博", "微博条数", "短视频条数"} <= settled(有其他渠道=False)


def test_a_zero_settles_as_well() -> None:
    """没有培训：不问培训人次。"""
    assert "培训人次" in settled(培训次数=0)


def test_what_is_not_answered_settles_nothing() -> None:
    """Passing over an optional question says neither yes nor no."""
    assert "线下公开处数" not in settled()
    assert "公众号条数" not in settled(有公众号=True)


def test_what_is_answered_all_the_same_is_not_settled() -> None:
    """A fact from an answers file counts, whatever its question would say."""
    assert "公众号条数" not in settled(有公众号=False, 公众号条数=3)


def test_absent_stays_absent() -> None:
    """Nothing is written: neither the answer's consequences nor the names of a phrase hold a 0."""
    question = SCRIPT.by_id["有公众号"]
    follow = session.consequences(SCRIPT, FORM, report(), question, value=False)
    after = report().with_answers(follow.changes)

    assert {"有公众号": False} == dict(follow.changes)
    assert "公众号条数" not in context(FORM, after)


def test_a_phrase_that_waits_in_vain_is_not_offered() -> None:
    """没有公众号：要加公众号条数的语料不再算“还没有答”，并且说明为什么。"""
    offered = suggester(report(有公众号=False)).suggest(
        "公众号发布条数", "总体情况.主动公开", 12, 12
    )
    about = [one for one in offered if "公众号条数" in one.phrase.template.names]

    assert about
    assert {Applies.NO} == {one.applies for one in about}


@pytest.mark.parametrize("gate", GATES)
def test_no_shipped_phrase_waits_for_ever(gate: str) -> None:
    """Whatever is answered 否: no phrase goes on waiting for what hangs on it, and none fills it with words."""
    known = report(**{gate: False})
    hanging = session.settled(SCRIPT, FORM, known) - session.settled(SCRIPT, FORM, report())
    judged = suggester(known)
    for position, judgement in judged.judge.judged.items():
        phrase = judged.bank.phrases[position]
        if judgement.applies is Applies.NO:
            continue
        needed = phrase.template.names & hanging
        assert not needed or "{%" in phrase.text or " if " in phrase.text, phrase.id
