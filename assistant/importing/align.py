"""Rows whose labels are damaged find their place by their order among the others."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence

_FLOOR = 25
"""What two labels have in common by chance; likeness counts only above it."""

LEAST = 34
"""Likeness below which two labels are not paired, however well the order fits."""


def increasing(numbers: Sequence[int]) -> frozenset[int]:
    """Return the places of a longest strictly increasing run of `numbers`: what stands in the expected order."""
    ends: list[int] = []
    places: list[int] = []
    before: list[int] = []
    for place, number in enumerate(numbers):
        at = bisect_left(ends, number)
        before.append(places[at - 1] if at else -1)
        if at == len(ends):
            ends.append(number)
            places.append(place)
        else:
            ends[at] = number
            places[at] = place
    found = []
    place = places[-1] if places else -1
    while place >= 0:
        found.append(place)
        place = before[place]
    return frozenset(found)


def align(
    seen: int, known: int, likeness: Callable[[int, int], float]
) -> tuple[tuple[int, int, float], ...]:
    """Pair `seen` rows with `known` ones, both in their order, so that the labels are most alike in all.

    `likeness(i, j)` says from 0 to 100 how alike they are. Returns (seen, known, likeness) for every pair of at
    least `LEAST`; gaps on either side cost nothing.
    """
    alike = [[likeness(i, j) for j in range(known)] for i in range(seen)]
    best = [[0.0] * (known + 1) for _ in range(seen + 1)]
    for i in range(seen - 1, -1, -1):
        for j in range(known - 1, -1, -1):
            paired = best[i + 1][j + 1] + max(0.0, alike[i][j] - _FLOOR)
            best[i][j] = max(best[i + 1][j], best[i][j + 1], paired)
    pairs = []
    i = j = 0
    while i < seen and j < known:
        gain = max(0.0, alike[i][j] - _FLOOR)
        if gain and best[i][j] == best[i + 1][j + 1] + gain:
            if alike[i][j] >= LEAST:
                pairs.append((i, j, alike[i][j]))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return tuple(pairs)
