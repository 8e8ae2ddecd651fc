"""What a register says, as JSON and in lines for a clerk."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from assistant.importing.register.counting import Counted, Remark


def register_json(counted: Counted) -> dict[str, Any]:
    """Return what was counted as plain JSON, every cell with its rows."""
    return {
        "year": counted.year,
        "form": counted.form.id,
        "sheet": counted.layout.sheet,
        "columns": dict(counted.columns),
        "fields": dict(counted.fields),
        "rows": {name: list(rows) for name, rows in counted.rows.items() if rows},
        "unclassified": [_remark(each) for each in counted.unclassified],
        "carried": list(counted.carried),
        "overdue": [_remark(each) for each in counted.overdue],
        "fees": dict(counted.fees),
    }


def told_register(counted: Counted) -> Iterator[str]:
    """Yield what was counted in lines for a clerk: columns, figures, and every row that needs a look."""
    columns = "，".join(f"{name}＝“{title}”" for name, title in counted.columns.items())
    yield f"{counted.year}年（{counted.form.name}）　列的对应：{columns}"
    for name, rows in counted.rows.items():
        if rows:
            shown = "、".join(map(str, rows[:8])) + ("等" if len(rows) > 8 else "")
            yield f"{counted.form.spoken(name)}　{len(rows)}件　（第{shown}行）"
    for name, amount in counted.fees.items():
        yield f"{name}　{amount}"
    for what, remarks in (("归不了类", counted.unclassified), ("可能超期", counted.overdue)):
        for remark in remarks:
            yield f"{what}　第{remark.row}行{f'（{remark.number}）' if remark.number else ''}：{remark.message}"


def told_rows(counted: Counted, cell: str) -> Iterator[str]:
    """Yield what a cell counts: the figure, then every row of the register in a line."""
    rows = counted.rows[cell]
    yield f"{counted.form.spoken(cell)}　{len(rows)}件"
    for row in rows:
        yield f"第{row}行　{told_case(counted, row)}"


def told_case(counted: Counted, row: int) -> str:
    """Return what is read of one row, in a line; personal columns are never read."""
    return "　".join(f"{name}：{text}" for name, text in counted.case(row).items())


def _remark(remark: Remark) -> dict[str, Any]:
    return {"row": remark.row, "number": remark.number, "message": remark.message}
