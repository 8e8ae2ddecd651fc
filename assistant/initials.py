"""Pinyin initials of common characters, without a dictionary.

The first level of GB 2312 (3755 characters) is sorted by pinyin, so a character's place in it tells its initial.
"""

from __future__ import annotations

from bisect import bisect_right

_LETTERS = "ABCDEFGHJKLMNOPQRSTWXYZ"
_FIRST = tuple(first.encode("gb2312") for first in "啊芭擦搭蛾发噶哈击喀垃妈拿哦啪期然撒塌挖昔压匝")
_END = b"\xd7\xf9"
"""The last character of the first level."""


def initials(text: str) -> str:
    """Return the initials of a text in small letters; characters without one are left out.

    A character with two readings has the one GB 2312 sorts it under (行 is x, 长 is c).
    """
    return "".join(_initial(character) for character in text)


def _initial(character: str) -> str:
    if character.isascii():
        return character.lower() if character.isalnum() else ""
    try:
        code = character.encode("gb2312")
    except UnicodeEncodeError:
        return ""
    if not _FIRST[0] <= code <= _END:
        return ""
    return _LETTERS[bisect_right(_FIRST, code) - 1].lower()


def matches(typed: str, words: str) -> bool:
    """Whether words contain what was typed, as it stands or as pinyin initials."""
    wanted = typed.strip().lower()
    return wanted in words.lower() or (wanted.isascii() and wanted in initials(words))
