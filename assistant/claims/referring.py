"""Which row a number said again is about: 22件里面个人19件, 这3件都是个人的 speak of what was told before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import takewhile

from assistant.claims.model import Kind
from assistant.claims.named import APPLICATIONS, Spot
from assistant.claims.notes import FLOWS, Notes
from assistant.claims.pieces import names
from assistant.claims.statements import Statement
from assistant.claims.tokens import Sort, Token
from assistant.forms import TOTAL
from assistant.report import Number

_POINTS = ("这", "那", "上述", "以上", "前面")
_CAME = FLOWS[:2]


def look_back(notes: Notes, tokens: Sequence[Token]) -> bool:
    """Turn to the row whose total an answer starts with, where what was spoken of last has another total.

    22件里面个人19件, after 新收22件，上年结转0件, is about the 22. Return whether it is about what was received
    and what came over together, as 这3件 after 新收2件，上年结转1件. What is pointed at and was never told is asked.
    """
    number, pointed = _said_again(tokens)
    table, _, rest = notes.focus.partition(".")
    now = notes.known.get(f"{table}.{rest.partition('.')[0]}.{TOTAL}")
    value = number.figure.value if number is not None and number.figure is not None else None
    if number is None or not value or value == now or (now is None and not pointed):
        return False
    same = [
        row
        for row in (notes.form.tables[table].rows if table in notes.form.tables else ())
        if row != "办理总计" and notes.known.get(f"{table}.{row}.{TOTAL}") == value
    ]
    if len(same) == 1 or same[:1] == [_CAME[0]]:
        notes.focus = f"{table}.{same[0]}"
        return False
    came = [notes.known.get(f"{APPLICATIONS}.{row}.{TOTAL}") for row in _CAME]
    if table == APPLICATIONS and None not in came and value == sum(v for v in came if v):
        notes.focus = table
        return True
    if now:
        notes.ask(f"“{number.text}”是哪些？{notes.spoken(f'{notes.focus}.{TOTAL}')}是{now}。")
    return False


def corrected_total(notes: Notes, statements: Sequence[Statement]) -> None:
    """Turn to the row where 说错了，是11件，个人9件 corrects its total, though one of its columns was told last."""
    if len(statements) < 2 or notes.focus not in notes.form.fields:
        return
    first, second = statements[:2]
    table, row, column = notes.focus.split(".")
    bare = first.corrected and first.said.bare and first.figured and not first.said.rest
    parts = second.named.spots if second.counts and second.named.only_column else ()
    if bare and parts and column not in (TOTAL, parts[0].column) and parts[0].row == row:
        notes.focus = f"{table}.{row}"


def _said_again(tokens: Sequence[Token]) -> tuple[Token | None, bool]:
    """Return the figure an answer starts with, if it divides it or points at it, and whether it points."""
    place = next((i for i, token in enumerate(tokens) if token.sort is Sort.FIGURE), -1)
    before, after = tokens[: max(place, 0)], tokens[place + 1 : place + 2]
    if place < 0 or any(names(t) or t.sort is Sort.MARK or t.has("更正", "其余") for t in before):
        return None, False
    pointed = any(token.text.startswith(_POINTS) for token in before)
    divides = any(token.has("之中", "其中", "全部") for token in after)
    return (tokens[place], pointed) if pointed or divides else (None, False)


def of_both(notes: Notes, statements: Iterable[Statement]) -> Iterator[Statement]:
    """Give what is said of all that came, 这3件都是个人的, to what was received and to what came over."""
    for statement in statements:
        named = statement.named
        if statement.said.bare and statement.figured:
            continue
        if not named.only_column or not named.spots or named.spots[0].table != APPLICATIONS:
            yield statement
        elif statement.kind is not Kind.TOTALITY or statement.said.rest:
            notes.unclear(statement, "是今年新收的还是上年结转的？", named.names)
        else:
            for row in _CAME:
                total = notes.known.get(f"{APPLICATIONS}.{row}.{TOTAL}")
                own = Spot(APPLICATIONS, row, named.spots[0].column)
                line = notes.language.lines[f"{APPLICATIONS}.{row}"]
                about = named._replace(spots=(own,), row=line, guessed=False)
                if total:
                    yield replace(statement, named=about, value=total)


def of_all(notes: Notes, statements: Sequence[Statement]) -> Iterator[Statement]:
    """Give 都是个人的 to each number of the list it follows: 公开5件，不掌握3件，都是个人的.

    Said in one breath with a number, 结转下年2件都是个人的, it is of that alone; so it is where those applicants
    are known to have brought fewer.
    """
    for place, statement in enumerate(statements):
        yield statement
        listed = list(_list_before(statement, statements[:place][::-1]))
        values = [s.value for s in listed if isinstance(s.value, int)]
        came = _brought(notes, statement.named.spots[0].column) if listed else None
        if len(values) < len(listed) or (came is not None and sum(values) > came):
            continue
        for other in listed[1:]:
            if other.named.row is None or other.named.row.members:
                continue
            own = statement.named.spots[0]._replace(row=other.row_id)
            about = statement.named._replace(spots=(own,), row=other.named.row)
            yield replace(statement, named=about, value=other.value)


def _list_before(statement: Statement, earlier: Sequence[Statement]) -> Iterator[Statement]:
    """Yield the numbers of the list, the latest first, that all of something is said to be of."""
    spots = statement.named.spots
    apart = statement.kind is Kind.TOTALITY and len(spots) == 1 and statement.after_mark != ""
    if not apart or statement.said.rest or spots[0].table != APPLICATIONS or not earlier:
        return
    if spots[0].column == TOTAL or earlier[0].row_id != spots[0].row or _says_row(statement):
        return
    for other in takewhile(_is_listed, earlier):
        if other.sentence != statement.sentence:
            return
        if (other.row_id in _CAME) != (spots[0].row in _CAME):
            return
        yield other


def _says_row(statement: Statement) -> bool:
    """Say whether a row is named again: 其他处理的申请人都是自然人."""
    words = [token.word for token in statement.named.said if token.word is not None]
    return any(line.table == APPLICATIONS and not line.column for w in words for line, _ in w.lines)


def _brought(notes: Notes, column: str) -> Number | None:
    """Return how many applications such applicants are known to have brought."""
    came = [notes.known.get(f"{APPLICATIONS}.{row}.{column}") for row in _CAME]
    return None if None in came else sum((value for value in came if value), start=0)


def _is_listed(statement: Statement) -> bool:
    """Say whether a statement gives the total of one row of table three."""
    spots = statement.named.spots
    one = len(spots) == 1 and spots[0].table == APPLICATIONS and spots[0].column == TOTAL
    return one and statement.counts and statement.row_id != "办理总计"
