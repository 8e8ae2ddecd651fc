"""The one reader of statements: from any Chinese text to what it claims."""

from __future__ import annotations

from assistant.claims.model import (
    Balance,
    Breakdown,
    Claim,
    Comparison,
    Kind,
    Range,
    Reading,
    Relation,
    Scope,
    Share,
    Span,
    Totality,
)
from assistant.claims.reading import read

__all__ = [
    "Balance",
    "Breakdown",
    "Claim",
    "Comparison",
    "Kind",
    "Range",
    "Reading",
    "Relation",
    "Scope",
    "Share",
    "Span",
    "Totality",
    "read",
]
