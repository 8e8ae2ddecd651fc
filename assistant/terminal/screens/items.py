"""What is still open, and everything there is: two lists to jump from."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from assistant.terminal.screens.listing import Line, ListScreen
from assistant.terminal.words import STATE_MARKS


class OpenItemsScreen(ListScreen):
    """Everything 待补 and everything required that has no answer."""

    where = "待补和未填"
    EMPTY = "没有待补的，也没有漏填的。按 F4 核对，按 F6 导出。"

    def lines(self) -> Sequence[Line]:
        """One line an open item, in the order of the report."""
        return [
            Line(
                item.target,
                Content.assemble((item.state, "bold"), f"　{item.title}"),
                item.title,
                item.detail,
            )
            for item in self.desk.open_items()
        ]

    def choose(self, key: str) -> None:
        """Go to the item."""
        self.assistant.go_to(key)

    def help_text(self) -> str:
        """What the list is for."""
        return "“待补”是说过以后再填的；“未填”是必须回答、还没有回答的。选中后按回车就跳到那里，填好再按 Esc 回来。"


class ContentsScreen(ListScreen):
    """Every question, table and piece of text under its section, with its answer."""

    where = "目录"

    def lines(self) -> Sequence[Line]:
        """Headings of the sections with their progress, and below each what it holds."""
        lines: list[Line] = []
        for part in self.desk.contents():
            mark = STATE_MARKS.get(part.state, "")
            heading = f"{mark} {part.title}　{part.state} {part.done}/{part.total}"
            lines.append(
                Line(f"部分.{part.id}", Content.styled(heading, "bold"), part.title, heading=True)
            )
            lines += [
                Line(
                    item.target,
                    Content.assemble(f"   {item.title}　", (item.answer, "bold")),
                    f"{item.title}{item.answer}{part.title}{item.target}",
                    item.detail,
                )
                for item in part.items
            ]
        return lines

    def choose(self, key: str) -> None:
        """Go to the question, table or text."""
        self.assistant.go_to(key)

    def help_text(self) -> str:
        """What the list is for."""
        return "全部问题和答案都在这里，可以当作核对清单从头看到尾。打几个字或拼音首字母就能缩小范围，回车跳过去修改。"


class HistoryScreen(ListScreen):
    """Every step that changed the report, the latest first; Enter goes back to just before it."""

    where = "修改记录"
    KEYS = (("↑↓", "选择"), ("回车", "退回到这一步之前"), ("Esc", "返回"))
    EMPTY = "还没有改过什么。"

    def lines(self) -> Sequence[Line]:
        """One line a step."""
        return [
            Line(str(step.no), Content(step.shown), step.shown, step.detail)
            for step in self.desk.history()
        ]

    def choose(self, key: str) -> None:
        """Ask, then go back."""
        self.assistant.restore_before(int(key))

    def help_text(self) -> str:
        """What going back means."""
        return "每一次修改都留有记录，不会丢。退回到某一步之前，也记作新的一步，之后还可以再按 Ctrl+Z 恢复。"
