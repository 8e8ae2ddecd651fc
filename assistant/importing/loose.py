"""Tables whose cells became single lines: rows put together again from labels and the figures that follow them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from assistant.importing.characters import squeeze
from assistant.importing.figures import is_figure, is_signed
from assistant.importing.tree import Block, Heading, Paragraph, Row, Table
from assistant.importing.vocabulary import Vocabulary, key, near

STRIP = 15
"""Figures of a table printed as a single line of them."""

_LONGEST_LABEL = 60
_LINES_OF_A_LABEL = 6
_SENTENCE = re.compile("[。；！？]")
_PAGE_NUMBER = re.compile(r"[-—–]\s*\d{1,3}\s*[-—–]|P\.\s*\d{1,3}|第\d{1,3}页(?:共\d{1,3}页)?")
_FRAGMENT = 12


@dataclass
class _Part:
    """One line of text: words, figures, or words with figures behind them."""

    block: Block
    words: str
    figures: tuple[str, ...]


@dataclass
class _Gathered:
    """Words and the figures behind them: perhaps a row."""

    words: list[_Part] = field(default_factory=list)
    figures: list[str] = field(default_factory=list)


def gather(blocks: Sequence[Block], words: Vocabulary) -> tuple[Block, ...]:
    """Return the blocks with rows of lines put together as tables; real tables stay as they are."""
    found: list[Block] = []
    for lines, run in groupby(blocks, key=lambda block: not isinstance(block, Table)):
        together = list(run)
        found += _gathered(together, words) if lines else together
    return tuple(found)


def _gathered(blocks: Sequence[Block], words: Vocabulary) -> Iterator[Block]:
    parts = [part for block in blocks if (part := _part(block)) is not None]
    if not any(part.figures for part in parts):
        yield from blocks
        return
    rows = _rows(parts)
    known = [
        number
        for number, row in enumerate(rows)
        if _is_row(row, words) or _is_under_titles(row, words)
    ]
    if not known:
        yield from blocks
        return
    yield from _rebuilt(rows, range(known[0], known[-1] + 1), words)


def _part(block: Block) -> _Part | None:
    text = block.text if isinstance(block, Heading | Paragraph) else ""
    if _PAGE_NUMBER.fullmatch(squeeze(text)):
        return None
    if len(text) <= _LONGEST_LABEL and is_figure(text) and all(map(is_signed, text.split())):
        return _Part(block, "", (text,))
    if len(text) > 300 or _SENTENCE.search(text):
        return _Part(block, text, ())
    pieces = text.split()
    at = len(pieces)
    while at and is_figure(pieces[at - 1]):
        at -= 1
    return _Part(block, " ".join(pieces[:at]), tuple(pieces[at:]))


def _rows(parts: Iterable[_Part]) -> list[_Gathered]:
    """Group the lines: words, then the figures that follow, until words come again."""
    rows = [_Gathered()]
    for part in parts:
        if part.words and rows[-1].figures:
            rows.append(_Gathered())
        if part.words:
            rows[-1].words.append(part)
        rows[-1].figures += part.figures
    return rows


def _label(row: _Gathered, words: Vocabulary) -> tuple[int, str]:
    """Return how many lines at the end make the label, and the label; 0 lines when none is known."""
    joined = ""
    for count, part in enumerate(reversed(row.words[-_LINES_OF_A_LABEL:]), start=1):
        joined = part.words + joined
        if len(joined) > _LONGEST_LABEL or _SENTENCE.search(joined):
            break
        found = key(joined)
        if any(line.is_near(found) for line in words.lines):
            return count, joined
    return 0, ""


def _is_row(row: _Gathered, words: Vocabulary) -> bool:
    if len(row.figures) == STRIP:
        pieces = (piece for part in row.words for piece in (part.words, *part.words.split()))
        return any(key(piece) in words.titles for piece in pieces)
    return bool(row.figures) and _label(row, words)[0] > 0


def _is_under_titles(row: _Gathered, words: Vocabulary) -> bool:
    """Whether titles of a table stand right before the figures, though the label itself is not known."""
    return bool(row.figures) and sum(_is_title(part.words, words) for part in row.words[-5:]) >= 2


def _rebuilt(rows: Sequence[_Gathered], inside: range, words: Vocabulary) -> Iterator[Block]:
    table: list[Row] = []
    for number, row in enumerate(rows):
        if number not in inside or not row.figures:
            yield from _flushed(table)
            yield from _as_they_were(row)
            continue
        count, label = _label(row, words)
        if not count and row.words and not _SENTENCE.search(row.words[-1].words):
            count, label = 1, row.words[-1].words
        for part in row.words[: len(row.words) - count]:
            if _is_title(part.words, words):
                table.append((part.words,))
            else:
                yield from _flushed(table)
                yield part.block
        table.append((label, *row.figures) if label else tuple(row.figures))
    yield from _flushed(table)


def _flushed(table: list[Row]) -> Iterator[Block]:
    if table:
        yield Table(tuple(table), loose=True)
        table.clear()


def _as_they_were(row: _Gathered) -> Iterator[Block]:
    for part in row.words:
        yield part.block
    behind = row.words[-1].figures if row.words else ()
    for figure in row.figures[len(behind) :]:
        yield Paragraph(figure)


def _is_title(text: str, words: Vocabulary) -> bool:
    """Whether a line between rows belongs to the table: a known title, a piece of one, or several."""
    if len(text.split()) > 1 and all(_is_title(piece, words) for piece in text.split()):
        return True
    found = key(text)
    if found in words.titles or found in words.called:
        return True
    if any(near(title, found) for title in words.titles):
        return True
    return len(found) <= _FRAGMENT and any(found in title for title in words.titles if found)
