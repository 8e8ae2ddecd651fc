"""Who has signed off a report, and whether what they signed is still what it says.

A signature is an answer of the draft, `审签.<role>`: name, day and the fingerprint of the content at that moment. When
a figure, a word or the date changes, the fingerprint changes, and the signature is void without anybody saying so.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from dataclasses import astuple, dataclass

from assistant.document.nodes import Document
from assistant.problem import AssistantError, nearest
from assistant.report import Report

APPROVAL = "审签."
ROLES = ("填报人", "审核人", "保密审查", "负责人")
"""Who signs, in the order they do."""

_SHOWN = 16
_SIGNED = re.compile(r"(?P<name>.+) (?P<day>\d{4}-\d{2}-\d{2}) (?P<mark>[0-9a-f]{16})")


class NotARole(AssistantError):
    """Somebody was to sign as what nobody signs as."""


@dataclass(frozen=True)
class Approval:
    """One role, and who signed as it."""

    role: str
    name: str = ""
    """Empty while nobody has signed."""

    day: str = ""
    """ISO date."""

    holds: bool = False
    """Whether the content is still what was signed."""

    @property
    def standing(self) -> str:
        """How it stands, in words; empty while nobody has signed."""
        if not self.name:
            return ""
        return "内容未变，有效" if self.holds else "签后内容有改动，已失效，请重签"


@dataclass(frozen=True)
class Signatures:
    """Every role in the order they sign, under the content as it is now."""

    mark: str
    """The fingerprint of that content."""

    roles: tuple[Approval, ...]


def fingerprint(document: Document) -> str:
    """Return sixteen hexadecimal digits that change with every word, figure and date of the report."""
    said = repr((document.title, document.date, [astuple(block) for block in document.blocks]))
    return hashlib.sha256(said.encode()).hexdigest()[:_SHOWN]


def signed(role: str, name: str, day: dt.date, mark: str) -> tuple[str, str]:
    """Return name and answer to put into the draft; `NotARole` lists the roles there are."""
    if role not in ROLES:
        raise NotARole(f"没有“{role}”这一道审签，可以是{'、'.join(ROLES)}{nearest(role, ROLES)}")
    plain = " ".join(name.split())
    if not plain:
        raise NotARole("请写明签字人的姓名。")
    return APPROVAL + role, f"{plain} {day.isoformat()} {mark}"


def signatures(report: Report, mark: str) -> Signatures:
    """Return the signatures in the draft; `mark` is the fingerprint as it is now."""
    found = {role: _SIGNED.fullmatch(report.text_fact(APPROVAL + role)) for role in ROLES}
    return Signatures(
        mark,
        tuple(
            Approval(role, match["name"], match["day"], match["mark"] == mark)
            if match
            else Approval(role)
            for role, match in found.items()
        ),
    )
