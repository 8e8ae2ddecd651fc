"""The line an answer is typed into."""

from __future__ import annotations

from dataclasses import dataclass

from textual import events
from textual.message import Message
from textual.widgets import Input

from assistant.terminal.base import BaseApp


class AnswerInput(Input):
    """An input that loses nothing.

    Several pasted lines become one; the stock input keeps the first. What is typed after Enter, before the answer
    has been dealt with, waits and then goes where the caret stands: to the next question, not into the old answer.
    """

    DEFAULT_CSS = """
    AnswerInput { border: round $primary; height: 3; background: $background; }
    AnswerInput:focus { border: round $accent; }
    AnswerInput.refused, AnswerInput.refused:focus { border: round $error; }
    """

    @dataclass
    class Settled(Message):
        """The answer has been dealt with by every screen above; it follows `Submitted` on the same way."""

        ahead: list[events.Event]
        """What was typed behind Enter before the app could be told to wait."""

    def __init__(
        self,
        value: str = "",
        placeholder: str = "",
        *,
        id: str | None = None,  # noqa: A002 - Textual's name for it
    ) -> None:
        super().__init__(value, placeholder=placeholder, id=id, select_on_focus=False)
        self._ahead: list[events.Event] | None = None

    def put(self, text: str) -> None:
        """Replace what stands in the line, with the caret behind it."""
        self.value = text
        self.cursor_position = len(text)

    async def action_submit(self) -> None:
        """Hand the answer over; what is typed from now on waits."""
        app = self.app
        if isinstance(app, BaseApp):
            app.hold_typing()
            self._ahead = []
        await super().action_submit()
        if self._ahead is not None:
            self.post_message(self.Settled(self._ahead))

    async def on_event(self, event: events.Event) -> None:
        """Deal with keys in the order they were typed, and let them wait while an answer is being dealt with.

        Textual puts letters into the line at once but sends Enter and Ctrl+U up to the app and back first: what
        is typed fast behind them would overtake them.
        """
        typed = isinstance(event, events.Key | events.Paste)
        if typed and self._ahead is not None:
            event.stop()
            self._ahead.append(event)
        elif isinstance(event, events.Key) and await self._did(event.key):
            event.stop()
        else:
            await super().on_event(event)

    async def _did(self, key: str) -> bool:
        """Do what the line itself has for a key; False leaves it to the screen.

        The line inherits ↑↓ for scrolling, which a single line declines, so they belong to the list around it.
        """
        if key not in self._bindings.key_to_bindings:
            return False
        actions = [binding.action for binding in self._bindings.get_bindings_for_key(key)]
        return any([await self.app.run_action(action, self) for action in actions])

    def on_answer_input_settled(self) -> None:
        """The line may be typed into again."""
        self._ahead = None

    def _on_paste(self, event: events.Paste) -> None:
        """Join the pasted lines."""
        lines = [line.strip() for line in event.text.splitlines()]
        self.insert_text_at_cursor(" ".join(line for line in lines if line))
        event.prevent_default()
        event.stop()
