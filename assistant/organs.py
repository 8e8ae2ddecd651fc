"""What an organ's name suggests: how it calls itself, its kind, its level, its field of work.

A suggestion is only ever offered as a default that the drafter accepts; nothing here is written into a report
unasked. The vocabulary stands in `organs.toml`; this module reads the text it is handed and no file.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from assistant.problem import AssistantError


class OrgansRefused(AssistantError):
    """The vocabulary that ships with the program cannot be read."""


@dataclass(frozen=True)
class Ending:
    """What the last characters of a name say."""

    ends: str
    calls: str
    """How such an organ calls itself: 我局, 我镇."""

    kind: str


@dataclass(frozen=True)
class Hint:
    """A pattern somewhere in a name and what it suggests."""

    has: re.Pattern[str]
    suggests: str


@dataclass(frozen=True)
class Organs:
    """The vocabulary of organs. The first ending or pattern that fits counts."""

    kinds: tuple[str, ...] = ()
    ranks: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    endings: tuple[Ending, ...] = ()
    rank_hints: tuple[Hint, ...] = ()
    domain_hints: tuple[Hint, ...] = ()

    def calls_itself(self, unit: str) -> str:
        """Return how the organ would call itself (我局), or nothing."""
        ending = self._ending(unit)
        return ending.calls if ending else ""

    def kind(self, unit: str) -> str:
        """Return the kind of organ (机关类型) its name suggests, or nothing."""
        ending = self._ending(unit)
        return ending.kind if ending else ""

    def rank(self, unit: str) -> str:
        """Return the level (层级) its name suggests, or nothing."""
        return _first(self.rank_hints, unit)

    def domain(self, unit: str) -> str:
        """Return the field of work (业务领域) its name suggests, or nothing."""
        return _first(self.domain_hints, unit)

    def _ending(self, unit: str) -> Ending | None:
        return next((ending for ending in self.endings if unit.endswith(ending.ends)), None)


def _first(hints: Iterable[Hint], unit: str) -> str:
    return next((hint.suggests for hint in hints if hint.has.search(unit)), "")


def parse(text: str, name: str = "organs.toml") -> Organs:
    """Return the vocabulary written in `text`; `name` is the file's name, for the message."""
    try:
        source = tomllib.loads(text)
        organs = Organs(
            kinds=tuple(source["kinds"]),
            ranks=tuple(source["ranks"]),
            domains=tuple(source["domains"]),
            endings=tuple(Ending(**entry) for entry in source["endings"]),
            rank_hints=_hints(source["rank_patterns"], "rank"),
            domain_hints=_hints(source["domain_patterns"], "domain"),
        )
    except (KeyError, TypeError, ValueError, re.error) as error:
        raise OrgansRefused(f"机关名称文件{name}写得不对：{error}。请重新安装程序。") from error
    _only("类型", (ending.kind for ending in organs.endings), organs.kinds, name)
    _only("层级", (hint.suggests for hint in organs.rank_hints), organs.ranks, name)
    _only("业务领域", (hint.suggests for hint in organs.domain_hints), organs.domains, name)
    return organs


def _hints(entries: Iterable[Mapping[str, Any]], suggests: str) -> tuple[Hint, ...]:
    return tuple(Hint(re.compile(entry["has"]), entry[suggests]) for entry in entries)


def _only(what: str, used: Iterable[str], known: tuple[str, ...], name: str) -> None:
    strange = sorted(set(used) - set(known))
    if strange:
        raise OrgansRefused(
            f"机关名称文件{name}里的{what}没有“{'”“'.join(strange)}”。请重新安装程序。"
        )
