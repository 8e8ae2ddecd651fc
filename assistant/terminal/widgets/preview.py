"""Preview: the report as it stands, painted line by line.

Textual's Markdown widget builds one widget a table cell and takes half a second for the statutory
tables.  This one keeps a list of lines, and after an edit repaints the lines that differ.
"""

import re
from collections.abc import Iterator
from itertools import zip_longest
from typing import ClassVar, Final

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from assistant.terminal.preview_lines import Line, lines_of

_OPEN_ITEM: Final = re.compile(r"(【待补[^】]*】?)")


class Preview(ScrollView, can_focus=True, inherit_bindings=False):
    """Markdown to read and scroll."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "preview--title",
        "preview--heading",
        "preview--text",
        "preview--table",
        "preview--open-item",
    }

    DEFAULT_CSS = """
    Preview {
        height: 1fr;
        scrollbar-size-vertical: 1;
        overflow-x: hidden;
        & > .preview--title { text-style: bold; color: $foreground; }
        & > .preview--heading { text-style: bold; color: $foreground; }
        & > .preview--text { color: $foreground; }
        & > .preview--table { color: $foreground; }
        & > .preview--open-item { text-style: reverse bold; }
    }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "scroll_up", "上移", show=False),
        Binding("down", "scroll_down", "下移", show=False),
        Binding("pageup", "page_up", "上一屏", show=False),
        Binding("pagedown", "page_down", "下一屏", show=False),
        Binding("home,ctrl+home", "scroll_home", "开头", show=False),
        Binding("end,ctrl+end", "scroll_end", "末尾", show=False),
    ]

    def __init__(
        self,
        markdown: str = "",
        *,
        name: str | None = None,
        id: str | None = None,  # noqa: A002 - Textual's name for it
        classes: str | None = None,
    ) -> None:
        super().__init__(name=name, id=id, classes=classes)
        self._markdown = markdown
        self._lines: list[Line] = []
        self._text_width = 80

    @property
    def markdown(self) -> str:
        """The text shown."""
        return self._markdown

    @property
    def lines(self) -> tuple[str, ...]:
        """The painted lines, all of them, not only the visible ones."""
        return tuple(line.text for line in self._lines)

    def show(self, markdown: str) -> None:
        """Show another text, staying where the reader is."""
        self._markdown = markdown
        if self.is_mounted:
            self._rebuild()

    def follow(self, markdown: str) -> None:
        """Show another text and, when what changed is out of sight, go there."""
        before = self._lines
        self.show(markdown)
        pairs = zip_longest(before, self._lines)
        at = next((n for n, (old, new) in enumerate(pairs) if old != new), None)
        top = self.scroll_offset.y
        if at is not None and not top <= at < top + self.size.height:
            self.scroll_to(0, max(0, at - self.size.height // 3), animate=False)

    def show_line_with(self, text: str) -> bool:
        """Scroll to the first line that holds a text; False if there is none."""
        for at, line in enumerate(self._lines):
            if text in line.text:
                self.scroll_to(0, at, animate=False)
                return True
        return False

    def _on_mount(self, event: events.Mount) -> None:
        self._rebuild()

    def _on_resize(self, event: events.Resize) -> None:
        self._rebuild()

    def _rebuild(self) -> None:
        before, self._lines = self._lines, self._fitting_lines()
        if len(before) == len(self._lines):
            self._refresh_changed(before)
            return
        self.virtual_size = Size(self._text_width, len(self._lines))
        self.refresh()

    def _fitting_lines(self) -> list[Line]:
        """The lines at the width that is left once the scrollbar has its column."""
        lines = lines_of(self._markdown, self.size.width)
        self._text_width = self.size.width
        if len(lines) > self.size.height:
            self._text_width = max(1, self.size.width - self.styles.scrollbar_size_vertical)
            lines = lines_of(self._markdown, self._text_width)
        return lines

    def _refresh_changed(self, before: list[Line]) -> None:
        changed = [at for at, line in enumerate(self._lines) if before[at] != line]
        top = self.scroll_offset.y
        for at in changed:
            if top <= at < top + self.size.height:
                self.refresh_line(at)

    def render_line(self, y: int) -> Strip:
        """One line of the text, as far as there is one."""
        at = y + self.scroll_offset.y
        width = self._text_width
        if at >= len(self._lines):
            return Strip.blank(width, self.rich_style)
        line = self._lines[at]
        strip = Strip(list(self._segments(line)), cell_len(line.text))
        return strip.adjust_cell_length(width, self.rich_style)

    def _segments(self, line: Line) -> Iterator[Segment]:
        style, open_item = self._style(line), self.get_component_rich_style("preview--open-item")
        for piece in _OPEN_ITEM.split(line.text):
            if piece:
                yield Segment(piece, open_item if piece.startswith("【待补") else style)

    def _style(self, line: Line) -> Style:
        name = line.kind if line.kind in {"title", "heading", "table"} else "text"
        return self.get_component_rich_style(f"preview--{name}")
