"""How long the worst files take until they are read or refused; `tests/importing` counts their calls, which does not
see what a pattern or a parser does inside one call.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from functools import partial

from assistant import content
from assistant.importing import ImportRefused, import_report
from assistant.importing.register import count_register
from tests.benchmarks.frame import Figure, alone, at_most, milliseconds
from tests.importing import test_bad_input, test_register

ROUNDS = 3
SUFFIXES = (".html", ".md", ".txt")


def reports() -> Iterator[tuple[str, list[tuple[str, bytes]]]]:
    """Yield lists of files that somebody takes for reports: what the list is, and the name and the bytes of each."""
    yield (
        "不是年报的、有害的文件",
        [(name, make()) for name, make, _ in test_bad_input.REFUSED.values()],
    )
    yield (
        "离谱的网页和文本",
        [
            (f"报告{suffix}", make().encode())
            for make in test_bad_input.HARMLESS.values()
            for suffix in SUFFIXES
        ],
    )


def slowest(what: str, runs: Iterable[Callable[[], object]]) -> Figure:
    """Return the slowest of them, each the least of three calls."""

    def ended(run: Callable[[], object]) -> None:
        with suppress(ImportRefused):
            run()

    taken = [
        min(milliseconds(partial(ended, run), time.process_time) for _ in range(ROUNDS))
        for run in runs
    ]
    return Figure(f"{len(taken)}种{what}，最慢的一种", "毫秒", max(taken), (at_most(1000),))


def figures() -> Iterator[Figure]:
    """Measure what is no report, and what is no register."""
    forms = content.forms()
    for what, files in reports():
        yield slowest(what, (partial(import_report, file, name, forms) for name, file in files))
    made = [make() for make, _ in test_register.REFUSED.values()]
    yield slowest(
        "不是台账的文件", (partial(count_register, file, forms, forms[-1], 2024) for file in made)
    )


if __name__ == "__main__":
    alone(figures)
