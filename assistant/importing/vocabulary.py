"""The words of all forms as a reader of tables needs them: which row, which column a label means."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from operator import is_

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from assistant.forms import Form, Table
from assistant.importing.characters import squeeze

SHORT = 5
"""Labels up to this length must be exact: 予以公开 and 不予公开 differ in one place."""

_NUMBERING = re.compile(
    r"^(?:[(]?(?:[一二三四五六七八九十]{1,3}|\d{1,2})[)、.．:]|[一二三四五六七八九十][)、])+(?=.)"
)
_REMARK = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|\([^()]*$")
_YEARS = re.compile(r"20\d\d年?度?")
_NO_WORD = re.compile(r"[^\u3400-\u9fffA-Za-z0-9]")
_PATH = re.compile("[/|]")


@lru_cache(maxsize=4096)
def key(label: str) -> str:
    """Return what of a label counts when it is compared: no number in front, no remarks, no years, no marks."""
    text = squeeze(label)
    text = _NUMBERING.sub("", text)
    text = _REMARK.sub("", text) or text
    text = _YEARS.sub("", text)
    return _NO_WORD.sub("", text.removeprefix("其中"))


def path(label: str) -> tuple[str, ...]:
    """Return the parts of a label that names its groups too: `（三）不予公开/1.属于国家秘密`."""
    text = squeeze(label)
    while (
        shorter := _REMARK.sub(lambda m: m.group() if m.group()[1:2] in _NUMERALS else "", text)
    ) != text:
        text = shorter
    return tuple(part for part in _PATH.split(text) if part)


_NUMERALS = "一二三四五六七八九十1234567890"


@dataclass(frozen=True)
class Line:
    """One row of figures, as any form prints it."""

    table: str
    row: str
    label: str
    group: str
    """The key of its innermost group title, where it has one."""

    names: frozenset[str]
    """Keys of what forms print for it, and of its short name."""

    aliases: frozenset[str]
    """Keys of what clerks and reports call it besides."""

    forms: Mapping[str, int]
    """The forms that print it, with the number of its figures there."""

    @property
    def id(self) -> tuple[str, str]:
        """Table and row, the same in every form."""
        return self.table, self.row

    @cached_property
    def main(self) -> str:
        """The key of the printed label."""
        return key(self.label)

    @property
    def sure(self) -> bool:
        """Whether its shortest name can mean nothing else in a report: 规章, but not 其他."""
        return self.table == "主动公开"

    def likeness(self, seen: str) -> float:
        """Return how alike a seen key is to what this line is called, 0 to 100."""
        if seen in self.aliases:
            return 100.0
        return max(fuzz.ratio(name, seen) for name in self.names)

    def is_near(self, seen: str) -> bool:
        """Whether a label, damaged or not, can only be this one."""
        return any(near(name, seen) for name in self.names)


@dataclass(frozen=True)
class Vocabulary:
    """Everything the tables of the forms are recognised by."""

    forms: tuple[Form, ...]
    lines: tuple[Line, ...]
    """The rows of all tables in print order, those of older forms where they used to stand."""

    groups: frozenset[str]
    """Keys of titles that stand above or beside rows, and of what is summed by no form."""

    heads: Mapping[str, frozenset[tuple[str, str]]]
    """Key of a column title → forms and columns of the table of blocks that have it."""

    @cached_property
    def named(self) -> Mapping[str, Line]:
        """Lines by the keys that name them beyond doubt; 其他 and 总计 mean something else elsewhere."""
        return {
            name: line for line in self.lines for name in line.names if len(name) > 2 or line.sure
        }

    @cached_property
    def called(self) -> Mapping[str, tuple[Line, ...]]:
        """Lines by every key they are known by."""
        found: dict[str, tuple[Line, ...]] = {}
        for line in self.lines:
            for each in line.names | line.aliases:
                found[each] = (*found.get(each, ()), line)
        return found

    @cached_property
    def titles(self) -> frozenset[str]:
        """Keys of everything printed in tables that is no row of figures."""
        return self.groups | self.heads.keys()

    @cached_property
    def long_heads(self) -> tuple[tuple[str, frozenset[tuple[str, str]]], ...]:
        """The titles of `heads` that are long enough to be known when they are damaged."""
        return tuple((name, homes) for name, homes in self.heads.items() if len(name) > SHORT)

    def of_table(self, table: str) -> tuple[Line, ...]:
        """Return the lines of one table, in order."""
        return tuple(line for line in self.lines if line.table == table)


def near(canonical: str, seen: str) -> bool:
    """Whether a damaged label can only be this one: nothing added, little lost or changed."""
    if canonical == seen:
        return True
    lost = len(canonical) - len(seen)
    damage = max(1, len(canonical) // 6)
    if len(canonical) <= SHORT or not 0 <= lost <= damage:
        return False
    edits = Levenshtein.editops(canonical, seen)
    return len(edits) <= damage and all(edit.tag != "insert" for edit in edits)


_WORKED_OUT: list[Vocabulary] = []


def vocabulary(forms: Sequence[Form]) -> Vocabulary:
    """Return the words of all forms, the oldest first; worked out once for the same forms."""
    for known in _WORKED_OUT:
        if len(known.forms) == len(forms) and all(map(is_, known.forms, forms)):
            return known
    words = Vocabulary(tuple(forms), tuple(_lines(forms)), frozenset(_groups(forms)), _heads(forms))
    _WORKED_OUT[:] = [words]
    return words


def _lines(forms: Sequence[Form]) -> Iterator[Line]:
    newest = forms[-1]
    for table in newest.tables.values():
        for name in _order([each.tables[table.id] for each in forms if table.id in each.tables]):
            yield _line(forms, table.id, name)


def _order(tables: Sequence[Table]) -> list[str]:
    """The rows of the newest form, with those of older ones behind the row they used to follow."""
    order = list(tables[-1].rows)
    for table in reversed(tables[:-1]):
        before = ""
        for name in table.rows:
            if name not in order:
                order.insert(order.index(before) + 1 if before else 0, name)
            before = name
    return order


def _line(forms: Sequence[Form], table: str, name: str) -> Line:
    having = [form for form in forms if name in form.tables[table].rows]
    row = having[-1].tables[table].rows[name]
    printed = [form.tables[table].rows[name] for form in having]
    names = {key(each) for row in printed for each in (row.label, row.short)}
    aliases = {key(each) for row in printed for each in row.aliases} - names
    group = key(row.under[-1]) if row.under else ""
    counts = {form.id: _width(form.tables[table], name) for form in having}
    return Line(table, name, row.label, group, frozenset(names), frozenset(aliases), counts)


def _width(table: Table, name: str) -> int:
    return next(
        len(block.columns) for block in table.blocks if any(row.id == name for row in block.rows)
    )


def _groups(forms: Sequence[Form]) -> Iterator[str]:
    for form in forms:
        for table in form.tables.values():
            yield key(table.corner)
            for group in (*table.groups, *table.column_groups):
                yield from map(key, (group.label, group.id))
            for block in table.blocks:
                yield from map(key, (block.caption, block.title))
                under = (line.under for lines in (block.rows, block.columns) for line in lines)
                yield from (key(title) for titles in under for title in titles)
                if table.print != "blocks":
                    yield from (key(column.label) for column in block.columns)


def _heads(forms: Sequence[Form]) -> Mapping[str, frozenset[tuple[str, str]]]:
    found: dict[str, set[tuple[str, str]]] = {}
    for form in forms:
        for table in form.tables.values():
            if table.print == "blocks":
                for block in table.blocks:
                    for column in block.columns:
                        found.setdefault(key(column.label), set()).add((form.id, column.id))
    return {label: frozenset(homes) for label, homes in found.items()}
