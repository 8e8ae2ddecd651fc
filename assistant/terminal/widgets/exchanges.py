"""What was asked and answered so far, as it scrolls away above the question."""

from __future__ import annotations

from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

REMEMBERED = 40
"""Exchanges kept on the screen; all of them are in the history."""


class Exchange(Static):
    """One question with its answer, as it was understood."""

    DEFAULT_CSS = "Exchange { height: auto; padding: 0 1; }"

    def __init__(self, asked: str, understood: str) -> None:
        super().__init__(
            Content.assemble((f"问　{asked}\n", "$text-muted"), ("答　", "bold"), understood),
            markup=False,
        )


class Exchanges(VerticalScroll):
    """The conversation, its end in sight; never takes the focus."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name for it
        super().__init__(id=id, can_focus=False)
        self._greeting = self._aside("", "greeting")

    def greet(self, words: str) -> None:
        """Say at the top whose report it is and what comes now."""
        if not self._greeting.is_attached:
            self._add(self._greeting)
        self._greeting.update(Content.styled(words, "$text-muted"))

    def add(self, asked: str, understood: str) -> None:
        """Put an answer under its question."""
        self._add(Exchange(asked, understood))

    def remark(self, words: str) -> None:
        """Put in what happened between two answers."""
        self._add(self._aside(words, "remark"))

    @staticmethod
    def _aside(words: str, kind: str) -> Static:
        return Static(Content.styled(words, "$text-muted"), classes=kind, markup=False)

    def _add(self, widget: Static) -> None:
        self.mount(widget)
        for old in list(self.children)[:-REMEMBERED]:
            old.remove()
        self.to_end()

    def to_end(self) -> None:
        """Show what was said last."""
        self.scroll_end(animate=False)

    def page(self, step: int) -> None:
        """Look back, or forward again, by what fits at once."""
        self.scroll_relative(y=step * max(1, self.size.height - 1), animate=False)
