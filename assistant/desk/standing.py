"""How the report stands: findings, progress, what is open, what was done."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Mapping
from typing import TYPE_CHECKING

from assistant import content
from assistant.changes import Step
from assistant.desk.opened import ASK, OpenDraft
from assistant.desk.replies import (
    Entry,
    Part,
    Past,
)
from assistant.finding import Finding, Level
from assistant.forms import shown
from assistant.interview import session
from assistant.interview.script import TABLE, Question, spoken
from assistant.numerals import write_number
from assistant.report import TEXT, Paragraph, Report, Value
from assistant.told import told

if TYPE_CHECKING:
    from assistant.checks import Checked, Judged
    from assistant.forms import Table


_JUMPS = ("T2-JUMP", "T3-JUMP")
"""The rules about figures that changed much against last year."""

GIVEN = 2
"""Answers every draft begins with: the organ's name and the year."""


class Standing(OpenDraft):
    """What is to be said of the report as it is now."""

    _checked: tuple[Report, Checked] | None = None

    @property
    def checked(self) -> Checked:
        """What the checks say of the report as it stands."""
        if self._checked is None or self._checked[0] is not self.report:
            self._checked = (self.report, self._check(self.report))
        return self._checked[1]

    def _check(self, report: Report) -> Checked:
        from assistant import checks

        today = dt.datetime.now().astimezone().date()
        standards = content.standards(self.draft.path.parent).standards
        return checks.run(self.form, report, report.last_year(), today, standards)

    def progress(self) -> tuple[session.Progress, ...]:
        """Return how far every section is."""
        return session.progress(self.script, self.form, self.report)

    def state_of(self, part: session.Progress) -> str:
        """Return how far a section is, “有问题” when its figures contradict each other."""
        wrong = any(
            f.section == part.section and f.level is Level.BLOCKS for f in self.contradictions()
        )
        return "有问题" if wrong else str(part.state)

    def judged(self) -> tuple[Judged, ...]:
        """Return every finding with what was said to it, the gravest first."""
        from assistant import checks

        judged = checks.apply_explanations(self.checked.findings, self.report)
        return tuple(sorted(judged, key=lambda one: list(Level).index(one.finding.level)))

    def contradicting(self) -> tuple[Judged, ...]:
        """Return the findings about what was answered, the gravest first; what is not answered yet is none."""
        return tuple(
            one
            for one in self.judged()
            if not _is_gap(one.finding) and one.finding.level is not Level.HINT
        )

    def doubts(self, place: str, paragraphs: tuple[Paragraph, ...]) -> tuple[Finding, ...]:
        """Return what would not agree any more if a place read like this: findings that there are not now."""
        written = self.report.with_answers({f"{TEXT}{place}": paragraphs})
        known = {one.key for one in self.checked.findings}
        found = self._check(written).findings
        return tuple(
            one
            for one in found
            if one.key not in known and not _is_gap(one) and one.level is not Level.HINT
        )

    def manual(self, code: str) -> str:
        """Return the manual page of a rule."""
        from assistant import checks

        return checks.explain(code)

    def why_not_explainable(self, finding: Finding) -> str:
        """Return why no explanation settles a finding; nothing when one does."""
        from assistant import checks

        if finding.level is Level.HINT:
            return "提示可以不处理，不用写说明。"
        if finding.level is Level.BLOCKS and finding.code not in checks.EXPLAINABLE:
            return "这一条要改好才能定稿，写说明没有用。按回车去改。"
        return ""

    def explain(self, finding: Finding, reason: str) -> Mapping[str, Value]:
        """Return the answer that keeps a reason with a finding, to be written."""
        from assistant import checks

        name, value = checks.explanation(finding, reason)
        return {name: value}

    def contradictions(self) -> tuple[Finding, ...]:
        """Return what keeps the report from being final because of answers, not because of their absence."""
        from assistant import checks

        blocking = checks.blocking(self.checked.findings, self.report)
        return tuple(one for one in blocking if not _is_gap(one))

    def standing(self, *, judged: bool = True) -> str:
        """Return in one line how the draft stands; without what does not agree unless it is to be `judged`."""
        parts = self.progress()
        done, asked = sum(p.answered for p in parts), sum(p.asked for p in parts)
        wrong = len(self.contradictions()) if judged else 0
        pending = sum(p.pending for p in parts)
        words = [f"已答{done}/{asked}"]
        words += [f"待补{pending}"] if pending else []
        words += [f"对不上{wrong}"] if wrong else []
        words.append("只读" if self.draft.read_only else "已保存")
        return "　".join(words)

    def unusual(self, name: str) -> str:
        """Return what to do about a figure that is far from last year's; nothing when it is not."""
        found = (f for f in self.checked.findings if f.code in _JUMPS and name in f.fields)
        return next((f"{finding.message}{finding.cure}" for finding in found), "")

    def cell_findings(self) -> Mapping[str, str]:
        """Return what is wrong with each cell: 阻断 and 需说明 that speak of its value."""
        found: dict[str, str] = {}
        for finding in self.checked.findings:
            if finding.level is not Level.HINT and not _is_gap(finding):
                for name in finding.fields:
                    found.setdefault(name, f"{finding.message}")
        return found

    def open_items(self) -> tuple[Entry, ...]:
        """Return everything 待补 or unanswered, in the order of the report."""
        items = session.open_items(self.script, self.form, self.report)
        return tuple(
            Entry(
                self._target(item),
                spoken(item.text, self.report.year),
                state=str(item.kind),
                detail=self._about(item),
            )
            for item in items
        )

    def _about(self, item: session.OpenItem) -> str:
        asked = self.script.by_id.get(item.question)
        ask = f"问谁：{asked.ask}" if asked and asked.ask else ""
        waiting = f"等：{item.note}　" if item.note else ""
        return f"{self.section_title(item.section)}　{waiting}{ask}"

    @staticmethod
    def _target(item: session.OpenItem) -> str:
        name = item.names[0] if item.names else ""
        return name if "." in name else item.question or name

    def contents(self) -> tuple[Part, ...]:
        """Return every section with its tables, questions and texts, and what was answered.

        The statutory tables come first in their section and are always there, whether or not a question leads to
        them by now: a clerk with the figures at hand goes straight to the table.
        """
        asked = [q for q in session.relevant(self.script, self.form, self.report) if not q.table]
        return tuple(
            Part(
                part.section,
                self.section_title(part.section),
                self.state_of(part),
                part.answered,
                part.asked,
                (
                    *(
                        self._table_entry(table)
                        for table in self.form.tables.values()
                        if table.id == part.section
                    ),
                    *(self._entry(q) for q in asked if q.section == part.section),
                ),
            )
            for part in self.progress()
        )

    def _table_entry(self, table: Table) -> Entry:
        cells = [name for name, cell in table.fields.items() if not cell.total]
        return Entry(
            f"{TABLE}{table.id}",
            f"{table.number}　{self.section_title(table.id).partition('、')[2]}",
            self._filled(cells),
            self.form.notes.get(table.id, "").partition("\n")[0],
        )

    def cells(self) -> Iterator[Entry]:
        """Return every cell of the statutory tables with its figure and its printed labels, to be searched for."""
        figures = shown(self.form, self.report)
        for name, field in self.form.fields.items():
            number = figures.get(name)
            figure = "—" if number is None else f"{write_number(number)}{field.unit}"
            labels = "".join((*field.row.under, field.row.label, field.column.label))
            yield Entry(name, self.form.spoken(name), figure, labels)

    def _filled(self, cells: Collection[str]) -> str:
        done = sum(name in self.report.answers for name in cells)
        return f"已填{done}/{len(cells)}格" if done else "—"

    def _entry(self, question: Question) -> Entry:
        target = question.fills if question.place else f"{ASK}{question.id}"
        return Entry(
            target,
            spoken(question.text, self.report.year),
            self.answer_words(question),
            spoken(question.guidance, self.report.year),
        )

    def answer_words(self, question: Question) -> str:
        """Return what was answered to a question, shortly; “—” for nothing."""
        if question.table:
            return self._filled(question.governs(self.form))
        if question.place:
            paragraphs = self.report.paragraphs(question.place)
            return f"{len(paragraphs)}段" if paragraphs else "—"
        value = self.report.answers.get(question.fills)
        return "—" if value is None else session.written(question, self.form, value)

    def resumed(self) -> str:
        """Return when and where the draft was last worked on, and what is open; nothing for a fresh one."""
        parts = self.progress()
        done = sum(part.answered for part in parts)
        if done <= GIVEN:
            return ""
        step = self.draft.history()[-1]
        last = step.changes[-1]
        left, pending = sum(p.required_left for p in parts), sum(p.pending for p in parts)
        still = [f"待补{pending}处"] if pending else []
        still += [f"必答的还有{left}题没答"] if left else []
        when = f"{last.at.month}月{last.at.day}日 {last.at:%H:%M}"
        begun = f"上次是{when}，写到“{self.worked_on(last.field)}”。" if step.no else ""
        open_ = f"，{'，'.join(still)}（F7）" if still else ""
        return f"{begun}答过{done}题，都在{open_}。"

    def stopped(self) -> str:
        """Return where the work stands in few words, for the list of drafts; nothing for a fresh one."""
        step = self.draft.history()[-1]
        parts = self.progress()
        left, pending = sum(p.required_left for p in parts), sum(p.pending for p in parts)
        where = f"写到“{self.worked_on(step.changes[-1].field)}”" if step.no else "刚建好"
        still = [f"待补{pending}处"] if pending else []
        still += [f"还有{left}题"] if left else []
        return "，".join([where, *still] if still else [where, "都答了"])

    def worked_on(self, name: str) -> str:
        """Return the part of the report that a name belongs to, in words."""
        if name in self.form.fields:
            return self.section_title(self.form.fields[name].table)
        if name.startswith(TEXT):
            return self.place_title(name.removeprefix(TEXT))
        asked = self.question_named(name)
        return self.section_title(asked.section if asked else "")

    def history(self) -> tuple[Past, ...]:
        """Return every step that can be gone back to, the latest first."""
        steps = [step for step in self.draft.history() if step.no]
        return tuple(self._past(step) for step in reversed(steps))

    def _past(self, step: Step) -> Past:
        first = step.changes[0]
        when = f"{first.at.month}月{first.at.day}日 {first.at:%H:%M}"
        detail = "；".join(
            self._change_words(change.field, change.old, change.new) for change in step.changes[:6]
        )
        more = f"……共{len(step.changes)}处" if len(step.changes) > 6 else ""
        return Past(
            step.no, f"{when}　{first.via}　{self._names_words(step.fields)}", detail + more
        )

    def _change_words(self, name: str, old: Value | None, new: Value | None) -> str:
        return f"{self.title_of(name)}：{_short(old)} → {_short(new)}"


def _is_gap(finding: Finding) -> bool:
    """Whether a finding only says that something has not been answered yet."""
    from assistant import checks

    return finding.code in checks.GAPS


def _short(value: Value | None) -> str:
    match value:
        case None:
            return "（空）"
        case tuple():
            return f"{len(value)}段"
        case _:
            text = told(value)
            return text if len(text) <= 20 else f"{text[:19]}…"
