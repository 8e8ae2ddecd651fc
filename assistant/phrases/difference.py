"""What was changed in a sentence, in pieces that can be read: 新收〔12→13〕件, not characters here and there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum
from itertools import groupby
from typing import Final, NamedTuple

ISLAND: Final = 2
"""Words left standing between two changes that are shorter than this belong to the change."""

_WORD = re.compile(r"[A-Za-z0-9]+(?:[.,:/@-][A-Za-z0-9]+)*|【[^】]*】|.", re.DOTALL)


class Change(StrEnum):
    """What became of a piece."""

    KEPT = "同"
    GONE = "删"
    NEW = "增"


class Piece(NamedTuple):
    """Some words, and what became of them."""

    change: Change
    text: str


def difference(before: str, after: str) -> tuple[Piece, ...]:
    """Return both texts as one row of pieces; what is gone stands before what came in its place.

    Numbers, addresses and 【待补：…】 are whole. The pieces that are not new make up `before`, those not gone `after`.
    """
    from rapidfuzz.distance import Indel

    old, new = _WORD.findall(before), _WORD.findall(after)
    rows: list[Piece] = []
    for code in Indel.opcodes(old, new):
        gone = "".join(old[code.src_start : code.src_end])
        came = "".join(new[code.dest_start : code.dest_end])
        rows += [Piece(Change.KEPT, gone)] if code.tag == "equal" else _changed(gone, came)
    return tuple(_joined(rows))


def _changed(gone: str, came: str) -> list[Piece]:
    pieces = (Piece(Change.GONE, gone), Piece(Change.NEW, came))
    return [piece for piece in pieces if piece.text]


def _joined(rows: list[Piece]) -> Iterator[Piece]:
    """Yield the pieces with islands drowned and neighbours of one kind put together."""
    last = len(rows) - 1
    drowned = [
        piece.change is Change.KEPT and 0 < at < last and len(piece.text) < ISLAND
        for at, piece in enumerate(rows)
    ]
    stays = [
        piece.change is Change.KEPT and not wet for piece, wet in zip(rows, drowned, strict=True)
    ]
    for kept, group in groupby(zip(rows, stays, strict=True), key=lambda one: one[1]):
        pieces = [piece for piece, _ in group]
        if kept:
            yield Piece(Change.KEPT, "".join(piece.text for piece in pieces))
        else:
            yield from _changed(
                "".join(piece.text for piece in pieces if piece.change is not Change.NEW),
                "".join(piece.text for piece in pieces if piece.change is not Change.GONE),
            )
