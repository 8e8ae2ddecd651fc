"""What an answer filled so far, what has to be asked, and what was known before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from assistant.claims.model import Kind, Scope
from assistant.claims.named import APPLICATIONS, CASES
from assistant.claims.statements import Statement
from assistant.claims.tokens import Squeezed
from assistant.claims.vocabulary import Language
from assistant.forms import TOTAL, Form
from assistant.forms import Kind as Holds
from assistant.forms.shown import shown
from assistant.numerals import write_number
from assistant.report import Number, Report

FLOWS = ("新收", "上年结转", "办理总计", "结转下年")
"""The rows of table three that are no result of an application."""

_DIVISIBLE = frozenset({"%", "分"})
"""Units of which there may be a fraction."""

_YUAN = {"元": 1, "块": 1, "块钱": 1, "万元": 10**4, "亿元": 10**8}


class Reason(StrEnum):
    """Why something is asked."""

    UNCLEAR = "没看懂"
    CONTRADICTION = "对不上"
    INCOMPLETE = "还缺"
    UNRELATED = "没有可填的"


@dataclass(frozen=True)
class Question:
    """Something to ask the clerk before, or beside, filling."""

    message: str
    fields: tuple[str, ...] = ()
    """What the answer would fill, or what contradicts."""

    reason: Reason = Reason.UNCLEAR


class Notes:
    """The notes taken while one answer is understood."""

    def __init__(self, form: Form, words: Language, report: Report, focus: str) -> None:
        self.form = form
        self.language = words
        self.report = report
        self.focus = focus
        self.known = dict(shown(form, report))
        self.said: dict[str, tuple[Number, Statement]] = {}
        self.groups: dict[str, Number] = {}
        """Sums the form does not print, as said: 不予公开2件."""

        self.dropped: set[str] = set()
        """Names that were said in a way that settles nothing."""

        self.correcting = False
        """Whether the answer takes back what was said before: 不对，公开6件，不掌握2件."""

        self.unsettled = ""
        """The answer before, if it was asked back and left a number open."""

        self.questions: list[Question] = []
        self.squeezed = Squeezed("", (), frozenset(), ())
        sums = (*form.sums, *form.group_sums)
        self.across = {s.total: s for s in sums if s.across}
        self.down = {s.total: s for s in sums if not s.across}

    def value(self, name: str) -> Number | None:
        """Return what is said now, or was known before."""
        return self.said[name][0] if name in self.said else self.known.get(name)

    def drop(self, names: Iterable[str]) -> None:
        """Fill none of these after all."""
        for name in tuple(names):
            self.said.pop(name, None)

    # -- asking ------------------------------------------------------------------------------------------------

    def ask(
        self, message: str, fields: Iterable[str] = (), reason: Reason = Reason.UNCLEAR
    ) -> None:
        """Put a question."""
        question = Question(message, tuple(fields), reason)
        if question not in self.questions:
            self.questions.append(question)

    def unclear(self, statement: Statement, why: str, fields: Iterable[str] = ()) -> None:
        """Ask about a statement in its own words."""
        self.ask(f"“{self.words(statement)}”{why}{'' if why.endswith('？') else '。'}", fields)

    def contradiction(self, message: str, fields: Iterable[str]) -> None:
        """Ask which of two is right."""
        self.ask(message, fields, Reason.CONTRADICTION)

    def words(self, statement: Statement) -> str:
        """Return the words of a statement."""
        return self.squeezed.text[statement.start : statement.end]

    def spoken(self, name: str) -> str:
        """Return a name in a clerk's words."""
        fact = self.language.facts.get(name)
        if fact is not None:
            return fact.called
        return self.form.spoken(name) if name in self.language.cells else name

    def row(self, name: str) -> str:
        """Return what a cell's row is called."""
        return self.form.fields[name].row.short if name in self.form.fields else name

    def column(self, name: str) -> str:
        """Return what a cell's column is called."""
        return self.form.fields[name].column.short if name in self.form.fields else name

    # -- filling -----------------------------------------------------------------------------------------------

    def put(self, name: str, value: Number, statement: Statement) -> None:
        """Fill a name, unless it contradicts what the same answer said before."""
        converted = self._in_unit(name, value, statement)
        if converted is None:
            return
        if name not in self.form.fields and name not in self.language.facts:
            self.groups[name] = converted
            self._zeros(name, converted, statement)
            return
        known = self.said.get(name)
        if known is not None and _part_of(statement, known[1]) and known[0] >= converted:
            return
        if (
            known is not None
            and converted
            and known[0]
            and _another_case(name, known[1], statement)
        ):
            converted += known[0]
            total = write_number(converted)
            self.ask(f"{self.spoken(name)}说了两处，合在一起记{total}，对吗？", (name,))
        elif known is not None and known[0] != converted and not _corrects(known[1], statement):
            both = f"{write_number(known[0])}和{write_number(converted)}"
            self.contradiction(f"{self.spoken(name)}说了两个数：{both}，哪个对？", (name,))
            zeros = [known[1]] if known[0] == 0 else []
            zeros += [statement] if converted == 0 else []
            parts = set(self._parts(name))
            self.dropped |= {n for n in parts if n in self.said and self.said[n][1] in zeros}
            self.dropped.add(name)
            return
        twice = known is not None and known[1] is not statement and name.startswith(f"{CASES}.")
        if twice and converted and known and known[1].figured and statement.figured:
            self._ask_if_the_same(name, known[1], statement)
        self.said[name] = (converted, statement)
        self._zeros(name, converted, statement)

    def _ask_if_the_same(self, name: str, one: Statement, other: Statement) -> None:
        if one.noun != other.noun and not _corrects(one, other) and not other.total:
            both = f"“{self.words(one)}”“{self.words(other)}”"
            self.ask(f"{both}是同一件吗？{self.spoken(name)}先只记一处。", (name,))

    def _zeros(self, name: str, value: Number, statement: Statement) -> None:
        """Fill the parts of a sum that is 0."""
        if value == 0:
            for part in dict.fromkeys(self._parts(name)):
                self.said.setdefault(part, (0, statement))

    def _parts(self, name: str) -> Iterator[str]:
        for sums in (self.across, self.down):
            found = sums.get(name)
            for part in found.parts if found else ():
                if part in self.form.fields:
                    yield part
                yield from self._parts(part)

    def _in_unit(self, name: str, value: Number, statement: Statement) -> Number | None:
        """Return an amount in the cell's unit; nothing, and a question, where the unit is missing."""
        cell, fact = self.form.fields.get(name), self.language.facts.get(name)
        if fact is not None and "元" in fact.units:
            return _convert(value, statement.unit or "元", "元")
        if cell is None or cell.kind is not Holds.AMOUNT:
            if statement.said.ten_thousands and not statement.unit and cell is not None:
                self.ask(f"“{self.words(statement)}”说的是件数还是金额？", (name,))
                return None
            parts = fact is not None and fact.units & _DIVISIBLE
            if value != int(value) and not parts:
                self.ask(f"“{self.words(statement)}”不是整数，请再核对。", (name,))
                return None
            return Decimal(value) if statement.unit == "%" else value
        if value == 0 or statement.said.ten_thousands:
            return _convert(value, "元", cell.unit)
        if not statement.unit and not (statement.said.bare and self.focus == name):
            self.ask(f"“{self.words(statement)}”的单位是元还是万元？", (name,))
            return None
        return _convert(value, statement.unit or cell.unit, cell.unit)


def _convert(value: Number, written: str, wanted: str) -> Decimal:
    amount = Decimal(value) * _YUAN.get(written, 1) / _YUAN.get(wanted, 1)
    return Decimal(write_number(amount))


def _corrects(one: Statement, other: Statement) -> bool:
    return one.corrected or other.corrected


def _part_of(part: Statement, whole: Statement) -> bool:
    """Say whether a number divides one for the same cell: 4件不掌握里3件不归我们管."""
    return part.scope is Scope.PART and whole.scope is not Scope.PART and part.index > whole.index


def _another_case(name: str, one: Statement, other: Statement) -> bool:
    """Say whether two numbers for one result are two cases of it: 商业秘密1件，个人隐私1件."""
    table, _, rest = name.partition(".")
    seizures = name == "主动公开.行政强制.决定"
    if (
        (table != APPLICATIONS and not seizures)
        or rest.partition(".")[0] in FLOWS
        or other.corrected
    ):
        return False
    if Kind.TOTALITY in (one.kind, other.kind):
        return False
    words = [{token.text for token in statement.named.said} for statement in (one, other)]
    return words[0] != words[1] and all(words)


def total_of(name: str) -> str:
    """Return the total of the row a cell stands in."""
    return f"{name.rpartition('.')[0]}.{TOTAL}"
