"""A list to look through: type to narrow it down, arrows to choose, Enter to go there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, VerticalScroll
from textual.content import Content
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from assistant.initials import matches
from assistant.terminal.screens.base import DeskScreen
from assistant.terminal.widgets.answer import AnswerInput
from assistant.terminal.widgets.choices import Choices


@dataclass(frozen=True)
class Line:
    """One line of a list."""

    key: str
    """What it stands for, unique in the list."""

    shown: Content
    words: str
    """What typing narrows it down by."""

    detail: Content | str = ""
    """What is said of it under the list."""

    heading: bool = False
    """A title over the lines that follow; it cannot be chosen."""

    searched: bool = False
    """Shown only when it is typed for: there are too many of its kind to list them all."""


class ListScreen(DeskScreen):
    """A list with a line to type into above it and the details of the chosen line below it."""

    KEYS: ClassVar[Sequence[tuple[str, str]]] = (
        ("↑↓", "选择"),
        ("回车", "跳过去"),
        ("Esc", "返回"),
    )

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", "上一行", show=False),
        Binding("down", "move(1)", "下一行", show=False),
        Binding("pageup", "move(-10)", "上一屏", show=False),
        Binding("pagedown", "move(10)", "下一屏", show=False),
        Binding("escape", "app.leave", "返回", show=False),
    ]

    PROMPT = "打字查找（中文或拼音首字母）"
    EMPTY = "这里没有内容。"

    def body(self) -> ComposeResult:
        """The line to type into, how many there are of each kind where that is counted, the list, the details."""
        yield AnswerInput(placeholder=self.PROMPT, id="narrow")
        tally = Static(id="tally", markup=False)
        tally.display = False
        yield tally
        yield from self.halves()

    def halves(self) -> ComposeResult:
        """The list, and the details of its chosen line."""
        yield _choices()
        yield Static(id="detail", markup=False)

    def count(self, words: str) -> None:
        """Say over the list how many there are of each kind; the line is not there before."""
        tally = self.query_one("#tally", Static)
        tally.display = True
        tally.update(words)

    def lines(self) -> Sequence[Line]:
        """Every line, in order."""
        raise NotImplementedError

    def choose(self, key: str) -> None:
        """Go to what the line stands for."""
        raise NotImplementedError

    def on_mount(self) -> None:
        """Show the list."""
        self.query_one("#narrow", AnswerInput).focus()

    def report_changed(self) -> None:
        """Show the list as it is now, on the same line, or on the one that has taken its place."""
        self._all = self.lines()
        self._fill(self.query_one("#lines", OptionList).highlighted or 0)

    def _fill(self, nearest: int = 0) -> None:
        choices = self.query_one("#lines", OptionList)
        at = self._key_at(choices.highlighted)
        typed = self.query_one("#narrow", AnswerInput).value.strip()
        self._shown = [line for line in self._all if self._wanted(line, typed)]
        choices.clear_options()
        choices.add_options([Option(line.shown, disabled=line.heading) for line in self._shown])
        keys = [line.key for line in self._shown]
        choices.highlighted = keys.index(at) if at in keys else self._nearest(nearest)
        if not self._shown:
            self._say(f"没有找到“{typed}”。" if typed else self.EMPTY)

    def _nearest(self, index: int) -> int | None:
        """Return the first line from an index on that can be chosen, or the last of all."""
        open_lines = [n for n, line in enumerate(self._shown) if not line.heading]
        return next((n for n in open_lines if n >= index), open_lines[-1] if open_lines else None)

    def _wanted(self, line: Line, typed: str) -> bool:
        if not typed:
            return not line.searched
        return not line.heading and matches(typed, line.words)

    def _key_at(self, index: int | None) -> str:
        shown = getattr(self, "_shown", [])
        return shown[index].key if index is not None and index < len(shown) else ""

    def _say(self, words: Content | str) -> None:
        self.query_one("#detail", Static).update(words)

    @on(Input.Changed, "#narrow")
    def narrow(self) -> None:
        """Narrow the list down while typing."""
        self._fill()

    @on(Input.Submitted, "#narrow")
    def submitted(self) -> None:
        """Enter chooses the line the cursor is on."""
        self._choose_at(self.query_one("#lines", OptionList).highlighted)

    @on(OptionList.OptionSelected, "#lines")
    def clicked(self, event: OptionList.OptionSelected) -> None:
        """A click chooses too."""
        self._choose_at(event.option_index)

    def _choose_at(self, index: int | None) -> None:
        key = self._key_at(index)
        if key:
            self.choose(key)

    @property
    def current(self) -> str:
        """The key of the line the cursor is on."""
        return self._key_at(self.query_one("#lines", OptionList).highlighted)

    @on(OptionList.OptionHighlighted, "#lines")
    def highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Show the details of the line."""
        if event.option_index < len(self._shown):
            self._say(self._shown[event.option_index].detail)

    def action_move(self, step: int) -> None:
        """Move over the lines that can be chosen."""
        choices = self.query_one("#lines", OptionList)
        open_lines = [n for n, line in enumerate(self._shown) if not line.heading]
        if not open_lines:
            return
        at = choices.highlighted
        position = open_lines.index(at) if at in open_lines else 0
        choices.highlighted = open_lines[max(0, min(len(open_lines) - 1, position + step))]


class ReadingScreen(ListScreen):
    """A list with everything that is to be said of its chosen line below it, or at the right of a wide window."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("pageup", "scroll(-1)", "往上看", show=False, priority=True),
        Binding("pagedown", "scroll(1)", "往下看", show=False, priority=True),
    ]

    def halves(self) -> ComposeResult:
        """The list, and what is to be read of its chosen line."""
        with Container(id="halves"):
            yield _choices()
            with VerticalScroll(id="about", can_focus=False):
                yield Static(id="detail", markup=False)

    def action_scroll(self, step: int) -> None:
        """Read on in what is said of the line."""
        about = self.query_one("#about", VerticalScroll)
        about.scroll_relative(y=step * max(1, about.size.height - 1), animate=False)


def _choices() -> Choices:
    """The list itself: what is typed stays in the line above it."""
    choices = Choices(id="lines", markup=False)
    choices.can_focus = False
    return choices
