"""What an adopted sentence still needs, asked one after the other right where it was adopted."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.desk import NotUnderstood
from assistant.report import TEXT
from assistant.terminal.screens.asking import AskLine
from assistant.terminal.screens.base import DeskScreen

_LEFT_OPEN = "（不知道就直接按回车，先留着【待补】；Esc 后面的也先不填）"


class FollowUps:
    """The short questions about one paragraph.

    A name of the report is asked as its question asks it, and is known to every other sentence from then on. A gap
    the phrase leaves is filled in this paragraph, whose figures go on following the cells.
    """

    def __init__(self, screen: DeskScreen, place: str, at: int) -> None:
        self._screen = screen
        self._place = place
        self._at = at
        self._asked = 0

    def ask(self, names: Sequence[str], gaps: Sequence[str]) -> None:
        """Ask for the names, then for the gaps."""
        self._whole = len(names) + len(gaps)
        self._next(names, gaps)

    def _next(
        self, names: Sequence[str], gaps: Sequence[str], complaint: str = "", typed: str = ""
    ) -> None:
        if not names and not gaps:
            return
        desk = self._screen.desk
        what = desk.asking(names[0]) if names else gaps[0]

        def answered(words: str | None) -> None:
            if words is None:
                return
            refused = self._take(names, gaps, words.strip()) if words.strip() else ""
            if refused:
                self._next(names, gaps, refused, words)
            else:
                self._asked += 1
                self._next(names[1:], gaps if names else gaps[1:])

        said = f"\n\n✗ {complaint}" if complaint else ""
        count = f"（{self._asked + 1}/{self._whole}）" if self._whole > 1 else ""
        sentence, _ = desk.rendered(desk.report.paragraphs(self._place)[self._at])
        self._screen.app.push_screen(
            AskLine(f"{sentence}\n\n这一段还缺{count}：{what}{said}\n{_LEFT_OPEN}", typed), answered
        )

    def _take(self, names: Sequence[str], gaps: Sequence[str], words: str) -> str:
        """Keep an answer; returns why it is none."""
        desk = self._screen.desk
        if names:
            reply = desk.answer_named(names[0], words)
            if isinstance(reply, NotUnderstood):
                return reply.sentence
            self._screen.saved()
            return ""
        paragraphs = desk.report.paragraphs(self._place)
        filled = desk.with_gap_filled(paragraphs[self._at], gaps[0], words)
        if isinstance(filled, NotUnderstood):
            return filled.sentence
        changed = (*paragraphs[: self._at], filled, *paragraphs[self._at + 1 :])
        self._screen.assistant.write({TEXT + self._place: changed}, source=filled.phrase)
        return ""
