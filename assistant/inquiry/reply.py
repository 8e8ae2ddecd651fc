"""A filled-in sheet read back: every answer with the line it stands on, and why where it could not be taken."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from assistant.forms import Form
from assistant.importing.figures import read_figure
from assistant.importing.refusal import ImportRefused
from assistant.importing.register.meaning import as_day
from assistant.importing.spreadsheet import Value as Cell
from assistant.importing.spreadsheet import Values, sheets
from assistant.inquiry.sheet import ASKED, FILL, MARK, NAME, NOBODY, REMARK, Heading
from assistant.interview.script import Asks, Question, Script, spoken
from assistant.interview.understanding import Answer, Refused, understand
from assistant.numerals import write_date
from assistant.problem import nearest
from assistant.report import Pending, Report, Value

_MARK_ROWS = 8
_HEAD = 65536
_ENCODINGS = ("utf-8", "gb18030", "utf-16-le")
_PACKAGE = b"PK\x03\x04"


@dataclass(frozen=True)
class Replied:
    """What one line of a sheet says."""

    row: int
    """The row of the file, counted from 1."""

    name: str
    """The cell or fact; empty when the line belongs to nothing that is known."""

    title: str
    typed: str
    """The answer as it stands there."""

    value: Value | None
    """What it means; nothing when it is blank or cannot be read."""

    doubt: str = ""
    """Why a person should look at it."""

    candidates: tuple[str, ...] = ()
    remark: str = ""
    """What the office wrote beside it."""


@dataclass(frozen=True)
class Reply:
    """A sheet that came back."""

    heading: Heading
    lines: tuple[Replied, ...]


def is_reply(content: bytes) -> bool:
    """Whether a file is a sheet that was made here; raises `ImportRefused` for a spreadsheet that cannot be read."""
    head = content[:_HEAD]
    if not content.startswith(_PACKAGE) and not any(MARK.encode(c) in head for c in _ENCODINGS):
        return False
    return any(_heading(list(islice(rows, _MARK_ROWS))) for _, rows in sheets(content))


def read_reply(content: bytes, script: Script, forms: Sequence[Form]) -> Reply:
    """Return what a filled-in sheet says; raises `ImportRefused` when it is none, or its columns are gone."""
    for _, rows in sheets(content):
        every = list(rows)
        heading = _heading(every[:_MARK_ROWS])
        if heading is None:
            continue
        form = next((form for form in forms if form.id == heading.form), None)
        if form is None:
            raise ImportRefused(
                f"征集表写的格式是“{heading.form}”，这里没有这种格式。请重新生成一份再发给对方填。"
            )
        places, body = _columns(every)
        reader = _Reader(script, form, heading.year)
        return Reply(heading, tuple(_once(list(reader.lines(places, body)))))
    raise ImportRefused("这不是年报助手生成的数据征集表。请用 nianbao ask 生成的那一份。")


def _heading(rows: Sequence[Values]) -> Heading | None:
    for _, values in rows:
        # A column put between by somebody leaves a blank cell here.
        words = [word for word in map(_text, values) if word]
        if words[:1] == [MARK] and len(words) >= 6 and words[2].isdigit():
            try:
                made = dt.date.fromisoformat(words[5])
            except ValueError:
                return None
            return Heading(words[3].removeprefix(NOBODY), int(words[2]), words[1], words[4], made)
    return None


def _columns(rows: Sequence[Values]) -> tuple[Mapping[str, int], Sequence[Values]]:
    for at, (_, values) in enumerate(rows):
        titles = [_text(value) for value in values]
        if FILL in titles and NAME in titles:
            return {title: titles.index(title) for title in titles if title}, rows[at + 1 :]
    raise ImportRefused(
        f"征集表里的“{FILL}”或“{NAME}”（隐藏的最后一列）不见了，认不出各行是哪一项。请用原来发出的那一份重新填。"
    )


def _text(value: Cell) -> str:
    return "" if value is None else str(value).strip()


class _Reader:
    """Reads lines for one form."""

    def __init__(self, script: Script, form: Form, year: int) -> None:
        self.script = script
        self.form = form
        self.report = Report({"年份": year})

    def lines(self, places: Mapping[str, int], body: Sequence[Values]) -> Iterator[Replied]:
        for row, values in body:

            def cell(title: str, values: tuple[Cell, ...] = values) -> Cell:
                at = places.get(title, len(values))
                return values[at] if at < len(values) else None

            name, typed = _text(cell(NAME)), cell(FILL)
            line = Replied(
                row, name, _text(cell(ASKED)), _text(typed), None, remark=_text(cell(REMARK))
            )
            if name or line.typed:
                yield self.read(line, typed)

    def read(self, line: Replied, typed: Cell) -> Replied:
        question = next(iter(self.script.filling(line.name)), None)
        if line.name not in self.form.fields and (question is None or not question.is_fact):
            known = (*self.form.fields, *self.script.facts)
            doubt = (
                f"“{line.name or line.title}”不是年报里的一项，没有读入{nearest(line.name, known)}"
            )
            return replace(line, name="", doubt=doubt)
        if not line.typed:
            return replace(line, doubt="没有填。")
        if line.typed.startswith("待补"):
            note = line.remark or line.typed.removeprefix("待补").strip("，,：: （()）。")
            return replace(line, value=Pending(note))
        if line.name in self.form.fields:
            return self.cell(line)
        assert question is not None  # noqa: S101 - a fact has the question that declares it
        return self.fact(line, question, typed)

    def cell(self, line: Replied) -> Replied:
        figure = read_figure(self.form.fields[line.name], line.typed)
        return replace(
            line,
            title=self.form.spoken(line.name),
            value=figure.value,
            doubt=f"{figure.doubt.rstrip('。')}。" if figure.doubt else "",
            candidates=figure.candidates,
        )

    def fact(self, line: Replied, question: Question, typed: Cell) -> Replied:
        day = as_day(typed) if question.asks is Asks.DATE else None
        words = write_date(day) if isinstance(day, dt.date) else line.typed
        line = replace(line, title=spoken(question.text, self.report.year))
        match understand(question, words, self.form, self.report):
            case Answer(value, _):
                return replace(line, value=value)
            case Refused(sentence):
                return replace(line, doubt=sentence)
            case _:
                return replace(line, doubt=f"写的是“{line.typed}”，没有当作答案。")


def _once(lines: Sequence[Replied]) -> Iterator[Replied]:
    """One line for each item: a blank one gives way to one that is filled in, with its remark; of two different
    answers the first is kept and the other doubted.
    """
    kept: dict[str, Replied] = {}
    remarks: dict[str, list[str]] = {}
    for line in lines:
        before = kept.setdefault(line.name, line)
        if line.typed and not before.typed:
            before = kept[line.name] = line
        if not line.typed or _alike(line, before):
            remarks.setdefault(line.name, []).extend([line.remark] if line.remark else [])
    for line in lines:
        first = kept[line.name]
        if not line.name:
            yield line
        elif line is first:
            yield replace(line, remark="；".join(dict.fromkeys(remarks[line.name])))
        elif line.typed and not _alike(line, first):
            used = "两个都没有用，请核对。" if first.value is None else "用了前一个。"
            doubt = f"这一项填了两次，第{first.row}行是“{first.typed}”，第{line.row}行是“{line.typed}”，{used}"
            yield replace(line, name="", value=None, doubt=doubt)


def _alike(one: Replied, other: Replied) -> bool:
    """Whether two lines answer the same, in the same words or not."""
    return one.typed == other.typed or (one.value is not None and one.value == other.value)
