"""Commands that read what was written elsewhere."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from assistant.command_line.reading import Json, Unusable, each_file, report_suffixes
from assistant.command_line.saying import print_json, tell
from assistant.problem import AssistantError


def import_(
    files: Annotated[
        list[Path],
        typer.Argument(
            metavar="文件",
            help="年报文件（.docx、网页、.md、.txt、.pdf、.doc），或放着它们的文件夹。",
        ),
    ],
    as_json: Json = False,
) -> None:
    """读出年报里的数字和文字，缺的格子和拿不准的地方都说明；三张表都没有读到时退出码为 1，读不了时为 2。"""
    from assistant import sources
    from assistant.importing import as_json as shape
    from assistant.importing import told

    paths = list(each_file(files, report_suffixes()))
    worst = 0
    for path in paths:
        try:
            imported = sources.imported(path)
        except AssistantError as error:
            worst = 2
            tell(path, error)
            if as_json:
                print_json({"file": str(path), "error": error.sentence})
            continue
        if len(imported.missing) == len(imported.form.fields):
            worst = max(worst, 1)
        if as_json:
            named = {"file": str(path)} if len(paths) > 1 else {}
            print_json({**named, **shape(imported)})
        else:
            typer.echo("\n  ".join((str(path), *told(imported))))
    raise typer.Exit(worst)


def register(
    file: Annotated[
        Path | None,
        typer.Argument(metavar="台账", help="依申请公开台账（.xlsx 或 .csv），一行一件申请。"),
    ] = None,
    year: Annotated[int, typer.Option(metavar="年份", help="报告年份。")] = 0,
    column: Annotated[
        list[str] | None,
        typer.Option(metavar="列=列名", help="列的对应，如 收到日期=收件时间；可以写几个。"),
    ] = None,
    template: Annotated[
        Path | None, typer.Option(metavar="文件", help="生成一份空台账（.xlsx），带下拉选项。")
    ] = None,
    as_json: Json = False,
) -> None:
    """把依申请公开台账汇总成表三、表四，每一格列出是哪几行；有归不了类的行时退出码为 1。"""
    from assistant import content
    from assistant.files import read_whole, write_whole
    from assistant.importing.register import (
        count_register,
        register_json,
        register_template,
        told_register,
    )

    form = content.form_for_year(year) if year else content.forms()[-1]
    if template is not None:
        write_whole(template, register_template(form))
        typer.echo(f"已生成台账模板：{template}", err=True)
        if file is None:
            return
    if file is None or not year:
        raise Unusable("请写明台账文件和 --year 报告年份；要空台账，请用 --template 文件名.xlsx。")
    columns = dict(each.split("=", 1) for each in column or [] if "=" in each)
    counted = count_register(read_whole(file), content.forms(), form, year, columns)
    if as_json:
        print_json(register_json(counted))
    else:
        typer.echo("\n".join(told_register(counted)))
    raise typer.Exit(1 if counted.unclassified else 0)
