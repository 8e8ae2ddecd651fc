"""Commands for what other people know: sheets for other offices, the register of applications."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.command_line.reading import Json, Overwrite, Unusable
from assistant.command_line.saying import may_replace, new_folder, print_json

if TYPE_CHECKING:
    from assistant.forms import Form
    from assistant.importing.register import Counted, Layout


def ask(
    office: Annotated[str, typer.Option(metavar="科室", help="问哪个科室，如 法规股、财务科。")],
    output: Annotated[
        Path, typer.Option("-o", "--output", metavar="文件", help="征集表的文件名（.xlsx）。")
    ],
    draft: Annotated[
        Path | None,
        typer.Option(metavar="草稿", help="草稿：只问还没有填的，带上单位、年份和上年的数。"),
    ] = None,
    item: Annotated[
        list[str] | None,
        typer.Option(
            metavar="名称", help="只问这一项：表、行、格或情况，如 复议诉讼、培训次数；可以写几个。"
        ),
    ] = None,
    year: Annotated[int, typer.Option(metavar="年份", help="报告年份；给了草稿就按草稿的。")] = 0,
    overwrite: Overwrite = False,
    as_json: Json = False,
) -> None:
    """给别的科室做一张数据征集表；填好发回来，用 nianbao import 读进草稿。"""
    from assistant import content
    from assistant.desk import Desk
    from assistant.files import refuse_other_suffix, write_new
    from assistant.inquiry import Heading, items_for, items_named, write_sheet
    from assistant.report import YEAR, Report

    refuse_other_suffix(output, ".xlsx", "征集表")
    replace = overwrite or may_replace(output)
    made = new_folder(output.parent)
    if draft is not None:
        desk = Desk.open(draft, read_only=True)
        try:
            _, count = desk.write_sheet(str(output), office, item or (), overwrite=replace)
        finally:
            desk.close()
    else:
        today = dt.datetime.now().astimezone().date()
        about = year or today.year - (today.month < 10)
        form, script = content.form_for_year(about), content.script().script
        report = Report({YEAR: about})
        items = (
            items_named(script, form, report, item)
            if item
            else items_for(script, form, report, office)
        )
        heading = Heading("", about, form.id, office, today)
        write_new(output, write_sheet(heading, items), overwrite=replace)
        count = len(items)
    if as_json:
        print_json({"file": str(output), "office": office, "items": count})
    else:
        typer.echo(f"已做好征集表：{output}（问{office}，{count}项）{made}", err=True)


def register(  # noqa: PLR0913, PLR0917 - one for every option
    file: Annotated[
        Path | None,
        typer.Argument(metavar="台账", help="依申请公开台账（.xlsx 或 .csv），一行一件申请。"),
    ] = None,
    year: Annotated[int, typer.Option(metavar="年份", help="报告年份。")] = 0,
    column: Annotated[
        list[str] | None,
        typer.Option(metavar="名称=列名", help="列的对应，如 收到日期=收件时间；可以写几个。"),
    ] = None,
    confirm: Annotated[
        bool, typer.Option("--confirm", help="列的对应没有错，记住，以后同样的台账不再问。")
    ] = False,
    forget: Annotated[bool, typer.Option("--forget", help="忘掉记住的列的对应。")] = False,
    cell: Annotated[
        str, typer.Option(metavar="格", help="列出这一格是台账的哪几行，如 申请.新收.自然人。")
    ] = "",
    template: Annotated[
        Path | None, typer.Option(metavar="文件", help="生成一份空台账（.xlsx），带下拉选项。")
    ] = None,
    as_json: Json = False,
) -> None:
    """把依申请公开台账汇总成表三、表四，每一格列出是哪几行；有归不了类的行时退出码为 1。"""
    from assistant import content
    from assistant.drafts import columns as remembered

    form = content.form_for_year(year) if year else content.forms()[-1]
    if template is not None:
        _write_template(template, form)
    if forget:
        typer.echo(remembered.clear() or "已忘掉记住的列的对应。", err=True)
    if file is None and (template is not None or forget):
        return
    if file is None or not year:
        raise Unusable("请写明台账文件和 --year 报告年份；要空台账，请用 --template 文件名.xlsx。")
    counted = _counted(file, form, year, _columns(column or []), confirm=confirm)
    _print_counted(counted, cell, as_json=as_json)
    raise typer.Exit(1 if counted.unclassified else 0)


def _write_template(path: Path, form: Form) -> None:
    from assistant.files import refuse_other_suffix, write_whole
    from assistant.importing.register import register_template

    refuse_other_suffix(path, ".xlsx", "台账模板")
    made = new_folder(path.parent)
    write_whole(path, register_template(form))
    typer.echo(f"已生成台账模板：{path}{made}", err=True)


def _counted(
    file: Path, form: Form, year: int, columns: Mapping[str, str], *, confirm: bool
) -> Counted:
    """Count a register by the columns that were named, were remembered or are recognised, in this order."""
    from assistant import content
    from assistant.drafts import columns as remembered
    from assistant.files import read_whole
    from assistant.importing.register import count_register, open_register

    whole, forms = read_whole(file), content.forms()
    titles = open_register(whole, forms, form).layout.titles
    known = remembered.known(titles)
    with _progress() as progress:
        counted = count_register(whole, forms, form, year, {**(known or {}), **columns}, progress)
    if confirm:
        said = remembered.remember(titles, counted.columns)
        typer.echo(said or "列的对应已经记住。", err=True)
    elif known is None:
        typer.echo(_unconfirmed(counted.layout), err=True)
    return counted


def _print_counted(counted: Counted, cell: str, *, as_json: bool) -> None:
    from assistant.importing.register import register_json, told_register, told_rows

    if cell:
        if cell not in counted.rows:
            raise Unusable(
                f"台账填不出“{cell}”这一格。可以写：{'、'.join(list(counted.rows)[:3])}……"
            )
        typer.echo("\n".join(told_rows(counted, cell)))
    elif as_json:
        print_json(register_json(counted))
    else:
        typer.echo("\n".join(told_register(counted)))


def _columns(given: list[str]) -> Mapping[str, str]:
    from assistant.importing.register import COLUMNS
    from assistant.problem import nearest

    found = {}
    for each in given:
        name, sign, title = each.partition("=")
        if not sign or not title:
            raise Unusable(f"“{each}”看不懂，请像 --column 收到日期=收件时间 这样写。")
        if name not in COLUMNS:
            raise Unusable(f"台账里不读“{name}”这一列{nearest(name, COLUMNS)}")
        found[name] = title
    return found


def _unconfirmed(layout: Layout) -> str:
    guessed = "、".join(f"{name}＝“{layout.columns[name]}”" for name in sorted(layout.guessed))
    by_content = f"其中{guessed}是按内容猜的。" if guessed else ""
    return f"列的对应还没有人确认过，请看一遍下面第一行。{by_content}没有错就加 --confirm 记住，有错用 --column 改。"


@contextmanager
def _progress() -> Iterator[Callable[[float], None] | None]:
    """A bar on standard error, where somebody is looking."""
    if not sys.stderr.isatty():
        yield None
        return
    with typer.progressbar(length=100, label="读台账", file=sys.stderr) as bar:
        yield lambda share: bar.update(int(100 * share) - bar.pos)
