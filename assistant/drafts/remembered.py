"""Which phrases were taken for which queries on this machine: one file beside the list of recent drafts.

It is a convenience for the person who types: it never goes into a draft or an export, and can be cleared.
"""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

from assistant.drafts.recent import home
from assistant.files import FileRefused, read_text, write_whole
from assistant.phrases.memory import Accepted, Memory


def _file() -> Path:
    return home() / "phrases.json"


def read() -> Memory:
    """Return what is remembered, as far as it can be read."""
    if not _file().exists():
        return Memory()
    try:
        kept = json.loads(read_text(_file()))
    except (FileRefused, ValueError, RecursionError):
        return Memory()
    if not isinstance(kept, list):
        return Memory()
    return Memory(tuple(one for one in map(_accepted, kept) if one))


def _accepted(entry: object) -> Accepted | None:
    match entry:
        case {"query": str(query), "phrase": str(phrase), "day": str(day)}:
            try:
                return Accepted(query, phrase, dt.date.fromisoformat(day))
            except ValueError:
                return None
        case _:
            return None


def write(memory: Memory) -> str:
    """Keep what is remembered; return a sentence when that failed, otherwise nothing."""
    entries = [
        {"query": one.query, "phrase": one.phrase, "day": one.day.isoformat()}
        for one in memory.accepted
    ]
    try:
        write_whole(
            _file(), json.dumps(entries, ensure_ascii=False, indent=1).encode("utf-8", "replace")
        )
    except FileRefused as refused:
        return f"没能记下这次的选择（{refused.sentence}）报告本身没有影响。"
    return ""


def clear() -> str:
    """Forget everything; return a sentence when the file could not be removed, otherwise nothing."""
    try:
        _file().unlink(missing_ok=True)
    except OSError as error:
        from assistant.files import reason

        return f"没能清除用词记录：{reason(error)}。"
    return ""
