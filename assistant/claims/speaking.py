"""What is put right among the words of an answer before it is heard: 一半是个人, 是个人来反映拆迁的, 执法队说是16件."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from assistant.claims import guarding
from assistant.claims.figures import Figure
from assistant.claims.labels import written
from assistant.claims.named import APPLICATIONS
from assistant.claims.notes import Notes
from assistant.claims.pieces import Label
from assistant.claims.tokens import Sort, Token
from assistant.claims.vocabulary import ELSEWHERE
from assistant.forms import TOTAL

_HALF = "一半"
_IS = ("是", "为", "来自", "给", "由")
_FOR = ("来", "要", "想", "问", "反映", "打听", "咨询", "查", "了解", "为", "因", "关心")
"""What a word starts with that leads on to what was applied for."""

_WANTS = ("要", "来要", "想要", "索要")
_MATTERS = ("过程性信息", "内部事务", "执法案卷", "公开出版物", "规章", "规范性文件")
_SAYS = ("说", "说是", "回话", "报的", "报", "表示", "核实", "统计")


def latest_year(tokens: Sequence[Token]) -> int | None:
    """Return the later of two years told apart in an answer: 2024年剩2件，2025年收到6件 is about 2025."""
    years = {token.year for token in tokens if token.year}
    return max(years) if len(years) > 1 else None


def name_years(tokens: Sequence[Token], year: int | None) -> None:
    """Let 2024年 say what 去年 says in an answer for 2025."""
    for token in tokens:
        if year is not None and token.year == year - 1:
            token.roles = frozenset({"去年"})


def count_halves(notes: Notes, tokens: Sequence[Token]) -> None:
    """Let 一半是个人，一半是企业 say how many, of the number before or of the row asked about."""
    halves = [token for token in tokens if token.text == _HALF]
    if len(halves) != 2:
        return
    said = [t.figure.value for t in tokens if t.figure is not None and t.end <= halves[0].start]
    whole = said[-1] if said else notes.known.get(f"{notes.focus}.{TOTAL}")
    if not isinstance(whole, int) or whole % 2:
        return
    for token in halves:
        token.sort, token.word, token.roles, token.idle = Sort.FIGURE, None, frozenset(), False
        token.figure = Figure(whole // 2, "件", token.end, chinese=True)


def pass_over_matter(tokens: Sequence[Token]) -> None:
    """Leave out what applications are about once it is told whose they are: 都是个人来反映拆迁补偿的."""
    for clause in _clauses(tokens):
        for place, token in enumerate(clause[1:-1], 1):
            is_whose = clause[place - 1].text.endswith(_IS) and _is_applicant(token)
            matter = clause[place + 1 :]
            if not is_whose or not matter[0].text.startswith(_FOR):
                continue
            wanted = matter[0].text in _WANTS
            told = all(_tells_nothing(t) or (wanted and _is_matter(t)) for t in matter)
            if told and guarding.TAKES_BACK.search(written(matter)) is None:
                for word in matter:
                    _silence(word)
            break


def _is_applicant(token: Token) -> bool:
    lines = token.word.lines if token.word is not None else ()
    return any(line.column and line.table == APPLICATIONS for line, _ in lines)


def _tells_nothing(token: Token) -> bool:
    """Say whether a word is unknown, empty or of other matters, and no row, fact, figure, denial or date."""
    if token.sort is Sort.UNKNOWN:
        return True
    word = token.word
    if word is None or "申请" in token.text or word.lines or word.facts:
        return False
    return word.empty or ELSEWHERE in word.topics


def _is_matter(token: Token) -> bool:
    """Say whether a word for a row can be what somebody wanted to have: 讨论稿."""
    word = token.word
    return (
        word is not None
        and token.figure is None
        and not token.has("动词", "否定", "全部")
        and not word.facts
        and all(line.id in _MATTERS for line, _ in word.lines)
    )


def pass_over_repeats(tokens: Sequence[Token]) -> None:
    """Leave out a number that only says once more how many there were: 案卷1件，内部事务1件，这两件都没公开."""
    told: list[Figure] = []
    for clause in _clauses(tokens):
        figures = [token for token in clause if token.figure is not None]
        first = figures[0].figure if len(figures) == 1 else None
        place = clause.index(figures[0]) if first is not None else 0
        after = clause[place + 1 :]
        pointed = all(_empty(token) for token in clause[:place])
        if first is not None and pointed and after and after[0].has("全部") and told:
            values = [
                figure.value
                for figure in told
                if figure.unit == first.unit and isinstance(figure.value, int)
            ]
            sums = {sum(values[-n:]) for n in range(2, len(values) + 1)}
            if values and first.value in {values[-1], *sums}:
                _silence(figures[0])
                continue
        told += [token.figure for token in figures if token.figure is not None]


def pass_over_source(tokens: Sequence[Token]) -> None:
    """Take 不是14，执法队刚回话说是16件 for a correction by whom it may: who said so counts nothing."""
    clauses = list(_clauses(tokens))
    for before, clause in pairwise(clauses):
        if not _takes_back(before):
            continue
        end = next((i for i, token in enumerate(clause) if token.sort is Sort.FIGURE), 0)
        says = any(token.text in _SAYS for token in clause[:end])
        if says and all(t.sort is Sort.UNKNOWN or _empty(t) for t in clause[:end]):
            for token in clause[:end]:
                if token.sort is Sort.UNKNOWN:
                    _silence(token)


def _takes_back(clause: Label) -> bool:
    """Say whether a clause denies a number: 不是14; or says no more than that one was wrong: 记错了."""
    return any(token.has("更正") for token in clause) and all(
        token.has("更正") or token.sort is Sort.FIGURE or _empty(token) for token in clause
    )


def _empty(token: Token) -> bool:
    return token.word is not None and token.word.empty


def _silence(token: Token) -> None:
    """Let a word or figure say nothing."""
    token.sort, token.word, token.figure, token.idle = Sort.WORD, None, None, True
    token.roles = frozenset({"虚词"})


def _clauses(tokens: Sequence[Token]) -> Iterator[Label]:
    """Yield the words between two marks."""
    start = 0
    for place, token in enumerate(tokens):
        if token.sort is Sort.MARK:
            if place > start:
                yield tuple(tokens[start:place])
            start = place + 1
    if start < len(tokens):
        yield tuple(tokens[start:])
