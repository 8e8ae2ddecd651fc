"""One person's folder: nothing outside it, nothing hidden in it."""

from pathlib import Path

import pytest

from assistant.files import FileRefused, as_typed, room, typed
from assistant.web.rooms import Room


@pytest.fixture
def own(tmp_path: Path) -> Room:
    """A room with a file, a package, something hidden, and a neighbour."""
    folder = tmp_path / "张某"
    made = Room(folder, folder / ".nianbao")
    made.prepare()
    (folder / "年报.docx").write_bytes(b"a")
    (folder / "送审材料").mkdir()
    (folder / "送审材料" / "送审单.docx").write_bytes(b"b")
    (folder / ".nianbao" / "recent.json").write_bytes(b"[]")
    (tmp_path / "张某某").mkdir()
    (tmp_path / "张某某" / "秘密.docx").write_bytes(b"c")
    return made


def test_its_files_are_listed_without_the_hidden_ones(own: Room) -> None:
    """Those of a package too."""
    assert {"年报.docx", "送审材料/送审单.docx"} == {one.name for one in own.files()}


@pytest.mark.parametrize("name", ["年报.docx", "送审材料/送审单.docx"])
def test_a_file_of_it_is_found(own: Room, name: str) -> None:
    """By the name it is listed under."""
    assert own.folder / name == own.file(name)


@pytest.mark.parametrize(
    "name",
    [
        "../张某某/秘密.docx",
        "送审材料/../../张某某/秘密.docx",
        "/etc/passwd",
        ".nianbao/recent.json",
        "送审材料",
        "没有.docx",
        "a\0b",
    ],
)
def test_nothing_else_is_found(own: Room, name: str) -> None:
    """Neither a neighbour's file nor the program's own."""
    assert own.file(name) is None


def test_a_link_does_not_lead_outside(own: Room) -> None:
    """Nor is it listed."""
    (own.folder / "链接.docx").symlink_to(own.folder.parent / "张某某" / "秘密.docx")

    assert own.file("链接.docx") is None
    assert "链接.docx" not in {one.name for one in own.files()}


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("去年.docx", "去年.docx"),
        ("../../去年.docx", "去年.docx"),
        ("C:\\资料\\去年.docx", "去年.docx"),
        (".bashrc", "bashrc"),
        ("年报.docx", "年报（2）.docx"),
        ("a:b?.html", "a_b_.html"),
    ],
)
def test_what_is_put_there_gets_a_safe_and_free_name(own: Room, name: str, kept: str) -> None:
    """A file that is there already stays as it is."""
    assert kept == own.keep(name, b"new")
    assert b"new" == (own.folder / kept).read_bytes()
    assert b"a" == (own.folder / "年报.docx").read_bytes()


@pytest.fixture
def confined(own: Room, monkeypatch: pytest.MonkeyPatch) -> Path:
    """As a process of the web server has it."""
    monkeypatch.setenv("NIANBAO_ROOM", str(own.folder))
    return own.folder


@pytest.mark.parametrize(
    "name", ["年报.docx", "“年报.docx”", "~/年报.docx", "送审材料/../年报.docx"]
)
def test_typed_names_are_those_of_the_folder(confined: Path, name: str) -> None:
    """Quotes and a home folder are understood."""
    assert confined / "年报.docx" == typed(name).resolve()


@pytest.mark.parametrize(
    "name", ["../张某某/秘密.docx", "/etc/passwd", "~/../秘密.docx", "../张某2"]
)
def test_typed_names_lead_nowhere_else(confined: Path, name: str) -> None:
    """The refusal says how a file gets into the folder."""
    with pytest.raises(FileRefused, match=r"在浏览器里只能用自己文件夹里的文件.*传上来"):
        typed(name)


def test_paths_are_shown_as_they_are_typed(confined: Path) -> None:
    """Where the folder lies on the server is nobody's business."""
    assert "送审材料/送审单.docx" == as_typed(confined / "送审材料" / "送审单.docx")
    assert "/etc/passwd" == as_typed(Path("/etc/passwd"))


def test_without_a_room_every_path_is_a_path(tmp_path: Path) -> None:
    """In a terminal nothing is refused."""
    assert room() is None
    assert tmp_path == typed(f" “{tmp_path}” ")
    assert Path.home() / "a" == typed("~/a")
    assert str(tmp_path) == as_typed(tmp_path)
