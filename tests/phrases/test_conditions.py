"""A condition is said in one line, with the report's numbers. Cases are lines of `conditions.txt`."""

import json
import os
from pathlib import Path

from assistant import content
from assistant.expressions import Condition, compile_condition
from assistant.phrases.conditions import explain_condition

CASES = Path(__file__).parent / "conditions.txt"


def explained(line: str) -> str:
    source, answers, _ = line.split(" | ")
    condition = compile_condition(source)
    assert isinstance(condition, Condition)
    said = explain_condition(condition, json.loads(answers), content.form_for_year(2025))
    return f"{source} | {answers} | {said}"


def test_conditions_are_said_in_words() -> None:
    """`UPDATE_CONDITIONS=1` writes what is said now, to be read before it is kept."""
    told = CASES.read_text(encoding="utf-8").splitlines()
    said = [explained(line) if " | {" in line else line for line in told]
    if os.environ.get("UPDATE_CONDITIONS"):
        CASES.write_text("\n".join(said) + "\n", encoding="utf-8")

    assert told == said


def test_no_condition_is_said_too() -> None:
    """A phrase without a condition may be used at any time."""
    assert "不看数字，随时可用。" == explain_condition(None, {})
