"""Several names with one number, or several numbers after their names: 建议、提案各3件, 复议、诉讼分别为3件、2件."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from assistant.claims import denying
from assistant.claims.figures import Figure
from assistant.claims.labels import has
from assistant.claims.named import TOGETHER, Named
from assistant.claims.pieces import Label

if TYPE_CHECKING:
    from assistant.claims.listening import Listener

_BOTH_WAYS = frozenset({"上年结转", "结转下年"})


def respectively(heard: Listener, label: Label) -> Label:
    """Give each number its own word: 复议、诉讼分别为3件、2件."""
    opens = any(token.text.startswith("分别") for token in label)
    if not opens and not heard.respective:
        return label
    naming = [t for t in label if heard.namer.lines(t) or (t.word and t.word.facts)]
    if opens and len(naming) > 1:
        heard.respective = naming[1:]
        return tuple(token for token in label if token not in naming[1:])
    if heard.respective and not naming:
        return (heard.respective.pop(0), *label)
    heard.respective = []
    return label


def facts_apart(label: Label) -> list[Label]:
    """Return the label of each fact that 建议和提案各3件 gives the same number; none when it names but one."""
    naming = [token for token in label if token.word is not None and token.word.facts]
    lines = any(token.word is not None and token.word.lines for token in label)
    if len(naming) < 2 or lines or not each(label) or has(label, "全部"):
        return []
    between = [[t for t in label if a.end <= t.start < b.start] for a, b in pairwise(naming)]
    if not all(has(tuple(tokens), "和") for tokens in between):
        return []
    return [tuple(t for t in label if t is own or t not in naming) for own in naming]


def told_apart(heard: Listener, label: Label, figure: Figure, named: Named) -> Named:
    """Say what one number for several quantities means: each of them, or nobody knows how many of which."""
    if figure.value == 0 and named.unclear:
        named = denying.each_of(heard, named)._replace(doubt="")
        return named if each(label) else named._replace(doubt=denying.row_doubt(named))
    several = len(named.spots) > 1 and {spot.row for spot in named.spots} != _BOTH_WAYS
    if several and figure.value != 0 and not each(label) and not has(label, "并且"):
        return named._replace(spots=(), doubt=TOGETHER, readings=(named.names,))
    return named


def each(label: Label) -> bool:
    """Say whether each of what a label names has the number: 建议和提案各3件."""
    return has(label, "全部") or any(t.has("分别") and t.text[0] == "各" for t in label)
