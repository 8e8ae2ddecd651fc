"""Markdown as lines of text for the preview: a pure function of block and width, and cached.

Only what our own exporter writes is understood: headings, paragraphs, lists, pipe tables, rules.
Anything else is shown as the paragraph it is written as.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Literal

from rich.cells import cell_len

from assistant.terminal import kinsoku

Kind = Literal["title", "heading", "paragraph", "list", "quote", "table", "rule", "blank"]

INDENT: Final = "\u3000\u3000"
NARROWEST_COLUMN: Final = 4
_SHORT: Final = 4
"""A cell of so few characters (【待补】, 无, /) does not make a column of numbers one of words."""
_FIGURE: Final = re.compile(r"[增减+-]?\d[\d,.]*")

_HEADING: Final = re.compile(r"(#{1,6})\s+(.*?)\s*#*\s*")
_ITEM: Final = re.compile(r"(\s*)(?:([-*+])|(\d+)[.)])\s+(.*)")
_RULE: Final = re.compile(r"\s*(?:(?:-\s*){3,}|(?:\*\s*){3,}|(?:_\s*){3,})")
_DELIMITER: Final = re.compile(r"\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?")
_INLINE: Final = re.compile(
    r"\\([!-/:-@\[-`{-~])"
    r"|(\*\*|__)(?=\S)((?:\\.|.)+?)(?<=\S)\2"
    r"|\*(?=\S)((?:\\.|[^*\\])+?)(?<=\S)\*"
)
"""An escaped mark, or bold, or italic."""
_BOLD_ONLY: Final = re.compile(r"\*\*(?:(?!\*\*).)+\*\*")
_COMMENT: Final = re.compile(r"<!--.*?-->", re.DOTALL)
_BREAK: Final = re.compile(r"<br\s*/?>|  +$|\\$", re.MULTILINE)


@dataclass(frozen=True)
class Line:
    """One painted line."""

    text: str
    kind: Kind


BLANK: Final = Line("", "blank")


def lines_of(markdown: str, width: int) -> list[Line]:
    """Everything the preview shows at a width, with a blank line between blocks."""
    lines: list[Line] = []
    for block in blocks(markdown):
        if lines:
            lines.append(BLANK)
        lines.extend(block_lines(block, width))
    return lines


def blocks(markdown: str) -> list[str]:
    """The text cut at blank lines; a heading is a block even without one behind it."""
    found: list[list[str]] = [[]]
    for line in _COMMENT.sub("", markdown).splitlines():
        if not line.strip() or _HEADING.fullmatch(line):
            found.append([line] if line.strip() else [])
            if line.strip():
                found.append([])
        else:
            found[-1].append(line)
    return ["\n".join(block) for block in found if block]


@lru_cache(maxsize=512)
def block_lines(block: str, width: int) -> tuple[Line, ...]:
    """The lines of one block."""
    width = max(width, 2 * NARROWEST_COLUMN)
    first, *rest = block.split("\n")
    if heading := _HEADING.fullmatch(first):
        return tuple(_heading_lines(len(heading.group(1)), plain(heading.group(2)), width))
    if rest and first.lstrip().startswith("|") and _DELIMITER.fullmatch(rest[0].strip()):
        return tuple(Line(text, "table") for text in _table([first, *rest[1:]], width))
    if not rest and _RULE.fullmatch(first):
        return (Line("─" * width, "rule"),)
    if _ITEM.fullmatch(first):
        return tuple(_list_lines([first, *rest], width))
    if first.startswith(">"):
        return tuple(_quote_lines(block, width))
    if not rest and _BOLD_ONLY.fullmatch(first):
        return tuple(Line(text, "heading") for text in kinsoku.wrap(plain(first), width))
    return tuple(_paragraph_lines(block, width))


def plain(text: str) -> str:
    """Inline Markdown without its marks."""
    return _INLINE.sub(_without_marks, text)


def _without_marks(match: re.Match[str]) -> str:
    escaped, _, bold, italic = match.groups()
    return str(escaped) if escaped else plain(bold or italic)


def _heading_lines(level: int, text: str, width: int) -> Iterator[Line]:
    kind: Kind = "title" if level == 1 else "heading"
    for line in kinsoku.wrap(text, width):
        margin = (width - cell_len(line)) // 2 if level == 1 else 0
        yield Line(" " * margin + line, kind)


def _paragraph_lines(block: str, width: int) -> Iterator[Line]:
    for piece in _BREAK.split(block):
        text = _joined(piece.split("\n"))
        if text:
            for line in kinsoku.wrap(INDENT + plain(text), width):
                yield Line(line, "paragraph")


def _quote_lines(block: str, width: int) -> Iterator[Line]:
    text = _joined(line.lstrip().removeprefix(">") for line in block.split("\n"))
    for line in kinsoku.wrap(plain(text), width - 2):
        yield Line(f"▌ {line}", "quote")


def _joined(lines: Iterable[str]) -> str:
    """Source lines as one text; a line break is a space only between Latin words."""
    text = ""
    for line in (line.strip().strip("\u3000") for line in lines):
        between = " " if text[-1:].isascii() and line[:1].isascii() and text and line else ""
        text += between + line
    return text


def _list_lines(source: Sequence[str], width: int) -> Iterator[Line]:
    for mark, depth, text in _items(source):
        lead = "  " * depth + mark + " "
        hanging = " " * cell_len(lead)
        for at, line in enumerate(kinsoku.wrap(plain(text), max(width - cell_len(lead), 2))):
            yield Line((hanging if at else lead) + line, "list")


def _items(source: Sequence[str]) -> Iterator[tuple[str, int, str]]:
    """Mark, depth and text of each item; a line without a mark goes on with the one above."""
    item: tuple[str, int, list[str]] | None = None
    for line in source:
        match = _ITEM.fullmatch(line)
        if match is None:
            if item is not None:
                item[2].append(line)
            continue
        if item is not None:
            yield item[0], item[1], _joined(item[2])
        mark = f"{match.group(3)}." if match.group(3) else "•"
        item = (mark, len(match.group(1)) // 2, [match.group(4)])
    if item is not None:
        yield item[0], item[1], _joined(item[2])


def _table(source: Sequence[str], width: int) -> Iterator[str]:
    rows = [_cells(line) for line in source]
    count = max(map(len, rows))
    rows = [row + [""] * (count - len(row)) for row in rows]
    widths = _column_widths(rows, width)
    yield _rule("┌┬┐", widths)
    for at, row in enumerate(rows):
        if at == 1:
            yield _rule("├┼┤", widths)
        yield from _row(row, widths)
    yield _rule("└┴┘", widths)


def _cells(line: str) -> list[str]:
    inner = line.strip().removeprefix("|")
    inner = inner if inner.endswith("\\|") else inner.removesuffix("|")
    cells = re.split(r"(?<!\\)\|", inner)
    return [_own_title(plain(_BREAK.sub(" ", cell).strip())) for cell in cells]


def _own_title(cell: str) -> str:
    """The last of the titles that a flat table joins: the groups above would fill the screen line after line."""
    return cell.rpartition("／")[2]


def _column_widths(rows: Sequence[Sequence[str]], width: int) -> list[int]:
    """As wide as the texts; then narrower until the table fits, titles over numbers first."""
    columns = list(zip(*rows, strict=True))
    widths = [max(2, *map(cell_len, column)) for column in columns]
    figures = [_figures_width(column[1:]) for column in columns]
    _shrink(widths, width, [max(NARROWEST_COLUMN, own or 999) for own in figures])
    _shrink(widths, width, [max(NARROWEST_COLUMN, own) for own in figures])
    return widths


def _figures_width(texts: Sequence[str]) -> int:
    """The width of a column of numbers; 0 for a column of words."""
    numbers = texts and all(is_figure(text) or len(text) <= _SHORT for text in texts)
    return max(map(cell_len, texts), default=0) if numbers else 0


def is_figure(text: str) -> bool:
    """Whether a cell holds a number, with or without 增 or 减."""
    return _FIGURE.fullmatch(text) is not None


def _shrink(widths: list[int], room: int, floors: Sequence[int]) -> None:
    """Take cells from the widest column that is above its floor until the table fits."""
    while sum(widths) + len(widths) + 1 > room:
        above = [at for at, width in enumerate(widths) if width > floors[at]]
        if not above:
            return
        widths[max(above, key=widths.__getitem__)] -= 1


def _rule(corners: str, widths: Sequence[int]) -> str:
    return corners[0] + corners[1].join("─" * width for width in widths) + corners[2]


def _row(row: Sequence[str], widths: Sequence[int]) -> Iterator[str]:
    wrapped = [kinsoku.wrap(text, width) for text, width in zip(row, widths, strict=True)]
    for line in range(max(map(len, wrapped))):
        texts = [cell[line] if line < len(cell) else "" for cell in wrapped]
        yield "│" + "│".join(map(_aligned, texts, widths)) + "│"


def _aligned(text: str, width: int) -> str:
    """Numbers to the right, words to the left."""
    padding = " " * (width - cell_len(text))
    return padding + text if is_figure(text) else text + padding
