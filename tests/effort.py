"""How much work something is, counted in calls of functions: the same on every machine, however busy it is.

What takes far longer than its input is long calls something far more often, and that is asserted. Loops inside one
call into C (a pattern that goes back and forth, a parser) are not seen: those are timed by `tests/benchmarks`.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from cProfile import Profile
from dataclasses import dataclass


@dataclass
class Effort:
    """Filled in when the work is done."""

    calls: int = 0


@contextmanager
def counting_calls() -> Iterator[Effort]:
    """Count the calls made inside, also when an error ends it."""
    effort, profile = Effort(), Profile()
    profile.enable()
    try:
        yield effort
    finally:
        profile.disable()
        effort.calls = sum(entry.callcount for entry in profile.getstats())
