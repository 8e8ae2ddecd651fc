"""How long the checks of one full report take: 3,000 characters, every cell filled, last year's report beside it.

`python tests/checks/benchmark.py` prints milliseconds; 20 is the aim. It is no test: other people's machines differ.
"""

import statistics
import sys
import time
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[2]))

from assistant import checks, content
from assistant.checks.case import reading
from assistant.report import TEXT, Paragraph
from tests.checks.generated import Generated, clean

LENGTH, RUNS = 3000, 30


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


def milliseconds(report: Generated, runs: int = RUNS, *, again: bool = False) -> list[float]:
    """Return how long each run took, after one that loads everything; `again` keeps what was read before."""
    standards = content.standards().standards
    taken = []
    for _ in range(runs + 1):
        if not again:
            reading.cache_clear()
        start = time.perf_counter()
        checks.run(report.form, report.report, report.last_year, standards=standards)
        taken.append((time.perf_counter() - start) * 1000)
    return taken[1:]


if __name__ == "__main__":
    made = full()
    count = sum(len(made.text(place)) for place in made.form.places)
    for what, again in (("第一次核对", False), ("文字没有变再核对", True)):
        taken = milliseconds(made, again=again)
        middle = statistics.median(taken)
        sys.stdout.write(
            f"{count}字，{what}{RUNS}次：中位 {middle:.1f} 毫秒，最快 {min(taken):.1f} 毫秒\n"
        )
