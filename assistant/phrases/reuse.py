"""How much of a text repeats last year's: which sentences, and how many characters of all that count.

Figures are taken out before two sentences are compared: last year's sentence with this year's number is still last
year's sentence. Headings and wording that the law makes alike every year are not counted at all: the basis of the
report, the statistical period, where to read it and whom to call, statements that there was none.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final, NamedTuple

ALIKE: Final = 80
"""From how many per cent on a sentence counts as repeated."""

SHORTEST: Final = 8
"""Characters below which a sentence says too little to be copied."""

_END = re.compile(r"[。！？；\n]+")
_HEADING = re.compile(
    r"(?:[一二三四五六七八九十]、|（[一二三四五六七八九十]）|\d{1,2}[.．、])[^，。；]{1,24}$"
)
_NOT_WORDS = re.compile(r"[^\u4e00-\u9fffA-Za-z#]")
_FIGURE = re.compile(r"\d+(?:[.,]\d+)*")
_STATUTORY = re.compile(
    r"统计期限|数据期限|1月1日[起]?(?:至|到|—|-)|根据《中华人民共和国政府信息公开条例》|(?:按照|根据|依据).{0,60}(?:编制|要求|规定).{0,30}年度报告"
    r"|由.{0,120}部分组成|(?:联系地址|联系电话|请与.{0,30}联系|邮政编码|邮编)|(?:查阅|下载|查询)"
    r"|(?:没有|无)(?:其他)?(?:需要|须)(?:报告|说明)的(?:其他)?事项|(?:未|没有)(?:收到|发生|产生|出现|收取|制发|制定)|收费通知|信息处理费"
    r"|以公开为常态、?不公开为例外|以习近平新时代中国特色社会主义思想为指导"
)
"""Wording that is alike every year because law or custom makes it so."""


class Repeated(NamedTuple):
    """A sentence that stands in last year's text too."""

    start: int
    end: int
    text: str
    before: str
    """Last year's sentence that is most like it."""

    alike: int
    """How much, in per cent; figures do not count."""

    same_figures: bool
    """Whether the figures are last year's as well."""


@dataclass(frozen=True)
class Reuse:
    """How much of a text repeats last year's."""

    counted: int
    """Characters of the sentences that count."""

    repeated: int
    """Characters of those that are repeated."""

    sentences: tuple[Repeated, ...]
    """In the order of the text."""

    @property
    def share(self) -> int:
        """How many per cent are repeated; 0 when nothing counts."""
        return self.repeated * 100 // self.counted if self.counted else 0


class _Sentence(NamedTuple):
    start: int
    end: int
    text: str
    bare: str


class Earlier:
    """Last year's texts, ready to be compared with."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._sentences = [one for text in texts for one in _counting(text)]
        self._sizes: list[int] = []
        self._holding: dict[str, list[int]] = defaultdict(list)
        for number, one in enumerate(self._sentences):
            grams = _grams(one.bare)
            self._sizes.append(len(grams))
            for gram in grams:
                self._holding[gram].append(number)

    def measure(self, now: str) -> Reuse:
        """Return which sentences of `now` stand in last year's texts, and how much of `now` that is."""
        counted, repeated = 0, 0
        found: list[Repeated] = []
        for one in _counting(now):
            counted += len(one.bare)
            closest, alike = self._closest(one.bare)
            if closest is not None and alike >= ALIKE:
                repeated += len(one.bare)
                same = _FIGURE.findall(one.text) == _FIGURE.findall(closest.text)
                found.append(Repeated(one.start, one.end, one.text, closest.text, alike, same))
        return Reuse(counted, repeated, tuple(found))

    def _closest(self, bare: str) -> tuple[_Sentence | None, int]:
        """Return the sentence that shares most runs of three characters, and how much of both that is in per cent."""
        grams = _grams(bare)
        shared: dict[int, int] = defaultdict(int)
        for gram in self._holding.keys() & grams:
            for number in self._holding[gram]:
                shared[number] += 1
        best, alike = None, 0
        for number, common in shared.items():
            share = 200 * common // (len(grams) + self._sizes[number])
            if share > alike:
                best, alike = self._sentences[number], share
        return best, alike


def measure(now: str, before: Iterable[str]) -> Reuse:
    """Return how much of `now` repeats last year's texts; for several texts, keep one `Earlier`."""
    return Earlier(before).measure(now)


def together(parts: Iterable[Reuse]) -> Reuse:
    """Return several places as one; the spans stay those of their places."""
    every = tuple(parts)
    return Reuse(
        sum(part.counted for part in every),
        sum(part.repeated for part in every),
        tuple(one for part in every for one in part.sentences),
    )


def _counting(text: str) -> Iterator[_Sentence]:
    start = 0
    for end, following in [*(match.span() for match in _END.finditer(text)), (len(text),) * 2]:
        words = text[start:end].strip()
        lead = len(text[start:end]) - len(text[start:end].lstrip())
        bare = _NOT_WORDS.sub("", _FIGURE.sub("#", words)) if len(words) >= SHORTEST else ""
        if len(bare) >= SHORTEST and not _HEADING.match(words) and not _STATUTORY.search(words):
            yield _Sentence(start + lead, start + lead + len(words), words, bare)
        start = following


def _grams(bare: str) -> set[str]:
    return {bare[at : at + 3] for at in range(len(bare) - 2)}
