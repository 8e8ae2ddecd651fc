"""What the conversation shows around an answer: the question, its help, what may be typed, how far the report is."""

from __future__ import annotations

from textual.content import Content

from assistant.desk import Desk
from assistant.forms import CUSTOMARY
from assistant.interview.script import Asks, Question, spoken
from assistant.terminal import kinsoku
from assistant.terminal.words import STATE_MARKS, numbered

BRIEF = 110
"""Characters of a question's help that stand in its card."""

TITLE = 25
"""Cells of a section's title beside the conversation, behind its mark; see `app.tcss`."""

AT_THE_END = (
    ("都问完了。\n", "bold"),
    "按回车把答复从头过一遍（Ctrl+G），再按 F4 看有没有对不上的，按 F6 导出。",
)

Words = list[str | tuple[str, str]]


def asked(desk: Desk, question: Question | None, width: int, *, with_help: bool) -> Content:
    """Return the question as it is asked, in `width` cells, with its help in short where there is no room beside."""
    if question is None:
        return Content.assemble(*AT_THE_END)
    section, number, total = desk.position(question)
    optional = "" if question.required else "（选填）"
    parts: Words = [
        (f"{section}　第{number}题／共{total}题\n", "$text-muted"),
        (f"{_spoken(desk, question.text)}{optional}", "bold"),
    ]
    before = desk.last_year_words(question)
    if before:
        parts.append(f"\n上年：{_brief(before)}")
    if question.choices:
        parts.append("\n" + numbered(question.choices, width))
    if with_help and question.guidance:
        parts.append((f"\n{_brief(_spoken(desk, question.guidance))}", "$text-muted"))
    if with_help and question.ask:
        parts.append((f"\n问谁：{question.ask}　（F1 看全部说明）", "$text-muted"))
    return Content.assemble(*parts)


def _spoken(desk: Desk, text: str) -> str:
    """“今年” is the year reported on, not the year of writing."""
    return spoken(text, desk.report.year)


def help_lines(desk: Desk, question: Question) -> list[tuple[str, str]]:
    """Return what is known of a question as titled lines, empty ones left out."""
    basis = question.basis_in(desk.form) or "惯例"
    lines = [
        ("口径", _spoken(desk, question.guidance)),
        ("例", question.example),
        ("问谁", question.ask),
        ("上年写的", _last_words(desk, question)),
        ("依据", basis if question.certain else f"{basis}（{CUSTOMARY}）"),
    ]
    return [(title, words) for title, words in lines if words]


def _last_words(desk: Desk, question: Question) -> str:
    """Last year's words of the place that is asked about."""
    place = question.compares or question.place
    return desk.last_year_text(place) if place else ""


def guidance(desk: Desk, question: Question | None) -> Content:
    """Return all that is known of a question, to stand beside the conversation."""
    parts: Words = []
    for title, words in help_lines(desk, question) if question else ():
        parts += [(f"{title}\n", "bold"), f"{words}\n\n"]
    return Content.assemble(*parts)


def placeholder(desk: Desk, question: Question | None) -> str:
    """Return what stands in the empty answer line: what may be typed, and what Enter alone does."""
    if question is None:
        return "回车：把答复从头过一遍"
    offered = desk.default(question)
    match question.asks:
        case Asks.TABLE:
            return "一句话说清楚，例：收了12件，10件个人、2件企业；或者回车打开表格"
        case Asks.WORDING if question.required:
            return "回车去选说法；也可以直接在这里写一段"
        case Asks.WORDING:
            return "回车跳过；要写就按 F2 去选说法，或者直接在这里写"
        case _ if offered is not None:
            return f"回车就用：{offered.shown}"
        case _ if question.example:
            return f"例：{question.example}"
        case _:
            return "" if question.required else "回车跳过"


def progress(desk: Desk, question: Question | None, *, judged: bool) -> Content:
    """Return every part of the report with its state; the one the question belongs to is set off.

    That a part has figures that do not agree is only seen once the report is `judged`.
    """
    here = question.section if question else ""
    parts: Words = []
    for part in desk.progress():
        state = desk.state_of(part) if judged else str(part.state)
        mark = STATE_MARKS.get(state, "")
        style = "bold reverse" if part.section == here else ""
        title = "\n  ".join(kinsoku.wrap(desk.section_title(part.section), TITLE))
        parts += [
            (f"{mark} {title}", style),
            (f"\n  {state} {part.answered}/{part.asked}\n", "$text-muted"),
        ]
    return Content.assemble(*parts)


def _brief(text: str) -> str:
    joined = "".join(line.strip() for line in text.splitlines())
    return joined if len(joined) <= BRIEF else f"{joined[: BRIEF - 1]}…"
