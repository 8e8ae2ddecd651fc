"""A list to choose from whose current line has a mark, so that it is seen without colours too."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Offset
from textual.strip import Strip
from textual.widgets import OptionList

if TYPE_CHECKING:
    from assistant.terminal.jumping import Target

MARK: Final = ">"


class Choices(OptionList):
    """An option list with `>` before the line the cursor is on."""

    DEFAULT_CSS = """
    Choices, Choices:focus { border: none; padding: 0; background: $background; background-tint: transparent; }
    Choices > .option-list--option { padding: 0 1 0 2; }
    Choices > .option-list--option-highlighted { color: $block-cursor-foreground; }
    """

    def targets(self) -> list[Target]:
        """Return the options that are to be seen, each to be chosen as by a click."""
        from assistant.terminal.jumping import Target

        top, height = self.scroll_offset.y, self.content_region.height
        seen = enumerate(self._lines[top : top + height])
        return [
            Target(self.content_region.offset + Offset(0, y), partial(self._pick, option))
            for y, (option, line) in seen
            if line == 0 and not self.options[option].disabled
        ]

    def _pick(self, option: int) -> None:
        self.highlighted = option
        self.action_select()

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
        else:
            # What is coloured in a line could not be read on the colour of the chosen one; its sign stays.
            front = self.get_component_rich_style("option-list--option-highlighted").color
            strip = Strip(
                Segment(text, (style or Style.null()) + Style(color=front))
                for text, style, _ in strip
            )
        if self._lines[line][1] > 0:
            return strip
        style = next((segment.style for segment in strip), None)
        return Strip([Segment(MARK, style), *strip.crop(len(MARK))], strip.cell_length)
