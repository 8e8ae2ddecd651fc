"""NumGrid: a table of numbers with frozen titles, typed into like a spreadsheet.

The screen around it hears of everything through messages and never reaches into it. How it looks is in `grid_paint`.
"""

import unicodedata
from dataclasses import replace
from functools import partial
from typing import ClassVar, Final

from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Offset, Region

from assistant.terminal import grid_moves, pasted
from assistant.terminal.grid_edit import Edit
from assistant.terminal.grid_model import Accepted, GridModel, Position
from assistant.terminal.jumping import Target
from assistant.terminal.widgets.grid_messages import Direction, GridMessages
from assistant.terminal.widgets.grid_paint import PaintedGrid


class NumGrid(GridMessages, PaintedGrid, inherit_bindings=False):
    """A statutory table to type numbers into."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "step('up')", "上移", show=False),
        Binding("down", "step('down')", "下移", show=False),
        Binding("left", "step('left')", "左移", show=False),
        Binding("right", "step('right')", "右移", show=False),
        Binding("tab", "tab(1)", "下一格", show=False),
        Binding("shift+tab", "tab(-1)", "上一格", show=False),
        Binding("enter", "enter", "确定，向下", show=False),
        Binding("home", "row_end(-1)", "行首", show=False),
        Binding("end", "row_end(1)", "行尾", show=False),
        Binding("pageup", "page(-1)", "上一屏", show=False),
        Binding("pagedown", "page(1)", "下一屏", show=False),
        Binding("ctrl+home", "table_end(-1)", "表头", show=False),
        Binding("ctrl+end", "table_end(1)", "表尾", show=False),
        Binding("f2", "edit_in_place", "修改这一格", show=False),
        Binding("backspace", "backspace", "删前一字", show=False),
        Binding("delete", "delete", "清空", show=False),
        Binding("escape", "drop_edit", "放弃输入", show=False),
        Binding("ctrl+z", "undo", "撤销", show=False),
    ]

    # What the screen around it uses

    def show(self, model: GridModel) -> None:
        """Show another table from its first cell on."""
        self._model = model
        self._edit = None
        self._refused.clear()
        self._cursor = grid_moves.first_cell(model) or (0, 0)
        self._goal = self._cursor[1]
        self.reload()
        self.scroll_to(0, 0, animate=False)

    def move_to(self, row: int, column: int) -> bool:
        """Put the cursor on a cell; False if what is being typed was refused or there is no cell."""
        if self._model.cell(row, column) is None or not self.commit():
            return False
        self._goal = column
        self._go((row, column))
        return True

    def commit(self) -> bool:
        """Hand what is being typed to the model; False if it was refused and stays open."""
        edit, cursor = self._edit, self._cursor
        if edit is None:
            return True
        cell = self._model.cell(*cursor)
        if cell is not None and edit.text.strip() == cell.text:
            self._close_edit()
            return True
        return self._submit(cursor, edit.text.strip())

    def targets(self) -> list[Target]:
        """Return the cells that are to be seen and can be typed into."""
        geometry, seen = self._geometry, Region(0, 0, *self._view)
        places = [
            ((row, column), self._screen_region(row, column))
            for row in range(len(self._model.rows))
            for column in grid_moves.columns_of(self._model, row)
            if not getattr(self._model.cell(row, column), "read_only", True)
        ]
        return [
            Target(
                self.content_region.offset + region.offset + Offset(1, 0),
                partial(self.move_to, *place),
            )
            for place, region in places
            if region.y >= geometry.header_height
            and region.x + 1 >= geometry.label
            and seen.contains_region(region)
        ]

    # Moving

    def action_step(self, direction: str) -> None:
        """An arrow key: inside the text when it was opened with F2, else to another cell."""
        sideways = {"left": -1, "right": 1}.get(direction)
        if self._edit is not None and self._edit.in_place and sideways is not None:
            self._move_caret(self._edit.caret + sideways)
        elif not self.commit():
            return
        elif sideways is not None:
            self._step_sideways(sideways)
        else:
            self._step_vertically(1 if direction == "down" else -1)

    def _step_sideways(self, step: int) -> None:
        target = grid_moves.sideways(self._model, self._cursor, step)
        if target is not None:
            self._goal = target[1]
            self._go(target)

    def _step_vertically(self, step: int) -> None:
        target = grid_moves.vertically(self._model, self._cursor, step, self._goal)
        if target is None:
            self.post_message(self.LeaveGrid(self, "down" if step > 0 else "up"))
        else:
            self._go(target)

    def action_tab(self, step: int) -> None:
        """Tab: the next cell that can be typed into."""
        if not self.commit():
            return
        target = grid_moves.by_tab(self._model, self._cursor, step)
        self._go_or_leave(target, "next" if step > 0 else "previous")
        if target is None:
            # What the screen does about LeaveGrid comes later and has the last word.
            self.screen.focus_next() if step > 0 else self.screen.focus_previous()

    def action_enter(self) -> None:
        """Enter: the cell below, then the top of the next column."""
        if self.commit():
            self._go_or_leave(grid_moves.by_enter(self._model, self._cursor), "next")

    def _go_or_leave(self, target: Position | None, direction: Direction) -> None:
        if target is None:
            self.post_message(self.LeaveGrid(self, direction))
        else:
            self._goal = target[1]
            self._go(target)

    def action_row_end(self, side: int) -> None:
        """Home and End: of the text when it was opened with F2, else of the row."""
        if self._edit is not None and self._edit.in_place:
            self._move_caret(0 if side < 0 else len(self._edit.text))
        elif self.commit():
            target = grid_moves.row_end(self._model, self._cursor, side)
            self._goal = target[1]
            self._go(target)

    def action_page(self, side: int) -> None:
        """PgUp and PgDn: as many rows as are visible."""
        if self.commit():
            lines = max(1, self._view.height - self._geometry.header_height - 1)
            self._go(grid_moves.page(self._model, self._cursor, side * lines, self._goal))

    def action_table_end(self, side: int) -> None:
        """Ctrl+Home and Ctrl+End: the first and the last cell."""
        if self.commit():
            target = grid_moves.table_end(self._model, self._cursor, side)
            self._goal = target[1]
            self._go(target)

    def _go(self, target: Position) -> None:
        if target == self._cursor:
            return
        before, self._cursor = self._cursor, target
        self.refresh(*self._regions_of_move(before, target))
        self._reveal()
        self.post_message(self.CursorMoved(self, *target))

    # Editing

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """Printable characters are typed into cells and start no command."""
        return character is not None and character.isprintable()

    async def _on_key(self, event: events.Key) -> None:
        """Type, or move at once: the key of a binding first climbs through every widget to the app."""
        move = MOVES.get(event.key)
        if move is None and (event.character is None or not event.is_printable):
            return
        event.stop()
        event.prevent_default()
        if move is not None:
            await self.run_action(move)
        elif event.character is not None:
            self._type(event.character)

    def _on_paste(self, event: events.Paste) -> None:
        event.stop()
        event.prevent_default()
        text = event.text
        if self._edit is not None and "\t" not in text and "\n" not in text.strip():
            self._type(text.strip())
        elif self.commit():
            self._paste_block(text)

    def _type(self, typed: str) -> None:
        plain = unicodedata.normalize("NFKC", typed)
        if self._edit is None and not plain.strip():
            return
        cell = self._model.cell(*self._cursor)
        if cell is None or cell.read_only:
            self._submit(self._cursor, plain)
            return
        edit = self._edit or Edit("", 0)
        self._show_edit(edit.insert(plain))

    def action_edit_in_place(self) -> None:
        """F2: go on with the text that stands in the cell."""
        cell = self._model.cell(*self._cursor)
        if cell is None or cell.read_only:
            self._submit(self._cursor, "")
            return
        text = self.typed if self.typed is not None else cell.text
        self._show_edit(Edit(text, len(text), in_place=True))

    def action_backspace(self) -> None:
        """Take the character before the caret away; on a closed cell, open its text first."""
        if self._edit is None:
            self.action_edit_in_place()
        if self._edit is not None and self._edit.caret:
            self._show_edit(self._edit.without(self._edit.caret - 1, self._edit.caret))

    def action_delete(self) -> None:
        """Take the character behind the caret away, or make the whole cell unanswered."""
        if self._edit is not None:
            self._show_edit(self._edit.without(self._edit.caret, self._edit.caret + 1))
        elif self._refused.pop(self._cursor, None) is not None:
            self._refresh_current()
        elif (cell := self._model.cell(*self._cursor)) is not None and (cell.text or cell.pending):
            self._submit(self._cursor, "")

    def action_drop_edit(self) -> None:
        """Esc: forget what was typed; what stood there before stands there again."""
        self._edit = None
        self._refused.pop(self._cursor, None)
        self._refresh_current()
        self.post_message(self.CursorMoved(self, *self._cursor))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Esc belongs to the screen while there is nothing to drop."""
        if action == "drop_edit":
            return self.typed is not None
        return super().check_action(action, parameters)

    def action_undo(self) -> None:
        """Ctrl+Z: drop what is being typed, else ask for the last step to be undone."""
        if self._edit is not None:
            self.action_drop_edit()
        else:
            self.post_message(self.UndoRequested(self))

    def _move_caret(self, caret: int) -> None:
        if self._edit is not None:
            self._show_edit(replace(self._edit, caret=min(max(caret, 0), len(self._edit.text))))

    def _show_edit(self, edit: Edit) -> None:
        self._edit = edit
        self._refused.pop(self._cursor, None)
        if not self._grow([self._cursor]):
            self._refresh_current()
        self._reveal()

    def _close_edit(self) -> None:
        self._edit = None
        self._refresh_current()

    def _submit(self, position: Position, text: str) -> bool:
        """Offer a text to the model and tell the screen what came of it."""
        outcome = self._model.set_text(*position, text)
        if isinstance(outcome, Accepted):
            self._edit = None
            self._refused.pop(position, None)
            self.refresh_cells({*outcome.changed, position})
            self.post_message(self.CellsEdited(self, [(*position, text)]))
            return True
        self.post_message(self.Rejected(self, *position, text, outcome.sentence))
        return False

    def _paste_block(self, text: str) -> None:
        """Fill cells from the cursor on; all of it is one step."""
        block = pasted.read_block(text, self._model)
        taken: list[tuple[int, int, str]] = []
        outside: list[str] = []
        refused: list[str] = []
        for placed in pasted.place(block, self._model, self._cursor):
            if placed.position is None:
                outside.append(placed.text)
            elif self._paste_cell(placed.position, placed.text):
                taken.append((*placed.position, placed.text))
            elif placed.position in self._refused:
                refused.append(placed.text)
        self.reload()
        if taken:
            self.post_message(self.CellsEdited(self, taken))
        left = ((refused, pasted.REFUSED), (outside, pasted.OUTSIDE))
        for texts, reason in (*left, (list(block.titles), pasted.NOT_NUMBERS)):
            if texts:
                self.post_message(self.LeftOut(self, texts, reason))

    def _paste_cell(self, position: Position, text: str) -> bool:
        """One cell of a block; what is refused stays visible there."""
        cell = self._model.cell(*position)
        if cell is None or cell.read_only:
            return False
        outcome = self._model.set_text(*position, text)
        if isinstance(outcome, Accepted):
            self._refused.pop(position, None)
            return True
        self._refused[position] = text
        self.post_message(self.Rejected(self, *position, text, outcome.sentence))
        return False

    # Focus, size and mouse

    def _on_focus(self, event: events.Focus) -> None:
        self._refresh_current()

    def _on_blur(self, event: events.Blur) -> None:
        """What is being typed is kept: taken over, or shown as refused."""
        if not self.commit() and self._edit is not None:
            self._refused[self._cursor] = self._edit.text
            self._edit = None
        self._refresh_current()

    def _on_resize(self, event: events.Resize) -> None:
        self._lay_out()

    def _on_mount(self, event: events.Mount) -> None:
        self._lay_out()

    async def _on_click(self, event: events.Click) -> None:
        position = self._position_at(event.get_content_offset(self))
        if position is None:
            return
        event.stop()
        if position == self._cursor and event.chain > 1 and self._edit is None:
            self.action_edit_in_place()
        else:
            self.move_to(*position)

    def _position_at(self, offset: Offset | None) -> Position | None:
        """The cell painted at an offset inside the widget."""
        geometry = self._geometry
        if offset is None or offset.y < geometry.header_height or offset.x < geometry.label:
            return None
        line = offset.y - geometry.header_height + self.scroll_offset.y
        across = offset.x - geometry.label + self.scroll_offset.x
        if line >= geometry.body_height or across >= geometry.body_width:
            return None
        position = geometry.row_at(line), geometry.column_at(across)
        return position if self._model.cell(*position) is not None else None


MOVES: Final = {
    binding.key: binding.action
    for binding in NumGrid.BINDINGS
    if isinstance(binding, Binding)
    and binding.action.startswith(("step", "tab(", "enter", "row_end", "page"))
}
"""The keys that move the cursor."""
