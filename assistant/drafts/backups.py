"""Copies of drafts that nobody had to ask for, in a folder beside the list of recent drafts.

They are there for the draft that was deleted, overwritten or ruined together with its disk. A copy that cannot be
made is said once and stops nothing.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from assistant.drafts.draft import Draft, now
from assistant.drafts.recent import home
from assistant.drafts.refusals import DraftRefused
from assistant.files import FileRefused, reason, write_whole
from assistant.problem import AssistantError

KEPT = 10
"""Copies of each draft; with one more, the oldest goes."""

EVERY = 60 * 60
"""Seconds of work between two copies."""

_TIME = "%Y-%m-%d %H%M%S"


class NoBackup(AssistantError):
    """There is no copy of that draft, or none of that number."""


@dataclass(frozen=True)
class Backup:
    """One copy."""

    no: int
    """Counts up for each draft, so that a clock set back does not matter."""

    at: datetime
    path: Path

    @property
    def told(self) -> str:
        """Number, time and how much is in it, in one line."""
        try:
            with Draft.open(self.path, read_only=True) as copy:
                held = f"改到第{len(copy.history())}步"
        except DraftRefused:
            held = "打不开了"
        return f"{self.no}　{self.at:%Y-%m-%d %H:%M}　{held}"


def folder(draft: Path) -> Path:
    """Return where the copies of a draft are; the same for every way to write its path."""
    place = draft.resolve()
    mark = hashlib.sha256(str(place).encode(errors="replace")).hexdigest()[:12]
    return home() / "backups" / f"{place.stem[:40]}-{mark}"


def backups(draft: Path) -> tuple[Backup, ...]:
    """Return the copies of a draft, the latest first; the draft itself need not exist any more."""
    named = (_backup(path) for path in folder(draft).glob("*.nianbao"))
    return tuple(sorted((one for one in named if one), key=lambda one: one.no, reverse=True))


def _backup(path: Path) -> Backup | None:
    """A file somebody else put there is none."""
    number, _, at = path.stem.partition(" ")
    try:
        return Backup(int(number), datetime.strptime(at, _TIME).astimezone(), path)
    except ValueError:
        return None


def found(draft: Path) -> tuple[Backup, ...]:
    """Return the copies of a draft, the latest first; refuses when there are none."""
    copies = backups(draft)
    if not copies:
        raise NoBackup(
            f"“{draft}”没有备份。备份按草稿原来的位置和名称存放；移过位置、改过名的，请写原来的路径。"
        )
    return copies


def restore(draft: Path, number: int, target: Path) -> Backup:
    """Make a new draft at `target` from the copy with this number; refuses a name that exists."""
    all_copies = found(draft)
    wanted = next((one for one in all_copies if one.no == number), None)
    if wanted is None:
        numbers = "、".join(str(one.no) for one in all_copies)
        raise NoBackup(f"“{draft}”没有第{number}号备份；有的是：{numbers}。")
    with Draft.open(wanted.path, read_only=True) as copy:
        copy.save_copy(target)
    return wanted


class Keeper:
    """Makes the copies of one open draft."""

    def __init__(self, draft: Draft) -> None:
        self._draft = draft
        self._failed = False

    def keep(self) -> str:
        """Copy the draft if it changed since the last copy; return a sentence the first time that fails."""
        if self._draft.read_only:
            return ""
        try:
            self._copy()
        except (FileRefused, DraftRefused) as error:
            why = error.sentence
        except OSError as error:
            why = f"{reason(error)}。"
        else:
            return ""
        said, self._failed = self._failed, True
        return "" if said else f"没能自动备份草稿（{why}）草稿本身没有影响，接着填就是。"

    def _copy(self) -> None:
        content = self._draft.content()
        before = backups(self._draft.path)
        if before and before[0].path.read_bytes() == content:
            return
        number = before[0].no + 1 if before else 1
        name = f"{number:05d} {now():{_TIME}}.nianbao"
        # Answers are nobody else's business on a machine of several users.
        folder(self._draft.path).mkdir(mode=0o700, parents=True, exist_ok=True)
        write_whole(folder(self._draft.path) / name, content)
        for old in before[KEPT - 1 :]:
            old.path.unlink(missing_ok=True)
