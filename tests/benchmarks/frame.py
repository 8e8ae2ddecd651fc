"""What every benchmark has in common: a figure beside its goal and its baseline, and the table they are printed in.

A script of this folder is a module with one function `figures()`, which measures and yields a `Figure` for each line,
and the closing words

    if __name__ == "__main__":
        alone(figures)

so that `python -m tests.benchmarks.<script>` prints its part of the table. `make bench` runs every script in a process
of its own and writes `docs/benchmarks.md`. What a figure is compared with is measured in the same run, in turns with
ours (`in_turns`), so that whatever else the machine does slows both.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median, quantiles
from typing import Any

JSON = "--json"
"""Asks a script for one JSON object a figure instead of a table."""


@dataclass(frozen=True)
class Goal:
    """What a figure should reach, as it was asked for before anything was measured.

    `of` is what is held against `limit`: 值 the figure itself, 倍 the figure divided by its baseline, 快 the baseline
    divided by the figure, 差 the figure less its baseline.
    """

    of: str
    sign: str
    limit: float

    def reached(self, measured: float, baseline: float | None) -> bool:
        """Return whether it is; a comparison without a baseline never is."""
        match self.of, baseline:
            case "值", _:
                value = measured
            case "倍", float():
                value = measured / baseline
            case "快", float():
                value = baseline / measured
            case "差", float():
                value = measured - baseline
            case _:
                return False
        return value <= self.limit if self.sign == "≤" else value >= self.limit

    def __str__(self) -> str:
        told = f"{self.sign} {self.limit:g}"
        return {"值": told, "倍": f"{told}倍", "快": f"快{told}倍", "差": f"高{told}"}[self.of]


def at_most(limit: float) -> Goal:
    """The figure itself is no more than that, in its own unit."""
    return Goal("值", "≤", limit)


def at_least(limit: float) -> Goal:
    """The figure itself is no less than that, in its own unit."""
    return Goal("值", "≥", limit)


def within(times: float) -> Goal:
    """The figure is at most that many times its baseline."""
    return Goal("倍", "≤", times)


def faster(times: float) -> Goal:
    """The baseline takes at least that many times as long."""
    return Goal("快", "≥", times)


def ahead(points: float) -> Goal:
    """The figure is higher than its baseline by at least that."""
    return Goal("差", "≥", points)


@dataclass(frozen=True)
class Figure:
    """One line of the table.

    `name` says what was done and to how much, in Chinese; `unit` is 毫秒, MB, 份／秒, % …; `measured` and `baseline`
    are single numbers in it: a median (`middle`), a 95th percentile (`high`), the least of several, as `name` says;
    `against` says what the baseline is.
    """

    name: str
    unit: str
    measured: float
    goals: tuple[Goal, ...] = ()
    baseline: float | None = None
    against: str = ""

    def reached(self) -> bool:
        """Return whether every goal is."""
        return all(goal.reached(self.measured, self.baseline) for goal in self.goals)

    def as_json(self) -> str:
        """Return one line that `from_json` reads."""
        return json.dumps(asdict(self), ensure_ascii=False)

    @classmethod
    def from_json(cls, line: str) -> Figure:
        """Return the figure written by `as_json`."""
        found: dict[str, Any] = json.loads(line)
        return cls(**{**found, "goals": tuple(Goal(**goal) for goal in found["goals"])})


def middle(taken: Sequence[float]) -> float:
    """Return the median."""
    return median(taken)


def high(taken: Sequence[float]) -> float:
    """Return the 95th percentile."""
    return quantiles(taken, n=20)[-1]


def milliseconds(
    run: Callable[[], object], clock: Callable[[], float] = time.perf_counter
) -> float:
    """Return how long one call took; `time.process_time` as the clock leaves out what other programs do."""
    start = clock()
    run()
    return 1000 * (clock() - start)


def repeated(
    run: Callable[[], object], rounds: int, clock: Callable[[], float] = time.perf_counter
) -> list[float]:
    """Return the milliseconds of each of so many calls, after one that fills what is kept for later."""
    run()
    return [milliseconds(run, clock) for _ in range(rounds)]


def in_turns(
    ours: Callable[[], object],
    baseline: Callable[[], object],
    rounds: int,
    clock: Callable[[], float] = time.perf_counter,
) -> tuple[list[float], list[float]]:
    """Return the milliseconds of both, measured one after the other each round, after one call of each."""
    ours()
    baseline()
    pairs = [(milliseconds(ours, clock), milliseconds(baseline, clock)) for _ in range(rounds)]
    first, second = zip(*pairs, strict=True)
    return list(first), list(second)


def number(value: float) -> str:
    """Return a figure with as many digits as carry something."""
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"


def compared(figure: Figure) -> str:
    """Return how a figure stands to its baseline, the way its goals ask for it."""
    if figure.baseline is None:
        return "—"
    if any(goal.of == "差" for goal in figure.goals):
        return f"高{number(figure.measured - figure.baseline)}"
    if any(goal.of == "快" for goal in figure.goals):
        return f"快{number(figure.baseline / figure.measured)}倍"
    return f"{number(figure.measured / figure.baseline)}倍"


HEADINGS = ("脚本", "量什么", "单位", "要达到", "量得", "对照", "对照的数", "相比", "达到")


def row(script: str, figure: Figure) -> str:
    """Return one line of the table."""
    cells = (
        script,
        figure.name,
        figure.unit,
        "，".join(map(str, figure.goals)) or "—",
        number(figure.measured),
        figure.against or "—",
        "—" if figure.baseline is None else number(figure.baseline),
        compared(figure),
        "—" if not figure.goals else "是" if figure.reached() else "**否**",
    )
    return f"| {' | '.join(cells)} |"


def table(figures: Iterable[tuple[str, Figure]]) -> Iterator[str]:
    """Yield the lines of a Markdown table, of figures with the names of their scripts."""
    yield f"| {' | '.join(HEADINGS)} |"
    yield f"| {' | '.join('---' for _ in HEADINGS)} |"
    yield from (row(script, figure) for script, figure in figures)


def alone(figures: Callable[[], Iterable[Figure]]) -> None:
    """Measure and print: the table, or with `--json` one object a line, each as soon as it is known."""
    script = Path(sys.argv[0]).stem
    plain = (one.as_json() for one in figures())
    lines = plain if JSON in sys.argv[1:] else table((script, one) for one in figures())
    for line in lines:
        sys.stdout.write(f"{line}\n")
        sys.stdout.flush()
