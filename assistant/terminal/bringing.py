"""From the name of a file to the screen that shows what it offers, with a bar while a large one is read."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from textual import work
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import ProgressBar, Static
from textual.worker import get_current_worker

from assistant.files import as_typed, typed
from assistant.problem import AssistantError
from assistant.terminal.screens.asking import AskLine
from assistant.terminal.screens.columns import ColumnsScreen
from assistant.terminal.screens.incoming import IncomingScreen

if TYPE_CHECKING:
    from assistant.desk import Desk, Incoming
    from assistant.importing.register import Layout

Told = Callable[[float], None]
Job = Callable[[Told], "Incoming"]


class Stopped(AssistantError):
    """Somebody did not want to wait."""


class Reading(ModalScreen["Incoming | AssistantError"]):
    """A file is being read; Esc stops it."""

    DEFAULT_CSS = """
    Reading { align: center middle; }
    Reading > Vertical {
        width: 60; max-width: 96%; height: auto; border: round $primary; background: $surface; padding: 1 2;
    }
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "stop", "停下", show=False)]

    def __init__(self, name: str, job: Job) -> None:
        super().__init__()
        self._name = name
        self._job = job

    def compose(self) -> ComposeResult:
        """What is being read, how far, and how to stop."""
        with Vertical():
            yield Static(f"正在读“{self._name}”……", markup=False)
            yield ProgressBar(total=1.0, show_eta=False)
            yield Static("Esc 停下", classes="keys", markup=False)

    def on_mount(self) -> None:
        """Begin."""
        self._read()

    @work(thread=True, exclusive=True)
    def _read(self) -> None:
        worker = get_current_worker()

        def told(share: float) -> None:
            if worker.is_cancelled:
                raise Stopped("停下了，什么也没有改。")
            self.app.call_from_thread(self._show, share)

        found: Incoming | AssistantError
        try:
            found = self._job(told)
        except AssistantError as error:
            found = error
        if not worker.is_cancelled:
            self.app.call_from_thread(self.dismiss, found)

    def _show(self, share: float) -> None:
        self.query_one(ProgressBar).update(progress=share)

    def action_stop(self) -> None:
        """Stop reading."""
        self.workers.cancel_node(self)
        self.dismiss(Stopped("停下了，什么也没有改。"))


def bring_in(app: App[Any], desk: Desk) -> None:
    """Ask for a file and show what it offers."""
    _ask(app, desk)


def _ask(app: App[Any], desk: Desk, name: str = "", why: str = "") -> None:
    """Ask which file; when it could not be read, with its name and why, to be put right."""
    year = desk.report.year or 0

    def named(name: str | None) -> None:
        if name and name.strip():
            try:
                bring_in_file(app, desk, typed(name))
            except AssistantError as error:
                _ask(app, desk, name, error.sentence)

    wrong = f"✗ {why}\n\n" if why else ""
    asked = (
        f"{wrong}要导入的文件在哪里？写出完整路径，或者把文件拖进来。\n"
        f"{year - 1}年（上年）或{year}年的年报、依申请公开台账、别的科室填好的征集表都可以。"
    )
    app.push_screen(AskLine(asked, name), named)


def bring_in_file(app: App[Any], desk: Desk, path: Path) -> None:
    """Show what one file offers; the columns of a register are looked at before, once."""
    if not desk.is_register(path):
        _read(app, desk, path, lambda _: desk.receive(path))
        return
    layout, confirmed = desk.layout(path)

    def ask(layout: Layout) -> None:
        app.push_screen(ColumnsScreen(layout, count))

    def count(layout: Layout) -> None:
        def job(told: Told) -> Incoming:
            return desk.receive_register(path, layout.columns, told)

        _read(app, desk, path, job, lambda: ask(layout))

    if confirmed:
        count(layout)
    else:
        ask(layout)


def _read(
    app: App[Any], desk: Desk, path: Path, job: Job, columns: Callable[[], None] | None = None
) -> None:
    def done(found: Incoming | AssistantError | None) -> None:
        if isinstance(found, Stopped):
            app.notify(found.sentence)
        elif isinstance(found, AssistantError):
            _ask(app, desk, as_typed(path), found.sentence)
        elif found is not None:
            app.push_screen(IncomingScreen(found, columns))

    app.push_screen(Reading(path.name, job), done)
