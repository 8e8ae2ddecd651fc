"""Walks through the interview as readable text: what is asked, what is typed, what is said back.

Lines a walk is made of; everything else in its file is what the program says:

    答 12件                the answer to the question above; nothing behind 答 is Enter, {甲*5000} repeats a character
    表格 申请.新收.自然人=3  figures typed into the grid; `其余=0` fills the other cells of the table
    回到 收到申请           go to a question by its 编号
    取消 / 撤销             do not confirm what would be cleared / take the last step back
    进度 / 未完 申请 / 零报告  print the state of the sections, the open items (of one section), the zero reports
"""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal

from assistant import content
from assistant.forms import Form, form_for_year
from assistant.interview import session
from assistant.interview.script import TABLE, Question, Script
from assistant.report import TEXT, Report, Value

TODAY = date(2026, 1, 8)
TYPED = ("答", "表格", "回到", "取消", "撤销", "进度", "未完", "零报告")


def typed_lines(walk: str) -> Iterator[tuple[str, str]]:
    """Yield what is typed in a walk: the verb and the words behind it."""
    for line in walk.splitlines():
        verb, _, words = line.partition(" ")
        if verb in TYPED:
            yield verb, words


class Walk:
    """One interview from an empty report on; `said` is its transcript."""

    def __init__(self, script: Script) -> None:
        self.script = script
        self.report = Report()
        self.history: list[Report] = []
        self.said: list[str] = []
        self.at: Question | None = self.next(None)

    @property
    def form(self) -> Form:
        return form_for_year(self.script.forms, self.report.year or TODAY.year - 1)

    def next(self, after: str | None) -> Question | None:
        return session.next_question(self.script, self.form, self.report, after)

    def play(self, walk: str) -> str:
        """Return the whole walk as it is told: its opening remark, then every step."""
        self.said = [line for line in walk.splitlines() if line.startswith("#")]
        asked: Question | None = None
        for verb, words in typed_lines(walk):
            if verb in ("答", "表格") and self.at is not asked:
                self.ask()
            self.said.append(f"{verb} {words}".rstrip())
            asked = self.take(verb, words)
        if self.at is not None:
            self.ask()
        else:
            self.said += ["", "（问完了）"]
        return "\n".join(self.said) + "\n"

    def ask(self) -> None:
        if self.at is None:
            raise AssertionError("问完了，后面还有回答。")
        offered = session.default(self.script, self.at, self.form, self.report, TODAY)
        shown = f"[{offered.shown}]" if offered else ""
        choices = "".join(f"\n  {n} {c}" for n, c in enumerate(self.at.choices[:9], start=1))
        text = session.spoken(self.at.text, self.report.year)
        self.said += ["", f"{text}{shown}{choices}"]

    def take(self, verb: str, words: str) -> Question | None:
        """Do one thing; return the question that stays asked, if one does."""
        match verb:
            case "答":
                return self.answer(words)
            case "表格":
                self.fill(words)
            case "回到":
                self.at = self.script.by_id[words]
            case "撤销":
                self.report = self.history.pop()
                self.said.append("  已撤销。")
            case "进度":
                self.said += [
                    f"  {p.title}：{p.state}（{p.answered}/{p.asked}，待补{p.pending}）"
                    for p in session.progress(self.script, self.form, self.report)
                ]
            case "未完":
                self.said += [
                    f"  {i.kind} {i.text}{f'（{i.note}）' if i.note else ''}"
                    for i in session.open_items(self.script, self.form, self.report)
                    if words in ("", i.section)
                ]
            case "零报告":
                self.said += [
                    f"  {zero.sentence}"
                    for zero in session.zero_reports(self.script, self.form, self.report)
                ]
        return None

    def answer(self, words: str) -> Question | None:
        question = self.at
        assert question is not None
        typed = re.sub(r"\{(.)\*(\d+)\}", lambda found: found[1] * int(found[2]), words)
        typed = typed.replace("⏎", "\n")
        offered = session.default(self.script, question, self.form, self.report, TODAY)
        match session.understand(question, typed, self.form, self.report, offered):
            case session.Refused(sentence):
                self.said.append(f"  ✗ {sentence}")
                return question
            case session.Skipped(sentence):
                self.said.append(f"  {sentence}")
            case session.Answer(value, echo):
                self.said.append(f"  {echo}")
                self.keep(question, value)
        self.at = self.next(question.id)
        return None

    def keep(self, question: Question, value: Value) -> None:
        follow = session.consequences(self.script, self.form, self.report, question, value)
        if follow.sentence:
            self.said.append(f"  → {follow.sentence}")
        self.record(follow.changes)

    def record(self, changes: Mapping[str, Value | None]) -> None:
        self.history.append(self.report)
        self.report = self.report.with_answers(changes)

    def fill(self, words: str) -> None:
        question = self.at
        assert question is not None
        assert question.fills.startswith(TABLE)
        pairs = dict(pair.split("=") for pair in words.split())
        rest = pairs.pop("其余", None)
        cells: dict[str, Value] = {name: int(value) for name, value in pairs.items()}
        if rest is not None:
            for name in question.governs(self.form):
                cells.setdefault(name, int(rest))
        follow = session.cell_consequences(self.script, self.form, self.report, cells)
        if follow.sentence:
            self.said.append(f"  → {follow.sentence}")
        self.record(follow.changes)
        self.at = self.next(question.id)


def told(report: Report) -> str:
    """Return a report as text, a line an answer: tables as their figures other than 0."""
    lines = []
    for name, value in report.answers.items():
        is_cell = name.count(".") == 2 and not name.startswith(TEXT)
        if is_cell and value == 0:
            continue
        lines.append(f"{name} = {_plain(value)}")
    return "\n".join(lines) + "\n"


def _plain(value: Value) -> str:
    match value:
        case Decimal():
            return format(value, "f")
        case tuple():
            return " / ".join(paragraph.text for paragraph in value)
        case _:
            return str(value)


def shipped() -> Script:
    """Return the questions that ship with the program."""
    loaded = content.script()
    assert loaded.problems == ()
    return loaded.script
