"""Suggestions: how long a keystroke, the first one and a pasted page take, and how often they are right.

    python -m tests.benchmarks.suggestions

A keystroke is everything that happens for a key: search, order, words and reasons of five suggestions, over every
prefix of every frozen query. Time is that of the processor, so that other programs on the machine do not count, and
of three rounds the quickest. `process.extract(WRatio)` runs over the same texts in the same run. The larger banks are
the shipped one over again about other fields of work.
"""

from __future__ import annotations

import random
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from statistics import median

from assistant import content
from assistant.phrases.bank import Bank
from assistant.phrases.phrase import Phrase
from assistant.phrases.suggest import Suggester
from assistant.report import Report
from tests.benchmarks.frame import (
    Figure,
    ahead,
    alone,
    at_least,
    at_most,
    faster,
    high,
    middle,
    milliseconds,
)
from tests.phrases.labelled import KINDS, engine, everything, later, naive, recall

ROUNDS = 3
EVERY = {2000: 3, 20000: 12}
"""Of large banks, one keystroke in so many is measured."""

DOMAINS = (
    "教育卫生民政财政土地住房交通农业水利环境市场应急文旅公安司法"
    "审计统计医保城管发改工信商务税务气象信访档案体育林业粮食消防"
)
THINGS = [
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
]
PASTED = "全年公开信息，" * 430

FIRST = """
import time
from assistant import content
content.script()
start = time.process_time()
bank = content.bank().bank
from assistant.phrases.suggest import suggest
suggest(bank, None, {"年份": 2025}, "未收到", limit=5)
print(1000 * (time.process_time() - start))
"""
MEMORY = """
import os
from pathlib import Path
from assistant import content

def megabytes():
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20

content.script()
before = megabytes()
bank = content.bank().bank
from assistant.phrases.suggest import suggest
for query in ("未收到", "wsd", "baomi", "公开总数"):
    suggest(bank, None, {"年份": 2025}, query, limit=5)
print(megabytes() - before)
"""


def figures() -> Iterator[Figure]:
    """Measure."""
    shipped = content.bank().bank
    yield from _keystrokes(shipped, 1.0)
    yield from _keystrokes(_grown(shipped, 2000), 2.0)
    yield from _keystrokes(_grown(shipped, 20000), 15.0)
    yield Figure("新进程里第一次找说法，问题已读好", "毫秒", median(_fresh(FIRST)), (at_most(150),))
    if Path("/proc/self/statm").exists():
        yield Figure("语料、索引、首字母多占的内存", "MB", median(_fresh(MEMORY)), (at_most(40),))
    yield from _rightness(shipped)


def _keystrokes(bank: Bank, limit: float) -> Iterator[Figure]:
    count = len(bank.phrases)
    typed = _typed()[:: EVERY.get(count, 1)]
    found = Suggester(bank, content.form_for_year(2025), Report({"年份": 2025}))
    ours = _least(lambda query: found.suggest(query, None, 5), typed)
    theirs = _least(_plainly(bank), typed[:: max(1, len(typed) // 60)])
    yield Figure(
        f"{count}条语料，每按一个键（95%在此以内）",
        "毫秒",
        high(ours),
        (at_most(limit), faster(2)),
        high(theirs),
        "process.extract(WRatio)",
    )
    yield Figure(f"{count}条语料，每按一个键（中位数）", "毫秒", middle(ours))
    pasted = min(
        milliseconds(lambda: found.suggest(PASTED, None, 5), time.process_time) for _ in range(5)
    )
    yield Figure(f"{count}条语料，粘贴{len(PASTED)}字", "毫秒", pasted, (at_most(20),))


def _typed() -> list[str]:
    """Return what stands there after every key of every frozen query."""
    return [one.query[:end] for one in everything() for end in range(1, len(one.query) + 1)]


def _least(run: Callable[[str], object], typed: Sequence[str]) -> list[float]:
    """Return the least of some rounds for each query, in milliseconds; what is kept for later is kept by the first."""
    rounds = [
        [milliseconds(partial(run, query), time.process_time) for query in typed]
        for _ in range(ROUNDS)
    ]
    return [min(taken) for taken in zip(*rounds, strict=True)]


def _plainly(bank: Bank) -> Callable[[str], object]:
    """Return what rapidfuzz does by itself."""
    from rapidfuzz import fuzz, process

    texts = [f"{p.title} {' '.join(p.keywords)} {p.text}" for p in bank.phrases]
    return lambda query: process.extract(query, texts, scorer=fuzz.WRatio, limit=5)


def _fresh(program: str) -> list[float]:
    """Return what a program prints, of five processes."""
    runs = [
        subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
        for _ in range(5)
    ]
    return [float(run.stdout) for run in runs]


def _rightness(bank: Bank) -> Iterator[Figure]:
    ours, placed, theirs = engine(bank), engine(bank, placed=True), naive(bank)
    frozen = everything()
    first, plain = recall(frozen, ours), recall(frozen, theirs)
    yield Figure(
        f"{len(frozen)}个查询，第一条就对",
        "%",
        first.first,
        (at_least(85), ahead(35)),
        plain.first,
        "process.extract(WRatio)",
    )
    yield Figure(f"{len(frozen)}个查询，前五条里有对的", "%", first.five, (at_least(95),))
    since = later()
    found = recall(since, placed)
    yield Figure(f"以后写的{len(since)}个查询，第一条就对", "%", found.first, (at_least(85),))
    for kind in KINDS:
        wanted = {"colloquial": 85, "initials": 95, "partial": 95}.get(kind, 98)
        five = recall([one for one in since if one.kind == kind], placed).five
        yield Figure(f"其中 {kind}，前五条里有对的", "%", five, (at_least(wanted),))


def _grown(bank: Bank, count: int) -> Bank:
    """Return a bank of that many phrases, the new ones about other fields of work."""
    draw = random.Random(4)
    phrases = list(bank.phrases)
    while len(phrases) < count:
        about = draw.choice(DOMAINS) + draw.choice(DOMAINS) + draw.choice(THINGS)
        phrases.append(_altered(draw.choice(bank.phrases), about, len(phrases)))
    return replace(bank, phrases=tuple(phrases))


def _altered(one: Phrase, about: str, number: int) -> Phrase:
    """Return a phrase like another one, about something else."""
    return replace(
        one,
        id=f"{one.id}.{number}",
        family=f"{one.family}.{number}",
        title=f"{about}{one.title}"[:20],
        text=f"{about}方面：{one.text}",
        keywords=(about, *one.keywords[1:]),
    )


if __name__ == "__main__":
    alone(figures)
