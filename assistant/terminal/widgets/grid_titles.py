"""The titles over the columns of a number grid, as they are painted."""

from collections.abc import Iterable

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style

from assistant.terminal.grid_geometry import Geometry, title_lines
from assistant.terminal.grid_model import Heading


def titles_line(
    geometry: Geometry,
    titles: Iterable[Heading],
    line: int,
    seen: tuple[int, int],
    style: Style,
    rule: Style,
) -> list[Segment]:
    """Return one line of a level of titles over the whole table, each centred over what is `seen` of its columns.

    `seen` is the first cell of the table's body that is to be seen, and the first one behind them.
    """
    segments, column = [], 0
    for heading in sorted(titles, key=lambda heading: heading.first):
        for blank in geometry.columns[column : heading.first]:
            segments.extend([Segment("│", rule), Segment(" " * blank, style)])
        width = geometry.span_width(heading)
        text = (title_lines(heading.title, width) + [""] * (line + 1))[line]
        start = geometry.column_start(heading.first)
        segments.extend([Segment("│", rule), Segment(_centred(text, start, width, seen), style)])
        column = heading.first + heading.span
    for blank in geometry.columns[column:]:
        segments.extend([Segment("│", rule), Segment(" " * blank, style)])
    return [*segments, Segment("│", rule)]


def _centred(text: str, start: int, width: int, seen: tuple[int, int]) -> str:
    """A title in the middle of the part of its span that is not scrolled away."""
    left, right = max(0, seen[0] - start), min(width, seen[1] - start)
    if right - left < cell_len(text):
        left, right = 0, width
    before = left + (right - left - cell_len(text)) // 2
    return " " * before + text + " " * (width - before - cell_len(text))
