"""The guide's first report as steps: its tables, read as they stand.

A row says what the screen shows and what is typed then. Keys stand between backticks; a cell without any is an answer,
and Enter follows it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from tests.terminal.walking import Act, Keys, Look, Words

PAGE = Path(__file__).parents[2] / "docs" / "第一份年报.md"

KEYS = {"回车": "enter", "Esc": "escape"}
ROW = re.compile(r"^\| (?!屏幕上|---)(.+) \| (.+) \|$")
KEY = re.compile(r"`([^`]+)`")


def rows() -> Iterator[tuple[int, tuple[Act, ...]]]:
    """Each row of the guide with its line number."""
    for number, line in enumerate(PAGE.read_text(encoding="utf-8").splitlines(), start=1):
        if row := ROW.match(line):
            yield number, tuple(_acts(*row.groups()))


def _acts(shown: str, typed: str) -> Iterator[Act]:
    yield Look(re.sub(r"\s", "", shown))
    if "`" not in typed:
        typed += " `回车`"
    for at, part in enumerate(KEY.split(typed)):
        if at % 2:
            yield Keys((KEYS.get(part, part.lower()),))
        elif part.strip():
            yield Words(part.strip())
            yield Look(re.sub(r"\s", "", part))
