from __future__ import annotations

import errno
import os
import random
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from assistant import drafts
from assistant.changes import Via
from assistant.drafts import Draft, engine
from assistant.drafts.recent import forget, recent, remember
from assistant.drafts.salvage import DOUBTFUL, salvage
from assistant.report import Paragraph, Pending, Report, Value

UNIT = "云澜市青禾区人力资源和社会保障局"
START: dict[str, Value] = {"单位全称": UNIT, "年份": 2025}
COUNT = "申请.新收.自然人"
AT = datetime(2026, 1, 8, 9, 0, tzinfo=UTC)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "青禾区人社局2025年.nianbao"


@pytest.fixture
def draft(path: Path) -> Iterator[Draft]:
    with Draft.create(path, START, AT, "陈某") as made:
        yield made


@contextmanager
def raw(path: Path) -> Iterator[sqlite3.Connection]:
    """The file as a stranger's program sees it."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        yield connection


def reopened(path: Path) -> Report:
    with Draft.open(path, read_only=True) as again:
        return again.report


def changed(path: Path, old: bytes, new: bytes) -> None:
    """Let the disk forget: every `old` in the closed file becomes `new`."""
    stored = path.read_bytes()

    assert old in stored
    assert len(old) == len(new)

    path.write_bytes(stored.replace(old, new))


# What is stored


def test_what_was_answered_is_there_again(draft: Draft, path: Path) -> None:
    """Every kind of answer comes back the same from the file."""
    draft.append(
        {
            COUNT: 12,
            "培训次数": Pending("问人事科"),
            "三审三校": True,
            "主动公开.收费.金额": Decimal("3.50"),
            "正文.前言": (
                Paragraph("{{ 本机关 }}……", "前言.通用", bound=True),
                Paragraph("另一段"),
            ),
            "自称": "半个字符\ud83d",
        }
    )

    assert draft.report == reopened(path)


def test_paths_may_hold_any_characters(tmp_path: Path) -> None:
    """Spaces, question marks, hashes and percent signs in a name are a name like any other."""
    path = tmp_path / "年报 100%?#&草稿.nianbao"
    with Draft.create(path, START):
        pass

    assert ["年报 100%?#&草稿.nianbao"] == os.listdir(tmp_path)
    assert START == reopened(path).answers


def test_the_history_tells_who_when_and_how(draft: Draft) -> None:
    """Each step keeps author, time, way and source."""
    draft.append({COUNT: 12}, via="导入", source="2024年年报.docx")
    created, imported = draft.history()

    assert (0, Via.TYPED, AT, "陈某") == (created.no, created.via, created.at, created.by)
    assert ("单位全称", "年份") == created.fields
    assert (1, Via.IMPORTED, "2024年年报.docx", "陈某") == (
        imported.no,
        imported.via,
        imported.source,
        imported.by,
    )


def test_an_open_draft_leaves_nothing_beside_it(draft: Draft, path: Path) -> None:
    """No journal, lock or temporary file stands beside an open draft between two answers."""
    draft.append({COUNT: 12})

    assert [path] == list(path.parent.iterdir())


def test_a_copy_made_while_open_is_complete(draft: Draft, path: Path) -> None:
    """Between two answers the file can be copied byte by byte, by another program, and mailed."""
    draft.append({COUNT: 12})
    other = path.with_name("副本.nianbao")
    subprocess.run(["cp", path, other], check=True)

    assert draft.report == reopened(other)


def test_a_commit_is_a_commit(draft: Draft) -> None:
    """SQLite runs with a rollback journal and waits for the disk."""
    (journal,) = draft._connection.execute("pragma journal_mode").fetchone()
    (synchronous,) = draft._connection.execute("pragma synchronous").fetchone()

    assert ("delete", 2) == (journal, synchronous)


@pytest.mark.parametrize(
    "statement",
    [
        "update change set new = '99'",
        "delete from change",
        "insert or replace into change select * from change where no = 1",
        "insert into change select no + 7, step, field, old, new, via, source, undoes, at, by, seal from change",
        "update draft set made_by = '别人'",
        "delete from draft",
        "insert into draft select * from draft",
    ],
)
def test_no_row_is_ever_edited_or_deleted(draft: Draft, path: Path, statement: str) -> None:
    """The database itself refuses everything but appending."""
    draft.close()

    with raw(path) as connection, pytest.raises(sqlite3.IntegrityError, match=r"只能追加|不能改"):
        connection.execute(statement)


def test_any_history_is_the_same_from_the_file(path: Path) -> None:
    """After random answers, undos, redos and restores, file and memory agree."""
    chance = random.Random(2)
    values: list[Value | None] = [None, 0, 7, True, "无", Pending("等回复"), Decimal("0.5")]
    with Draft.create(path, START) as draft:
        for _ in range(150):
            act = chance.random()
            if act < 0.2:
                draft.undo()
            elif act < 0.35:
                draft.redo()
            elif act < 0.4:
                draft.restore(chance.choice(draft.history()).no)
            else:
                names = chance.sample([COUNT, "培训次数", "自称", "正文.前言"], 2)
                draft.append({name: chance.choice(values) for name in names})
        log = draft.log
        report = draft.report
    with Draft.open(path, read_only=True) as again:
        assert report == again.report
        assert log == again.log
        assert list(report.answers) == list(again.report.answers)


def test_time_is_kept_to_the_second_with_its_zone(path: Path) -> None:
    """Every step has the moment of its own."""
    moments = iter(AT + timedelta(minutes=n, microseconds=n) for n in range(1, 9))
    with Draft.create(path, START, AT, clock=lambda: next(moments)) as draft:
        draft.append({COUNT: 1})
        draft.append({COUNT: 2})

        assert [0, 60, 120] == [(step.at - AT).total_seconds() for step in draft.history()]


# Undo, redo, restore


def test_undo_and_redo_survive_closing(draft: Draft, path: Path) -> None:
    """What was undone can be redone after the program was closed."""
    draft.append({COUNT: 12})
    draft.undo()
    draft.close()
    with Draft.open(path) as again:
        redone = again.redo()

        assert redone is not None
        assert 12 == again.report.number(COUNT)


def test_nothing_to_undo_is_not_an_error(draft: Draft) -> None:
    """Undo and redo with nothing to do answer nothing and store nothing."""
    assert (None, None) == (draft.undo(), draft.redo())
    assert 1 == len(draft.history())


def test_any_point_can_be_restored_and_the_restoring_undone(draft: Draft) -> None:
    """Going back to an earlier step is a step itself."""
    draft.append({COUNT: 1, "自称": "我局"})
    draft.append({COUNT: 2})
    draft.append({"自称": None})
    draft.restore(1)
    restored = dict(draft.report.answers)
    draft.undo()

    assert {**START, COUNT: 1, "自称": "我局"} == restored
    assert {**START, COUNT: 2} == draft.report.answers


# Two windows


HOLD = """
import sys
from pathlib import Path
from assistant.drafts import Draft
draft = Draft.open(Path(sys.argv[1]))
print("open", flush=True)
sys.stdin.readline()
"""


@contextmanager
def another_window(path: Path) -> Iterator[subprocess.Popen[str]]:
    """Another process with the draft open for writing."""
    command = [sys.executable, "-c", HOLD, str(path)]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True) as window:
        assert window.stdout is not None
        assert "open\n" == window.stdout.readline()

        try:
            yield window
        finally:
            window.kill()


def test_a_second_window_can_read_but_not_write(draft: Draft, path: Path) -> None:
    """While another process has it open, a draft opens to read only."""
    draft.close()
    with another_window(path):
        with pytest.raises(drafts.DraftOpenElsewhere) as refused:
            Draft.open(path)
        with (
            Draft.open(path, read_only=True) as reading,
            pytest.raises(drafts.OpenedToRead) as refused_to_write,
        ):
            reading.append({COUNT: 1})

    assert f"草稿“{path.name}”已在另一个窗口打开。请到那个窗口继续填，或者在这里只读打开。" == (
        refused.value.sentence
    )
    assert "是只读打开的，不能修改" in refused_to_write.value.sentence


def test_a_killed_window_leaves_no_lock(draft: Draft, path: Path) -> None:
    """After kill −9 of the window that had it, the draft opens at once."""
    draft.close()
    with another_window(path) as window:
        window.kill()
        window.wait()
        with Draft.open(path) as again:
            again.append({COUNT: 1})

    assert 1 == reopened(path).number(COUNT)


def test_opening_twice_in_one_program_is_refused(draft: Draft, path: Path) -> None:
    """The guard holds inside one process too, and goes on holding after the refusal."""
    for _ in range(2):
        with pytest.raises(drafts.DraftOpenElsewhere):
            Draft.open(path)


def test_a_reading_window_follows_the_writing_one(draft: Draft, path: Path) -> None:
    """Reading again shows what the other window stored meanwhile, and never hinders it."""
    with Draft.open(path, read_only=True) as reading:
        draft.append({COUNT: 12})

        assert reading.report.number(COUNT) is None
        assert 12 == reading.reload().number(COUNT)

        draft.append({COUNT: 13})

    assert 13 == draft.report.number(COUNT)


def test_a_change_by_somebody_else_is_never_written_over(draft: Draft, path: Path) -> None:
    """When locks fail, as on some network drives, the last number still tells that somebody wrote."""
    draft.append({COUNT: 1})
    draft._connection.execute("rollback")
    with Draft.open(path) as other:
        other.append({COUNT: 2})
    with pytest.raises(drafts.DraftChangedElsewhere) as refused:
        draft.append({COUNT: 3})

    assert "被别处改过，这一次的修改没有写进去" in refused.value.sentence
    assert 1 == draft.report.number(COUNT)
    assert 2 == draft.reload().number(COUNT)
    assert 3 == draft.append({COUNT: 3}).number(COUNT)


# Nothing is lost


def interrupted(path: Path, copy: Path) -> None:
    """Make a copy of a draft as a power cut in the middle of a large change leaves it, journal and all."""
    with Draft.open(path) as draft:
        (last,) = draft.log.changes[-1:]
        draft._connection.execute("pragma cache_size = 1")
        engine.insert(
            draft._connection,
            [
                replace(last, no=last.no + n, step=1, old=None, new="长" * 3000)
                for n in range(1, 40)
            ],
        )
        for suffix in ("", "-journal"):
            subprocess.run(["cp", f"{path}{suffix}", f"{copy}{suffix}"], check=True)


def test_a_change_cut_in_half_is_taken_back(draft: Draft, path: Path) -> None:
    """After a power cut in the middle of a change, the draft opens as it was before, to write or to read."""
    draft.append({COUNT: 1})
    draft.close()
    for name, read_only in (("写.nianbao", False), ("读.nianbao", True)):
        copy = path.with_name(name)
        interrupted(path, copy)

        assert copy.stat().st_size > path.stat().st_size

        with Draft.open(copy, read_only) as again:
            assert {**START, COUNT: 1} == again.report.answers


@pytest.mark.skipif(not hasattr(os, "setresuid"), reason="needs a system with users to change")
def test_a_change_cut_in_half_needs_a_place_to_be_taken_back() -> None:
    """Where nothing may be written, such a draft is not shown half-changed; the remedy is told."""
    with ordinary_user() as folder:
        path, copy = folder / "甲.nianbao", folder / "乙.nianbao"
        with Draft.create(path, START):
            pass
        interrupted(path, copy)
        folder.chmod(0o555)
        with pytest.raises(drafts.DraftInterrupted, match="上次写到一半时中断了"):
            Draft.open(copy, read_only=True)


def test_a_full_disk_is_said_and_loses_nothing(draft: Draft, path: Path) -> None:
    """When the file cannot grow, the answer is refused, the report stays, and shorter answers still go in."""
    draft.append({COUNT: 1})
    (pages,) = draft._connection.execute("pragma page_count").fetchone()
    draft._connection.execute(f"pragma max_page_count = {pages}")
    with pytest.raises(drafts.DiskFull) as refused:
        draft.append({COUNT: 2, "正文.前言": (Paragraph("长" * 9000),)})
    after = draft.report

    assert "磁盘满了，这一次的修改没有存进" in refused.value.sentence
    assert {**START, COUNT: 1} == after.answers

    draft.append({COUNT: 3})

    assert 3 == reopened(path).number(COUNT)


@contextmanager
def tiny_disk() -> Iterator[Path]:
    """A disk of 64 KB, where the machine lets us make one."""
    with tempfile.TemporaryDirectory() as folder:
        made = subprocess.run(
            ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", folder],
            check=False,
            capture_output=True,
        )
        if made.returncode:
            pytest.skip("making a tiny disk needs the right to mount")
        try:
            yield Path(folder)
        finally:
            subprocess.run(["umount", folder], check=True)


def fill(draft: Draft) -> None:
    for number in range(1000):
        draft.append({COUNT: number, "自称": "我局" * 200})


@pytest.mark.skipif(shutil.which("mount") is None, reason="no mount on this system")
def test_a_really_full_disk_is_said_and_loses_nothing() -> None:
    """On a disk that fills up, the last stored answer stands, and the draft can be copied elsewhere."""
    with tiny_disk() as disk, tempfile.TemporaryDirectory() as roomy:
        path, copy = disk / "小盘.nianbao", Path(roomy) / "大盘.nianbao"
        with Draft.create(path, START) as draft:
            with pytest.raises(drafts.DiskFull):
                fill(draft)
            report = draft.report
            draft.save_copy(copy)

            with pytest.raises(drafts.DiskFull):
                draft.save_copy(disk / "又一份.nianbao")

            assert not (disk / "又一份.nianbao").exists()

        assert report == reopened(path)
        assert report == reopened(copy)


def test_a_file_moved_away_is_noticed(draft: Draft, path: Path) -> None:
    """Renamed while open: the answer is refused, and everything can be saved as a new file."""
    draft.append({COUNT: 1})
    path.rename(path.with_name("改了名.nianbao"))
    with pytest.raises(drafts.DraftGone) as refused:
        draft.append({COUNT: 2})
    draft.save_copy(path)

    assert "被移走、改名或删除了" in refused.value.sentence
    assert 1 == reopened(path).number(COUNT)


def test_a_file_replaced_by_another_is_noticed(draft: Draft, path: Path) -> None:
    """A copy put in the draft's place is not taken for it."""
    path.rename(path.with_name("旧.nianbao"))
    shutil.copyfile(path.with_name("旧.nianbao"), path)
    with pytest.raises(drafts.DraftGone):
        draft.append({COUNT: 2})


def test_save_copy_keeps_the_history_and_the_window(draft: Draft, path: Path) -> None:
    """The copy has everything, stays behind, and the first file goes on being held."""
    draft.append({COUNT: 1})
    draft.save_copy(path.with_name("副本.nianbao"))
    draft.append({COUNT: 2})
    with Draft.open(path.with_name("副本.nianbao")) as copy:
        copied = copy.history()
    with pytest.raises(drafts.DraftOpenElsewhere):
        Draft.open(path)

    assert draft.history()[:2] == copied


def test_a_draft_open_to_read_can_be_copied(draft: Draft, path: Path) -> None:
    """A second window may save a copy and go on in it."""
    draft.append({COUNT: 1})
    with Draft.open(path, read_only=True) as reading:
        reading.save_copy(path.with_name("副本.nianbao"))

    assert 1 == reopened(path.with_name("副本.nianbao")).number(COUNT)


# Refusals


def test_a_name_that_exists_is_never_overwritten(draft: Draft, path: Path) -> None:
    """Neither a new draft nor a copy replaces a file."""
    before = draft.report
    with pytest.raises(drafts.NameTaken):
        Draft.create(path, {})
    with pytest.raises(drafts.NameTaken):
        draft.save_copy(path)

    assert before == reopened(path)


def test_a_missing_folder_is_named(draft: Draft, path: Path) -> None:
    """A new draft or copy in a folder that is not there says which one."""
    target = path.parent / "没有的" / "一份.nianbao"
    with pytest.raises(drafts.FolderMissing) as refused:
        Draft.create(target, {})
    with pytest.raises(drafts.FolderMissing):
        draft.save_copy(target)

    assert f"没有“{target.parent}”这个文件夹" in refused.value.sentence


def test_a_missing_file_is_named(path: Path) -> None:
    """A draft that is not there is not created by opening it."""
    with pytest.raises(drafts.DraftMissing, match="没有找到草稿"):
        Draft.open(path)

    assert not path.exists()


def test_a_name_too_long_for_the_disk_is_a_sentence(tmp_path: Path) -> None:
    """What the system refuses is told, for new and for existing drafts."""
    path = tmp_path / ("很" * 300 + ".nianbao")
    with pytest.raises(drafts.DiskTrouble, match="文件名太长"):
        Draft.create(path, {})
    with pytest.raises(drafts.DiskTrouble, match="文件名太长"):
        Draft.open(path)


@pytest.mark.parametrize(
    ("code", "refused"),
    [
        (sqlite3.SQLITE_LOCKED, drafts.DraftOpenElsewhere),
        (sqlite3.SQLITE_FULL, drafts.DiskFull),
        (sqlite3.SQLITE_READONLY_DIRECTORY, drafts.DraftReadOnly),
        (sqlite3.SQLITE_READONLY_ROLLBACK, drafts.DraftInterrupted),
        (sqlite3.SQLITE_CANTOPEN, drafts.DraftMissing),
        (sqlite3.SQLITE_NOTADB, drafts.NotADraft),
        (sqlite3.SQLITE_CORRUPT_VTAB, drafts.DraftDamaged),
        (sqlite3.SQLITE_IOERR_READ, drafts.DiskTrouble),
    ],
)
def test_every_error_of_the_engine_is_a_sentence(
    path: Path, code: int, refused: type[drafts.DraftRefused]
) -> None:
    """Whatever SQLite reports, with all its finer kinds, means one of our refusals."""
    error = sqlite3.OperationalError("no")
    error.sqlite_errorcode = code

    assert refused is type(engine.refusal(error, path))


@pytest.mark.parametrize(
    ("number", "refused"),
    [
        (errno.EROFS, drafts.DraftReadOnly),
        (errno.EDQUOT, drafts.DiskFull),
        (errno.EIO, drafts.DiskTrouble),
    ],
)
def test_every_error_of_the_system_is_a_sentence(
    path: Path, number: int, refused: type[drafts.DraftRefused]
) -> None:
    """A full quota is a full disk, a disk mounted to read is read-only."""
    assert refused is type(engine.refused_by_system(path, OSError(number, "no")))


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 a docx", "随便写的文字".encode() * 2000])
def test_another_kind_of_file_is_refused_and_left_alone(path: Path, content: bytes) -> None:
    """Empty files, documents, texts: not a draft, not touched."""
    path.write_bytes(content)
    for read_only in (False, True):
        with pytest.raises(drafts.NotADraft):
            Draft.open(path, read_only)

    assert content == path.read_bytes()


def test_somebody_elses_database_is_refused(path: Path) -> None:
    """A SQLite file of another program is not a draft."""
    with raw(path) as connection:
        connection.execute("create table change (no integer)")
    with pytest.raises(drafts.NotADraft):
        Draft.open(path)


def test_a_folder_is_not_a_draft(tmp_path: Path) -> None:
    """Choosing a folder instead of a file is told apart from a missing file."""
    with pytest.raises(drafts.NotADraft):
        Draft.open(tmp_path)


def test_a_newer_draft_asks_for_a_newer_program(draft: Draft, path: Path) -> None:
    """A format this program does not know is not touched, and not taken for damage."""
    draft.close()
    with raw(path) as connection:
        connection.execute("pragma user_version = 99")
    stored = path.read_bytes()
    with pytest.raises(drafts.DraftTooNew) as refused:
        Draft.open(path)
    with pytest.raises(drafts.DraftTooNew):
        salvage(path, path.with_name("抢救.nianbao"))

    assert "（草稿格式99，本程序只认到1）。请升级程序后再打开" in refused.value.sentence
    assert stored == path.read_bytes()


@pytest.mark.parametrize(
    "statement",
    [
        "create table 别的 (a)",
        "drop trigger change_is_never_edited",
        "create trigger t after insert on change begin select 1; end",
    ],
)
def test_a_draft_somebody_tampered_with_is_refused(
    draft: Draft, path: Path, statement: str
) -> None:
    """Tables and triggers must be exactly ours: nothing of a stranger's is ever run."""
    draft.close()
    with raw(path) as connection:
        connection.execute(statement)
    with pytest.raises(drafts.DraftDamaged, match="内部表格被改动过"):
        Draft.open(path)


@contextmanager
def ordinary_user() -> Iterator[Path]:
    """A folder, and not being root while using it."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        if os.geteuid() != 0:
            yield folder
            folder.chmod(0o755)
            return
        nobody = 65534
        os.chown(folder, nobody, nobody)
        os.setresuid(nobody, nobody, 0)
        try:
            if not os.access(folder, os.R_OK | os.W_OK | os.X_OK):
                pytest.skip("the folder for temporary files is closed to ordinary users")
            yield folder
        finally:
            os.setresuid(0, 0, 0)
            folder.chmod(0o755)


@pytest.mark.skipif(not hasattr(os, "setresuid"), reason="needs a system with users to change")
def test_a_read_only_folder_is_said_and_can_be_read() -> None:
    """In a folder without write permission nothing is created or written; reading works."""
    with ordinary_user() as folder:
        path = folder / "只读.nianbao"
        with Draft.create(path, START):
            pass
        folder.chmod(0o555)
        with pytest.raises(drafts.DraftReadOnly, match="文件或所在的文件夹是只读的"):
            Draft.open(path)
        with pytest.raises(drafts.DraftReadOnly):
            Draft.create(folder / "新的.nianbao", {})

        assert START == reopened(path).answers


@pytest.mark.skipif(not hasattr(os, "setresuid"), reason="needs a system with users to change")
def test_a_read_only_file_is_said_and_can_be_read() -> None:
    """A file without write permission opens to read only; one without read permission is said."""
    with ordinary_user() as folder:
        path = folder / "只读.nianbao"
        with Draft.create(path, START):
            pass
        path.chmod(0o444)
        with pytest.raises(drafts.DraftReadOnly):
            Draft.open(path)

        assert START == reopened(path).answers

        path.chmod(0)
        with pytest.raises(drafts.DiskTrouble, match="没有读取权限"):
            Draft.open(path, read_only=True)


@pytest.mark.skipif(not hasattr(os, "setresuid"), reason="needs a system with users to change")
def test_a_folder_that_becomes_read_only_loses_nothing() -> None:
    """Permission taken away while the draft is open: the answer is refused, the report stays."""
    with ordinary_user() as folder, Draft.create(folder / "一份.nianbao", START) as draft:
        folder.chmod(0o555)
        with pytest.raises(drafts.DraftReadOnly):
            draft.append({COUNT: 1})

        assert START == draft.report.answers

        folder.chmod(0o755)

        assert 1 == draft.append({COUNT: 1}).number(COUNT)


# Damage


@pytest.fixture
def long(path: Path) -> Path:
    """A closed draft of a few dozen pages."""
    with Draft.create(path, START, AT, "陈某") as draft:
        for number in range(120):
            draft.append({COUNT: number, f"项目{number}": f"第{number}项" * 20})
    return path


def test_a_rotten_digit_is_noticed(draft: Draft, path: Path) -> None:
    """SQLite does not see a changed digit; the seal does."""
    draft.append({"自称": "十二件"})
    draft.close()
    changed(path, "十二件".encode(), "十三件".encode())
    with pytest.raises(drafts.DraftDamaged) as refused:
        Draft.open(path)

    assert f"草稿“{path.name}”已经损坏（第3条变更读不出）" in refused.value.sentence


def test_flipped_bytes_never_change_an_answer(long: Path) -> None:
    """Whatever byte the disk gets wrong, the draft is refused or reads exactly as before."""
    sound = long.read_bytes()
    before = reopened(long)
    chance = random.Random(7)
    refused = 0
    for _ in range(250):
        rotten = bytearray(sound)
        rotten[chance.randrange(len(rotten))] ^= 1 << chance.randrange(8)
        long.write_bytes(rotten)
        try:
            after = reopened(long)
        except drafts.DraftRefused:
            refused += 1
            continue

        assert before == after

    assert refused > 100


def test_a_truncated_draft_is_refused(long: Path) -> None:
    """Cut off anywhere, the draft is refused as damaged and left as it is."""
    sound = long.read_bytes()
    for size in (1, 50, 100, 4095, 4096, 8192, len(sound) // 2, len(sound) - 1):
        long.write_bytes(sound[:size])
        with pytest.raises((drafts.DraftDamaged, drafts.NotADraft)):
            Draft.open(long)

        assert sound[:size] == long.read_bytes()


def test_a_sound_draft_is_salvaged_whole(long: Path) -> None:
    """Rescuing what is not damaged loses nothing."""
    target = long.with_name("抢救.nianbao")
    saved = salvage(long, target)

    assert (242, 0, ()) == (saved.kept, saved.lost, saved.doubtful)
    assert f"读出242条变更，已存成新草稿“{target.name}”；没有发现缺失。" in saved.sentence
    assert reopened(long) == reopened(target)


@pytest.mark.parametrize("size", [16, 100, 4096])
def test_a_ruined_beginning_is_rebuilt(long: Path, size: int) -> None:
    """The first page is the same in every draft, so losing it loses nothing."""
    before = reopened(long)
    sound = long.read_bytes()
    long.write_bytes(bytes(size) + sound[size:])
    target = long.with_name("抢救.nianbao")
    saved = salvage(long, target)

    assert before == reopened(target)
    assert 242 == saved.kept
    assert bytes(size) + sound[size:] == long.read_bytes()


def test_a_ruined_page_costs_only_its_own_rows(long: Path) -> None:
    """With one page in the middle gone, everything else is read."""
    stored = bytearray(long.read_bytes())
    middle = stored.index("第60项".encode()) // engine.PAGE * engine.PAGE
    stored[middle : middle + engine.PAGE] = bytes(engine.PAGE)
    long.write_bytes(stored)
    with pytest.raises(drafts.DraftDamaged):
        Draft.open(long)
    target = long.with_name("抢救.nianbao")
    saved = salvage(long, target)
    rescued = reopened(target)

    assert saved.kept > 200
    assert 0 < saved.lost < 40
    assert f"有{saved.lost}条读不出" in saved.sentence
    assert 119 == rescued.number(COUNT)
    assert "项目60" not in rescued.answers
    assert "第119项" * 20 == rescued.answers["项目119"]


def test_an_older_answer_never_passes_for_the_lost_one(draft: Draft, path: Path) -> None:
    """Where the latest answer is ruined, the rescued draft says 待补 instead of showing the one before."""
    draft.append({"自称": "十二件", "培训次数": 3})
    draft.append({"自称": "二十件"})
    draft.append({"培训次数": 4})
    draft.close()
    changed(path, '"二十件"'.encode(), '"三十件"'.encode())
    target = path.with_name("抢救.nianbao")
    saved = salvage(path, target)
    with Draft.open(target) as rescued:
        assert (("自称",), 1) == (saved.doubtful, saved.lost)
        assert {**START, "自称": DOUBTFUL, "培训次数": 4} == rescued.report.answers
        assert Via.SALVAGED is rescued.history()[-1].via


def test_bytes_that_are_no_text_cost_only_their_row(draft: Draft, path: Path) -> None:
    """Half a character on the disk does not hide the rows behind it."""
    draft.append({"自称": "甲乙丙丁"})
    draft.append({COUNT: 5})
    draft.close()
    changed(path, "甲乙丙丁".encode(), b"\xff" * 12)
    with pytest.raises(drafts.DraftDamaged):
        Draft.open(path)
    target = path.with_name("抢救.nianbao")
    salvage(path, target)

    assert {**START, COUNT: 5} == reopened(target).answers


def test_flipped_bytes_never_invent_an_answer(long: Path) -> None:
    """Whatever is rescued was answered once; a rotten answer is not among it."""
    sound = long.read_bytes()
    with Draft.open(long, read_only=True) as draft:
        given = {(change.field, repr(change.new)) for change in draft.log.changes}
    chance = random.Random(11)
    target = long.with_name("抢救.nianbao")
    for _ in range(25):
        rotten = bytearray(sound)
        for _ in range(6):
            rotten[chance.randrange(len(rotten))] ^= 1 << chance.randrange(8)
        long.write_bytes(rotten)
        salvage(long, target)
        rescued = reopened(target)
        target.unlink()

        assert {
            (name, repr(value)) for name, value in rescued.answers.items() if value != DOUBTFUL
        } <= given


def test_nothing_there_is_not_salvaged(path: Path) -> None:
    """A name that was mistyped is told apart from a file that is lost."""
    with pytest.raises(drafts.DraftMissing):
        salvage(path, path.with_name("抢救.nianbao"))


def test_nothing_readable_makes_no_draft(path: Path) -> None:
    """A file without a single answer in it is said, and nothing is made of it."""
    path.write_bytes(b"nothing" * 3000)
    target = path.with_name("抢救.nianbao")
    with pytest.raises(drafts.NothingReadable):
        salvage(path, target)

    assert [path] == list(path.parent.iterdir())


def test_salvage_never_overwrites(draft: Draft, path: Path) -> None:
    """The rescued draft goes to a new name only."""
    draft.close()
    with pytest.raises(drafts.NameTaken):
        salvage(path, path)


# Older formats


def with_note(connection: sqlite3.Connection) -> None:
    """What a future format might add."""
    connection.execute("alter table draft add column note text not null default ''")


def test_an_older_draft_is_upgraded_after_a_copy(
    draft: Draft, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The format rises in one transaction; the draft as it was is put aside and still opens then."""
    draft.append({COUNT: 12})
    draft.close()
    copy = path.with_name("青禾区人社局2025年（升级前，格式1）.nianbao")
    with monkeypatch.context() as future:
        future.setattr(engine, "UPGRADES", (with_note,))
        with Draft.open(path) as upgraded:
            upgraded.append({COUNT: 13})

            assert {**START, COUNT: 13} == upgraded.report.answers

        with raw(path) as connection:
            assert (2,) == connection.execute("pragma user_version").fetchone()

    assert 12 == reopened(copy).number(COUNT)
    with pytest.raises(drafts.DraftTooNew):
        Draft.open(path)


def test_reading_an_older_draft_does_not_touch_it(
    draft: Draft, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Opened to read only, an older format is upgraded in memory."""
    draft.append({COUNT: 12})
    draft.close()
    stored = path.read_bytes()
    monkeypatch.setattr(engine, "UPGRADES", (with_note,))

    assert 12 == reopened(path).number(COUNT)
    assert [(path, stored)] == [(file, file.read_bytes()) for file in path.parent.iterdir()]


def test_a_failed_upgrade_leaves_the_old_draft(
    draft: Draft, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An upgrade that breaks half-way changes nothing."""

    def half_way(connection: sqlite3.Connection) -> None:
        with_note(connection)
        connection.execute("alter table nowhere add column a")

    draft.close()
    with monkeypatch.context() as future:
        future.setattr(engine, "UPGRADES", (half_way,))
        with pytest.raises(drafts.DraftRefused):
            Draft.open(path)

    assert START == reopened(path).answers


# The plain copy


def test_dump_load_dump_gives_the_same_bytes(draft: Draft, path: Path) -> None:
    """The plain copy carries the whole draft there and back."""
    draft.append({COUNT: 12, "正文.前言": (Paragraph("{{ 年度 }}年", "前言.通用", bound=True),)})
    draft.undo()
    draft.append({"培训次数": Pending("等人事科")}, via="导入", source="台账.xlsx")
    text = draft.dump()
    with Draft.load(text, path.with_name("再来.nianbao")) as loaded:
        assert text == loaded.dump()
        assert draft.report == loaded.report
        assert draft.history() == loaded.history()


def test_loading_never_overwrites(draft: Draft, path: Path) -> None:
    """The plain copy becomes a new draft only."""
    with pytest.raises(drafts.NameTaken):
        Draft.load(draft.dump(), path)


# Recent drafts


def test_drafts_opened_here_are_listed_latest_first(tmp_path: Path) -> None:
    """The start screen gets path, unit and year; opening again moves a draft up; twenty are kept."""
    paths = [tmp_path / f"{year}.nianbao" for year in range(2000, 2022)]
    for path in [*paths, paths[5]]:
        draft = Draft.create(path, START) if not path.exists() else Draft.open(path)
        with draft:
            assert not remember(draft)
    listed = recent()

    assert "" == listed.notice
    assert [paths[5], *paths[:5:-1], *paths[4:1:-1]] == [entry.path for entry in listed.drafts]
    assert (UNIT, 2025, True) == (
        listed.drafts[0].unit,
        listed.drafts[0].year,
        listed.drafts[0].present,
    )


def test_a_draft_can_be_taken_off_the_list(draft: Draft, path: Path) -> None:
    """Forgetting a draft leaves the file."""
    remember(draft)
    forget(path)

    assert () == recent().drafts
    assert path.exists()


@pytest.mark.parametrize("content", ["{", "[" * 100_000, "{}", "\x00\x00"])
def test_a_broken_list_is_said_and_replaced(draft: Draft, own_home: Path, content: str) -> None:
    """A list that cannot be read stops nothing, and the next draft starts a new one."""
    (own_home / "recent.json").write_text(content, encoding="utf-8")
    notice = recent().notice
    remember(draft)

    assert notice.startswith("最近打开的草稿记录读不出")
    assert 1 == len(recent().drafts)


def test_a_broken_entry_costs_only_itself(draft: Draft, own_home: Path) -> None:
    """Entries that make no sense are skipped and counted."""
    remember(draft)
    file = own_home / "recent.json"
    file.write_text(
        file.read_text(encoding="utf-8").replace("[", '[{"path": 3}, 7,', 1), encoding="utf-8"
    )
    listed = recent()

    assert (1, "最近打开的草稿记录里有2条读不出，已跳过。") == (len(listed.drafts), listed.notice)


def test_a_list_that_cannot_be_written_is_only_said(
    draft: Draft, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the folder for it cannot be made, the draft works all the same."""
    (tmp_path / "file").touch()
    monkeypatch.setenv("NIANBAO_HOME", str(tmp_path / "file" / "folder"))

    assert remember(draft).startswith("没能记下最近打开的草稿")
    assert () == recent().drafts
