"""The one exception of this package."""

from __future__ import annotations

from assistant.problem import AssistantError


class ImportRefused(AssistantError):
    """A file cannot be taken over; the sentence says what it is and what to do instead."""
