"""One question asked out of turn, over the screen it was chosen on."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType

from assistant.interview.script import Question
from assistant.terminal.screens.interview import InterviewScreen

if TYPE_CHECKING:
    from assistant.desk import Moved


class QuestionScreen(InterviewScreen):
    """Answered or left alone, it gives back the screen below; what its answer makes necessary is asked first."""

    KEYS: ClassVar = (("回车", "回答"), ("Esc", "返回"))
    COMMON: ClassVar = ("help", "findings", "preview", "undo")
    where = "这一题"

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "app.leave", "返回", show=False)]

    def __init__(self, target: str) -> None:
        super().__init__()
        self._target = target
        self._known: frozenset[str] = frozenset()

    def _welcome(self, first: Question | None) -> str:
        return "答好按回车，就回到刚才的地方；不改按 Esc。"

    def _first(self) -> Question | None:
        self._known = self.desk.asked_now()
        return self.desk.question_named(self._target)

    def undone(self, moved: Moved) -> None:
        """Stay with the question that was asked for, whatever was taken back."""
        self.remark(moved.words)

    redone = undone

    def _recognise(self) -> None:
        """Nothing: one question was asked for."""

    def _go_on(self, question: Question) -> None:
        follows = self.desk.made_necessary(self._known)
        if follows is None:
            self.assistant.action_leave()
        else:
            self._show(follows)
