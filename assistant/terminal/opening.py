"""The app with a draft in its hands: opening, making, rescuing, leaving one, and remembering where it was left."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.files import as_typed, typed
from assistant.problem import AssistantError
from assistant.terminal import upstream
from assistant.terminal.base import BaseApp
from assistant.terminal.screens.start import StartScreen

if TYPE_CHECKING:
    from textual.screen import Screen
    from textual.timer import Timer

    from assistant.desk import Desk
    from assistant.drafts import Draft, DraftDamaged
    from assistant.drafts.backups import Keeper
    from assistant.report import Report
    from assistant.terminal.screens.interview import InterviewScreen


class Opening(BaseApp):
    """Holds at most one open draft."""

    def __init__(self, path: Path | None = None, *, read_only: bool = False) -> None:
        super().__init__()
        self._path = path
        self._read_only = read_only
        self._draft: Draft | None = None
        self._desk: Desk | None = None
        self._keeper: Keeper | None = None
        self._copying: Timer | None = None
        self._interview: InterviewScreen | None = None

    @property
    def desk(self) -> Desk:
        """The open draft at work; screens over a draft exist only while there is one.

        It is made when it is asked for first: whose draft it is stands on the screen before that.
        """
        if self._desk is None:
            if self._draft is None:
                raise RuntimeError("no draft is open")
            from assistant.desk import Desk

            self._desk = Desk(self._draft)
        return self._desk

    @property
    def report(self) -> Report:
        """What the open draft says."""
        return self.desk.report if self._draft is None else self._draft.report

    def ready(self) -> bool:
        """Whether there is an open draft that can be worked on; one without a form of its year is closed again."""
        if self._draft is None:
            return False
        try:
            self.desk  # noqa: B018 - making it is what may fail
        except AssistantError as error:
            self._let_go()
            self.switch_screen(StartScreen())
            self.tell(error)
            return False
        return True

    @property
    def is_loaded(self) -> bool:
        """Whether there is a draft, its questions asked and its phrases read."""
        return self._desk is not None and not any(one.is_running for one in self.workers)

    def get_default_screen(self) -> Screen[None]:
        """Begin with the conversation when a draft was asked for that opens at once, otherwise with the choices."""
        first = self._conversation() if self._opens_at_once() else StartScreen()
        upstream.make_replaceable(first, self)
        return first

    def on_mount(self) -> None:
        """Say why the draft that was asked for did not open at once."""
        if self._draft is not None:
            self._keep_copies()
        elif self._path is not None:
            self.open_draft(self._path, read_only=self._read_only)

    # Drafts

    def _opens_at_once(self) -> bool:
        """Whether the draft that was asked for opens without anything to be said or asked."""
        if self._path is None:
            return False
        from assistant.drafts import Draft

        try:
            self._draft = Draft.open(self._path, read_only=self._read_only)
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
        from assistant.terminal.screens.asking import Confirm

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
        from assistant.terminal.screens.asking import Confirm

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
            from assistant.terminal.screens.new import NO_UNIT

            return "unit", NO_UNIT
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
        self._let_go()
        self._draft, self._desk = desk.draft, desk
        self.push_screen(self._conversation())
        self._keep_copies()

    def _conversation(self) -> InterviewScreen:
        from assistant.terminal.screens.interview import InterviewScreen

        self._interview = InterviewScreen()
        return self._interview

    def _keep_copies(self) -> None:
        """Put the draft on the list of the start screen and begin to keep copies of it, once it is seen."""
        self.call_after_refresh(self._begin_to_keep)

    def _begin_to_keep(self) -> None:
        from assistant.drafts.backups import EVERY, Keeper
        from assistant.drafts.recent import remember

        if self._draft is not None and self._keeper is None:
            remember(self._draft)
            self._keeper = Keeper(self._draft)
            self.keep_backup()
            self._copying = self.set_interval(EVERY, self.keep_backup)

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

    def _let_go(self) -> None:
        """Close the draft, so that this or another window may open it."""
        if self._draft is not None:
            self._remember_where()
            self._draft.close()
            self._draft = self._desk = self._keeper = self._interview = None
        if self._copying is not None:
            self._copying.stop()
            self._copying = None


class NotAYear(AssistantError):
    """What was typed names no year."""


def _report_year(typed: str) -> int:
    """Return the year that was typed; refuses what is no year, one that has not begun, and one without a form."""
    from assistant import content
    from assistant.numerals import Refusal, read_year

    match read_year(typed):
        case Refusal(sentence):
            raise NotAYear(sentence)
        case year if year > dt.datetime.now().astimezone().year:
            raise NotAYear(f"{year}年还没有到。年报写的是已经过去的一年，请看看年份是不是写错了。")
        case year:
            content.form_for_year(year)
            return year
