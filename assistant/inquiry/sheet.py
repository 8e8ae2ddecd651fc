"""A spreadsheet that another office fills in and sends back.

One line an item: what is asked, 口径, how to write it, last year's figure, the cell to fill, a remark. Two hidden
places say what it is, so that it reads back whatever was added around it: a row with the report it was made for, and a
column with the names of the items. Cells to fill are text, so that the office program changes nothing that is typed.
"""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from assistant.inquiry.items import Item

MARK: Final = "年报助手数据征集表"
"""In the first cell of the hidden row."""

FILL, NAME, REMARK, ASKED = "填这里", "编号", "备注", "要填的"
NOBODY: Final = "—"
"""Stands for the organ while nobody has said which."""

TITLES: Final = (
    ("序号", 6),
    (ASKED, 34),
    ("怎么算", 52),
    ("怎么写", 18),
    ("上年", 12),
    (FILL, 16),
    (REMARK, 24),
    (NAME, 4),
)
_MARK_ROW, _HEAD_ROW = 3, 4
_TALLEST = 120
_LINE = 15


@dataclass(frozen=True)
class Heading:
    """What a sheet is for."""

    unit: str
    year: int
    form: str
    """The id of the form."""

    office: str
    """Who is asked."""

    made: dt.date


def write_sheet(heading: Heading, items: Sequence[Item]) -> bytes:
    """Return the sheet as a spreadsheet."""
    from openpyxl import Workbook

    book = Workbook()
    sheet: Any = book.active
    sheet.title = "请填写"
    _write_head(sheet, heading)
    for number, item in enumerate(items, start=1):
        _write_item(sheet, _HEAD_ROW + number, _line(number, item), item)
    sheet.freeze_panes = sheet.cell(row=_HEAD_ROW + 1, column=1)
    sheet.protection.sheet = True
    sheet.page_setup.orientation, sheet.page_setup.fitToHeight = "landscape", 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _write_head(sheet: Any, heading: Heading) -> None:
    """Title, what to do, the hidden row, the titles of the columns."""
    from openpyxl.styles import Font

    for row, text in enumerate(_words(heading), start=1):
        _put(sheet, row, 1, text).alignment = _wrapped()
        sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=len(TITLES) - 1)
    sheet.cell(row=1, column=1).font = Font(bold=True, size=14)
    sheet.row_dimensions[1].height, sheet.row_dimensions[2].height = 28, 48
    for column, text in enumerate(_marked(heading), start=1):
        _put(sheet, _MARK_ROW, column, text)
    sheet.row_dimensions[_MARK_ROW].hidden = True
    for column, (title, width) in enumerate(TITLES, start=1):
        cell = _put(sheet, _HEAD_ROW, column, title)
        cell.font, cell.border = Font(bold=True), _edge()
        sheet.column_dimensions[cell.column_letter].width = width
        sheet.column_dimensions[cell.column_letter].hidden = title == NAME


def _write_item(sheet: Any, row: int, texts: Sequence[str], item: Item) -> None:
    from openpyxl.styles import PatternFill, Protection

    for text, (title, _), column in zip(texts, TITLES, range(1, len(TITLES) + 1), strict=True):
        cell = _put(sheet, row, column, text)
        cell.border, cell.alignment = _edge(), _wrapped()
        if title in (FILL, REMARK):
            cell.protection, cell.number_format = Protection(locked=False), "@"
        if title == FILL:
            cell.fill = PatternFill("solid", fgColor="FFF8DC")
            _offer(sheet, cell, item)
    sheet.row_dimensions[row].height = _height(item)


def _wrapped() -> Any:
    from openpyxl.styles import Alignment

    return Alignment(wrap_text=True, vertical="center")


def _edge() -> Any:
    from openpyxl.styles import Border, Side

    side = Side(style="thin", color="999999")
    return Border(left=side, right=side, top=side, bottom=side)


def _words(heading: Heading) -> tuple[str, str]:
    title = f"{heading.unit}{heading.year}年政府信息公开年报数据征集表（{heading.office}）"
    wanted = (
        f"请{heading.office}填“{FILL}”一列（黄色），统计期间是{heading.year}年1月1日至12月31日。没有的写0，不要空着；"
        f"还不知道的写“待补”，在“{REMARK}”里写原因和什么时候能定。数字从哪里来，也请写在“{REMARK}”里。"
        "其余各列不用动，填好后把本文件原样发回。"
    )
    return title, wanted


def _marked(heading: Heading) -> tuple[str, ...]:
    made = heading.made.isoformat()
    return (MARK, heading.form, str(heading.year), heading.unit or NOBODY, heading.office, made)


def _line(number: int, item: Item) -> tuple[str, ...]:
    return (str(number), item.title, item.guidance, item.how, item.last_year, "", "", item.name)


def _put(sheet: Any, row: int, column: int, text: str) -> Any:
    """Write words as words: nothing that begins with = becomes a formula."""
    cell = sheet.cell(row=row, column=column)
    cell.value = text
    if text:
        cell.data_type = "s"
    return cell


def _height(item: Item) -> int:
    wide = TITLES[2][1] // 2
    lines = max(1, -(-len(item.guidance) // wide), -(-len(item.title) // (TITLES[1][1] // 2)))
    return min(_TALLEST, _LINE * lines + 3)


def _offer(sheet: Any, cell: Any, item: Item) -> None:
    """Let an answer be chosen where there is a choice; longer lists than a spreadsheet takes are only said."""
    from openpyxl.worksheet.datavalidation import DataValidation

    listed = ",".join(item.choices)
    if not item.choices or len(listed) > 250 or any("," in choice for choice in item.choices):
        return
    rule = DataValidation(
        type="list", formula1=f'"{listed}"', allow_blank=True, showErrorMessage=False
    )
    sheet.add_data_validation(rule)
    rule.add(cell)
