"""Ways of saying something, written short: {没|未}{办完|办结} is four words, 没…补正 leaves room for some between."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cached_property
from itertools import product

ANYTHING = "…"
"""Stands for a few characters that are no marks and no figures."""

_CHOICE = re.compile(r"\{([^{}]*)\}")
_GAP = r"[^，。；：、（）\n0-9件]{0,8}"


def spelled_out(pattern: str) -> Iterable[str]:
    """Yield every word of a pattern; for patterns of a handful of words."""
    return ("".join(chosen) for chosen in product(*_parts(pattern)))


def _parts(pattern: str) -> list[list[str]]:
    fixed = _CHOICE.split(pattern)
    parts = [part.split("|") if place % 2 else [part] for place, part in enumerate(fixed)]
    return [part for part in parts if part != [""]]


class Pattern:
    """One pattern, matched as it stands: there may be thousands of words to it."""

    def __init__(self, written: str) -> None:
        self._parts = _parts(written)

    @cached_property
    def starts(self) -> frozenset[str]:
        """The characters its words may start with."""
        found: set[str] = set()
        for part in self._parts:
            found |= {choice[0] for choice in part if choice}
            if "" not in part:
                break
        return frozenset(found)

    @cached_property
    def _regex(self) -> re.Pattern[str]:
        return re.compile("".join(_either(part) for part in self._parts))

    def end(self, text: str, start: int) -> int:
        """Return where the word ends that starts here, or 0."""
        found = self._regex.match(text, start)
        return found.end() if found else 0

    def fits(self, text: str, start: int, end: int) -> bool:
        """Whether exactly this stretch of text is one of its words."""
        return self._regex.fullmatch(text, start, end) is not None


def _either(choices: Iterable[str]) -> str:
    longest_first = sorted(choices, key=len, reverse=True)
    escaped = (_GAP.join(map(re.escape, each.split(ANYTHING))) for each in longest_first)
    return f"(?:{'|'.join(escaped)})"
