"""The words of a document, made safe for every format."""

from __future__ import annotations

import re

# What XML 1.0 cannot carry; HTML and Markdown gain nothing from it either.
_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_BREAK = re.compile("\r\n|[\r\n\x85\u2028\u2029]")

_UNSAFE = re.compile(r'[\\/:*?"<>|]')
# Controls, and signs that show nothing or turn the reading direction: a name must be what it looks like.
_UNSEEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\xad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ud800-\udfff]"
)
_RESERVED = re.compile(r"(?i)(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³])(\..*)?")
_LONGEST_NAME = 240
"""Bytes of a file name: eighty characters, an organ of sixty with year and title; a suffix fits below 255."""


def lines(text: str) -> list[str]:
    """Return the lines of a text: without characters XML cannot carry, a tab as a space, no space at the ends."""
    legal = _ILLEGAL.sub("", _BREAK.sub("\n", text)).replace("\t", " ")
    return [line.strip() for line in legal.split("\n")]


def one_line(text: str) -> str:
    """Return a text that must stand on one line, such as a heading or a property of a file."""
    return " ".join(filter(None, lines(text)))


def file_name(words: str) -> str:
    """Return words as the name of a file on any system: no signs that mean something, not too long, never empty."""
    plain = _UNSAFE.sub("_", _UNSEEN.sub("", " ".join(words.split())))
    short = plain.strip(" .").encode()[:_LONGEST_NAME].decode(errors="ignore").rstrip(" .")
    return f"_{short}" if not short or _RESERVED.fullmatch(short) else short
