"""Files from elsewhere for an open draft, without a screen: what they offer, and what is taken."""

from __future__ import annotations

import io
import json
import random
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from assistant import content
from assistant.desk import (
    Desk,
    Incoming,
    NotForThisDraft,
    NotUnderstood,
    Offer,
    State,
    Understood,
    Use,
)
from assistant.desk.telling import incoming_json, told_incoming
from assistant.drafts import columns
from assistant.forms import shown
from assistant.report import LAST_YEAR, Pending
from tests.importing import damage

UNIT = "云澜市青禾区人力资源和社会保障局"


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    """A desk over a fresh draft of 2025."""
    monkeypatch.setenv("NIANBAO_HOME", str(tmp_path / "home"))
    opened = Desk.create(tmp_path / "draft.nianbao", UNIT, 2025)
    yield opened
    opened.close()


def report(
    tmp_path: Path, year: int, change: Callable[[damage.Sheet], damage.Sheet] | None = None
) -> Path:
    form = content.form_for_year(year)
    made = damage.random_report(form, year, random.Random(year)).with_answers({"单位全称": UNIT})
    sheet = damage.sheet(form, made)
    path = tmp_path / f"{year}.html"
    path.write_bytes(damage.page(change(sheet) if change else sheet))
    return path


def offer(incoming: Incoming, name: str) -> Offer:
    return next(offer for offer in incoming.offers if offer.name == name)


def test_last_years_report_is_kept_beside_this_one(desk: Desk, tmp_path: Path) -> None:
    """上年年报的每一格、每一段都放在“上年报告”名下，今年的格子一格不动；来源写着文件名。"""
    incoming = desk.receive(report(tmp_path, 2024))

    assert (Use.LAST_YEAR, 0) == (incoming.use, incoming.doubtful)
    said = desk.take(incoming, incoming.plain())
    last = desk.report.last_year()
    assert last is not None
    form = content.form_for_year(2024)
    assert 200 == len(shown(form, last))
    assert said.startswith("2024年的年报读进来了")
    assert not any(name in desk.report.answers for name in form.fields)
    assert "2024.html" == desk.draft.history()[-1].source


def test_a_report_without_its_year_is_taken_for_last_years(desk: Desk, tmp_path: Path) -> None:
    """标题、正文都没有年份的，说明当作上年的；用上以后就按上年的核对。"""
    path = tmp_path / "年报.html"
    text = report(tmp_path, 2024).read_text(encoding="utf-8")
    path.write_text(text.replace("2024年", "").replace("2024", ""), encoding="utf-8")

    incoming = desk.receive(path)
    desk.take(incoming, incoming.plain())

    assert any("当作2024年（上年）" in note.message for note in incoming.notes)
    last = desk.report.last_year()
    assert last is not None
    assert 2024 == last.year


def test_the_row_of_the_file_stands_beside_the_cell(desk: Desk, tmp_path: Path) -> None:
    """每一格旁边是原文那一行。"""
    found = offer(desk.receive(report(tmp_path, 2024)), f"{LAST_YEAR}申请.予以公开.自然人")

    assert found.seen.startswith("（一）予以公开　")
    assert found.shown in found.seen.split("　")


def test_what_is_doubtful_comes_first_and_is_not_taken_unasked(desk: Desk, tmp_path: Path) -> None:
    """拿不准的排在最前，没有确认的不进草稿，也不当作0。"""

    def change(sheet: damage.Sheet) -> damage.Sheet:
        return damage.without_cells(sheet, random.Random(2), 0.05)

    incoming = desk.receive(report(tmp_path, 2024, change))

    assert incoming.doubtful
    states = [found.state for found in incoming.offers]
    assert sorted(states, key=list(State).index) == states
    desk.take(incoming, incoming.plain())
    for found in incoming.offers:
        if found.state is State.DOUBTFUL:
            assert found.doubt
            assert found.name not in desk.report.answers


def test_a_doubtful_cell_is_corrected_with_what_is_typed(desk: Desk, tmp_path: Path) -> None:
    """改成打进来的数；打的不是数，说明要写什么。"""
    incoming = desk.receive(report(tmp_path, 2024))
    found = offer(incoming, f"{LAST_YEAR}申请.新收.自然人")

    corrected = desk.correct(found, "１２件", incoming.use)

    assert isinstance(corrected, Offer)
    assert (12, State.NEW) == (corrected.value, corrected.state)
    assert isinstance(desk.correct(found, "不少", incoming.use), NotUnderstood)


def test_a_fact_is_corrected_with_an_answer_to_its_question(desk: Desk, tmp_path: Path) -> None:
    """一项情况按问它的那一问读；段落要到正文里改；不是答案的说明原因。"""
    file = tmp_path / "本年.json"
    answers = {
        "unit": UNIT,
        "year": 2025,
        "facts": {"培训次数": 2, "有公众号": True},
        "text": {"其他事项": "没有其他需要报告的事项。"},
    }
    file.write_text(json.dumps(answers, ensure_ascii=False), encoding="utf-8")
    incoming = desk.receive(file)
    times, words = offer(incoming, "培训次数"), offer(incoming, "正文.其他事项")
    corrected = desk.correct(times, "3次", incoming.use)

    assert "是" == offer(incoming, "有公众号").shown
    assert isinstance(corrected, Offer)
    assert (3, "3") == (corrected.value, corrected.shown)
    assert isinstance(desk.correct(times, "好几次", incoming.use), NotUnderstood)
    assert NotUnderstood("这一处的文字请先用上，再到正文里修改。") == desk.correct(
        words, "无", incoming.use
    )


def test_what_a_file_offers_is_told_and_written(desk: Desk, tmp_path: Path) -> None:
    """一项一行：可疑的、和草稿不同的先说，带着草稿里的值；JSON 里一项一个对象。"""
    desk.write({"申请.新收.自然人": 9999})
    path = report(tmp_path, 2025)
    incoming = desk.receive(path)
    lines = list(told_incoming(incoming))
    written = {one["name"]: one for one in incoming_json(incoming)["offers"]}

    assert any("（草稿里是9999）" in line for line in lines)
    assert "9999" == written["申请.新收.自然人"]["before"]


def test_this_years_report_fills_the_draft(desk: Desk, tmp_path: Path) -> None:
    """今年的年报填进今年的格子；合计由各格推出来，不另存。"""
    incoming = desk.receive(report(tmp_path, 2025))

    assert Use.THIS_YEAR is incoming.use
    desk.take(incoming, incoming.plain())
    assert 200 == len(shown(desk.form, desk.report))
    assert "申请.新收.总计" not in desk.report.answers
    assert desk.report.paragraphs("总体情况.主动公开")


def test_what_the_draft_says_otherwise_is_not_replaced_unasked(desk: Desk, tmp_path: Path) -> None:
    """草稿里已经有别的数的，排在前面，写明两边各是多少；待补的直接用。"""
    desk.write({"申请.新收.自然人": 987654, "申请.新收.其他": Pending("等台账")})

    incoming = desk.receive(report(tmp_path, 2025))

    other = offer(incoming, "申请.新收.自然人")
    assert (State.OTHER, "987654") == (other.state, other.before)
    assert State.NEW is offer(incoming, "申请.新收.其他").state
    desk.take(incoming, incoming.plain())
    assert 987654 == desk.report.number("申请.新收.自然人")


def test_a_report_of_neither_year_is_refused(desk: Desk, tmp_path: Path) -> None:
    """前年的年报两头用不上，说明要哪一年的。"""
    with pytest.raises(NotForThisDraft, match=r"2022年.*2024年"):
        desk.receive(report(tmp_path, 2022))


def test_another_organs_report_is_said(desk: Desk, tmp_path: Path) -> None:
    """单位不一样的提醒一句。"""
    path = report(tmp_path, 2024)
    path.write_text(
        path.read_text(encoding="utf-8").replace(UNIT, "青禾区水务局"), encoding="utf-8"
    )

    notes = [note.message for note in desk.receive(path).notes]

    assert any("青禾区水务局" in note and UNIT in note for note in notes)


def test_a_report_in_the_older_form_says_what_it_cannot_tell(tmp_path: Path) -> None:
    """2020年用的是2019格式：同名的格子照用，不能对照的逐条说明。"""
    desk = Desk.create(tmp_path / "2021.nianbao", UNIT, 2021)
    incoming = desk.receive(report(tmp_path, 2020))
    told = [note.message for note in incoming.notes if note.kind == "不能对照"]

    desk.take(incoming, incoming.plain())

    assert any("规章" in line and "不能对照" in line for line in told)
    assert any("政府集中采购" in line for line in told)
    assert any("逾期" in line for line in told)
    carried = desk.carried_over("申请")
    assert {f"申请.上年结转.{column}" for column in ("自然人", "商业企业", "其他")} <= set(carried)
    assert not [line for line in told if "复议诉讼" in line]
    desk.close()


# Sheets of other offices


def sheet(desk: Desk, tmp_path: Path, fill: dict[str, Any]) -> Path:
    path, count = desk.write_sheet(str(tmp_path / "征集表.xlsx"), "法规股")
    assert count > 5
    book = load_workbook(path)
    for row in book.active.iter_rows(min_row=5):
        if row[7].value in fill:
            row[5].value = fill[row[7].value]
    book.save(path)
    return path


def test_a_filled_in_sheet_is_taken_with_its_source(desk: Desk, tmp_path: Path) -> None:
    """法规股填回来的数进草稿，记着是哪个文件、谁填的；读不成的留着问。"""
    path = sheet(
        desk,
        tmp_path,
        {
            "主动公开.规范性文件.制发": 3,
            "主动公开.规范性文件.废止": "一两件",
            "复议诉讼.复议.维持": "0",
        },
    )

    incoming = desk.receive(path)
    desk.take(incoming, incoming.plain())

    assert Use.REPLY is incoming.use
    assert 3 == desk.report.number("主动公开.规范性文件.制发")
    assert 0 == desk.report.number("复议诉讼.复议.维持")
    assert "主动公开.规范性文件.废止" not in desk.report.answers
    assert "主动公开.规范性文件.废止" == incoming.offers[0].name
    assert "征集表.xlsx（法规股填报）" == desk.draft.history()[-1].source
    assert "第" in incoming.offers[0].seen


def test_what_a_sheet_leaves_open_is_listed_with_its_remark(desk: Desk, tmp_path: Path) -> None:
    """没有填但写了备注的，要人看一眼；加进来的行说明没有读入。"""
    path = sheet(desk, tmp_path, {"主动公开.规范性文件.制发": 3})
    book = load_workbook(path)
    for row in book.active.iter_rows(min_row=5):
        if row[7].value == "主动公开.规范性文件.废止":
            row[6].value = "等局务会"
    book.active.append(["", "", "另附", "", "", 5])
    book.save(path)
    incoming = desk.receive(path)

    assert "没有填，备注写着“等局务会”。" == offer(incoming, "主动公开.规范性文件.废止").doubt
    assert ["没有读入"] == [note.kind for note in incoming.notes]
    assert any("没有读入　第" in line for line in told_incoming(incoming))


def test_a_sheet_sent_out_for_another_organ_is_said(desk: Desk, tmp_path: Path) -> None:
    """单位对不上，请人确认，不替人决定。"""
    path = sheet(desk, tmp_path, {})
    desk.write({"单位全称": "云澜市青禾区水务局"})

    assert [f"征集表是“{UNIT}”发出的，草稿是“云澜市青禾区水务局”的，请确认没有拿错。"] == [
        note.message for note in desk.receive(path).notes
    ]


def test_a_sheet_of_another_year_is_refused(desk: Desk, tmp_path: Path) -> None:
    """拿错年份的征集表不用。"""
    path = sheet(desk, tmp_path, {})
    other = Desk.create(tmp_path / "other.nianbao", UNIT, 2024)
    with pytest.raises(NotForThisDraft, match="2025年的征集表"):
        other.receive(path)
    other.close()


def test_offices_are_named_by_what_is_open(desk: Desk) -> None:
    """还要问哪些科室、各几项。"""
    offices = dict(desk.offices())

    assert offices["政策法规科"] == len(desk.wanted("政策法规科")) > 3
    assert offices["财务科"] > 1
    assert "负责网站发布的科室" in offices
    assert not [name for name in offices if name.startswith(("或", "和", "主管", "看", "室"))]


# Registers

TITLES = ("登记编号", "申请人姓名", "来件时间", "申请人类型", "处理结果", "答复日期")


def register(tmp_path: Path, *rows: tuple[Any, ...], titles: tuple[str, ...] = TITLES) -> Path:
    book = Workbook()
    book.active.append(list(titles))
    for row in rows:
        book.active.append(list(row))
    stream = io.BytesIO()
    book.save(stream)
    path = tmp_path / "台账.xlsx"
    path.write_bytes(stream.getvalue())
    return path


ROWS = (
    ("1", "某甲", "2025-03-01", "自然人", "予以公开", "2025-03-20"),
    ("2", "某乙", "2025-04-01", "自然人", "看着办", "2025-04-20"),
    ("3", "某丙", "2025-12-20", "企业", "", ""),
    ("4", "某丁", "2025-05-01", "自然人", "予以公开", "2025-08-20"),
)


def test_columns_are_confirmed_once_and_remembered(desk: Desk, tmp_path: Path) -> None:
    """列的对应认出来先给人看，确认一次以后同样的台账不再问；可以清除。"""
    path = register(tmp_path, *ROWS)
    layout, confirmed = desk.layout(path)
    assert desk.is_register(path)
    assert not confirmed
    assert {"收到日期"} == layout.guessed

    desk.confirm_columns(layout)

    layout, confirmed = desk.layout(path)
    assert (True, "来件时间") == (confirmed, layout.columns["收到日期"])
    columns.clear()
    assert not desk.layout(path)[1]


def test_a_register_offers_cells_with_their_rows(desk: Desk, tmp_path: Path) -> None:
    """台账给出表三的数，每格是哪几行；归不了类、可能超期、结转下年的逐行列出；姓名不进来。"""
    path = register(tmp_path, *ROWS)
    incoming = desk.receive_register(path, {"收到日期": "来件时间"})

    assert (2, 5) == offer(incoming, "申请.新收.自然人").rows
    kinds = {(note.kind, note.row) for note in incoming.notes if note.row}
    assert kinds == {("归不了类", 3), ("可能超期", 5), ("结转下年", 4)}
    assert incoming.counted is not None
    assert "某甲" not in str(incoming) + str(incoming.counted.case(2))
    desk.take(incoming, incoming.plain())
    assert 1 == desk.report.number("申请.结转下年.商业企业")
    assert "某甲" not in desk.draft.dump()
    assert not any(name.startswith("复议诉讼") for name in desk.report.answers)


# Last year's report at work


def _after(desk: Desk, tmp_path: Path) -> dict[str, Any]:
    """The draft after last year's report came in; last year's figures."""
    incoming = desk.receive(report(tmp_path, 2024))
    desk.take(incoming, incoming.plain())
    last = desk.report.last_year()
    assert last is not None
    return dict(last.answers)


def test_last_years_figure_stands_beside_the_question(desk: Desk, tmp_path: Path) -> None:
    """问到一格，旁边是上年的数。"""
    last = _after(desk, tmp_path)
    asked = desk.question_named("主动公开.行政处罚.决定")
    assert asked is not None

    assert f"{last['主动公开.行政处罚.决定']}件" == desk.last_year_words(asked)


def test_last_years_problems_are_asked_about_beside_its_own_words(
    desk: Desk, tmp_path: Path
) -> None:
    """问上年的问题改得怎样，旁边是上年第五部分的原话。"""
    _after(desk, tmp_path)

    for name in ("上年问题", "上年整改"):
        asked = desk.question_named(name)
        assert asked is not None
        assert "解读形式单一的问题仍然存在。" in desk.last_year_words(asked)


def test_an_unusual_change_asks_for_a_reason(desk: Desk, tmp_path: Path) -> None:
    """和上年差得多的数，答完就提醒核对、在正文说原因；差得不多的不提。"""
    last = _after(desk, tmp_path)
    asked = desk.question_named("主动公开.行政处罚.决定")
    assert asked is not None
    before = last["主动公开.行政处罚.决定"]

    near, far = desk.answer(asked, str(before + 1)), desk.answer(asked, str(before * 3 + 20))

    assert isinstance(near, Understood)
    assert isinstance(far, Understood)
    assert "" == near.also
    assert f"上年{before}件，今年{before * 3 + 20}件" in far.also
    assert far.also.endswith("在正文说一句原因。")


def test_last_years_words_feed_the_reuse_meter(desk: Desk, tmp_path: Path) -> None:
    """照抄上年的一段，措辞里量得出和上年一样多少。"""
    last = _after(desk, tmp_path)
    place = "正文.总体情况.主动公开"

    desk.write({place: last[place]})

    (reviewed,) = desk.review()
    assert reviewed.reuse is not None
    assert 100 == reviewed.reuse.share


def test_carried_figures_are_proposed_with_their_source(desk: Desk, tmp_path: Path) -> None:
    """上年结转各格由上年年报的结转下年度得来，填进去之前先给人看。"""
    last = _after(desk, tmp_path)

    proposed = desk.carried_over("申请")

    assert "上年年报（2024.html）" == desk.last_years_source()
    assert last["申请.结转下年.自然人"] == proposed["申请.上年结转.自然人"]
    assert "申请.上年结转.自然人" not in desk.report.answers
