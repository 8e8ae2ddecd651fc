"""A paragraph kept among the office's own phrases, from the wording of its place."""

from __future__ import annotations

from typing import Any

from textual import events
from textual.pilot import Pilot

from assistant.terminal.app import Assistant
from tests.terminal.screens import play


def test_a_paragraph_is_kept_with_a_name_and_the_words_that_find_it() -> None:
    """Ctrl+K, the name, the words; the file stands beside the draft."""
    kept: list[str] = []

    async def steps(pilot: Pilot[Any]) -> None:
        app = pilot.app
        assert isinstance(app, Assistant)
        app.open_sample()
        await pilot.pause(0.3)
        app.go_to("正文.主动公开.说明")
        await pilot.pause(0.3)
        await pilot.press("ctrl+k")
        for words in ("引出下表的话", "下表、引出、说明"):
            await pilot.pause(0.2)
            app.post_message(events.Paste(words))
            await pilot.pause(0.2)
            await pilot.press("enter")
        await pilot.pause(0.3)
        folder = app.desk.draft.path.parent / "语料"
        kept.extend(path.read_text(encoding="utf-8") for path in folder.glob("*.md"))

    play(Assistant(), steps)

    assert ["## 引出下表的话"] == [
        line for text in kept for line in text.splitlines() if "## " in line
    ]
