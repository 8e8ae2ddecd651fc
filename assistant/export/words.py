"""The words of a document, made safe for every format."""

from __future__ import annotations

import re

# What XML 1.0 cannot carry; HTML and Markdown gain nothing from it either.
_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_BREAK = re.compile("\r\n|[\r\n\x85\u2028\u2029]")

_UNSAFE = re.compile(r'[\\/:*?"<>|\x00-\x1f]')
_RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\..*)?")
_LONGEST_NAME = 80
"""Characters of a file name: an organ of sixty, year and title; 240 bytes leave room for a suffix below 255."""


def lines(text: str) -> list[str]:
    """Return the lines of a text: without characters XML cannot carry, a tab as a space, no space at the ends."""
    legal = _ILLEGAL.sub("", _BREAK.sub("\n", text)).replace("\t", " ")
    return [line.strip() for line in legal.split("\n")]


def one_line(text: str) -> str:
    """Return a text that must stand on one line, such as a heading or a property of a file."""
    return " ".join(filter(None, lines(text)))


def file_name(words: str) -> str:
    """Return words as the name of a file on any system: no signs that mean something, not too long, never empty."""
    plain = _UNSAFE.sub("_", " ".join(words.split())).strip(" .")[:_LONGEST_NAME].rstrip(" .")
    return f"_{plain}" if not plain or _RESERVED.fullmatch(plain) else plain
