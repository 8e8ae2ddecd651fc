"""The terminal app: moves between screens over an open draft, and writes what they hand over."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from importlib import import_module
from typing import TYPE_CHECKING, Any, ClassVar

from textual.app import SystemCommand
from textual.binding import Binding, BindingType
from textual.screen import Screen

from assistant.files import as_typed, typed
from assistant.problem import AssistantError
from assistant.terminal import upstream
from assistant.terminal.commands import COMMANDS
from assistant.terminal.opening import Opening
from assistant.terminal.screens.start import StartScreen

if TYPE_CHECKING:
    from assistant.desk import Moved
    from assistant.finding import Finding
    from assistant.report import Value
    from assistant.terminal.screens.base import DeskScreen

_RESTORE = "退回到这一步之前？这一步和它之后的修改都会撤掉，但仍留在记录里，可以再恢复。"


class Assistant(Opening):
    """The app over at most one open draft."""

    TITLE = "年报助手"
    CSS_PATH = "app.tcss"
    HORIZONTAL_BREAKPOINTS = [  # noqa: RUF012 - an instance variable of App
        (0, "-narrow"),
        (100, "-medium"),
        (130, "-wide"),
    ]

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(one.key, one.action, one.label, show=False, priority=one.first) for one in COMMANDS
    ]

    # Writing

    def write(
        self, answers: Mapping[str, Value | None], *, via: str = "录入", source: str = ""
    ) -> bool:
        """Put answers into the draft; when that fails say so and change nothing."""
        try:
            said = self.desk.write(answers, via=via, source=source)
        except AssistantError as error:
            self.tell(error)
            self._show()
            return False
        if said:
            self.notify(said)
        self._show()
        return True

    def _show(self) -> None:
        if self._desk_screen:
            self._desk_screen.remark("")
            self._desk_screen.saved()

    def mark_pending(self, name: str, what: str) -> None:
        """Ask what is waited for and mark the answer 待补."""
        from assistant.report import Pending
        from assistant.terminal.screens.asking import AskLine

        def mark(note: str | None) -> None:
            if note is not None:
                self.write({name: Pending(note.strip())}, source="待补")

        self.push_screen(AskLine(f"“{what}”先记为待补。等谁、等什么？（可以不写）"), mark)

    def action_undo(self) -> None:
        """Take the last step back."""
        if (screen := self._desk_screen) is not None:
            self._step(self.desk.undo, screen.undone, "没有可以撤销的了。")

    def action_redo(self) -> None:
        """Bring the last undone step again."""
        if (screen := self._desk_screen) is not None:
            self._step(self.desk.redo, screen.redone, "没有可以重做的了。")

    def _step(
        self, move: Callable[[], Moved | None], say: Callable[[Moved], None], none: str
    ) -> None:
        try:
            moved = move()
        except AssistantError as error:
            self.tell(error)
            return
        self._show()
        if moved:
            say(moved)
        else:
            self._remark(none)

    def _remark(self, words: str) -> None:
        if self._desk_screen:
            self._desk_screen.remark(words)

    def restore_before(self, step: int) -> None:
        """Go back to just before a step, after asking."""
        from assistant.terminal.screens.asking import Confirm

        def restore(sure: bool | None) -> None:
            if sure:
                try:
                    self.desk.restore(step - 1)
                except AssistantError as error:
                    self.tell(error)
                self._show()

        self.push_screen(
            Confirm(_RESTORE),
            restore,
        )

    def action_save_copy(self) -> None:
        """Copy the draft, history and all, to another file."""
        from assistant.terminal.screens.asking import AskLine

        if not self.ready():
            return
        path = self.desk.draft.path
        offered = as_typed(path.with_name(f"{path.stem}（副本）{path.suffix}"))

        def save(name: str | None) -> None:
            if name and name.strip():
                try:
                    self.desk.draft.save_copy(typed(name))
                except AssistantError as error:
                    self.tell(error)
                else:
                    self.notify(f"已另存为：{name.strip()}")

        self.push_screen(
            AskLine("草稿另存到哪里？（接着填的还是原来那一份）", offered, anew=True), save
        )

    def action_bring_in(self) -> None:
        """Look at a file from elsewhere and take from it: last year's report, this year's, a register, a sheet."""
        if self.ready():
            from assistant.terminal.bringing import bring_in

            bring_in(self, self.desk)

    # Moving

    def open_tour(self) -> None:
        """Show what there is, on the sample."""
        from assistant.terminal.screens.tour import Tour

        Tour(self).begin()

    def action_leave(self) -> None:
        """Go back one screen; from the conversation to the start, which lets go of the draft."""
        if isinstance(self.screen, StartScreen):
            self.exit()
            return
        self.save_now()
        last = self.screen is self._interview
        if not last:
            self.pop_screen()
            return
        self._let_go()
        if any(isinstance(screen, StartScreen) for screen in self.screen_stack):
            self.pop_screen()
        else:
            self.switch_screen(StartScreen())

    def action_help(self) -> None:
        """Show what is known of the thing in focus, and the keys."""
        from assistant.terminal.help_page import help_page
        from assistant.terminal.screens.asking import Page

        screen = self._desk_screen
        own, keys = (screen.help_text(), screen.KEYS) if screen else ("", ())
        self.push_screen(Page(help_page(own, keys)))

    @property
    def _desk_screen(self) -> DeskScreen | None:
        """The screen in front, when it is one over the open draft."""
        if self._draft is None:
            return None
        from assistant.terminal.screens.base import DeskScreen

        return self.screen if isinstance(self.screen, DeskScreen) else None

    def _over_draft(self, module: str, name: str) -> None:
        """Open a screen of `screens/`, which is imported only now: the first screen must come at once."""
        if not self.ready():
            return
        kind = getattr(import_module(f"assistant.terminal.screens.{module}"), name)
        if not isinstance(self.screen, kind):
            self.push_screen(kind())

    def action_jump(self) -> None:
        """Put letters on everything on the screen that can be gone to."""
        from assistant.terminal.jumping import JumpScreen, Target, found_on

        if isinstance(self.screen, JumpScreen):
            return
        targets = found_on(self.screen)
        if not targets:
            self._remark("这一屏没有可以跳去的地方。按 F3 看目录。")
            return

        def jump(target: Target | None) -> None:
            if target is not None:
                target.go()

        self.push_screen(JumpScreen(targets, upstream.painted(self.screen)), jump)

    def action_turn_beside(self) -> None:
        """Let the pane at the right show the next thing."""
        if self._desk_screen:
            self._desk_screen.turn_beside()

    def action_contents(self) -> None:
        """List everything there is."""
        self._over_draft("items", "ContentsScreen")

    def action_answers(self) -> None:
        """Show every answer, to be looked over."""
        self._over_draft("answers", "AnswersScreen")

    def action_findings(self) -> None:
        """Show what does not agree."""
        self._over_draft("findings", "FindingsScreen")

    def action_glossary(self) -> None:
        """Explain the words of the form."""
        self._over_draft("items", "GlossaryScreen")

    def action_preview(self) -> None:
        """Show the report as it will read."""
        self._over_draft("preview", "PreviewScreen")

    def action_review(self) -> None:
        """Read the wording over, paragraph by paragraph."""
        self._over_draft("review", "ReviewScreen")

    def action_export(self) -> None:
        """Write the report to a file."""
        self._over_draft("export", "ExportScreen")

    def action_open_items(self) -> None:
        """List what is still open."""
        self._over_draft("items", "OpenItemsScreen")

    def action_history(self) -> None:
        """List what was changed."""
        self._over_draft("items", "HistoryScreen")

    def go_to(self, target: str) -> None:
        """Open what a name stands for: the question, the cell in its table, the paragraphs of a place."""
        desk = self.desk
        match desk.kind_of(target):
            case "cell":
                from assistant.terminal.screens.table import TableScreen

                table = desk.form.tables[target.removeprefix("表.").partition(".")[0]]
                self.push_screen(TableScreen(table, target))
            case "place":
                from assistant.terminal.screens.wording import WordingScreen

                self.push_screen(WordingScreen(target.removeprefix("正文.")))
            case "question":
                from assistant.terminal.screens.question import QuestionScreen

                self.push_screen(QuestionScreen(target))
            case _:
                self._remark("这一处没有单独的页面，请看目录（F3）。")

    def to_interview(self) -> None:
        """Close whatever is open over the interview."""
        while self._interview is not None and self.screen is not self._interview:
            self.pop_screen()

    def go_to_finding(self, finding: Finding) -> None:
        """Open the place a finding speaks of."""
        for target in (f"正文.{finding.place}" if finding.place else "", *finding.fields):
            if target and self.desk.kind_of(target):
                self.go_to(target)
                return
        self._remark("这个问题说的是整份报告，请看“怎么办”。")

    def get_system_commands(self, screen: Screen[Any]) -> Iterator[SystemCommand]:
        """The commands of the palette: those of the keys and those every app has."""
        for one in COMMANDS:
            if self._draft is not None or one.action in ("help", "leave"):
                yield SystemCommand(
                    f"{one.label}（{one.shown}）", one.help, getattr(self, f"action_{one.action}")
                )
        if self._draft is not None:
            yield SystemCommand(
                "名词解释", "三安全一稳定、结果纠正这些词是什么意思", self.action_glossary
            )
        yield from super().get_system_commands(screen)
