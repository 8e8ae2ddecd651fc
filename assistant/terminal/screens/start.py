"""The first screen: go on with a draft, begin a new one, try the sample."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, cast

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.screen import Screen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from assistant.drafts.recent import RecentDraft, recent
from assistant.terminal import upstream
from assistant.terminal.widgets.bars import KeyBar, TitleBar
from assistant.terminal.widgets.choices import Choices

if TYPE_CHECKING:
    from assistant.terminal.host import Host


def _host(screen: Screen[None]) -> Host:
    return cast("Host", screen.app)


class StartScreen(Screen[None]):
    """What to begin with."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("f10,escape", "app.quit", "退出", show=False)]

    def compose(self) -> ComposeResult:
        """A word of welcome and the choices."""
        upstream.fit_beforehand(self)
        yield TitleBar()
        yield Static(id="welcome", markup=False)
        yield Choices(id="choices", markup=False)
        yield Static(id="notice", markup=False)
        yield KeyBar((("↑↓", "选择"), ("回车", "打开"), ("F1", "帮助"), ("F10", "退出")))

    def on_mount(self) -> None:
        """List the drafts."""
        self.query_one(TitleBar).show("年报助手", "政府信息公开工作年度报告")
        self.query_one("#welcome", Static).update(
            "一问一答，编出一份数字对得上、可以直接报送的年报。\n"
            "每答一题就存盘，随时可以退出；下次打开接着来。"
        )
        self.fill()
        self.query_one(OptionList).focus()

    def on_screen_resume(self) -> None:
        """A draft may have been added."""
        self.fill()

    def fill(self) -> None:
        """List what can be opened."""
        choices = self.query_one("#choices", OptionList)
        choices.clear_options()
        drafts = recent()
        for number, draft in enumerate(drafts.drafts):
            choices.add_option(Option(_draft_line(draft), id=f"recent-{number}"))
        if drafts.drafts:
            choices.add_option(None)
        for own_id, title, about in _CHOICES:
            choices.add_option(Option(Content.assemble((title, "bold"), f"　{about}"), id=own_id))
        choices.highlighted = 0
        first = not drafts.drafts and not drafts.notice and not _host(self).toured
        self.query_one("#notice", Static).update(FIRST if first else drafts.notice)

    @on(OptionList.OptionSelected)
    def chosen(self, event: OptionList.OptionSelected) -> None:
        """Do what was chosen."""
        match event.option_id or "":
            case "new":
                from assistant.terminal.screens.new import NewScreen

                self.app.push_screen(NewScreen())
            case "sample":
                _host(self).open_sample()
            case "tour":
                _host(self).open_tour()
            case "file":
                from assistant.terminal.screens.asking import AskLine

                self.app.push_screen(
                    AskLine("草稿文件在哪里？写出完整路径，文件名以 .nianbao 结尾。"), self._open
                )
            case "quit":
                self.app.exit()
            case own_id:
                number = int(own_id.removeprefix("recent-"))
                _host(self).open_draft(recent().drafts[number].path)

    def _open(self, path: str | None) -> None:
        if path and path.strip():
            _host(self).open_typed(path)


FIRST = "第一次打开？先选“先看一遍”，两三分钟就知道怎么用。"

_CHOICES = (
    ("new", "新建年报", "先问单位和年份，再一部分一部分来"),
    ("file", "打开文件", "别处拷来的草稿"),
    ("sample", "试用示例", "一份虚构单位的草稿，随便改，不影响别的"),
    ("tour", "先看一遍", "第一次用：在示例上走一遍，七屏，随时可以离开"),
    ("quit", "退出", "Ctrl+Q 在哪一屏都可以退出"),
)


def _draft_line(draft: RecentDraft) -> Content:
    when = draft.at.astimezone()
    at = f"{when.month}月{when.day}日 {when:%H:%M}"
    stopped = draft.stopped if draft.present else "文件不在了"
    return Content.assemble(
        (f"继续：{draft.unit} {draft.year}年", "bold"),
        (f"\n   {at}　{stopped or '打开过'}", "$text-muted"),
    )
