"""Headings in all the ways published reports write them."""

import pytest

from assistant.forms import Form
from assistant.importing import Imported, import_report
from assistant.report import TEXT

NAMES = {
    "总体情况": "总体情况 总体情况概述 总体公开情况 工作概述 工作基本情况 概述 信息公开总体情况 "
    "2022年政府信息公开工作的总体情况",
    "主动公开": "主动公开政府信息情况 主动公开政府信息的情况 主动公开政府信息统计情况 行政机关主动公开政府信息情况",
    "申请": "收到和处理政府信息公开申请情况 收到和处理政府信息公开总体情况 "
    "行政机关收到和处理政府信息公开申请情况 政府信息依申请公开情况",
    "复议诉讼": "政府信息公开行政复议、行政诉讼情况 因政府信息公开工作被申请行政复议、提起行政诉讼情况 "
    "政府信息公开行政复议及行政诉讼情况 政府信息公开行政复议行政诉讼情况 政府信息公开行政复议、提起行政诉讼情况",
    "问题改进": "存在的主要问题及改进情况 存在的主要问题和改进情况 存在的主要问题和改进措施 存在的主要问题及整改情况 "
    "存在问题及改进情况 存在的问题及改进措施 政府信息公开工作存在的主要问题及改进情况 存在的不足及改进措施",
    "其他事项": "其他需要报告的事项 其它需要报告的事项 其他需要报告事项 其他需要报告的情况 其他报告事项",
}
CASES = [
    (position, section, name)
    for position, (section, names) in enumerate(NAMES.items())
    for name in names.split()
]
WRITTEN = (
    "{一}、{name}",
    "{n}. {name}",
    "第{一}部分　{name}",
    "{一} 、 {name}：",
    "　　{一}．{name}",
)


def report(headings: list[str], words: str = "（一）加强领导。写在括号里的不是大标题。") -> str:
    lines = ["云澜市水务局2022年政府信息公开工作年度报告"]
    for number, heading in enumerate(headings, start=1):
        lines += [heading, f"这里是第{number}部分的正文。", words]
    return "\n".join(lines)


def imported(text: str, forms: tuple[Form, ...]) -> Imported:
    return import_report(text.encode(), "报告.txt", forms)


def headings(position: int, name: str, written: str) -> list[str]:
    usual = [names.split()[0] for names in NAMES.values()]
    usual[position] = name
    return [
        written.format(一="一二三四五六"[at], n=at + 1, name=each) for at, each in enumerate(usual)
    ]


@pytest.mark.parametrize("written", WRITTEN)
@pytest.mark.parametrize(("position", "section", "name"), CASES)
def test_headings_are_found(
    position: int, section: str, name: str, written: str, forms: tuple[Form, ...]
) -> None:
    """六个部分的标题，各地的各种写法都认得。"""
    found = imported(report(headings(position, name, written)), forms)

    assert list(NAMES) == list(found.sections)
    assert f"这里是第{position + 1}部分的正文。" == found.sections[section][0]


def test_a_replaced_name_is_found_by_its_number(forms: tuple[Form, ...]) -> None:
    """镜像站把标题里的词换掉了，仍按序号和前后认出这一部分。"""
    names = [names.split()[0] for names in NAMES.values()]
    names[2] = "飞禽走兽申请情况"
    lines = [f"{'一二三四五六'[at]}、{name}" for at, name in enumerate(names)]

    found = imported(report(lines), forms)

    assert "这里是第3部分的正文。" == found.sections["申请"][0]


def test_rows_of_tables_are_no_headings(forms: tuple[Form, ...]) -> None:
    """表三里的“四、结转下年度继续办理”是表格的一行，不是第四部分。"""
    lines = [f"{'一二三四五六'[at]}、{names.split()[0]}" for at, names in enumerate(NAMES.values())]
    text = report(lines).replace(
        "这里是第3部分的正文。",
        "一、本年新收政府信息公开申请数量\n1\n2\n3\n4\n5\n6\n21\n四、结转下年度继续办理\n0\n0\n0\n0\n0\n0\n0",
    )

    found = imported(text, forms)

    assert list(NAMES) == list(found.sections)
    assert 21 == found.report.number("申请.新收.总计")
    assert 0 == found.report.number("申请.结转下年.总计")


def test_a_heading_and_its_words_on_one_line(forms: tuple[Form, ...]) -> None:
    """标题后面接着写正文的，正文归这一部分。"""
    lines = [
        f"{'一二三四五六'[at]}、{names.split()[0]} 这一句与标题同行。"
        for at, names in enumerate(NAMES.values())
    ]

    found = imported(report(lines), forms)

    assert {"这一句与标题同行。"} == {words[0] for words in found.sections.values()}


def test_small_lists_in_section_one_are_no_sections(forms: tuple[Form, ...]) -> None:
    """第一部分里自己的“一、二、三”不会被当作大标题。"""
    lines = [f"{'一二三四五六'[at]}、{names.split()[0]}" for at, names in enumerate(NAMES.values())]
    text = report(lines).replace(
        "这里是第1部分的正文。",
        "一、加强领导\n抓好落实。\n二、健全制度\n修订办法。\n三、强化培训\n办班两期。",
    )

    found = imported(text, forms)

    assert list(NAMES) == list(found.sections)
    assert "办班两期。" in found.sections["总体情况"]
    assert "这里是第2部分的正文。" == found.sections["主动公开"][0]


ASPECTS = {
    "主动公开": "（一）主动公开|（一）主动公开情况。|一)主动公开|1.政府信息主动公开情况|"
    "（一）主动公开方面：|（一）深化主动公开",
    "依申请公开": "（二）依申请公开|（二）依申请公开情况。|2、依申请公开办理情况|(2)政府信息公开申请办理",
    "政府信息管理": "（三）政府信息管理|（三）政府信息管理情况。|（三）加强政府信息管理|（三）政府信息管理与平台建设",
    "平台建设": "（四）平台建设|（四）政府信息公开平台建设情况。|（四）公开平台建设扎实推进",
    "监督保障": "（五）监督保障|（五）监督保障情况。|（五）强化监督保障方面",
}


@pytest.mark.parametrize(
    ("aspect", "heading"),
    [(aspect, each) for aspect, every in ASPECTS.items() for each in every.split("|")],
)
def test_aspects_of_section_one_are_found(
    aspect: str, heading: str, forms: tuple[Form, ...]
) -> None:
    """总体情况的五个方面，各种小标题都认得，小标题不留在正文里。"""
    written = {name: every.split("|")[0] for name, every in ASPECTS.items()} | {aspect: heading}
    words = "\n".join(f"{each}\n{name}的正文。" for name, each in written.items())
    lines = [f"{'一二三四五六'[at]}、{names.split()[0]}" for at, names in enumerate(NAMES.values())]
    text = report(lines, "照常。").replace("这里是第1部分的正文。\n照常。", f"开头一段。\n{words}")

    found = imported(text, forms).report

    assert ["开头一段。"] == [each.text for each in found.paragraphs("总体情况.总起")]
    assert {name: f"{name}的正文。" for name in ASPECTS} == {
        name: "".join(each.text for each in found.paragraphs(f"总体情况.{name}"))
        for name in ASPECTS
    }


def test_a_heading_that_is_no_aspect_keeps_its_words(forms: tuple[Form, ...]) -> None:
    """五个方面以外的小标题连同正文留下来，一个字不丢。"""
    lines = [f"{'一二三四五六'[at]}、{names.split()[0]}" for at, names in enumerate(NAMES.values())]
    text = report(lines, "照常。").replace(
        "这里是第1部分的正文。\n照常。", "（一）主动公开\n甲。\n（二）教育培训\n乙。"
    )

    found = imported(text, forms).report

    assert ["甲。", "（二）教育培训", "乙。"] == [
        each.text for each in found.paragraphs("总体情况.主动公开")
    ]


def test_without_aspects_section_one_stays_whole(forms: tuple[Form, ...]) -> None:
    """没有按五个方面写的，总体情况整段保留。"""
    lines = [f"{'一二三四五六'[at]}、{names.split()[0]}" for at, names in enumerate(NAMES.values())]

    found = imported(report(lines), forms).report

    assert TEXT + "总体情况" in found.answers


def test_words_around_a_page_are_left_out(forms: tuple[Form, ...]) -> None:
    """网站的导航、页脚和“扫一扫”不进正文，落款和日期也不留在第六部分。"""
    lines = [f"{'一二三四五六'[at]}、{names.split()[0]}" for at, names in enumerate(NAMES.values())]
    text = (
        "首页 > 政府信息公开年报\n字体：大 中 小\n"
        + report(lines, "照常。")
        + "\n云澜市水务局\n2023年1月20日\n扫一扫在手机打开当前页\n主办：云澜市人民政府 备案号1"
    )

    found = imported(text, forms)

    assert ("这里是第6部分的正文。", "照常。") == found.sections["其他事项"]
    assert "2023年1月20日" == found.report.answers["落款日期"]
    assert "前言" not in found.sections


@pytest.mark.parametrize(
    "words",
    ["发布政策解读材料12件。", "发布信息318条", "附件下载统计已公开。", "审核信息公开事项16件。"],
)
def test_sentences_that_begin_like_the_frame_of_a_page_are_kept(
    words: str, forms: tuple[Form, ...]
) -> None:
    """“发布”“审核”开头的话是正文，不是网页边上的字。"""
    found = imported(report(["一、总体情况", "二、主动公开政府信息情况"], words), forms)

    assert words in found.sections["总体情况"]


def test_a_sentence_like_a_heading_of_a_table_is_kept(forms: tuple[Form, ...]) -> None:
    """表前的一句话像表的标题，也是正文。"""
    words = "因政府信息公开工作被申请行政复议0件、被提起行政诉讼0件。"
    usual = [f"{'一二三四五六'[at]}、{each.split()[0]}" for at, each in enumerate(NAMES.values())]

    assert words in imported(report(usual, words), forms).sections["复议诉讼"]


def test_words_before_a_table_are_kept(forms: tuple[Form, ...]) -> None:
    """二、三、四部分表格前后的文字留在“说明”里。"""
    lines = [f"{'一二三四五六'[at]}、{names.split()[0]}" for at, names in enumerate(NAMES.values())]
    text = report(lines, "照常。").replace(
        "这里是第2部分的正文。", "全年没有制发规范性文件。\n规章\t0\t0\t0\n行政规范性文件\t0\t0\t0"
    )

    found = imported(text, forms).report

    assert ["全年没有制发规范性文件。", "照常。"] == [
        each.text for each in found.paragraphs("主动公开.说明")
    ]
    assert 0 == found.number("主动公开.规章.制发")


@pytest.mark.parametrize("behind", ["", "........3", "\t3", "……12", " 5"])
@pytest.mark.parametrize("before", ["", "1. "])
def test_a_table_of_contents_is_no_section(
    before: str, behind: str, forms: tuple[Form, ...]
) -> None:
    """正文前面的目录不是正文，也不进前言。"""
    title, *body = report(headings(0, "总体情况", "{一}、{name}")).split("\n")
    contents = [f"{before}{line}{behind}" for line in body if line[1] == "、"]

    found = imported("\n".join([title, "目录", *contents, *body]), forms)

    assert imported("\n".join([title, *body]), forms).report.answers == found.report.answers


BODIES = {
    "主动公开": "坚持应公开尽公开，全年公开信息120条。",
    "依申请公开": "全年收到申请3件，均已按期答复。",
    "政府信息管理": "规范信息发布审核，未发生泄密。",
    "平台建设": "门户网站和公众号运行平稳。",
    "监督保障": "开展培训2次，接受社会评议。",
}


@pytest.mark.parametrize(
    "written",
    [
        "（{c}）{n}。{b}",
        "（{c}）{n}情况\n{b}",
        "{c}）{n}\n{b}",
        "{i}.{n}\n{b}",
        "{i}、{n}：{b}",
        "({i}){n}方面\n{b}",
        "{n}\n{b}",
        "{c}是{n}。{b}",
        "{c}是深化{n}，{b}",
        "深化{n}。{b}",
        "【{n}】{b}",
        "{n}工作扎实推进\n{b}",
        "（二）{n}\n{b}",
    ],
)
def test_aspects_are_told_apart(written: str, forms: tuple[Form, ...]) -> None:
    """总体情况的五个方面，各种编号、没有编号、编号重复的都分得开。"""
    lines = [
        written.format(c="一二三四五"[at], i=at + 1, n=name, b=body)
        for at, (name, body) in enumerate(BODIES.items())
    ]
    title, first, _, _, *others = report(headings(0, "总体情况", "{一}、{name}")).split("\n")

    found = imported("\n".join([title, first, *lines, *others]), forms)

    assert {f"{TEXT}总体情况.{name}": body for name, body in BODIES.items()} == {
        place: "".join(paragraph.text for paragraph in value)
        for place, value in found.report.answers.items()
        if place.startswith(f"{TEXT}总体情况") and isinstance(value, tuple)
    }


def test_aspects_in_one_paragraph_are_told_apart(forms: tuple[Form, ...]) -> None:
    """一段里“一是……五是……”写完的，按方面分开；只是列举做法的，不拆。"""
    told = "".join(
        f"{'一二三四五'[at]}是{name}方面，{body}" for at, (name, body) in enumerate(BODIES.items())
    )
    title, first, _, _, *others = report(headings(0, "总体情况", "{一}、{name}")).split("\n")
    plain = "主要做法：一是加强学习。二是完善制度。三是抓好落实。"

    parted = imported("\n".join([title, first, told, *others]), forms)
    whole = imported("\n".join([title, first, plain, *others]), forms)

    assert (BODIES["平台建设"],) == tuple(
        paragraph.text for paragraph in parted.report.paragraphs("总体情况.平台建设")
    )
    assert (plain,) == tuple(p.text for p in whole.report.paragraphs("总体情况"))
