"""Numbers moved from one cell to another: 那一件不是企业，是公益组织的; 企业那2件其实是律所的."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from assistant.claims.listening import Listener
from assistant.claims.model import Kind
from assistant.claims.named import APPLICATIONS, CASES, Named, Spot
from assistant.claims.notes import FLOWS, Notes
from assistant.claims.pieces import names
from assistant.claims.statements import Said
from assistant.claims.tokens import Sort, Token
from assistant.claims.vocabulary import Line
from assistant.claims.whose import THAT_ONE
from assistant.forms import TOTAL
from assistant.report import Number

_DECIDED = ("判", "审", "裁")
"""What a court did, in 不是没审结，已经判了，是维持."""

_IS = ("是", "而是", "属于", "算", "作", "为")


def moved(notes: Notes, heard: Listener, tokens: Sequence[Token]) -> bool:
    """Hear that what stands in one cell belongs in another; say whether that is what the answer says.

    It has to name both and nothing else, and the first has to hold as much as is moved: in the row spoken of, or
    in the only one that does.
    """
    every = [token for token in tokens if _lines(notes, token)]
    again = len(every) > 2 and _lines(notes, every[0]) == _lines(notes, every[1])
    naming = every[1:] if again else every  # 公司那件不是公司，是律所的
    figures = [token for token in tokens if token.sort is Sort.FIGURE]
    others = any(names(t) and t not in every for t in tokens if t.sort is Sort.WORD)
    if (
        len(naming) != 2
        or len({token.figure.value for token in figures if token.figure}) > 1
        or others
        or any(t.sort is Sort.UNKNOWN and t.text not in _DECIDED for t in tokens)
    ):
        return False
    wrong, right = naming
    if _just_before(tokens, right) == "不是" and _just_before(tokens, wrong) in _IS:
        wrong, right = right, wrong
    elif not _turns(tokens, wrong, right):
        return False
    if len(figures) > 2 or any(token.figure is None for token in figures):
        return False
    all_of_it = bool(figures) and figures[-1].start > right.start > wrong.start
    count = figures[0].figure.value if figures and figures[0].figure else None
    one = any(token.text in THAT_ONE for token in tokens)
    fitting = [
        (origin, target, number)
        for origin, target in _places(notes, wrong, right)
        if (number := _number(held := notes.known.get(origin.name), count, one=one))
        and (number == held or not all_of_it)  # 不是企业，是律所2件, where 企业 has 3
    ]
    here = [found for found in fitting if f"{found[0].table}.{found[0].row}" == _row(notes.focus)]
    if len(here or fitting) != 1:
        return False
    origin, target, number = (here or fitting)[0]
    heard.passed.update(token.start for token in figures)
    _put(heard, tokens, origin, notes.known[origin.name] - number)
    _put(heard, tokens, target, notes.known.get(target.name, 0) + number)
    return True


def _row(focus: str) -> str:
    return ".".join(focus.split(".")[:2])


def _number(held: object, count: object, *, one: bool) -> int:
    """Return how many are moved out of a cell: those said, one, or all it holds; 0 where it holds fewer."""
    number = count or (1 if one else held)
    fits = isinstance(number, int) and isinstance(held, int) and number <= held
    return number if fits and isinstance(number, int) else 0


def _put(heard: Listener, tokens: Sequence[Token], spot: Spot, value: Number) -> None:
    line = heard.language.lines[f"{spot.table}.{spot.row}"]
    label = tuple(token for token in tokens if token.sort is not Sort.MARK)
    said = Said(Named((spot,), row=line), value, Kind.TOTALITY)
    statement = heard.add(label, None, said)
    heard.statements[-1] = replace(statement, corrected=True, unknown="", why="")


def _lines(notes: Notes, token: Token) -> list[Line]:
    """Return the lines of the table spoken of that a word may name."""
    table = notes.focus.split(".")[0]
    lines = token.word.lines if token.word is not None and not token.has("更正") else ()
    return [line for line, _ in lines if line.table == table]


def _just_before(tokens: Sequence[Token], token: Token) -> str:
    place = tokens.index(token)
    return tokens[place - 1].text if place else ""


def _turns(tokens: Sequence[Token], wrong: Token, right: Token) -> bool:
    """Say whether the words take a number from the first and give it to the second."""
    between = [token for token in tokens if wrong.end <= token.start < right.start]
    if not between or not (between[-1].has("更正") or between[-1].text in _IS):
        return False
    denied = _just_before(tokens, wrong) == "不是"
    return denied or any(token.has("更正") and token.text != "不是" for token in between)


def _places(notes: Notes, wrong: Token, right: Token) -> Iterator[tuple[Spot, Spot]]:
    """Yield from where to where it may be: two columns of the row spoken of or of another, or two rows."""
    table = notes.focus.partition(".")[0]
    for one in _lines(notes, wrong):
        for other in _lines(notes, right):
            if one.column is not other.column or one == other or one.members or other.members:
                continue
            if one.column:
                rows = notes.form.tables[table].rows if table in (APPLICATIONS, CASES) else {}
                yield from (
                    (Spot(table, r, one.id), Spot(table, r, other.id))
                    for r in rows
                    if (cell := notes.form.fields.get(f"{table}.{r}.{one.id}")) and not cell.total
                )
            elif table == APPLICATIONS and one.id not in FLOWS[:3] and other.id not in FLOWS[:3]:
                yield Spot(table, one.id, TOTAL), Spot(table, other.id, TOTAL)
