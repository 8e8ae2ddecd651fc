"""The words of a report, place by place, as they will be printed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from assistant.forms import Form, context
from assistant.report import Paragraph, Report, Value

if TYPE_CHECKING:
    from assistant.expressions import Span


@dataclass(frozen=True)
class Passage:
    """One paragraph of a place."""

    text: str
    start: int
    """Where it begins in the text of its place, whose paragraphs are joined with line breaks."""

    own: bool
    """Whether the drafter wrote the words; otherwise they follow the cells."""

    pending: tuple[str, ...] = ()
    """Names the sentence needs that have no value yet."""

    slots: tuple[Span, ...] = ()
    """Where in `text` answers stand, or would stand, and which; what is in them is not the phrase's own words."""

    @property
    def filled(self) -> tuple[tuple[int, int], ...]:
        """Where in `text` the slots are."""
        return tuple((span.start, span.end) for span in self.slots)


def passages(form: Form, report: Report) -> Mapping[str, tuple[Passage, ...]]:
    """Return the paragraphs of every place that has words."""
    names: Mapping[str, Value] | None = None
    found: dict[str, tuple[Passage, ...]] = {}
    for place in form.places:
        paragraphs = [each for each in report.paragraphs(place) if each.text.strip()]
        if names is None and any(each.bound for each in paragraphs):
            names = context(form, report)
        if paragraphs:
            found[place] = _joined(
                [_passage(each, names or {}, form.called) for each in paragraphs]
            )
    return found


def _passage(
    paragraph: Paragraph, names: Mapping[str, Value], called: Callable[[str], str]
) -> Passage:
    if not paragraph.bound:
        return Passage(paragraph.text, 0, own=True)
    # Reading templates loads jinja2; a report without phrases does without it.
    from assistant.expressions import ExpressionError, compile_template, render

    template = compile_template(paragraph.text)
    if isinstance(template, ExpressionError):
        return Passage(paragraph.text, 0, own=True)
    rendered = render(template, names, called)
    return Passage(rendered.text, 0, own=False, pending=rendered.pending, slots=rendered.spans)


def _joined(passages: list[Passage]) -> tuple[Passage, ...]:
    placed, start = [], 0
    for passage in passages:
        placed.append(replace(passage, start=start))
        start += len(passage.text) + 1
    return tuple(placed)
