"""A list to choose from whose current line has a mark, so that it is seen without colours too."""

from __future__ import annotations

from typing import Final

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip
from textual.widgets import OptionList

MARK: Final = ">"


class Choices(OptionList):
    """An option list with `>` before the line the cursor is on."""

    DEFAULT_CSS = """
    Choices, Choices:focus { border: none; padding: 0; background: $background; }
    Choices > .option-list--option { padding: 0 1 0 2; }
    """

    def render_line(self, y: int) -> Strip:
        """One line of the list; those of the current option are set off, the first of them with the mark."""
        strip = super().render_line(y)
        line = y + self.scroll_offset.y
        at = self.highlighted
        if at is None or line >= len(self._lines) or self._lines[line][0] != at:
            return strip
        if self.app.native_ansi_color:
            # Textual leaves `reverse` out of the styles of options.
            strip = strip.apply_style(Style(reverse=True))
        if self._lines[line][1] > 0:
            return strip
        style = next((segment.style for segment in strip), None)
        return Strip([Segment(MARK, style), *strip.crop(len(MARK))], strip.cell_length)
