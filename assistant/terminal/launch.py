"""From the command line to the screen: look at the terminal first, then open the app."""

from __future__ import annotations

import gc
import sys
from pathlib import Path

from assistant.problem import AssistantError


def launch(path: Path | None, *, read_only: bool = False) -> int:
    """Open the app, on a draft when one is named; returns the exit code of the program."""
    # What is imported now lives as long as the program: collecting while it loads only costs time.
    gc.disable()
    try:
        from assistant.terminal import base, probe, rest
        from assistant.terminal.app import Assistant
    except Exception as error:  # noqa: BLE001 - whatever is broken, the clerk reads a sentence
        from assistant import crash

        return crash.before_opening(error)

    found = probe.look()
    for complaint in found.complaints:
        sys.stderr.write(f"{complaint.sentence}\n")
    if not found.usable:
        return 2
    app = Assistant(path, read_only=read_only)
    rest.leave_searching_to_rests()
    try:
        return base.launch(app)
    except AssistantError as error:
        sys.stderr.write(f"{error.sentence}\n")
        return 2
