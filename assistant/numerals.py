"""Numbers, amounts, changes, years and dates as clerks type them; and back.

Every reader returns the value or a `Refusal` whose sentence says what was typed and what is expected. Nothing is
guessed: `无`, `/` and `—` are not silently 0, `一百五` is not 150, `10余件` is not 10, `12.5` is not 12.

Chinese numerals are read and written here, in about a hundred lines, rather than by a library: the one that is
kept up, cn2an, reads `一百五`, knows neither 廿 nor `3万5千`, asks for a second package, and puts its examples and
pictures into everybody's `site-packages`. A form wants to know why a number was refused, and a parser of our own
can say so.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

Number = int | Decimal

LARGEST_COUNT: Final = 10**9
"""Above this a count is refused; no province publishes a thousand million pages."""

FIRST_YEAR: Final = 2008
"""The regulations on disclosure came into force on 2008-05-01; earlier years have no such report."""

_CENTURY_END = 2100
_LARGEST_AMOUNT: Final[Mapping[str, Decimal]] = {"元": Decimal(10) ** 13, "万元": Decimal(10) ** 9}
_PLACES: Final[Mapping[str, int]] = {"元": 2, "万元": 6}


@dataclass(frozen=True)
class Refusal:
    """Why something typed is not taken, in one sentence: what was typed and what is expected."""

    sentence: str


# What was typed -----------------------------------------------------------------------------------------------

_HALF_WIDTH = {
    **{code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)},
    **str.maketrans(dict.fromkeys("\u3000\xa0\u2002\u2003\u2009\u202f\t\n\r", " ")),
    **str.maketrans(dict.fromkeys("\u200b\u200e\u200f\u2060\ufeff", "")),
    **str.maketrans({"−": "-", "﹣": "-", "–": "-", "‐": "-", "‑": "-", "—": "-", "─": "-"}),
    **str.maketrans({"○": "〇", "◯": "〇", "﹢": "+", "￥": "¥"}),
}
_QUOTE_LIMIT = 20


def words(listed: str) -> frozenset[str]:
    """Return a list of words written in one string, for looking up."""
    return frozenset(listed.split())


_NOTHING = words(
    "无 没 没有 空 暂无 未有 / // \\ - -- --- × x 没收到 未收到 没有收到 未发生 没发生 不涉及 无此项 无此情况 "
    "n/a na none null nil"
)
_PENDING_WORDS = words("不知道 不清楚 不详 待定 待查 待核实 未统计 没统计 ? ??")
_APPROXIMATE = re.compile(
    r"^(?:约|大约|大概|近|将近|接近|超过|超|不到|不足|至少|最多|上)(?=[\d一二两三四五六七八九十百千万几])"
    r"|[余多几]|[十百千万]来|数[十百千万]"
    r"|[一二两三四五六七八九]{2}[十百千万]|十[一二三四五六七八九]{2}|若干|左右|上下|以上|以下|以内"
)
_UNITS = "|".join(
    sorted(
        words(
            "人次 份次 件次 条次 件 条 个 项 份 次 篇 人 名 起 宗 例 期 处 场 册 张 页 部 家 户 本 种 类 则 批 "
            "封 通 位 只 字 科 股 台 间 所 座"
        ),
        key=len,
        reverse=True,
    )
)
_COUNT_DRESS = re.compile(
    rf"^(?:共计|合计|总计|总共|一共|共有|计|共|收到|受理|有)?(?P<figure>.*?)(?:{_UNITS})?(?:整)?$"
)


def half_width(typed: str) -> str:
    """Return the words with digits, signs and spaces as a keyboard without an input method gives them.

    Nothing beyond that: a general normalisation would turn `10²` into 102 and `①` into 1.
    """
    return re.sub(r" +", " ", typed.translate(_HALF_WIDTH)).strip().rstrip(" 。.;,!")


def quoted(typed: str) -> str:
    """Return what was typed as it is quoted in a sentence: on one line, shortened, in quotation marks."""
    flat = re.sub(r"\s+", " ", typed).strip()
    shown = "".join(char if char.isprintable() else "□" for char in flat[:_QUOTE_LIMIT])
    return f"“{shown}”" if len(flat) <= _QUOTE_LIMIT else f"“{shown}……”（共{len(flat)}个字）"


# Counts -------------------------------------------------------------------------------------------------------


def read_count(typed: str) -> int | Refusal:
    """Read a count from 0 on: `12`, `１２`, `1,005`, `十二件`, `3万`, `廿`."""
    text = half_width(typed)
    refused = _not_a_number(typed, text, "请填整数，没有请填0")
    if refused is not None:
        return refused
    found = _COUNT_DRESS.match(text)
    value = _figure(found["figure"] if found else text)
    match value:
        case Refusal(reason):
            return Refusal(f"{reason}请填一个整数，如12；没有请填0。刚才填的是{quoted(typed)}。")
        case _ if value < 0:
            return Refusal(f"件数不能是负数，请填0或正整数。刚才填的是{quoted(typed)}。")
        case _ if value != int(value):
            return Refusal(f"件数不能带小数，请填整数。刚才填的是{quoted(typed)}。")
        case _ if value > LARGEST_COUNT:
            return Refusal(f"{quoted(typed)}太大了，请核对后再填；最多填{LARGEST_COUNT}。")
        case _:
            return int(value)


def _not_a_number(typed: str, text: str, wanted: str) -> Refusal | None:
    """Refuse what says that there is nothing, that it is not known, or roughly how much."""
    bare = text.lower().replace(" ", "")
    if not bare:
        return Refusal(
            f"还没有填。{wanted}；还没拿到数就写“待补”。"
            if not typed.strip()
            else f"{quoted(typed)}不是数。{wanted}。"
        )
    if bare in _NOTHING:
        return Refusal(f"{quoted(typed)}要写成数：确实没有请填0，还没拿到数就写“待补”。")
    if bare in _PENDING_WORDS:
        return Refusal(f"{quoted(typed)}不是数。还没拿到数就写“待补”，确实没有请填0。")
    if len(bare) > 60:
        return Refusal(f"这里只填一个数，填进来的太长：{quoted(typed)}。{wanted}。")
    if _APPROXIMATE.search(bare):
        return Refusal(f"{quoted(typed)}是约数，报告要填准数。{wanted}；还没拿到准数就写“待补”。")
    return None


def _figure(text: str) -> Number | Refusal:
    """Return the number that the text is, in digits or in Chinese; the refusal only gives the reason."""
    text = text.strip()
    sign = -1 if re.match(r"-|负", text) else 1
    text = re.sub(r"^(?:[-+]|负|正)\s*", "", text)
    for reader in (_digits, _mixed, _chinese_figure):
        value = reader(text)
        if isinstance(value, Refusal):
            return value
        if value is not None:
            return sign * value
    return Refusal(_why_not(text))


_PLAIN = re.compile(r"\d+(?:\.\d+)?", re.ASCII)
_GROUPED = re.compile(r"\d{1,3}(?:([, ])\d{3})(?:\1\d{3})*(?:\.\d+)?", re.ASCII)


def _digits(text: str) -> Number | Refusal | None:
    if _GROUPED.fullmatch(text):
        text = re.sub(r"[, ]", "", text)
    elif re.fullmatch(r"[\d., ]+", text, re.ASCII) and not _PLAIN.fullmatch(text):
        return Refusal("逗号、空格或小数点的位置不对，看不出是几。")
    if not _PLAIN.fullmatch(text):
        return None
    return Decimal(text) if "." in text else int(text)


_MIXED = re.compile(
    r"(?:(?P<亿>[\d.,]+)\s*亿)?(?:(?P<万>[\d.,]+)\s*万)?(?:(?P<千>[\d.,]+)\s*千)?"
    r"(?:(?P<百>[\d.,]+)\s*百)?(?P<个>[\d.,]+)?",
    re.ASCII,
)
_WORTH = {"亿": 10**8, "万": 10**4, "千": 10**3, "百": 10**2, "个": 1}


def _mixed(text: str) -> Number | Refusal | None:
    """Read digits with Chinese steps: `3万`, `3.5万`, `1亿2000万`, `3万5千`."""
    found = _MIXED.fullmatch(text)
    steps = {step: part for step, part in found.groupdict().items() if part} if found else {}
    if not steps or steps.keys() == {"个"}:
        return None
    if _two_readings(steps):
        return Refusal("看不出是几，请全部用阿拉伯数字写。")
    total = Decimal(0)
    above = Decimal("Infinity")
    for step, part in steps.items():
        value = _digits(part)
        if value is None or isinstance(value, Refusal):
            return Refusal("看不出是几。")
        worth = Decimal(value) * _WORTH[step]
        if worth >= above:
            return Refusal("看不出是几，请全部用阿拉伯数字写。")
        total, above = total + worth, Decimal(_WORTH[step])
    return int(total) if total == int(total) else total


def _two_readings(steps: Mapping[str, str]) -> bool:
    """Say whether people read the steps in two ways: `3万5` and `1亿5千` leave out what they mean."""
    if len(steps) == 1:
        return False
    *_, before, last = steps
    short = {"万": 3, "千": 2, "百": 2}.get(before, 9)
    return (
        any("." in part for part in steps.values())
        or ("亿" in steps and "万" not in steps)
        or (last == "个" and len(steps[last]) < short)
    )


def _why_not(text: str) -> str:
    if re.search(r"\d[oOlI]|[oOlI]\d", text):
        return "里面有字母：0和字母O、1和字母l容易混。"
    if re.search(r"[A-Za-z]", text):
        return "里面有字母。"
    if len(re.findall(r"\d+", text)) > 1:
        return "这里只填一个数。"
    return "看不出是几。"


# Chinese numerals ---------------------------------------------------------------------------------------------

_DIGIT: Final[Mapping[str, int]] = {
    **{char: value for value, char in enumerate("零一二三四五六七八九")},
    **{char: value for value, char in enumerate("〇壹贰叁肆伍陆柒捌玖")},
    **dict.fromkeys("两俩貳", 2),
    **dict.fromkeys("仨參", 3),
    **dict.fromkeys("陸", 6),
}
_STEP = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_BIG = {"万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8}
_TENS = {"廿": "二十", "卅": "三十", "卌": "四十"}
_ALPHABET = "".join((*_DIGIT, *_STEP, *_BIG, *_TENS))
_CHINESE = re.compile(
    rf"(?P<whole>[{_ALPHABET}]+)(?:点(?P<fraction>[零〇一二三四五六七八九]+)(?P<big>[万亿])?)?"
)


def _chinese_figure(text: str) -> Number | Refusal | None:
    found = _CHINESE.fullmatch(text.replace(" ", ""))
    if found is None:
        return None
    value, fraction = read_chinese(found["whole"]), found["fraction"]
    if isinstance(value, Refusal) or not fraction:
        return value
    if any(char in _BIG for char in found["whole"]):
        return Refusal("看不出是几。")
    places = "".join(str(_DIGIT[char]) for char in fraction)
    return Decimal(f"{value}.{places}") * _BIG.get(found["big"] or "", 1)


def read_chinese(text: str) -> int | Refusal:
    """Read a whole Chinese numeral: `一百零五`, `两万`, `廿三`, `二〇二五`; the refusal only gives the reason."""
    for short, long in _TENS.items():
        text = text.replace(short, long)
    if all(char in _DIGIT for char in text):
        return _spelled(text)
    total, skipped = 0, False
    for signs, worth in (("亿億", 10**8), ("万萬", 10**4), ("", 1)):
        above, there, text = _cut(text, signs)
        if not there:
            # 一亿五千 is 100,005,000 to the letter and 150,000,000 in speech.
            skipped = skipped or (worth == 10**4 and total > 0)
            continue
        section = _section(above, below_another=total > 0, skipped=skipped)
        if isinstance(section, Refusal):
            return section
        if worth > 1 and section == 0:
            return Refusal("看不出是几。")
        total += section * worth
    return total


def _cut(text: str, chars: str) -> tuple[str, bool, str]:
    """Return what stands before one of `chars`, whether it is there, and what follows."""
    if not chars:
        return text, bool(text), ""
    for position, char in enumerate(text):
        if char in chars:
            return text[:position], True, text[position + 1 :]
    return "", False, text


def _spelled(text: str) -> int | Refusal:
    """Read digits written one by one: `二〇二五`."""
    if len(text) > 1 and not ("〇" in text or "零" in text or len(text) >= 4):
        return Refusal(f"“{text}”可能是约数，也可能少了“十”“百”。")
    return int("".join(str(_DIGIT[char]) for char in text))


def _section(text: str, *, below_another: bool, skipped: bool) -> int | Refusal:
    """Read up to four places: `三千零二十`; `skipped` when a whole section above was left out."""
    if skipped and text[0] not in "零〇":
        return Refusal(f"“…{text[-2:]}”可能有两种读法。")
    total, digit, above, zero = 0, 0, 10**4, False
    for char in text:
        if char in _DIGIT:
            if digit or (zero and not _DIGIT[char]):
                return Refusal("看不出是几。")
            zero, digit = zero or not _DIGIT[char], _DIGIT[char]
        else:
            step = _STEP.get(char, 10**4)
            out_of_place = zero and total > 0 and step * 10 == above
            if step >= above or out_of_place or (not digit and (step != 10 or zero)):
                return Refusal("看不出是几。")
            total, digit, above, zero = total + (digit or 1) * step, 0, step, False
    if not digit:
        return Refusal("看不出是几。") if zero else total
    gap = above > 10 if total else below_another
    if gap and not zero:
        return Refusal(f"“…{text[-2:]}”可能有两种读法。")
    if zero and total and not gap:
        return Refusal("看不出是几。")
    return total + digit


def write_chinese(value: int) -> str:
    """Write a whole number in Chinese: 105 is 一百零五, 12 is 十二, 20000 is 二万."""
    if value < 0:
        return f"负{write_chinese(-value)}"
    words, rest = "", value
    for worth, name in ((10**8, "亿"), (10**4, "万"), (1, "")):
        section, rest = divmod(rest, worth)
        if section == 0:
            continue
        gap = "零" if words and section < 1000 else ""
        inner = write_chinese(section) if section >= 10**4 else _write_section(section)
        words += f"{gap}{inner}{name}"
    if words.startswith("一十"):
        words = words[1:]
    return words or "零"


def _write_section(value: int) -> str:
    words, gap = "", False
    for step, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = value // step % 10
        if digit:
            words += ("零" if gap else "") + "零一二三四五六七八九"[digit] + name
            gap = False
        else:
            gap = bool(words)
    return words


# Amounts ------------------------------------------------------------------------------------------------------

_AMOUNT_DRESS = re.compile(
    r"^(?:人民币|共计|合计|总计|共|计)?\s*¥?\s*(?P<figure>.*?)\s*(?P<unit>亿元|万元|元|块钱|块|亿|万)?(?:整|正)?$"
)
_IN_YUAN = {"亿元": 10**8, "亿": 10**8, "万元": 10**4, "万": 10**4, "元": 1, "块": 1, "块钱": 1}


def read_amount(typed: str, unit: str) -> Decimal | Refusal:
    """Read an amount into `unit` (万元 or 元): a bare number is in that unit, `251000元` is converted.

    万元 may have six places, 元 two; what would be lost beyond that is refused. `converted` says what was done.
    """
    text = half_width(typed)
    wanted = f"请填以{unit}为单位的数，没有请填0"
    refused = _not_a_number(typed, text, wanted)
    if refused is not None:
        return refused
    if re.search(r"[角分]", text):
        return Refusal(f"角、分请写成小数，如12.5元。{wanted}。刚才填的是{quoted(typed)}。")
    figure, written = _split_amount(text)
    value = _figure(figure)
    if isinstance(value, Refusal):
        return Refusal(f"{value.sentence}{wanted}。刚才填的是{quoted(typed)}。")
    amount = Decimal(value) * _IN_YUAN.get(written or unit, 1) / _IN_YUAN[unit]
    if amount < 0:
        return Refusal(f"金额不能是负数。{wanted}。刚才填的是{quoted(typed)}。")
    if amount > _LARGEST_AMOUNT[unit]:
        return Refusal(f"{quoted(typed)}太大了，请核对单位。这里的单位是{unit}。")
    if amount != round(amount, _PLACES[unit]):
        return Refusal(f"小数太多，{unit}最多写{_PLACES[unit]}位小数。刚才填的是{quoted(typed)}。")
    return Decimal(write_number(amount))


def _split_amount(text: str) -> tuple[str, str | None]:
    """Return figure and unit; the 万 of `3万5千元` belongs to the figure."""
    found = _AMOUNT_DRESS.match(text)
    if found is None:
        return text, None
    figure, unit = found["figure"], found["unit"]
    if unit and any(char in figure for char in "亿万"):
        return figure + unit.rstrip("元块钱"), "元"
    return figure, unit


def converted(typed: str, unit: str) -> str:
    """Say what an amount was understood as when that is not plain to see; nothing when it is.

    `251000元` in 万元 gives “251000元，合25.1万元”, a bare `251000` in 万元 “251000万元，合25.1亿元”. A bare amount is
    only repeated in 亿元 where a slip of the unit is likely: from 10000万元 or 100000000元 on.
    """
    amount = read_amount(typed, unit)
    if isinstance(amount, Refusal):
        return ""
    _, written = _split_amount(half_width(typed))
    if written and written.rstrip("元") != unit.rstrip("元"):
        return f"{half_width(typed)}，合{write_amount(amount, unit)}"
    hundred_million = Decimal(10**8 // _IN_YUAN[unit])
    if amount >= hundred_million:
        return f"{write_amount(amount, unit)}，合{write_amount(amount / hundred_million, '亿元')}"
    return ""


# Changes ------------------------------------------------------------------------------------------------------

_UNCHANGED = words(
    "无变化 没有变化 没变化 持平 不变 无增减 没有增减 未增减 不增不减 与上年持平 同上年"
)
_CHANGE = re.compile(r"^(?P<sign>增加了?|增|新增|上升|减少了?|减|下降|\+|-|↑|↓)\s*(?P<figure>.*)$")
_FALLS = ("减", "下降", "-", "↓")


def read_change(typed: str) -> int | Refusal:
    """Read the change against last year, signed: `增3`, `减2`, `+3`, `-2`, `0`, `无变化`."""
    text = half_width(typed)
    wanted = "请写“增3”“减2”，没有变化请填0"
    if text.replace(" ", "") in _UNCHANGED:
        return 0
    if re.fullmatch(r"-\s*\d.*|\+\s*\d.*", text) is None:
        refused = _not_a_number(typed, text, wanted)
        if refused is not None:
            return refused
    found = _CHANGE.match(text)
    value = read_count(found["figure"]) if found else read_count(text)
    match value:
        case Refusal():
            return Refusal(f"看不出增减了几个。{wanted}。刚才填的是{quoted(typed)}。")
        case 0:
            return 0
        case _ if found is None:
            return Refusal(f"看不出{quoted(typed)}是增还是减。{wanted}。")
        case _:
            return -value if found["sign"].startswith(_FALLS) else value


# Years and dates ----------------------------------------------------------------------------------------------

_YEAR = re.compile(r"^(?:公元)?(?P<figure>[\d一二三四五六七八九〇零]+)\s*年?(?:度|份)?$")


def read_year(typed: str) -> int | Refusal:
    """Read the year of a report, in four places: `2025`, `2025年度`, `二〇二五年`."""
    text = half_width(typed).replace(" ", "")
    wanted = "请写四位数的年份，如2025"
    if not text:
        return Refusal(f"还没有填年份。{wanted}。")
    found = _YEAR.match(text)
    figure = found["figure"] if found else ""
    year = "".join(str(_DIGIT.get(char, char)) for char in figure)
    if len(year) == 2:
        return Refusal(
            f"年份不能只写两位，正式文稿里一律写四位。{wanted}。刚才填的是{quoted(typed)}。"
        )
    if len(year) != 4:
        return Refusal(f"看不出是哪一年。{wanted}。刚才填的是{quoted(typed)}。")
    if not FIRST_YEAR <= int(year) < _CENTURY_END:
        why = "《条例》从2008年起施行" if int(year) < FIRST_YEAR else "请核对"
        return Refusal(f"{year}年没有这种报告，{why}。{wanted}。")
    return int(year)


_DATE = re.compile(
    r"(?P<year>[\d一二三四五六七八九〇零]{4})(?:年|[-/.])(?P<month>[\d一二三四五六七八九十〇零]{1,3})(?:月|[-/.])"
    r"(?P<day>[\d一二三四五六七八九十廿卅〇零]{1,3})[日号]?|(?P<run>\d{8})"
)
_NO_YEAR = re.compile(
    r"[\d一二三四五六七八九十]{1,3}(?:月|[-/.])[\d一二三四五六七八九十廿卅]{1,3}[日号]?"
)


def read_date(typed: str) -> date | Refusal:
    """Read a full date: `2026年1月20日`, `2026-1-20`, `20260120`, `二〇二六年一月二十日`."""
    text = half_width(typed).replace(" ", "")
    wanted = "请写完整的日期，如2026年1月20日"
    if not text:
        return Refusal(f"还没有填日期。{wanted}。")
    year, month, day = _parts_of_date(text)
    if not (year and month and day):
        missing = "少了年份，" if _NO_YEAR.fullmatch(text) else "看不出是哪一天，"
        return Refusal(f"{missing}{wanted}。刚才填的是{quoted(typed)}。")
    if not FIRST_YEAR <= year < _CENTURY_END:
        return Refusal(f"{year}年不对，请核对年份。{wanted}。")
    try:
        return date(year, month, day)
    except ValueError:
        return Refusal(f"没有{year}年{month}月{day}日这一天。{wanted}。")


def _parts_of_date(text: str) -> tuple[int, int, int]:
    """Return year, month and day; 0 for what cannot be read."""
    found = _DATE.fullmatch(text)
    if found is None:
        return 0, 0, 0
    run = found["run"] or ""
    parts = (run[:4], run[4:6], run[6:]) if run else found.group("year", "month", "day")
    year, month, day = (_part_of_date(part) for part in parts)
    return year, month, day


def _part_of_date(part: str) -> int:
    value = int(part) if part.isdigit() else read_chinese(part)
    return value if isinstance(value, int) else 0


def write_date(day: date) -> str:
    """Write a date as official papers do, without leading zeros: 2026年1月20日."""
    return f"{day.year}年{day.month}月{day.day}日"


# Percentages and yes or no ------------------------------------------------------------------------------------


def read_percentage(typed: str) -> Decimal | Refusal:
    """Read a percentage from 0 to 100 as the number before the sign: `98.5%` and `98.5` are 98.5.

    A bare number below 1 is refused: 0.985 may be meant as 98.5% or as 0.985%.
    """
    text = half_width(typed)
    wanted = "请写百分数，如98.5%"
    refused = _not_a_number(typed, text.rstrip("%"), wanted)
    if refused is not None:
        return refused
    signed = text.endswith("%") or text.startswith("百分之")
    figure = text.removesuffix("%").removeprefix("百分之")
    value = 100 if signed and figure == "百" else _figure(figure)
    if isinstance(value, Refusal):
        return Refusal(f"{value.sentence}{wanted}。刚才填的是{quoted(typed)}。")
    if not 0 <= value <= 100:
        return Refusal(f"百分数要在0%到100%之间。{wanted}。刚才填的是{quoted(typed)}。")
    if 0 < value < 1 and not signed:
        share = write_number(Decimal(value) * 100)
        return Refusal(
            f"{quoted(typed)}是{share}%还是{write_number(value)}%？请带上百分号再写一遍。"
        )
    return Decimal(write_number(value))


_YES = words(
    "是 是的 有 有的 有过 对 对的 嗯 嗯嗯 好 好的 要 能 可以 已 已经 确认 没错 不错 收到 收到过 收过 收到了 有收到 "
    "发生过 "
    "做了 做过 开展了 完成了 y yes ok true √ ✓"
)
_NO = words(
    "否 不 不是 不对 没 没有 没有过 没有的 无 未 暂无 都没有 没收到 没收到过 没收过 未收到 没有收到 没有收到过 "
    "从来没有 从没有过 没发生 未发生 没做 "
    "未开展 不涉及 无此情况 / - -- × n no false"
)


def read_yes_no(typed: str) -> bool | Refusal:
    """Read 是 or 否; here, and only here, `无`, `/` and `—` are an answer."""
    text = half_width(typed).replace(" ", "").lower()
    wanted = "请写“是”或“否”（“有”“没有”也行）"
    if not text:
        return Refusal(f"还没有答。{wanted}。")
    said = {_yes_or_no(part) for part in re.split("[,、]", text)}
    match said.pop(), said:
        case bool() as value, rest if not rest:
            return value
        case _:
            return Refusal(f"看不懂{quoted(typed)}。{wanted}。")


def _yes_or_no(text: str) -> bool | None:
    for listed, value in ((_YES, True), (_NO, False)):
        if text in listed or text.rstrip("了啊呀吧哦呢") in listed:
            return value
    return None


# Writing ------------------------------------------------------------------------------------------------------


def write_number(value: Number) -> str:
    """Write a number in plain digits: no exponent, no superfluous zeros (3.50 becomes 3.5)."""
    if isinstance(value, int):
        return str(value)
    text = f"{value:f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text in {"-0", ""} else text


def write_amount(value: Number, unit: str) -> str:
    """Write an amount with its unit: 25.1万元."""
    return f"{write_number(value)}{unit}"


def write_change(value: int) -> str:
    """Write a change as the form prints it: 增3, 减2, 0."""
    if value == 0:
        return "0"
    return f"增{value}" if value > 0 else f"减{-value}"
