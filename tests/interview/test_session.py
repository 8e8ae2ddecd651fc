"""What to ask next, and what an answer does to the others, over plain values."""

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant import content
from assistant.interview import session
from assistant.interview.reading import load
from assistant.interview.script import Asks, Question
from assistant.report import Paragraph, Pending, Report, Value
from tests.interview.walking import Walk, shipped

SCRIPT = shipped()
START: dict[str, Value] = {
    "单位全称": "云澜市青禾区人力资源和社会保障局",
    "年份": 2025,
    "自称": "我局",
    "机关类型": "政府部门",
    "层级": "区县级",
    "业务领域": "人力资源社会保障",
    "统计范围": "本机关",
}


FILED = [f"主动公开.规范性文件.{column}" for column in ("制发", "废止", "有效")]


def walk(**answers: Value) -> Walk:
    """Return an interview in which these questions were answered, one after the other."""
    going = Walk(SCRIPT)
    going.report = Report(START)
    for name, value in answers.items():
        answer(going, name, value)
    return going


def answer(going: Walk, question_id: str, value: Value) -> session.Consequences:
    question = SCRIPT.by_id[question_id]
    follow = session.consequences(SCRIPT, going.form, going.report, question, value)
    going.record(follow.changes)
    return follow


def figures(report: Report, table: str) -> dict[str, Value]:
    return {n: v for n, v in report.answers.items() if n.startswith(f"{table}.") and v != 0}


# What comes next


def test_the_interview_begins_with_the_unit() -> None:
    """The first question is the organ's name."""
    first = session.next_question(SCRIPT, walk().form, Report())

    assert first is not None
    assert first.fills == "单位全称"


def test_a_question_that_hangs_on_an_unanswered_one_does_not_block() -> None:
    """While nobody said whether applications came in, the questions after that are asked all the same."""
    going = walk()
    asked = session.next_question(SCRIPT, going.form, going.report, after="收到申请")

    assert asked is not None
    assert asked.id == "有上年结转"


def test_a_skipped_question_is_not_asked_again_once_its_section_went_on() -> None:
    """On resuming, an optional question passed over is left alone when a later one of its section is answered."""
    entry = "## {0}有几个？\n填入：{0}\n类型：数量\n部分：总体情况\n必填：否\n\n口径。\n\n"
    text = "".join(entry.format(name) for name in ("栏目数", "专栏数", "账号数"))
    script, _ = load([("问题.md", text)], content.forms())
    resumed = session.next_question(script, walk().form, Report({"年份": 2025, "专栏数": 2}))

    assert resumed is not None
    assert resumed.id == "账号数"


def test_the_last_question_of_a_section_is_not_asked_again_once_the_next_was_begun() -> None:
    """On resuming, an optional question passed over is left alone when the section behind it was begun."""
    entry = "## {0}有几个？\n填入：{0}\n类型：数量\n部分：{1}\n必填：否\n\n口径。\n\n"
    places = {"栏目数": "总体情况", "专栏数": "申请", "账号数": "申请"}
    text = "".join(entry.format(*place) for place in places.items())
    script, _ = load([("问题.md", text)], content.forms())
    resumed = session.next_question(script, walk().form, Report({"年份": 2025, "专栏数": 2}))

    assert resumed is not None
    assert resumed.id == "账号数"


def test_pending_counts_as_answered() -> None:
    """待补 is an answer: the interview goes on, and the answer is on the list of open items."""
    going = walk(收到申请=Pending("问办公室"))
    items = session.open_items(SCRIPT, going.form, going.report)

    assert session.answered(SCRIPT.by_id["收到申请"], going.form, going.report)
    assert [("待补", "问办公室")] == [(i.kind, i.note) for i in items if i.question == "收到申请"]


def test_back_is_the_opposite_of_on() -> None:
    """Going on and back again leads to the same question, anywhere in the interview."""
    going = walk(收到申请=True, 有上年结转=False)
    asked = session.relevant(SCRIPT, going.form, going.report)
    for before, after in pairwise(asked):
        assert session.following(SCRIPT, going.form, going.report, before.id) == after
        assert session.previous_question(SCRIPT, going.form, going.report, after.id) == before


# Zero reports


def test_no_applications_fill_the_whole_table() -> None:
    """没有新收、没有结转、确认零报告：表三每一格都是0，并留有记录。"""
    going = walk(收到申请=False, 有上年结转=False, 申请零报告=True)
    zeros = [v for n, v in going.report.answers.items() if n.startswith("申请.")]
    reported = session.zero_reports(SCRIPT, going.form, going.report)

    assert [0] * 144 == zeros
    assert [("申请", "申请零报告")] == [(zero.table, zero.question) for zero in reported]


def test_a_zero_row_is_no_zero_report() -> None:
    """A row of zeros (规章) is not recorded as a 零报告 of its table."""
    going = walk(**{"规章零报告.不能制定": True})

    assert session.zero_reports(SCRIPT, going.form, going.report) == ()


def test_a_carry_over_still_opens_the_table() -> None:
    """没有新收但有上年结转：新收一行填0，表三照样要填。"""
    going = walk(收到申请=False, 有上年结转=True)
    asked = session.next_question(SCRIPT, going.form, going.report, after="有上年结转")

    assert asked is not None
    assert asked.id == "表.申请"


def test_a_figure_in_the_grid_turns_a_no_round() -> None:
    """A 3 typed into a table of a 零报告 makes the answers say yes; the zeros beside it stay."""
    going = walk(收到申请=False, 有上年结转=False, 申请零报告=True)
    follow = session.cell_consequences(SCRIPT, going.form, going.report, {"申请.新收.自然人": 3})
    going.record(follow.changes)

    assert (True, False, False) == tuple(
        going.report.answers[name] for name in ("收到申请", "有上年结转", "申请零报告")
    )
    assert {"申请.新收.自然人": 3} == figures(going.report, "申请")


def test_a_zero_in_the_grid_turns_nothing_round() -> None:
    """Typing 0 over 0 changes no answer."""
    going = walk(收到申请=False)
    follow = session.cell_consequences(SCRIPT, going.form, going.report, {"申请.新收.自然人": 0})

    assert ({"申请.新收.自然人": 0}, "") == (dict(follow.answers), follow.sentence)


# Answers that lose their point


def test_from_yes_to_no_clears_the_table_and_its_facts() -> None:
    """收到申请 是→否：表三和渠道件数一起清掉，新收一行填0，并且说出来。"""
    going = walk(收到申请=True, 有上年结转=False, 网络申请件数=3)
    going.record({"申请.新收.自然人": 3, "申请.予以公开.自然人": 3})
    follow = answer(going, "收到申请", value=False)

    assert {"申请.予以公开.自然人": 3, "网络申请件数": 3} == dict(follow.cleared)
    assert {"申请.新收.自然人": 3} == dict(follow.replaced)
    assert follow.loses
    assert "网络申请件数" in follow.sentence


def test_from_no_to_yes_takes_the_zeros_back() -> None:
    """收到申请 否→是：零报告和它填的0都收回，上年结转仍是0。"""
    going = walk(收到申请=False, 有上年结转=False, 申请零报告=True)
    answer(going, "收到申请", value=True)
    left = {n.split(".")[1] for n in going.report.answers if n.startswith("申请.")}

    assert ("申请零报告" in going.report.answers, left) == (False, {"上年结转"})


def test_a_stated_total_goes_with_its_cells() -> None:
    """An imported total does not outlive the cells it added up."""
    going = walk(收到申请=True)
    going.record({"申请.新收.自然人": 3, "申请.新收.总计": 3})
    follow = answer(going, "收到申请", value=False)

    assert "申请.新收.总计" in follow.cleared


def test_the_same_answer_again_changes_nothing_else() -> None:
    """Answering 是 where 是 stood clears nothing."""
    going = walk(收到申请=True, 有上年结转=True, 网络申请件数=3)
    going.record({"申请.新收.自然人": 3})

    assert not answer(going, "收到申请", value=True).loses


def test_another_form_clears_what_it_does_not_have() -> None:
    """2025→2020：只在2021格式里有的格子、情况和文字清掉，两种格式都有的留下。"""
    going = walk(收费通知件数=0)
    going.record(
        {
            "主动公开.规范性文件.有效": 18,
            "主动公开.行政许可.决定": 120,
            "正文.其他事项.信息处理费": (Paragraph("没有收取。"),),
            "正文.其他事项.其他": (Paragraph("没有。"),),
        }
    )
    follow = answer(going, "年份", 2020)

    assert {"主动公开.规范性文件.有效", "正文.其他事项.信息处理费", "收费通知件数"} == set(
        follow.cleared
    )


def test_a_text_for_the_whole_section_closes_its_places() -> None:
    """Where an imported text stands for all of 总体情况, its parts are not asked for one by one."""
    going = walk()
    going.record({"正文.总体情况": (Paragraph("全年公开10条。"),)})
    asked = session.relevant(SCRIPT, going.form, going.report)

    assert [q.id for q in asked if q.place.startswith("总体情况")] == []


VALUES: dict[Asks, st.SearchStrategy[Value]] = {
    Asks.YES_NO: st.booleans(),
    Asks.COUNT: st.integers(0, 20),
    Asks.QUANTITY: st.integers(0, 20),
    Asks.CHANGE: st.integers(-5, 5),
    Asks.AMOUNT: st.integers(0, 20).map(Decimal),
    Asks.YUAN: st.integers(0, 20).map(Decimal),
    Asks.YEAR: st.sampled_from([2019, 2020, 2021, 2025]),
    Asks.TABLE: st.just(0),
}


def value_for(question: Question, data: st.DataObject) -> Value:
    if question.choices:
        return data.draw(st.sampled_from(question.choices))
    if question.place:
        return (Paragraph("一句话。"),)
    if data.draw(st.integers(0, 9)) == 0 and question.asks is not Asks.YEAR:
        return Pending("问一问")
    return data.draw(VALUES.get(question.asks, st.just("文字")))


@settings(max_examples=25)
@given(st.data())
def test_the_interview_ends_and_every_step_can_be_undone(data: st.DataObject) -> None:
    """Whatever is answered: no question comes twice, and the old values of a step restore the report."""
    going = Walk(SCRIPT)
    asked: list[str] = []
    question = going.at
    while question is not None:
        asked.append(question.id)
        if question.required or data.draw(st.booleans()):
            before = going.report
            follow = answer(going, question.id, value_for(question, data))
            old = {name: before.answers.get(name) for name in follow.changes}
            assert going.report.with_answers(old).answers == before.answers
        question = going.next(question.id)

    assert len(asked) == len(set(asked))
    left = session.open_items(SCRIPT, going.form, going.report)
    assert [item for item in left if item.kind is session.OpenKind.UNANSWERED] == []


# Progress


def test_progress_of_an_untouched_report() -> None:
    """Nothing answered: every part is 未开始."""
    states = {p.state for p in session.progress(SCRIPT, walk().form, Report({"年份": 2025}))}

    assert states == {session.State.UNTOUCHED, session.State.UNDER_WAY}


@pytest.mark.parametrize(
    ("value", "state"), [(False, session.State.UNDER_WAY), (Pending(), session.State.PENDING)]
)
def test_progress_of_one_section(value: Value, state: session.State) -> None:
    """进行中 while something required is missing; 待补 when only 待补 is left."""
    going = walk(有复议诉讼=value)
    parts = {p.section: p.state for p in session.progress(SCRIPT, going.form, going.report)}

    assert parts["复议诉讼"] == state


def test_blank_cells_are_listed_by_row() -> None:
    """Two blanks in one row are one open item with both columns."""
    going = walk(有规范性文件=True)
    going.record({"主动公开.规范性文件.制发": 2})
    items = session.open_items(SCRIPT, going.form, going.report)

    assert "「行政规范性文件」本年废止件数、现行有效件数" in [item.text for item in items]


def test_an_empty_table_is_one_open_item() -> None:
    """A table nobody touched is one item, not one for every row."""
    going = walk(收到申请=True, 有上年结转=False)
    going.record({name: None for name in going.report.answers if name.startswith("申请.")})
    items = session.open_items(SCRIPT, going.form, going.report)

    assert ["表三还没有填"] == [item.text for item in items if item.section == "申请"]


# Defaults


@pytest.mark.parametrize(
    ("answers", "question", "offered"),
    [
        ({"线下公开处数": 6}, "线下公开", "是"),
        ({"微博条数": 3}, "有微博", "是"),
        ({"主动公开.规范性文件.制发": 0, "主动公开.规范性文件.废止": 0}, "有规范性文件", None),
        (dict.fromkeys(FILED, 0), "有规范性文件", "否"),
        ({**dict.fromkeys(FILED, 0), FILED[2]: 9}, "有规范性文件", "是"),
    ],
)
def test_a_gate_knows_what_stands_behind_it(
    answers: dict[str, Value], question: str, offered: str | None
) -> None:
    """Where figures came in by an import, the question in front of them offers what they say."""
    going = walk()
    going.record(answers)
    default = session.default(SCRIPT, SCRIPT.by_id[question], going.form, going.report)

    assert (default.shown if default else None) == offered


def test_what_stands_is_offered_again() -> None:
    """A question gone back to offers its answer for Enter."""
    going = walk(公开总数=1286)
    question = SCRIPT.by_id["公开总数"]
    offered = session.default(SCRIPT, question, going.form, going.report)

    assert offered == session.Default(1286, "1286条")


def test_nothing_is_offered_for_a_figure() -> None:
    """A figure nobody gave is never suggested."""
    going = walk()
    offered = [
        session.default(SCRIPT, question, going.form, going.report)
        for question in SCRIPT.questions
        if question.asks in (Asks.COUNT, Asks.AMOUNT, Asks.QUANTITY, Asks.YUAN, Asks.TABLE)
    ]

    assert set(offered) == {None}


def test_the_question_speaks_of_the_report_year() -> None:
    """In January 2026 “今年” would be the wrong year, so the report's year is said."""
    words = session.spoken(SCRIPT.by_id["收到申请"].text, 2025)

    assert words == "2025年收到过政府信息公开申请吗？"
