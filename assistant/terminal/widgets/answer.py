"""The line an answer is typed into."""

from __future__ import annotations

from dataclasses import dataclass

from textual import events
from textual.message import Message
from textual.widgets import Input

PATIENCE = 50
"""How often to look whether the next screen is ready for what was typed ahead."""


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

        answer: AnswerInput

    def __init__(
        self,
        value: str = "",
        placeholder: str = "",
        *,
        id: str | None = None,  # noqa: A002 - Textual's name for it
    ) -> None:
        super().__init__(value, placeholder=placeholder, id=id, select_on_focus=False)
        self._held = False
        self._ahead: list[events.Event] = []

    def put(self, text: str) -> None:
        """Replace what stands in the line, with the caret behind it."""
        self.value = text
        self.cursor_position = len(text)

    async def action_submit(self) -> None:
        """Hand the answer over; what is typed from now on waits."""
        self._held = True
        await super().action_submit()
        self.post_message(self.Settled(self))

    async def on_event(self, event: events.Event) -> None:
        """Deal with keys in the order they were typed, and let them wait while an answer is being dealt with.

        Textual puts letters into the line at once but sends Enter and Ctrl+U up to the app and back first: what
        is typed fast behind them would overtake them.
        """
        if self._held and isinstance(event, events.Key | events.Paste):
            event.stop()
            self._ahead.append(event)
        elif isinstance(event, events.Key) and event.key in self._bindings.key_to_bindings:
            event.stop()
            for binding in self._bindings.get_bindings_for_key(event.key):
                await self.run_action(binding.action)
        else:
            await super().on_event(event)

    def release(self, tries: int = PATIENCE) -> None:
        """Let go on what was typed ahead, once something has the focus."""
        if self.app.focused is None and tries and self._ahead:
            self.app.set_timer(0.02, lambda: self.release(tries - 1))
            return
        self._held = False
        ahead, self._ahead = self._ahead, []
        for event in ahead:
            match event:
                case events.Key(key=key, character=character):
                    self.app.post_message(events.Key(key, character))
                case events.Paste(text=text):
                    self.app.post_message(events.Paste(text))

    def _on_paste(self, event: events.Paste) -> None:
        """Join the pasted lines."""
        lines = [line.strip() for line in event.text.splitlines()]
        self.insert_text_at_cursor(" ".join(line for line in lines if line))
        event.prevent_default()
        event.stop()
