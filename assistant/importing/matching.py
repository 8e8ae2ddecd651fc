"""Which row of which form each seen row is: by its name, by its place among the others, or not certain."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from assistant.forms import Form
from assistant.importing.align import align, increasing
from assistant.importing.seen import Seen
from assistant.importing.vocabulary import SHORT, Line, Vocabulary, key, near

BLOCKS, MATRIX, STRIP = "主动公开", "申请", "复议诉讼"
"""The three tables, by their ids."""

_WIDE = 5
"""A row with at least so many cells of figures is one of the wide table."""

_CERTAIN = 100.0
_FORCED = 80.0
"""Likeness that is enough where as many rows are open as lines; no two long labels of the forms are as alike."""


def choose_form(
    rows: Sequence[Seen], titles: Iterable[str], words: Vocabulary, year: int | None
) -> tuple[Form, bool]:
    """Return the form that the tables follow, and whether they mix two of them.

    Titles of columns and rows that only one form has decide; without any, the year does.
    """
    votes = {form.id: 0 for form in words.forms}
    for title in titles:
        homes = {form for form, _ in _columns_called(title, words)}
        if len(homes) == 1:
            votes[homes.pop()] += 1
    for row in rows:
        line = words.named.get(row.leaf)
        if line is not None and len(line.forms) == 1 and row.filled and line.table != MATRIX:
            votes[next(iter(line.forms))] += 1
    late = [row.leaf for row in rows if row.leaf.startswith(("申请人无正当理由逾期", "申请人逾期"))]
    votes[words.forms[-1].id] += 2 * len(late)
    most = max(votes.values())
    if not most:
        serving = [form for form in words.forms if year and form.serves(year)]
        return (serving or [words.forms[-1]])[0], False
    leading = [form for form in words.forms if votes[form.id] == most]
    if len(leading) > 1 and year:
        leading = [form for form in leading if form.serves(year)] or leading
    return leading[-1], sum(count > 0 for count in votes.values()) > 1


def _columns_called(title: str, words: Vocabulary) -> frozenset[tuple[str, str]]:
    found = key(title)
    exact = words.heads.get(found)
    if exact is not None:
        return exact
    for known, homes in words.long_heads:
        if len(found) <= len(known) and near(known, found):
            return homes
    return frozenset()


def match(rows: Sequence[Seen], form: Form, words: Vocabulary) -> None:
    """Give every row the line of the forms it is, where that can be told."""
    lines = tuple(line for line in words.lines if line.table != STRIP)
    number = {line.id: at for at, line in enumerate(lines)}
    wanted = [row for row in rows if not _is_group(row, form, words)]
    for row in wanted:
        row.line = _by_name(row, form, words)
    anchored = [row for row in wanted if row.line is not None]
    kept = increasing([number[row.line.id] for row in anchored if row.line is not None])
    anchors = [row for at, row in enumerate(anchored) if at in kept]
    taken = {row.line.id for row in anchored if row.line is not None}
    twice = len(taken) < len(anchored)
    by_name = {id(row) for row in anchored}
    place = {id(row): at for at, row in enumerate(wanted)}
    for before, after in pairwise((None, *anchors, None)):
        first = place[id(before)] + 1 if before else 0
        last = place[id(after)] if after else len(wanted)
        low = number[before.line.id] + 1 if before and before.line else 0
        high = number[after.line.id] if after and after.line else len(lines)
        open_rows = [row for row in wanted[first:last] if row.line is None]
        open_lines = [line for line in lines[low:high] if line.id not in taken]
        if open_rows and open_lines:
            _by_place(open_rows, open_lines, form)
    if twice:
        for row in wanted:
            if row.line is not None and id(row) not in by_name and not row.doubt:
                row.doubt = "文件里不止一份同样的表，这一行可能是另一份表的"


def _by_name(row: Seen, form: Form, words: Vocabulary) -> Line | None:
    """Return the line that the label names beyond doubt."""
    line = words.named.get(row.leaf)
    if line is None or line.table == STRIP or not _fits(row, line):
        return None
    if form.id not in line.forms and any(
        form.id in other.forms and row.leaf in other.names for other in words.lines
    ):
        return None
    return line


def _is_group(row: Seen, form: Form, words: Vocabulary) -> bool:
    """Whether the row sums a group, which no form prints: its label is the title of the group."""
    if row.leaf not in words.groups or row.leaf in ("总计", "其他"):
        return False
    return not any(
        row.leaf in line.names and form.id in line.forms and line.table != STRIP
        for line in words.lines
    )


def _fits(row: Seen, line: Line) -> bool:
    """Whether a row has as many cells as the line might need: the wide table is never taken for the other."""
    if line.table == MATRIX:
        return len(row.values) >= _WIDE or row.loose
    return len(row.filled) < _WIDE


def _by_place(rows: Sequence[Seen], lines: Sequence[Line], form: Form) -> None:
    """Pair rows without a certain name with the lines that are still open between their neighbours."""

    def likeness(at: int, other: int) -> float:
        row, line = rows[at], lines[other]
        if not _fits(row, line):
            return 0.0
        # A row of the other form is possible, but never instead of one of this form.
        return line.likeness(row.leaf) - (0.0 if form.id in line.forms else 5.0)

    own = [line for line in lines if form.id in line.forms]
    for at, other, alike in align(len(rows), len(lines), likeness):
        row, line = rows[at], lines[other]
        row.line = line
        forced = len(rows) == len(own) and alike >= _FORCED and len(line.main) > SHORT
        if alike < _CERTAIN and not forced and not line.is_near(row.leaf):
            row.doubt = f"行标签“{row.label}”与“{line.label}”不完全一样，按前后顺序认作这一行"
            row.nearest = nearest(row.leaf, lines)
    _by_order(rows, own)


def _by_order(rows: Sequence[Seen], lines: Sequence[Line]) -> None:
    """Rows whose labels are lost, when as many rows are left as the wide table has between the same neighbours."""
    wide = [row for row in rows if len(row.values) >= _WIDE]
    left = [line for line in lines if line.table == MATRIX]
    pairs = list(zip(wide, left, strict=False))
    if len(wide) != len(left) or any(row.line not in (None, line) for row, line in pairs):
        return
    for row, line in pairs:
        if row.line is None:
            row.line = line
            row.doubt = (
                f"行标签“{row.label or '（空）'}”认不出来，按行的顺序认作“{line.label}”这一行"
            )
            row.nearest = (line.label,)


def nearest(leaf: str, lines: Sequence[Line], limit: int = 3) -> tuple[str, ...]:
    """Return the labels most like a seen one."""
    ranked = sorted(lines, key=lambda line: -line.likeness(leaf))
    return tuple(line.label for line in ranked[:limit])
