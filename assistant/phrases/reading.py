"""Entry files to phrases, with every complaint about them. Imported only when the bank is loaded."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches

from pydantic import BaseModel, ConfigDict, Field

from assistant import entries
from assistant.entries import Entry
from assistant.expressions import (
    Condition,
    ExpressionError,
    Template,
    compile_condition,
    compile_template,
)
from assistant.forms import BUILT_IN, Form
from assistant.lint import collect
from assistant.organs import Organs
from assistant.phrases.bank import Bank, not_collecting
from assistant.phrases.phrase import Phrase
from assistant.phrases.topics import Topic
from assistant.problem import Problem, nearest


class _Written(BaseModel):
    """A phrase as its entry writes it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    title: str = Field(max_length=20)
    text: str = Field(max_length=800)
    id: str = Field(max_length=40)
    topic: str
    places: tuple[str, ...] = Field(min_length=1)
    family: str = ""
    keywords: tuple[str, ...] = Field(min_length=3, max_length=6)
    organs: tuple[str, ...] = ()
    first_year: int | None = Field(default=None, ge=2019, le=2099)
    last_year: int | None = Field(default=None, ge=2019, le=2099)
    condition: str = ""
    basis: str = ""


KEYS: Mapping[str, str] = {
    entries.HEADING: "title",
    entries.TEXT: "text",
    "编号": "id",
    "话题": "topic",
    "部分": "places",
    "族": "family",
    "关键词": "keywords",
    "适用机关": "organs",
    "起用年": "first_year",
    "停用年": "last_year",
    "何时用": "condition",
    "出处": "basis",
}


def load(
    files: Iterable[tuple[str, str]],
    forms: Sequence[Form],
    facts: Iterable[str],
    topics: Mapping[str, Topic],
    organs: Organs | None = None,
    own: Iterable[tuple[str, str]] = (),
    *,
    thorough: bool = True,
) -> tuple[Bank, tuple[Problem, ...]]:
    """Return the bank written in `files`, pairs of path and text, and everything that is wrong with them.

    `facts` are the names that questions declare. `own` are the files of an office: a phrase with a known 编号
    replaces that phrase where it stands, a new one comes after the others. A phrase with a mistake is left out.
    Unless `thorough`, conditions and slots of `files` are trusted to be right and read when they are needed, which
    halves the time; `own` is always read to the end.
    """
    with not_collecting():
        reading = _Reading(tuple(forms), frozenset(facts), topics, organs or Organs(), thorough)
        shipped = reading.phrases(files, own=False)
        ours = reading.phrases(own, own=True)
        merged = {phrase.id: phrase for phrase in shipped} | {phrase.id: phrase for phrase in ours}
        bank = Bank(tuple(merged.values()), topics, reading.forms)
        return bank, collect(reading.problems)


@dataclass
class _Reading:
    """What is known while the files are read."""

    forms: tuple[Form, ...]
    facts: frozenset[str]
    topics: Mapping[str, Topic]
    organs: Organs
    thorough: bool
    """Whether the shipped phrases are read to the end, as those of an office always are."""

    problems: list[Problem] = field(default_factory=list)

    def __post_init__(self) -> None:
        common = self.facts | set(BUILT_IN)
        self.names = {
            form.id: frozenset({*form.fields, *form.group_names, *common}) for form in self.forms
        }
        self.every_place = frozenset(place for form in self.forms for place in form.places)
        self.every_name = frozenset().union(common, *self.names.values())

    def phrases(self, files: Iterable[tuple[str, str]], *, own: bool) -> tuple[Phrase, ...]:
        """Return the phrases that are sound; of two with one 编号, the first."""
        found: dict[str, Phrase] = {}
        for path, text in files:
            read, problems = entries.read(text, path)
            self.problems += problems
            for entry in read:
                phrase = self.phrase(entry, own=own)
                if phrase is None:
                    continue
                before = found.get(phrase.id)
                if before is None:
                    found[phrase.id] = phrase
                else:
                    self.complain(
                        entry,
                        "编号",
                        f"“{phrase.id}”和{before.path}第{before.line}行的语料编号相同。请换一个编号。",
                    )
        return tuple(found.values())

    def complain(self, entry: Entry, key: str, message: str) -> None:
        self.problems.append(entry.problem(key, message))

    def phrase(self, entry: Entry, *, own: bool) -> Phrase | None:
        """Return one entry as a phrase, or nothing when it has a mistake."""
        written, problems = entries.validate(entry, _Written, KEYS)
        self.problems += problems
        if written is None:
            return None
        if (own or self.thorough) and not self.is_sound(entry, written, own=own):
            return None
        return Phrase(
            id=written.id,
            title=written.title,
            text=written.text,
            topic=written.topic,
            places=written.places,
            when=written.condition,
            family=written.family or written.id,
            keywords=written.keywords,
            kinds=frozenset(written.organs).intersection(self.organs.kinds),
            domains=frozenset(written.organs).intersection(self.organs.domains),
            first_year=written.first_year,
            last_year=written.last_year,
            basis=written.basis,
            notes=entry.notes,
            own=own,
            path=entry.path,
            line=entry.line,
        )

    def is_sound(self, entry: Entry, written: _Written, *, own: bool) -> bool:
        """Whether condition, text, names and years of a phrase are right; faults of style do not count."""
        before = len(self.problems)
        condition = self.condition(entry, written)
        template = self.template(entry, written)
        self.check_words(entry, written)
        self.check_years(entry, written)
        if template is not None:
            self.check_forms(entry, written, condition, template)
        sound = len(self.problems) == before
        if sound:
            from assistant.phrases.style import faults

            self.problems += [entry.text_problem(fault) for fault in faults(written.text, own=own)]
        return sound

    def condition(self, entry: Entry, written: _Written) -> Condition | None:
        if not written.condition:
            return None
        match compile_condition(written.condition):
            case ExpressionError(sentence=sentence):
                self.complain(entry, "何时用", sentence)
                return None
            case condition:
                for name in self.strangers(condition):
                    self.complain(entry, "何时用", self.stranger(name))
                return condition

    def template(self, entry: Entry, written: _Written) -> Template | None:
        match compile_template(written.text):
            case ExpressionError(sentence=sentence, line=line):
                self.problems.append(entry.text_problem(sentence, line))
                return None
            case template:
                for name in self.strangers(template):
                    where = _line_of(name, written.text)
                    self.problems.append(entry.text_problem(self.stranger(name), where))
                return template

    def strangers(self, expression: Condition | Template) -> list[str]:
        return sorted(expression.names - self.every_name)

    def stranger(self, name: str) -> str:
        return f"没有叫“{name}”的数据{nearest(name, sorted(self.every_name))}"

    def check_words(self, entry: Entry, written: _Written) -> None:
        if written.topic not in self.topics:
            self.complain(entry, "话题", self.unknown_topic(written.topic))
        places = sorted(self.every_place)
        organs = {*self.organs.kinds, *self.organs.domains}
        for key, words, known in (
            ("部分", written.places, places),
            ("适用机关", written.organs, organs),
        ):
            for word in words:
                if word not in known:
                    hint = nearest(word, sorted(known))
                    self.complain(entry, key, f"没有“{word}”{hint}")

    def unknown_topic(self, topic: str) -> str:
        """Return the complaint about a topic; a name instead of an id is answered with the id."""
        names = {known.name: known for known in self.topics.values()}
        close = get_close_matches(topic, [*self.topics, *names], n=1, cutoff=0.5)
        if not close:
            return f"没有话题“{topic}”，请写话题编号，如 B01。"
        found = self.topics.get(close[0]) or names[close[0]]
        return f"没有话题“{topic}”，是不是“{found.id}”（{found.name}）？"

    def check_years(self, entry: Entry, written: _Written) -> None:
        first, last = written.first_year, written.last_year
        if first and last and first > last:
            self.complain(
                entry, "停用年", f"{last}年早于起用年{first}年。停用年是最后一个能用的报告年份。"
            )

    def check_forms(
        self, entry: Entry, written: _Written, condition: Condition | None, template: Template
    ) -> None:
        """Every form that serves one of the phrase's years must know its names, and one of its places."""
        used = template.names | (condition.names if condition else frozenset())
        for form in self.forms:
            if not _meets(form, written):
                continue
            for name in sorted((used & self.every_name) - self.names[form.id]):
                self.complain(entry, "编号", f"{form.name}里没有“{name}”。{self.advice(name)}")
            known = [place for place in written.places if place in self.every_place]
            if known and not any(place in form.places for place in known):
                self.complain(entry, "部分", f"{form.name}里没有这一部分。{self.advice(known[0])}")

    def advice(self, name: str) -> str:
        """Return how to keep a phrase to the form that has a name."""
        having = next(f for f in self.forms if name in self.names[f.id] or name in f.places)
        parts = [f"起用年：{having.first_year}"]
        if having.last_year is not None:
            parts = [f"停用年：{having.last_year}"]
        return f"它只在{having.name}里有，请写“{'，'.join(parts)}”。"


def _meets(form: Form, written: _Written) -> bool:
    """Whether a year exists that the form serves and the phrase may be used in."""
    first = max(form.first_year, written.first_year or form.first_year)
    ends = [year for year in (form.last_year, written.last_year) if year is not None]
    return not ends or first <= min(ends)


def _line_of(name: str, text: str) -> int | None:
    lines: Iterator[int] = (n for n, line in enumerate(text.split("\n"), start=1) if name in line)
    return next(lines, None)
