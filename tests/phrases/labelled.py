"""The frozen queries: what people type, by kind, with topics that answer it; older than the tuning of the search."""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from assistant import content
from assistant.phrases.bank import Bank
from assistant.phrases.suggest import Suggester
from assistant.report import YEAR, Report

KINDS = ("keyword", "reordered", "partial", "colloquial", "typo", "pinyin", "initials")
HERE = Path(__file__).parent / "queries"


@dataclass(frozen=True)
class Labelled:
    """One query."""

    kind: str
    query: str
    topics: frozenset[str]
    year: int = 2025


@dataclass(frozen=True)
class Recall:
    """How often a right phrase was first, and among the first five, in per cent."""

    first: float
    five: float


def labelled(kind: str) -> tuple[Labelled, ...]:
    """Return the queries of a kind."""
    return tuple(_labelled({"kind": kind} | row) for row in _rows(HERE / f"{kind}.jsonl"))


def later() -> tuple[Labelled, ...]:
    """Return the queries written after the tuning; see the README beside them for what was found at first."""
    lots = sorted((HERE / "later").glob("*.jsonl"))
    return tuple(_labelled(row) for lot in lots for row in _rows(lot))


def _rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def _labelled(row: Mapping[str, Any]) -> Labelled:
    return Labelled(row["kind"], row["query"], frozenset(row["topics"]), row.get("year", 2025))


def everything() -> tuple[Labelled, ...]:
    """Return the queries of all kinds."""
    return tuple(one for kind in KINDS for one in labelled(kind))


Finder = Callable[[Labelled], list[str]]
"""The topics of the first five phrases for a query."""


def recall(queries: Iterable[Labelled], find: Finder) -> Recall:
    """Return how well a finder does."""
    found = [(one.topics, find(one)[:5]) for one in queries]
    first = sum(topics.issuperset(got[:1]) and bool(got) for topics, got in found)
    five = sum(not topics.isdisjoint(got) for topics, got in found)
    return Recall(100 * first / len(found), 100 * five / len(found))


def engine(bank: Bank, *, placed: bool = False) -> Finder:
    """Return our search, with nothing known but the year, and the section one is in when `placed`."""
    section = sections(bank)

    @cache
    def suggester(year: int) -> Suggester:
        return Suggester(bank, content.form_for_year(year), Report({YEAR: year}))

    def find(one: Labelled) -> list[str]:
        place = section[min(one.topics)] if placed else None
        return [s.phrase.topic for s in suggester(one.year).suggest(one.query, place, 5, 0)]

    return find


def sections(bank: Bank) -> Mapping[str, str]:
    """Return the section where phrases of a topic stand."""
    return {phrase.topic: phrase.places[0].partition(".")[0] for phrase in reversed(bank.phrases)}


def naive(bank: Bank) -> Finder:
    """Return what rapidfuzz does with its default scorer over title, keywords and text."""
    from rapidfuzz import fuzz, process

    texts = [f"{p.title} {' '.join(p.keywords)} {p.text}" for p in bank.phrases]

    def find(one: Labelled) -> list[str]:
        found = process.extract(one.query, texts, scorer=fuzz.WRatio, limit=5)
        return [bank.phrases[at].topic for _, _, at in found]

    return find
