"""Rules about wording that belongs to a time: meetings, campaigns."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from assistant.checks.base import Check, Need, TextCheck, Verdict
from assistant.checks.case import Case
from assistant.checks.knowledge import ORDINALS, Meeting, meeting_name
from assistant.checks.signed import signed_on
from assistant.finding import Finding, Level

_CONGRESS = {"十八": 18, "十九": 19, "二十": 20, "二十一": 21}
_PLENUM = re.compile(
    r"(?<!纪委)(?P<congress>十八|十九|二十一|二十)届(?P<list>(?:[一二三四五六七八九]中?(?:[、和及与]|以及)?)+)全会"
)
_SERIES = re.compile(r"(?P<congress>十八|十九|二十一|二十)届历次全会")
_WHOLE = re.compile(
    r"(?<![第前\d])(?P<congress>十八|十九|二十一|二十)大(?=精神|报告|召开|以来|会议|和|及|以及|、|，|。|”|胜利|开幕|代表|$)"
)
_ONE = re.compile(r"[一二三四五六七八九]")


@dataclass(frozen=True)
class Mention:
    """A meeting named in a text."""

    congress: int
    plenum: int
    """0 for the congress itself, -1 for all plenary sessions of it."""

    place: str
    span: tuple[int, int]
    words: str


def mentions(case: Case) -> tuple[Mention, ...]:
    """Return every meeting named anywhere in a report."""
    return tuple(
        mention for place, text in case.texts.items() for mention in _mentions(place, text)
    )


@lru_cache(maxsize=64)
def _mentions(place: str, text: str) -> tuple[Mention, ...]:
    if "届" not in text and "大" not in text:
        return ()
    return (
        *(
            _mention(match, ORDINALS.index(number), place)
            for match in _PLENUM.finditer(text)
            for number in _ONE.findall(match["list"])
        ),
        *(_mention(match, -1, place) for match in _SERIES.finditer(text)),
        *(_mention(match, 0, place) for match in _WHOLE.finditer(text)),
    )


def _mention(match: re.Match[str], plenum: int, place: str) -> Mention:
    return Mention(_CONGRESS[match["congress"]], plenum, place, match.span(), match[0])


class StaleMeeting(Check):
    """会议精神要写到报告年度最近的一次。

    还停留在以前的会议，说明这一段是从旧稿抄来的。写“历次全会”的，本届以内不算过时。

    怎么改：照提示的写法改，或者删去这一句。

    例：2022年的年报写“党的十九大和十九届二中、三中、四中、五中全会精神”。
    """

    code = "P-STALE"
    level = Level.EXPLAIN
    basis = "会议日历；编写惯例"
    needs = (Need.KNOWLEDGE,)

    def check(self, case: Case) -> Iterator[Verdict]:
        """Yield the latest meeting named when a later one was expected."""
        year = case.report.year
        named = tuple(one for one in mentions(case) if not _opening(case, one))
        if year is None or not named:
            return
        expected = case.knowledge.calendar.expected(year)
        if expected is None:
            known = case.knowledge.calendar.as_of
            yield self.waits(
                f"会议日历只核实到{known.year}年{known.month}月，{year}年的会议提法请自己核对。"
            )
            return
        latest = max(named, key=lambda one: _held(case, one))
        if _held(case, latest) < expected.last:
            yield self._stale(case, latest, expected, year)

    def _stale(self, case: Case, latest: Mention, expected: Meeting, year: int) -> Finding:
        usual = case.knowledge.calendar.usual.get(year, expected.name)
        same = latest.congress == expected.congress and latest.plenum == 0
        return self.finding(
            case,
            [f"正文.{latest.place}"],
            f"会议精神只写到“{latest.words}”，{year}年的报告通常写到“{usual}”。",
            f"改成“{usual}”，或者删去这一句。",
            level=Level.HINT if same else None,
            place=latest.place,
            span=latest.span,
        )


def _opening(case: Case, mention: Mention) -> bool:
    """Whether a congress is named for the year it opened: 全面贯彻党的二十大精神的开局之年."""
    return case.text(mention.place)[mention.span[1] :].startswith("精神的开局之年")


def _held(case: Case, mention: Mention) -> date:
    """Return when the meeting ended; one that is not in the calendar is later than all others."""
    calendar = case.knowledge.calendar
    if mention.plenum == -1:
        return max(
            (one.last for one in calendar.meetings if one.congress == mention.congress),
            default=date.max,
        )
    meeting = calendar.meeting(mention.congress, mention.plenum)
    return meeting.last if meeting else date.max


class FutureMeeting(Check):
    """不能写报告公布以后才召开的会议。

    落款日期以前还没有开的会，报告里不可能有。没有落款日期的，按次年3月31日以前公布算。

    怎么改：核对是哪一次会议；年份或届次写错的改过来。

    例：2024年的年报写了“党的二十届四中全会”（2025年10月召开）。
    """

    code = "P-FUTURE"
    level = Level.BLOCKS
    basis = "会议日历；条例第四十九条的公布时间"
    needs = (Need.KNOWLEDGE,)

    def check(self, case: Case) -> Iterator[Verdict]:
        """Yield every meeting that comes after the report."""
        year = case.report.year
        if year is None:
            return
        signed = signed_on(case.report)
        published = signed or date(year + 1, 3, 31)
        for one in dict.fromkeys(mentions(case)):
            meeting = case.knowledge.calendar.meeting(one.congress, one.plenum)
            if meeting and meeting.first > published:
                certain = signed is not None or meeting.first.year > year + 1
                when = f"{meeting.first.year}年{meeting.first.month}月"
                yield self.finding(
                    case,
                    [f"正文.{one.place}"],
                    f"“{meeting.name}”{when}才召开，晚于本报告公布的时间（{_spoken(published)}"
                    f"{'' if signed else '以前'}）。",
                    "核对是哪一次会议，改成当时已经召开的会议。",
                    level=None if certain else Level.EXPLAIN,
                    place=one.place,
                    span=one.span,
                )


def _spoken(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


_MIXED = re.compile(r"(?P<congress>十八|十九|二十一|二十)大(?P<plenum>[一二三四五六七八九])中全会")
_SESSION = re.compile(
    r"(?<!纪委)(?<!监委)(?P<congress>十九|二十)届(?P<plenum>[一二三四五六七])次全会"
)
_BARE = re.compile(
    r"(?P<congress>十九|二十)届(?P<plenum>[一二三四五六七])中(?=精神|以来|召开|决定|会议)"
)


class WrongMeeting(TextCheck):
    """会议名称要写对。

    代表大会是“二十大”，全会是“二十届三中全会”，不能合成“二十大三中全会”。

    例：“二十大三中全会”；“十九届八中全会”（没有这次会议）。
    """

    code = "P-WRONG"
    level = Level.BLOCKS
    basis = "会议日历"
    needs = (Need.KNOWLEDGE,)

    def read(self, case: Case, place: str, text: str) -> Iterator[Verdict]:
        """Yield names that no meeting has."""
        for pattern in (_MIXED, _SESSION, _BARE):
            for match in pattern.finditer(text):
                right = f"党的{match['congress']}届{match['plenum']}中全会"
                yield self.said(
                    case,
                    place,
                    match.span(),
                    f"会议名称“{match[0]}”写错了：应为“{right}”。",
                    f"改成“{right}”。",
                )
        calendar = case.knowledge.calendar
        for one in _mentions(place, text):
            ended = calendar.meeting(one.congress + 1, 0)
            if one.plenum > 0 and ended and calendar.meeting(one.congress, one.plenum) is None:
                if one.congress < min(each.congress for each in calendar.meetings):
                    continue
                yield self.said(
                    case,
                    place,
                    one.span,
                    f"没有“{meeting_name(one.congress, one.plenum)}”这次会议。",
                    "核对是哪一次会议。",
                )


class Campaigns(TextCheck):
    """只在某几年用的说法，过了年份就不写。

    规划时期、主题教育、疫情防控这些话有年份，旧稿里最容易留下来。

    怎么改：换成现在的说法，或者删去。确实讲以前的事的，不用改。

    例：2025年的年报写“‘十三五’期间”；2020年的年报写15个工作日内答复。
    """

    code = "P-TERM"
    level = Level.EXPLAIN
    basis = "各时期的提法（惯常口径，以主管部门解释为准）"
    needs = (Need.KNOWLEDGE,)

    def read(self, case: Case, place: str, text: str) -> Iterator[Verdict]:
        """Yield words of other years."""
        year = case.report.year
        if year is None:
            return
        for one in case.knowledge.campaigns:
            match = None if one.since <= year <= one.until else one.words.search(text)
            if match:
                years = f"{one.since}—{one.until}年" if one.since != one.until else f"{one.since}年"
                yield self.said(
                    case,
                    place,
                    match.span(),
                    f"“{match[0]}”是{years}的年报用的说法，这是{year}年的年报。",
                    f"换成{one.instead}，或者删去。"
                    if one.instead
                    else "删去；确实讲以前的事的，不用改。",
                    one.level,
                )


ALL: tuple[type[Check], ...] = (StaleMeeting, FutureMeeting, WrongMeeting, Campaigns)
