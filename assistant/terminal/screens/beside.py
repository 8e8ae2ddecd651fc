"""The pane at the right of wide windows: help of what is being worked on, what does not agree, or the report itself."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Final

from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

if TYPE_CHECKING:
    from textual.timer import Timer

    from assistant.terminal.host import Host

WIDE: Final = 130
"""Cells from which on the pane is there; see `app.tcss`."""

LISTED: Final = 12
"""Findings that the pane names; F4 lists all."""


REST: Final = 0.1
"""Seconds without another key after which the help is painted."""


class Shows(StrEnum):
    """What the pane shows."""

    HELP = "说明"
    FINDINGS = "核对"
    PREVIEW = "预览"


class Beside(Vertical):
    """Follows the report; never takes the focus."""

    DEFAULT_CSS = """
    Beside { width: 46; height: 1fr; padding: 0 0 0 1; border-left: solid $primary-darken-2; display: none; }
    Beside.wider { width: 40%; }
    Beside #beside-titles { height: 1; margin-bottom: 1; }
    Beside VerticalScroll { height: 1fr; padding: 0 1 0 0; scrollbar-size-vertical: 1; }
    """

    def __init__(self, host: Host) -> None:
        super().__init__()
        self._host = host
        self._shows = Shows(host.beside) if host.beside in list(Shows) else Shows.HELP
        self._help = Content("")
        self._rest: Timer | None = None

    def compose(self) -> ComposeResult:
        """The titles, and the words or the preview under them."""
        yield Static(id="beside-titles", markup=False)
        with VerticalScroll(can_focus=False):
            yield Static(id="beside-words", markup=False)

    def on_mount(self) -> None:
        """Show what was shown last, once the screen itself is there."""
        self.call_after_refresh(self._turn)

    @property
    def shows(self) -> Shows:
        """What the pane shows now."""
        return self._shows

    def turn(self) -> Shows:
        """Show the next thing; returns which."""
        order = list(Shows)
        self._shows = order[(order.index(self._shows) + 1) % len(order)]
        self._turn()
        return self._shows

    def _turn(self) -> None:
        self.set_class(self._shows is Shows.PREVIEW, "wider")
        titles: list[str | tuple[str, str]] = []
        for one in Shows:
            titles += [(f"[{one}]", "bold") if one is self._shows else (f" {one} ", "$text-muted")]
        self.query_one("#beside-titles", Static).update(
            Content.assemble(*titles, ("　Ctrl+W 换", "$text-muted"))
        )
        reads = self._shows is Shows.PREVIEW
        self.query_one(VerticalScroll).display = not reads
        for preview in self.query("Preview"):
            preview.display = reads
        self.follow()

    def show_help(self, words: Content) -> None:
        """Take the help of what is being worked on now; it is painted when the hands rest.

        A page of help lays the screen out anew, which a key must not wait for.
        """
        if words == self._help:
            return
        self._help = words
        if self._rest is not None:
            self._rest.stop()
        if self._shows is Shows.HELP and self.is_mounted:
            self._rest = self.set_timer(REST, self.follow)

    def follow(self) -> None:
        """Show the report as it is now; nothing is worked out while there is no room for the pane."""
        if not self.is_mounted or self.app.size.width < WIDE:
            return
        match self._shows:
            case Shows.HELP:
                self.query_one("#beside-words", Static).update(self._help)
            case Shows.FINDINGS:
                self.query_one("#beside-words", Static).update(self._findings())
            case Shows.PREVIEW:
                self._preview()

    def on_resize(self) -> None:
        """There may be room now."""
        self.follow()

    def _findings(self) -> Content:
        from assistant.terminal.words import LEVEL_MARKS

        found = self._host.desk.contradicting()
        if not found:
            return Content("✓ 填了的都对得上。")
        parts: list[str | tuple[str, str]] = []
        for judged in found[:LISTED]:
            mark, style = LEVEL_MARKS[judged.finding.level]
            parts += [(f"{mark}\n", style), f"{judged.finding.message}\n\n"]
        more = len(found) - LISTED
        parts.append(f"还有{more}条，" if more > 0 else "")
        return Content.assemble(*parts, "按 F4 逐条处理。")

    def _preview(self) -> None:
        from assistant.terminal.widgets.preview import Preview

        shown = self.query(Preview)
        report = self._host.desk.preview(self._host.desk.in_the_way())
        if shown:
            shown.first().follow(report)
        else:
            preview = Preview(report)
            preview.can_focus = False
            self.mount(preview)
