"""What a place requires of its reports: limits other than the usual ones, with the paper that says so.

Written as entries in `核对/*.md` beside the drafts, next to an office's own levels:

    ## 省里要求总体情况写到两千字
    界线：总体情况多少字要说明
    数值：2000
    理由：省政府办公厅2026年编制通知第三条
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import NamedTuple

from assistant.checks.knowledge import Thresholds
from assistant.entries import Entry, read
from assistant.numerals import read_count
from assistant.problem import Problem, nearest

LIMIT, NUMBER, REASON = "界线", "数值", "理由"

LIMITS: Mapping[str, str] = MappingProxyType(
    {
        "总体情况多少字提示": "overview_long",
        "总体情况多少字要说明": "overview_too_long",
        "总体情况至少多少字": "overview_short",
        "第五部分至少多少字": "problems_short",
        "第五部分与上年相似百分之多少要说明": "same_section",
        "全文与上年相似百分之多少要说明": "same_report",
        "一段与上年相似百分之多少提示": "same_place",
    }
)
"""What may be set, by what it is called; each is a field of `Thresholds`."""


def is_requirement(entry: Entry) -> bool:
    """Whether an entry sets a limit rather than a level."""
    return LIMIT in entry.attributes


class Limit(NamedTuple):
    """A limit of a place's own, and why."""

    number: int
    reason: str


def load(files: Sequence[tuple[str, str]]) -> tuple[Mapping[str, Limit], tuple[Problem, ...]]:
    """Return the limits set in the files, by the field of `Thresholds`, and every complaint about them.

    What is wrong with an entry as such is complained about where levels are read. The first of two that set the same
    limit holds.
    """
    found: dict[str, Limit] = {}
    problems: list[Problem] = []
    for path, text in files:
        entries, _ = read(text, path)
        for entry in filter(is_requirement, entries):
            wrong = list(_wrong(entry, found))
            problems += wrong
            number = read_count(entry.value(NUMBER))
            if not wrong and isinstance(number, int):
                found[LIMITS[entry.value(LIMIT)]] = Limit(number, entry.value(REASON))
    return MappingProxyType(found), tuple(problems)


def required(usual: Thresholds, limits: Mapping[str, Limit]) -> Thresholds:
    """Return the limits of a place: its own where it sets one, otherwise the usual ones."""
    numbers = {name: limit.number for name, limit in limits.items()}
    reasons = MappingProxyType({name: limit.reason for name, limit in limits.items()})
    # LIMITS names fields of whole numbers only.
    return replace(usual, reasons=reasons, **numbers)  # type: ignore[arg-type]


def _wrong(entry: Entry, found: Mapping[str, Limit]) -> Iterator[Problem]:
    keys = (LIMIT, NUMBER, REASON)
    for key in entry.attributes:
        if key not in keys:
            yield entry.problem(key, f"没有这一项{nearest(key, keys)}")
    for key in keys:
        if not entry.value(key) and not entry.unread:
            yield Problem(entry.path, entry.line, f"“{entry.heading}”缺“{key}”这一项。")
    limit = entry.value(LIMIT)
    if limit not in LIMITS:
        yield entry.problem(LIMIT, f"没有“{limit}”这条界线{nearest(limit, LIMITS)}")
    elif LIMITS[limit] in found:
        yield entry.problem(LIMIT, f"“{limit}”前面已经设置过，这一条没有用上；请只留一条。")
    if entry.value(NUMBER) and not isinstance(read_count(entry.value(NUMBER)), int):
        yield entry.problem(NUMBER, f"“{entry.value(NUMBER)}”不是整数。")
