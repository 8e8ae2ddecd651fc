"""Whether the merged cells of a DOCX fit its grid: what Word repairs silently and no validator notices."""

from collections.abc import Iterator

from lxml import etree

from tests.export.reading import W


def grid_faults(document_xml: bytes) -> list[str]:
    """Return every row that does not fill the grid, and every vertical merge that does not continue one above."""
    tables = etree.fromstring(document_xml).iter(f"{W}tbl")
    return [fault for table in tables for fault in _faults(table)]


def _faults(table: etree._Element) -> Iterator[str]:
    width = len(table.findall(f"{W}tblGrid/{W}gridCol"))
    open_above: dict[int, int] = {}
    for number, row in enumerate(table.findall(f"{W}tr")):
        at, open_here = 0, {}
        for cell in row.findall(f"{W}tc"):
            span, merge = _value(cell, "gridSpan"), cell.find(f"{W}tcPr/{W}vMerge")
            if merge is not None:
                open_here[at] = int(span or 1)
                if merge.get(f"{W}val") != "restart" and open_above.get(at) != open_here[at]:
                    yield f"row {number}, column {at}: continues no cell above"
            if cell.find(f"{W}p") is None:
                yield f"row {number}, column {at}: no paragraph"
            at += int(span or 1)
        if at != width:
            yield f"row {number}: {at} of {width} columns"
        open_above = open_here


def _value(cell: etree._Element, name: str) -> str | None:
    found = cell.find(f"{W}tcPr/{W}{name}")
    return None if found is None else found.get(f"{W}val")
