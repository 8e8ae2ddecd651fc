"""What a command reads: reports from any file, an office's own settings, folders of files."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from assistant.command_line.saying import complain
from assistant.problem import AssistantError

if TYPE_CHECKING:
    from assistant.checks import Checked
    from assistant.content import LoadedStandards
    from assistant.export.office import Office
    from assistant.forms import Form
    from assistant.report import Report
    from assistant.sources import Source

DRAFT_SUFFIX = ".nianbao"
ANSWERS_SUFFIX = ".json"

Overwrite = Annotated[bool, typer.Option("--overwrite", help="同名的文件已经有了也写，换掉它。")]
Json = Annotated[bool, typer.Option("--json", help="结果写成 JSON。")]


class Unusable(AssistantError):
    """What was asked for on the command line cannot be done."""


def load_report(path: Path) -> Source:
    """A report from any file; what is wrong or not certain about it is said."""
    from assistant import sources

    source = sources.load(path)
    for note in source.notes:
        typer.echo(note, err=True)
    return source


def check_report(loaded: Source, last_year: Report | None, folder: Path) -> Checked:
    """What the checks say of a report; what is wrong with the office's own files is said."""
    complain(standards_for(folder).problems)
    return judge(loaded, last_year, folder)


def judge(loaded: Source, last_year: Report | None, folder: Path) -> Checked:
    """What the checks say of a report, as of today; last year's report may be carried by the report itself."""
    from assistant import checks

    today = dt.datetime.now().astimezone().date()
    last = last_year or loaded.report.last_year()
    return checks.run(loaded.form, loaded.report, last, today, standards_for(folder).standards)


@cache
def standards_for(folder: Path) -> LoadedStandards:
    """What a report in this folder is checked against, and what is wrong with the office's own files."""
    from assistant import content

    return content.standards(folder)


def office_for(folder: Path) -> Office:
    """How the reports in this folder are set; what is wrong with the file is said."""
    from assistant import content

    loaded = content.office(folder)
    complain(loaded.problems)
    return loaded.office


def form_named(name: str) -> Form:
    """The form of this name; a name nobody knows is a dead end that lists them."""
    from assistant import content

    forms = {form.id: form for form in content.forms()}
    if name not in forms:
        raise Unusable(f"没有“{name}”这种格式，可以写：{'、'.join(forms)}。")
    return forms[name]


def report_suffixes() -> tuple[str, ...]:
    """How the names of report files end."""
    from assistant.importing import SUFFIXES

    return SUFFIXES


def read_object(path: Path) -> dict[str, Any]:
    """What a file of JSON says."""
    from assistant.answers import json_object
    from assistant.files import read_text

    return json_object(read_text(path), str(path))


def each_file(paths: Iterable[Path], suffixes: tuple[str, ...]) -> Iterator[Path]:
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
