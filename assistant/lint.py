"""What `nianbao lint` says: every complaint about the files that people write, in one order, each once.

`content` reads the files and hands over their problems; rules that look across files (a phrase that nothing can
show, a question whose cell no form has) are given as functions and asked here. Nothing in this module reads a file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import chain, groupby
from typing import TypedDict

from assistant.problem import Problem

Rule = Callable[[], Iterable[Problem]]
"""A rule over what was loaded; it closes over the script and the bank it looks at."""


class Row(TypedDict):
    """A problem in the shape that `--json` prints."""

    path: str
    line: int | None
    message: str


def lint(problems: Iterable[Problem], rules: Iterable[Rule] = ()) -> tuple[Problem, ...]:
    """Return the problems of loading and those that the rules find, as `collect` orders them."""
    return collect(problems, chain.from_iterable(rule() for rule in rules))


def collect(*groups: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return every problem once, by file and line; what has no line comes before the rest of its file."""
    return tuple(sorted(set(chain.from_iterable(groups)), key=_place))


def _place(problem: Problem) -> tuple[str, int, str]:
    return problem.path, problem.line or 0, problem.message


def as_rows(problems: Iterable[Problem]) -> list[Row]:
    """Return the problems as `nianbao lint --json` prints them."""
    return [Row(path=one.path, line=one.line, message=one.message) for one in problems]


def as_text(problems: Iterable[Problem]) -> str:
    """Return the problems as a clerk reads them: a line each, a blank line between files, the count at the end."""
    listed = tuple(problems)
    if not listed:
        return "没有发现问题。\n"
    files = ["\n".join(map(str, group)) for _, group in groupby(listed, key=lambda one: one.path)]
    return "\n\n".join((*files, f"共{len(listed)}处问题，涉及{len(files)}个文件。")) + "\n"
