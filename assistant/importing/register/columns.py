"""Which column of a register holds what: recognised by title and by content, to be confirmed once by a person.

Only what is named in `COLUMNS` is ever read. Names, addresses, telephone numbers and what was asked for have no place
there, so they never leave the file.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain, islice

from assistant.forms import Form
from assistant.importing.refusal import ImportRefused
from assistant.importing.register.meaning import as_day, kind_of, outcome_of
from assistant.importing.spreadsheet import Progress, Value, Values, sheets
from assistant.importing.vocabulary import Vocabulary, key, vocabulary

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "编号": ("登记编号", "编号", "序号", "申请编号", "受理编号"),
    "收到日期": (
        "收到日期",
        "收到时间",
        "收件日期",
        "接收日期",
        "申请日期",
        "申请时间",
        "受理日期",
        "登记日期",
    ),
    "答复日期": ("答复日期", "答复时间", "办结日期", "办结时间", "办理日期", "结案日期"),
    "申请人类型": ("申请人类型", "申请人类别", "申请人性质", "申请主体", "主体类型", "申请人分类"),
    "处理结果": (
        "处理结果",
        "办理结果",
        "答复结果",
        "答复类型",
        "处理结果代码",
        "答复情况",
        "结果",
        "处理决定",
    ),
    "具体情形": ("具体情形", "不予公开理由", "理由", "情形", "细项", "处理结果细项"),
    "截止日期": ("法定截止日", "截止日期", "应答复日期", "答复期限", "法定期限", "延期后截止日"),
    "重办日期": ("重新答复日期", "重新答复时间", "重新办理日期", "重办日期"),
    "重办结果": ("重新答复结果", "重新办理结果", "重新处理结果", "重办结果"),
    "收费通知金额": ("收费通知金额", "收费通知", "收费金额", "信息处理费"),
    "实收金额": ("实收金额", "实收信息处理费", "实收"),
    "复议日期": ("复议日期", "申请复议日期", "复议受理日期"),
    "复议结果": ("复议结果", "行政复议结果", "复议"),
    "复议审结日期": ("复议审结日期", "复议决定日期", "复议结案日期"),
    "诉讼类型": ("诉讼类型", "起诉类型", "诉讼方式"),
    "诉讼日期": ("诉讼日期", "起诉日期", "立案日期"),
    "诉讼结果": ("诉讼结果", "行政诉讼结果", "诉讼", "判决结果"),
    "诉讼审结日期": ("诉讼审结日期", "判决日期", "诉讼结案日期"),
}
"""What is read of a register, and what its columns are called."""

NEEDED = ("收到日期", "申请人类型", "处理结果", "答复日期")
"""Without these nothing can be counted."""

_HEAD_ROWS = 15
_SAMPLE_ROWS = 60
_ENOUGH = 0.6
"""So much of a column must read as what it is taken for."""

_BEFORE_ITS_ANSWER = 0.9
"""So many of the days of one column must not come after those of another, before the two are told apart by that."""


@dataclass(frozen=True)
class Layout:
    """The sheet that holds the register, and where in it things stand."""

    sheet: str
    head: int
    """The row of the titles, counted from 1."""

    titles: tuple[str, ...]
    """Every title, as printed; empty for a column without one."""

    places: Mapping[str, int]
    """What is read → the number of its column, counted from 0."""

    guessed: frozenset[str] = field(default_factory=frozenset)
    """What was found by its content alone."""

    @property
    def columns(self) -> Mapping[str, str]:
        """What is read → the title of its column; a column without a title goes by its letter."""
        return {name: self.title(at) for name, at in self.places.items()}

    def title(self, at: int) -> str:
        """Return what a column is called."""
        return (self.titles[at] if at < len(self.titles) else "") or f"第{at + 1}列"

    def with_place(self, name: str, at: int) -> Layout:
        """Return the layout after somebody said which column it is; -1 for none."""
        others = {
            each: place for each, place in self.places.items() if each != name and place != at
        }
        places = others if at < 0 else {**others, name: at}
        return replace(self, places=places, guessed=self.guessed - {name})

    @property
    def missing(self) -> tuple[str, ...]:
        """What is needed and was not found."""
        return tuple(name for name in NEEDED if name not in self.places)


@dataclass(frozen=True)
class Opened:
    """A register that has been opened: its layout, and all its rows below the titles, still to be read once."""

    layout: Layout
    rows: Iterator[Values]


def open_register(
    content: bytes,
    forms: Sequence[Form],
    form: Form,
    columns: Mapping[str, str] | None = None,
    progress: Progress | None = None,
) -> Opened:
    """Return the sheet that holds a register; `columns` (what → title) comes before what is recognised.

    Raises `ImportRefused` when no sheet looks like a register. Columns that are needed may be `missing`.
    """
    words = vocabulary(forms)
    found: list[Opened] = []
    for sheet, rows in sheets(content, progress):
        head = list(islice(rows, _HEAD_ROWS + _SAMPLE_ROWS))
        layout = _layout(sheet, head, columns or {}, form, words)
        if layout is not None:
            below = [row for row in head if row[0] > layout.head]
            found.append(Opened(layout, chain(below, rows)))
    if not found:
        wanted = "、".join(NEEDED)
        raise ImportRefused(
            f"没有认出台账的列。至少要有{wanted}这几列，第一行写列名；可以用 nianbao register --template 生成模板。"
        )
    return max(found, key=lambda opened: len(opened.layout.places))


def _layout(
    sheet: str, rows: Sequence[Values], given: Mapping[str, str], form: Form, words: Vocabulary
) -> Layout | None:
    best: Layout | None = None
    for at, (number, values) in enumerate(rows[:_HEAD_ROWS]):
        titles = tuple(str(value).strip() if isinstance(value, str) else "" for value in values)
        named = _by_title(titles, given)
        if len(named) >= 2 and (best is None or len(named) > len(best.places)):
            sample = [row for _, row in rows[at + 1 : at + 1 + _SAMPLE_ROWS]]
            guessed = dict(_by_content(named, sample, form, words))
            best = Layout(sheet, number, titles, {**named, **guessed}, frozenset(guessed))
    return best


def _by_title(titles: Sequence[str], given: Mapping[str, str]) -> dict[str, int]:
    keys = [key(title) for title in titles]
    places: dict[str, int] = {}
    for name, called in COLUMNS.items():
        wanted = [key(given[name])] if name in given else [key(each) for each in called]
        at = next((keys.index(each) for each in wanted if each in keys), None)
        if at is None and name in given:
            at = next((at for at in range(len(titles)) if given[name] == f"第{at + 1}列"), None)
        if at is not None and at not in places.values():
            places[name] = at
    return places


def _by_content(
    named: Mapping[str, int], sample: Sequence[Sequence[Value]], form: Form, words: Vocabulary
) -> Iterator[tuple[str, int]]:
    """Yield columns with unknown titles by what stands in them: a kind of applicant, an outcome, two days."""
    width = max(map(len, sample), default=0)
    taken = set(named.values())

    def share(at: int, fits: Callable[[Value], bool]) -> float:
        values = [row[at] for row in sample if at < len(row) and row[at] not in (None, "")]
        return sum(map(fits, values)) / len(values) if values else 0.0

    fitting: tuple[tuple[str, Callable[[Value], bool]], ...] = (
        ("申请人类型", lambda value: kind_of(str(value), form) is not None),
        ("处理结果", lambda value: isinstance(outcome_of(str(value), "", form, words), str)),
    )
    for name, fits in fitting:
        free = [at for at in range(width) if at not in taken]
        best = max(free, key=lambda at: share(at, fits), default=None)
        if name not in named and best is not None and share(best, fits) >= _ENOUGH:
            taken.add(best)
            yield name, best
    days = [at for at in range(width) if at not in taken and share(at, is_day) >= _ENOUGH]
    yield from _days(named, days, sample)


def _days(
    named: Mapping[str, int], free: Sequence[int], sample: Sequence[Sequence[Value]]
) -> Iterator[tuple[str, int]]:
    """Yield the day of receipt and the day of the answer where their titles are unknown: the one before the other.

    Columns of days that nearly every row does not put in this order are left to a person.
    """
    known = {name: named.get(name) for name in ("收到日期", "答复日期")}
    pairs = [
        (first, second)
        for first in ([known["收到日期"]] if known["收到日期"] is not None else free)
        for second in ([known["答复日期"]] if known["答复日期"] is not None else free)
        if first != second and _comes_before(first, second, sample)
    ]
    if len(pairs) == 1:
        for name, at in zip(known, pairs[0], strict=True):
            if known[name] is None:
                yield name, at


def is_day(value: Value) -> bool:
    """Whether a cell says a day of these years; a bare number may be something else."""
    day = as_day(value)
    in_range = isinstance(value, str) or 30_000 < float(value or 0) < 60_000
    return isinstance(day, dt.date) and in_range


def _comes_before(first: int, second: int, sample: Sequence[Sequence[Value]]) -> bool:
    """Whether the days of one column hardly ever come after those of another, and mostly before."""
    rows = [
        (as_day(row[first]), as_day(row[second])) for row in sample if max(first, second) < len(row)
    ]
    both = [(a, b) for a, b in rows if isinstance(a, dt.date) and isinstance(b, dt.date)]
    in_order = sum(a <= b for a, b in both)
    return bool(both) and in_order / len(both) >= _BEFORE_ITS_ANSWER and any(a < b for a, b in both)
