"""Drafts on disk: one SQLite file each, append-only; the report is the replay of its changes.

An open draft holds SQLite's own write reservation until it is closed, so a second window can read but not write,
and nothing is left behind when the program is killed. Every change is on disk before the caller hears of it.
"""

from __future__ import annotations

from assistant.drafts.draft import Draft
from assistant.drafts.engine import engine_version
from assistant.drafts.recent import Recent, RecentDraft, forget, recent, remember
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
from assistant.drafts.salvage import Salvaged, salvage

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
    "Recent",
    "RecentDraft",
    "Salvaged",
    "engine_version",
    "forget",
    "recent",
    "remember",
    "salvage",
]
