"""What clerks type, and the cells it means."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from assistant.forms import Form
from tests.claims.utterances import FOLDER, Verdict, cases, judge


@pytest.fixture(scope="module")
def verdicts(forms: Mapping[str, Form]) -> tuple[Verdict, ...]:
    """How every utterance is understood, in every form it is for."""
    return tuple(judge(case, forms[case.form]) for case in cases(forms))


def test_there_are_enough(verdicts: tuple[Verdict, ...]) -> None:
    """At least 250 different utterances, in both forms."""
    assert len({verdict.case.text for verdict in verdicts}) >= 250
    assert {"2019", "2021"} == {verdict.case.form for verdict in verdicts}


@pytest.mark.parametrize("file", sorted(path.name for path in FOLDER.glob("*.txt")))
def test_each_utterance_fills_its_cells(file: str, verdicts: tuple[Verdict, ...]) -> None:
    """Exactly the cells it means, and a question where one is due."""
    misread = [
        (str(verdict.case), dict(verdict.got), verdict.questions)
        for verdict in verdicts
        if verdict.case.file == file and not verdict.right
    ]

    assert [] == misread


def test_no_wrong_cell_is_filled_silently(verdicts: tuple[Verdict, ...]) -> None:
    """What is wrong, if anything is, comes with a question."""
    assert [] == [str(verdict.case) for verdict in verdicts if verdict.silent]
