"""Commands that hand a report on: files, papers to sign, signatures."""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from assistant.command_line.reading import Json, Overwrite, check_report, load_report, office_for
from assistant.command_line.saying import may_replace, new_folder, print_json


def export(
    draft: Annotated[Path, typer.Argument(metavar="草稿", help="草稿或答案文件。")],
    output: Annotated[
        Path,
        typer.Option(
            "-o", "--output", metavar="文件", help="文件名，以 .docx、.md、.html 或 .txt 结尾。"
        ),
    ],
    as_draft: Annotated[
        bool, typer.Option("--as-draft", help="还有问题也导出，标明“草稿”。")
    ] = False,
    overwrite: Overwrite = False,
    as_json: Json = False,
) -> None:
    """导出 DOCX、Markdown、HTML 或纯文本；有阻断问题时拒绝，除非加 --as-draft。"""
    from assistant.exporting import export_report
    from assistant.files import write_new

    loaded = load_report(draft)
    checked = None if as_draft else check_report(loaded, None, draft.parent)
    office = office_for(draft.parent)
    content = export_report(loaded.form, loaded.report, output.name, checked, office)
    made = new_folder(output.parent)
    write_new(output, content, overwrite=overwrite or may_replace(output))
    if as_json:
        print_json({"file": str(output), "bytes": len(content), "draft": as_draft})
    else:
        typer.echo(f"已导出：{output}{'（草稿）' if as_draft else ''}{made}", err=True)


def package(
    draft: Annotated[Path, typer.Argument(metavar="草稿", help="草稿文件（.nianbao）。")],
    output: Annotated[
        Path, typer.Option("-o", "--output", metavar="文件", help="放这些文件的文件夹。")
    ],
    as_draft: Annotated[
        bool, typer.Option("--as-draft", help="还有问题也送审，年报标明“草稿”。")
    ] = False,
    overwrite: Overwrite = False,
    as_json: Json = False,
) -> None:
    """做一套送审材料：年报、送审单、事实依据表、核对情况、与上年对比、修改记录。"""
    from assistant.drafts import Draft
    from assistant.export import ExportRefused
    from assistant.exporting import refusal, submission
    from assistant.files import write_all_new

    loaded = load_report(draft)
    with Draft.open(draft, read_only=True) as opened_draft:
        log = opened_draft.log
    checked = check_report(loaded, None, draft.parent)
    why = "" if as_draft else refusal(checked, loaded.report)
    if why:
        raise ExportRefused(why)
    parts = submission(loaded.form, log, checked, office_for(draft.parent))
    files = parts.files(as_draft=as_draft)
    taken = [output / name for name in files if (output / name).exists()]
    replaced = overwrite or any(map(may_replace, taken[:1]))
    made = new_folder(output)
    write_all_new(output, files, overwrite=replaced)
    if as_json:
        print_json({"folder": str(output), "files": list(files), "draft": as_draft})
    else:
        typer.echo(f"已做好送审材料：{output}（{len(files)}个文件）{made}", err=True)


def approve(
    draft: Annotated[Path, typer.Argument(metavar="草稿", help="草稿文件（.nianbao）。")],
    role: Annotated[
        str | None, typer.Argument(metavar="身份", help="填报人、审核人、保密审查或负责人。")
    ] = None,
    name: Annotated[str, typer.Argument(metavar="姓名", help="签字人的姓名。")] = "",
    as_json: Json = False,
) -> None:
    """把一道审签记进草稿，年报以后有改动就失效；不写身份的，列出谁签过、还有没有效。"""
    from assistant.drafts import Draft
    from assistant.exporting import approved, signatures

    loaded = load_report(draft)
    report = loaded.report
    if role is not None:
        today = dt.datetime.now().astimezone().date()
        field, value = approved(loaded.form, report, role, name, today)
        with Draft.open(draft) as opened_draft:
            opened_draft.append({field: value}, source="审签")
            report = opened_draft.report
    signed = signatures(loaded.form, report)
    if as_json:
        print_json({"fingerprint": signed.mark, "signatures": list(map(asdict, signed.roles))})
        return
    for each in signed.roles:
        typer.echo(
            f"{each.role}：{' '.join(filter(None, (each.name, each.day, each.standing or '未签')))}"
        )
