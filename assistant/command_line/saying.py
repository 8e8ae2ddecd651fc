"""What a command prints: facts as JSON on standard output, talk on standard error."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import typer

from assistant.problem import AssistantError, Problem


def print_json(value: Any) -> None:
    """Print one object on one line."""
    typer.echo(json.dumps(value, ensure_ascii=False))


def tell(path: Path, error: AssistantError) -> None:
    """Say what is wrong with one of several files; a sentence that names the file is enough."""
    named = str(path) in error.sentence
    typer.echo(error.sentence if named else f"{path}：{error.sentence}", err=True)


def complain(problems: Iterable[Problem]) -> None:
    """Say each thing that is wrong with a file somebody wrote."""
    for problem in problems:
        typer.echo(str(problem), err=True)


def may_replace(path: Path) -> bool:
    """Ask before a file is written over, where somebody can answer."""
    if not path.exists() or not sys.stdin.isatty():
        return False
    return typer.confirm(f"“{path}”已经有了，换掉它吗？", default=False, err=True)
