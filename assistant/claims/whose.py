"""Results said of the applicants they belong to: 个人的公开2件, 2件个人的都公开了, 企业那件不掌握, 个人2件里公开1件."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from assistant.claims.labels import has, written
from assistant.claims.model import Kind
from assistant.claims.named import APPLICATIONS, CASES, NOTHING, Named
from assistant.claims.pieces import Label, names
from assistant.claims.statements import Said, Statement
from assistant.claims.vocabulary import Line
from assistant.forms import TOTAL

if TYPE_CHECKING:
    from assistant.claims.listening import Listener

THAT_ONE = ("那件", "那一件", "这件", "这一件", "那1件", "这1件")
_NO_RESULT = ("新收", "上年结转", "办理总计")


def is_result(named: Named) -> bool:
    """Say whether words name what became of applications, and not whose they were."""
    return bool(named.spots) and all(
        spot.table == APPLICATIONS and spot.column == TOTAL and spot.row not in _NO_RESULT
        for spot in named.spots
    )


def column_first(named: Named) -> bool:
    """Say whether words name applicants or a kind of case, and then what became of it: 企业的都公开了."""
    if len(named.spots) != 1 or named.only_column or named.row is None:
        return False
    spot = named.spots[0]
    if spot.column == TOTAL or not named.said:
        return False
    first = named.said[0].word
    columns = [line.column for line, _ in first.lines if line.table == spot.table] if first else []
    if spot.table == CASES:
        return not any(columns)
    return spot.table == APPLICATIONS and spot.row not in _NO_RESULT and any(columns)


def all_theirs(label: Label) -> bool:
    """Say whether all is said to be of some applicants: 都是个人的没变."""
    lines = [line for token in label if token.word is not None for line, _ in token.word.lines]
    return has(label, "全部") and bool(lines) and all(line.column for line in lines)


def note(heard: Listener, label: Label, named: Named) -> None:
    """Remember whose applications are spoken of from here on in the sentence: 个人的，2件公开，1件不掌握."""
    column = named.column
    alone = heard.spoken and named.only_column and len(named.spots) == 1
    if alone and column is not None and column.table == APPLICATIONS and column.id != TOTAL:
        heard.context.applicant = column
        heard.context.headed = any(token.text.endswith(("列", "栏")) for token in label)
        if heard.context.row is None and any("申请" in token.text for token in label):
            heard.context.row = heard.language.lines["申请.新收"]


def belonging(heard: Listener, named: Named) -> Named:
    """Give a result to the applicants spoken of, if only theirs are."""
    result = heard.context.result
    if heard.spoken and result is not None and _of_kind(named):
        return belonging_to(named, result)
    if not heard.spoken or not (is_result(named) or _under_heading(heard, named)):
        return named
    column = heard.context.applicant
    last = heard.last
    if not heard.mark and last is not None and last.named.guessed and applicant(last):
        # 个人5件公开4件: said in one breath
        column = heard.context.applicant = applicant(last)
        absorb(heard, last)
    elif last is not None and heard.mark in ("", "、") and _told_first(last):
        # 个人的公开8件不掌握2件, 个人的公开8件、不掌握2件
        column = applicant(last)
    if heard.list is not None:
        whole = heard.statements[heard.list.parent]
        column = applicant(whole) or column
        absorb(heard, whole)
    return belonging_to(named, column) if column is not None else named


def belonging_to(named: Named, column: Line) -> Named:
    """Return a result of these applicants."""
    spots = tuple(spot._replace(column=column.id) for spot in named.spots)
    return named._replace(spots=spots, column=column, only_column=False)


def result_of(label: Label) -> Line | None:
    """Return the result of cases that words name alone: 尚未审结的."""
    lines = [line for token in label if token.word is not None for line, _ in token.word.lines]
    results = [line for line in lines if line.column and line.table == CASES and line.id != TOTAL]
    return results[0] if len(results) == len(lines) == 1 else None


def _of_kind(named: Named) -> bool:
    """Say whether words name a kind of case, and not what became of it."""
    return bool(named.spots) and all(s[::2] == (CASES, TOTAL) for s in named.spots)


def _told_first(statement: Statement) -> bool:
    """Say whether a number began with whose it is, or goes on from one that did: 个人的公开8件、不掌握2件."""
    if column_first(statement.named):
        return True
    words = [token.word for token in statement.named.said if token.word is not None]
    own = any(line.column for word in words for line, _ in word.lines)
    return statement.after_mark == "、" and applicant(statement) is not None and not own


def _under_heading(heard: Listener, named: Named) -> bool:
    """Say whether a row without applicants stands under a column that was named: 自然人那一列：上年结转2."""
    whole = bool(named.spots) and all(s[::2] == (APPLICATIONS, TOTAL) for s in named.spots)
    return heard.context.headed and whole


def applicant(statement: Statement) -> Line | None:
    """Return whose applications a statement counts, if it says so."""
    column = statement.named.column or statement.whose
    ours = column is not None and column.table == APPLICATIONS and column.id != TOTAL
    return column if ours else None


def absorb(heard: Listener, statement: Statement) -> None:
    """Let a number stand for nothing but what is said of it next, unless its row was said in this answer."""
    named = statement.named
    if not named.only_column or statement.told or statement.noun.endswith("申请"):
        return
    came = named.row is not None and named.row.id in ("新收", "上年结转")
    said = came and any(
        s.named.row is named.row and not s.named.only_column
        for s in heard.recent()
        if s is not statement
    )
    if not said:
        statement.whose = named.column
        statement.named, statement.told = NOTHING, True


def settled(heard: Listener, label: Label, named: Named, last: Statement | None) -> bool:
    """Take 2件个人的都公开了 and 企业1件，不掌握 for so many of those applicants with that result."""
    column = applicant(last) if last is not None and last.sentence == heard.sentence else None
    if last is None or column is None or not heard.spoken or not is_result(named):
        return False
    if last.kind is not Kind.COUNT or not last.counts:
        return False
    absorb(heard, last)
    said = Said(
        belonging_to(named, column), last.value, Kind.TOTALITY, last.unit, subject=last.index
    )
    heard.add(label, None, said)
    return True


def _that_one(label: Label, named: Named) -> bool:
    """Say whether the one application there is has this result: 那件公开了."""
    return is_result(named) and any(token.text in THAT_ONE for token in label)


def _one_of_theirs(label: Label, named: Named) -> bool:
    """Say whether the one application with a result is said to be of somebody: 不掌握的那件是企业的."""
    whose = len(named.spots) == 1 and named.spots[0].column != TOTAL and not named.only_column
    ours = whose and named.spots[0].table == APPLICATIONS
    return ours and (any(token.text in THAT_ONE for token in label) or _row_is(label))


def _row_is(label: Label) -> bool:
    """Say whether words end in whose applications those of a row are: 转到明年的是公司的."""
    place = next((i for i, token in enumerate(label) if token.text == "是"), 0)
    return place > 0 and written(label).endswith("的") and _is_column(label[place + 1 :])


def _is_column(label: Label) -> bool:
    """Say whether words name applicants and nothing else: 个人的."""
    naming = [token.word for token in label if names(token) and token.word is not None]
    return bool(naming) and all(line.column for word in naming for line, _ in word.lines)


def told_in_turn(statements: Sequence[Statement]) -> None:
    """Take 个人14件，公开12件，不掌握2件；企业3件，公开3件 for what became of each: every number is divided in full."""
    for _, sentence in groupby(statements, key=lambda s: s.sentence):
        parts: list[list[Statement]] = []
        for statement in sentence:
            if statement.told or _told_of(statement):
                continue
            if _begins(statement):
                parts.append([statement])
            elif parts and statement.counts and is_result(statement.named):
                parts[-1].append(statement)
            else:
                parts = []
                break
        if parts and all(_divided(part) for part in parts):
            for whole, *results in parts:
                _give(whole, results)


def _begins(statement: Statement) -> bool:
    """Say whether a number is of some applicants alone, or of what they sent in: 新收企业申请3件."""
    named = statement.named
    came = named.row is not None and named.row.id == "新收" and len(named.spots) == 1
    return statement.counts and applicant(statement) is not None and (named.only_column or came)


def _told_of(statement: Statement) -> bool:
    """Say whether a statement already gives all of some applicants a result: 企业的2件都公开了."""
    spots = statement.named.spots
    settled = statement.kind is Kind.TOTALITY and not statement.named.only_column
    return settled and bool(spots) and all(spot.column != TOTAL for spot in spots)


def _give(whole: Statement, results: Sequence[Statement]) -> None:
    column = applicant(whole)
    if column is None:
        return
    for result in results:
        result.named = belonging_to(result.named, column)
    if "申请" not in whole.noun and whole.named.only_column:
        whole.named, whole.told = NOTHING, True


def _divided(part: Sequence[Statement]) -> bool:
    values = [s.value for s in part if isinstance(s.value, int)]
    return len(values) == len(part) > 1 and values[0] == sum(values[1:])


def of_member(heard: Listener, named: Named) -> Named:
    """Keep to the reason just counted where only its group is said: 执法案卷的3件，依法没有公开，两件是自然人的."""
    last = heard.last
    group = named.row
    if not heard.spoken or last is None or group is None or last.sentence != heard.sentence:
        return named
    own = last.named.row if last.counts and not last.named.only_column else None
    if own is None or own.table != APPLICATIONS or own.id not in group.members:
        return named
    return last.named


def explains(heard: Listener, last: Statement, named: Named) -> bool:
    """Take 还没到期的1件，转明年 for one that goes on: what comes after tells what the number was."""
    if last is not heard.last or not last.counts or last.names or last.named.unclear or last.told:
        return False
    rest = last.noun.startswith(("剩", "其余", "余"))
    answers = last.said.bare and heard.context.row is not None and not rest
    if answers or last.sentence != heard.sentence or not is_result(named):
        return False
    last.named, last.unknown, last.explained = named, "", True
    return True


def known(heard: Listener, label: Label, named: Named) -> bool:
    """Take 企业的都公开了 for all there is of them, as many as are known."""
    theirs = column_first(named) or _that_one(label, named) or _one_of_theirs(label, named)
    if not heard.spoken or not theirs:
        return False
    heard.add(label, None, Said(named, None, Kind.TOTALITY))
    return True
