"""The questions that ship with the program."""

from collections.abc import Iterator

import pytest

from assistant import content, entries
from assistant.expressions import ExpressionError, compile_condition, compile_template
from assistant.forms import BUILT_IN, Form, form_for_year
from assistant.interview import session
from assistant.interview.script import Asks, Question
from assistant.report import TEXT, Report
from tests.interview.walking import shipped

QUESTIONS = shipped().questions
YEARS = {"2019": 2020, "2021": 2025}

AGREED = """
单位全称 自称 年份 机关类型 层级 业务领域 统计范围 地址 邮编 联系电话 电子邮箱 网站名称
网站网址 联系科室 本地通知 落款日期 公开总数 网站条数 有公众号 公众号名称 公众号条数
有微博 微博条数 短视频条数 其他渠道条数 解读件数 解读图解件数 回应件数 重点领域
重点领域条数 公开预决算 建议件数 提案件数 征求意见期数 线下公开处数 指南更新次数 收到申请
有上年结转 申请零报告 网络申请件数 信函申请件数 当面申请件数 其他渠道申请件数 申请集中领域
延期件数 答复文本统一 有复议诉讼 复议诉讼零报告 三审三校 保密审查 清理文件 清理文件件数
排查个人信息 制度件数 制度名称 目录更新条数 独立网站 新媒体账号数 公开专区处数 新增栏目数
优化栏目数 公报期数 读网次数 有领导小组 专职人数 兼职人数 培训次数 培训人次 自查次数
自查问题数 整改问题数 考核情况 考核分值 评议情况 评议问卷份数 评议满意率 责任追究起数
监督电话 收费通知件数 收费通知金额 实收信息处理费 问题事实 问题数字 措施科室 措施时限
措施结果 有第二个问题 问题事实2 问题数字2 措施科室2 措施时限2 措施结果2 上年问题 上年整改
机构改革 机构改革说明 其他说明
"""


def forms_of(question: Question) -> Iterator[Form]:
    for form in content.forms():
        if question.serves(form):
            yield form


def names_in_phrases() -> Iterator[tuple[str, str]]:
    """Yield every name that a shipped phrase needs, with the phrase."""
    for path, text in content.entry_files("phrasebank"):
        for entry in entries.read(text, path)[0]:
            where = f"{path} {entry.heading}"
            template = compile_template(entry.text)
            condition = compile_condition(entry.value("何时用") or "是")
            for source in (template, condition):
                assert not isinstance(source, ExpressionError), (where, source)
                for name in source.names:
                    yield name, where


def test_there_are_enough_questions() -> None:
    """Both forms together need at least 85 questions."""
    assert len(QUESTIONS) >= 85


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.id)
def test_every_question_says_what_to_know(question: Question) -> None:
    """A newcomer finds 口径, whom to ask, an example and the basis beside every question."""
    assert all((question.guidance, question.ask, question.example, question.basis))


LATER = {"2019": ("《个人信息保护法》", "国办函〔2020〕109号"), "2021": ()}
"""Rules that were not there yet, by the form of the years that must not cite them."""


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.id)
def test_the_basis_is_that_of_the_form(question: Question) -> None:
    """A report of 2020 rests on the notice of 2019, and no later report does."""
    for form in forms_of(question):
        others = [other.notice for other in content.forms() if other is not form]
        cited = question.basis_in(form)

        assert cited
        assert [rule for rule in (*others, *LATER[form.id]) if rule in cited] == []


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.id)
def test_every_question_is_asked_as_one(question: Question) -> None:
    """A question is one question, ending in its question mark."""
    assert (1, True) == (question.text.count("？"), question.text.endswith("？"))


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.id)
def test_the_example_is_an_answer(question: Question) -> None:
    """What a question gives as an example is understood when it is typed."""
    if question.table:
        return
    for form in forms_of(question):
        report = Report({"年份": YEARS[form.id]})
        understood = session.understand(question, question.example, form, report)
        refused_by_choice = question.fills == "规章零报告" and question.example == "否"

        assert isinstance(understood, session.Answer) or refused_by_choice, understood


@pytest.mark.parametrize("form", content.forms(), ids=lambda form: form.id)
def test_every_cell_is_asked_for(form: Form) -> None:
    """Every cell of every table that is no total belongs to a question."""
    asked = {name for q in QUESTIONS if q.serves(form) for name in q.governs(form)}

    assert [
        name for name, cell in form.fields.items() if not cell.total and name not in asked
    ] == []


@pytest.mark.parametrize("form", content.forms(), ids=lambda form: form.id)
def test_every_place_is_asked_for(form: Form) -> None:
    """Every place of the narrative has its question, but a whole section that has places of its own."""
    asked = {q.place for q in QUESTIONS if q.serves(form) and q.place}
    whole = {section.id for section in form.sections}

    assert [place for place in form.places if place not in asked and place not in whole] == []


@pytest.mark.parametrize("form", content.forms(), ids=lambda form: form.id)
def test_required_places_are_required_questions(form: Form) -> None:
    """A place that the form requires cannot be passed over."""
    asked = {q.place: q.required for q in QUESTIONS if q.serves(form) and q.place}

    assert [place for place in asked if form.places[place].required and not asked[place]] == []


def test_the_agreed_facts_are_asked_for() -> None:
    """Every fact that phrases and checks may count on has a question."""
    facts = shipped().facts

    assert [name for name in AGREED.split() if name not in facts] == []


def test_every_name_in_a_phrase_is_asked_for() -> None:
    """A phrase never waits for a fact that no question asks for."""
    facts = shipped().facts
    strange = sorted(
        f"{name}：{where}"
        for name, where in names_in_phrases()
        if "." not in name and name not in facts and name not in BUILT_IN
    )

    assert strange == []


def test_wording_comes_after_its_facts() -> None:
    """In every section the words are chosen when all its facts are answered.

    第六部分 is two subjects: the words about 信息处理费 come right after its figures.
    """
    for section, asked in shipped().sections.items():
        kinds = [q.asks is Asks.WORDING for q in asked]

        assert section == "其他事项" or kinds == sorted(kinds)


def test_the_words_about_fees_come_right_after_their_figures() -> None:
    """其他说明 and its words are another subject and come last."""
    assert [
        "收费通知件数",
        "收费通知金额",
        "实收信息处理费",
        "正文.其他事项.信息处理费",
        "其他说明",
        "正文.其他事项.其他",
    ] == [question.fills for question in shipped().sections["其他事项"]]


def test_figures_come_before_the_narrative() -> None:
    """Sentences lean on cells, so the tables are asked for before any paragraph of 总体情况."""
    ids = [question.fills for question in QUESTIONS]

    assert max(ids.index("表.申请"), ids.index("表.复议诉讼")) < ids.index(f"{TEXT}总体情况.总起")


@pytest.mark.parametrize("kind", ["人民政府", "乡镇人民政府"])
def test_governments_must_answer_for_assessment(kind: str) -> None:
    """条例第五十条第四项：各级人民政府要写工作考核、社会评议和责任追究。"""
    report = Report({"年份": 2025, "机关类型": kind})
    form = form_for_year(content.forms(), 2025)
    asked = {q.fills: q.required for q in session.relevant(shipped(), form, report)}

    assert [True] * 3 == [asked[name] for name in ("考核情况", "评议情况", "责任追究起数")]


def test_departments_may_answer_for_assessment() -> None:
    """For a department the same three questions are optional, and asked only on demand."""
    report = Report({"年份": 2025, "机关类型": "政府部门", "写考核评议": True})
    form = form_for_year(content.forms(), 2025)
    asked = {q.fills: q.required for q in session.relevant(shipped(), form, report)}

    assert [False] * 3 == [asked[name] for name in ("考核情况", "评议情况", "责任追究起数")]


def test_fees_are_only_asked_for_where_they_are_reported() -> None:
    """信息处理费 has its place only in the 2021 form."""
    form = form_for_year(content.forms(), 2020)
    asked = session.relevant(shipped(), form, Report({"年份": 2020}))

    assert [q.id for q in asked if "收费通知" in q.id or "信息处理费" in q.id] == []
