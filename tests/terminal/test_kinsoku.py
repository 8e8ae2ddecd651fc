import random
import re
from itertools import pairwise

import pytest
from rich.cells import cell_len

from assistant.terminal.kinsoku import NO_END, NO_START, atoms, break_offsets, wrap

PROSE = (
    "2024年，我单位认真贯彻落实《中华人民共和国政府信息公开条例》（国务院令第711号），全年共收到申请1,234件，同比"
    "增长12.5%；其中“予以公开”890件、“部分公开”12件……办结率达到98.6%——位居全市前列。\n"
    "我单位 OA系统、门户网站（www.example.gov.cn）和“两微一端”共发布信息10,005条，点击量3.5万次，下降-2.4个"
    "百分点；咨询电话：010-12345678，邮箱a_b@example.gov.cn。\n"
    "（一）主动公开方面：规章0件，行政规范性文件１２件；（二）依申请公开方面：收取信息处理费￥1,200.50元！"
).splitlines()

PIECES = (
    *"本单位公开申请年度报告信息条例",
    *NO_START,
    *NO_END,
    *" \u3000",
    "1,234",
    "12.5%",
    "OA",
    "2024年",
    "é",
    "👨\u200d👩\u200d👧",
    "……",
    "——",
)


def lines_at(text: str, offsets: list[int]) -> list[str]:
    """The pieces between the break offsets."""
    edges = [0, *offsets, len(text)]
    return [text[start:end] for start, end in pairwise(edges)]


def random_text(chance: random.Random) -> str:
    """A text that nobody would write."""
    return "".join(chance.choice(PIECES) for _ in range(chance.randrange(1, 60)))


@pytest.mark.parametrize("text", PROSE)
def test_no_line_of_prose_begins_or_ends_with_forbidden_punctuation(text: str) -> None:
    """避头尾：60种宽度，没有一行违反。"""
    wrong = [
        (width, line)
        for width in range(20, 80)
        for line in wrap(text, width)
        if line and (line[0] in NO_START or line[-1] in NO_END)
    ]

    assert [] == wrong


@pytest.mark.parametrize("text", PROSE)
def test_no_number_is_split(text: str) -> None:
    """“1,234”“12.5%”“010-12345678”都在一行里。"""
    split = [
        (width, number.group())
        for width in range(20, 80)
        for number in re.finditer(r"\d[\d,.\-]*\d%?", text)
        if set(break_offsets(text, width)) & set(range(number.start() + 1, number.end()))
    ]

    assert [] == split


def test_a_number_keeps_its_counter() -> None:
    """“1,234件”不会断成“1,234”和“件”。"""
    assert ["收到申请", "1,234件"] == wrap("收到申请1,234件", 14)


def test_a_latin_word_after_a_space_does_not_empty_the_line() -> None:
    """“我单位 OA系统…”从第一行起就排满。"""
    assert "我单位 OA系统全年" == wrap("我单位 OA系统全年公开信息", 18)[0]


def test_a_text_without_any_place_to_break_is_folded() -> None:
    """比一行还宽的网址按宽度折行。"""
    assert [10, 20, 30, 40] == break_offsets("a" * 50, 10)


def test_a_blank_paragraph_is_one_line() -> None:
    """空段落占一行。"""
    assert [""] == wrap("", 20)


@pytest.mark.parametrize("typed", ["--as-draft", ".docx", "-o"])
def test_what_one_types_stays_whole(typed: str) -> None:
    """选项和文件名后缀不从中间断开。"""
    text = f"有阻断问题时拒绝，除非写上、{typed}再试一次。"

    assert [] == [width for width in range(16, 60) if typed not in "\n".join(wrap(text, width))]


@pytest.mark.parametrize("spaces_hang", [True, False])
def test_breaking_keeps_the_text_and_the_width(*, spaces_hang: bool) -> None:
    """随机文字一万次：一字不少，不超宽，断点递增。"""
    chance = random.Random(711)
    for _ in range(10_000):
        text, width = random_text(chance), chance.randrange(4, 50)
        offsets = break_offsets(text, width, spaces_hang=spaces_hang)
        lines = lines_at(text, offsets)

        assert sorted(set(offsets)) == offsets
        assert text == "".join(lines)
        assert all(lines)
        assert not [
            line for line in lines if cell_len(line.rstrip() if spaces_hang else line) > width
        ], (text, width, lines)


def test_random_lines_break_between_atoms_only() -> None:
    """只要放得下，断点总在单元之间，标点因此不会落单。"""
    chance = random.Random(2021)
    for _ in range(5_000):
        text, width = random_text(chance), chance.randrange(20, 50)
        starts = {atom.start for atom in atoms(text)}
        wide = [atom for atom in atoms(text) if atom.width > width]
        stray = [
            offset
            for offset in break_offsets(text, width)
            if offset not in starts and not any(atom.start < offset < atom.end for atom in wide)
        ]

        assert [] == stray
