"""Random tables that add up raise nothing; one cell changed is found, and named."""

import random
from collections.abc import Mapping

from hypothesis import given, settings
from hypothesis import strategies as st

from assistant import checks
from assistant.finding import Finding
from assistant.forms import Form, form_for_year, shown
from assistant.report import Number, Report, Value

ARITHMETIC = {"T3-BAL", "T3-SUM", "T3-ROW", "T4-SUM", "T3-INT", "T4-INT", "T2-NEG", "T3-CARRY"}
YEARS = st.sampled_from([2019, 2020, 2021, 2025])
SEEDS = st.integers(min_value=0, max_value=10**9)


def adding_up(form: Form, year: int, seed: int) -> dict[str, Number]:
    """Return figures of all cells, totals written out, that satisfy every sum and the printed identity."""
    dice = random.Random(seed)
    answers: dict[str, Value] = {"年份": year}
    for name, field in form.fields.items():
        if not field.total:
            answers[name] = dice.choice((0, 0, 0, dice.randrange(1, 2000)))
    for column in form.tables["申请"].blocks[0].columns:
        if not column.sum:
            _balance(form, answers, column.id, dice)
    return dict(shown(form, Report(answers)))


def _balance(form: Form, answers: dict[str, Value], column: str, dice: random.Random) -> None:
    """Carry on what is received and not handled; receive more where too much is handled."""
    handled = shown(form, Report(answers)).get(f"申请.办理总计.{column}")
    handled = handled if handled is not None else _handled(form, answers, column)
    carried_on = dice.choice((0, dice.randrange(1, 50)))
    brought_in = dice.randrange(0, int(handled) + carried_on + 1)
    answers[f"申请.结转下年.{column}"] = carried_on
    answers[f"申请.上年结转.{column}"] = brought_in
    answers[f"申请.新收.{column}"] = int(handled) + carried_on - brought_in


def _handled(form: Form, answers: Mapping[str, Value], column: str) -> Number:
    parts = next(each for each in form.sums if each.total == f"申请.办理总计.{column}").parts
    return sum(number for name in parts if isinstance(number := answers[name], int))


def arithmetic(form: Form, year: int, figures: Mapping[str, Number]) -> list[Finding]:
    """Return the arithmetic findings on a report with these figures written out."""
    checked = checks.run(form, Report({"年份": year, **figures}))
    return [finding for finding in checked.findings if finding.code in ARITHMETIC]


@given(YEARS, SEEDS)
@settings(max_examples=40)
def test_tables_that_add_up_raise_nothing(forms: tuple[Form, ...], year: int, seed: int) -> None:
    """No arithmetic rule accuses figures that add up, whatever they are."""
    form = form_for_year(forms, year)

    assert [] == arithmetic(form, year, adding_up(form, year, seed))


@given(YEARS, SEEDS, st.integers(min_value=1, max_value=500))
@settings(max_examples=60)
def test_one_wrong_cell_of_table_three_is_named(
    forms: tuple[Form, ...], year: int, seed: int, more: int
) -> None:
    """Whichever cell is changed, every finding goes to it first and says what it should be."""
    form = form_for_year(forms, year)
    figures = adding_up(form, year, seed)
    cell = random.Random(seed).choice(list(form.tables["申请"].fields))

    found = arithmetic(form, year, {**figures, cell: figures[cell] + more})

    assert found
    assert {cell} == {finding.fields[0] for finding in found}
    assert all(f"改成{figures[cell]}件" in finding.cure for finding in found)


@given(YEARS, SEEDS)
@settings(max_examples=40)
def test_nobody_innocent_is_named(forms: tuple[Form, ...], year: int, seed: int) -> None:
    """Of two wrong cells, a finding either names one of the two or names none."""
    form = form_for_year(forms, year)
    figures = adding_up(form, year, seed)
    dice = random.Random(seed)
    first, second = dice.sample(list(form.tables["申请"].fields), 2)
    wrong = {first: figures[first] + 3, second: figures[second] + 7}

    for finding in arithmetic(form, year, {**figures, **wrong}):
        assert "多半是" not in finding.cure or finding.fields[0] in wrong


@given(YEARS, SEEDS)
@settings(max_examples=30)
def test_one_wrong_cell_of_table_four_is_found(
    forms: tuple[Form, ...], year: int, seed: int
) -> None:
    """A cell of 表四 stands in one sum only: the sum is found, the cell is among those to look at."""
    form = form_for_year(forms, year)
    figures = adding_up(form, year, seed)
    cell = random.Random(seed).choice(list(form.tables["复议诉讼"].fields))

    (finding,) = arithmetic(form, year, {**figures, cell: figures[cell] + 1})

    assert "T4-SUM" == finding.code
    assert cell in finding.fields


@given(YEARS, SEEDS)
@settings(max_examples=30)
def test_a_draft_with_derived_totals_raises_nothing(
    forms: tuple[Form, ...], year: int, seed: int
) -> None:
    """Totals nobody wrote cannot be wrong."""
    form = form_for_year(forms, year)
    figures = adding_up(form, year, seed)
    leaves = {name: figures[name] for name, field in form.fields.items() if not field.total}

    assert [] == arithmetic(form, year, leaves)
