"""The command line's own words in Chinese: help pages and what is wrong with a call.

Typer writes both in English and offers no translation; its help is put into Chinese word by word, its errors by
their kind.
"""

from __future__ import annotations

import re
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

from assistant.problem import nearest

HELP = (
    ("Usage:", "用法："),
    ("Options:", "选项："),
    ("Commands:", "命令："),
    ("Arguments:", "参数："),
    ("[OPTIONS]", "［选项］"),
    ("COMMAND [ARGS]...", "命令 …"),
    ("[required]", "［必填］"),
    ("Show this message and exit.", "显示这段说明。"),
)

UsageError: type[Exception] = typer.BadParameter.__bases__[0]
"""What Typer raises for a call it does not understand."""


def _chinese(text: str) -> str:
    for english, chinese in HELP:
        text = text.replace(english, chinese)
    return text


class Command(TyperCommand):
    """A command whose help is Chinese throughout."""

    def get_help(self, ctx: Any) -> str:
        """Return the help page."""
        return _chinese(super().get_help(ctx))


class Group(TyperGroup):
    """The list of commands, Chinese throughout."""

    def get_help(self, ctx: Any) -> str:
        """Return the help page."""
        return _chinese(super().get_help(ctx))


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
