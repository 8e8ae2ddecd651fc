"""A text as tokens: words of the vocabulary, figures, marks, what counts nothing, and what nobody knows."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto

from assistant.claims import figures
from assistant.claims.figures import DIGITS, LEADS, NUMERALS, STARTS, Figure
from assistant.claims.model import Span
from assistant.claims.vocabulary import Language, Word


class Sort(Enum):
    """What a token is."""

    WORD = auto()
    FIGURE = auto()
    MARK = auto()
    YEAR = auto()
    PASSED = auto()
    """Dates, document numbers, titles of laws and the like: understood, and no count."""

    ITEM = auto()
    """The number of a list item: （一）, 一是."""

    UNKNOWN = auto()


_NO_ROLES: frozenset[str] = frozenset()


@dataclass(slots=True, eq=False)
class Token:
    """One piece of the squeezed text; two that read alike are still two.

    Nothing changes one. It is not frozen because a text has a thousand and freezing takes longer than making.
    """

    sort: Sort
    text: str
    start: int
    end: int
    word: Word | None = None
    figure: Figure | None = None
    year: int = 0
    roles: frozenset[str] = _NO_ROLES
    """What its word does in a sentence."""

    idle: bool = True
    """Whether nothing follows from it, as long as no figure stands near."""

    @property
    def plain_denial(self) -> bool:
        """Whether it denies and says nothing else: 没有."""
        return self.has("否定") and self.word is not None and self.word.plain

    def has(self, *roles: str) -> bool:
        """Whether it is a word with one of these roles."""
        return not self.roles.isdisjoint(roles)


@dataclass(frozen=True)
class Squeezed:
    """A text without what only decorates it, and where each character stood."""

    text: str
    places: tuple[int, ...]
    hidden: frozenset[int]
    """Places in `text` where quoted words with digits start: names, not counts."""

    ends: tuple[int, ...]
    quoted: frozenset[int] = frozenset()
    """Places in `text` that stood in quotation marks: what nobody knows there is a name."""

    def span(self, start: int, end: int) -> Span:
        """Return the span in the original text."""
        if start >= end or not self.places:
            return (0, 0)
        return self.places[start], self.places[end - 1] + 1


_SAME_CHARS = {
    **{chr(code): chr(code - 0xFEE0) for code in range(0xFF10, 0xFF1A)},
    **{chr(code): chr(code - 0xFEE0) for code in (*range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))},
    "％": "%",
    "．": ".",
    "＋": "+",
    "＝": "=",
    "－": "-",
    "﹣": "-",
    "−": "-",
    "○": "〇",
    "◯": "〇",
    ",": "，",
    ";": "；",
    ":": "：",
    "!": "。",
    "?": "。",
    "！": "。",
    "？": "。",
    "(": "（",
    ")": "）",
    "\r": "\n",
    "\t": "\n",
    "\v": "\n",
    "\f": "\n",
    "\u2028": "\n",
    "\u2029": "\n",
    "|": "\n",
    "｜": "\n",
}
_DROPPED = frozenset(
    " \u3000\xa0\u2002\u2003\u2009\u202f\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
)
_OPEN = {"“": "”", "「": "」", "‘": "’", "『": "』"}
_QUOTES = frozenset("“”「」‘’『』\"'")
_SAME = str.maketrans(_SAME_CHARS)
_SPECIAL = re.compile("[" + re.escape("".join((*_DROPPED, *_QUOTES, ",", "，"))) + "]")
_DATE = re.compile(r"(?:19|20)\d\d年")
_QUOTED = 40
_TITLE = 80
MARKS = frozenset("，。；：、（）\n=+…")
_LETTERS = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
_ALONE = frozenset("胜负赢输为系")
"""What a numeral without a unit may stand before: 两胜一负, 一系企业."""

_SPECIAL_STARTS = MARKS | STARTS | _LETTERS | frozenset("《第〔[【")


def squeeze(text: str) -> Squeezed:
    """Drop spaces, invisible characters and quotation marks; write digits and marks in one way."""
    chars: list[str] = []
    places: list[int] = []
    hidden: set[int] = set()
    ends: list[int] = []
    quoted: set[int] = set()
    position = 0
    for found in _SPECIAL.finditer(text):
        here = found.start()
        if here < position:
            continue
        chars += text[position:here].translate(_SAME)
        places += range(position, here)
        char, position = text[here], here + 1
        if char in _OPEN:
            close = text.find(_OPEN[char], here + 1, here + _QUOTED)
            inside = text[here + 1 : max(close, here + 1)]
            quoted.update(range(len(chars), len(chars) + len(inside)))
            if any(c.isdigit() for c in inside):
                hidden.add(len(chars))
                chars += inside.replace("\n", " ")
                places += range(here + 1, close)
                ends.append(len(chars))
                position = close
        elif char in ",，":
            chars.append("," if _groups(text, here) else "，")
            places.append(here)
        elif char in _DROPPED and _between_digits(text, here):
            chars.append("，")
            places.append(here)
    chars += text[position:].translate(_SAME)
    places += range(position, len(text))
    return Squeezed(
        "".join(chars), tuple(places), frozenset(hidden), tuple(ends), frozenset(quoted)
    )


def _between_digits(text: str, position: int) -> bool:
    """Say whether a space parts two figures; one before three digits and no more groups thousands."""
    before, after = text[position - 1 : position], text[position + 1 : position + 5]
    if not (before.isdigit() and after[:1].isdigit()):
        return False
    return not (after[:3].isdigit() and not after[3:4].isdigit())


def _groups(text: str, position: int) -> bool:
    """Say whether a comma groups thousands."""
    after = text[position + 1 : position + 5]
    if not after[:1].isdigit():
        return False
    before = text[position - 1 : position]
    return before.isdigit() and len(after) >= 3 and after[:3].isdigit() and not after[3:4].isdigit()


def tokenize(squeezed: Squeezed, language: Language) -> list[Token]:
    """Return the tokens of a text in order, without gaps."""
    return _Tokenizer(squeezed, language).run()


_DENIALS = ("没有人", "没有")
"""Words that deny what stands behind them; the longer first."""


class _Tokenizer:
    def __init__(self, squeezed: Squeezed, language: Language) -> None:
        self.text = squeezed.text
        self.hidden = dict(zip(sorted(squeezed.hidden), squeezed.ends, strict=True))
        self.quoted = squeezed.quoted
        self.language = language
        self.tokens: list[Token] = []
        self.unknown = -1
        self.place = 0

    def run(self) -> list[Token]:
        text, hidden, patterns = self.text, self.hidden, self.language.patterns
        starts, words, end = self.language.lengths, self.language.words, len(self.text)
        place = 0
        while place < end:
            char = text[place]
            if char in _SPECIAL_STARTS or char in patterns or place in hidden:
                self.place = place
                if (char in patterns and self._said()) or self._special(char):
                    place = self.place
                    continue
            word = None
            for length in starts.get(text[place : place + 2], ()):
                word = words.get(text[place : place + length])
                if word is not None:
                    break
            else:
                word = words.get(char)
            if word is not None:
                self.place = place
                word = self._without_overlap(word, place) if patterns else word
                place += len(word.surface)
                self._add_word(word, place)
                continue
            if self.unknown < 0:
                self.unknown = place
            place += 1
        self.place = place
        self._flush()
        return self.tokens

    def _special(self, char: str) -> bool:
        """Take what is no word of the vocabulary: marks, numerals, titles, letters."""
        if self.place in self.hidden:
            return self._take(Sort.PASSED, max(self.hidden[self.place], self.place + 1))
        if char not in _SPECIAL_STARTS:
            return False
        if char in MARKS:
            if char == "（" and (end := figures.no_count_at(self.text, self.place)):
                return self._take(Sort.ITEM, end)
            return self._take(Sort.MARK, self.place + 1)
        if char == "《":
            end = self.text.find("》", self.place, self.place + _TITLE)
            return self._take(Sort.PASSED, end + 1 if end > 0 else self.place + 1)
        if char in _LETTERS:
            return self._take(Sort.PASSED, figures.letters_at(self.text, self.place))
        return self._numeral(char)

    def _numeral(self, char: str) -> bool:
        text, place = self.text, self.place
        if char in LEADS and NUMERALS.isdisjoint(text[place + 1 : place + 4]):
            return False
        word = self.language.at(text, place)
        bound = char == "不" and figures.is_bound(text, place)
        if char not in DIGITS and not bound and word is not None and len(word.surface) > 1:
            return False
        if self._fresh() and (end := figures.list_number_at(text, place)):
            return self._take(Sort.ITEM, end)
        year = figures.year_at(text, place)
        if year is not None:
            self._flush()
            self.tokens.append(
                Token(Sort.YEAR, text[place : year[1]], place, year[1], year=year[0], idle=False)
            )
            self.place = year[1]
            return True
        if word is not None and char in DIGITS and len(word.surface) > 2:
            return False
        if end := figures.no_count_at(text, place):
            item = text[end - 1] == "是" or text[end - 2 : end] == "方面"
            return self._take(Sort.ITEM if item else Sort.PASSED, end)
        figure = figures.figure_at(text, place)
        if figure is not None and self._stands(figure):
            self._flush()
            found = text[place : figure.end]
            self.tokens.append(
                Token(Sort.FIGURE, found, place, figure.end, figure=figure, idle=False)
            )
            self.place = figure.end
            return True
        return False

    def _stands(self, figure: Figure) -> bool:
        """Say whether a figure is one: Chinese numerals need a unit, or a clause of their own."""
        if not figure.chinese or figure.unit:
            return True
        after = self.text[figure.end : figure.end + 1]
        before = self.tokens[-1] if self.tokens and self.unknown < 0 else None
        alone = self.unknown < 0 and (
            before is None
            or before.sort is Sort.MARK
            or before.has("更正", "虚词", "合计")
            or (
                bool(self.language.patterns) and before.word is not None and bool(before.word.lines)
            )
        )
        return (alone and (not after or after in MARKS)) or (
            bool(self.language.patterns) and after in _ALONE
        )

    def _fresh(self) -> bool:
        return self.unknown < 0 and (not self.tokens or self.tokens[-1].text in ("\n", "。", "；"))

    def _said(self) -> bool:
        """Take what is only said, unless a longer word starts here."""
        found = self.language.said_at(self.text, self.place)
        if found is None or self._denies_more(found[1]):
            return False
        self._add_word(*found)
        return True

    def _denies_more(self, end: int) -> bool:
        """Say whether a word up to here cuts what is denied: 没有补正 in 没有补正不明确的, and 没有人逾期不补正."""
        denial = next((d for d in _DENIALS if self.text.startswith(d, self.place)), "")
        after = self.place + len(denial)
        if not denial or after >= end:
            return False
        word, stop = self.language.longest_at(self.text, after)
        return (
            word is not None and bool(word.lines) and (stop > end or self.text[after] in "逾不没")
        )

    def _without_overlap(self, word: Word, place: int) -> Word:
        """Return a shorter word where the last character of this one starts a name: 没有 in 没有过程性的."""
        end = place + len(word.surface) - 1
        shorter = self.language.words.get(self.text[place:end])
        if shorter is None or not (word.lines or "否定" in word.roles):
            return word
        after = self.language.at(self.text, end)
        named = after is not None and len(after.surface) > 1 and (after.lines or after.facts)
        return shorter if named else word

    def _add_word(self, word: Word, end: int) -> None:
        self._flush()
        text = self.text[self.place : end]
        self.tokens.append(
            Token(Sort.WORD, text, self.place, end, word, None, 0, word.roles, word.idle)
        )
        self.place = end

    def _take(self, sort: Sort, end: int) -> bool:
        self._flush()
        text = self.text[self.place : end]
        year = int(text[:4]) if sort is Sort.PASSED and _DATE.match(text) else 0
        self.tokens.append(Token(sort, text, self.place, end, None, None, year))
        self.place = end
        return True

    def _flush(self) -> None:
        if self.unknown >= 0:
            text = self.text[self.unknown : self.place]
            sort = Sort.PASSED if self.unknown in self.quoted else Sort.UNKNOWN
            self.tokens.append(Token(sort, text, self.unknown, self.place))
            self.unknown = -1
