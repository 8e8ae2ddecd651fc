"""Every answer on one page, to be looked over before the report leaves the house; Enter changes one and comes back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import ClassVar

from rich.cells import cell_len, set_cell_size
from textual.content import Content

from assistant.desk.answered import LEFT, OPEN, WAITING, Given, explained, given
from assistant.terminal.screens.listing import Line, ListScreen
from assistant.terminal.widgets.bars import shortened
from assistant.terminal.words import STATE_MARKS

_FINDING = "说明#"
"""Before the number of a finding, where a line is what was said to it."""

_TITLE = 22
"""Cells of the question in few words."""

_SOURCE = 19
"""Cells of how and when, at the right."""

_BESIDE = 10
"""Cells of a line that none of its three parts has: the mark of the current one, gaps, the scrollbar."""

_WIDEST = 70
"""Cells of an answer in a line: in a wide window the eye must still find what stands at its right."""

_STATES = {
    WAITING: ("待补", "bold $text-warning"),
    OPEN: ("未答", "bold $text-error"),
    LEFT: ("没填（选填）", "$text-muted"),
}


class AnswersScreen(ListScreen):
    """The answers under their parts: the question in few words, the answer as printed, how and when it came."""

    KEYS: ClassVar[Sequence[tuple[str, str]]] = (
        ("↑↓", "选择"),
        ("回车", "改这一项"),
        ("Esc", "返回"),
    )
    COMMON: ClassVar[Sequence[str]] = (
        "findings",
        "preview",
        "review",
        "export",
        "open_items",
        "undo",
        "help",
    )
    where = "核对答复"
    PROMPT = "打字缩小范围：题目、答复、未答、待补、导入、一句话，中文或拼音首字母"

    def lines(self) -> Sequence[Line]:
        """The parts as headings, their answers below, what was said to findings last."""
        self._targets: dict[str, str] = {}
        self._counted: dict[str, int] = {}
        return [*self._parts(), *self._explained()]

    def report_changed(self) -> None:
        """Show the answers as they are now, and how many of each."""
        super().report_changed()
        lines = sum(self._counted.values())
        counted = "　".join(f"{state}{count}" for state, count in self._counted.items() if count)
        self.count(f" 共{lines}行：{counted}")

    def on_resize(self) -> None:
        """Fit the lines to the new width."""
        self.call_after_refresh(super().report_changed)

    def _parts(self) -> Iterator[Line]:
        self._counted = dict.fromkeys(("已答", WAITING, OPEN, LEFT), 0)
        for part, answers in given(self.desk):
            mark = STATE_MARKS.get(part.state, "")
            title = f"{mark} {part.title}　{part.state} {part.done}/{part.total}"
            yield Line(f"部分.{part.id}", Content.styled(title, "bold"), part.title, heading=True)
            for one in answers:
                self._counted[one.state or "已答"] += 1
                self._targets[one.key] = one.target
                yield self._line(one.key, one, part.title)

    def _explained(self) -> Iterator[Line]:
        told = explained(self.desk)
        title = "对核对结果的说明"
        if told:
            yield Line("部分.说明", Content.styled(title, "bold"), title, heading=True)
        for one in told:
            yield self._line(f"{_FINDING}{one.key}", one, title)

    def _line(self, key: str, one: Given, part: str) -> Line:
        state, style = _STATES.get(one.state, ("", "bold"))
        words = "：".join(filter(None, (state, one.answer)))
        source = f"{one.how} {one.when}".strip()
        room = max(0, min(_WIDEST, self.app.size.width - _BESIDE - _TITLE - _SOURCE))
        shown = Content.assemble(
            f" {set_cell_size(shortened(one.title, _TITLE), _TITLE)}  ",
            (set_cell_size(shortened(words, room), room), style),
            (f"  {shortened(source, _SOURCE)}", "$text-muted"),
        )
        full = f"{words}\n" if cell_len(words) > room else ""
        searched = f"{one.title} {words} {one.how} {one.detail} {part}"
        return Line(key, shown, searched, f"{full}{one.detail}")

    def choose(self, key: str) -> None:
        """Open the question, the cell or the wording; what was said to a finding is changed beside the finding."""
        if key.startswith(_FINDING):
            self.assistant.action_findings()
        else:
            self.assistant.go_to(self._targets[key])

    def help_text(self) -> str:
        """How to read the page."""
        return (
            "导出以前，把全部答复从头看一遍。每一行：问的是什么、答复（按印出来的样子）、怎么来的、哪一天。\n\n"
            "- 录入：一题一题答的；一句话：从说的一句话里听出来的，原话在下面；粘贴；导入：从文件读来的，文件名在下面；"
            "上年年报：从上年年报结转的；相加：由各分项相加；零报告：答“没有”以后填的0；语料、自写：文字。\n"
            "- 待补：说过以后再填的；未答：必须回答、还没有回答的；没填：选填的，不填也可以。打“未答”只看这些。\n"
            "- 表格只列不全是0的行，合计在前；其余的行合在一起。\n"
            "- 回车改这一项，改好（或按 Esc 不改）就回到这一行。Ctrl+Z 撤销。"
        )
