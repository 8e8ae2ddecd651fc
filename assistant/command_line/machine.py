"""The command that looks at this computer."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from assistant.command_line.reading import Json
from assistant.command_line.saying import print_json


def doctor(
    folder: Annotated[
        Path | None,
        typer.Argument(metavar="文件夹", help="放草稿的文件夹；不写就是主文件夹里的 年报草稿。"),
    ] = None,
    as_json: Json = False,
) -> None:
    """看看这台电脑缺什么：终端、字体、文件夹、版本、自己的问题和语料；有问题时退出码为 1。"""
    import shutil
    from dataclasses import asdict

    from assistant.desk import Desk
    from assistant.doctor import examine
    from assistant.terminal import base, probe

    terminal, size = probe.look(), shutil.get_terminal_size()
    worst = 0
    for result in examine(folder or Desk.folder(), terminal, size, base.SMALLEST):
        worst = max(worst, int(result.good is False))
        if as_json:
            print_json(asdict(result))
        else:
            typer.echo(str(result))
    raise typer.Exit(worst)
