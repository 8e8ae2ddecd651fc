"""Every answer on one page, with how and when it came in, without a screen."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from assistant.changes import Via
from assistant.desk import Desk
from assistant.desk.answered import LEFT, OPEN, WAITING, Given, explained, given
from assistant.desk.replies import PASTED, SAID
from assistant.report import LAST_YEAR, TEXT, Paragraph, Pending


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A desk over a draft of 2025 of a bureau."""
    opened = Desk.create(tmp_path / "draft.nianbao", "云澜市青禾区统计局", 2025)
    opened.write({"机关类型": "政府部门", "自称": "我局"})
    yield opened
    opened.close()


def every(desk: Desk) -> dict[str, Given]:
    """All answers by their key, which is unique."""
    listed = [one for _, answers in given(desk) for one in answers]
    found = {one.key: one for one in listed}
    assert len(listed) == len(found)
    return found


def zeros(desk: Desk, table: str) -> dict[str, int]:
    return {name: 0 for name, cell in desk.form.tables[table].fields.items() if not cell.total}


def test_every_answer_can_be_gone_to(desk: Desk) -> None:
    """Whatever is on the page leads to where it is changed."""
    desk.write(
        {**zeros(desk, "申请"), "申请.新收.自然人": 3, f"{TEXT}其他事项": (Paragraph("无"),)}
    )

    assert [] == [one.key for one in every(desk).values() if not desk.kind_of(one.target)]


def test_what_is_open_is_told_from_what_may_be_left(desk: Desk) -> None:
    """Required and unanswered, optional and unanswered, 待补 with who was asked."""
    desk.write({"联系电话": Pending("问办公室")})
    states = {one.title: (one.state, one.answer) for one in every(desk).values()}
    said = {state for state, _ in states.values()}

    assert (WAITING, "问办公室") == states["联系电话"]
    assert {OPEN, LEFT} <= said


@pytest.mark.parametrize(
    ("via", "source", "how"),
    [
        (Via.TYPED, "", "录入"),
        (Via.TYPED, f"{SAID}收了3次", "一句话"),
        (Via.TYPED, PASTED, PASTED),
        (Via.IMPORTED, "上年年报（去年.docx）", "上年年报"),
        (Via.IMPORTED, "征集表.xlsx", "导入"),
    ],
)
def test_an_answer_says_how_it_came_in(desk: Desk, via: Via, source: str, how: str) -> None:
    """In a word, with the day; the source in full beneath."""
    desk.write({"培训次数": 3}, via=via, source=source)
    answer = next(one for one in every(desk).values() if one.title == "培训次数")

    assert ("3次", how) == (answer.answer, answer.how)
    assert answer.when.endswith("日")
    assert source in answer.detail


def test_a_row_came_in_as_its_cells_did(desk: Desk) -> None:
    """A total that a file stated beside them says nothing of how they came in."""
    desk.write({"申请.新收.自然人": 3, "申请.新收.商业企业": 2})
    desk.write({"申请.新收.总计": 5}, via=Via.IMPORTED, source="征集表.xlsx")

    assert "录入" == every(desk)["申请.新收"].how


def test_a_table_nobody_touched_is_one_line(desk: Desk) -> None:
    """It is open as a whole."""
    assert ("表三", "", OPEN) == (
        every(desk)["表.申请"].title,
        every(desk)["表.申请"].answer,
        every(desk)["表.申请"].state,
    )


def test_rows_of_zeros_stand_together(desk: Desk) -> None:
    """What says something has a line of its own: its total first, then what is not 0."""
    desk.write({**zeros(desk, "申请"), "申请.新收.自然人": 3, "申请.新收.商业企业": 2})
    answers = every(desk)

    assert "总计5：自然人3、商业企业2" == answers["申请.新收"].answer
    assert answers["表.申请"].title.startswith("表三其余")
    assert answers["表.申请"].answer.startswith("都是0（")
    assert "……共" in answers["表.申请"].detail


def test_a_table_of_zeros_is_one_line(desk: Desk) -> None:
    """All of it, and how many cells."""
    desk.write(zeros(desk, "复议诉讼"))
    answer = every(desk)["表.复议诉讼"]

    assert ("表四全表", "都是0（15格）") == (answer.title, answer.answer)


def test_a_row_says_which_of_its_cells_wait(desk: Desk) -> None:
    """待补 and empty cells by name; money with its unit; Enter goes to the first that is open."""
    desk.write(
        {
            "申请.新收.自然人": 3,
            "申请.新收.商业企业": Pending("问信访科"),
            "主动公开.行政事业性收费.金额": Decimal("25.1"),
        }
    )
    row = every(desk)["申请.新收"]

    assert WAITING == row.state
    assert "自然人3、商业企业待补、科研机构没填" in row.answer
    assert "申请.新收.科研机构" == row.target
    assert every(desk)["主动公开.行政事业性收费"].answer.endswith("25.1万元")


def test_a_paragraph_says_whose_words_it_is(desk: Desk) -> None:
    """Own, from the bank, from the bank and changed; one line each, the place named once."""
    place = f"{TEXT}总体情况.主动公开"
    desk.write(
        {
            place: (
                Paragraph("自己写的。"),
                Paragraph("公开{{ 公开总数 }}条。", phrase="A01.总数.1", bound=True),
                Paragraph("改过的。", phrase="A01.总数.1"),
            )
        }
    )
    lines = [one for one in every(desk).values() if one.target == place]

    assert ["自写", "语料", "语料改过"] == [one.how for one in lines]
    assert ["", WAITING, ""] == [one.state for one in lines]
    assert ["", ""] == [one.title for one in lines[1:]]


def test_a_place_without_words_is_open_or_waits(desk: Desk) -> None:
    """待补 keeps its reason; a text that was taken away is open again."""
    place = f"{TEXT}问题改进.主要问题"
    desk.write({place: Pending("等局务会")})
    assert (WAITING, "等局务会") == (every(desk)[place].state, every(desk)[place].answer)
    desk.write({place: ()})

    assert OPEN == every(desk)[place].state


def test_what_was_said_to_a_finding_stands_with_it(desk: Desk) -> None:
    """Once the figures change, it is to be said again."""
    last = {LAST_YEAR + name: 1 for name in desk.form.tables["主动公开"].fields}
    desk.write({**last, f"{LAST_YEAR}年份": 2024, "主动公开.行政许可.决定": 900})
    finding = next(one.finding for one in desk.judged() if one.finding.code == "T2-JUMP")
    desk.write(desk.explain(finding, "承接了区里下放的事项"), via=Via.EXPLAINED)
    (said,) = explained(desk)
    desk.write({"主动公开.行政许可.决定": 950})
    (again,) = explained(desk)

    assert ("T2-JUMP", "承接了区里下放的事项", "说明") == (said.title, said.answer, said.how)
    assert "T2-JUMP（数字变了，请重新说明）" == again.title
