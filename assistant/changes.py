"""The history of a draft as values: changes, their replay, their inverse, and what undo and redo reach.

A change is never edited or removed. Undo appends the inverse of a step, redo appends the inverse of that undo;
the report is the replay of everything. Changes that were made together share a step and are undone together.
Step 0 is what the draft was created with; it cannot be undone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from functools import cached_property
from itertools import groupby

from assistant.report import Report, Value
from assistant.values import same


class Via(StrEnum):
    """How an answer came into the draft."""

    TYPED = "录入"
    IMPORTED = "导入"
    PHRASE = "语料"
    ZERO = "零报告"
    EXPLAINED = "说明"
    UNDONE = "撤销"
    REDONE = "重做"
    RESTORED = "恢复"
    """Taken from an earlier point of the history."""

    SALVAGED = "抢救"
    """Set while a damaged draft was rescued, because the answer itself could not be read."""


@dataclass(frozen=True)
class Change:
    """One answer that was given, altered or taken away."""

    no: int
    """Its place in the whole history, from 1, without gaps."""

    step: int
    """The step it belongs to; steps count from 1, 0 is the creation of the draft."""

    field: str
    """The name in `Report.answers`."""

    old: Value | None
    """The answer before; `None`: there was none."""

    new: Value | None
    """The answer after; `None`: it was taken away."""

    via: Via
    at: datetime
    """When, to the second, with its time zone."""

    by: str = ""
    source: str = ""
    """Where it came from: a file, the 编号 of a phrase, the question that was asked."""

    undoes: int | None = None
    """The step whose inverse this is part of, for undo and redo."""


@dataclass(frozen=True)
class Log:
    """Everything a draft remembers."""

    made_at: datetime
    made_by: str
    changes: tuple[Change, ...] = ()

    @property
    def report(self) -> Report:
        """What it leads to."""
        return replay(self.changes)

    @cached_property
    def latest(self) -> Mapping[str, Change]:
        """The last change of every name."""
        return {change.field: change for change in self.changes}

    @cached_property
    def origins(self) -> Mapping[str, Change]:
        """The change that gave every answer that stands now, through every undoing and redoing of it."""
        given: dict[str, list[Change]] = {}
        for change in self.changes:
            given.setdefault(change.field, []).append(change)
        return {name: _first_given(changes) for name, changes in given.items()}


_AGAIN = (Via.UNDONE, Via.REDONE, Via.RESTORED)
"""Ways by which an earlier answer comes back; what it came from is what it came from the first time."""


def _first_given(changes: Sequence[Change]) -> Change:
    *before, last = changes
    if last.via in _AGAIN:
        for change in reversed(before):
            if change.via not in _AGAIN and same(change.new, last.new):
                return change
    return last


@dataclass(frozen=True)
class Step:
    """Changes that were made, and are undone, together."""

    changes: tuple[Change, ...]
    """At least one."""

    @property
    def no(self) -> int:
        """Its number; 0 is the creation of the draft."""
        return self.changes[0].step

    @property
    def via(self) -> Via:
        """How the step came about: what its first change says."""
        return self.changes[0].via

    @property
    def source(self) -> str:
        """Where its answers came from."""
        return self.changes[0].source

    @property
    def at(self) -> datetime:
        """When it was made."""
        return self.changes[0].at

    @property
    def by(self) -> str:
        """Who made it."""
        return self.changes[0].by

    @property
    def undoes(self) -> int | None:
        """The step it takes back, for undo and redo."""
        return self.changes[0].undoes

    @property
    def fields(self) -> tuple[str, ...]:
        """The names it touched, in order."""
        return tuple(change.field for change in self.changes)


def replay(changes: Iterable[Change]) -> Report:
    """Return the report that these changes, applied in order, lead to."""
    answers: dict[str, Value] = {}
    for change in changes:
        if change.new is None:
            answers.pop(change.field, None)
        else:
            answers[change.field] = change.new
    return Report(answers)


def until(changes: Sequence[Change], step: int) -> Report:
    """Return the report as it stood after `step`."""
    return replay(change for change in changes if change.step <= step)


def steps(changes: Iterable[Change]) -> tuple[Step, ...]:
    """Return the changes grouped into steps, oldest first."""
    return tuple(Step(tuple(group)) for _, group in groupby(changes, key=lambda c: c.step))


def compose(
    history: Sequence[Change],
    answers: Mapping[str, Value],
    wanted: Mapping[str, Value | None],
    like: Change,
) -> tuple[Change, ...]:
    """Return the next step: the changes that lead from `answers` to `wanted`.

    `wanted` names only what should differ; what already stands so is left out, and the step may be empty.
    Numbers are counted on; via, source, time, author and `undoes` are those of `like`, `step` 0 only when the
    draft is being created.
    """
    first = history[-1].no + 1 if history else 1
    differing = [
        (name, answers.get(name), value)
        for name, value in wanted.items()
        if not same(answers.get(name), value)
    ]
    return tuple(
        replace(like, no=number, field=name, old=old, new=new)
        for number, (name, old, new) in enumerate(differing, first)
    )


def inverse(step: Step) -> Mapping[str, Value | None]:
    """Return the answers that take a step back."""
    return {change.field: change.old for change in reversed(step.changes)}


def difference(now: Report, then: Report) -> Mapping[str, Value | None]:
    """Return what to answer so that `now` becomes `then`."""
    gone = {name: None for name in now.answers if name not in then.answers}
    other = {
        name: value
        for name, value in then.answers.items()
        if not same(now.answers.get(name), value)
    }
    return {**gone, **other}


def undoable(changes: Sequence[Change]) -> Step | None:
    """Return the step that undo would take back, or nothing."""
    done, _ = _reach(changes)
    return done[-1] if done else None


def redoable(changes: Sequence[Change]) -> Step | None:
    """Return the undo that redo would take back, or nothing; any other new change ends the chance."""
    _, undone = _reach(changes)
    return undone[-1] if undone else None


def _reach(changes: Sequence[Change]) -> tuple[list[Step], list[Step]]:
    """Return the steps still in effect and the undos that can be redone, latest last."""
    done: list[Step] = []
    undone: list[Step] = []
    for step in steps(changes):
        if step.via is Via.UNDONE and done and done[-1].no == step.undoes:
            done.pop()
            undone.append(step)
        elif step.via is Via.REDONE and undone and undone[-1].no == step.undoes:
            undone.pop()
            done.append(step)
        elif step.no > 0:
            done.append(step)
            undone.clear()
    return done, undone


def broken_link(changes: Iterable[Change]) -> tuple[Change, str] | None:
    """Return the first change that does not continue what stands before it, and why, or nothing."""
    answers: dict[str, Value] = {}
    step = 0
    for expected, change in enumerate(changes, 1):
        if change.no != expected:
            return change, f"编号应当是{expected}，写的是{change.no}"
        if change.step < step:
            return change, f"属于第{change.step}步，却排在第{step}步后面"
        if not same(answers.get(change.field), change.old):
            return change, f"“{change.field}”的原值与前面的变更对不上"
        step = change.step
        if change.new is None:
            answers.pop(change.field, None)
        else:
            answers[change.field] = change.new
    return None


def relinked(changes: Iterable[Change]) -> tuple[Change, ...]:
    """Return changes that lost some of their neighbours as one unbroken history.

    Numbers close up and each `old` becomes what stands before it; what changes nothing any more is left out.
    Steps keep their numbers. An undo whose step is lost stays as the change it made.
    """
    linked: list[Change] = []
    answers: dict[str, Value] = {}
    known = {0}
    for change in changes:
        if same(answers.get(change.field), change.new):
            continue
        known.add(change.step)
        linked.append(
            replace(
                change,
                no=len(linked) + 1,
                old=answers.get(change.field),
                undoes=change.undoes if change.undoes in known else None,
            )
        )
        if change.new is None:
            answers.pop(change.field, None)
        else:
            answers[change.field] = change.new
    return tuple(linked)
