"""Copies of a draft that are made without being asked for."""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from assistant import drafts
from assistant.drafts import Draft, backups
from assistant.drafts.backups import KEPT, Keeper
from assistant.report import Value
from assistant.terminal.app import Assistant
from tests.commands import nianbao

COUNT = "申请.新收.自然人"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "青禾区人社局2025年.nianbao"


@pytest.fixture
def draft(path: Path) -> Iterator[Draft]:
    start: dict[str, Value] = {"单位全称": "云澜市青禾区人力资源和社会保障局", "年份": 2025}
    with Draft.create(path, start) as made:
        yield made


def numbers(path: Path) -> list[int]:
    return [one.no for one in backups.backups(path)]


def test_a_copy_is_the_draft_byte_by_byte(draft: Draft, path: Path) -> None:
    """History and all."""
    draft.append({COUNT: 12})
    said = Keeper(draft).keep()
    draft.close()
    (copy,) = backups.backups(path)

    assert ("", path.read_bytes()) == (said, copy.path.read_bytes())


def test_copying_does_not_let_another_window_in(draft: Draft, path: Path) -> None:
    """The draft stays reserved for its window while it is copied and afterwards."""
    Keeper(draft).keep()

    assert draft._connection.in_transaction
    with (
        closing(sqlite3.connect(path, timeout=0, isolation_level=None)) as other,
        pytest.raises(sqlite3.OperationalError, match="locked"),
    ):
        other.execute("begin immediate")


def test_what_did_not_change_is_not_copied_again(draft: Draft, path: Path) -> None:
    """Opening a draft to look at it pushes no older copy out."""
    for _ in range(3):
        Keeper(draft).keep()

    assert [1] == numbers(path)


def test_the_oldest_copies_go(draft: Draft, path: Path) -> None:
    """Ten are kept; numbers go on counting."""
    keeper = Keeper(draft)
    for count in range(KEPT + 3):
        draft.append({COUNT: count})
        keeper.keep()

    assert [*range(KEPT + 3, 3, -1)] == numbers(path)


def test_two_drafts_of_one_name_are_kept_apart(draft: Draft, tmp_path: Path) -> None:
    """What counts is the whole path."""
    Keeper(draft).keep()
    other = tmp_path / "别处" / draft.path.name

    assert ((), 1) == (backups.backups(other), len(backups.backups(draft.path)))


def test_a_draft_only_read_is_not_copied(draft: Draft, path: Path) -> None:
    """Nor is anything said."""
    with Draft.open(path, read_only=True) as reading:
        assert "" == Keeper(reading).keep()

    assert [] == numbers(path)


def test_a_failure_is_said_once(draft: Draft, own_home: Path) -> None:
    """Where no copy can be made, that is said the first time, and the draft goes on."""
    (own_home / "backups").write_text("不是文件夹", encoding="utf-8")
    keeper = Keeper(draft)
    first, second = keeper.keep(), keeper.keep()
    draft.append({COUNT: 1})

    assert first.startswith("没能自动备份草稿（")
    assert first.endswith("草稿本身没有影响，接着填就是。")
    assert "" == second


def test_a_strangers_file_is_no_copy(draft: Draft, path: Path) -> None:
    """Files that are not called like a copy are neither listed nor removed."""
    Keeper(draft).keep()
    stranger = backups.folder(path) / "我的.nianbao"
    stranger.write_bytes(b"")

    assert [1] == numbers(path)
    assert stranger.exists()


def test_opening_in_the_program_makes_a_copy(draft: Draft, path: Path) -> None:
    """And so does an hour of work."""
    draft.close()
    app = Assistant(path)

    async def work() -> None:
        async with app.run_test() as pilot:
            await pilot.pause()
            app.desk.write({COUNT: 12})
            app.keep_backup()

    import asyncio

    asyncio.run(work())

    assert [2, 1] == numbers(path)


def test_copies_are_listed_and_brought_back(draft: Draft, path: Path, tmp_path: Path) -> None:
    """Even when the draft itself is gone."""
    Keeper(draft).keep()
    draft.append({COUNT: 12})
    Keeper(draft).keep()
    draft.close()
    path.unlink()
    listed = nianbao("recover", path, "--list").data.splitlines()
    as_json = [
        json.loads(line) for line in nianbao("recover", path, "--list", "--json").data.splitlines()
    ]
    target = tmp_path / "还原.nianbao"
    restored = nianbao("recover", path, "--backup", 2, "-o", target)

    assert ["2", "1"] == [line.split("　")[0] for line in listed]
    assert "改到第2步" in listed[0]
    assert [2, 1] == [one["backup"] for one in as_json]
    assert f"已用第2号备份存成新草稿：{target}" in restored.talk
    with Draft.open(target) as again:
        assert 12 == again.report.number(COUNT)


def test_nothing_is_overwritten_by_a_copy(draft: Draft, path: Path) -> None:
    """Bringing back needs a new name, as everywhere."""
    Keeper(draft).keep()

    with pytest.raises(drafts.NameTaken):
        backups.restore(path, 1, path)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--list",), "没有备份。备份按草稿原来的位置和名称存放"),
        (("--backup", 3, "-o", "新.nianbao"), "没有备份"),
        (("--backup", 3), "请用 -o 写明新草稿的文件名"),
        ((), "请用 -o 写明新草稿的文件名"),
    ],
)
def test_what_cannot_be_brought_back_is_said(
    path: Path, arguments: tuple[object, ...], said: str
) -> None:
    """A sentence and exit code 2."""
    ran = nianbao("recover", path, *arguments)

    assert 2 == ran.code
    assert said in ran.talk


def test_a_number_that_is_not_there_names_those_that_are(draft: Draft, path: Path) -> None:
    """So that one can be chosen."""
    Keeper(draft).keep()
    ran = nianbao("recover", path, "--backup", 7, "-o", path.with_name("新.nianbao"))

    assert "没有第7号备份；有的是：1。" in ran.talk


@pytest.mark.skipif(os.name == "nt", reason="permissions are other there")
def test_copies_are_closed_to_other_users(draft: Draft, path: Path) -> None:
    """The folder of the copies lets nobody else in."""
    Keeper(draft).keep()

    assert 0 == backups.folder(path).stat().st_mode & 0o077


def test_a_ruined_copy_is_listed_as_such(draft: Draft, path: Path) -> None:
    """It cannot be opened; the others can."""
    Keeper(draft).keep()
    (copy,) = backups.backups(path)
    copy.path.write_bytes(copy.path.read_bytes()[:5000])

    assert copy.told.endswith("打不开了")
