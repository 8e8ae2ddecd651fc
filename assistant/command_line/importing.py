"""Reading what was written elsewhere: to look at it, or into a draft."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.command_line.reading import Json, Unusable, each_file, report_suffixes
from assistant.command_line.saying import print_json, tell
from assistant.problem import AssistantError

if TYPE_CHECKING:
    from assistant.desk import Desk, Incoming


def import_(
    files: Annotated[
        list[Path],
        typer.Argument(
            metavar="文件",
            help="年报文件（.docx、网页、.md、.txt、.pdf、.doc），或放着它们的文件夹；也可以是填好的征集表、台账（.xlsx）。",
        ),
    ],
    draft: Annotated[
        Path | None,
        typer.Option(
            metavar="草稿", help="说出这份草稿用得上哪些：上年年报、今年年报、征集表、台账。"
        ),
    ] = None,
    apply: Annotated[
        bool, typer.Option("--apply", help="写进草稿；拿不准的、与草稿不同的不写，列出来。")
    ] = False,
    as_json: Json = False,
) -> None:
    """读出年报里的数字和文字，缺的格子和拿不准的地方都说明；三张表都没读到、有拿不准的时退出码为 1，读不了时为 2。"""
    if apply and draft is None:
        raise Unusable("--apply 要写进草稿，请用 --draft 写明是哪一份。")
    if draft is None:
        _each(files, as_json, lambda path, several: _look(path, as_json, several))
        return
    from assistant.desk import Desk

    desk = Desk.open(draft, read_only=not apply)
    try:
        _each(files, as_json, lambda path, _: _offer(desk, path, apply, as_json))
    finally:
        desk.close()


def _each(files: list[Path], as_json: bool, read: Callable[[Path, bool], int]) -> None:
    """Read file after file; what cannot be read is said and does not stop the others."""
    worst = 0
    paths = list(each_file(files, report_suffixes()))
    for path in paths:
        try:
            worst = max(worst, read(path, len(paths) > 1))
        except AssistantError as error:
            worst = 2
            tell(path, error)
            if as_json:
                print_json({"file": str(path), "error": error.sentence})
    raise typer.Exit(worst)


def _look(path: Path, as_json: bool, several: bool) -> int:
    """Say what a file holds; 1 when that is none of the three tables, or an answer that cannot be read."""
    from assistant import sources
    from assistant.importing import as_json as shape
    from assistant.importing import told

    if sources.is_reply(path):
        return _look_at_reply(path, as_json=as_json)
    if sources.is_spreadsheet(path):
        raise Unusable(
            "这是电子表格，不是年报，也不是填好的征集表。依申请公开台账请用 nianbao register 汇总。"
        )
    imported = sources.imported(path)
    if as_json:
        named = {"file": str(path)} if several else {}
        print_json({**named, **shape(imported)})
    else:
        typer.echo("\n  ".join((str(path), *told(imported))))
    return int(len(imported.missing) == len(imported.form.fields))


def _look_at_reply(path: Path, *, as_json: bool) -> int:
    from assistant import sources
    from assistant.inquiry import reply_json, told_reply

    reply = sources.reply(path)
    if as_json:
        print_json({"file": str(path), **reply_json(reply)})
    else:
        typer.echo("\n  ".join((str(path), *told_reply(reply))))
    return int(any(line.doubt for line in reply.lines))


def _offer(desk: Desk, path: Path, apply: bool, as_json: bool) -> int:
    """Say what a file offers to a draft, and take what needs no second look; 1 when something was left."""
    from assistant.desk.telling import incoming_json, told_incoming

    incoming = _incoming(desk, path)
    said = desk.take(incoming, incoming.plain()) if apply else ""
    if as_json:
        taken = len(incoming.plain()) if apply else 0
        print_json({"file": str(path), **incoming_json(incoming), "taken": taken})
    else:
        typer.echo("\n  ".join((str(path), *told_incoming(incoming))))
        if said:
            typer.echo(said, err=True)
    return int(bool(incoming.doubtful))


def _incoming(desk: Desk, path: Path) -> Incoming:
    if not desk.is_register(path):
        return desk.receive(path)
    layout, confirmed = desk.layout(path)
    if not confirmed:
        columns = "，".join(f"{name}＝“{title}”" for name, title in layout.columns.items())
        raise Unusable(
            f"台账的列还没有人确认过：{columns}。没有错的话，请先运行 "
            f"nianbao register “{path}” --year {desk.report.year} --confirm，再导入。"
        )
    return desk.receive_register(path, layout.columns)
