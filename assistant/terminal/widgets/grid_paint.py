"""How a number grid shows a table: its sizes, its frozen titles and labels, its cells and their marks.

It paints its own lines over a `GridModel`. A key refreshes the cells it touched and nothing else; only scrolling and a
column that grows repaint the whole grid.
"""

from collections.abc import Iterable
from typing import ClassVar, Final

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.geometry import Offset, Region, Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from assistant.terminal import grid_moves
from assistant.terminal.grid_edit import Edit
from assistant.terminal.grid_geometry import (
    Geometry,
    label_text,
    lay_out,
    shortened,
)
from assistant.terminal.grid_model import (
    CaptionRow,
    Cell,
    CellsRow,
    GridModel,
    Heading,
    Position,
    TitlesRow,
)
from assistant.terminal.widgets.grid_titles import titles_line

UNANSWERED: Final = "·"
PENDING: Final = "待补"
ERROR_MARK: Final = "!"
REFUSED_MARK: Final = "?"
CARET: Final = "_"
CUT: Final = "…"
BASE: Final = ""
"""The name of the style of the grid itself."""


class PaintedGrid(ScrollView, can_focus=True, inherit_bindings=False):
    """A statutory table to look at, with a cursor in it and what is being typed there."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "num-grid--header",
        "num-grid--label",
        "num-grid--current",
        "num-grid--caption",
        "num-grid--cell",
        "num-grid--read-only",
        "num-grid--blank",
        "num-grid--pending",
        "num-grid--error",
        "num-grid--refused",
        "num-grid--cursor",
        "num-grid--editing",
        "num-grid--caret",
        "num-grid--rule",
    }

    DEFAULT_CSS = """
    PaintedGrid {
        height: 1fr;
        scrollbar-size-vertical: 1;
        & > .num-grid--header { text-style: bold; color: $foreground; }
        & > .num-grid--label { color: $foreground; }
        & > .num-grid--current { text-style: bold; }
        & > .num-grid--caption { text-style: bold; color: $foreground; }
        & > .num-grid--cell { color: $foreground; }
        & > .num-grid--read-only { text-style: italic; color: $text-muted; }
        & > .num-grid--blank { color: $text-muted; }
        & > .num-grid--pending { text-style: bold; color: $text-warning; }
        & > .num-grid--error { text-style: bold; color: $text-error; }
        & > .num-grid--refused { text-style: bold underline; color: $text-error; }
        & > .num-grid--cursor { text-style: reverse bold; }
        & > .num-grid--editing { text-style: bold underline; }
        & > .num-grid--caret { text-style: reverse; }
        & > .num-grid--rule { color: $text-muted; }
    }
    """

    def __init__(
        self,
        model: GridModel,
        *,
        name: str | None = None,
        id: str | None = None,  # noqa: A002 - Textual's name for it
        classes: str | None = None,
    ) -> None:
        self._styles_known: dict[str, Style] = {}
        self._titles: tuple[tuple[int, int], list[Strip]] | None = None
        super().__init__(name=name, id=id, classes=classes)
        self._model = model
        self._cursor: Position = grid_moves.first_cell(model) or (0, 0)
        self._goal = self._cursor[1]
        self._edit: Edit | None = None
        self._refused: dict[Position, str] = {}
        self._widths: list[int] = self._widest_texts()
        self._view = Size(80, 24)
        self._geometry: Geometry = lay_out(model, self._view.width, self._widths)

    @property
    def model(self) -> GridModel:
        """The table shown."""
        return self._model

    @property
    def cursor(self) -> Position:
        """Row and column of the current cell."""
        return self._cursor

    @property
    def typed(self) -> str | None:
        """The text being typed in the current cell, or refused there; None if there is none."""
        return self._edit.text if self._edit is not None else self._refused.get(self._cursor)

    def reload(self) -> None:
        """Paint the model anew after it changed from outside (undo, import)."""
        self._widths = self._widest_texts()
        self._lay_out()

    def refresh_cells(self, cells: Iterable[Position]) -> None:
        """Paint some cells anew after the model changed from outside."""
        changed = list(cells)
        if not self._grow(changed):
            self.refresh(*(self._screen_region(*cell) for cell in changed))

    @property
    def cursor_screen_offset(self) -> Offset:
        """Where the caret stands on the screen: the anchor of an input method."""
        row, column = self._cursor
        geometry = self._geometry
        width = geometry.columns[column] if geometry.columns else 1
        behind = 0
        if self._edit is not None:
            behind = max(0, cell_len(self._edit.text[self._edit.caret :]) - 1)
        x = geometry.label + geometry.column_start(column) + width - 1 - behind
        y = geometry.header_height + geometry.tops[row]
        return self.content_region.offset + Offset(x, y) - self.scroll_offset

    def _reveal(self) -> None:
        """Scroll until the current cell is clear of the frozen titles and labels."""
        row, column = self._cursor
        geometry = self._geometry
        height = max(1, self._view.height - geometry.header_height)
        width = max(1, self._view.width - geometry.label)
        top = geometry.tops[row]
        first_line = (
            self._top_with_captions(row) if top - self._top_with_captions(row) < height else top
        )
        left = geometry.column_start(column) - 1
        right = left + geometry.columns[column] + 2
        x, y = self.scroll_offset
        x = left if left < x else max(x, right - width)
        y = first_line if first_line < y else max(y, top + 1 - height)
        if (x, y) != self.scroll_offset:
            self.scroll_to(x, y, animate=False)

    def _top_with_captions(self, row: int) -> int:
        """The first line of the captions and titles right above a row, so that they come along."""
        while row and not isinstance(self._model.rows[row - 1], CellsRow):
            row -= 1
        return self._geometry.tops[row]

    # Sizes

    def _lay_out(self) -> None:
        """Divide the room anew; scrollbars take theirs before the table does."""
        full, styles = self.size, self.styles
        self._view = full
        for _ in range(3):
            self._geometry = lay_out(self._model, self._view.width, self._widths)
            table = self._table_size()
            view = Size(
                full.width - (table.height > self._view.height) * styles.scrollbar_size_vertical,
                full.height - (table.width > self._view.width) * styles.scrollbar_size_horizontal,
            )
            if view == self._view:
                break
            self._view = view
        self._titles = None
        self.virtual_size = self._table_size()
        self.refresh()
        if self.is_mounted:
            self._reveal()

    def _table_size(self) -> Size:
        geometry = self._geometry
        return Size(
            geometry.label + geometry.body_width, geometry.header_height + geometry.body_height
        )

    def _widest_texts(self) -> list[int]:
        """The width that the texts of each column need."""
        widths = [0] * self._model.column_count
        for row in range(len(self._model.rows)):
            for column in range(self._model.column_count):
                widths[column] = max(widths[column], self._needed((row, column)))
        return widths

    def _needed(self, position: Position) -> int:
        cell = self._model.cell(*position)
        if cell is None:
            return 0
        if self._edit is not None and position == self._cursor:
            return cell_len(self._edit.text) + 1
        return cell_len(self._shown(position, cell)[0])

    def _grow(self, cells: Iterable[Position]) -> bool:
        """Widen the columns whose texts need it; True if the whole grid was painted anew."""
        grown = False
        for position in cells:
            needed = self._needed(position)
            if needed > self._widths[position[1]]:
                self._widths[position[1]] = needed
                grown = grown or needed > self._geometry.columns[position[1]]
        if grown:
            self._lay_out()
        return grown

    def _screen_region(self, row: int, column: int) -> Region:
        """A cell with the rules beside it, inside the widget."""
        geometry = self._geometry
        x = geometry.label + geometry.column_start(column) - 1 - self.scroll_offset.x
        y = geometry.header_height + geometry.tops[row] - self.scroll_offset.y
        return Region(x, y, geometry.columns[column] + 2, 1)

    def _row_regions(self, position: Position) -> tuple[Region, Region]:
        """What a moving cursor changes: its cell and the label of its row."""
        cell = self._screen_region(*position)
        return cell, Region(0, cell.y, self._geometry.label, 1)

    def _regions_of_move(self, before: Position, after: Position) -> set[Region]:
        """Both cells, and the labels of their rows when those are two."""
        if before[0] == after[0]:
            return {self._screen_region(*before), self._screen_region(*after)}
        return {*self._row_regions(before), *self._row_regions(after)}

    def _refresh_current(self) -> None:
        if self._geometry.columns:
            self.refresh(*self._row_regions(self._cursor))

    # Painting

    def render_line(self, y: int) -> Strip:
        """One line of the widget: a title line, or the body line scrolled to it."""
        geometry = self._geometry
        base = self._style(BASE)
        if y < geometry.header_height:
            return self._title_strips()[y].adjust_cell_length(self._view.width, base)
        line = y - geometry.header_height + self.scroll_offset.y
        if line >= geometry.body_height:
            return Strip.blank(self._view.width, base)
        return self._body_line(line).adjust_cell_length(self._view.width, base)

    def _style(self, name: str) -> Style:
        """A style by its name; Textual forgets its own with every repaint and works them out from the root."""
        if name not in self._styles_known:
            self._styles_known[name] = (
                self.get_component_rich_style(f"num-grid--{name}") if name else self.rich_style
            )
        return self._styles_known[name]

    def notify_style_update(self) -> None:
        """Other colours: forget those that are known, and the titles painted in them."""
        self._styles_known.clear()
        self._titles = None
        super().notify_style_update()

    def _body_line(self, line: int) -> Strip:
        row = self._geometry.row_at(line)
        content = self._model.rows[row]
        if isinstance(content, CaptionRow):
            return self._caption_line(content)
        if isinstance(content, TitlesRow):
            within = line - self._geometry.tops[row]
            label = content.label if within == 0 else ""
            return self._join(
                label, "caption", self._titles_line(content.titles, within, "caption")
            )
        style = "current" if row == self._cursor[0] and self.has_focus else "label"
        return self._join(label_text(content), style, self._cells_line(row))

    def _join(self, label: str, style: str, body: list[Segment]) -> Strip:
        """The frozen label and the visible part of a body line."""
        width = self._geometry.label
        left = Strip([Segment(shortened(label, width), self._style(style))], width)
        scrolled = self.scroll_offset.x
        visible = Strip(body).crop(scrolled, scrolled + max(0, self._view.width - width))
        return Strip.join([left, visible])

    def _caption_line(self, caption: CaptionRow) -> Strip:
        text = label_text(caption)
        room = min(self._view.width, self._geometry.label + self._geometry.body_width)
        line = "─" * max(0, room - cell_len(text) - 1)
        return Strip(
            [
                Segment(shortened(text, min(cell_len(text), room)), self._style("caption")),
                Segment(f" {line}" if line else "", self._style("rule")),
            ]
        )

    def _cells_line(self, row: int) -> list[Segment]:
        rule = self._style("rule")
        current = self._cursor[1] if row == self._cursor[0] and self.has_focus else None
        segments = []
        for column, width in enumerate(self._geometry.columns):
            if column == current:
                segments.append(Segment("[", self._style("current")))
            elif current is not None and column == current + 1:
                segments.append(Segment("]", self._style("current")))
            else:
                segments.append(Segment("│", rule))
            if column != current and self._is_cut(column):
                segments.append(Segment(CUT * width, rule))
                continue
            segments.extend(self._cell_segments((row, column), width, at_cursor=column == current))
        last = current == len(self._geometry.columns) - 1
        segments.append(Segment("]", self._style("current")) if last else Segment("│", rule))
        return segments

    def _is_cut(self, column: int) -> bool:
        """Whether only a part of a column is visible: half a number would be read as another."""
        left = self._geometry.column_start(column) - self.scroll_offset.x
        right = left + self._geometry.columns[column]
        room = self._view.width - self._geometry.label
        return left < 0 < right or left < room < right

    def _cell_segments(self, position: Position, width: int, *, at_cursor: bool) -> list[Segment]:
        cell = self._model.cell(*position)
        if cell is None:
            return [Segment(" " * width, self._style("cell"))]
        if at_cursor and self._edit is not None:
            return self._edit_segments(self._edit, width)
        text, name = self._shown(position, cell)
        style = self._style(name)
        if at_cursor:
            style += self._style("cursor")
        return [Segment(" " * (width - cell_len(text)) + text, style)]

    def _edit_segments(self, edit: Edit, width: int) -> list[Segment]:
        style, caret = self._style("editing"), self._style("caret")
        before, behind = edit.text[: edit.caret], edit.text[edit.caret :]
        padding = " " * (width - cell_len(edit.text) - (not behind))
        if not behind:
            return [Segment(padding + before, style), Segment(CARET, style + caret)]
        return [
            Segment(padding + before, style),
            Segment(behind[0], style + caret),
            Segment(behind[1:], style),
        ]

    def _shown(self, position: Position, cell: Cell) -> tuple[str, str]:
        """The text of a closed cell with its mark, and the name of its style."""
        if (refused := self._refused.get(position)) is not None:
            return REFUSED_MARK + refused, "refused"
        text = cell.text or ("" if cell.read_only else UNANSWERED)
        if cell.pending:
            return (PENDING[0] + cell.text if cell.text else PENDING), "pending"
        if cell.error:
            return ERROR_MARK + text, "error"
        if not cell.text:
            return text, "blank"
        return text, "read-only" if cell.read_only else "cell"

    # Titles

    def _title_strips(self) -> list[Strip]:
        """The header as painted at this scroll position and width."""
        key = (self.scroll_offset.x, self._view.width)
        if self._titles is None or self._titles[0] != key:
            self._titles = key, self._paint_titles()
        return self._titles[1]

    def _paint_titles(self) -> list[Strip]:
        geometry = self._geometry
        strips = [
            self._join("", "header", self._titles_line(level, line, "header"))
            for level, height in zip(self._model.header, geometry.levels, strict=True)
            for line in range(height)
        ]
        rule = "".join("┼" + "─" * width for width in geometry.columns) + "┤"
        strips.append(
            self._join("─" * geometry.label, "rule", [Segment(rule, self._style("rule"))])
        )
        return strips

    def _titles_line(self, titles: Iterable[Heading], line: int, name: str) -> list[Segment]:
        """One line of a level of titles, each centred over what is visible of its columns."""
        scrolled = self.scroll_offset.x
        seen = scrolled, scrolled + self._view.width - self._geometry.label
        return titles_line(
            self._geometry, titles, line, seen, self._style(name), self._style("rule")
        )
