"""What a typed answer is made into before it is read: words that count nothing where they stand are left out."""

from __future__ import annotations

import re
from collections.abc import Mapping

from assistant.claims import asides, numbering, sources

_DIGITS_APART = re.compile(r"\d[ \u3000]+(?!\d{3}(?!\d))\d+")
_EITHER = re.compile(
    r"不是[\d零一二两三四五六七八九十百]+[件条个次份]?[，,]?就是[\d零一二两三四五六七八九十百]+[件条个次份]?"
    r"|[\d零一二两三四五六七八九十百]+[件条个次份]?还是[\d零一二两三四五六七八九十百]+[件条个次份]?"
    r"|是[^，。；\d]{2,12}还是[^。；\d]{2,16}(?:没有?|未|不|难以?)(?:分开|区分|细分|分清|记清|好分|分)"
    r"|是[^，。；\d]{2,12}还是[^。；\d]{2,16}(?:分|记|说|搞|弄)不[清准开]"
)


def undecided(text: str) -> str:
    """Return a question where an answer leaves open which number it means: 5件还是6件, 1 2件. Else nothing."""
    apart, either = _DIGITS_APART.search(text), _EITHER.search(text)
    if apart:
        return f"“{apart[0]}”中间有空格，是一个数还是两个数？"
    return f"“{either[0]}”，到底是哪个数？" if either else ""


def plain(text: str, slips: Mapping[str, str]) -> str:
    """Return an answer, as long, with spaces for what counts nothing: who told it, list numbers, what is set aside."""
    text = numbering.without(sources.without(_without_slips(text, slips)))
    text = asides.without(sources.without_reason(_OTHERS.sub("其余", text)))
    return without_articles(_unwrapped(text))


_OTHERS = re.compile(r"其[他它](?=[\d一二两三四五六七八九十]{1,3}[件个份起](?:[都全均]|则?是))")


_WRAPPED = re.compile(
    r"[（(]([^（()）0-9零一二两三四五六七八九十]{2,12})[)）](?=[0-9零一二两三四五六七八九十])"
)


_SQUARE = re.compile(r"[\[【](?!(?:19|20)\d\d)")
_APART = re.compile(r"(?<=[\u4e00-\u9fff]{2})[ \u3000]+(?=[\u4e00-\u9fff]{2})")
"""A space between two words, as on the telephone or from a table: 律所1件 其它全是个人."""


def _without_slips(text: str, slips: Mapping[str, str]) -> str:
    """Write right what is often mistyped, at the same places."""
    for slip, meant_word in slips.items():
        text = text.replace(slip, meant_word)
    return text


def _unwrapped(text: str) -> str:
    """Let the name in brackets stand with its number: 不予公开（国家秘密）一件. As long as before."""
    text = _SQUARE.sub("（", text).replace("]", "）").replace("】", "）")
    return _WRAPPED.sub(r" \1 ", _APART.sub(lambda found: "，".ljust(len(found[0])), text))


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
