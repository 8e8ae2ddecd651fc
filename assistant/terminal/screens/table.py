"""One statutory table to type numbers into."""

from __future__ import annotations

from typing import ClassVar, Final

from rich.cells import cell_len
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Static

from assistant.desk import PASTED
from assistant.forms import Balance, Field, Table, identities
from assistant.report import Pending, Value
from assistant.terminal import kinsoku
from assistant.terminal.grid_model import row_title
from assistant.terminal.pasted import REFUSED
from assistant.terminal.screens.asking import Confirm
from assistant.terminal.screens.base import DeskScreen
from assistant.terminal.statutory import StatutoryTable
from assistant.terminal.widgets.bars import shortened
from assistant.terminal.widgets.grid import NumGrid
from assistant.terminal.words import apart, cell_help, written

LINES: Final = 3
"""Lines under the grid for what is said of the current cell; see `app.tcss`."""

NAMED: Final = 3
"""Pasted texts that were not filled in and are named."""

MORE: Final = "…F1看全文"


def fitted(words: Content, width: int, lines: int) -> Content:
    """Return words in so many lines, with a mark at the end when there are more of them."""
    if width <= 0 or len(kept := kinsoku.wrap(words.plain, width)) <= lines:
        return words
    *before, last = kept[: max(lines, 1)]
    last = shortened(last + MORE, width - cell_len(MORE)).removesuffix("…") + MORE
    return Content.styled("\n".join([*before, last]), words.spans[0].style if words.spans else "")


class TableScreen(DeskScreen):
    """The grid, and under it what the current cell means and whether the figures agree."""

    KEYS: ClassVar = (
        ("Ctrl+L", "本列0"),
        ("Ctrl+R", "本行0"),
        ("Ctrl+T", "本表0"),
        ("Ctrl+B", "待补"),
        ("Ctrl+K", "上年数"),
        ("Esc", "返回"),
    )
    COMMON: ClassVar = ("help", "findings", "undo", "contents", "preview", "export")

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+l", "zero_column", "本列空格填0", show=False, priority=True),
        Binding("ctrl+r", "zero_row", "本行空格填0", show=False, priority=True),
        Binding("ctrl+t", "zero_table", "本表空格填0", show=False, priority=True),
        Binding("ctrl+b", "pending", "这一格待补", show=False, priority=True),
        Binding("ctrl+k", "carry", "填上年结转的数", show=False, priority=True),
        Binding("escape", "app.leave", "返回", show=False),
    ]

    def __init__(self, table: Table, at: str = "") -> None:
        super().__init__()
        self._table = table
        self._at = at
        self._model: StatutoryTable | None = None
        self._refused = ""

    @property
    def where(self) -> str:  # type: ignore[override]
        """The table's number and name."""
        return self._table.number

    @property
    def model(self) -> StatutoryTable:
        """The table over the open draft."""
        if self._model is None:
            self._model = StatutoryTable(self.desk.form, self._table, self.desk.report)
        return self._model

    @property
    def grid(self) -> NumGrid:
        """The grid on the screen."""
        return self.query_one(NumGrid)

    def body(self) -> ComposeResult:
        """The grid with its status lines; the help of the cell beside it where there is room."""
        with Horizontal():
            with Vertical(id="table"):
                yield NumGrid(self.model)
                yield Static(id="cell", markup=False)
                yield Static(id="agree", markup=False)
            yield self.beside()

    def on_mount(self) -> None:
        """Put the cursor where one came from."""
        place = self.model.position(self._at) if self._at else None
        if place is not None:
            self.call_after_refresh(self.grid.move_to, *place)
        self.grid.focus()

    def on_resize(self) -> None:
        """Fit the lines under the grid to the new width."""
        self.call_after_refresh(self.refresh_status)

    def report_changed(self) -> None:
        """Show the figures of the report and what is wrong with them."""
        self.model.replace_report(self.desk.report)
        self.model.findings = self.desk.cell_findings()
        self._refused = ""
        self.grid.reload()
        self.refresh_status()

    def go_to(self, name: str) -> None:
        """Put the cursor on a cell."""
        place = self.model.position(name)
        if place is not None:
            self.grid.move_to(*place)

    @on(NumGrid.CellsEdited)
    def write(self, event: NumGrid.CellsEdited) -> None:
        """Put what was typed or pasted into the draft, as one step."""
        self._refused = ""
        self._write(dict(self.model.edits), PASTED if len(event.cells) > 1 else "")

    def _write(self, values: dict[str, Value | None], source: str) -> None:
        if values:
            self.assistant.write(values, source=source)

    @on(NumGrid.Rejected)
    def refuse(self, event: NumGrid.Rejected) -> None:
        """Say why; what was typed stays in the cell."""
        self._refused = event.reason
        self.refresh_status()

    @on(NumGrid.LeftOut)
    def left_out(self, event: NumGrid.LeftOut) -> None:
        """Say what of a pasted block was not filled in, and why; what else is said of the same block stays."""
        named = "、".join(event.texts[:NAMED])
        more = f"等{len(event.texts)}格" if len(event.texts) > NAMED else ""
        before = "" if event.reason == REFUSED else self._refused
        self._refused = f"{before}“{named}”{more}{event.reason}"
        self.refresh_status()

    @on(NumGrid.CursorMoved)
    def moved(self) -> None:
        """Show the current cell's meaning; a refusal stays as long as what was refused."""
        if self.grid.typed is None:
            self._refused = ""
        self.refresh_status()

    @on(NumGrid.UndoRequested)
    def undo(self) -> None:
        """Take the last step back."""
        self.assistant.action_undo()

    @property
    def field(self) -> Field | None:
        """The form's cell under the cursor."""
        return self.model.field(*self.grid.cursor)

    def refresh_status(self) -> None:
        """Write the lines under the grid."""
        field = self.field
        if field is None:
            return
        answered, asked = self.model.counts()
        name = f"{row_title(self.model, self.grid.cursor[0])}　{field.column.label}"
        count = f"已填 {answered}/{asked} 格"
        cell = self.query_one("#cell", Static)
        head = f"{name}　{count}"
        room = LINES - len(kinsoku.wrap(head, cell.content_size.width or len(head) * 2))
        about = fitted(self._about(field), cell.content_size.width, room)
        cell.update(Content.assemble((name, "bold"), f"　{count}\n", about), layout=False)
        self.query_one("#agree", Static).update(self._agreement(field), layout=False)
        self.show_help(Content(cell_help(self.desk.form, field)))

    def _about(self, field: Field) -> Content:
        """The most urgent thing to say of the cell: why it was refused, what is wrong, what counts."""
        if self._refused:
            return Content.styled(f"✗ {self._refused}", "bold $text-error")
        wrong = self.model.findings.get(field.id)
        if wrong:
            return Content.styled(f"! {wrong}", "bold $text-error")
        last = self.desk.last_years(field.id)
        before = f"上年：{last}。" if last is not None and not isinstance(last, Pending) else ""
        if unusual := self.desk.unusual(field.id):
            return Content.styled(f"? {unusual}", "$text-warning")
        if field.total:
            return Content(f"{before}由其他格自动相加，不用填。")
        return Content(f"{before}{field.help.counts}")

    def _agreement(self, field: Field) -> Content:
        """The identity printed on the form, worked out for the current column."""
        for balance in identities(self.desk.form, self.model.figures):
            if balance.table == self._table.id and balance.column == field.column.id:
                return _balance_words(balance, field.column.label)
        return Content("")

    def action_zero_column(self) -> None:
        """Fill the open cells of this column with zero."""
        column = self.grid.cursor[1]
        self._zero(self.model.column_positions(column), "这一列还空着的格")

    def action_zero_row(self) -> None:
        """Fill the open cells of this row with zero."""
        self._zero(self.model.row_positions(self.grid.cursor[0]), "这一行还空着的格")

    def action_zero_table(self) -> None:
        """Fill all open cells with zero, after asking."""
        zeros = self.model.zeros(self.model.all_positions())
        if not zeros:
            self.remark("没有空着的格。")
            return

        def fill(sure: bool | None) -> None:
            if sure:
                self.assistant.write(zeros, via="零报告", source="本表空格填0")

        self.app.push_screen(
            Confirm(f"把本表还空着的{len(zeros)}格都填0？已填的不动，填错了可以按 Ctrl+Z 撤销。"),
            fill,
        )

    def _zero(self, places: tuple[tuple[int, int], ...], what: str) -> None:
        zeros = self.model.zeros(places)
        if zeros:
            self.assistant.write(zeros, source=f"{what}填0")
        else:
            self.remark("没有空着的格。")

    def action_carry(self) -> None:
        """Fill the open cells whose figure follows from last year's report, after asking."""
        proposed = self.desk.carried_over(self._table.id)
        if not proposed:
            self.remark("没有可填的：没有导入上年年报（Ctrl+O），或者相关的格已经填了。")
            return

        def fill(sure: bool | None) -> None:
            if sure:
                self.assistant.write(proposed, via="导入", source=self.desk.last_years_source())

        named = [f"{self.desk.title_of(name)} {value}" for name, value in proposed.items()]
        listed = "\n".join(named[:8]) + ("\n……" if len(named) > 8 else "")
        self.app.push_screen(Confirm(f"上年年报里结转过来的数：\n{listed}\n\n填进去吗？"), fill)

    def action_pending(self) -> None:
        """Mark the current cell 待补."""
        field = self.field
        if field is not None and not field.total:
            what = f"{row_title(self.model, self.grid.cursor[0])}　{field.column.label}"
            self.assistant.mark_pending(field.id, what)

    def help_text(self) -> str:
        """What is wrong with the current cell, its definition, and the notes of the table."""
        field = self.field
        if field is None:
            return ""
        wrong = self._refused or self.model.findings.get(field.id) or self.desk.unusual(field.id)
        about = apart(cell_help(self.desk.form, field))
        return "\n\n".join(part for part in (wrong, about) if part)


def _balance_words(balance: Balance, column: str) -> Content:
    words = f"勾稽（{column}）：{balance.words}"
    gap = balance.difference
    if gap is None:
        return Content(f"{words}　填全后自动核对")
    if gap == 0:
        return Content(f"✓ {words}")
    return Content.styled(f"! {words}　差{written(max(gap, -gap))}件", "bold $text-error")
