"""The conversation: one question, one answer, what was understood, and the next question.

It is the first screen of a draft that is opened from the command line, so it is painted before anything is imported
that knows questions, forms or checks; what needs them imports them.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Static

from assistant.terminal.screens.answering import Answering
from assistant.terminal.screens.beside import WIDE
from assistant.terminal.widgets.answer import AnswerInput
from assistant.terminal.widgets.exchanges import Exchanges
from assistant.terminal.widgets.response import Response

if TYPE_CHECKING:
    from assistant.desk import Moved
    from assistant.interview.script import Question

BEGIN = "一题一题来：不知道就写“待补”，选填的直接按回车跳过，答错了按 F8 回上一题。"

FEW = 3
"""Recognised answers below which asking for them one by one is as quick."""

RECOGNISED = "新建时一次确认"
"""The source of what was confirmed at once."""


class InterviewScreen(Answering):
    """Questions one after the other; tables and wording open on their own screens and come back here."""

    KEYS: ClassVar[Sequence[tuple[str, str]]] = (
        ("回车", "回答"),
        ("F8", "上一题"),
        ("Ctrl+N", "下一道必答题"),
    )
    COMMON: ClassVar[Sequence[str]] = (
        "help",
        "contents",
        "findings",
        "preview",
        "export",
        "open_items",
        "undo",
    )

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f2", "open", "打开表格或措辞", show=False),
        Binding("f8", "previous", "上一题", show=False),
        Binding("ctrl+n", "next_required", "下一道必答题", show=False),
        Binding("pageup", "scroll_talk(-1)", "往前翻", show=False),
        Binding("pagedown", "scroll_talk(1)", "往后翻", show=False),
    ]

    def body(self) -> ComposeResult:
        """Progress at the left, the conversation in the middle, help at the right; narrow screens drop the sides."""
        with Horizontal():
            yield Static(id="progress", markup=False)
            with Vertical(id="talk"):
                yield Exchanges(id="exchanges")
                yield Static(id="asked", markup=False)
                yield AnswerInput(id="answer")
                yield Response(id="reply")
            yield self.beside()

    def on_mount(self) -> None:
        """Show whose report it is at once; the questions are read behind that, the checks behind the question."""
        self._title("")
        self._greet("。")
        self.query_one("#answer", AnswerInput).focus()
        # The app paints nothing while it starts, and has calls waiting until then.
        self.app.call_later(self.call_after_refresh, self._begin)

    def _begin(self) -> None:
        """Ask the first open question."""
        if not self.assistant.ready():
            return
        first = self._first()
        self._greet(f"（{self.desk.form.name}）。{self._welcome(first)}")
        typed = self.query_one("#answer", AnswerInput).value
        self._show(first)
        if typed:
            self.query_one("#answer", AnswerInput).put(typed)
        self.call_after_refresh(self._judge)
        self._recognise()

    def _recognise(self) -> None:
        """In a fresh draft, have everything that the name tells of the organ confirmed at once."""
        # Whoever was quicker and is on another screen by now is not to be called back.
        fresh = self.is_current and not self.desk.resumed()
        recognised = self.desk.recognised() if fresh else ()
        if len(recognised) < FEW:
            return
        from assistant.terminal.screens.recognised import ASKED, Recognised

        box = Recognised(recognised)

        def write(sure: bool | None) -> None:
            if sure and self.assistant.write(box.answers, source=RECOGNISED):
                told = "；".join(offered.shown for _, offered in recognised)
                self._exchanges.add(ASKED, told)
                self._show(self.desk.question())

        self.app.push_screen(box, write)

    def _welcome(self, first: Question | None) -> str:
        resumed = self.desk.resumed()
        on = "接着下面这一题来。" if first else ""
        return f"{resumed}{on}" if resumed else BEGIN

    def _first(self) -> Question | None:
        return self.desk.question()

    def _judge(self) -> None:
        """Add what the checks say."""
        self._judged = True
        self.saved()
        self.run_worker(self.desk.warm_up, thread=True, group="warm-up", exit_on_error=False)

    def saved(self) -> None:
        """While the questions are still being read there is nothing to show yet."""
        if self._judged:
            super().saved()

    def refresh_title(self) -> None:
        """Say where one is and how the draft stands."""
        self._title(self.desk.standing(judged=self._judged))

    def on_resize(self) -> None:
        """What stands in the card depends on what fits beside it."""
        if self._judged:
            self.call_after_refresh(self._refresh_card)

    def _greet(self, words: str) -> None:
        report = self.assistant.report
        self._exchanges.greet(f"{report.unit} {report.year}年{words}")

    # Asking

    def _show(self, question: Question | None) -> None:
        from assistant.terminal.screens import card

        self._question = question
        self._opened = ""
        self._focus = self._asked_back = ""
        answer = self.query_one("#answer", AnswerInput)
        answer.remove_class("refused")
        answer.put(self.desk.typing(question.id) if question else "")
        answer.placeholder = card.placeholder(self.desk, question)
        self.query_one(Response).say(Content(""))
        self._refresh_card()
        answer.focus()
        self._exchanges.to_end()

    def report_changed(self) -> None:
        """Something changed on another screen: go on from there."""
        question = self._question
        if self._opened:
            opened, self._opened = self._opened, ""
            self._came_back(question, opened)
        elif question is not None and self.desk.question_named(question.id) is not None:
            self._refresh_card()

    def undone(self, moved: Moved) -> None:
        """Ask anew what was answered last: whoever takes an answer back means to give another."""
        self._exchanges.remark(f"{moved.words}。")
        if moved.question is None:
            super().undone(moved)
            return
        self.keep_typing()
        self._show(moved.question)
        self._say(f"{moved.words}。这一题重新答；要恢复按 Ctrl+Y。", refused=False)

    def redone(self, moved: Moved) -> None:
        """Go on behind the answer that is there again."""
        self._exchanges.remark(f"{moved.words}。")
        if moved.question is None:
            super().redone(moved)
            return
        self.keep_typing()
        self._go_on(moved.question)
        self._say(f"{moved.words}，接着下一题。", refused=False)

    def _came_back(self, question: Question | None, opened: str) -> None:
        """From a table or a place: when it is filled, go on; when not, stay and say what is left."""
        if question is None:
            return
        words = self.desk.answer_words(question)
        if self.desk.is_answered(question) or not question.required:
            self._exchanges.add(self._words(question.text), words if words != "—" else "没有写")
            self._go_on(question)
        else:
            self._refresh_card()
            self._say(
                f"{words if words != '—' else '还没有填'}。按回车接着填，或写“待补”先往下走。",
                refused=False,
            )

    def _refresh_card(self) -> None:
        from assistant.terminal.screens import card

        narrow = self.size.width < WIDE
        width = max(20, self.query_one("#asked", Static).size.width - 2)
        asked = card.asked(self.desk, self._question, width, with_help=narrow)
        self.query_one("#asked", Static).update(asked)
        self.show_help(card.guidance(self.desk, self._question))
        self.query_one("#progress", Static).update(
            card.progress(self.desk, self._question, judged=self._judged)
        )
        self.refresh_title()

    def _go_on(self, question: Question) -> None:
        """Ask what comes next."""
        self._show(self.desk.question(question.id))

    def action_previous(self) -> None:
        """Go back one question; its answer is offered again."""
        question = self.desk.previous(self._question)
        if question is None:
            self._say("这已经是第一题。", refused=False)
        else:
            self.keep_typing()
            self._show(question)

    def action_next_required(self) -> None:
        """Pass over the optional questions up to the next required one; a required one has to be answered first."""
        question = self._question
        if question is None:
            return
        if question.required and not self.desk.is_answered(question):
            self._say("这一题是必答的，不知道就写“待补”。", refused=False)
            return
        following, passed = self.desk.required_after(question)
        skipped = passed + (not self.desk.is_answered(question))
        if skipped:
            self._exchanges.remark(f"跳过了{skipped}道选填题，随时可以从目录（F3）回来填。")
        self.keep_typing()
        self._show(following)

    def action_scroll_talk(self, step: int) -> None:
        """Look back over the conversation."""
        self._exchanges.page(step)

    def help_text(self) -> str:
        """All that is known of the question."""
        question = self._question
        if question is None:
            return "全部问题都问过了。"
        from assistant.terminal.screens import card

        lines = [f"# {self._words(question.text)}"]
        known = card.help_lines(self.desk, question)
        lines += [f"**{title}**　{words}\n" for title, words in known]
        return "\n\n".join(lines)
