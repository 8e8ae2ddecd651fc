"""Telephone numbers, web addresses, mail addresses and postcodes as clerks type them.

Full-width letters and signs become half-width; nothing else is changed and nothing is added, not even `https://`.
"""

from __future__ import annotations

import re

from assistant.numerals import Refusal, half_width, quoted

_LIMIT = 200

_AREA = r"(?:\(0\d{2,3}\)|0\d{2,3})[- ]?\d{7,8}"
_PHONE = re.compile(
    rf"(?:\+86[- ]?)?(?:{_AREA}|1[3-9]\d{{9}}|400-?\d{{3}}-?\d{{4}}|1\d{{4}})(?:(?:转|-)\d{{1,6}})?",
    re.ASCII,
)
_LOCAL = re.compile(r"\d{7,8}", re.ASCII)
_URL = re.compile(
    r"(?:https?://)?(?P<host>[\w\u4e00-\u9fff-]+(?:\.[\w\u4e00-\u9fff-]+)+)(?::\d{1,5})?(?:[/?#]\S*)?"
)
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+", re.ASCII)


def read_phone(typed: str) -> str | Refusal:
    """Read one telephone number or several, joined by `、`: with area code, mobile, 400 or a service number."""
    text = half_width(typed)
    wanted = "请带区号写，如0750-6123456"
    numbers = [part.strip() for part in re.split(r"[、,;/]|\s或\s?", text) if part.strip()]
    if not numbers or len(text) > _LIMIT:
        return _nothing(typed, "电话", wanted)
    for number in numbers:
        if _LOCAL.fullmatch(number):
            return Refusal(f"{quoted(number)}没有区号，外地打不通。{wanted}。")
        if not _PHONE.fullmatch(number):
            return Refusal(f"{quoted(number)}不是电话号码。{wanted}。")
    return "、".join(numbers)


def read_url(typed: str) -> str | Refusal:
    """Read a web address, with or without `https://`; a Chinese full stop between its parts becomes a dot."""
    text = re.sub(r"(?<=[\w-])。(?=[A-Za-z])", ".", half_width(typed))
    wanted = "请写网址，如www.example.gov.cn"
    if not text or len(text) > _LIMIT:
        return _nothing(typed, "网址", wanted)
    found = _URL.fullmatch(text)
    if found is None or re.fullmatch(r"[\d.]*\d", found["host"].rsplit(".", 1)[-1]):
        return Refusal(f"{quoted(typed)}不是网址。{wanted}。")
    return text


def read_email(typed: str) -> str | Refusal:
    """Read a mail address."""
    text = half_width(typed).replace(" ", "")
    wanted = "请写电子邮箱，如xxgk@example.gov.cn"
    if not text or len(text) > _LIMIT:
        return _nothing(typed, "电子邮箱", wanted)
    if not _EMAIL.fullmatch(text):
        return Refusal(f"{quoted(typed)}不是电子邮箱，要有“@”和“.”。{wanted}。")
    return text


def read_postcode(typed: str) -> str | Refusal:
    """Read a postcode of six digits; it stays text, because it may begin with 0."""
    text = half_width(typed).replace(" ", "")
    if not re.fullmatch(r"\d{6}", text, re.ASCII):
        return Refusal(f"邮政编码请写六位数字，如100000。刚才填的是{quoted(typed)}。")
    return text


def _nothing(typed: str, what: str, wanted: str) -> Refusal:
    if not typed.strip():
        return Refusal(f"还没有填{what}。{wanted}；还不知道就写“待补”。")
    return Refusal(f"{quoted(typed)}不是{what}。{wanted}。")
