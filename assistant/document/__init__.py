"""The report as a document: what exporters write, what a preview shows, what importers read."""

from __future__ import annotations

from assistant.document.build import DRAFT_MARK, Mode, Renderer, build
from assistant.document.nodes import (
    Block,
    Cell,
    Document,
    Heading,
    Paragraph,
    ParagraphKind,
    Table,
    pieces,
)
from assistant.forms import Role

__all__ = [
    "DRAFT_MARK",
    "Block",
    "Cell",
    "Document",
    "Heading",
    "Mode",
    "Paragraph",
    "ParagraphKind",
    "Renderer",
    "Role",
    "Table",
    "build",
    "pieces",
]
