"""Whose report, of which year, and what is said when the title does not tell."""

import pytest

from assistant.forms import Form
from assistant.importing import Imported, ImportRefused, import_report
from tests.export.extremes import LONG_NAME

BODY = (
    "一、总体情况\n{opening}\n二、主动公开政府信息情况\n三、收到和处理政府信息公开申请情况\n"
    "四、政府信息公开行政复议、行政诉讼情况\n五、存在的主要问题及改进情况\n照常。\n六、其他需要报告的事项\n无\n{end}"
)


def imported(
    title: str,
    forms: tuple[Form, ...],
    opening: str = "照常开展工作。",
    end: str = "",
    name: str = "报告.txt",
) -> Imported:
    text = f"{title}\n{BODY.format(opening=opening, end=end)}"
    return import_report(text.encode(), name, forms)


TITLES = (
    "云澜市水务局2023年政府信息公开工作年度报告",
    "云澜市水务局2023年度政府信息公开工作年度报告",
    "云澜市水务局2023年政府信息公开工作报告",
    "云澜市水务局2023年度政府信息公开年度报告",
    "云澜市水务局2023年政府信息公开年度工作报告",
    "云澜市水务局2023年信息公开工作年度报告",
    "云澜市水务局2023年政务公开工作年度报告",
    "云澜市水务局政府信息公开工作2023年度报告",
    "2023年云澜市水务局政府信息公开工作年度报告",
    "云澜市水务局\n2023年政府信息公开工作年度报告",
    "云澜市水务局\n政府信息公开工作年度报告\n云澜市水务局2023年政府信息公开工作年度报告",
    "云澜市水务局2023年政府信息公开工作年度报告（文字版）",
    "云澜市水务局二〇二三年政府信息公开工作年度报告",
    "云澜市水务局关于2023年政府信息公开工作年度报告",
    "云澜市水务局 2023 年政府信息公开\u3000工作年度报告",
    "雲瀾市水務局2023年政府信息公開工作年度報告",
)


@pytest.mark.parametrize("title", TITLES)
def test_titles_are_understood(title: str, forms: tuple[Form, ...]) -> None:
    """标题的各种写法，单位和年份都认得。"""
    found = imported(title, forms)

    unit = "云瀾市水务局" if "瀾" in title else "云澜市水务局"
    assert (unit, 2023) == (found.unit, found.year)
    assert not [doubt for doubt in found.doubts if doubt.field in ("年份", "单位全称")]


@pytest.mark.parametrize(
    "unit",
    [
        "云澜市青禾区市场监督管理局（云澜市青禾区知识产权局）",
        "云澜市青禾区市场监督管理局(云澜市青禾区知识产权局)",
        LONG_NAME,
        "云澜市轨道交通（2025）工程指挥部",
    ],
)
@pytest.mark.parametrize("between", ["", "\n"])
def test_names_keep_their_brackets(unit: str, between: str, forms: tuple[Form, ...]) -> None:
    """带括号的机关名称，括号照原样，名称里的年份不当作年报的年份。"""
    found = imported(f"{unit}{between}2023年政府信息公开工作年度报告", forms)

    assert (unit, 2023) == (found.unit, found.year)


def test_a_name_broken_into_lines_is_put_together(forms: tuple[Form, ...]) -> None:
    """机关名称分成两行的，合起来读。"""
    title = "云澜市青禾区市场监督管理局\n（云澜市青禾区知识产权局）\n2023年政府信息公开工作年度报告"

    assert imported(title, forms).unit == "云澜市青禾区市场监督管理局（云澜市青禾区知识产权局）"


def test_a_year_that_is_not_in_the_title_is_doubted(forms: tuple[Form, ...]) -> None:
    """标题没有年份的，按统计期限或正文理解，并请人核对。"""
    opening = "统计期限为2022年1月1日至2022年12月31日。"

    found = imported("云澜市水务局\n政府信息公开工作年度报告", forms, opening)

    assert ("云澜市水务局", 2022) == (found.unit, found.year)
    assert ["2022"] == [doubt.candidates[0] for doubt in found.doubts if doubt.field == "年份"]


def test_without_any_year_none_is_invented(forms: tuple[Form, ...]) -> None:
    """哪里都没有年份的，年份空着，请人补上。"""
    found = imported("云澜市水务局政府信息公开工作年度报告", forms)

    assert found.year is None
    assert any(doubt.field == "年份" for doubt in found.doubts)


def test_the_title_and_the_period_disagree(forms: tuple[Form, ...]) -> None:
    """标题和统计期限的年份不同，说明两个年份。"""
    opening = "统计期限为2021年1月1日至2021年12月31日。"

    found = imported(TITLES[0], forms, opening)

    assert 2023 == found.year
    assert [("2023", "2021")] == [d.candidates for d in found.doubts if d.field == "年份"]


def test_a_place_alone_means_its_government(forms: tuple[Form, ...]) -> None:
    """标题只写“云澜市”、正文自称“我市”的，理解为市人民政府，并请人核对。"""
    found = imported("云澜市2023年政府信息公开工作年度报告", forms, "2023年，我市认真落实条例。")

    assert "云澜市人民政府" == found.unit
    assert [("云澜市人民政府", "云澜市")] == [
        doubt.candidates for doubt in found.doubts if doubt.field == "单位全称"
    ]


def test_the_signature_tells_the_organ(forms: tuple[Form, ...]) -> None:
    """标题没有单位的，看落款。"""
    found = imported("2023年政府信息公开工作年度报告", forms, end="青禾区水务局\n2024年1月12日")

    assert "青禾区水务局" == found.unit


def test_figures_of_a_whole_city_are_said(forms: tuple[Form, ...]) -> None:
    """正文说“全市各级”的，提醒可能是汇总数。"""
    found = imported(TITLES[0], forms, "全市各级行政机关共公开信息100条。")

    assert ["统计范围"] == [doubt.field for doubt in found.doubts if doubt.field == "统计范围"]


def test_an_explanation_of_a_report_is_refused(forms: tuple[Form, ...]) -> None:
    """“年度报告的解读”不是年报。"""
    text = "《云澜市水务局2023年政府信息公开工作年度报告》解读\n一、背景\n为便于公众了解。"

    with pytest.raises(ImportRefused, match="解读"):
        import_report(text.encode(), "解读.txt", forms)


def test_something_else_altogether_is_refused(forms: tuple[Form, ...]) -> None:
    """不是年报的文件说明看不出来，不会给出一份空报告。"""
    with pytest.raises(ImportRefused, match="看不出"):
        import_report("会议通知\n定于下周一开会。".encode(), "通知.txt", forms)


def test_the_wrong_form_of_a_year_is_said(forms: tuple[Form, ...]) -> None:
    """2022年的报告用了2019格式的表，照读，但要说明。"""
    text = (
        f"{TITLES[0].replace('2023', '2022')}\n二、主动公开政府信息情况\n"
        "信息内容\t上一年项目数量\t本年增/减\t处理决定数量\n行政许可\t4\t增1\t20\n"
        "其他对外管理服务事项\t3\t0\t7"
    )

    found = import_report(text.encode(), "报告.txt", forms)

    assert "2019" == found.form.id
    assert 1 == found.report.number("主动公开.行政许可.增减")
    assert any("2022年度应当用2021格式" in doubt.message for doubt in found.doubts)


def test_mixed_forms_are_said(forms: tuple[Form, ...]) -> None:
    """一份报告里两种格式的列标题都有，说明混用，另一种格式的数不乱放。"""
    text = (
        f"{TITLES[0]}\n二、主动公开政府信息情况\n"
        "信息内容\t本年新制作数量\t本年新公开数量\t对外公开总数量\n规章\t1\t2\t3\n行政规范性文件\t4\t5\t6\n"
        "信息内容\t本年处理决定数量\n行政许可\t20\n信息内容\t本年处理决定数量\n行政处罚\t2\n行政强制\t1\n"
        "信息内容\t本年收费金额（单位：万元）\n行政事业性收费\t0"
    )

    found = import_report(text.encode(), "报告.txt", forms)

    assert any("两种格式" in doubt.message for doubt in found.doubts)
    wrong = [
        cell
        for cell in found.form.fields
        if cell.startswith("主动公开.规章.")
        and found.report.number(cell) is not None
        and found.form.id == "2021"
    ]
    assert [] == wrong


def test_a_report_without_its_tables_says_so(forms: tuple[Form, ...]) -> None:
    """表格是图片或附件的，三张表都说没有读到，一格也不当作0。"""
    found = imported(TITLES[0], forms)

    assert len(found.form.fields) == len(found.missing)
    assert 3 == sum("没有读到" in doubt.message for doubt in found.doubts)
