"""Rules about how dates, figures and marks are written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from assistant.checks.base import Check, TextCheck, Verdict, where
from assistant.checks.case import Case
from assistant.finding import Finding, Level

_DIGITS = re.compile(r"\d+")


_FULL_DATE = re.compile(r"(\d{4})年\s*(\d{1,2})月\s*(\d{1,2})日")


_MONTH = re.compile(r"(?<![—－-])(\d{1,2})月(?!\d*个)(?:(\d{1,3})日)?")


_JOINED = re.compile(r"(?:19|20)\d{2}(?:0?[1-9]|1[0-2])月(?:\d{1,2}日)?")


_SHORT_YEAR = re.compile(r"(?<![.第—－~～至到-])(\d{2})年(?=度|\d{1,2}月|[，。](?:我|本|全))")


_SPLIT_YEAR = re.compile(r"(?:19|20)\d{1,2}\s*(?:O|o|〇)\s*\d{0,2}年|\d{5,}年(?!\d)|20\d年")


class MalformedDates(TextCheck):
    """日期要写成“2025年1月1日”这样。

    漏字（20251月1日）、没有这一天（2月30日）、年份少写两位（25年）、月日前面写0（01月）的，指出来。

    例：“20251月1日”。
    """

    code = "Q-DATE"
    level = Level.BLOCKS
    basis = "GB/T 15835—2011"

    def read(self, case: Case, place: str, text: str) -> Iterator[Verdict]:
        """Yield dates that are none."""
        end = 0
        for digits in _DIGITS.finditer(text):
            start = digits.start()
            if start < end:
                continue
            wrong = _JOINED.match(text, start) or _SPLIT_YEAR.match(text, start)
            full, month = _FULL_DATE.match(text, start), _MONTH.match(text, start)
            if full and (full[2].startswith("0") or full[3].startswith("0")):
                yield self._padded(case, place, full)
            if wrong:
                yield self._wrong(case, place, wrong, "漏了字或者多了字")
            elif full:
                end = full.end()
                if not _exists(*map(int, full.groups())):
                    yield self._wrong(case, place, full, "没有这一天")
            elif month and not _possible(int(month[1]), month[2]):
                yield self._wrong(case, place, month, "没有这个日期")
            elif short := _SHORT_YEAR.match(text, start):
                yield self.said(
                    case,
                    place,
                    short.span(),
                    f"“{short[0]}”：年份要写四位数。",
                    f"改成“20{short[0]}”。",
                    Level.EXPLAIN,
                )

    def _padded(self, case: Case, place: str, match: re.Match[str]) -> Finding:
        plain = f"{match[1]}年{int(match[2])}月{int(match[3])}日"
        return self.said(
            case,
            place,
            match.span(),
            f"“{match[0]}”：正文的月、日前面不写0。",
            f"改成“{plain}”。",
            Level.HINT,
        )

    def _wrong(self, case: Case, place: str, match: re.Match[str], what: str) -> Finding:
        return self.said(
            case,
            place,
            match.span(),
            f"日期“{match[0]}”写法不对，{what}，应写成“2025年1月1日”这样。",
            "对照原件改过来。",
        )


def _exists(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def _possible(month: int, day: str | None) -> bool:
    return 1 <= month <= 12 and (day is None or 1 <= int(day) <= 31)


_NO_UNIT = re.compile(
    r"\d[\d,.]*\s*余(?=[，。；、）\s]|$)"
    r"|(?:共|收到|公开|发布|办理|答复|制发|举办|召开|办结|结转)(?:了|计)?(?:(?:各类)?(?:政府|政务)?信息|申请|文件)?\d[\d,]*(?=[，。；]|$)"
)


class NoUnit(TextCheck):
    """数字后面要有单位。

    “260余”“共120，”后面缺了件、条、次，多半是删改时断了句。

    例：“公开各类信息260余”。
    """

    code = "Q-UNIT"
    level = Level.EXPLAIN
    basis = "GB/T 15835—2011；文字校对"

    def read(self, case: Case, place: str, text: str) -> Iterator[Verdict]:
        """Yield figures that end in nothing."""
        for match in _NO_UNIT.finditer(text):
            yield self.said(
                case,
                place,
                match.span(),
                f"“{match[0]}”后面没有单位。",
                "补上件、条、次等单位；句子断了的，补全。",
            )


_PUNCTUATION = (
    (re.compile(r"[,;:?!](?<=[\u4e00-\u9fff].)(?=[\u4e00-\u9fff“《])"), "中文里用全角标点"),
    (re.compile(r"[，、；：]{2,}|。{2,5}(?!。)|[，、；：]。|。[，、；]"), "标点重复了"),
    (re.compile(r"[函发号办字][\[【(（]\s*(?:19|20)\d\d\s*[\]】)）]\s*第?\d+号"), "文号用六角括号〔〕，不加“第”"),
    (re.compile(r"”、“"), "引号之间一般不加顿号"),
    (re.compile(r"[一二三四五六七八九十]是[、，,](?=[\u4e00-\u9fff])"), "“一是”后面不加标点"),
    (re.compile(r"(?:(?<=[。；：\n])|^)\d{1,2}、(?=[\u4e00-\u9fff])"), "阿拉伯数字的序号用“1.”，不用顿号"),
    (re.compile(r"[）)][.．](?<=[（(][一二三四五六七八九十\d][）)].)(?=[\u4e00-\u9fff])"), "带括号的序号后面不加点"),
    (re.compile(r"）、(?=[\u4e00-\u9fff])(?<=（[一二三四五六七八九十]）、)"), "（一）后面不加顿号"),
    (
        re.compile(r"[ \u3000](?:(?<=[\u4e00-\u9fff].)[ \u3000]*(?=\d)|(?<=\d.)[ \u3000]*(?=[件条次份项]))"),
        "数字和汉字之间不空格",
    ),
)  # fmt: skip


_PAIRS = (("《", "》"), ("“", "”"), ("（", "）"), ("〔", "〕"))


class Punctuation(TextCheck):
    """标点按公文的规矩写。

    中文里用全角标点；文号用六角括号〔〕；书名号、引号、括号成对；（一）后面不加顿号。

    例：“国办公开办函[2021]30号”；“（一）、主动公开”。
    """

    code = "Q-PUNCT"
    level = Level.HINT
    basis = "GB/T 15834—2011；GB/T 9704—2012"

    def read(self, case: Case, place: str, text: str) -> Iterator[Verdict]:
        """Yield each kind of slip once, at its first place."""
        for pattern, advice in _PUNCTUATION:
            found = list(pattern.finditer(text))
            if found:
                start, end = found[0].span()
                shown = text[max(0, start - 4) : end + 4].strip()
                times = f"，共{len(found)}处" if len(found) > 1 else ""
                yield self.said(
                    case,
                    place,
                    (start, end),
                    f"“{shown}”：{advice}{times}。",
                    "照公文的标点改过来。",
                )
        yield from self._unpaired(case, place, text)

    def _unpaired(self, case: Case, place: str, text: str) -> Iterator[Verdict]:
        for left, right in _PAIRS:
            there, back = text.count(left), text.count(right)
            if there != back:
                start = max(text.find(left), text.find(right))
                yield self.said(
                    case,
                    place,
                    (start, start + 1),
                    f"{where(place)}里“{left}”有{there}个，“{right}”有{back}个，没有配成对。",
                    "补上缺的一半，或者删去多的一半。",
                )


ALL: tuple[type[Check], ...] = (
    MalformedDates,
    NoUnit,
    Punctuation,
)
