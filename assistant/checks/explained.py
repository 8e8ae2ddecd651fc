"""Explanations: what the drafter says to a finding, kept as long as the numbers stay the same.

An explanation is an answer of the report, under `说明.` and the finding's key. Its first line holds the numbers the
finding named at the time, its other lines the drafter's reason. A finding that names other numbers later is open
again; the old reason is still there to be confirmed or rewritten.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from typing import NamedTuple

from assistant.finding import Finding, Level
from assistant.report import EXPLANATION, Report

_NUMBERS = re.compile(r"\d+(?:\.\d+)?")


class Explanation(NamedTuple):
    """What the drafter said to a finding."""

    reason: str
    current: bool
    """Whether the finding still names the numbers it was said to."""


class Judged(NamedTuple):
    """A finding with what was said to it, if anything was."""

    finding: Finding
    explanation: Explanation | None


def fingerprint(finding: Finding) -> str:
    """Return the numbers a finding names, in their order; its words when it names none."""
    return " ".join(_NUMBERS.findall(finding.message)) or finding.message


def explanation(finding: Finding, reason: str) -> tuple[str, str]:
    """Return the answer, by name and value, that explains a finding."""
    return EXPLANATION + finding.key, f"{fingerprint(finding)}\n{reason.strip()}"


def apply_explanations(findings: Iterable[Finding], report: Report) -> tuple[Judged, ...]:
    """Return every finding with the explanation the report keeps for it."""
    return tuple(Judged(finding, _kept(finding, report)) for finding in findings)


def _kept(finding: Finding, report: Report) -> Explanation | None:
    numbers, _, reason = report.text_fact(EXPLANATION + finding.key).partition("\n")
    return Explanation(reason, numbers == fingerprint(finding)) if reason.strip() else None


def unused_explanations(findings: Iterable[Finding], report: Report) -> tuple[str, ...]:
    """Return the names of explanations whose finding no longer exists."""
    wanted = {EXPLANATION + finding.key for finding in findings}
    return tuple(
        name for name in report.answers if name.startswith(EXPLANATION) and name not in wanted
    )


def unsettled(
    findings: Iterable[Finding], report: Report, explainable: Collection[str]
) -> tuple[Finding, ...]:
    """Return what is neither a mere hint nor explained where an explanation is enough."""
    return tuple(
        finding
        for finding, said in apply_explanations(findings, report)
        if finding.level is not Level.HINT
        and not (said and said.current and _may_be_explained(finding, explainable))
    )


def blocking(
    findings: Iterable[Finding], report: Report, explainable: Collection[str]
) -> tuple[Finding, ...]:
    """Return what is unsettled and of level 阻断."""
    return tuple(
        finding
        for finding in unsettled(findings, report, explainable)
        if finding.level is Level.BLOCKS
    )


def _may_be_explained(finding: Finding, explainable: Collection[str]) -> bool:
    return finding.level is Level.EXPLAIN or finding.code in explainable
