"""Statements that there is none: 未收到申请, 废止没有, 零败诉, 没有变化."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.claims import answering
from assistant.claims.labels import has, is_rest, nameless, only_topic, tail, written
from assistant.claims.model import Kind, Scope
from assistant.claims.named import APPLICATIONS, CASES, FOREIGN, NOTHING, Named, Spot
from assistant.claims.pieces import Label, names
from assistant.claims.statements import Said
from assistant.claims.tokens import Sort, Token
from assistant.claims.vocabulary import DISCLOSED, Line

if TYPE_CHECKING:
    from assistant.claims.listening import Listener

_NOT_TOLD_YET = re.compile(
    r"没有?(?:报|送|交|传|发|统计|汇总|核|定|算|整理|导)(?:上来|过来|出来|给我|完|好|齐)"
)
"""Numbers that are still to come: 财务科还没报上来."""

_KINDS = ("这类", "这种", "此类", "该类", "这样的", "这些东西", "这方面")
_STOCK = ("有效", "累计", "上年项目")
_LEFT = "没有?(?:什么|啥|任何|一件)?(?:要|再)?{}(?:剩|剩余|余|留|遗留|转|拖|压|积压|欠){}(?:的|了|件|申请|呢|啊|哈)*"
_STAYED = {
    "上年结转": re.compile(_LEFT.format("(?:往这边|往今年)?", "(?:下|下来|过|过来|进来|来)?")),
    "结转下年": re.compile(_LEFT.format("(?:往后|往下)?", "(?:下|下来|下去|出去|走)?")),
}
"""Ways to say of the row asked about that nothing stayed; of the other, some of them say something else."""

_NOT_DUE = re.compile("[没未](?:有)?(?:到|过|满)")
_DOINGS = frozenset(
    ["来", "去", "交", "补", "回", "理", "动", "应", "答复", "回复", "办", "办理", "处理"]
)
"""What somebody did not do: 通知了没来."""

_COMING_AND_GOING = ("新收", "上年结转", "结转下年")


def unchanged(heard: Listener, label: Label) -> None:
    """Hear that the number of items is what it was: 没有变化."""
    line = heard.language.lines.get("主动公开.增减")
    if line is None:
        return
    named = heard.namer.named(label, None, heard.context)
    row = named.row or heard.context.row
    spot = Spot(DISCLOSED, row.id, line.id) if row is not None else None
    if spot is None or spot.name not in heard.language.cells:
        named = NOTHING
    else:
        named = named._replace(spots=(spot,), unclear=(), row=row, column=line, cost=0)
    heard.add(label, None, Said(named, 0, Kind.ZERO))


def denied(heard: Listener, label: Label) -> None:
    """Hear a denial, if it is one of a quantity."""
    if heard.spoken and _NOT_TOLD_YET.search(written(label)):
        heard.add(label, None, Said(NOTHING, None, Kind.COUNT))
    else:
        _deny(heard, label)


def _deny(heard: Listener, label: Label) -> None:
    subject, prefix = _subject(heard, label)
    rest = any(is_rest(token) for token in label)
    if heard.spoken and (row := _left_over(heard, label)) is not None:
        left = heard.add(label, None, Said(heard.of_row(row), 0, Kind.ZERO))
        left.unknown, left.explained = "", True
        return
    named = NOTHING if rest else heard.namer.named(subject, None, heard.context)
    pointed = _asked_kind(heard, label) if heard.spoken else None
    if not named.names and not rest and (pointed or only_topic(subject)):
        row = pointed or heard.language.lines["申请.新收"]
        named = heard.of_row(row)._replace(said=subject)
    if named.cost >= FOREIGN or _of_bare_number(heard, label, named) or _of_change(heard, label):
        return
    if not heard.spoken and (not _may_be_denied(named, subject, prefix=prefix) or not subject):
        return
    if _of_one_cause(label):
        named = named._replace(doubt=named.doubt or "说的只是其中一种原因的")
    named = answering.of_kind_asked(heard, answering.of_cases_asked(heard, named))
    named = each_of(heard, named, every=_of_row(label))
    if named.readings:
        named = named._replace(doubt="", readings=())
    silent = _says_nothing(label)
    named = _just_told(heard, label, named) if silent else named
    bare = not named.names and silent
    if heard.spoken and not named.names and _tells_more(heard, label):
        return
    if not (named.names or bare or rest or heard.spoken):
        return
    heard.add(label, None, Said(named, 0, Kind.ZERO, bare=bare or rest, rest=rest))
    if named.names:
        heard.remember(named._replace(guessed=False))


def _left_over(heard: Listener, label: Label) -> Line | None:
    """Return the row of 去年没有剩的, and of 没有剩的 or 没有转过来的 when that row is asked about."""
    row, words = heard.context.row, written(label)
    if has(label, "去年") and any(map(is_rest, label)):
        return heard.language.lines["申请.上年结转"]
    asked = heard.context.asked and row is not None and row.id in _STAYED
    if row is None or not asked or any(statement.counts for statement in heard.recent()):
        return None
    return row if _STAYED[row.id].fullmatch(words) else None


def _tells_more(heard: Listener, label: Label) -> bool:
    """Say whether 没来 after 1件 says what that one did not do, and not that there is none."""
    last = heard.last
    after = label[[t.has("否定") for t in label].index(True) + 1 :] if has(label, "否定") else ()
    paid = any(word in written(label) for word in ("钱", "费", "款"))
    did = any(token.text in _DOINGS for token in after) and not paid
    near = last is not None and last.sentence == heard.sentence and last.counts and last.value != 0
    return did and near and not has(label, "今年", "更正")


def _asked_kind(heard: Listener, label: Label) -> Line | None:
    """Return the row asked about where 没出现过这类申请 points to it."""
    row = heard.context.row
    points = any(kind in written(label) for kind in _KINDS)
    asked = heard.context.asked and not heard.statements
    return row if points and asked and row is not None and row.table != DISCLOSED else None


def _of_change(heard: Listener, label: Label) -> bool:
    """Say whether 没有新增 only completes a change: 本年取消了1项，没有新增."""
    last = heard.last
    after = last is not None and last.kind is Kind.CHANGE and last.sentence == heard.sentence
    return heard.spoken and after and has(label, "增", "减") and nameless(label)


def _just_told(heard: Listener, label: Label, named: Named) -> Named:
    """Return the row just spoken of, or all of a list of them: 国家秘密、法律禁止公开，这两项都没有."""
    row = None if named.names else _row_before(heard, label)
    if row is None:
        return named
    of_row = heard.of_row(row)
    listed = len(heard.noted) > 1 and has(label, "全部")
    return of_row._replace(spots=heard.noted) if listed else of_row


def _row_before(heard: Listener, label: Label) -> Line | None:
    """Return the row that was just spoken of: 复议，没有; 去年复议2件，今年没有."""
    if heard.spoken and has(label, "今年") and heard.last and heard.last.scope is Scope.LAST:
        return heard.last.named.row
    return heard.context.row if heard.fresh else None


def _of_one_cause(label: Label) -> bool:
    """Say whether only what has one cause is denied: 没有因答复超期被纠正的案件, but 没有因信息公开引发的复议."""
    since = next((place for place, token in enumerate(label) if token.text == "因"), -1)
    if since < 0 or any(token.text[:2] in ("引发", "引起") for token in label[since:]):
        return False
    by = next((i for i, t in enumerate(label) if i > since and t.text[0] in "被而遭"), -1)
    return by > 0 and any(token.sort is Sort.UNKNOWN for token in label[since:by])


def _of_bare_number(heard: Listener, label: Label, named: Named) -> bool:
    """Say whether 有2件还没到答复期限 denies something of the two, and not that anything was answered."""
    last = heard.last
    if heard.spoken and named.row is not None and _NOT_DUE.search(written(label)):
        return named.row.id == "办理总计"
    bare = heard.spoken and not heard.mark and last is not None and last.counts and last.said.bare
    return bare and named.row is not None and named.row.id == "办理总计"


def _subject(heard: Listener, label: Label) -> tuple[Label, bool]:
    """Return what is denied, and whether the denial stands before it."""
    places = [i for i, token in enumerate(label) if _is_none(token)]
    after = label[places[-1] + 1 :]
    own = tuple(label[place] for place in places if names(label[place]))
    if label[places[-1]].has("为零") or not any(names(token) for token in after):
        return label[: places[0]] + own, False
    return (label[: places[0]] + own + after if heard.spoken else tail(after)), True


def _is_none(token: Token) -> bool:
    return token.has("否定", "为零") or token.figure is not None


def _says_nothing(label: Label) -> bool:
    """Say whether a denial names nothing: 没有, 没发过, but not 通知还没发."""
    return not any(
        token.sort is Sort.UNKNOWN
        or token.text == "通知"
        or (names(token) and token.word is not None and not token.word.empty)
        for token in label
    )


def _may_be_denied(named: Named, subject: Label, *, prefix: bool) -> bool:
    """Say whether a denial in a report can be a statement of none: 未收到申请, but not 未按时答复申请."""
    if named.row is None or named.row.table != APPLICATIONS:
        return True
    if named.row.id == "办理总计":
        return False
    return named.row.id in _COMING_AND_GOING or not (prefix and has(subject, "动词"))


def _of_row(label: Label) -> bool:
    """Say whether a row is spoken of as one: 行政强制这行没有."""
    return any(token.text[0] in "这那" and token.text[-1] in "行栏" for token in label)


def each_of(heard: Listener, named: Named, *, every: bool = False) -> Named:
    """Let a denial of a bare row of table two be about each of its cells; of a result, about each kind of case."""
    if named.unclear:
        doubt = named.doubt or ("" if every else row_doubt(named))
        return named._replace(spots=named.unclear, unclear=(), doubt=doubt)
    if named.only_column and named.spots and named.spots[0].table == CASES:
        rows = heard.context.rows or ((named.row,) if named.row else ())
        spots = tuple(Spot(CASES, row.id, named.spots[0].column) for row in rows)
        return named._replace(spots=spots or named.spots)
    return named


def row_doubt(named: Named) -> str:
    """Return why 规范性文件没有 is not clear: none made, or none in force?"""
    stock = any(spot.column in _STOCK for spot in (*named.unclear, *named.spots))
    if not stock or (named.row is not None and named.row.id == "规章"):
        return ""
    return "没有说清是哪一格"
