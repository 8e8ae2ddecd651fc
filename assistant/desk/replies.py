"""What the desk says: how an answer was taken, what there is to go to, what was done before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from assistant.interview.script import Question
from assistant.problem import AssistantError
from assistant.report import Value


class NotKept(AssistantError):
    """A paragraph cannot be kept as a phrase as it is."""


class NotForThisDraft(AssistantError):
    """A file is about a year that this draft has no use for."""


class NoYear(AssistantError):
    """The draft does not say which year it is about."""


@dataclass(frozen=True)
class Understood:
    """An answer that was saved."""

    echo: str
    """What was understood."""

    also: str = ""
    """What else changed because of it."""


@dataclass(frozen=True)
class Doubtful:
    """An answer that would take other answers away: to be confirmed first."""

    sentence: str
    answers: Mapping[str, Value | None]
    echo: str
    via: str


@dataclass(frozen=True)
class NotUnderstood:
    """Words that are no answer to the question; they stay where they were typed."""

    sentence: str


@dataclass(frozen=True)
class PassedOver:
    """An optional question left without an answer."""

    sentence: str


@dataclass(frozen=True)
class Heard:
    """A sentence about a table: what it would fill, to be confirmed, and what it leaves to be asked."""

    repeated: str
    """What was understood, row by row; empty when nothing was."""

    asked: str
    """What is unclear, contradictory or still missing; may be empty."""

    answers: Mapping[str, Value | None]
    focus: str
    """What was spoken of last, for the next sentence."""

    open: str
    """The sentence, if it was asked back and fills nothing: the next one may complete it."""

    in_short: tuple[str, ...] = ()
    """What was understood and the first thing asked, a line each, for under the line while it is typed."""


Reply = Understood | Doubtful | NotUnderstood | PassedOver | Heard


@dataclass(frozen=True)
class Entry:
    """One thing that can be gone to."""

    target: str
    """What `kind_of` understands."""

    title: str
    answer: str = ""
    detail: str = ""
    state: str = ""


@dataclass(frozen=True)
class Part:
    """One section of the report with all it holds."""

    id: str
    title: str
    state: str
    done: int
    total: int
    items: tuple[Entry, ...]


SAID = "原话："
"""How the source of an answer begins that was taken from a sentence."""

PASTED = "粘贴"
"""The source of cells that were pasted."""


@dataclass(frozen=True)
class Moved:
    """A step that was taken back, or brought again."""

    words: str
    """What happened: “撤销了：…”."""

    question: Question | None
    """The question that the step answered, as far as it is asked now."""


@dataclass(frozen=True)
class Past:
    """One step of the history in words."""

    no: int
    shown: str
    detail: str
