"""A template with its slots filled, and where in the text the answers stand."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final

from assistant.expressions.evaluating import Unknown, Worth, evaluate
from assistant.expressions.formats import number_in_text
from assistant.expressions.tree import Choice, Piece, Slot, Template, names_in
from assistant.report import Pending, Value

OUTPUT_LIMIT: Final = 20_000
"""Characters a rendered text may have; longer values are cut, with a remark."""


@dataclass(frozen=True)
class Span:
    """Words that came from an answer; an expression over two names gives two spans with the same ends."""

    start: int
    end: int
    name: str


@dataclass(frozen=True)
class Rendered:
    """A template with its slots filled."""

    text: str
    spans: tuple[Span, ...] = ()
    """Where slots stand in `text`, in order."""

    pending: tuple[str, ...] = ()
    """Names that were needed and are unanswered or 待补, each once, in order."""


def render(
    template: Template, context: Mapping[str, Value], called: Callable[[str], str] = str
) -> Rendered:
    """Return the text with its slots filled; what has no answer prints as 【待补：…】.

    `called` says a name in the drafter's words (`Form.spoken` for cells).
    """
    page = _Page(called)
    _fill(template.pieces, context, page)
    return Rendered(page.text, tuple(page.spans), tuple(dict.fromkeys(page.pending)))


@dataclass
class _Page:
    """The text printed so far."""

    called: Callable[[str], str]
    text: str = ""
    spans: list[Span] = field(default_factory=list)
    pending: list[str] = field(default_factory=list)

    def print(self, words: str, slot_names: Iterable[str] = ()) -> None:
        start = len(self.text)
        room = OUTPUT_LIMIT - start
        if room <= 0:
            return
        self.text += words if len(words) <= room else f"{words[:room]}……（太长，后面略去）"
        self.spans.extend(Span(start, len(self.text), name) for name in slot_names)


def _fill(pieces: tuple[Piece, ...], context: Mapping[str, Value], page: _Page) -> None:
    for piece in pieces:
        match piece:
            case str():
                page.print(piece)
            case Slot(expression):
                _print_worth(evaluate(expression, context), names_in(expression), page)
            case Choice(test=condition, then=then, otherwise=otherwise):
                worth = evaluate(condition, context)
                if isinstance(worth, Unknown):
                    _print_worth(worth, worth.names, page)
                else:
                    _fill(then if worth else otherwise, context, page)


def _print_worth(worth: Worth, slot_names: Iterable[str], page: _Page) -> None:
    if isinstance(worth, Unknown):
        page.pending.extend(worth.names)
        page.print(worth.printed(page.called), slot_names)
    else:
        page.print(printed(worth), slot_names)


def printed(value: Value) -> str:
    """Return a value as a text shows it: 3.50 as 3.5, a bool as 是 or 否, 待补 in its brackets."""
    match value:
        case bool():
            return "是" if value else "否"
        case int() | Decimal():
            return number_in_text(value)
        case str():
            return value
        case Pending(note):
            return f"【待补{'：' if note else ''}{note}】"
        case _:
            return "\n".join(paragraph.text for paragraph in value)
