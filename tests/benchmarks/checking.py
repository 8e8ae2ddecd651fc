"""How long the checks of a full report take, beside reading its words with one regular expression a label.

Time is that of the processor, so that other programs on the machine do not count.
"""

from __future__ import annotations

import re
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from assistant import checks, content, exporting
from assistant.checks.case import reading
from assistant.export.office import STANDARD
from assistant.report import TEXT, Paragraph
from tests.benchmarks.frame import (
    Figure,
    alone,
    at_least,
    at_most,
    in_turns,
    middle,
    repeated,
    within,
)
from tests.checks.generated import Generated, clean

LENGTH, LONG, ROUNDS = 3000, 10_000, 30
REPORTS = 200
"""In a folder; as many as keep two processors busy for a few seconds."""


def full(length: int = LENGTH) -> Generated:
    """Return a report whose narrative has about so many characters: several reports' sentences put together."""
    report = clean(1)
    texts = {place: report.text(place) for place in report.form.places if report.text(place)}
    seed = 2
    while sum(map(len, texts.values())) < length:
        other = clean(seed)
        for place in texts:
            if sum(map(len, texts.values())) < length and other.text(place):
                texts[place] += "\n" + other.text(place)
        seed += 1
    return report.with_answers(
        {
            TEXT + place: tuple(Paragraph(line) for line in words.split("\n"))
            for place, words in texts.items()
        }
    )


def checked(report: Generated, *, again: bool) -> Callable[[], object]:
    """Return what checks a report; `again` keeps what was read of its words before."""
    standards = content.standards().standards

    def run() -> object:
        if not again:
            reading.cache_clear()
        return checks.run(report.form, report.report, report.last_year, standards=standards)

    return run


def naive(report: Generated) -> Callable[[], object]:
    """Return what a script does that looks for the first figure behind each label and adds up the columns."""
    form, texts = report.form, [report.text(place) for place in report.form.places]
    labels = {row.label for table in form.tables.values() for row in table.rows.values()}
    patterns = [
        re.compile(rf"{re.escape(label)}[^。；\d]{{0,12}}(\d+)") for label in sorted(labels)
    ]

    def run() -> object:
        found = [pattern.search(text) for text in texts for pattern in patterns]
        cells = report.report.answers
        sums = [sum(v for v in cells.values() if isinstance(v, int)) for _ in form.tables]
        return found, sums

    return run


def in_a_folder() -> float:
    """Return how many reports a second `nianbao check` reads and checks on two processors, its start left out."""
    with TemporaryDirectory() as folder:
        for seed in range(REPORTS):
            one = clean(seed)
            name = f"{seed}.{('html', 'md')[seed % 2]}"
            made = exporting.export_report(one.form, one.report, name, None, STANDARD)
            (Path(folder) / name).write_bytes(made)
        alone_took = call(Path(folder) / "0.html")
        return 2 * (REPORTS - 1) / (call(Path(folder)) - alone_took)


def call(path: Path) -> float:
    """Return how many seconds of processors the command takes, its helpers included."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [sys.executable, "-m", "assistant", "check", str(path), "--json"]
    subprocess.run(command, capture_output=True, check=False)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime


def figures() -> Iterator[Figure]:
    """Measure."""
    made = full()
    count = sum(len(made.text(place)) for place in made.form.places)
    ours, plain = in_turns(checked(made, again=False), naive(made), ROUNDS, time.process_time)
    yield Figure(
        f"核对一份{count}字的年报，第一次",
        "毫秒",
        middle(ours),
        (at_most(20),),
        middle(plain),
        "逐个项目名用正则找第一个数",
    )
    yield Figure(
        "同一份，文字没有变再核对",
        "毫秒",
        middle(repeated(checked(made, again=True), ROUNDS, time.process_time)),
        (at_most(20),),
    )
    long = full(LONG)
    times = sum(len(long.text(place)) for place in long.form.places) / count
    more, less = in_turns(
        checked(long, again=False), checked(made, again=False), ROUNDS // 3, time.process_time
    )
    yield Figure(
        f"一份{times:.1f}倍长的，第一次",
        "毫秒",
        middle(more),
        (within(round(times * 1.1, 1)),),
        middle(less),
        f"{count}字的一份",
    )
    yield Figure(
        f"{REPORTS}份网页和 Markdown 年报，读和核对（两核）",
        "份／秒",
        in_a_folder(),
        (at_least(100),),
    )


if __name__ == "__main__":
    alone(figures)
