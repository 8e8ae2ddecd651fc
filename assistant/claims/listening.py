"""From tokens to statements: one pass over the text that remembers what is being spoken of."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from assistant.claims.figures import Figure
from assistant.claims.model import Kind, Range, Scope
from assistant.claims.naming import (
    ACTING,
    APPLICATIONS,
    CASES,
    DISCLOSED,
    ELSEWHERE,
    MONEY,
    NOTHING,
    Context,
    Named,
    Namer,
    Spot,
)
from assistant.claims.pieces import Atom, Label, Piece, atoms, cut, names
from assistant.claims.tokens import Sort, Token
from assistant.claims.vocabulary import Language, Line
from assistant.forms import TOTAL
from assistant.report import Number

FOREIGN = 3
"""The cost of a label that speaks of something no form asks for."""

RESULTS_END = ("新收", "上年结转", "办理总计")


@dataclass
class Statement:
    """One statement, with what is needed to relate it to others."""

    named: Named
    value: Number | Range | None
    unit: str
    kind: Kind
    scope: Scope
    why: str
    noun: str
    start: int
    end: int
    number: tuple[int, int]
    sentence: int
    depth: int
    after_mark: str
    among: bool = False
    total: bool = False
    rest: bool = False
    bare: bool = False
    open_end: bool = False
    """Whether the words say that the list is not complete: 等, 如, 主要."""

    figured: bool = True
    year: int | None = None
    readings: tuple[tuple[str, ...], ...] = ()
    none: tuple[str, ...] = ()
    whole: str = ""
    subject: int = -1
    """The statement it is about: the whole of a totality, the number compared."""

    unknown: str = ""
    """Words of its label that nobody knows."""

    corrected: bool = False
    ten_thousands: bool = False
    group: int = -1

    @property
    def names(self) -> tuple[str, ...]:
        """The names in the report it is bound to."""
        return self.named.names

    @property
    def counts(self) -> bool:
        """Whether it says how many."""
        return self.figured and self.kind in (Kind.COUNT, Kind.AMOUNT)


@dataclass
class Group:
    """A list of parts being heard."""

    parent: int
    depth: int
    marker: str
    parts: list[int] = field(default_factory=list)
    open_end: bool = False
    closed: bool = False


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
        self.year = year
        self.statements: list[Statement] = []
        self.groups: list[Group] = []
        self.noted: list[Token] = []
        """Words that carried no statement."""

        self._pending: Label = ()
        self._fresh = False
        self._scope: Scope | None = None
        self._said_year: int | None = None
        self._sentence = 0
        self._stopped = False
        self._stack: list[tuple[Line | None, bool]] = []
        self._open: Group | None = None
        self._opening = ""
        self._corrected = False
        self._acting = -1
        self._respective: list[Token] = []
        self._mark = "\n"

    def hear(self, tokens: Sequence[Token]) -> None:
        """Take in all tokens."""
        for piece in cut(tokens):
            self._pause(piece)
            self._piece(piece)

    # -- between pieces ----------------------------------------------------------------------------------------

    def _pause(self, piece: Piece) -> None:
        mark = piece.before
        self._mark = mark
        if mark in "\n。":
            self._sentence += 1
            self._scope = self._said_year = None
            self._fresh = False
            self._close(0)
            if not self.spoken:
                self.context.row = self.context.column = None
                self.context.rows = ()
        if mark == "\n":
            if self._stopped and not self.spoken:
                self.context.topic = ""
            self._stopped = False
        if mark == "。":
            self._stopped = True
        if mark == "；" and not self._sharing():
            self._close(piece.depth)
        while len(self._stack) < piece.depth:
            self._stack.append((self.context.row, self.context.parts))
            if self._last(counted=True) is not None and mark == "（":
                self._opening = "（"
        while len(self._stack) > piece.depth:
            self.context.row, self.context.parts = self._stack.pop()
            self._close(len(self._stack) + 1)
            self._reopen(len(self._stack))
        if mark != "、":
            self._drop_pending()

    def _sharing(self) -> bool:
        """Say whether the list goes on after a semicolon: each part is followed by its percentage."""
        last = self._last()
        return last is not None and last.kind is Kind.PERCENTAGE and last.subject >= 0

    def _drop_pending(self) -> None:
        if self._pending:
            self._note(self._pending)
            self._pending = ()

    def _close(self, depth: int) -> None:
        for group in self.groups:
            if not group.closed and group.depth >= depth:
                group.closed = True
        if self._open is not None and self._open.closed:
            self._open = None
            self.context.parts = False

    def _reopen(self, depth: int) -> None:
        """After a bracket, go on with the list outside it."""
        for group in reversed(self.groups):
            if not group.closed and group.depth <= depth:
                self._open = group
                self.context.parts = True
                return

    def _last(self, *, counted: bool = False) -> Statement | None:
        for statement in reversed(self.statements):
            if not counted or (statement.counts and statement.kind is Kind.COUNT):
                return statement
        return None

    # -- one piece ---------------------------------------------------------------------------------------------

    def _piece(self, piece: Piece) -> None:
        self._topics(piece.tokens)
        if not piece.figures and piece.after == "、" and not self._decides(piece.tokens):
            self._pending += piece.tokens
            return
        for order, atom in enumerate(atoms(piece)):
            said = replace(atom, before=self._pending + atom.before) if order == 0 else atom
            if order == 0:
                self._pending = ()
            if said.among or self._opening:
                self._open_group(piece)
            if order:
                self._mark = ""
            if said.figure is None:
                self._wordy(said)
            else:
                self._counted(said, said.figure, piece)
        if piece.after == "：" and piece.figures:
            self._opening = "："

    def _decides(self, tokens: Label) -> bool:
        """Say whether a piece without a figure already says something by itself."""
        last = tokens[-1]
        return last.has("否定", "为零") or any(token.has("全部") for token in tokens)

    def _topics(self, tokens: Label) -> None:
        for token in tokens:
            if token.word is not None:
                own = token.word.topics - {ELSEWHERE}
                if own:
                    self.context.topic = next(iter(own))
                elif ELSEWHERE in token.word.topics and token.word.lines == ():
                    self.context.topic = ELSEWHERE
            if token.has("更正"):
                self._corrected = True

    def _open_group(self, piece: Piece) -> None:
        """Open a list of parts of the number said last."""
        for index in range(len(self.statements) - 1, -1, -1):
            statement = self.statements[index]
            inside = statement.depth <= piece.depth
            if inside and statement.counts and statement.kind is Kind.COUNT:
                break
        else:
            self.context.parts = True
            self._opening = ""
            return
        if statement.sentence < self._sentence - 1:
            self._opening = ""
            return
        self._open = Group(index, piece.depth, self._opening or "其中")
        self.groups.append(self._open)
        self.context.parts = True
        self._opening = ""
        if statement.named.row is not None:
            self.context.row = statement.named.row

    # -- words without a figure --------------------------------------------------------------------------------

    def _wordy(self, atom: Atom) -> None:
        label = atom.label
        if not label:
            return
        if any(token.has("不变") for token in label):
            self._unchanged(label)
        elif any(token.has("否定", "为零") for token in label):
            self._nothing(label, everything=atom.all)
        elif atom.all or any(self._says_all(token) for token in label):
            self._everything(label)
        elif self.spoken and any(token.has("其余") for token in label):
            self._everything(label)
        else:
            self._note(label)

    def _says_all(self, token: Token) -> bool:
        return token.has("全部") or (token.text[0] in "全都均" and bool(self.namer.lines(token)))

    def _note(self, label: Label) -> None:
        """Remember what a label speaks of, for what comes after it."""
        self._scopes(label)
        named = self.namer.named(label, None, self.context)
        self._fresh = bool(named.names or named.unclear)
        if self._open is not None and any(names(token) for token in label):
            self._open.open_end = True
        if named.cost >= FOREIGN:
            self.context.topic = ELSEWHERE
            return
        self.noted += [token for token in label if names(token)]
        result = self._result(label, named)
        if result:
            return
        self._remember(named)

    def _result(self, label: Label, named: Named) -> bool:
        """Take 复议1件，维持 for one upheld: a result said alone after a number is the result of that number."""
        last = next((s for s in reversed(self.statements) if s.kind is not Kind.ZERO), None)
        if last is None or last.sentence != self._sentence or not last.counts or last.scope is Scope.LAST:
            return False
        if self._refines(last, named):
            return True
        if self.spoken and last.bare and not last.names and named.guessed:
            row = self.language.lines["申请.新收"]
            last.named = replace(self._of_row(row), guessed=True)
        if not named.only_column or not named.spots or last.named.row is None:
            return False
        table = named.spots[0].table
        if last.names and not last.names[0].startswith(f"{table}.") or last.kind is not Kind.COUNT:
            return False
        single = last.value == 1 or self.spoken
        column = last.named.column
        if column is None or column.id != TOTAL or not single:
            return False
        row = last.named.row
        spot = Spot(table, row.id, named.spots[0].column)
        if spot.name not in self.language.cells:
            return False
        named = replace(named, spots=(spot,), row=row, guessed=False, only_column=False)
        self._add(
            label, None, named, last.value, Kind.TOTALITY if last.value != 1 else Kind.COUNT,
            figured=False, subject=self._index(last), unit=last.unit,
        )  # fmt: skip
        return True

    def _refines(self, last: Statement, named: Named) -> bool:
        """Take 诉讼1件，没经过复议直接起诉的 for one case of the kind named after it."""
        row, group = named.row, last.named.row
        if row is None or group is None or named.only_column or row.id not in group.members:
            return False
        spots = tuple(replace(spot, row=row.id) for spot in last.named.spots)
        last.named = replace(last.named, spots=spots, row=row)
        self.context.row, self.context.rows = row, (row,)
        return True

    def _scopes(self, label: Label) -> None:
        scope, year = self._scope_of(label)
        if scope in (Scope.LAST, Scope.OTHER_YEAR, Scope.PLANNED, Scope.BELOW):
            self._scope = scope
        elif any(token.has("今年") for token in label):
            self._scope = None
        if year is not None:
            self._said_year = year

    def _scope_of(self, label: Label) -> tuple[Scope, int | None]:
        year = next((token.year for token in label if token.sort is Sort.YEAR), None)
        if any(_planned(token, following) for token, following in _pairs(label)):
            return Scope.PLANNED, year
        if any(token.has("下级") for token in label):
            return Scope.BELOW, year
        if year is not None and self.year is not None and year != self.year:
            return (Scope.LAST if year == self.year - 1 else Scope.OTHER_YEAR), year
        if any(token.has("去年") for token in label):
            return Scope.LAST, year
        if any(token.has("累计") for token in label) and not any(t.has("今年") for t in label):
            return Scope.RUNNING, year
        if any(token.has("另外") for token in label):
            return Scope.BESIDES, year
        return Scope.THIS, year

    def _remember(self, named: Named) -> None:
        if named.fact is not None:
            self.context.fact = named.fact
            if named.fact.topic:
                self.context.topic = named.fact.topic
            if named.fact.line and named.fact.line.startswith(DISCLOSED):
                self.context.row = self.language.lines.get(named.fact.line)
            return
        if named.row is not None:
            self.context.topic = named.row.table
            if not named.guessed:
                self.context.row = named.row
            self.context.column = named.column if named.column and named.column.id != TOTAL else None

    # -- nothing and everything --------------------------------------------------------------------------------

    def _unchanged(self, label: Label) -> None:
        line = self.language.lines.get("主动公开.增减")
        if line is None:
            return
        named = self.namer.named(label, None, self.context)
        row = named.row or self.context.row
        spot = Spot(DISCLOSED, row.id, line.id) if row is not None else None
        if spot is None or spot.name not in self.language.cells:
            named = NOTHING
        else:
            named = replace(named, spots=(spot,), unclear=(), row=row, column=line, cost=0)
        self._add(label, None, named, 0, Kind.ZERO, figured=False)

    def _nothing(self, label: Label, *, everything: bool) -> None:
        places = [i for i, token in enumerate(label) if token.has("否定", "为零")]
        first, last = places[0], places[-1]
        after = label[last + 1 :]
        prefix = any(names(token) for token in after) and not label[last].has("为零")
        subject = _tail(after) if prefix and not self.spoken else after if prefix else label[:first]
        if prefix and self.spoken:
            subject = label[:first] + after
        rest = any(token.has("其余") or token.text in ("其他", "其它") for token in label)
        named = NOTHING if rest else self.namer.named(subject, None, self.context)
        if not named.names and not rest and self._only_topic(subject):
            named = replace(self._of_row(self.language.lines["申请.新收"]), said=subject)
        if named.cost >= FOREIGN or (prefix and not self.spoken and not subject):
            return
        if not self.spoken and not self._may_be_denied(named, subject, prefix=prefix):
            return
        named = self._denied(named)
        nothing_named = not any(names(t) and t.word is not None and not t.word.empty for t in label)
        nothing_named = nothing_named and not any(t.sort is Sort.UNKNOWN for t in label)
        if not named.names and not named.unclear and nothing_named and self._fresh and self.context.row:
            named = self._of_row(self.context.row)
        bare = not named.names and nothing_named
        if not named.names and not bare and not rest and not self.spoken:
            return
        self._add(
            label, None, named, 0, Kind.ZERO, figured=False, bare=bare or rest, rest=rest,
            everything=everything or any(token.has("全部") for token in label),
        )  # fmt: skip
        if named.names:
            self._remember(replace(named, guessed=False))

    def _may_be_denied(self, named: Named, subject: Label, *, prefix: bool) -> bool:
        """Say whether a denial in a report can be a statement of none: 未收到申请, not 未按时答复申请."""
        if named.row is None or named.row.table != APPLICATIONS:
            return True
        if named.row.id == "办理总计":
            return False
        if named.row.id in ("新收", "上年结转", "结转下年"):
            return True
        return not prefix or not any(token.has("动词") for token in subject)

    def _denied(self, named: Named) -> Named:
        """Let a denial of a bare row of table two be about each of its cells; of a result, about each kind of case."""
        if named.unclear:
            return replace(named, spots=named.unclear, unclear=(), doubt=named.doubt or self._row_doubt(named))
        if named.only_column and named.spots and named.spots[0].table == CASES:
            rows = self.context.rows or ((named.row,) if named.row else ())
            spots = tuple(
                Spot(CASES, row.id, named.spots[0].column) for row in rows if row is not None
            )
            return replace(named, spots=spots or named.spots)
        return named

    def _row_doubt(self, named: Named) -> str:
        stock = any(spot.column in ("有效", "累计", "上年项目") for spot in (*named.unclear, *named.spots))
        if not stock or (named.row is not None and named.row.id == "规章"):
            return ""
        return "没有说清是哪一格"

    def _of_row(self, row: Line) -> Named:
        if row.table == DISCLOSED:
            spots = tuple(self.namer.columns_of(row, None))
        else:
            spots = (Spot(row.table, row.id, TOTAL),)
        return Named(spots, row=row, column=Line(row.table, TOTAL, column=True))

    def _everything(self, label: Label) -> None:
        """Hear 均获维持, 都是个人的, 全部办结."""
        naming = tuple(t for t in label if not (t.text in ("其他", "其它") or t.has("其余")))
        named = self.namer.named(naming, None, self.context)
        self._scopes(label)
        rest = len(naming) < len(label)
        _, narrowed = self._unknown(label, named)
        if named.cost >= FOREIGN or not named.names or (narrowed and not self.spoken):
            self._note(label)
            return
        if self.spoken and not rest and self._settles_rows(named):
            return
        if named.fact is not None:
            self._all_of_fact(label, named, rest=rest)
        elif named.only_column and named.spots[0].table == CASES:
            self._all_of_cases(label, named)
        else:
            self._all_of_applications(label, named, rest=rest)

    def _settles_rows(self, named: Named) -> bool:
        """Take 自然人10件，企业2件，都是今年新收的 for the row of what was said before."""
        if named.row is None or named.only_column:
            return False
        guessed = [s for s in self.statements if s.named.guessed]
        for statement in guessed:
            spots = tuple(replace(spot, row=named.row.id) for spot in statement.named.spots)
            statement.named = replace(statement.named, spots=spots, row=named.row, guessed=False)
        return bool(guessed)

    def _all_of_fact(self, label: Label, named: Named, *, rest: bool) -> None:
        last = self._last(counted=True)
        value = last.value if last is not None and last.sentence == self._sentence else None
        self._add(
            label, None, named, None if rest else value, Kind.TOTALITY, figured=False, rest=rest,
            subject=self._index(last), unit=last.unit if last else "",
        )  # fmt: skip

    def _all_of_cases(self, label: Label, named: Named) -> None:
        column = named.spots[0].column
        rows = self.context.rows or ((self.context.row,) if self.context.row else ())
        for row in rows or (self.language.lines["复议诉讼.复议"], self.language.lines["复议诉讼.诉讼"]):
            if row is None or row.table != CASES:
                continue
            spot = Spot(CASES, row.id, column)
            subject = self._stated(Spot(CASES, row.id, TOTAL).name)
            own = replace(named, spots=(spot,), row=row, only_column=False)
            others = tuple(
                Spot(CASES, row.id, other).name
                for other in ("维持", "纠正", "其他", "未结")
                if other != column
            )
            self._add(
                label, None, own, subject.value if subject else None, Kind.TOTALITY, figured=False,
                subject=self._index(subject), none=others, whole=Spot(CASES, row.id, TOTAL).name,
                unit=subject.unit if subject else "",
            )  # fmt: skip

    def _all_of_applications(self, label: Label, named: Named, *, rest: bool) -> None:
        last = self._whole()
        spot = named.spots[0]
        if last is not None and (last.named.fact is not None or (last.names and last.named.spots[0].table != spot.table)):
            self._note(label)
            return
        none: tuple[str, ...] = ()
        whole = ""
        if named.only_column and last is not None and last.named.row is not None:
            row = last.named.row
            spot = Spot(row.table, row.id, spot.column)
            if spot.name not in self.language.cells:
                return
            whole = Spot(row.table, row.id, TOTAL).name
            none = tuple(
                f"{row.table}.{row.id}.{column}"
                for column in self._leaf_columns(row.table)
                if column != spot.column and f"{row.table}.{row.id}.{column}" in self.language.cells
            )
            named = replace(named, spots=(spot,), row=row, guessed=False, only_column=False)
        elif spot.table == CASES and named.row is not None:
            self.context.row, self.context.rows = named.row, (named.row,)
        elif spot.table == APPLICATIONS and spot.column == TOTAL:
            last = self._came_in() or last
            whole = last.names[0] if last is not None and last.names else f"{APPLICATIONS}.新收.{TOTAL}"
            due = any(t.has("期内") or "按期" in t.text or "按时" in t.text for t in label)
            none = () if due else (f"{APPLICATIONS}.结转下年.{TOTAL}",)
        value = last.value if last is not None and not rest else None
        self._add(
            label, None, named, value, Kind.TOTALITY, figured=False, rest=rest,
            subject=self._index(last), none=none, whole=whole, unit=last.unit if last else "",
        )  # fmt: skip

    def _whole(self) -> Statement | None:
        """Return the number that 都 speaks of: the last one at hand."""
        for statement in reversed(self.statements):
            if statement.sentence < self._sentence - 1:
                return None
            if statement.counts and statement.scope is not Scope.LAST and not statement.rest:
                return statement
        return None

    def _came_in(self) -> Statement | None:
        """Return the number received, when 全部办结 can be about nothing else."""
        for statement in reversed(self.statements):
            row = statement.named.row
            if statement.sentence < self._sentence - 2:
                return None
            if row is not None and statement.counts and row.id == "新收" and not statement.named.only_column:
                return statement
        return None

    def _leaf_columns(self, table: str) -> list[str]:
        return [c.id for c in self.language.form.tables[table].columns.values() if not c.sum]

    def _stated(self, name: str) -> Statement | None:
        for statement in reversed(self.statements):
            if name in statement.names and statement.figured:
                return statement
        return None

    def _index(self, statement: Statement | None) -> int:
        if statement is None:
            return -1
        return next(i for i, s in enumerate(self.statements) if s is statement)

    # -- figures -----------------------------------------------------------------------------------------------

    def _counted(self, atom: Atom, token: Token, piece: Piece) -> None:
        figure = token.figure
        if figure is None:
            return
        label = atom.label
        if any(t.has("每") for t in label):
            self._note(label)
            return
        if self._is_rate(label, figure):
            self._rate(label, token, figure, _sign(atom.before))
            return
        sign = _sign(atom.before)
        if sign and self._is_change(label, figure):
            self._change(label, token, figure, sign)
            return
        if any(t.has("分别") for t in label) or self._respective:
            label = self._respectively(label)
        named = self._name(label, figure)
        if sign and not named.names and not named.unclear:
            self._change(label, token, figure, sign)
            return
        self._place(atom, label, token, figure, named, piece)

    def _respectively(self, label: Label) -> Label:
        """Give each number its own word: 复议、诉讼分别为3件、2件."""
        naming = [token for token in label if self.namer.lines(token) or (token.word and token.word.facts)]
        if any(token.has("分别") and token.text.startswith("分别") for token in label) and len(naming) > 1:
            self._respective = naming[1:]
            return tuple(token for token in label if token not in naming[1:])
        if self._respective and not naming:
            return (self._respective.pop(0), *label)
        self._respective = []
        return label

    def _name(self, label: Label, figure: Figure) -> Named:
        named = self.namer.named(label, figure, self.context)
        if named.cost >= FOREIGN:
            return Named(cost=named.cost, said=named.said)
        if named.names or named.unclear:
            return named
        if self._only_topic(label):
            return self._applications(label)
        if any(names(token) for token in label):
            return named
        last = self._last()
        if last is not None and last.scope is Scope.LAST and last.sentence == self._sentence:
            return last.named
        row = self.context.row
        if self.spoken and self.context.asked and row is not None and not self.statements:
            spot = Spot(row.table, row.id, TOTAL)
            if spot.name in self.language.cells and figure.unit not in MONEY:
                return Named((spot,), row=row, column=Line(row.table, TOTAL, column=True))
        if self._fresh and row is not None and not any(t.has("去年") for t in label):
            own = self._of_row(row)
            if row.table == DISCLOSED:
                column = self.context.column
                spots = self.namer.columns_of(row, figure)
                chosen = [s for s in spots if column is not None and s.column == column.id] or spots
                return replace(own, spots=tuple(chosen)) if len(chosen) == 1 else NOTHING
            if figure.unit in MONEY:
                return NOTHING
            if self.context.column is not None:
                spot = Spot(row.table, row.id, self.context.column.id)
                if spot.name in self.language.cells:
                    return replace(own, spots=(spot,), column=self.context.column)
            return own
        if row is not None and row.table == DISCLOSED and figure.unit in (*MONEY, "项", "个"):
            spots = self.namer.columns_of(row, figure)
            if len(spots) == 1 and (figure.unit in MONEY or self.spoken):
                return Named(tuple(spots), row=row)
        fact = self.context.fact
        if self.spoken and fact is not None and (self.statements or self._fresh) and figure.unit in fact.units:
            return Named((), fact)
        if self.spoken and fact is not None and figure.unit not in fact.units:
            for other in self.language.kin.get(fact.name, ()):
                if figure.unit in other.units:
                    return Named((), other)
        return NOTHING

    def _only_topic(self, label: Label) -> bool:
        """Say whether a label says no more than 申请."""
        topical = [t for t in label if names(t)]
        return bool(topical) and all(
            t.word is not None and t.word.topics == {APPLICATIONS} and not t.word.lines
            and not t.word.facts for t in topical
        )  # fmt: skip

    def _applications(self, label: Label) -> Named:
        """Return what 13件申请 counts: the row spoken of, or what was received."""
        row = self.context.row
        usual = row is None or row.table != APPLICATIONS
        if not self.spoken:
            return NOTHING
        row = self.language.lines["申请.新收"] if usual or row is None else row
        column = Line(APPLICATIONS, TOTAL, column=True)
        said = tuple(t for t in label if names(t))
        return Named((Spot(APPLICATIONS, row.id, TOTAL),), row=row, column=column, said=said)

    def _place(
        self, atom: Atom, label: Label, token: Token, figure: Figure, named: Named, piece: Piece
    ) -> None:
        each = any(t.has("全部") or (t.has("分别") and t.text[0] == "各") for t in label)
        both_ways = {spot.row for spot in named.spots} == {"上年结转", "结转下年"}
        if len(named.spots) > 1 and figure.value != 0 and not each and not both_ways and not self._joined(label):
            readings = (named.names,)
            named = replace(named, spots=(), doubt="几项合在一起说", readings=readings)
        if figure.value == 0 and named.unclear:
            named = replace(self._denied(named), doubt="" if each else self._row_doubt(named))
        waiting = self._last()
        if (
            self.spoken and not any(names(t) for t in label) and waiting is not None
            and waiting.kind is Kind.TOTALITY and waiting.value is None and not waiting.rest
        ):  # fmt: skip
            waiting.value, waiting.kind, waiting.unit = figure.value, Kind.COUNT, figure.unit
            return
        if figure.unit == "" and not self.spoken and not self._stands_alone(label, figure):
            return
        if figure.chinese and figure.value == 1 and not named.names and not self.spoken:
            return
        named = self._not_the_whole(named)
        rest = any(t.has("其余") or t.text in ("其他", "其它") for t in label)
        kind = Kind.AMOUNT if figure.unit in MONEY else Kind.COUNT
        self._add(
            label, token, named, figure.value, kind, unit=figure.unit,
            rest=rest, bare=not any(names(t) for t in label) and not named.names,
            everything=each, among=self._open is not None and not self._ends_group(named, label),
            ten_thousands=figure.ten_thousands,
        )  # fmt: skip
        statement = self.statements[-1]
        self._into_group(statement, piece)
        if statement.scope not in (Scope.PLANNED, Scope.BELOW):
            self._after(statement, label)

    def _not_the_whole(self, named: Named) -> Named:
        """A part called by the words of its whole is some other thing: 公开424条，其中党务公开120条."""
        if self._open is None or named.fact is None:
            return named
        return NOTHING if named.fact is self.statements[self._open.parent].named.fact else named

    def _joined(self, label: Label) -> bool:
        """Say whether one number is said of each of two verbs: 收到并办结申请12件."""
        return any(token.has("并且") for token in label)

    def _stands_alone(self, label: Label, figure: Figure) -> bool:
        """Say whether a figure without a unit is one all the same: 均为0."""
        return figure.value == 0 and bool(label) and label[-1].has("虚词", "全部")

    def _after(self, statement: Statement, label: Label) -> None:
        named = statement.named
        self._fresh = False
        if named.names or named.unclear:
            in_list = self._mark in ("、", "，", "") and named.row is not None
            if named.row is not None and named.row.table == CASES and not named.only_column:
                previous = self.context.rows if in_list else ()
                self.context.rows = tuple(dict.fromkeys((*previous, named.row)))
            if named.guessed and self._open is None:
                self.context.row = None if not self.spoken else self.context.row
                self.context.topic = named.spots[0].table
                return
            self._remember(named)
            if named.column is not None and named.column.id != TOTAL and named.row is not None:
                self.context.column = named.column if named.row.table == DISCLOSED else None
        elif any(names(token) for token in label) and self._open is None:
            self.context.topic = ELSEWHERE if not self.spoken else self.context.topic
            self.context.fact = None

    def _ends_group(self, named: Named, label: Label) -> bool:
        """Say whether a statement is no longer a part of the list being heard."""
        if self._open is None:
            return False
        if any(token.has("另外") for token in label) and not self.spoken:
            return True
        if not self._open.parts:
            return False
        parent = self.statements[self._open.parent]
        first = self.statements[self._open.parts[0]]
        if named.row is None or named.only_column:
            return False
        if first.named.row is None:
            return named.row.table != (parent.named.row.table if parent.named.row else "")
        if named.row.table != first.named.row.table:
            return True
        return first.named.only_column or named.row.id in RESULTS_END

    def _into_group(self, statement: Statement, piece: Piece) -> None:
        group = self._open
        if group is None:
            return
        if not statement.among or statement.total:
            if group.parts:
                self._close(group.depth)
            return
        parent = self.statements[group.parent]
        if statement.scope is Scope.LAST:
            return
        if statement.unit != parent.unit and statement.unit and parent.unit:
            return
        if piece.depth == group.depth:
            group.parts.append(len(self.statements) - 1)
            statement.group = self.groups.index(group)
            if statement.scope is Scope.THIS:
                statement.scope = Scope.PART
            if parent.why and not statement.why and statement.named.only_column:
                statement.why = parent.why
                statement.readings = tuple(
                    tuple(f"{n.rpartition('.')[0]}.{statement.named.spots[0].column}" for n in names_)
                    for names_ in parent.readings
                )
            group.open_end = group.open_end or statement.open_end

    # -- rates and changes -------------------------------------------------------------------------------------

    def _is_rate(self, label: Label, figure: Figure) -> bool:
        return figure.unit in ("%", "百分点", "个百分点", "倍")

    def _rate(self, label: Label, token: Token, figure: Figure, sign: int) -> None:
        named = NOTHING
        if sign or any(t.has("对比") for t in label):
            value = figure.value
            if sign < 0 and value is not None and not isinstance(value, Range):
                value = -value
            self._add(
                label, token, named, value, Kind.GROWTH, unit=figure.unit,
                subject=self._index(self._main()),
            )  # fmt: skip
            return
        if not any(t.has("占") for t in label):
            named = self.namer.named(label, figure, self.context)
            if named.fact is None or named.cost:
                named = NOTHING
        finished = self._finished(label, token, figure)
        if finished:
            return
        bare = not any(names(t) for t in label)
        part = self._last(counted=True)
        shared = any(t.has("占") for t in label)
        self._add(
            label, token, named, figure.value, Kind.PERCENTAGE, unit=figure.unit, bare=bare,
            subject=self._index(part) if shared and part and part.sentence == self._sentence else -1,
        )  # fmt: skip

    def _finished(self, label: Label, token: Token, figure: Figure) -> bool:
        """Hear 办结率100%: all that came in is done with."""
        if self.context.topic != APPLICATIONS or not any(t.text == "办结率" for t in label):
            return False
        row = self.language.lines["申请.办理总计"]
        onward = f"{APPLICATIONS}.结转下年.{TOTAL}"
        named = replace(self._of_row(row), said=tuple(t for t in label if t.text == "办结率"))
        self._add(
            label, token, named, figure.value, Kind.PERCENTAGE, unit=figure.unit,
            none=(onward,) if figure.value == 100 else (), whole=f"{APPLICATIONS}.新收.{TOTAL}",
        )  # fmt: skip
        return True

    def _main(self) -> Statement | None:
        """Return the number that 同比 compares: the last one outside brackets and lists of parts."""
        for statement in reversed(self.statements):
            if statement.sentence < self._sentence:
                return None
            if statement.counts and statement.depth <= len(self._stack) and statement.group < 0:
                return statement
        return None

    def _is_change(self, label: Label, figure: Figure) -> bool:
        if not self.spoken or any(token.has("对比") for token in label):
            return True
        line = self.language.lines.get("主动公开.增减")
        if line is None or figure.unit not in ("项", "个", "件", ""):
            return False
        row = self._item_row(label)
        return row is not None

    def _item_row(self, label: Label) -> Line | None:
        """Return the row of items that a change in their number is said of."""
        named = [ln for token in label for ln, _ in self.namer.lines(token) if not ln.column]
        for row in (*named, self.context.row):
            if row is not None and f"{DISCLOSED}.{row.id}.增减" in self.language.cells:
                return row
        return None

    def _change(self, label: Label, token: Token, figure: Figure, sign: int) -> None:
        items = figure.unit in ("项", "个", "件", "") and not any(t.has("对比") for t in label)
        row = self._item_row(label) if items else None
        named = NOTHING
        if row is not None:
            line = self.language.lines["主动公开.增减"]
            named = Named((Spot(DISCLOSED, row.id, line.id),), row=row, column=line)
        value = figure.value
        if sign < 0 and value is not None and not isinstance(value, Range):
            value = -value
        self._add(
            label, token, named, value, Kind.CHANGE, unit=figure.unit,
            subject=-1 if row is not None else self._index(self._main()),
        )  # fmt: skip
        if row is not None:
            self.context.row = row
            self.context.topic = DISCLOSED

    # -- writing down ------------------------------------------------------------------------------------------

    def _add(
        self,
        label: Label,
        token: Token | None,
        named: Named,
        value: Number | Range | None,
        kind: Kind,
        *,
        unit: str = "",
        figured: bool = True,
        rest: bool = False,
        bare: bool = False,
        everything: bool = False,
        among: bool = False,
        subject: int = -1,
        none: tuple[str, ...] = (),
        whole: str = "",
        ten_thousands: bool = False,
    ) -> None:
        scope, year = self._scope_of(label)
        if named.row is not None and scope in (Scope.LAST, Scope.PLANNED):
            carried = named.row.id in ("上年结转", "结转下年")
            item = named.column is not None and named.column.id in ("上年项目",)
            scope = Scope.THIS if carried or item else scope
        if scope is Scope.THIS and self._scope is not None and not any(t.has("今年") for t in label):
            carried = named.row is not None and named.row.id in ("上年结转", "结转下年")
            scope = Scope.THIS if carried else self._scope
        unknown, blocked = self._unknown(label, named)
        if named.doubt == ACTING:
            self._acting = self._sentence
        cases = named.row is not None and named.row.table == CASES
        if cases and not named.doubt and self._acting == self._sentence and not self.spoken:
            named = replace(named, doubt=ACTING)
        why = named.doubt or (f"“{unknown}”可能限定了范围" if blocked else "")
        if named.cost and not why and named.names:
            why = "这句话里还说到别的事"
        if named.guessed and not why:
            why = "没有说明是哪一行"
        if any(t.has("约") for t in label) and not why:
            why = "说的是大概的数"
        first = min([t.start for t in label] + ([token.start] if token else []))
        last = max([t.end for t in label] + ([token.end] if token else []))
        number = (token.start, token.end) if token is not None else (first, last)
        self.statements.append(
            Statement(
                named=named, value=value, unit=unit, kind=kind, scope=scope, why=why,
                noun=_noun(label), start=first, end=last, number=number,
                sentence=self._sentence, depth=len(self._stack), after_mark=self._mark,
                among=among, total=any(t.has("合计") for t in label), rest=rest, bare=bare,
                open_end=any(t.has("等") for t in label), figured=figured,
                year=year if year is not None else self._said_year,
                readings=named.readings, none=none, whole=whole, subject=subject,
                unknown=unknown if blocked and len(unknown) > 1 else "", corrected=self._corrected, ten_thousands=ten_thousands,
            )  # fmt: skip
        )
        self._corrected = False

    def _unknown(self, label: Label, named: Named) -> tuple[str, bool]:
        """Return the words of a label nobody knows, and whether they may narrow what it counts."""
        strangers = [
            token
            for token, following in _pairs(label)
            if token.sort is Sort.UNKNOWN
            or (token.has("一类") and (following is None or following not in named.said))
            or (token.word is not None and ELSEWHERE in token.word.topics and token not in named.said)
        ]
        if not strangers:
            return "", False
        text = "".join(token.text for token in strangers)
        if not named.said:
            return text, True
        start = min(token.start for token in named.said)
        weak = named.only_column or named.guessed
        blocking = [t for t in strangers if weak or t.start > start or t.has("一类")]
        if named.fact is not None and not self.spoken:
            blocking += [t for t in strangers if t.end == start and _narrows(t)]
        return text, bool(blocking)


_NOUNS_TOO = ("计划", "目标", "拟", "争取")


def _pairs(label: Label) -> Iterable[tuple[Token, Token | None]]:
    return zip(label, (*label[1:], None), strict=False)


def _planned(token: Token, following: Token | None) -> bool:
    """Say whether a word says that something is still to come; 计划 may also be a kind of paper."""
    if not token.has("打算", "明年") or (token.word is not None and token.word.lines):
        return False
    return token.text not in _NOUNS_TOO or (following is not None and following.has("动词"))


_ORGANS = tuple("局厅委办镇乡府院心区县市会所站队处科校道园")


def _narrows(token: Token) -> bool:
    """Say whether an unknown word in front may narrow what is counted; the name of an organ does not."""
    return token.sort is Sort.UNKNOWN and not token.text.endswith(_ORGANS)


def _tail(label: Label) -> Label:
    """Return the end of a label from its last stranger on: what a denial is about."""
    for place in range(len(label) - 1, -1, -1):
        token = label[place]
        foreign = token.word is not None and ELSEWHERE in token.word.topics
        if token.sort in (Sort.UNKNOWN, Sort.PASSED) or foreign:
            return label[place + 1 :]
    return label


def _sign(before: Label) -> int:
    """Return whether the words in front of a figure say that it is so much more, or less."""
    for token in reversed(before):
        if token.has("增", "减"):
            return 1 if token.has("增") else -1
        if not token.has("虚词", "合计"):
            return 0
    return 0


def _noun(label: Label) -> str:
    return "".join(token.text for token in label)


__all__ = ["Group", "Listener", "Statement"]
