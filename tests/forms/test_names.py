"""How cells, groups, sections and places are called."""

import pytest

from assistant.forms import Form, FormRefused

SECTIONS = ["总体情况", "主动公开", "申请", "复议诉讼", "问题改进", "其他事项"]


def test_both_forms_have_the_same_six_sections(form: Form) -> None:
    """Numbered as printed."""
    titles = [
        "一、总体情况",
        "二、主动公开政府信息情况",
        "三、收到和处理政府信息公开申请情况",
        "四、政府信息公开行政复议、行政诉讼情况",
        "五、存在的主要问题及改进情况",
        "六、其他需要报告的事项",
    ]

    assert SECTIONS == [section.id for section in form.sections]
    assert titles == [section.title for section in form.sections]
    assert "总体情况" == form.sections[0].name
    assert ["表二", "表三", "表四"] == [table.number for table in form.tables.values()]


def test_the_overview_has_its_five_aspects(form: Form) -> None:
    """Numbered headings; the opening and the lead-in have none."""
    titles = [place.title for place in form.section("总体情况").places]

    aspects = ["主动公开", "依申请公开", "政府信息管理", "平台建设", "监督保障"]

    numbers = "一二三四五"
    expected = ["", *(f"（{numbers[at]}）{name}" for at, name in enumerate(aspects))]

    assert expected == titles
    assert "前言" == next(iter(form.places))
    assert not form.lead_in.required


def test_every_place_says_what_belongs_there(form: Form) -> None:
    """Whole sections excepted: they take a text only when somebody gives one for the whole."""
    for place in form.places.values():
        assert place.hint or place.id in SECTIONS


def test_a_name_leads_to_its_section(form: Form) -> None:
    """Cells, places and texts; a fact belongs to none."""
    assert "申请" == form.section_of("申请.新收.自然人")
    assert "总体情况" == form.section_of("正文.总体情况.主动公开")
    assert "问题改进" == form.section_of("问题改进")
    assert "" == form.section_of("培训次数")


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("申请.新收.自然人", "表三“本年新收”自然人"),
        ("申请.部分公开.总计", "表三“部分公开”总计"),
        ("申请.国家秘密.其他", "表三“属于国家秘密”其他申请人"),
        ("申请.办理总计.总计", "表三“办理结果总计”总计"),
        ("申请.不予公开.总计", "表三“不予公开”总计"),
        ("申请.新收.法人或其他组织", "表三“本年新收”法人或其他组织"),
        ("申请.其他情形.自然人", "表三“其他处理中的其他”自然人"),
        ("主动公开.规范性文件.有效", "表二“行政规范性文件”现行有效件数"),
        ("主动公开.行政事业性收费.金额", "表二“行政事业性收费”本年收费金额"),
        ("复议诉讼.直接起诉.未结", "表四“未经复议直接起诉”尚未审结"),
        ("复议诉讼.诉讼.总计", "表四“行政诉讼”总计"),
    ],
)
def test_a_cell_has_a_phrase_a_clerk_understands(form_2021: Form, name: str, expected: str) -> None:
    """Table, row and column without the form's numbering."""
    assert expected == form_2021.spoken(name)


def test_two_cells_are_never_called_the_same(form: Form) -> None:
    """A finding must not point at two places."""
    names = [*form.fields, *form.group_names]

    assert len(names) == len({form.spoken(name) for name in names})


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("申请.新收.自燃人", "表三没有“自燃人”这一列，是不是“自然人”？"),
        ("申请.新收.个人", "表三没有“个人”这一列，是不是“自然人”？"),
        ("申请.收到.自然人", "表三没有“收到”这一行，是不是“新收”？"),
        ("申请.撤回.自然人", "表三没有“撤回”这一行，是不是“其他情形”？"),
        ("表三.新收.自然人", "没有“表三”这张表，是不是“申请”？"),
        ("申清.新收.自然人", "没有“申清”这张表，是不是“申请”？"),
        ("主动公开.规章.制作", "表二没有“制作”这一列，是不是“制发”？"),
        ("主动公开.行政许可.金额", "表二“行政许可”这一行只有这几列：决定。"),
        ("申请.新收", "格子的名字要写成“表.行.列”三段，例如“申请.新收.自然人”。"),
        ("复议诉讼.啊啊.总计", "表四没有“啊啊”这一行。"),
    ],
)
def test_an_unknown_cell_is_refused_with_the_nearest(
    form_2021: Form, name: str, expected: str
) -> None:
    """Which part of the name is wrong, and which known one it may stand for."""
    for ask in (form_2021.field, form_2021.spoken):
        with pytest.raises(FormRefused) as refused:
            ask(name)

        assert f"2021格式里没有“{name}”这一格：{expected}" == refused.value.sentence


def test_an_unknown_section_is_refused_with_the_nearest(form: Form) -> None:
    """One slip of the input method."""
    with pytest.raises(FormRefused) as refused:
        form.section("总体情形")

    assert "没有“总体情形”这一部分，是不是“总体情况”？" == refused.value.sentence


def test_a_pattern_names_cells_but_no_totals(form_2021: Form) -> None:
    """Totals follow by themselves."""
    assert [
        f"申请.新收.{column}"
        for column in ("自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他")
    ] == list(form_2021.matching("申请.新收.*"))
    assert ("申请.新收.自然人",) == form_2021.matching("申请.新收.自然人")
    assert () == form_2021.matching("申请.新收.总计")
    assert 6 * 24 == len(form_2021.matching("申请.*.*"))
    assert 10 + 6 * 24 + 3 * 4 == len(form_2021.matching("*.*.*"))


def test_a_pattern_may_name_a_group(form_2021: Form) -> None:
    """Eight rows of 不予公开, five columns of 法人或其他组织."""
    assert 8 * 6 == len(form_2021.matching("申请.不予公开.*"))
    assert 5 == len(form_2021.matching("申请.新收.法人或其他组织"))


@pytest.mark.parametrize("pattern", ["", "*", "申请.新收", "申请.新收.自然人.*", "申请.没有.*"])
def test_a_pattern_that_fits_nothing_names_nothing(form: Form, pattern: str) -> None:
    """Whoever wrote it is told by the reader of the file it stands in."""
    assert () == form.matching(pattern)


def test_units_are_those_of_the_form(forms: tuple[Form, ...]) -> None:
    """件 unless the form says otherwise."""
    units = [
        {name: cell.unit for name, cell in form.fields.items() if cell.unit != "件"}
        for form in forms
    ]

    rows = ["行政许可", "其他对外管理服务事项", "行政处罚", "行政强制", "行政事业性收费"]
    items = {f"主动公开.{row}.{column}": "项" for row in rows for column in ("上年项目", "增减")}
    bought = {"主动公开.政府集中采购.项目数": "个", "主动公开.政府集中采购.总金额": "元"}

    assert {**items, **bought} == units[0]
    assert {"主动公开.行政事业性收费.金额": "万元"} == units[1]
