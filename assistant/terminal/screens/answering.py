"""Taking an answer: what was understood is said back, what is doubtful is asked, what is refused stays in the line."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from textual import on
from textual.content import Content
from textual.widgets import Input

from assistant.problem import AssistantError
from assistant.report import TEXT
from assistant.terminal.screens.base import DeskScreen
from assistant.terminal.widgets.answer import AnswerInput
from assistant.terminal.widgets.exchanges import Exchanges
from assistant.terminal.widgets.response import Response

if TYPE_CHECKING:
    from assistant.desk import Doubtful, Heard, Reply
    from assistant.interview.script import Question


class Answering(DeskScreen):
    """A screen with a question in hand and a line for its answer; a subclass says what is asked, and what next."""

    def __init__(self) -> None:
        super().__init__()
        self._question: Question | None = None
        self._opened = ""
        """The 编号 of the question whose table or place is open on a screen of its own."""

        self._focus = ""
        self._asked_back = ""
        self._judged = False
        """Whether the checks have looked at the report; before the first question is shown they have not."""

    def _refresh_card(self) -> None:
        """Show the question as the report stands now."""
        raise NotImplementedError

    def _go_on(self, question: Question) -> None:
        """Ask what comes behind a question."""
        raise NotImplementedError

    @property
    def _exchanges(self) -> Exchanges:
        return self.query_one(Exchanges)

    def _words(self, text: str) -> str:
        """“今年” is the year reported on, not the year of writing."""
        from assistant.interview.script import spoken

        return spoken(text, self.desk.report.year)

    @on(Input.Submitted, "#answer")
    def answered(self, event: Input.Submitted) -> None:
        """Take the answer."""
        question = self._question
        typed = event.value
        if question is None:
            self.assistant.action_answers()
            return
        if not typed.strip() and self._opens_on_enter(question):
            self._open(question)
            return
        try:
            reply = self.desk.answer(question, typed, self._focus, self._asked_back)
        except AssistantError as error:
            self._say(error.sentence, refused=True)
            return
        self._answered(question, reply)

    def _opens_on_enter(self, question: Question) -> bool:
        """Enter skips what is optional, everywhere; a place that has words already is opened all the same."""
        has_words = bool(question.place and self.desk.report.paragraphs(question.place))
        return bool(question.table) or (bool(question.place) and (question.required or has_words))

    def action_open(self) -> None:
        """Open the table or the wording the question is about."""
        if self._question is not None and (self._question.table or self._question.place):
            self._open(self._question)

    def _answered(self, question: Question, reply: Reply) -> None:
        from assistant.desk import Doubtful, Heard, NotUnderstood, PassedOver, Understood

        match reply:
            case NotUnderstood(sentence):
                self._say(sentence, refused=True)
            case PassedOver(sentence):
                self._exchanges.add(self._words(question.text), sentence)
                self._go_on(question)
            case Doubtful(sentence):
                self._doubt(question, reply, sentence)
            case Heard():
                self._heard(question, reply)
            case Understood(echo, also):
                self._understood(question, echo, also)

    def _doubt(self, question: Question, doubtful: Doubtful, sentence: str) -> None:
        from assistant.terminal.screens.asking import Confirm

        def sure(yes: bool | None) -> None:
            if not yes:
                return
            try:
                done = self.desk.confirm(doubtful, question)
            except AssistantError as error:
                self._say(error.sentence, refused=True)
                return
            self._understood(question, done.echo, done.also)

        self.app.push_screen(
            Confirm(f"{sentence}\n\n撤掉的随时可以按 Ctrl+Z 恢复。这样改吗？"), sure
        )

    def _heard(self, question: Question, heard: Heard) -> None:
        """Say back what a sentence would fill, and write it after Enter."""
        from assistant.desk import SAID
        from assistant.terminal.screens.asking import Confirm

        self._focus, self._asked_back = heard.focus, heard.open
        if not heard.repeated:
            self._say(heard.asked, refused=True)
            return
        said = f"{SAID}{self.query_one('#answer', AnswerInput).value.strip()}"

        def write(sure: bool | None) -> None:
            if sure and self.assistant.write(heard.answers, source=said):
                said_back = heard.repeated.replace("\n", "\n　　")
                self._exchanges.add(self._words(question.text), said_back)
                self.query_one("#answer", AnswerInput).put("")
                self._wrote(question, heard)

        asked = f"\n\n{heard.asked}" if heard.asked else ""
        self.app.push_screen(
            Confirm(f"我听到的是：\n{heard.repeated}{asked}\n\n就这样填吗？"), write
        )

    def _wrote(self, question: Question, heard: Heard) -> None:
        if self.desk.is_answered(question):
            self._go_on(question)
            return
        self._refresh_card()
        if not question.table:
            self._say(f"记下了。{heard.asked or '这一题还没有答，接着说。'}", refused=False)
            return
        left = self.desk.answer_words(question)
        self._say(
            f"{left}。{heard.asked or '还有的接着说，没有的就写“其余都是0”，也可以按回车打开表格。'}",
            refused=False,
        )

    def _understood(self, question: Question, echo: str, also: str) -> None:
        words = f"{echo}\n　　{also}" if also else echo
        self._exchanges.add(self._words(question.text), words)
        self.desk.keep_typing(question.id, "")
        self._go_on(question)

    def _open(self, question: Question) -> None:
        from assistant.interview.script import TABLE

        self._opened = question.id
        name = f"{TABLE}{question.table}" if question.table else f"{TEXT}{question.place}"
        self.assistant.go_to(name)

    def _say(self, sentence: str, *, refused: bool) -> None:
        self.query_one("#answer", AnswerInput).set_class(refused, "refused")
        words = (
            Content.styled(f"✗ {sentence}", "bold $text-error") if refused else Content(sentence)
        )
        self.query_one(Response).say(words)

    @on(Input.Changed, "#answer")
    def typing(self) -> None:
        """A refusal speaks of what was typed before; it goes when the typing goes on.

        When it rests, the lines under it say what a sentence would mean.
        """
        answer = self.query_one("#answer", AnswerInput)
        if answer.has_class("refused"):
            answer.remove_class("refused")
            self.query_one(Response).say(Content(""))
        question = self._question
        if question is not None and self._judged:
            context = (question, answer.value, self._focus, self._asked_back)
            self.query_one(Response).follow(partial(self.desk.overhear, *context))

    def keep_typing(self) -> None:
        """Keep what is in the answer line."""
        if self._question is not None:
            self.desk.keep_typing(self._question.id, self.query_one("#answer", AnswerInput).value)
