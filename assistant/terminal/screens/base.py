"""What every screen of an open draft has: the two bars, the draft at work, a way to go somewhere."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar, cast

from textual.app import ComposeResult
from textual.content import Content
from textual.screen import Screen

from assistant.terminal import upstream
from assistant.terminal.commands import COMMANDS
from assistant.terminal.screens.beside import WIDE, Beside
from assistant.terminal.widgets.bars import KeyBar, TitleBar

if TYPE_CHECKING:
    from assistant.desk import Desk, Moved
    from assistant.terminal.host import Host


class DeskScreen(Screen[None]):
    """A screen over the open draft. Subclasses fill `body` and follow `report_changed`."""

    KEYS: ClassVar[Sequence[tuple[str, str]]] = ()
    """The screen's own keys, shown before the common ones."""

    COMMON: ClassVar[Sequence[str]] = (
        "help",
        "contents",
        "findings",
        "preview",
        "export",
        "open_items",
    )
    """The common commands its key bar offers, besides the way out."""

    where = ""
    """The screen in a word, for the title bar."""

    @property
    def assistant(self) -> Host:
        """The app, as far as screens know it."""
        return cast("Host", self.app)

    @property
    def desk(self) -> Desk:
        """The draft at work."""
        return self.assistant.desk

    def compose(self) -> ComposeResult:
        """The bars around the body."""
        upstream.fit_beforehand(self)
        yield TitleBar()
        yield from self.body()
        yield KeyBar(self.keys())

    def body(self) -> ComposeResult:
        """What stands between the bars."""
        return iter(())

    def keys(self) -> list[tuple[str, str]]:
        """The keys to show, most needed first, the way out last."""
        common = {one.action: (one.shown, one.label) for one in COMMANDS}
        others = [key for action, key in common.items() if action in self.COMMON]
        out = next((key for key in self.KEYS if key[0] == "Esc"), common["leave"])
        return [*(key for key in self.KEYS if key != out), *others, out]

    def on_screen_resume(self) -> None:
        """Show the report as it stands: Textual says this of a new screen as well as of one come back to."""
        self.saved()

    def refresh_title(self) -> None:
        """Say where one is and how the draft stands."""
        self._title(self.desk.standing())

    def _title(self, standing: str) -> None:
        report = self.assistant.report
        left = f"{self.where or '问答'} · {report.year}年 {report.unit}"
        self.query_one(TitleBar).show(left, standing)

    def remark(self, words: str) -> None:
        """Say something in passing, in the line at the top."""
        self.query_one(TitleBar).remark(words)

    def undone(self, moved: Moved) -> None:
        """A step was taken back, and is shown already: say which."""
        self.remark(moved.words)

    def redone(self, moved: Moved) -> None:
        """A step was brought again, and is shown already: say which."""
        self.remark(moved.words)

    def report_changed(self) -> None:
        """The report changed: show it. The base screen has nothing more to show."""

    def saved(self) -> None:
        """Something was written to the draft: show it here, and in the pane at the right."""
        self.refresh_title()
        self.report_changed()
        for pane in self.query(Beside):
            pane.follow()

    def beside(self) -> Beside:
        """Return the pane at the right for a screen that has one."""
        return Beside(self.assistant)

    def show_help(self, words: Content) -> None:
        """Tell the pane what is known of the thing in focus."""
        self.query_one(Beside).show_help(words)

    def turn_beside(self) -> None:
        """Let the pane at the right show the next thing."""
        pane = self.query(Beside)
        if not pane:
            self.remark("这一屏没有右栏。")
        elif self.app.size.width < WIDE:
            self.remark(f"窗口不到{WIDE}列，放不下右栏：按 F4 看核对，按 F5 看预览。")
        else:
            self.assistant.choose_beside(pane.first().turn())

    def help_text(self) -> str:
        """What F1 shows about the thing in focus, as Markdown."""
        return ""
