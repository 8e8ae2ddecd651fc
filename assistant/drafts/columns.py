"""Which columns of a register were confirmed on this machine: one file beside the list of recent drafts.

What is kept are titles of columns, never anything that stands in them. It can be cleared.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from assistant.drafts.recent import home
from assistant.files import FileRefused, read_text, reason, write_whole

KEPT = 50
"""Registers with other titles than the last so many are forgotten."""


def _file() -> Path:
    return home() / "register-columns.json"


def _read() -> list[tuple[list[str], dict[str, str]]]:
    if not _file().exists():
        return []
    try:
        kept = json.loads(read_text(_file()))
    except (FileRefused, ValueError, RecursionError):
        return []
    return [one for one in map(_entry, kept if isinstance(kept, list) else ()) if one]


def _entry(entry: object) -> tuple[list[str], dict[str, str]] | None:
    match entry:
        case {"titles": list(titles), "columns": dict(columns)}:
            words = [*titles, *columns, *columns.values()]
            return (titles, columns) if all(isinstance(word, str) for word in words) else None
        case _:
            return None


def known(titles: Sequence[str]) -> Mapping[str, str] | None:
    """Return what was confirmed for a register with these titles (what is read → title), or nothing."""
    return next((columns for kept, columns in _read() if kept == list(titles)), None)


def remember(titles: Sequence[str], columns: Mapping[str, str]) -> str:
    """Keep what was confirmed; return a sentence when that failed, otherwise nothing."""
    others = [one for one in _read() if one[0] != list(titles)]
    entries = [
        {"titles": kept, "columns": named}
        for kept, named in ((list(titles), dict(columns)), *others)
    ][:KEPT]
    written = json.dumps(entries, ensure_ascii=False, indent=1).encode("utf-8", "replace")
    try:
        write_whole(_file(), written)
    except FileRefused as refused:
        return f"没能记下这次列的对应（{refused.sentence}）下次要再确认一遍。"
    return ""


def clear() -> str:
    """Forget everything; return a sentence when the file could not be removed, otherwise nothing."""
    try:
        _file().unlink(missing_ok=True)
    except OSError as error:
        return f"没能清除列的对应：{reason(error)}。"
    return ""
