"""The same report in every shape files come in, whole and damaged."""

import os
import random
from collections.abc import Callable

import pytest

from assistant.forms import Form
from assistant.importing import Imported, import_report
from tests.importing import damage, worse
from tests.importing.damage import Sheet, same

EXPORTS = (".md", ".docx", ".html", ".txt")
SHAPES = {**damage.SHAPES, **worse.SHAPES}
EVERY = {**SHAPES, **{f"导出{suffix}": damage.exported(suffix) for suffix in EXPORTS}}

SEEDS = range(int(os.environ.get("NIANBAO_SEEDS", "1")))
"""How many reports of each form every test damages; a long run takes more."""
YEARS = {"2019": 2020, "2021": 2024}

DAMAGE: dict[str, Callable[[Sheet, random.Random], Sheet]] = {
    "数字写法": damage.dressed_figures,
    "增减写法": damage.signed_otherwise,
    "金额单位": lambda sheet, _: damage.amounts_in_yuan(sheet),
    "丢格": lambda sheet, chance: damage.without_cells(sheet, chance, 0.05),
    "空格": lambda sheet, chance: damage.blank_cells(sheet, chance, 0.1),
    "丢行": lambda sheet, chance: damage.without_rows(sheet, chance, 0.1),
    "多行": lambda sheet, chance: damage.with_strangers(sheet, chance, 0.1),
    "繁体": lambda sheet, _: damage.traditional(sheet),
    "标题残缺": lambda sheet, _: damage.short_titles(sheet),
    "标签坏一成": lambda sheet, chance: damage.damaged_labels(sheet, chance, 0.1),
    "标签坏二成": lambda sheet, chance: damage.damaged_labels(sheet, chance, 0.2),
    "样样都有": lambda sheet, chance: damage.with_strangers(
        damage.without_rows(
            damage.without_cells(
                damage.damaged_labels(damage.short_titles(sheet), chance, 0.1), chance, 0.02
            ),
            chance,
            0.05,
        ),
        chance,
        0.05,
    ),
}


EVERY_DAMAGE = {**DAMAGE, **worse.DAMAGE}
LONG = len(SEEDS) > 1
TYPICAL = ("制表符逐格.txt", "逐格一行.txt", "竖线.txt", "首列空.txt", "网页.html", "嵌套表格.docx")
PAIRS = [
    *((name, kind) for name in SHAPES for kind in DAMAGE),
    *((name, kind) for name in (SHAPES if LONG else TYPICAL) for kind in worse.DAMAGE),
]
"""Every shape with the usual damage; the rest of the damage with a shape of each sort, in a long run with all."""

HARMLESS = ("数字写法", "增减写法", "金额单位", "丢行", "多行", "繁体", "标题残缺", *worse.HARMLESS)
BLANKS = ("只有总计", "没有总计")
"""Rows of which a part is blank say nothing where blank cells leave no trace."""


def made(form: Form, seed: int) -> tuple[Sheet, random.Random]:
    chance = random.Random(f"{form.id}{seed}")
    return damage.sheet(form, damage.random_report(form, YEARS[form.id], chance)), chance


def doubted(imported: Imported) -> set[str]:
    return {doubt.field for doubt in imported.doubts}


@pytest.mark.parametrize("name", EVERY)
def test_a_whole_report_comes_back_whole(name: str, form: Form, forms: tuple[Form, ...]) -> None:
    """没有损坏的报告，每一格、年份、单位都读对，没有要核对的。"""
    for seed in SEEDS:
        sheet, _ = made(form, seed)

        imported = import_report(EVERY[name](sheet), name, forms)

        wrong = {
            cell: (imported.report.number(cell), value)
            for cell, value in sheet.truth.items()
            if not same(imported.report.number(cell), value)
        }
        assert {} == wrong
        assert (form.id, YEARS[form.id], sheet.report.unit) == (
            imported.form.id,
            imported.year,
            imported.unit,
        )
        assert set() == doubted(imported)


@pytest.mark.parametrize(("name", "kind"), PAIRS)
def test_no_figure_is_wrong_without_a_doubt(
    name: str, kind: str, form: Form, forms: tuple[Form, ...]
) -> None:
    """不管怎样损坏，读错的格子都有说明，丢掉的格子不会变出数来。"""
    for seed in SEEDS:
        whole, chance = made(form, seed)
        sheet = EVERY_DAMAGE[kind](whole, chance)

        imported = import_report(SHAPES[name](sheet), name, forms)

        wrong = {
            cell: (imported.report.number(cell), sheet.truth.get(cell))
            for cell in form.fields
            if imported.report.number(cell) is not None
            and not same(imported.report.number(cell), sheet.truth.get(cell))
        }
        assert {} == {cell: both for cell, both in wrong.items() if cell not in doubted(imported)}


@pytest.mark.parametrize("name", SHAPES)
def test_rows_are_known_by_damaged_labels(name: str, forms: tuple[Form, ...]) -> None:
    """标签坏了一成，九十九成以上的行仍然读对。"""
    right = rows = 0
    for form in forms:
        for seed in range(8):
            whole, chance = made(form, seed)
            sheet = damage.damaged_labels(whole, chance, 0.1)
            imported = import_report(SHAPES[name](sheet), name, forms)
            bad = {
                cell.rsplit(".", 1)[0]
                for cell in form.fields
                if not same(imported.report.number(cell), sheet.truth[cell])
            }
            every = {cell.rsplit(".", 1)[0] for cell in form.fields}
            right, rows = right + len(every - bad), rows + len(every)

    assert right / rows >= 0.99


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        (name, kind)
        for name, kind in PAIRS
        if kind in HARMLESS and (kind not in BLANKS or name not in worse.BLANKS_LOST)
    ],
)
def test_harmless_damage_costs_nothing(
    name: str, kind: str, form: Form, forms: tuple[Form, ...]
) -> None:
    """不伤标签和格子的变化，原件还有的每一格都读出来。"""
    whole, chance = made(form, 1)
    sheet = EVERY_DAMAGE[kind](whole, chance)

    imported = import_report(SHAPES[name](sheet), name, forms)

    assert {} == {
        cell: imported.report.number(cell)
        for cell, value in sheet.truth.items()
        if not same(imported.report.number(cell), value)
    }
