"""Keys take effect in the order in which they were typed, however fast that was.

Textual hands a key to the widget in focus; a key that is a command climbs from there to the app, which then acts
on it. Meanwhile the next key reaches its widget at once, so that Ctrl+U overtakes the ↓ before it, and the letters
behind Enter land in the answer that is just being taken. Here nothing is passed on behind a command before its
effects have arrived: two messages follow it the same way, one behind the key, one behind what the key made its
widget say.
"""

from __future__ import annotations

from functools import partial
from typing import Final, TypeVar

from textual import events, on
from textual.app import App
from textual.message import Message
from textual.message_pump import MessagePump

Result = TypeVar("Result")

ROUNDS: Final = 2
"""One message behind the key, one behind what its widget says because of it (`Input.Submitted`)."""

LOST: Final = 0.25
"""Seconds between two looks whether the widget that the messages go through is still there."""

LOOK: Final = 0.02
"""Seconds between two looks whether the screen that was opened is ready to be typed into."""

PATIENCE: Final = 50
"""How often to look."""


class InOrder(App[Result]):
    """Passes typed keys and pastes on one after the other."""

    class Settled(Message):
        """A command, and so far what it made its widget say, has been dealt with everywhere above it."""

        def __init__(self, start: MessagePump, ticket: int, rounds: int) -> None:
            self.start = start
            self.ticket = ticket
            self.rounds = rounds
            super().__init__()

    _held: list[events.Event] | None = None
    """What was typed behind a command that is still being dealt with; nothing while there is none."""

    _ticket = 0
    _start: MessagePump | None = None

    async def on_event(self, event: events.Event) -> None:
        """Pass an event on, unless it was typed behind a command that is still being dealt with."""
        typed = isinstance(event, events.Key | events.Paste) and not event.is_forwarded
        if not typed:
            await super().on_event(event)
        elif self._held is None:
            await self._pass_on(event)
        else:
            if not self._held:
                self._watch(self._ticket)
            self._held.append(event)

    async def _pass_on(self, event: events.Event) -> None:
        start = self.focused or self.screen
        await super().on_event(event)
        if isinstance(event, events.Key) and not event.is_printable:
            self._held = []
            self._start = start
            self._ticket += 1
            self._follow(start, self._ticket, ROUNDS)

    def _watch(self, ticket: int) -> None:
        """Let typing go on when the widget is gone, and the messages with it; a slow one is waited for."""
        if ticket != self._ticket or self._held is None:
            return
        if self._start is None or not (self._start.is_running and self._start.is_attached):
            self.call_later(self._release, ticket)
        else:
            self.set_timer(LOST, partial(self._watch, ticket))

    def _follow(self, start: MessagePump, ticket: int, rounds: int) -> None:
        if not start.post_message(self.Settled(start, ticket, rounds)):
            self.call_later(self._release, ticket)

    @on(Settled)
    def _one_round_more(self, event: Settled) -> None:
        if event.rounds > 1:
            self._follow(event.start, event.ticket, event.rounds - 1)
        else:
            # Behind the moves of the focus, which are calls of the app's own.
            self.call_later(self._release, event.ticket)

    async def _release(self, ticket: int, tries: int = PATIENCE) -> None:
        """Pass on what was typed meanwhile, up to the next command."""
        if ticket != self._ticket or self._held is None:
            return
        if self._held and tries and not self._can_be_typed_into:
            self.set_timer(LOOK, partial(self._release, ticket, tries - 1))
            return
        waiting, self._held = self._held, None
        while waiting and self._held is None:
            await self._pass_on(waiting.pop(0))
        if self._held is not None:
            self._held.extend(waiting)

    @property
    def _can_be_typed_into(self) -> bool:
        return self.focused is not None or (self.screen.is_mounted and not self.screen.focus_chain)
