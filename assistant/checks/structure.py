"""Rules about the shape of the report: its form, its title and headings as printed, its parts, its length."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.checks.base import Check, Need, TextCheck, Verdict
from assistant.checks.case import Case
from assistant.checks.complete import FIVE_ASPECTS_SINCE, OVERVIEW, lacking_places
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
_NUMBERS = {char: number for number, char in enumerate("一二三四五六七八九十", start=1)}
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
    return int(words) if words.isdigit() else _NUMBERS.get(words, 0)


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


_SPACE = re.compile(r"\s+")
_PENDING = re.compile(r"【待补[^】]*】")


class OverviewLength(Check):
    """“总体情况”不要太长，也不要太短。

    多地要求一千字以内，聚焦信息公开，少讲业务成绩。太短的，五个方面多半没有写到数字。

    例：总体情况写了1800字，一大半是业务成绩。
    """

    code = "Q-LEN"
    level = Level.EXPLAIN
    basis = "地方编制通知：总体情况原则上不超过一千字（惯常口径，以主管部门解释为准）"
    needs = (Need.KNOWLEDGE,)

    def check(self, case: Case) -> Iterator[Verdict]:
        """Yield a first section that is too long or too short."""
        section = case.form.section(OVERVIEW)
        text = case.section_text(OVERVIEW)
        if not text:
            return
        limits = case.knowledge.thresholds
        length = len(_SPACE.sub("", text))
        if length > limits.overview_long:
            too_long = length > limits.overview_too_long
            yield self._found(
                case,
                f"总体情况{length}字。要求{limits.overview_long}字以内，聚焦信息公开，少讲业务成绩。",
                "删去业务成绩和重复的话，留下做了什么、多少件。",
                None if too_long else Level.HINT,
            )
        elif length < limits.overview_short:
            whole = case.answered(OVERVIEW) or not lacking_places(case, section)
            if whole and not _PENDING.search(text):
                yield self._found(
                    case,
                    f"总体情况只有{length}字，一般不少于{limits.overview_short}字。",
                    "五个方面各写一两句，带上数字。",
                    Level.HINT,
                )

    def _found(self, case: Case, message: str, cure: str, level: Level | None) -> Finding:
        first = next(place for place in case.places(OVERVIEW) if case.text(place))
        return self.finding(case, [TEXT + first], message, cure, level=level, place=first)


_FIGURE = re.compile(
    r"\d+(?:\.\d+)?\s*(?:万|余)*(?:件|条|次|份|期|场|个|人|篇|项|处|元|%|名|家|宗|起)|未(?:收到|发生)|没有(?:收到|发生)|零申请"
)


class NoFigures(Check):
    """“总体情况”里要有数字。

    五个方面都是套话、没有一个数的，等于没有报告。

    怎么改：写公开了多少条、收到多少件申请、制发多少件文件、培训多少次。

    例：总体情况只有编制依据和工作要求。
    """

    code = "Q-NOFACT"
    level = Level.EXPLAIN
    basis = "条例第五十条；国办公开办函〔2021〕30号对总体情况的要求"

    def applies(self, case: Case) -> bool:
        """Whether the form asks for the five aspects."""
        return case.form.first_year >= FIVE_ASPECTS_SINCE

    def check(self, case: Case) -> Iterator[Verdict]:
        """Yield a first section without any figure."""
        section = case.form.section(OVERVIEW)
        text = case.section_text(OVERVIEW)
        begun = text and (case.answered(OVERVIEW) or not lacking_places(case, section))
        if begun and not _FIGURE.search(text) and not _PENDING.search(text):
            first = next(place for place in case.places(OVERVIEW) if case.text(place))
            yield self.finding(
                case,
                [TEXT + first],
                "总体情况里没有一个件数、条数或次数，看不出做了什么。",
                "写公开了多少条、收到多少件申请、制发多少件文件、培训多少次；没有的写没有。",
                place=first,
            )


_MARKS = re.compile(
    r"(?:^|(?<=[。；：\n，]))\s*(?:(?P<is>[一二三四五六七八九十])是|（(?P<second>[一二三四五六七八九十])）(?![项款])"
    r"|(?P<third>\d{1,2})[.．](?!\d))"
)
_LEVELS = ("second", "third", "is")


class Numbering(TextCheck):
    """序号要连续，层次依次是一、→（一）→1.→（1）。

    删改一项以后，后面的序号要跟着改。

    例：“一是……；三是……”，缺“二是”。
    """

    code = "Q-ORDER"
    level = Level.HINT
    basis = "公文写作规范；GB/T 9704—2012"

    def read(self, case: Case, place: str, text: str) -> Iterator[Verdict]:
        """Yield numbers that do not follow the one before."""
        last: dict[str, int] = {}
        for match in _MARKS.finditer(text):
            level = next(name for name in _LEVELS if match[name])
            written = match[level]
            number = int(written) if written.isdigit() else _NUMBERS[written]
            before = last.get(level, 0)
            # A place may begin with its own heading: only the items of one list must begin with the first.
            if number not in (1, before + 1) and (before or level != "second"):
                expected = _written(before + 1, written)
                start = match.start(level)
                yield self.said(
                    case,
                    place,
                    (start, start + len(written)),
                    f"序号到了“{written}”，前一个是“{_written(before, written)}”，中间缺了或重了。"
                    if before
                    else f"序号从“{written}”开始，前面缺了。",
                    f"核对内容；没有漏写的，改成“{expected}”。",
                )
            last[level] = number
            for lower in _LEVELS[_LEVELS.index(level) + 1 :]:
                last.pop(lower, None)


def _written(number: int, like: str) -> str:
    if like.isdigit():
        return str(number)
    return next((char for char, value in _NUMBERS.items() if value == number), str(number))


_PICTURED = re.compile(
    r"(?:表格?|数据|内容|年报|报告|情况)[^，。；]{0,8}(?:详?见|如)(?:附图|下图|图片|扫描件|附件图片)"
    r"|(?:图片|扫描件|拍照|影印件)(?:的)?(?:形式|方式|格式)[^，。；]{0,6}(?:公布|发布|公开)[^，。；]{0,6}(?:年报|年度报告)"
    r"|(?:年报|年度报告|表格)[^，。；]{0,6}以(?:图片|扫描件|影印件)(?:的)?(?:形式|方式|格式)"
)


class OnlyAPicture(TextCheck):
    """不要只发图片或者扫描件。

    公开平台上的信息要能检索、查阅、下载；表格做成图片，别人查不到、也用不了。读入的年报只有图片的，读不出数字。

    怎么改：网页上放文字和表格，盖章的扫描件可以另附。导出的网页、DOCX 都是文字和表格。

    例：“三张表格见附图”。
    """

    code = "Q-IMG"
    level = Level.HINT
    basis = "条例第二十四条"

    def read(self, case: Case, place: str, text: str) -> Iterator[Verdict]:
        """Yield words that send the reader to a picture."""
        for match in _PICTURED.finditer(text):
            yield self.said(
                case,
                place,
                match.span(),
                f"“{match[0]}”：不要只发图片或扫描件，网页要能检索、查阅、下载。",
                "把文字和表格直接放进年报，图片另附。",
            )


ALL: tuple[type[Check], ...] = (
    RightForm,
    Headings,
    StatedParts,
    OverviewLength,
    NoFigures,
    Numbering,
    OnlyAPicture,
)
