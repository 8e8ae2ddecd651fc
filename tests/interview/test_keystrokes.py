"""What a street office with nothing to report has to press, from the first question to the last."""

from __future__ import annotations

import sys
from dataclasses import dataclass, field

import pytest

from assistant import content
from assistant.interview import session
from assistant.interview.script import Asks, Question
from assistant.phrases.suggest import Suggester, Suggestion
from assistant.report import Paragraph, Report
from tests.interview.walking import TODAY, Walk, shipped

LIMIT = 110
START = 4
"""A new report, the unit's name, the year and the file as offered: Enter four times."""

EXPORT = 2
"""F6 and Enter."""

WORDING = 3
"""Enter opens the place, Enter takes the wording offered first, Escape comes back."""

WORDS = (Asks.SHORT, Asks.LONG, Asks.PHONE, Asks.LINK, Asks.EMAIL, Asks.POSTCODE)

TYPED = {
    "有规范性文件": "否",
    "有处理决定": "否",
    "收到申请": "否",
    "有上年结转": "否",
    "有复议诉讼": "否",
    "公开总数": "46",
    "网站条数": "46",
    "有公众号": "否",
    "解读件数": "0",
    "回应件数": "0",
    "三审三校": "是",
    "保密审查": "是",
    "独立网站": "否",
    "培训次数": "1",
    "问题事实": "全年没有发布政策解读",
    "问题数字": "46条信息中解读为0件",
    "措施科室": "党政办",
    "措施时限": "2026年6月底前",
    "措施结果": "发布图解类解读2件",
    "收费通知件数": "0",
    "地址": "云澜市青禾区望江路1号",
    "联系电话": "0750-6123456",
    "网站名称": "青禾区人民政府门户网站",
}
"""Everything else is Enter: what is offered, or nothing for what is optional."""


@dataclass
class Count:
    """The keys pressed so far; letters of names, addresses and sentences are not counted."""

    keys: int = START + EXPORT
    questions: int = 0
    gaps: list[str] = field(default_factory=list)


def first(going: Walk, place: str) -> Suggestion:
    settled = session.settled(going.script, going.form, going.report)
    suggester = Suggester(content.bank().bank, going.form, going.report, settled)
    return suggester.suggest("", place, 1)[0]


def write(going: Walk, question: Question, count: Count) -> None:
    """Take the wording that is offered first."""
    if question.required:
        offered = first(going, question.place)
        count.gaps += [question.place] if "【待补" in offered.text else []
        going.record({question.fills: (Paragraph(offered.text, offered.phrase.id),)})
    count.keys += WORDING if question.required else 1


def answer(going: Walk, question: Question, count: Count) -> None:
    typed = TYPED.get(question.id, "")
    offered = session.default(going.script, question, going.form, going.report, TODAY)
    match session.understand(question, typed, going.form, going.report, offered):
        case session.Answer(value, _):
            going.keep(question, value)
        case session.Refused(sentence):
            pytest.fail(f"{question.text}{sentence}")
    count.keys += 1 if question.asks in WORDS else len(typed) + 1


def pressed() -> tuple[Walk, Count]:
    """Walk through the interview of a street office without anything to report."""
    going, count = Walk(shipped()), Count()
    going.report = Report({"单位全称": "云澜市青禾区望江街道办事处", "年份": 2025})
    going.at = going.next(None)
    while going.at is not None:
        question = going.at
        count.questions += 1
        (write if question.place else answer)(going, question, count)
        going.at = going.next(question.id)
    return going, count


def test_a_zero_report_takes_few_keys(capsys: pytest.CaptureFixture[str]) -> None:
    """Fewer than 110 keys besides names, addresses and sentences."""
    _, count = pressed()
    with capsys.disabled():
        sys.stdout.write(f"\n街道办零报告：{count.questions}题，{count.keys}键（文字不计）\n")

    assert count.keys < LIMIT


def test_a_zero_report_is_complete() -> None:
    """Nothing is left open: every cell has its figure, every place its words."""
    going, _ = pressed()

    assert session.open_items(going.script, going.form, going.report) == ()


def test_the_first_wording_needs_no_filling_in() -> None:
    """What Enter takes is a whole sentence, and true of this office."""
    _, count = pressed()

    assert count.gaps == []
