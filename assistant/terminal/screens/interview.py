"""The conversation: one question, one answer, what was understood, and the next question.

It is the first screen of a draft that is opened from the command line, so it is painted before anything is imported
that knows questions, forms or checks; what needs them imports them.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len, set_cell_size
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Input, Static

from assistant.problem import AssistantError
from assistant.report import TEXT
from assistant.terminal.screens.base import DeskScreen
from assistant.terminal.screens.beside import WIDE
from assistant.terminal.widgets.answer import AnswerInput
from assistant.terminal.widgets.response import Response

if TYPE_CHECKING:
    from assistant.desk import Doubtful, Heard, Reply
    from assistant.interview.script import Question

BEGIN = "一题一题来：不知道就写“待补”，选填的直接按回车跳过，答错了按 F8 回上一题。"

FEW = 3
"""Recognised answers below which asking for them one by one is as quick."""

RECOGNISED = "按单位名称认出，一次确认"
"""The source of what was confirmed at once."""

REMEMBERED = 40
"""Exchanges kept on the screen; all of them are in the history."""


class Exchange(Static):
    """One question with its answer, as it was understood."""

    DEFAULT_CSS = "Exchange { height: auto; padding: 0 1; }"

    def __init__(self, asked: str, understood: str) -> None:
        super().__init__(
            Content.assemble((f"问　{asked}\n", "$text-muted"), ("答　", "bold"), understood),
            markup=False,
        )


class InterviewScreen(DeskScreen):
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
        "leave",
        "undo",
    )

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f2", "open", "打开表格或措辞", show=False),
        Binding("f8", "previous", "上一题", show=False),
        Binding("ctrl+n", "next_required", "下一道必答题", show=False),
        Binding("pageup", "scroll_talk(-1)", "往前翻", show=False),
        Binding("pagedown", "scroll_talk(1)", "往后翻", show=False),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._question: Question | None = None
        self._opened = ""
        self._focus = ""
        self._asked_back = ""
        self._judged = False
        """Whether the checks have looked at the report; before the first question is shown they have not."""

    def body(self) -> ComposeResult:
        """Progress at the left, the conversation in the middle, help at the right; narrow screens drop the sides."""
        with Horizontal():
            yield Static(id="progress", markup=False)
            with Vertical(id="talk"):
                yield VerticalScroll(id="exchanges", can_focus=False)
                yield Static(id="asked", markup=False)
                yield AnswerInput(id="answer")
                yield Response(id="reply")
            yield self.beside()

    def on_mount(self) -> None:
        """Show whose report it is at once; the questions are read behind that, the checks behind the question."""
        self._title("")
        self._add(Static(id="greeting", classes="greeting", markup=False))
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
        from assistant.terminal.screens.asking import Confirm

        told = {question.fills: offered.shown for question, offered in recognised}
        width = max(map(cell_len, told)) + 2
        listed = "\n".join(f"{set_cell_size(name, width)}{shown}" for name, shown in told.items())

        def write(sure: bool | None) -> None:
            values = {question.fills: offered.value for question, offered in recognised}
            if sure and self.assistant.write(values, source=RECOGNISED):
                self._add(Exchange("按单位名称认出的这几项，都对吗？", "；".join(told.values())))
                self._show(self.desk.question())

        asked = f"按单位名称，认出了这几项，都对吗？\n\n{listed}"
        self.app.push_screen(Confirm(asked, yes="都对", no="有不对的，一题一题来"), write)

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
        greeting = self.query_one("#greeting", Static)
        greeting.update(Content.styled(f"{report.unit} {report.year}年{words}", "$text-muted"))

    def _add(self, widget: Static) -> None:
        talk = self.query_one("#exchanges", VerticalScroll)
        talk.mount(widget)
        for old in list(talk.children)[:-REMEMBERED]:
            old.remove()
        talk.scroll_end(animate=False)

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
        self.query_one("#exchanges", VerticalScroll).scroll_end(animate=False)

    def _words(self, text: str) -> str:
        """“今年” is the year reported on, not the year of writing."""
        from assistant.interview.script import spoken

        return spoken(text, self.desk.report.year)

    def report_changed(self) -> None:
        """Something changed on another screen: go on from there."""
        question = self._question
        if self._opened:
            opened, self._opened = self._opened, ""
            self._came_back(question, opened)
        elif question is not None and self.desk.question_named(question.id) is not None:
            self._refresh_card()

    def _came_back(self, question: Question | None, opened: str) -> None:
        """From a table or a place: when it is filled, go on; when not, stay and say what is left."""
        if question is None:
            return
        words = self.desk.answer_words(question)
        if self.desk.is_answered(question) or not question.required:
            self._add(Exchange(self._words(question.text), words if words != "—" else "没有写"))
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

    # Answering

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
                self._add(Exchange(self._words(question.text), sentence))
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
            if yes:
                done = self.desk.confirm(doubtful, question)
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
                self._add(Exchange(self._words(question.text), said_back))
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
        self._add(Exchange(self._words(question.text), words))
        self.desk.keep_typing(question.id, "")
        self._go_on(question)

    def _go_on(self, question: Question) -> None:
        """Ask what comes next."""
        self._show(self.desk.question(question.id))

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

    def action_previous(self) -> None:
        """Go back one question; its answer is offered again."""
        question = self.desk.previous(self._question)
        if question is None:
            self._say("这已经是第一题。", refused=False)
        else:
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
            words = Content.styled(
                f"跳过了{skipped}道选填题，随时可以从目录（F3）回来填。", "$text-muted"
            )
            self._add(Static(words, classes="greeting", markup=False))
        self._show(following)

    def action_scroll_talk(self, step: int) -> None:
        """Look back over the conversation."""
        talk = self.query_one("#exchanges", VerticalScroll)
        talk.scroll_relative(y=step * max(1, talk.size.height - 1), animate=False)

    def keep_typing(self) -> None:
        """Keep what is in the answer line."""
        if self._question is not None:
            self.desk.keep_typing(self._question.id, self.query_one("#answer", AnswerInput).value)

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
