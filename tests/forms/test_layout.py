"""The printed tables: against golden drawings, and against the official layout where that is at hand."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from assistant.forms import Cell, Form, Layout, Role, Table, layout

HERE = Path(__file__).parent
OFFICIAL = HERE.parents[2] / "shared" / "domain" / "forms.json"
"""The official layouts cell by cell, kept outside the project; the golden drawings are always here."""


def slots(cell: Cell) -> list[tuple[int, int]]:
    """Return the places of the printed grid that a cell covers."""
    return [
        (cell.row + down, cell.column + across)
        for down in range(cell.rowspan)
        for across in range(cell.colspan)
    ]


def drawn(table: Table, printed: Layout) -> str:
    """Return a table as text: a printed row a line, `←` `↑` `↖` where a cell reaches on."""
    grid: dict[tuple[int, int], str] = {}
    for cell in printed.cells:
        own = f"[{cell.field.partition('.')[2]}]" if cell.field else cell.text
        for down, across in slots(cell):
            signs = {(True, True): own, (True, False): "←", (False, True): "↑"}
            grid[down, across] = signs.get((down == cell.row, across == cell.column), "↖")
    lines = [
        " | ".join(grid[row, column] for column in range(printed.width))
        for row in range(printed.height)
    ]
    head = f"{table.number} {table.caption}（{printed.height}行{printed.width}列）"
    return "\n".join((head, *lines))


def test_tables_are_drawn_as_the_golden_copy(form: Form) -> None:
    """One line a printed row, to be proof-read against the gazette."""
    golden = (HERE / f"{form.id}.layout.txt").read_text(encoding="utf-8")

    actual = "\n\n".join(drawn(table, layout(table)) for table in form.tables.values()) + "\n"

    assert golden == actual


def test_every_slot_of_the_grid_is_covered_exactly_once(form: Form) -> None:
    """No hole, no overlap, nothing outside."""
    for table in form.tables.values():
        printed = layout(table)

        covered = Counter(slot for cell in printed.cells for slot in slots(cell))
        whole = {
            (row, column): 1 for row in range(printed.height) for column in range(printed.width)
        }

        assert whole == covered


def test_every_cell_of_the_form_is_printed_once(form: Form) -> None:
    """198 figures in the 2019 form, 200 in the 2021 form."""
    printed = [
        cell.field
        for table in form.tables.values()
        for cell in layout(table).cells
        if cell.role is Role.NUMBER
    ]

    assert {"2019": 198, "2021": 200}[form.id] == len(printed)
    assert sorted(form.fields) == sorted(printed)


def test_cells_come_row_by_row(form: Form) -> None:
    """Exporters may write them in the order they come."""
    for table in form.tables.values():
        printed = layout(table)

        assert printed.cells == tuple(cell for row in printed.rows() for cell in row)
        assert sorted(printed.cells, key=lambda cell: (cell.row, cell.column)) == list(
            printed.cells
        )


def official_cells(rows: list[list[dict[str, Any]]]) -> set[tuple[Any, ...]]:
    """Return where each cell of an official table stands, the way a browser places it."""
    taken: set[tuple[int, int]] = set()
    cells = set()
    for down, row in enumerate(rows):
        across = 0
        for entry in row:
            while (down, across) in taken:
                across += 1
            spans = (entry.get("rowspan", 1), entry.get("colspan", 1))
            cell = Cell(down, across, Role.HEAD, "", "", *spans)
            taken.update(slots(cell))
            cells.add((down, across, *spans, entry.get("text", ""), entry.get("field", "")))
    return cells


@pytest.mark.skipif(not OFFICIAL.exists(), reason="the official layouts are not at hand")
def test_tables_are_the_official_ones_cell_by_cell(form: Form) -> None:
    """Place, spans, words and field of every cell."""
    official = json.loads(OFFICIAL.read_text(encoding="utf-8"))[form.id]["tables"]

    assert list(official) == list(form.tables)
    for table in form.tables.values():
        actual = {
            (cell.row, cell.column, cell.rowspan, cell.colspan, cell.text, cell.field)
            for cell in layout(table).cells
        }
        assert official_cells(official[table.id]["rows"]) == actual
        assert official[table.id]["columns"] == table.width
