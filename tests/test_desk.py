"""One open draft at work, without a screen."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.desk import (
    Desk,
    Doubtful,
    Heard,
    NotForThisDraft,
    NotKept,
    NotUnderstood,
    PassedOver,
    Understood,
)
from assistant.forms import FormRefused
from assistant.report import LAST_YEAR, Paragraph, Pending
from tests.commands import nianbao
from tests.reports.expected import REPORTS

START = {
    "自称": "我局",
    "机关类型": "政府部门",
    "层级": "区县级",
    "业务领域": "统计",
    "统计范围": "本机关",
}


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A desk over a fresh draft of 2025."""
    opened = Desk.create(tmp_path / "draft.nianbao", "云澜市青禾区统计局", 2025)
    opened.write(START)
    yield opened
    opened.close()


def said(desk: Desk, question: str, typed: str) -> object:
    """Answer one question."""
    asked = desk.question_named(question)
    assert asked is not None
    return desk.answer(asked, typed)


def test_a_year_without_a_form_makes_no_file(tmp_path: Path) -> None:
    """The refusal comes before anything is written."""
    with pytest.raises(FormRefused):
        Desk.create(tmp_path / "a.nianbao", "云澜市青禾区统计局", 2018)

    assert [] == list(tmp_path.iterdir())


def test_an_answer_is_on_disk_when_it_is_repeated(desk: Desk) -> None:
    """Whoever opens the file after the echo finds the answer."""
    reply = said(desk, "公开总数", "１２８６")
    assert isinstance(reply, Understood)
    read = Desk.open(desk.draft.path, read_only=True)

    assert "1286" in reply.echo
    assert 1286 == read.report.number("公开总数")
    read.close()


def test_what_is_no_answer_changes_nothing(desk: Desk) -> None:
    """A refusal says what is expected; the report stays."""
    before = desk.report

    assert isinstance(said(desk, "公开总数", "很多"), NotUnderstood)
    assert before is desk.report


def test_an_optional_question_is_passed_over_with_enter(desk: Desk) -> None:
    """Nothing is recorded for it."""
    assert isinstance(said(desk, "解读图解件数", ""), PassedOver)


def test_an_answer_that_makes_others_pointless_is_confirmed_first(desk: Desk) -> None:
    """“没有收到申请” after figures were given says what goes, and undo brings it back."""
    desk.write({"收到申请": True, "申请.新收.自然人": 3, "网络申请件数": 3})
    doubtful = said(desk, "收到申请", "没有")
    assert isinstance(doubtful, Doubtful)
    asked = desk.question_named("收到申请")
    assert asked is not None
    desk.confirm(doubtful, asked)

    assert 0 == desk.report.number("申请.新收.自然人")
    assert desk.report.number("网络申请件数") is None
    desk.undo()
    assert 3 == desk.report.number("申请.新收.自然人")
    assert 3 == desk.report.number("网络申请件数")


def test_a_sentence_about_a_table_is_heard_and_not_written(desk: Desk) -> None:
    """Cells are written only after they were said back."""
    heard = said(desk, "表.申请", "收了3件，都是个人的")
    assert isinstance(heard, Heard)

    assert 3 == heard.answers["申请.新收.自然人"]
    assert desk.report.number("申请.新收.自然人") is None


def test_how_many_is_an_answer_to_whether_there_were_any(desk: Desk) -> None:
    """A number other than 0 is a yes; the words are said back before anything is written."""
    heard = said(desk, "收到申请", "收了3件，2件个人1件企业")
    assert isinstance(heard, Heard)

    assert (True, 2, 1) == tuple(
        heard.answers[name] for name in ("收到申请", "申请.新收.自然人", "申请.新收.商业企业")
    )


def test_only_the_question_for_them_takes_a_number_for_a_yes(desk: Desk) -> None:
    """Whether answers follow a model text is not said by how many came in."""
    assert isinstance(said(desk, "答复文本统一", "收了3件，都是个人的"), NotUnderstood)


def test_several_numbers_may_be_told_at_once(desk: Desk) -> None:
    """A question for one of them hears the others too."""
    heard = said(desk, "公开总数", "网站860条，公众号326条，一共1186条")
    assert isinstance(heard, Heard)

    assert {"网站条数": 860, "公众号条数": 326, "公开总数": 1186} == dict(heard.answers)
    assert "全年通过各种渠道一共公开了1186条政府信息" in heard.repeated


def test_what_says_no_number_is_still_refused(desk: Desk) -> None:
    """With the words of the question, not with those of a sentence."""
    assert isinstance(said(desk, "收到申请", "大概有几件吧"), NotUnderstood)


def test_a_bound_sentence_follows_its_cells(desk: Desk) -> None:
    """The figure in an adopted phrase changes with the cell; an edited one stays."""
    bound = Paragraph("公开信息{{ 公开总数 }}条。", phrase="A01", bound=True)
    desk.write({"公开总数": 5})
    assert ("公开信息5条。", 0) == desk.rendered(bound)
    desk.write({"公开总数": 6})

    assert ("公开信息6条。", 0) == desk.rendered(bound)
    assert ("公开信息5条。", 0) == desk.rendered(Paragraph("公开信息5条。", phrase="A01"))


def test_an_open_slot_is_counted(desk: Desk) -> None:
    """A name without an answer, and a gap the phrase brings along, are both open."""
    bound = Paragraph("公开{{ 公开总数 }}条，访谈【待补：次数】次。", bound=True)

    assert 2 == desk.rendered(bound)[1]


def test_undo_says_what_it_took_back_and_which_question_it_answered(desk: Desk) -> None:
    """In the words of the form; what answers no question names none."""
    desk.write({"收到申请": True})
    desk.write({"申请.新收.自然人": 3})
    desk.write({f"{LAST_YEAR}申请.新收.自然人": 3})
    imported, cell, fact = desk.undo(), desk.undo(), desk.undo()

    assert imported
    assert imported.question is None
    assert cell
    assert "撤销了：表三“本年新收”自然人" == cell.words
    assert cell.question is desk.question_named("表.申请")
    assert fact
    assert fact.question is desk.question_named("收到申请")


def test_redo_says_what_came_back(desk: Desk) -> None:
    """The question is the one whose answer stands again; nothing to redo says nothing."""
    said(desk, "收到申请", "有")
    desk.undo()
    redone = desk.redo()

    assert redone
    assert redone.words.startswith("恢复了：")
    assert redone.question is desk.question_named("收到申请")
    assert desk.redo() is None


def test_there_is_an_end_to_undoing(desk: Desk) -> None:
    """What the draft was made with cannot be taken back."""
    desk.undo()

    assert desk.undo() is None


def test_going_back_in_history_is_a_step_of_its_own(desk: Desk) -> None:
    """Restoring can itself be undone."""
    desk.write({"公开总数": 5})
    first = desk.history()[0].no
    desk.write({"公开总数": 6})
    desk.restore(first)
    assert 5 == desk.report.number("公开总数")
    desk.undo()

    assert 6 == desk.report.number("公开总数")


def test_half_typed_words_are_kept_outside_the_draft(desk: Desk) -> None:
    """They are there again after reopening, and never in the history."""
    steps = len(desk.history())
    desk.keep_typing("公开总数", "12")
    path = desk.draft.path
    desk.close()
    again = Desk.open(path)

    assert "12" == again.typing("公开总数")
    assert steps == len(again.history())
    again.keep_typing("公开总数", "")
    again.close()


def test_every_entry_of_the_contents_can_be_gone_to(desk: Desk) -> None:
    """Questions, tables and places all have somewhere to go."""
    targets = [item.target for part in desk.contents() for item in part.items]

    assert [] == [target for target in targets if not desk.kind_of(target)]


def test_the_contents_of_a_fresh_draft_list_the_three_tables(desk: Desk) -> None:
    """A clerk with the figures at hand need not answer anything first to get to a table."""
    parts = {
        part.id: part.items[0].title for part in desk.contents() if part.id in desk.form.tables
    }

    assert {
        "主动公开": "表二　主动公开政府信息情况",
        "申请": "表三　收到和处理政府信息公开申请情况",
        "复议诉讼": "表四　政府信息公开行政复议、行政诉讼情况",
    } == parts


def test_every_open_item_can_be_gone_to(desk: Desk) -> None:
    """So has everything that is still open."""
    assert [] == [item.title for item in desk.open_items() if not desk.kind_of(item.target)]


def test_an_empty_report_is_not_finished(desk: Desk) -> None:
    """Half a report does not shout contradictions, and an empty one is not exported."""
    assert () == desk.contradictions()
    assert "必须处理" in desk.refusal()
    assert desk.in_the_way().startswith("还不能定稿：待补、没填或没写")
    assert desk.in_the_way() in desk.preview(desk.in_the_way())


def test_the_preview_of_a_finished_report_says_that_it_may_be_final(tmp_path: Path) -> None:
    """What contradicts itself, what is missing and what asks for a reason are counted apart."""
    whole = tmp_path / "whole.nianbao"
    assert (
        0 == nianbao("new", "--answers", REPORTS / "县政府2025" / "answers.json", "-o", whole).code
    )
    desk = Desk.open(whole)
    before = desk.in_the_way()
    desk.write({"申请.新收.自然人": 1, "地址": Pending("问办公室")})
    after = desk.in_the_way()
    desk.close()

    assert before.startswith("可以定稿")
    assert "还不能定稿：对不上2处，待补、没填或没写1处。" == after


LAST = {
    "unit": "云澜市青禾区统计局",
    "year": 2024,
    "fields": {
        **{
            f"申请.结转下年.{column}": 0
            for column in ("商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他")
        },
        "申请.结转下年.自然人": 2,
        "主动公开.行政许可.决定": 31,
    },
}


def test_last_years_report_proposes_what_was_carried_over(desk: Desk, tmp_path: Path) -> None:
    """Six cells follow from last year's; none is written by itself, and those filled are left alone."""
    file = tmp_path / "上年.json"
    file.write_text(json.dumps(LAST, ensure_ascii=False), encoding="utf-8")
    desk.write({"申请.上年结转.其他": 1})
    incoming = desk.receive(file)
    desk.take(incoming, incoming.plain())
    proposed = desk.carried_over("申请")

    assert 2 == proposed["申请.上年结转.自然人"]
    assert 5 == len(proposed)
    assert desk.report.number("申请.上年结转.自然人") is None
    asked = desk.question_named("主动公开.行政许可.决定")
    assert asked is not None
    assert "31" in desk.last_year_words(asked)


def test_a_report_of_another_year_is_not_last_years(desk: Desk, tmp_path: Path) -> None:
    """Both years are named, and nothing is kept of it."""
    file = tmp_path / "前年.json"
    file.write_text(json.dumps({**LAST, "year": 2023}, ensure_ascii=False), encoding="utf-8")
    before = desk.report

    with pytest.raises(NotForThisDraft, match=r"2023.*2024"):
        desk.receive(file)
    assert before is desk.report


def test_another_wording_of_the_same_family_takes_its_place(desk: Desk) -> None:
    """It says the same, follows the cells as well, and does not contradict the report."""
    desk.write({"公开总数": 5, "网站条数": 5, "有公众号": False})
    offered = desk.suggest("总体情况.主动公开", "", 30)
    adopted = [Paragraph(one.phrase.text, phrase=one.phrase.id, bound=True) for one in offered]
    swaps = [(one, desk.other_wording(one)) for one in adopted]
    pairs = [(one, other) for one, other in swaps if other is not None]

    assert pairs
    assert all(other.bound and other.phrase != one.phrase for one, other in pairs)
    assert all(desk.rendered(other) != desk.rendered(one) for one, other in pairs)


def test_a_paragraph_kept_as_a_phrase_is_found_again(desk: Desk) -> None:
    """It stands in the office's own file beside the draft, with the year and the organ as slots."""
    own = Paragraph("2025年，我局在青禾统计开放日接待群众，现场解答统计数据查询办法。")
    said = desk.keep_wording(
        own, "总体情况.主动公开", "统计开放日", "开放日、接待群众、统计、来参观"
    )
    found = desk.suggest("总体情况.主动公开", "统计开放日")[0]

    assert "语料" in said
    assert "统计开放日" == found.phrase.title
    assert "年度" in found.phrase.text


def test_a_paragraph_that_makes_no_phrase_is_refused_with_the_reason(desk: Desk) -> None:
    """Too long a title is said, and nothing is written."""
    with pytest.raises(NotKept):
        desk.keep_wording(Paragraph("一段话。"), "总体情况.主动公开", "长" * 30, "甲、乙、丙")

    assert not (desk.draft.path.parent / "语料").exists()


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("三审三校", ""),
        ("红烧排骨怎么做", "没有很像“红烧排骨怎么做”的，这些只是可能有关；"),
        ("〇", "没有找到“〇”，"),
    ],
)
def test_what_may_not_be_meant_is_not_passed_off_as_found(
    desk: Desk, query: str, said: str
) -> None:
    """Something is always close; a clerk learns when it is not close enough."""
    found = desk.suggest("总体情况.主动公开", query)

    assert said == desk.how_found(query, found)[: len(said) or None]


def test_what_was_taken_for_a_query_comes_first_the_next_time(desk: Desk) -> None:
    """It is remembered on this machine, not in the draft."""
    steps = len(desk.history())
    offered = desk.suggest("总体情况.监督保障", "培训")
    wanted = offered[1].phrase.id
    for _ in range(3):
        desk.accepted("培训", wanted)
    path = desk.draft.path
    desk.close()
    again = Desk.open(path)

    assert wanted == again.suggest("总体情况.监督保障", "培训")[0].phrase.id
    assert steps == len(again.history())
    again.close()
