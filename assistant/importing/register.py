"""The register of applications (依申请公开台账) → tables three and four, every cell with the rows it counts.

One row is one application. The year decides (report guide: 收到、办结 against 1 January and 31 December): received in
the year is 新收, before and open on 1 January is 上年结转, closed in the year counts in the row of its outcome,
open on 31 December is 结转下年. What cannot be classified is listed, never guessed. Only the columns named here are
read; names, addresses and what was asked for never leave the file.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from assistant.forms import Form
from assistant.importing.matching import MATRIX, STRIP
from assistant.importing.refusal import ImportRefused
from assistant.importing.spreadsheet import Value, Values, sheets
from assistant.importing.vocabulary import Vocabulary, key, path, vocabulary
from assistant.numerals import Refusal, quoted, read_date

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
_HEAD_ROWS = 15
_CALENDAR_DAYS = 28
"""Twenty working days are at least so many days; without the calendar of holidays it is only a hint."""


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
    sheet: str
    columns: Mapping[str, str]
    """What is read → the title of the column it is read from; to be confirmed once."""

    rows: Mapping[str, tuple[int, ...]]
    """Cell → the rows it counts; every cell that the register can fill, 0 with no rows."""

    unclassified: tuple[Remark, ...]
    """Rows of the year that could not be counted, and why."""

    carried: tuple[int, ...]
    """Rows still open on 31 December."""

    overdue: tuple[Remark, ...]
    fees: Mapping[str, str] = field(default_factory=dict)
    """收费通知件数, 收费通知金额 and 实收信息处理费, where the register has the columns."""

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
) -> Counted:
    """Count a register for one year; `columns` (what → title) comes before what is recognised.

    Raises `ImportRefused` when it is no register.
    """
    words = vocabulary(forms)
    best: tuple[int, str, Mapping[str, int], Mapping[str, str], list[Values]] | None = None
    for sheet, rows in sheets(content):
        numbered = list(rows)
        found = _header(numbered, columns or {}, form, words)
        if found is not None and (best is None or len(found[1]) > len(best[2])):
            at, places, titles = found
            best = (at, sheet, places, titles, numbered[at + 1 :])
    if best is None:
        wanted = "、".join(NEEDED)
        raise ImportRefused(
            f"没有认出台账的列。至少要有{wanted}这几列，第一行写列名；可以用 nianbao register --template 生成模板。"
        )
    _, sheet, places, titles, body = best
    missing = [name for name in NEEDED if name not in places]
    if missing:
        raise ImportRefused(
            f"台账里没有认出{'、'.join(missing)}这{len(missing)}列，现有的列认出了{'、'.join(titles) or '没有'}。"
            "请把列名改成这几个名称，或者用 nianbao register --template 生成的模板。"
        )
    counting = _Counting(form, words, year)
    for number, values in body:
        own = {name: values[at] for name, at in places.items() if at < len(values)}
        if any(own.get(name) not in (None, "") for name in NEEDED):
            counting.add(_Case(number, own))
    return counting.counted(sheet, titles, places)


def _header(
    rows: Sequence[Values], given: Mapping[str, str], form: Form, words: Vocabulary
) -> tuple[int, Mapping[str, int], Mapping[str, str]] | None:
    """Return which row holds the titles, and the place and title of every column that is read."""
    best: tuple[int, Mapping[str, int], Mapping[str, str]] | None = None
    for at, (_, values) in enumerate(rows[:_HEAD_ROWS]):
        titles = [key(str(value)) if isinstance(value, str) else "" for value in values]
        places: dict[str, int] = {}
        for name, called in COLUMNS.items():
            wanted = [key(given[name])] if name in given else [key(each) for each in called]
            found = next((titles.index(each) for each in wanted if each in titles), None)
            if found is not None and found not in places.values():
                places[name] = found
        if len(places) >= 2 and (best is None or len(places) > len(best[1])):
            _by_content(places, [row for _, row in rows[at + 1 : at + 60]], form, words)
            shown = {name: str(values[place]).strip() for name, place in places.items()}
            best = (at, places, shown)
    return best


def _by_content(
    places: dict[str, int], sample: Sequence[tuple[Value, ...]], form: Form, words: Vocabulary
) -> None:
    """Find columns with unknown titles by what stands in them."""

    def share(at: int, fits: Any) -> float:
        values = [row[at] for row in sample if at < len(row) and row[at] not in (None, "")]
        return sum(bool(fits(value)) for value in values) / len(values) if values else 0.0

    def outcome_known(value: Any) -> bool:
        return isinstance(_outcome(str(value), "", form, words), str)

    width = max(map(len, sample), default=0)
    for name, fits in (
        ("申请人类型", lambda value: _kind(str(value), form) is not None),
        ("处理结果", outcome_known),
    ):
        free = [at for at in range(width) if at not in places.values()]
        if name not in places and free:
            best = max(free, key=lambda at: share(at, fits))
            if share(best, fits) >= 0.6:
                places[name] = best


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
        kind = _kind(case.text("申请人类型"), self.form)
        if kind is None:
            shown = quoted(case.text("申请人类型")) if case.text("申请人类型") else "空着"
            self.remark(case, f"申请人类型{shown}，不知道计入哪一列。")
            return
        in_year = closed is not None and closed <= self.last
        row = _outcome(case.text("处理结果"), case.text("具体情形"), self.form, self.words)
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

    def put(self, row: str, column: str, number: int) -> None:
        self.rows.setdefault(f"{MATRIX}.{row}.{column}", []).append(number)

    def late(self, case: _Case, received: dt.date, closed: dt.date | None) -> None:
        due, end = case.day("截止日期"), closed or self.last
        if isinstance(due, dt.date) and end > due:
            self.overdue.append(
                Remark(case.row, f"应在{due}前答复，{_when(closed)}。", case.number)
            )
        elif due is None and (end - received).days > _CALENDAR_DAYS:
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
        column = _result(result, self.form)
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

    def counted(self, sheet: str, titles: Mapping[str, str], places: Mapping[str, int]) -> Counted:
        tables = [MATRIX]
        if {"复议结果", "诉讼结果"} <= places.keys():
            tables.append(STRIP)
        rows = {
            name: tuple(self.rows.get(name, ()))
            for name, cell in self.form.fields.items()
            if cell.table in tables and not cell.total
        }
        return Counted(
            form=self.form,
            year=self.year,
            sheet=sheet,
            columns=titles,
            rows=rows,
            unclassified=tuple(self.unclassified),
            carried=tuple(self.carried),
            overdue=tuple(self.overdue),
            fees=dict(self._fees(places)),
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
    from decimal import Decimal

    from assistant.numerals import read_amount, write_number

    total = Decimal(0)
    for text in amounts:
        amount = read_amount(text, "元")
        if isinstance(amount, Refusal):
            return f"待核对（{quoted(text)}不是金额）"
        total += amount
    return write_number(total)


_SERIAL = re.compile(r"[345]\d{4}(?:\.0)?")
_COMPACT = re.compile(r"(20\d\d)(\d\d)(\d\d)")
_TIME = re.compile(r"[ T]\d{1,2}[:：].*$")


def as_day(value: Any) -> dt.date | Refusal | None:
    """Return the day a cell says, nothing for a blank one."""
    match value:
        case dt.datetime():
            return value.date()
        case dt.date():
            return value
        case None:
            return None
        case bool():
            return Refusal("这一格不是日期。")
        case int() | float():
            return _day(str(int(value)))
        case _:
            return _day(str(value).strip())


@lru_cache(maxsize=8192)
def _day(text: str) -> dt.date | Refusal | None:
    if text in ("", "-", "—", "/", "无"):
        return None
    if _SERIAL.fullmatch(text):
        return dt.date(1899, 12, 30) + dt.timedelta(days=int(float(text)))
    text = _TIME.sub("", text)
    compact = _COMPACT.fullmatch(text)
    return read_date("-".join(compact.groups()) if compact else text)


def _kind(text: str, form: Form) -> str | None:
    """Return the column of table three that a kind of applicant belongs to."""
    return _kinds(form).get(key(text)) if text else None


_KINDS: dict[str, Mapping[str, str]] = {}


def _kinds(form: Form) -> Mapping[str, str]:
    known = _KINDS.get(form.id)
    if known is None:
        (block,) = form.tables[MATRIX].blocks
        known = {
            key(called): column.id
            for column in block.columns
            if not column.sum
            for called in (column.label, column.id, *column.aliases)
        }
        _KINDS[form.id] = known
    return known


def _result(seen: str, form: Form) -> str | None:
    """Return the column of table four that a result belongs to."""
    (block,) = form.tables[STRIP].blocks
    for column in block.columns:
        if not column.sum and seen in {
            key(each) for each in (column.label, column.id, *column.aliases)
        }:
            return column.id
    return None


_OUTCOMES: dict[tuple[str, str, str], str | Refusal] = {}


def _outcome(text: str, detail: str, form: Form, words: Vocabulary) -> str | Refusal:
    """Return the row of table three that an outcome belongs to, or why none can be told."""
    if len(_OUTCOMES) > 4096:
        _OUTCOMES.clear()
    asked = (form.id, text, detail)
    if asked not in _OUTCOMES:
        _OUTCOMES[asked] = _read_outcome(text, detail, form, words)
    return _OUTCOMES[asked]


_BETWEEN = re.compile(r"[/／—\-–:：>→，,；;\n（）()]+")


def _read_outcome(text: str, detail: str, form: Form, words: Vocabulary) -> str | Refusal:
    if not text and not detail:
        return Refusal("已经答复，处理结果空着。")
    pieces = [
        piece
        for each in (detail, text)
        for piece in (each, *reversed(path(each)), *_BETWEEN.split(each))
    ]
    lines = [
        line
        for line in words.of_table(MATRIX)
        if form.id in line.forms and line.row not in ("新收", "上年结转", "办理总计", "结转下年")
    ]
    for piece in pieces:
        seen = key(piece)
        if not seen:
            continue
        named = [
            line for line in lines if seen in line.names and (seen != "其他" or "其他处理" in text)
        ]
        called = named or [line for line in lines if seen in line.aliases]
        if len(called) == 1:
            return called[0].row
        if len(called) > 1:
            rows = "、".join(f"“{line.label}”" for line in called)
            return Refusal(f"处理结果{quoted(piece)}可能是{rows}，请写明是哪一种。")
    groups = {
        key(each): group for group in form.tables[MATRIX].groups for each in (group.id, group.label)
    }
    group = next((groups[key(piece)] for piece in pieces if key(piece) in groups), None)
    if group is not None:
        rows = "、".join(line.label for line in lines if line.row in group.rows)
        return Refusal(f"只写了{quoted(text)}，没有写是哪一种情形（{rows}）。")
    from assistant.importing.matching import nearest

    close = "、".join(f"“{label}”" for label in nearest(key(text), lines, 2))
    return Refusal(f"处理结果{quoted(text or detail)}认不出来，最接近的是{close}。")


def register_json(counted: Counted) -> dict[str, Any]:
    """Return what was counted as plain JSON, every cell with its rows."""
    return {
        "year": counted.year,
        "form": counted.form.id,
        "sheet": counted.sheet,
        "columns": dict(counted.columns),
        "fields": dict(counted.fields),
        "rows": {name: list(rows) for name, rows in counted.rows.items() if rows},
        "unclassified": [_remark(each) for each in counted.unclassified],
        "carried": list(counted.carried),
        "overdue": [_remark(each) for each in counted.overdue],
        "fees": dict(counted.fees),
    }


def told_register(counted: Counted) -> Iterator[str]:
    """Yield what was counted in lines for a clerk: columns, figures, and every row that needs a look."""
    columns = "，".join(f"{name}＝“{title}”" for name, title in counted.columns.items())
    yield f"{counted.year}年（{counted.form.name}）　列的对应：{columns}"
    for name, rows in counted.rows.items():
        if rows:
            shown = "、".join(map(str, rows[:8])) + ("等" if len(rows) > 8 else "")
            yield f"{counted.form.spoken(name)}　{len(rows)}件　（第{shown}行）"
    for name, amount in counted.fees.items():
        yield f"{name}　{amount}"
    for what, remarks in (("归不了类", counted.unclassified), ("可能超期", counted.overdue)):
        for remark in remarks:
            yield f"{what}　第{remark.row}行{f'（{remark.number}）' if remark.number else ''}：{remark.message}"


def _remark(remark: Remark) -> dict[str, Any]:
    return {"row": remark.row, "number": remark.number, "message": remark.message}


def outcomes(form: Form) -> tuple[str, ...]:
    """Return what the template offers as outcomes, each with its group."""
    rows = []
    for row in form.tables[MATRIX].rows.values():
        if row.sum or not row.under:
            continue
        group = row.under[1:2]
        rows.append("／".join((*group, row.label)))
    return tuple(rows)
