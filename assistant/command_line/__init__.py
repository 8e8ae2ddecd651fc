"""The command line. Data goes to standard output, talk to standard error; what is heavy is imported by the
command that needs it, so that the terminal app opens at once.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from typing import Annotated, NoReturn

import typer

from assistant import __version__
from assistant.command_line import (
    asking,
    checking,
    drafting,
    importing,
    machine,
    publishing,
    serving,
    wording,
)
from assistant.command_line.words import Command, Group, UsageError, sentence
from assistant.problem import AssistantError

COMMANDS: Mapping[str, Callable[..., None]] = {
    "open": drafting.open_draft,
    "new": drafting.new,
    "check": checking.check,
    "import": importing.import_,
    "fill": drafting.fill,
    "register": asking.register,
    "ask": asking.ask,
    "suggest": wording.suggest,
    "export": publishing.export,
    "package": publishing.package,
    "approve": publishing.approve,
    "dump": drafting.dump,
    "load": drafting.load,
    "recover": drafting.recover,
    "serve": serving.serve,
    "doctor": machine.doctor,
    "explain": checking.explain,
    "rules": checking.rules,
    "lint": checking.lint,
}
"""What can be asked for, in the order in which the help page lists it."""

INTERRUPTED = 130
"""The exit code after Ctrl+C, as shells have it."""

app = typer.Typer(
    name="nianbao",
    cls=Group,
    help="年报助手：在终端里一问一答，编出政府信息公开工作年度报告。",
    add_completion=False,
    no_args_is_help=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

for name, command in COMMANDS.items():
    app.command(name, cls=Command)(command)


def main() -> None:
    """Run the command line; a dead end is one sentence on standard error and exit code 2, Ctrl+C is 130."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8")
    try:
        raise SystemExit(app(standalone_mode=False) or 0)
    except AssistantError as error:
        _refuse(error.sentence, error)
    except UsageError as error:
        _refuse(sentence(error, list(COMMANDS)), error)
    except typer.Abort as stopped:
        typer.echo("已中断。", err=True)
        raise SystemExit(INTERRUPTED) from stopped


def _refuse(words: str, error: Exception) -> NoReturn:
    typer.echo(words, err=True)
    raise SystemExit(2) from error


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"nianbao {__version__}")
        raise typer.Exit


@app.callback(invoke_without_command=True)
def opened(
    context: typer.Context,
    version: Annotated[  # noqa: ARG001 - its callback has done the work
        bool, typer.Option("--version", callback=_version, is_eager=True, help="版本号。")
    ] = False,
) -> None:
    """不带命令时打开年报助手。"""
    if context.invoked_subcommand is None:
        drafting.start(None)
