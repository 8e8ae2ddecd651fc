"""Which rows and columns words stand for, where they overlap: a group and its member, a verb and a row, two years."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from assistant.claims.tokens import Token
from assistant.claims.vocabulary import Line, Manner

Found = Sequence[tuple[Token, Line, Manner]]
"""Words with the lines of one table that each may name."""

_OTHER_WAYS = ("其他处理", "逾期不补正", "逾期不缴费", "其他情形")
_OTHER_RESULT = ("其他情形", "其它情形")
_NEXT = ("明年", "下年", "下一年", "次年", "来年", "年度继续")
_CARRIED = ("上年结转", "结转下年")


def rows_of(
    found: Found, label: Sequence[Token], *, last_year: bool, this_year: int | None
) -> tuple[list[Line], str]:
    """Return the rows that words name, groups and verbs left out where something plainer is said, and any doubt."""
    rows: list[Line] = []
    doubt = ""
    for token in dict.fromkeys(token for token, _, _ in found):
        own = without_groups([line for t, line, _ in found if t is token and not line.column])
        if len(own) > 1:
            own = _directed(own, label, last_year=last_year, this_year=this_year) or own
            if len(own) > 1:
                doubt = f"“{token.text}”没有说清是哪一行"
        rows += own
    rows = without_groups(_turned_back(rows, found, label, last_year=last_year))
    ids = [row.id for row in rows]
    if "上年结转" in ids and "结转下年" in ids and not any(t.has("和") for t in label):
        kept = ids[0] if not doubt else ""
        rows = [row for row in rows if row.id == kept or row.id not in _CARRIED] or rows
    if "新收" in ids and len(rows) > 1:
        rows = _without_generic(rows, found)
    if "办理总计" in ids and len(rows) > 1 and "新收" not in ids:
        rows = [row for row in rows if row.id != "办理总计"]
    return rows, doubt


def _turned_back(
    rows: list[Line], found: Found, label: Sequence[Token], *, last_year: bool
) -> list[Line]:
    """Take what last year left open for what came over: 去年还有两件没答复; 转到明年 names its own year."""
    onward = next((line for _, line, _ in found if line.id == "结转下年"), None)
    came = next((line for _, line, _ in found if line.id == "上年结转"), None)
    if onward is None or onward not in rows or came is not None:
        return rows
    named = [token.text for token, line, _ in found if line is onward]
    past = last_year or any(token.has("去年") for token in label)
    if not past or any(year in text for text in named for year in _NEXT):
        return rows
    return [Line(onward.table, "上年结转", column=False) if row is onward else row for row in rows]


def without_rest(found: Found) -> Found:
    """Leave out the first word of 其他2件是律所的: it is what is left, and no kind of applicant."""
    first, last = found[0][0], found[-1][0]
    if first.text not in ("其他", "其它") or last.start - first.end < 2:
        return found
    return [one for one in found if one[0] is last and one[1].column] or found


def either_line(found: Found, row: str) -> Found:
    """Decide whether a word for a row and for a column is one or the other: 其他 after 其他处理 is a row.

    So is 其他情形 after any result; after 新收 it may be other applicants.
    """
    if row in ("", "新收", "上年结转"):
        found = [one for one in found if one[0].text not in _OTHER_RESULT]
    both = {t for t, ln, _ in found if ln.column} & {t for t, ln, _ in found if not ln.column}
    both |= {t for t, _, _ in found if t.text in ("其他", "其它")}
    if not both:
        return found
    as_row = row in _OTHER_WAYS
    places = {t: place for place, (t, _, _) in enumerate(found)}
    results = [
        places[t] for t, ln, _ in found if t not in both and not ln.column and not is_verb(t, ln)
    ]
    rest = [t for t in both if results and places[t] < min(results)]
    return [
        (t, ln, n)
        for t, ln, n in found
        if t not in both or (t not in rest and (ln.column is not as_row or not _two(t, found)))
    ]


def _two(token: Token, found: Found) -> bool:
    return len({line.column for t, line, _ in found if t is token}) > 1


def is_verb(token: Token, line: Line) -> bool:
    """Say whether a word for what was received is no more than a verb: 收到, 全年收到."""
    return line.id == "新收" and "申请" not in token.text and "新收" not in token.text


def _directed(
    rows: Sequence[Line], label: Sequence[Token], *, last_year: bool, this_year: int | None
) -> list[Line]:
    """Return the one of 上年结转 and 结转下年 that the year in the label points to, or in what came before."""
    ids = {row.id for row in rows}
    if ids != set(_CARRIED):
        return []
    past = this_year is not None and any(0 < token.year < this_year for token in label)
    into = this_year is not None and any(
        token.year == this_year and before.text[-1] in "至到入" for before, token in pairwise(label)
    )
    if past or into or any(token.has("去年") for token in label):
        return [row for row in rows if row.id == "上年结转"]
    onward = this_year is not None and any(token.year > this_year for token in label)
    if onward or any(token.has("明年") for token in label):
        return [row for row in rows if row.id == "结转下年"]
    return [row for row in rows if row.id == "上年结转"] if last_year else []


def without_groups(lines: Sequence[Line]) -> list[Line]:
    """Leave out a group where one of its members is named too."""
    if len(lines) < 2:
        return list(lines)
    named = {line.id for line in lines}
    kept = [line for line in lines if not (set(line.members) & named)]
    return list(dict.fromkeys(kept))


def _without_generic(rows: Sequence[Line], found: Found) -> list[Line]:
    """Leave out 新收 where it only comes from a verb and a plainer row is named: 收到上年结转申请1件."""
    verbs = {line for token, line, _ in found if is_verb(token, line)}
    others = [row for row in rows if row.id not in ("新收", "办理总计")]
    if others and any(row in verbs for row in rows):
        return [row for row in rows if row.id != "新收"]
    return list(rows)
