"""Figures in running text: counts, amounts, percentages, rough numbers; and numerals that count nothing.

Everything here looks at one place of a text and only a little further: no pattern repeats inside a repetition.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from assistant.claims.model import Range
from assistant.numerals import Number, read_chinese, read_count

DIGITS = frozenset("0123456789")
CHINESE = frozenset("零〇一二两俩仨三四五六七八九十百千万亿廿卅壹贰叁肆伍陆柒捌玖拾佰仟几数")
LEADS = frozenset("约近逾超不至上将最大")
NUMERALS = DIGITS | CHINESE
STARTS = NUMERALS | LEADS

UNITS = (
    "个人 个百分点 百分点 人次 件次 条次 份次 场次 万元 亿元 块钱 元 块 件 条 份 宗 起 次 篇 期 个 项 例 场 处 册 部 "
    "回 趟 张 人 名 位 家 户 种 批 封 通 则 幅 台 栏 分 轮 板 块 倍 % 笔 笔次 卷 本 类 字 辆 组 支 所 间 座 "
    "公里 亩 平方米"
)
_LONGER_WORDS = {"个人": "大民口才", "部": "分门", "项": "目", "条": "例", "期": "限", "名": "义"}
"""Units with the characters that make another word of them: 公开8 部分公开2."""

_UNIT = "|".join(
    f"{unit}(?![{_LONGER_WORDS[unit]}])" if unit in _LONGER_WORDS else unit
    for unit in sorted(set(UNITS.split()), key=len, reverse=True)
)
_LEAD = (
    r"大约|大概|将近|接近|不超过|超过|不足|不到|不少于(?!\d+个?(?:工作日|日|天))|不[低多高大小]于|至少|最多"
    r"|约|近|逾|超|上(?=[百千万])"
)
_AFTER = r"左右|上下|以上|以下|以内|余(?!下)|多(?![个条件])"
_ARABIC = r"\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?"
_STEPS = r"\d{1,12}(?:\.\d{1,6})?[亿万千百]\d[\d亿万千百]{0,12}"
_NUMERALS = "零〇一二两俩仨三四五六七八九十百千万亿廿卅壹贰叁肆伍陆柒捌玖拾佰仟几数"

_FIGURE = re.compile(
    rf"(?P<lead>{_LEAD})?"
    rf"(?:(?P<percent>百分之)(?P<of>[{_NUMERALS}]{{1,8}}(?:点[{_NUMERALS}]{{1,4}})?|\d+(?:\.\d+)?)"
    rf"|(?:(?P<steps>{_STEPS})|(?P<arabic>{_ARABIC})|(?P<chinese>[{_NUMERALS}]{{1,16}}(?:点[{_NUMERALS}]{{1,6}})?))"
    rf"(?P<more>[余多来几](?!自))?(?P<step>[亿万千百](?!众|一))?(?P<more2>[余多](?!下|个渠))?"
    rf"(?:(?:-|—|–|~|～|至|到)(?P<to>{_ARABIC}))?"
    rf"(?P<unit>{_UNIT})?)"
    rf"(?P<after>{_AFTER})?"
)

_BOUND = re.compile(rf"不(?:超过|[少低多高大小]于)[\d{_NUMERALS}]")
"""Words that bound a number: what follows 不少于 is no exact count, though 不少 is a word."""

_YEAR = re.compile(r"(?P<year>(?:19|20)\d\d)年度?(?!\d{1,2}月)(?:份)?")
_CHINESE_YEAR = re.compile(r"[一二][〇零九][〇零一二三四五六七八九]{2}年度?")
_N = rf"(?:\d{{1,4}}|[{_NUMERALS}]{{1,4}})"
_NO_COUNT = re.compile(
    r"(?:19|20)\d\d[-./年](?:0?[1-9]|1[0-2])[-./月](?:\d{1,2}[日号]?)?"
    r"|\d{1,2}(?:[-—~至到]\d{1,2})?月(?:\d{1,2}[日号]|[上中下]旬|份|底|初|末)?"
    r"|[一二三四五六七八九十]{1,2}月(?:[上中下]旬|份|底|初|末|[一二三四五六七八九十]{1,3}[日号])?"
    r"|[〔\[【(（](?:19|20)\d\d[〕\]】)）](?:第?\d{1,5}号)?"
    r"|第?\d{1,6}号(?:令|文件|文|公告|通知|函)?"
    rf"|第[（(]?{_N}[）)]?(?:条|款|项|章|节|部分|次|届|期|批|个|名|位|季度|季|轮|版|张|页|类|一|方|平台|时间)?"
    rf"(?:第?[（(]?{_N}[）)]?[款项])?(?:第?[（(]{_N}[）)]项?)?"
    rf"|[（(]{_N}[）)]"
    rf"|(?:近|约|不足|不少于|不多于|至少|不超过|超过)?{_N}(?:个|余|多|来)?(?:工作日|自然日|小时|分钟|秒|周年|星期|月|季度|刻钟)(?:内|以内|以上)?"
    rf"|{_N}(?:日|天)(?!常)(?:内|以内|以上)?|{_N}(?:余|多)?年(?:来|内|以上|期|间|里)?"
    r"|\d{3,4}[-—–]\d{7,8}(?:[-转]\d{1,5})?|\d{15,18}[Xx]?|1\d{10}(?!\d)"
    r"|\d{1,4}(?:楼|层|室|栋|单元|幢|弄)"
    r"|\d+[×xX*]\d+|\d+\+[A-Za-z]|\d{1,2}[·•]\d{1,2}|\d+/\d+|\d{5}(?=热线|平台|民声|便民|市民)"
    r"|\d{7,}(?![\d,.]|元|万|件|条|次|人|篇|份|项|个|%)"
    r"|[一二三四五六七八九十]是(?!否)|[一二三]方面"
)
_LETTERS = re.compile(r"[A-Za-z][A-Za-z0-9._@/:?=&%+-]*")
_LIST_NUMBER = re.compile(r"\d{1,2}[.．、](?!\d)|[一二三四五六七八九十]{1,2}、")

_TIMES = {"回": "次", "趟": "次"}
_PAIRS = ("俩", "仨")
"""Numerals that hold their unit: 收了俩."""

_WHOSE = frozenset("咱我你他她们哥姐")
"""Before 俩 they speak of two persons."""

_TENTHS = re.compile(rf"(?P<of>[一二两三四五六七八九1-9])成(?![立为功果员本])(?P<after>{_AFTER})?")

_MORE = ("余", "多", "来", "几")
_WORTH = {"亿": 10**8, "万": 10**4, "千": 10**3, "百": 10**2, "": 1}
_TWO_DIGITS = re.compile(r"[一二两三四五六七八九]{2}")


@dataclass(frozen=True)
class Figure:
    """A number as it stands in the text."""

    value: Number | Range | None
    """Nothing when the words cannot be read as a number."""

    unit: str
    end: int
    ten_thousands: bool = False
    """Whether it ends in 万 or 亿 and no unit follows: with money, 3.5万 is 35000元."""

    chinese: bool = False


def no_count_at(text: str, start: int) -> int:
    """Return where a date, document number, article, duration, address or phone number ends that starts here, or 0."""
    found = _NO_COUNT.match(text, start)
    return found.end() if found else 0


def letters_at(text: str, start: int) -> int:
    """Return where a run of letters, an address of the web or a code ends that starts here, or 0."""
    found = _LETTERS.match(text, start)
    return found.end() if found else 0


def list_number_at(text: str, start: int) -> int:
    """Return where the number of a list item ends that starts here, or 0."""
    found = _LIST_NUMBER.match(text, start)
    return found.end() if found else 0


def is_bound(text: str, start: int) -> bool:
    """Say whether a bound stands here: 不少于6次, 不超过3件."""
    return _BOUND.match(text, start) is not None


def year_at(text: str, start: int) -> tuple[int, int] | None:
    """Return the year that stands here and where it ends, or nothing."""
    found = _YEAR.match(text, start)
    if found:
        return int(found["year"]), found.end()
    found = _CHINESE_YEAR.match(text, start)
    if found is None:
        return None
    digits = "".join(str("〇一二三四五六七八九".find(c.replace("零", "〇"))) for c in found[0][:4])
    return int(digits), found.end()


def figure_at(text: str, start: int) -> Figure | None:
    """Return the figure that starts here, or nothing. A Chinese numeral counts only with a unit."""
    tenths = _TENTHS.match(text, start)
    if tenths:
        of = tenths["of"]
        share = int(of) if of in DIGITS else _chinese(of)
        hedges = (tenths["after"],) if tenths["after"] else ()
        return Figure(_rough((share or 0) * 10, 10, hedges), "%", tenths.end(), chinese=True)
    found = _FIGURE.match(text, start)
    if found is None:
        return None
    if found["percent"]:
        of = found["of"]
        share = _arabic(of) if of[0] in DIGITS else _chinese(of)
        return Figure(share, "%", found.end(), chinese=True)
    unit = _TIMES.get(found["unit"] or "", found["unit"] or "")
    step = found["step"] or ""
    if found["chinese"]:
        return _chinese_figure(found, unit, step)
    base = _steps(found["steps"]) if found["steps"] else _arabic(found["arabic"])
    open_end = step in ("万", "亿") or (found["steps"] or "")[-1:] in ("万", "亿")
    if base is not None and step:
        base = _plain(Decimal(base) * _WORTH[step])
    if open_end and unit == "元" and base is not None and step:
        base, unit = _plain(Decimal(base) / _WORTH[step]), f"{step}元"
        open_end = False
    if unit == "亿元" and base is not None:
        base, unit = _plain(Decimal(base) * 10**4), "万元"
    written = found["steps"] or found["arabic"]
    value: Number | Range | None
    if found["to"]:
        value = _between(base, _arabic(found["to"]))
    else:
        place = _place(written) * (_WORTH[step] if unit not in ("万元", "亿元") else 1)
        value = _rough(base, place, _hedges(found))
    return Figure(value, unit, found.end(), ten_thousands=open_end and not unit)


def _hedges(found: re.Match[str]) -> tuple[str, ...]:
    return tuple(found[name] for name in ("lead", "more", "more2", "after") if found[name])


def _chinese_figure(found: re.Match[str], unit: str, step: str) -> Figure | None:
    written = found["chinese"]
    hedges = _hedges(found)
    if (
        written in _PAIRS
        and not unit
        and found.string[found.start() - 1 : found.start()] not in _WHOSE
    ):
        unit = "个"
    if written[-1:] == "数" or (written in ("百", "千", "万", "亿") and not found["lead"]):
        return None
    if (
        not unit
        and not hedges
        and not (len(written) > 1 or written in "零〇一二两三四五六七八九十")
    ):
        return None
    if "几" in written or "数" in written:
        return Figure(_some(written), unit, found.end(), chinese=True)
    if _TWO_DIGITS.fullmatch(written[-2:]) and len(written) <= 3:
        return Figure(_neighbours(written), unit, found.end(), chinese=True)
    base = _chinese(written)
    if base is not None and step:
        base = _plain(Decimal(base) * _WORTH[step])
    place = _place(str(base)) if base is not None else 1
    return Figure(_rough(base, place, hedges), unit, found.end(), chinese=True)


def _arabic(written: str) -> Number:
    plain = written.replace(",", "")
    return Decimal(plain) if "." in plain else int(plain)


def _steps(written: str) -> Number | None:
    value = read_count(written)
    return value if isinstance(value, int) else None


def _chinese(written: str) -> Number | None:
    whole, _, fraction = written.partition("点")
    value = read_chinese(f"一{whole}" if whole in ("百", "千", "万") else whole)
    if not isinstance(value, int):
        return None
    if not fraction:
        return value
    digits = "".join(
        str("零一二三四五六七八九".find(char.replace("〇", "零"))) for char in fraction
    )
    return Decimal(f"{value}.{digits}") if digits.isdigit() else None


def _neighbours(written: str) -> Range | None:
    """Read 两三 and 十二三: two digits side by side are the ends of a guess."""
    low, high = (_chinese(written[:-2] + char) for char in written[-2:])
    return Range(low, high) if low is not None and high is not None and low < high else None


def _some(written: str) -> Range | None:
    """Read 几件, 十几件, 几十件, 数百件."""
    if written[0] in "几数":
        worth = _chinese("一" + written[1:]) if len(written) > 1 else 1
        return Range(2 * worth, 9 * worth) if isinstance(worth, int) else None
    base = _chinese(written[:-1]) if written.endswith("几") else None
    return Range(base + 1, base + 9) if isinstance(base, int) else None


def _place(written: str) -> int:
    """Return what the last digit that is not zero is worth: 1000 in 2000, 10 in 260."""
    digits = written.replace(",", "").partition(".")[0]
    return int(10 ** (len(digits) - len(digits.rstrip("0")))) if digits.rstrip("0") else 1


def _between(low: Number | None, high: Number) -> Range | None:
    return Range(low, high) if low is not None and low <= high else None


def _rough(base: Number | None, place: int, hedges: tuple[str, ...]) -> Number | Range | None:
    if base is None or not hedges:
        return base
    if any(
        hedge in ("超过", "逾", "超", "至少", "不少于", "不低于", "不小于", "以上", "上")
        for hedge in hedges
    ):
        return Range(base, None)
    if any(
        hedge in ("不足", "不到", "最多", "不多于", "不超过", "不高于", "不大于", "以下", "以内")
        for hedge in hedges
    ):
        return Range(0, base)
    if any(hedge in _MORE for hedge in hedges):
        return Range(base, base + max(place - 1, 0))
    if any(hedge in ("近", "将近", "接近") for hedge in hedges):
        return Range(max(base - max(place // 2, 1), 0), base)
    return Range(max(base - place, 0), base + place)


def _plain(value: Decimal) -> Number:
    return int(value) if value == int(value) else value.normalize()
