"""An open draft: the report as it stands, and the only way to change it."""

from __future__ import annotations

import getpass
import sqlite3
from collections.abc import Callable, Mapping
from contextlib import closing, suppress
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from assistant import changes
from assistant.changes import Change, Log, Step, Via
from assistant.drafts import engine
from assistant.drafts.refusals import (
    DraftChangedElsewhere,
    DraftGone,
    DraftReadOnly,
    OpenedToRead,
)
from assistant.report import Report, Value

Clock = Callable[[], datetime]


def now() -> datetime:
    """Return this moment, to the second, in the time zone of the machine."""
    return datetime.now().astimezone().replace(microsecond=0)


def _me() -> str:
    try:
        return engine.clean(getpass.getuser())
    except (OSError, KeyError, ImportError):
        return ""


class Draft:
    """One draft, open in this window.

    What `report` says is on the disk. A change that could not be stored raises a `DraftRefused` and leaves
    `report` as it was. Close it, or use it as a context manager, to let another window write.
    """

    def __init__(
        self, path: Path, connection: sqlite3.Connection, *, read_only: bool, by: str, clock: Clock
    ) -> None:
        """Take over a connection; use `create`, `open` or `load` instead."""
        self.path = path
        self.read_only = read_only
        self.by = engine.clean(by) or _me()
        self.report = Report()
        """What all changes so far lead to."""
        self._connection = connection
        self._clock = clock
        self._log = Log(now(), "")
        found = path.stat()
        self._identity = (found.st_dev, found.st_ino)

    # Opening and closing

    @classmethod
    def create(
        cls,
        path: Path,
        answers: Mapping[str, Value],
        at: datetime | None = None,
        by: str = "",
        *,
        via: str = Via.TYPED,
        source: str = "",
        clock: Clock = now,
    ) -> Self:
        """Make a new draft that begins with these answers, and open it.

        `at` is when it was made (now), `by` who works in this window (the user of the machine). Refuses a name
        that exists.
        """
        made = (at or clock()).astimezone().replace(microsecond=0)
        author = engine.clean(by) or _me()
        like = Change(1, 0, "", None, None, Via(via), made, author, engine.clean(source))
        engine.create(path, Log(made, author, changes.compose((), {}, answers, like)))
        return cls.open(path, by=author, clock=clock)

    @classmethod
    def load(cls, text: str, path: Path, *, by: str = "", clock: Clock = now) -> Self:
        """Make a new draft from the plain copy that `dump` wrote, and open it; refuses a name that exists."""
        from assistant import transcript

        engine.create(path, transcript.read(text, path.name))
        return cls.open(path, by=by, clock=clock)

    @classmethod
    def open(cls, path: Path, read_only: bool = False, *, by: str = "", clock: Clock = now) -> Self:
        """Open a draft; to write, unless `read_only`.

        An older format is brought up to date first, after a copy was put aside (`upgraded_copy`).
        """
        refused = engine.missing(path)
        if refused:
            raise refused
        if not read_only and not engine.writable(path):
            raise DraftReadOnly(path)
        with engine.refusing(path):
            connection = engine.connect(path, "rw" if engine.writable(path) else "ro")
        draft = cls(path, connection, read_only=read_only, by=by, clock=clock)
        try:
            draft._begin()
        except BaseException:
            connection.close()
            raise
        return draft

    def _begin(self) -> None:
        engine.check_kind(self._connection, self.path)
        with engine.refusing(self.path):
            version = engine.outdated(self._connection)
            if version is not None and self.read_only:
                self._connection = _upgraded_in_memory(self._connection)
            elif version is not None:
                engine.copy(self._connection, upgraded_copy(self.path, version))
                self._hold()
                engine.upgrade(self._connection)
                self._connection.execute("commit")
            if self.read_only:
                self._connection.execute("pragma query_only = on")
        self.reload()

    def reload(self) -> Report:
        """Read the draft again, after `DraftChangedElsewhere` or to follow another window; return the report."""
        with engine.refusing(self.path):
            if not self.read_only:
                self._hold()
            self._log = engine.read(self._connection, self.path)
        self.report = self._log.report
        return self.report

    def _hold(self) -> None:
        """Reserve the file for this window: an immediate transaction that stays open between changes.

        It lets others read and writes nothing, and the system drops it when the program ends in any way.
        """
        if not self._connection.in_transaction:
            self._connection.execute("begin immediate")

    def close(self) -> None:
        """Let go of the file; closing twice does nothing."""
        with suppress(sqlite3.Error):
            if self._connection.in_transaction:
                self._connection.execute("rollback")
        self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    # Changing

    def append(
        self, answers: Mapping[str, Value | None], via: str = Via.TYPED, source: str = ""
    ) -> Report:
        """Store answers as one step and return the report with them; `None` takes an answer away.

        What already stands so is left out; when nothing differs, no step is made.
        """
        self._append(answers, Via(via), source)
        return self.report

    def undo(self) -> Step | None:
        """Take back the latest step still in effect and return it; nothing when there is none."""
        step = changes.undoable(self._log.changes)
        if step:
            self._append(changes.inverse(step), Via.UNDONE, undoes=step.no)
        return step

    def redo(self) -> Step | None:
        """Take back the latest undo and return it; nothing when there is none, or something changed since."""
        step = changes.redoable(self._log.changes)
        if step:
            self._append(changes.inverse(step), Via.REDONE, undoes=step.no)
        return step

    def restore(self, step: int) -> Report:
        """Bring back the report as it stood after `step`, as one new step that can itself be undone."""
        then = changes.until(self._log.changes, step)
        self._append(changes.difference(self.report, then), Via.RESTORED, f"第{step}步")
        return self.report

    def _append(
        self,
        answers: Mapping[str, Value | None],
        via: Via,
        source: str = "",
        undoes: int | None = None,
    ) -> None:
        if self.read_only:
            raise OpenedToRead(self.path)
        done = self._log.changes
        like = Change(
            no=0,
            step=done[-1].step + 1 if done else 1,
            field="",
            old=None,
            new=None,
            via=via,
            at=self._clock().astimezone().replace(microsecond=0),
            by=self.by,
            source=engine.clean(source),
            undoes=undoes,
        )
        new = changes.compose(done, self.report.answers, answers, like)
        if new:
            self._store(new)

    def _store(self, new: tuple[Change, ...]) -> None:
        """Commit the changes; only then does the report in memory follow."""
        self._check_in_place()
        try:
            self._hold()
            self._check_unchanged()
            engine.insert(self._connection, new)
            self._connection.execute("commit")
        except BaseException as error:
            self._keep_hold()
            if isinstance(error, sqlite3.Error):
                raise engine.refusal(error, self.path) from error
            raise
        self._log = replace(self._log, changes=self._log.changes + new)
        self.report = self.report.with_answers({change.field: change.new for change in new})
        self._keep_hold()

    def _keep_hold(self) -> None:
        """Drop what is half done and reserve the file again.

        Should somebody slip in between, the next change finds the file taken or the last number another.
        """
        with suppress(sqlite3.Error):
            if self._connection.in_transaction:
                self._connection.execute("rollback")
            self._hold()

    def _check_in_place(self) -> None:
        """Refuse to write into a file that was moved away: what it stores would be found by nobody."""
        try:
            found = self.path.stat()
        except OSError as error:
            raise DraftGone(self.path) from error
        if (found.st_dev, found.st_ino) != self._identity:
            raise DraftGone(self.path)

    def _check_unchanged(self) -> None:
        (last,) = self._connection.execute("select coalesce(max(no), 0) from change").fetchone()
        if last != len(self._log.changes):
            raise DraftChangedElsewhere(self.path)

    # Looking back

    @property
    def log(self) -> Log:
        """Everything the draft remembers."""
        return self._log

    def history(self) -> tuple[Step, ...]:
        """Return every step, oldest first; step 0 is what the draft was created with."""
        return changes.steps(self._log.changes)

    @property
    def undoable(self) -> Step | None:
        """The step that `undo` would take back."""
        return changes.undoable(self._log.changes)

    @property
    def redoable(self) -> Step | None:
        """The undo that `redo` would take back."""
        return changes.redoable(self._log.changes)

    # Copies

    def dump(self) -> str:
        """Return the whole draft as plain JSON, one change a line."""
        from assistant import transcript

        return transcript.write(self._log)

    def content(self) -> bytes:
        """Return the file as it stands, read through the engine.

        Opening the file beside the engine and closing it again would drop the locks of this window.
        """
        with engine.refusing(self.path):
            return self._connection.serialize()

    def save_copy(self, path: Path) -> None:
        """Copy the draft, history and all, to a new file; this window stays with the old one.

        Works on after the file was moved away or its disk is full. Refuses a name that exists.
        """
        held = self._connection.in_transaction
        with engine.refusing(path):
            if held:
                self._connection.execute("rollback")
            try:
                engine.copy(self._connection, path)
            finally:
                if held:
                    self._keep_hold()


def upgraded_copy(path: Path, version: int) -> Path:
    """Return a free name beside the draft for the copy in its old format."""
    wanted = path.with_name(f"{path.stem}（升级前，格式{version}）{path.suffix}")
    number = 2
    while wanted.exists():
        wanted = path.with_name(f"{path.stem}（升级前，格式{version}，{number}）{path.suffix}")
        number += 1
    return wanted


def _upgraded_in_memory(connection: sqlite3.Connection) -> sqlite3.Connection:
    memory = sqlite3.connect(":memory:", isolation_level=None)
    with closing(connection):
        connection.backup(memory)
    memory.execute("begin immediate")
    engine.upgrade(memory)
    memory.execute("commit")
    return memory
