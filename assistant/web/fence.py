"""A process that may touch one folder only, whatever screen asks for whatever file.

Screens refuse paths outside the folder with a sentence (`assistant.files.typed`); this stands behind them. Python
tells an audit hook of every file, database, program and connection before it is opened, and a hook cannot be taken out
again. What compiled code opens by itself is not told; none of ours is handed a path.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from urllib.parse import unquote, urlsplit

import assistant

WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND

FORBIDDEN = frozenset(
    {
        "subprocess.Popen",
        "os.system",
        "os.exec",
        "os.posix_spawn",
        "os.spawn",
        "os.startfile",
        "os.symlink",
        "os.link",
        "socket.getaddrinfo",
    }
)
"""What the app never does in a browser."""

CHANGING = {
    "os.remove": 1,
    "os.rename": 2,
    "os.rmdir": 1,
    "os.mkdir": 1,
    "os.chmod": 1,
    "os.chown": 1,
    "os.truncate": 1,
    "os.utime": 1,
    "shutil.rmtree": 1,
    "sqlite3.connect": 1,
}
"""Events that change files, and how many of their first arguments are paths."""

LISTING = frozenset({"os.listdir", "os.scandir", "os.chdir"})

CONNECTING = frozenset({"socket.connect", "socket.bind"})
LOOPBACK = ("127.0.0.1", "::1")
"""An event loop on Windows talks to itself through one."""


def program_folders() -> tuple[str, ...]:
    """Return where the program itself lies, and what the system tells every program."""
    own = Path(assistant.__file__).parents[1]
    named = (os.environ.get(name, "") for name in _SETTINGS)
    shelves = [part for value in named for part in value.split(os.pathsep) if part]
    known = (sys.prefix, sys.base_prefix, sys.exec_prefix, str(own), *shelves, *_SYSTEM)
    return tuple(os.path.realpath(one) for one in known)


_SETTINGS = ("NIANBAO_PROMPTS", "NIANBAO_PHRASEBANK", "NIANBAO_CHECKS")
_SYSTEM = (
    "/dev/null",
    "/dev/urandom",
    "/proc/self",
    "/etc/localtime",
    "/etc/mime.types",
    "/usr/share",
)


def fence(*own: Path) -> Callable[[str, tuple[object, ...]], None]:
    """Return a hook for `sys.addaudithook` that lets a process write in its own folders, and read its program."""
    inside = tuple(os.path.realpath(path) for path in own)
    readable = (*inside, *program_folders(), *map(os.path.realpath, sys.path))

    def hook(event: str, arguments: tuple[object, ...]) -> None:
        if event in FORBIDDEN:
            raise PermissionError(1, "not in a browser", event)
        if event == "open":
            path, _mode, flags = arguments
            writes = isinstance(flags, int) and bool(flags & WRITING)
            _allow(path, inside if writes else readable)
        elif event in CHANGING:
            for path in arguments[: CHANGING[event]]:
                _allow(path, inside)
        elif event in LISTING:
            _allow(arguments[0], readable)
        elif event in CONNECTING:
            _allow_connection(arguments[1])

    return hook


def _allow(path: object, folders: tuple[str, ...]) -> None:
    """Raise what the operating system would, unless a path lies in one of the folders; a number is open already."""
    if not isinstance(path, str | bytes | os.PathLike):
        return
    text = os.fsdecode(path)
    if text == ":memory:":
        return
    if text.startswith("file:"):
        text = unquote(urlsplit(text).path)
    real = os.path.realpath(text)
    if not any(
        real == folder or real.startswith(folder.rstrip(os.sep) + os.sep) for folder in folders
    ):
        raise PermissionError(13, "outside", text)


def _allow_connection(address: object) -> None:
    match address:
        case str(host), *_ if host in LOOPBACK:
            return
        case _:
            raise PermissionError(1, "not in a browser", str(address))
