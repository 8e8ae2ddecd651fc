"""From statements to claims and their relations."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from assistant.claims.listening import Listener, Statement
from assistant.claims.model import Claim, Kind, Range, Reading
from assistant.claims.naming import Context
from assistant.claims.relating import relations
from assistant.claims.tokens import Squeezed, squeeze, tokenize
from assistant.claims.vocabulary import Language, language
from assistant.forms import Form


def read(
    text: str, form: Form, facts: Iterable[str] | None = None, year: int | None = None
) -> Reading:
    """Return every claim of a text and how they hang together; never raises, whatever the text is.

    `facts` names the facts that may be bound (those of the script); without it all that the vocabulary knows.
    `year` is the year reported on: with it, claims about other years say so.
    """
    return read_with(text, language(form), facts, year)


def read_with(
    text: str, words: Language, facts: Iterable[str] | None = None, year: int | None = None
) -> Reading:
    """Do what `read` does, with a vocabulary of one's own."""
    squeezed = squeeze(text)
    context = Context(facts=None if facts is None else frozenset(facts))
    listener = Listener(words, spoken=False, context=context, year=year)
    listener.hear(tokenize(squeezed, words))
    owners: dict[int, tuple[Claim, ...]] = {}
    for index, statement in enumerate(listener.statements):
        owners[index] = tuple(_claims(statement, squeezed))
    claims = tuple(claim for index in sorted(owners) for claim in owners[index])
    return Reading(claims, relations(listener.statements, listener.groups, owners))


def _claims(statement: Statement, squeezed: Squeezed) -> Iterable[Claim]:
    why = statement.why or _why(statement)
    base = Claim(
        field="",
        value=statement.value,
        unit=statement.unit,
        kind=statement.kind,
        scope=statement.scope,
        certain=not why and bool(statement.names),
        why=why or ("" if statement.names else "认不出说的是哪一格"),
        noun=statement.noun,
        span=squeezed.span(statement.start, statement.end),
        number=squeezed.span(*statement.number),
        readings=statement.readings,
        year=statement.year,
    )
    names = statement.names or (("",) if not statement.named.unclear else ())
    for name in names:
        yield replace(base, field=name)
    if not names:
        unclear = tuple((spot.name,) for spot in statement.named.unclear)
        yield replace(base, readings=unclear, certain=False, why=why or "没有说清是哪一格")


def _why(statement: Statement) -> str:
    if statement.figured and statement.value is None:
        return "数字看不懂"
    if statement.names and statement.scope.value in ("下级", "累计", "打算", "他年"):
        return f"说的是{statement.scope.value}的数"
    return ""


__all__ = ["Range", "Sequence", "read", "read_with", "Kind"]
