"""What a typed answer fills: cells and facts with their values, and what has to be asked back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import Any

from assistant.answers import without_agreeing_totals
from assistant.claims.listening import ROUGHLY, Listener
from assistant.claims.model import Kind, Range, Scope, Span
from assistant.claims.naming import APPLICATIONS, CASES, DISCLOSED, MONEY, Context, Spot
from assistant.claims.statements import Statement
from assistant.claims.tokens import Squeezed, squeeze, tokenize
from assistant.claims.vocabulary import Fact, Language, Line, language
from assistant.forms import TOTAL, Form, Sum
from assistant.forms import Kind as Holds
from assistant.forms.shown import shown
from assistant.numerals import write_number
from assistant.report import Number, Report, Value


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


@dataclass(frozen=True)
class Understood:
    """Which words became which value."""

    words: str
    span: Span
    name: str
    value: Number


@dataclass(frozen=True)
class Filling:
    """What a typed answer says."""

    fills: Mapping[str, Number] = field(default_factory=dict)
    """Cells and facts with the values that were said, amounts in the cell's unit, in the order of the form."""

    implied: Mapping[str, Number] = field(default_factory=dict)
    """Cells nobody named whose value follows from the sums: the other columns are 0 when 10 + 2 make up the 12."""

    ask: tuple[Question, ...] = ()
    understood: tuple[Understood, ...] = ()
    focus: str = ""
    """What was spoken of last; hand it to the next call, so that 不对，是13件 knows what is meant."""


def fill(text: str, form: Form, report: Report | None = None, focus: str | None = None) -> Filling:
    """Return what a clerk's answer fills, for a report as it stands.

    `focus` is what the clerk was asked or spoke of last: a cell, a row or group (`申请.新收`), a table (`申请`), a
    fact. Nothing wrong is filled silently: what is rough, contradictory or unclear is asked. Never raises.
    """
    return _Filler(form, language(form), report or Report(), focus or "").fill(text)


def as_json(filling: Filling) -> dict[str, Any]:
    """Return a filling in plain JSON shapes: fills, what follows from them, and what is asked."""
    return {
        "fills": {name: _plain(value) for name, value in filling.fills.items()},
        "implied": {name: _plain(value) for name, value in filling.implied.items()},
        "ask": [{"message": q.message, "fields": list(q.fields)} for q in filling.ask],
        "focus": filling.focus,
    }


def _plain(value: Number) -> int | float:
    return int(value) if value == int(value) else float(value)


def answers(form: Form, report: Report, filling: Filling) -> Mapping[str, Value | None]:
    """Return what to store for a filling: a total that its parts add up to is left to follow from them."""
    said = {**filling.implied, **filling.fills}
    kept = without_agreeing_totals(form, report.with_answers(said)).answers
    dropped = report.answers.keys() - kept.keys()
    changed = [name for name in said if kept.get(name) != report.answers.get(name)]
    return {name: kept.get(name) for name in (*changed, *sorted(dropped - said.keys()))}


class _Filler:
    def __init__(self, form: Form, words: Language, report: Report, focus: str) -> None:
        self.form = form
        self.language = words
        self.report = report
        self.focus = _normal(focus)
        self.known = dict(shown(form, report))
        self.said: dict[str, tuple[Number, Statement]] = {}
        self.questions: list[Question] = []
        self.dropped: set[str] = set()
        self.groups: dict[str, Number] = {}
        self.squeezed = Squeezed("", (), frozenset(), ())
        self.last_row = ""
        self.sums = {s.total: s for s in (*form.sums, *form.group_sums) if s.across}
        self.downward = {s.total: s for s in (*form.sums, *form.group_sums) if not s.across}

    # -- the whole ---------------------------------------------------------------------------------------------

    def fill(self, text: str) -> Filling:
        self.squeezed = squeeze(text)
        tokens = tokenize(self.squeezed, self.language)
        listener = Listener(self.language, spoken=True, context=self._context())
        listener.hear(tokens)
        statements = listener.statements
        self._take_all(statements)
        self._check()
        fills = self._ordered({name: value for name, (value, _) in self.said.items()})
        if not fills and not self.questions:
            self.questions.append(self._unrelated(text, statements))
        implied = self._implied(fills)
        self._incomplete(fills, implied)
        return Filling(
            fills,
            implied,
            tuple(dict.fromkeys(self.questions)),
            tuple(self._understood(fills)),
            self._next_focus(statements),
        )

    def _context(self) -> Context:
        """Return what the focus makes plain."""
        parts = self.focus.split(".")
        if self.focus in self.language.facts:
            fact = self.language.facts[self.focus]
            return Context(topic=fact.topic, fact=fact)
        lines = self.language.lines
        table = parts[0] if parts[0] in self.form.tables else ""
        row = lines.get(".".join(parts[:2])) if len(parts) > 1 else None
        column = lines.get(f"{table}.{parts[2]}") if len(parts) > 2 else None
        if row is not None and row.column:
            row = None
        column = column if table == DISCLOSED else None
        return Context(topic=table, row=row, column=column, asked=len(parts) == 2)

    def _next_focus(self, statements: list[Statement]) -> str:
        for statement in reversed(statements):
            named = statement.named
            if named.fact is not None:
                return named.fact.name
            if named.spots:
                spot = named.spots[-1]
                return (
                    spot.name
                    if named.column and spot.column != TOTAL
                    else f"{spot.table}.{spot.row}"
                )
        return self.focus

    # -- statement by statement --------------------------------------------------------------------------------

    def _take_all(self, statements: list[Statement]) -> None:
        heard: list[tuple[str, ...]] = []
        for index, statement in enumerate(statements):
            names = self._names(statement, statements[:index], heard)
            names = names or self._heading(statement, statements[index + 1 :])
            heard.append(names)
            if self._denied_number(statement):
                continue
            if statement.scope not in (Scope.THIS, Scope.PART, Scope.BESIDES, Scope.RUNNING):
                self._other_year(statement)
                continue
            if statement.kind in (Kind.PERCENTAGE, Kind.GROWTH) and not names:
                continue
            if statement.kind is Kind.CHANGE and not names:
                if statement.said.subject >= 0:
                    continue
                self._unclear(statement, "是增减了多少，请直接说现在的数")
                continue
            self._take(statement, names, statements[:index])

    def _denied_number(self, statement: Statement) -> bool:
        """Say whether it is the wrong half of 不是12件，是13件."""
        text = self.squeezed.text[max(0, statement.number[0] - 3) : statement.number[0]]
        return text.endswith("不是") and statement.figured

    def _other_year(self, statement: Statement) -> None:
        if statement.names and statement.scope is not Scope.LAST:
            self._unclear(statement, f"说的是{statement.scope.value}的数，没有填", ())

    def _names(
        self, statement: Statement, before: list[Statement], heard: list[tuple[str, ...]]
    ) -> tuple[str, ...]:
        """Return the names a statement is about, by its own words or by what was spoken of."""
        if statement.said.rest and statement.kind is Kind.ZERO:
            return self._rest(before)
        if statement.names or statement.named.unclear:
            return statement.names
        if not statement.said.bare:
            return ()
        if statement.kind is Kind.ZERO or (statement.value == 0 and statement.noun):
            return self._whole_focus()
        if statement.corrected or (before and self._denied_number(before[-1])):
            last = next((names for names in reversed(heard) if len(names) == 1), ())
            if last:
                return last
        if statement.total and before:
            return self._total_of(statement, before)
        return self._focused(statement)

    def _heading(self, statement: Statement, after: list[Statement]) -> tuple[str, ...]:
        """Return the total that 总共9件 states before its parts: 总共9件，自然人8，企业1."""
        if not (statement.said.bare and statement.total and statement.figured and after):
            return ()
        spots = after[0].named.spots
        if not spots or spots[0].column == TOTAL or spots[0].table == DISCLOSED:
            return ()
        return (f"{spots[0].table}.{spots[0].row}.{TOTAL}",)

    def _whole_focus(self) -> tuple[str, ...]:
        """Return everything the focus covers, for 都没有."""
        parts = self.focus.split(".")
        if self.focus in self.language.facts or self.focus in self.form.fields:
            return (self.focus,)
        if self.focus in self.form.tables:
            return tuple(name for name in self.form.fields if name.startswith(f"{self.focus}."))
        line = self.language.lines.get(self.focus)
        if line is None or line.column or len(parts) != 2:
            return ()
        rows = line.members or (line.id,)
        return tuple(
            name
            for row in rows
            for name in self.form.fields
            if name.startswith(f"{line.table}.{row}.")
        )

    def _focused(self, statement: Statement) -> tuple[str, ...]:
        """Return the cell or fact that a bare number answers."""
        if self.focus in self.form.fields:
            cell = self.form.fields[self.focus]
            money = statement.unit in MONEY
            if money and cell.kind is not Holds.AMOUNT:
                return ()
            return (self.focus,)
        fact = self.language.facts.get(self.focus)
        if fact is not None:
            people = "人" in fact.units and statement.unit == "个" and "人" in statement.noun
            fits = not statement.unit or statement.unit in fact.units or people
            return (fact.name,) if fits else ()
        line = self.language.lines.get(self.focus)
        if line is None or line.column:
            return ()
        total = f"{line.table}.{line.id}.{TOTAL}"
        if total in self.language.cells and statement.unit not in MONEY:
            return (total,)
        return self._column_fitting(line, statement)

    def _column_fitting(self, line: Line, statement: Statement) -> tuple[str, ...]:
        cells = [
            c for c in self.form.fields.values() if c.table == line.table and c.row.id == line.id
        ]
        fitting = [
            c.id
            for c in cells
            if (c.kind is Holds.AMOUNT) == (statement.unit in MONEY)
            and (c.kind is Holds.AMOUNT or c.unit == statement.unit)
        ]
        return tuple(fitting) if len(fitting) == 1 else ()

    def _total_of(self, statement: Statement, before: list[Statement]) -> tuple[str, ...]:
        """Return the total that 一共13件 states after its parts; rows added up are only checked."""
        parts = [s for s in before if s.named.spots and s.counts]
        columns = [s for s in parts if s.named.spots[0].column != TOTAL]
        if parts and len(columns) == len(parts):
            spot = parts[-1].named.spots[0]
            return (f"{spot.table}.{spot.row}.{TOTAL}",) if spot.table != DISCLOSED else ()
        values = [s.value for s in parts]
        exact = [v for v in values if v is not None and not isinstance(v, Range)]
        if len(parts) > 1 and len(exact) == len(parts) and sum(exact) != statement.value:
            names = tuple(name for s in parts for name in s.names)
            self._contradiction(
                f"“{self._words(statement)}”和前面几个数加起来的{write_number(sum(exact))}不一样",
                names,
            )
        if len(parts) == 1 and not parts[0].total:
            return parts[0].names
        return ()

    def _rest(self, before: list[Statement]) -> tuple[str, ...]:
        """Return the columns that 其他都没有 is about: those of the row nobody named."""
        named = [s.named for s in before if s.named.spots]
        if not named or (not named[-1].only_column and named[-1].spots[0].column == TOTAL):
            return ()
        spot = named[-1].spots[0]
        if spot.table != APPLICATIONS:
            return ()
        said = {n for s in before for n in s.names}
        total = self.sums.get(f"{spot.table}.{spot.row}.{TOTAL}")
        return tuple(part for part in total.parts if part not in said) if total else ()

    # -- one value ---------------------------------------------------------------------------------------------

    def _take(self, statement: Statement, names: tuple[str, ...], before: list[Statement]) -> None:
        if not names:
            self._nameless(statement)
            return
        if isinstance(statement.value, Range) or self._hedged(statement):
            self._ask(f"“{self._words(statement)}”是约数，请填准数。", names)
            self.dropped.update(names)
            return
        value = statement.value
        if statement.kind is Kind.TOTALITY and (statement.said.rest or value is None):
            value = self._remainder(statement, names[0])
        if value is None:
            if statement.kind is not Kind.TOTALITY:
                self._unclear(statement, "看不出是几")
            elif not self._follows(statement):
                self._unclear(statement, "是几件，请说出数来", names)
            return
        names = self._direction(statement, names, value, before)
        if not names:
            self._unclear(statement, "是上年结转过来的，还是结转到下年的？", self._both_ways())
            return
        if statement.kind is Kind.ZERO and statement.named.doubt and len(names) > 1:
            self._unclear(statement, f"{statement.named.doubt}，是哪几格没有？", names)
            return
        if (
            statement.readings
            and statement.named.doubt
            and len(names) == 1
            and statement.named.row is None
        ):
            self._unclear(statement, statement.named.doubt, names)
            return
        if len(names) > 1 and statement.figured and value != 0 and not self._each(statement):
            self._unclear(statement, "几项合在一起说，请分开说", names)
            return
        if not any(s.named.spots and names != statement.names for s in (statement,)):
            self._doubts(statement, names)
        for name in names:
            self._put(name, value, statement)

    def _both_ways(self) -> tuple[str, str]:
        return (f"{APPLICATIONS}.上年结转.{TOTAL}", f"{APPLICATIONS}.结转下年.{TOTAL}")

    def _direction(
        self,
        statement: Statement,
        names: tuple[str, ...],
        value: Number,
        before: list[Statement],
    ) -> tuple[str, ...]:
        """Decide whether 转到今年 is what came over or what goes on: only by what was said or by the balance."""
        rows = {name.split(".")[1] for name in names if name.startswith(f"{APPLICATIONS}.")}
        if rows != {"上年结转", "结转下年"} or statement.named.fact is not None:
            return names
        onward = tuple(name for name in names if ".结转下年." in name)
        if value == 0:
            told = [s.named.row.id for s in before if s.named.row is not None]
            return onward if told and told[-1] not in ("新收", "上年结转") else ()
        came = [self._value(f"{APPLICATIONS}.{row}.{TOTAL}") for row in ("新收", "上年结转")]
        if None in came:
            return ()
        done = self._value(f"{APPLICATIONS}.办理总计.{TOTAL}")
        if done is None:
            done = sum(self._results(), start=0)
        left = sum(v for v in came if v is not None) - done
        return onward if left == value else ()

    def _results(self) -> Iterator[Number]:
        for name, (value, _) in self.said.items():
            parts = name.split(".")
            flows = ("新收", "上年结转", "办理总计", "结转下年")
            if parts[0] == APPLICATIONS and parts[-1] == TOTAL and parts[1] not in flows:
                yield value

    def _each(self, statement: Statement) -> bool:
        return any(word in statement.noun for word in ("各", "都", "均", "并"))

    def _hedged(self, statement: Statement) -> bool:
        return statement.why == ROUGHLY

    def _follows(self, statement: Statement) -> bool:
        """Say whether a totality without a number is only a way of saying what is known: 都办完了."""
        return statement.names == (f"{APPLICATIONS}.办理总计.{TOTAL}",)

    def _nameless(self, statement: Statement) -> None:
        if statement.named.unclear:
            if statement.kind is Kind.ZERO:
                names = tuple(spot.name for spot in statement.named.unclear)
                self._unclear(statement, "是哪一格没有", names)
                return
            names = tuple(spot.name for spot in statement.named.unclear)
            columns = "、".join(self._column(name) for name in names)
            self._ask(f"“{self._words(statement)}”是{columns}里的哪一个？", names)
            return
        if statement.readings:
            self._unclear(statement, statement.named.doubt, statement.readings[0])
            return
        if statement.kind is Kind.TOTALITY or (statement.total and self.said):
            return
        if statement.said.rest and statement.kind is Kind.ZERO:
            self._unclear(statement, "“其他”指哪些")
            return
        if statement.kind is Kind.ZERO and statement.said.bare:
            self._ask(f"“{self._words(statement)}”说的是哪一张表、哪一行？")
            return
        self._unclear(statement, "没看懂说的是哪一格")

    def _column(self, name: str) -> str:
        return self.form.fields[name].column.short if name in self.form.fields else name

    def _remainder(self, statement: Statement, name: str) -> Number | None:
        """Return what is left of the row's total for 其余都是个人的, or all of it for 都是个人的."""
        table, _, rest = name.partition(".")
        row = rest.rpartition(".")[0]
        total = self._value(f"{table}.{row}.{TOTAL}")
        parts = self.sums.get(f"{table}.{row}.{TOTAL}")
        if total is None or parts is None:
            return None
        taken = [self.said[p][0] for p in parts.parts if p in self.said and p != name]
        if statement.said.rest:
            taken += [
                self.known[p]
                for p in parts.parts
                if p in self.known and p not in self.said and p != name
            ]
        left = total - sum(taken)
        return left if left >= 0 else None

    def _value(self, name: str) -> Number | None:
        if name in self.said:
            return self.said[name][0]
        return self.known.get(name)

    def _doubts(self, statement: Statement, names: tuple[str, ...]) -> None:
        doubt = statement.named.doubt
        shown_names = "、".join(dict.fromkeys(self._spoken(n) for n in names[:3]))
        if statement.named.guessed:
            self._ask(
                f"“{self._words(statement)}”没有说是哪一行，按{shown_names}记的，对吗？", names
            )
        elif statement.unknown:
            self._ask(f"“{statement.unknown}”没看懂；按{shown_names}记的，对吗？", names)
        elif doubt:
            self._ask(f"“{self._words(statement)}”：{doubt}；按{shown_names}记的，对吗？", names)

    def _put(self, name: str, value: Number, statement: Statement) -> None:
        converted = self._in_unit(name, value, statement)
        if converted is None:
            return
        if name not in self.form.fields and name not in self.language.facts:
            self._put_group(name, converted, statement)
            return
        known = self.said.get(name)
        if known is not None and self._another_reason(name, known[1], statement):
            total = known[0] + converted
            self._ask(
                f"{self._spoken(name)}说了两处，合在一起记{write_number(total)}，对吗？", (name,)
            )
            self.said[name] = (total, statement)
            return
        later = statement.corrected or (known is not None and known[1].corrected)
        if known is not None and known[0] != converted and not later:
            self._contradiction(
                f"{self._spoken(name)}说了两个数：{write_number(known[0])}和{write_number(converted)}，哪个对？",
                (name,),
            )
            self.dropped.add(name)
            return
        self.said[name] = (converted, statement)
        if converted == 0:
            for part in self._parts(name):
                self.said.setdefault(part, (0, statement))

    def _another_reason(self, name: str, one: Statement, other: Statement) -> bool:
        """Say whether two numbers for one result are two cases of it: 商业秘密1件，个人隐私1件."""
        row = name.split(".")[1] if name.startswith(f"{APPLICATIONS}.") else ""
        plain = row in ("", "新收", "上年结转", "办理总计", "结转下年")
        words = [{t.text for t in s.named.said} for s in (one, other)]
        return not plain and not other.corrected and words[0] != words[1] and all(words)

    def _parts(self, name: str) -> Iterator[str]:
        """Yield the cells that are 0 because a sum is 0."""
        for table in (self.sums, self.downward):
            found = table.get(name)
            for part in found.parts if found else ():
                if part in self.form.fields:
                    yield part
                yield from self._parts(part)

    def _put_group(self, name: str, value: Number, statement: Statement) -> None:
        self.groups[name] = value
        if value == 0:
            for part in dict.fromkeys(self._parts(name)):
                self.said.setdefault(part, (0, statement))

    def _in_unit(self, name: str, value: Number, statement: Statement) -> Number | None:
        """Return an amount in the cell's unit; nothing, and a question, where the unit is missing."""
        cell = self.form.fields.get(name)
        if cell is None or cell.kind is not Holds.AMOUNT:
            fact = self.language.facts.get(name)
            if fact is not None and "元" in fact.units:
                return _convert(value, statement.unit or "元", "元")
            return Decimal(value) if statement.unit == "%" else value
        if value == 0:
            return Decimal(0)
        if statement.said.ten_thousands:
            return _convert(value, "元", cell.unit)
        if not statement.unit and not (statement.said.bare and self.focus == name):
            self._ask(f"“{self._words(statement)}”的单位是元还是万元？", (name,))
            return None
        return _convert(value, statement.unit or cell.unit, cell.unit)

    # -- what does not fit together ----------------------------------------------------------------------------

    def _check(self) -> None:
        for name in self.dropped:
            self.said.pop(name, None)
        self._check_groups()
        for total, sum_ in self.sums.items():
            self._check_sum(total, sum_)
        self._check_intake()

    def _check_groups(self) -> None:
        for name, value in self.groups.items():
            sum_ = self.downward.get(name) or self.sums.get(name)
            if sum_ is None or value == 0:
                continue
            said = [self.said[p][0] for p in sum_.parts if p in self.said]
            if not said:
                members = "、".join(
                    dict.fromkeys(
                        self._row(p) if name in self.downward else self._column(p)
                        for p in sum_.parts
                    )
                )
                self._ask(
                    f"{self._spoken(name)}{write_number(value)}件，要落到具体的一格：{members}。各是几件？",
                    sum_.parts,
                )
            elif sum(said) > value:
                self._contradiction(
                    f"{self._spoken(name)}是{write_number(value)}，各小项加起来是{write_number(sum(said))}",
                    tuple(p for p in sum_.parts if p in self.said),
                )
                for part in sum_.parts:
                    self.said.pop(part, None)
            elif sum(said) < value:
                self._ask(
                    f"{self._spoken(name)}是{write_number(value)}，只说了{write_number(sum(said))}，其余的是哪一项？",
                    sum_.parts,
                    Reason.INCOMPLETE,
                )

    def _row(self, name: str) -> str:
        return self.form.fields[name].row.short if name in self.form.fields else name

    def _check_sum(self, total: str, sum_: Sum) -> None:
        new = [p for p in sum_.parts if p in self.said]
        if not new and total not in self.said:
            return
        whole = self.said[total][0] if total in self.said else None
        said = sum((self.said[p][0] for p in new), start=0)
        if whole is not None and said > whole:
            self._contradiction(
                f"{self._spoken(total)}是{write_number(whole)}，分开说的加起来是{write_number(said)}，哪个对？",
                (total, *new),
            )
            for name in (total, *new):
                self.said.pop(name, None)
            return
        self._check_against_report(total, sum_, whole)

    def _check_against_report(self, total: str, sum_: Sum, whole: Number | None) -> None:
        """Compare with what was filled before; what is said now stands, unless it was no correction."""
        parts = [self._value(p) for p in sum_.parts]
        known = sum((p for p in parts if p is not None), start=0)
        stated = whole if whole is not None else self._stated_total(total)
        if stated is None or known == 0:
            return
        complete = None not in parts
        if known > stated or (complete and known != stated):
            corrected = any(
                self.said[n][1].corrected for n in (total, *sum_.parts) if n in self.said
            )
            fresh = [n for n in (total, *sum_.parts) if n in self.said]
            self._contradiction(
                f"{self._spoken(total)}是{write_number(stated)}，各列加起来是{write_number(known)}，请再核对",
                tuple(fresh),
            )
            if not corrected:
                for name in fresh:
                    self.said.pop(name, None)

    def _stated_total(self, total: str) -> Number | None:
        return self.report.number(total)

    def _check_intake(self) -> None:
        """Say when nothing came in but something was answered."""
        new = self.said.get(f"{APPLICATIONS}.新收.{TOTAL}")
        carried = self._value(f"{APPLICATIONS}.上年结转.{TOTAL}") or 0
        if new is None:
            return
        out = [
            (name, value)
            for name, (value, _) in self.said.items()
            if name.startswith(f"{APPLICATIONS}.")
            and name.endswith(f".{TOTAL}")
            and name.split(".")[1] not in ("新收", "上年结转", "办理总计")
            and value
        ]
        done = sum((value for _, value in out), start=0)
        if new[0] + carried >= done:
            return
        if new[0] > 0 and self._value(f"{APPLICATIONS}.上年结转.{TOTAL}") is None:
            self._ask(
                f"新收{write_number(new[0])}件，办理结果和结转下年却有{write_number(done)}件：上年结转是几件？",
                (f"{APPLICATIONS}.上年结转.{TOTAL}",),
            )
            return
        names = (f"{APPLICATIONS}.新收.{TOTAL}", *(name for name, _ in out))
        self._contradiction(
            f"收到{write_number(new[0])}件、上年结转{write_number(carried)}件，办理结果和结转下年却有{write_number(done)}件",
            names,
        )
        for name in list(self.said):
            row = name.split(".")[1] if "." in name else ""
            if name in names or (row == "新收" and new[0] == 0):
                self.said.pop(name, None)

    # -- what follows, and what is missing ---------------------------------------------------------------------

    def _implied(self, fills: Mapping[str, Number]) -> dict[str, Number]:
        """Return cells that follow from a row's total: the rest is 0, or the one column left takes all."""
        implied: dict[str, Number] = {}
        for total, sum_ in self.sums.items():
            if total not in self.form.fields:
                continue
            if total not in fills and not any(part in fills for part in sum_.parts):
                continue
            whole = self._value(total)
            if whole is None:
                continue
            known = {p: self._value(p) for p in sum_.parts}
            missing = [p for p, value in known.items() if value is None]
            left = whole - sum(v for v in known.values() if v is not None)
            if missing and left == 0:
                implied.update(dict.fromkeys(missing, 0))
            elif len(missing) == 1 and left > 0:
                implied[missing[0]] = left
        self._single_kind(fills, implied)
        return self._ordered(implied)

    def _single_kind(self, fills: Mapping[str, Number], implied: dict[str, Number]) -> None:
        """Give results to the one kind of applicant there is, when all that came in is of one kind."""
        figures = {**self.known, **fills, **implied}
        into = [f"{APPLICATIONS}.{row}" for row in ("新收", "上年结转")]
        columns = [c.id for c in self.form.tables[APPLICATIONS].columns.values() if not c.sum]
        known = {c: [figures.get(f"{row}.{c}") for row in into] for c in columns}
        kinds = [c for c, values in known.items() if any(values)]
        if len(kinds) != 1 or any(None in values for values in known.values()):
            return
        for name, value in fills.items():
            if (
                name.startswith(f"{APPLICATIONS}.")
                and name.endswith(f".{TOTAL}")
                and name not in into
            ):
                row = name.rpartition(".")[0]
                if f"{row}.{TOTAL}" != name or row in into or row.endswith("办理总计"):
                    continue
                for column in columns:
                    if f"{row}.{column}" not in figures:
                        implied[f"{row}.{column}"] = value if column == kinds[0] else 0

    def _incomplete(self, fills: Mapping[str, Number], implied: Mapping[str, Number]) -> None:
        missing: list[str] = []
        words: list[str] = []
        for total, sum_ in self.sums.items():
            if total not in fills or not fills[total] or total.split(".")[1] == "办理总计":
                continue
            known = {**self.known, **fills, **implied}
            left = fills[total] - sum(known.get(p, 0) for p in sum_.parts)
            if left > 0:
                missing += [p for p in sum_.parts if p not in known]
                words.append(
                    f"{self._spoken(total.rpartition('.')[0] + '.' + TOTAL)}还有{write_number(left)}件"
                )
        if missing:
            what = "结果" if missing[0].startswith(CASES) else "申请人"
            self._ask(
                f"还没有按{what}分开：{'、'.join(words)}。", tuple(missing), Reason.INCOMPLETE
            )

    # -- words -------------------------------------------------------------------------------------------------

    def _unrelated(self, text: str, statements: Iterable[Statement]) -> Question:
        short = " ".join(text.split())[:20]
        if any(statement.kind in (Kind.PERCENTAGE, Kind.GROWTH) for statement in statements):
            return Question(f"“{short}”说的是比例，不是哪一格的数，没有填。", (), Reason.UNRELATED)
        return Question(f"“{short}”里没有读到可以填的数，一格也没有填。", (), Reason.UNRELATED)

    def _ask(
        self, message: str, fields: Iterable[str] = (), reason: Reason = Reason.UNCLEAR
    ) -> None:
        self.questions.append(Question(message, tuple(fields), reason))

    def _unclear(self, statement: Statement, why: str, fields: Iterable[str] = ()) -> None:
        self._ask(f"“{self._words(statement)}”{why}。", fields)

    def _contradiction(self, message: str, fields: Iterable[str]) -> None:
        self._ask(
            f"{message}。" if not message.endswith("？") else message, fields, Reason.CONTRADICTION
        )

    def _words(self, statement: Statement) -> str:
        return self.squeezed.text[statement.start : statement.end]

    def _spoken(self, name: str) -> str:
        return self.form.spoken(name) if name in self.language.cells else name

    def _ordered(self, values: Mapping[str, Number]) -> dict[str, Number]:
        order = {name: place for place, name in enumerate(self.form.fields)}
        return dict(sorted(values.items(), key=lambda pair: order.get(pair[0], len(order))))

    def _understood(self, fills: Mapping[str, Number]) -> Iterator[Understood]:
        for name in fills:
            value, statement = self.said[name]
            span = self.squeezed.span(statement.start, statement.end)
            yield Understood(self._words(statement), span, name, value)


def _normal(focus: str) -> str:
    return focus.removeprefix("表.")


_YUAN = {"元": 1, "块": 1, "块钱": 1, "万元": 10**4, "亿元": 10**8}


def _convert(value: Number, written: str, wanted: str) -> Decimal:
    amount = Decimal(value) * _YUAN.get(written, 1) / _YUAN.get(wanted, 1)
    return Decimal(write_number(amount))


__all__ = ["Fact", "Filling", "Question", "Reason", "Spot", "Understood", "fill"]
