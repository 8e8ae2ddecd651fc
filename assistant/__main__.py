"""`python -m assistant` is `nianbao`."""

from __future__ import annotations

import sys


def main() -> None:
    """Open the assistant at once when nothing else is asked for; otherwise the command line reads what is.

    Reading a command line takes as long as half of the start of the screen, and most starts say nothing, or only
    the draft to open. Whatever goes wrong that nobody expected, the clerk reads a sentence and no traceback.
    """
    try:
        _run()
    except Exception as error:
        from assistant import crash

        raise SystemExit(crash.in_command(error)) from error


def _run() -> None:
    match sys.argv[1:]:
        case [] if _at_a_terminal():
            _launch(None)
        case ["open", path] if _at_a_terminal() and not path.startswith("-"):
            _launch(path)
        case _:
            from assistant.command_line import main as command_line

            command_line()


def _at_a_terminal() -> bool:
    return sys.stdin.isatty() and sys.stdout.isatty()


def _launch(path: str | None) -> None:
    from pathlib import Path

    from assistant.terminal.launch import launch

    raise SystemExit(launch(Path(path) if path else None))


if __name__ == "__main__":
    main()
