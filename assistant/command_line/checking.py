"""Commands that check reports, and tell what is checked."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from assistant.command_line.reading import (
    ANSWERS_SUFFIX,
    DRAFT_SUFFIX,
    Json,
    check_report,
    each_file,
    load_report,
    report_suffixes,
)
from assistant.command_line.saying import print_json, tell
from assistant.problem import AssistantError

if TYPE_CHECKING:
    from assistant.checks import Checked
    from assistant.sources import Source


def check(
    files: Annotated[
        list[Path],
        typer.Argument(metavar="文件", help="草稿、答案文件、年报文件，或放着它们的文件夹。"),
    ],
    last_year: Annotated[
        Path | None, typer.Option("--last-year", metavar="文件", help="上年年报，用来核对结转。")
    ] = None,
    as_json: Json = False,
) -> None:
    """核对一份或几份报告；有阻断问题时退出码为 1，有文件读不了时为 2。"""
    from assistant import checks

    last = load_report(last_year).report if last_year else None
    worst = 0
    for path in each_file(files, (DRAFT_SUFFIX, ANSWERS_SUFFIX, *report_suffixes())):
        try:
            loaded = load_report(path)
        except AssistantError as error:
            worst = 2
            tell(path, error)
            if as_json:
                print_json({"file": str(path), "error": error.sentence})
            continue
        checked = check_report(loaded, last, path.parent)
        if checks.blocking(checked.findings, loaded.report) and not worst:
            worst = 1
        if as_json:
            print_json(_checked_json(path, loaded, checked))
        else:
            _print_findings(path, loaded, checked)
    raise typer.Exit(worst)


def _checked_json(path: Path, loaded: Source, checked: Checked) -> Mapping[str, Any]:
    from assistant import checks

    return {
        "file": str(path),
        "unit": loaded.report.unit,
        "year": loaded.report.year,
        "form": loaded.form.id,
        "findings": [checks.as_json(finding) for finding in checked.findings],
        "not_assessed": [{"code": n.code, "why": n.why} for n in checked.not_assessed],
    }


def _print_findings(path: Path, loaded: Source, checked: Checked) -> None:
    from assistant.checks import unused_explanations
    from assistant.report import EXPLANATION

    typer.echo(f"{path}　{loaded.report.unit}　{loaded.report.year}年（{loaded.form.name}）")
    for finding in checked.findings:
        typer.echo(f"  [{finding.level}] {finding.code}　{finding.message}")
        typer.echo(f"      怎么办：{finding.cure}")
    if not checked.findings:
        typer.echo("  没有发现问题。")
    for name in unused_explanations(checked.findings, loaded.report):
        code = name.removeprefix(EXPLANATION).partition("|")[0]
        typer.echo(f"  [说明没有用上] {code}：这一条已经不报了，原来的说明可以删去。")
    waiting: dict[str, list[str]] = {}
    for item in checked.not_assessed:
        waiting.setdefault(item.why, []).append(item.code)
    for why, codes in waiting.items():
        typer.echo(f"  [未核对] {'、'.join(dict.fromkeys(codes))}：{why}")


def explain(
    code: Annotated[str, typer.Argument(metavar="规则编号", help="规则编号，如 T3-BAL。")],
) -> None:
    """一条核对规则的说明。"""
    from assistant import checks

    typer.echo(checks.explain(code))


def rules(as_json: Json = False) -> None:
    """全部核对规则。"""
    from assistant import checks

    family = ""
    for rule in checks.rules():
        if as_json:
            print_json(rule._asdict())
            continue
        if rule.family != family:
            typer.echo(f"{'' if not family else chr(10)}{rule.family}")
            family = rule.family
        typer.echo(f"  {rule.code:<12}{rule.level}\t{rule.title}（{rule.basis}）")


def lint(
    folder: Annotated[
        Path | None,
        typer.Argument(
            metavar="文件夹", help="放着 语料/、问题/、核对/、版式.md 的文件夹；不写就只查自带的。"
        ),
    ] = None,
    as_json: Json = False,
) -> None:
    """检查问题、语料、核对和版式文件；有写错的地方时退出码为 1。"""
    from assistant import content
    from assistant.lint import as_rows, as_text, collect

    problems = collect(
        content.script(folder).problems,
        content.bank(folder, thorough=True).problems,
        content.standards(folder).problems,
        content.office(folder).problems if folder else (),
    )
    if as_json:
        for row in as_rows(problems):
            print_json(row)
    else:
        typer.echo(as_text(problems), err=True, nl=False)
    raise typer.Exit(1 if problems else 0)
