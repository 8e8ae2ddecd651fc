"""From tokens to statements: one pass over the text that remembers what is being spoken of.

What the listener looks back at is bounded (`_MEMORY` statements, `pieces.LONGEST` words between two marks), so the
work grows with the length of the text and no faster.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from assistant.claims import counting, denying, totals, wholes, whose
from assistant.claims.labels import dated, decides, has, scope_of, unknown, why, written
from assistant.claims.model import Kind, Scope
from assistant.claims.named import APPLICATIONS, CASES, FOREIGN, NOTHING, Context, Named, Spot
from assistant.claims.naming import ACTING, Namer
from assistant.claims.pieces import LONGEST, Atom, Label, Piece, atoms, cut, names
from assistant.claims.statements import Group, Said, Statement
from assistant.claims.tokens import Token
from assistant.claims.vocabulary import DISCLOSED, ELSEWHERE, Language, Line
from assistant.forms import TOTAL

_MEMORY = 60
_CARRIED = ("上年结转", "结转下年")


class Listener:
    """Hears one text."""

    def __init__(
        self,
        language: Language,
        *,
        spoken: bool,
        context: Context | None = None,
        year: int | None = None,
    ) -> None:
        self.language = language
        self.namer = Namer(language, spoken=spoken)
        self.spoken = spoken
        self.context = context or Context()
        self.context.year = year
        self.year = year
        self.statements: list[Statement] = []
        self.groups: list[Group] = []
        self.sentence = 0
        self.mark = "\n"
        """The mark before the piece being heard."""

        self.fresh = False
        """Whether the piece before only said what is being spoken of: 收到申请，共12件."""

        self.fresh_before = False
        """Whether the piece before the one being noted did."""

        self.respective: list[Token] = []
        """Words still waiting for their numbers: 复议、诉讼分别为3件、2件."""

        self.passed: set[int] = set()
        """Where figures start that are known to count nothing: the 一 of 一件也没有."""

        self.mentioned: list[tuple[str, Line]] = []
        """Words that name a row and give no number, with the row."""

        self.results: list[tuple[str, str]] = []
        self.noted: tuple[Spot, ...] = ()
        """Words that name only the result of a case and give no number, with the column."""

        self._alone: tuple[Label, Named] | None = None
        self._pending: Label = ()
        self._scope: Scope | None = None
        self._said_year: int | None = None
        self._stopped = False
        self._outside: list[tuple[Line | None, bool]] = []
        self._lists: list[Group] = []
        self._opening = False
        self._corrected = False
        self._acting = -1

    def hear(self, tokens: Sequence[Token]) -> None:
        """Take in all tokens."""
        for piece in cut(tokens):
            self._pause(piece)
            self._piece(piece)
        wholes.settle(self.statements, self.groups)
        if self.spoken:
            whose.told_in_turn(self.statements)

    def conclude(self) -> None:
        """Take a result that is all that was said, 不掌握, for that of what there is to be answered."""
        if self._alone and not self.statements:
            label, named = self._alone
            self.add(label, None, Said(named, None, Kind.TOTALITY))

    # -- what was heard ----------------------------------------------------------------------------------------

    def recent(self) -> Iterator[Statement]:
        """Yield the last statements, the latest first."""
        return islice(reversed(self.statements), _MEMORY)

    def last_count(self) -> Statement | None:
        """Return the last number of cases."""
        return next((s for s in self.recent() if s.counts and s.kind is Kind.COUNT), None)

    @property
    def last(self) -> Statement | None:
        """The last statement."""
        return self.statements[-1] if self.statements else None

    @property
    def depth(self) -> int:
        """How many brackets are open."""
        return len(self._outside)

    @property
    def list(self) -> Group | None:
        """The list of parts being heard, or nothing."""
        return self._lists[-1] if self._lists else None

    # -- between pieces ----------------------------------------------------------------------------------------

    def _pause(self, piece: Piece) -> None:
        self.mark = piece.before
        if self.mark in "\n。":
            self._stop(paragraph=self.mark == "\n")
        if self.mark == "；" and not self._sharing():
            self.close_lists(piece.depth)
            self.context.applicant = None
        self._brackets(piece)
        if self.mark != "、" and self._pending and not (self.mark == "：" and self.spoken):
            pending, self._pending = self._pending, ()
            self.note(pending)

    def _stop(self, *, paragraph: bool) -> None:
        """End a sentence; a line that ends in no full stop is a heading, and what it names goes on."""
        self.sentence += 1
        self.context.result = None
        self.noted = ()
        self._scope = self._said_year = None
        self.context.last_year = False
        self.context.applicant = None
        self.fresh = False
        self.close_lists(0)
        if not self.spoken:
            self.context.row = self.context.column = None
            self.context.rows = ()
            if paragraph and self._stopped:
                self.context.topic = ""
        self._stopped = not paragraph

    def _brackets(self, piece: Piece) -> None:
        while self.depth < piece.depth:
            self._outside.append((self.context.row, self.context.parts))
            named = self.spoken and self.fresh
            self._opening = self.mark == "（" and self.last_count() is not None and not named
        while self.depth > piece.depth:
            self.context.row, self.context.parts = self._outside.pop()
            self.close_lists(self.depth + 1)
            self.context.parts = self.list is not None

    def _sharing(self) -> bool:
        """Say whether the list goes on after a semicolon: each part is followed by its percentage."""
        last = self.last
        return last is not None and last.kind is Kind.PERCENTAGE and last.said.subject >= 0

    def close_lists(self, depth: int) -> None:
        """End the lists of parts opened within so many brackets, or more."""
        while self._lists and self._lists[-1].depth >= depth:
            self._lists.pop()
            self.context.parts = False

    # -- one piece ---------------------------------------------------------------------------------------------

    def _piece(self, piece: Piece) -> None:
        self.context.listed = piece.before == "、"
        if not self._pending and False not in [token.idle for token in piece.tokens]:
            self._pass(piece)
            return
        self._topics(piece.tokens)
        if self._pending and has(self._pending, "否定") and has(piece.tokens, "否定"):
            pending, self._pending = self._pending, ()
            self._wordy(Atom(pending, None, ()))
        if piece.before == "、" and not piece.figures and not self.spoken:
            counting.goes_on(self.last, piece)
        goes_on = piece.after == "、" or (piece.after == "：" and self.spoken)
        if goes_on and not piece.figures and not decides(piece.tokens):
            self._pending = (self._pending + piece.tokens)[-LONGEST:]
            if piece.after == "：":
                named = self.namer.named(piece.tokens, None, self.context)
                whose.note(self, piece.tokens, named)
                self.context.result = whose.result_of(piece.tokens)
            return
        for order, atom in enumerate(atoms(piece)):
            said = atom
            if self._pending and not order:
                said = atom._replace(before=self._pending + atom.before)
            self.mark = "" if order else self.mark
            self._pending = ()
            if said.among or self._opening:
                self._open_list(piece, among=said.among)
            if said.figure is None:
                self._wordy(said)
            else:
                counting.counted(self, said, said.figure, piece)
        self._opening = piece.after == "：" and bool(piece.figures)

    def _pass(self, piece: Piece) -> None:
        """Let a piece go by that says nothing: most of a report."""
        if piece.after == "、":
            self._pending = piece.tokens
        self.fresh, self._opening = self.fresh and self.spoken, False
        if self.list is not None and any(names(token) for token in piece.tokens):
            self.list.open_end = True

    def _topics(self, tokens: Label) -> None:
        for token in tokens:
            if token.word is None:
                continue
            if token.word.topic:
                self.context.topic = token.word.topic
            elif token.word.topics and self._leads_away(token):
                self.context.topic = ELSEWHERE
            self._corrected = self._corrected or "更正" in token.roles

    def _leads_away(self, token: Token) -> bool:
        """Say whether a word like 信访件 is about other things here: among applications it may be one of them."""
        lines = token.word is not None and bool(token.word.lines)
        return not lines or (not self.spoken and self.context.topic != APPLICATIONS)

    def _open_list(self, piece: Piece, *, among: bool) -> None:
        """Open a list of parts of the number said last."""
        bracket, self._opening = self._opening and not among, False
        whole = next(
            (
                s
                for s in self.recent()
                if s.depth <= piece.depth and s.counts and s.kind is Kind.COUNT
            ),
            None,
        )
        if whole is None:
            self.context.parts = True
            return
        if whole.sentence < self.sentence - 1:
            return
        if self.spoken and self.fresh and self.context.row not in (None, whole.named.row):
            # 结转来的2件是个人的，新收的里面个人18件
            self.context.parts = True
            return
        group = Group(len(self.groups), whole.index, piece.depth, bracket=bracket)
        self.groups.append(group)
        self._lists.append(group)
        self.context.parts = True
        if whole.named.row is not None:
            self.context.row = whole.named.row

    # -- words without a figure --------------------------------------------------------------------------------

    def _wordy(self, atom: Atom) -> None:
        label = atom.label
        if not label:
            return
        if has(label, "不变") and not (self.spoken and whose.all_theirs(label)):
            denying.unchanged(self, label)
        elif has(label, "否定", "为零"):
            denying.denied(self, label)
        elif (
            atom.all
            or has(label, "全部")
            or any(self._says_all(token) for token in label)
            or (self.spoken and has(label, "其余"))
        ):
            totals.everything(self, label)
        else:
            self.note(label)

    def _says_all(self, token: Token) -> bool:
        return token.text[0] in "全都均" and bool(self.namer.lines(token))

    def note(self, label: Label) -> None:
        """Remember what a label speaks of, for what comes after it."""
        self.scopes(label)
        if self.spoken and has(label, "概数", "两可", "不知道"):
            self.add(label, None, Said(NOTHING, None, Kind.COUNT))
            return
        named = self.namer.named(label, None, self.context)
        self.fresh_before, self.fresh = self.fresh, bool(named.names or named.unclear)
        if self.list is not None and any(names(token) for token in label):
            self.list.open_end = True
        if self._tells_why(named):
            return
        if named.cost >= FOREIGN:
            self.context.topic = ELSEWHERE
        elif not totals.result(self, label, named):
            self._alone = (label, named) if whose.is_result(named) else None
            self.remember(whose.of_member(self, named))
            self.noted += named.spots
            whose.note(self, label, named)
            if named.row is not None and not named.only_column:
                self.mentioned.append((written(label), named.row))
            elif named.only_column and named.spots and named.spots[0].table == CASES:
                self.results.append((written(label), named.spots[0].column))

    def _tells_why(self, named: Named) -> bool:
        """Say whether words about an answer only tell how a case came about: 复议1件，申请人对答复不满意，维持了."""
        last, row = self.last, named.row
        about = last.named.row if last is not None and last.sentence == self.sentence else None
        return (
            self.spoken
            and row is not None
            and about is not None
            and (about.table, row.table) == (CASES, APPLICATIONS)
        )

    def scopes(self, label: Label) -> None:
        """Let 2022年， or 去年， stand for the rest of the sentence."""
        scope, year = scope_of(label, self.year)
        if has(label, "对比") and not self.spoken:
            # 与2024年相比: what follows is this year's.
            return
        if scope in (Scope.LAST, Scope.OTHER_YEAR, Scope.PLANNED, Scope.BELOW):
            self._scope = scope
            self.context.last_year = self.spoken and scope is Scope.LAST
        elif has(label, "今年") and self._scope is not Scope.PLANNED:
            self._scope = None
        if year is not None:
            self._said_year = year

    def remember(self, named: Named) -> None:
        """Take what was named for what is being spoken of."""
        if named.fact is not None:
            self.context.fact = named.fact
            self.context.topic = named.fact.topic or self.context.topic
            if named.fact.line.startswith(DISCLOSED):
                self.context.row = self.language.lines.get(named.fact.line)
        elif named.row is not None:
            self.context.topic = named.row.table
            if self.spoken and {spot.row for spot in named.spots} == set(_CARRIED):
                self.context.row, self.fresh = None, False
            elif not named.guessed:
                self.context.row = named.row
            column = named.column
            if column is not None and column.id != TOTAL and column is not self.context.applicant:
                self.context.applicant = None
            self.context.column = column if column and column.id != TOTAL else None

    def of_row(self, row: Line) -> Named:
        """Return a row as it is meant when no column is said: its total, or each of its cells."""
        disclosed = row.table == DISCLOSED
        spots = self.namer.columns_of(row, None) if disclosed else [Spot(row.table, row.id, TOTAL)]
        return Named(tuple(spots), row=row, column=Line(row.table, TOTAL, column=True))

    # -- writing down ------------------------------------------------------------------------------------------

    def add(self, label: Label, token: Token | None, said: Said) -> Statement:
        """Write a statement down: `token` is its figure, if it has one."""
        named = self._with_doubt(said.named)
        scope, year = self._scope_for(label, named)
        words, blocked = unknown(label, named, spoken=self.spoken)
        tokens = label if token is None else (*label, token)
        start, end = min(t.start for t in tokens), max(t.end for t in tokens)
        statement = Statement(
            said=said,
            named=named,
            value=said.value,
            unit=said.unit,
            kind=said.kind,
            scope=scope,
            why=why(label, named, words if blocked else ""),
            noun=written(label),
            start=start,
            end=end,
            number=(start, end) if token is None else (token.start, token.end),
            index=len(self.statements),
            sentence=self.sentence,
            depth=self.depth,
            after_mark=self.mark,
            figured=token is not None,
            total=has(label, "合计"),
            open_end=has(label, "等"),
            year=year if year is not None else self._said_year,
            readings=named.readings,
            unknown=words if blocked and len(words) > 1 else "",
            corrected=self._corrected,
            dated=self.spoken and dated(label),
        )
        self.statements.append(statement)
        self._corrected, self.noted = False, ()
        if has(label, "今年"):
            self._scope = None
        return statement

    def _with_doubt(self, named: Named) -> Named:
        """Let what is said of one number of cases hold for the others in its sentence: 备案的复议案件、诉讼案件."""
        if named.doubt == ACTING:
            self._acting = self.sentence
        cases = named.row is not None and named.row.table == CASES
        if cases and not named.doubt and self._acting == self.sentence and not self.spoken:
            return named._replace(doubt=ACTING)
        return named

    def _scope_for(self, label: Label, named: Named) -> tuple[Scope, int | None]:
        scope, year = scope_of(label, self.year)
        carried = named.row is not None and named.row.id in _CARRIED
        item = named.column is not None and named.column.id == "上年项目"
        if (carried or item) and scope in (Scope.LAST, Scope.PLANNED):
            return Scope.THIS, year
        if scope is Scope.BELOW or (scope is Scope.PLANNED and year is not None):
            # 市本级收到163件，答复158件; 2024年从三个方面改进：……，全年不少于200件
            self._scope = scope
        this = has(label, "今年") and self._scope is not Scope.PLANNED
        if scope is Scope.THIS and self._scope is not None and not this:
            return (scope if carried else self._scope), year
        return scope, year
