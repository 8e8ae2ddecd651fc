"""The open draft itself: reading and writing it, and what its names are called."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Self

from assistant import content
from assistant.changes import Via
from assistant.desk.replies import Moved, NoYear
from assistant.drafts import Draft, unfinished
from assistant.files import as_typed, room
from assistant.forms import Form, shown
from assistant.interview import session
from assistant.interview.script import TABLE, Question, Script
from assistant.report import LAST_YEAR, SEEN, TEXT, UNIT, YEAR, Report, Value

ASK = "问."
"""Before a name: the question that asks for it, even where there is a cell of that name."""


class OpenDraft:
    """A draft that is open, with the form and the questions it is worked on by."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self._typing = unfinished.read(draft.path)
        self.form = self._form()

    @classmethod
    def open(cls, path: Path, *, read_only: bool = False) -> Self:
        """Open a draft; raises what `Draft.open` raises."""
        return cls._over(Draft.open(path, read_only=read_only))

    @classmethod
    def create(cls, path: Path, unit: str, year: int) -> Self:
        """Make a draft for one organ's one year; a year without a form is refused before anything is written."""
        content.form_for_year(year)
        path.parent.mkdir(parents=True, exist_ok=True)
        return cls._over(Draft.create(path, {UNIT: unit, YEAR: year}))

    @classmethod
    def _over(cls, draft: Draft) -> Self:
        try:
            return cls(draft)
        except BaseException:
            draft.close()
            raise

    @staticmethod
    def folder() -> Path:
        """Return where drafts are kept unless the clerk says otherwise."""
        return room() or Path.home() / "年报草稿"

    def beside(self, name: str) -> str:
        """Return a name beside the draft, as it would be typed."""
        # In a browser the sample lies where nobody may write, and one folder holds everything.
        return as_typed((room() or self.draft.path.parent) / name)

    def close(self) -> None:
        """Let another window write."""
        self.draft.close()

    @property
    def report(self) -> Report:
        """The report as the draft has it."""
        return self.draft.report

    @cached_property
    def script(self) -> Script:
        """The questions, the office's own among them."""
        return content.script(self.draft.path.parent).script

    def _form(self) -> Form:
        if self.report.year is None:
            raise NoYear(
                f"“{self.draft.path.name}”里没有报告年份，不知道用哪一种格式；请用 nianbao new 另建一份。"
            )
        return content.form_for_year(self.report.year)

    def write(
        self, answers: Mapping[str, Value | None], *, via: str = Via.TYPED, source: str = ""
    ) -> str:
        """Put answers into the draft as one step; returns what else changed because of them."""
        cells = {
            name: value
            for name, value in answers.items()
            if name in self.form.fields and value is not None
        }
        turned = session.cell_consequences(self.script, self.form, self.report, cells)
        self.draft.append({**turned.changes, **answers}, via, source)
        self.form = self._form()
        return turned.sentence

    def carried_over(self, table: str) -> Mapping[str, Value]:
        """Return the open cells of a table whose figure follows from last year's report, with that figure."""
        last = self.report.last_year()
        if last is None:
            return {}
        figures = shown(content.form_for_year((self.report.year or 0) - 1), last)
        proposed: dict[str, Value] = {}
        for carried in self.form.carried:
            cell = self.form.fields[carried.this]
            simple = not (carried.plus or carried.minus or carried.at_least or cell.total)
            if cell.table == table and simple and self.report.number(carried.this) is None:
                parts = [figures.get(name) for name in carried.last]
                if all(part is not None for part in parts):
                    proposed[carried.this] = sum((p for p in parts if p is not None), start=0)
        return proposed

    def last_years_source(self) -> str:
        """Return which file last year's report came from; just what it is when nothing says."""
        steps = (
            step.source
            for step in reversed(self.draft.history())
            if any(c.field.startswith(LAST_YEAR) and c.new is not None for c in step.changes)
        )
        return next((f"上年年报（{source}）" for source in steps if source), "上年年报")

    def last_years(self, name: str) -> Value | None:
        """Return what last year's report says under a name, if there is one and it does."""
        return self.report.answers.get(LAST_YEAR + name)

    def undo(self) -> Moved | None:
        """Take the latest step back; returns what was taken back, or nothing when there was nothing."""
        step = self.draft.undo()
        return self._moved("撤销了", step.fields, step.source) if step else None

    def redo(self) -> Moved | None:
        """Bring the latest undone step again; returns what came back, or nothing."""
        undo = self.draft.redo()
        return self._moved("恢复了", undo.fields[::-1]) if undo else None

    def _moved(self, verb: str, names: Sequence[str], asked_by: str = "") -> Moved:
        self.form = self._form()
        asked = session.relevant(self.script, self.form, self.report)
        answering = (
            q
            for name in (asked_by, *names)
            for q in asked
            if q.id == name or q in self.script.filling(name)
        )
        return Moved(f"{verb}：{self._names_words(names)}", next(answering, None))

    def restore(self, step: int) -> None:
        """Bring back the report as it stood after a step."""
        self.draft.restore(step)
        self.form = self._form()

    def typing(self, key: str) -> str:
        """Return what was being typed for a name when the window was last closed."""
        return self._typing.get(key, "")

    def keep_typing(self, key: str, text: str) -> None:
        """Remember what is being typed, outside the draft; nothing forgets it."""
        if self._typing.get(key, "") != text:
            self._typing[key] = text
            unfinished.write(self.draft.path, self._typing)

    def question_named(self, target: str) -> Question | None:
        """Return the question with this 编号, or the one asked now that fills this name."""
        target = target.removeprefix(ASK)
        if target in self.script.by_id:
            return self.script.by_id[target]
        asked = session.relevant(self.script, self.form, self.report)
        filling = self.script.filling(target)
        return next((q for q in asked if q in filling), filling[0] if filling else None)

    def kind_of(self, target: str) -> str:
        """Return what a name stands for: `cell`, `place`, `question`, or nothing.

        `问.` before a name means the question that asks for it, even where there is a cell of that name.
        """
        if target.startswith(ASK):
            return "question" if self.question_named(target) else ""
        if target.startswith(TABLE) or target in self.form.fields:
            return "cell"
        if target.removeprefix(TEXT) in self.form.places and target.startswith(TEXT):
            return "place"
        if target in self.script.by_id or self.script.filling(target):
            return "question"
        return ""

    def is_answered(self, question: Question) -> bool:
        """Whether the question has an answer; a table needs one in every cell but the totals."""
        return session.answered(question, self.form, self.report)

    def section_title(self, section: str) -> str:
        """Return the printed title of a section; the lead-in and the organ itself have none."""
        titles = {one.id: one.title for one in self.form.sections}
        return titles.get(section, "开始和前言")

    def place_title(self, place: str) -> str:
        """Return a narrative place in words."""
        section, _, part = place.partition(".")
        if not part:
            return self.section_title(section) if section != "前言" else "前言"
        known = self.form.places.get(place)
        own = (known.title if known else "") or part
        return f"{self.section_title(section).partition('、')[0]}、{own}"

    def title_of(self, name: str) -> str:
        """Return a name of the report as the clerk knows it."""
        if name in self.form.fields:
            return self.form.spoken(name)
        if name.startswith(TEXT):
            return self.place_title(name.removeprefix(TEXT))
        if name.startswith(LAST_YEAR):
            return f"上年年报的{self.title_of(name.removeprefix(LAST_YEAR))}"
        if name.startswith(SEEN):
            return f"看过{self.place_title(name.removeprefix(SEEN))}"
        if name.startswith("说明."):
            return f"对 {name.removeprefix('说明.').partition('|')[0]} 的说明"
        return name

    def _names_words(self, names: Sequence[str]) -> str:
        more = f"等{len(names)}处" if len(names) > 1 else ""
        return f"{self.title_of(names[0])}{more}"
