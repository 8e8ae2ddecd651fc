"""The list of drafts opened on this machine, for the start screen.

It is a convenience: a list that cannot be read or written is said, and stops nothing.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.files import FileRefused, read_text, write_whole

if TYPE_CHECKING:
    from assistant.drafts.draft import Draft

KEPT = 20


@dataclass(frozen=True)
class RecentDraft:
    """A draft that was opened here."""

    path: Path
    unit: str
    year: int | None
    at: datetime
    """When it was last opened or left."""

    stopped: str = ""
    """Where the work stopped and what was open then, in words; empty when that was not noted."""

    @property
    def present(self) -> bool:
        """Whether the file is still there."""
        return self.path.is_file()


@dataclass(frozen=True)
class Recent:
    """The list, latest first."""

    drafts: tuple[RecentDraft, ...]
    notice: str = ""
    """A sentence when the list, or part of it, could not be read."""


def home() -> Path:
    """Return the folder for what this machine remembers: `NIANBAO_HOME`, or the system's place for it."""
    own = os.environ.get("NIANBAO_HOME")
    if own:
        return Path(own)
    import platformdirs

    return Path(platformdirs.user_state_dir("nianbao", appauthor=False))


def _list() -> Path:
    return home() / "recent.json"


def recent() -> Recent:
    """Return the drafts opened here, as far as the list can be read."""
    if not _list().exists():
        return Recent(())
    try:
        entries = json.loads(read_text(_list()))
    except (FileRefused, ValueError, RecursionError):
        entries = None
    if not isinstance(entries, list):
        return Recent((), "最近打开的草稿记录读不出，草稿本身没有影响；请用“打开”选择文件。")
    known = [draft for draft in map(_entry, entries) if draft]
    lost = len(entries) - len(known)
    return Recent(tuple(known), f"最近打开的草稿记录里有{lost}条读不出，已跳过。" if lost else "")


def _entry(entry: object) -> RecentDraft | None:
    known = entry if isinstance(entry, dict) else {}
    match known:
        case {"path": str(path), "unit": str(unit), "year": int() | None as year, "at": str(at)}:
            stopped = str(known.get("stopped", ""))
            try:
                return RecentDraft(Path(path), unit, year, datetime.fromisoformat(at), stopped)
            except ValueError:
                return None
        case _:
            return None


def remember(draft: Draft, stopped: str = "") -> str:
    """Put a draft at the top of the list; return a sentence when that failed, otherwise nothing.

    Without `stopped` what was noted before stays.
    """
    path = draft.path.absolute()
    now = datetime.now().astimezone().replace(microsecond=0)
    others = recent().drafts
    noted = next((other.stopped for other in others if other.path == path), "")
    entry = RecentDraft(path, draft.report.unit, draft.report.year, now, stopped or noted)
    return _write((entry, *(other for other in others if other.path != path)))


def forget(path: Path) -> str:
    """Take a draft off the list; the file stays. Return a sentence when that failed, otherwise nothing."""
    wanted = path.absolute()
    return _write(other for other in recent().drafts if other.path != wanted)


def _write(drafts: Iterable[RecentDraft]) -> str:
    entries = [
        {
            "path": str(draft.path),
            "unit": draft.unit,
            "year": draft.year,
            "at": draft.at.isoformat(timespec="seconds"),
            "stopped": draft.stopped,
        }
        for draft in drafts
    ][:KEPT]
    text = json.dumps(entries, ensure_ascii=False, indent=1)
    try:
        write_whole(_list(), text.encode(errors="replace"))
    except FileRefused as refused:
        return f"没能记下最近打开的草稿（{refused.sentence}）草稿本身没有影响。"
    return ""
