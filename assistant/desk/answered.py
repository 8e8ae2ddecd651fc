"""Every answer of the report on one page, as it will be printed, with where it came from and when.

For who looks everything over before the report leaves the house: what is asked comes from the script, figures from the
form's tables, sources from the history of the draft.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from assistant.changes import Change, Via
from assistant.desk import Desk
from assistant.desk.opened import ASK
from assistant.desk.replies import PASTED, SAID, Part
from assistant.document.build import printed_number
from assistant.forms import Field, Kind, Table, shown
from assistant.interview import session
from assistant.interview.script import TABLE, Question, spoken
from assistant.report import EXPLANATION, Number, Pending, Value

OPEN = "未答"
WAITING = "待补"
LEFT = "没填"
"""What need not be answered and is not."""

_LAST_YEAR = "上年年报"
_LISTED = 12
"""Rows of a table that are named where all of them are 0."""


@dataclass(frozen=True)
class Given:
    """One answer of the report, to be looked over before it leaves the house."""

    key: str
    """Unique among them."""

    target: str
    """What `kind_of` understands; nothing for what is settled elsewhere."""

    title: str
    """The question in few words."""

    answer: str
    """As it is printed."""

    state: str = ""
    """`待补`, `未答`, `没填` for what need not be answered; nothing for an answer."""

    how: str = ""
    """In a word how it came into the draft."""

    when: str = ""
    detail: str = ""
    """The question in full, and where the answer came from."""


def given(desk: Desk) -> Iterator[tuple[Part, Sequence[Given]]]:
    """Yield every part of the report with its answers, in the order of the report."""
    yield from _Overview(desk).parts()


def explained(desk: Desk) -> Sequence[Given]:
    """Return what was said to findings, each with the finding; its key is the place of the finding in `judged`."""
    origins = desk.draft.log.origins
    told = []
    for number, (finding, said) in enumerate(desk.judged()):
        if said:
            title = finding.code if said.current else f"{finding.code}（数字变了，请重新说明）"
            how, when, _ = _origin(origins.get(EXPLANATION + finding.key))
            told.append(Given(str(number), "", title, said.reason, "", how, when, finding.message))
    return told


class _Overview:
    """The answers of an open draft, part by part."""

    def __init__(self, desk: Desk) -> None:
        self.desk, self.form, self.report = desk, desk.form, desk.report
        self.origins = desk.draft.log.origins
        self.figures = shown(desk.form, desk.report)

    def parts(self) -> Iterator[tuple[Part, Sequence[Given]]]:
        asked = session.relevant(self.desk.script, self.form, self.report)
        for part in self.desk.contents():
            table = self.form.tables.get(part.id)
            yield (
                part,
                [
                    *(self._rows(table) if table else ()),
                    *(
                        one
                        for question in asked
                        if question.section == part.id and question.fills not in self.form.fields
                        for one in self._of_question(question)
                    ),
                ],
            )

    def _detail(self, asked: str, *sources: str) -> str:
        """Return what was asked in full, and where the answer came from unless that is the question itself."""
        script = self.desk.script.by_id
        named = [
            f"“{spoken(script[one].text, self.report.year)}”的回答" if one in script else one
            for one in sources
            if one
        ]
        out_of = [one for one in dict.fromkeys(named) if asked not in one]
        return f"{asked}\n出自：{'；'.join(out_of)}" if out_of else asked

    # Questions

    def _of_question(self, question: Question) -> Iterator[Given]:
        if question.place:
            yield from self._paragraphs(question)
        elif not question.table:
            yield self._fact(question)

    def _fact(self, question: Question) -> Given:
        value = self.report.answers.get(question.fills)
        how, when, out_of = _origin(self.origins.get(question.fills))
        state, answer = _state(value, required=question.required), ""
        if not state and value is not None:
            answer = session.written(question, self.form, value)
        if isinstance(value, Pending):
            answer = value.note
        return Given(
            question.id,
            f"{ASK}{question.id}",
            question.fills,
            answer,
            state,
            how,
            when,
            self._detail(spoken(question.text, self.report.year), out_of),
        )

    def _paragraphs(self, question: Question) -> Iterator[Given]:
        place, title = question.fills, self.desk.place_title(question.place)
        value = self.report.answers.get(place)
        paragraphs = self.report.paragraphs(question.place)
        how, when, out_of = _origin(self.origins.get(place))
        asked = spoken(question.text, self.report.year)
        if not paragraphs:
            state = _state(None if isinstance(value, tuple) else value, required=question.required)
            note = value.note if isinstance(value, Pending) else ""
            yield Given(
                place,
                place,
                title,
                note,
                state,
                how,
                when,
                self._detail(asked, out_of if state else ""),
            )
        for number, paragraph in enumerate(paragraphs):
            words, waiting = self.desk.rendered(paragraph)
            how = "自写" if not paragraph.phrase else "语料" if paragraph.bound else "语料改过"
            yield Given(
                f"{place}#{number}",
                place,
                title if not number else "",
                " ".join(words.split()),
                WAITING if waiting else "",
                how,
                when,
                self._detail(asked, paragraph.phrase and f"语料 {paragraph.phrase}"),
            )

    # Tables

    def _rows(self, table: Table) -> Iterator[Given]:
        """Yield the rows of a table that say something, the rest in one line."""
        rows: dict[str, list[Field]] = {}
        for name, cell in table.fields.items():
            rows.setdefault(name.rpartition(".")[0], []).append(cell)
        untouched = not any(name in self.report.answers for name in table.fields)
        if untouched:
            told = self._detail(self.desk.section_title(table.id), "")
            yield Given(
                f"{TABLE}{table.id}", f"{TABLE}{table.id}", table.number, "", OPEN, detail=told
            )
            return
        zeros = []
        for key, cells in rows.items():
            if all(self.figures.get(cell.id) == 0 for cell in cells):
                zeros.append(cells)
            else:
                yield self._row(key, cells)
        if zeros:
            yield self._zeros(table, zeros, every=len(zeros) == len(rows))

    def _row(
        self,
        key: str,
        cells: Sequence[Field],
    ) -> Given:
        waiting = [c for c in cells if isinstance(self.report.answers.get(c.id), Pending)]
        empty = [c for c in cells if not c.total and c.id not in self.report.answers]
        state = WAITING if waiting else OPEN if empty else ""
        first = next(iter([*empty, *waiting]), cells[0])
        how, when, out_of = _origins([self.origins.get(c.id) for c in cells if not c.total])
        title = self.form.called(cells[0].id).removesuffix(cells[0].column.short)
        return Given(
            key,
            first.id,
            cells[0].row.short,
            _figures(cells, self.figures, self.report.answers),
            state,
            how or "相加",
            when,
            self._detail(title, *out_of),
        )

    def _zeros(
        self,
        table: Table,
        rows: Sequence[Sequence[Field]],
        *,
        every: bool,
    ) -> Given:
        given = [self.origins.get(c.id) for cells in rows for c in cells if not c.total]
        how, when, out_of = _origins(given)
        count = sum(len(cells) for cells in rows)
        named = "、".join(cells[0].row.short for cells in rows[:_LISTED])
        more = f"……共{len(rows)}行" if len(rows) > _LISTED else ""
        return Given(
            f"{TABLE}{table.id}",
            rows[0][0].id,
            f"{table.number}全表" if every else f"{table.number}其余{len(rows)}行",
            f"都是0（{count}格）",
            "",
            how,
            when,
            self._detail(f"{named}{more}", *out_of),
        )


def _state(value: Value | None, *, required: bool) -> str:
    match value:
        case Pending():
            return WAITING
        case None:
            return OPEN if required else LEFT
        case _:
            return ""


def _figures(
    cells: Sequence[Field], figures: Mapping[str, Number], answers: Mapping[str, Value]
) -> str:
    """Return the figures of a row: its total first where it has one, then what is not 0; otherwise all."""
    *parts, last = cells
    total = last.column.sum and bool(parts)
    told = []
    for cell in parts if total else cells:
        value = answers.get(cell.id)
        if isinstance(value, Pending):
            told.append(f"{cell.column.short}待补")
        elif cell.id not in figures:
            told.append(f"{cell.column.short}没填")
        elif figures[cell.id] or not total:
            told.append(f"{cell.column.short}{_unit(cell, printed_number(cell, figures[cell.id]))}")
    if not total:
        return "、".join(told)
    whole = printed_number(last, figures[last.id]) if last.id in figures else "—"
    return f"{last.column.short}{whole}：{'、'.join(told)}"


def _origin(change: Change | None) -> tuple[str, str, str]:
    """Return in a word how an answer came in, on which day, and out of what."""
    if change is None or change.new is None:
        return "", "", ""
    match change.via:
        case Via.TYPED if change.source.startswith(SAID):
            how = "一句话"
        case Via.TYPED if change.source == PASTED:
            how = PASTED
        case Via.IMPORTED if change.source.startswith(_LAST_YEAR):
            how = _LAST_YEAR
        case via:
            how = str(via)
    return how, day(change), change.source


def day(change: Change) -> str:
    """Return the day of a change as it is shown."""
    return f"{change.at.month}月{change.at.day}日"


def _origins(changes: Sequence[Change | None]) -> tuple[str, str, tuple[str, ...]]:
    """Return the same of several answers: every way, the latest day, every source."""
    told = sorted((c for c in changes if c and c.new is not None), key=lambda c: c.at)
    found = [_origin(change) for change in told]
    ways = dict.fromkeys(how for how, _, _ in found)
    sources = dict.fromkeys(source for _, _, source in found if source)
    return "、".join(ways), found[-1][1] if found else "", tuple(sources)


def _unit(cell: Field, printed: str) -> str:
    """Return a figure as it is printed, money with its unit, which the table has in its head."""
    return (
        f"{printed}{cell.unit}"
        if cell.kind is Kind.AMOUNT and cell.unit not in printed
        else printed
    )
