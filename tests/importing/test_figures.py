"""What stands in one cell, in all the ways it is written."""

from decimal import Decimal

import pytest

from assistant.forms import Form
from assistant.importing.figures import is_figure, read_figure
from assistant.report import Number

COUNT, CHANGE, WAN, YUAN = (
    ("2021", "申请.新收.自然人"),
    ("2019", "主动公开.行政许可.增减"),
    ("2021", "主动公开.行政事业性收费.金额"),
    ("2019", "主动公开.政府集中采购.总金额"),
)

PLAIN: tuple[tuple[tuple[str, str], str, Number, str], ...] = (
    (COUNT, "0", 0, ""),
    (COUNT, "11398889", 11398889, ""),
    (COUNT, " 12 ", 12, ""),
    (COUNT, "\u300056\xa0", 56, ""),
    (COUNT, "1,005", 1005, "1,005"),
    (COUNT, "１２", 12, "１２"),
    (COUNT, "12件", 12, "12件"),
    (COUNT, "12（件）", 12, "12（件）"),
    (COUNT, "007", 7, "007"),
    (COUNT, "29.0", 29, "29.0"),
    (CHANGE, "增3", 3, "增3"),
    (CHANGE, "减4", -4, "减4"),
    (CHANGE, "-35", -35, ""),
    (CHANGE, "+3", 3, "+3"),
    (CHANGE, "－2", -2, "－2"),
    (CHANGE, "增加3项", 3, "增加3项"),
    (CHANGE, "0", 0, ""),
    (CHANGE, "+(0) -(0)", 0, "+(0) -(0)"),
    (CHANGE, "+(0)", 0, "+(0)"),
    (CHANGE, "持平", 0, "持平"),
    (WAN, "63.28(万元)", Decimal("63.28"), "63.28(万元)"),
    (WAN, "63.28万元", Decimal("63.28"), "63.28万元"),
    (WAN, "59237.2449", Decimal("59237.2449"), ""),
    (WAN, "251000元", Decimal("25.1"), "251000元"),
    (WAN, "8040", Decimal(8040), ""),
    (YUAN, "251000元", Decimal(251000), "251000元"),
    (YUAN, "976.81万元", Decimal(9768100), "976.81万元"),
    (YUAN, "0", Decimal(0), ""),
)

NOTHING: tuple[tuple[tuple[str, str], str], ...] = (
    (COUNT, "/"),
    (COUNT, "无"),
    (COUNT, "—"),
    (COUNT, "空"),
    (COUNT, "见附件"),
    (COUNT, "12.5"),
    (COUNT, "-1"),
    (COUNT, "约30"),
    (COUNT, "O"),
    (CHANGE, "减"),
    (CHANGE, "增/减"),
    (CHANGE, "+(3) -(1)"),
    (CHANGE, "/"),
    (WAN, "无"),
    (WAN, "若干"),
)


@pytest.mark.parametrize(("cell", "text", "value", "printed"), PLAIN)
def test_figures_keep_their_value_and_their_words(
    cell: tuple[str, str], text: str, value: Number, printed: str, forms: tuple[Form, ...]
) -> None:
    """数值读对；写法与本工具不同的，原文留着。"""
    form = next(form for form in forms if form.id == cell[0])

    found = read_figure(form.field(cell[1]), text, form.field(cell[1]).column.label)

    assert (value, printed.strip()) == (found.value, found.printed)


@pytest.mark.parametrize(("cell", "text"), NOTHING)
def test_what_is_no_number_stays_none(
    cell: tuple[str, str], text: str, forms: tuple[Form, ...]
) -> None:
    """斜线、无、约数不当作0，也不猜，并说明为什么。"""
    form = next(form for form in forms if form.id == cell[0])

    found = read_figure(form.field(cell[1]), text)

    assert found.value is None
    assert text == found.printed
    assert found.doubt


@pytest.mark.parametrize("text", ["", "  ", "\xa0", "【待补】", "【待补：问财务】"])
def test_blank_is_blank(text: str, forms: tuple[Form, ...]) -> None:
    """空格子和【待补】就是没有，不需要核对。"""
    found = read_figure(forms[-1].field("申请.新收.自然人"), text)

    assert (None, "", "") == (found.value, found.printed, found.doubt)


def test_a_change_without_a_sign_is_doubted(forms: tuple[Form, ...]) -> None:
    """“本年增/减”只写5，按增5读，请人核对。"""
    found = read_figure(forms[0].field("主动公开.行政许可.增减"), "5")

    assert (5, ("5", "-5")) == (found.value, found.candidates)
    assert "没有写增还是减" in found.doubt


def test_money_without_a_unit_is_doubted(forms: tuple[Form, ...]) -> None:
    """采购总金额没有写单位，按元读，请人核对是不是万元。"""
    found = read_figure(forms[0].field("主动公开.政府集中采购.总金额"), "477.35", "采购总金额")

    assert (Decimal("477.35"), ("477.35", "4773500")) == (found.value, found.candidates)


def test_the_title_may_name_another_unit(forms: tuple[Form, ...]) -> None:
    """列标题写着“采购总金额（万元）”的，按万元换算。"""
    field = forms[0].field("主动公开.政府集中采购.总金额")

    assert Decimal(4773500) == read_figure(field, "477.35", "采购总金额(万元)").value


@pytest.mark.parametrize(
    "text", ["0", "增3", "减", "/", "63.28万元", "1,005", "【待补】", "+(0) -(0)", "无"]
)
def test_what_stands_in_cells_of_figures(text: str) -> None:
    """这些是格子里会写的数或者“没有”。"""
    assert is_figure(text)


@pytest.mark.parametrize(
    "text", ["", "规章", "2023年", "一、总体情况", "3.其他", "共公开5条信息", "第5页"]
)
def test_what_does_not(text: str) -> None:
    """这些不是格子里的数。"""
    assert not is_figure(text)
