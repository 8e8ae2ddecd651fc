"""Who has signed off the report, and the papers that go with it to be signed."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option
from textual.worker import get_current_worker

from assistant.files import FileTaken
from assistant.problem import AssistantError
from assistant.terminal.screens.asking import AskLine, Confirm
from assistant.terminal.screens.base import DeskScreen
from assistant.terminal.widgets.choices import Choices

if TYPE_CHECKING:
    from assistant.export.approval import Approval, Signatures

_UNTIL = "年报改动任何一个数、一句话，指纹都会变，此前的签字随之失效，改回来又有效。"
_BLOCKED = "现在还有阻断问题，处理完再签；先签了，处理完还要重签。"


class ApprovalScreen(DeskScreen):
    """The four who sign, each with name, day and whether it still holds; Enter signs, F8 makes the papers."""

    KEYS: ClassVar = (
        ("↑↓", "选环节"),
        ("回车", "签字"),
        ("F8", "做送审材料"),
        ("Ctrl+Z", "撤销"),
        ("Esc", "返回"),
    )
    COMMON: ClassVar = ("findings", "preview", "help")
    where = "送审"

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f8", "package", "做送审材料", show=False),
        Binding("escape", "app.leave", "返回", show=False),
    ]

    def body(self) -> ComposeResult:
        """What the signatures are under, the four lines, what was done last."""
        yield Static(id="signed-what", markup=False)
        yield Choices(id="roles", markup=False)
        yield Static(id="state", markup=False)

    def on_mount(self) -> None:
        """Show who has signed."""
        self.report_changed()
        roles = self.query_one("#roles", OptionList)
        roles.highlighted = 0
        roles.focus()

    def report_changed(self) -> None:
        """Show the signatures under the report as it is now."""
        signed = self.desk.signatures()
        blocked = f"\n{_BLOCKED}" if self.desk.refusal() else ""
        self.query_one("#signed-what", Static).update(f"内容指纹 {signed.mark}。{_UNTIL}{blocked}")
        roles = self.query_one("#roles", OptionList)
        at = roles.highlighted
        roles.clear_options()
        roles.add_options([Option(_line(each), id=each.role) for each in signed.roles])
        roles.highlighted = at

    def _say(self, words: str, style: str) -> None:
        self.query_one("#state", Static).update(Content.styled(words, style))

    @on(OptionList.OptionSelected, "#roles")
    def ask_name(self, event: OptionList.OptionSelected) -> None:
        """Ask who signs and keep it in the draft."""
        role = event.option.id or ""

        def sign(name: str | None) -> None:
            if name is None:
                return
            try:
                answers = self.desk.sign(role, name)
            except AssistantError as error:
                self._say(f"✗ {error.sentence}", "bold $text-error")
                return
            if self.assistant.write(answers, source="审签"):
                self._say(f"✓ 已记下：{role} {name.strip()}", "bold $text-success")

        asked = f"{role}是谁？写姓名，签的是现在的内容，日期是今天。"
        self.app.push_screen(AskLine(asked, _name(self.desk.signatures(), role)), sign)

    def action_package(self) -> None:
        """Ask where the papers go and make them."""

        def make(folder: str | None) -> None:
            if folder and folder.strip():
                self._make(folder.strip(), overwrite=False)

        asked = "送审材料放在哪个文件夹？（年报、送审单、事实依据、核对情况、与上年对比、修改记录）"
        self.app.push_screen(AskLine(asked, self.desk.suggested_package(), anew=True), make)

    def _make(self, folder: str, *, overwrite: bool) -> None:
        self._say("正在做送审材料……", "$text-muted")
        self._write(folder, overwrite=overwrite)

    @work(thread=True, exclusive=True)
    def _write(self, folder: str, *, overwrite: bool) -> None:
        """Drawing the chart takes seconds the first time: the screen goes on meanwhile."""
        made: tuple[str, ...] | AssistantError
        try:
            made = self.desk.package(folder, overwrite=overwrite)
        except AssistantError as error:
            made = error
        if not get_current_worker().is_cancelled:
            self.app.call_from_thread(self._made, folder, made)

    def _made(self, folder: str, made: tuple[str, ...] | AssistantError) -> None:
        def again(sure: bool | None) -> None:
            if sure:
                self._make(folder, overwrite=True)
            else:
                self._say("没有换，原来的还在。", "$text-muted")

        match made:
            case FileTaken():
                asked = f"“{folder}”里已经有送审材料，要换成新做的吗？别的文件不动。"
                self.app.push_screen(Confirm(asked), again)
            case AssistantError():
                self._say(f"✗ {made.sentence}", "bold $text-error")
            case _:
                kind = "，年报标明“草稿”" if self.desk.refusal() else ""
                self._say(
                    f"✓ 送审材料共{len(made)}个文件{kind}，在：{folder}", "bold $text-success"
                )

    def help_text(self) -> str:
        """What signing means, and what the papers are."""
        return (
            "# 送审\n\n"
            "签字记在草稿里，签的是当时的内容。打印出来签的，也可以在这里记下姓名，送审单上就有。\n\n"
            "送审材料放进一个文件夹：\n\n"
            "- 年报：DOCX、Markdown、HTML 三种格式，有阻断问题时标明“草稿”\n"
            "- 送审单：内容指纹、核对结果、四道审签\n"
            "- 事实依据表：每个数、每句话是谁、什么时候、从哪里来的\n"
            "- 核对情况、与上年对比、修改记录"
        )


def _line(approval: Approval) -> Content:
    role = f"{approval.role}{'　' * (4 - len(approval.role))}"
    if not approval.name:
        return Content.assemble((role, "bold"), "　", ("未签", "$text-muted"))
    mark, style = ("✓", "$text-success") if approval.holds else ("✗", "bold $text-error")
    return Content.assemble(
        (role, "bold"),
        f"　{approval.name}　{approval.day}　",
        (f"{mark} {approval.standing}", style),
    )


def _name(signed: Signatures, role: str) -> str:
    return next(each.name for each in signed.roles if each.role == role)
