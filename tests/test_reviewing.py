"""The wording of the whole report, read over paragraph by paragraph, without a screen."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant import content
from assistant.desk import Desk, Made, Reviewed
from assistant.phrases.difference import Change
from assistant.report import LAST_YEAR, TEXT, Paragraph, Value

ASKED, KEPT, TAUGHT = "总体情况.依申请公开", "总体情况.政府信息管理", "总体情况.监督保障"
FACTS: dict[str, Value] = {
    "自称": "我局",
    "机关类型": "政府部门",
    "层级": "区县级",
    "业务领域": "统计",
    "统计范围": "本机关",
    "培训次数": 2,
    "培训人次": 60,
}


def taken(phrase: str) -> Paragraph:
    """A phrase as it is adopted."""
    return Paragraph(content.bank().bank.by_id[phrase].text, phrase=phrase, bound=True)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A bureau that received nothing, with one paragraph of each kind."""
    opened = Desk.create(tmp_path / "draft.nianbao", "云澜市青禾区统计局", 2025)
    zeros: dict[str, Value] = {
        name: 0 for name, cell in opened.form.fields.items() if not cell.total
    }
    opened.write({**zeros, **FACTS})
    opened.write(
        {
            TEXT + ASKED: (taken("B01.未收到.1"),),
            TEXT + KEPT: (Paragraph("信息由办公室统一登记编号。"),),
            TEXT + TAUGHT: (
                Paragraph(
                    "组织政府信息公开业务培训3次、60人次，每次都有签到。", phrase="E02.培训.1"
                ),
            ),
        }
    )
    yield opened
    opened.close()


def only(desk: Desk, place: str) -> Reviewed:
    """The one paragraph of a place."""
    (found,) = [one for one in desk.review() if one.place == place]
    return found


def test_every_paragraph_is_listed_in_the_order_of_the_report(desk: Desk) -> None:
    """From which phrase each is, and whether its words are still the phrase's."""
    assert [
        (ASKED, Made.UNCHANGED, "未收到申请"),
        (KEPT, Made.OWN, None),
        (TAUGHT, Made.EDITED, content.bank().bank.by_id["E02.培训.1"].title),
    ] == [(one.place, one.made, one.phrase.title if one.phrase else None) for one in desk.review()]


def test_what_was_changed_is_shown_against_the_phrase_as_it_would_read_now(desk: Desk) -> None:
    """The offered words carry the report's figures, so that only what the drafter did is a difference."""
    edited = only(desk, TAUGHT)
    gone = "".join(one.text for one in edited.changed if one.change is Change.GONE)
    new = "".join(one.text for one in edited.changed if one.change is Change.NEW)

    assert "2" == gone
    assert "3，每次都有签到" == new
    assert () == only(desk, ASKED).changed
    assert () == only(desk, KEPT).changed


def test_an_edited_sentence_that_no_longer_agrees_is_flagged(desk: Desk) -> None:
    """It was read again by the reader of statements: the text says three, the fact is two."""
    said = [one.message for one in only(desk, TAUGHT).findings]

    assert any("3次" in one and "2" in one for one in said), said


def test_a_sentence_follows_its_cell_until_it_is_edited(desk: Desk) -> None:
    """A new figure changes the words of a phrase; edited words stay and disagree."""
    desk.write({TEXT + TAUGHT: (taken("E02.培训.1"),)})
    before = only(desk, TAUGHT)
    desk.write({"培训次数": 5})
    after = only(desk, TAUGHT)

    assert "2次" in before.text
    assert "5次" in after.text
    assert all(one.code != "N-FACT" for one in (*before.findings, *after.findings))


def test_a_phrase_whose_condition_fails_is_named_with_the_reason(desk: Desk) -> None:
    """“None were received” cannot stay when three were; the line says the condition and the figure."""
    desk.write({"申请.新收.自然人": 3, "申请.予以公开.自然人": 3})
    (said,) = [one for one in only(desk, ASKED).findings if one.code == "Q-WHEN"]

    assert "“未收到申请”现在用不上：新收为0时用；现在新收是3件。" in said.message


def test_slots_name_their_cells(desk: Desk) -> None:
    """Which words come from which answer."""
    desk.write({TEXT + TAUGHT: (taken("E02.培训.1"),)})
    one = only(desk, TAUGHT)

    assert "2" == next(one.text[s.start : s.end] for s in one.slots if s.name == "培训次数")


def test_gaps_are_counted(desk: Desk) -> None:
    """What is not answered is open in the sentence."""
    desk.write({"培训次数": None, TEXT + TAUGHT: (taken("E02.培训.1"),)})

    assert 1 == only(desk, TAUGHT).pending


def test_last_years_sentences_are_found_again(desk: Desk) -> None:
    """A phrase that stood there with other figures is last year's sentence; what follows the cells there too."""
    assert only(desk, TAUGHT).reuse is None

    last = LAST_YEAR + TEXT
    desk.write(
        {
            f"{LAST_YEAR}年份": 2024,
            f"{LAST_YEAR}自称": "我局",
            f"{LAST_YEAR}培训次数": 9,
            f"{LAST_YEAR}培训人次": 90,
            last + TAUGHT: (taken("E02.培训.1"),),
        }
    )
    taught, own = only(desk, TAUGHT), only(desk, KEPT)

    assert taught.reuse is not None
    assert taught.too_alike
    assert 80 <= taught.reuse.share
    assert own.reuse is not None
    assert (0, False) == (own.reuse.share, own.too_alike)


def test_what_was_read_is_to_be_read_again_when_it_changes(desk: Desk) -> None:
    """A tick holds for the words it was given to; undo and the same figures bring it back."""
    desk.write({TEXT + TAUGHT: (taken("E02.培训.1"),)})
    desk.write(desk.seen(only(desk, TAUGHT)))

    assert only(desk, TAUGHT).seen
    assert not only(desk, ASKED).seen

    desk.write({"培训次数": 5})
    assert not only(desk, TAUGHT).seen

    desk.write({"培训次数": 2})
    assert only(desk, TAUGHT).seen

    desk.write(desk.seen(only(desk, TAUGHT)))
    assert not only(desk, TAUGHT).seen


def test_another_wording_that_agrees_takes_its_place(desk: Desk) -> None:
    """Only wordings for a bureau without applications are offered; undo brings the first one back."""
    one = only(desk, ASKED)
    swapped = desk.swapped(one)
    assert swapped is not None
    desk.write(swapped)
    other = only(desk, ASKED)

    assert other.phrase in one.others
    assert all("乡镇人民政府" not in each.kinds for each in one.others)
    desk.undo()
    assert one.paragraph == only(desk, ASKED).paragraph


def test_an_edited_paragraph_gets_its_own_phrase_back_first(desk: Desk) -> None:
    """To swap an edited sentence is to take the offered words after all."""
    swapped = desk.swapped(only(desk, TAUGHT))
    assert swapped is not None
    desk.write(swapped)

    assert taken("E02.培训.1") == only(desk, TAUGHT).paragraph


def test_own_words_have_no_other_wording(desk: Desk) -> None:
    """There is nothing to swap them for."""
    assert desk.swapped(only(desk, KEPT)) is None
