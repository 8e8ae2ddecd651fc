"""What is said to an answer, under the line it is typed into; while one is typed, what it would mean."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from time import monotonic

from textual import work
from textual.content import Content
from textual.timer import Timer
from textual.widgets import Static

from assistant.terminal.widgets.bars import shortened

REST = 0.25
"""Seconds without a key after which a sentence being typed is listened to."""

_SOON = 0.01

LINES = 2
"""Lines kept free for it, so that nothing moves when it speaks."""

Understand = Callable[[], Sequence[str]]


class Response(Static):
    """The last word on an answer, or what is overheard while the next is typed."""

    DEFAULT_CSS = "Response { height: auto; min-height: 2; max-height: 4; padding: 0 1; }"

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name for it
        super().__init__(id=id, markup=False)
        self._said = Content("")
        self._overheard: tuple[str, ...] = ()
        self._understand: Understand | None = None
        self._rest: Timer | None = None
        self._typed = 0.0

    def say(self, words: Content) -> None:
        """Say something that stays while nothing is overheard."""
        self._said, self._overheard, self._understand = words, (), None
        self.update(words)

    def follow(self, understand: Understand) -> None:
        """Show what `understand` returns once the typing rests; a key waits for none of it.

        It is called in a thread. Nothing in its place brings back what was said before.
        """
        self._understand, self._typed = understand, monotonic()
        if self._rest is None:
            self._rest = self.set_timer(REST, self._look)

    def _look(self) -> None:
        """Listen if the typing rests, or look again when it may: a timer for every key would cost the keys."""
        left = self._typed + REST - monotonic()
        self._rest = self.set_timer(left, self._look) if left > _SOON else None
        if self._rest is None:
            self._listen()

    @work(exclusive=True)
    async def _listen(self) -> None:
        understand = self._understand
        if understand is None:
            return
        lines = tuple(await asyncio.to_thread(understand))[:LINES]
        if understand is not self._understand or lines == self._overheard:
            return
        self._overheard = lines
        width = max(10, self.content_size.width)
        words = "\n".join(shortened(line, width) for line in lines)
        self.update(Content.styled(words, "$text-muted") if lines else self._said)
