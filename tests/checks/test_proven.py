"""Errors proven in published reports are found, and what only looks like one is left alone.

`proven.toml` has every one of them in our own sentences with the real figures, under its number in the list of
errors; `规则` names the rules that must speak, or must be silent.
"""

import tomllib
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

FILE = Path(__file__).with_name("proven.toml")
NUMBERS = {
    "A1", "A3", "A5", "A7", "B9", "C11", "C13", "C15", "C17", "C19", "C21", "D23", "D25",
    "E27", "E29", "E31", "E33", "E35", "E35b", "F37", "F39", "F41", "F43", "F45",
    "G47", "G49", "G51", "G53", "G55", "G57", "H59", "H61", "H63", "H65", "H67",
    "I69", "I71", "I73", "J75", "K1", "K3", "K5", "K7", "K9", "K11", "K13",
}  # fmt: skip
"""The list of proven errors that developers have."""


def _cases(kind: str) -> Iterator[Any]:
    text = FILE.read_text(encoding="utf-8")
    for case in tomllib.loads(text, parse_float=Decimal)[kind]:
        said = {key: value for key, value in case.items() if key not in ("编号", "规则")}
        yield pytest.param(case["规则"], said, id=f"{case['编号']} {case['说明']}")


def test_every_proven_error_is_here() -> None:
    """No error of the list is left out."""
    cases = tomllib.loads(FILE.read_text(encoding="utf-8"))["差错"]

    assert {case["编号"] for case in cases} == NUMBERS


@pytest.mark.parametrize(("rules", "case"), list(_cases("差错")))
def test_is_caught(
    rules: list[str], case: Mapping[str, Any], from_file: Callable[..., Any]
) -> None:
    """Every rule that the error is for speaks, at the level the proof allows."""
    found = from_file(case).checked().findings

    assert set(rules) <= {each.code for each in found}
    if "级别" in case:
        levels = {str(each.level) for each in found if each.code in rules}
        assert {case["级别"]} == levels


@pytest.mark.parametrize(("rules", "case"), list(_cases("对照")))
def test_is_left_alone(
    rules: list[str], case: Mapping[str, Any], from_file: Callable[..., Any]
) -> None:
    """What only looks like an error raises none of the rules."""
    found = {each.code for each in from_file(case).checked().findings}

    assert set() == found & set(rules)
