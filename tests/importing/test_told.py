"""What an import says to a clerk about what it is not certain of."""

import pytest

from assistant import content
from assistant.forms import Form
from assistant.importing.doubt import Doubt
from assistant.importing.told import told_doubts


@pytest.fixture
def form() -> Form:
    return content.form_for_year(2025)


def test_doubts_that_say_the_same_are_one_line(form: Form) -> None:
    """Four of the cells are named, and how many there are."""
    cells = [name for name in form.fields if name.startswith("申请.新收.")][:6]
    lines = list(told_doubts(form, [Doubt(cell, "这一格有两个数", ("3", "8")) for cell in cells]))

    assert 1 == len(lines)
    assert lines[0].startswith("请核对　")
    assert lines[0].endswith("等6格：这一格有两个数（可能是：3、8）")


def test_a_doubt_about_the_whole_names_no_cell(form: Form) -> None:
    """And offers nothing where there is nothing to offer."""
    assert ["请核对　正文里有两个年份"] == list(
        told_doubts(form, [Doubt("", "正文里有两个年份", ())])
    )
