"""Memory is tidied while the hands rest.

Python frees most things at once; it has to search for what hold each other, and a search through everything takes
longer than a key may. Python begins one whenever enough has been made, which is while somebody types.
"""

from __future__ import annotations

import gc
import sys
import time
from typing import Final, TypeVar

from textual import events
from textual.app import App

Result = TypeVar("Result")

MADE: Final = 20_000
"""Objects made since the last search after which Python searches the new ones, whoever types."""

NEVER: Final = 1_000_000
"""How many such searches before it searches everything: that is left to the rests."""

TURN: Final = 0.001
"""Seconds after which a thread at work in the background makes room for the one that paints."""

REST: Final = 1.0
"""Seconds without a key that are a rest."""

OVERDUE: Final = 6.0
"""Seconds without a rest after which memory is searched all the same: what few seconds leave is soon searched."""

LOOK: Final = 3.0
"""Seconds between two looks whether it is one."""


def leave_searching_to_rests() -> None:
    """Let Python search everything when it is told to only, and what is loaded by now never."""
    gc.freeze()
    gc.set_threshold(MADE, 10, NEVER)
    gc.enable()
    sys.setswitchinterval(TURN)


class TidiesAtRest(App[Result]):
    """Searches memory once after every stretch of typing."""

    _touched = 0.0
    _tidied = 0.0
    _settled = False

    def _on_mount(self) -> None:
        self._tidied = self._touched = time.monotonic()
        self.set_interval(LOOK, self.tidy_at_rest)

    async def on_event(self, event: events.Event) -> None:
        """Note when something was typed or clicked."""
        if isinstance(event, events.InputEvent | events.Paste):
            self._touched = time.monotonic()
        await super().on_event(event)

    @property
    def is_loaded(self) -> bool:
        """Whether everything the program works with is in memory by now."""
        return True

    def tidy_at_rest(self) -> None:
        """Search when nobody has typed for a moment; forms, questions and phrases stay and are never searched."""
        now = time.monotonic()
        rests = now - self._touched > REST or now - self._tidied > OVERDUE
        if self._tidied > self._touched or not rests:
            return
        if not self._settled:
            if not self.is_loaded:
                return
            self._settled = True
            gc.freeze()
        self._tidied = time.monotonic()
        gc.collect()
