"""Slips of the fingers and of the input method, made up from every title and keyword of the bank as it is now."""

import random
from collections import defaultdict
from collections.abc import Iterator, Mapping

import pytest

from assistant import content
from assistant.initials import initials
from assistant.phrases.bank import Bank
from assistant.phrases.suggest import Suggester
from assistant.phrases.terms import runs
from assistant.pinyin import readings, spelled
from assistant.report import YEAR, Report

AMONG_FIVE: Mapping[str, int] = {
    "whole pinyin": 99,
    "syllables apart": 99,
    "half pinyin": 99,
    "initials": 98,
    "homophone": 98,
    "one left out": 98,
    "two swapped": 98,
    "a letter lost": 94,
    "while typing": 97,
}
"""What happens to a keyword, and how many per cent must be found all the same."""

SAMPLE = 150


def spoilt(
    word: str, draw: random.Random, alike: Mapping[str, list[str]]
) -> Iterator[tuple[str, str]]:
    """Yield a keyword typed in every way of `AMONG_FIVE` that it is long enough for."""
    syllables = spelled(word)
    letters, at, half = "".join(syllables), draw.randrange(len(word) - 1), len(word) // 2
    yield "whole pinyin", letters
    yield "syllables apart", " ".join(syllables)
    yield "half pinyin", word[:half] + "".join(spelled(word[half:]))
    yield "while typing", letters[:-2]
    lost = draw.randrange(1, len(letters))
    yield "a letter lost", letters[:lost] + letters[lost + 1 :]
    if len(word) <= 8:
        yield "initials", initials(word)
    if len(word) > 3:
        yield "homophone", word[:at] + draw.choice(alike[syllables[at]]) + word[at + 1 :]
        yield "one left out", word[:at] + word[at + 1 :]
        yield "two swapped", word[:at] + word[at + 1] + word[at] + word[at + 2 :]


@pytest.fixture(scope="module")
def shares(bank: Bank) -> Mapping[str, float]:
    """How many per cent of each kind are found among the first five."""
    draw = random.Random(7)
    found = Suggester(bank, content.form_for_year(2025), Report({YEAR: 2025}))
    holding: dict[str, set[str]] = defaultdict(set)
    for at in found.judge.meant:
        phrase = bank.phrases[at]
        for word in runs("\n".join((phrase.title, *phrase.keywords))):
            holding[word].add(phrase.family)
    alike: dict[str, list[str]] = defaultdict(list)
    for char, syllable in readings().first.items():
        if "\u4e00" <= char <= "\u9fa5" and char.encode("gb2312", "ignore"):
            alike[syllable].append(char)
    words = sorted(word for word in holding if "一" <= word[0] and 3 <= len(word) <= 10)
    hits: dict[str, list[bool]] = defaultdict(list)
    for word in draw.sample(words, SAMPLE):
        # A word inside another one finds the other one as well: 解读 is in 政策解读.
        right = {family for other, own in holding.items() if word in other for family in own}
        for kind, query in spoilt(word, draw, alike):
            got = {one.phrase.family for one in found.suggest(query, None, 5, 0)}
            hits[kind].append(not got.isdisjoint(right))
    return {kind: 100 * sum(one) / len(one) for kind, one in hits.items()}


@pytest.mark.parametrize("kind", AMONG_FIVE)
def test_a_spoilt_keyword_finds_its_phrase(shares: Mapping[str, float], kind: str) -> None:
    """Whatever became of a keyword on the way, its phrase is among the first five."""
    assert shares[kind] >= AMONG_FIVE[kind]
