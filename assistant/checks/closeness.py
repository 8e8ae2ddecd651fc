"""Words that are nearly, but not quite, a fixed expression."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple


class Near(NamedTuple):
    """Where something close to the expression stands."""

    start: int
    end: int
    text: str


def near(text: str, words: str, distance: int) -> Iterator[Near]:
    """Yield where `text` says `words` with one to `distance` characters wrong, missing, added or changed about.

    Whatever is at most `distance` away holds one of `distance` + 1 pieces of the words unchanged, so only the
    surroundings of such a piece are compared. Differences of punctuation alone do not count.
    """
    last = -1
    for offset, piece in pieces(words, distance + 1):
        place = text.find(piece)
        while place >= 0:
            found = _around(text, words, place, offset, len(piece), distance)
            if found and found.start > last and sorted(found.text) != sorted(words):
                last = found.end
                yield found
            place = text.find(piece, place + 1)
    yield from _changed_about(text, words)


def _changed_about(text: str, words: str) -> Iterator[Near]:
    """Yield the same characters in another order, where no piece is left whole: 以人为民中心."""
    known, rest = frozenset(words), frozenset(words[1:])
    place = text.find(words[0])
    while place >= 0:
        following = text[place + 1 : place + 2]
        if following in rest and known.issuperset(text[place : place + len(words)]):
            found = text[place : place + len(words)]
            if found != words and sorted(found) == sorted(words):
                yield Near(place, place + len(words), found)
        place = text.find(words[0], place + 1)


@lru_cache(maxsize=256)
def pieces(words: str, count: int) -> tuple[tuple[int, str], ...]:
    """Return `words` cut into `count` pieces of about one length, each with its offset."""
    bounds = [len(words) * number // count for number in range(count + 1)]
    return tuple((start, words[start:end]) for start, end in pairwise(bounds))


def _around(
    text: str, words: str, place: int, offset: int, length: int, distance: int
) -> Near | None:
    start = place - offset
    same = text[max(start, 0) : start + len(words)]
    if same == words:
        return None
    before = text[max(0, start - distance) : place]
    left, taken = _best(words[:offset][::-1], before[::-1], distance)
    rest = place + length
    after = text[rest : rest + len(words) - offset - length + distance]
    right, used = _best(words[offset + length :], after, distance)
    if not 0 < left + right <= distance:
        return None
    found = text[place - taken : rest + used]
    if _bare(found) == _bare(words):
        return None
    return Near(place - taken, rest + used, found)


def _bare(words: str) -> str:
    return "".join(char for char in words if char.isalnum())


def _best(words: str, text: str, limit: int) -> tuple[int, int]:
    """Return the least distance between `words` and a beginning of `text`, and how long that beginning is."""
    row = list(range(len(text) + 1))
    for number, char in enumerate(words, start=1):
        last, row[0] = row[0], number
        for column, other in enumerate(text, start=1):
            change = last + (char != other)
            last = row[column]
            row[column] = min(change, row[column] + 1, row[column - 1] + 1)
        if min(row) > limit:
            return limit + 1, 0
    # Of equally close beginnings the one as long as the words reads best.
    cost, _, end = min((cost, abs(end - len(words)), end) for end, cost in enumerate(row))
    return cost, end


def apart(one: str, other: str, limit: int) -> int:
    """Return the edit distance of two strings, or `limit` + 1 when it is larger."""
    if abs(len(one) - len(other)) > limit:
        return limit + 1
    row = list(range(len(other) + 1))
    for number, char in enumerate(one, start=1):
        last, row[0] = row[0], number
        for column, their in enumerate(other, start=1):
            change = last + (char != their)
            last = row[column]
            row[column] = min(change, row[column] + 1, row[column - 1] + 1)
        if min(row) > limit:
            return limit + 1
    return row[-1]
