"""How long suggestions take: every prefix of every labelled query, the naive way beside ours, in one run.

    python tests/benchmarks/suggestions.py [rounds]

Prints medians and the 95th percentile in milliseconds of a whole keystroke (search, order, words and reasons of five
suggestions) over the shipped bank and over banks of 2,000 and 20,000 phrases, and how many times longer
`process.extract(WRatio)` takes; then the first suggestion of a fresh process, and a pasted page. No test depends on
these numbers: they are of the machine they were measured on. Time is that of the processor, so that other programs
on the machine do not count.
"""

from __future__ import annotations

import json
import random
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from statistics import median, quantiles

from rapidfuzz import fuzz, process

sys.path.insert(0, str(Path(__file__).parents[2]))

from assistant import content
from assistant.phrases.bank import Bank, Phrase
from assistant.phrases.suggest import Suggester
from assistant.report import Report

QUERIES = Path(__file__).parents[1] / "phrases" / "queries"
DOMAINS = (
    "教育卫生民政财政土地住房交通农业水利环境市场应急文旅公安司法"
    "审计统计医保城管发改工信商务税务气象信访档案体育林业粮食消防"
)
THINGS = (
    "项目",
    "资金",
    "补贴",
    "审批",
    "监管",
    "服务",
    "检查",
    "评审",
    "招标",
    "救助",
    "培训",
    "改造",
    "规划",
)
FRESH = """
import time; start = time.process_time()
from assistant import content
script = content.script(); loaded = time.process_time()
bank = content.bank().bank
from assistant.phrases.suggest import suggest
suggest(bank, None, {"年份": 2025}, "未收到", limit=5)
print(time.process_time() - loaded, time.process_time() - start)
"""


def queries() -> list[str]:
    """Return what was typed after every key of every labelled query."""
    lines = (
        line for file in sorted(QUERIES.glob("*.jsonl")) for line in file.open(encoding="utf-8")
    )
    typed = (json.loads(line)["query"] for line in lines)
    return [query[:end] for query in typed for end in range(1, len(query) + 1)]


def grown(bank: Bank, count: int) -> Bank:
    """Return a bank of that many phrases, the new ones about other fields of work."""
    draw = random.Random(4)
    phrases = list(bank.phrases)
    while len(phrases) < count:
        one = draw.choice(bank.phrases)
        about = draw.choice(DOMAINS) + draw.choice(DOMAINS) + draw.choice(THINGS)
        phrases.append(altered(one, about, len(phrases)))
    return replace(bank, phrases=tuple(phrases))


def altered(one: Phrase, about: str, number: int) -> Phrase:
    """Return a phrase like another one, about something else."""
    return replace(
        one,
        id=f"{one.id}.{number}",
        family=f"{one.family}.{number}",
        title=f"{about}{one.title}"[:20],
        text=f"{about}方面：{one.text}",
        keywords=(about, *one.keywords[1:]),
    )


def timed(run: Callable[[str], object], typed: Sequence[str]) -> list[float]:
    """Return how many milliseconds of this process each query took."""
    spent = []
    for query in typed:
        start = time.process_time()
        run(query)
        spent.append(1000 * (time.process_time() - start))
    return spent


def five(found: Suggester, query: str) -> object:
    """Do what a key does."""
    return found.suggest(query, None, 5)


def plainly(texts: Sequence[str], query: str) -> object:
    """Do what rapidfuzz does by itself."""
    return process.extract(query, texts, scorer=fuzz.WRatio, limit=5)


def shown(name: str, spent: Sequence[float]) -> str:
    """Return the line that is printed."""
    return f"{name:<28} p50 {median(spent):7.2f}   p95 {quantiles(spent, n=20)[-1]:7.2f}   max {max(spent):7.2f}"


def say(line: str) -> None:
    """Print a line at once."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def main() -> None:
    """Measure and print."""
    shipped = content.bank().bank
    every = queries()
    for count in (len(shipped.phrases), 2000, 20000):
        bank = shipped if count == len(shipped.phrases) else grown(shipped, count)
        typed = every if count < 3000 else every[::6]
        start = time.process_time()
        found = Suggester(bank, content.form_for_year(2025), Report({"年份": 2025}))
        found.suggest("公开", None, 5)
        built = time.process_time() - start
        found.suggest("gk", None, 5)
        ours = timed(partial(five, found), typed)
        search = timed(bank.index.search, typed)
        texts = [f"{p.title} {' '.join(p.keywords)} {p.text}" for p in bank.phrases]
        naive = timed(partial(plainly, texts), typed[:: 1 if count < 1000 else 40])
        say(f"{count} phrases, {len(typed)} keystrokes, index built in {built:.2f} s")
        say(shown("  a keystroke", ours))
        say(shown("  of which the search", search))
        say(shown("  process.extract(WRatio)", naive))
        say(f"  WRatio takes {median(naive) / median(ours):.1f} times as long")
        pasted = timed(partial(five, found), ["全年公开信息，" * 430] * 5)
        say(shown("  a pasted page", pasted))
    runs = [
        subprocess.run([sys.executable, "-c", FRESH], capture_output=True, text=True, check=True)
        for _ in range(5)
    ]
    after, whole = zip(*(map(float, run.stdout.split()) for run in runs), strict=True)
    say(f"first suggestion: {1000 * median(after):.0f} ms once questions are loaded,")
    say(f"                  {1000 * median(whole):.0f} ms from an empty process")


if __name__ == "__main__":
    main()
