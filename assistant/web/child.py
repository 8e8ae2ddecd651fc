"""The app for one window of a browser, as the web server starts it: `python -m assistant.web.child`."""

from __future__ import annotations

import sys

from assistant.drafts.recent import home
from assistant.files import room
from assistant.problem import AssistantError


def main() -> int:
    """Fence the process in, then run the app; returns the exit code."""
    from assistant.terminal import base
    from assistant.terminal.app import Assistant
    from assistant.web.fence import fence

    own = room()
    if own is None:
        raise RuntimeError("started without a folder of its own")
    sys.addaudithook(fence(own, home()))
    try:
        return base.launch(Assistant())
    except AssistantError as error:
        sys.stderr.write(f"{error.sentence}\n")
        return 2


if __name__ == "__main__":
    sys.exit(main())
