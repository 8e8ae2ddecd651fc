"""The words of a report: cut into its sections, and section one into its five aspects."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from assistant.forms import LEAD_IN, Form
from assistant.importing.characters import squeeze
from assistant.importing.identity import LINES_OF_NAME, LONGEST_NAME, Titled, is_title
from assistant.importing.sections import Found, find_sections, names_section
from assistant.importing.tree import Block, Paragraph, Table
from assistant.importing.vocabulary import Vocabulary, key
from assistant.numerals import Refusal, read_date, write_date

OVERVIEW, PROBLEMS, OTHER = "总体情况", "问题改进", "其他事项"

_ASPECTS = (
    ("依申请公开", "依申请|申请公开|申请办理|公开申请|答复"),
    ("主动公开", "主动公开|主动发布"),
    ("政府信息管理", "信息管理|信息资源|规范性文件管理|文件管理|信息规范"),
    ("平台建设", "平台|载体|渠道建设|网站建设|阵地"),
    ("监督保障", "监督|保障|考核|评议"),
)
_IMPROVEMENTS = (
    ("改进情况", "改进|整改|措施|下一步|打算|计划"),
    ("主要问题", "问题|不足|困难"),
)
_SMALL_NUMBER = re.compile(
    r"^(?:[(（][一二三四五六七八九十]{1,2}[)）]|[一二三四五六七八九十]{1,2}[)）]|[(（]?\d{1,2}[)）]|\d{1,2}[.、．](?!\d))[\s、.．]*"
)
_HEADING_ENDS = re.compile(r"[。：:；\s]")
_LONGEST_HEADING = 30
_LEADING = re.compile(
    r"(?:[一二三四五六七八九]是)?(?:【(?P<bracketed>[^】]{2,20})】|(?P<clause>[^，。；：、]{2,14})(?:方面)?[。，：])"
)
_ORDERED = re.compile(r"(?:^|(?<=[。；]))(?=[一二三四五六七八九]是)")
_CLAUSE = re.compile("[，。：；]")
_SEVERAL = 3
"""Aspects that a paragraph must name one after another before it is taken apart."""
_NOISE = re.compile(
    r"^(?:【?(?:打印|关闭|收藏|下载|返回|分享|扫一扫|字体|字号|来源|发布(?:日期|时间|机构|单位|人|者|[：:\s]|$)|浏览|点击|相关|上一篇|下一篇|当前位置|您的位置|首页|责任编辑|编辑|审核|附件|版权|主办|承办|地址栏|网站标识|ICP)"
    r"|.{0,12}(?:公网安备|ICP备|备案号|版权所有|Copyright|网站地图|联系我们))",
    re.IGNORECASE,
)
_BARS = re.compile(r"^[|｜\s\-—_=*·.]+$")
_PAGE_NUMBER = re.compile(r"[-—–]+\s*\d{1,3}\s*[-—–]+|第\s*\d{1,3}\s*页.{0,10}")
_PLACEHOLDER = re.compile(r"\{\{[^{}]*\}\}|\?{3,}")
_DRAFT = re.compile("^草稿：尚未定稿")
_NOTE = re.compile(r"[（(][^（）()]{2,28}[）)]")
_DATE = re.compile(r"[(（]?(?:二〇|二○|20)\S{2,}[年月日号]?.{0,8}[)）]?")


@dataclass
class Narrative:
    """The words of a report."""

    sections: dict[str, list[str]] = field(default_factory=dict)
    """Every paragraph of a section as it stands, headings included, by the section's id."""

    places: dict[str, list[str]] = field(default_factory=dict)
    """The same by place of the form, headings that the form prints left out."""

    found: tuple[Found, ...] = ()
    date: str = ""
    """成文日期 at the end, as the form writes it."""

    signed: str = ""
    """The organ that signed."""


def read_narrative(
    blocks: Sequence[Block], form: Form, words: Vocabulary, title: Titled
) -> Narrative:
    """Return the words of the report, section by section; what stands before the title is left out."""
    narrative = Narrative(found=find_sections(blocks, form, words))
    starts = [found.at for found in narrative.found]
    first = starts[0] if starts else len(blocks)
    lead = list(_words(blocks[title.after : first], LEAD_IN))
    _put(narrative, LEAD_IN, [line for line in lead if _is_lead(line, form)])
    for found, end in zip(narrative.found, (*starts[1:], len(blocks)), strict=False):
        body = [Paragraph(found.rest), *blocks[found.at + 1 : end]]
        lines = [
            line
            for line in _words(body, found.section)
            if found.section not in form.tables
            or _is_sentence(line)
            or not (_is_of_table(line, words) or names_section(line, form))
        ]
        if end == len(blocks):
            lines = _without_end(lines, narrative, title.unit)
        narrative.sections[found.section] = lines
        _into_places(narrative, found.section, lines, form)
    return narrative


def _is_lead(line: str, form: Form) -> bool:
    """Whether a line before the first section is of the lead-in; titles and a table of contents are not."""
    return len(line) >= 12 and not is_title(line) and not names_section(line, form)


def _words(blocks: Sequence[Block], place: str) -> Iterator[str]:
    """The paragraphs among blocks; what a web page puts around a report is left out."""
    for block in blocks:
        if isinstance(block, Table):
            continue
        for line in block.text.split("\n"):
            text = line.strip(" \t\xa0\u3000")
            if (
                not text
                or _BARS.match(text)
                or _PAGE_NUMBER.fullmatch(text)
                or _PLACEHOLDER.fullmatch(text)
                or _DRAFT.match(text)
            ):
                continue
            if len(text) < 60 and _NOISE.match(text) and not _is_sentence(text):
                if place == OTHER:
                    return
                continue
            yield text


def _is_sentence(line: str) -> bool:
    """Whether a line is somebody's words, whatever it begins with: 发布政策解读12件。"""
    return line.endswith(("。", "；", "！"))


def _is_of_table(line: str, words: Vocabulary) -> bool:
    """Whether a line beside a table is one of its titles or labels that stands alone."""
    seen = key(line)
    return len(line) <= _LONGEST_HEADING and (
        not seen or seen in words.titles or any(each.is_near(seen) for each in words.lines)
    )


def _without_end(lines: list[str], narrative: Narrative, unit: str) -> list[str]:
    """Take the signature, the date and a note below it off the end; `unit` is whose report the title says it is."""
    if len(lines) > 1 and _NOTE.fullmatch(lines[-1]) and _signed_on(lines[-2]):
        # 附注 is how an office publishes; the next report is given its own.
        lines = lines[:-1]
    if not lines or not (date := _signed_on(lines[-1])):
        return lines
    narrative.date = date
    lines = lines[:-1]
    taken = _lines_of_signature(lines, unit) if lines else 0
    narrative.signed = "".join(lines[len(lines) - taken :])
    return lines[: len(lines) - taken]


def _signed_on(line: str) -> str:
    """The day a line consists of, as the form writes it, or nothing."""
    bare = squeeze(line).strip("()")
    if len(bare) > 14 or not _DATE.fullmatch(bare):
        return ""
    day = read_date(bare)
    return "" if isinstance(day, Refusal) else write_date(day)


def _lines_of_signature(lines: Sequence[str], unit: str) -> int:
    """How many lines at the end are the signature: a long name is broken into several."""
    for count in range(1, min(len(lines), LINES_OF_NAME) + 1):
        if squeeze("".join(lines[-count:])) == squeeze(unit):
            return count
    return int(_is_signature(lines[-1]))


def _is_signature(line: str) -> bool:
    return 4 <= len(line) <= LONGEST_NAME and not re.search("[。；，！？：]", line) and line != "无"


def _put(narrative: Narrative, place: str, lines: Sequence[str]) -> None:
    if lines:
        narrative.places.setdefault(place, []).extend(lines)


def _into_places(narrative: Narrative, section: str, lines: Sequence[str], form: Form) -> None:
    if not lines:
        return
    match section:
        case "总体情况":
            parts = _parts(lines, _ASPECTS, heading_of)
            if not any(parts):
                parts = _led_parts(lines)
        case "问题改进":
            parts = _parts(lines, _IMPROVEMENTS, heading_of)
            parts = parts if len(parts) > 1 and "" not in parts else {}
        case _:
            parts = {}
    whole = section if section not in form.tables else f"{section}.说明"
    if not any(parts):
        _put(narrative, whole, lines)
        return
    for name, own in parts.items():
        _put(narrative, f"{section}.{name or '总起'}", own)


def _parts(
    lines: Sequence[str],
    kinds: Sequence[tuple[str, str]],
    split: Callable[[str], tuple[str, str]],
) -> Mapping[str, list[str]]:
    """Return paragraphs by the part their heading names; those before the first heading under nothing.

    A heading that names no part stays, as a line, with the part it follows.
    """
    parts: dict[str, list[str]] = {}
    current = ""
    for line in lines:
        heading, rest = split(line)
        named = next((name for name, words in kinds if heading and re.search(words, heading)), "")
        if named and (named != current or not parts.get(current)):
            current = named
            line = rest  # noqa: PLW2901
        own = parts.setdefault(current, [])
        if line:
            own.append(line)
    return parts


def _led_parts(lines: Sequence[str]) -> Mapping[str, list[str]]:
    """Return paragraphs by the part the few words in front of them name, where several paragraphs begin so."""
    pieces = [piece for line in lines for piece in _enumerated(line)]
    parts = _parts(pieces, _ASPECTS, _led)
    return parts if len([name for name in parts if name]) >= _SEVERAL else {}


def _led(line: str) -> tuple[str, str]:
    """Return the few words that lead a paragraph (一是主动公开。深化主动公开。【主动公开】) and what follows them."""
    led = _LEADING.match(line)
    if led is None or not line[led.end() :]:
        return "", line
    return led["bracketed"] or led["clause"], line[led.end() :]


def _enumerated(line: str) -> Iterator[str]:
    """One paragraph that tells its aspects one after another (一是……二是……), piece by piece; others as they are."""
    pieces = [piece for piece in _ORDERED.split(line) if piece]
    named = {
        name
        for piece in pieces
        for name, words in _ASPECTS
        if re.match("[一二三四五六七八九]是", piece) and re.search(words, _CLAUSE.split(piece)[0])
    }
    if len(named) < _SEVERAL:
        yield line
    else:
        yield from pieces


def heading_of(line: str) -> tuple[str, str]:
    """Return the small heading a line begins with and what follows it; nothing and the line when there is none."""
    numbered = _SMALL_NUMBER.match(line)
    if numbered is None:
        short = len(line) <= 20 and not re.search("[。；，：]", line)
        return (line, "") if short else ("", line)
    body = line[numbered.end() :]
    name = _HEADING_ENDS.split(body, maxsplit=1)[0]
    if len(name) > _LONGEST_HEADING or re.search("[，,]", name):
        return "", line
    return name, body[len(name) :].lstrip("。：:；; \t\u3000")
