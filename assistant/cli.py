"""The command line. Data goes to standard output, talk to standard error; what is heavy is imported by the
command that needs it, so that the terminal app opens at once.
"""

from __future__ import annotations

import datetime as dt
import json
import sys
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer

from assistant import __version__
from assistant.cli_words import Command, Group, UsageError, sentence
from assistant.problem import AssistantError, Problem

if TYPE_CHECKING:
    from assistant.checks import Checked
    from assistant.checks.standards import Standards
    from assistant.export.office import Office
    from assistant.forms import Form
    from assistant.phrases.suggest import Suggestion
    from assistant.report import Report, Value
    from assistant.sources import Source

DRAFT_SUFFIX = ".nianbao"
ANSWERS_SUFFIX = ".json"

app = typer.Typer(
    name="nianbao",
    cls=Group,
    help="年报助手：在终端里一问一答，编出政府信息公开工作年度报告。",
    add_completion=False,
    no_args_is_help=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

Overwrite = Annotated[bool, typer.Option("--overwrite", help="同名的文件已经有了也写，换掉它。")]
Json = Annotated[bool, typer.Option("--json", help="结果写成 JSON。")]


class Unusable(AssistantError):
    """What was asked for on the command line cannot be done."""


def main() -> None:
    """Run the command line; a dead end is one sentence on standard error and exit code 2."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8")
    try:
        raise SystemExit(app(standalone_mode=False) or 0)
    except AssistantError as error:
        _refuse(error.sentence, error)
    except UsageError as error:
        _refuse(sentence(error, _command_names()), error)


def _refuse(words: str, error: Exception) -> NoReturn:
    typer.echo(words, err=True)
    raise SystemExit(2) from error


def _command_names() -> list[str]:
    return [
        one.name or str(getattr(one.callback, "__name__", "")) for one in app.registered_commands
    ]


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"nianbao {__version__}")
        raise typer.Exit


@app.callback(invoke_without_command=True)
def opened(
    context: typer.Context,
    version: Annotated[  # noqa: ARG001 - its callback has done the work
        bool, typer.Option("--version", callback=_version, is_eager=True, help="版本号。")
    ] = False,
) -> None:
    """不带命令时打开年报助手。"""
    if context.invoked_subcommand is None:
        _run(None)


@app.command("open", cls=Command)
def open_draft(
    draft: Annotated[Path, typer.Argument(help="草稿文件（.nianbao）。")],
    read_only: Annotated[bool, typer.Option("--read-only", help="只看不改。")] = False,
) -> None:
    """打开一份草稿。"""
    _run(draft, read_only=read_only)


def _run(path: Path | None, *, read_only: bool = False) -> None:
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        typer.echo("年报助手要在终端里打开。不用界面也能做的事见 nianbao --help。", err=True)
        raise typer.Exit(2)
    from assistant.terminal.launch import launch

    raise SystemExit(launch(path, read_only=read_only))


@app.command(cls=Command)
def new(
    unit: Annotated[str, typer.Option(help="单位全称。")] = "",
    year: Annotated[int, typer.Option(help="报告年份（被统计的那一年）。")] = 0,
    kind: Annotated[str, typer.Option(help="机关类型，如 区县部门、乡镇、街道、市级政府。")] = "",
    last_year: Annotated[
        Path | None,
        typer.Option(
            "--last-year",
            help="上年年报：草稿（.nianbao）、答案文件（.json），或网页、.docx、.pdf 等年报文件。",
        ),
    ] = None,
    answers: Annotated[
        Path | None, typer.Option(help="答案文件（.json）：单位、年份、各格数字、情况、文字。")
    ] = None,
    output: Annotated[Path | None, typer.Option("-o", "--output", help="新草稿的文件名。")] = None,
    as_json: Json = False,
) -> None:
    """不开界面，建一份草稿。"""
    from assistant.starting import start_report

    source = _read_json(answers) if answers else {}
    for key, value in (("unit", unit), ("year", year), ("kind", kind)):
        if value:
            source[key] = value
    if not source.get("unit") or not source.get("year"):
        raise Unusable(
            "请用 --unit 写单位全称、用 --year 写报告年份，或者写在 --answers 的文件里。"
        )
    last = _load(last_year).report if last_year else None
    start = start_report(source, str(answers or "命令行"), last)
    if start.problems:
        _complain(start.problems)
        raise Unusable(f"有{len(start.problems)}处看不懂，没有建草稿。改好后请再运行一次。")
    target = output or Path(f"{start.report.unit}{start.report.year}年{DRAFT_SUFFIX}")
    from assistant.drafts import Draft

    draft = Draft.create(target, start.report.answers, via="导入" if answers else "录入")
    draft.close()
    if as_json:
        _print_json(
            {
                "draft": str(target),
                "unit": start.report.unit,
                "year": start.report.year,
                "form": start.form.id,
            }
        )
    else:
        typer.echo(f"已建草稿：{target}（{start.form.name}）", err=True)


@app.command(cls=Command)
def check(
    files: Annotated[
        list[Path], typer.Argument(help="草稿、答案文件、年报文件，或放着它们的文件夹。")
    ],
    last_year: Annotated[
        Path | None, typer.Option("--last-year", help="上年年报，用来核对结转。")
    ] = None,
    as_json: Json = False,
) -> None:
    """核对一份或几份报告；有阻断问题时退出码为 1，有文件读不了时为 2。"""
    from assistant import checks

    last = _load(last_year).report if last_year else None
    worst = 0
    for path in _each_file(files, (DRAFT_SUFFIX, ANSWERS_SUFFIX, *_report_suffixes())):
        try:
            loaded = _load(path)
        except AssistantError as error:
            worst = 2
            _tell(path, error)
            if as_json:
                _print_json({"file": str(path), "error": error.sentence})
            continue
        checked = _checked(loaded, last, path.parent)
        if checks.blocking(checked.findings, loaded.report) and not worst:
            worst = 1
        if as_json:
            _print_json(_checked_json(path, loaded, checked))
        else:
            _print_findings(path, loaded, checked)
    raise typer.Exit(worst)


@app.command("import", cls=Command)
def import_(
    files: Annotated[
        list[Path],
        typer.Argument(help="年报文件（.docx、网页、.md、.txt、.pdf、.doc），或放着它们的文件夹。"),
    ],
    as_json: Json = False,
) -> None:
    """读出年报里的数字和文字，缺的格子和拿不准的地方都说明；三张表都没有读到时退出码为 1，读不了时为 2。"""
    from assistant import sources
    from assistant.importing import as_json as shape
    from assistant.importing import told

    paths = list(_each_file(files, _report_suffixes()))
    worst = 0
    for path in paths:
        try:
            imported = sources.imported(path)
        except AssistantError as error:
            worst = 2
            _tell(path, error)
            if as_json:
                _print_json({"file": str(path), "error": error.sentence})
            continue
        if len(imported.missing) == len(imported.form.fields):
            worst = max(worst, 1)
        if as_json:
            named = {"file": str(path)} if len(paths) > 1 else {}
            _print_json({**named, **shape(imported)})
        else:
            typer.echo("\n  ".join((str(path), *told(imported))))
    raise typer.Exit(worst)


@app.command(cls=Command)
def fill(
    text: Annotated[str, typer.Argument(help="一句回答；- 表示从标准输入一行读一句。")],
    form: Annotated[
        str, typer.Option(help="格式：2019 或 2021；给了草稿就按草稿的年份。")
    ] = "2021",
    draft: Annotated[Path | None, typer.Option(help="草稿：按里面已有的数字理解。")] = None,
    apply: Annotated[bool, typer.Option("--apply", help="写进草稿；没说清的不写。")] = False,
    focus: Annotated[
        str, typer.Option(help="正在问的格、行、表或情况，如 申请.新收、培训次数。")
    ] = "",
    as_json: Json = False,
) -> None:
    """一句话能填哪些格：说出填什么，没说清的问回来。"""
    if apply and draft is None:
        raise Unusable("--apply 要写进草稿，请用 --draft 写明是哪一份。")
    from assistant.claims.session import Session
    from assistant.report import Report
    from assistant.sources import Source

    loaded = _load(draft) if draft else Source(_form(form), Report())
    session = Session(loaded.form, loaded.report)
    for line in sys.stdin if text == "-" else (text,):
        if not line.strip():
            continue
        answer = session.hear(line.strip(), focus)
        if apply and draft is not None:
            _store(draft, answer.changes)
            session, focus = session.after(answer), answer.filling.focus
        if as_json:
            _print_json(answer.as_json())
        else:
            typer.echo(answer.as_text())


def _form(name: str) -> Form:
    from assistant import content

    forms = {form.id: form for form in content.forms()}
    if name not in forms:
        raise Unusable(f"没有“{name}”这种格式，可以写：{'、'.join(forms)}。")
    return forms[name]


def _store(path: Path, answers: Mapping[str, Value | None]) -> None:
    from assistant.drafts import Draft

    with Draft.open(path) as draft:
        draft.append(answers, source="一句话")


@app.command(cls=Command)
def register(
    file: Annotated[
        Path | None, typer.Argument(help="依申请公开台账（.xlsx 或 .csv），一行一件申请。")
    ] = None,
    year: Annotated[int, typer.Option(help="报告年份。")] = 0,
    column: Annotated[
        list[str] | None, typer.Option(help="列的对应，如 收到日期=收件时间；可以写几个。")
    ] = None,
    template: Annotated[
        Path | None, typer.Option(help="生成一份空台账（.xlsx），带下拉选项。")
    ] = None,
    as_json: Json = False,
) -> None:
    """把依申请公开台账汇总成表三、表四，每一格列出是哪几行；有归不了类的行时退出码为 1。"""
    from assistant import content
    from assistant.files import read_whole, write_whole
    from assistant.importing.register import count_register, register_json, told_register
    from assistant.importing.template import register_template

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
        _print_json(register_json(counted))
    else:
        typer.echo("\n".join(told_register(counted)))
    raise typer.Exit(1 if counted.unclassified else 0)


@app.command(cls=Command)
def suggest(
    query: Annotated[
        str, typer.Argument(help="几个字、拼音或一句话；- 表示从标准输入一行读一个。")
    ],
    section: Annotated[str, typer.Option(help="部分，如 总体情况.依申请公开。")] = "",
    draft: Annotated[Path | None, typer.Option(help="按这份草稿的数字判断用得上用不上。")] = None,
    facts: Annotated[
        Path | None, typer.Option(help="按这个答案文件（或年报文件）的数字判断。")
    ] = None,
    limit: Annotated[int, typer.Option("-n", min=1, max=50, help="最多几条。")] = 5,
    as_json: Json = False,
) -> None:
    """找可以用的说法。"""
    from assistant.suggesting import Finder

    source = draft or facts
    loaded = _load(source) if source else None
    finder = Finder.ready(loaded.form, loaded.report) if loaded else Finder.ready()
    if query != "-":
        _print_suggestions(finder.find(query, section, limit), as_json=as_json)
        return
    for line in sys.stdin:
        if line.strip():
            asked = finder.asked(line.strip())
            found = asked.finder.find(asked.query, asked.section or section, limit)
            _print_suggestions(found, as_json=as_json)


@app.command(cls=Command)
def export(
    draft: Annotated[Path, typer.Argument(help="草稿或答案文件。")],
    output: Annotated[
        Path, typer.Option("-o", "--output", help="文件名，以 .docx、.md、.html 或 .txt 结尾。")
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

    loaded = _load(draft)
    checked = None if as_draft else _checked(loaded, None, draft.parent)
    office = _office(draft.parent)
    content = export_report(loaded.form, loaded.report, output.name, checked, office)
    write_new(output, content, overwrite=overwrite or _may_replace(output))
    if as_json:
        _print_json({"file": str(output), "bytes": len(content), "draft": as_draft})
    else:
        typer.echo(f"已导出：{output}{'（草稿）' if as_draft else ''}", err=True)


@app.command(cls=Command)
def package(
    draft: Annotated[Path, typer.Argument(help="草稿文件（.nianbao）。")],
    output: Annotated[Path, typer.Option("-o", "--output", help="放这些文件的文件夹。")],
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
    from assistant.files import refuse_taken, write_whole

    loaded = _load(draft)
    with Draft.open(draft, read_only=True) as opened_draft:
        log = opened_draft.log
    checked = _checked(loaded, None, draft.parent)
    why = "" if as_draft else refusal(checked, loaded.report)
    if why:
        raise ExportRefused(why)
    parts = submission(loaded.form, log, checked, _office(draft.parent))
    files = parts.files(as_draft=as_draft)
    taken = [output / name for name in files if (output / name).exists()]
    replaced = overwrite or any(map(_may_replace, taken[:1]))
    for name in files:
        refuse_taken(output / name, overwrite=replaced)
    for name, content in files.items():
        write_whole(output / name, content)
    if as_json:
        _print_json({"folder": str(output), "files": list(files), "draft": as_draft})
    else:
        typer.echo(f"已做好送审材料：{output}（{len(files)}个文件）", err=True)


@app.command(cls=Command)
def approve(
    draft: Annotated[Path, typer.Argument(help="草稿文件（.nianbao）。")],
    role: Annotated[str, typer.Argument(help="填报人、审核人、保密审查或负责人。")],
    name: Annotated[str, typer.Argument(help="签字人的姓名。")],
) -> None:
    """把一道审签记进草稿；年报以后有改动，这道审签就失效。"""
    from assistant.drafts import Draft
    from assistant.exporting import approved

    loaded = _load(draft)
    today = dt.datetime.now().astimezone().date()
    field, value = approved(loaded.form, loaded.report, role, name, today)
    with Draft.open(draft) as opened_draft:
        opened_draft.append({field: value}, source="审签")
    typer.echo(f"已记下：{role} {name}，{today.isoformat()}。", err=True)


def _office(folder: Path) -> Office:
    """How the reports in this folder are set; what is wrong with the file is said."""
    from assistant import content

    loaded = content.office(folder)
    _complain(loaded.problems)
    return loaded.office


def _may_replace(path: Path) -> bool:
    """Ask before a file is written over, where somebody can answer."""
    if not path.exists() or not sys.stdin.isatty():
        return False
    return typer.confirm(f"“{path}”已经有了，换掉它吗？", default=False, err=True)


@app.command(cls=Command)
def dump(
    draft: Annotated[Path, typer.Argument(help="草稿文件（.nianbao）。")],
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help="写到文件；不写就打印出来。")
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


@app.command(cls=Command)
def load(
    copy: Annotated[Path, typer.Argument(help="dump 写出的 JSON 文件。")],
    output: Annotated[Path, typer.Option("-o", "--output", help="新草稿的文件名。")],
) -> None:
    """把 dump 写出的 JSON 还原成草稿。"""
    from assistant.drafts import Draft
    from assistant.files import read_text

    Draft.load(read_text(copy), output).close()
    typer.echo(f"已还原草稿：{output}", err=True)


@app.command(cls=Command)
def recover(
    draft: Annotated[Path, typer.Argument(help="损坏或丢失的草稿文件（.nianbao）。")],
    output: Annotated[Path | None, typer.Option("-o", "--output", help="新草稿的文件名。")] = None,
    backup: Annotated[
        int | None, typer.Option("--backup", help="用自动备份还原，写几号；--list 列出有哪些。")
    ] = None,
    listed: Annotated[bool, typer.Option("--list", help="列出这份草稿的自动备份。")] = False,
    as_json: Json = False,
) -> None:
    """把损坏草稿里还读得出的内容存成新草稿，或者用自动备份还原；原文件不动。"""
    from assistant.drafts import backups, salvage

    if listed:
        for one in backups.found(draft):
            if as_json:
                _print_json({"backup": one.no, "at": one.at.isoformat(), "file": str(one.path)})
            else:
                typer.echo(one.told)
    elif output is None:
        raise Unusable("请用 -o 写明新草稿的文件名；要看有哪些自动备份，请用 --list。")
    elif backup is not None:
        backups.restore(draft, backup, output)
        typer.echo(f"已用第{backup}号备份存成新草稿：{output}", err=True)
    else:
        typer.echo(salvage(draft, output).sentence, err=True)


@app.command(cls=Command)
def doctor(
    folder: Annotated[
        Path | None, typer.Argument(help="放草稿的文件夹；不写就是主文件夹里的 年报草稿。")
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
            _print_json(asdict(result))
        else:
            typer.echo(str(result))
    raise typer.Exit(worst)


@app.command(cls=Command)
def explain(code: Annotated[str, typer.Argument(help="规则编号，如 T3-BAL。")]) -> None:
    """一条核对规则的说明。"""
    from assistant import checks

    typer.echo(checks.explain(code))


@app.command(cls=Command)
def rules(as_json: Json = False) -> None:
    """全部核对规则。"""
    from assistant import checks

    family = ""
    for rule in checks.rules():
        if as_json:
            _print_json(rule._asdict())
            continue
        if rule.family != family:
            typer.echo(f"{'' if not family else chr(10)}{rule.family}")
            family = rule.family
        typer.echo(f"  {rule.code:<12}{rule.level}\t{rule.title}（{rule.basis}）")


@app.command(cls=Command)
def lint(
    folder: Annotated[
        Path | None,
        typer.Argument(help="放着 语料/、问题/、核对/、版式.md 的文件夹；不写就只查自带的。"),
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
            _print_json(row)
    else:
        typer.echo(as_text(problems), err=True, nl=False)
    raise typer.Exit(1 if problems else 0)


def _load(path: Path) -> Source:
    """A report from any file; what is wrong or not certain about it is said."""
    from assistant import sources

    source = sources.load(path)
    for note in source.notes:
        typer.echo(note, err=True)
    return source


def _checked(loaded: Source, last_year: Report | None, folder: Path) -> Checked:
    """What the checks say of a report, as of today; last year's report may be carried by the report itself."""
    from assistant import checks

    today = dt.datetime.now().astimezone().date()
    last = last_year or loaded.report.last_year()
    return checks.run(loaded.form, loaded.report, last, today, _standards(folder))


@cache
def _standards(folder: Path) -> Standards:
    """What a report in this folder is checked against; an office's own files are complained about once."""
    from assistant import content

    loaded = content.standards(folder)
    _complain(loaded.problems)
    return loaded.standards


def _report_suffixes() -> tuple[str, ...]:
    from assistant.importing import SUFFIXES

    return SUFFIXES


def _read_json(path: Path) -> dict[str, Any]:
    from assistant.answers import json_object
    from assistant.files import read_text

    return json_object(read_text(path), str(path))


def _each_file(paths: Iterable[Path], suffixes: tuple[str, ...]) -> Iterator[Path]:
    """The files named, and in place of a folder what it holds that can be read, in order of name."""
    for path in paths:
        if path.is_dir():
            found = sorted(
                file
                for file in path.rglob("*")
                if file.suffix.lower() in suffixes
                and not file.name.startswith((".", "~"))
                and file.stem.upper() != "README"
            )
            if not found:
                raise Unusable(f"文件夹“{path}”里没有能读的文件（{'、'.join(suffixes)}）。")
            yield from found
        else:
            yield path


def _print_json(value: Any) -> None:
    typer.echo(json.dumps(value, ensure_ascii=False))


def _tell(path: Path, error: AssistantError) -> None:
    """Say what is wrong with one of several files; a sentence that names the file is enough."""
    named = str(path) in error.sentence
    typer.echo(error.sentence if named else f"{path}：{error.sentence}", err=True)


def _complain(problems: Iterable[Problem]) -> None:
    for problem in problems:
        typer.echo(str(problem), err=True)


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


def _print_suggestions(found: tuple[Suggestion, ...], *, as_json: bool) -> None:
    from assistant.suggesting import json_line

    if as_json:
        typer.echo(json_line(found))
        return
    for number, suggestion in enumerate(found, start=1):
        typer.echo(
            f"{number}. {suggestion.phrase.title}　[{suggestion.phrase.topic}]　{suggestion.why}"
        )
        typer.echo(f"   {suggestion.text}")
