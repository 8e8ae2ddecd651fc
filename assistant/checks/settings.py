"""An office's own levels: a rule that counts for more, or for less, with a reason.

Written as entries in `核对/*.md` beside the drafts:

    ## 总体情况可以长一些
    规则：Q-LEN
    级别：提示
    理由：省里的编制通知要求写到两千字。

A milder level holds for whatever was graver; a graver one for findings at the rule's own level, what is only hinted
at stays a hint. Arithmetic cannot be made milder: a table that does not add up never becomes right by agreement.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from assistant.checks.base import Check
from assistant.checks.requirements import is_requirement
from assistant.checks.standards import Setting
from assistant.entries import Entry, read
from assistant.finding import Finding, Level
from assistant.problem import Problem, nearest

CODE, LEVEL, REASON = "规则", "级别", "理由"
_LEVELS = tuple(Level)
_WEIGHT = {level: len(_LEVELS) - number for number, level in enumerate(_LEVELS)}


def load(
    files: Sequence[tuple[str, str]], rules: Mapping[str, type[Check]]
) -> tuple[Mapping[str, Setting], tuple[Problem, ...]]:
    """Return the levels set in the files, by code, and every complaint; `rules` are all rules by code.

    Where two entries set one rule, the first holds and the second is complained about.
    """
    found: dict[str, Setting] = {}
    problems: list[Problem] = []
    for path, text in files:
        entries, complaints = read(text, path)
        problems += complaints
        for entry in entries:
            if is_requirement(entry):
                continue
            wrong = list(_wrong(entry, rules, found))
            problems += wrong
            if not wrong:
                level, reason = Level(entry.value(LEVEL)), entry.value(REASON)
                found[_code(entry, rules)] = Setting(level, reason)
    return MappingProxyType(found), tuple(problems)


def _code(entry: Entry, rules: Mapping[str, type[Check]]) -> str:
    written = entry.value(CODE).casefold()
    return next((code for code in rules if code.casefold() == written), "")


def _wrong(
    entry: Entry, rules: Mapping[str, type[Check]], found: Mapping[str, Setting]
) -> Iterator[Problem]:
    for key in entry.attributes:
        if key not in (CODE, LEVEL, REASON):
            yield entry.problem(key, f"没有这一项{nearest(key, (CODE, LEVEL, REASON))}")
    for key in (CODE, LEVEL, REASON):
        if not entry.value(key) and not entry.unread:
            yield Problem(entry.path, entry.line, f"“{entry.heading}”缺“{key}”这一项。")
    code, level = _code(entry, rules), entry.value(LEVEL)
    if entry.value(CODE) and not code:
        yield entry.problem(
            CODE, f"没有“{entry.value(CODE)}”这条规则{nearest(entry.value(CODE), rules)}"
        )
    if level and level not in _LEVELS:
        yield entry.problem(LEVEL, f"级别写{'、'.join(_LEVELS)}中的一个，现在写的是“{level}”。")
    elif code and level and rules[code].arithmetic and _milder(Level(level), rules[code].level):
        yield entry.problem(LEVEL, f"{code}是算术规则，数对不上就是对不上，级别不能调低。")
    if code in found:
        yield entry.problem(CODE, f"“{code}”前面已经设置过，这一条没有用上；请只留一条。")


def _milder(one: Level, other: Level) -> bool:
    return _WEIGHT[one] < _WEIGHT[other]


def settled(finding: Finding, own: Level, settings: Mapping[str, Setting]) -> Finding:
    """Return a finding at the office's own level; `own` is the level of its rule."""
    setting = settings.get(finding.code)
    if setting is None:
        return finding
    lowered = _milder(setting.level, finding.level)
    raised = finding.level is own and _milder(own, setting.level)
    if not (lowered or raised):
        return finding
    basis = f"{finding.basis}；本单位设为{setting.level}：{setting.reason.rstrip('。')}"
    return replace(finding, level=setting.level, basis=basis)
