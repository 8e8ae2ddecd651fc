"""Pinyin initials of words, for choices and lists: zfbm for 政府部门."""

from __future__ import annotations

from functools import lru_cache

from assistant.pinyin import readings


@lru_cache(4096)
def initials(text: str, *, second: bool = False) -> str:
    """Return the initials of a text in small letters; characters without one are left out.

    A character with two readings has the usual one (行 is x, 长 is z); with `second`, the other one.
    """
    return "".join(_initial(character, second=second) for character in text)


def _initial(character: str, *, second: bool) -> str:
    if character.isascii():
        return character.lower() if character.isalnum() else ""
    table = readings()
    other = table.second.get(character, "") if second else ""
    return (other or table.first.get(character, ""))[:1]


@lru_cache(4096)
def _bare(text: str) -> str:
    """Return a text in small letters without quotes, points and spaces, which nobody types who looks for it."""
    return "".join(filter(str.isalnum, text.lower()))


def matches(typed: str, words: str) -> bool:
    """Whether words contain what was typed, as it stands or as pinyin initials; of several, each one somewhere."""
    return all(_contains(words, wanted) for wanted in typed.lower().split())


def _contains(words: str, wanted: str) -> bool:
    if wanted in words.lower() or (_bare(wanted) and _bare(wanted) in _bare(words)):
        return True
    return wanted.isascii() and (
        wanted in initials(words) or wanted in initials(words, second=True)
    )
