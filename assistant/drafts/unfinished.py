"""What was being typed when a window closed: kept beside the list of recent drafts, not in the draft.

A half-typed sentence is no answer and must not stand in the history; it must not be lost either.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path

from assistant.drafts.recent import home
from assistant.files import FileRefused, read_text, write_whole


def _file(draft: Path) -> Path:
    name = hashlib.sha256(str(draft.resolve()).encode()).hexdigest()[:24]
    return home() / "unfinished" / f"{name}.json"


def read(draft: Path) -> dict[str, str]:
    """Return what was being typed, by the name of what it was for; nothing when nothing can be read."""
    file = _file(draft)
    if not file.exists():
        return {}
    try:
        kept = json.loads(read_text(file))
    except (FileRefused, ValueError):
        return {}
    if not isinstance(kept, dict):
        return {}
    return {name: text for name, text in kept.items() if isinstance(text, str) and text}


def write(draft: Path, typed: Mapping[str, str]) -> None:
    """Keep what is being typed; nothing at all removes the file. Raises `FileRefused`."""
    file = _file(draft)
    kept = {name: text for name, text in typed.items() if text}
    if kept:
        # Half-typed words are nobody else's business.
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        write_whole(file, json.dumps(kept, ensure_ascii=False).encode())
    else:
        file.unlink(missing_ok=True)
