"""Jump mode: letters on everything that can be gone to on the screen; typing them goes there."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Final, Protocol, runtime_checkable

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.app import ComposeResult
from textual.geometry import Offset
from textual.screen import ModalScreen
from textual.strip import Strip
from textual.widget import Widget

LETTERS: Final = "asdfghjklqwertyuiopzxcvbnm"
"""Easiest first."""


@dataclass(frozen=True)
class Target:
    """Something to go to."""

    at: Offset
    """Where its letters stand on the screen."""

    go: Callable[[], object]


@runtime_checkable
class Jumpable(Protocol):
    """A widget with places of its own to jump to."""

    def targets(self) -> Sequence[Target]:
        """Return the places that are to be seen now."""


def labels(count: int) -> list[str]:
    """Return as many different labels of one length, one letter while that is enough."""
    if count <= len(LETTERS):
        return list(LETTERS[:count])
    return ["".join(pair) for pair in product(LETTERS, repeat=2)][:count]


def found_on(screen: Widget) -> list[Target]:
    """Return everything on a screen that can be gone to, from top to bottom."""
    targets: list[Target] = []
    for widget in screen.query("*"):
        if not widget.is_on_screen:
            continue
        if isinstance(widget, Jumpable):
            targets += widget.targets()
        elif widget.focusable and not widget.has_focus:
            targets.append(Target(widget.content_region.offset, widget.focus))
    return sorted(targets, key=lambda one: (one.at.y, one.at.x))


class Picture(Widget):
    """The screen as it was, with letters on it."""

    DEFAULT_CSS = "Picture { width: 100%; height: 100%; }"

    def __init__(self, lines: Sequence[Strip], letters: Sequence[tuple[Offset, str]]) -> None:
        super().__init__()
        self._lines = lines
        self._letters = letters

    def show(self, letters: Sequence[tuple[Offset, str]]) -> None:
        """Show other letters: those that are still left."""
        self._letters = letters
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """One line of the picture."""
        if y >= len(self._lines):
            return Strip.blank(self.size.width)
        strip = self._lines[y]
        for at, label in self._letters:
            if at.y == y and 0 <= at.x < strip.cell_length - len(label):
                mark = Segment(label, Style(bold=True, reverse=True))
                behind = strip.crop(at.x + len(label))
                strip = Strip([*strip.crop(0, at.x), mark, *behind], strip.cell_length)
        return strip


class JumpScreen(ModalScreen["Target | None"]):
    """Waits for the letters of a target; anything else leaves everything as it was."""

    def __init__(self, targets: Sequence[Target], lines: Sequence[Strip]) -> None:
        super().__init__()
        self._targets = dict(zip(labels(len(targets)), targets, strict=True))
        self._typed = ""
        self._lines = lines

    def compose(self) -> ComposeResult:
        """The picture."""
        yield Picture(self._lines, self._left())

    def _left(self) -> list[tuple[Offset, str]]:
        """The letters still to type of every target that begins as typed."""
        typed = self._typed
        return [
            (one.at, label.removeprefix(typed))
            for label, one in self._targets.items()
            if label.startswith(typed)
        ]

    def on_key(self, event: events.Key) -> None:
        """Take a letter, full-width ones too."""
        event.stop()
        letter = unicodedata.normalize("NFKC", event.character or "").lower()
        self._typed += letter
        if self._typed in self._targets:
            self.dismiss(self._targets[self._typed])
        elif letter and letter in LETTERS and self._left():
            self.query_one(Picture).show(self._left())
        else:
            self.dismiss(None)
