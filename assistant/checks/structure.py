"""Rules about the shape of the report: its form, its headings as printed, the parts it says it has."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.checks.base import Check, Verdict
from assistant.checks.case import Case
from assistant.checks.complete import FIVE_ASPECTS_SINCE
from assistant.checks.narrative import NUMBERS
from assistant.checks.sentences import sentences, shortened
from assistant.finding import Finding, Level
from assistant.report import TEXT, YEAR

HEADING = "标题."
"""In `Report.printed`, followed by a section's id: the section's heading as the document prints it."""

_OLD_WORDS = (
    "本年新制作数量",
    "本年新公开数量",
    "对外公开总数量",
    "上一年项目数量",
    "采购项目数量",
    "其他对外管理服务事项",
)
_NEW_WORDS = ("本年制发件数", "本年废止件数", "现行有效件数", "本年收费金额")


class RightForm(Check):
    """报告年度用哪一种格式，由年份决定，不能用错、不能混用。

    2019年、2020年用试行格式（〔2019〕60号），2021年起用修订后的格式（〔2021〕30号）。两种格式的表二
    完全不同。

    怎么改：换成报告年度的格式；正文里旧表的项目名称一并改掉。

    例：2022年的年报，表二还是“本年新制作数量”到“政府集中采购”。
    """

    code = "Q-FMT"
    level = Level.BLOCKS
    basis = "国办公开办函〔2019〕60号、〔2021〕30号"

    def check(self, case: Case) -> Iterator[Verdict]:
        """Yield tables, and words, of the other form."""
        year = case.report.year
        if year is None:
            return
        if not case.form.serves(year):
            yield self.finding(
                case,
                [YEAR],
                f"{year}年的年报用的是{case.form.name}的表。2019、2020年用试行格式，2021年起用修订后的格式。",
                "换成报告年度的格式，重新填表；年份填错的，改年份。",
            )
            return
        foreign = [name for name in case.report.answers if _is_cell(case, name)]
        if foreign:
            yield self.finding(
                case,
                foreign[:5],
                f"有{len(foreign)}格不是{case.form.name}的格子，例如“{foreign[0]}”，是另一种格式的表。",
                "换成报告年度的格式，重新填表。",
            )
        yield from self._words(case, year)

    def _words(self, case: Case, year: int) -> Iterator[Verdict]:
        strange = _OLD_WORDS if year >= FIVE_ASPECTS_SINCE else _NEW_WORDS
        for place, text in case.texts.items():
            found = [(text.find(word), word) for word in strange if word in text]
            if found:
                start, word = min(found)
                yield self.finding(
                    case,
                    [TEXT + place],
                    f"“{word}”是另一种格式的项目名称，{year}年用{case.form.name}。",
                    f"换成{case.form.name}的说法，数字同第二部分的表一致。",
                    level=None if len(found) > 1 else Level.EXPLAIN,
                    place=place,
                    span=(start, start + len(word)),
                )


def _is_cell(case: Case, name: str) -> bool:
    table, _, rest = name.partition(".")
    return (
        table in case.form.tables
        and rest.count(".") == 1
        and name not in case.form.fields
        and name not in case.form.group_names
    )


class Headings(Check):
    """六个部分的标题和顺序是统一规定的，不能改名、不能改序号。

    读入的年报看它印出来的标题。各地用过的近似写法（如“存在问题及改进情况”）只提示。

    怎么改：照格式的六个标题改；导出时自动用格式的标题。

    例：第一部分的标题写成“一、概述”。
    """

    code = "Q-HEADING"
    level = Level.EXPLAIN
    basis = "年度报告格式的六个部分"

    def applies(self, case: Case) -> bool:
        """Whether the report was read from a document with headings."""
        return any(name.startswith(HEADING) for name in case.report.printed)

    def check(self, case: Case) -> Iterator[Verdict]:
        """Yield headings that are not the form's."""
        for section in case.form.sections:
            printed = case.report.printed.get(HEADING + section.id, "").strip()
            if not printed:
                continue
            number, _, name = printed.partition("、") if "、" in printed[:3] else ("", "", printed)
            name = name.strip().rstrip("。：: ")
            own = section.title.partition("、")[0]
            if (number and number.strip() != own) or name == "概述":
                yield self._wrong(case, section.id, printed, section.title, None)
            elif name != section.name:
                yield self._wrong(case, section.id, printed, section.title, Level.HINT)

    def _wrong(
        self, case: Case, section: str, printed: str, right: str, level: Level | None
    ) -> Finding:
        return self.finding(
            case,
            [TEXT + section],
            f"标题“{shortened(printed, 30)}”应为“{right}”。六个部分的标题和顺序是统一规定的。",
            f"改成“{right}”。",
            level=level,
            place=section,
        )


_STATED = re.compile(
    r"(?:由|分为?|包括|包含|共|共分|含|有)?(?P<count>[一二三四五六七八九十\d]+)个?(?:部分|方面|大部分)"
)
_NAMES = re.compile(r"“([^“”]{2,40})”")
_BEGINS = re.compile(r"^(?:组成|构成|内容)?[：:，,]?(?:即|分别(?:为|是)|包括|依次(?:为|是))?")
_ENOUGH = 3


class StatedParts(Check):
    """前言列的部分，个数和名称要同正文一致。

    年报有六个部分。前言说几个部分，就要列几项，名称同正文的标题一样。

    例：“由六个部分组成”，只列了五项，缺行政复议、行政诉讼。
    """

    code = "Q-PARTS"
    level = Level.EXPLAIN
    basis = "年度报告格式的六个部分"

    def check(self, case: Case) -> Iterator[Verdict]:
        """Yield a lead-in whose list of parts is not that of the report."""
        place = case.form.lead_in.id
        for one in sentences(case.text(place), whole=True):
            match = _STATED.search(one.text)
            if not match or ("方面" in match[0] and "部分" not in one.text):
                continue
            stated = _number(match["count"])
            listed = _listed(one.text, match)
            wrong = self._wrong(case, stated, listed)
            if wrong:
                yield self.finding(
                    case,
                    [TEXT + place],
                    wrong,
                    "照正文的六个标题列全，个数写六个部分。",
                    place=place,
                    span=(one.start, one.end),
                )

    @staticmethod
    def _wrong(case: Case, stated: int, listed: list[str]) -> str:
        sections = [section.name for section in case.form.sections]
        if len(listed) >= 2 and stated != len(listed):
            lacking = [name for name in sections if not any(_alike(name, one) for one in listed)]
            rest = f"，缺{'、'.join(lacking)}" if lacking else ""
            return f"前言说有{stated}个部分，列出的是{len(listed)}项{rest}。"
        if stated != len(sections):
            return f"前言说报告有{stated}个部分，年报的格式是{len(sections)}个部分。"
        strange = [one for one in listed if not any(_alike(name, one) for name in sections)]
        if len(listed) >= _ENOUGH and strange:
            return f"前言列的“{strange[0]}”不是年报的六个部分之一。"
        return ""


def _number(words: str) -> int:
    return int(words) if words.isdigit() else NUMBERS.get(words, 0)


def _listed(words: str, match: re.Match[str]) -> list[str]:
    """Return the parts a sentence lists: quoted ones, or those joined by commas before or after the number."""
    names = _NAMES.findall(words)
    if len(names) >= 2:
        return [re.sub(r"^[一二三四五六]、", "", name) for name in names]
    before = re.split(r"由|包括|包含|分为", words[: match.start("count")])[-1]
    after = words[match.end() :]
    for side in (before, after):
        begun = _BEGINS.sub("", side)
        joined = re.sub(r"行政复议[、，](?:提起)?行政诉讼", "行政复议行政诉讼", begun)
        parts = [part for part in re.split(r"[、，]|(?<=情况)和|以及", joined) if len(part) >= 4]
        if len(parts) >= _ENOUGH:
            return [re.sub(r"(?:等|共|组成|构成)+$", "", part) for part in parts]
    return []


def _alike(name: str, part: str) -> bool:
    """Whether a part in a list can be this section: most of the characters of the shorter one are in the other."""
    marks = {
        "总体情况": "总体|概述",
        "主动公开政府信息情况": "主动公开",
        "收到和处理政府信息公开申请情况": "申请(?!行政复议|复议)",
    }
    if name in marks:
        return bool(re.search(marks[name], part))
    if "复议" in name:
        return "复议" in part or "诉讼" in part
    return (
        ("问题" in part or "改进" in part) if "问题" in name else "其他" in part or "其它" in part
    )


ALL: tuple[type[Check], ...] = (RightForm, Headings, StatedParts)
