"""Rules about what must never be published: personal data, state secrets."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from assistant.checks.base import Check, TextCheck, Verdict
from assistant.checks.case import Case
from assistant.finding import Finding, Level

_GAP = "[ \u3000-]?"
"""Numbers are often written in groups."""

_LONG = re.compile(r"\d[\d \u3000-]{9}")
"""What any of these numbers begins with."""

_ID_NUMBER = re.compile(
    rf"(?<![\dA-Za-z])\d{{6}}{_GAP}(\d{{4}}){_GAP}(\d{{2}})(\d{{2}}){_GAP}\d{{3}}[\dXx](?![\dA-Za-z])"
)
_MOBILE = re.compile(rf"(?<![\d-])1[3-9]\d{_GAP}\d{{4}}{_GAP}\d{{4}}(?!\d)")
_CARD = re.compile(
    rf"(?<![\dA-Za-z.-])[1-9]\d{{3}}(?:{_GAP}\d{{4}}){{2}}{_GAP}\d{{3,4}}(?:{_GAP}\d{{1,3}})?(?!\d)"
)
_HOME = re.compile(
    r"(?:家住|住址|家庭住址|身份证号码?|出生日期|病历号|银行账号|开户行)\s*[:：为是]?\s*[\u4e00-\u9fff\d]{2,}"
    r"|(?<!居)住(?:在|于)?[\u4e00-\u9fff]{2,20}?(?:村|社区|小区|花园|路|街|巷)[\u4e00-\u9fff\d]{0,8}?\d+(?:组|号|室|栋|幢|单元)"
)
_NAME = re.compile(
    r"(?:申请人|信访人|投诉人|举报人|当事人|上访人)"
    r"[王李张刘陈杨赵黄周吴徐孙胡朱林郭马罗梁宋郑谢韩唐冯董萧曹袁邓傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田姜范姚谭廖邹熊陆郝孔崔康毛邱秦顾侯邵孟]"
    r"(?!某|姓)[\u4e00-\u9fff]{1,2}(?=向|提出|因|要求|申请|诉|、|，|（)"
)
_SHORTEST_CARD = 16
_CONTACT = re.compile(r"联系|电话|监督|热线|咨询")
_MARKED = re.compile(
    r"(?:绝密|机密|秘密)\s*[★☆]|[【（(](?:绝密|机密|秘密)[】）)]|密级\s*[:：]|内部资料|内部文件|不得外传|注意保存|内部使用"
)


class PersonalData(TextCheck):
    """公开的文字里不能有个人信息。

    身份证号、手机号、银行卡号、住址、申请人的姓名都不能公开。联系方式只留办公电话。

    怎么改：删去；联系电话换成办公室的固定电话。

    例：前言里留了经办人的手机号。
    """

    code = "Q-PII"
    level = Level.BLOCKS
    basis = "条例第十五条；个人信息保护法"

    def read(self, case: Case, place: str, text: str) -> Iterator[Verdict]:
        """Yield what looks like personal data."""
        taken: list[tuple[int, int]] = []
        for what, match in _numbers(text):
            if not any(start < match.end() and match.start() < end for start, end in taken):
                taken.append(match.span())
                yield self._found(case, place, what, match, text)
        for what, pattern in (("个人信息", _HOME), ("当事人的姓名", _NAME)):
            for match in pattern.finditer(text):
                yield self._found(case, place, what, match, text)

    def _found(self, case: Case, place: str, what: str, match: re.Match[str], text: str) -> Finding:
        in_contact = what == "手机号码" and _CONTACT.search(
            text[max(0, match.start() - 12) : match.start()]
        )
        return self.said(
            case,
            place,
            match.span(),
            f"疑似{what}“{_masked(match[0])}”，公开前必须删除。联系方式只留办公电话。",
            "换成办公室的固定电话。" if in_contact else "删去；要举例的，隐去能认出人的内容。",
            Level.EXPLAIN if in_contact else None,
        )


def _numbers(text: str) -> Iterator[tuple[str, re.Match[str]]]:
    if not _LONG.search(text):
        return
    for match in _ID_NUMBER.finditer(text):
        if _is_birthday(*map(int, match.groups())):
            yield "身份证号", match
    for match in _MOBILE.finditer(text):
        yield "手机号码", match
    for match in _CARD.finditer(text):
        digits = "".join(filter(str.isdigit, match[0]))
        if len(digits) >= _SHORTEST_CARD and _luhn(digits):
            yield "银行卡号", match


def _is_birthday(year: int, month: int, day: int) -> bool:
    try:
        return 1900 <= date(year, month, day).year <= 2100
    except ValueError:
        return False


def _luhn(digits: str) -> bool:
    """Whether the last digit is the check digit that cards carry."""
    total = 0
    for place, char in enumerate(reversed(digits)):
        value = int(char) * (2 if place % 2 else 1)
        total += value - 9 if value > 9 else value
    return total % 10 == 0


def _masked(words: str) -> str:
    """Return the words as a finding may repeat them: it is stored and printed, too."""
    if not any(char.isdigit() for char in words):
        return words
    return f"{words[:3]}…{words[-2:]}" if len(words) > 6 else words


class Secret(TextCheck):
    """公开的文字里不能有密级标志和内部字样。

    出现密级、“内部资料”，说明稿子可能引用了不能公开的文件。

    怎么办：先做保密审查，能公开的再写，密级字样删去。

    例：“机密★1年”；“内部资料，注意保存”。
    """

    code = "Q-SECRET"
    level = Level.BLOCKS
    basis = "条例第十四条、第十七条"

    def read(self, case: Case, place: str, text: str) -> Iterator[Verdict]:
        """Yield marks of secrecy."""
        for match in _MARKED.finditer(text):
            yield self.said(
                case,
                place,
                match.span(),
                f"出现密级或内部字样“{match[0]}”，请先做保密审查。",
                "审查后能公开的，删去这些字样；不能公开的，整段删去。",
            )


ALL: tuple[type[Check], ...] = (PersonalData, Secret)
