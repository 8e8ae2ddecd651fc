"""An office's own phrases on disk: what was written well once is added to `语料/` beside the drafts."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from assistant.files import read_text, write_whole
from assistant.phrases.keeping import with_entry

FILE: Final = Path("语料", "本单位语料.md")
"""Where entries are added, in the folder of the draft."""


def keep(folder: Path, entry: str) -> Path:
    """Add an entry to the office's own phrases beside its drafts; return the file. Raises `FileRefused`."""
    file = folder / FILE
    before = read_text(file) if file.exists() else ""
    write_whole(file, with_entry(before, entry).encode())
    return file
