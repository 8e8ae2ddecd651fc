"""The opening tour: the real screens over the sample, each with a few words; it can be left at every step."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Final

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

if TYPE_CHECKING:
    from assistant.terminal.app import Assistant


@dataclass(frozen=True)
class Stop:
    """One screen of the tour."""

    title: str
    words: str
    go: Callable[[Assistant], None] | None = None
    """How to get there from the conversation; nothing to stay in it, whose lower half is what matters."""


STOPS: Final = (
    Stop(
        "问答",
        "一题一题来。上面是题目、口径和该问谁，框里填答案，回车就存好，自动问下一题。"
        "不知道写“待补”，选填的直接回车，F8 回上一题。",
    ),
    Stop(
        "表格",
        "有数字就直接填：方向键走，打数字，回车往下；总计自动加，对不上的格前面有“!”。"
        "Ctrl+L、Ctrl+T 把本列、本表还空着的格都填0，Excel 里复制的一块可以直接粘贴。",
        lambda app: app.go_to("申请.新收.自然人"),
    ),
    Stop(
        "措辞",
        "打几个字，或者拼音首字母，就找到能用的说法，回车采用。句子里的数跟着表格变。要自己写按 Ctrl+N。",
        lambda app: app.go_to("正文.总体情况.依申请公开"),
    ),
    Stop(
        "目录",
        "F3 列出全部题目、表格和文字，打字查找，回车跳过去，改完按 Esc 回来。哪一部分到了哪一步，这里看得到。",
        lambda app: app.action_contents(),
    ),
    Stop(
        "核对",
        "F4 说清楚哪里对不上、两边各是多少、怎么改；回车去改，确实没错的按 F2 写说明。",
        lambda app: app.action_findings(),
    ),
    Stop("预览", "F5 随时看成文的样子，【待补】的地方一眼看到。", lambda app: app.action_preview()),
    Stop(
        "导出",
        "F6 导出 DOCX、网页或文本。还有没改好的问题时，只能导出标着“草稿”的。"
        "记住 F1：不管在哪一屏，F1 都说明眼前这一项。",
        lambda app: app.action_export(),
    ),
)

FAREWELL: Final = "这是示例，随便改，不影响别的。按 F10 回到开始，选“新建年报”就可以动手了。"


class StopBox(ModalScreen[int]):
    """A few words below the screen they are about; dismissed with the step to take, 0 to leave."""

    DEFAULT_CSS = """
    StopBox { align: center bottom; }
    StopBox.above { align: center top; }
    StopBox > Vertical {
        width: 100%; height: auto; border: heavy $accent; background: $surface; padding: 0 2;
    }
    StopBox .keys { color: $text-muted; }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,right,down,space", "dismiss(1)", "下一步", show=False),
        Binding("left,up", "dismiss(-1)", "上一步", show=False),
        Binding("escape,f10", "dismiss(0)", "离开", show=False),
    ]

    def __init__(self, number: int) -> None:
        super().__init__()
        self._number = number
        self.set_class(STOPS[number].go is None, "above")

    def compose(self) -> ComposeResult:
        """Which screen it is, what it is for, and the keys."""
        stop = STOPS[self._number]
        count = f"　{self._number + 1}／{len(STOPS)}"
        last = self._number == len(STOPS) - 1
        with Vertical():
            yield Static(
                Content.assemble((stop.title, "bold"), (count, "$text-muted"), f"\n{stop.words}")
            )
            onward = "回车 看完了" if last else "回车 下一步"
            yield Static(f"{onward}　　← 上一步　　Esc 不看了", classes="keys", markup=False)


class Tour:
    """Goes from stop to stop."""

    def __init__(self, app: Assistant) -> None:
        self._app = app

    def begin(self) -> None:
        """Open the sample and show the first stop."""
        self._app.open_sample()
        self._app.call_after_refresh(self._show, 0)

    def _show(self, number: int) -> None:
        self._app.to_interview()
        go = STOPS[number].go
        if go is not None:
            go(self._app)

        def on(step: int | None) -> None:
            following = max(0, number + (step or 0))
            if not step or following >= len(STOPS):
                self._end()
            else:
                self._show(following)

        # The screen must have been painted once to be seen behind the words.
        self._app.screen.call_after_refresh(self._app.push_screen, StopBox(number), on)

    def _end(self) -> None:
        self._app.to_interview()
        self._app.remember(toured=True)
        self._app.notify(FAREWELL, title="看完了", timeout=12)
