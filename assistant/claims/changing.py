"""From one number to another: 由52件增加到64件, 从上年的85.9%降到82.4%; and which number a change is of."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from assistant.claims.figures import Figure
from assistant.claims.labels import has, nameless, only_topic
from assistant.claims.model import Kind, Scope
from assistant.claims.named import MONEY, NOTHING, Named
from assistant.claims.pieces import Atom, Label, Piece
from assistant.claims.statements import Said, Statement
from assistant.claims.tokens import Sort, Token

if TYPE_CHECKING:
    from assistant.claims.listening import Listener

_CASE = Figure(1, "件", 0)
_UNDATED = "没有写明是上年的数"


def stepped(heard: Listener, atom: Atom, token: Token, figure: Figure, piece: Piece) -> bool:
    """Hear a figure that a change starts from or ends at, if it does; what it ends at is this year's number."""
    if heard.spoken or "变到" not in piece.roles:
        return False
    if has(atom.before, "变到"):
        return _ends(heard, atom, token, figure)
    start = _start(atom.before)
    later = any(t.has("变到") and t.start > token.start for t in piece.tokens)
    if start < 0 or not later:
        return False
    own = atom.before[:start]
    dated = tuple(t for t in atom.before[start:] if t.has("去年") or t.year)
    share = figure.unit == "%" and has(own, "占")
    named = heard.namer.named(own, None if share else figure, heard.context)
    part = named.names if share and not named.cost else ()
    if nameless(own) and (last := heard.last) is not None and last.sentence == heard.sentence:
        named = last.named if last.unit == figure.unit else NOTHING
    said = Said(NOTHING if share else named, figure.value, _kind(figure), figure.unit, part=part)
    first = heard.add((*own, *dated), token, said)
    first.scope = Scope.LAST
    if not dated:
        first.why = first.why or _UNDATED
    heard.remember(named)
    return True


def _ends(heard: Listener, atom: Atom, token: Token, figure: Figure) -> bool:
    first = heard.last
    follows = (
        first is not None
        and first.scope is Scope.LAST
        and first.sentence == heard.sentence
        and first.unit == figure.unit
    )
    if first is None or not follows:
        return False
    label = tuple(t for t in atom.label if t.has("变到"))
    said = Said(
        first.named, figure.value, _kind(figure), figure.unit,
        subject=first.index, part=first.said.part, whole=first.said.whole,
    )  # fmt: skip
    statement = heard.add(label, token, said)
    statement.scope = Scope.THIS
    if first.why != _UNDATED:
        statement.why = statement.why or first.why
    return True


def _start(before: Label) -> int:
    """Return where 由 or 从 stands with nothing but a year between it and the figure, or -1."""
    for place in range(len(before) - 1, -1, -1):
        token = before[place]
        if token.text in ("由", "从") or (token.sort is Sort.UNKNOWN and token.text[-1] in "从由"):
            return place
        if not (token.has("去年", "虚词", "占") or token.year or token.text == "末"):
            return -1
    return -1


def _kind(figure: Figure) -> Kind:
    if figure.unit == "%":
        return Kind.PERCENTAGE
    return Kind.AMOUNT if figure.unit in MONEY else Kind.COUNT


def changed(heard: Listener, label: Label) -> Named:
    """Return the quantity that a change names itself: 行政诉讼比去年增长80%; nothing where it does not."""
    if heard.spoken:
        return NOTHING
    end = next((i for i, t in enumerate(label) if t.has("对比", "增", "减")), 0)
    own, last = label[:end], heard.last
    if has(own, "占", "率"):
        return NOTHING
    if nameless(own):
        again = (
            last is not None and last.kind in (Kind.CHANGE, Kind.GROWTH) and last.said.subject < 0
        )
        return last.named if last and again and last.sentence == heard.sentence else NOTHING
    named = heard.namer.named(own, None, heard.context)
    if named.guessed:
        # 企业申请比上年增加5件: of what was received, as it would be with a number of this year.
        named = heard.namer.named(own, _CASE, heard.context)
    if not named.names and only_topic(own):
        named = heard.of_row(heard.language.lines["申请.新收"])
    return NOTHING if named.cost else named


def rate_before(heard: Listener) -> Statement | None:
    """Return the percentage that 提高3个百分点 is said of: the last one of this sentence and this year."""
    for statement in heard.recent():
        if statement.sentence < heard.sentence:
            return None
        if statement.kind is Kind.PERCENTAGE and statement.scope is not Scope.LAST:
            return statement
    return None


def respective(statements: Sequence[Statement]) -> dict[int, int]:
    """Return which number each change is of that stands in a row after 分别; -1 where that cannot be told.

    许可4318件、处罚967件，分别比上年增加338件、减少135件: the first change is of the first number.
    """
    found: dict[int, int] = {}
    for start, statement in enumerate(statements):
        if statement.kind not in (Kind.GROWTH, Kind.CHANGE) or "分别" not in statement.noun:
            continue
        end = start + 1
        while end < len(statements) and _goes_on(statements[end], statement):
            end += 1
        first = start
        while first > 0 and _counted_before(statements[first - 1], statement):
            first -= 1
        count = end - start
        right = start - first >= count
        found |= {
            place: (start - count + place - start if right else -1) for place in range(start, end)
        }
    return found


def _goes_on(statement: Statement, first: Statement) -> bool:
    return (
        statement.kind in (Kind.GROWTH, Kind.CHANGE)
        and statement.sentence == first.sentence
        and statement.after_mark in ("、", "，", "")
    )


def _counted_before(statement: Statement, change: Statement) -> bool:
    return statement.counts and statement.sentence == change.sentence
