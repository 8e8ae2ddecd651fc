"""What a number grid tells the screen around it."""

from dataclasses import dataclass
from typing import Literal

from textual.message import Message

from assistant.terminal.widgets.grid_paint import PaintedGrid

Direction = Literal["up", "down", "next", "previous"]


class GridMessages:
    """The messages of a `NumGrid`, which has them as its own."""

    @dataclass
    class CellsEdited(Message):
        """Texts were taken over by the model, as one step: a cell, or a pasted block."""

        grid: "PaintedGrid"
        cells: list[tuple[int, int, str]]

        @property
        def control(self) -> "PaintedGrid":
            """The grid, for `@on` with a selector."""
            return self.grid

    @dataclass
    class Rejected(Message):
        """A text was not taken over; it stays visible in its cell."""

        grid: "PaintedGrid"
        row: int
        column: int
        text: str
        reason: str

        @property
        def control(self) -> "PaintedGrid":
            """The grid, for `@on` with a selector."""
            return self.grid

    @dataclass
    class LeftOut(Message):
        """Pasted texts that went nowhere: titles copied along, or cells outside the table."""

        grid: "PaintedGrid"
        texts: list[str]
        reason: str

        @property
        def control(self) -> "PaintedGrid":
            """The grid, for `@on` with a selector."""
            return self.grid

    @dataclass
    class CursorMoved(Message):
        """The cursor stands on another cell."""

        grid: "PaintedGrid"
        row: int
        column: int

        @property
        def control(self) -> "PaintedGrid":
            """The grid, for `@on` with a selector."""
            return self.grid

    @dataclass
    class LeaveGrid(Message):
        """The cursor was moved past the edge of the table; the screen decides where to go."""

        grid: "PaintedGrid"
        direction: Direction

        @property
        def control(self) -> "PaintedGrid":
            """The grid, for `@on` with a selector."""
            return self.grid

    @dataclass
    class UndoRequested(Message):
        """Ctrl+Z; whoever keeps the history answers by changing the model and calling `reload`."""

        grid: "PaintedGrid"

        @property
        def control(self) -> "PaintedGrid":
            """The grid, for `@on` with a selector."""
            return self.grid
