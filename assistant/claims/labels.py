"""What the words of a label do, beside naming something."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from assistant.claims.model import Scope
from assistant.claims.named import APPLICATIONS, Named
from assistant.claims.pieces import Label, names
from assistant.claims.tokens import Sort, Token
from assistant.claims.vocabulary import ELSEWHERE

_AHEAD = ("打算", "明年")
_ELSEWHEN = (*_AHEAD, "下级", "去年", "累计", "另外")
"""Roles of words without which a label speaks of this organ and this year."""

ROUGHLY = "说的是大概的数"

_WHOLE_TABLE = re.compile(r"(?:整|全|这|本)[一个张份]*表|(?:每|所有|全部)[一个的]*格")
RESULTS = re.compile(r"(?:办理|处理|答复)的?(?:结果|情况)")
"""Words for all that became of applications, where 0 is said of it."""

_NOUNS_TOO = ("计划", "目标", "拟", "争取")
_TELLING = frozenset(["部分公开", "不予公开", "无法提供", "不予处理", "本机关不掌握相关政府信息"])
_ORGANS = tuple("局厅委办镇乡府院心区县市会所站队处科校道园")
_WANTS = ("要", "想要", "来要", "问", "索要", "举报", "投诉", "反映", "打听", "申请公开")
_OTHERS = ("其他", "其它")


def has(label: Iterable[Token], *roles: str) -> bool:
    """Say whether a label has a word of one of these roles."""
    for token in label:  # noqa: SIM110 -- asked a thousand times of one report; a generator takes twice as long
        if not token.roles.isdisjoint(roles):
            return True
    return False


def of_many(words: str) -> bool:
    """Say whether words are for more than a row: 整张表都是0, 办理结果全是0."""
    return bool(_WHOLE_TABLE.search(words) or RESULTS.search(words))


def nameless(label: Label) -> bool:
    """Say whether nothing in a label can name what is counted."""
    return not any(map(names, label))


def strangers(label: Label) -> bool:
    """Say whether a label has words that nobody knows."""
    return any(token.sort is Sort.UNKNOWN for token in label)


def is_rest(token: Token) -> bool:
    """Say whether a word means what is left: 其余, 其他."""
    return token.has("其余") or token.text in _OTHERS


def written(label: Label) -> str:
    """Return the words of a label."""
    return "".join(token.text for token in label)


def pairs(label: Label) -> Iterable[tuple[Token, Token | None]]:
    """Yield each word with the one after it."""
    return zip(label, (*label[1:], None), strict=False)


def sign(before: Label) -> int:
    """Return whether the words in front of a figure say that it is so much more (1) or less (-1)."""
    for token in reversed(before):
        if token.has("增", "减"):
            return 1 if token.has("增") else -1
        if not token.has("虚词", "合计"):
            return 0
    return 0


def tail(label: Label) -> Label:
    """Return the end of a label after its last stranger: what a denial is about."""
    for place in range(len(label) - 1, -1, -1):
        token = label[place]
        if token.sort in (Sort.UNKNOWN, Sort.PASSED) or _foreign(token):
            return label[place + 1 :]
    return label


def scope_of(label: Label, report_year: int | None) -> tuple[Scope, int | None]:
    """Return what part of the world a label speaks of, and the year it names."""
    year = next((token.year for token in label if token.year), None)
    if year is None and not has(label, *_ELSEWHEN):
        return Scope.THIS, None
    ahead = has(label, *_AHEAD) and not _by_then(label)
    if ahead and any(_planned(token, after) for token, after in pairs(label)):
        return Scope.PLANNED, year
    if has(label, "下级") and _of_others(label):
        return Scope.BELOW, year
    if year is not None and report_year is not None and year > report_year:
        return Scope.PLANNED, year
    if year is not None and report_year is not None and year != report_year:
        return (Scope.LAST if year == report_year - 1 else Scope.OTHER_YEAR), year
    if has(label, "去年"):
        return Scope.LAST, year
    if has(label, "累计") and not has(label, "今年"):
        return Scope.RUNNING, year
    return (Scope.BESIDES if has(label, "另外") else Scope.THIS), year


def _by_then(label: Label) -> bool:
    """Say whether a label tells only how far the year had gone: 年底前全部办结了."""
    ahead = [token.text for token in label if token.has(*_AHEAD)]
    done = label[-1].text.endswith("了") and not has(label, "约")
    return done and all(text in ("年底前", "底前", "月底前") for text in ahead)


def _of_others(label: Label) -> bool:
    return any(token.has("下级") and not _at(place, label) for place, token in enumerate(label))


def _at(place: int, label: Label) -> bool:
    """Say whether a word makes what follows a place or a receiver: 在各村设公开栏16处."""
    return place > 0 and label[place - 1].text in ("在", "于", "向", "到", "面向", "对")


def _planned(token: Token, following: Token | None) -> bool:
    """Say whether a word says that something is still to come; 计划 may also be a kind of paper."""
    if not token.has(*_AHEAD) or (token.word is not None and token.word.lines):
        return False
    return token.text not in _NOUNS_TOO or (following is not None and following.has("动词"))


def unknown(label: Label, named: Named, *, spoken: bool) -> tuple[str, bool]:
    """Return the words of a label nobody knows, and whether they may narrow what it counts."""
    strangers = [token for token, after in pairs(label) if _strange(token, after, named)]
    if not strangers:
        return "", False
    text = written(tuple(strangers))
    if not named.said:
        return text, True
    start = min(token.start for token in named.said)
    weak = named.only_column or named.guessed
    if spoken:
        topics = asked_for(label)
        strangers = [t for t in strangers if not _names_whom(t, named) and t not in topics]
        text = written(tuple(strangers))
    blocked = any(weak or token.start > start or token.has("一类") for token in strangers)
    if named.fact is not None and not spoken:
        blocked = blocked or any(t.end == start and _narrows(t) for t in strangers)
    return text, blocked


def asked_for(label: Label) -> Label:
    """Return the words for what somebody wanted to know: 管网图 in 企业那1件是要管网图的."""
    first = next(
        (place for place, token in enumerate(label) if token.text.endswith(_WANTS)), len(label)
    )
    return label[first + 1 :]


def _names_whom(token: Token, named: Named) -> bool:
    """Say whether an unknown word is the front of an organisation's name: 科技公司, 建材协会."""
    return any(
        token.end == said.start
        and any(ln.column and ln.id != "自然人" for ln, _ in said.word.lines)
        for said in named.said
        if said.word is not None
    )


def _strange(token: Token, following: Token | None, named: Named) -> bool:
    if token.sort is Sort.UNKNOWN:
        return True
    if token.has("一类"):
        return following is None or following not in named.said
    return _foreign(token) and token not in named.said


def _foreign(token: Token) -> bool:
    return token.word is not None and ELSEWHERE in token.word.topics


def _narrows(token: Token) -> bool:
    """Say whether an unknown word in front may narrow what is counted; the name of an organ does not."""
    return token.sort is Sort.UNKNOWN and not token.text.endswith(_ORGANS)


def decides(tokens: Label) -> bool:
    """Say whether a piece without a figure already says something by itself."""
    return tokens[-1].has("否定", "为零") or has(tokens, "全部")


def dated(label: Label) -> bool:
    """Say whether a label names one day or month, and not how far a count reaches: 截至12月底."""
    if any(t.text == "加上" or (t.has("合计") and "算" in t.text) for t in label):
        # 把12月那件算上是3件
        return False
    days = [place for place, token in enumerate(label) if _is_date(token)]
    if len(days) != 1:
        return len(days) > 1 and not has(label, "去年")
    if label[days[0]].text.endswith(_ENDS):
        return True
    before = label[days[0] - 1].text if days[0] else ""
    return not before.startswith(("截", "到", "至", "从", "自"))


_ENDS = ("底", "末")
_LAST_DAYS = ("12月底", "12月末", "12月31日", "十二月底", "十二月末")


def _is_date(token: Token) -> bool:
    """Say whether a token is a date within the year; its last day is none."""
    if token.has("时段"):
        return True
    passed = token.sort is Sort.PASSED and "月" in token.text and not token.text.startswith("《")
    return passed and not token.text.endswith(_LAST_DAYS)


def why(label: Label, named: Named, narrowing: str) -> str:
    """Return why what a label says is not certain, or nothing."""
    if named.doubt:
        return named.doubt
    if narrowing:
        return f"“{narrowing}”可能限定了范围"
    if named.cost and named.names:
        return "这句话里还说到别的事"
    if named.guessed:
        return "没有说明是哪一行"
    return ROUGHLY if has(label, "约") else ""


def against(label: Label, figure: Token) -> bool:
    """Say whether a figure is what another is compared with: 比上年的1190条增长8%."""
    before = [token for token in label if token.end <= figure.start and not token.has("虚词")]
    return bool(before) and before[-1].has("对比") and before[-1].text[-1] in "年期"


def only_topic(label: Sequence[Token]) -> bool:
    """Say whether a label says no more than 申请."""
    words = [token.word for token in label if names(token)]
    return bool(words) and all(
        word is not None and word.topics == {APPLICATIONS} and not word.lines and not word.facts
        for word in words
    )


def says_fee(label: Sequence[Token]) -> bool:
    """Say whether a label speaks of a charge."""
    return any("费" in token.text or "收费" in token.text for token in label)


def is_explicit(token: Token) -> bool:
    """Say whether a word by itself is about applications for information."""
    return (
        any(w in token.text for w in ("结转", "新收", "公开申请", "依申请"))
        or token.text in _TELLING
    )


def asks(label: Sequence[Token]) -> bool:
    """Say whether a label says 申请: 企业申请2件, 2件是企业申请的."""
    ends = ("申请", "申请的")
    return any(
        t.word is not None and (APPLICATIONS in t.word.topics or t.text.endswith(ends))
        for t in label
    )


def is_topical(token: Token, table: str) -> bool:
    """Say whether a word shows that a table is spoken of."""
    if token.word is None:
        return False
    return table in token.word.topics or (table == APPLICATIONS and "收到申请" in token.text)
