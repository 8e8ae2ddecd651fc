"""Which column of a register holds what: recognised, looked at once by a person, remembered."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content

from assistant.terminal.screens.asking import BOX_WIDTH, AskLine
from assistant.terminal.screens.listing import Line, ListScreen
from assistant.terminal.words import numbered

if TYPE_CHECKING:
    from assistant.importing.register import Layout


class ColumnsScreen(ListScreen):
    """One line for everything that is read of a register, with the column it is read from."""

    KEYS: ClassVar[Sequence[tuple[str, str]]] = (
        ("↑↓", "选择"),
        ("回车", "换一列"),
        ("F8", "没有错，汇总"),
        ("Esc", "不要了"),
    )
    COMMON: ClassVar[Sequence[str]] = ("help",)
    where = "台账的列"

    BINDINGS: ClassVar[list[BindingType]] = [Binding("f8", "confirm", "没有错，汇总", show=False)]

    def __init__(self, layout: Layout, confirmed: Callable[[Layout], None]) -> None:
        super().__init__()
        self._layout = layout
        self._confirmed = confirmed

    def lines(self) -> Sequence[Line]:
        """What is missing, what was guessed, what is needed, what may be there; each with its column."""
        from assistant.importing.register import COLUMNS, NEEDED

        layout = self._layout
        lines = []

        def rank(name: str) -> tuple[bool, ...]:
            return name not in layout.missing, name not in layout.guessed, name not in NEEDED

        for name in sorted(COLUMNS, key=rank):
            title = layout.columns.get(name, "")
            guessed = "（按内容猜的，请核对）" if name in layout.guessed else ""
            missing = "还没有，一定要有" if name in NEEDED else "台账里没有"
            shown = Content.assemble(f"{name}　←　", (title or missing, "bold"), guessed)
            lines.append(Line(name, shown, f"{name}{title}", _COUNTS.get(name, "")))
        return lines

    def choose(self, key: str) -> None:
        """Name another column for it."""
        titles = [self._layout.title(at) for at in range(len(self._layout.titles))]
        listed = numbered(titles, BOX_WIDTH)

        def take(typed: str | None) -> None:
            if typed is None:
                return
            at = _position(typed.strip(), titles)
            if at is None:
                self.remark(f"没有“{typed.strip()}”这一列，没有改。")
                return
            self._layout = self._layout.with_place(key, at)
            self._fill()

        asked = f"{key}在哪一列？写列名或前面的数字；没有就写0。\n{listed}"
        self.app.push_screen(AskLine(asked), take)

    def action_confirm(self) -> None:
        """Remember the columns and go on."""
        if self._layout.missing:
            self.remark(f"还缺{'、'.join(self._layout.missing)}，选中后按回车指出是哪一列。")
            return
        said = self.desk.confirm_columns(self._layout)
        if said:
            self.notify(said, severity="warning")
        self.app.pop_screen()
        self._confirmed(self._layout)

    def help_text(self) -> str:
        """What is done with the columns."""
        return (
            "程序按列名和内容认出台账的列，请看一遍。没有错按 F8；以后同样列名的台账不再问，只记列名，不记内容。\n\n"
            "这里没有列出的列（姓名、电话、住址、申请内容……）不读，也不进草稿。"
        )


_COUNTS = {
    "收到日期": "决定算本年新收还是上年结转。",
    "答复日期": "决定算本年办结还是结转下年；空着的是没有办完。",
    "申请人类型": "决定算哪一列：自然人、商业企业……",
    "处理结果": "决定算哪一行：予以公开、部分公开……",
    "具体情形": "处理结果只写“不予公开”的，看这一列是哪一种。",
    "截止日期": "用来找超期的；没有这一列，收到后满28天的提醒一下。",
    "重办日期": "被纠正后重新答复的；一件申请仍只算一件。",
}


def _position(typed: str, titles: Sequence[str]) -> int | None:
    """The column meant by its title or number, counted from 0; -1 for none, nothing for an unknown one."""
    if typed in titles:
        return titles.index(typed)
    if typed.isascii() and typed.isdigit() and len(typed) < 4 and int(typed) <= len(titles):
        return int(typed) - 1
    return None
