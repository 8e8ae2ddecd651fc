"""How an open draft stands, and what leaves it, without a screen."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import takewhile
from pathlib import Path

import pytest

from assistant.desk import Desk
from assistant.files import FileTaken
from assistant.finding import Finding, Level
from assistant.interview import session
from assistant.report import EXPLANATION, LAST_YEAR, SEEN, TEXT, YEAR, Paragraph, Pending, Value
from tests.commands import nianbao

REPORTS = Path(__file__).parent / "reports"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A desk over a draft of 2025 in which only the organ and the year are known."""
    opened = Desk.create(tmp_path / "draft.nianbao", "云澜市青禾区统计局", 2025)
    yield opened
    opened.close()


@pytest.fixture
def whole(tmp_path: Path) -> Iterator[Desk]:
    """A desk over a finished report of a county."""
    path = tmp_path / "whole.nianbao"
    answers = REPORTS / "县政府2025" / "answers.json"
    assert 0 == nianbao("new", "--answers", answers, "-o", path).code
    opened = Desk.open(path)
    yield opened
    opened.close()


def contradicting(desk: Desk) -> Finding:
    """Three came in and nothing became of them."""
    zeros: dict[str, Value] = {
        name: 0
        for name, cell in desk.form.fields.items()
        if cell.table == "申请" and not cell.total
    }
    desk.write({**zeros, "申请.新收.自然人": 3})
    return desk.contradictions()[0]


def test_a_fresh_draft_was_worked_on_nowhere(desk: Desk) -> None:
    """Nothing is said when it is opened again, and the list of drafts says so in two words."""
    assert "" == desk.resumed()
    assert desk.stopped().startswith("刚建好，还有")


def test_where_the_work_stopped_is_said_when_it_goes_on(desk: Desk) -> None:
    """The part that was written last, how much was answered, what is open."""
    desk.write({"自称": "我局", "联系电话": Pending("问办公室")})
    desk.write({"申请.新收.自然人": 3})

    assert "写到“三、收到和处理政府信息公开申请情况”。答过" in desk.resumed()
    assert "都在，待补1处，必答的还有" in desk.resumed()
    assert desk.resumed().endswith("（F7）。")
    assert desk.stopped().startswith("写到“三、收到和处理政府信息公开申请情况”，待补1处，还有")


def test_nothing_is_left_of_a_finished_report(whole: Desk) -> None:
    """The list of drafts says that everything was answered."""
    assert "刚建好，都答了" == whole.stopped()


@pytest.mark.parametrize(
    ("name", "part"),
    [
        ("申请.新收.自然人", "三、收到和处理政府信息公开申请情况"),
        (f"{TEXT}问题改进.主要问题", "五、主要问题"),
        ("公开总数", "一、总体情况"),
        ("自称", "开始和前言"),
        ("没有这个名称", "开始和前言"),
    ],
)
def test_a_name_belongs_to_a_part_of_the_report(desk: Desk, name: str, part: str) -> None:
    """A cell to its table, words to their place, a fact to its question's section."""
    assert part == desk.worked_on(name)


@pytest.mark.parametrize(
    ("name", "called"),
    [
        ("申请.新收.自然人", "表三“本年新收”自然人"),
        (f"{TEXT}总体情况.主动公开", "一、（一）主动公开"),
        (f"{TEXT}前言", "前言"),
        (f"{LAST_YEAR}公开总数", "上年年报的公开总数"),
        (f"{SEEN}总体情况.主动公开", "看过一、（一）主动公开"),
        (f"{EXPLANATION}T3-SUM|申请", "对 T3-SUM 的说明"),
        ("公开总数", "公开总数"),
    ],
)
def test_the_history_calls_things_as_a_clerk_does(desk: Desk, name: str, called: str) -> None:
    """Whatever can be changed has a name in the list of changes."""
    assert called == desk.title_of(name)


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        (None, True, "（空） → 是"),
        (12, Pending("问张科长"), "12 → 待补（问张科长）"),
        ("一", "长" * 30, f"一 → {'长' * 19}…"),
        (None, (Paragraph("甲"), Paragraph("乙")), "（空） → 2段"),
    ],
)
def test_a_change_is_told_shortly(desk: Desk, old: Value | None, new: Value, words: str) -> None:
    """Before and after, on one line of the list."""
    if old is not None:
        desk.write({"备忘": old})
    desk.write({"备忘": new})

    assert f"备忘：{words}" == desk.history()[0].detail


def test_a_step_of_many_changes_tells_the_first_and_how_many(desk: Desk) -> None:
    """Six of them, then the count."""
    desk.write(dict.fromkeys(list(desk.form.fields)[:9], 0))
    detail = desk.history()[0].detail

    assert 6 == detail.count("→")
    assert detail.endswith("……共9处")


def test_a_cell_shows_what_is_wrong_with_it(desk: Desk) -> None:
    """Only what does not agree; what is not filled in yet is no mistake."""
    assert {} == desk.cell_findings()
    found = contradicting(desk)

    assert found.message == desk.cell_findings()[found.fields[0]]


def test_the_gravest_finding_comes_first(desk: Desk) -> None:
    """Hints stand at the end."""
    contradicting(desk)
    levels = [list(Level).index(one.finding.level) for one in desk.judged()]

    assert sorted(levels) == levels
    assert all(one.finding.level is not Level.HINT for one in desk.contradicting())
    assert desk.contradicting()


def test_words_that_would_contradict_a_table_are_doubted_before_they_are_taken(desk: Desk) -> None:
    """What does not agree already is not said again."""
    contradicting(desk)
    wrong = desk.doubts("总体情况.依申请公开", (Paragraph("全年新收政府信息公开申请9件。"),))
    right = desk.doubts("总体情况.依申请公开", (Paragraph("全年新收政府信息公开申请3件。"),))

    assert ["N-01"] == [one.code for one in wrong]
    assert () == right


def test_a_finding_that_may_be_explained_keeps_its_reason(desk: Desk) -> None:
    """A jump against last year needs a reason; a sum that is wrong needs to be put right; a hint needs nothing."""
    blocked = contradicting(desk)
    hint = replace(blocked, code="Q-LEN", level=Level.HINT)
    jump = replace(blocked, code="T2-JUMP", level=Level.EXPLAIN)

    assert "这一条要改好才能定稿，写说明没有用。按回车去改。" == desk.why_not_explainable(blocked)
    assert "提示可以不处理，不用写说明。" == desk.why_not_explainable(hint)
    assert "" == desk.why_not_explainable(jump)
    assert ["权责清单调整"] == [
        value.rpartition("\n")[2]
        for value in desk.explain(jump, "权责清单调整").values()
        if isinstance(value, str)
    ]


def test_every_cell_can_be_searched_for(desk: Desk) -> None:
    """With its figure and unit, a dash for none."""
    desk.write({"申请.新收.自然人": 3})
    shown = {entry.target: entry.answer for entry in desk.cells()}

    assert len(desk.form.fields) == len(shown)
    assert ("3件", "—") == (shown["申请.新收.自然人"], shown["申请.新收.商业企业"])


def test_a_question_about_a_table_shows_how_much_of_it_is_filled(desk: Desk) -> None:
    """Places show their paragraphs, facts their value, everything else a dash."""
    desk.write({"申请.新收.自然人": 3, f"{TEXT}其他事项": (Paragraph("无"),)})
    shown = {
        question.fills: desk.answer_words(question)
        for question in desk.script.questions
        if question.fills in {"表.申请", f"{TEXT}其他事项", f"{TEXT}问题改进.主要问题", "单位全称"}
    }

    assert "已填1/144格" == shown["表.申请"]
    assert "—" == shown[f"{TEXT}问题改进.主要问题"]
    assert "云澜市青禾区统计局" == shown["单位全称"]


def test_a_skipped_required_question_comes_again_at_the_end(desk: Desk) -> None:
    """Past the last question come the required ones that were left; the way back leads to the last one asked."""
    last = desk.previous(None)
    assert last is not None
    again = desk.question(last.id)

    assert again is not None
    assert again.required
    assert desk.previous(again) != last


def test_the_next_required_question_is_found_past_the_optional_ones(desk: Desk) -> None:
    """And how many lie between."""
    asked = session.relevant(desk.script, desk.form, desk.report)
    at = next(at for at, question in enumerate(asked) if not question.required)
    between = list(takewhile(lambda question: not question.required, asked[at:]))

    assert (asked[at + len(between)], len(between)) == desk.required_after(asked[at - 1])


def test_an_answer_may_make_another_question_necessary(desk: Desk) -> None:
    """It is the one to go to next."""
    before = desk.asked_now()
    desk.write({"机关类型": "政府部门", "收到申请": True})
    asked = desk.made_necessary(before)

    assert asked is not None
    assert asked.id not in before


def test_a_name_is_asked_for_on_the_spot(desk: Desk) -> None:
    """Facts only, and only those that a question asks for; the answer is an answer like any other."""
    assert ("培训次数",) == desk.askable(("培训次数", "申请.新收.自然人", "没有这一项", "单位全称"))
    assert "全年通过各种渠道一共公开了多少条政府信息？" == desk.asking("公开总数")
    assert "没有这一项" == desk.asking("没有这一项")
    assert desk.answer_named("没有这一项", "3") is None
    assert desk.answer_named("培训次数", "3") is not None
    assert 3 == desk.report.number("培训次数")


def test_an_export_stands_beside_its_draft(whole: Desk, tmp_path: Path) -> None:
    """A name is offered, a file of that name is only replaced when that was said."""
    name = whole.suggested_export(".md")
    made = whole.export(name, as_draft=False)

    assert tmp_path == made.parent
    assert "云澜" in made.read_text(encoding="utf-8")
    with pytest.raises(FileTaken):
        whole.export(name, as_draft=False)
    assert made == whole.export(name, as_draft=True, overwrite=True)


def test_the_package_for_the_reviewers_is_signed_role_by_role(whole: Desk, tmp_path: Path) -> None:
    """Its folder is offered beside the draft; a signature is an answer, and lapses with a change."""
    files = whole.package(whole.suggested_package())
    whole.write(whole.sign("审核人", "周某"))
    signed = {role.role: role.standing for role in whole.signatures().roles}
    whole.write({"申请.新收.自然人": 999})
    lapsed = {role.role: role.standing for role in whole.signatures().roles}

    assert sorted(files) == sorted(path.name for path in (tmp_path / "送审材料").iterdir())
    assert signed["审核人"] != lapsed["审核人"]


def test_a_chart_needs_last_years_report(whole: Desk) -> None:
    """This year beside last year, as bars of characters."""
    assert "" == whole.chart()
    figures = {LAST_YEAR + name: 1 for name in whole.form.fields}
    whole.write({**figures, LAST_YEAR + YEAR: 2024})

    assert "2024" in whole.chart()
