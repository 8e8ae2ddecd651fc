"""What `nianbao doctor` finds, and what it advises."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from pathlib import Path

import pytest

from assistant import doctor
from assistant.doctor import Result
from assistant.export.office import STANDARD_FONTS
from assistant.terminal.probe import Terminal
from tests.commands import nianbao

GOOD = Terminal(
    interactive=True, name="xterm-256color", encoding="UTF-8", chinese_width=2, ambiguous_width=1
)
SMALLEST = (60, 15)


def seen(terminal: Terminal, size: tuple[int, int] = (80, 24)) -> list[Result]:
    return list(doctor.screen(terminal, size, SMALLEST))


def test_a_sound_machine_passes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every line is a tick or could not be looked at, and the exit code is 0."""
    monkeypatch.setattr(doctor, "_families", lambda *_: frozenset(STANDARD_FONTS))
    ran = nianbao("doctor", tmp_path)

    assert 0 == ran.code
    assert set() == {line[:2] for line in ran.data.splitlines()} - {"✓ ", "－ "}
    assert f"✓ 草稿文件夹：“{tmp_path}”可以写。" in ran.data


def test_each_line_has_its_object(tmp_path: Path) -> None:
    """With --json the same is told in the same order."""
    rows = [json.loads(line) for line in nianbao("doctor", tmp_path, "--json").data.splitlines()]
    lines = nianbao("doctor", tmp_path).data.splitlines()

    assert lines == [str(Result(**row)) for row in rows]


def test_a_good_terminal_is_described() -> None:
    """With what it answered."""
    told, window = map(str, seen(GOOD))

    assert "✓ 终端：xterm-256color，UTF-8，汉字2格，引号和表格线1格。" == told
    assert "✓ 窗口：80列24行。" == window


@pytest.mark.parametrize(
    ("terminal", "said"),
    [
        (replace(GOOD, ambiguous_width=2), "✗ 终端：终端把引号、破折号和表格线画成了两格宽"),
        (replace(GOOD, chinese_width=3), "✗ 终端：终端没有按 UTF-8 编码显示"),
        (replace(GOOD, name="linux"), "✗ 终端：这是没有汉字字库的文本控制台"),
    ],
)
def test_a_bad_terminal_is_said_with_the_remedy(terminal: Terminal, said: str) -> None:
    """In the sentences that the program itself would refuse with."""
    told = str(seen(terminal)[0])

    assert told.startswith(said)
    assert "请" in told


def test_a_terminal_that_does_not_answer_is_no_fault() -> None:
    """The widths are not known, that is all."""
    quiet = seen(replace(GOOD, chinese_width=None, ambiguous_width=None))[0]

    assert quiet.good
    assert "汉字宽度没有测出" in quiet.fact


def test_a_small_window_is_said() -> None:
    """Both sizes, and what to do."""
    assert "✗ 窗口：只有50列24行，至少要60列15行。请把窗口拉大，或者把字号调小。" == str(
        seen(GOOD, (50, 24))[1]
    )


def test_no_terminal_is_not_looked_at() -> None:
    """In a pipe there is nothing to measure, and nothing wrong."""
    assert [None] == [one.good for one in seen(replace(GOOD, interactive=False))]


@pytest.mark.parametrize(
    ("every", "chinese", "good", "said"),
    [
        (None, None, None, "没有 fc-list"),
        (frozenset(), frozenset(), False, "没有装中文字体"),
        (
            frozenset({"黑体"}),
            frozenset({"黑体"}),
            True,
            "方正小标宋简体、楷体_GB2312、仿宋_GB2312",
        ),
        (frozenset(STANDARD_FONTS), frozenset(STANDARD_FONTS), True, "公文用的字体都有"),
    ],
)
def test_fonts(
    every: frozenset[str] | None, chinese: frozenset[str] | None, good: bool | None, said: str
) -> None:
    """Without any Chinese font that is a fault; without those of official documents it is a remark."""
    found = doctor.fonts(every, chinese)

    assert good is found.good
    assert said in found.fact


def test_a_folder_that_is_none_is_said(tmp_path: Path) -> None:
    """A file where the folder should be cannot hold drafts."""
    (tmp_path / "年报草稿").write_text("", encoding="utf-8")
    ran = nianbao("doctor", tmp_path / "年报草稿")

    assert 1 == ran.code
    assert "✗ 草稿文件夹：" in ran.data


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write anywhere"
)
def test_a_folder_without_permission_is_said(tmp_path: Path) -> None:
    """And what to do about it."""
    tmp_path.chmod(0o555)
    found = doctor.writable("草稿文件夹", tmp_path)
    tmp_path.chmod(0o755)

    assert "没有权限，请换一个文件夹" in found.fact


def test_a_full_disk_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Before it stops the work."""
    monkeypatch.setattr(doctor, "ROOM", 2**62)

    assert "✗ 盘：" == str(doctor.writable("盘", tmp_path))[:4]
    assert "请清理磁盘。" == doctor.writable("盘", tmp_path).remedy


def test_a_folder_still_to_be_made_is_fine(tmp_path: Path) -> None:
    """It is made when it is needed, and not by looking."""
    later = tmp_path / "以后" / "年报草稿"

    assert "（还没有，用到时会建）" in doctor.writable("草稿文件夹", later).fact
    assert [] == list(tmp_path.iterdir())


def test_an_offices_own_slips_are_said(tmp_path: Path) -> None:
    """With file and line, and where to see them all."""
    (tmp_path / "语料").mkdir()
    (tmp_path / "语料" / "我的.md").write_text("## 一条\n\n没有写编号。\n", encoding="utf-8")
    ran = nianbao("doctor", tmp_path)

    assert 1 == ran.code
    assert "✗ 自己的语料：语料/我的.md 第3行：" in ran.data


def test_a_broken_list_of_drafts_is_said(tmp_path: Path, own_home: Path) -> None:
    """The start screen would only show it empty."""
    (own_home / "recent.json").write_text("[", encoding="utf-8")

    assert "✗ 最近打开的草稿：" in nianbao("doctor", tmp_path).data


def test_a_missing_package_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """By the name it is installed by."""
    monkeypatch.setattr(doctor, "NEEDED", {"no_such_module": "no-such-package"})

    assert "✗ 组件：没有装no-such-package。请重新安装年报助手。" in map(str, doctor.versions())


def test_every_outside_package_is_looked_for() -> None:
    """What the program declares as needed, doctor asks for; typer has to be there for it to run at all."""
    import tomllib

    root = Path(doctor.__file__).parents[1]
    if not (root / "pyproject.toml").exists():
        pytest.skip("installed, not a checkout")
    declared = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    names = {one.split(">")[0].split("=")[0] for one in declared["dependencies"]}

    assert names - {"typer"} == set(doctor.NEEDED.values())
