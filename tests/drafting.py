"""A program that drafts until it is killed, and prints what was stored: how many changes, and their fingerprint."""

from __future__ import annotations

import hashlib
import random
import sys
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from assistant.changes import Change
from assistant.drafts import Draft, DraftRefused
from assistant.report import Paragraph, Pending, Value

NAMES = ("申请.新收.自然人", "培训次数", "自称", "正文.前言", "主动公开.收费.金额")


def fingerprint(changes: Sequence[Change]) -> str:
    """A digest over everything these changes say."""
    said = [(one.no, one.step, one.field, one.new, one.via, one.at.isoformat()) for one in changes]
    return hashlib.sha256(repr(said).encode()).hexdigest()[:16]


def jumping_clock(chance: random.Random) -> datetime:
    """A clock that somebody sets, forwards and back."""
    return datetime(2026, 1, 8, tzinfo=UTC) + timedelta(hours=chance.randrange(-9000, 9000))


def anything(chance: random.Random) -> Value | None:
    values: tuple[Value | None, ...] = (
        None,
        chance.randrange(1000),
        "我局" * chance.randrange(700),
        Pending("等人事科"),
        (Paragraph("长" * chance.randrange(3000)),),
    )
    return chance.choice(values)


def one_step(draft: Draft, chance: random.Random) -> None:
    """Do what a clerk does: mostly answers, sometimes undo, redo, or back to an earlier step."""
    match chance.randrange(12):
        case 0:
            draft.undo()
        case 1:
            draft.redo()
        case 2:
            draft.restore(chance.choice(draft.history()).no)
        case _:
            names = chance.sample(NAMES, chance.randrange(1, len(NAMES)))
            draft.append({name: anything(chance) for name in names})


def short_of_room(draft: Draft, chance: random.Random) -> None:
    """Answer once while the file may not grow; the refusal leaves everything as it was."""
    import resource  # not on Windows, where nothing here is run

    _, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    limit = draft.path.stat().st_size + chance.randrange(9000)
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, hard))
    before = draft.report
    try:
        draft.append(dict.fromkeys(NAMES[2:4], "满" * 4000))
    except DraftRefused:
        if draft.report != before:
            raise SystemExit("a refused answer changed the report") from None
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))


def main(path: Path, seed: int) -> None:
    """Draft for ever."""
    chance = random.Random(seed)
    with Draft.open(path, clock=lambda: jumping_clock(chance)) as draft:
        while True:
            if chance.random() < 0.1:
                short_of_room(draft, chance)
            else:
                one_step(draft, chance)
            changes = draft.log.changes
            sys.stdout.write(f"{len(changes)} {fingerprint(changes)}\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
