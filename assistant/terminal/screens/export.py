"""Where the report goes: format, file name, and what still stands in the way."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from assistant.files import FileTaken, as_typed
from assistant.problem import AssistantError
from assistant.report import Report
from assistant.terminal.screens.approval import ApprovalScreen
from assistant.terminal.screens.asking import Confirm
from assistant.terminal.screens.base import DeskScreen
from assistant.terminal.widgets.answer import AnswerInput
from assistant.terminal.widgets.choices import Choices

FORMATS = (
    (".docx", "DOCX", "交领导审签、盖章、报送用"),
    (".md", "Markdown", "纯文本，便于比对和保存"),
    (".html", "HTML", "贴到政府信息公开平台"),
    (".txt", "文本", "发短信、即时消息给人看"),
)


class ExportScreen(DeskScreen):
    """Choose a format, keep or change the file name, Enter."""

    KEYS: ClassVar = (
        ("↑↓", "选格式"),
        ("回车", "导出"),
        ("F2", "导出草稿"),
        ("F8", "送审"),
        ("Esc", "返回"),
    )
    COMMON: ClassVar = ("answers", "findings", "open_items", "preview", "help")
    where = "导出"

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "format(-1)", "上一种", show=False),
        Binding("down", "format(1)", "下一种", show=False),
        Binding("f2", "as_draft", "导出草稿", show=False),
        Binding("f8", "approval", "送审", show=False),
        Binding("escape", "app.leave", "返回", show=False),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._looked_at: Report | None = None

    def body(self) -> ComposeResult:
        """The formats, the file name, how things stand."""
        choices = Choices(
            *(Option(Content.assemble((name, "bold"), f"　{about}")) for _, name, about in FORMATS),
            id="formats",
        )
        choices.can_focus = False
        yield choices
        yield Static("导出到", markup=False)
        yield AnswerInput(id="file")
        yield Static(id="folder", markup=False)
        yield Static(id="state", markup=False)

    def on_mount(self) -> None:
        """Offer the first format."""
        self._choose(0)
        self.query_one("#file", AnswerInput).focus()

    def report_changed(self) -> None:
        """Say what stands in the way; what was said of the same report since then stays."""
        if self.desk.report is self._looked_at:
            return
        self._looked_at = self.desk.report
        refusal = self.desk.refusal()
        words = refusal or "没有阻断问题，可以导出定稿。"
        self._say(words, "bold $text-error" if refusal else "$text-success")

    def _say(self, words: str, style: str) -> None:
        self.query_one("#state", Static).update(Content.styled(words, style))

    @on(OptionList.OptionSelected, "#formats")
    def clicked(self, event: OptionList.OptionSelected) -> None:
        """A click chooses the format."""
        self._choose(event.option_index)

    def action_format(self, step: int) -> None:
        """Another format."""
        at = self.query_one("#formats", OptionList).highlighted or 0
        self._choose(max(0, min(len(FORMATS) - 1, at + step)))

    def _choose(self, number: int) -> None:
        """Take a format, and name the file after it at once: the next key may already change the name."""
        self.query_one("#formats", OptionList).highlighted = number
        suffix = FORMATS[number][0]
        self.query_one("#file", AnswerInput).offer(self.desk.suggested_export(suffix))

    @on(Input.Changed, "#file")
    def named(self) -> None:
        """Say beforehand that a folder would be made."""
        new = self.desk.new_folder(self._file_name())
        words = f"! 还没有“{new}”这个文件夹，导出时会新建。" if new else ""
        self.query_one("#folder", Static).update(Content.styled(words, "$text-warning"))

    @on(Input.Submitted, "#file")
    def export(self) -> None:
        """Write the finished report, or say why not."""
        self._export(as_draft=False)

    def action_as_draft(self) -> None:
        """Write it marked 草稿, whatever is still open."""
        self._export(as_draft=True)

    def _export(self, *, as_draft: bool, overwrite: bool = False) -> None:
        name = self._file_name()
        if not name:
            self._say("✗ 还没有写文件名。按 ↑↓ 选格式，就有现成的。", "bold $text-error")
            return

        def again(sure: bool | None) -> None:
            if sure:
                self._export(as_draft=as_draft, overwrite=True)

        try:
            written = self.desk.export(name, as_draft=as_draft, overwrite=overwrite)
        except FileTaken:
            self.app.push_screen(Confirm(f"已经有“{Path(name).name}”，要换成新导出的吗？"), again)
            return
        except AssistantError as error:
            self._say(f"✗ {error.sentence}", "bold $text-error")
            return
        self.named()
        kind = "草稿（标明“草稿”）" if as_draft else "定稿"
        self._say(f"✓ 已导出{kind}：{as_typed(written.absolute())}", "bold $text-success")
        self.assistant.hand_over(written)

    def _file_name(self) -> str:
        """Return the name as typed, with the suffix of the chosen format where it has none."""
        name = self.query_one("#file", AnswerInput).value.strip()
        at = self.query_one("#formats", OptionList).highlighted or 0
        return f"{name}{FORMATS[at][0]}" if name and not Path(name).suffix else name

    def action_approval(self) -> None:
        """Show who has signed, and make the papers to sign."""
        self.app.push_screen(ApprovalScreen())

    def help_text(self) -> str:
        """What the formats are for."""
        formats = "\n".join(f"- {name}：{about}" for _, name, about in FORMATS)
        return (
            f"# 导出\n\n{formats}\n\n"
            "还有阻断问题时不能导出定稿，按 F4 看问题；要先给别人看，按 F2 导出草稿，每页标明“草稿”。"
            "按 F8 签字、做送审材料。"
        )
