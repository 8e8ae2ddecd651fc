"""A suggestion as a line of a list, and what speaks against taking it at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.widgets.option_list import Option

from assistant.terminal.words import found, marked, slotted

if TYPE_CHECKING:
    from assistant.desk import Desk
    from assistant.phrases.suggest import Suggestion


def option(desk: Desk, one: Suggestion) -> Option:
    """Return a suggestion as a list shows it: ○ fits, ？ lacks figures, ✗ does not fit and why."""
    if one.applies == "no":
        return Option(Content.styled(f"✗ {one.phrase.title}　{one.why}", "$text-muted"))
    mark = "○" if one.applies == "yes" else "？"
    title = found(Content.styled(one.phrase.title, "bold"), one.matched_title, one.sounds_title)
    text = found(slotted(marked(one.text), one.spans), one.matched, one.sounds)
    about = (f"　{one.why}", "$text-muted")
    return Option(Content.assemble(f"{mark} ", title, about, _alike(desk, one), "\n   ", text))


def _alike(desk: Desk, one: Suggestion) -> Content:
    """How much of a phrase stands in last year's report, while there is one."""
    if one.repeated is None:
        return Content("")
    often = one.repeated >= desk.much_reused
    style = "bold $text-warning" if often else "$text-muted"
    return Content.styled(f"　与上年相似{one.repeated}%", style)


def follows(desk: Desk, one: Suggestion) -> str:
    """Return which words of a suggestion follow which answer, and what it would still ask for."""
    told = desk.followed(one.text, one.spans)
    asked = "、".join(desk.gaps(one.text))
    parts = (f"跟着变：{told}" if told else "", f"还要填：{asked}" if asked else "")
    return "　".join(part for part in parts if part)


def doubt(desk: Desk, place: str, chosen: Suggestion) -> str:
    """Return what speaks against taking a phrase at once, or nothing."""
    if not chosen.phrase.stands_in(place):
        usual = desk.place_title(chosen.phrase.places[0])
        return f"“{chosen.phrase.title}”一般写在“{usual}”，不写在这里。"
    if chosen.applies == "unknown":
        return f"“{chosen.phrase.title}”还不知道用得上用不上：{chosen.why}"
    return ""
