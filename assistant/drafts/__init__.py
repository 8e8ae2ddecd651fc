"""Drafts on disk: one SQLite file each, append-only; the report is the replay of its changes.

An open draft holds SQLite's own write reservation until it is closed, so a second window can read but not write,
and nothing is left behind when the program is killed. Every change is on disk before the caller hears of it.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from assistant.drafts.draft import Draft
    from assistant.drafts.refusals import (
        DiskFull,
        DiskTrouble,
        DraftChangedElsewhere,
        DraftDamaged,
        DraftGone,
        DraftInterrupted,
        DraftMissing,
        DraftOpenElsewhere,
        DraftReadOnly,
        DraftRefused,
        DraftTooNew,
        FolderMissing,
        NameTaken,
        NotADraft,
        NothingReadable,
        OpenedToRead,
    )

__all__ = [
    "DiskFull",
    "DiskTrouble",
    "Draft",
    "DraftChangedElsewhere",
    "DraftDamaged",
    "DraftGone",
    "DraftInterrupted",
    "DraftMissing",
    "DraftOpenElsewhere",
    "DraftReadOnly",
    "DraftRefused",
    "DraftTooNew",
    "FolderMissing",
    "NameTaken",
    "NotADraft",
    "NothingReadable",
    "OpenedToRead",
]


def __getattr__(name: str) -> Any:
    """Fetch what is asked for when it is: the first screen lists drafts and opens none."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    module = "draft" if name == "Draft" else "refusals"
    return getattr(import_module(f"{__name__}.{module}"), name)
