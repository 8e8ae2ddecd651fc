"""Commands that check reports, and tell what is checked."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from assistant.command_line import batch
from assistant.command_line.reading import (
    ANSWERS_SUFFIX,
    DRAFT_SUFFIX,
    Json,
    each_file,
    judge,
    load_report,
    report_suffixes,
    standards_for,
)
from assistant.command_line.saying import as_line, named, print_json
from assistant.problem import AssistantError

if TYPE_CHECKING:
    from assistant.checks import Checked
    from assistant.report import Report
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
    if last_year:
        load_report(last_year)
    paths = tuple(each_file(files, (DRAFT_SUFFIX, ANSWERS_SUFFIX, *report_suffixes())))
    codes: Counter[int] = Counter()
    complained: set[str] = set()
    counting = batch.Counting("核对", len(paths))
    work = partial(_check, last_year=last_year, as_json=as_json)
    told_of = batch.each(work, paths, ready=_ready)
    for told in counting.seen(told_of):
        talk = (*(one for one in told.problems if one not in complained), *told.talk)
        if talk or sys.stdout.isatty():
            counting.clear()
        for line in talk:
            typer.echo(line, err=True)
        complained.update(told.problems)
        typer.echo(told.data, nl=False)
        codes[told.code] += 1
    if len(paths) > 1:
        typer.echo(_in_all(codes), err=True)
    raise typer.Exit(max(codes))


def _in_all(codes: Counter[int]) -> str:
    """Return how many of many reports may not be finished, or could not be read."""
    counts = ((codes[1], "份有阻断问题"), (codes[2], "份读不了"))
    wrong = "，".join(f"{count}{what}" for count, what in counts if count)
    return f"核对了{codes.total()}份，{wrong or '都没有阻断问题'}。"


def _ready() -> None:
    """Load what every report needs: the readers of files and the words of both forms."""
    from assistant import checks, claims, content, importing, sources  # noqa: F401

    for form in content.forms():
        claims.read("", form)


def _check(path: Path, *, last_year: Path | None, as_json: bool) -> batch.Told:
    """Return what is told of one file: what it says, and whether something blocks."""
    from assistant import checks, sources

    try:
        loaded = sources.load(path)
    except AssistantError as error:
        data = as_line({"file": str(path), "error": error.sentence}) if as_json else ""
        return batch.Told(path, data, (named(path, error),), code=2)
    checked = judge(loaded, _last(last_year) if last_year else None, path.parent)
    blocked = bool(checks.blocking(checked.findings, loaded.report))
    data = (
        as_line(_checked_json(path, loaded, checked))
        if as_json
        else "".join(f"{line}\n" for line in _lines(path, loaded, checked))
    )
    problems = tuple(map(str, standards_for(path.parent).problems))
    return batch.Told(path, data, loaded.notes, problems, int(blocked))


@lru_cache(maxsize=1)
def _last(path: Path) -> Report:
    """Return last year's report, read once by each process."""
    from assistant import sources

    return sources.load(path).report


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


def _lines(path: Path, loaded: Source, checked: Checked) -> Iterator[str]:
    from assistant.checks import unused_explanations
    from assistant.report import EXPLANATION

    yield f"{path}　{loaded.report.unit}　{loaded.report.year}年（{loaded.form.name}）"
    for finding in checked.findings:
        yield f"  [{finding.level}] {finding.code}　{finding.message}"
        yield f"      怎么办：{finding.cure}"
    if not checked.findings:
        yield "  没有发现问题。"
    for name in unused_explanations(checked.findings, loaded.report):
        code = name.removeprefix(EXPLANATION).partition("|")[0]
        yield f"  [说明没有用上] {code}：这一条已经不报了，原来的说明可以删去。"
    waiting: dict[str, list[str]] = {}
    for item in checked.not_assessed:
        waiting.setdefault(item.why, []).append(item.code)
    for why, codes in waiting.items():
        yield f"  [未核对] {'、'.join(dict.fromkeys(codes))}：{why}"


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
