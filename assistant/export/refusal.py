"""Whether a report may be exported as final, and what to say when it may not."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from assistant.finding import Finding, Level

SHOWN = 3
"""How many reasons one sentence can carry; the findings screen has the rest."""


ON_COMMAND_LINE = "命令行加 --as-draft"

REASON = 60
"""Characters of a reason that help to recognise it; the findings screen has it whole."""


def blocking(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return the findings that keep a report from being final, in their order."""
    return tuple(finding for finding in findings if finding.level is Level.BLOCKS)


def export_refusal(findings: Iterable[Finding], draft_way: str = ON_COMMAND_LINE) -> str | None:
    """Return why the report cannot be exported as final, and what to do instead; nothing when it can.

    `draft_way` says how a draft is exported where the sentence is read.
    """
    reasons = blocking(findings)
    if not reasons:
        return None
    listed = "；".join(_reason(number, finding) for number, finding in _numbered(reasons[:SHOWN]))
    rest = "" if len(reasons) <= SHOWN else f"；另有 {len(reasons) - SHOWN} 处"
    return (
        f"还有 {len(reasons)} 处必须处理，暂时不能导出定稿：{listed}{rest}。"
        f"处理完再导出；要先送人看，可以导出草稿（{draft_way}），文件上会标明“草稿”。"
    )


def _numbered(findings: Sequence[Finding]) -> Iterable[tuple[int, Finding]]:
    return enumerate(findings, start=1)


def _reason(number: int, finding: Finding) -> str:
    words = finding.message.rstrip("。")
    shown = words if len(words) <= REASON else f"{words[: REASON - 1]}…"
    return f"（{number}）{shown}"
