"""Why a statement that names its cell is not filled before it is cleared up."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.claims import asking, meant
from assistant.claims.model import Kind
from assistant.claims.named import APPLICATIONS, TOGETHER
from assistant.claims.notes import Notes
from assistant.claims.rows import is_verb
from assistant.claims.statements import Statement
from assistant.claims.whose import is_result
from assistant.report import Number

_MORE = re.compile(r"(?:再|又|还要|还得|另|另外)?(?:加|多|添|补)(?:上|了|进)?")
_PAPERS = re.compile(
    r"[收接见][到着过](?:了|过)?[^，。；]{0,8}(?:(?<![收缴交]费)通知|传票|回复|回执|文书|判决|裁定|决定书|音信|消息)"
    r"|(?:(?<![收缴交]费)通知|传票|回复|回执|文书|判决|裁定|决定书)[^，。；]{0,3}没有?[收接见]"
)
"""What may come in beside applications."""

_NOT = ("除", "非", "不是", "并非")
_MARKS = (
    (("本来", "原来", "原本", "原先", "起初", "一开始"), "说的是原来的数，现在是几件"),
    (("立案",), "说的是立案，处理决定是几件"),
    (("没开始", "未开始", "没启动", "未启动", "没动手", "没着手"), "说的是还没开始的，没有填"),
    (("应收",), "说的是应收的，实际收到多少"),
    (("上网", "网上公开"), "说的是主动公开的条数，还是答复申请时予以公开的？"),
    (("不算", "不计", "除外", "不包括"), "不算在内的，没有填"),
    (
        ("减到", "减至", "降到", "减少到", "增到", "增至", "增加到", "变成", "变为"),
        "说的是变成了多少，增减了多少请直接说",
    ),
)
"""Words that keep a number from being the one of its cell, with what is said of it."""


def why(
    statement: Statement, names: meant.Names, value: Number, before: Sequence[Statement]
) -> str:
    """Return why a statement must not be filled yet, or nothing."""
    return (
        _by_its_words(statement, names, before)
        or _of_papers(statement)
        or ("说的是差了几件，请直接说现在一共几件" if meant.is_slip(statement) else "")
        or _of_several(statement, names, value)
        or _only_carried(statement, before)
    )


def belongs_to_unclear(statement: Statement, before: Sequence[Statement]) -> bool:
    """Say whether a column belongs to a number that is being asked about: 结转2件，一为企业，一为自然人."""
    return statement.named.guessed and any(
        s.named.doubt and s.sentence == statement.sentence and s.counts for s in before[-3:]
    )


def supposed(
    notes: Notes, statement: Statement, names: meant.Names, before: Sequence[Statement]
) -> bool:
    """Say whether 应该是9件 is a guess: there is nothing that it could correct."""
    guess = statement.corrected and statement.noun.startswith(("应该是", "应是"))
    return guess and not before and not any(name in notes.known for name in names)


def _by_its_words(statement: Statement, names: meant.Names, before: Sequence[Statement]) -> str:
    if not names:
        return asking.WHICH_WAY
    if found := _marked(statement):
        return found
    if _turned_round(statement):
        return "说的是除外的，请直接说是谁的、是哪一种"
    if statement.unit == "次" and statement.row_id == "新收":
        return "说的是次数，一共收到几件"
    if _only_came_in(statement) and (statement.unknown or _of_another_table(before)):
        return "说的是政府信息公开申请吗？"
    done = statement.row_id == "办理总计" and not (
        "申请" in statement.noun or "复" in statement.noun
    )
    if done and _of_another_table(before):
        return "说的是政府信息公开申请吗？"
    fact = statement.named.fact
    if fact is not None and fact.topic == APPLICATIONS and _of_another_table(before):
        return "" if "申请" in statement.noun else "说的是政府信息公开申请吗？"
    if statement.dated and statement.row_id != "结转下年" and not _tells_when(statement):
        return "说的是某一天、某个月的，全年一共是几件？"
    if statement.figured and not statement.named.said and _MORE.fullmatch(statement.noun):
        return "是又添了几件吗？请直接说现在一共几件"
    return ""


def _of_papers(statement: Statement) -> str:
    """Return why 没收到复议决定书 does not say that there was no case."""
    papers = statement.kind is Kind.ZERO and _PAPERS.search(statement.noun) is not None
    return "说的是没收到文书，还是一件也没有？" if papers else ""


def _tells_when(statement: Statement) -> bool:
    """Say whether a month only tells when all of them went one way: 三件，四月份都维持了."""
    return not statement.figured and isinstance(statement.value, int) and statement.value > 0


def _marked(statement: Statement) -> str:
    """Return what is said of a word that keeps a number from its cell and is no part of the cell's name."""
    noun = "" if statement.explained else statement.noun
    for token in statement.named.said:
        noun = noun.replace(token.text, "")
    return next((why for marks, why in _MARKS if any(mark in noun for mark in marks)), "")


def _turned_round(statement: Statement) -> bool:
    """Say whether what is named is what it is not: 非自然人2件, 除企业外有10件."""
    said = statement.named.said
    if not said or statement.said.rest or not statement.noun.startswith(_NOT):
        return False
    first, last = min(token.start for token in said), max(token.end for token in said)
    between = statement.start < first and last <= statement.number[0]
    return between and (statement.noun[0] != "除" or "外" in statement.noun)


def _of_several(statement: Statement, names: meant.Names, value: Number) -> str:
    """Return why one number for several cells is not clear."""
    named = statement.named
    if named.doubt == TOGETHER and named.fact is not None:
        return f"{TOGETHER}，请分开说"
    if statement.kind is Kind.ZERO and named.doubt and len(names) > 1:
        return asking.WHICH_WAY if asking.both_ways(names) else f"{named.doubt}，是哪几格没有？"
    if statement.said.bare and statement.noun.startswith("各") and not statement.total:
        return "，一共是几件？"
    each = any(word in statement.noun for word in ("各", "都", "均", "并"))
    if len(names) > 1 and statement.figured and value != 0 and not each:
        return asking.WHICH_WAY if asking.both_ways(names) else "几项合在一起说，请分开说"
    return ""


def _only_carried(statement: Statement, before: Sequence[Statement]) -> str:
    """Return why 上年结转1件也公开了 does not tell how many were disclosed in all."""
    numbers = [s for s in before if s.sentence == statement.sentence and s.row_id]
    carried = bool(numbers) and all(s.row_id == "上年结转" for s in numbers)
    if carried and statement.kind is Kind.TOTALITY and is_result(statement.named):
        return "只说了上年结转的，连今年新收的一共是几件？"
    return ""


def _only_came_in(statement: Statement) -> bool:
    """Say whether nothing but a verb says that applications are counted: 收到领导批示3件."""
    row = statement.named.row
    if row is None or row.id != "新收":
        return False
    verbs = all(is_verb(token, row) for token in statement.named.said)
    return verbs and "申请" not in statement.noun


def _of_another_table(before: Sequence[Statement]) -> bool:
    """Say whether another table was spoken of last: 复议1件，法院也来了1件."""
    spots = [spot for s in before for spot in s.named.spots]
    return bool(spots) and spots[-1].table != APPLICATIONS
