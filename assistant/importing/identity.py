"""Whose report it is, and of which year."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.importing.characters import one_line, squeeze
from assistant.importing.doubt import Doubt
from assistant.importing.refusal import ImportRefused
from assistant.importing.tree import Block, Heading, Paragraph
from assistant.report import UNIT, YEAR

_REPORT = re.compile(
    r"(?:政府信息公开|政务公开|信息公开|政府信息主动公开)(?:工作)?(?:20\d\d年?度?)?(?:年度|年|工作)*(?:工作)?(?:年度)?(?:报告|年报|年度报|告年度报)"
)
_YEAR = re.compile(r"(?<!\d)(20[0-3]\d)(?:年度?|(?=\D|$))")
_YEAR_ALONE = re.compile(r"20[0-3]\d年?度?")
_YEAR_AT_END = re.compile(r"(?<!\d)(20[0-3]\d)年度?$")
_CHINESE_YEAR = re.compile(r"二[〇○零0]([〇○零一二三四五六七八九]{2})年")
_PERIOD = re.compile(r"(20[0-3]\d)年?1月1日?[^。]{0,8}(?:20[0-3]\d年?)?12月31")
_ABOUT = re.compile(r"关于|的?解读|一图读懂|通知|要求|公告$")
_TAIL = re.compile(r"\((?:文字版|全文|公开版|文本|草稿)\)$|全文$")
_UNIT_LINE = re.compile(
    r"^[\u4e00-\u9fffA-Za-z0-9()·“”、]{2,59}[局厅委室办府道处心院部署会队馆社校学司站所乡镇县市区旗州省盟行台联关园场组](?:\([^()]{2,50}\))?$"
)
_FULL_WIDTH = str.maketrans("()", "（）")
_PLACE = re.compile(r"^[\u4e00-\u9fff]{2,20}?(省|自治区|市|州|盟|县|旗|区|镇|乡)$")
LONGEST_NAME = 60
"""Characters of an organ's name."""

_LONGEST_TITLE = LONGEST_NAME + 30

LINES_OF_NAME = 5
"""Lines that a name above the title may take, with a year below it."""


@dataclass(frozen=True)
class Titled:
    """The title of a report."""

    text: str
    """The title in one line; empty when there is none."""

    unit: str
    year: int | None
    after: int
    """The number of the first block behind it."""


@dataclass(frozen=True)
class Identity:
    """Whose report it is, of which year, and what of that is not certain."""

    unit: str
    year: int | None
    doubts: tuple[Doubt, ...]


def is_title(text: str) -> bool:
    """Whether a line is the title of an annual report."""
    bare = squeeze(text)
    return len(bare) <= _LONGEST_TITLE and _REPORT.search(bare) is not None and "。" not in bare


def find_title(blocks: Sequence[Block], limit: int, hints: Sequence[str] = ()) -> Titled:
    """Return the title among the first `limit` blocks: the last line that reads like one.

    `hints` are titles that the file tells of itself; they say where a name begins that is broken into lines.
    """
    found = None
    for at, block in enumerate(blocks[:limit]):
        if isinstance(block, Heading | Paragraph):
            text = one_line(block.text)
            if is_title(text) and not re.search("[，；]", text):
                found = at
    if found is None:
        return Titled("", "", None, 0)
    written = _text(blocks[found])
    text = squeeze(written)
    unit, year = _taken_apart(text)
    if not unit:
        unit, written = _lines_before(blocks[max(0, found - LINES_OF_NAME) : found], _named(hints))
    return Titled(text, _bracketed(unit, written), year, found + 1)


def _bracketed(unit: str, written: str) -> str:
    """A name as it is compared, with the brackets that the file writes it with."""
    return unit.translate(_FULL_WIDTH) if "（" in written else unit


def _text(block: Block) -> str:
    return block.text if isinstance(block, Heading | Paragraph) else ""


def _lines_before(blocks: Sequence[Block], named: Sequence[str]) -> tuple[str, str]:
    """An organ's name on the lines above the name of the report, as compared and as written.

    A year alone may stand between. A name of several lines is known by the file's own title, or by how it ends.
    """
    lines = [text for block in blocks if squeeze(text := _text(block))]
    if lines and _YEAR_ALONE.fullmatch(squeeze(lines[-1])):
        lines.pop()
    joined = ["".join(lines[at:]) for at in reversed(range(len(lines)))]
    for written in joined:
        if squeeze(written) in named:
            return squeeze(written), written
    for written in joined:
        if _UNIT_LINE.match(squeeze(written)):
            return squeeze(written), written
    return "", ""


def _named(hints: Sequence[str]) -> list[str]:
    """The organs named by titles that a file tells of itself."""
    return [unit for hint in hints if is_title(hint) and (unit := _taken_apart(squeeze(hint))[0])]


def _taken_apart(title: str) -> tuple[str, int | None]:
    """Return organ and year of a title, wherever they stand in it."""
    years = [int(each) for each in _YEAR.findall(title)] or _chinese_years(title)
    name = _TAIL.sub("", title)
    found = _REPORT.search(name)
    front = name[: found.start()] if found else name
    if beside := _YEAR_AT_END.search(front):
        # Another year is part of the name.
        years, front = [int(beside[1])], front[: beside.start()]
    else:
        front = _CHINESE_YEAR.sub("", _YEAR.sub("", front)).removesuffix("度")
    unit = front.strip('-—_|·:：《》〈〉<>"“” ').removeprefix("关于").removesuffix("关于")
    unit = re.split(r"[:：|>》\-—_]", unit)[-1]
    return (unit if len(unit) >= 2 else ""), (years[0] if years else None)


def _chinese_years(text: str) -> list[int]:
    digits = "零一二三四五六七八九"
    found = []
    for pair in _CHINESE_YEAR.findall(text):
        figures = pair.replace("〇", "零").replace("○", "零")
        found.append(2000 + digits.index(figures[0]) * 10 + digits.index(figures[1]))
    return found


def refuse_explanation(title: Titled, hints: Iterable[str], *, figures: bool) -> None:
    """Refuse a page that explains a report instead of being one."""
    for text in (title.text, *hints):
        if not figures and ("解读" in text or "一图读懂" in text) and _REPORT.search(squeeze(text)):
            raise ImportRefused(
                "这一篇是年报的解读，不是年报本身，没有导入。请找到年报正文（有三张表的那一篇）再导入。"
            )


def identify(
    title: Titled, blocks: Sequence[Block], hints: Sequence[str], signed: str, name: str
) -> Identity:
    """Return organ and year; whatever does not stand in the title is doubted."""
    doubts: list[Doubt] = []
    words = [squeeze(_text(block)) for block in blocks[title.after :]]
    year = _year(title, words, hints, name, doubts)
    unit = _unit(title, words, hints, signed, doubts)
    return Identity(unit, year, tuple(doubts))


def _year(
    title: Titled, words: Sequence[str], hints: Sequence[str], name: str, doubts: list[Doubt]
) -> int | None:
    period = next((int(found[1]) for text in words if (found := _PERIOD.search(text))), None)
    if title.year is not None:
        if period is not None and period != title.year:
            doubts.append(
                Doubt(
                    YEAR,
                    f"标题写的是{title.year}年，统计期限写的是{period}年，按标题读。",
                    (str(title.year), str(period)),
                )
            )
        return title.year
    hinted = [int(each) for hint in hints for each in _YEAR.findall(squeeze(hint))]
    mentioned = Counter(int(each) for text in words for each in re.findall(r"(20[0-3]\d)年", text))
    opening = [int(each) for text in words[:8] for each in _YEAR.findall(text[:30])]
    named = [int(each) for each in _YEAR.findall(squeeze(name))]
    for years, where in (
        ([period] if period else [], "统计期限"),
        (opening, "正文开头"),
        (hinted, "网页标题"),
        (named, "文件名"),
        ([year for year, _ in mentioned.most_common(1)], "正文"),
    ):
        if years:
            others = [str(each) for each, _ in mentioned.most_common(3) if each != years[0]]
            doubts.append(
                Doubt(
                    YEAR,
                    f"标题没有写年份，按{where}理解为{years[0]}年度的报告，请核对。",
                    (str(years[0]), *others),
                )
            )
            return years[0]
    doubts.append(Doubt(YEAR, "没有读到是哪一年的报告，请补上年份。"))
    return None


def _unit(
    title: Titled, words: Sequence[str], hints: Sequence[str], signed: str, doubts: list[Doubt]
) -> str:
    if title.unit:
        return _government(title.unit, words, doubts)
    for units, where in (
        ([squeeze(signed)] if signed else [], "落款"),
        (_named(hints), "网页标题"),
    ):
        if units:
            message = f"标题没有写单位，按{where}理解为“{units[0]}”，请核对。"
            doubts.append(Doubt(UNIT, message, (units[0],)))
            return units[0]
    doubts.append(Doubt(UNIT, "没有读到是哪个单位的报告，请补上单位全称。"))
    return ""


def _government(unit: str, words: Sequence[str], doubts: list[Doubt]) -> str:
    """A bare place in the title means its government, when the report speaks as one."""
    place = _PLACE.match(unit)
    if place is None or unit.endswith(("街道", "社区", "开发区", "园区", "新区", "景区")):
        return unit
    kind = place[1][-1]
    speaks = re.compile(f"我{kind}|{kind}(?:人民)?政府")
    if not any(speaks.search(text) for text in words):
        return unit
    government = f"{unit}人民政府"
    doubts.append(
        Doubt(UNIT, f"标题只写了“{unit}”，按“{government}”理解，请核对。", (government, unit))
    )
    return government


def scope_doubts(words: Iterable[str], unit: str) -> tuple[Doubt, ...]:
    """Doubt whose figures the tables hold when the report speaks of more than the organ itself."""
    found = Counter(
        each
        for text in words
        for each in re.findall(
            r"全[省市县区旗州镇乡](?:各级|行政机关|政府系统|共|新收|累计|实际|全年)|汇总|全系统|各级行政机关|各县[（(]?[市区]",
            text,
        )
    )
    if not found:
        return ()
    shown = "".join(f"“{each}”" for each, _ in found.most_common(3))
    return (
        Doubt(
            "统计范围",
            f"正文里有{shown}，表中数字可能是汇总数而不只是{unit or '本机关'}的，与别年核对前请先确认口径相同。",
            ("汇总", "本机关"),
        ),
    )
