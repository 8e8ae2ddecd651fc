"""Writers of documents, one a format, found by the suffix of the file to write."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePath
from types import MappingProxyType
from typing import Protocol

from assistant.document.nodes import Document
from assistant.export.office import STANDARD, Office
from assistant.export.refusal import blocking, export_refusal
from assistant.problem import AssistantError, nearest

__all__ = ["EXPORTERS", "ExportRefused", "blocking", "export", "export_refusal", "exporter_for"]


class Exporter(Protocol):
    """Makes the content of a file from a document, as an office wants it."""

    def __call__(self, document: Document, office: Office = STANDARD) -> bytes:
        """Return the bytes of the file."""
        ...


class ExportRefused(AssistantError):
    """A document cannot be written as asked."""


# Each writer is imported when it is first used: python-docx alone takes longer to load than a report to write.


def _markdown(document: Document, office: Office = STANDARD) -> bytes:
    from assistant.export.markdown import markdown

    return markdown(office.edited(document)).encode()


def _docx(document: Document, office: Office = STANDARD) -> bytes:
    from assistant.export.docx import docx

    return docx(office.edited(document), office)


def _html(document: Document, office: Office = STANDARD) -> bytes:
    from assistant.export.html import html

    return html(office.edited(document)).encode()


def _text(document: Document, office: Office = STANDARD) -> bytes:
    from assistant.export.text import text

    # Notepad on older machines knows UTF-8 by its mark only, and shows line feeds alone as no lines at all.
    return text(office.edited(document)).replace("\n", "\r\n").encode("utf-8-sig")


EXPORTERS: Mapping[str, Exporter] = MappingProxyType(
    {".docx": _docx, ".md": _markdown, ".html": _html, ".txt": _text}
)
"""The content of the file to write, by the file's suffix."""


def exporter_for(path: PurePath) -> Exporter:
    """Return the writer for a file's suffix; `ExportRefused` names the formats there are."""
    suffix = path.suffix.lower()
    try:
        return EXPORTERS[suffix]
    except KeyError:
        known = "、".join(EXPORTERS)
        if not suffix:
            raise ExportRefused(
                f"不知道“{path.name}”要导出成什么格式：请在文件名后面加上 {known} 中的一个。"
            ) from None
        raise ExportRefused(
            f"不知道“{path.name}”要导出成什么格式：后缀“{path.suffix}”不在 {known} 之中"
            f"{nearest(suffix, EXPORTERS)}"
        ) from None


def export(document: Document, path: PurePath, office: Office = STANDARD) -> bytes:
    """Return what to write into a file of this name; nothing is written here."""
    return exporter_for(path)(document, office)
