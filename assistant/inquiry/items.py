"""What to ask another office for: by what the questions say of 问谁, or by name."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from assistant.forms import Field, Form, Kind
from assistant.interview.relevance import known, matters
from assistant.interview.script import Asks, Question, Script, spoken
from assistant.interview.understanding import written
from assistant.numerals import write_number
from assistant.problem import AssistantError, nearest
from assistant.report import LAST_YEAR, UNIT, YEAR, Pending, Report

_SUFFIX = re.compile(r"(?:科室|科|股|处|室|组|部)$")
_BRACKETS = re.compile(r"（[^（）]*）")
_BETWEEN = re.compile(r"[；，。、]|或|和|再问一下|看|对照|汇总")
_OFFICE = re.compile(
    r"[\u4e00-\u9fff]{0,8}?(?:办公室|收发室)"
    r"|[\u4e00-\u9fff]{2,10}?(?:科室|科|部门|中心|窗口|机构|大队)"
)
_NO_OFFICE = ("自己", "不用问", "主管", "同级", "网站申请", "分管")
"""How a clause begins that names nobody a sheet could be sent to."""

_OWN_WORDS = ("自己", "不用问")
"""How 问谁 begins where nobody else has the answer."""

HOW = {
    Asks.COUNT: "写整数，没有写0",
    Asks.CHANGE: "写增几、减几，不变写0",
    Asks.AMOUNT: "写金额，没有写0",
    Asks.YUAN: "写金额（元），没有写0",
    Asks.QUANTITY: "写数，没有写0",
    Asks.YES_NO: "写“是”或“否”",
    Asks.CHOICE: "从选项里选",
    Asks.DATE: "写年月日",
}
"""How an answer is written, in the sheet."""


class NothingToAsk(AssistantError):
    """Nobody's questions fit what was asked for."""


@dataclass(frozen=True)
class Item:
    """One thing to be filled in by somebody else."""

    name: str
    """The cell or fact it fills."""

    title: str
    """What is asked, in words."""

    guidance: str
    """口径: what counts and what does not, with what it rests on."""

    how: str
    """How to write it, with the unit."""

    choices: tuple[str, ...] = ()
    last_year: str = ""
    """What last year's report says, in words; empty when it says nothing."""

    table: str = ""
    """The table it stands in; empty for a fact."""


def items_for(script: Script, form: Form, report: Report, office: str) -> tuple[Item, ...]:
    """Return everything still open that an office is named for, in the order of the interview.

    Raises `NothingToAsk` with the offices that are known.
    """
    every = list(_askable(script, form, report))
    asked = _asked_of(office, every, form)
    found = tuple(_items(asked, form, report, answered=False))
    if found:
        return found
    if asked:
        raise NothingToAsk(f"要问{office}的都已经填了；还要再问的，请写明是哪几项。")
    known_offices = "、".join(name for name, _ in offices(script, form, report))
    raise NothingToAsk(
        f"没有哪一题写着要问“{office}”。还要问的有：{known_offices}；也可以写明要哪几项。"
    )


def offices(script: Script, form: Form, report: Report) -> tuple[tuple[str, int], ...]:
    """Return the offices that something open is to be asked of, with how many things, the most first."""
    every = list(_askable(script, form, report))
    named = dict.fromkeys(office for question in every for office in _offices(question.ask))
    count = Counter(
        {
            office: sum(
                1 for _ in _items(_asked_of(office, every, form), form, report, answered=False)
            )
            for office in named
        }
    )
    return tuple((office, things) for office, things in count.most_common() if things)


def _offices(ask: str) -> Iterator[str]:
    """The offices that a line of 问谁 names, without what they look things up in."""
    for clause in _BETWEEN.split(_BRACKETS.sub("", ask)):
        found = _OFFICE.match(clause.strip())
        if found and not clause.startswith(_NO_OFFICE):
            yield found[0]


def _asked_of(office: str, every: Sequence[Question], form: Form) -> Sequence[Question]:
    """The questions that name an office, whatever its kind is called: 法规股 is 政策法规科."""
    stem = _SUFFIX.sub("", office.strip()) or office.strip()
    asked = [question for question in every if stem in question.ask]
    return [question for question in asked if not _only_leads_there(question, asked, form)]


def items_named(
    script: Script, form: Form, report: Report, names: Iterable[str]
) -> tuple[Item, ...]:
    """Return the items of these names, answered or not: a table, a cell, a fact, a question's 编号.

    Raises `NothingToAsk` for a name nobody knows, with the nearest.
    """
    every = list(_askable(script, form, report))
    found: list[Item] = []
    for name in names:
        chosen = list(_items(every, form, report, answered=True, only=name))
        if not chosen:
            known_names = {
                *form.tables,
                *(question.fills for question in every),
                *(question.id for question in every),
            }
            raise NothingToAsk(f"没有“{name}”这一项{nearest(name, known_names)}")
        found += chosen
    return tuple({item.name: item for item in found}.values())


def _askable(script: Script, form: Form, report: Report) -> Iterator[Question]:
    """Every question that may concern the report and that somebody else can answer."""
    names = known(form, report)
    for question in script.questions:
        own = question.fills in (UNIT, YEAR) or question.ask.startswith(_OWN_WORDS)
        if not own and not question.place and matters(question, form, report, names) is not False:
            yield question


def _only_leads_there(question: Question, asked: Iterable[Question], form: Form) -> bool:
    """Whether a 是否 only fills cells with zeros that the same office is asked for one by one."""
    zeroed = set(question.zeroed(form))
    cells = {name for other in asked for name in other.governs(form) if name in form.fields}
    return question.asks is Asks.YES_NO and bool(zeroed) and zeroed <= cells


def _items(
    questions: Iterable[Question], form: Form, report: Report, *, answered: bool, only: str = ""
) -> Iterator[Item]:
    seen: set[str] = set()
    for question in questions:
        for name in question.governs(form):
            standing = report.answers.get(name)
            is_open = standing is None or isinstance(standing, Pending)
            wanted = not only or only in _called(question, name)
            if name not in seen and wanted and (answered or is_open):
                seen.add(name)
                cell = form.fields.get(name)
                yield _cell(question, cell, form, report) if cell else _fact(question, form, report)


def _called(question: Question, name: str) -> tuple[str, ...]:
    """What an item may be asked for by: its own name, its row, its table, its question."""
    parts = name.split(".")
    return (*(".".join(parts[: n + 1]) for n in range(len(parts))), question.id, question.fills)


def _fact(question: Question, form: Form, report: Report) -> Item:
    value = report.answers.get(LAST_YEAR + question.fills)
    return Item(
        name=question.fills,
        title=spoken(question.text, report.year),
        guidance=_guidance(question, form, report),
        how=_how(question, question.unit),
        choices=("是", "否") if question.asks is Asks.YES_NO else question.choices,
        last_year="" if value is None else written(question, form, value),
    )


def _cell(question: Question, cell: Field, form: Form, report: Report) -> Item:
    value = report.number(LAST_YEAR + cell.id)
    in_grid = bool(question.table)
    title = form.spoken(cell.id) if in_grid else spoken(question.text, report.year)
    asks = {Kind.COUNT: Asks.COUNT, Kind.CHANGE: Asks.CHANGE, Kind.AMOUNT: Asks.AMOUNT}[cell.kind]
    return Item(
        name=cell.id,
        title=title,
        guidance=spoken(cell.help.counts, report.year)
        if in_grid
        else _guidance(question, form, report),
        how="，".join(filter(None, (HOW[asks], f"单位{cell.unit}" if cell.unit else ""))),
        last_year="" if value is None else write_number(value),
        table=cell.table,
    )


def _guidance(question: Question, form: Form, report: Report) -> str:
    basis = question.basis_in(form)
    told = spoken(question.guidance, report.year)
    return f"{told}（依据：{basis}）" if basis else told


def _how(question: Question, unit: str) -> str:
    told = HOW.get(question.asks, f"例：{question.example}" if question.example else "")
    return f"{told}，单位{unit}" if unit and told else told or unit
