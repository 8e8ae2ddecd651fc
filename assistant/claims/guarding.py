"""The last look at an answer before it is said back: nothing in it may have been passed over unseen.

Every figure was counted, or is known to count nothing; every word is known, or asked about; what a list of parts
counts can be part of its whole. What nobody can fill is told so.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from assistant.claims.labels import asked_for, pairs, written
from assistant.claims.listening import Listener
from assistant.claims.named import APPLICATIONS, CASES
from assistant.claims.notes import FLOWS, Notes
from assistant.claims.pieces import Label
from assistant.claims.statements import Group, Statement
from assistant.claims.tokens import Sort, Token
from assistant.claims.vocabulary import DISCLOSED, Line

_IF = re.compile(r"如果|(?<!主)要是|假如|假设|若是|万一|倘若|的话(?!题)")
_ASKS = re.compile(
    r"(?:吗|么(?<![什怎多那这])|不|没有|呢)?[？?]\s*$|(?:吗|对不对|是不是|行不行|可不可以|算不算)[。\s]*$"
)
_HARMLESS = frozenset(
    "的了是有都共也就还又再和与及其中此悉尚凡兹系者所之乃均皆亦即则并且且既至属结"  # particles, also those of documents
    "件份个条项次宗笔桩起例"  # measure words
    "收接递寄送来去走带给认定查问要答复办理"  # receiving, answering, handling
    "年月日底初末今后先时"  # time
    "请您你我咱他她它啊哦嗯呢吧呀嘛啦哒唔噢嘿嗨咧呐哪"  # politeness, persons, sighs
    "钱文整实/"
)
"""Single characters that change nothing. Any other that nobody knows may turn a meaning round: 缺, 退, 误."""

TAKES_BACK = re.compile(
    r"[错误缺漏退撤删改假骗扣减]|作废|作数|不算|不是|不该|不应|另案|(?:别人|人家|他们)的?(?:[\d一二两三几数件事账申，。；]|$)|传闻|听说|据说|说要|打算|放话|准备|想去|回头|以为|样[表本]|模板|范本|示例|举例|比方"
)
"""What may turn round a number that was said before it, also among words nobody knows."""

_TOLD_BY_VERBS = ("新收", "办理总计", "予以公开")
_SENT_TO = ("问", "找", "去", "向", "到", "给", "去找", "去问")
_ORGANS = tuple("局厅委镇乡府院县区市站所")

_UNTIL = re.compile(r"截[至止]到?(?:今天|昨天|前天|目前|现在|上周|上个?月|本月|这个?月)")
_PARTLY = "部分公开"


_UNDECIDED = re.compile(
    r"(?:不知道?|不清楚|不晓得|拿不准|没定|说不准|没想好|不确定|不好说|搞不清|弄不清|分不清)(?:该|应该|应|要|到底|究竟)?"
    r"(?:按|以|填|用|报|听|信|照|算|是)?(?:哪个|哪边|哪份|哪一个|谁的|哪种|哪头)"
    r"|(?:按|以|填|用|信|听)(?:哪个|哪边|谁的)(?:为准|的|好|算)?(?:[^，。；\d]{0,3}(?:没定|没想好|不知道|不清楚|说不准|待定))?[。\s]*$"
    r"|(?:两边|两个数|两头|两处|前后|数)(?:都)?(?:对不上|不一致|不一样|打架)(?!的)"
)


def not_a_statement(text: str) -> str:
    """Return why an answer tells nothing that is: it supposes something, or asks. Nothing when it does tell."""
    supposed = _IF.search(text)
    if supposed:
        return f"“{text.strip()[:20]}”说的是假设，没有填。请直接说实际是几件。"
    if undecided := _UNDECIDED.search(text):
        return f"“{undecided[0]}”，定下来再填。"
    if _ASKS.search(text):
        return f"“{text.strip()[:20]}”像是在问，没有填。请直接说是几件；口径按F1看。"
    return ""


def contained(notes: Notes, statements: Sequence[Statement], groups: Iterable[Group]) -> None:
    """Ask about parts that cannot be parts: 处罚12件，其中许可3件; what is partly given is counted nowhere else."""
    for group in groups:
        whole = statements[group.parent]
        for part in (statements[place] for place in group.parts):
            either = {name for reading in whole.readings for name in reading}
            if either & set(part.names) or not _cannot_hold(whole.named.row, part):
                continue
            if whole.row_id == _PARTLY:
                notes.unclear(part, "已经算在部分公开里，别处不再计，没有另填")
            elif whole.named.spots and _table(part) != whole.named.spots[0].table:
                notes.unclear(part, f"不会是“{notes.words(whole)}”里的，没有填")
            else:
                message = f"“{notes.words(part)}”不会是“{notes.words(whole)}”里的，各是几件？"
                notes.contradiction(message, (*whole.names, *part.names))
                notes.dropped.update(whole.names)
            notes.dropped.update(part.names)


def _table(statement: Statement) -> str:
    """Return the table a statement is of, or the topic of its fact."""
    named = statement.named
    if named.fact is not None:
        return named.fact.topic
    return named.row.table if named.row is not None else ""


def _cannot_hold(whole: Line | None, part: Statement) -> bool:
    """Say whether a row cannot be divided into what the part counts."""
    if whole is None or not part.names or part.named.only_column:
        return False
    if _table(part) != whole.table:
        return bool(_table(part))
    row = part.named.row
    if row is None or row.id == whole.id or row.id in whole.members:
        return False
    if whole.table == CASES:
        return row.id != "复议后起诉"
    if whole.table == DISCLOSED:
        return True
    return whole.id not in FLOWS and whole.id not in row.members


def nothing_missed(notes: Notes, heard: Listener, tokens: Sequence[Token]) -> None:
    """Ask about figures and words that went into nothing, where something is filled or asked."""
    if not notes.said:
        return
    for figure in _uncounted(heard, tokens):
        notes.ask(f"“{written(_around(tokens, figure))}”没看懂数的是什么，没有填。")
    asked = "".join(question.message for question in notes.questions)
    strange = [words for words in _unknown(heard, tokens) if words not in asked]
    if strange:
        quoted = "".join(f"“{words}”" for words in dict.fromkeys(strange))
        notes.ask(f"{quoted}没看懂，请看看这样记对不对。")
    for words, named in _of_another_table(notes, heard, tokens):
        notes.ask(f"“{words}”里还说到{named}，请分开说。")
    for words in _told_by_a_verb(notes, heard, tokens):
        notes.ask(f"“{words}”说的是政府信息公开申请吗？")
    until = _UNTIL.search(notes.squeezed.text)
    if until:
        notes.ask(f"“{until[0]}”的数不一定是全年的，全年一共是几？")
    for words in _cases_without_number(heard):
        notes.ask(f"“{words}”是几件？没有填。")


def _uncounted(heard: Listener, tokens: Sequence[Token]) -> Iterator[Token]:
    counted = {place for s in heard.statements for place in (s.number[0], *s.figures)}
    counted |= heard.passed
    for token in tokens:
        if token.figure is None or token.start in counted or not token.figure.value:
            continue
        if token.figure.value != 1 or not any(t.has("否定") for t in _around(tokens, token)):
            yield token


def _around(tokens: Sequence[Token], inside: Token) -> Label:
    """Return the words a token stands in, between two marks."""
    place = tokens.index(inside)
    first = last = place
    while first and tokens[first - 1].sort is not Sort.MARK:
        first -= 1
    while last + 1 < len(tokens) and tokens[last + 1].sort is not Sort.MARK:
        last += 1
    return tuple(tokens[first : last + 1])


def _unknown(heard: Listener, tokens: Sequence[Token]) -> Iterator[str]:
    """Yield words nobody knows, but for the name of an organisation that stands before its kind: 科技公司."""
    named = {t.start for s in heard.statements for t in s.named.said if _is_organisation(t)}
    for strange, run in groupby(tokens, key=lambda token: token.sort is Sort.UNKNOWN):
        found = list(run)
        text = written(tuple(found))
        if not strange or found[-1].end in named or (len(text) == 1 and text in _HARMLESS):
            continue
        clause = _around(tokens, found[0])
        if not _aside(heard, clause, wanted=found[0] in asked_for(clause)):
            yield text


def _aside(heard: Listener, clause: Label, *, wanted: bool) -> bool:
    """Say whether a clause takes nothing back and counts nothing, or only what it names by the name of its row.

    So are words for what was `wanted`: 企业那1件是要管网图的.
    """
    if TAKES_BACK.search(written(clause)) is not None or _speaks_of_organ(clause):
        return False
    start, end = clause[0].start, clause[-1].end
    counts = [s for s in heard.statements if start <= s.start < end and not s.told]
    following = next((s for s in heard.statements if s.start >= end), None)
    if not counts and following is not None and _told_by(clause, following):
        return False
    return wanted or all(s.explained or _says_its_row(s) for s in counts)


def _told_by(clause: Label, following: Statement) -> bool:
    """Say whether a mere verb of a clause says what the next number counts: 打着公开名义来投诉，这样的3件."""
    row = following.row_id
    verbs = [t.word for t in clause if t.word is not None and t.has("动词")]
    lines = [line for word in verbs for line, _ in word.lines]
    own = not following.named.said and row in _TOLD_BY_VERBS
    return own and any(line.id == row for line in lines)


def _says_its_row(statement: Statement) -> bool:
    """Say whether a number is of one row that has a name of its own, and not of what a mere verb tells: 收了2件."""
    named = statement.named
    if named.row is None or named.only_column or named.guessed or statement.why:
        return False
    own = named.row.table == APPLICATIONS and named.row.id not in _TOLD_BY_VERBS
    return own and any(len(token.text) > 2 for token in named.said)


def _speaks_of_organ(clause: Label) -> bool:
    """Say whether an unknown word is the front of an office's name: 县自然资源局."""
    sent = {after for token, after in pairs(clause) if token.text in _SENT_TO}
    return any(
        token.sort is Sort.UNKNOWN and after is not None and after.text.startswith(_ORGANS)
        for token, after in pairs(clause)
        if token not in sent
    )


def _is_organisation(token: Token) -> bool:
    lines = token.word.lines if token.word is not None else ()
    return any(line.column and line.id != "自然人" for line, _ in lines)


def _of_another_table(
    notes: Notes, heard: Listener, tokens: Sequence[Token]
) -> Iterator[tuple[str, str]]:
    """Yield statements that also name a row of another table, and drop what they filled: 受理复议5件."""
    filled = {id(statement) for _, statement in notes.said.values()}
    for statement in heard.statements:
        if id(statement) not in filled or not statement.figured or not statement.named.spots:
            continue
        own = statement.named.spots[0].table
        inside = [t for t in tokens if statement.start <= t.start < statement.end]
        for token in inside:
            if token in statement.named.said or token.word is None:
                continue
            tables = {line.table for line, _ in token.word.lines if not line.column}
            apart = bool(token.word.facts) and not tables and not token.has("动词")
            tables = set() if token.word.empty else tables
            if len(token.text) > 1 and (apart or (tables and own not in tables)):
                after = [s for s in heard.statements[statement.index :] if _follows(s, statement)]
                notes.drop(name for name, (_, s) in tuple(notes.said.items()) if s in after)
                yield notes.words(statement), token.text


def _told_by_a_verb(notes: Notes, heard: Listener, tokens: Sequence[Token]) -> Iterator[str]:
    """Yield numbers of applications that only a verb tells of behind a row of another table, and drop them.

    行政许可去年6项，一共办了210件
    """
    for statement in heard.statements:
        filled = [name for name, (_, said) in notes.said.items() if said is statement]
        if not filled or statement.row_id not in _TOLD_BY_VERBS or not statement.figured:
            continue
        first = notes.squeezed.text.rfind("。", 0, statement.start) + 1
        before = [t for t in tokens if first <= t.start < statement.start]
        tables = {t.word.topic or _only_table(t) for t in before if t.word is not None} - {""}
        if tables and APPLICATIONS not in tables and "申请" not in statement.noun:
            notes.drop(filled)
            yield notes.words(statement)


def _only_table(token: Token) -> str:
    """Return the table of a row a word names, if it is one only."""
    lines = token.word.lines if token.word is not None else ()
    tables = {line.table for line, _ in lines if not line.column}
    return min(tables) if len(tables) == 1 and not token.has("动词") else ""


def _follows(statement: Statement, first: Statement) -> bool:
    return statement.sentence == first.sentence and _table(statement) == _table(first)


def _cases_without_number(heard: Listener) -> Iterator[str]:
    """Yield what was said of cases of a kind that no number was given for: 人家又起诉了."""
    counted = {s.named.row.id for s in heard.statements if s.named.row is not None}
    counted |= {member for s in heard.statements if s.named.row for member in s.named.row.members}
    results = {spot.column for s in heard.statements for spot in s.named.spots}
    yield from (words for words, result in heard.results if result not in results)
    for words, row in heard.mentioned:
        if row.table == CASES and row.id not in counted and not counted & set(row.members):
            yield words
