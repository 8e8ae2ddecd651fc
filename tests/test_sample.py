"""The sample: a fresh copy each time, half done, with one mistake in it."""

from pathlib import Path

from assistant.sample import NAME, sample


def test_what_was_tried_in_the_last_copy_is_gone(own_home: Path) -> None:
    """It lies where the program remembers things, not among the drafts."""
    desk = sample()
    before = dict(desk.report.answers)
    desk.write({"申请.新收.自然人": 99})
    desk.close()
    again = sample()
    answers = dict(again.report.answers)
    again.close()

    assert before == answers
    assert own_home / "示例" / NAME == again.draft.path


def test_it_has_something_to_find_and_something_to_fill() -> None:
    """Whoever tries it sees a finding that blocks, and an item that waits."""
    desk = sample()
    try:
        assert desk.refusal()
        assert desk.report.pending()
    finally:
        desk.close()
