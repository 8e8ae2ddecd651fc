"""What does not agree, why, and how to cure it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content

from assistant.terminal.screens.asking import AskLine, Page
from assistant.terminal.screens.listing import Line, ListScreen
from assistant.terminal.words import LEVEL_MARKS

if TYPE_CHECKING:
    from assistant.checks import Judged


class FindingsScreen(ListScreen):
    """Every finding with its level; Enter goes to the place, F2 explains, F8 opens the manual page."""

    KEYS: ClassVar[Sequence[tuple[str, str]]] = (
        ("回车", "去改"),
        ("F2", "写说明"),
        ("F8", "规则"),
        ("Esc", "返回"),
    )
    COMMON: ClassVar[Sequence[str]] = (
        "help",
        "contents",
        "preview",
        "export",
        "open_items",
    )
    where = "核对"
    EMPTY = "没有发现对不上的地方。"

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f2", "explain", "写说明", show=False),
        Binding("f8", "manual", "这条规则的说明", show=False),
    ]

    def lines(self) -> Sequence[Line]:
        """The findings, the gravest first."""
        return [_line(number, one) for number, one in enumerate(self.desk.judged())]

    def _judged(self) -> Judged | None:
        key = self.current
        return self.desk.judged()[int(key)] if key else None

    def choose(self, key: str) -> None:
        """Go to the place the finding speaks of."""
        self.assistant.go_to_finding(self.desk.judged()[int(key)].finding)

    def action_manual(self) -> None:
        """Show the rule's manual page."""
        judged = self._judged()
        if judged is not None:
            self.app.push_screen(Page(self.help_text()))

    def action_explain(self) -> None:
        """Ask for the reason and keep it with the finding."""
        judged = self._judged()
        if judged is None:
            return
        finding, said = judged
        why_not = self.desk.why_not_explainable(finding)
        if why_not:
            self.remark(why_not)
            return

        def keep(words: str | None) -> None:
            if words and words.strip():
                answers = self.desk.explain(finding, words)
                self.assistant.write(answers, via="说明", source=finding.code)

        asked = f"{finding.message}\n\n为什么这样是对的？（数字变了会重新问）"
        self.app.push_screen(AskLine(asked, said.reason if said else ""), keep)

    def help_text(self) -> str:
        """The manual page of the rule of the line the cursor is on."""
        judged = self._judged()
        return self.desk.manual(judged.finding.code) if judged else ""


def _line(number: int, judged: Judged) -> Line:
    finding, said = judged
    mark, style = LEVEL_MARKS[finding.level]
    settled = "（已说明）" if said and said.current else "（数字变了，请重新说明）" if said else ""
    detail = f"怎么办：{finding.cure}\n依据：{finding.basis}　规则：{finding.code}"
    if said:
        detail = f"说明：{said.reason}\n{detail}"
    shown = Content.assemble((mark, style), " ", finding.message, settled)
    return Line(str(number), shown, f"{finding.message}{finding.code}{finding.level}", detail)
