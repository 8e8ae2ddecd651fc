"""How a phrase must be written: plain official style, punctuation and numbers as GB/T 15834 and 15835 ask.

These are the rules for the wording we offer; what a drafter writes is judged by the checks of a report.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

ADVERTISING: Final = (
    "圆满", "显著", "极大", "大力", "扎实", "有力", "狠抓", "高度重视", "卓有成效", "不断", "全力", "切实", "积极",
    "亮点", "新台阶", "新高度", "深入推进", "成效明显", "进一步", "全面提升", "广泛好评", "一致好评", "认真", "稳步",
)  # fmt: skip
"""Words of praise and of news: a report states facts."""

VAGUE: Final = (
    "各级政府部门",
    "多数部门",
    "一些地区",
    "部分地区",
    "各部门",
    "有关单位和部门",
    "等等",
)
"""Words that speak of others, or of nothing."""

REPLACED: Final = (
    (r"截止(?!日期|时间)", "截至"),
    (r"其它", "其他"),
    (r"登陆", "登录"),
    (r"帐(?=[号户])", "账"),
    (r"布署", "部署"),
    (r"应公开、尽公开", "应公开尽公开"),
    (r"受理(?=.{0,8}申请)|(?<=申请)受理", "收到"),
)
"""Slips and outdated terms, with what to write."""

_GAP = "\ufffc"
_SLOT = re.compile(r"\{\{.*?\}\}", re.DOTALL)
_CHOICE = re.compile(r"\{%.*?%\}", re.DOTALL)
_OWN_NAME = re.compile(r"我(?:局|厅|委|办|镇|乡|街道|县|区|市|省|院|校|中心)")
_HALF_WIDTH = re.compile(r"[\u4e00-\u9fff）》”][,;:?!]|[,;:?!][\u4e00-\u9fff（《“]")
_SPACED = re.compile(
    r"[\u4e00-\u9fff] +[0-9\ufffc]|[0-9\ufffc] +[\u4e00-\u9fff，。、]|[\u4e00-\u9fff] +[\u4e00-\u9fff]"
)
_DOUBLED = re.compile(r"[，。；：、？！]{2,}")
_PLACEHOLDER = re.compile(r"××|XX|[＿_]{2,}|〔\s*〕|某局|某某")
_SHORT_YEAR = re.compile(r"(?<!\d)\d{2}年(?!度?以)")
_BRACKETED_NUMBER = re.compile(r"(?:发|函|号|办)[\[【(（](?:19|20)\d\d[\]】)）]")
SENTENCE_LIMIT: Final = 120
"""Characters of one sentence, slots counted as four; a list of results may be this long."""

_LISTED = "“总体情况”“主动公开政府信息情况”"


_MARKS: Final = (
    (_HALF_WIDTH, "中文里用全角标点"),
    (_SPACED, "数字、槽位和汉字之间不空格"),
    (_DOUBLED, "标点重复了"),
    (_PLACEHOLDER, "空缺写成【待补：要填什么】"),
    (_SHORT_YEAR, "年份写四位数"),
    (_BRACKETED_NUMBER, "文号用六角括号〔〕"),
)


def faults(text: str, *, own: bool = False) -> Iterator[str]:
    """Yield what is not as it should be, a sentence each; an office may call itself 我局 in its own phrases."""
    bare = _SLOT.sub(_GAP, _CHOICE.sub("", text))
    yield from _words(bare)
    if not own and (found := _OWN_NAME.search(bare)):
        yield f"“{found[0]}”要写成 {{{{ 本机关 }}}}，别的机关才能用。"
    for pattern, advice in _MARKS:
        if found := pattern.search(bare):
            yield f"“{found[0].replace(_GAP, '……')}”：{advice}。"
    yield from _sentences(bare)


def _words(bare: str) -> Iterator[str]:
    for word in (*ADVERTISING, *VAGUE):
        if word in bare:
            yield f"年报不写“{word}”这样的话，请改成事实和数字。"
    for pattern, instead in REPLACED:
        if found := re.search(pattern, bare):
            yield f"“{found[0]}”应为“{instead}”。"


def _sentences(bare: str) -> Iterator[str]:
    if not bare.rstrip().endswith("。"):
        yield "每一段都要以句号结尾。"
    for sentence in re.split(r"[。；]", bare):
        length = len(sentence.replace(_GAP, "四个字位"))
        if length > SENTENCE_LIMIT and _LISTED not in sentence:
            yield f"“{sentence[:12]}……”一句有{length}个字，请分成几句。"
