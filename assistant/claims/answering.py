"""What an answer says of a figure beside its name: 全年收了1.2万元 of the charge asked about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.claims.figures import Figure
from assistant.claims.labels import has, is_rest, nameless
from assistant.claims.model import Scope
from assistant.claims.named import APPLICATIONS, CASES, MONEY, NOTHING, Named
from assistant.claims.pieces import Atom, Label, names
from assistant.claims.rows import is_verb
from assistant.claims.tokens import Token
from assistant.claims.vocabulary import DISCLOSED

if TYPE_CHECKING:
    from assistant.claims.listening import Listener

_LATE = ("年底", "年末", "12月底", "12月下旬", "十二月底", "最后几天")
_ISSUED = frozenset(
    ["发", "发了", "发出", "核发", "颁发", "批了", "批", "开了", "下了", "下达", "出了"]
)
"""Verbs of permits and decisions."""


def by_row_asked(heard: Listener, label: Label, figure: Figure) -> Named | None:
    """Take 全年收了1.2万元 for the charge that was asked about, 发了31张证 for the permits."""
    row = heard.context.row
    asked = heard.spoken and heard.context.asked and row is not None and not heard.statements
    if not asked or row is None or row.table != DISCLOSED or nameless(label):
        return None
    if has(label, "否定", "去年", "打算"):
        return None
    spots = heard.namer.columns_of(row, None)
    fee = row.id == "行政事业性收费"
    if fee and figure.unit and figure.unit not in MONEY and not figure.ten_thousands:
        return None
    fits = _came_in if fee else _issued
    only = [spot for spot in spots if spot.column in ("金额", "决定")]
    return (
        Named(tuple(only), row=row) if len(spots) == 1 and only and all(map(fits, label)) else None
    )


def of_cases_asked(heard: Listener, named: Named) -> Named:
    """Take 没收到 for the cases asked about, and not for applications, where it says no more."""
    row, came = heard.context.row, named.row
    asked = heard.spoken and heard.context.asked and nothing_yet(heard)
    if not asked or row is None or came is None or row.table != CASES or came.id != "新收":
        return named
    verbs = all(is_verb(token, came) and "申请" not in token.text for token in named.said)
    return heard.of_row(row) if verbs and named.said else named


def of_kind_asked(heard: Listener, named: Named) -> Named:
    """Take 没人告过我们, where cases that went to court at once are asked about, for those alone."""
    row, group = heard.context.row, named.row
    asked = heard.spoken and heard.context.asked and nothing_yet(heard)
    if not asked or row is None or group is None or group.table != CASES:
        return named
    if row.id not in group.members:
        return named
    spots = tuple(spot._replace(row=row.id) for spot in named.spots)
    return named._replace(spots=tuple(dict.fromkeys(spots)), unclear=(), row=row, doubt="")


def by_verbs(heard: Listener, label: Label, figure: Figure) -> Named | None:
    """Take 发了60条 for the fact asked about: a verb names no other."""
    fact = heard.context.fact
    if fact is None or not heard.spoken or not nothing_yet(heard):
        return None
    verbs = all(
        not names(token) or token.has("动词", "去年") or token.text.startswith("实际")
        for token in label
    )
    return Named((), fact) if verbs and figure.unit in ("", *fact.units) else None


def nothing_yet(heard: Listener) -> bool:
    """Say whether nothing of this year was told so far: 去年860条，今年发了912条 answers with the second."""
    return all(statement.scope is Scope.LAST for statement in heard.recent())


def only_last_year(heard: Listener, label: Label) -> bool:
    """Say whether 去年2件 only tells last year's of the row asked about, and is no cell of table two."""
    if not heard.spoken:
        return False
    row = heard.context.row
    other = row is not None and heard.context.asked and row.table != DISCLOSED
    asked = heard.context.fact is not None or other
    told = [token for token in label if names(token)]
    return asked and has(told, "去年") and all(token.has("去年", "动词") for token in told)


def _came_in(token: Token) -> bool:
    """Say whether a word says no more than that money or an application came in: 收了, 收上来."""
    lines = token.word.lines if token.word is not None else ()
    return not names(token) or any(is_verb(token, line) for line, _ in lines)


def _issued(token: Token) -> bool:
    """Say whether a word says no more than that something was issued: 发了."""
    return not names(token) or token.text in _ISSUED


def when_it_came(heard: Listener, label: Label, named: Named) -> Named:
    """Take 收的 for when it came, and not for how many did: 有1件12月底才收的, asked what goes on; 年底收的2件."""
    if not heard.spoken or named.row is None or named.row.id != "新收":
        return named
    row, verbs = heard.context.row, [t for t in named.said if t.text.endswith("的")]
    only = bool(verbs) and verbs == list(named.said)
    if not only or not all(is_verb(token, named.row) for token in verbs):
        return named
    asked = heard.context.asked and not heard.statements and row is not None
    if asked and row is not None and (row.table, row.id) == (APPLICATIONS, "结转下年"):
        return heard.of_row(row)
    if asked or not any(token.text.startswith(_LATE) for token in label):
        return named
    more = any(names(token) and token not in verbs for token in label)
    return named._replace(doubt="说的是年底才收到的") if more else NOTHING


def came_over(label: Label) -> bool:
    """Say whether what came last year was answered this year: 2件是去年收的今年才办."""
    both = has(label, "去年") and has(label, "今年")
    return both and any(token.text.startswith(("办", "答复", "处理")) for token in label)


def came_back(heard: Listener, label: Label) -> bool:
    """Say whether a figure is how many came back of what was just handed out: 发放500份，回收492份."""
    last = heard.last
    handed = last is not None and last.sentence == heard.sentence and last.named.fact is not None
    return handed and any(token.text in ("收回", "回收", "收回来") for token in label)


def tried(heard: Listener, label: Label, figure: Figure) -> bool:
    """Say whether a figure is how often somebody was asked: 1件，打了三次电话也没来."""
    if not heard.spoken or heard.last is None or figure.unit not in ("次", "回", "遍", "趟"):
        return False
    tried = any(
        token.text.startswith(("打", "催", "联系", "提醒", "通知", "跑")) for token in label
    )
    return tried and not any(heard.namer.lines(t) for t in label)


def not_one(atom: Atom, figure: Figure) -> bool:
    """Say whether the figure only denies: 没有一件超期."""
    before = atom.before[-1:]
    return figure.chinese and figure.value == 1 and bool(before) and has(before, "否定")


def rest_is_none(label: Label) -> bool:
    """Say whether 0 is said of all that is left: 其余都是0; 其他0 may be the column of that name."""
    return any(is_rest(t) for t in label) and has(label, "全部", "其余")


def tells_the_slip(heard: Listener, atom: Atom) -> bool:
    """Say whether a figure is how much was wrong in what was just corrected: 应该是4件，刚才漏数了一件."""
    last = heard.last
    if last is None or not (last.counts and last.corrected) or last.sentence != heard.sentence:
        return False
    missed = any(t.has("更正", "增", "减") and t.text[0] in "漏少多" for t in atom.before)
    return missed and not any(names(t) for t in atom.after)
