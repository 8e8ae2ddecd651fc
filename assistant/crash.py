"""After an unexpected error: what the clerk reads, and what is recorded without a word of the draft.

Nothing but the standard library is needed here, so that this works when anything else cannot be imported.
"""

from __future__ import annotations

import sys
import tempfile
import traceback
from pathlib import Path
from typing import Final

MOST_CAUSES: Final = 10
"""Errors of one chain that are recorded."""

FAILED: Final = 70
"""Exit code after an unexpected error, `EX_SOFTWARE` of sysexits.h: no answer of a command has it."""


def record_file() -> Path:
    """Where the record of an unexpected error goes: to what this machine remembers, while that can be found."""
    try:
        from assistant.drafts.recent import home

        return home() / "crash.txt"
    except Exception:  # noqa: BLE001 - in a broken installation anything may be missing
        return Path(tempfile.gettempdir()) / "nianbao-crash.txt"


def record(path: Path, text: str) -> Path | None:
    """Append to the crash file; None where it cannot be written."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("a", encoding="utf-8") as file:
            file.write(text + "\n")
    except OSError:
        return None
    return path


def before_opening(error: Exception) -> int:
    """Say and record that the program could not be opened at all; returns the exit code."""
    sys.stderr.write(f"程序没能打开，草稿没有动过。{recorded(error)}重新安装后再试。\n")
    return FAILED


def in_command(error: Exception) -> int:
    """Say and record that a command came upon an error nobody expected; returns the exit code."""
    again = "" if not isinstance(error, ImportError) else "程序装得不全，请重新安装后再试。"
    sys.stderr.write(f"程序出了意外，这条命令没有做完。{recorded(error)}{again}\n")
    return FAILED


def recorded(error: Exception) -> str:
    """Record an error; returns where, in words, or nothing where it cannot be written."""
    path = record(record_file(), plain_traceback(error))
    return f"出错记录在 {path}（里面没有填报的内容），报告问题时请附上。" if path else ""


def notice(record: Path | None, *, saved: bool) -> str:
    """What the clerk reads after an unexpected error."""
    lines = ["程序出了意外，已经退出。"]
    if saved:
        lines.append("已填的内容都保存好了，重新打开就能接着填。")
    else:
        lines.append("最后几处改动可能没有存上，重新打开后请核对刚才填的内容。")
    if record is not None:
        lines.append(f"出错记录在 {record}，报告问题时请附上。")
    return "\n".join(lines)


def plain_traceback(error: BaseException | None) -> str:
    """Where it happened and what kind of error it was, the first cause first.

    Neither the values of variables nor what the errors say: both may quote the draft.
    """
    told: list[str] = []
    while error is not None and len(told) < MOST_CAUSES:
        frames = "".join(traceback.format_tb(error.__traceback__))
        told.insert(0, f"{frames}{type(error).__module__}.{type(error).__qualname__}\n")
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    return "\n".join(told)
