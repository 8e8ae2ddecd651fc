"""What a command prints: facts as JSON on standard output, talk on standard error."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import typer

from assistant.files import to_be_made
from assistant.problem import AssistantError, Problem


def as_line(value: Any) -> str:
    """Return one object as one line of JSON, with its line break."""
    return f"{json.dumps(value, ensure_ascii=False)}\n"


def print_json(value: Any) -> None:
    """Print one object on one line."""
    typer.echo(as_line(value), nl=False)


def named(path: Path, error: AssistantError) -> str:
    """Return what is wrong with one of several files; a sentence that names the file is enough."""
    return error.sentence if str(path) in error.sentence else f"{path}：{error.sentence}"


def tell(path: Path, error: AssistantError) -> None:
    """Say what is wrong with one of several files."""
    typer.echo(named(path, error), err=True)


def complain(problems: Iterable[Problem]) -> None:
    """Say each thing that is wrong with a file somebody wrote."""
    for problem in problems:
        typer.echo(str(problem), err=True)


def new_folder(folder: Path) -> str:
    """Return the words to add, once the file is written, for a folder that is not there before."""
    return f"，文件夹“{folder}”是新建的" if to_be_made(folder) else ""


def may_replace(path: Path) -> bool:
    """Ask before a file is written over, where somebody can answer."""
    if not path.exists() or not sys.stdin.isatty():
        return False
    return typer.confirm(f"“{path}”已经有了，换掉它吗？", default=False, err=True)
