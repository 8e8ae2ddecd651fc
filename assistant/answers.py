"""Answers files: one report as plain JSON, the shape `nianbao new --answers` and `nianbao check` read.

`{"unit", "year", "kind"?, "fields"?: {cell: value}, "facts"?: {name: value}, "text"?: {section or place: words},
"missing"?: [cell], "raw"?: {cell: the words a document prints}}`. What is left out stays unanswered; `null` is the
same as leaving out. A cell may be a number or the words a clerk would type (`"增3"`, `"251000元"`, `"待补"`).
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from assistant.forms import Field, Form, Kind, form_for_year, shown
from assistant.numerals import Refusal, read_amount, read_change, read_count
from assistant.problem import AssistantError, Problem, nearest
from assistant.report import KIND, TEXT, UNIT, YEAR, Number, Paragraph, Pending, Report, Value

KEYS = ("unit", "year", "kind", "form", "fields", "facts", "text", "missing", "raw")
PENDING = "待补"


class NotAnAnswersFile(AssistantError):
    """The JSON is not one report."""


@dataclass(frozen=True)
class Answers:
    """What an answers file says."""

    form: Form
    report: Report
    problems: tuple[Problem, ...]
    """Every value that could not be taken, with its name; those values are left out."""


def read(
    source: Mapping[str, Any],
    path: str,
    forms: Sequence[Form],
    facts: Collection[str],
    *,
    as_published: bool = False,
) -> Answers:
    """Return the report that `source` holds; `facts` are the names that questions declare.

    A published report keeps a figure that cannot be one (a negative count), for the checks to speak of.

    Raises `NotAnAnswersFile` when it is not a report at all, `FormRefused` for a year without a form.
    """
    form = form_for_year(forms, _year(source, path))
    reader = _Reader(form, path, frozenset(facts), as_published=as_published)
    answers = dict(reader.identity(source))
    answers.update(reader.facts(_mapping(source, "facts", path)))
    answers.update(reader.cells(_mapping(source, "fields", path)))
    answers.update(reader.texts(_mapping(source, "text", path)))
    reader.unknown_keys(source)
    report = Report(
        answers,
        blank=frozenset(reader.known_cells(source.get("missing", ()))),
        printed=_mapping(source, "raw", path),
    )
    return Answers(form, report, tuple(reader.problems))


def without_agreeing_totals(form: Form, report: Report) -> Report:
    """Return the report without the totals that only repeat what their parts add up to.

    A draft derives its totals, so that they follow when a cell is corrected; a stated total that disagrees is
    kept beside the derived one for the checks to show.
    """
    for total in form.sums:
        stated = report.number(total.total)
        if stated is None:
            continue
        derived = report.with_answers({total.total: None})
        if shown(form, derived).get(total.total) == stated:
            report = derived
    return report


def plain(value: Value) -> Any:
    """Return a value as JSON writes it: amounts as numbers, 待补 as words, paragraphs as one text."""
    match value:
        case Decimal():
            return int(value) if value == value.to_integral_value() else float(value)
        case Pending():
            return f"{PENDING}：{value.note}" if value.note else PENDING
        case tuple():
            return "\n".join(paragraph.text for paragraph in value)
        case _:
            return value


def json_object(text: str, path: str) -> dict[str, Any]:
    """Return the JSON object in `text`, numbers with a decimal point exact; `path` is for messages."""
    try:
        source = json.loads(text, parse_float=Decimal)
    except json.JSONDecodeError as error:
        raise NotAnAnswersFile(
            f"{path} 第{error.lineno}行第{error.colno}个字符附近不是合格的 JSON，请检查引号、逗号和括号。"
        ) from error
    if not isinstance(source, dict):
        raise NotAnAnswersFile(f"{path} 里应当是一份报告（花括号括起来的一组“名称: 值”）。")
    return source


def _year(source: Mapping[str, Any], path: str) -> int:
    year = source.get("year")
    if isinstance(year, int) and not isinstance(year, bool) and 1900 <= year <= 9999:
        return year
    raise NotAnAnswersFile(f'{path} 里缺少报告年份，请写明 "year": 2025 这样的四位数。')


def _mapping(source: Mapping[str, Any], key: str, path: str) -> dict[str, Any]:
    value = source.get(key) or {}
    if not isinstance(value, dict):
        raise NotAnAnswersFile(f'{path} 里的 "{key}" 应当是花括号括起来的一组“名称: 值”。')
    return value


class _Reader:
    """Reads the parts of one answers file and collects what is wrong with them."""

    def __init__(self, form: Form, path: str, facts: frozenset[str], *, as_published: bool) -> None:
        self.form = form
        self.path = path
        self.as_published = as_published
        self.known_facts = facts | {UNIT, YEAR, KIND}
        self.problems: list[Problem] = []

    def complain(self, message: str) -> None:
        self.problems.append(Problem(self.path, None, message))

    def unknown_keys(self, source: Mapping[str, Any]) -> None:
        for key in source:
            if key not in KEYS:
                self.complain(f"不认识“{key}”这一项{nearest(key, KEYS)}")
        stated = source.get("form")
        if stated is not None and str(stated) != self.form.id:
            self.complain(
                f"写的是{stated}格式，但{source['year']}年的年报用{self.form.name}；已按{self.form.name}读取。"
            )

    def identity(self, source: Mapping[str, Any]) -> Iterator[tuple[str, Value]]:
        yield YEAR, int(source["year"])
        for key, name in (("unit", UNIT), ("kind", KIND)):
            value = source.get(key)
            if isinstance(value, str) and value.strip():
                yield name, value.strip()
            elif value is not None:
                self.complain(f'"{key}" 应当是文字，现在是 {value!r}。')

    def facts(self, source: Mapping[str, Any]) -> Iterator[tuple[str, Value]]:
        for name, value in source.items():
            if name not in self.known_facts:
                self.complain(f"没有叫“{name}”的情况{nearest(name, self.known_facts)}")
            elif value is None:
                continue
            elif isinstance(value, str) and value.startswith(PENDING):
                yield name, _pending(value)
            elif isinstance(value, bool | int | Decimal | str):
                yield name, value
            else:
                self.complain(f"“{name}”的值应当是文字、数字或 true/false，现在是 {value!r}。")

    def cells(self, source: Mapping[str, Any]) -> Iterator[tuple[str, Value]]:
        for name, value in source.items():
            if name not in self.form.fields:
                self.complain(
                    f"{self.form.name}里没有“{name}”这一格{nearest(name, self.form.fields)}"
                )
            elif value is not None:
                read = self.cell(self.form.fields[name], value)
                if read is not None:
                    yield name, read

    def cell(self, field: Field, value: Any) -> Value | None:
        match value:
            case bool() | list() | dict():
                self.complain(f"“{field.id}”应当是数，现在是 {value!r}。")
                return None
            case str() if value.startswith(PENDING):
                return _pending(value)
            case str():
                return self.typed(field, value)
            case int() | Decimal():
                return self.number(field, value)
        self.complain(f"“{field.id}”应当是数，现在是 {value!r}。")
        return None

    def number(self, field: Field, value: Number) -> Number | None:
        if field.kind is Kind.AMOUNT:
            value = Decimal(value)
        elif value == int(value):
            value = int(value)
        if self.as_published or _possible(field, value):
            return value
        self.complain(f"“{field.id}”应当是{_WANTED[field.kind]}，现在是{value}。")
        return None

    def typed(self, field: Field, text: str) -> Value | None:
        match read_cell(field, text):
            case Refusal() as refusal:
                self.complain(f"“{field.id}”：{refusal.sentence}")
                return None
            case number:
                return number

    def texts(self, source: Mapping[str, Any]) -> Iterator[tuple[str, Value]]:
        titles = {section.name: section.id for section in self.form.sections}
        for name, words in source.items():
            place = titles.get(name, name)
            if place not in self.form.places:
                known = [*self.form.places, *titles]
                self.complain(f"没有“{name}”这一部分的文字{nearest(name, known)}")
            elif not isinstance(words, str):
                self.complain(f"“{name}”应当是文字，现在是 {words!r}。")
            elif words.strip():
                yield TEXT + place, paragraphs(words)

    def known_cells(self, names: Any) -> Iterator[str]:
        for name in names:
            if name in self.form.fields:
                yield name
            else:
                self.complain(
                    f"{self.form.name}里没有“{name}”这一格{nearest(str(name), self.form.fields)}"
                )


_WANTED = {
    Kind.COUNT: "0或正整数",
    Kind.CHANGE: "整数（增3写3，减2写-2）",
    Kind.AMOUNT: "不小于0的数",
}


def _possible(field: Field, value: Number) -> bool:
    """Whether the cell can hold such a number."""
    whole = field.kind is Kind.AMOUNT or isinstance(value, int)
    return whole and (field.kind is Kind.CHANGE or value >= 0)


def read_cell(field: Field, text: str) -> int | Decimal | Refusal:
    """Return what a clerk typed into a cell as the cell's kind of number, or why not."""
    match field.kind:
        case Kind.COUNT:
            return read_count(text)
        case Kind.CHANGE:
            return read_change(text)
        case Kind.AMOUNT:
            return read_amount(text, field.unit)


def paragraphs(words: str) -> tuple[Paragraph, ...]:
    """Return text as the drafter's own paragraphs, one a line, empty lines left out."""
    return tuple(Paragraph(line.strip()) for line in words.splitlines() if line.strip())


def _pending(text: str) -> Pending:
    return Pending(text.removeprefix(PENDING).lstrip("：:").strip())
