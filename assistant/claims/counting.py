"""Figures with their words: what each counts, and which list of parts it stands in."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from assistant.claims import answering, changing, denying, rating, sharing, wholes, whose
from assistant.claims.figures import Figure
from assistant.claims.labels import (
    against,
    has,
    is_rest,
    nameless,
    of_many,
    only_topic,
    sign,
    written,
)
from assistant.claims.model import Kind, Scope
from assistant.claims.named import (
    APPLICATIONS,
    CASES,
    FOREIGN,
    MONEY,
    NOTHING,
    PERSONS,
    Named,
    Spot,
)
from assistant.claims.pieces import Atom, Label, Piece, names
from assistant.claims.rows import is_verb
from assistant.claims.statements import Said, Statement
from assistant.claims.tokens import Sort, Token
from assistant.claims.vocabulary import DISCLOSED, ELSEWHERE, Line

if TYPE_CHECKING:
    from assistant.claims.listening import Listener

TOTAL_PUBLISHED = "公开总数"
_NO_RESULT = ("新收", "上年结转", "办理总计")


def counted(heard: Listener, atom: Atom, token: Token, piece: Piece) -> None:
    """Hear a figure with its words."""
    figure, label = token.figure, atom.label
    if (
        figure is None
        or has(atom.before, "每")
        or answering.not_one(atom, figure)
        or answering.came_back(heard, label)
        or answering.tried(heard, label, figure)
        or (heard.spoken and answering.tells_the_slip(heard, atom))
    ):
        heard.passed.add(token.start)
        heard.note(label)
        return
    if figure.unit == "个人":
        figure, label, token = _persons(heard, atom, token, figure, piece)
    if changing.stepped(heard, atom, token, figure, piece):
        return
    direction = sign(atom.before)
    if figure.unit in rating.RATES:
        rating.rate(heard, label, token, figure, direction)
        return
    if direction and rating.is_change(heard, label, figure):
        rating.change(heard, label, token, figure, direction)
        return
    if figure.value == 0 and heard.spoken and answering.rest_is_none(label):
        denying.denied(heard, (*label, token))
        return
    label = sharing.respectively(heard, label)
    if heard.spoken and (apart := sharing.facts_apart(label)):
        for own in apart:
            _place(heard, own, token, heard.namer.named(own, figure, heard.context), piece)
    else:
        _one(heard, atom, label, token, piece)


def _one(heard: Listener, atom: Atom, label: Label, token: Token, piece: Piece) -> None:
    """Hear a figure that counts one thing, or as many of each in one table."""
    figure, direction = token.figure, sign(atom.before)
    if figure is None:
        return
    named = whose.belonging(heard, _name(heard, label, figure))
    if heard.spoken and answering.came_over(label):
        named = heard.of_row(heard.language.lines["申请.上年结转"])
    named = answering.when_it_came(heard, label, named)
    alone = named.only_column and not has(label, "更正")
    of_part = heard.spoken and named.fact is None and (nameless(label) or alone)
    if direction and (of_part or not (named.names or named.unclear)):
        rating.change(heard, label, token, figure, direction)
    elif not _completes(heard, label, token):
        _place(heard, label, token, sharing.told_apart(heard, label, figure, named), piece)


def _persons(
    heard: Listener, atom: Atom, token: Token, figure: Figure, piece: Piece
) -> tuple[Figure, Label, Token]:
    """Take 6个人的 among applications for six of individuals, 3个人来申请 for three persons."""
    word, label = heard.language.words["个人"], atom.label
    applicants = any(
        line.column and line.table == APPLICATIONS
        for other in piece.tokens
        for line, _ in heard.namer.lines(other)
    )
    alone = nameless(label) and (applicants or heard.context.topic == APPLICATIONS)
    individuals = heard.spoken and (alone or (bool(atom.after) and atom.after[0].text == "的"))
    figure = replace(figure, unit="" if individuals else "人")
    token = replace(token, figure=figure)
    if individuals:
        name = Token(Sort.WORD, "个人", token.end - 2, token.end, word=word, roles=word.roles)
        label = (*atom.before, name, *atom.after)
    return figure, label, token


# -- what it counts --------------------------------------------------------------------------------------------


def _name(heard: Listener, label: Label, figure: Figure) -> Named:
    """Return what a figure counts: by its own words, or else by what is being spoken of."""
    if (asked := answering.by_row_asked(heard, label, figure)) is not None:
        return asked
    named = heard.namer.named(label, figure, heard.context)
    named = answering.of_kind_asked(heard, named)
    if named.cost >= FOREIGN:
        return Named(cost=named.cost, said=named.said)
    if named.names or named.unclear or named.readings:
        return _of_channel(heard, _of_member(heard, _other_result(heard, named)))
    if only_topic(label):
        return _applications(heard, label, figure)
    if not nameless(label) and not answering.only_last_year(heard, label):
        return answering.by_verbs(heard, label, figure) or _by_verb(heard, label, figure) or named
    many = has(label, "其余", "另外") or (not figure.value and of_many(written(label)))
    return NOTHING if many and heard.spoken else _understood(heard, label, figure)


def _other_result(heard: Listener, named: Named) -> Named:
    """Leave 不予处理2件，其他5件 open: it may be the row 其他处理, or what is left, and hardly other applicants."""
    last = heard.last
    if heard.spoken or last is None or last.named.row is None or last.sentence != heard.sentence:
        return named
    result = last.named.row.table == APPLICATIONS and last.row_id not in _NO_RESULT
    if (
        result
        and named.only_column
        and not last.named.only_column
        and all(map(is_rest, named.said))
    ):
        return named._replace(doubt="“其他”可能是其他处理，也可能是其余各项")
    return named


def _of_member(heard: Listener, named: Named) -> Named:
    """Take 因不掌握相关信息，无法提供的有3件 for the reason just named, not for all of its group."""
    row, group = heard.context.row, named.row
    if not heard.fresh or row is None or group is None or not named.spots:
        return named
    if row.id not in group.members:
        return named
    spots = tuple(spot._replace(row=row.id) for spot in named.spots)
    return named._replace(spots=spots, row=row)


def _by_verb(heard: Listener, label: Label, figure: Figure) -> Named | None:
    """Take 来了85人次 after 3次培训 for the fact in that unit: a verb for what came in counts no persons."""
    verbs = all(is_verb(token, line) for token in label for line, _ in heard.namer.lines(token))
    unknown = any(token.sort is Sort.UNKNOWN for token in label)
    if not heard.spoken or not verbs or unknown or heard.context.fact is None:
        return None
    found = _fact_spoken_of(heard, label, figure)
    return found if found is not NOTHING and found.fact is not heard.context.fact else None


def _of_channel(heard: Listener, named: Named) -> Named:
    """Take 运行维护微信公众号，全年发布信息30条 for what that channel published, though it is not quite said."""
    channel, last = heard.context.fact, heard.last
    if named.fact is None or named.fact.name != TOTAL_PUBLISHED or heard.spoken:
        return named
    if not heard.fresh:
        near = last is not None and last.sentence == heard.sentence and last.named.fact is not None
        other = last.named.fact if last is not None and near else None
        if other is None or other is named.fact or any("主动公开" in t.text for t in named.said):
            return named
        return named._replace(doubt=f"前面说的是{other.name}")
    if channel is None:
        return named._replace(doubt="前面说的是别的事")
    if channel is named.fact:
        return named
    return named._replace(fact=channel, doubt=f"没有写明是不是{channel.name}")


def _applications(heard: Listener, label: Label, figure: Figure) -> Named:
    """Return what 13件申请 counts in an answer: the row spoken of, or what was received."""
    if not heard.spoken or figure.unit in PERSONS:
        return NOTHING
    row = heard.context.row
    if row is None or row.table != APPLICATIONS:
        row = heard.language.lines["申请.新收"]
    return heard.of_row(row)._replace(said=tuple(t for t in label if names(t)))


def _understood(heard: Listener, label: Label, figure: Figure) -> Named:
    """Return what a figure without words of its own counts."""
    row = heard.context.row
    last = _of_last(heard, label, figure)
    if last is not None and (last.names or not heard.context.asked):
        return last.named
    last = heard.last
    asked = heard.spoken and heard.context.asked and answering.nothing_yet(heard)
    if row is not None and row.table != DISCLOSED and figure.unit not in MONEY:
        if asked and not heard.fresh:
            return heard.of_row(row)
        if heard.fresh and (column := heard.context.applicant) is not None:
            return heard.of_row(row)._replace(
                spots=(Spot(row.table, row.id, column.id),), column=column
            )
        if asked or (heard.fresh and not has(label, "去年")):
            return _of_row(heard, row)
    if heard.spoken and has(label, "今年") and _may_have_come(heard, row, figure):
        came = heard.language.lines["申请.新收"]
        return heard.of_row(came)._replace(guessed=heard.context.topic != APPLICATIONS)
    if row is not None and row.table == DISCLOSED:
        found = _cell_of(heard, row, figure)
        if found is not NOTHING:
            return found
    if not heard.spoken and (last is None or heard.mark != "、" or last.named.fact is None):
        return NOTHING
    return _fact_spoken_of(heard, label, figure)


def _of_last(heard: Listener, label: Label, figure: Figure) -> Statement | None:
    """Return what was just counted where a number is the same of another year: 新收204件（去年同期163件）."""
    last = heard.last
    if last is None or last.sentence != heard.sentence:
        return None
    before = (
        not heard.spoken
        and last.counts
        and last.scope is Scope.THIS
        and last.unit == figure.unit
        and not last.why
        and has(label, "去年")
        and all(token.has("去年", "虚词") for token in label)
    )
    return last if before or last.scope is Scope.LAST else None


def _may_have_come(heard: Listener, row: Line | None, figure: Figure) -> bool:
    """Say whether 今年12件，去年9件 can count what was received: nothing else is being spoken of."""
    context = heard.context
    new = row is None or row.id == "新收"
    return (
        new and context.fact is None and context.topic in ("", APPLICATIONS) and figure.unit == "件"
    )


def _of_row(heard: Listener, row: Line) -> Named:
    named, column = heard.of_row(row), heard.context.column
    if column is not None:
        spot = Spot(row.table, row.id, column.id)
        if spot.name in heard.language.cells:
            return named._replace(spots=(spot,), column=column)
    return named


def _cell_of(heard: Listener, row: Line, figure: Figure) -> Named:
    """Return the one cell of a row of table two that the figure fits, if the row was just named."""
    spots = heard.namer.columns_of(row, figure)
    column = heard.context.column
    if heard.fresh:
        spots = [s for s in spots if column is not None and s.column == column.id] or spots
    elif not _is_money(figure) and not (heard.spoken and figure.unit in ("项", "个")):
        return NOTHING
    return Named(tuple(spots), row=row) if len(spots) == 1 else NOTHING


def _is_money(figure: Figure) -> bool:
    return figure.unit in MONEY or figure.ten_thousands


def _fact_spoken_of(heard: Listener, label: Label, figure: Figure) -> Named:
    """Return the fact spoken of, or the one called by the same words in this unit: 3次，120人次."""
    fact = heard.context.fact
    if fact is None:
        return NOTHING
    figure = replace(figure, unit="元") if figure.unit in ("块", "块钱") else figure
    if figure.unit in fact.units:
        again = heard.spoken and (heard.fresh or (heard.statements and not has(label, "合计")))
        return Named((), fact) if again else NOTHING
    kin = heard.language.kin.get(fact.name, ())
    return next((Named((), other) for other in kin if figure.unit in other.units), NOTHING)


def _completes(heard: Listener, label: Label, token: Token) -> bool:
    """Take 都是涉密的，2件 for two that are secret."""
    waiting, figure = heard.last, token.figure
    if figure is None or waiting is None or not heard.spoken or not nameless(label):
        return False
    if waiting.kind is not Kind.TOTALITY or waiting.value is not None or waiting.said.rest:
        return False
    waiting.value, waiting.kind, waiting.unit = figure.value, Kind.COUNT, figure.unit
    waiting.total, waiting.figures = True, (token.start,)
    return True


# -- where it stands -------------------------------------------------------------------------------------------


def _place(heard: Listener, label: Label, token: Token, named: Named, piece: Piece) -> None:
    figure = token.figure
    if figure is None or (not heard.spoken and _idle(label, figure, named)):
        return
    named = wholes.not_the_whole(heard, named)
    said = Said(
        named,
        figure.value,
        Kind.AMOUNT if figure.unit in MONEY else Kind.COUNT,
        figure.unit,
        rest=any(is_rest(t) for t in label),
        bare=(nameless(label) or answering.only_last_year(heard, label)) and not named.names,
        among=heard.list is not None and not wholes.ends_list(heard, heard.list, named, label),
        subject=_year_before(heard, label, figure),
        ten_thousands=figure.ten_thousands,
    )
    statement = heard.add(label, token, said)
    if against(label, token):
        statement.scope = Scope.LAST
    wholes.into_list(heard, statement, piece)
    if statement.scope not in (Scope.PLANNED, Scope.BELOW):
        _after(heard, statement, label)


def _year_before(heard: Listener, label: Label, figure: Figure) -> int:
    """Return the number of last year that this one is told after: 去年同期163件，今年204件; or -1."""
    last = heard.last
    after = (
        not heard.spoken
        and last is not None
        and last.sentence == heard.sentence
        and last.counts
        and last.scope is Scope.LAST
        and last.unit == figure.unit
        and has(label, "今年")
        and nameless(label)
    )
    return last.index if last is not None and after else -1


def goes_on(last: Statement | None, piece: Piece) -> None:
    """Doubt a number that more words follow: 其余8件来自科研机构、公益组织和其他单位 counts not the first alone."""
    if (
        last is not None
        and last.figured
        and last.number[1] < last.end
        and last.end + 1 == piece.tokens[0].start
        and any(names(token) for token in piece.tokens)
    ):
        last.why = last.why or "后面还列着别的"


def _idle(label: Label, figure: Figure, named: Named) -> bool:
    """Say whether a figure in a report counts nothing: no unit, or the 一 of 一项工作."""
    if figure.unit == "":
        return not (figure.value == 0 and bool(label) and label[-1].has("虚词", "全部"))
    return figure.chinese and figure.value == 1 and not named.names


def _after(heard: Listener, statement: Statement, label: Label) -> None:
    """Remember what was counted, for what comes after it."""
    named, context = statement.named, heard.context
    heard.fresh = False
    if named.names or named.unclear:
        if named.row is not None and named.row.table == CASES and not named.only_column:
            before = context.rows if heard.mark in ("、", "，", "") else ()
            context.rows = tuple(dict.fromkeys((*before, named.row)))
        if named.guessed and heard.list is None:
            context.row = context.row if heard.spoken else None
            context.topic = named.spots[0].table
            return
        heard.remember(named)
        if named.row is not None and named.row.table != DISCLOSED:
            context.column = None
    elif not (nameless(label) or answering.only_last_year(heard, label)) and heard.list is None:
        context.topic = context.topic if heard.spoken else ELSEWHERE
        context.fact = None
