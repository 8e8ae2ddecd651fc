"""Whole interviews, told as text. `UPDATE_WALKS=1` writes what the program says now, to be read before it is kept."""

import os
from pathlib import Path

import pytest

from tests.interview.walking import Walk, shipped

WALKS = sorted((Path(__file__).parent / "walks").glob("*.txt"))


@pytest.mark.parametrize("path", WALKS, ids=lambda path: path.stem)
def test_the_interview_goes_as_it_is_told(path: Path) -> None:
    """The same words typed in the same order are answered the same way."""
    told = path.read_text(encoding="utf-8")
    happened = Walk(shipped()).play(told)
    if os.environ.get("UPDATE_WALKS"):
        path.write_text(happened, encoding="utf-8")

    assert told == happened
