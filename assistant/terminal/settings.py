"""What the screen remembers on this machine: one small file beside the list of recent drafts.

It is a convenience; what cannot be read or written stops nothing.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, fields
from pathlib import Path

from assistant.drafts.recent import home
from assistant.files import FileRefused, read_text, write_whole


@dataclass(frozen=True)
class Settings:
    """Choices that outlast the program."""

    theme: str = ""
    """The name of the theme that was chosen; empty as long as none was."""

    terminal_cursor: bool = False
    """Whether the terminal's own cursor is shown in text widgets."""

    beside: str = ""
    """What the pane at the right of wide windows shows; empty for the usual."""

    toured: bool = False
    """Whether the opening tour was taken or declined."""


def _file() -> Path:
    return home() / "screen.json"


def read() -> Settings:
    """Return what is remembered, as far as it can be read."""
    if not _file().exists():
        return Settings()
    try:
        kept = json.loads(read_text(_file()))
    except (FileRefused, ValueError, RecursionError):
        return Settings()
    if not isinstance(kept, dict):
        return Settings()
    usual = asdict(Settings())
    known = {one.name: kept.get(one.name) for one in fields(Settings)}
    return Settings(
        **{
            name: value if isinstance(value, type(usual[name])) else usual[name]
            for name, value in known.items()
        }
    )


def write(settings: Settings) -> str:
    """Keep the choices; return a sentence when that failed, otherwise nothing."""
    text = json.dumps(asdict(settings), ensure_ascii=False, indent=1)
    try:
        write_whole(_file(), text.encode())
    except FileRefused as refused:
        return f"没能记下这个选择（{refused.sentence}）下次打开要再选一次。"
    return ""
