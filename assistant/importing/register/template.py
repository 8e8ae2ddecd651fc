"""An empty register to fill in: titles, drop-downs, and a sheet that says what counts."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from typing import Any

from assistant.forms import Form
from assistant.importing.matching import MATRIX, STRIP
from assistant.importing.register.meaning import outcomes

TITLES = (
    ("登记编号", 14),
    ("收到日期", 12),
    ("申请人类型", 14),
    ("截止日期", 12),
    ("答复日期", 12),
    ("处理结果", 44),
    ("重新答复日期", 14),
    ("重新答复结果", 44),
    ("收费通知金额", 14),
    ("实收金额", 12),
    ("复议日期", 12),
    ("复议结果", 12),
    ("复议审结日期", 14),
    ("诉讼类型", 16),
    ("诉讼日期", 12),
    ("诉讼结果", 12),
    ("诉讼审结日期", 14),
)
_ROWS = 2000
_CHOICES = "选项"
_NOTES = (
    "一行一件申请。只填这里的列；申请人姓名、住址、电话和申请内容不要写进来，汇总用不着。",
    "收到日期：当面交的写提交那天，邮寄的写签收那天，网上和传真的写双方确认那天。",
    "答复日期：最后作出处理决定那天；还没有办完的空着。",
    "处理结果：从下拉里选；一件申请只选一个。",
    "重新答复：被复议、诉讼纠正后重新作出答复的才填；一件申请仍只算一件。",
    "复议、诉讼：没有的空着；还没有审结的只写日期，结果写“尚未审结”。",
)


def register_template(form: Form) -> bytes:
    """Return an empty register as a spreadsheet."""
    from openpyxl import Workbook

    book = Workbook()
    sheet: Any = book.active
    sheet.title = "依申请公开台账"
    _set_out(sheet)
    _offer(sheet, book.create_sheet(_CHOICES), _choices(form))
    notes: Any = book.create_sheet("填写说明")
    notes.column_dimensions["A"].width = 90
    for note in _NOTES:
        notes.append([note])
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _set_out(sheet: Any) -> None:
    """Write the titles, as wide as what stands below them; days are shown as days."""
    from openpyxl.styles import Font

    sheet.append([title for title, _ in TITLES])
    for at, (title, width) in enumerate(TITLES, start=1):
        cell = sheet.cell(row=1, column=at)
        cell.font = Font(bold=True)
        sheet.column_dimensions[cell.column_letter].width = width
        if title.endswith("日期"):
            for row in range(2, 50):
                sheet.cell(row=row, column=at).number_format = "yyyy-mm-dd"
    sheet.freeze_panes = "A2"


def _choices(form: Form) -> Mapping[str, Sequence[str]]:
    """Return what may be chosen in a column, by its title: the form's own words."""
    (matrix,), (strip,) = form.tables[MATRIX].blocks, form.tables[STRIP].blocks
    results = [column.label for column in strip.columns if not column.sum]
    return {
        "申请人类型": [column.label for column in matrix.columns if not column.sum],
        "处理结果": list(outcomes(form)),
        "重新答复结果": list(outcomes(form)),
        "复议结果": results,
        "诉讼结果": results,
        "诉讼类型": [row.label for row in strip.rows if row.under],
    }


def _offer(sheet: Any, listed: Any, choices: Mapping[str, Sequence[str]]) -> None:
    """Put the choices on a sheet of their own, and drop-downs into the columns they are for."""
    from openpyxl.worksheet.datavalidation import DataValidation

    titles = [title for title, _ in TITLES]
    for at, (title, values) in enumerate(choices.items(), start=1):
        for row, value in enumerate((title, *values), start=1):
            listed.cell(row=row, column=at, value=value)
        letter = listed.cell(row=1, column=at).column_letter
        last = len(values) + 1
        rule = DataValidation(
            type="list", formula1=f"{_CHOICES}!${letter}$2:${letter}${last}", allow_blank=True
        )
        rule.error = "请从下拉里选。"
        sheet.add_data_validation(rule)
        own = sheet.cell(row=1, column=titles.index(title) + 1).column_letter
        rule.add(f"{own}2:{own}{_ROWS}")
