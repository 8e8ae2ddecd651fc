"""Where the cursor of a number grid goes; pure functions over a grid model.

Every function answers the new position, or None where the table ends.
"""

from collections.abc import Iterable, Iterator

from assistant.terminal.grid_model import GridModel, Position


def columns_of(model: GridModel, row: int) -> list[int]:
    """The columns in which a row has cells."""
    if not 0 <= row < len(model.rows):
        return []
    return [column for column in range(model.column_count) if model.cell(row, column) is not None]


def first_cell(model: GridModel) -> Position | None:
    """The first cell that can be typed into, or else the first cell."""
    return _first(_editable(model, _by_rows(model))) or _first(_existing(model, _by_rows(model)))


def sideways(model: GridModel, cursor: Position, step: int) -> Position | None:
    """The next cell of the row to the right (`step` 1) or to the left (-1)."""
    row, column = cursor
    beyond = [other for other in columns_of(model, row) if (other - column) * step > 0]
    return (row, min(beyond, key=lambda other: abs(other - column))) if beyond else None


def vertically(model: GridModel, cursor: Position, step: int, goal: int) -> Position | None:
    """The nearest row of cells below (`step` 1) or above (-1), as close to column `goal` as it goes."""
    row = cursor[0] + step
    while 0 <= row < len(model.rows):
        columns = columns_of(model, row)
        if columns:
            return row, min(columns, key=lambda column: (abs(column - goal), column))
        row += step
    return None


def page(model: GridModel, cursor: Position, lines: int, goal: int) -> Position:
    """A jump of that many rows down, or up if negative; the outermost row at least."""
    step = 1 if lines > 0 else -1
    position = cursor
    for _ in range(abs(lines)):
        further = vertically(model, position, step, goal)
        if further is None:
            return position
        position = further
    return position


def row_end(model: GridModel, cursor: Position, side: int) -> Position:
    """The first (`side` -1) or last (1) cell of the row."""
    columns = columns_of(model, cursor[0]) or [cursor[1]]
    return cursor[0], columns[-1] if side > 0 else columns[0]


def table_end(model: GridModel, cursor: Position, side: int) -> Position:
    """The first (`side` -1) or last (1) cell of the table."""
    cells = list(_existing(model, _by_rows(model)))
    return (cells[-1] if side > 0 else cells[0]) if cells else cursor


def by_tab(model: GridModel, cursor: Position, step: int) -> Position | None:
    """The next cell to type into, row by row; `step` -1 goes back."""
    places = _by_rows(model)
    ahead = places[places.index(cursor) + 1 :] if step > 0 else places[: places.index(cursor)][::-1]
    return _first(_editable(model, ahead))


def by_enter(model: GridModel, cursor: Position) -> Position | None:
    """The next cell to type into, downwards, and on at the top of the next column."""
    places = [
        (row, column) for column in range(model.column_count) for row in range(len(model.rows))
    ]
    return _first(_editable(model, places[places.index(cursor) + 1 :]))


def _by_rows(model: GridModel) -> list[Position]:
    return [(row, column) for row in range(len(model.rows)) for column in range(model.column_count)]


def _existing(model: GridModel, places: Iterable[Position]) -> Iterator[Position]:
    return (place for place in places if model.cell(*place) is not None)


def _editable(model: GridModel, places: Iterable[Position]) -> Iterator[Position]:
    for place in places:
        cell = model.cell(*place)
        if cell is not None and not cell.read_only:
            yield place


def _first(places: Iterator[Position]) -> Position | None:
    return next(places, None)
