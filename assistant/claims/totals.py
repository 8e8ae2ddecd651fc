"""Statements that all went one way, and results said after their number: 均获维持, 都是个人的, 1件，维持."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.claims import whose
from assistant.claims.labels import has, is_rest, unknown
from assistant.claims.model import Kind, Scope
from assistant.claims.named import APPLICATIONS, CASES, FOREIGN, NOTHING, Named, Spot
from assistant.claims.pieces import Label, names
from assistant.claims.rows import without_groups
from assistant.claims.statements import Said, Statement
from assistant.claims.vocabulary import DISCLOSED, Line
from assistant.forms import TOTAL

if TYPE_CHECKING:
    from assistant.claims.listening import Listener

_RECEIVED = f"{APPLICATIONS}.新收.{TOTAL}"
_CARRIED = "上年结转"
_CAME = ("新收", _CARRIED)
PUBLISHED = "公开总数"
_HANDLED = f"{APPLICATIONS}.办理总计.{TOTAL}"
_ONWARD = f"{APPLICATIONS}.结转下年.{TOTAL}"


def everything(heard: Listener, label: Label) -> None:
    """Hear that all went one way; words that name no quantity are only noted."""
    if heard.last is not None and heard.last.kind is Kind.PERCENTAGE and not heard.mark:
        return  # 九成都是个人
    naming = tuple(token for token in label if not is_rest(token))
    named = heard.namer.named(_whose_they_are(naming), None, heard.context)
    heard.scopes(label)
    rest = len(naming) < len(label)
    _, narrowed = unknown(label, named, spoken=heard.spoken)
    if named.cost >= FOREIGN or not named.names or (narrowed and not heard.spoken):
        heard.note(label)
    elif heard.spoken and not rest and (_settles_rows(heard, named) or _kind_told(heard, named)):
        return
    elif named.fact is not None and named.fact.name == PUBLISHED:
        heard.note(label)
    elif named.fact is not None:
        _all_of_fact(heard, label, named, rest=rest)
    elif named.only_column and named.spots[0].table == CASES:
        _all_of_cases(heard, label, named, rest=rest)
    else:
        _all_of_row(heard, label, named, rest=rest)


def _whose_they_are(label: Label) -> Label:
    """Return 都是个人 of 都是个人寄来的: it says who asked, and by the way how."""
    lines = [t.word.lines if t.word is not None else () for t in label]
    whose_ = any(ln.table == APPLICATIONS and ln.column for own in lines for ln, _ in own)
    if not whose_:
        return label
    return tuple(t for t in label if t.word is None or not t.word.facts or t.word.lines)


def _settles_rows(heard: Listener, named: Named) -> bool:
    """Take 自然人10件，企业2件，都是今年新收的 for the row of what was said before."""
    if named.row is None or named.only_column or named.row.id not in _CAME:
        return False
    guessed = [statement for statement in heard.recent() if statement.named.guessed]
    for statement in guessed:
        spots = tuple(spot._replace(row=named.row.id) for spot in statement.named.spots)
        statement.named = statement.named._replace(spots=spots, row=named.row, guessed=False)
    return bool(guessed)


def _add(heard: Listener, label: Label, said: Said, subject: Statement | None) -> None:
    about = {"subject": subject.index, "unit": subject.unit} if subject else {}
    if subject is not None and subject.said.bare:
        subject.told = True
    heard.add(label, None, said._replace(**about))  # type: ignore[arg-type]


def _all_of_fact(heard: Listener, label: Label, named: Named, *, rest: bool) -> None:
    last = heard.last_count()
    if heard.spoken and last is not None and _where_it_was(last, label, named):
        return
    if (
        heard.spoken
        and named.fact is not None
        and named.fact.line == _RECEIVED.removesuffix(f".{TOTAL}")
    ):
        last = _received(heard)
    near = last is not None and last.sentence == heard.sentence and not rest
    counted = last is not None and named.fact is not None and last.unit in ("", *named.fact.units)
    value = last.value if last is not None and near and (counted or not heard.spoken) else None
    _add(heard, label, Said(named, value, Kind.TOTALITY, rest=rest), last)


def _where_it_was(last: Statement, label: Label, named: Named) -> bool:
    """Say whether 回应14件，都在网站互动栏目里 only tells where what was counted stands."""
    other, place = last.named.fact, named.fact
    stands = any(token.text in ("在", "放在", "挂在", "登在") for token in label)
    channel = stands and place is not None and place.name.endswith("条数")
    return channel and other is not None and other is not place and other.name != PUBLISHED


def _all_of_cases(heard: Listener, label: Label, named: Named, *, rest: bool) -> None:
    """Hear 均获维持 of each kind of case just spoken of."""
    column = named.spots[0].column
    left = heard.last
    if left is not None and left.said.rest and left.said.bare and left.counts and not left.told:
        _all_that_is_left(heard, label, named, left)
        return
    lines = heard.language.lines
    spoken_of = heard.context.rows or ((heard.context.row,) if heard.context.row else ())
    if heard.spoken:
        spoken_of = tuple(without_groups(spoken_of))
    for row in spoken_of or (lines["复议诉讼.复议"], lines["复议诉讼.诉讼"]):
        if row.table != CASES:
            continue
        whole = Spot(CASES, row.id, TOTAL).name
        subject = next((s for s in heard.recent() if whole in s.names and s.figured), None)
        own = named._replace(spots=(Spot(CASES, row.id, column),), row=row, only_column=False)
        again = heard.last_count()
        if subject and again and again.corrected and again.said.bare:
            subject = again
        value = subject.value if subject and not rest else None
        none = () if rest else _others(heard, row, column)
        said = Said(own, value, Kind.TOTALITY, rest=rest, none=none, whole=whole)
        _add(heard, label, said, subject)


def _all_that_is_left(heard: Listener, label: Label, named: Named, left: Statement) -> None:
    """Hear 剩下的2件都还没审结: so many of the kind of case spoken of."""
    rows = without_groups(heard.context.rows or ((heard.context.row,) if heard.context.row else ()))
    spots = tuple(Spot(CASES, row.id, named.spots[0].column) for row in rows if row.table == CASES)
    row = rows[0] if len(spots) == 1 else None
    own = named._replace(spots=spots[:1], row=row, only_column=False) if row else NOTHING
    own = own if row else Named(unclear=spots or named.spots)
    _add(heard, label, Said(own, left.value, Kind.COUNT), left)


def _others(heard: Listener, row: Line, column: str) -> tuple[str, ...]:
    """Return the other cells of a row, which must be 0 when all stands in one column."""
    columns = heard.language.form.tables[row.table].columns.values()
    return tuple(
        Spot(row.table, row.id, other.id).name
        for other in columns
        if not other.sum
        and other.id != column
        and Spot(row.table, row.id, other.id).name in heard.language.cells
    )


def _all_of_row(heard: Listener, label: Label, named: Named, *, rest: bool) -> None:
    """Hear 都是个人的 of the number at hand, 全部办结 of what was received."""
    last = _at_hand(heard)
    spot = named.spots[0]
    if not rest and _whose(heard, label, named, last):
        return
    away = not heard.spoken and spot.table == APPLICATIONS != heard.context.topic
    came = spot.row in _CAME and spot.column == TOTAL and last is not None and bool(last.names)
    away = away or (heard.spoken and spot.row == "办理总计" and _unknown(last))
    away = away or (heard.spoken and spot.table == DISCLOSED and _of_strangers(last))
    if away or (last is not None and _of_something_else(last, spot)) or (came and heard.spoken):
        heard.note(label)
        return
    said = Said(named, None, Kind.TOTALITY, rest=rest)
    if named.only_column and last is not None and last.named.row is not None:
        row = last.named.row
        spot = Spot(row.table, row.id, spot.column)
        if spot.name not in heard.language.cells:
            return
        own = named._replace(spots=(spot,), row=row, guessed=False, only_column=False)
        whole = Spot(row.table, row.id, TOTAL).name
        said = said._replace(named=own, whole=whole, none=_others(heard, row, spot.column))
    elif spot.table == CASES and named.row is not None:
        if heard.context.row is None or heard.context.row.id not in named.row.members:
            heard.context.row, heard.context.rows = named.row, (named.row,)
    elif spot.table == APPLICATIONS and spot.column == TOTAL:
        if heard.spoken and _sums_up(heard, named.row):
            return
        last = (
            _divides(last, spot)
            or _received(heard)
            or (None if heard.spoken and _is_result(last, spot) else last)
        )
        whole = last.names[0] if last is not None and last.names else _RECEIVED
        if not heard.spoken and last is not None and last.row_id == _CARRIED:
            heard.note(label)
            return
        every = whole in (_RECEIVED, _HANDLED)
        said = said._replace(whole=whole, none=() if _due(label) or not every else (_ONWARD,))
    other = heard.spoken and last is not None and _of_another_row(last, named)
    value = last.value if last is not None and not (rest or other) else None
    _add(heard, label, said._replace(value=value), None if other else last)


def _of_another_row(last: Statement, named: Named) -> bool:
    """Say whether 没找到的都是个人的 names its own row, and not that of the number at hand."""
    whose_ = not named.only_column and named.spots[0].column != TOTAL
    ours = named.spots[0].table == APPLICATIONS and bool(last.names)
    return whose_ and ours and last.named.row is not named.row


def _sums_up(heard: Listener, group: Line | None) -> bool:
    """Say whether 都没公开 only says again what 涉密的1件，内部事务2件 are."""
    members = group.members if group is not None else ()
    told = [s for s in heard.recent() if s.sentence == heard.sentence and s.counts]
    return sum(s.row_id in members for s in told) > 1


def _whose(heard: Listener, label: Label, named: Named, last: Statement | None) -> bool:
    """Hear whose applications had a result, or which of some applicants' did."""
    return (
        _whose_result(heard, label, named, last)
        or whose.known(heard, label, named)
        or whose.settled(heard, label, named, last)
    )


def _whose_result(heard: Listener, label: Label, named: Named, last: Statement | None) -> bool:
    """Take 3件，都是公司撤回的, asked how many were, for whose the three were."""
    row, spot = named.row, named.spots[0]
    same = last is not None and row is not None and last.named.row is row
    if not (heard.spoken and same and whose.column_first(named) and spot.column != TOTAL):
        return False
    if last is None or last.named.spots[-1:] != (Spot(spot.table, spot.row, TOTAL),):
        return False
    _add(heard, label, Said(named, last.value, Kind.TOTALITY), last)
    return True


def _divides(last: Statement | None, spot: Spot) -> Statement | None:
    """Return the number of the group that a reason was just given for: 无法提供2件，都是不掌握."""
    group = last.named.row if last is not None and last.counts else None
    return last if group is not None and spot.row in group.members else None


def _is_result(last: Statement | None, spot: Spot) -> bool:
    """Say whether the number at hand is only part of what was answered: 公开6件，不掌握2件，都办完了."""
    return spot.row == "办理总计" and last is not None and bool(last.names)


def _due(label: Label) -> bool:
    """Say whether only what was due is spoken of: 均按期答复 leaves room for what is not due yet."""
    return has(label, "期内") or any("按期" in t.text or "按时" in t.text for t in label)


def _unknown(last: Statement | None) -> bool:
    """Say whether what the number at hand counts is not known: 热线工单312件，都按期办结了."""
    return last is not None and not last.names and bool(last.unknown)


def _of_strangers(last: Statement | None) -> bool:
    """Say whether the number at hand is of what nobody knows: 立案查处18件，罚款都入库了."""
    return last is not None and not last.names and not last.said.bare


def _of_something_else(last: Statement, spot: Spot) -> bool:
    if last.named.fact is not None:
        return True
    return bool(last.names) and last.named.spots[0].table != spot.table


def _at_hand(heard: Listener) -> Statement | None:
    """Return the number that 都 speaks of: the last one, not far away."""
    for statement in heard.recent():
        if statement.sentence < heard.sentence - 1:
            return None
        left = statement.said.rest and not (statement.said.bare and statement is heard.last)
        left = left or (heard.spoken and statement.noun.startswith("除"))
        if statement.counts and statement.scope is not Scope.LAST and not left:
            return statement
    return None


def _received(heard: Listener) -> Statement | None:
    """Return the number received, when 全部办结 can be about nothing else."""
    for statement in heard.recent():
        if statement.sentence < heard.sentence - 2:
            return None
        if statement.counts and statement.row_id == "新收" and not statement.named.only_column:
            return statement
    return None


# -- a result after its number ---------------------------------------------------------------------------------


def result(heard: Listener, label: Label, named: Named) -> bool:
    """Take 复议1件，维持 for one upheld: a result said alone after a number is the result of that number."""
    if whose.known(heard, label, named) or _of_case_spoken_of(heard, label, named):
        return True
    last = next((s for s in heard.recent() if s.kind is not Kind.ZERO), None)
    if heard.spoken and last is not None and whose.explains(heard, last, named):
        heard.remember(named)
        return True
    if heard.spoken and _kind_told(heard, named):
        return True
    if (
        last is None
        or last.sentence != heard.sentence
        or not last.counts
        or heard.mark in ("；", "：")
    ):
        return False
    if last.scope is Scope.LAST:
        return False
    if (heard.spoken or heard.list is None) and _refines(heard, last, named):
        return True
    if last.kind is Kind.COUNT and whose.settled(heard, label, named, last):
        return True
    if heard.spoken and last.said.bare and not last.names and named.guessed:
        last.named = heard.of_row(heard.language.lines["申请.新收"])._replace(guessed=True)
    told = heard.spoken and any(map(is_rest, label)) and sum(map(names, label)) > 1
    own = None if told else _own_result(heard, last, named)
    if own is not None:
        _tell_result(heard, label, own, last)
    return own is not None


def _tell_result(heard: Listener, label: Label, own: Named, last: Statement) -> None:
    """Hear the result of a number; one of several, 一审赢了二审还没判, is asked about."""
    if len(own.spots) > 1:
        _add(heard, label, Said(Named(unclear=own.spots), None, Kind.TOTALITY), None)
        return
    value = 1 if any(token.text in whose.THAT_ONE for token in label) else last.value
    kind = Kind.COUNT if value == 1 else Kind.TOTALITY
    _add(heard, label, Said(own, value, kind), last)


def _of_case_spoken_of(heard: Listener, label: Label, named: Named) -> bool:
    """Take 诉讼是直接起诉的，还没判 for as many as there are of that kind; so 结果维持 of the kind asked about."""
    row = heard.context.row
    told = heard.fresh_before or not heard.statements
    if not (heard.spoken and told and named.only_column and named.spots) or has(label, "更正"):
        return False
    if row is None or row.table != CASES or named.spots[0].table != CASES or row.members:
        return False
    spot = Spot(CASES, row.id, named.spots[0].column)
    own = named._replace(spots=(spot,), row=row, only_column=False)
    _add(heard, label, Said(own, None, Kind.TOTALITY), None)
    return True


def _own_result(heard: Listener, last: Statement, named: Named) -> Named | None:
    row, column = last.named.row, last.named.column
    if not (named.only_column and named.spots) or row is None or column is None:
        return None
    if last.kind is not Kind.COUNT or column.id != TOTAL or row.table != named.spots[0].table:
        return None
    spots = tuple(dict.fromkeys(Spot(row.table, row.id, s.column) for s in named.spots))
    spots = spots if heard.spoken else spots[:1]
    if spots[0].name not in heard.language.cells or not (heard.spoken or last.value == 1):
        return None
    return named._replace(spots=spots, row=row, guessed=False, only_column=False)


def _kind_told(heard: Listener, named: Named) -> bool:
    """Take 打了1场官司，还没判，直接起诉的 for one case of that kind, though its result stands between."""
    number = heard.last_count()
    near = number is not None and number.sentence == heard.sentence
    if number is None or not near or heard.mark in ("；", "："):
        return False
    return (
        number.named.row is not None
        and number.named.row.table == CASES
        and _refines(heard, number, named)
    )


def _refines(heard: Listener, last: Statement, named: Named) -> bool:
    """Take 诉讼1件，维持，没经过复议直接起诉的 for one case of the kind named after it."""
    row, group = named.row, last.named.row
    if row is None or group is None or named.only_column or row.id not in group.members:
        return False
    for statement in heard.recent():
        if statement.sentence == last.sentence and statement.named.row is group:
            spots = tuple(spot._replace(row=row.id) for spot in statement.named.spots)
            statement.named = statement.named._replace(spots=spots, row=row)
    heard.context.row, heard.context.rows = row, (row,)
    return True
