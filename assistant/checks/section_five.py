"""Section five as it is written: where the problems end and what is done about them begins.

A draft has a place for each of the two. A report that was read from a file has one text, in which measures follow
after words like 下一步 or 针对上述问题, after what became of last year's problems, or where a second list begins.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.checks.case import Case

PROBLEMS = "问题改进"
PROBLEM, MEASURE = f"{PROBLEMS}.主要问题", f"{PROBLEMS}.改进情况"

_BEGINS = re.compile(
    r"针对(?:上述|以上|这些|存在)|(?:下一步|下步|今后|改进措施|改进情况|整改措施|整改情况)[，：,:。]?"
    r"|\d{4}年[，,]?我[\u4e00-\u9fff]{1,3}将|\d{4}年[，,]?将|为(?:解决|改进)"
    r"|(?:针对|对)?(?:上年|上一年|\d{4}年)度?(?:的?(?:报告|年报))?(?:中|里)?(?:所)?(?:指出|提出|反映|查找|存在)[^。；]{0,40}问题"
)
_FIRST = re.compile(r"一是|（一）|(?<![\d.])1[.．](?!\d)|第一，")
_TELLS = re.compile(
    r"问题|不足|不够|不到|有待|差距|薄弱|欠缺|偏[低少弱慢]|滞后|不及时|不均衡|不高|单一|困难|短板"
)


def problem_text(case: Case) -> tuple[str, str]:
    """Return the place where the problems stand, and its words about them."""
    if case.text(PROBLEM):
        return PROBLEM, case.text(PROBLEM)
    whole = case.text(PROBLEMS)
    return PROBLEMS, whole[: _parting(whole)]


def measure_text(case: Case) -> tuple[str, str]:
    """Return the place where the measures stand, and its words about them."""
    if case.text(MEASURE):
        return MEASURE, case.text(MEASURE)
    whole = case.text(PROBLEMS)
    return PROBLEMS, whole[_parting(whole) :]


def _parting(whole: str) -> int:
    """Return where the measures begin, behind the first words that tell a problem; the end where none do."""
    return next(
        (start for start in sorted(_partings(whole)) if _TELLS.search(whole[:start])), len(whole)
    )


def _partings(whole: str) -> Iterator[int]:
    for match in _BEGINS.finditer(whole):
        yield match.start()
    firsts = [match.start() for match in _FIRST.finditer(whole)]
    if len(firsts) > 1:
        # The second list; it begins with its sentence.
        before = max(whole.rfind(mark, 0, firsts[1]) for mark in "。\n")
        yield before + 1
