"""What an import says to a clerk about what it is not certain of."""

import random

import pytest

from assistant import content
from assistant.forms import Form
from assistant.importing import as_json, import_report, told, told_doubts
from assistant.importing.doubt import Doubt
from tests.importing import damage


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


def test_what_is_no_row_of_the_form_is_offered_its_rows_only(
    form: Form, forms: tuple[Form, ...]
) -> None:
    """A row of the other form is no way out, however much it resembles."""
    sheet = damage.sheet(form, damage.random_report(form, 2024, random.Random(7)))
    once = iter([True])

    def with_stranger(row: tuple[damage.Cell, ...]) -> list[tuple[damage.Cell, ...]]:
        if row[0].text != "行政许可" or not next(once, False):
            return [row]
        return [(damage.Cell("集中采购项"), damage.Cell("7")), row]

    page = damage.laid_out(damage.each_row(sheet, with_stranger))
    found = import_report(page, "年报.html", forms)

    (stranger,) = (one for one in found.doubts if "“集中采购项”（7）不是格式里的行" in one.message)
    rows = {row.label for table in form.tables.values() for row in table.rows.values()}
    assert stranger.candidates
    assert set() == set(stranger.candidates) - rows


PAGE = """# 云澜市水务局2024年政府信息公开工作年度报告

## 一、总体情况

公开信息120条。
全年没有收到申请。

## 五、存在的主要问题及改进情况

栏目更新慢。
"""


def test_an_import_is_told_from_the_whole_to_the_cell(forms: tuple[Form, ...]) -> None:
    """Whose report, which year, how much was read; what is missing was not taken for 0."""
    head, read, missing, *_ = told(import_report(PAGE.encode(), "年报.md", forms))

    assert "云澜市水务局　2024年（2021格式）" == head
    assert "读到0格，共200格。" == read
    assert missing.startswith("缺200格（没有当作0）：")


def test_an_import_that_says_neither_organ_nor_year_says_so(forms: tuple[Form, ...]) -> None:
    """It is not guessed from the name of the file."""
    text = PAGE.replace("云澜市水务局2024年政府信息公开工作年度报告", "年度报告")

    assert next(told(import_report(text.encode(), "年报.md", forms))).startswith(
        "单位没有读到　年份没有读到（"
    )


def test_an_import_is_written_as_plain_json(forms: tuple[Form, ...]) -> None:
    """The text of a section by its printed name, without line breaks; cells that are missing by name."""
    written = as_json(import_report(PAGE.encode(), "年报.md", forms))

    assert ("云澜市水务局", 2024, "2021", {}) == tuple(
        written[key] for key in ("unit", "year", "form", "fields")
    )
    assert 200 == len(written["missing"])
    assert {
        "总体情况": "公开信息120条。全年没有收到申请。",
        "存在的主要问题及改进情况": "栏目更新慢。",
        "其他需要报告的事项": "",
    } == written["text"]


def test_a_figure_keeps_how_it_was_written(form: Form, forms: tuple[Form, ...]) -> None:
    """`raw` has what was printed where that is not simply the number."""
    chance = random.Random(3)
    sheet = damage.sheet(form, damage.random_report(form, 2024, chance))
    dressed = damage.dressed_figures(sheet, chance)
    written = as_json(import_report(damage.page(dressed), "年报.html", forms))

    assert written["raw"]
    assert set(written["raw"]) <= set(written["fields"])
