"""Rules about how the narrative is set out: how long it is, its figures, its numbering, words and no pictures."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from assistant.checks.base import Check, Need, TextCheck, Verdict
from assistant.checks.case import Case
from assistant.checks.complete import FIVE_ASPECTS_SINCE, OVERVIEW, lacking_places
from assistant.finding import Finding, Level
from assistant.report import TEXT

NUMBERS: Mapping[str, int] = {
    char: number for number, char in enumerate("一二三四五六七八九十", start=1)
}
"""The numerals that parts and items are counted with."""

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
                f"总体情况{length}字。要求{limits.told('overview_long', '字')}以内"
                f"，超过{limits.told('overview_too_long', '字')}要说明。聚焦信息公开，少讲业务成绩。",
                "删去业务成绩和重复的话，留下做了什么、多少件。",
                None if too_long else Level.HINT,
            )
        elif length < limits.overview_short:
            whole = case.answered(OVERVIEW) or not lacking_places(case, section)
            if whole and not _PENDING.search(text):
                yield self._found(
                    case,
                    f"总体情况只有{length}字，一般不少于{limits.told('overview_short', '字')}。",
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
            number = int(written) if written.isdigit() else NUMBERS[written]
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
    return next((char for char, value in NUMBERS.items() if value == number), str(number))


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


ALL: tuple[type[Check], ...] = (OverviewLength, NoFigures, Numbering, OnlyAPicture)
