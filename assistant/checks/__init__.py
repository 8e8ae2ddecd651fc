"""Checks: every rule of the manual as one class, and the run over a report.

A finding is a value and is never raised. What could not be judged, for want of figures, of facts or of last year's
report, is a value too: a rule without its input neither accuses nor acquits.
"""

from __future__ import annotations

import inspect
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from assistant.checks import (
    adopted,
    assertions,
    complete,
    copied,
    dated,
    fees,
    heading,
    identity,
    legal,
    narrative,
    notation,
    privacy,
    problems,
    rates,
    restated,
    statements,
    structure,
    style,
    sums,
    tables,
    unfinished,
    wording,
    years,
)
from assistant.checks.base import Check, title
from assistant.checks.case import Case
from assistant.checks.explained import (
    Explanation,
    Judged,
    apply_explanations,
    explanation,
    unused_explanations,
)
from assistant.checks.explained import blocking as _blocking
from assistant.checks.explained import unsettled as _unsettled
from assistant.checks.settings import settled
from assistant.checks.standards import BARE, Standards
from assistant.finding import Finding, Level, NotAssessed
from assistant.forms import Form
from assistant.problem import AssistantError, nearest
from assistant.report import Report

__all__ = [
    "ALL",
    "FAMILIES",
    "GAPS",
    "RULES",
    "Check",
    "Checked",
    "Explanation",
    "Judged",
    "NoSuchRule",
    "Rule",
    "apply_explanations",
    "as_json",
    "blocking",
    "explain",
    "explanation",
    "rules",
    "run",
    "treatment",
    "unsettled",
    "unused_explanations",
]

FAMILIES: Mapping[str, tuple[type[Check], ...]] = {
    "完整": (*heading.ALL, *complete.ALL, *unfinished.ALL),
    "结构": (*structure.ALL, *narrative.ALL),
    "问题和改进": problems.ALL,
    "单位": identity.ALL,
    "年份和日期": years.ALL,
    "会议和时代用语": dated.ALL,
    "依据": legal.ALL,
    "文字": (*wording.ALL, *notation.ALL, *style.ALL),
    "保密和隐私": privacy.ALL,
    "照抄": copied.ALL,
    "语料": adopted.ALL,
    "正文里的数": (
        *statements.ALL,
        *restated.ALL,
        *assertions.ALL,
        *sums.ALL,
        *rates.ALL,
        *fees.ALL,
    ),
    "表内和跨年": tables.ALL,
}
"""Every rule, in families, in the order of the manual."""

ALL: tuple[type[Check], ...] = tuple(check for family in FAMILIES.values() for check in family)
"""Every rule."""

RULES: Mapping[str, type[Check]] = {check.code: check for check in ALL}
"""Every rule by its code."""

GAPS = frozenset(check.code for check in ALL if check.gap)
"""Rules that only say what is not there yet."""

EXPLAINABLE = frozenset(check.code for check in ALL if check.explainable)
"""Rules of level 阻断 that an explanation settles."""


class NoSuchRule(AssistantError):
    """A code that is no rule's."""


@dataclass(frozen=True)
class Checked:
    """What a run found."""

    findings: tuple[Finding, ...]
    """In the order of the report."""

    not_assessed: tuple[NotAssessed, ...]
    """What could not be judged and why, in the order of the rules."""


class Rule(NamedTuple):
    """One line of the list of rules."""

    code: str
    level: Level
    title: str
    basis: str
    family: str


def run(
    form: Form,
    report: Report,
    last_year: Report | None = None,
    today: date | None = None,
    standards: Standards = BARE,
) -> Checked:
    """Return what every rule says about a report.

    `last_year` is last year's report, if there is one; what cannot be compared with it is not assessed. `today`
    serves the rules about the calendar and is never read from the clock here. `standards` (see `content.standards`)
    holds what the program knows of meetings, laws and words, and an office's own levels.
    """
    case = Case(form, report, last_year, today, standards)
    findings: list[Finding] = []
    not_assessed: list[NotAssessed] = []
    for check in (kind() for kind in ALL):
        if not check.applies(case):
            continue
        why = check.unmet(case)
        for verdict in [check.waits(why)] if why else check.check(case):
            match verdict:
                case Finding():
                    findings.append(verdict)
                case NotAssessed():
                    not_assessed.append(verdict)
    order = _Order(form)
    own = {check.code: check.level for check in ALL}
    levelled = [settled(each, own[each.code], standards.settings) for each in findings]
    return Checked(tuple(sorted(levelled, key=order.place)), tuple(dict.fromkeys(not_assessed)))


class _Order:
    """The places of a report, in the order in which it is read."""

    def __init__(self, form: Form) -> None:
        self.sections = {section.id: number for number, section in enumerate(form.sections)}
        self.spots = {name: number for number, name in enumerate((*form.places, *form.fields))}

    def place(self, finding: Finding) -> tuple[int, int, int]:
        """Return where a finding stands: section, spot in it, words in the spot."""
        first = finding.fields[0].removeprefix("正文.") if finding.fields else ""
        spot = self.spots.get(finding.place or first, -1)
        words = finding.span[0] if finding.span else -1
        return self.sections.get(finding.section, -1), spot, words


def _rule(code: str) -> type[Check]:
    wanted = code.strip().casefold()
    for check in ALL:
        if check.code.casefold() == wanted:
            return check
    known = {proper.casefold(): proper for proper in RULES}
    offered = nearest(wanted, known)
    for folded, proper in known.items():
        offered = offered.replace(f"“{folded}”", f"“{proper}”")
    raise NoSuchRule(f"没有“{code}”这条规则{offered}")


def explain(code: str) -> str:
    """Return the manual page of a rule; `NoSuchRule` offers the nearest code."""
    check = _rule(code)
    page = [f"{check.code}　{check.level}", inspect.cleandoc(check.__doc__ or "")]
    page += [f"依据：{check.basis}", f"处理：{treatment(check)}"]
    if check.needs:
        page.append(f"需要：{'、'.join(check.needs)}")
    return "\n\n".join(page) + "\n"


def treatment(check: type[Check]) -> str:
    """Return what a rule's findings ask for."""
    match check.level:
        case Level.BLOCKS if check.explainable:
            return "必须改正才能定稿；确实另有原因的，写明说明后可以定稿。"
        case Level.BLOCKS:
            return "必须改正才能定稿。"
        case Level.EXPLAIN:
            return "改正，或者写明说明。"
        case _:
            return "提醒注意，可以不处理。"


def rules() -> tuple[Rule, ...]:
    """Return every rule in one line, in the order of the manual."""
    return tuple(
        Rule(check.code, check.level, title(check), check.basis, family)
        for family, checks in FAMILIES.items()
        for check in checks
    )


def blocking(findings: Iterable[Finding], report: Report) -> tuple[Finding, ...]:
    """Return the findings of level 阻断 that keep a report from being finished.

    An explanation that still fits settles those rules whose cause may lie outside the report (T3-CARRY, T2-STOCK).
    """
    return _blocking(findings, report, EXPLAINABLE)


def unsettled(findings: Iterable[Finding], report: Report) -> tuple[Finding, ...]:
    """Return what still asks for a correction or an explanation: 阻断 as in `blocking`, and 需说明 unexplained."""
    return _unsettled(findings, report, EXPLAINABLE)


def as_json(finding: Finding) -> Mapping[str, Any]:
    """Return a finding in the shape the command line prints."""
    return {
        "code": finding.code,
        "level": str(finding.level),
        "fields": list(finding.fields),
        "section": finding.section,
        "message": finding.message,
        "cure": finding.cure,
        "basis": finding.basis,
        "span": list(finding.span) if finding.span else None,
    }
