"""One open draft at work: what the screens ask of it and tell it. No screen is needed to use it.

Everything shown is worked out from the draft's report; the desk itself only remembers what is costly to work out
again for the same report (findings, the names a phrase may use).
"""

from __future__ import annotations

from assistant.desk.asking import Asking
from assistant.desk.leaving import Leaving
from assistant.desk.replies import (
    Doubtful,
    Entry,
    Heard,
    NotKept,
    NotLastYear,
    NotUnderstood,
    NoYear,
    Part,
    PassedOver,
    Past,
    Reply,
    Understood,
)
from assistant.desk.reviewing import Made, Reviewed, Reviewing

__all__ = [
    "Desk",
    "Doubtful",
    "Entry",
    "Heard",
    "Made",
    "NoYear",
    "NotKept",
    "NotLastYear",
    "NotUnderstood",
    "Part",
    "PassedOver",
    "Past",
    "Reply",
    "Reviewed",
    "Understood",
]


class Desk(Asking, Reviewing, Leaving):
    """The draft at work."""
