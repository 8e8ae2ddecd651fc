"""What is asked back about a statement that fills nothing by itself, or only with a doubt."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from assistant.claims import meant, resting
from assistant.claims.model import Kind
from assistant.claims.named import APPLICATIONS, PERSONS
from assistant.claims.notes import Notes
from assistant.claims.statements import Statement
from assistant.forms import TOTAL

WHICH_WAY = "是上年结转过来的，还是结转到下年的？"
_PARTIES = ("家", "户")
"""Units of whom something was done to, not of how often."""

_DENIES_THE_COUNT = re.compile(
    r"(?:没有?|未|不)[^，。；]{0,4}?(?:受理|登记|立案|收|录|算|统计|核|确[认定]|报|成|数(?!据)|底|把握|准|记|查|弄|定|清楚|知道|晓得|听|认|说|分|交|缴|付|退)"
)
"""A denial that may take a number back, or shake it."""

_EITHER_WAY = {"上年结转", "结转下年"}


def both_ways(names: meant.Names) -> bool:
    """Say whether words may mean what came over from last year as well as what goes on into the next."""
    return {name.split(".")[1] for name in names if name.count(".") == 2} == _EITHER_WAY


def tells_more(
    notes: Notes, statement: Statement, names: meant.Names, before: Sequence[Statement]
) -> bool:
    """Say whether a statement without a number only tells more of what was just counted.

    不掌握6件，我们没有这个数据; 许可256件，都在大厅窗口出的; 上年转来2件，没能当年办结
    """
    filled = [said for _, said in notes.said.values()]
    counted = [
        s
        for s in before
        if s.counts and s.sentence == statement.sentence and (s.names or s in filled)
    ]
    if not counted or statement.figured or statement.said.rest or statement.value:
        return False
    if _DENIES_THE_COUNT.search(statement.noun):
        return False
    match statement.kind:
        case Kind.ZERO:
            return not names or _not_yet_done(statement, counted[-1])
        case Kind.TOTALITY:
            fact = statement.named.fact
            return fact is not None and bool(names) and _table(fact.topic) != _table(counted[-1])
        case _:
            return not names and bool(statement.unknown)


def is_another_charge(notes: Notes, statement: Statement) -> bool:
    """Say whether 没收过费 is about applications, which were asked about, and not about the charges of table two."""
    charge = statement.row_id == "行政事业性收费" and statement.kind is Kind.ZERO
    asked = notes.focus.startswith(f"{APPLICATIONS}.")
    return charge and asked and "事业" not in statement.noun


def for_value(notes: Notes, statement: Statement, names: meant.Names) -> None:
    """Ask for the number of a statement that names its cell."""
    if statement.kind is not Kind.TOTALITY:
        notes.unclear(statement, "看不出是几")
    elif statement.named.fact is not None and all(name in notes.said for name in names):
        return
    elif f"{APPLICATIONS}.办理总计.{TOTAL}" not in names:
        notes.unclear(statement, "是几件，请说出数来", names)


def _not_yet_done(statement: Statement, counted: Statement) -> bool:
    """Say whether 没能当年办结 tells why applications came over, and not that none was dealt with."""
    return statement.row_id == "办理总计" and counted.row_id in ("上年结转", "结转下年")


def _table(said: Statement | str) -> str:
    if isinstance(said, str):
        return said
    if said.named.fact is not None:
        return said.named.fact.topic
    return said.named.row.table if said.named.row is not None else ""


def _why_not_the_rest(notes: Notes, before: Sequence[Statement]) -> str:
    why = resting.why(notes, before)
    return f"先不填：{why}，说完这些再说其余的" if why else "指哪些，请说出来"


def for_name(notes: Notes, statement: Statement, before: Sequence[Statement]) -> None:
    """Ask which cell a statement is about."""
    named = statement.named
    if statement.told:
        return
    if statement.unit in PERSONS:
        notes.unclear(statement, "数的是人，请说是几件")
        return
    if statement.unit in _PARTIES:
        notes.unclear(
            statement, f"数的是几{statement.unit}，一{statement.unit}可能不止一件，请说是几件"
        )
        return
    unclear = tuple(spot.name for spot in named.unclear)
    if unclear and statement.kind is not Kind.ZERO:
        columns = "、".join(notes.column(name) for name in unclear)
        notes.ask(f"“{notes.words(statement)}”是{columns}里的哪一个？", unclear)
    elif unclear:
        notes.unclear(statement, "是哪一格没有", unclear)
    elif statement.readings:
        either = both_ways(statement.readings[0])
        notes.unclear(statement, WHICH_WAY if either else named.doubt, statement.readings[0])
    elif statement.kind is Kind.TOTALITY or (statement.total and notes.said):
        return
    elif statement.kind is Kind.ZERO and statement.said.rest:
        notes.unclear(statement, _why_not_the_rest(notes, before))
    elif statement.kind is Kind.ZERO and statement.said.bare:
        notes.ask(f"“{notes.words(statement)}”说的是哪一张表、哪一行？")
    else:
        notes.unclear(statement, "没看懂说的是哪一格")


def to_confirm(notes: Notes, statement: Statement, names: meant.Names) -> None:
    """Fill, but ask: the row was not said, or some words were not understood."""
    cells = "、".join(dict.fromkeys(notes.spoken(name) for name in names[:3]))
    if statement.named.guessed:
        reason = f"“{notes.words(statement)}”没有说是哪一行"
    elif statement.unknown:
        reason = f"“{statement.unknown}”没看懂"
    elif statement.named.doubt:
        reason = f"“{notes.words(statement)}”：{statement.named.doubt}"
    elif _published(statement) and statement.named.cost and statement.unit == "件":
        reason = f"“{notes.words(statement)}”{statement.why}"
    else:
        return
    notes.ask(f"{reason}，按{cells}记的，对吗？", names)


def nothing(text: str, statements: Iterable[Statement]) -> str:
    """Return what to say of an answer that fills nothing."""
    short = " ".join(text.split())[:20]
    if any(statement.kind in (Kind.PERCENTAGE, Kind.GROWTH) for statement in statements):
        return f"“{short}”说的是比例，不是哪一格的数，没有填。"
    return f"“{short}”里没有读到可以填的数，一格也没有填。"


def _published(statement: Statement) -> bool:
    return statement.named.fact is not None and statement.named.fact.name == meant.PUBLISHED
