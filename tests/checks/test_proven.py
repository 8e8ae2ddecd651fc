"""Errors proven in published reports are found, and what only looks like one is left alone.

`proven.应报.md` has every one of them in our own sentences with the real figures, under its number in the list of
errors, `proven.不应报.md` the contrasts; `规则` names the rules that must speak, or must be silent.
"""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.checks import case_files

NUMBERS = {
    "A1", "A3", "A5", "A7", "B9", "C11", "C13", "C15", "C17", "C19", "C21", "D23", "D25",
    "E27", "E29", "E31", "E33", "E35", "E35b", "F37", "F39", "F41", "F43", "F45",
    "G47", "G49", "G51", "G53", "G55", "G57", "H59", "H61", "H63", "H65", "H67",
    "I69", "I71", "I73", "J75", "K1", "K3", "K5", "K7", "K9", "K11", "K13",
}  # fmt: skip
"""The list of proven errors that developers have."""


def _cases(kind: str) -> Iterator[Any]:
    for case in case_files.read(Path(__file__).with_name(f"proven.{kind}.md")):
        yield pytest.param(case["规则"], case, id=case["说明"])


def test_every_proven_error_is_here() -> None:
    """No error of the list is left out."""
    titles = [case["说明"] for case in case_files.read(Path(__file__).with_name("proven.应报.md"))]

    assert {title.partition(" ")[0] for title in titles} == NUMBERS


@pytest.mark.parametrize(("rules", "case"), list(_cases("应报")))
def test_is_caught(
    rules: list[str], case: Mapping[str, Any], from_file: Callable[..., Any]
) -> None:
    """Every rule that the error is for speaks, at the level the proof allows."""
    found = from_file(case).checked().findings

    assert set(rules) <= {each.code for each in found}
    if "级别" in case:
        levels = {str(each.level) for each in found if each.code in rules}
        assert {case["级别"]} == levels


@pytest.mark.parametrize(("rules", "case"), list(_cases("不应报")))
def test_is_left_alone(
    rules: list[str], case: Mapping[str, Any], from_file: Callable[..., Any]
) -> None:
    """What only looks like an error raises none of the rules."""
    found = {each.code for each in from_file(case).checked().findings}

    assert set() == found & set(rules)
