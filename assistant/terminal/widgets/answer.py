"""The line an answer is typed into."""

from __future__ import annotations

from textual import events
from textual.geometry import Size
from textual.reactive import Reactive
from textual.widgets import Input


class AnswerInput(Input):
    """An input that loses nothing: several pasted lines become one; the stock input keeps the first."""

    DEFAULT_CSS = """
    AnswerInput { border: round $primary; height: 3; background: $background; }
    AnswerInput:focus { border: heavy $accent; background-tint: transparent; }
    AnswerInput.refused { border: round $error; }
    AnswerInput.refused:focus { border: heavy $error; }
    """

    virtual_size = Reactive(Size(0, 0))
    """How wide the text is, to be scrolled. Of the stock input it has the whole screen laid out anew at every key."""

    def __init__(
        self,
        value: str = "",
        placeholder: str = "",
        *,
        id: str | None = None,  # noqa: A002 - Textual's name for it
    ) -> None:
        super().__init__(value, placeholder=placeholder, id=id, select_on_focus=False)

    def put(self, text: str) -> None:
        """Replace what stands in the line, with the caret behind it and in sight."""
        self.value = text
        # Of the first text Textual puts the caret behind it without scrolling there.
        self.cursor_position = 0
        self.cursor_position = len(text)

    def offer(self, text: str) -> None:
        """Replace what stands in the line, chosen as a whole: typing begins anew, an arrow begins to change it."""
        self.put(text)
        self.select_all()

    def _on_paste(self, event: events.Paste) -> None:
        """Join the pasted lines."""
        lines = [line.strip() for line in event.text.splitlines()]
        self.replace(" ".join(line for line in lines if line), *sorted(self.selection))
        event.prevent_default()
        event.stop()
