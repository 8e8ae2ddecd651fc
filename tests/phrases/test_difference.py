"""What was changed in a sentence, in pieces that can be read."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from assistant.phrases.difference import Change, Piece, difference

WORDS = st.text(alphabet="新收申请件，。12 【待补：】a", max_size=60)


def shown(before: str, after: str) -> str:
    marks = {Change.KEPT: "{}", Change.GONE: "-{}-", Change.NEW: "+{}+"}
    return "".join(marks[one.change].format(one.text) for one in difference(before, after))


def test_numbers_are_whole() -> None:
    """Twelve became thirteen; not: the 2 of it became a 3."""
    assert "新收申请-12-+13+件" == shown("新收申请12件", "新收申请13件")


def test_a_gap_is_whole() -> None:
    """What was filled in stands beside the gap it fills."""
    assert "培训-【待补：次数】-+3+次" == shown("培训【待补：次数】次", "培训3次")


def test_single_characters_between_changes_are_part_of_them() -> None:
    """Two words exchanged around a 的 read as one change."""
    assert "收到-群众的来信-+网民的留言+12件" == shown("收到群众的来信12件", "收到网民的留言12件")


def test_two_characters_between_changes_stand() -> None:
    """From two characters on, words left standing are read as such."""
    assert "-新增-+收到+申请-五-+六+件" == shown("新增申请五件", "收到申请六件")


def test_nothing_changed() -> None:
    """The same words are one piece, none are none."""
    assert (Piece(Change.KEPT, "未收到申请"),) == difference("未收到申请", "未收到申请")
    assert () == difference("", "")


@given(WORDS, WORDS)
def test_both_texts_can_be_put_together_again(before: str, after: str) -> None:
    """Nothing is lost on either side, no piece is empty, no two neighbours are alike."""
    pieces = difference(before, after)

    assert before == "".join(one.text for one in pieces if one.change is not Change.NEW)
    assert after == "".join(one.text for one in pieces if one.change is not Change.GONE)
    assert all(one.text for one in pieces)
    assert all(one.change is not two.change for one, two in pairwise(pieces))
