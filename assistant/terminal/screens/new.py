"""A new draft: for which organ, for which year, kept where."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, ClassVar, cast

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Input, Static

from assistant.terminal.widgets.answer import AnswerInput
from assistant.terminal.widgets.bars import KeyBar, TitleBar

if TYPE_CHECKING:
    from assistant.terminal.host import Host


NO_UNIT = "请写单位全称，和公章上的一样。"


class NewScreen(Screen[None]):
    """The two things a draft cannot be made without, and where to keep it."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,f10", "dismiss", "返回", show=False)]

    def compose(self) -> ComposeResult:
        """Three lines to fill."""
        yield TitleBar()
        yield Static("单位全称（公章上的名称）", markup=False)
        yield AnswerInput(placeholder="例：云澜市青禾区人力资源和社会保障局", id="unit")
        yield Static("报告年份（被统计的那一年，不是公布的那一年）", markup=False)
        year = AnswerInput(str(default_year(dt.datetime.now().astimezone().date())), id="year")
        year.select_on_focus = True
        yield year
        yield Static("草稿放在哪里", markup=False)
        path = AnswerInput(placeholder="填好单位后自动取名，可以改", id="path")
        path.select_on_focus = True
        yield path
        yield Static(id="message", markup=False)
        yield KeyBar((("回车", "下一行，最后一行建草稿"), ("Tab", "另一行"), ("Esc", "返回")))

    @property
    def _host(self) -> Host:
        return cast("Host", self.app)

    def on_mount(self) -> None:
        """Begin with the name."""
        self.query_one(TitleBar).show("年报助手 · 新建年报")
        self.query_one("#unit", AnswerInput).focus()

    @on(Input.Changed)
    def name_file(self, event: Input.Changed) -> None:
        """Follow unit and year with the file's name until the clerk changes it."""
        path = self.query_one("#path", AnswerInput)
        if event.input is path:
            return
        suggested = self._host.suggested_path(self._value("unit"), self._value("year"))
        if not path.value or path.value == getattr(self, "_suggested", ""):
            path.put(suggested)
        self._suggested = suggested

    @on(Input.Submitted)
    def next_line(self, event: Input.Submitted) -> None:
        """Go down a line; on the last one make the draft."""
        match event.input.id:
            case "unit":
                self._check_unit()
            case "year":
                self._check_year()
            case _:
                self._create()

    def _value(self, own_id: str) -> str:
        return self.query_one(f"#{own_id}", AnswerInput).value.strip()

    def _check_unit(self) -> None:
        """A name that is missing is said at once, not after the last line."""
        if self._value("unit"):
            self._accept("year")
        else:
            self._refuse("unit", NO_UNIT)

    def _check_year(self) -> None:
        """A year that cannot be is said at once, too."""
        wrong = self._host.wrong_year(self._value("year"))
        if wrong:
            self._refuse("year", wrong)
        else:
            self._accept("path")

    def _accept(self, following: str) -> None:
        self.query_one("#message", Static).update("")
        self.query_one(f"#{following}", AnswerInput).focus()

    def _refuse(self, line: str, sentence: str) -> None:
        words = Content.styled(f"✗ {sentence}", "bold $text-error")
        self.query_one("#message", Static).update(words)
        self.query_one(f"#{line}", AnswerInput).focus()

    def _create(self) -> None:
        wrong = self._host.create_draft(
            self._value("unit"), self._value("year"), self._value("path")
        )
        if wrong is not None:
            self._refuse(*wrong)


def default_year(today: dt.date) -> int:
    """Return the year a report begun today is most likely about: from October on, the year that is ending."""
    return today.year if today.month >= 10 else today.year - 1
