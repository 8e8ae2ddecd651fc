"""One open draft at work: what the screens ask of it and tell it. No screen is needed to use it.

Everything shown is worked out from the draft's report; the desk itself only remembers what is costly to work out
again for the same report (findings, the names a phrase may use).
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Self

from assistant import content, exporting
from assistant.changes import Step, Via
from assistant.drafts import Draft, remembered, unfinished
from assistant.finding import Finding, Level
from assistant.forms import Form, context, shown
from assistant.interview import session
from assistant.interview.script import TABLE, Question, Script, spoken
from assistant.problem import AssistantError
from assistant.report import LAST_YEAR, TEXT, UNIT, YEAR, Paragraph, Pending, Report, Value

if TYPE_CHECKING:
    from assistant.checks import Checked, Judged
    from assistant.phrases.bank import Bank
    from assistant.phrases.suggest import Suggester, Suggestion


ASK = "问."
OPEN = "【待补"
"""How an open slot begins in words to print."""


class NotKept(AssistantError):
    """A paragraph cannot be kept as a phrase as it is."""


class NotLastYear(AssistantError):
    """A file that was given as last year's report is about another year."""


class NoYear(AssistantError):
    """The draft does not say which year it is about."""


@dataclass(frozen=True)
class Understood:
    """An answer that was saved."""

    echo: str
    """What was understood."""

    also: str = ""
    """What else changed because of it."""


@dataclass(frozen=True)
class Doubtful:
    """An answer that would take other answers away: to be confirmed first."""

    sentence: str
    answers: Mapping[str, Value | None]
    echo: str
    via: str


@dataclass(frozen=True)
class NotUnderstood:
    """Words that are no answer to the question; they stay where they were typed."""

    sentence: str


@dataclass(frozen=True)
class PassedOver:
    """An optional question left without an answer."""

    sentence: str


@dataclass(frozen=True)
class Heard:
    """A sentence about a table: what it would fill, to be confirmed, and what it leaves to be asked."""

    repeated: str
    """What was understood, row by row; empty when nothing was."""

    asked: str
    """What is unclear, contradictory or still missing; may be empty."""

    answers: Mapping[str, Value | None]
    focus: str
    """What was spoken of last, for the next sentence."""


Reply = Understood | Doubtful | NotUnderstood | PassedOver | Heard


@dataclass(frozen=True)
class Entry:
    """One thing that can be gone to."""

    target: str
    """What `kind_of` understands."""

    title: str
    answer: str = ""
    detail: str = ""
    state: str = ""


@dataclass(frozen=True)
class Part:
    """One section of the report with all it holds."""

    id: str
    title: str
    state: str
    done: int
    total: int
    items: tuple[Entry, ...]


@dataclass(frozen=True)
class Past:
    """One step of the history in words."""

    no: int
    shown: str
    detail: str


class Desk:
    """The draft at work."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self._typing = unfinished.read(draft.path)
        self._checked: tuple[Report, Checked] | None = None
        self._suggester: Suggester | None = None
        self._names: tuple[Report, Mapping[str, Value]] | None = None
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
        return Path.home() / "年报草稿"

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

    # Writing

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

    def take_last_year(self, path: Path) -> tuple[str, ...]:
        """Keep last year's report beside this one, from any file that holds it; returns what is to be looked at.

        Its figures are never written into this year's cells; `carried_over` proposes those that must agree.
        """
        from assistant import sources

        source = sources.load(path)
        expected = (self.report.year or 0) - 1
        if source.report.year != expected:
            stated = f"{source.report.year}年" if source.report.year else "没有写年份"
            raise NotLastYear(f"“{path.name}”是{stated}的年报，这里要的是{expected}年的。")
        gone: dict[str, Value | None] = dict.fromkeys(
            name for name in self.report.answers if name.startswith(LAST_YEAR)
        )
        kept = {LAST_YEAR + name: value for name, value in source.report.answers.items()}
        self.draft.append({**gone, **kept}, Via.IMPORTED, path.name)
        return source.notes

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

    def last_years(self, name: str) -> Value | None:
        """Return what last year's report says under a name, if there is one and it does."""
        return self.report.answers.get(LAST_YEAR + name)

    def undo(self) -> str:
        """Take the latest step back; returns what was taken back, or nothing when there was nothing."""
        return self._moved(self.draft.undo(), "撤销了")

    def redo(self) -> str:
        """Bring the latest undone step again; returns what came back, or nothing."""
        return self._moved(self.draft.redo(), "恢复了")

    def _moved(self, step: Step | None, verb: str) -> str:
        self.form = self._form()
        return f"{verb}：{self._step_words(step)}" if step else ""

    def restore(self, step: int) -> None:
        """Bring back the report as it stood after a step."""
        self.draft.restore(step)
        self.form = self._form()

    # Asking

    def question(self, after: str | None = None) -> Question | None:
        """Return the next question without an answer, from the start or after another question.

        Past the last one come the required questions that were left; nothing when there are none.
        """
        found = session.next_question(self.script, self.form, self.report, after)
        if found is not None or after is None:
            return found
        asked = session.relevant(self.script, self.form, self.report)
        return next((q for q in asked if q.required and not self.is_answered(q)), None)

    def asked_now(self) -> frozenset[str]:
        """Return the 编号 of every question that is asked in the report as it stands."""
        return frozenset(q.id for q in session.relevant(self.script, self.form, self.report))

    def made_necessary(self, before: frozenset[str]) -> Question | None:
        """Return the first open required question that was not asked before."""
        asked = session.relevant(self.script, self.form, self.report)
        new = (q for q in asked if q.required and q.id not in before)
        return next((q for q in new if not self.is_answered(q)), None)

    def previous(self, question: Question | None) -> Question | None:
        """Return the question asked before this one; at the end of the interview, the last one asked."""
        if question is None:
            asked = session.relevant(self.script, self.form, self.report)
            return asked[-1] if asked else None
        return session.previous_question(self.script, self.form, self.report, question.id)

    def default(self, question: Question) -> session.Default | None:
        """Return the answer to offer for Enter."""
        today = dt.datetime.now().astimezone().date()
        return session.default(self.script, question, self.form, self.report, today)

    def hear(self, question: Question, typed: str, focus: str = "") -> Heard:
        """Return what a sentence about a table would fill; nothing is written before it is confirmed."""
        from assistant import claims, hearing
        from assistant.claims.filling import answers

        heard = claims.fill(typed, self.form, self.report, focus or question.table)
        repeated = hearing.repeated(self.form, heard) if heard.fills else ""
        said = answers(self.form, self.report, heard)
        return Heard(repeated, hearing.asked_back(heard), said, heard.focus)

    def answer(self, question: Question, typed: str, focus: str = "") -> Reply:
        """Take an answer: save it, or say why not, or ask whether what it makes pointless may go.

        For a table any sentence may be an answer; `focus` is what the sentence before spoke of last.
        """
        match session.understand(question, typed, self.form, self.report, self.default(question)):
            case session.Refused() if question.table:
                return self.hear(question, typed, focus)
            case session.Refused(sentence):
                return NotUnderstood(sentence)
            case session.Skipped(sentence):
                return PassedOver(sentence)
            case session.Answer(value, echo):
                return self._take(question, value, echo)

    def _take(self, question: Question, value: Value, echo: str) -> Reply:
        follow = session.consequences(self.script, self.form, self.report, question, value)
        via = Via.ZERO if follow.zeros else Via.TYPED
        if follow.loses:
            return Doubtful(follow.sentence, follow.changes, echo, via)
        return self.confirm(Doubtful(follow.sentence, follow.changes, echo, via), question)

    def confirm(self, doubtful: Doubtful, question: Question) -> Understood:
        """Save an answer with all its consequences."""
        self.draft.append(doubtful.answers, doubtful.via, question.id)
        self.form = self._form()
        return Understood(doubtful.echo, doubtful.sentence)

    def askable(self, names: Iterable[str]) -> tuple[str, ...]:
        """Return those open names that a question asks for and no cell holds, to be asked on the spot."""
        return tuple(
            name
            for name in dict.fromkeys(names)
            if "." not in name and name not in self.report.answers and self.script.filling(name)
        )

    def asking(self, name: str) -> str:
        """Return the question that asks for a name."""
        question = self.question_named(name)
        return spoken(question.text, self.report.year) if question else name

    def answer_named(self, name: str, typed: str) -> Reply | None:
        """Take an answer for a name out of turn; nothing when no question asks for it."""
        question = self.question_named(name)
        return self.answer(question, typed) if question else None

    def position(self, question: Question) -> tuple[str, int, int]:
        """Return the section's title, the question's number in it, and how many it has."""
        asked = [
            q
            for q in session.relevant(self.script, self.form, self.report)
            if q.section == question.section
        ]
        number = asked.index(question) + 1 if question in asked else 0
        return self.section_title(question.section), number, len(asked)

    def section_title(self, section: str) -> str:
        """Return the printed title of a section; the lead-in and the organ itself have none."""
        titles = {one.id: one.title for one in self.form.sections}
        return titles.get(section, "开始和前言")

    # How it stands

    @property
    def checked(self) -> Checked:
        """What the checks say of the report as it stands."""
        from assistant import checks

        if self._checked is None or self._checked[0] is not self.report:
            today = dt.datetime.now().astimezone().date()
            standards = content.standards(self.draft.path.parent).standards
            found = checks.run(self.form, self.report, self.report.last_year(), today, standards)
            self._checked = (self.report, found)
        return self._checked[1]

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
        """Return the blocking findings that are about answers, not about their absence."""
        return tuple(f for f in self.checked.findings if f.level is Level.BLOCKS and not _is_gap(f))

    def standing(self) -> str:
        """Return in one line how the draft stands."""
        parts = self.progress()
        done, asked = sum(p.answered for p in parts), sum(p.asked for p in parts)
        wrong = len(self.contradictions())
        pending = sum(p.pending for p in parts)
        words = [f"已答{done}/{asked}"]
        words += [f"待补{pending}"] if pending else []
        words += [f"对不上{wrong}"] if wrong else []
        words.append("只读" if self.draft.read_only else "已保存")
        return "　".join(words)

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
        """Return every section with its questions, tables and texts, and what was answered."""
        asked = session.relevant(self.script, self.form, self.report)
        return tuple(
            Part(
                part.section,
                self.section_title(part.section),
                self.state_of(part),
                part.answered,
                part.asked,
                tuple(self._entry(q) for q in asked if q.section == part.section),
            )
            for part in self.progress()
        )

    def _entry(self, question: Question) -> Entry:
        opens = question.table or question.place
        target = question.fills if opens else f"{ASK}{question.id}"
        return Entry(
            target,
            spoken(question.text, self.report.year),
            self.answer_words(question),
            spoken(question.guidance, self.report.year),
        )

    def last_year_words(self, question: Question) -> str:
        """Return what last year's report answers to a question; empty when it does not."""
        value = self.last_years(question.fills)
        if value is None or question.table or question.place:
            return ""
        return session.written(question, self.form, value)

    def is_answered(self, question: Question) -> bool:
        """Whether the question has an answer; a table needs one in every cell but the totals."""
        return session.answered(question, self.form, self.report)

    def answer_words(self, question: Question) -> str:
        """Return what was answered to a question, shortly; “—” for nothing."""
        if question.table:
            done = sum(name in self.report.answers for name in question.governs(self.form))
            total = len(question.governs(self.form))
            return f"已填{done}/{total}格" if done else "—"
        if question.place:
            paragraphs = self.report.paragraphs(question.place)
            return f"{len(paragraphs)}段" if paragraphs else "—"
        value = self.report.answers.get(question.fills)
        return "—" if value is None else session.written(question, self.form, value)

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
        return Past(step.no, f"{when}　{first.via}　{self._step_words(step)}", detail + more)

    def _step_words(self, step: Step | None) -> str:
        if step is None:
            return ""
        names = [self.title_of(change.field) for change in step.changes]
        more = f"等{len(names)}处" if len(names) > 1 else ""
        return f"{names[0]}{more}"

    def _change_words(self, name: str, old: Value | None, new: Value | None) -> str:
        return f"{self.title_of(name)}：{_short(old)} → {_short(new)}"

    def title_of(self, name: str) -> str:
        """Return a name of the report as the clerk knows it."""
        if name in self.form.fields:
            return self.form.spoken(name)
        if name.startswith(TEXT):
            return self.place_title(name.removeprefix(TEXT))
        if name.startswith(LAST_YEAR):
            return f"上年年报的{self.title_of(name.removeprefix(LAST_YEAR))}"
        if name.startswith("说明."):
            return f"对 {name.removeprefix('说明.').partition('|')[0]} 的说明"
        return name

    def place_title(self, place: str) -> str:
        """Return a narrative place in words."""
        section, _, part = place.partition(".")
        if not part:
            return self.section_title(section) if section != "前言" else "前言"
        known = self.form.places.get(place)
        own = (known.title if known else "") or part
        return f"{self.section_title(section).partition('、')[0]}、{own}"

    # Going somewhere

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

    def question_named(self, target: str) -> Question | None:
        """Return the question with this 编号, or the one asked now that fills this name."""
        target = target.removeprefix(ASK)
        if target in self.script.by_id:
            return self.script.by_id[target]
        asked = session.relevant(self.script, self.form, self.report)
        filling = self.script.filling(target)
        return next((q for q in asked if q in filling), filling[0] if filling else None)

    # Wording

    def _context(self) -> Mapping[str, Value]:
        if self._names is None or self._names[0] is not self.report:
            self._names = (self.report, context(self.form, self.report))
        return self._names[1]

    def rendered(self, paragraph: Paragraph) -> tuple[str, int]:
        """Return a paragraph's words as they read now, and how many slots are open in them."""
        if not paragraph.bound:
            return paragraph.text, paragraph.text.count(OPEN)
        from assistant import expressions

        template = expressions.compile_template(paragraph.text)
        if isinstance(template, expressions.ExpressionError):
            return f"【待补：这一句生成不了，{template.sentence.rstrip('。')}】", 1
        done = expressions.render(template, self._context(), self.form.called)
        return done.text, done.text.count(OPEN)

    @property
    def _bank(self) -> Bank:
        return content.bank(self.draft.path.parent).bank

    def warm_up(self) -> None:
        """Load and index the phrases, so that the first search is answered at once; for a thread of its own."""
        self._bank.index  # noqa: B018 - built when it is first asked for

    @property
    def suggester(self) -> Suggester:
        """What may be written, judged by the report as it stands and by what was taken before."""
        from assistant.phrases.suggest import Suggester

        if self._suggester is None or self._suggester.report is not self.report:
            settled = session.settled(self.script, self.form, self.report)
            memory = remembered.read()
            self._suggester = Suggester(self._bank, self.form, self.report, settled, memory)
        return self._suggester

    def suggest(self, place: str, query: str, limit: int = 12) -> tuple[Suggestion, ...]:
        """Return wording for a place, best first."""
        return self.suggester.suggest(query, place, limit)

    def accepted(self, query: str, phrase: str) -> str:
        """Remember on this machine that a phrase was taken for a query; returns a sentence when that failed."""
        today = dt.datetime.now().astimezone().date()
        return remembered.write(remembered.read().with_accepted(query, phrase, today))

    def other_wording(self, paragraph: Paragraph) -> Paragraph | None:
        """Return the next wording of the same family that does not contradict the report, or nothing."""
        from assistant.phrases.suggest import Applies

        current = self._bank.by_id.get(paragraph.phrase)
        if current is None:
            return None
        members = self._bank.families[current.family]
        at = members.index(current)
        for other in (*members[at + 1 :], *members[:at]):
            judged = self.suggester.judged.get(self._bank.phrases.index(other))
            if judged is not None and judged.applies is not Applies.NO:
                return Paragraph(other.text, phrase=other.id, bound=True)
        return None

    def keep_wording(self, paragraph: Paragraph, place: str, title: str, keywords: str) -> str:
        """Add a paragraph to the office's own phrases; returns where it went, or raises what is wrong with it."""
        from assistant.drafts import own_phrases
        from assistant.phrases.keeping import Wording, as_entry

        text, _ = self.rendered(paragraph)
        origin = self._bank.by_id.get(paragraph.phrase)
        close = [] if origin else list(self.suggest(place, text, 1))
        wording = Wording(
            text=text,
            title=title.strip(),
            place=place,
            keywords=tuple(word for word in re.split(r"[、，,\s]+", keywords) if word),
            topic=close[0].phrase.topic if close else "",
        )
        kept = as_entry(
            wording,
            self._bank,
            self.report,
            self._context(),
            self.script.facts,
            content.organs(),
            origin,
        )
        if kept.phrase is None:
            raise NotKept(
                "；".join(problem.message.rstrip("。") for problem in kept.problems) + "。"
            )
        file = own_phrases.keep(self.draft.path.parent, kept.entry)
        self._suggester = None
        return f"已存为语料：{file}"

    # Unfinished typing

    def typing(self, key: str) -> str:
        """Return what was being typed for a name when the window was last closed."""
        return self._typing.get(key, "")

    def keep_typing(self, key: str, text: str) -> None:
        """Remember what is being typed, outside the draft; nothing forgets it."""
        if self._typing.get(key, "") != text:
            self._typing[key] = text
            unfinished.write(self.draft.path, self._typing)

    # Leaving the house

    def preview(self) -> str:
        """Return the report as Markdown, open items marked."""
        return exporting.preview(self.form, self.report)

    def refusal(self) -> str:
        """Return why the report cannot be exported as final, or nothing."""
        return exporting.refusal(self.checked, self.report, "按 F2")

    @staticmethod
    def taken(name: str) -> bool:
        """Whether there is a file of this name already."""
        return Path(name).expanduser().exists()

    def export(self, name: str, *, as_draft: bool, overwrite: bool = False) -> Path:
        """Write the report to a file, whole; raises what the checks, the format or the disk refuse.

        A file that exists is left alone unless `overwrite`.
        """
        from assistant.files import write_new

        path = Path(name).expanduser()
        checked = None if as_draft else self.checked
        office = content.office(self.draft.path.parent).office
        made = exporting.export_report(self.form, self.report, path.name, checked, office)
        write_new(path, made, overwrite=overwrite)
        return path

    def package(self, folder: str) -> tuple[str, ...]:
        """Write everything the reviewers need into a folder; returns the names of the files.

        While something blocks, the report in it is marked 草稿. Nothing that is there already is replaced.
        """
        from assistant.files import refuse_taken, write_whole

        office = content.office(self.draft.path.parent).office
        made = exporting.submission(self.form, self.draft.log, self.checked, office)
        files = made.files(as_draft=bool(self.refusal()))
        target = Path(folder).expanduser()
        for name in files:
            refuse_taken(target / name)
        for name, written in files.items():
            write_whole(target / name, written)
        return tuple(files)

    def chart(self) -> str:
        """Return this year beside last year as bars of characters; empty without last year's report."""
        from assistant.export.compared import text_chart, years

        last = self.report.last_year()
        if last is None:
            return ""
        return text_chart(years(self.form, (last, self.report)))

    def suggested_export(self, suffix: str) -> Path:
        """Return a file name for the export, beside the draft."""
        from assistant.export.words import file_name

        stem = file_name(f"{self.report.unit}{self.report.year}年政府信息公开工作年度报告")
        return self.draft.path.with_name(f"{stem}{suffix}")


def _is_gap(finding: Finding) -> bool:
    """Whether a finding only says that something has not been answered yet."""
    from assistant import checks

    return finding.code in checks.GAPS


def _short(value: Value | None) -> str:
    match value:
        case None:
            return "（空）"
        case bool():
            return "是" if value else "否"
        case Pending(note):
            return f"待补（{note}）" if note else "待补"
        case tuple():
            return f"{len(value)}段"
        case _:
            text = str(value)
            return text if len(text) <= 20 else f"{text[:19]}…"
