"""A text cut where people pause: pieces between marks, and within a piece each figure with its own words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from assistant.claims.tokens import Sort, Token

Label = tuple[Token, ...]


class Piece(NamedTuple):
    """What stands between two marks."""

    tokens: Label
    before: str
    """The mark before it; `\\n` at the start of the text."""

    after: str
    depth: int
    """How many brackets are open around it."""

    roles: frozenset[str] = frozenset()
    """What its words do, all together."""

    @property
    def figures(self) -> tuple[int, ...]:
        """Return where the figures are."""
        return tuple([i for i, token in enumerate(self.tokens) if token.figure is not None])


class Atom(NamedTuple):
    """One figure, or none, with the words that belong to it."""

    before: Label
    figure: Token | None
    after: Label
    among: bool = False
    """Whether it starts a list of parts: 其中, 10件里."""

    all: bool = False
    """Whether it says that all went one way: 都是个人的."""

    @property
    def label(self) -> Label:
        """The words without the figure."""
        return self.before + self.after


LONGEST = 80
"""Words between two marks beyond which a text is cut all the same; nobody writes so many."""


def cut(tokens: Sequence[Token]) -> Iterator[Piece]:
    """Yield the pieces of a text; an empty piece is left out, its marks are not lost."""
    depth, before = 0, "\n"
    gathered: list[Token] = []
    mark_sort = Sort.MARK
    for token in tokens:
        if token.sort is not mark_sort:
            gathered.append(token)
            if len(gathered) == LONGEST:
                yield _piece(gathered, before, "", depth)
                gathered, before = [], ""
            continue
        if gathered:
            yield _piece(gathered, before, token.text, depth)
            gathered, before = [], token.text
        else:
            before = _stronger(before, token.text)
        depth = _depth(depth, token.text)
    if gathered:
        yield _piece(gathered, before, "\n", depth)


def _piece(tokens: Sequence[Token], before: str, after: str, depth: int) -> Piece:
    roles: frozenset[str] = _NO_ROLES.union(*[token.roles for token in tokens])
    return Piece(tuple(tokens), before, after, depth, roles)


_NO_ROLES: frozenset[str] = frozenset()
_STRENGTH = {mark: place for place, mark in enumerate("\n。；（）：，、")}


def _stronger(one: str, other: str) -> str:
    return min(one, other, key=lambda mark: _STRENGTH.get(mark, 9))


def _depth(depth: int, mark: str) -> int:
    if mark == "\n":
        return 0
    return max(0, depth + (mark == "（") - (mark == "）"))


def atoms(piece: Piece) -> Iterator[Atom]:
    """Yield the figures of a piece, each with its words, in order."""
    if piece.roles.isdisjoint(_TURNS):
        yield from _figures(piece.tokens)
        return
    for part, among, everything in _parts(piece.tokens):
        for atom in _figures(part):
            yield atom._replace(among=among, all=everything)
            among = False  # noqa: PLW2901 -- only the first figure of a part opens the list


_TURNS = ("之中", "其中", "全部", "否定", "不变", "另外", "其余")


def _parts(tokens: Label) -> Iterator[tuple[Label, bool, bool]]:
    """Cut before 其中, between two denials and, once a figure was said, before 都, 没有 and after 里."""
    start, counted, among, everything = 0, False, False, False
    tokens = _without_emphasis(tokens)
    for place, token in enumerate(tokens):
        counted = counted or token.sort is Sort.FIGURE
        previous = tokens[place - 1] if place else None
        inside = token.has("之中") and previous is not None and previous.sort is Sort.FIGURE
        opens = token.has("其中") and _opens(tokens, place)
        turns = counted and token.sort is Sort.WORD and token.has(*_TURNS[2:])
        turns = turns and not (
            token.word is not None and token.word.lines and not token.has("其余")
        )
        again = token.has("全部") and everything and any(map(names, tokens[start:place]))
        turns = turns or again or (token.has("否定") and _denies_again(tokens[start:place]))
        if opens or inside or (turns and place > start):
            if token.has("否定") and counted:
                place = _denied_from(tokens, start, place)  # noqa: PLW2901
            if place > start:
                yield tokens[start:place], among, everything
            among, everything, counted = opens or inside, False, False
            start = place + 1 if opens or inside else place
        if token.has("全部") and not counted:
            everything = True
    if start < len(tokens) or among:
        yield tokens[start:], among, everything


def _denied_from(tokens: Label, start: int, place: int) -> int:
    """Return where what is denied begins when it stands before the denial: 处罚十八件强制没有."""
    figures = [i for i in range(start, place) if tokens[i].sort is Sort.FIGURE]
    between = tokens[figures[-1] + 1 : place]
    own = any(names(t) for t in tokens[start : figures[0]])
    if not own or any(names(t) for t in tokens[place + 1 :]) or not any(map(names, between)):
        return place
    return figures[-1] + 1


def _denies_again(before: Label) -> bool:
    """Say whether a denial is the second: 没有复议也没有诉讼."""
    denied = [i for i, earlier in enumerate(before) if earlier.has("否定")]
    return bool(denied) and any(names(t) for t in before[denied[0] + 1 :])


def _without_emphasis(tokens: Label) -> Label:
    """Leave out the number of 一件也没有收到: it counts nothing."""
    for place, token in enumerate(tokens):
        figure = token.figure
        if figure is not None and figure.chinese and figure.value == 1:
            after = tokens[place + 1 :]
            denied = any(t.has("否定") for t in after) and not any(t.figure for t in after)
            said = any(t.text in ("都", "也", "也都") for t in after)
            first = not any(t.text in ("有", "还有", "另有") for t in tokens[:place])
            first = first and not any(t.figure for t in tokens[:place])
            said = said or (len(after) > 0 and first and after[0].plain_denial)
            if denied and said:
                return tokens[:place] + after
    return tokens


def _opens(tokens: Label, place: int) -> bool:
    """Say whether a word like 含 or 包括 opens a list of figures here."""
    if tokens[place].text.startswith("其中"):
        return True
    return any(token.sort is Sort.FIGURE for token in tokens[place + 1 :])


def _figures(tokens: Label) -> Iterator[Atom]:
    places = [i for i, token in enumerate(tokens) if token.sort is Sort.FIGURE]
    if not places:
        yield Atom(tokens, None, ())
        return
    if len(places) == 1:
        yield Atom(tokens[: places[0]], tokens[places[0]], tokens[places[0] + 1 :])
        return
    after_last = tokens[places[-1] + 1 :]
    rightward = any(names(token) for token in after_last) and not _leftward(tokens, places)
    ends = [place + 1 + _noun_follows(tokens, place) for place in places]
    if not rightward and _fact_follows(tokens, places):
        ends[0] = places[1]
    if not rightward and places[0] == 0:
        ends[0] = _whose_follows(tokens, places[1], ends[0])
    for order, place in enumerate(places):
        if rightward:
            end = places[order + 1] if order + 1 < len(places) else len(tokens)
            before = tokens[: places[0]] if order == 0 else ()
            yield Atom(before, tokens[place], tokens[place + 1 : end])
        else:
            start = ends[order - 1] if order else 0
            last = (
                tokens[place + 1 :] if order + 1 == len(places) else tokens[place + 1 : ends[order]]
            )
            yield Atom(tokens[start:place], tokens[place], last)


def _whose_follows(tokens: Label, before: int, start: int) -> int:
    """Return where the words end that say whose the first number is: 6件个人的公开5件."""
    while start < before and tokens[start].word is not None:
        lines = tokens[start].word.lines  # type: ignore[union-attr]
        if not any(line.column and line.table == "申请" for line, _ in lines):
            break
        start += 1
    return start


def _fact_follows(tokens: Label, places: Sequence[int]) -> bool:
    """Say whether what the first figure counts stands behind it: 发了1份收费通知200块."""
    figure, between = tokens[places[0]].figure, tokens[places[0] + 1 : places[1]]
    word = between[0].word if len(between) == 1 else None
    if figure is None or word is None or word.lines:
        return False
    counted = any(figure.unit in fact.units for fact in word.facts if figure.unit)
    return counted and all(not names(t) or t.has("动词") for t in tokens[: places[0]])


def _noun_follows(tokens: Label, place: int) -> bool:
    """Say whether the word after a figure is what it counts: 1个项目共计12万元."""
    return place + 1 < len(tokens) and tokens[place + 1].has("名量")


def _leftward(tokens: Label, places: Sequence[int]) -> bool:
    """Say whether every figure has its own words before it and nothing that counts behind the last."""
    gaps = [tokens[a + 1 : b] for a, b in zip([-1, *places], places, strict=False)]
    tail = tokens[places[-1] + 1 :]
    lined = any(t.word is not None and t.word.lines for t in tail)
    return all(any(names(t) for t in gap) for gap in gaps) and (
        not lined or all(_within(gap, tail) for gap in gaps)
    )


def _within(gap: Label, tail: Label) -> bool:
    """Say whether the tail names the group of what a gap names: 个人隐私1件商业秘密2件没公开."""
    found = [line for t in gap if t.word is not None for line, _ in t.word.lines]
    groups = [line for t in tail if t.word is not None for line, _ in t.word.lines]
    return any(line.table == g.table and line.id in g.members for line in found for g in groups)


def names(token: Token) -> bool:
    """Say whether a token can name what is counted."""
    if token.sort is Sort.UNKNOWN:
        return True
    return token.word is not None and not token.word.plain
