"""What an answer says of rows told in earlier answers: 都是个人的 of all of them, 起诉的那件 of the one there is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import takewhile

from assistant.claims.model import Kind, Scope
from assistant.claims.named import APPLICATIONS, CASES, Spot
from assistant.claims.notes import FLOWS, Notes
from assistant.claims.statements import Statement
from assistant.claims.tokens import Sort, Token
from assistant.claims.vocabulary import Line
from assistant.forms import TOTAL
from assistant.report import Number

_CARRIED = f"{APPLICATIONS}.上年结转"
_CAME = FLOWS[:2]
_ALL_TOLD = ("这些", "上面", "前面", "以上", "上述", "刚才")
_CAME_OVER = ("转", "结转", "转来", "转过来", "结转来", "结转过来")
_ALL = ("都", "全", "均")
_AGAIN = re.compile(r"(?:又|再)(?!有|来|收).*(?:诉|告|法院|官司)")
_THIS_YEAR = ("今年", "本年", "当年")
_DOUBTFUL = re.compile(r"基本|大都|大多|不是?[都全]|并非|未必|不一定")
_LATER = ("后来", "接着", "随后", "之后")
_COMES = ("来", "过", "的", "过来", "来的", "过来的", "那件", "那一件", "那1件")


def prepare(notes: Notes, tokens: Sequence[Token]) -> None:
    """Turn to what the words of an answer point at before it is heard."""
    _name_carried(notes, tokens)
    _turn_to_cases(notes, tokens)


def _name_carried(notes: Notes, tokens: Sequence[Token]) -> None:
    """Let 转来的3件 and 转来那件, at the head of a clause, be what came over once that was told."""
    word = notes.language.words.get("上年结转")
    asked = notes.focus == _CARRIED
    if word is None or not (asked or notes.known.get(f"{_CARRIED}.{TOTAL}")):
        return
    for place, token in enumerate(tokens[:-1]):
        first = place == 0 or tokens[place - 1].sort is Sort.MARK
        clause = list(takewhile(lambda t: t.sort is not Sort.MARK, tokens[place:])) if first else []
        came = token.text in _CAME_OVER or (token.has("去年") and _only_whose(clause))
        counted = asked and any(t.sort is Sort.FIGURE for t in clause)
        if first and came and clause[1:] and (counted or clause[1].text in (*_COMES, "那")):
            token.sort, token.word, token.roles, token.idle = Sort.WORD, word, word.roles, False


def _only_whose(clause: Sequence[Token]) -> bool:
    """Say whether words name applicants and no row: 去年那件是律所的."""
    lines = [line for token in clause for line in _lines(token) if line.table == APPLICATIONS]
    return bool(lines) and all(line.column for line in lines)


def _turn_to_cases(notes: Notes, tokens: Sequence[Token]) -> None:
    """Turn to the one row of table four that has cases, for results said after 复议3件，没有诉讼: 2件维持."""
    table, _, rest = notes.focus.partition(".")
    if table != CASES or any(token.has("更正") for token in tokens):
        return
    row = rest.partition(".")[0]
    line = notes.language.lines.get(f"{CASES}.{row}")
    asked = line.members or (line.id,) if line is not None else ()
    held = [_held(notes, one) for one in asked]
    results = any(line.table == CASES and line.column for t in tokens for line in _lines(t))
    rows = _with_cases(notes)
    if results and not any(held) and None not in held and len(rows) == 1:
        notes.focus = f"{CASES}.{rows[0]}"


def _lines(token: Token) -> list[Line]:
    return [line for line, _ in token.word.lines] if token.word is not None else []


def _with_cases(notes: Notes) -> list[str]:
    """Return the rows of table four that are known to have cases."""
    rows = notes.form.tables[CASES].rows
    return [row for row in rows if notes.known.get(f"{CASES}.{row}.{TOTAL}")]


def told(notes: Notes, statements: Sequence[Statement]) -> Iterator[Statement]:
    """Yield what an answer says, with what it says of rows told before put to those rows."""
    _kinds(notes, statements)
    for place, statement in enumerate(statements):
        if not _of_applicants(statement):
            yield statement
        elif _DOUBTFUL.search(notes.words(statement)):
            notes.unclear(statement, "不是全部吧？是谁的各几件，请分开说")
        elif _of_which(notes, statement, statements[:place]):
            notes.unclear(statement, "说的是哪一行的？请连同行名一起说")
            notes.dropped.update(name for s in statements[:place] for name in s.names)
        elif _is_of_all(notes, statement, statements[:place]):
            if _told_otherwise(statement, statements):
                notes.unclear(statement, "和这句里别的话对不上，是谁的各几件，请分开说")
            else:
                yield from _of_each(notes, statement)
        else:
            yield statement


def _told_otherwise(statement: Statement, every: Sequence[Statement]) -> bool:
    """Say whether other applicants are named too: 都是个人和企业的; 都是个人的，公开的是企业的."""
    columns = {
        spot.column
        for other in every
        for spot in other.named.spots
        if spot.table == APPLICATIONS and other.kind is not Kind.ZERO
    }
    own = {spot.column for spot in statement.named.spots}
    return len(own) > 1 or not columns <= {*own, TOTAL}


def _of_applicants(statement: Statement) -> bool:
    """Say whether all, or the rest, is said to be of some applicants and no row is named: 都是个人的."""
    spots = statement.named.spots
    whose = bool(spots) and spots[0].table == APPLICATIONS and spots[0].column != TOTAL
    return whose and statement.kind is Kind.TOTALITY and not _names_row(statement)


def _of_which(notes: Notes, statement: Statement, before: Sequence[Statement]) -> bool:
    """Say whether 1件企业的，其余都是个人的 may divide any of several rows, told in earlier answers."""
    besides = bool(before) and before[-1].noun.startswith("除")
    if not (statement.said.rest or besides):
        return False
    rows = _undivided(notes)
    unnamed = all(s.named.only_column or not s.names for s in before)
    return unnamed and len(rows) > 1 and _complete(notes, rows)


def _complete(notes: Notes, rows: Sequence[str]) -> bool:
    """Say whether as much came in as is accounted for."""
    totals = {row: notes.known[f"{APPLICATIONS}.{row}.{TOTAL}"] for row in rows}
    came = sum((n for row, n in totals.items() if row in _CAME), start=0)
    return came * 2 == sum(totals.values(), start=0)


def _is_of_all(notes: Notes, statement: Statement, before: Sequence[Statement]) -> bool:
    """Say whether 都是个人的 is of all that was told: every row is still undivided, and nothing is open.

    Where more came in than is accounted for it is of what was told last, unless 这些 points at all.
    """
    own = statement.named.only_column and statement.value is None
    if not own or statement.said.rest or any(s.counts for s in before):
        return False
    rows = _undivided(notes)
    if len(rows) < 2:
        held = notes.known.get(f"{APPLICATIONS}.{statement.row_id}.{TOTAL}")
        return bool(rows) and statement.row_id not in rows and held == 0
    if any(word in statement.noun for word in _THIS_YEAR):
        return _CAME[0] in rows
    only_came = all(row in _CAME for row in rows)
    pointed = any(word in statement.noun for word in _ALL_TOLD)
    return only_came or pointed or _complete(notes, rows)


def _undivided(notes: Notes) -> list[str]:
    """Return the rows of table three with a total, if none of them was divided by applicant."""
    rows: list[str] = []
    for row in notes.form.tables[APPLICATIONS].rows:
        total = f"{APPLICATIONS}.{row}.{TOTAL}"
        if row == "办理总计" or not notes.known.get(total) or total not in notes.across:
            continue
        if any(notes.known.get(part) for part in notes.across[total].parts):
            return []
        rows.append(row)
    return rows


def _of_each(notes: Notes, statement: Statement) -> Iterator[Statement]:
    named = statement.named
    this_year = any(word in statement.noun for word in _THIS_YEAR)
    for row in _CAME[:1] if this_year else _undivided(notes):
        spot = Spot(APPLICATIONS, row, named.spots[0].column)
        line = notes.language.lines[f"{APPLICATIONS}.{row}"]
        about = named._replace(spots=(spot,), row=line, guessed=False)
        value = notes.known[f"{APPLICATIONS}.{row}.{TOTAL}"]
        yield replace(statement, named=about, value=value)


def _kinds(notes: Notes, statements: Sequence[Statement]) -> None:
    """Find the kind of case where 诉讼 can be one only, and how many a result said alone is of.

    起诉的那件还没审结 is of the kind known to have cases, 其中1件又起诉了 after 复议2件 of 复议后起诉. 结果维持 is of
    the one case there is.
    """
    kind: Line | None = None
    for place, statement in enumerate(statements):
        row = statement.named.row
        if row is None or row.table != CASES:
            continue
        kind = _one_kind(notes, statement, row, statements[:place], kind) if row.members else None
        if kind is not None:
            spots = tuple(spot._replace(row=kind.id) for spot in statement.named.spots)
            statement.named = statement.named._replace(spots=spots, row=kind)
        elif not row.members and _alone(statement, statements[:place]):
            statement.kind = statement.kind if _held(notes, row.id) == 1 else Kind.COUNT


def _alone(statement: Statement, before: Sequence[Statement]) -> bool:
    """Say whether a result is all that is said of a kind of case: 结果维持."""
    if any(other.counts for other in before):
        return False
    said = statement.said
    alone = statement.kind is Kind.TOTALITY and statement.value is None and not said.rest
    return alone and said.whole == "" and not any(word in statement.noun for word in _ALL)


def _one_kind(
    notes: Notes,
    statement: Statement,
    group: Line,
    before: Sequence[Statement],
    kind: Line | None,
) -> Line | None:
    """Return the kind of lawsuit that can be meant, if only one can."""
    if statement.kind is Kind.ZERO or statement.said.rest:
        return None
    lines = notes.language.lines
    review = lines[f"{CASES}.复议"]
    told = [s.named.row for s in before if s.named.row is not None and s.named.row.table == CASES]
    asked = notes.focus.startswith(f"{CASES}.{review.id}")
    last = told[-1] is review if told else asked and bool(_held(notes, review.id))
    of_them = statement.scope is Scope.PART or any(word in statement.noun for word in _LATER)
    if last and of_them and _AGAIN.search(statement.noun):
        return lines[f"{CASES}.复议后起诉"]
    if kind is not None and statement.named.spots and not _names_row(statement):
        return kind
    rows = [row for row in _with_cases(notes) if row in group.members]
    held = _held(notes, rows[0]) if len(rows) == 1 else None
    result = any(spot.column != TOTAL for spot in statement.named.spots)
    fits = statement.value is None or (held is not None and statement.value == held)
    return lines[f"{CASES}.{rows[0]}"] if held and result and fits else None


def _names_row(statement: Statement) -> bool:
    """Say whether a statement names its row itself, and not only the result or the applicants."""
    table = statement.named.spots[0].table
    lines = [line for token in statement.named.said for line in _lines(token)]
    return any(line.table == table and not line.column for line in lines)


def _held(notes: Notes, row: str) -> Number | None:
    return notes.known.get(f"{CASES}.{row}.{TOTAL}")
