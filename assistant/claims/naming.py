"""What a label names: the words around a figure, and the cell, group sum or fact they stand for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from assistant.claims.figures import Figure
from assistant.claims.labels import asks, has, is_explicit, is_topical, says_fee
from assistant.claims.named import (
    APPLICATIONS,
    CASES,
    FOREIGN,
    MONEY,
    NOTHING,
    TOGETHER,
    UNSAID,
    Context,
    Named,
    Spot,
)
from assistant.claims.rows import either_line, is_verb, rows_of, without_groups, without_rest
from assistant.claims.tokens import Sort, Token
from assistant.claims.vocabulary import DISCLOSED, ELSEWHERE, Fact, Language, Line, Manner
from assistant.forms import TOTAL, Kind

_COUNTED = {
    APPLICATIONS: frozenset(["件", "宗", "起", "例", "份", "封", "个", "笔", "次", "件次"]),
    CASES: frozenset(["件", "宗", "起", "例", "份", "个", "次", "场", "件次"]),
    DISCLOSED: frozenset(
        ["件", "宗", "起", "例", "份", "个", "次", "部", "项", "条", "种", "类", "张", "笔"]
    ),
}
ACTING = "像是作为复议机关办理或备案的案件，口径可能不同"
_FAINT = frozenset(["剩", "还剩", "剩了", "办了", "办理了"])
"""Words that name a row of table three only while applications are spoken of."""

_DEALT_WITH = ("办理", "办理了", "处理", "处理了", "接待", "接待了")
_AS = "按当作归算转走"
"""How a word starts that says what an application was dealt with as: 按信访处理."""

_CARRIED = ("上年结转", "结转下年")
_PLATFORMS = ("抖音", "快手", "视频号", "微信视频号", "抖音号", "抖音政务号")
_ACCOUNTS = "可能是账号的个数"
_GIVEN = ("公开", "公开了")
_ANSWERED = "前面说的是申请，“公开”可能是一种答复"


Found = list[tuple[Token, Line, Manner]]
"""Words with the lines of one table that each may name."""


def _only_of_cases(said: Mapping[str, Found]) -> bool:
    """Say whether only the table of reviews and lawsuits knows a word: 撤回等其他结果 is none of an application."""
    elsewhere = {token for table, found in said.items() if table != CASES for token, _, _ in found}
    return any(token not in elsewhere for token, _, _ in said.get(CASES, ()))


class Namer:
    """Finds what labels name in one form."""

    def __init__(self, language: Language, *, spoken: bool) -> None:
        self.language = language
        self.spoken = spoken
        self._columns = language.columns

    # -- what is said ------------------------------------------------------------------------------------------

    def lines(self, token: Token) -> tuple[tuple[Line, Manner], ...]:
        """Return the lines a token may name."""
        return token.word.lines if token.word is not None else ()

    def named(self, label: Sequence[Token], figure: Figure | None, context: Context) -> Named:
        """Return what a label names; `NOTHING` when it names nothing known."""
        if not self.spoken and has(label, "应办"):
            return self._due(label, figure)
        said: dict[str, Found] = {}
        plain = True
        for token in label:
            word = token.word
            if word is not None and not word.plain:
                plain = False
                for line, manner in word.lines:
                    said.setdefault(line.table, []).append((token, line, manner))
        if plain:
            return self._by_pairs(label, figure, context)
        candidates = [
            *self._from_tables(said, label, figure, context),
            *self._from_facts(label, figure, context),
        ]
        if len(candidates) < 2:
            return candidates[0] if candidates else NOTHING
        return min(candidates, key=lambda named: self._rank(named, context))

    def _due(self, label: Sequence[Token], figure: Figure | None) -> Named:
        """Return what there was to be answered, new ones and last year's together: 应办215件."""
        if figure is not None and not self._fits(APPLICATIONS, figure):
            return NOTHING
        both = tuple(f"{APPLICATIONS}.{row}.{TOTAL}" for row in ("新收", "上年结转"))
        said = tuple(token for token in label if token.has("应办"))
        return Named(doubt=TOGETHER, readings=(both,), said=said)

    def _by_pairs(self, label: Sequence[Token], figure: Figure | None, context: Context) -> Named:
        """Return what words name that name nothing by themselves: 新增2个栏目."""
        if figure is None:
            return NOTHING
        return next(iter(self._from_facts(label, figure, context)), NOTHING)

    def _rank(self, named: Named, context: Context) -> tuple[int, int, int, int, int]:
        table = named.spots[0].table if named.spots else ""
        fitting = named.fact.topic if named.fact else table
        near = context.topic != "" and fitting == context.topic
        near = near or (named.fact is not None and named.fact is context.fact)
        said = sum(len(token.text) for token in named.said)
        return (
            named.cost,
            bool(named.unclear),
            not near,
            -said,
            named.fact.rank if named.fact else 0,
        )

    # -- tables ------------------------------------------------------------------------------------------------

    def _from_tables(
        self,
        said: Mapping[str, Found],
        label: Sequence[Token],
        figure: Figure | None,
        context: Context,
    ) -> Iterable[Named]:
        tables: tuple[str, ...] = (APPLICATIONS, CASES, DISCLOSED)
        if not self.spoken and len(said) > 1 and _only_of_cases(said):
            tables = (CASES,)
        for table in tables:
            if table not in said or (figure is not None and not self._fits(table, figure)):
                continue
            named = self._from_table(table, said[table], label, figure, context)
            if named is not None:
                yield named

    def _fits(self, table: str, figure: Figure) -> bool:
        if figure.unit in MONEY:
            return table == DISCLOSED
        return not figure.unit or figure.unit in _COUNTED[table]

    def _from_table(
        self,
        table: str,
        lines_said: list[tuple[Token, Line, Manner]],
        label: Sequence[Token],
        figure: Figure | None,
        context: Context,
    ) -> Named | None:
        named_here = without_rest(lines_said) if self.spoken else lines_said
        found = either_line(named_here, context.row.id if context.row is not None else "")
        if not found or (table != context.topic and all(t.text in _FAINT for t, _, _ in found)):
            return None
        rows, row_doubt = rows_of(found, label, last_year=context.last_year, this_year=context.year)
        columns = without_groups([line for _, line, _ in found if line.column])
        said = tuple(dict.fromkeys(token for token, _, _ in found))
        cost = self._cost(label, table, said)
        if self._not_asked_for(table, found, rows, label, context):
            cost += FOREIGN
        doubt = row_doubt or self._doubt(table, found, label, context, figure)
        readings: tuple[tuple[str, ...], ...] = ()
        if self._doubtful(found) and rows and rows[0].id == "新收":
            names = tuple(f"{table}.{row}.{TOTAL}" for row in ("新收", "上年结转"))
            readings = ((names[0],), names)
        guessed = False
        only_column = not rows
        if not rows:
            rows, guessed = self._inherited(table, columns, context, label)
            asked = self.spoken or context.topic == APPLICATIONS
            guessed = guessed and not (asked and figure is not None and asks(label))
            if not rows:
                return None
        if table == DISCLOSED and not columns:
            return self._plain_row(rows, figure, context, cost, said, doubt)
        if not columns:
            columns = [Line(table, TOTAL, column=True)]
        spots = [
            Spot(table, row.id, column.id)
            for row in rows
            for column in columns
            if f"{table}.{row.id}.{column.id}" in self.language.cells
        ]
        if figure is not None:
            spots = [spot for spot in spots if self._kind_fits(spot, figure)]
        if not spots:
            return None
        return Named(
            tuple(dict.fromkeys(spots)), None, doubt, readings, cost, only_column, guessed,
            rows[0], self.language.lines.get(f"{table}.{spots[0].column}", columns[0]), said,
        )  # fmt: skip

    def _inherited(
        self, table: str, columns: Sequence[Line], context: Context, label: Sequence[Token]
    ) -> tuple[list[Line], bool]:
        """Return the row that columns said alone belong to, and whether it is only the usual one."""
        row = context.row
        if row is not None and row.table == table:
            if table == DISCLOSED and not any(
                f"{table}.{row.id}.{column.id}" in self.language.cells for column in columns
            ):
                return [], False
            return [row], False
        if table == DISCLOSED and len(columns) == 1:
            own = [r for r, found in self._columns.items() if columns[0].id in found]
            return [self.language.lines[f"{table}.{r}"] for r in own if len(own) == 1], False
        if table != APPLICATIONS or context.topic not in ("", APPLICATIONS):
            return [], False
        usual = self.spoken or asks(label) or context.parts
        return ([self.language.lines["申请.新收"]] if usual else []), usual

    def _plain_row(
        self,
        rows: Sequence[Line],
        figure: Figure | None,
        context: Context,
        cost: int,
        said: tuple[Token, ...],
        doubt: str,
    ) -> Named | None:
        """Return what a row of table two names when no column is said."""
        spots = [spot for row in rows for spot in self.columns_of(row, figure)]
        if not spots:
            return None
        per_row = {row.id: [s for s in spots if s.row == row.id] for row in rows}
        clear = all(len(found) == 1 for found in per_row.values())
        column = context.column
        if not clear and column is not None and column.table == DISCLOSED:
            chosen = [spot for spot in spots if spot.column == column.id]
            if chosen and (context.parts or context.listed):
                spots, clear = chosen, True
        return Named(
            tuple(spots) if clear else (), None, doubt, (), cost, row=rows[0], said=said,
            unclear=() if clear else tuple(spots),
        )  # fmt: skip

    def columns_of(self, row: Line, figure: Figure | None) -> list[Spot]:
        """Return the cells of a row of table two that such a figure can stand in."""
        spots = [Spot(DISCLOSED, row.id, column) for column in self._columns.get(row.id, ())]
        if figure is None or figure.value == 0:
            return spots
        money = [spot for spot in spots if self._kind(spot) is Kind.AMOUNT]
        if money and self.spoken and figure.ten_thousands:
            return money
        fitting = [spot for spot in spots if self._kind_fits(spot, figure)]
        units = [spot for spot in fitting if self._unit(spot) == figure.unit]
        return units or [spot for spot in fitting if self._kind(spot) is not Kind.CHANGE] or fitting

    def _unit(self, spot: Spot) -> str:
        return self.language.form.fields[spot.name].unit

    def _kind(self, spot: Spot) -> Kind:
        cell = self.language.form.fields.get(spot.name)
        return cell.kind if cell else Kind.COUNT

    def _kind_fits(self, spot: Spot, figure: Figure) -> bool:
        if figure.unit in MONEY:
            return self._kind(spot) is Kind.AMOUNT
        if self._kind(spot) is Kind.AMOUNT:
            return not figure.unit
        if spot.table != DISCLOSED or not figure.unit or figure.value == 0:
            return True
        return (self._unit(spot) in ("项", "个")) == (
            figure.unit in ("项", "种", "类")
        ) or figure.unit == "个"

    def _doubtful(self, found: Iterable[tuple[Token, Line, Manner]]) -> bool:
        return any(
            (manner is Manner.DOUBTFUL and line.id == "新收") or token.text.startswith("受理")
            for token, line, manner in found
        )

    def _doubt(
        self,
        table: str,
        found: Sequence[tuple[Token, Line, Manner]],
        label: Sequence[Token],
        context: Context,
        figure: Figure | None,
    ) -> str:
        if self.spoken:
            return ""
        if table == DISCLOSED and figure is not None and figure.unit == "条":
            return "数的是信息的条数，不是件数"
        if any(
            (n is Manner.DOUBTFUL and ln.id == "新收") or t.text.startswith("受理")
            for t, ln, n in found
        ):
            return "“受理”“办理”有的单位只数本年新收，有的连上年结转一起数"
        if table == CASES and any(token.has("承办") for token in label):
            return ACTING
        topical = context.topic == table or any(is_topical(t, table) for t in label)
        plain = any(
            n is Manner.OFFICIAL and (table != APPLICATIONS or is_explicit(t)) for t, _, n in found
        )
        if table == APPLICATIONS and not topical and not plain:
            return UNSAID
        if table == APPLICATIONS and not any(
            n is Manner.OFFICIAL or line.column or line.id in _CARRIED for _, line, n in found
        ):
            here = any(is_topical(t, table) for t in label)
            here = here or any(line == context.row for t, line, _ in found if is_verb(t, line))
            return "" if here else "用的不是表上的说法"
        return ""

    def _not_asked_for(
        self,
        table: str,
        found: Sequence[tuple[Token, Line, Manner]],
        rows: Sequence[Line],
        label: Sequence[Token],
        context: Context,
    ) -> bool:
        """Say whether 收到投诉3件 speaks of complaints, and 没有收费 after a 收费通知 of that charge."""
        if table == DISCLOSED and context.topic == "信息处理费":
            return all(
                "行政" not in token.text and "事业" not in token.text for token, _, _ in found
            )
        if table != APPLICATIONS or (context.topic == table and not self.spoken) or not rows:
            return False
        came_in = any(is_verb(token, line) for token, line, _ in found)
        foreign = [t.word is not None and ELSEWHERE in t.word.topics for t, _, _ in found]
        if self.spoken and context.topic != table and all(foreign):
            return True
        other = any(foreign) or any(row.id == "信访举报投诉" for row in rows)
        as_such = self.spoken and any(t.text[0] in _AS for t, _, _ in found)
        dealt = any(token.text in _DEALT_WITH for token in label) and not as_such
        came_in = came_in or (other and dealt)
        plain = {"新收", "上年结转", "结转下年", "办理总计"}
        here = any(t.word is not None and table in t.word.topics for t in label)
        return came_in and not here and all(row.id not in plain for row in rows)

    def _cost(self, label: Sequence[Token], table: str, said: Sequence[Token]) -> int:
        cost = 0
        for token in label:
            if token in said or token.sort in (Sort.PASSED, Sort.YEAR, Sort.ITEM):
                continue
            if token.sort is Sort.UNKNOWN:
                continue
            word = token.word
            if word is None or word.empty or table in word.topics:
                continue
            if word.plain:
                continue
            cost += FOREIGN if ELSEWHERE in word.topics else 2
        return cost

    # -- facts -------------------------------------------------------------------------------------------------

    def _from_facts(
        self, label: Sequence[Token], figure: Figure | None, context: Context
    ) -> Iterable[Named]:
        spoken_of = {
            fact: tuple(t for t in label if t.word is not None and fact in t.word.facts)
            for token in label
            if token.word is not None
            for fact in token.word.facts
        }
        self._add_pairs(label, spoken_of)
        total = self.language.facts.get("公开总数")
        channels = [f for f in spoken_of if f.name.endswith("条数") and f is not total]
        for fact, said in spoken_of.items():
            if context.facts is not None and fact.name not in context.facts:
                continue
            if figure is not None and figure.unit and figure.unit not in fact.units:
                continue
            if fact.topic == "信息处理费" and context.topic != fact.topic and not says_fee(label):
                continue
            if fact is total and len(channels) > 1:
                yield Named((), fact, cost=0, said=said)
                continue
            doubt = _together(label, spoken_of, figure) if self.spoken else ""
            if fact is total and not self.spoken and context.topic == APPLICATIONS:
                doubt = _ANSWERED if all(token.text in _GIVEN for token in said) else ""
            if not self.spoken and figure is not None and figure.unit == "个":
                # 微信2个、视频号2个 counts accounts, and what they published only where that is said.
                channel = all(token.text in _PLATFORMS for token in said)
                doubt = doubt or (_ACCOUNTS if channel else "")
            yield Named((), fact, doubt, cost=self._fact_cost(label, fact, total), said=said)

    def _add_pairs(self, label: Sequence[Token], spoken_of: dict[Fact, tuple[Token, ...]]) -> None:
        texts = {token.text: token for token in label}
        if self.language.openers.isdisjoint(texts):
            return
        for fact in self.language.paired:
            for first, second in fact.pairs:
                if first in texts and second in texts:
                    spoken_of.setdefault(fact, (texts[first], texts[second]))

    def _fact_cost(self, label: Sequence[Token], fact: Fact, total: Fact | None) -> int:
        cost = 0
        for token in label:
            word = token.word
            if word is None or word.empty or word.plain or fact in word.facts:
                continue
            if word.topics and ELSEWHERE not in word.topics and not (word.lines or word.facts):
                continue
            if fact.line and any(f"{ln.table}.{ln.id}" == fact.line for ln, _ in word.lines):
                continue
            if total is not None and total in word.facts and fact.name.endswith("条数"):
                continue
            cost += FOREIGN if ELSEWHERE in word.topics else 2
        return cost


def _together(
    label: Sequence[Token], named: Mapping[Fact, tuple[Token, ...]], figure: Figure | None
) -> str:
    """Return why one number for two facts is not clear: 网上的和寄来的一共13件."""
    said = [words for fact, words in named.items() if figure and figure.unit in ("", *fact.units)]
    apart = {words[0] for words in said}
    joined = any(token.has("和", "加") for token in label)
    return TOGETHER if joined and len(apart) > 1 else ""
