"""The folder that one person may use: where it is, what lies in it, what may be put there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from assistant.export.words import file_name
from assistant.files import FileRefused, write_new

DEPTH = 3
"""How many folders down files are listed; packages for the reviewers lie one down."""


@dataclass(frozen=True)
class Listed:
    """A file as the page of files shows it."""

    name: str
    """Its path within the folder, with slashes."""
    size: int
    at: datetime


@dataclass(frozen=True)
class Room:
    """One person's folder, and where the program keeps what it remembers for them."""

    folder: Path
    state: Path

    def prepare(self) -> None:
        """Make both, closed to other users of the machine."""
        for path in (self.folder, self.state):
            try:
                path.mkdir(mode=0o700, parents=True, exist_ok=True)
            except OSError as error:
                raise FileRefused(f"建不了文件夹“{path}”：{error.strerror}。") from error

    def files(self) -> Iterator[Listed]:
        """Yield what lies in the folder, the latest first, without what is hidden."""
        found = [
            path for depth in range(DEPTH) for path in self.folder.glob("*/" * depth + "[!.]*")
        ]
        known = [path for path in found if path.is_file() and self.holds(path)]
        for path in sorted(known, key=lambda path: path.stat().st_mtime, reverse=True):
            told = path.stat()
            name = path.relative_to(self.folder).as_posix()
            yield Listed(name, told.st_size, datetime.fromtimestamp(told.st_mtime).astimezone())

    def holds(self, path: Path) -> bool:
        """Return whether a path leads to something in the folder, links followed, that is not hidden."""
        real, root = path.resolve(), self.folder.resolve()
        return real.is_relative_to(root) and not any(
            part.startswith(".") for part in real.relative_to(root).parts
        )

    def file(self, name: str) -> Path | None:
        """Return the file of that name, as `files` names it, or nothing."""
        path = self.folder / name
        return path if "\0" not in name and self.holds(path) and path.is_file() else None

    def keep(self, name: str, content: bytes) -> str:
        """Put a file into the folder under a name that is safe and free; returns the name."""
        plain = Path(file_name(Path(name.replace("\\", "/")).name.lstrip(".")))
        free = plain
        number = 2
        while (self.folder / free).exists():
            free = Path(f"{plain.stem}（{number}）{plain.suffix}")
            number += 1
        write_new(self.folder / free, content)
        return free.name
