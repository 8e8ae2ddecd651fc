"""What the checks know of the world: meetings, laws, fixed expressions, confusable words, thresholds.

All of it ages, so it stands in the TOML files beside this module, each with the day it was looked up (`as_of`) and
its source. This module reads the texts it is handed and no file; `content.standards` hands them over. A report that
is checked without them is judged by the rules that need none, and every other rule says that it was not assessed.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property
from types import MappingProxyType
from typing import Any

from assistant.finding import Level
from assistant.problem import AssistantError

ORDINALS = "零一二三四五六七八九十"


class KnowledgeRefused(AssistantError):
    """A file of what ships with the program cannot be read."""


@dataclass(frozen=True)
class Meeting:
    """A party congress (`plenum` 0) or a plenary session of its committee."""

    congress: int
    plenum: int
    first: date
    last: date
    expected: bool = True
    """Whether reports usually name it once it was held."""

    @property
    def name(self) -> str:
        """What it is called: 二十大, 二十届三中全会."""
        return meeting_name(self.congress, self.plenum)


def meeting_name(congress: int, plenum: int) -> str:
    """Return the name of a congress or of a plenary session, as it is written."""
    tens, ones = divmod(congress, 10)
    number = ("" if tens == 1 else ORDINALS[tens]) + "十" + (ORDINALS[ones] if ones else "")
    return f"{number}届{ORDINALS[plenum]}中全会" if plenum else f"{number}大"


@dataclass(frozen=True)
class Calendar:
    """Meetings held or announced, and what reports of a year usually say."""

    meetings: tuple[Meeting, ...] = ()
    usual: Mapping[int, str] = field(default_factory=dict)
    as_of: date = date.min

    def meeting(self, congress: int, plenum: int) -> Meeting | None:
        """Return a meeting of the calendar."""
        return self._by_number.get((congress, plenum))

    @cached_property
    def _by_number(self) -> Mapping[tuple[int, int], Meeting]:
        return {(one.congress, one.plenum): one for one in self.meetings}

    def expected(self, year: int) -> Meeting | None:
        """Return the latest meeting that a report of this year is expected to know; nothing beyond the calendar."""
        if year > self.as_of.year:
            return None
        end = date(year, 12, 31)
        held = [one for one in self.meetings if one.expected and one.last <= min(end, self.as_of)]
        return max(held, key=lambda one: one.last, default=None)


@dataclass(frozen=True)
class Law:
    """A law or a document that reports cite."""

    title: str = ""
    number: str = ""
    since: date = date.min
    until: date | None = None
    instead: str = ""
    short: tuple[str, ...] = ()
    words: str = ""

    def valid(self, year: int) -> bool:
        """Whether it was in force on the last day of a report's year."""
        end = date(year, 12, 31)
        return self.since <= end and (self.until is None or end <= self.until)


@dataclass(frozen=True)
class Expression:
    """Words that must be written exactly so."""

    words: str
    distance: int
    level: Level = Level.BLOCKS
    also: tuple[str, ...] = ()


@dataclass(frozen=True)
class Replacement:
    """Words to find, and what to write instead."""

    wrong: re.Pattern[str]
    right: str
    hint: str = ""
    what: str = ""

    def instead(self, match: re.Match[str]) -> str:
        """Return what to write for the words found."""
        return match.expand(self.right)


@dataclass(frozen=True)
class Campaign:
    """Words that belong to some years only."""

    words: re.Pattern[str]
    name: str
    since: int
    until: int
    instead: str = ""
    level: Level = Level.HINT


@dataclass(frozen=True)
class Words:
    """Lists of words."""

    word: tuple[Replacement, ...] = ()
    term: tuple[Replacement, ...] = ()
    category: tuple[Replacement, ...] = ()
    residue: tuple[Replacement, ...] = ()
    praise: re.Pattern[str] = re.compile(r"(?!)")
    generic: re.Pattern[str] = re.compile(r"(?!)")
    off_topic: re.Pattern[str] = re.compile(r"(?!)")
    on_topic: re.Pattern[str] = re.compile(r"(?!)")
    vague: re.Pattern[str] = re.compile(r"(?!)")


@dataclass(frozen=True)
class Thresholds:
    """How much is too much, and whose limit it is."""

    overview_long: int = 1000
    overview_too_long: int = 1500
    overview_short: int = 200
    problems_short: int = 30
    same_section: int = 80
    same_report: int = 60
    same_place: int = 90
    reused: int = 50
    praise_density: Decimal = Decimal(1)
    praise_least: int = 4
    fee_step: int = 10
    reasons: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """Why a limit is a place's own, by its name here; the usual ones have no reason."""

    def told(self, name: str, unit: str) -> str:
        """Return a limit as every message says it: 2000字（单位另定：省里的编制通知写到两千字）."""
        why = self.reasons.get(name)
        return f"{getattr(self, name)}{unit}" + (f"（单位另定：{why.rstrip('。')}）" if why else "")


@dataclass(frozen=True)
class Knowledge:
    """Everything that ages."""

    calendar: Calendar = Calendar()
    laws: tuple[Law, ...] = ()
    expressions: tuple[Expression, ...] = ()
    words: Words = Words()
    campaigns: tuple[Campaign, ...] = ()
    thresholds: Thresholds = Thresholds()


FILES = ("meetings", "laws", "expressions", "words", "campaigns", "thresholds")
"""The files, without `.toml`, each with `as_of` and `source`."""


def parse(texts: Mapping[str, str]) -> Knowledge:
    """Return what the files say; `texts` maps each of `FILES` to its TOML.

    `KnowledgeRefused` names the file that cannot be read.
    """
    sources = {name: _table(name, texts.get(name, "")) for name in FILES}
    readers = {
        "calendar": ("meetings", _calendar),
        "laws": ("laws", _laws),
        "expressions": ("expressions", _expressions),
        "words": ("words", _words),
        "campaigns": ("campaigns", _campaigns),
        "thresholds": ("thresholds", _thresholds),
    }
    read: dict[str, Any] = {}
    for part, (name, reader) in readers.items():
        try:
            read[part] = reader(sources[name])
        except (KeyError, TypeError, ValueError, re.error) as error:
            raise _refused(name, error) from error
    return Knowledge(**read)


def _refused(name: str, error: Exception) -> KnowledgeRefused:
    return KnowledgeRefused(f"核对用的{name}.toml写得不对：{error}。请重新安装程序。")


def _table(name: str, text: str) -> Mapping[str, Any]:
    try:
        table = tomllib.loads(text, parse_float=Decimal)
    except tomllib.TOMLDecodeError as error:
        raise _refused(name, error) from error
    missing = [key for key in ("as_of", "source") if key not in table]
    if missing:
        raise _refused(name, KeyError("、".join(missing)))
    return table


def _calendar(table: Mapping[str, Any]) -> Calendar:
    meetings = tuple(Meeting(**one) for one in table["meetings"])
    usual = {int(year): words for year, words in table["usual"].items()}
    return Calendar(meetings, usual, table["as_of"])


def _laws(table: Mapping[str, Any]) -> tuple[Law, ...]:
    return tuple(_law(one) for one in table["law"])


def _law(entry: Mapping[str, Any]) -> Law:
    given = {key: value for key, value in entry.items() if key not in ("from", "short")}
    return Law(**given, since=entry["from"], short=tuple(entry.get("short", ())))


def _expressions(table: Mapping[str, Any]) -> tuple[Expression, ...]:
    return tuple(
        Expression(
            one["words"],
            one["distance"],
            Level(one.get("level", "阻断")),
            tuple(one.get("also", ())),
        )
        for one in table["expression"]
    )


def _replacements(entries: Iterable[Mapping[str, str]]) -> tuple[Replacement, ...]:
    return tuple(
        Replacement(
            re.compile(one["wrong"]), one["right"], one.get("hint", ""), one.get("what", "")
        )
        for one in entries
    )


def _any_of(words: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, words)))


def _words(table: Mapping[str, Any]) -> Words:
    return Words(
        word=_replacements(table["word"]),
        term=_replacements(table["term"]),
        category=_replacements(table["category"]),
        residue=_replacements(table["residue"]),
        praise=_any_of(table["praise"]),
        generic=_any_of(table["generic"]),
        off_topic=re.compile(table["offtopic"]),
        on_topic=re.compile(table["ontopic"]),
        vague=re.compile(table["vague"]),
    )


def _campaigns(table: Mapping[str, Any]) -> tuple[Campaign, ...]:
    return tuple(
        Campaign(
            re.compile(one["words"]),
            one["name"],
            one["from"],
            one["until"],
            one.get("instead", ""),
            Level(one.get("level", "提示")),
        )
        for one in table["campaign"]
    )


def _thresholds(table: Mapping[str, Any]) -> Thresholds:
    return Thresholds(
        **{name: value for name, value in table.items() if name not in ("as_of", "source")}
    )
