"""Whether what was said adds up, what follows from it, and what is still missing."""

from __future__ import annotations

from collections.abc import Mapping

from assistant.claims.named import APPLICATIONS, CASES
from assistant.claims.notes import FLOWS, Notes, Reason
from assistant.forms import TOTAL, Sum
from assistant.numerals import write_number
from assistant.report import Number

_RECEIVED = f"{APPLICATIONS}.新收.{TOTAL}"
_DONE = f"{APPLICATIONS}.办理总计.{TOTAL}"
_CARRIED = f"{APPLICATIONS}.上年结转.{TOTAL}"


def settle(notes: Notes) -> None:
    """Take back what contradicts itself, and ask."""
    notes.drop(notes.dropped)
    _all_alike(notes)
    if notes.correcting:
        _follow_corrected(notes)
    for name, value in notes.groups.items():
        sum_ = notes.down.get(name) or notes.across.get(name)
        if sum_ is not None and value:
            _group(notes, name, value, sum_)
    for total, sum_ in notes.across.items():
        if total in notes.said or any(part in notes.said for part in sum_.parts):
            _row(notes, total, sum_)
    _flow(notes)
    _answered(notes)


def _all_alike(notes: Notes) -> None:
    """Give each kind of case its result where all had the same: 被告2次，都胜诉，一个直接起诉一个复议后起诉."""
    for name, value in tuple(notes.groups.items()):
        table, group, column = name.split(".")
        line = notes.language.lines.get(f"{table}.{group}")
        totals = [f"{table}.{row}.{TOTAL}" for row in (line.members if line else ())]
        told = [notes.said[total] for total in totals if total in notes.said]
        whole = notes.groups.get(f"{table}.{group}.{TOTAL}")
        alike = table == CASES and column != TOTAL and len(told) == len(totals)
        if alike and value == whole == sum(number for number, _ in told):
            del notes.groups[name]
            for total, (number, statement) in zip(totals, told, strict=True):
                notes.put(f"{total.removesuffix(TOTAL)}{column}", number, statement)


def _follow_corrected(notes: Notes) -> None:
    """Let 更正，公开6件 be 6 of individuals, where all that came in was theirs and so were the 5 before."""
    came = [
        (name.rpartition(".")[2], value)
        for name, value in notes.known.items()
        if value and name.startswith((f"{APPLICATIONS}.新收.", f"{APPLICATIONS}.上年结转."))
    ]
    columns = {column for column, _ in came} - {TOTAL}
    divided = sum(v for c, v in came if c != TOTAL) == sum(v for c, v in came if c == TOTAL)
    if len(columns) != 1 or not divided:
        return
    only = columns.pop()
    for name, value in _totals(notes).items():
        part = f"{name.removesuffix(TOTAL)}{only}"
        parts = notes.across[name].parts if name in notes.across else ()
        told = any(other in notes.said for other in parts)
        if not told and _leaves(name) and notes.known.get(part, -1) == notes.known.get(name):
            notes.put(part, value, notes.said[name][1])


def _answered(notes: Notes) -> None:
    """Ask when there are more results than were answered in all."""
    if _DONE not in notes.said:
        return
    said, done = results(notes), notes.said[_DONE][0]
    if said > done:
        parts = [name for name in _totals(notes) if name.split(".")[1] not in FLOWS]
        stated = f"办结{write_number(done)}件，各种结果加起来却有{write_number(said)}件"
        notes.contradiction(f"{stated}，哪个对？", (_DONE, *parts))
        notes.drop((_DONE, *parts))


def _group(notes: Notes, name: str, value: Number, sum_: Sum) -> None:
    """Find the rows of a sum the form does not print: 不予公开2件 has to stand in one of eight."""
    said = [notes.said[part][0] for part in sum_.parts if part in notes.said]
    stated = f"{notes.spoken(name)}是{write_number(value)}"
    if not said:
        call = notes.row if name in notes.down else notes.column
        members = "、".join(dict.fromkeys(call(part) for part in sum_.parts))
        notes.ask(f"{stated}，要落到具体的一格：{members}。各是几件？", sum_.parts)
    elif sum(said) > value:
        wrong = tuple(part for part in sum_.parts if part in notes.said)
        added = write_number(sum(said))
        notes.contradiction(f"{stated}，各小项加起来是{added}，哪个对？", wrong)
        notes.drop(wrong)
    elif sum(said) < value:
        added = write_number(sum(said))
        message = f"{stated}，只说了{added}，其余的是哪一项？"
        notes.ask(message, sum_.parts, Reason.INCOMPLETE)


def _row(notes: Notes, total: str, sum_: Sum) -> None:
    new = [part for part in sum_.parts if part in notes.said]
    if total in notes.said:
        whole = notes.said[total][0]
        added = sum((notes.said[part][0] for part in new), start=0)
        if added > whole:
            stated = f"{notes.spoken(total)}是{write_number(whole)}"
            message = f"{stated}，分开说的加起来是{write_number(added)}，哪个对？"
            notes.contradiction(message, (total, *new))
            notes.drop((total, *new))
            return
    _against_report(notes, total, sum_)


def _against_report(notes: Notes, total: str, sum_: Sum) -> None:
    """Compare with what was filled before; what is said now stands only if it corrects that."""
    parts = [notes.value(part) for part in sum_.parts]
    added = sum((part for part in parts if part is not None), start=0)
    said = notes.said.get(total)
    stated = said[0] if said is not None else notes.report.number(total)
    if stated is None or added == 0:
        return
    if (added < stated and None in parts) or added == stated:
        return
    fresh = tuple(name for name in (total, *sum_.parts) if name in notes.said)
    whole, sum_words = write_number(stated), write_number(added)
    message = f"{notes.spoken(total)}是{whole}，各列加起来是{sum_words}，请再核对。"
    notes.contradiction(message, fresh)
    if not notes.correcting:
        notes.drop(fresh)


def _flow(notes: Notes) -> None:
    """Ask when more was answered and carried over than came in."""
    if _RECEIVED not in notes.said:
        return
    new, carried = notes.said[_RECEIVED][0], notes.value(_CARRIED)
    out = {name: value for name, value in _totals(notes).items() if _leaves(name) and value}
    done = sum(out.values(), start=0)
    if new + (carried or 0) >= done:
        return
    came = f"新收{write_number(new)}件，办理结果和结转下年却有{write_number(done)}件"
    if new and carried is None:
        notes.ask(f"{came}：上年结转是几件？", (_CARRIED,))
        return
    notes.contradiction(f"{came}，请再核对。", (_RECEIVED, *out))
    zeros = [name for name in notes.said if name.startswith(f"{APPLICATIONS}.新收.") and not new]
    notes.drop((_RECEIVED, *out, *zeros))


def _totals(notes: Notes) -> dict[str, Number]:
    """Return the totals of table three that were said."""
    return {
        name: value
        for name, (value, _) in notes.said.items()
        if name.startswith(f"{APPLICATIONS}.") and name.endswith(f".{TOTAL}")
    }


def _leaves(name: str) -> bool:
    return name.split(".")[1] not in ("新收", "上年结转", "办理总计")


def results(notes: Notes) -> Number:
    """Return how many applications were answered, by the results that were said."""
    return sum(
        (value for name, value in _totals(notes).items() if name.split(".")[1] not in FLOWS),
        start=0,
    )


def implied(notes: Notes, fills: Mapping[str, Number]) -> dict[str, Number]:
    """Return cells that follow from a row's total: the rest is 0, or the one column left takes all."""
    found: dict[str, Number] = {}
    for total, sum_ in notes.across.items():
        touched = total in fills or any(part in fills for part in sum_.parts)
        whole = notes.value(total)
        if not touched or whole is None or total not in notes.form.fields:
            continue
        known = {part: notes.value(part) for part in sum_.parts}
        missing = [part for part, value in known.items() if value is None]
        left = whole - sum(value for value in known.values() if value is not None)
        if left == 0:
            found.update(dict.fromkeys(missing, 0))
        elif len(missing) == 1 and left > 0:
            found[missing[0]] = left
    found.update(_one_kind(notes, {**fills, **found}))
    found.update(_by_balance(notes, {**fills, **found}))
    return found


def _by_balance(notes: Notes, said: Mapping[str, Number]) -> dict[str, Number]:
    """Divide a result's total by applicant when that is all that is left: what came in less what is accounted for."""
    figures = {**notes.known, **said}
    rows = [
        f"{APPLICATIONS}.{row.id}"
        for row in notes.form.tables[APPLICATIONS].rows.values()
        if not row.sum
    ]
    columns = [c.id for c in notes.form.tables[APPLICATIONS].columns.values() if not c.sum]
    open_rows = [row for row in rows if any(f"{row}.{column}" not in figures for column in columns)]
    came, out = rows[:2], [row for row in rows[2:] if row not in open_rows]
    left = {
        column: sum(figures.get(f"{row}.{column}", 0) for row in came)
        - sum(figures[f"{row}.{column}"] for row in out)
        for column in columns
    }
    of = [column for column, value in left.items() if value]
    totals = {row: figures.get(f"{row}.{TOTAL}") for row in open_rows}
    fits = open_rows and not set(came) & set(open_rows) and None not in totals.values()
    added = sum(value for value in totals.values() if value is not None)
    if not fits or min(left.values()) < 0 or sum(left.values()) != added:
        return {}
    if len(of) == 1:
        return {
            f"{row}.{c}": (totals[row] or 0) if c in of else 0 for row in open_rows for c in columns
        }
    return {f"{open_rows[0]}.{c}": left[c] for c in columns} if len(open_rows) == 1 else {}


def _one_kind(notes: Notes, said: Mapping[str, Number]) -> dict[str, Number]:
    """Give results to the one kind of applicant there is, when all that came in is of one kind."""
    figures = {**notes.known, **said}
    rows = [f"{APPLICATIONS}.{row}" for row in ("新收", "上年结转")]
    columns = [c.id for c in notes.form.tables[APPLICATIONS].columns.values() if not c.sum]
    came = {column: [figures.get(f"{row}.{column}") for row in rows] for column in columns}
    kinds = [column for column, values in came.items() if any(values)]
    if len(kinds) != 1 or any(None in values for values in came.values()):
        return {}
    return {
        f"{name.rpartition('.')[0]}.{column}": value if column == kinds[0] else 0
        for name, value in said.items()
        if name.startswith(f"{APPLICATIONS}.") and name.endswith(f".{TOTAL}") and _leaves(name)
        for column in columns
        if f"{name.rpartition('.')[0]}.{column}" not in figures
    }


def ask_for_the_rest(notes: Notes, fills: Mapping[str, Number], more: Mapping[str, Number]) -> None:
    """Ask for what totals were not divided into, and for the applications whose result was not said."""
    known = {**notes.known, **fills, **more}
    missing: list[str] = []
    words: list[str] = []
    for total, sum_ in notes.across.items():
        if not fills.get(total) or total.split(".")[1] == "办理总计":
            continue
        left = fills[total] - sum(known.get(part, 0) for part in sum_.parts)
        if left > 0:
            missing += [part for part in sum_.parts if part not in known]
            still = "" if left == fills[total] else "还有"
            words.append(f"{notes.row(total)}{still}{write_number(left)}件")
    if missing:
        what = "各是什么结果" if missing[0].startswith(CASES) else "是谁申请的"
        notes.ask(f"{'、'.join(words)}，还没有说{what}。", missing, Reason.INCOMPLETE)
    _still_open(notes, known, {**fills, **more})


def _still_open(notes: Notes, known: Mapping[str, Number], fresh: Mapping[str, Number]) -> None:
    """Say how many of the applications have no result yet, once some have."""
    rows = {row: _of_row(notes, known, row) for row in notes.form.tables[APPLICATIONS].rows}
    came = sum(rows[row] for row in FLOWS[:2])
    went = sum(value for row, value in rows.items() if row not in FLOWS) + rows[FLOWS[3]]
    told = any(name.startswith(f"{APPLICATIONS}.") and _leaves(name) for name in fresh)
    if told and 0 < went < came:
        message = (
            f"收到和结转来的一共{write_number(came)}件，办理结果和结转下年说了{write_number(went)}件，"
            f"还差{write_number(came - went)}件。"
        )
        notes.ask(message, reason=Reason.INCOMPLETE)


def _of_row(notes: Notes, known: Mapping[str, Number], row: str) -> Number:
    total = f"{APPLICATIONS}.{row}.{TOTAL}"
    if total in known:
        return known[total]
    return sum((known.get(part, 0) for part in notes.across[total].parts), start=0)
