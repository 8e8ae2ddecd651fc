"""Texts and queries taken apart: runs of characters, pairs of them, and the same by their sounds.

Chinese has no spaces, so characters and pairs of characters do what words do elsewhere. A sound is one character of
the private area, so that everything done with characters is done with sounds as well.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from operator import add
from typing import Final

from assistant.pinyin import cut, readings, sound, spelled

QUERY_LIMIT: Final = 64
"""Characters of a query that are looked at: a pasted page is still answered at once."""

_HANZI: Final = "\u3400-\u9fff"
_RUN = re.compile(rf"[{_HANZI}]+|[a-z]+|[0-9]+")
_WORD = re.compile(rf"[{_HANZI}a-z0-9]+")
_FIRST_SOUND = 0xE000


@dataclass(frozen=True)
class Typed:
    """A query, taken apart."""

    hanzi: tuple[str, ...]
    """Its runs of characters."""

    grams: tuple[str, ...]
    """What is looked for among the characters; words in letters and numbers are whole."""

    sounds: tuple[str, ...]
    """What is looked for among the sounds."""

    letters: str
    """All letters in one piece."""


def plain(text: str) -> str:
    """Return a text with widths and case made alike; ü is v, as typed."""
    return unicodedata.normalize("NFKC", text).lower().replace("ü", "v")


def runs(text: str) -> tuple[str, ...]:
    """Return the runs of Chinese characters, letters and digits of a text, widths and case made alike."""
    return tuple(_RUN.findall(plain(text)))


def is_hanzi(run: str) -> bool:
    """Whether a run is one of characters."""
    return "\u3400" <= run[0] <= "\u9fff"


def grams_of(words: Iterable[str]) -> set[str]:
    """Return characters and pairs of Chinese runs; runs of letters and digits are whole."""
    found: set[str] = set()
    for word in words:
        if is_hanzi(word) or word[0] >= chr(_FIRST_SOUND):
            found.update(word)
            found.update(map(add, word, word[1:]))
        else:
            found.add(word)
    return found


@lru_cache(maxsize=64)
def taken_apart(query: str) -> Typed:
    """Return a query taken apart; only its beginning when it is very long."""
    text = plain(query[:QUERY_LIMIT])[:QUERY_LIMIT]
    pieces = _RUN.findall(text)
    hanzi = tuple(run for run in pieces if is_hanzi(run))
    latin = [run for run in pieces if run[0].isalpha() and not is_hanzi(run)]
    # Spaces between syllables are how some people type Pinyin; between other words they keep them apart.
    if not hanzi and latin and all(run in readings().syllables for run in latin):
        words = ["".join(latin)]
    else:
        words = _WORD.findall(text)
    heard = grams_of(filter(None, map(heard_as, words)))
    return Typed(hanzi, tuple(sorted(grams_of(pieces))), tuple(sorted(heard)), "".join(latin))


# Sounds -------------------------------------------------------------------------------------------------------


class _Sounds(dict[int, str]):
    """One character of the private area for every sound, made when it is first asked for."""

    def __init__(self, *, second: bool) -> None:
        super().__init__()
        self.second = second

    def __missing__(self, code: int) -> str:
        found = spelled(chr(code), second=self.second)
        self[code] = heard = _sign(sound(found[0])) if found else ""
        return heard


_FIRST = _Sounds(second=False)
_SECOND = _Sounds(second=True)


@cache
def _signs() -> dict[str, str]:
    every = sorted(set(map(sound, set(readings().first.values()))))
    return {one: chr(_FIRST_SOUND + number) for number, one in enumerate(every)}


def _sign(heard: str) -> str:
    return _signs()[heard]


def heard_as(word: str) -> str:
    """Return a word of characters and Pinyin as signs for its sounds; letters that are no Pinyin are left out."""
    return "".join(
        run.translate(_FIRST) if is_hanzi(run) else "".join(_sign(sound(part)) for part in cut(run))
        for run in _RUN.findall(word)
        if not run.isdigit()
    )


def usual_sounds(characters: str) -> str:
    """Return characters as signs for their usual sounds."""
    return characters.translate(_FIRST)


def sounds_of(gram: str) -> tuple[str, ...]:
    """Return the sounds of a character or a pair; two where a character has two readings, none of other signs."""
    if not is_hanzi(gram):
        return ()
    usual = gram.translate(_FIRST)
    if readings().second.keys().isdisjoint(gram):
        return (usual,)
    return usual, gram.translate(_SECOND)


@lru_cache(maxsize=4096)
def both_readings(even: str) -> tuple[str, str]:
    """Return a sign for the sound of every character, once for the usual and once for the other readings.

    What has no sound is a line break. They are kept: the same texts are shown for every key that is typed.
    """
    usual, other = (
        "".join(char.translate(table) or "\n" if is_hanzi(char) else "\n" for char in even)
        for table in (_FIRST, _SECOND)
    )
    return usual, other
