"""The one reader of statements: from any Chinese text to what it claims."""

from __future__ import annotations

from assistant.claims.filling import Filling, Question, Reason, Understood, fill
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
    "Filling",
    "Kind",
    "Question",
    "Range",
    "Reading",
    "Reason",
    "Relation",
    "Scope",
    "Share",
    "Span",
    "Totality",
    "Understood",
    "fill",
    "read",
]
