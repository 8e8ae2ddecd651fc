"""One entry of a file that people write, with the line of everything in it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from assistant.problem import Problem

ODD_ENDS: Final = " \t\u3000\xa0\u200b\ufeff"
"""What an editor or a copy from elsewhere leaves at the ends of a line."""

_COLONS = ":：∶︰"
_DASHES = "-–—－*•·"
_KEY_LIMIT = 12
_ATTRIBUTE = re.compile(rf"^[{_DASHES}]?\s*([^{_COLONS}]{{1,{_KEY_LIMIT}}}?)\s*[{_COLONS}](.*)$")
_NOT_A_KEY = re.compile(r"[，。；！？、“”《》{}｛｝%<>]")

FULL_WIDTH_BRACES: Final = "花括号要用半角的 {{ }}，这里是全角的。"
"""Said of `｛｛` by the reader of entries and by `expressions`, in the same words so that it is said once."""


@dataclass(frozen=True)
class Attribute:
    """The value of one `键：值` line."""

    value: str
    """As typed, without the space at both ends; never empty."""

    line: int
    """Where it stands in the file, counted from 1."""


@dataclass(frozen=True)
class Entry:
    """One entry of a file: a question, a phrase."""

    path: str
    line: int
    """The line of the heading, counted from 1."""

    heading: str
    attributes: Mapping[str, Attribute]
    """By key, in the order of the file."""

    text: str
    """Paragraphs with one blank line between them, as typed but for the space at the ends of lines."""

    text_lines: tuple[int, ...] = ()
    """For every line of `text`, its line in the file: notes and comments may stand in between."""

    notes: tuple[str, ...] = ()
    """What is said to colleagues, one string for every run of `> ` lines."""

    unread: bool = False
    """Whether lines of it could not be read, which was reported: then nothing can be said to be missing."""

    @property
    def text_line(self) -> int:
        """The file's line where the text begins; the heading's when there is no text."""
        return self.text_lines[0] if self.text_lines else self.line

    def value(self, key: str, default: str = "") -> str:
        """Return the value written for a key, or the default when the key is not there."""
        attribute = self.attributes.get(key)
        return default if attribute is None else attribute.value

    def line_of(self, key: str) -> int:
        """Return the line of an attribute, or of the heading while there is no such attribute."""
        attribute = self.attributes.get(key)
        return self.line if attribute is None else attribute.line

    def problem(self, key: str, message: str) -> Problem:
        """Return a complaint about one attribute, naming it; `message` is a sentence."""
        return Problem(self.path, self.line_of(key), f"“{key}”：{message}")

    def text_problem(self, message: str, line: int | None = None) -> Problem:
        """Return a complaint about the text; `line` counts within the text, from 1 (as template errors do)."""
        inside = line is not None and 0 < line <= len(self.text_lines)
        place = self.text_lines[line - 1] if line is not None and inside else self.text_line
        # The reader has said this of the same line already, in the same words; collected, it is said once.
        named = message if message == FULL_WIDTH_BRACES else f"“正文”：{message}"
        return Problem(self.path, place, named)


def attribute_in(words: str) -> tuple[str, str] | None:
    """Return the key and the value of a line that is written `键：值`; nothing for any other."""
    found = _ATTRIBUTE.match(words)
    if found is None:
        return None
    # 编　号 is how people line up keys of two characters with keys of three.
    key = re.sub(r"\s+", "", found[1].strip(ODD_ENDS))
    return None if not key or _NOT_A_KEY.search(key) else (key, found[2].strip(ODD_ENDS))


def listed(value: str) -> tuple[str, ...]:
    """Return the items of a value such as `申请、新收` or `甲｜乙`, without empty ones."""
    return tuple(item for part in re.split(r"[、，,；;｜|]", value) if (item := part.strip()))


def shorten(words: str, limit: int = 20) -> str:
    """Return words short enough to be quoted in a sentence, on one line."""
    flat = re.sub(r"\s+", " ", words).strip()
    return flat if len(flat) <= limit else f"{flat[:limit]}…"
