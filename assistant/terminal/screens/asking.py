"""Small boxes over a screen: a yes or no, a line of text, a page to read."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from assistant.terminal.widgets.answer import AnswerInput

BOX_WIDTH = 68
"""Cells of a line in a box, in the smallest usual window."""

_BOX = """
{name} {{ align: center middle; }}
{name} > Vertical {{
    width: 76; max-width: 96%; height: auto; max-height: 90%;
    border: round $primary; background: $surface; padding: 1 2;
}}
{name} .keys {{ color: $text-muted; margin-top: 1; }}
"""


class Confirm(ModalScreen[bool]):
    """A question to say yes or no to."""

    DEFAULT_CSS = _BOX.format(name="Confirm")

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "dismiss(True)", "确定", show=False),
        Binding("escape", "dismiss(False)", "不要", show=False),
    ]

    def __init__(self, sentence: str, *, yes: str = "确定", no: str = "不要") -> None:
        super().__init__()
        self._sentence = sentence
        self._keys = f"回车 {yes}　　Esc {no}"

    def compose(self) -> ComposeResult:
        """The question and the two keys."""
        with Vertical():
            yield Static(self._sentence, markup=False)
            yield Static(self._keys, classes="keys", markup=False)


class AskLine(ModalScreen[str | None]):
    """A line of text to type; Esc gives it up."""

    DEFAULT_CSS = _BOX.format(name="AskLine")

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss(None)", "不要", show=False)]

    def __init__(self, sentence: str, value: str = "", *, anew: bool = False) -> None:
        """`value` stands in the line to be changed; `anew`: chosen as a whole, so that typing replaces it."""
        super().__init__()
        self._sentence = sentence
        self._value = value
        self._anew = anew

    def compose(self) -> ComposeResult:
        """The question, the line and the keys."""
        with Vertical():
            yield Static(self._sentence, markup=False)
            yield AnswerInput()
            yield Static("回车 确定　　Esc 不要", classes="keys", markup=False)

    def on_mount(self) -> None:
        """Offer the value, its end in sight, which is what is changed; a line made with it shows its beginning."""
        line = self.query_one(AnswerInput)
        (line.offer if self._anew else line.put)(self._value)

    @on(Input.Submitted)
    def done(self, event: Input.Submitted) -> None:
        """Hand the line over."""
        event.stop()
        self.dismiss(event.value)


_AROUND = 8
"""Lines of a box that are not its own: the frame, the room within it, the title, the keys."""


class Lines(ModalScreen[None]):
    """Lines to look at exactly as they are: a chart of characters."""

    DEFAULT_CSS = _BOX.format(name="Lines")

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,enter,f2,f10", "dismiss(None)", "关闭", show=False),
    ]

    def __init__(self, title: str, lines: str) -> None:
        super().__init__()
        self._title = title
        self._lines = lines.strip("\n")

    def compose(self) -> ComposeResult:
        """The title, the lines and the key that closes them."""
        with Vertical() as box:
            # As high as it needs, and no higher than the window: then the lines scroll.
            box.styles.height = self._lines.count("\n") + 1 + _AROUND
            yield Static(f"{self._title}\n", markup=False)
            with VerticalScroll():
                yield Static(self._lines, markup=False)
            yield Static("↑↓ PgUp PgDn 翻看　　Esc 关闭", classes="keys", markup=False)


class Page(ModalScreen[None]):
    """A page to read: help, the manual page of a rule."""

    DEFAULT_CSS = """
    Page { align: center middle; }
    Page > Vertical {
        width: 90; max-width: 96%; height: 90%; border: round $primary; background: $surface; padding: 0 1;
    }
    Page .keys { color: $text-muted; }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,enter,f1,f10", "dismiss(None)", "关闭", show=False),
    ]

    def __init__(self, markdown: str) -> None:
        super().__init__()
        self._markdown = markdown

    def compose(self) -> ComposeResult:
        """The page and the key that closes it."""
        from assistant.terminal.widgets.preview import Preview

        with Vertical():
            yield Preview(self._markdown)
            yield Static("↑↓ PgUp PgDn 翻看　　Esc 关闭", classes="keys", markup=False)

    def on_mount(self) -> None:
        """Let the arrows scroll."""
        self.query_one("Preview").focus()
