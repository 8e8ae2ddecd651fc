"""The terminal app: opens drafts, moves between screens, writes what the screens hand over."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from textual.app import SystemCommand
from textual.binding import Binding, BindingType
from textual.screen import Screen

from assistant.drafts.recent import home
from assistant.files import as_typed, typed
from assistant.problem import AssistantError
from assistant.terminal import upstream
from assistant.terminal.base import BaseApp
from assistant.terminal.commands import COMMANDS
from assistant.terminal.screens.asking import AskLine, Confirm
from assistant.terminal.screens.start import StartScreen

if TYPE_CHECKING:
    from assistant.desk import Desk
    from assistant.drafts import DraftDamaged
    from assistant.drafts.backups import Keeper
    from assistant.finding import Finding
    from assistant.report import Value
    from assistant.terminal.screens.base import DeskScreen
    from assistant.terminal.screens.interview import InterviewScreen

_RESTORE = "退回到这一步之前？这一步和它之后的修改都会撤掉，但仍留在记录里，可以再恢复。"


class Assistant(BaseApp):
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

    def __init__(self, path: Path | None = None, *, read_only: bool = False) -> None:
        super().__init__()
        self._path = path
        self._read_only = read_only
        self._desk: Desk | None = None
        self._keeper: Keeper | None = None
        self._interview: InterviewScreen | None = None

    @property
    def desk(self) -> Desk:
        """The open draft; screens over a draft exist only while there is one."""
        if self._desk is None:
            raise RuntimeError("no draft is open")
        return self._desk

    def on_mount(self) -> None:
        """Open what was asked for; the start screen is made when it is gone to."""
        path, read_only = self._path, self._read_only
        if path is None or not self._opened_at_once(path, read_only=read_only):
            self.push_screen(StartScreen())
            if path is not None:
                self.open_draft(path, read_only=read_only)

    # Drafts

    def _opened_at_once(self, path: Path, *, read_only: bool) -> bool:
        """Whether a draft opens without anything to be said or asked."""
        from assistant.desk import Desk

        try:
            self._take(Desk.open(path, read_only=read_only))
        except AssistantError:
            return False
        return True

    def open_draft(self, path: Path, *, read_only: bool = False) -> None:
        """Open a draft and go on where it was left; one that is open elsewhere may be read."""
        from assistant.desk import Desk
        from assistant.drafts import DraftDamaged, DraftOpenElsewhere

        try:
            self._take(Desk.open(path, read_only=read_only))
        except DraftOpenElsewhere as error:
            self._offer(f"{error.sentence}\n\n要只看不改地打开吗？", path)
        except DraftDamaged as error:
            self._offer_rescue(error, path)
        except AssistantError as error:
            self.tell(error)

    def open_typed(self, name: str) -> None:
        """Open the draft of that name, as somebody typed it."""
        try:
            path = typed(name)
        except AssistantError as error:
            self.tell(error)
        else:
            self.open_draft(path)

    def _offer_rescue(self, error: DraftDamaged, path: Path) -> None:
        from assistant.drafts.salvage import salvage

        target = path.with_name(f"{path.stem}（抢救）{path.suffix}")

        def rescue(sure: bool | None) -> None:
            if not sure:
                return
            try:
                saved = salvage(path, target)
            except AssistantError as refused:
                self.tell(refused)
                return
            self.open_draft(target)
            self.notify(saved.sentence, title="抢救出来的草稿", timeout=30)

        self.push_screen(Confirm(f"{error.sentence}\n\n另存为“{target.name}”并打开吗？"), rescue)

    def _offer(self, sentence: str, path: Path) -> None:
        def read(sure: bool | None) -> None:
            if sure:
                self.open_draft(path, read_only=True)

        self.push_screen(Confirm(sentence), read)

    def open_sample(self) -> None:
        """Open a fresh copy of the sample."""
        from assistant.sample import sample

        try:
            self._take(sample())
        except AssistantError as error:
            self.tell(error)

    def open_tour(self) -> None:
        """Show what there is, on the sample."""
        from assistant.terminal.screens.tour import Tour

        Tour(self).begin()

    @property
    def toured(self) -> bool:
        """Whether the tour was taken, or there is no need of one any more."""
        return self._settings.toured

    def wrong_year(self, year: str) -> str:
        """Return why a report of this year cannot be written, or nothing."""
        try:
            _report_year(year)
        except AssistantError as error:
            return error.sentence
        return ""

    def create_draft(self, unit: str, year: str, path: str) -> tuple[str, str] | None:
        """Make a draft and open it, or return the line that is wrong and why."""
        if not unit:
            return "unit", "请写单位全称，和公章上的一样。"
        wrong = self.wrong_year(year)
        if wrong:
            return "year", wrong
        if not path:
            return "path", "请写草稿放在哪里，文件名以 .nianbao 结尾。"
        from assistant.desk import Desk

        try:
            desk = Desk.create(typed(path), unit, _report_year(year))
        except AssistantError as error:
            return "path", error.sentence
        self.pop_screen()
        self._take(desk)
        return None

    def suggested_path(self, unit: str, year: str) -> str:
        """Return a file name for a draft, in the folder where drafts are kept."""
        if not unit:
            return ""
        from assistant.desk import Desk
        from assistant.export.words import file_name

        return as_typed(Desk.folder() / f"{file_name(f'{unit}{year}年')}.nianbao")

    def _take(self, desk: Desk) -> None:
        from assistant.drafts.backups import EVERY, Keeper
        from assistant.drafts.recent import remember
        from assistant.terminal.screens.interview import InterviewScreen

        self._let_go()
        self._desk = desk
        self._keeper = Keeper(desk.draft)
        self._interview = InterviewScreen()
        remember(desk.draft)
        self.push_screen(self._interview)
        self.set_interval(EVERY, self.keep_backup)
        self.call_after_refresh(self.keep_backup)

    @property
    def beside(self) -> str:
        """What the pane at the right of wide windows shows."""
        return self._settings.beside

    def choose_beside(self, shows: str) -> None:
        """Keep what the pane is to show, on every screen and the next time."""
        self.remember(beside=shows)

    def keep_backup(self) -> None:
        """Copy the open draft if it changed; that it could not be done is said once."""
        said = self._keeper.keep() if self._keeper else ""
        if said:
            self.notify(said, title="没有备份", severity="warning", timeout=15)

    @property
    def crash_file(self) -> Path:
        """Where the record of a crash goes."""
        return home() / "crash.txt"

    def tell(self, error: AssistantError) -> None:
        """Say what cannot be done."""
        self.notify(error.sentence, title="做不到", severity="error", timeout=15)

    def save_now(self) -> None:
        """Keep what is being typed, and where one is; everything answered is in the draft already."""
        self._remember_where()
        for screen in self.screen_stack:
            keep = getattr(screen, "keep_typing", None)
            if keep is not None:
                keep()

    def _remember_where(self) -> None:
        """Let the start screen say next time where the draft was left."""
        if self._desk is not None and not self._desk.draft.read_only:
            from assistant.drafts.recent import remember

            remember(self._desk.draft, self._desk.stopped())

    def on_unmount(self) -> None:
        """Let another window write."""
        self._let_go()

    def hand_over(self, path: Path) -> None:
        """Give a file that was made to the browser, where there is one."""
        if self.is_web:
            self.deliver_binary(path)

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
            self._desk_screen.saved()

    def mark_pending(self, name: str, what: str) -> None:
        """Ask what is waited for and mark the answer 待补."""
        from assistant.report import Pending

        def mark(note: str | None) -> None:
            if note is not None:
                self.write({name: Pending(note.strip())}, source="待补")

        self.push_screen(AskLine(f"“{what}”先记为待补。等谁、等什么？（可以不写）"), mark)

    def action_undo(self) -> None:
        """Take the last step back."""
        self._step(self.desk.undo, "没有可以撤销的了。")

    def action_redo(self) -> None:
        """Bring the last undone step again."""
        self._step(self.desk.redo, "没有可以重做的了。")

    def _step(self, move: Callable[[], str], none: str) -> None:
        try:
            said = move()
        except AssistantError as error:
            self.tell(error)
            return
        self.notify(said or none)
        self._show()

    def restore_before(self, step: int) -> None:
        """Go back to just before a step, after asking."""

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
        if self._desk is None:
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

        self.push_screen(AskLine("草稿另存到哪里？（接着填的还是原来那一份）", offered), save)

    def action_bring_in(self) -> None:
        """Look at a file from elsewhere and take from it: last year's report, this year's, a register, a sheet."""
        if self._desk is not None:
            from assistant.terminal.bringing import bring_in

            bring_in(self, self._desk)

    # Moving

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

    def _let_go(self) -> None:
        """Close the draft, so that this or another window may open it."""
        if self._desk is not None:
            self._remember_where()
            self._desk.close()
            self._desk = self._keeper = self._interview = None

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
        if self._desk is None:
            return None
        from assistant.terminal.screens.base import DeskScreen

        return self.screen if isinstance(self.screen, DeskScreen) else None

    def _over_draft(self, module: str, name: str) -> None:
        """Open a screen of `screens/`, which is imported only now: the first screen must come at once."""
        if self._desk is None:
            return
        kind = getattr(import_module(f"assistant.terminal.screens.{module}"), name)
        if not isinstance(self.screen, kind):
            self.push_screen(kind())

    def action_jump(self) -> None:
        """Put letters on everything on the screen that can be gone to."""
        from assistant.terminal.jumping import JumpScreen, Target, found_on

        targets = found_on(self.screen)
        if not targets or isinstance(self.screen, JumpScreen):
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
                self.back_to_interview(target)
            case _:
                self.notify("这一处没有单独的页面，请看目录（F3）。")

    def back_to_interview(self, question: str) -> None:
        """Ask one question again, in the interview; afterwards the interview goes on where it was."""
        self.to_interview()
        if self._interview is not None:
            self._interview.ask(question)

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
        self.notify("这个问题说的是整份报告，请看“怎么办”。")

    def get_system_commands(self, screen: Screen[Any]) -> Iterator[SystemCommand]:
        """The commands of the palette: those of the keys and those every app has."""
        for one in COMMANDS:
            if self._desk is not None or one.action in ("help", "leave"):
                yield SystemCommand(
                    f"{one.label}（{one.shown}）", one.help, getattr(self, f"action_{one.action}")
                )
        if self._desk is not None:
            yield SystemCommand(
                "名词解释", "三安全一稳定、结果纠正这些词是什么意思", self.action_glossary
            )
        yield from super().get_system_commands(screen)


class NotAYear(AssistantError):
    """What was typed names no year."""


def _report_year(typed: str) -> int:
    """Return the year that was typed; refuses what is no year, and a year without a form."""
    from assistant import content
    from assistant.numerals import Refusal, read_year

    match read_year(typed):
        case Refusal(sentence):
            raise NotAYear(sentence)
        case year:
            content.form_for_year(year)
            return year
