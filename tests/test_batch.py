"""Many files at once: in order, whatever happens to one of them, and seen to move."""

from __future__ import annotations

import io
import os
import shutil
import sys
import time
from pathlib import Path

import pytest

from assistant.command_line.batch import FEW, Counting, Told, each
from assistant.problem import AssistantError
from tests.commands import nianbao

PATHS = [Path(f"{number:03}") for number in range(FEW + 5)]
BAD = PATHS[7]


def slow_at_first(path: Path) -> Told:
    """Take longer for the first files, so that later ones are done before them."""
    time.sleep(0.05 if path in PATHS[:3] else 0)
    return Told(path, f"{path}\n")


def refuses(path: Path) -> Told:
    """Refuse one file."""
    if path == BAD:
        raise AssistantError("读不懂。")
    return Told(path)


def breaks(path: Path) -> Told:
    """Break at one file."""
    if path == BAD:
        raise ZeroDivisionError("division by zero")
    return Told(path)


def dies(path: Path) -> Told:
    """End the process at one file, as a fault in a library does."""
    if path == BAD:
        os._exit(9)
    return Told(path)


@pytest.mark.parametrize("processes", [1, 2])
def test_files_are_told_in_their_order(processes: int) -> None:
    """However long one takes, nothing that comes after it is told before it."""
    assert [f"{path}\n" for path in PATHS] == [
        told.data for told in each(slow_at_first, PATHS, processes)
    ]


@pytest.mark.parametrize(
    ("work", "why"), [(refuses, "读不懂。"), (breaks, "出错记录在"), (dies, "程序中断了")]
)
def test_one_bad_file_stops_no_other(work: object, why: str) -> None:
    """A file that cannot be read, one that breaks the program, one that ends it: each is named, all others are done."""
    told = list(each(work, PATHS, 2))  # type: ignore[arg-type]

    assert PATHS == [one.path for one in told]
    assert [BAD] == [one.path for one in told if one.code == 2]
    assert [why] == [why for one in told for line in one.talk if str(BAD) in line and why in line]


def test_a_broken_file_in_a_folder_is_named_and_the_rest_is_checked(tmp_path: Path) -> None:
    """One file of rubbish among reports: two are checked, one is named, the last line counts, exit code 2."""
    made = tmp_path / "一.nianbao"
    assert 0 == nianbao("new", "--unit", "云澜市青禾区统计局", "--year", 2025, "-o", made).code
    shutil.copy(made, tmp_path / "三.nianbao")
    (tmp_path / "二.json").write_text("{", encoding="utf-8")
    checked = nianbao("check", tmp_path)

    assert 2 == checked.code
    assert "二.json" in checked.talk
    assert "核对了3份" in checked.talk.splitlines()[-1]
    assert checked.data.index("一.nianbao") < checked.data.index("三.nianbao")


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize("terminal", [True, False])
def test_the_count_is_shown_on_a_terminal_only(
    terminal: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It stands on one line, goes away before anything else is printed, and a pipe never sees it."""
    stream = _Terminal() if terminal else io.StringIO()
    monkeypatch.setattr(sys, "stderr", stream)
    monkeypatch.setattr("assistant.command_line.batch._PATIENCE", 0)
    counting = Counting("核对", 3)
    counting.step()
    shown = stream.getvalue()
    counting.clear()

    assert ("\r核对 1／3" if terminal else "") == shown
    assert stream.getvalue().strip(" \r") == shown.strip("\r")
