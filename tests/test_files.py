import errno
from pathlib import Path, PureWindowsPath

import pytest

from assistant.export.words import file_name
from assistant.files import (
    LARGEST,
    FileRefused,
    FileTaken,
    read_text,
    read_whole,
    reason,
    to_be_made,
    write_all_new,
    write_new,
)


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A report that was exported before."""
    path = tmp_path / "云澜市民政局 年报（2025）.docx"
    path.write_bytes(b"old")
    return path


def test_a_new_file_is_written(tmp_path: Path) -> None:
    """没有的文件写出来，文件夹也建好，不留别的东西。"""
    path = tmp_path / "报送 材料" / "年报.docx"

    write_new(path, b"new")

    assert path.read_bytes() == b"new"
    assert [path] == list(path.parent.iterdir())


def test_nothing_is_written_over_unasked(old: Path) -> None:
    """同名的文件不问不换，说明怎么办。"""
    with pytest.raises(FileRefused) as refused:
        write_new(old, b"new")

    assert refused.value.sentence == (
        f"“{old}”已经有了，没有动它。请换一个文件名；要换掉它，请说明可以覆盖（命令行加 --overwrite）。"
    )
    assert old.read_bytes() == b"old"
    write_new(old, b"new", overwrite=True)
    assert old.read_bytes() == b"new"


@pytest.mark.parametrize(
    ("mark", "program"),
    [("~${}", "Word 或 WPS"), ("~${:.2}", "Word 或 WPS"), (".~lock.{}#", "LibreOffice")],
)
def test_an_open_file_is_left_alone(old: Path, mark: str, program: str) -> None:
    """正在别的程序里打开的文件不动，说明要关掉哪个窗口。"""
    name = f"~${old.name[2:]}" if ":.2" in mark else mark.format(old.name)
    (old.parent / name).touch()

    with pytest.raises(FileRefused) as refused:
        write_new(old, b"new", overwrite=True)

    assert f"正在{program}中打开，没有动它。请关掉那个窗口再试" in refused.value.sentence
    assert old.read_bytes() == b"old"


def test_a_file_the_system_will_not_replace_is_probably_open(
    old: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Windows 不让换的文件，多半开着；原来的不动，也不留半截的。"""

    def locked(*_: object) -> None:
        raise PermissionError(errno.EACCES, "sharing violation")

    monkeypatch.setattr(Path, "replace", locked)
    with pytest.raises(FileRefused) as refused:
        write_new(old, b"new", overwrite=True)

    assert refused.value.sentence == (
        f"没能换掉“{old}”：它多半正在 Word 或 WPS 中打开，请关掉那个窗口再试。原来的文件没有动。"
    )
    assert [old] == list(old.parent.iterdir())


@pytest.mark.parametrize(
    ("number", "words"),
    [(errno.ENOSPC, "磁盘满了，请清理后再试"), (errno.EROFS, "这个位置是只读的，请换一个文件夹")],
)
def test_what_the_disk_refuses_is_said(
    old: Path, monkeypatch: pytest.MonkeyPatch, number: int, words: str
) -> None:
    """磁盘满、只读，都说清楚，原来的文件不动。"""

    def refuses(*_: object) -> None:
        raise OSError(number, "no")

    monkeypatch.setattr("os.fsync", refuses)
    with pytest.raises(FileRefused) as refused:
        write_new(old, b"new", overwrite=True)

    assert f"没能写入“{old}”：{words}。原来的文件没有动。" == refused.value.sentence
    assert words == reason(OSError(number, "no"))
    assert [b"old"] == [path.read_bytes() for path in old.parent.iterdir()]


def test_several_files_are_written_all_or_none(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """一套文件写到一半磁盘满了，原来的一个也没有换，也不留半截的。"""
    written: list[int] = []

    def fills_up(handle: int) -> None:
        written.append(handle)
        if len(written) == 2:
            raise OSError(errno.ENOSPC, "no")

    monkeypatch.setattr("os.fsync", fills_up)
    with pytest.raises(FileRefused):
        write_all_new(old.parent, {old.name: b"new", "第二个.docx": b"new"}, overwrite=True)

    assert [b"old"] == [path.read_bytes() for path in old.parent.iterdir()]


def test_one_taken_name_stops_all(old: Path) -> None:
    """一套文件里有一个同名，就一个也不写。"""
    with pytest.raises(FileTaken):
        write_all_new(old.parent, {"第一个.docx": b"new", old.name: b"new"})

    assert [old] == list(old.parent.iterdir())


def test_a_file_on_the_way_is_no_folder(old: Path) -> None:
    """路径中间的一段是文件，说清楚。"""
    with pytest.raises(FileRefused) as refused:
        write_new(old / "年报.docx", b"new")

    assert refused.value.sentence == f"不能在“{old}”里写文件：路径中有一段不是文件夹。"


def test_a_folder_that_would_be_made_is_known_beforehand(old: Path) -> None:
    """没有的文件夹说得出来；已经有的、路径中间是文件的（不会新建）不算。"""
    folders = (old.parent / "新的", old.parent / "新的" / "一层", old.parent, old / "新的", Path())

    assert [True, True, False, False, False] == [to_be_made(folder) for folder in folders]


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    """写成了文件夹的，说明要写文件名。"""
    with pytest.raises(FileRefused) as refused:
        write_new(tmp_path, b"new", overwrite=True)

    assert f"“{tmp_path}”是一个文件夹，请写明文件名。" == refused.value.sentence


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("云澜市民政局2025年年报", "云澜市民政局2025年年报"),
        ("云澜市“民政”局/福利：科*?", "云澜市“民政”局_福利：科__"),
        ("  云澜市\n民政局. ", "云澜市 民政局"),
        ("CON", "_CON"),
        ("conin$", "_conin$"),
        ("COM².2025", "_COM².2025"),
        ("云澜\u202e市\ufeff\x9d民政局", "云澜市民政局"),
        ("\ud800年报", "年报"),
        ("𠮷" * 80, "𠮷" * 60),
        ("../etc", "_etc"),
        ("", "_"),
        ("长" * 100, "长" * 80),
    ],
)
def test_a_file_is_named_safely(words: str, expected: str) -> None:
    """机关名称里的任何符号都能作文件名，在 Windows 上也是一个文件。"""
    name = file_name(words)

    assert expected == name
    assert (name, len(f"{name}.docx".encode()) < 255) == (PureWindowsPath(name).name, True)


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.ENOENT, "没有这个文件或文件夹，请检查名称"),
        (errno.EACCES, "没有权限，请换一个文件夹"),
        (errno.EISDIR, "这是一个文件夹，请写明文件名"),
        (errno.ENAMETOOLONG, "文件名太长，请改短"),
        (errno.EINVAL, "文件名里有系统不认的符号，请改掉"),
        (errno.EIO, "Input/output error"),
    ],
)
def test_what_the_system_refuses_has_a_remedy(number: int, words: str) -> None:
    """常见的说办法，少见的原样照说。"""
    assert words == reason(OSError(number, "Input/output error"))


def test_a_file_that_is_no_text_is_refused(tmp_path: Path) -> None:
    """两种编码都读不成的，说明怎么另存。"""
    path = tmp_path / "a.md"
    path.write_bytes(b"\xff\xff\xff")

    with pytest.raises(FileRefused, match="不是文本文件"):
        read_text(path)


def test_a_text_of_an_older_system_is_read(tmp_path: Path) -> None:
    """GB18030 的文字照样读。"""
    path = tmp_path / "a.md"
    path.write_bytes("年报".encode("gb18030"))

    assert "年报" == read_text(path)


def test_a_file_no_report_can_be_as_large_as_is_not_read(tmp_path: Path) -> None:
    """太大的说有多大；没有的说没有。"""
    path = tmp_path / "录像.docx"
    with path.open("wb") as file:
        file.truncate(LARGEST + 2**20)

    with pytest.raises(FileRefused, match=r"有\d+MB"):
        read_whole(path)
    with pytest.raises(FileRefused, match="没有这个文件"):
        read_whole(tmp_path / "没有.docx")
