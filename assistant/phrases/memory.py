"""What was accepted before, as it weighs on what is offered next. Nothing here touches a file.

A phrase taken for a query is offered earlier for that query and for queries like it; a phrase taken often gains a
little everywhere. Both are measured so that other queries stay as they are.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from math import log
from types import MappingProxyType
from typing import Final

KEPT: Final = 500
"""Acceptances that are remembered; the oldest go first."""

_ALIKE: Final = 60
"""From how many per cent on two queries are alike."""

_RECALLED: Final = 0.4
_REPEATED: Final = 2.5
"""The very same words again: what was chosen for them is what is wanted."""

_LIKED: Final = 0.1
_OFTEN: Final = 11
_FADES_AFTER: Final = dt.timedelta(days=550)
"""A report is written once a year: last year's choices still count, those before hardly."""


@dataclass(frozen=True)
class Accepted:
    """One phrase that was taken."""

    query: str
    """What had been typed, as `phrases.search` compares it; empty when nothing was."""

    phrase: str
    """Its 编号."""

    day: dt.date


@dataclass(frozen=True)
class Memory:
    """Everything accepted, latest last."""

    accepted: tuple[Accepted, ...] = ()

    def with_accepted(self, query: str, phrase: str, day: dt.date) -> Memory:
        """Return the memory with one more acceptance; the same query and phrase are kept once, as the latest."""
        from assistant.phrases.terms import QUERY_LIMIT, runs

        new = Accepted(" ".join(runs(query))[:QUERY_LIMIT], phrase, day)
        others = (
            one
            for one in self.accepted
            if not (one.query and (one.query, one.phrase) == (new.query, new.phrase))
        )
        return replace(self, accepted=(*others, new)[-KEPT:])

    def recalled(self, query: str) -> Mapping[str, float]:
        """Return what phrases gain that were taken for a query like this one, by 编号."""
        if not self.accepted:
            return {}
        from rapidfuzz.fuzz import ratio

        from assistant.phrases.terms import QUERY_LIMIT, runs

        typed = " ".join(runs(query[:QUERY_LIMIT]))
        found: dict[str, float] = {}
        for one in self.accepted:
            alike = ratio(typed, one.query, score_cutoff=_ALIKE) if one.query else 0.0
            if alike:
                gain = _REPEATED if typed == one.query else _RECALLED * alike / 100
                found[one.phrase] = max(found.get(one.phrase, 0.0), gain)
        return found

    def liking(self, phrase: str) -> float:
        """Return what a phrase gains everywhere for being taken often."""
        return self._likings.get(phrase, 0.0)

    @cached_property
    def _likings(self) -> Mapping[str, float]:
        latest = max((one.day for one in self.accepted), default=dt.date.min)
        counted = Counter(one.phrase for one in self.accepted if latest - one.day <= _FADES_AFTER)
        return MappingProxyType(
            {one: _LIKED * min(1.0, log(1 + times) / log(_OFTEN)) for one, times in counted.items()}
        )
