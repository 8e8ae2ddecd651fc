"""From statements to claims and their relations."""

from __future__ import annotations

import re
from collections.abc import Iterable

from assistant.claims.listening import Listener
from assistant.claims.model import Balance, Claim, Kind, Reading, Scope
from assistant.claims.named import Context
from assistant.claims.relating import relations
from assistant.claims.statements import Statement
from assistant.claims.tokens import Squeezed, squeeze, tokenize
from assistant.claims.vocabulary import Language, language
from assistant.forms import Form

PLACES = {
    "总体情况.依申请公开": "申请",
    "申请.说明": "申请",
    "复议诉讼.说明": "复议诉讼",
    "其他事项.信息处理费": "信息处理费",
}
"""What is spoken of in a narrative place before its text says so."""


def read(
    text: str,
    form: Form,
    facts: Iterable[str] | None = None,
    year: int | None = None,
    place: str = "",
) -> Reading:
    """Return every claim of a text and how they hang together; never raises, whatever the text is.

    `facts` names the facts that may be bound (those of the script); without it all that the vocabulary knows.
    `year` is the year reported on: with it, claims about other years say so. `place` is the narrative place the
    text stands in: under 总体情况.依申请公开, 予以公开3件 needs no further word to be about applications.
    """
    return read_with(text, language(form), facts, year, place)


def read_with(
    text: str,
    words: Language,
    facts: Iterable[str] | None = None,
    year: int | None = None,
    place: str = "",
) -> Reading:
    """Do what `read` does, with a vocabulary of one's own."""
    squeezed = squeeze(text)
    context = Context(
        topic=PLACES.get(place, ""), facts=None if facts is None else frozenset(facts)
    )
    listener = Listener(words, spoken=False, context=context, year=year)
    listener.hear(tokenize(squeezed, words))
    owners: dict[int, tuple[Claim, ...]] = {}
    for index, statement in enumerate(listener.statements):
        owners[index] = tuple(_claims(statement, squeezed))
    claims = tuple(claim for index in sorted(owners) for claim in owners[index])
    sums = tuple(written_balances(squeezed))
    return Reading(
        (*claims, *(claim for balance in sums for claim in (*balance.left, *balance.right))),
        (*relations(listener.statements, listener.groups, owners), *sums),
    )


_EQUATION = re.compile(
    r"(?<![\d.=+])\d{1,9}件?(?:\+\d{1,9}件?){0,6}=\d{1,9}件?(?:\+\d{1,9}件?){0,6}(?![\d.=+])"
)
_TERM = re.compile(r"\d{1,9}")


def written_balances(squeezed: Squeezed) -> Iterable[Balance]:
    """Yield sums written out with signs: 78+3=75+3."""
    for found in _EQUATION.finditer(squeezed.text) if "=" in squeezed.text else ():
        if "+" not in found[0]:
            continue
        middle = found[0].index("=")
        terms = [
            (_term(squeezed, found.start(), term), term.start())
            for term in _TERM.finditer(found[0])
        ]
        yield Balance(
            tuple(claim for claim, start in terms if start < middle),
            tuple(claim for claim, start in terms if start > middle),
        )


def _term(squeezed: Squeezed, start: int, term: re.Match[str]) -> Claim:
    span = squeezed.span(start + term.start(), start + term.end())
    return Claim(
        "", int(term[0]), "", Kind.COUNT, Scope.THIS, certain=False, why="算式里的数，没有写是哪一格",
        noun="", span=span, number=span,
    )  # fmt: skip


def _claims(statement: Statement, squeezed: Squeezed) -> Iterable[Claim]:
    why = statement.why or _why(statement)
    names, readings = statement.names, statement.readings
    certain = bool(names) and not why
    if not names and statement.named.unclear:
        why = why or "没有说清是哪一格"
        readings = tuple((spot.name,) for spot in statement.named.unclear)
    elif not names:
        why = why or "认不出说的是哪一格"
    for name in names or ("",):
        yield Claim(
            field=name,
            value=statement.value,
            unit=statement.unit,
            kind=statement.kind,
            scope=statement.scope,
            certain=certain,
            why=why,
            noun=statement.noun,
            span=squeezed.span(statement.start, statement.end),
            number=squeezed.span(*statement.number),
            readings=readings,
            year=statement.year,
        )


def _why(statement: Statement) -> str:
    if statement.figured and statement.value is None:
        return "数字看不懂"
    if statement.names and statement.scope.value in ("下级", "累计", "打算", "他年"):
        return f"说的是{statement.scope.value}的数"
    return ""
