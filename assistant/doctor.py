"""What `nianbao doctor` looks at: whether this machine has what the program needs, and what to do where it has not."""

from __future__ import annotations

import platform
import shutil
import subprocess
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib import metadata, util
from pathlib import Path
from typing import TYPE_CHECKING

from assistant import __version__
from assistant.drafts.engine import engine_version
from assistant.drafts.recent import home, recent
from assistant.files import reason
from assistant.problem import Problem

if TYPE_CHECKING:
    from assistant.terminal.probe import Terminal

NEEDED = {
    "textual": "textual",
    "rich": "rich",
    "jinja2": "jinja2",
    "pydantic": "pydantic",
    "rapidfuzz": "rapidfuzz",
    "markdown_it": "markdown-it-py",
    "docx": "python-docx",
    "lxml": "lxml",
    "platformdirs": "platformdirs",
    "openpyxl": "openpyxl",
    "olefile": "olefile",
}
"""Modules without which something does not work, and what to install for each."""

ROOM = 50 * 2**20
"""Bytes that should be free where drafts are written."""

SHOWN = 3
"""Complaints about an office's own files that are told; `nianbao lint` tells them all."""


@dataclass(frozen=True)
class Result:
    """One thing that was looked at."""

    topic: str
    good: bool | None
    """None where it could not be looked at, which is no fault."""

    fact: str
    remedy: str = ""

    def __str__(self) -> str:
        mark = {True: "✓", False: "✗", None: "－"}[self.good]
        return f"{mark} {self.topic}：{self.fact}{self.remedy}"


def examine(
    folder: Path, terminal: Terminal, size: tuple[int, int], smallest: tuple[int, int]
) -> Iterator[Result]:
    """Look at everything; `folder` is where the drafts are, the sizes are columns and lines of the window."""
    yield from versions()
    yield from screen(terminal, size, smallest)
    yield fonts(_families(), _families(":lang=zh-cn"))
    yield writable("草稿文件夹", folder)
    yield writable("程序记事的文件夹", home())
    yield from listed(recent().notice)
    yield from own_files(folder)


# Versions


def versions() -> Iterator[Result]:
    """The program, what it runs on, and the packages it cannot do without."""
    runs_on = f"Python {platform.python_version()}，SQLite {engine_version()}，{platform.system()}"
    yield Result("版本", good=True, fact=f"年报助手{__version__}，{runs_on}。")
    missing = [package for module, package in NEEDED.items() if util.find_spec(module) is None]
    if missing:
        yield Result("组件", good=False, fact=f"没有装{'、'.join(missing)}。", remedy=_AGAIN)
    for package, wanted in _pinned():
        found = metadata.version(package)
        if found != wanted:
            fact = f"{package}要{wanted}版，装的是{found}。"
            yield Result("组件", good=False, fact=fact, remedy=_AGAIN)


_AGAIN = "请重新安装年报助手。"


def _pinned() -> Iterator[tuple[str, str]]:
    """Packages that must be of one version; nothing where the program runs without being installed."""
    try:
        wanted = metadata.requires("nianbao") or []
    except metadata.PackageNotFoundError:
        return
    for requirement in wanted:
        package, same, version = requirement.partition("==")
        if same and ";" not in requirement and util.find_spec(package) is not None:
            yield package, version


# The terminal


def screen(
    terminal: Terminal, size: tuple[int, int], smallest: tuple[int, int]
) -> Iterator[Result]:
    """What the terminal answered, and everything wrong with it."""
    if not terminal.interactive:
        yield Result("终端", good=None, fact="没有检查，这里不是终端窗口。")
        return
    complaints = terminal.complaints
    for one in complaints:
        yield Result("终端", good=False, fact=one.fact, remedy=one.remedy)
    if not complaints:
        fact = f"{terminal.name}，{terminal.encoding}，{_width('汉字', terminal.chinese_width)}，"
        fact += f"{_width('引号和表格线', terminal.ambiguous_width)}。"
        yield Result("终端", good=True, fact=fact)
    columns, lines = size
    if columns < smallest[0] or lines < smallest[1]:
        fact = f"只有{columns}列{lines}行，至少要{smallest[0]}列{smallest[1]}行。"
        yield Result("窗口", good=False, fact=fact, remedy="请把窗口拉大，或者把字号调小。")
    else:
        yield Result("窗口", good=True, fact=f"{columns}列{lines}行。")


def _width(what: str, cells: int | None) -> str:
    return f"{what}宽度没有测出" if cells is None else f"{what}{cells}格"


# Fonts


def _families(pattern: str = ":") -> frozenset[str] | None:
    """Return the families that are installed, or nothing where the system does not tell."""
    command = shutil.which("fc-list")
    if command is None:
        return None
    try:
        done = subprocess.run(  # noqa: S603 - a program of the system, with words of ours only
            [command, pattern, "family"], capture_output=True, check=True, timeout=20
        )
    except (OSError, subprocess.SubprocessError):
        return None
    lines = done.stdout.decode(errors="replace").splitlines()
    return frozenset(name.strip() for line in lines for name in line.split(","))


def fonts(every: frozenset[str] | None, chinese: frozenset[str] | None) -> Result:
    """Whether an exported DOCX looks here as it will on an office's machine; the file itself is the same anywhere."""
    from assistant.export.office import STANDARD_FONTS

    if every is None or chinese is None:
        return Result("字体", good=None, fact="没有检查，系统没有 fc-list。")
    if not chinese:
        return Result(
            "字体",
            good=False,
            fact="没有装中文字体，导出的 DOCX 在这台电脑上看不到汉字。",
            remedy="请安装中文字体，例如 apt install fonts-noto-cjk。",
        )
    missing = [name for name in dict.fromkeys(STANDARD_FONTS) if name not in every]
    if not missing:
        return Result("字体", good=True, fact="公文用的字体都有。")
    fact = f"有中文字体；公文用的{'、'.join(missing)}没有装，这台电脑上用别的字体代替，文件本身不受影响。"
    return Result("字体", good=True, fact=fact)


# Folders and files


def writable(topic: str, folder: Path) -> Result:
    """Whether a file can be written there; a folder that is not there yet is judged by the one it will stand in."""
    place = next((one for one in (folder, *folder.parents) if one.exists()), folder)
    try:
        with tempfile.TemporaryFile(dir=place) as trial:
            trial.write(b"\0")
        free = shutil.disk_usage(place).free
    except OSError as error:
        return Result(topic, good=False, fact=f"“{folder}”不能写：{reason(error)}。")
    if free < ROOM:
        fact = f"“{folder}”所在的盘只剩{free / 2**20:.0f}MB。"
        return Result(topic, good=False, fact=fact, remedy="请清理磁盘。")
    missing = "" if place == folder else "（还没有，用到时会建）"
    return Result(topic, good=True, fact=f"“{folder}”可以写{missing}。")


def listed(notice: str) -> Iterator[Result]:
    """What is wrong with the list of recent drafts."""
    if notice:
        yield Result("最近打开的草稿", good=False, fact=notice)


def own_files(folder: Path) -> Iterator[Result]:
    """The office's own questions, phrases, levels of rules and settings of print."""
    from assistant import content

    yield _own("自己的问题", content.own_files("prompts", folder).files, content.script(folder)[1])
    yield _own("自己的语料", content.own_files("phrasebank", folder).files, content.bank(folder)[1])
    yield _own(
        "自己的核对", content.own_files("checks", folder).files, content.standards(folder)[1]
    )
    problems = content.office(folder).problems
    if problems:
        yield _own("版式", (), problems)


def _own(topic: str, files: Iterable[object], problems: tuple[Problem, ...]) -> Result:
    if problems:
        told = "".join(str(one) for one in problems[:SHOWN])
        more = f"一共{len(problems)}处，用 nianbao lint 看全部。" if len(problems) > SHOWN else ""
        return Result(topic, good=False, fact=told, remedy=more)
    count = len(tuple(files))
    return Result(topic, good=True, fact=f"{count}个文件，没有写错的。" if count else "没有。")
