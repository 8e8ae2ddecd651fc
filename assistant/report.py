"""The report of one organ's one year: every answer by its name, frozen.

A name is one of
- a cell of a statutory table, `表.行.列` (`申请.新收.自然人`), exactly as in the form;
- a fact, a single word (`单位全称`, `培训次数`), declared by the question that asks for it;
- a text, `正文.` and the place it stands in (`正文.总体情况.主动公开`), see `Form.places`;
- an explanation, `说明.` and the key of the finding it explains;
- a tick, `看过.` and a place: marks of its paragraphs that were read and found right (`desk.reviewing`);
- anything of last year's report, `上年报告.` and its name there (`上年报告.申请.结转下年.总计`).

Absent is not zero: a name without an answer is simply not in `answers`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from types import MappingProxyType

TEXT = "正文."
EXPLANATION = "说明."
LAST_YEAR = "上年报告."
SEEN = "看过."

UNIT = "单位全称"
YEAR = "年份"
KIND = "机关类型"
DOMAIN = "业务领域"
RANK = "层级"
AGED = "结转超期件数"
"""Of what is carried on, how many came in more than eight weeks before the year ended; a register counts them."""


@dataclass(frozen=True)
class Pending:
    """The answer “待补”: known to be missing, printed as 【待补：…】, never taken for a value."""

    note: str = ""
    """Who was asked or what is waited for, in the drafter's words."""


@dataclass(frozen=True)
class Paragraph:
    """One paragraph of the narrative."""

    text: str
    """The words; a template over names while `bound`."""

    phrase: str = ""
    """The 编号 of the phrase it came from; empty for the drafter's own words."""

    bound: bool = False
    """Whether the words follow the cells: true until the drafter edits them."""


Number = int | Decimal
Value = bool | int | Decimal | str | Pending | tuple[Paragraph, ...]


def _frozen(values: Mapping[str, Value]) -> Mapping[str, Value]:
    return MappingProxyType(dict(values))


@dataclass(frozen=True)
class Report:
    """The answers of one organ's one year."""

    answers: Mapping[str, Value] = field(default_factory=lambda: _frozen({}))
    """Every answer by its name; what was not answered is absent."""

    blank: frozenset[str] = frozenset()
    """Cells that a finished document shows as blank; a draft has none, its gaps are just absent."""

    printed: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """How a document writes a value where that differs from our way (`增3`, `251000元`)."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "answers", _frozen(self.answers))
        object.__setattr__(self, "printed", MappingProxyType(dict(self.printed)))

    @property
    def unit(self) -> str:
        """The organ's full name, or nothing while it is not known."""
        return self.text_fact(UNIT)

    @property
    def year(self) -> int | None:
        """The year reported on (not the year of publication)."""
        value = self.answers.get(YEAR)
        return value if isinstance(value, int) and not isinstance(value, bool) else None

    @property
    def kind(self) -> str:
        """The kind of organ (机关类型), or nothing while it is not known."""
        return self.text_fact(KIND)

    @property
    def rank(self) -> str:
        """The administrative level (层级), or nothing while it is not known."""
        return self.text_fact(RANK)

    def text_fact(self, name: str) -> str:
        """Return a fact that is a string, or the empty string."""
        value = self.answers.get(name)
        return value if isinstance(value, str) else ""

    def number(self, name: str) -> Number | None:
        """Return the number answered under `name`; nothing for absent, 待补 or words."""
        value = self.answers.get(name)
        # Asked of every cell a dozen times; a truth value is no number, though Python takes it for one.
        return value if type(value) is int or isinstance(value, Decimal) else None

    def paragraphs(self, place: str) -> tuple[Paragraph, ...]:
        """Return the paragraphs of one narrative place, in order."""
        value = self.answers.get(TEXT + place)
        return value if isinstance(value, tuple) else ()

    def with_answers(self, answers: Mapping[str, Value | None]) -> Report:
        """Return the report after these answers; `None` takes an answer away."""
        merged = {**self.answers, **answers}
        kept = {name: value for name, value in merged.items() if value is not None}
        return replace(
            self,
            answers=kept,
            blank=self.blank - answers.keys(),
            printed={name: text for name, text in self.printed.items() if name not in answers},
        )

    def last_year(self) -> Report | None:
        """Return last year's report as far as this one carries it, or nothing."""
        answers = {
            name.removeprefix(LAST_YEAR): value
            for name, value in self.answers.items()
            if name.startswith(LAST_YEAR)
        }
        return Report(answers) if answers else None

    def pending(self) -> Iterable[tuple[str, Pending]]:
        """Yield every answer that is 待补, in the order it was given."""
        for name, value in self.answers.items():
            if isinstance(value, Pending):
                yield name, value
