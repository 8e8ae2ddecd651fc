"""Percentages and changes: 占41%, 办结率100%, 同比增长20%, 比上年减少2件, 增3项."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.claims import changing
from assistant.claims.figures import Figure
from assistant.claims.labels import against, has, nameless, strangers
from assistant.claims.model import Kind, Range, Scope
from assistant.claims.named import APPLICATIONS, NOTHING, TOGETHER, UNSAID, Named, Spot
from assistant.claims.pieces import Label
from assistant.claims.statements import Said, Statement
from assistant.claims.tokens import Sort, Token
from assistant.claims.vocabulary import DISCLOSED, Line
from assistant.forms import TOTAL
from assistant.report import Number

if TYPE_CHECKING:
    from assistant.claims.listening import Listener

RATES = ("%", "百分点", "个百分点", "倍")
_ITEM_UNITS = ("项", "个", "件", "")


def rate(heard: Listener, label: Label, token: Token, figure: Figure, sign: int) -> None:
    """Hear a percentage: a growth, a share, or how much is done."""
    now = changing.rate_before(heard)
    if not sign and now is not None and against(label, token):
        said = Said(NOTHING, figure.value, Kind.PERCENTAGE, figure.unit, subject=now.index)
        heard.add(label, token, said).scope = Scope.LAST
    elif sign or has(label, "对比"):
        named = changing.changed(heard, label)
        points = figure.unit.endswith("百分点")
        main = now if points else _main(heard)
        subject = main.index if main and not (named.names or named.unclear) else -1
        value = _signed(figure.value, sign)
        part = _share_of(heard, label, token)[0] if points and has(label, "占") else ()
        said = Said(NOTHING if points else named, value, Kind.GROWTH, figure.unit, subject=subject)
        heard.add(label, token, said._replace(part=part, subject=-1 if part else subject))
    elif _of_applications(heard) and any(t.text == "办结率" for t in label):
        _finished(heard, label, token, figure)
    else:
        _share(heard, label, token, figure)


def _share(heard: Listener, label: Label, token: Token, figure: Figure) -> None:
    named = NOTHING
    subject = -1
    if has(label, "占"):
        own, whole = ((), "") if heard.spoken else _share_of(heard, label, token)
        part = heard.last_count()
        near = part is not None and part.sentence == heard.sentence and not _of_other(label)
        same = part is not None and (not own or set(own) == set(part.names))
        subject = part.index if part is not None and near and same else -1
        if not near and not own:
            whole = ""
        said = Said(NOTHING, figure.value, Kind.PERCENTAGE, figure.unit, subject=subject)
        said = said._replace(part=() if subject >= 0 else own, whole=whole, bare=nameless(label))
        heard.add(label, token, said)
        return
    named = heard.namer.named(label, figure, heard.context)
    named = named if named.fact is not None and not named.cost else NOTHING
    said = Said(named, figure.value, Kind.PERCENTAGE, figure.unit, subject=subject)
    heard.add(label, token, said._replace(bare=nameless(label)))


def _share_of(heard: Listener, label: Label, token: Token) -> tuple[tuple[str, ...], str]:
    """Return what a share is and what it is of, as far as its own words say: 网站占公开总数的58.7%."""
    at = next(place for place, t in enumerate(label) if t.has("占"))
    own = heard.namer.named(label[:at], None, heard.context)
    of = tuple(t for t in label[at + 1 :] if t.end <= token.start)
    whole = heard.namer.named(of, None, heard.context)
    clear = not (own.doubt == TOGETHER or own.cost or own.unclear or strangers(label[:at]))
    one = len(whole.names) == 1 and not (whole.cost or strangers(of))
    return own.names if clear else (), whole.names[0] if one else ""


def _of_other(label: Label) -> bool:
    """Say whether a share has a subject of its own: 回收482份，满意和基本满意占95%."""
    before = label[: next(place for place, token in enumerate(label) if token.has("占"))]
    return any(token.sort is Sort.UNKNOWN for token in before)


def _of_applications(heard: Listener) -> bool:
    """Say whether applications are spoken of, and not something else that was counted last in this sentence."""
    last = heard.last_count()
    other = (
        not heard.spoken
        and last is not None
        and last.sentence == heard.sentence
        and (last.named.row is None or last.named.row.table != APPLICATIONS or last.why == UNSAID)
    )
    return heard.context.topic == APPLICATIONS and not other


def _finished(heard: Listener, label: Label, token: Token, figure: Figure) -> None:
    """Hear 办结率100%: all that came in is done with."""
    named = heard.of_row(heard.language.lines["申请.办理总计"])
    named = named._replace(said=tuple(t for t in label if t.text == "办结率"))
    onward = (f"{APPLICATIONS}.结转下年.{TOTAL}",) if figure.value == 100 else ()
    said = Said(named, figure.value, Kind.PERCENTAGE, figure.unit, none=onward)
    heard.add(label, token, said._replace(whole=f"{APPLICATIONS}.新收.{TOTAL}"))


def _main(heard: Listener) -> Statement | None:
    """Return the number that 同比 compares: the last one outside brackets and lists of parts."""
    for statement in heard.recent():
        if statement.sentence < heard.sentence:
            return None
        now = statement.scope not in (Scope.LAST, Scope.OTHER_YEAR)
        if now and statement.counts and statement.depth <= heard.depth and statement.group < 0:
            return statement
    return None


def is_change(heard: Listener, label: Label, figure: Figure) -> bool:
    """Say whether 增加2件 is so much more than before; a clerk may also mean two that came in."""
    if not heard.spoken or has(label, "对比"):
        return True
    return figure.unit in _ITEM_UNITS and _item_row(heard, label) is not None


def change(heard: Listener, label: Label, token: Token, figure: Figure, sign: int) -> None:
    """Hear a change in number: of the items of a row of the 2019 form, or against last year."""
    items = figure.unit in _ITEM_UNITS and not has(label, "对比")
    row = _item_row(heard, label) if items else None
    value = _signed(figure.value, sign)
    if row is None:
        named = changing.changed(heard, label)
        main = _main(heard)
        if main and main.said.subject < 0 and _net(label):
            main = None
        subject = main.index if main and not (named.names or named.unclear) else -1
        heard.add(label, token, Said(named, value, Kind.CHANGE, figure.unit, subject=subject))
        return
    line = heard.language.lines["主动公开.增减"]
    named = Named((Spot(DISCLOSED, row.id, line.id),), row=row, column=line)
    heard.add(label, token, Said(named, value, Kind.CHANGE, figure.unit))
    heard.context.row, heard.context.topic = row, DISCLOSED


def _net(label: Label) -> bool:
    """Say whether a change is what remains of several numbers: 制发14件、废止6件，净增8件."""
    return any(token.text[0] == "净" for token in label) and not has(label, "对比", "去年")


def _item_row(heard: Listener, label: Label) -> Line | None:
    """Return the row of items that a change in their number is said of."""
    named = [ln for token in label for ln, _ in heard.namer.lines(token) if not ln.column]
    for row in (*named, heard.context.row):
        if row is not None and f"{DISCLOSED}.{row.id}.增减" in heard.language.cells:
            return row
    return None


def _signed(value: Number | Range | None, sign: int) -> Number | Range | None:
    if sign >= 0 or value is None or isinstance(value, Range):
        return value
    return -value
