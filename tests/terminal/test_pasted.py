"""Whole statutory tables from the clipboard: as a spreadsheet, Word and WPS copy them, every figure in its cell."""

import random
from collections.abc import Callable, Iterator

import pytest

from assistant import content
from assistant.forms import Form, Table
from assistant.report import YEAR, Report
from assistant.terminal import pasted
from assistant.terminal.statutory import StatutoryTable
from tests.importing import damage
from tests.importing.damage import Cell

FORMS = content.forms()
TABLES = [(form, table) for form in FORMS for table in form.tables.values()]
Rows = tuple[tuple[Cell, ...], ...]


def printed(form: Form, table: Table) -> Rows:
    """The rows of a table as the form prints it, filled in."""
    year = {"2019": 2020, "2021": 2024}[form.id]
    sheet = damage.sheet(form, damage.random_report(form, year, random.Random(5)))
    tables = [block for block in sheet.blocks if not isinstance(block, str)]
    return tables[list(form.tables).index(table.id)]


def lines(cells: Iterator[list[str]]) -> str:
    quoted = ("\t".join(f'"{text}"' if "\n" in text else text for text in row) for row in cells)
    return "\r\n".join(quoted) + "\r\n"


def from_a_spreadsheet(rows: Rows) -> str:
    """Every cell of the grid; what a merged cell covers is blank."""
    return lines(
        [text for cell in row for text in (cell.text, *[""] * (cell.colspan - 1))] for row in rows
    )


def from_word(rows: Rows) -> str:
    """Cells as the rows of the file hold them: covered ones are not there."""
    return lines([cell.text for cell in row if not cell.continued] for row in rows)


def figures_alone(rows: Rows) -> str:
    """The figures, without titles and labels."""
    return lines([c.text for c in row if c.field] for row in rows if any(c.field for c in row))


def dressed(rows: Rows) -> str:
    """Thousands separators, full-width digits, spaces."""
    wide = {ord(digit): chr(ord(digit) + 0xFEE0) for digit in "0123456789"}

    def dress(text: str) -> str:
        return f" {int(text):,} " if text.isdigit() and len(text) > 3 else text.translate(wide)

    return lines(
        [dress(cell.text) if cell.field else cell.text for cell in row if not cell.continued]
        for row in rows
    )


@pytest.mark.parametrize("copied", [from_a_spreadsheet, from_word, figures_alone, dressed])
@pytest.mark.parametrize(("form", "table"), TABLES, ids=lambda one: one.id)
def test_a_whole_table_lands_in_its_cells(
    copied: Callable[[Rows], str], form: Form, table: Table
) -> None:
    """连表头、行名、合并格一起粘来，每个数都落在自己的格里，没有多出来的。"""
    rows = printed(form, table)
    model = StatutoryTable(form, table, Report({YEAR: form.first_year}))
    ids = {at: name for name in table.fields if (at := model.position(name)) is not None}

    placed = list(pasted.place(pasted.read_block(copied(rows), model), model, (min(ids)[0], 0)))

    texts = {cell.field: cell.text for row in rows for cell in row if cell.field}
    assert [] == [each.text for each in placed if each.position is None]
    assert texts == {
        ids[each.position]: each.text.replace(",", "").strip() for each in placed if each.position
    }


@pytest.mark.parametrize("text", ["251000元", "63.28万元", "1,005件", "增12345", "-35"])
def test_a_figure_with_its_unit_is_no_label(text: str) -> None:
    """带单位、带增减的数也是数，不当行名。"""
    form = FORMS[0]
    model = StatutoryTable(form, form.tables["主动公开"], Report({YEAR: 2020}))

    (line,) = pasted.read_block(f"{text}\t1\n", model).lines

    assert (text.replace("，", ","), "1") == line.texts
