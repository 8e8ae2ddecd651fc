"""The words the reader knows: those of `vocabulary.toml`, and every name the form gives its rows and columns."""

from __future__ import annotations

import pkgutil
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import IntEnum
from functools import cached_property, lru_cache
from types import MappingProxyType
from typing import Any

from assistant.claims.patterns import Pattern, spelled_out
from assistant.forms import Form, Group, Table
from assistant.forms.naming import columns, rows
from assistant.problem import AssistantError

DISCLOSED = "主动公开"
"""Table two."""

ELSEWHERE = "别的事"
"""The topic of words that lead away from the report."""


class VocabularyRefused(AssistantError):
    """The vocabulary that ships with the program cannot be read."""


class Manner(IntEnum):
    """How a word names a row or column; the lower, the plainer."""

    OFFICIAL = 0
    """As printed, or as reports write it."""

    ALIAS = 1
    """As the form's aliases have it: understood, but also said of other things."""

    DOUBTFUL = 2
    """Offices differ in what they count under it."""

    SPOKEN = 3
    """Only in a typed answer."""


@dataclass(frozen=True)
class Line:
    """A row, a column or a group of either."""

    table: str
    id: str
    column: bool
    members: tuple[str, ...] = ()
    """The rows or columns of a group."""


@dataclass(frozen=True, eq=False)
class Fact:
    """A number of the narrative."""

    name: str
    units: frozenset[str]
    called: str = ""
    """What to call it in a question back."""

    topic: str = ""
    line: str = ""
    """A line that may be named with it without being meant: 通过网络收到申请8件."""

    pairs: tuple[tuple[str, str], ...] = ()
    """Words that name it together, apart from each other: 新增2个栏目."""

    rank: int = 0
    """Its place in the vocabulary; the earlier is meant when nothing else decides."""


@dataclass(frozen=True, eq=False)
class Word:
    """One surface form and everything it may mean."""

    surface: str
    roles: frozenset[str]
    topics: frozenset[str]
    lines: tuple[tuple[Line, Manner], ...]
    facts: tuple[Fact, ...]

    @cached_property
    def empty(self) -> bool:
        """Whether it can be passed over without losing anything."""
        return bool(self.roles & SILENT)

    @cached_property
    def plain(self) -> bool:
        """Whether it names no quantity at all."""
        return not (self.lines or self.facts or self.topics)

    @cached_property
    def idle(self) -> bool:
        """Whether nothing follows from it, as long as no figure stands near."""
        return self.plain and self.roles <= SILENT - {"今年"}

    @cached_property
    def topic(self) -> str:
        """The topic it leads to; nothing when it leads nowhere, or away from every topic."""
        return min(self.topics - {ELSEWHERE}, default="")


SILENT = frozenset(
    {"虚词", "动词", "合计", "今年", "和", "固定", "并且", "分别", "加", "等于", "约", "期内"}
)
"""Roles of words that leave a label as it is."""


@dataclass(frozen=True)
class Language:
    """The vocabulary of one form, ready to look words up in."""

    form: Form
    words: Mapping[str, Word]
    lengths: Mapping[str, tuple[int, ...]]
    """How long the words are that start with two characters, the longest first."""

    cells: frozenset[str]
    """Cells and group sums."""

    lines: Mapping[str, Line] = field(default_factory=dict)
    facts: Mapping[str, Fact] = field(default_factory=dict)
    kin: Mapping[str, tuple[Fact, ...]] = field(default_factory=dict)
    """Facts called by the same words in another unit, by the fact's name: 培训次数 and 培训人次."""

    patterns: Mapping[str, tuple[tuple[Pattern, Line], ...]] = field(default_factory=dict)
    """What is only said of a line, by the first character."""

    slips: Mapping[str, str] = field(default_factory=dict)
    """What is often mistyped, with what is meant; as long."""

    _spoken: dict[str, Word] = field(default_factory=dict)

    @cached_property
    def columns(self) -> Mapping[str, tuple[str, ...]]:
        """The columns of every row of table two, by the row."""
        columns: dict[str, list[str]] = defaultdict(list)
        for cell in self.form.fields.values():
            if cell.table == DISCLOSED:
                columns[cell.row.id].append(cell.column.id)
        return {row: tuple(found) for row, found in columns.items()}

    @cached_property
    def paired(self) -> tuple[Fact, ...]:
        """The facts that two words name together, apart from each other."""
        return tuple(fact for fact in self.facts.values() if fact.pairs)

    @cached_property
    def openers(self) -> frozenset[str]:
        """The first of the two words that name such a fact."""
        return frozenset(first for fact in self.paired for first, _ in fact.pairs)

    def at(self, text: str, start: int) -> Word | None:
        """Return the longest word that starts here."""
        for length in self.lengths.get(text[start : start + 2], ()):
            word = self.words.get(text[start : start + length])
            if word is not None:
                return word
        return self.words.get(text[start])

    def longest_at(self, text: str, start: int) -> tuple[Word | None, int]:
        """Return the longest word that starts here, said or written, and where it ends."""
        said = self.said_at(text, start) if text[start] in self.patterns else None
        word = self.at(text, start)
        return said or (word, start + len(word.surface) if word else start)

    def said_at(self, text: str, start: int) -> tuple[Word, int] | None:
        """Return the longest word or pattern that starts here and where it ends, if a pattern does."""
        patterns = self.patterns[text[start]]
        ends = [pattern.end(text, start) for pattern, _ in patterns]
        word = self.at(text, start)
        end = max((*ends, start + len(word.surface) if word is not None else 0))
        if end not in ends or end <= start:
            return None
        surface = text[start:end]
        known = self._spoken.get(surface)
        if known is None:
            lines = [line for pattern, line in patterns if pattern.fits(text, start, end)]
            known = self._spoken[surface] = _also(self.words.get(surface), surface, lines)
        return known, end


def _also(word: Word | None, surface: str, lines: Iterable[Line]) -> Word:
    """Return a word that names these lines as well."""
    meaning = _Meaning()
    for line, manner in (*(word.lines if word else ()), *((line, Manner.SPOKEN) for line in lines)):
        meaning.line(line, manner)
    if word is not None:
        meaning.roles |= word.roles
        meaning.topics |= word.topics
        meaning.facts += word.facts
    return meaning.word(surface)


_QUOTES = str.maketrans("", "", "“”‘’\"' \u3000")


def parse(text: str) -> Mapping[str, Any]:
    """Return the vocabulary written in `text`; `VocabularyRefused` when it is no vocabulary."""
    try:
        return MappingProxyType(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise VocabularyRefused(f"词表 vocabulary.toml 写错了：{error}") from error


@lru_cache(maxsize=1)
def shipped() -> Mapping[str, Any]:
    """Return the vocabulary that is part of the package, as its modules are."""
    return parse((pkgutil.get_data(__package__ or "", "vocabulary.toml") or b"").decode())


_languages: dict[tuple[str, bool], tuple[Form, Language]] = {}


def language(form: Form, *, spoken: bool = False) -> Language:
    """Return the shipped vocabulary for a form, built once for each form and manner of speaking."""
    key = (form.id, spoken)
    known = _languages.get(key)
    if known is None or known[0] is not form:
        known = (form, build(form, shipped(), spoken=spoken))
        _languages[key] = known
    return known[1]


def build(form: Form, source: Mapping[str, Any], *, spoken: bool = False) -> Language:
    """Return the language of a form: the words of `source`, with what is only spoken or without, and the form's."""
    lines = {f"{line.table}.{line.id}": line for line in _lines(form)}
    meanings: dict[str, _Meaning] = defaultdict(_Meaning)
    for shelf in ("role", "spoken_role") if spoken else ("role",):
        for role, patterns in source[shelf].items():
            for surface in _surfaces(patterns):
                meanings[surface].roles.add(role)
    for topic, patterns in source["topic"].items():
        for surface in _surfaces(patterns):
            meanings[surface].topics.add(topic)
    _name_lines(form, lines, meanings)
    for shelf, manner in (("line", Manner.OFFICIAL), ("doubtful", Manner.DOUBTFUL)):
        for name, patterns in source[shelf].items():
            if name in lines:
                for surface in _surfaces(patterns):
                    meanings[surface].line(lines[name], manner)
    facts = _facts(source["fact"], meanings, spoken=spoken)
    words = {
        surface: meaning.word(surface)
        for surface, meaning in ((s.translate(_QUOTES), m) for s, m in meanings.items())
        if surface
    }
    return Language(
        form,
        words,
        _lengths(words),
        frozenset(form.fields) | form.group_names,
        MappingProxyType(lines),
        MappingProxyType(facts),
        MappingProxyType(_kin(words.values())),
        _patterns(source["spoken"], lines) if spoken else {},
        MappingProxyType(source["slips"]) if spoken else {},
    )


def _lengths(words: Iterable[str]) -> dict[str, tuple[int, ...]]:
    lengths: dict[str, set[int]] = defaultdict(set)
    for surface in words:
        if len(surface) > 1:
            lengths[surface[:2]].add(len(surface))
    return {start: tuple(sorted(found, reverse=True)) for start, found in lengths.items()}


def _surfaces(patterns: Iterable[str]) -> Iterable[str]:
    return (surface for pattern in patterns for surface in spelled_out(pattern))


def _patterns(
    source: Mapping[str, Iterable[str]], lines: Mapping[str, Line]
) -> dict[str, tuple[tuple[Pattern, Line], ...]]:
    found: dict[str, list[tuple[Pattern, Line]]] = defaultdict(list)
    for name, patterns in source.items():
        for pattern in map(Pattern, patterns) if name in lines else ():
            for start in pattern.starts:
                found[start].append((pattern, lines[name]))
    return {start: tuple(patterns) for start, patterns in found.items()}


def _kin(words: Iterable[Word]) -> dict[str, tuple[Fact, ...]]:
    kin: dict[str, dict[Fact, None]] = defaultdict(dict)
    for word in words:
        for fact in word.facts:
            kin[fact.name].update(dict.fromkeys(f for f in word.facts if f is not fact))
    return {name: tuple(found) for name, found in kin.items()}


class _Meaning:
    def __init__(self) -> None:
        self.roles: set[str] = set()
        self.topics: set[str] = set()
        self.lines: dict[Line, Manner] = {}
        self.facts: list[Fact] = []

    def line(self, line: Line, manner: Manner) -> None:
        self.lines[line] = min(manner, self.lines.get(line, manner))

    def word(self, surface: str) -> Word:
        return Word(
            surface,
            frozenset(self.roles),
            frozenset(self.topics),
            tuple(sorted(self.lines.items(), key=lambda pair: pair[1])),
            tuple(self.facts),
        )


def _facts(
    source: Mapping[str, Mapping[str, Any]], meanings: Mapping[str, _Meaning], *, spoken: bool
) -> dict[str, Fact]:
    facts = {}
    for rank, (name, entry) in enumerate(source.items()):
        fact = Fact(
            name,
            frozenset(entry["units"]),
            entry["called"],
            entry.get("topic", ""),
            entry.get("line", ""),
            tuple((first, second) for first, second in entry.get("pairs", ())),
            rank,
        )
        facts[name] = fact
        said = entry.get("spoken", ()) if spoken else ()
        for surface in _surfaces((*entry["words"], *said)):
            meanings[surface].facts.append(fact)
    return facts


def _lines(form: Form) -> Iterable[Line]:
    for table in form.tables.values():
        for group in table.groups:
            yield Line(table.id, group.id, column=False, members=group.rows)
        for group in table.column_groups:
            yield Line(table.id, group.id, column=True, members=group.rows)
        for row in table.rows:
            yield Line(table.id, row, column=False)
        for column in table.columns:
            yield Line(table.id, column, column=True)


def _name_lines(form: Form, lines: Mapping[str, Line], meanings: Mapping[str, _Meaning]) -> None:
    """Take over what the form calls its rows and columns; the words for sums are no names of a column."""
    for table in form.tables.values():
        for id_, named in _named(table):
            if id_ == "总计":
                continue
            line = lines[f"{table.id}.{id_}"]
            for surface in (named.label, named.short):
                meanings[surface].line(line, Manner.OFFICIAL)
            for alias in named.aliases:
                meanings[alias].line(line, Manner.ALIAS)


def _named(table: Table) -> Iterable[tuple[str, Any]]:
    yield from rows(table).items()
    yield from columns(table).items()


__all__ = [
    "DISCLOSED",
    "ELSEWHERE",
    "SILENT",
    "Fact",
    "Group",
    "Language",
    "Line",
    "Manner",
    "VocabularyRefused",
    "Word",
    "build",
    "language",
    "parse",
    "shipped",
]
