"""Whole tables filled in a few sentences."""

from __future__ import annotations

from collections.abc import Mapping

from assistant.forms import Form
from tests.claims.dialogues import dialogues, play


def test_a_table_is_filled_turn_by_turn(forms: Mapping[str, Form]) -> None:
    """Every cell is right at the end, and no turn offers a wrong one without asking."""
    played = [play(dialogue, forms[dialogue.form]) for dialogue in dialogues(forms)]

    assert [] == [(str(v.dialogue), v.wrong, v.silent, v.asked) for v in played if not v.right]
