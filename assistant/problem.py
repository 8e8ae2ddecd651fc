"""What is wrong in a file that people write: its place and its remedy, as a value."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches


@dataclass(frozen=True, order=True)
class Problem:
    """One complaint about a data file, in the words of the person who wrote the file."""

    path: str
    """The file as the reader knows it, relative to the folder that was checked."""

    line: int | None
    """The line counted from 1, or nothing when no line can be blamed; never an invented one."""

    message: str
    """The fact and the remedy, in Chinese, ending in a full stop."""

    def __str__(self) -> str:
        place = self.path if self.line is None else f"{self.path} 第{self.line}行"
        return f"{place}：{self.message}"


class AssistantError(Exception):
    """A dead end: one Chinese sentence that says what happened and what to do."""

    @property
    def sentence(self) -> str:
        """The sentence to show, on the screen or on standard error."""
        return str(self.args[0])


def nearest(name: str, known: Iterable[str]) -> str:
    """Return “，是不是“X”？” for the known name closest to `name`, or nothing when none is close."""
    close = get_close_matches(name, list(known), n=1, cutoff=0.5)
    return f"，是不是“{close[0]}”？" if close else "。"
