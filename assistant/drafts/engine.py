"""The file format of a draft: its tables, how a connection is set up, and what SQLite's errors mean.

Rollback journal and `synchronous=FULL`: a committed change survives a power cut, and between two changes the
draft is one complete file that can be copied or mailed. Every row carries a seal over its content, because
SQLite itself would not notice a digit that rotted on the disk.
"""

from __future__ import annotations

import errno
import hashlib
import json
import os
import sqlite3
import stat
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import Any

from assistant import __version__
from assistant.changes import Change, Log, Via
from assistant.drafts.refusals import (
    DiskFull,
    DiskTrouble,
    DraftDamaged,
    DraftInterrupted,
    DraftMissing,
    DraftOpenElsewhere,
    DraftReadOnly,
    DraftRefused,
    DraftTooNew,
    FolderMissing,
    NameTaken,
    NotADraft,
)
from assistant.files import reason
from assistant.values import dump, load

APPLICATION = int.from_bytes(b"nbao", "big")
"""Marks the file as ours (SQLite's `application_id`)."""

PAGE = 4096
"""Bytes of a page; said when a draft is made, so that every draft has the same first page."""

PATIENCE = 1.0
"""Seconds to wait for somebody who is just writing; a draft held for longer is open elsewhere."""

SCHEMA = (
    """create table draft (
  made_at   text not null,
  made_by   text not null,
  made_with text not null,
  seal      text not null
)""",
    """create table change (
  no     integer primary key,
  step   integer not null,
  field  text not null,
  old    text,
  new    text,
  via    text not null,
  source text not null,
  undoes integer,
  at     text not null,
  by     text not null,
  seal   text not null
)""",
    """create trigger change_is_never_edited before update on change
begin select raise(abort, '变更记录只能追加'); end""",
    """create trigger change_is_never_deleted before delete on change
begin select raise(abort, '变更记录只能追加'); end""",
    """create trigger change_is_appended before insert on change
when new.no is not (select coalesce(max(no), 0) + 1 from change)
begin select raise(abort, '变更记录只能追加'); end""",
    """create trigger draft_is_never_edited before update on draft
begin select raise(abort, '草稿的来历不能改'); end""",
    """create trigger draft_is_never_deleted before delete on draft
begin select raise(abort, '草稿的来历不能改'); end""",
    """create trigger draft_is_made_once before insert on draft
when exists (select 1 from draft)
begin select raise(abort, '草稿的来历不能改'); end""",
)

Upgrade = Callable[[sqlite3.Connection], None]

UPGRADES: Sequence[Upgrade] = ()
"""How to bring a draft from format 1 to 2, from 2 to 3, and so on; each runs inside one transaction with the rest."""

_COLUMNS = "no, step, field, old, new, via, source, undoes, at, by, seal"
_ORIGIN = "select made_at, made_by, made_with, seal from draft"
ONE = f"select {_COLUMNS} from change where no = ?"  # noqa: S608 constants
_ALL = f"select {_COLUMNS} from change order by no"  # noqa: S608 constants
_INSERT = f"insert into change ({_COLUMNS}) values ({', '.join('?' * 11)})"  # noqa: S608 constants

Row = tuple[Any, ...]


def newest() -> int:
    """Return the number of the format this program writes."""
    return 1 + len(UPGRADES)


def engine_version() -> str:
    """Return the version of the database engine."""
    return sqlite3.sqlite_version


ENGINE_ERRORS = (sqlite3.Error, UnicodeDecodeError)
"""What reading a damaged file can raise; the second when SQLite's own message quotes bytes that are no text."""


@contextmanager
def refusing(path: Path) -> Iterator[None]:
    """Turn SQLite's errors into sentences about the draft at `path`."""
    try:
        yield
    except ENGINE_ERRORS as error:
        raise refusal(error, path) from error


def refusal(error: sqlite3.Error | UnicodeDecodeError, path: Path) -> DraftRefused:
    """Return the sentence for an error of SQLite."""
    if isinstance(error, UnicodeDecodeError):
        return DraftDamaged(path, "内部表格读不出")
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT)
    if code in (sqlite3.SQLITE_READONLY_ROLLBACK, sqlite3.SQLITE_READONLY_RECOVERY):
        return DraftInterrupted(path)
    match code & 0xFF:
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            return DraftOpenElsewhere(path)
        case sqlite3.SQLITE_FULL:
            return DiskFull(path)
        case sqlite3.SQLITE_READONLY | sqlite3.SQLITE_PERM:
            return DraftReadOnly(path)
        case sqlite3.SQLITE_CANTOPEN:
            return missing(path) or DraftReadOnly(path)
        case sqlite3.SQLITE_NOTADB:
            return NotADraft(path)
        case sqlite3.SQLITE_CORRUPT | sqlite3.SQLITE_MISMATCH | sqlite3.SQLITE_ERROR:
            return DraftDamaged(path, str(error))
        case _:
            return DiskTrouble(path, str(error))


def missing(path: Path) -> DraftRefused | None:
    """Return why there is no file to open at `path`, or nothing when there is one."""
    try:
        found = path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return DraftMissing(path)
    except OSError as error:
        return refused_by_system(path, error)
    if not stat.S_ISREG(found.st_mode):
        return NotADraft(path)
    if not os.access(path, os.R_OK):
        return DiskTrouble(path, "没有读取权限")
    return NotADraft(path, empty=True) if found.st_size == 0 else None


def writable(path: Path) -> bool:
    """Whether the file and its folder, where the journal goes, may be written."""
    return os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)


def connect(path: Path, mode: str) -> sqlite3.Connection:
    """Return a connection to an existing file, set up so that a commit is on the disk; `mode` is rw or ro.

    The settings are read back: a file that SQLite would treat otherwise is not written.
    """
    address = f"{path.resolve().as_uri()}?mode={mode}"
    connection = sqlite3.connect(address, uri=True, timeout=PATIENCE, isolation_level=None)
    try:
        connection.execute("pragma trusted_schema = off")
        connection.execute("pragma cell_size_check = on")
        connection.execute("pragma synchronous = full")
        journal = connection.execute("pragma journal_mode = delete").fetchone()[0]
        (synchronous,) = connection.execute("pragma synchronous").fetchone()
        if (journal, synchronous) != ("delete", 2):
            raise DraftDamaged(path, f"写入方式不对：{journal}，{synchronous}")
    except BaseException:
        connection.close()
        raise
    return connection


@contextmanager
def new_file(path: Path) -> Iterator[None]:
    """Take the name `path` for a new file; one that exists is never touched, a half-made one never left."""
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o666))
    except FileExistsError as error:
        raise NameTaken(path) from error
    except (FileNotFoundError, NotADirectoryError) as error:
        raise FolderMissing(path) from error
    except PermissionError as error:
        raise DraftReadOnly(path) from error
    except OSError as error:
        raise refused_by_system(path, error) from error
    try:
        with refusing(path):
            yield
    except BaseException:
        with suppress(OSError):
            path.unlink()
        raise


def refused_by_system(path: Path, error: OSError) -> DraftRefused:
    """Return the sentence for an error of the operating system."""
    match error.errno:
        case errno.EROFS:
            return DraftReadOnly(path)
        case errno.ENOSPC | errno.EDQUOT:
            return DiskFull(path)
        case _:
            return DiskTrouble(path, reason(error))


def create(path: Path, log: Log) -> None:
    """Write a new draft with this history."""
    with new_file(path), closing(connect(path, "rw")) as connection:
        _fill(connection, log)


def _fill(connection: sqlite3.Connection, log: Log) -> None:
    connection.execute(f"pragma page_size = {PAGE}")
    connection.execute("begin immediate")
    connection.execute(f"pragma application_id = {APPLICATION}")
    connection.execute(f"pragma user_version = {newest()}")
    for statement in SCHEMA:
        connection.execute(statement)
    origin = (_written(log.made_at), clean(log.made_by), __version__)
    connection.execute(
        "insert into draft (made_at, made_by, made_with, seal) values (?, ?, ?, ?)",
        (*origin, seal_of(origin)),
    )
    insert(connection, log.changes)
    connection.execute("commit")


def insert(connection: sqlite3.Connection, changes: Iterable[Change]) -> None:
    """Append these changes inside the transaction that is open."""
    for change in changes:
        row = _row(change)
        connection.execute(_INSERT, (*row, seal_of(row)))


def _row(change: Change) -> Row:
    return (
        change.no,
        change.step,
        change.field,
        dump(change.old),
        dump(change.new),
        change.via.value,
        clean(change.source),
        change.undoes,
        _written(change.at),
        clean(change.by),
    )


def seal_of(row: Row) -> str:
    """Return the seal of a row: a short digest over everything it says, its number included."""
    text = json.dumps(row, ensure_ascii=True, default=repr)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def clean(words: str) -> str:
    """Return words SQLite can store: half characters, as from a broken user name, become question marks."""
    return words.encode(errors="replace").decode()


def _written(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds")


def read(connection: sqlite3.Connection, path: Path) -> Log:
    """Return the whole history, or refuse the file with the reason."""
    check_kind(connection, path)
    with refusing(path):
        (found,) = connection.execute("pragma quick_check(1)").fetchone()
        origin = connection.execute(_ORIGIN).fetchone()
        rows = connection.execute(_ALL).fetchall()
    if found != "ok":
        raise DraftDamaged(path, "文件结构不完整")
    if origin is None or origin[-1] != seal_of(origin[:-1]):
        raise DraftDamaged(path, "草稿的来历读不出")
    changes = []
    for expected, row in enumerate(rows, 1):
        change = change_of(row)
        if change is None or change.no != expected:
            raise DraftDamaged(path, f"第{expected}条变更读不出")
        changes.append(change)
    made_at, made_by, *_ = origin
    return Log(datetime.fromisoformat(made_at), made_by, tuple(changes))


def change_of(row: Row) -> Change | None:
    """Return the change in a row, or nothing when its seal or its content does not hold."""
    no, step, field, old, new, via, source, undoes, at, by, seal = row
    if seal != seal_of(row[:-1]):
        return None
    try:
        return Change(
            no=no,
            step=step,
            field=field,
            old=load(old),
            new=load(new),
            via=Via(via),
            at=datetime.fromisoformat(at),
            by=by,
            source=source,
            undoes=undoes,
        )
    except (TypeError, ValueError, RecursionError):
        return None


def check_kind(connection: sqlite3.Connection, path: Path) -> None:
    """Refuse what is not a draft, what a newer program wrote, and a draft with foreign tables or triggers."""
    with refusing(path):
        (application,) = connection.execute("pragma application_id").fetchone()
        (pages,) = connection.execute("pragma page_count").fetchone()
        (version,) = connection.execute("pragma user_version").fetchone()
    if application != APPLICATION:
        raise NotADraft(path, empty=pages == 0)
    if version > newest():
        raise DraftTooNew(path, version, newest())
    if version == newest():
        with refusing(path):
            found = connection.execute("select sql from sqlite_schema order by rowid").fetchall()
        if [sql for (sql,) in found] != [*_schema()]:
            raise DraftDamaged(path, "内部表格被改动过")


def _schema() -> Iterator[str]:
    """Yield the statements as SQLite keeps them after every upgrade."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        for statement in SCHEMA:
            connection.execute(statement)
        for upgrade in UPGRADES:
            upgrade(connection)
        found = connection.execute("select sql from sqlite_schema order by rowid").fetchall()
    yield from (sql for (sql,) in found)


def outdated(connection: sqlite3.Connection) -> int | None:
    """Return the number of the format when an older program wrote the draft, otherwise nothing."""
    (version,) = connection.execute("pragma user_version").fetchone()
    return version if version < newest() else None


def upgrade(connection: sqlite3.Connection) -> None:
    """Bring a draft to the newest format inside the transaction that is open."""
    (version,) = connection.execute("pragma user_version").fetchone()
    for step in UPGRADES[version - 1 :]:
        step(connection)
    connection.execute(f"pragma user_version = {newest()}")


def copy(connection: sqlite3.Connection, target: Path) -> None:
    """Copy a draft through the engine to a new file; the connection must not be inside a transaction."""
    with new_file(target), closing(connect(target, "rw")) as other:
        connection.backup(other)
