"""A paragraph of one's own on its way into the office's own phrases: its name, the words that find it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from assistant.problem import AssistantError
from assistant.report import Paragraph
from assistant.terminal.screens.asking import AskLine
from assistant.terminal.screens.base import DeskScreen


def keep_phrase(
    screen: DeskScreen, place: str, paragraph: Paragraph, say: Callable[[str], None]
) -> None:
    """Ask for both, keep the paragraph, and say that it is kept or why it is not."""

    def named(title: str | None) -> None:
        if title and title.strip():
            screen.app.push_screen(
                AskLine("用哪些词能找到它？写三到六个，用顿号隔开。"), partial(keep, title)
            )

    def keep(title: str, words: str | None) -> None:
        if words is None:
            return
        try:
            say(screen.desk.keep_wording(paragraph, place, title, words))
        except AssistantError as error:
            say(f"没有存：{error.sentence}")

    screen.app.push_screen(AskLine("存为本单位的语料，起个名字（20字以内）："), named)
