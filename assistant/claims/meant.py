"""What an answer is about where its own words do not say it: 12件, 都没有, 一共13件, 其他都没有."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.claims import dividing
from assistant.claims.labels import RESULTS, of_many
from assistant.claims.model import Kind, Range, Scope
from assistant.claims.named import APPLICATIONS, MONEY, Context
from assistant.claims.notes import FLOWS, Notes
from assistant.claims.statements import Statement
from assistant.claims.vocabulary import DISCLOSED, Line
from assistant.forms import TOTAL
from assistant.forms import Kind as Holds
from assistant.numerals import write_number

Names = tuple[str, ...]

_RECEIVED = f"{APPLICATIONS}.新收"
_PERIODS = re.compile(r"半年|季度|[春夏秋冬][天季]")
_ACCOUNTS = "新媒体账号数"
_CHANNEL = re.compile(r"公众号|视频号|抖音|快手|微博|头条|小红书|百家号|订阅号")
_RATHER = re.compile(r"[^，。；\d]*，(?:而是|是|应该?是)")

_AS_CASES = ("起", "宗", "例", "份", "张")
"""What 件 is also called."""

PUBLISHED = "公开总数"
CHANNELS = ("网站条数", "公众号条数", "微博条数", "短视频条数", "其他渠道条数")
"""What was published where; together they are all that was published."""


def context_of(notes: Notes) -> Context:
    """Return what the focus makes plain before a word is said."""
    fact = notes.language.facts.get(notes.focus)
    if fact is not None:
        return Context(topic=fact.topic, fact=fact)
    parts = notes.focus.split(".")
    table = parts[0] if parts[0] in notes.form.tables else ""
    lines = notes.language.lines
    row = lines.get(".".join(parts[:2])) if len(parts) > 1 else None
    column = lines.get(f"{table}.{parts[2]}") if len(parts) > 2 and table == DISCLOSED else None
    row = None if row is None or row.column else row
    return Context(topic=table, row=row, column=column, asked=len(parts) == 2)


def focus_after(notes: Notes, statements: Sequence[Statement]) -> str:
    """Return what was spoken of last."""
    for statement in reversed(statements):
        named = statement.named
        if named.fact is not None:
            return named.fact.name
        if named.spots:
            spot = named.spots[-1]
            return f"{spot.table}.{spot.row}" if spot.column == TOTAL else spot.name
    return notes.focus


def is_rest(statement: Statement) -> bool:
    """Say whether all that is left is said to be 0."""
    return statement.said.rest and statement.kind is Kind.ZERO


def is_denied(notes: Notes, statement: Statement) -> bool:
    """Say whether a number is the wrong half of 不是12件，是13件, or of 不是维持2件，是纠正2件."""
    text, (start, end) = notes.squeezed.text, statement.number
    clause = max(text.rfind(mark, 0, start) for mark in "，。；") + 1
    return statement.figured and (
        text[max(0, start - 2) : start] == "不是"
        or (text.startswith("不是", clause) and _RATHER.match(text, end) is not None)
    )


def names_of(
    notes: Notes, statement: Statement, before: Sequence[Statement], heard: Sequence[Names]
) -> Names:
    """Return the names a statement is about, by its own words or by what was spoken of."""
    if all_done(notes, statement):
        return _all_of(notes, notes.focus)
    if statement.corrected and not before and not statement.named.said:
        only = _only_filled(notes)
        if only:
            return only
    if statement.names or statement.named.unclear or not statement.said.bare:
        return statement.names
    if statement.said.rest and statement.told:
        return ()
    table = notes.focus in notes.form.tables
    if statement.kind is Kind.ZERO or (statement.value == 0 and (statement.noun or table)):
        return _none_of(notes, statement, before)
    months = [s for s in before if s.dated]
    before = [s for s in before if not s.dated]
    if statement.total and (names := _added_up(notes, statement, before or months)):
        return names
    wrong = before[-1] if before else None
    if statement.corrected or (wrong and (is_denied(notes, wrong) or is_slip(wrong))):
        last = next((names for names in reversed(heard) if len(names) == 1), ())
        if last:
            return last
    added = statement.total and any(s.kind is not Kind.CHANGE for s in before)
    return () if added else _asked(notes, statement)


def without_accounts(notes: Notes, statements: Sequence[Statement]) -> Sequence[Statement]:
    """Leave out which the accounts are, where their number was asked and told: 公众号和抖音各一个，共2个."""
    if notes.focus != _ACCOUNTS or not any(s.said.bare and s.figured for s in statements):
        return statements
    return [s for s in statements if s.unit != "个" or _CHANNEL.search(s.noun) is None]


def tells_more(
    statement: Statement, before: Sequence[Statement], after: Sequence[Statement]
) -> bool:
    """Say whether a statement only tells more of others, which say it all.

    上半年3件下半年5件，一共8件; 自然人多报了一件，应该是14件; 无规章制定权，规章都是0.
    """
    if statement.said.bare and statement.value == 0 and before[-1:] and is_rest(before[-1]):
        return before[-1].sentence == statement.sentence  # 其他没有了，都是0
    if statement.kind is Kind.ZERO:
        denied = statement.noun.endswith(("制定权", "制定权限", "制发权"))
        return denied and any(other.row_id == "规章" for other in (*before, *after))
    if is_slip(statement):
        return any(s.counts and (s.corrected or s.said.bare) for s in after[:1])
    if not statement.dated:
        return False
    dated = [s for s in (*before, statement, *after) if s.dated]
    values = [s.value * _periods(s.noun) for s in dated if isinstance(s.value, int)]
    return any(_is_total(s) and not s.dated and s.value == sum(values) for s in after)


def _is_total(statement: Statement) -> bool:
    """Say whether a number is of the whole year: 全年共收到11件."""
    return statement.total or any(word in statement.noun for word in ("共", "全年"))


def _periods(noun: str) -> int:
    """Return of how many parts of the year a number is told: two in 上半年下半年各一次."""
    return max(1, len(_PERIODS.findall(noun))) if "各" in noun else 1


def is_slip(statement: Statement) -> bool:
    """Say whether a number is by how much another was wrong: 漏数了一件, 多报了2件."""
    return statement.figured and bool(_SLIP.search(statement.noun))


_SLIP = re.compile(
    r"(?:漏|少|多)(?:数|算|报|说|写|填|记|计|统计|录|登|登记)(?:了|掉)(?!.*[是成为])"
)


def _none_of(notes: Notes, statement: Statement, before: Sequence[Statement]) -> Names:
    """Return what a denial without words of its own empties: what was asked about, or a whole table."""
    if of_many(statement.noun):
        return _cells_called(notes, statement, before)
    tables = (t.id for t in notes.form.tables.values() if t.number in statement.noun)
    told = any(s.counts and s.names and s.scope is not Scope.LAST for s in before)
    if notes.focus in notes.form.tables and told and not statement.total:
        return ()
    apart = notes.focus == APPLICATIONS and any(s.scope is Scope.LAST for s in before)
    return _all_of(notes, next(tables, f"{APPLICATIONS}.新收" if apart else notes.focus))


def _only_filled(notes: Notes) -> Names:
    """Return the one cell of the row asked about that was filled: 改成7件 corrects that one."""
    line = notes.language.lines.get(notes.focus)
    sum_ = notes.across.get(f"{notes.focus}.{TOTAL}")
    if line is None or sum_ is None:
        return ()
    filled = tuple(part for part in sum_.parts if notes.known.get(part))
    return filled if len(filled) == 1 and notes.report.number(sum_.total) is None else ()


def all_done(notes: Notes, statement: Statement) -> bool:
    """Say whether 都办完了 answers how many go on into the next year."""
    done = statement.kind is Kind.TOTALITY and statement.row_id == "办理总计"
    return done and notes.focus == f"{APPLICATIONS}.结转下年"


def none_came_over(notes: Notes, statement: Statement) -> bool:
    """Say whether 没有 after 去年的都清了 answers how many came over."""
    asked = notes.focus == f"{APPLICATIONS}.上年结转" and statement.said.bare
    return asked and statement.kind is Kind.ZERO and statement.scope is Scope.LAST


def _all_of(notes: Notes, focus: str) -> Names:
    """Return everything a table, a row or a cell covers, for 都没有."""
    fields = notes.form.fields
    if focus in notes.language.facts or focus in fields:
        return (focus,)
    if focus in notes.form.tables:
        return tuple(name for name in fields if name.startswith(f"{focus}."))
    line = notes.language.lines.get(focus)
    if line is None or line.column:
        return ()
    starts = tuple(f"{line.table}.{row}." for row in line.members or (line.id,))
    return tuple(name for name in fields if name.startswith(starts))


def _cells_called(notes: Notes, statement: Statement, before: Sequence[Statement]) -> Names:
    """Return the cells that 整张表都是0 or 办理结果全是0 empties; none where one of them is known to hold a number."""
    tables = [notes.focus.split(".")[0], *(spot.table for s in before for spot in s.named.spots)]
    table = tables[-1]
    cells = tuple(n for n, c in notes.form.fields.items() if c.table == table)
    if RESULTS.search(statement.noun) and table == APPLICATIONS:
        own = [notes.form.fields[name] for name in cells]
        cells = tuple(cell.id for cell in own if cell.row.id not in FLOWS and not cell.total)
    return () if any(notes.value(name) for name in cells) else cells


def _asked(notes: Notes, statement: Statement) -> Names:
    """Return the cell or fact that a bare number answers."""
    cell = notes.form.fields.get(notes.focus)
    if cell is not None:
        fits = statement.unit not in MONEY or cell.kind is Holds.AMOUNT
        return (notes.focus,) if fits else ()
    fact = notes.language.facts.get(notes.focus)
    if fact is not None:
        return (fact.name,) if statement.unit in ("", *fact.units) else ()
    line = notes.language.lines.get(notes.focus)
    if line is None or line.column:
        return ()
    total = f"{line.table}.{line.id}.{TOTAL}"
    if total in notes.language.cells and statement.unit not in MONEY:
        return (total,)
    return _only_column(notes, line, statement)


def _only_column(notes: Notes, line: Line, statement: Statement) -> Names:
    """Return the one cell of a row that holds such a unit."""
    money = statement.unit in MONEY
    fitting = tuple(
        name
        for name, cell in notes.form.fields.items()
        if (cell.table, cell.row.id) == (line.table, line.id)
        and (cell.kind is Holds.AMOUNT) == money
        and (money or statement.unit in (cell.unit, *_AS_CASES))
    )
    return fitting if len(fitting) == 1 else ()


def _added_up(notes: Notes, statement: Statement, before: Sequence[Statement]) -> Names:
    """Return the total that 一共13件 states after its parts; rows added up are only checked."""
    channels = [s for s in before if s.counts and s.names and s.names[0] in CHANNELS]
    if len(channels) > 1 and all(s.unit == statement.unit for s in channels):
        return (PUBLISHED,)
    ways = [s for s in before if s.counts and s.named.fact and s.named.fact.line == _RECEIVED]
    if len(ways) > 1 and ways == [s for s in before if s.counts]:
        came = dividing.sum_of(ways)
        if came is not None and came != statement.value:
            told = tuple(name for s in ways for name in s.names)
            both = f"“{notes.words(statement)}”和前面几个数加起来的{write_number(came)}不一样。"
            notes.contradiction(both, told)
        return (f"{_RECEIVED}.{TOTAL}",) if came == statement.value else ()
    parts = [s for s in before if s.named.spots and s.counts]
    if parts and all(s.named.spots[0].column != TOTAL for s in parts):
        spot = parts[-1].named.spots[0]
        return (f"{spot.table}.{spot.row}.{TOTAL}",) if spot.table != DISCLOSED else ()
    exact = [s.value for s in parts if s.value is not None and not isinstance(s.value, Range)]
    if len(parts) > 1 and len(exact) == len(parts) and sum(exact) != statement.value:
        names = tuple(name for s in parts for name in s.names)
        added = write_number(sum(exact))
        notes.contradiction(f"“{notes.words(statement)}”和前面几个数加起来的{added}不一样。", names)
    if not parts:
        return ()
    months = all(s.dated and s.names == parts[0].names for s in parts)
    alone = len(parts) == 1 and not parts[0].total
    return parts[0].names if alone or (months and sum(exact) == statement.value) else ()
