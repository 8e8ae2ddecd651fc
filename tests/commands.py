"""The command line as a test uses it: arguments in, exit code and both outputs out."""

from __future__ import annotations

import io
import sys
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from unittest.mock import patch

import pytest

from assistant.command_line import main


@dataclass(frozen=True)
class Ran:
    """What a call left behind."""

    code: int
    data: str
    talk: str


def nianbao(*arguments: object, typed: str = "") -> Ran:
    """Run `nianbao` with these arguments and `typed` on standard input."""
    data, talk = io.StringIO(), io.StringIO()
    call = ["nianbao", *map(str, arguments)]
    with (
        patch.object(sys, "argv", call),
        patch.object(sys, "stdin", io.StringIO(typed)),
        redirect_stdout(data),
        redirect_stderr(talk),
        pytest.raises(SystemExit) as ended,
    ):
        main()
    code = ended.value.code
    return Ran(code if isinstance(code, int) else 0, data.getvalue(), talk.getvalue())
