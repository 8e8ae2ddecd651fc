"""The command line's own words in Chinese: help pages and what is wrong with a call.

Typer writes both in English, offers no translation, and measures columns in characters, not in cells; the help pages
are laid out here, its errors are put into Chinese by their kind.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

from assistant.problem import nearest

UsageError: type[Exception] = typer.BadParameter.__bases__[0]
"""What Typer raises for a call it does not understand."""


class Command(TyperCommand):
    """A command whose help page is ours."""

    def get_help(self, ctx: Any) -> str:
        """Return the help page."""
        words = [_usage_name(param) for param in self.params if not _is_option(param)]
        return _page(ctx, self, " ".join(("［选项］", *words)))


class Group(TyperGroup):
    """The list of commands, in Chinese throughout."""

    def get_help(self, ctx: Any) -> str:
        """Return the help page."""
        commands = [(name, _in_short(self.commands[name])) for name in self.list_commands(ctx)]
        return _page(ctx, self, "［选项］ ［命令 …］", ("命令", commands))


def _page(ctx: Any, command: Any, usage: str, *more: tuple[str, list[tuple[str, str]]]) -> str:
    """Usage, meaning and two columns for each kind of word that may follow."""
    from assistant.terminal.kinsoku import wrap

    params = command.get_params(ctx)
    options = [(_option_name(one), _meaning(one)) for one in params if _is_option(one)]
    arguments = [(_usage_name(one), _meaning(one)) for one in params if not _is_option(one)]
    wide = max(shutil.get_terminal_size().columns - 2, 40)
    meaning = "\n".join(f"  {line}" for line in wrap(str(command.help), wide))
    parts = [f"用法：{ctx.command_path} {usage}", meaning]
    for title, rows in (("参数", arguments), ("选项", options), *more):
        if rows:
            parts.append("\n".join((f"{title}：", *_columns(rows, wide))))
    return "\n\n".join(parts)


def _columns(rows: list[tuple[str, str]], wide: int) -> Iterator[str]:
    from rich.cells import cell_len, set_cell_size

    from assistant.terminal.kinsoku import wrap

    left = max(cell_len(name) for name, _ in rows) + 4
    for name, meaning in rows:
        for at, line in enumerate(wrap(meaning, wide - left)):
            yield set_cell_size("" if at else f"  {name}", left) + line


def _in_short(command: Any) -> str:
    """The first clause; exit codes stand on the command's own page."""
    return f"{str(command.help).partition('；')[0].removesuffix('。')}。"


def _is_option(param: Any) -> bool:
    return str(param.param_type_name) == "option"


def _usage_name(param: Any) -> str:
    name = f"{param.metavar or param.name}{'' if param.nargs == 1 else ' …'}"
    return name if param.required else f"［{name}］"


def _option_name(param: Any) -> str:
    return " ".join(
        (
            ", ".join(sorted(param.opts, key=len)),
            *([] if _is_switch(param) else [str(param.metavar)]),
        )
    )


def _is_switch(param: Any) -> bool:
    return bool(getattr(param, "is_flag", False)) or param.name in {"help", "version"}


def _meaning(param: Any) -> str:
    return "显示这段说明。" if param.name == "help" else str(param.help)


def sentence(error: Exception, commands: list[str]) -> str:
    """Return what is wrong with a call, and what to do, from Typer's error."""
    words = str(getattr(error, "message", "") or error)
    option = getattr(error, "option_name", "") or getattr(error, "param_hint", "") or ""
    parameter = getattr(error, "param", None)
    name = str(option or getattr(parameter, "name", "") or "").strip("'\"")
    match type(error).__name__:
        case "MissingParameter":
            said = f"缺少“{name}”。"
        case "NoSuchOption":
            known = [str(one) for one in getattr(error, "possibilities", None) or ()]
            said = f"没有“{name}”这个选项{nearest(name, known)}"
        case "BadParameter":
            said = f"“{_option(parameter) or name}”的值不对。"
        case _ if "command" in words:
            wanted = "".join(re.findall(r"'([^']*)'", words)[:1])
            said = f"没有“{wanted}”这个命令{nearest(wanted, commands)}"
        case _:
            said = f"这样写看不懂（{words}）。"
    return f"{said}用法见 nianbao --help。"


def _option(parameter: object) -> str:
    names = getattr(parameter, "opts", None) or ()
    return str(names[0]) if names else ""
