"""Sums, groups and the printed identity over a whole year of figures."""

import json
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.forms import Form, Sum, context, derived, identities, shown
from assistant.report import Number, Pending, Report

OFFICIAL = Path(__file__).parents[3] / "shared" / "reports" / "hangzhou-style-2025.json"

LEAVES = ("自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他")


def without_totals(form: Form, report: Report) -> Report:
    """Return the report with nothing but leaf cells."""
    return report.with_answers(dict.fromkeys((total.total for total in form.sums), None))


def balance_of(form: Form, figures: Mapping[str, Number], column: str) -> bool | None:
    """Return whether the identity holds in one column."""
    return next(each.holds for each in identities(form, figures) if each.column == column)


def wrong_sums(form: Form, figures: Mapping[str, Number]) -> list[tuple[str, bool]]:
    """Return every total that is not its sum, and whether it sums a row."""
    return [
        (total.total, total.across)
        for total in form.sums
        if derived(total, figures) != figures[total.total]
    ]


def test_the_sample_year_fills_every_cell(form_2021: Form, yunlan: Report) -> None:
    """Two hundred figures, in the order of the form."""
    assert list(form_2021.fields) == list(shown(form_2021, yunlan))


@pytest.mark.skipif(not OFFICIAL.exists(), reason="the sample reports are not at hand")
def test_the_sample_year_is_the_published_one(yunlan: Report) -> None:
    """Only the city's name is ours."""
    published = json.loads(OFFICIAL.read_text(encoding="utf-8"))["fields"]

    assert published == {name: yunlan.number(name) for name in published}


def test_every_sum_of_the_sample_year_holds(form_2021: Form, yunlan: Report) -> None:
    """25 row totals and 7 column totals of 表三, 3 totals of 表四."""
    assert 35 == len(form_2021.sums)
    assert [] == wrong_sums(form_2021, shown(form_2021, yunlan))


def test_the_identity_holds_in_every_column_of_the_sample_year(
    form_2021: Form, yunlan: Report
) -> None:
    """新收 and 上年结转 are 办理总计 and 结转下年, in seven columns."""
    balances = identities(form_2021, shown(form_2021, yunlan))

    assert [*LEAVES, "总计"] == [balance.column for balance in balances]
    assert all(balance.holds for balance in balances)
    assert (14629, 14629, 0) == (balances[-1].left, balances[-1].right, balances[-1].difference)
    assert "新收14069＋上年结转560＝14629，办理总计13810＋结转下年819＝14629" == balances[-1].words


def test_totals_nobody_stated_are_worked_out(form_2021: Form, yunlan: Report) -> None:
    """The leaf cells of the sample year give back its totals."""
    assert shown(form_2021, yunlan) == shown(form_2021, without_totals(form_2021, yunlan))


def test_one_wrong_leaf_cell_shows_in_its_row_and_column(form_2021: Form, yunlan: Report) -> None:
    """The identity stays silent: it does not read leaf cells while totals are stated."""
    name = "申请.予以公开.自然人"
    figures = shown(form_2021, yunlan.with_answers({name: 5346}))

    wrong = [("申请.予以公开.总计", True), ("申请.办理总计.自然人", False)]

    assert wrong == wrong_sums(form_2021, figures)
    assert all(balance.holds for balance in identities(form_2021, figures))


def test_one_wrong_total_breaks_row_column_and_identity(form_2021: Form, yunlan: Report) -> None:
    """（七）总计 of one column is part of three rules."""
    figures = shown(form_2021, yunlan.with_answers({"申请.办理总计.自然人": 13365}))

    wrong = [("申请.办理总计.总计", True), ("申请.办理总计.自然人", False)]

    assert wrong == wrong_sums(form_2021, figures)
    assert balance_of(form_2021, figures, "自然人") is False
    assert balance_of(form_2021, figures, "总计") is True


def test_a_total_follows_its_cells_until_somebody_states_it(form_2021: Form) -> None:
    """A stated total is shown as stated, right or wrong."""
    cells = {f"申请.新收.{column}": 1 for column in LEAVES}
    report = Report(cells)

    assert 6 == shown(form_2021, report)["申请.新收.总计"]
    assert 7 == shown(form_2021, report.with_answers({"申请.新收.总计": 7}))["申请.新收.总计"]


def test_a_total_waits_for_its_last_cell(form_2021: Form) -> None:
    """An unanswered cell is not zero, and neither is one that is 待补."""
    cells = {f"申请.新收.{column}": 1 for column in LEAVES[1:]}

    assert "申请.新收.总计" not in shown(form_2021, Report(cells))
    assert "申请.新收.总计" not in shown(
        form_2021, Report({**cells, "申请.新收.自然人": Pending("问办公室")})
    )


def test_a_total_known_to_be_blank_stays_blank(form_2021: Form) -> None:
    """A document that printed nothing there is shown as it is."""
    cells = {f"申请.新收.{column}": 1 for column in LEAVES}
    report = replace(Report(cells), blank=frozenset({"申请.新收.总计"}))

    assert "申请.新收.总计" not in shown(form_2021, report)


def test_an_identity_with_a_missing_cell_is_not_judged(form_2021: Form) -> None:
    """It names what is missing, and adds up the side that is there."""
    figures = {"申请.新收.自然人": 2, "申请.上年结转.自然人": 1, "申请.结转下年.自然人": 1}

    balance = identities(form_2021, figures)[0]

    assert (3, None, None, None) == (balance.left, balance.right, balance.difference, balance.holds)
    assert ("申请.办理总计.自然人",) == balance.missing
    assert "新收2＋上年结转1＝3，办理总计？＋结转下年1" == balance.words


def test_groups_are_summed_for_sentences(form_2021: Form, yunlan: Report) -> None:
    """No row of the form prints them."""
    names = context(form_2021, yunlan)

    assert 13 + 30 + 11 + 51 + 104 + 85 + 286 + 150 == names["申请.不予公开.总计"]
    assert 3222 + 180 + 19 == names["申请.无法提供.总计"]
    assert 203 + 148 + 0 + 101 + 5 == names["申请.不予处理.总计"]
    assert 318 + 203 + 965 == names["申请.其他处理.总计"]
    assert 56 + 156 == names["复议诉讼.诉讼.总计"]
    assert 14069 - 13612 == names["申请.新收.法人或其他组织"]
    assert names["申请.不予公开.总计"] == sum(
        number
        for column in ("自然人", "法人或其他组织")
        if isinstance(number := names[f"申请.不予公开.{column}"], int)
    )


def test_a_group_with_an_unanswered_row_has_no_sum(form_2021: Form) -> None:
    """A sentence that needs it prints 待补."""
    assert "申请.不予公开.自然人" not in context(form_2021, Report({"申请.国家秘密.自然人": 1}))


def test_other_results_are_one_row_in_2019_and_a_group_in_2021(forms: tuple[Form, ...]) -> None:
    """`申请.其他处理.总计` can be used in sentences of both."""
    for form in forms:
        assert "申请.其他处理.总计" in {*form.fields, *form.group_names}
    assert forms[0].group_names.isdisjoint(forms[0].fields)
    assert forms[1].group_names.isdisjoint(forms[1].fields)


def test_sentences_know_the_years_around_and_the_organ(form_2021: Form) -> None:
    """年度, 上年, 次年; 本机关 until the organ says what it calls itself; whoever asks may add names."""
    report = Report({"年份": 2025, "培训次数": 2})

    names = context(form_2021, report, {"培训次数": 3})

    years = [names[name] for name in ("年度", "上年", "次年")]

    assert [2025, 2024, 2026] == years
    assert "本机关" == names["本机关"]
    assert "我局" == context(form_2021, report.with_answers({"自称": "我局"}))["本机关"]
    assert 3 == names["培训次数"]
    assert "年度" not in context(form_2021, Report())


def test_amounts_add_up_exactly() -> None:
    """Money is decimal, never binary."""
    total = Sum("总", ("甲", "乙"), across=True)

    assert Decimal("0.3") == derived(total, {"甲": Decimal("0.1"), "乙": Decimal("0.2")})


@given(st.data())
def test_derived_totals_always_agree(forms: tuple[Form, ...], data: st.DataObject) -> None:
    """Whatever the leaf cells are, all sums hold and no total is missing."""
    form = data.draw(st.sampled_from(forms))
    leaves = [name for name, cell in form.fields.items() if not cell.total]
    numbers = data.draw(st.lists(st.integers(0, 99), min_size=len(leaves), max_size=len(leaves)))

    figures = shown(form, Report(dict(zip(leaves, numbers, strict=True))))

    assert form.fields.keys() == figures.keys()
    assert [] == wrong_sums(form, figures)
