"""Markdown, ours and others': pipe tables, headings, tables written as HTML."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from assistant.importing import guard
from assistant.importing.characters import clean
from assistant.importing.text import MANY_BARS
from assistant.importing.tree import Block, Heading, Paragraph, Row, Source, Table

_HEADING = re.compile(r"(#{1,6})\s+(.*?)(?:\s+#+)?\s*$")
_RULE = re.compile(r"\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?")
_UNDERLINE = re.compile(r"={3,}|-{3,}")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_STRONG = re.compile(r"(?<!\\)(\*\*|__)(?=\S)(.+?)(?<=\S)(?<!\\)\1")
_LINK = re.compile(r"(?<!\\)!?\[([^\[\]]*)\]\([^()\s]*\)")
_TAG = re.compile(
    r"(?<!\\)<(?:/?(?:br|b|i|u|em|strong|span|font|sup|sub|center|a)\b[^<>]*)>", re.IGNORECASE
)
_BREAK = re.compile(r"(?<!\\)<br\s*/?>", re.IGNORECASE)
_LIST = re.compile(r"^(?:[-*+]\s+)")
_HTML_TABLE = re.compile(r"<table\b.*?</table\s*>", re.IGNORECASE | re.DOTALL)
_MARKED = re.compile(r"[\\<*_\[&]")
"""What every mark, tag, link and entity has."""

_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)


def read_markdown(text: str) -> Source:
    """Return the blocks of a Markdown text."""
    guard.check_text(text)
    text = MANY_BARS.sub(" ", _COMMENT.sub("", clean(text)))
    guard.check_cells(text.count("|"))
    blocks: list[Block] = []
    at = 0
    for found in _HTML_TABLE.finditer(text):
        from assistant.importing.html import read_html

        blocks += _blocks(text[at : found.start()])
        blocks += read_html(found.group()).blocks
        at = found.end()
    blocks += _blocks(text[at:])
    return Source("Markdown", tuple(blocks))


def _blocks(text: str) -> Iterator[Block]:
    words: list[str] = []
    rows: list[Row] = []
    for line in text.split("\n"):
        bare = line.strip(" \t\u3000\xa0").removeprefix(">").strip()
        row = _row(bare)
        heading = _HEADING.match(bare)
        underline = _UNDERLINE.fullmatch(bare) is not None
        if rows and row is None:
            yield Table(tuple(rows))
            rows = []
        if words and (row is not None or heading or underline or not bare):
            yield from _paragraph(words, underlined=underline)
            words = []
        if row:
            rows.append(row)
        elif heading:
            yield Heading(len(heading[1]), _plain(heading[2]))
        elif row is None and bare and not underline:
            words.append(bare)
    if rows:
        yield Table(tuple(rows))
    yield from _paragraph(words, underlined=False)


def _row(line: str) -> Row | None:
    """Return the cells of a line of a pipe table, none for its rule, nothing for any other line."""
    bars = len(re.findall(r"(?<!\\)\|", line))
    if not bars or (bars == 1 and not line.startswith("|") and len(line) > 60):
        return None
    if _RULE.fullmatch(line) and "-" in line:
        return ()
    inner = line.removeprefix("|")
    if line.startswith("|"):
        inner = re.sub(r"(?<!\\)\|\s*$", "", inner)
    return tuple(_plain(cell.strip()) for cell in re.split(r"(?<!\\)\|", inner))


def _paragraph(lines: list[str], *, underlined: bool) -> Iterator[Block]:
    """One paragraph; a backslash or two spaces keep a line break, and so does a line that begins like a heading."""
    text = ""
    for line in lines:
        kept = text.endswith("\n") or not text
        starts = re.match(
            r"[一二三四五六七八九十]+、|[（(][一二三四五六七八九十]+[）)]|\d+[.、]", line
        )
        text += ("" if kept or not starts else "\n") + _LIST.sub("", line).removesuffix(
            "\\"
        ).rstrip()
        text += "\n" if line.endswith("\\") else ""
    for line in text.split("\n"):
        plain = _plain(line)
        if plain:
            yield Heading(2, plain) if underlined else Paragraph(plain)


def _plain(text: str) -> str:
    """Words without the marks of Markdown; an escaped mark is a character."""
    if not _MARKED.search(text):
        return text.strip()
    text = _BREAK.sub("\n", text)
    text = _LINK.sub(r"\1", _STRONG.sub(r"\2", text))
    text = _TAG.sub("", text)
    pieces = re.split(r"(\\[!-/:-@\[-`{-~])", text)
    return "".join(
        piece[1] if at % 2 else unescape(piece) for at, piece in enumerate(pieces)
    ).strip()
