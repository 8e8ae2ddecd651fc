"""The report as it will read."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from assistant.terminal.screens.asking import Lines
from assistant.terminal.screens.base import DeskScreen
from assistant.terminal.widgets.preview import Preview


class PreviewScreen(DeskScreen):
    """The whole report, to be scrolled through."""

    KEYS: ClassVar = (("↑↓ PgUp PgDn", "翻看"), ("F2", "与上年对比"), ("Esc", "返回"))
    COMMON: ClassVar = ("export", "findings", "help")
    where = "预览"

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f2", "compare", "与上年对比", show=False),
        Binding("escape", "app.leave", "返回", show=False),
    ]

    def body(self) -> ComposeResult:
        """The preview."""
        yield Preview()

    def on_mount(self) -> None:
        """Show the report from its top."""
        self.query_one(Preview).focus()

    def report_changed(self) -> None:
        """Show the report as it stands."""
        self.query_one(Preview).show(self.desk.preview(self.desk.in_the_way()))

    def action_compare(self) -> None:
        """Show this year beside last year as bars."""
        chart = self.desk.chart()
        if chart:
            self.app.push_screen(Lines("申请、办理结果、复议诉讼：两年相比", chart))
        else:
            self.remark("没有上年年报可比。按 Ctrl+O 导入上年年报。")

    def help_text(self) -> str:
        """How to read the preview."""
        return (
            "最上面一行说还差什么才能定稿。下面是成文的样子，只看不改。【待补：…】是还没有填的地方。"
            "表格在导出的 DOCX 里按规定的格式合并单元格。"
        )
