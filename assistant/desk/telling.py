"""What a file offers to a draft, in lines for a clerk and as plain JSON."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from assistant.answers import plain
from assistant.desk.incoming import Incoming, Offer, State

_MOST_MISSING = 6


def told_incoming(incoming: Incoming) -> Iterator[str]:
    """Yield whose file it is, what waits for a decision, what can be taken, and what else is to be known."""
    yield f"{incoming.use}　{incoming.about}"
    by_state: dict[State, list[Offer]] = {}
    for offer in incoming.offers:
        by_state.setdefault(offer.state, []).append(offer)
    counts = "，".join(f"{state}{len(found)}项" for state, found in by_state.items())
    yield counts or "没有可以用的。"
    for offer in (*by_state.get(State.DOUBTFUL, ()), *by_state.get(State.OTHER, ())):
        yield _line(offer)
    missing = by_state.get(State.MISSING, [])
    if missing:
        shown = "、".join(offer.title for offer in missing[:_MOST_MISSING])
        more = f"等{len(missing)}项" if len(missing) > _MOST_MISSING else ""
        yield f"没有读到（没有当作0）：{shown}{more}"
    for note in incoming.notes:
        row = f"第{note.row}行：" if note.row and not note.message.startswith("第") else ""
        yield f"{note.kind}　{row}{note.message}"


def _line(offer: Offer) -> str:
    told = f"{offer.state}　{offer.title}：{offer.shown or '没有读成'}"
    if offer.state is State.OTHER:
        told += f"（草稿里是{offer.before}）"
    if offer.doubt:
        told += f"　{offer.doubt}"
    if offer.candidates:
        told += f"（可能是：{'、'.join(offer.candidates)}）"
    return told


def incoming_json(incoming: Incoming) -> dict[str, Any]:
    """Return what a file offers: one object for every answer, with where it stands and why to look at it."""
    return {
        "use": str(incoming.use),
        "about": incoming.about,
        "source": incoming.source or incoming.file,
        "offers": [_offer(offer) for offer in incoming.offers],
        "notes": [
            {"kind": note.kind, "row": note.row or None, "message": note.message}
            for note in incoming.notes
        ],
    }


def _offer(offer: Offer) -> dict[str, Any]:
    found: dict[str, Any] = {
        "name": offer.name,
        "state": str(offer.state),
        "value": None if offer.value is None else plain(offer.value),
        "seen": offer.seen,
    }
    if offer.doubt:
        found |= {"doubt": offer.doubt, "candidates": list(offer.candidates)}
    if offer.before:
        found["before"] = offer.before
    if offer.rows:
        found["rows"] = list(offer.rows)
    return found
