"""Cases and samples as a clerk writes them: one line for each thing that is different.

    # T3-CARRY 应报

    ## 上年结转下年度2件，今年上年结转1件

    - 底稿：plain-2021
    - 上年底稿：plain-2021
    - 上年.申请.结转下年.自然人：2
    - 写着：上年年报结转下年度2件

`## ` starts a case with what it is about. `- 名字：值` says one thing; a name is that of a cell (`申请.新收.自然人`),
a row (`申请.新收`, its figures from left to right), a place of the narrative (`总体情况.主动公开`), a fact
(`单位全称`), or one of the words below. `语料.`, `采用.` and `印作.` before a name say how it is there, `上年.` that it
is last year's. An indented line goes on with the one before it; `> ` lines are notes. Whatever is not one of these
is refused with its line.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from assistant import content
from assistant.problem import nearest
from assistant.report import KIND, RANK, UNIT, YEAR

WORDS = {
    "底稿": "the sample it starts from",
    "照抄": "the sample that a sample starts from",
    "上年底稿": "the sample that is last year's report",
    "其余各格": "what stands in every cell not named",
    "写明总计": "是: totals are written out",
    "年份": "the report year",
    "今天": "the day of the check",
    "级别": "the level of the finding",
    "写着": "words of the finding",
    "办法": "words of the remedy",
    "标出": "the words of the text that the finding marks",
    "规则": "the rules that speak, or are silent",
    "还查不出": "why no rule speaks yet",
}
LISTS = {
    "位置": "the first names the finding goes to",
    "去掉": "names without an answer",
    "空白": "cells a report leaves blank",
}
FORMS = ("语料", "采用", "印作")
"""Words before a name: text that follows the cells, a phrase taken from the bank, what was printed."""

_CASE = re.compile(r"##\s+(.+)")
_LINE = re.compile(r"-\s+([^：]+)：(.*)", re.DOTALL)
_NOTE = re.compile(r"#\s|>|$")


class NotUnderstood(AssertionError):
    """A line of a case file that says nothing known."""


def read(path: Path) -> tuple[dict[str, Any], ...]:
    """Return the cases of a file in their order, each with its `说明`; of a sample, one without."""
    found: list[dict[str, Any]] = []
    for number, line in _lines(path):
        title, said = _CASE.fullmatch(line), _LINE.fullmatch(line)
        if title:
            found.append({"说明": title[1].strip()})
        elif said:
            if not found:
                found.append({})
            _take(found[-1], said[1].strip(), said[2].strip(), f"{path.name}第{number}行")
        elif not _NOTE.match(line):
            raise NotUnderstood(f"{path.name}第{number}行看不懂：{line}")
    return tuple(found)


def _lines(path: Path) -> Iterator[tuple[int, str]]:
    """Yield each line with its number, and with the indented lines that go on with it."""
    gathered: list[str] = []
    start = 0
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if line.startswith("  ") and gathered:
            gathered.append(line.strip())
            continue
        if gathered:
            yield start, "\n".join(gathered)
        gathered, start = [line.strip()], number
    yield start, "\n".join(gathered)


def _take(case: dict[str, Any], name: str, value: str, where: str) -> None:
    first, _, rest = name.partition(".")
    if first == "上年" and rest:
        _take(case.setdefault("上年", {}), rest, value, where)
    elif name in LISTS or name == "规则":
        case[name] = value.split("、")
    elif name in WORDS:
        case[name] = _word(name, value)
    elif first in FORMS and rest:
        case.setdefault(first, {})[rest] = value
    else:
        kind = _kind(name, where)
        case.setdefault(kind, {})[name] = _valued(kind, value)


def _word(name: str, value: str) -> Any:
    match name:
        case "年份" | "其余各格":
            return int(value)
        case "写明总计":
            return value == "是"
        case "今天":
            return dt.date.fromisoformat(value)
        case _:
            return value


def _kind(name: str, where: str) -> str:
    for kind, names in _names().items():
        if name in names:
            return kind
    every = {*WORDS, *LISTS, *(name for names in _names().values() for name in names)}
    raise NotUnderstood(f"{where}：没有“{name}”{nearest(name, every)}")


@cache
def _names() -> Mapping[str, frozenset[str]]:
    """Every name of both forms and of the script, by the kind of thing it is."""
    forms = content.forms()
    cells = frozenset(name for form in forms for name in form.fields)
    return {
        "格子": cells,
        "文字": frozenset(place for form in forms for place in form.places),
        "整行": frozenset(name.rpartition(".")[0] for name in cells),
        "情况": frozenset((*content.script().script.facts, UNIT, YEAR, KIND, RANK)),
    }


def _valued(kind: str, value: str) -> Any:
    match kind:
        case "文字":
            return value
        case "整行":
            return [_number(one) for one in value.split("、")]
        case _:
            return _number(value)


def _number(value: str) -> int | Decimal | str:
    if re.fullmatch(r"-?\d{1,9}", value):
        return int(value)
    return Decimal(value) if re.fullmatch(r"-?\d+\.\d+", value) else value


def cases(folder: Path, kind: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the cases of one kind in a folder, each with the code of its rule."""
    for path in sorted(folder.glob(f"*.{kind}.md")):
        for case in read(path):
            yield path.name.partition(".")[0], case
