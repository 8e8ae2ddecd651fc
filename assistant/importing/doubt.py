"""What an import is not certain of."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Doubt:
    """One thing a person should look at before it is used."""

    field: str
    """The cell or fact it is about; empty when it is about the file as a whole."""

    message: str
    """What was seen and what was made of it, in Chinese, ending in a full stop."""

    candidates: tuple[str, ...] = ()
    """What it may be instead, the nearest first."""
