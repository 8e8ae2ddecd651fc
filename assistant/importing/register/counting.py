"""The register of applications (依申请公开台账) → tables three and four, every cell with the rows it counts.

One row is one application. The year decides (report guide: 收到、办结 against 1 January and 31 December): received in
the year is 新收, before and open on 1 January is 上年结转, closed in the year counts in the row of its outcome,
open on 31 December is 结转下年. What cannot be classified is listed, never guessed.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from assistant.forms import Form
from assistant.importing.matching import MATRIX, STRIP
from assistant.importing.refusal import ImportRefused
from assistant.importing.register.columns import NEEDED, Layout, open_register
from assistant.importing.register.meaning import as_day, kind_of, outcome_of, result_of
from assistant.importing.spreadsheet import Progress
from assistant.importing.vocabulary import Vocabulary, key, vocabulary
from assistant.numerals import Refusal, quoted, read_amount, write_number

_CALENDAR_DAYS = 28
"""Twenty working days are at least so many days; without the calendar of holidays it is only a hint."""

_BOTH_TERMS = 56
"""Twenty working days and twenty more are about so many days."""


@dataclass(frozen=True)
class Remark:
    """One thing about one row of the register."""

    row: int
    """The row in the file, counted from 1."""

    message: str
    number: str = ""
    """The registration number, where the register has one."""


@dataclass(frozen=True)
class Counted:
    """What the register says for one year."""

    form: Form
    year: int
    layout: Layout
    """Where things stand in the file; to be confirmed once."""

    rows: Mapping[str, tuple[int, ...]]
    """Cell → the rows it counts; every cell that the register can fill, 0 with no rows."""

    unclassified: tuple[Remark, ...]
    """Rows of the year that could not be counted, and why."""

    carried: tuple[int, ...]
    """Rows still open on 31 December."""

    aged: tuple[int, ...]
    """Those of them that came in more than eight weeks before: both terms of twenty working days are over."""

    overdue: tuple[Remark, ...]
    fees: Mapping[str, str] = field(default_factory=dict)
    """收费通知件数, 收费通知金额 and 实收信息处理费, where the register has the columns."""

    cases: Mapping[int, tuple[Any, ...]] = field(default_factory=dict, repr=False)
    """Row → its cells in the order of `layout.places`."""

    @property
    def columns(self) -> Mapping[str, str]:
        """What is read → the title of the column it is read from."""
        return self.layout.columns

    def case(self, row: int) -> Mapping[str, str]:
        """Return what is read of one row, in words; blank cells left out."""
        pairs = zip(self.layout.places, self.cases.get(row, ()), strict=False)
        return {name: text for name, value in pairs if (text := _shown(name, value))}

    @property
    def fields(self) -> Mapping[str, int]:
        """The figure of every cell."""
        return {name: len(rows) for name, rows in self.rows.items()}


@dataclass(frozen=True)
class _Case:
    """One application, personal columns left out."""

    row: int
    values: Mapping[str, Any]

    @property
    def number(self) -> str:
        return str(self.values.get("编号") or "").strip()[:40]

    def text(self, name: str) -> str:
        return str(self.values.get(name) or "").strip()

    def day(self, name: str) -> dt.date | Refusal | None:
        return as_day(self.values.get(name))


def count_register(
    content: bytes,
    forms: Sequence[Form],
    form: Form,
    year: int,
    columns: Mapping[str, str] | None = None,
    progress: Progress | None = None,
) -> Counted:
    """Count a register for one year; `columns` (what → title) comes before what is recognised.

    Raises `ImportRefused` when it is no register, or columns that are needed are missing.
    """
    opened = open_register(content, forms, form, columns, progress)
    layout = opened.layout
    if layout.missing:
        known = "、".join(layout.columns.values())
        raise ImportRefused(
            f"台账里没有认出{'、'.join(layout.missing)}这{len(layout.missing)}列，现有的列认出了{known or '没有'}。"
            "请把列名改成这几个名称，或者用 nianbao register --template 生成的模板；"
            "也可以写明对应的列，如 --column 收到日期=来件时间。"
        )
    counting = _Counting(form, vocabulary(forms), year)
    cases: dict[int, tuple[Any, ...]] = {}
    for number, values in opened.rows:
        own = tuple(values[at] if at < len(values) else None for at in layout.places.values())
        case = _Case(number, dict(zip(layout.places, own, strict=True)))
        if any(case.values[name] not in (None, "") for name in NEEDED):
            cases[number] = own
            counting.add(case)
    return counting.counted(layout, cases)


def _shown(name: str, value: Any) -> str:
    day = as_day(value) if name.endswith("日期") else None
    return str(day) if isinstance(day, dt.date) else str("" if value is None else value).strip()


class _Counting:
    """Puts applications into cells."""

    def __init__(self, form: Form, words: Vocabulary, year: int) -> None:
        self.form = form
        self.words = words
        self.first, self.last = dt.date(year, 1, 1), dt.date(year, 12, 31)
        self.year = year
        self.rows: dict[str, list[int]] = {}
        self.unclassified: list[Remark] = []
        self.overdue: list[Remark] = []
        self.carried: list[int] = []
        self.aged: list[int] = []
        self.notices: list[str] = []
        self.paid: list[str] = []

    def remark(self, case: _Case, message: str) -> None:
        self.unclassified.append(Remark(case.row, message, case.number))

    def add(self, case: _Case) -> None:
        received, closed = case.day("收到日期"), case.day("答复日期")
        if isinstance(received, Refusal) or received is None:
            self.remark(
                case,
                f"收到日期{quoted(case.text('收到日期')) if case.text('收到日期') else '空着'}，不知道计入哪一年。",
            )
            return
        if isinstance(closed, Refusal):
            self.remark(case, f"答复日期{quoted(case.text('答复日期'))}不是日期，不知道办结没有。")
            return
        if closed is not None and closed < received:
            self.remark(case, f"答复日期{closed}早于收到日期{received}，请核对。")
            return
        if received > self.last or (closed is not None and closed < self.first):
            self.disputes(case)
            return
        self.application(case, received, closed)
        self.disputes(case)
        self.late(case, received, closed)
        self.fees(case, received)

    def application(self, case: _Case, received: dt.date, closed: dt.date | None) -> None:
        kind = kind_of(case.text("申请人类型"), self.form)
        if kind is None:
            shown = quoted(case.text("申请人类型")) if case.text("申请人类型") else "空着"
            self.remark(case, f"申请人类型{shown}，不知道计入哪一列。")
            return
        in_year = closed is not None and closed <= self.last
        text = self.final(case, closed)
        row = outcome_of(
            text,
            "" if case.text("重办结果") == text else case.text("具体情形"),
            self.form,
            self.words,
        )
        if in_year and isinstance(row, Refusal):
            self.remark(case, row.sentence)
            return
        if not in_year and closed is None and case.text("处理结果") and isinstance(row, str):
            self.remark(case, "写了处理结果，没有答复日期，不知道是不是本年办结。")
            return
        self.put("新收" if received >= self.first else "上年结转", kind, case.row)
        if in_year and isinstance(row, str):
            self.put(row, kind, case.row)
        else:
            self.put("结转下年", kind, case.row)
            self.carried.append(case.row)
            if (self.last - received).days > _BOTH_TERMS:
                self.aged.append(case.row)

    def final(self, case: _Case, closed: dt.date | None) -> str:
        """The outcome that counts: the last decision of the year in which the application was first closed.

        An application is closed once. One that was answered again after a review or a lawsuit counts with the new
        outcome where both answers are of this year; where the first is of an earlier year it was counted then.
        """
        again, outcome = case.day("重办日期"), case.text("重办结果")
        if closed is None or not (again or outcome):
            return case.text("处理结果")
        if isinstance(again, Refusal) or again is None or not outcome:
            self.remark(case, "重新答复过，日期和结果没有写全，按第一次答复的结果计。")
            return case.text("处理结果")
        return outcome if again <= self.last else case.text("处理结果")

    def put(self, row: str, column: str, number: int) -> None:
        self.rows.setdefault(f"{MATRIX}.{row}.{column}", []).append(number)

    def late(self, case: _Case, received: dt.date, closed: dt.date | None) -> None:
        due, end = case.day("截止日期"), closed or self.last
        if isinstance(due, dt.date) and end > due:
            self.overdue.append(
                Remark(case.row, f"应在{due}前答复，{_when(closed)}。", case.number)
            )
        elif not isinstance(due, dt.date) and (end - received).days > _CALENDAR_DAYS:
            days = (end - received).days
            hint = f"收到后{days}天，{_when(closed)}，可能超过20个工作日，请核对有没有延期、补正、征求意见。"
            self.overdue.append(Remark(case.row, hint, case.number))

    def fees(self, case: _Case, received: dt.date) -> None:
        if received >= self.first:
            self.notices += [case.text("收费通知金额")] if case.text("收费通知金额") else []
            self.paid += [case.text("实收金额")] if case.text("实收金额") else []

    def disputes(self, case: _Case) -> None:
        """Reviews and lawsuits count in the year in which they end; open ones in every year they are open."""
        if case.text("复议结果") or case.text("复议日期"):
            self.dispute(case, "复议", "复议")
        if case.text("诉讼结果") or case.text("诉讼日期"):
            kind = key(case.text("诉讼类型"))
            row = "复议后起诉" if "后" in kind else "直接起诉" if kind else ""
            if not row:
                self.remark(case, "有行政诉讼，没有写是直接起诉还是复议后起诉。")
                return
            self.dispute(case, row, "诉讼")

    def dispute(self, case: _Case, row: str, what: str) -> None:
        begun, ended = case.day(f"{what}日期"), case.day(f"{what}审结日期")
        result = key(case.text(f"{what}结果"))
        column = result_of(result, self.form)
        if isinstance(begun, Refusal) or isinstance(ended, Refusal):
            self.remark(case, f"{what}的日期认不出来，不知道计入哪一年。")
        elif column is None and result:
            self.remark(
                case,
                f"{what}结果{quoted(case.text(f'{what}结果'))}认不出来，应是维持、纠正、其他结果、尚未审结之一。",
            )
        elif ended is not None and column in (None, "未结"):
            self.remark(case, f"{what}有审结日期，结果没有写。")
        elif ended is None and column not in (None, "未结"):
            self.remark(case, f"{what}有结果，没有审结日期，不知道计入哪一年。")
        elif ended is None or ended > self.last:
            if begun is None:
                self.remark(case, f"{what}还没有审结，也没有{what}日期，不知道是哪一年的。")
            elif begun <= self.last:
                self.rows.setdefault(f"{STRIP}.{row}.未结", []).append(case.row)
        elif ended >= self.first:
            self.rows.setdefault(f"{STRIP}.{row}.{column}", []).append(case.row)

    def counted(self, layout: Layout, cases: Mapping[int, tuple[Any, ...]]) -> Counted:
        """Return what was counted; a table of which the register has no columns is left out, not zero."""
        tables = [MATRIX]
        if {"复议结果", "诉讼结果"} <= layout.places.keys():
            tables.append(STRIP)
        rows = {
            name: tuple(self.rows.get(name, ()))
            for name, cell in self.form.fields.items()
            if cell.table in tables and not cell.total
        }
        return Counted(
            form=self.form,
            year=self.year,
            layout=layout,
            rows=rows,
            unclassified=tuple(self.unclassified),
            carried=tuple(self.carried),
            aged=tuple(self.aged),
            overdue=tuple(self.overdue),
            fees=dict(self._fees(layout.places)),
            cases=cases,
        )

    def _fees(self, places: Mapping[str, int]) -> Iterator[tuple[str, str]]:
        if "收费通知金额" in places:
            yield "收费通知件数", str(len(self.notices))
            yield "收费通知金额", _added(self.notices)
        if "实收金额" in places:
            yield "实收信息处理费", _added(self.paid)


def _when(closed: dt.date | None) -> str:
    return f"{closed}答复" if closed else "年底还没有答复"


def _added(amounts: Iterable[str]) -> str:
    """The sum of amounts in 元, or that one of them is none."""
    total = Decimal(0)
    for text in amounts:
        amount = read_amount(text, "元")
        if isinstance(amount, Refusal):
            return f"待核对（{quoted(text)}不是金额）"
        total += amount
    return write_number(total)
