"""The words of a document, made safe for every format."""

from __future__ import annotations

import re

# What XML 1.0 cannot carry; HTML and Markdown gain nothing from it either.
_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_BREAK = re.compile("\r\n|[\r\n\x85\u2028\u2029]")


def lines(text: str) -> list[str]:
    """Return the lines of a text: without characters XML cannot carry, a tab as a space, no space at the ends."""
    legal = _ILLEGAL.sub("", _BREAK.sub("\n", text)).replace("\t", " ")
    return [line.strip() for line in legal.split("\n")]


def one_line(text: str) -> str:
    """Return a text that must stand on one line, such as a heading or a property of a file."""
    return " ".join(filter(None, lines(text)))
