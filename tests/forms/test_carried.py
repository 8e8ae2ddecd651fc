"""What this year's report takes over from last year's, as data and as it is meant."""

from collections.abc import Mapping

from assistant.forms import Carried, Form


def expected(rule: Carried, last: Mapping[str, int], this: Mapping[str, int]) -> int:
    """Return what the cell must be."""
    return (
        sum(last[name] for name in rule.last)
        + sum(this[name] for name in rule.plus)
        - sum(this[name] for name in rule.minus)
    )


def rules(form: Form, code: str) -> dict[str, Carried]:
    """Return the rules of one code by the cell they speak of."""
    return {rule.this: rule for rule in form.carried if rule.code == code}


def test_open_applications_carry_over_column_by_column(form: Form) -> None:
    """上年结转 is last year's 结转下年, seven columns, in both forms."""
    carried = rules(form, "T3-CARRY")

    assert 7 == len(carried)
    for name, rule in carried.items():
        assert (name.replace("上年结转", "结转下年"),) == rule.last
        assert 4 == expected(rule, {rule.last[0]: 4}, {})
        assert not rule.at_least


def test_documents_in_force_are_last_years_plus_issued_less_repealed(form_2021: Form) -> None:
    """4605 in force, 564 issued, 984 repealed: 4185."""
    carried = rules(form_2021, "T2-STOCK")
    rule = carried["主动公开.规范性文件.有效"]

    last = {"主动公开.规范性文件.有效": 4605}
    this = {"主动公开.规范性文件.制发": 564, "主动公开.规范性文件.废止": 984}

    assert {"主动公开.规章.有效", "主动公开.规范性文件.有效"} == carried.keys()
    assert 4185 == expected(rule, last, this)
    assert not rule.at_least


def test_items_of_last_year_are_the_year_befores_with_its_change(form_2019: Form) -> None:
    """4 items with 增3 last year: this year starts from 7.."""
    carried = rules(form_2019, "T2o-ITEMS")
    rule = carried["主动公开.行政许可.上年项目"]

    last = {"主动公开.行政许可.上年项目": 4, "主动公开.行政许可.增减": 3}

    rows = ["行政许可", "其他对外管理服务事项", "行政处罚", "行政强制", "行政事业性收费"]

    assert [f"主动公开.{row}.上年项目" for row in rows] == list(carried)
    assert 7 == expected(rule, last, {})


def test_open_cases_must_show_up_but_new_ones_may_join(form: Form) -> None:
    """总计 of 表四 is at least last year's 尚未审结, in three groups of cases."""
    carried = rules(form, "T4-PEND")

    assert {f"复议诉讼.{row}.总计" for row in ("复议", "直接起诉", "复议后起诉")} == carried.keys()
    for name, rule in carried.items():
        assert (name.replace("总计", "未结"),) == rule.last
        assert rule.at_least


def test_every_rule_speaks_of_cells_of_the_form(form: Form) -> None:
    """A slip in a form file would make a rule silent."""
    for rule in form.carried:
        assert {rule.this, *rule.last, *rule.plus, *rule.minus} <= form.fields.keys()
    for table in form.tables.values():
        assert {carry.code for carry in table.carries} == {rule.code for rule in table.carried}
