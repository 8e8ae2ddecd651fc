"""Reading and replacing whole files, with a Chinese sentence for everything the disk can refuse."""

from __future__ import annotations

import errno
import os
import tempfile
from collections.abc import Mapping
from pathlib import Path

from assistant.problem import AssistantError

LARGEST = 64 * 2**20
"""Bytes of a file that somebody hands us."""


ROOM = "NIANBAO_ROOM"
"""Names the one folder that a clerk may use; `nianbao serve` sets it for each window of a browser."""


class FileRefused(AssistantError):
    """A file could not be read or written."""


class FileTaken(FileRefused):
    """There is a file of that name, and nobody said it may go."""


def room() -> Path | None:
    """Return the one folder that may be used, or nothing where every folder may."""
    own = os.environ.get(ROOM)
    return Path(own).resolve() if own else None


def typed(name: str) -> Path:
    """Return the path that somebody typed: quotes around it are taken off, `~` is the home folder.

    In a browser names are those within the person's own folder, and `FileRefused` is raised for any other.
    """
    plain = name.strip().strip("\"'“”")
    own = room()
    if own is None:
        return Path(plain).expanduser()
    path = own / plain.removeprefix("~/")
    if not path.resolve().is_relative_to(own):
        raise FileRefused(
            f"在浏览器里只能用自己文件夹里的文件，“{plain}”不在里面。请先在“文件”页把它传上来，再写文件名。"
        )
    return path


def as_typed(path: Path) -> str:
    """Return a path as `typed` would take it: in a browser without the folder that every file is in."""
    own = room()
    if own is None or not path.resolve().is_relative_to(own):
        return str(path)
    return str(path.resolve().relative_to(own))


def read_text(path: Path) -> str:
    """Return the text of a file, written as UTF-8 (with or without a mark) or GB18030."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise FileRefused(f"打不开“{path}”：{reason(error)}。") from error
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise FileRefused(f"“{path}”不是文本文件，或者文字编码认不出来，请另存为 UTF-8 编码再试。")


def read_whole(path: Path) -> bytes:
    """Return the bytes of a file; one that no report can be as large as is not read at all."""
    try:
        size = path.stat().st_size
        if size > LARGEST:
            raise FileRefused(
                f"“{path}”有{size / 2**20:.0f}MB，年报和台账不会这么大。请另存一份只有文字和表格的再试。"
            )
        return path.read_bytes()
    except OSError as error:
        raise FileRefused(f"打不开“{path}”：{reason(error)}。") from error


def write_new(path: Path, content: bytes, *, overwrite: bool = False) -> None:
    """Put `content` at `path`, like `write_whole`, but never over a file nobody said may go, or one that is open."""
    write_all_new(path.parent, {path.name: content}, overwrite=overwrite)


def write_all_new(folder: Path, files: Mapping[str, bytes], *, overwrite: bool = False) -> None:
    """Put every file into `folder`, or none: `FileTaken` where one is there and `overwrite` was not said."""
    for name in files:
        _refuse_taken(folder / name, overwrite=overwrite)
    _write_all(folder, files)


def to_be_made(folder: Path) -> bool:
    """Whether a folder is not there, and would be made when a file is written into it."""
    there = next((one for one in (folder, *folder.parents) if os.path.exists(one)), None)  # noqa: PTH110 - where nobody may look is not there
    return there is not None and there != folder and there.is_dir()


def refuse_other_suffix(path: Path, suffix: str, what: str) -> None:
    """Raise `FileRefused` for a name that says a file is something else than it will be."""
    if path.suffix.lower() != suffix:
        raise FileRefused(f"{what}是电子表格，文件名请以 {suffix} 结尾，如“{path.stem}{suffix}”。")


def _refuse_taken(path: Path, *, overwrite: bool) -> None:
    if path.is_dir():
        raise FileRefused(f"“{path}”是一个文件夹，请写明文件名。")
    if path.exists() and not overwrite:
        raise FileTaken(
            f"“{path}”已经有了，没有动它。请换一个文件名；要换掉它，请说明可以覆盖（命令行加 --overwrite）。"
        )
    opened = _opened_in(path)
    if opened:
        raise FileRefused(
            f"“{path}”正在{opened}中打开，没有动它。请关掉那个窗口再试；"
            "如果并没有打开，是上次没有正常关闭留下的记号，请换一个文件名。"
        )


def _opened_in(path: Path) -> str:
    """The program that has left its mark beside a file it has open, or nothing."""
    name = path.name
    # Word and WPS put ~$ before the name, or in place of its first one or two characters.
    for mark in (f"~${name}", f"~${name[1:]}", f"~${name[2:]}"):
        if path.exists() and (path.parent / mark).exists():
            return "Word 或 WPS"
    return "LibreOffice" if (path.parent / f".~lock.{name}#").exists() else ""


def write_whole(path: Path, content: bytes) -> None:
    """Put `content` at `path` so that a reader sees the old file or the new one, never half of it."""
    _write_all(path.parent, {path.name: content})


def _write_all(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write every file under another name first, so that a full disk leaves the old ones as they were."""
    beside: list[tuple[Path, Path]] = []
    try:
        for name, content in files.items():
            beside.append((_written_beside(folder / name, content), folder / name))
        for temporary, path in beside:
            _replace(temporary, path)
    finally:
        for temporary, _ in beside:
            temporary.unlink(missing_ok=True)


def _written_beside(path: Path, content: bytes) -> Path:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:40]}.")
    except OSError as error:
        raise FileRefused(f"不能在“{path.parent}”里写文件：{reason(error)}。") from error
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        Path(temporary).chmod(0o644)
    except OSError as error:
        Path(temporary).unlink(missing_ok=True)
        raise FileRefused(f"没能写入“{path}”：{reason(error)}。原来的文件没有动。") from error
    return Path(temporary)


def _replace(temporary: Path, path: Path) -> None:
    try:
        temporary.replace(path)
    except OSError as error:
        if isinstance(error, PermissionError) and path.is_file():
            # Windows refuses to replace a file that another program has open.
            raise FileRefused(
                f"没能换掉“{path}”：它多半正在 Word 或 WPS 中打开，请关掉那个窗口再试。原来的文件没有动。"
            ) from error
        raise FileRefused(f"没能写入“{path}”：{reason(error)}。原来的文件没有动。") from error


def reason(error: OSError) -> str:
    """Return what the operating system refused, in Chinese, with a remedy where there is one."""
    match error.errno:
        case errno.ENOENT:
            return "没有这个文件或文件夹，请检查名称"
        case errno.EACCES | errno.EPERM:
            return "没有权限，请换一个文件夹"
        case errno.EROFS:
            return "这个位置是只读的，请换一个文件夹"
        case errno.ENOSPC | errno.EDQUOT:
            return "磁盘满了，请清理后再试"
        case errno.EISDIR:
            return "这是一个文件夹，请写明文件名"
        case errno.ENOTDIR | errno.EEXIST:
            return "路径中有一段不是文件夹"
        case errno.ENAMETOOLONG:
            return "文件名太长，请改短"
        case errno.EINVAL:
            return "文件名里有系统不认的符号，请改掉"
        case _:
            return error.strerror or type(error).__name__
