"""What can still be read of a damaged draft, as a new draft. The damaged file is only read."""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path

from assistant.changes import Change, Log, Via, relinked
from assistant.drafts import engine
from assistant.drafts.draft import now
from assistant.drafts.refusals import DraftMissing, DraftRefused, DraftTooNew, NothingReadable
from assistant.report import Pending

DOUBTFUL = Pending("原草稿此处损坏，请核对后重填")

_ROWS_A_PAGE = 64
"""More than ever fit: a row takes more than 64 of the 4,096 bytes."""


@dataclass(frozen=True)
class Salvaged:
    """What became of a damaged draft."""

    path: Path
    """The new draft."""

    kept: int
    """Changes that were read."""

    lost: int
    """Changes that are known to be missing or cannot be trusted."""

    doubtful: tuple[str, ...]
    """Names whose latest answer was lost while an older one was read; they are 待补 now."""

    @property
    def sentence(self) -> str:
        """What to tell the drafter."""
        start = f"读出{self.kept}条变更，已存成新草稿“{self.path.name}”"
        if not self.lost:
            return f"{start}；没有发现缺失。原文件没有动过，请核对后继续。"
        doubtful = f"，其中{'、'.join(self.doubtful)}已改成待补" if self.doubtful else ""
        return f"{start}；有{self.lost}条读不出{doubtful}。原文件没有动过，请逐项核对后继续。"


@dataclass(frozen=True)
class _Found:
    """One row of the damaged file: a sound change, or only the name it was about."""

    no: int
    change: Change | None
    field: str


def salvage(path: Path, target: Path) -> Salvaged:
    """Write everything that can be read from the draft at `path` into a new draft at `target`.

    Refuses when nothing can be read or `target` exists.
    """
    if not path.is_file():
        raise DraftMissing(path)
    _refuse_newer(path)
    with tempfile.TemporaryDirectory() as folder:
        found = _read(path, Path(folder))
    sound = [row.change for row in found if row.change]
    if not sound:
        raise NothingReadable(path)
    doubtful = _doubtful(found)
    changes = relinked((*sound, *_marks(doubtful, sound[-1].step + 1)))
    engine.create(target, Log(sound[0].at, sound[0].by, changes))
    return Salvaged(target, len(sound), found[-1].no - len(sound), doubtful)


def _refuse_newer(path: Path) -> None:
    """A newer format is not damage, and would be read wrongly."""
    try:
        with engine.refusing(path), closing(engine.connect(path, "ro")) as connection:
            engine.check_kind(connection, path)
    except DraftTooNew:
        raise
    except DraftRefused:
        return


def _marks(fields: Sequence[str], step: int) -> Iterator[Change]:
    at = now()
    for field in fields:
        yield Change(0, step, field, None, DOUBTFUL, Via.SALVAGED, at)


def _doubtful(found: Sequence[_Found]) -> tuple[str, ...]:
    """Return the names with an older sound answer below a lost one: the older one must not pass for the latest."""
    standing: set[str] = set()
    doubtful: dict[str, None] = {}
    for row in found:
        if row.change:
            standing.add(row.field)
            doubtful.pop(row.field, None)
        elif row.field in standing:
            doubtful[row.field] = None
    return tuple(doubtful)


def _read(path: Path, folder: Path) -> list[_Found]:
    """Return the rows of the file as it stands, or, where its first page is ruined, with a fresh first page."""
    for number, repaired in enumerate((False, True)):
        copy = folder / f"{number}.nianbao"
        try:
            shutil.copyfile(path, copy)
            journal = path.with_name(f"{path.name}-journal")
            if journal.exists():
                shutil.copyfile(journal, copy.with_name(f"{copy.name}-journal"))
            if repaired:
                _renew_first_page(copy, folder / "fresh.nianbao")
        except OSError as error:
            raise engine.refused_by_system(path, error) from error
        found = _rows(copy)
        if any(row.change for row in found):
            return found
    return []


def _renew_first_page(damaged: Path, fresh: Path) -> None:
    """Replace the first page, which holds the same header and tables in every draft, by a sound one."""
    engine.create(fresh, Log(now(), ""))
    with fresh.open("rb") as sound, damaged.open("r+b") as file:
        page = bytearray(sound.read(engine.PAGE))
        # Zero pages and an outdated "valid for" make SQLite count the pages itself.
        page[28:32] = bytes(4)
        page[92:96] = bytes(4)
        file.write(page)


def _rows(copy: Path) -> list[_Found]:
    with (
        suppress(*engine.ENGINE_ERRORS, DraftRefused),
        closing(engine.connect(copy, "rw")) as connection,
    ):
        connection.text_factory = _text
        return list(_each(connection))
    return []


def _text(stored: bytes) -> str:
    return stored.decode(errors="replace")


def _each(connection: sqlite3.Connection) -> Iterator[_Found]:
    """Ask for one number after the other, so that a ruined page costs only its own rows."""
    (pages,) = connection.execute("pragma page_count").fetchone()
    for no in range(1, pages * _ROWS_A_PAGE):
        try:
            row = connection.execute(engine.ONE, (no,)).fetchone()
        except engine.ENGINE_ERRORS:
            row = None
        if row is not None and isinstance(row[2], str):
            yield _Found(no, engine.change_of(row), row[2])
