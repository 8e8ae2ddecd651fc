"""The ZIP around a DOCX, with the same bytes for the same parts."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

CONTENT_TYPES = "[Content_Types].xml"
RELATIONSHIPS = "_rels/.rels"
_EPOCH = (1980, 1, 1, 0, 0, 0)
_UNIX = 3


def parts(package: bytes) -> dict[str, bytes]:
    """Return every part of a package by its name."""
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def package(named: Mapping[str, bytes], *, pressed: bool = True) -> bytes:
    """Return a package of these parts: fixed order, one fixed time, one kind of compression or none.

    Word looks for the content types and the package's relationships first; the rest is sorted.
    """
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name in sorted(named, key=_order):
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.create_system = _UNIX
            entry.external_attr = 0o600 << 16
            entry.compress_type = zipfile.ZIP_DEFLATED if pressed else zipfile.ZIP_STORED
            archive.writestr(entry, named[name], compresslevel=6)
    return stream.getvalue()


def _order(name: str) -> tuple[bool, bool, str]:
    return (name != CONTENT_TYPES, name != RELATIONSHIPS, name)
