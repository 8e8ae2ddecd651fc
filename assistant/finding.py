"""What a check says about a report, as a value."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    """How much a finding weighs; the guide's E, W and I."""

    BLOCKS = "阻断"
    """Must be put right before the report can be finished."""

    EXPLAIN = "需说明"
    """Must be put right or explained by the drafter."""

    HINT = "提示"
    """May be ignored."""


@dataclass(frozen=True)
class Finding:
    """Something wrong or odd in a report: where, both facts, why, and how to cure it."""

    code: str
    """The rule's id in the manual, such as `T3-BAL`."""

    level: Level

    fields: tuple[str, ...]
    """The cells or facts it speaks of, the one to go to first."""

    section: str
    """The id of the report's section it stands in, such as `申请`; empty for the whole report."""

    message: str
    """What does not agree with what, with both numbers, in the clerk's words."""

    cure: str
    """What to do about it."""

    basis: str
    """The rule's source: a law, the form, or plain arithmetic."""

    span: tuple[int, int] | None = None
    """Start and end of the words in `section`'s text it speaks of, when it speaks of words."""

    place: str = ""
    """The narrative place the span counts in, such as `总体情况.主动公开`."""

    words: str = ""
    """The words at `span`, where a rule may find several things in one place."""

    @property
    def key(self) -> str:
        """What an explanation of this finding is remembered by; the same at every run."""
        return "|".join(
            (self.code, *self.fields, self.place, *([self.words] if self.words else []))
        )


@dataclass(frozen=True)
class NotAssessed:
    """A rule that could not be judged yet, and why."""

    code: str
    why: str
