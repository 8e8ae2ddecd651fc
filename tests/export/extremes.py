"""A sample as full as one can be: eight digits in every cell, an organ of sixty characters, long words."""

from dataclasses import replace

from assistant.document import Document, Heading, Paragraph, ParagraphKind
from tests.export.reading import document

LONG_NAME = (
    "云澜市青禾经济技术开发区管理委员会（云澜市青禾高新技术产业园区管理委员会、"
    "云澜综合保税区管理委员会青禾分区办公室公开处）"
)


def swollen(name: str) -> Document:
    """A sample with eight digits in every cell and the longest name an organ may have."""
    known = document(name)
    blocks = tuple(
        replace(
            block,
            cells=tuple(replace(c, text="12345678") if c.field else c for c in block.cells),
        )
        if block in known.tables and not isinstance(block, Heading | Paragraph)
        else replace(block, text=LONG_NAME)
        if isinstance(block, Paragraph) and block.kind is ParagraphKind.SIGNATURE
        else block
        for block in known.blocks
    )
    return replace(known, title=(LONG_NAME, known.title[1]), unit=LONG_NAME, blocks=blocks)
