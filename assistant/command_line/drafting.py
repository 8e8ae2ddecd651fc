"""Commands that make, fill, copy and rescue drafts."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.command_line.reading import (
    DRAFT_SUFFIX,
    Json,
    Unusable,
    form_named,
    load_report,
    read_object,
)
from assistant.command_line.saying import complain, print_json

if TYPE_CHECKING:
    from assistant.report import Value


def open_draft(
    draft: Annotated[Path, typer.Argument(metavar="草稿", help="草稿文件（.nianbao）。")],
    read_only: Annotated[bool, typer.Option("--read-only", help="只看不改。")] = False,
) -> None:
    """打开一份草稿。"""
    start(draft, read_only=read_only)


def start(path: Path | None, *, read_only: bool = False) -> None:
    """Open the assistant; where there is no terminal, say what can be done without one."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        typer.echo("年报助手要在终端里打开。不用界面也能做的事见 nianbao --help。", err=True)
        raise typer.Exit(2)
    from assistant.terminal.launch import launch

    raise SystemExit(launch(path, read_only=read_only))


def new(
    unit: Annotated[str, typer.Option(metavar="名称", help="单位全称。")] = "",
    year: Annotated[int, typer.Option(metavar="年份", help="报告年份（被统计的那一年）。")] = 0,
    kind: Annotated[
        str, typer.Option(metavar="类型", help="机关类型，如 区县部门、乡镇、街道、市级政府。")
    ] = "",
    last_year: Annotated[
        Path | None,
        typer.Option(
            "--last-year",
            metavar="文件",
            help="上年年报：草稿（.nianbao）、答案文件（.json），或网页、.docx、.pdf 等年报文件。",
        ),
    ] = None,
    answers: Annotated[
        Path | None,
        typer.Option(metavar="文件", help="答案文件（.json）：单位、年份、各格数字、情况、文字。"),
    ] = None,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="文件", help="新草稿的文件名。")
    ] = None,
    as_json: Json = False,
) -> None:
    """不开界面，建一份草稿。"""
    from assistant.starting import start_report

    source = read_object(answers) if answers else {}
    for key, value in (("unit", unit), ("year", year), ("kind", kind)):
        if value:
            source[key] = value
    if not source.get("unit") or not source.get("year"):
        raise Unusable(
            "请用 --unit 写单位全称、用 --year 写报告年份，或者写在 --answers 的文件里。"
        )
    last = load_report(last_year).report if last_year else None
    started = start_report(source, str(answers or "命令行"), last)
    if started.problems:
        complain(started.problems)
        raise Unusable(f"有{len(started.problems)}处看不懂，没有建草稿。改好后请再运行一次。")
    target = output or Path(f"{started.report.unit}{started.report.year}年{DRAFT_SUFFIX}")
    from assistant.drafts import Draft

    draft = Draft.create(target, started.report.answers, via="导入" if answers else "录入")
    draft.close()
    if as_json:
        print_json(
            {
                "draft": str(target),
                "unit": started.report.unit,
                "year": started.report.year,
                "form": started.form.id,
            }
        )
    else:
        typer.echo(f"已建草稿：{target}（{started.form.name}）", err=True)


def fill(
    text: Annotated[
        str, typer.Argument(metavar="一句话", help="一句回答；- 表示从标准输入一行读一句。")
    ],
    form: Annotated[
        str, typer.Option(metavar="格式", help="格式：2019 或 2021；给了草稿就按草稿的年份。")
    ] = "2021",
    draft: Annotated[
        Path | None, typer.Option(metavar="草稿", help="草稿：按里面已有的数字理解。")
    ] = None,
    apply: Annotated[bool, typer.Option("--apply", help="写进草稿；没说清的不写。")] = False,
    focus: Annotated[
        str, typer.Option(metavar="位置", help="正在问的格、行、表或情况，如 申请.新收、培训次数。")
    ] = "",
    as_json: Json = False,
) -> None:
    """一句话能填哪些格：说出填什么，没说清的问回来。"""
    if apply and draft is None:
        raise Unusable("--apply 要写进草稿，请用 --draft 写明是哪一份。")
    from assistant import content
    from assistant.claims.session import Session
    from assistant.hearing import asked_back, repeated
    from assistant.report import Report
    from assistant.sources import Source

    loaded = load_report(draft) if draft else Source(form_named(form), Report())
    session = Session(loaded.form, loaded.report)
    questions = {question.fills: question.text for question in content.script().script.questions}
    for line in sys.stdin if text == "-" else (text,):
        if not line.strip():
            continue
        answer, before = session.hear(line.strip(), focus), session.report
        if apply and draft is not None:
            _store(draft, answer.changes)
            session, focus = session.after(answer), answer.filling.focus
        if as_json:
            print_json(answer.as_json())
        else:
            said = (
                repeated(loaded.form, answer.filling, before, questions),
                asked_back(answer.filling),
            )
            typer.echo("\n".join(filter(None, said)))


def _store(path: Path, answers: Mapping[str, Value | None]) -> None:
    from assistant.drafts import Draft

    with Draft.open(path) as draft:
        draft.append(answers, source="一句话")


def dump(
    draft: Annotated[Path, typer.Argument(metavar="草稿", help="草稿文件（.nianbao）。")],
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", metavar="文件", help="写到文件；不写就打印出来。"),
    ] = None,
) -> None:
    """把整份草稿（连同修改记录）写成 JSON。"""
    from assistant.drafts import Draft
    from assistant.files import write_whole

    opened_draft = Draft.open(draft, read_only=True)
    text = opened_draft.dump()
    opened_draft.close()
    if output is None:
        typer.echo(text, nl=False)
    else:
        write_whole(output, text.encode())


def load(
    copy: Annotated[Path, typer.Argument(metavar="文件", help="dump 写出的 JSON 文件。")],
    output: Annotated[
        Path, typer.Option("-o", "--output", metavar="文件", help="新草稿的文件名。")
    ],
) -> None:
    """把 dump 写出的 JSON 还原成草稿。"""
    from assistant.drafts import Draft
    from assistant.files import read_text

    Draft.load(read_text(copy), output).close()
    typer.echo(f"已还原草稿：{output}", err=True)


def recover(
    draft: Annotated[
        Path, typer.Argument(metavar="草稿", help="损坏或丢失的草稿文件（.nianbao）。")
    ],
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="文件", help="新草稿的文件名。")
    ] = None,
    backup: Annotated[
        int | None,
        typer.Option(
            "--backup", metavar="编号", help="用自动备份还原，写几号；--list 列出有哪些。"
        ),
    ] = None,
    listed: Annotated[bool, typer.Option("--list", help="列出这份草稿的自动备份。")] = False,
    as_json: Json = False,
) -> None:
    """把损坏草稿里还读得出的内容存成新草稿，或者用自动备份还原；原文件不动。"""
    from assistant.drafts import backups
    from assistant.drafts.salvage import salvage

    if listed:
        for one in backups.found(draft):
            if as_json:
                print_json({"backup": one.no, "at": one.at.isoformat(), "file": str(one.path)})
            else:
                typer.echo(one.told)
    elif output is None:
        raise Unusable("请用 -o 写明新草稿的文件名；要看有哪些自动备份，请用 --list。")
    elif backup is not None:
        backups.restore(draft, backup, output)
        typer.echo(f"已用第{backup}号备份存成新草稿：{output}", err=True)
    else:
        typer.echo(salvage(draft, output).sentence, err=True)
