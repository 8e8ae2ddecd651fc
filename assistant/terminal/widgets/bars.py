"""The line at the top that says where one is, and the line at the bottom that says which keys do what."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from rich.cells import cell_len
from textual.content import Content
from textual.timer import Timer
from textual.widget import Widget

REMARKED = 8.0
"""Seconds for which a remark stays."""


def shortened(text: str, width: int) -> str:
    """Return `text`, cut with “…” when it is wider than `width` cells."""
    if cell_len(text) <= width:
        return text
    kept = ""
    for character in text:
        if cell_len(kept) + cell_len(character) > width - 1:
            break
        kept += character
    return f"{kept}…" if width > 0 else ""


class TitleBar(Widget):
    """Where one is at the left, how things stand at the right."""

    DEFAULT_CSS = """
    TitleBar {
        dock: top; height: 1;
        background: $bar-background; color: $bar-foreground; text-style: $bar-text-style;
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self._left = ""
        self._right = ""
        self._remark = ""
        self._forgets: Timer | None = None

    def show(self, left: str, right: str = "") -> None:
        """Say where one is and how things stand."""
        if (left, right) != (self._left, self._right):
            self._left, self._right = left, right
            self.refresh()

    def remark(self, words: str) -> None:
        """Say something in passing, for a while or until something else is said; it covers nothing worked on."""
        if self._forgets is not None:
            self._forgets.stop()
        self._forgets = self.set_timer(REMARKED, partial(self.remark, "")) if words else None
        self._remark = words
        self.refresh()

    def render(self) -> Content:
        """The words, as many as there is room for."""
        width = max(0, self.size.width - 2)
        beside = not self._remark or cell_len(self._remark) + cell_len(self._right) < width
        right = shortened(self._right, width if beside else 0)
        left = shortened(self._remark or self._left, max(0, width - cell_len(right) - 1))
        gap = " " * max(1, width - cell_len(left) - cell_len(right))
        return Content.assemble(" ", (left, "reverse" if self._remark else ""), f"{gap}{right} ")


def _need(key: tuple[str, str]) -> int:
    """Cells that a key takes with what it does and a space."""
    return cell_len(key[0]) + cell_len(key[1]) + 1


class KeyBar(Widget):
    """What can be done next: the keys of the screen, the most needed first; those that do not fit are left to F1.

    The last one, the way out, is always there.
    """

    DEFAULT_CSS = """
    KeyBar { dock: bottom; height: 1; background: $bar-background; color: $bar-foreground; }
    """

    def __init__(self, keys: Sequence[tuple[str, str]] = ()) -> None:
        super().__init__()
        self._keys = tuple(keys)

    def show(self, keys: Sequence[tuple[str, str]]) -> None:
        """Show these keys with what they do."""
        self._keys = tuple(keys)
        self.refresh()

    def render(self) -> Content:
        """The keys, as many as there is room for."""
        *wished, out = self._keys or (("", ""),)
        room = self.size.width - 1 - _need(out)
        shown = []
        for one in wished:
            room -= _need(one)
            if room < 0:
                break
            shown.append(one)
        parts: list[tuple[str, str] | str] = []
        for key, label in (*shown, out):
            parts += [" ", (key, "reverse"), label]
        return Content.assemble(*parts)
