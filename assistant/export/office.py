"""How an office sets its reports: one small file, `版式.md`, beside the drafts.

    ## 本单位的版式
    正文字体：仿宋
    表格字号：9
    落款：不要
    标题接排：要
    题上一行：云澜市2025年度政府信息公开工作年度报告

What is not written there follows GB/T 9704—2012. Every complaint about the file names its line.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from assistant.document.nodes import Document, Paragraph, ParagraphKind
from assistant.problem import Problem, nearest

if TYPE_CHECKING:
    from assistant.entries import Entry

FILE = "版式.md"

SIZES = (6.5, 7.5, 9.0, 10.5, 12.0)
"""Sizes of type a table may have: 小六, 六号, 小五, 五号, 小四."""

LONGEST_LINE = 28
"""Characters of a line above the title or a note: what fits one line."""

LONGEST_FONT = 31
"""Characters of a font's name: Word knows no longer one."""


class Fonts(NamedTuple):
    """Who sets what; the names are those that Word and WPS show."""

    title: str = "方正小标宋简体"
    heading: str = "黑体"
    subheading: str = "楷体_GB2312"
    body: str = "仿宋_GB2312"
    table: str = "宋体"


STANDARD_FONTS = Fonts()
"""What GB/T 9704—2012 asks for, by the names that organs' machines know."""


@dataclass(frozen=True)
class Office:
    """An office's own settings."""

    fonts: Fonts = STANDARD_FONTS

    table_size: float = 10.5
    """The largest type in tables, in points; tables of many columns are never set larger than 9."""

    signed: bool = True
    """Whether signature and date close the report."""

    run_in: bool = False
    """Whether a heading （一） stands at the head of its first paragraph instead of on a line of its own."""

    above: str = ""
    """A line above the title, such as the place and the year of a collection."""

    note: str = ""
    """A note in brackets below the date, such as 此件公开发布."""

    def edited(self, document: Document) -> Document:
        """Return the document as this office publishes it, in any format."""
        if self.signed:
            return document
        unsigned = (ParagraphKind.SIGNATURE, ParagraphKind.DATE)
        return replace(
            document,
            blocks=tuple(
                block
                for block in document.blocks
                if not (isinstance(block, Paragraph) and block.kind in unsigned)
            ),
        )


STANDARD = Office()
"""GB/T 9704—2012, nothing changed."""

Setter = Callable[[Office, str], Office]


def _font(slot: str) -> Setter:
    def set_font(office: Office, name: str) -> Office:
        if len(name) > LONGEST_FONT or any(sign in name for sign in '<>&"；;，,'):
            raise ValueError("写一种字体的名称，和 Word 字体列表里的一样，例如 仿宋。")
        return replace(office, fonts=office.fonts._replace(**{slot: name}))

    return set_font


def _size(office: Office, text: str) -> Office:
    known = {f"{points:g}": points for points in SIZES}
    try:
        return replace(office, table_size=known[text.removesuffix("磅")])
    except KeyError:
        raise ValueError(f"写 {'、'.join(known)} 中的一个（磅），现在写的是“{text}”。") from None


def _yes(text: str) -> bool:
    if text not in ("要", "不要"):
        raise ValueError(f"写“要”或“不要”，现在写的是“{text}”。")
    return text == "要"


def _line(text: str) -> str:
    if len(text) > LONGEST_LINE:
        raise ValueError(f"最多{LONGEST_LINE}个字，才排得进一行，现在有{len(text)}个。")
    return text


SETTERS: Mapping[str, Setter] = MappingProxyType(
    {
        "标题字体": _font("title"),
        "一级标题字体": _font("heading"),
        "二级标题字体": _font("subheading"),
        "正文字体": _font("body"),
        "表格字体": _font("table"),
        "表格字号": _size,
        "落款": lambda office, text: replace(office, signed=_yes(text)),
        "标题接排": lambda office, text: replace(office, run_in=_yes(text)),
        "题上一行": lambda office, text: replace(office, above=_line(text)),
        "附注": lambda office, text: replace(office, note=_line(text.strip("（）()"))),
    }
)
"""What each key of the file sets."""


def parse(text: str, path: str) -> tuple[Office, tuple[Problem, ...]]:
    """Return an office's settings and every complaint; what is wrong stays as the standard has it."""
    from assistant.entries import read

    entries, complaints = read(text, path)
    office, problems = STANDARD, list(complaints)
    problems += [
        Problem(path, entry.line, "版式只写一条，从这里往下没有用上；请并到第一条里。")
        for entry in entries[1:]
    ]
    for entry in entries[:1]:
        for key in entry.attributes:
            office, wrong = _set(office, entry, key)
            problems += wrong
    return office, tuple(problems)


def _set(office: Office, entry: Entry, key: str) -> tuple[Office, Iterator[Problem]]:
    setter = SETTERS.get(key)
    if setter is None:
        wrong = entry.problem(key, f"没有这一项{nearest(key, SETTERS)}")
        return office, iter((wrong,))
    try:
        return setter(office, entry.value(key)), iter(())
    except ValueError as error:
        return office, iter((entry.problem(key, str(error)),))
