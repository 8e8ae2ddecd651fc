from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from assistant import changes
from assistant.changes import Change, Via
from assistant.report import Pending, Report, Value

AT = datetime(2026, 1, 8, 9, 0, tzinfo=UTC)
NAMES = ("申请.新收.自然人", "申请.新收.商业企业", "培训次数", "正文.前言")
VALUES = (0, 1, 12, True, False, Decimal("3.5"), Decimal("3.50"), "我局", Pending("问财务科"), None)


class History:
    """A draft without a disk: what `drafts` does, on a list."""

    def __init__(self) -> None:
        self.changes: tuple[Change, ...] = ()
        self.report = Report()

    def append(
        self,
        answers: Mapping[str, Value | None],
        via: Via = Via.TYPED,
        undoes: int | None = None,
        step: int | None = None,
    ) -> None:
        latest = self.changes[-1].step if self.changes else 0
        like = Change(
            0, latest + 1 if step is None else step, "", None, None, via, AT, undoes=undoes
        )
        new = changes.compose(self.changes, self.report.answers, answers, like)
        self.changes += new
        self.report = self.report.with_answers({change.field: change.new for change in new})

    def undo(self) -> bool:
        step = changes.undoable(self.changes)
        if step:
            self.append(changes.inverse(step), Via.UNDONE, step.no)
        return step is not None

    def redo(self) -> bool:
        step = changes.redoable(self.changes)
        if step:
            self.append(changes.inverse(step), Via.REDONE, step.no)
        return step is not None


def answers(history: History) -> dict[str, Value]:
    return dict(history.report.answers)


def test_the_report_is_the_replay() -> None:
    """What was answered last stands; what was taken away is absent."""
    history = History()
    history.append({"申请.新收.自然人": 10, "培训次数": 2})
    history.append({"申请.新收.自然人": 12, "培训次数": None})

    assert {"申请.新收.自然人": 12} == changes.replay(history.changes).answers


def test_an_answer_that_stands_is_no_change() -> None:
    """Giving the same answer again makes no step."""
    history = History()
    history.append({"培训次数": 2})
    history.append({"培训次数": 2})

    assert 1 == len(history.changes)


def test_true_is_not_one_and_3_5_is_not_3_50() -> None:
    """Answers that compare equal but are written differently are changes."""
    history = History()
    for value in (1, True, Decimal("3.5"), Decimal("3.50")):
        history.append({"某项": value})

    assert 4 == len(history.changes)


def test_a_step_is_undone_as_one() -> None:
    """A zero report that filled three names is taken back by one undo."""
    history = History()
    history.append({"申请.新收.自然人": 3})
    history.append(
        {"申请.新收.自然人": 0, "申请.新收.商业企业": 0, "申请零报告": True}, via=Via.ZERO
    )
    history.undo()

    assert {"申请.新收.自然人": 3} == answers(history)


def test_undo_goes_further_back_each_time() -> None:
    """Two undos take back two steps, not the first undo."""
    history = History()
    history.append({"培训次数": 1})
    history.append({"培训次数": 2})
    history.append({"培训次数": 3})
    history.undo()
    history.undo()

    assert {"培训次数": 1} == answers(history)


def test_redo_follows_undo() -> None:
    """Everything undone comes back step by step, and can be undone again."""
    history = History()
    history.append({"培训次数": 1})
    history.append({"培训次数": 2})
    seen = []
    for act in (history.undo, history.undo, history.redo, history.redo, history.undo):
        act()
        seen.append(history.report.number("培训次数"))

    assert [1, None, 1, 2, 1] == seen


def test_a_new_change_ends_redo() -> None:
    """After something else was answered, what was undone cannot be redone."""
    history = History()
    history.append({"培训次数": 1})
    history.undo()
    history.append({"培训次数": 5})

    assert not history.redo()


def test_creation_cannot_be_undone() -> None:
    """Step 0, unit and year, stays."""
    history = History()
    history.append({"单位全称": "青禾区柳溪镇人民政府", "年份": 2025}, step=0)

    assert not history.undo()


def test_nothing_is_ever_removed() -> None:
    """Undo and redo append; the history only grows."""
    history = History()
    history.append({"培训次数": 1})
    history.undo()
    history.redo()

    assert [Via.TYPED, Via.UNDONE, Via.REDONE] == [change.via for change in history.changes]


def test_any_point_can_be_looked_at() -> None:
    """The report after step 1 is what stood then."""
    history = History()
    history.append({"培训次数": 1})
    history.append({"培训次数": 2, "自称": "我镇"})

    assert {"培训次数": 1} == changes.until(history.changes, 1).answers


def test_a_difference_leads_from_one_report_to_another() -> None:
    """What is only here is taken away, what is different is set."""
    now = Report({"培训次数": 2, "自称": "我镇", "年份": 2025})
    then = Report({"培训次数": 1, "年份": 2025})

    assert {"自称": None, "培训次数": 1} == changes.difference(now, then)


ACTS = st.one_of(
    st.dictionaries(st.sampled_from(NAMES), st.sampled_from(VALUES), min_size=1),
    st.sampled_from(["undo", "redo"]),
)


@given(st.lists(ACTS, max_size=40))
def test_undoing_everything_leads_back_to_the_beginning(
    acts: list[Mapping[str, Value] | str],
) -> None:
    """After any history: replay is the report carried along; undos lead to nothing, redos back again."""
    history = History()
    for act in acts:
        match act:
            case "undo":
                history.undo()
            case "redo":
                history.redo()
            case given_answers if not isinstance(given_answers, str):
                history.append(given_answers)
    before = history.report

    assert before == changes.replay(history.changes)
    assert changes.broken_link(history.changes) is None

    undone = 0
    while history.undo():
        undone += 1

    assert {} == answers(history)

    for _ in range(undone):
        assert history.redo()

    assert before == history.report


def test_a_missing_change_breaks_the_link() -> None:
    """A change whose old answer is not what stands before it is found."""
    history = History()
    for count in (1, 2, 3):
        history.append({"培训次数": count})
    first, _, third = history.changes

    assert (replace(third, no=2), "“培训次数”的原值与前面的变更对不上") == changes.broken_link(
        (first, replace(third, no=2))
    )


def test_numbers_out_of_order_break_the_link() -> None:
    """Numbers count from 1 without gaps."""
    history = History()
    history.append({"培训次数": 1})
    change = replace(history.changes[0], no=7)

    assert (change, "编号应当是1，写的是7") == changes.broken_link((change,))


def test_what_is_left_can_be_linked_again() -> None:
    """After losing the middle, the rest is one sound history that leads to the same latest answers."""
    history = History()
    history.append({"培训次数": 1})
    history.append({"培训次数": 2})
    history.append({"培训次数": 3, "自称": "我镇"})
    history.undo()
    first, _, *rest = history.changes
    linked = changes.relinked((first, *rest))

    assert changes.broken_link(linked) is None
    assert {"培训次数": 2} == changes.replay(linked).answers
