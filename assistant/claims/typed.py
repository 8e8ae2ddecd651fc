"""What a typed answer is made into before it is read: words that count nothing where they stand are left out."""

from __future__ import annotations

import re

_ONE = re.compile(r"(?<![\d零〇一二两三四五六七八九十百千.])(?:1|一)\s*(?:件|份|起|宗)")
_COUNT = re.compile(r"[\d零〇一二两三四五六七八九十百千]\s*(?:件|份|起|宗)")
_THAT_ONE = re.compile(r"(那件[^，。；\d]{0,3})(?:1|一)(?:家|所|位|名|个)(?=[一-龥])")
_ONLY_ONE = re.compile(r"(?<=[收来到提]的)那(?=(?:1|一)件)")
_ALL_OF_ONE = re.compile(r"(?<=[都全]是)同?(?:1|一)(?:家|所|位|名|个)(?=[一-龥]{2})(?!人)")
_ONE_PERSON = re.compile(r"(?<=是)(?:1|一)(?=个人(?:申请|提|递|交|来|要))")
_SO_NAMED = re.compile(
    r"(?:(?<=公开的)|(?<=公报的)|(?<=掌握的)|(?<=秘密的)|(?<=案卷的)|(?<=申请的)|(?<=信息的)|(?<=制作的)|(?<=明确的)|(?<=补正的))"
    r"那(?=(?:1|一)件)"
)
_ARTICLE = re.compile(
    r"(?<![\d零〇一二两三四五六七八九十百千第])(?:1|一)(?:家|所|位|名|个)(?=[一-龥]{2})(?!人)"
)
_NAMED_ONE = re.compile(
    r"(?<![\d零〇一二两三四五六七八九十百千第])(?:1|一)(?:家|所|位|名|个)"
    r"(?!月|季|年|星期|人)(?=[^，。；、\d零〇一二两三四五六七八九十件]{2,8}[\d一二两三四五六七八九十]+\s*件)"
)


def without_articles(text: str) -> str:
    """Return an answer, as long, without the numbers that only say who asked.

    1件，是一家公司提的; 那件是一所大学的; 三件都是同一家公司提的
    """
    for one in (_ALL_OF_ONE, _ONE_PERSON):
        text = one.sub(lambda found: " " * len(found[0]), text)
    if len(_COUNT.findall(text)) == 1:
        text = _ONLY_ONE.sub(" ", text)
    text = _SO_NAMED.sub(" ", text)
    text = _NAMED_ONE.sub("  ", _THAT_ONE.sub(r"\1  ", text))
    if len(_COUNT.findall(text)) == len(_ONE.findall(text)) == 1:
        return _ARTICLE.sub("  ", text)
    return text
