"""Words for the screen made from values: help of a cell, marks of open items, where a paragraph came from."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from rich.cells import cell_len, set_cell_size
from textual.content import Content

from assistant.finding import Level
from assistant.forms import BUILT_IN, CUSTOMARY, Field, Form, Help
from assistant.numerals import write_number
from assistant.report import Number, Paragraph

if TYPE_CHECKING:
    from assistant.expressions import Span

STATE_MARKS = {"完成": "✓", "进行中": "…", "待补": "待", "有问题": "✗", "未开始": "○"}
"""How far a part of the report is, in a sign."""

LEVEL_MARKS = {
    Level.BLOCKS: ("✗ 阻断", "bold $text-error"),
    Level.EXPLAIN: ("！需说明", "bold $text-warning"),
    Level.HINT: ("· 提示", "$text-muted"),
}
"""How grave a finding is, in a sign and a word, and how it is printed."""

_PENDING = re.compile(r"【待补[^】]*】")


def written(number: Number) -> str:
    """Return a number as the screen writes it."""
    return write_number(number)


def help_lines(known: Help) -> list[tuple[str, str]]:
    """Return what is known of a cell or question as titled lines, empty ones left out."""
    basis = known.basis or "惯例"
    lines = [
        ("口径", known.counts),
        ("不算", known.excludes),
        ("例", known.example),
        ("问谁", known.ask),
        ("依据", basis if known.certain else f"{basis}（{CUSTOMARY}）"),
    ]
    return [(title, words) for title, words in lines if words]


def cell_help(form: Form, field: Field) -> str:
    """Return a cell's page of help as plain text."""
    under = " › ".join((*field.row.under, field.row.label))
    head = f"{under}\n{field.column.label}（{field.unit}）\n"
    body = "\n".join(f"【{title}】{words}" for title, words in help_lines(field.help))
    note = form.notes.get(field.table, "")
    return "\n".join(part for part in (head, body, f"\n{note}" if note else "") if part)


def apart(text: str) -> str:
    """Return lines as Markdown that keeps them apart: a paragraph each."""
    return re.sub(r"\n+", "\n\n", text)


def marked(text: str) -> Content:
    """Return words with every 【待补：…】 set off."""
    parts: list[tuple[str, str] | str] = []
    at = 0
    for match in _PENDING.finditer(text):
        parts += [text[at : match.start()], (match.group(), "reverse bold")]
        at = match.end()
    return Content.assemble(*parts, text[at:])


def found(
    words: Content, spans: Iterable[tuple[int, int]], sounds: Iterable[tuple[int, int]] = ()
) -> Content:
    """Return words with what was searched for underlined, what only sounds like it underlined twice and slanted."""
    for start, end in spans:
        words = words.stylize("underline", start, end)
    for start, end in sounds:
        words = words.stylize("underline2 italic", start, end)
    return words


def slotted(words: Content, slots: Iterable[Span]) -> Content:
    """Return words with those set off that follow an answer."""
    for slot in slots:
        if slot.end > slot.start and slot.name not in BUILT_IN:
            words = words.stylize("bold $text-accent", slot.start, slot.end)
    return words


def origin(paragraph: Paragraph, pending: int) -> str:
    """Return where a paragraph came from, in a word: 语料, 改过, 自写, with its open slots."""
    match paragraph:
        case Paragraph(bound=True):
            kind = "语料"
        case Paragraph(phrase="" | None):
            kind = "自写"
        case _:
            kind = "改过"
    return f"[{kind}·待补{pending}]" if pending else f"[{kind}]"


def numbered(choices: Sequence[str], width: int) -> str:
    """Return choices with their numbers in columns, as many as `width` cells hold, so that none is broken."""
    shown = [f"{number:>2} {choice}" for number, choice in enumerate(choices, start=1)]
    column = max(map(cell_len, shown)) + 2
    across = max(1, width // column)
    rows = [shown[at : at + across] for at in range(0, len(shown), across)]
    return "\n".join("".join(set_cell_size(one, column) for one in row).rstrip() for row in rows)
