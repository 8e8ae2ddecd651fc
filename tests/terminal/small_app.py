"""A small app in a process of its own: `small_app.py SAVED_FILE CRASH_FILE`."""

import sys
from pathlib import Path

import assistant.terminal  # noqa: F401 - switches the kitty protocol off before Textual is imported

# isort: split

from textual.app import ComposeResult
from textual.widgets import Input, Static

from assistant.terminal.base import BaseApp, launch

DRAFT_TEXT = "草稿里的内容"


class SmallApp(BaseApp):
    """An input, and a file that says what was saved."""

    def save_now(self) -> None:
        """Write down what the input holds."""
        text = self.query_one(Input).value
        if text == "存不上":
            raise OSError(text)
        Path(sys.argv[1]).write_text(text, encoding="utf-8")

    @property
    def crash_file(self) -> Path:
        """Beside the other files of the test."""
        return Path(sys.argv[2])

    def compose(self) -> ComposeResult:
        """Ready when it says so."""
        yield Static("准备好了")
        yield Input()
        yield Static(id="typed")

    def on_input_changed(self, event: Input.Changed) -> None:
        """Repeat what was typed, so that a test can wait for it."""
        self.query_one("#typed", Static).update(f"收到：{event.value}")

    def key_f9(self) -> None:
        """Fail."""
        text = DRAFT_TEXT
        raise LookupError(len(text))


if __name__ == "__main__":
    sys.exit(launch(SmallApp()))
