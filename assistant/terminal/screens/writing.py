"""The editor of paragraphs: what fits the sentence at the caret, and what would not agree, while it is written."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar, Final

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.timer import Timer
from textual.widgets import OptionList, Static, TextArea

from assistant.report import Paragraph
from assistant.terminal.screens.offered import option
from assistant.terminal.widgets.choices import Choices
from assistant.terminal.widgets.editor import Editor

if TYPE_CHECKING:
    from assistant.desk import Desk
    from assistant.phrases.suggest import Suggestion

PAUSE: Final = 0.15
"""Seconds without a key before suggestions and doubts follow what is written."""

OFFERED: Final = 4
"""Suggestions for the sentence at the caret."""

KEYS: Final = (
    ("Ctrl+S", "存下"),
    ("Ctrl+↑↓", "选下面的说法"),
    ("Tab", "放进来"),
    ("F1", "帮助"),
    ("Esc", "不改了"),
)
"""The keys while a paragraph is written, for the line at the bottom."""

_SENTENCE_END: Final = re.compile(r"[。；！？\n]")


class Writing(Vertical):
    """An editor over suggestions for the sentence at its caret."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "take", "放进来", show=False),
        Binding("ctrl+up", "offer(-1)", "上一条", show=False),
        Binding("ctrl+down", "offer(1)", "下一条", show=False),
    ]

    def __init__(self, desk: Desk, place: str) -> None:
        super().__init__(id="writing")
        self._desk = desk
        self._place = place
        self._before: tuple[Paragraph, ...] = ()
        self._behind: tuple[Paragraph, ...] = ()
        self._opened_with = ""
        self._found: Sequence[Suggestion] = ()
        self._waiting: Timer | None = None

    def compose(self) -> ComposeResult:
        """The editor, what would not agree, and the suggestions."""
        yield Editor(id="editor")
        yield Static(id="doubts", markup=False)
        nearby = Choices(id="nearby", markup=False)
        nearby.can_focus = False
        yield nearby

    @property
    def _editor(self) -> TextArea:
        return self.query_one(Editor)

    def open(
        self, text: str, before: tuple[Paragraph, ...] = (), behind: tuple[Paragraph, ...] = ()
    ) -> None:
        """Begin with a text that stands between other paragraphs of the place."""
        self._before, self._behind = before, behind
        self._opened_with = text
        self._editor.load_text(text)
        self._editor.move_cursor(self._editor.document.end)
        # At once: what is typed next must land here, not in a line that is hidden now.
        self.screen.set_focus(self._editor)
        self.follow()

    @property
    def text(self) -> str:
        """What stands in the editor."""
        return self._editor.text

    @property
    def changed(self) -> bool:
        """Whether anything was written since it was opened."""
        return self.text != self._opened_with

    @property
    def words(self) -> tuple[str, ...]:
        """The paragraphs written, empty lines left out."""
        lines = (line.strip() for line in self.text.splitlines())
        return tuple(line for line in lines if line)

    @property
    def fragment(self) -> str:
        """What was written of the sentence at the caret."""
        row, column = self._editor.cursor_location
        return _SENTENCE_END.split(str(self._editor.document.get_line(row))[:column])[-1]

    @on(TextArea.Changed)
    @on(TextArea.SelectionChanged)
    def written(self) -> None:
        """Follow after a short pause, so that fast keys are not held up."""
        if self._waiting is not None:
            self._waiting.stop()
        self._waiting = self.set_timer(PAUSE, self.follow) if self.display else None

    def follow(self) -> None:
        """Show what fits the sentence at the caret, and what would not agree with the report."""
        self._waiting = None
        if not self.display:
            return
        self._found = [
            one
            for one in self._desk.suggest(self._place, self.fragment.strip())
            if one.applies != "no" and not one.used
        ][:OFFERED]
        shown = self.query_one("#nearby", OptionList)
        shown.clear_options()
        shown.add_options([option(self._desk, one) for one in self._found])
        shown.highlighted = 0 if self._found else None
        self.query_one("#doubts", Static).update(self._doubts())

    def _doubts(self) -> Content:
        written = tuple(Paragraph(line) for line in self.words) if self.changed else ()
        if not written:
            return Content("")
        found = self._desk.doubts(self._place, (*self._before, *written, *self._behind))
        if not found:
            return Content.styled("✓ 这样写和表里的数对得上。", "$text-muted")
        more = f"（还有{len(found) - 1}处）" if len(found) > 1 else ""
        return Content.styled(f"! {found[0].message}{more}", "bold $text-warning")

    def action_offer(self, step: int) -> None:
        """Move over the suggestions."""
        if self._found:
            shown = self.query_one("#nearby", OptionList)
            shown.highlighted = max(0, min(len(self._found) - 1, (shown.highlighted or 0) + step))

    def action_take(self) -> None:
        """Put the words of the chosen suggestion where the sentence at the caret was begun."""
        if self._waiting is not None:
            self._waiting.stop()
            self.follow()
        at = self.query_one("#nearby", OptionList).highlighted
        if at is None or at >= len(self._found):
            return
        row, column = self._editor.cursor_location
        begun = (row, column - len(self.fragment))
        self._editor.replace(self._found[at].text, begun, (row, column))
