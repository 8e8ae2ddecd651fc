"""What a check looks at: one report, its form, and last year's report when there is one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from assistant.checks.knowledge import Knowledge
from assistant.checks.repair import Equation, Repair, equations, repairs
from assistant.checks.standards import BARE, Standards
from assistant.forms import Form, context, shown
from assistant.passages import Passage, passages
from assistant.report import TEXT, Number, Pending, Report, Value

if TYPE_CHECKING:
    from assistant.claims import Claim, Reading
    from assistant.phrases.phrase import Phrase

NOTHING_KNOWN = Knowledge()

FIRST_YEAR = 2019
"""Reports before this year have other tables; nothing carries over from them."""


@dataclass(frozen=True)
class Case:
    """A report to be checked. Everything a check needs is worked out once and kept."""

    form: Form
    report: Report
    last_year: Report | None = None
    """Last year's report as it was handed in; `last` says whether it may be compared."""

    today: date | None = None
    standards: Standards = BARE

    @cached_property
    def figures(self) -> Mapping[str, Number]:
        """Every figure the tables show; blank and unanswered cells are absent."""
        return shown(self.form, self.report)

    @cached_property
    def why_not_last(self) -> str:
        """Why last year's report cannot be compared; empty when it can."""
        if self.last_year is None:
            return "没有上年年报，无法核对。导入或录入上年年报后会自动核对。"
        theirs, ours = self.last_year.year, self.report.year
        if ours is None:
            return "还没有填报告年份，不知道该同哪一年的年报核对。"
        if theirs is not None and theirs != ours - 1:
            return f"给出的是{theirs}年的年报，要核对的是{ours - 1}年的，请换成{ours - 1}年的年报。"
        if ours - 1 < FIRST_YEAR:
            return f"{ours - 1}年的年报用的是旧格式，表不同，不能逐格核对。"
        return ""

    @cached_property
    def why_not_same_form(self) -> str:
        """Why last year's figures of the same form cannot be compared; empty when they can."""
        if self.why_not_last:
            return self.why_not_last
        if self.report.year is not None and not self.form.serves(self.report.year - 1):
            return (
                "上年年报用的是另一种格式，表二各格的含义不同，不能直接核对，请自己确认上年的基数。"
            )
        return ""

    @cached_property
    def last(self) -> Mapping[str, Number]:
        """Every figure of last year's report that may be compared; nothing when it may not."""
        if self.last_year is None or self.why_not_last:
            return {}
        return shown(self.form, self.last_year)

    @cached_property
    def equations(self) -> tuple[Equation, ...]:
        """Every equation between cells that can be judged."""
        return tuple(equations(self.form, self.report, self.figures, self.last))

    @cached_property
    def repairs(self) -> Mapping[tuple[str, str], Repair]:
        """The one cell that would put a failing equation right, by code and cell."""
        return repairs(self.equations, self.report)

    def missing(self, names: Iterable[str]) -> tuple[str, ...]:
        """Return those of the cells that show no figure."""
        return tuple(name for name in names if name not in self.figures)

    def stated(self, name: str) -> bool:
        """Whether somebody wrote this figure, rather than it following from others."""
        return self.report.number(name) is not None

    def untouched(self, table: str) -> bool:
        """Whether nothing at all is known of a table: no figure, no 待补, no blank cell."""
        cells = self.form.tables[table].fields
        return not any(name in self.report.answers or name in self.report.blank for name in cells)

    def answered(self, place: str) -> bool:
        """Whether a place has words, or is marked 待补."""
        value = self.report.answers.get(TEXT + place)
        return isinstance(value, Pending) or bool(self.text(place))

    @cached_property
    def passages(self) -> Mapping[str, tuple[Passage, ...]]:
        """The paragraphs of every place that has words, as they will be printed."""
        return passages(self.form, self.report)

    @cached_property
    def texts(self) -> Mapping[str, str]:
        """The words of every place that has some, one paragraph a line, in the order of the report."""
        return {
            place: "\n".join(passage.text for passage in written)
            for place, written in self.passages.items()
        }

    @cached_property
    def whole(self) -> str:
        """All words in one text, to ask once whether there is anything to look for; a full stop parts the places."""
        return "\n。\n".join(self.texts.values())

    def text(self, place: str) -> str:
        """Return the words of one place, one paragraph a line."""
        return self.texts.get(place, "")

    @cached_property
    def last_passages(self) -> Mapping[str, tuple[Passage, ...]]:
        """The paragraphs of last year's report, if it may be compared."""
        if self.last_year is None or self.why_not_last:
            return {}
        return passages(self.form, self.last_year)

    @property
    def knowledge(self) -> Knowledge:
        """What the program knows of meetings, laws and words; a rule that asks says so in its `needs`."""
        return self.standards.knowledge or NOTHING_KNOWN

    @cached_property
    def readings(self) -> Mapping[str, Reading]:
        """What the words of every place claim."""
        year = self.report.year
        return {
            place: reading(Words(text, self.form.id, year, self.form))
            for place, text in self.texts.items()
        }

    @cached_property
    def phrases(self) -> Mapping[str, Phrase]:
        """The phrases that sentences may have been taken from, by 编号."""
        return self.standards.phrases()

    @cached_property
    def names(self) -> Mapping[str, Value]:
        """Every name that phrases may use, with its value."""
        return context(self.form, self.report, known=self.figures)

    @cached_property
    def told(self) -> Mapping[str, tuple[tuple[str, Claim], ...]]:
        """Every number the words give, by what it is a number of: each with its place, in the order of the report."""
        told: dict[str, list[tuple[str, Claim]]] = {}
        for place, reading in self.readings.items():
            for claim in reading:
                if claim.tells:
                    told.setdefault(claim.field, []).append((place, claim))
        return {name: tuple(each) for name, each in told.items()}

    @cached_property
    def numbers(self) -> Mapping[str, Number]:
        """Every number with a name: cells, group sums, answered facts; totals left blank are worked out too."""
        if not self.report.blank:
            return _numbers(self.names)
        return _numbers(context(self.form, replace(self.report, blank=frozenset())))

    @cached_property
    def last_numbers(self) -> Mapping[str, Number]:
        """The same of last year's report, as far as it may be compared."""
        if self.last_year is None or self.why_not_last:
            return {}
        return _numbers(context(self.form, self.last_year, known=self.last))

    def places(self, section: str) -> tuple[str, ...]:
        """Return the ids of a section's places, the whole section first."""
        return tuple(place.id for place in self.form.places.values() if place.section == section)

    def section_text(self, section: str) -> str:
        """Return all words of a section."""
        texts = (self.text(place) for place in self.places(section))
        return "\n".join(text for text in texts if text)


@dataclass(frozen=True)
class Words:
    """A text to be read: the same words of the same form and year mean the same."""

    text: str
    form_id: str
    year: int | None
    form: Form = field(compare=False)


@lru_cache(maxsize=256)
def reading(words: Words) -> Reading:
    """Return what a text claims. Kept, because while one place is written all others stay as they are."""
    # The reader's vocabulary takes a while to build; a report without words does without it.
    from assistant.checks.heard import heard
    from assistant.claims import read

    return heard(words.text, read(words.text, words.form, year=words.year), words.form)


def _numbers(values: Mapping[str, Value]) -> Mapping[str, Number]:
    return {
        name: value
        for name, value in values.items()
        if isinstance(value, int | Decimal) and not isinstance(value, bool)
    }
