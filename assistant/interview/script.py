"""The questions of the interview, read from entry files and checked against the forms.

A question stands in `prompts/*.md` as one entry: its heading is what is asked, `填入` names what it fills, the text
below is its 口径. Every mistake in a file is a `Problem` with a line; the questions that are sound are loaded.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from types import MappingProxyType

from assistant.expressions import Condition
from assistant.forms import Form, Kind
from assistant.organs import Organs
from assistant.report import TEXT

TABLE = "表."
LEAD_IN = "前言"
CUSTOMARY = "惯常口径，以主管部门解释为准"


class Asks(StrEnum):
    """What kind of answer a question takes."""

    COUNT = "件数"
    """A cell: a whole number, zero or more."""

    CHANGE = "增减"
    """A cell: a whole number with a sign."""

    AMOUNT = "金额"
    """A cell: money in the cell's unit."""

    YUAN = "元"
    """A fact: money in 元."""

    QUANTITY = "数量"
    """A fact: a number in the question's unit; decimals only for 分 and %."""

    YES_NO = "是否"
    CHOICE = "单选"
    SHORT = "短文"
    """One line of words."""

    LONG = "长文"
    """Words of a sentence or more."""

    YEAR = "年份"
    DATE = "日期"
    PHONE = "电话"
    LINK = "网址"
    EMAIL = "邮箱"
    POSTCODE = "邮编"
    TABLE = "表格"
    """All cells of a statutory table, typed into the grid."""

    WORDING = "措辞"
    """The paragraphs of one narrative place."""


CELL_KINDS: Mapping[Kind, Asks] = MappingProxyType(
    {Kind.COUNT: Asks.COUNT, Kind.CHANGE: Asks.CHANGE, Kind.AMOUNT: Asks.AMOUNT}
)


@dataclass(frozen=True)
class Question:
    """One question: what it asks, what it fills, when it is asked, and what to know before answering."""

    id: str
    text: str
    """The question as asked, with its question mark."""

    fills: str
    """A cell, a fact, `正文.` and a place, or `表.` and a table."""

    asks: Asks
    section: str
    """The id of the section it belongs to; 前言 for the lead-in and the organ itself."""

    choices: tuple[str, ...] = ()
    forms: frozenset[str] = frozenset()
    """Ids of the forms that ask it; empty when all do."""

    condition: Condition | None = None
    """Asked only while this holds; not yet while it cannot be told."""

    required: bool = True
    unit: str = ""
    default: str = ""
    """The answer that Enter accepts, as a clerk would type it; shown in brackets."""

    zeros: tuple[str, ...] = ()
    """Patterns of cells that become 0 by the answer `zeros_when`."""

    zeros_when: bool | None = None
    constraint: Condition | None = None
    """Must hold of the answer, with the other answers; an answer that cannot be judged yet passes."""

    constraint_message: str = ""
    guidance: str = ""
    """口径: what counts and what does not."""

    example: str = ""
    ask: str = ""
    """Whom to ask."""

    compares: str = ""
    """The narrative place of last year's report that is shown beside the question."""

    basis: str = ""
    bases: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """The basis in a form whose rules say it elsewhere, by the form's id; `basis_in` chooses."""

    certain: bool = False
    """Whether the 口径 is verified; otherwise `CUSTOMARY` is shown with it."""

    path: str = field(default="", compare=False)
    line: int = field(default=0, compare=False)

    @property
    def place(self) -> str:
        """The narrative place it fills, or nothing."""
        return self.fills.removeprefix(TEXT) if self.fills.startswith(TEXT) else ""

    @property
    def table(self) -> str:
        """The table it fills in the grid, or nothing."""
        return self.fills.removeprefix(TABLE) if self.fills.startswith(TABLE) else ""

    @property
    def is_fact(self) -> bool:
        """Whether it declares a fact (a name without a dot)."""
        return "." not in self.fills

    def serves(self, form: Form) -> bool:
        """Whether this form asks the question at all."""
        return not self.forms or form.id in self.forms

    def basis_in(self, form: Form) -> str:
        """Return what the question rests on in a report of this form."""
        return self.bases.get(form.id, self.basis)

    def governs(self, form: Form) -> tuple[str, ...]:
        """Return every name of the report that the question answers for in this form."""
        if self.table:
            table = form.tables.get(self.table)
            return (
                tuple(name for name, cell in table.fields.items() if not cell.total)
                if table
                else ()
            )
        return (self.fills,)

    def zeroed(self, form: Form) -> tuple[str, ...]:
        """Return the cells, totals left out, that the answer `zeros_when` fills with 0."""
        cells = (cell for pattern in self.zeros for cell in form.matching(pattern))
        return tuple(dict.fromkeys(cells))


@dataclass(frozen=True)
class Script:
    """All questions in the order they are asked, with what they were checked against."""

    questions: tuple[Question, ...] = ()
    forms: tuple[Form, ...] = ()
    organs: Organs = field(default_factory=Organs)

    @cached_property
    def by_id(self) -> Mapping[str, Question]:
        """Every question by its 编号."""
        return MappingProxyType({question.id: question for question in self.questions})

    @cached_property
    def facts(self) -> Mapping[str, Question]:
        """Every fact by its name, with the first question that asks for it."""
        declared: dict[str, Question] = {}
        for question in self.questions:
            if question.is_fact:
                declared.setdefault(question.fills, question)
        return MappingProxyType(declared)

    @cached_property
    def sections(self) -> Mapping[str, tuple[Question, ...]]:
        """The questions of each section, sections in the order they are first asked about."""
        found: dict[str, list[Question]] = {}
        for question in self.questions:
            found.setdefault(question.section, []).append(question)
        return MappingProxyType({name: tuple(asked) for name, asked in found.items()})

    def filling(self, name: str) -> tuple[Question, ...]:
        """Return the questions that answer for a name: a cell is also answered by its table's grid."""
        table = TABLE + name.partition(".")[0]
        return tuple(
            q for q in self.questions if q.fills == name or ("." in name and q.fills == table)
        )


def spoken(words: str, year: int | None) -> str:
    """Return a question or its 口径 for one report year: “今年” is the year reported on, not the year of writing."""
    return words if year is None else words.replace("今年", f"{year}年")
