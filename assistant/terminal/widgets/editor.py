"""The box a paragraph is written in."""

from __future__ import annotations

from textual.widgets import TextArea

from assistant.terminal import upstream


class Editor(TextArea):
    """A text area whose lines are broken as Chinese is; nothing of it stays when it is gone."""

    def __init__(self, *, id: str) -> None:  # noqa: A002 - Textual's name for it
        upstream.break_text_areas_for_chinese()
        super().__init__(id=id, soft_wrap=True)

    def on_unmount(self) -> None:
        """Let the app forget it."""
        upstream.unwatch(self.app, self)
