"""A number as people write it, in digits or in Chinese, and everything that looks like one and is none."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal

from assistant.numerals.chinese import chinese_figure
from assistant.numerals.typed import Number, Refusal, quoted, words

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


def not_a_number(typed: str, text: str, wanted: str) -> Refusal | None:
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


def figure(text: str) -> Number | Refusal:
    """Return the number that the text is, in digits or in Chinese; the refusal only gives the reason."""
    text = text.strip()
    sign = -1 if re.match(r"-|负", text) else 1
    text = re.sub(r"^(?:[-+]|负|正)\s*", "", text)
    for reader in (_digits, _mixed, chinese_figure):
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
