"""Sentences as reports write them."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from assistant.forms import Form
from tests.claims.statements import FOLDER, cases, certain


@pytest.mark.parametrize("file", sorted(path.name for path in FOLDER.glob("*.txt")))
def test_a_sentence_is_read_for_what_it_says(file: str, forms: Mapping[str, Form]) -> None:
    """Nothing is taken for certain that is not said, and nothing else is left out than the file owns up to."""
    misread = [
        (str(case), sorted(read - case.meant), sorted(case.meant - read))
        for case in cases()
        if case.file == file and (read := certain(case, forms[case.form])) != case.meant
    ]

    assert [] == misread


def test_little_is_missed() -> None:
    """At most three in a hundred of what the sentences say."""
    missed = sum(len(case.missed) for case in cases())
    said = sum(len(case.meant | case.missed) for case in cases())

    assert 100 * missed <= 3 * said
