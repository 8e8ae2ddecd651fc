"""The command that finds wording."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.command_line.reading import Json, load_report

if TYPE_CHECKING:
    from assistant.phrases.suggest import Suggestion


def suggest(
    query: Annotated[
        str,
        typer.Argument(metavar="词句", help="几个字、拼音或一句话；- 表示从标准输入一行读一个。"),
    ],
    section: Annotated[
        str, typer.Option(metavar="部分", help="部分，如 总体情况.依申请公开。")
    ] = "",
    draft: Annotated[
        Path | None, typer.Option(metavar="草稿", help="按这份草稿的数字判断用得上用不上。")
    ] = None,
    facts: Annotated[
        Path | None, typer.Option(metavar="文件", help="按这个答案文件（或年报文件）的数字判断。")
    ] = None,
    limit: Annotated[int, typer.Option("-n", metavar="条数", min=1, max=50, help="最多几条。")] = 5,
    as_json: Json = False,
) -> None:
    """找可以用的说法。"""
    from assistant.suggesting import Finder

    source = draft or facts
    loaded = load_report(source) if source else None
    finder = Finder.ready(loaded.form, loaded.report) if loaded else Finder.ready()
    if query != "-":
        found = finder.find(query, section, limit)
        _print_suggestions(found, as_json=as_json)
        if remark := finder.remark(query, found):
            typer.echo(remark, err=True)
        return
    for line in sys.stdin:
        if line.strip():
            asked = finder.asked(line.strip())
            found = asked.finder.find(asked.query, asked.section or section, limit)
            _print_suggestions(found, as_json=as_json)


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
