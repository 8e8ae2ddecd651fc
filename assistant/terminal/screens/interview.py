"""The conversation: one question, one answer, what was understood, and the next question."""

from __future__ import annotations

from typing import ClassVar

from rich.cells import cell_len, set_cell_size
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Input, Static

from assistant.desk import Doubtful, Heard, NotUnderstood, PassedOver, Reply, Understood
from assistant.forms import CUSTOMARY
from assistant.interview.script import Asks, Question, spoken
from assistant.problem import AssistantError
from assistant.terminal.screens.asking import Confirm
from assistant.terminal.screens.base import DeskScreen
from assistant.terminal.screens.items import STATE_MARKS
from assistant.terminal.screens.table import TableScreen
from assistant.terminal.screens.wording import WordingScreen
from assistant.terminal.widgets.answer import AnswerInput

WIDE = 130
"""Cells from which on the help of the question stands beside the conversation; see `app.tcss`."""

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

    KEYS: ClassVar = (("回车", "回答"), ("F8", "上一题"))
    COMMON: ClassVar = (
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
        Binding("pageup", "scroll_talk(-1)", "往前翻", show=False),
        Binding("pagedown", "scroll_talk(1)", "往后翻", show=False),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._question: Question | None = None
        self._known: frozenset[str] | None = None
        """While a question is asked out of turn: the questions there were before its answer."""

        self._opened = ""
        self._focus = ""

    def body(self) -> ComposeResult:
        """Progress at the left, the conversation in the middle, help at the right; narrow screens drop the sides."""
        with Horizontal():
            yield Static(id="progress", markup=False)
            with Vertical(id="talk"):
                yield VerticalScroll(id="exchanges", can_focus=False)
                yield Static(id="asked", markup=False)
                yield AnswerInput(id="answer")
                yield Static(id="reply", markup=False)
            with VerticalScroll(id="beside", can_focus=False):
                yield Static(id="guidance", markup=False)

    def on_mount(self) -> None:
        """Ask the first open question."""
        super().on_mount()
        self._greet()
        self._show(self.desk.question())
        self.run_worker(self.desk.warm_up, thread=True, group="warm-up", exit_on_error=False)

    def on_resize(self) -> None:
        """What stands in the card depends on what fits beside it."""
        self.call_after_refresh(self._refresh_card)

    def _greet(self) -> None:
        known = self.desk.progress()
        done = sum(part.answered for part in known)
        unit = f"{self.desk.report.unit} {self.desk.report.year}年（{self.desk.form.name}）"
        words = (
            f"{unit}。接着上次的来，前面答过 {done} 题，都在。"
            if done > 2
            else f"{unit}。一题一题来：不知道就写“待补”，选填的直接按回车跳过，答错了按 F8 回上一题。"
        )
        self._add(Static(Content.styled(words, "$text-muted"), classes="greeting", markup=False))

    def _add(self, widget: Static) -> None:
        talk = self.query_one("#exchanges", VerticalScroll)
        talk.mount(widget)
        for old in list(talk.children)[:-REMEMBERED]:
            old.remove()
        talk.scroll_end(animate=False)

    # Asking

    def ask(self, target: str) -> None:
        """Ask one question out of turn; afterwards the interview goes on where it was."""
        question = self.desk.question_named(target)
        if question is not None:
            self._known = self.desk.asked_now()
            self._show(question)

    def _show(self, question: Question | None) -> None:
        self._question = question
        self._opened = ""
        self._focus = ""
        answer = self.query_one("#answer", AnswerInput)
        answer.remove_class("refused")
        answer.put(self.desk.typing(question.id) if question else "")
        answer.placeholder = self._placeholder(question)
        self.query_one("#reply", Static).update("")
        self.query_one("#asked", Static).update(self._card(question))
        self.query_one("#guidance", Static).update(self._guidance(question))
        self.refresh_title()
        self._show_progress()
        answer.focus()
        self.query_one("#exchanges", VerticalScroll).scroll_end(animate=False)

    def _card(self, question: Question | None) -> Content:
        if question is None:
            return Content.assemble(
                ("都问完了。\n", "bold"),
                "按 F4 核对有没有对不上的地方，按 F7 看待补的，按 F5 预览，按 F6 导出。",
            )
        section, number, total = self.desk.position(question)
        optional = "" if question.required else "（选填）"
        parts: list[str | tuple[str, str]] = [
            (f"{section}　第{number}题／共{total}题\n", "$text-muted"),
            (f"{self._words(question.text)}{optional}", "bold"),
        ]
        before = self.desk.last_year_words(question)
        if before:
            parts.append(f"\n上年：{before}")
        if question.choices:
            parts.append("\n" + _choices(question.choices, self._card_width))
        short = self._beside_is_hidden
        if short and question.guidance:
            parts.append((f"\n{_brief(self._words(question.guidance))}", "$text-muted"))
        if short and question.ask:
            parts.append((f"\n问谁：{question.ask}　（F1 看全部说明）", "$text-muted"))
        return Content.assemble(*parts)

    @property
    def _card_width(self) -> int:
        return max(20, self.query_one("#asked", Static).size.width - 2)

    @property
    def _beside_is_hidden(self) -> bool:
        return self.size.width < WIDE

    def _guidance(self, question: Question | None) -> Content:
        if question is None:
            return Content("")
        parts: list[str | tuple[str, str]] = []
        for title, words in self._help_lines(question):
            parts += [(f"{title}\n", "bold"), f"{words}\n\n"]
        return Content.assemble(*parts)

    def _words(self, text: str) -> str:
        """“今年” is the year reported on, not the year of writing."""
        return spoken(text, self.desk.report.year)

    def _help_lines(self, question: Question) -> list[tuple[str, str]]:
        basis = question.basis_in(self.desk.form) or "惯例"
        lines = [
            ("口径", self._words(question.guidance)),
            ("例", question.example),
            ("问谁", question.ask),
            ("依据", basis if question.certain else f"{basis}（{CUSTOMARY}）"),
        ]
        return [(title, words) for title, words in lines if words]

    def _placeholder(self, question: Question | None) -> str:
        if question is None:
            return "回车：再看一遍还有没有没答的"
        offered = self.desk.default(question)
        match question.asks:
            case Asks.TABLE:
                return "一句话说清楚，例：收了12件，10件个人、2件企业；或者回车打开表格"
            case Asks.WORDING if question.required:
                return "回车去选说法；也可以直接在这里写一段"
            case Asks.WORDING:
                return "回车跳过；要写就按 F2 去选说法，或者直接在这里写"
            case _ if offered is not None:
                return f"回车就用：{offered.shown}"
            case _ if question.example:
                return f"例：{question.example}"
            case _:
                return "" if question.required else "回车跳过"

    def _show_progress(self) -> None:
        here = self._question.section if self._question else ""
        parts: list[str | tuple[str, str]] = []
        for part in self.desk.progress():
            state = self.desk.state_of(part)
            mark = STATE_MARKS.get(state, "")
            title = self.desk.section_title(part.section)
            style = "bold reverse" if part.section == here else ""
            parts += [
                (f"{mark} {title}", style),
                (f"\n  {state} {part.answered}/{part.asked}\n", "$text-muted"),
            ]
        self.query_one("#progress", Static).update(Content.assemble(*parts))

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
        self.query_one("#asked", Static).update(self._card(self._question))
        self._show_progress()
        self.refresh_title()

    # Answering

    @on(Input.Submitted, "#answer")
    def answered(self, event: Input.Submitted) -> None:
        """Take the answer."""
        question = self._question
        typed = event.value
        if question is None:
            self._show(self.desk.question())
            return
        if not typed.strip() and self._opens_on_enter(question):
            self._open(question)
            return
        try:
            reply = self.desk.answer(question, typed, self._focus)
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
        def sure(yes: bool | None) -> None:
            if yes:
                done = self.desk.confirm(doubtful, question)
                self._understood(question, done.echo, done.also)

        self.app.push_screen(
            Confirm(f"{sentence}\n\n撤掉的随时可以按 Ctrl+Z 恢复。这样改吗？"), sure
        )

    def _heard(self, question: Question, heard: Heard) -> None:
        """Say back what a sentence would fill, and write it after Enter."""
        self._focus = heard.focus
        if not heard.repeated:
            self._say(heard.asked, refused=True)
            return

        def write(sure: bool | None) -> None:
            if sure and self.assistant.write(heard.answers, source=question.id):
                self._add(Exchange(self._words(question.text), heard.repeated))
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
        """Ask what comes next.

        After a question out of turn: what its answer has made necessary, otherwise the first one still open.
        """
        if self._known is None:
            self._show(self.desk.question(question.id))
            return
        follows = self.desk.made_necessary(self._known)
        if follows is None:
            self._known = None
        self._show(follows or self.desk.question())

    def _open(self, question: Question) -> None:
        self._opened = question.id
        if question.table:
            self.app.push_screen(TableScreen(self.desk.form.tables[question.table]))
        else:
            self.app.push_screen(WordingScreen(question.place))

    def _say(self, sentence: str, *, refused: bool) -> None:
        self.query_one("#answer", AnswerInput).set_class(refused, "refused")
        words = (
            Content.styled(f"✗ {sentence}", "bold $text-error") if refused else Content(sentence)
        )
        self.query_one("#reply", Static).update(words)

    @on(Input.Changed, "#answer")
    def typing(self) -> None:
        """A refusal speaks of what was typed before; it goes when the typing goes on."""
        answer = self.query_one("#answer", AnswerInput)
        if answer.has_class("refused"):
            answer.remove_class("refused")
            self.query_one("#reply", Static).update("")

    def action_previous(self) -> None:
        """Go back one question; its answer is offered again."""
        question = self.desk.previous(self._question)
        if question is None:
            self._say("这已经是第一题。", refused=False)
        else:
            self._show(question)

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
        lines = [f"# {self._words(question.text)}"]
        lines += [f"**{title}**　{words}\n" for title, words in self._help_lines(question)]
        return "\n\n".join(lines)


def _brief(text: str, limit: int = 110) -> str:
    joined = "".join(line.strip() for line in text.splitlines())
    return joined if len(joined) <= limit else f"{joined[: limit - 1]}…"


def _choices(choices: tuple[str, ...], width: int) -> str:
    """The numbered choices in columns, so that none is broken over two lines."""
    shown = [f"{number:>2} {choice}" for number, choice in enumerate(choices, start=1)]
    column = max(map(cell_len, shown)) + 2
    across = max(1, width // column)
    rows = [shown[at : at + across] for at in range(0, len(shown), across)]
    return "\n".join("".join(set_cell_size(one, column) for one in row).rstrip() for row in rows)
