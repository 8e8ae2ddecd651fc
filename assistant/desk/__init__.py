"""One open draft at work: what the screens ask of it and tell it. No screen is needed to use it.

Everything shown is worked out from the draft's report; the desk itself only remembers what is costly to work out
again for the same report (findings, the names a phrase may use).
"""

from __future__ import annotations

from assistant.desk.asking import Asking
from assistant.desk.incoming import Incoming, Note, Offer, State, Use
from assistant.desk.leaving import Leaving
from assistant.desk.receiving import Receiving
from assistant.desk.replies import (
    PASTED,
    SAID,
    Doubtful,
    Entry,
    Heard,
    Moved,
    NotForThisDraft,
    NotKept,
    NotUnderstood,
    NoYear,
    Part,
    PassedOver,
    Past,
    Reply,
    Understood,
)
from assistant.desk.requesting import Requesting
from assistant.desk.reviewing import Made, Reviewed, Reviewing

__all__ = [
    "PASTED",
    "SAID",
    "Desk",
    "Doubtful",
    "Entry",
    "Heard",
    "Incoming",
    "Made",
    "Moved",
    "NoYear",
    "NotForThisDraft",
    "NotKept",
    "NotUnderstood",
    "Note",
    "Offer",
    "Part",
    "PassedOver",
    "Past",
    "Reply",
    "Reviewed",
    "State",
    "Understood",
    "Use",
]


class Desk(Asking, Reviewing, Receiving, Requesting, Leaving):
    """The draft at work."""
