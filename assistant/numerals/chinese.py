"""Chinese numerals, read to the letter and written."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Final

from assistant.numerals.typed import Number, Refusal

DIGIT: Final[Mapping[str, int]] = {
    **{char: value for value, char in enumerate("零一二三四五六七八九")},
    **{char: value for value, char in enumerate("〇壹贰叁肆伍陆柒捌玖")},
    **dict.fromkeys("两俩貳", 2),
    **dict.fromkeys("仨參", 3),
    **dict.fromkeys("陸", 6),
}
_STEP = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_BIG = {"万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8}
_TENS = {"廿": "二十", "卅": "三十", "卌": "四十"}
_ALPHABET = "".join((*DIGIT, *_STEP, *_BIG, *_TENS))
_CHINESE = re.compile(
    rf"(?P<whole>[{_ALPHABET}]+)(?:点(?P<fraction>[零〇一二三四五六七八九]+)(?P<big>[万亿])?)?"
)


def chinese_figure(text: str) -> Number | Refusal | None:
    """Read a Chinese numeral with or without a fraction; nothing when the text is none."""
    found = _CHINESE.fullmatch(text.replace(" ", ""))
    if found is None:
        return None
    value, fraction = read_chinese(found["whole"]), found["fraction"]
    if isinstance(value, Refusal) or not fraction:
        return value
    if any(char in _BIG for char in found["whole"]):
        return Refusal("看不出是几。")
    places = "".join(str(DIGIT[char]) for char in fraction)
    return Decimal(f"{value}.{places}") * _BIG.get(found["big"] or "", 1)


def read_chinese(text: str) -> int | Refusal:
    """Read a whole Chinese numeral: `一百零五`, `两万`, `廿三`, `二〇二五`; the refusal only gives the reason."""
    for short, long in _TENS.items():
        text = text.replace(short, long)
    if all(char in DIGIT for char in text):
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
    return int("".join(str(DIGIT[char]) for char in text))


def _section(text: str, *, below_another: bool, skipped: bool) -> int | Refusal:
    """Read up to four places: `三千零二十`; `skipped` when a whole section above was left out."""
    if skipped and text[0] not in "零〇":
        return Refusal(f"“…{text[-2:]}”可能有两种读法。")
    total, digit, above, zero = 0, 0, 10**4, False
    for char in text:
        if char in DIGIT:
            if digit or (zero and not DIGIT[char]):
                return Refusal("看不出是几。")
            zero, digit = zero or not DIGIT[char], DIGIT[char]
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
