"""Form files (TOML) to forms. The files ship with the program; a mistake in one is a bug, said with its place.

A form file is the printed form, from top to bottom, so that it can be proof-read against the gazette: every label
stands in it, even where another form prints the same. What a row, a column or a place *means* (口径, 别名 …) is
written once under its name: in the form's own file where it is particular to that form, otherwise in
`common.toml`. What the form's own file says about a name goes before what the common file says.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any

from assistant.forms.form import LEAD_IN, Form, FormRefused, Known, Place, Section
from assistant.forms.table import Block, Carry, Column, Group, Help, Identity, Kind, Row, Table

Entry = Mapping[str, Any]

COMMON = "common.toml"
"""The file beside the forms that says what they have in common; it is not a form."""

_HELP = {
    "口径": "counts",
    "不含": "excludes",
    "例": "example",
    "问谁": "ask",
    "依据": "basis",
    "已核实": "certain",
}
_LINE = ("简称", "别名", *_HELP)
_MEANINGS: Mapping[str, tuple[str, ...]] = {
    "row": _LINE,
    "column": _LINE,
    "group": _LINE,
    "section": ("别名", "注"),
    "place": ("提示",),
}
"""What may be said about what."""


def parse(text: str, name: str, common: str = "") -> Form:
    """Return the form written in `text`; `name` is the file's name, for messages.

    `common` is the text of `common.toml`; without it the form is complete but knows less help and fewer aliases.
    """
    try:
        return _Reader(tomllib.loads(text), _common(common)).form()
    except (KeyError, TypeError, ValueError) as error:
        raise FormRefused(f"格式文件{name}写得不对：{error}。请重新安装程序。") from error


def parse_all(texts: Mapping[str, str]) -> tuple[Form, ...]:
    """Return the forms written in the files of one folder, by file name, the oldest first."""
    common = texts.get(COMMON, "")
    forms = [parse(text, name, common) for name, text in texts.items() if name != COMMON]
    return tuple(sorted(forms, key=lambda form: form.first_year))


@cache
def _common(text: str) -> Entry:
    """Both forms share one text: read it once."""
    entry = tomllib.loads(text)
    _only(entry, _MEANINGS)
    return entry


def _only(entry: Entry, allowed: Iterable[str]) -> Entry:
    unknown = set(entry) - set(allowed)
    if unknown:
        raise ValueError(f"不认识的键 {'、'.join(sorted(unknown))}")
    return entry


def _help(entry: Entry) -> Help:
    return Help(**{name: entry[key] for key, name in _HELP.items() if key in entry})


class _Reader:
    """One form file, with the meanings that belong to it."""

    def __init__(self, entry: Entry, common: Entry) -> None:
        self.entry = entry
        self.common = common
        self.own: Entry = entry.get("meaning", {})
        self.asked: set[tuple[str, str]] = set()

    def form(self) -> Form:
        entry = _only(
            self.entry, ("id", "name", "notice", "years", "known", "lead_in", "section", "meaning")
        )
        years = _only(entry["years"], ("from", "to"))
        sections = tuple(self.section(section) for section in entry["section"])
        form = Form(
            id=entry["id"],
            name=entry["name"],
            notice=entry["notice"],
            first_year=years["from"],
            last_year=years.get("to"),
            sections=sections,
            lead_in=self.place(entry["lead_in"], ""),
            known=Known(**entry["known"]),
            notes={section.id: self.notes(section.id) for section in sections},
        )
        self.nothing_left()
        return form

    def meaning(self, what: str, name: str) -> Entry:
        """Return what is said about a row, a column, a group, a section or a place."""
        self.asked.add((what, name))
        common = self.common.get(what, {}).get(name, {})
        own = self.own.get(what, {}).get(name, {})
        return _only({**common, **own}, _MEANINGS[what])

    def nothing_left(self) -> None:
        """Raise when the file explains something that the form does not have."""
        _only(self.own, _MEANINGS)
        said = {(what, name) for what, names in self.own.items() for name in names}
        if said - self.asked:
            names = "、".join(sorted(name for _, name in said - self.asked))
            raise ValueError(f"格式里没有{names}，却写了它的口径")

    def notes(self, section: str) -> str:
        """Return the notes of both files, one a line: the common ones first."""
        said = (file.get("section", {}).get(section, {}) for file in (self.common, self.own))
        return "\n".join(note for entry in said for note in entry.get("注", ()))

    def section(self, entry: Entry) -> Section:
        _only(entry, ("id", "title", "places", "table"))
        meaning = self.meaning("section", entry["id"])
        return Section(
            id=entry["id"],
            title=entry["title"],
            aliases=tuple(meaning.get("别名", ())),
            places=tuple(self.place(place, entry["id"]) for place in entry["places"]),
            table=self.table(entry["table"]) if "table" in entry else None,
        )

    def place(self, entry: Entry, section: str) -> Place:
        _only(entry, ("id", "title", "required", "from", "to"))
        name = f"{section}.{entry['id']}" if section else LEAD_IN
        return Place(
            id=name,
            title=entry.get("title", ""),
            section=section,
            hint=self.meaning("place", name).get("提示", ""),
            required=entry.get("required", True),
            years=(entry.get("from"), entry.get("to")),
        )

    def table(self, entry: Entry) -> Table:
        allowed = ("id", "number", "caption", "print", "width", "corner", "stub", "head")
        _only(entry, (*allowed, "identity", "carry", "block"))
        own = entry["id"]
        blocks = tuple(self.block(own, block) for block in entry["block"])
        rows = [row for block in blocks for row in block.rows]
        columns = [column for block in blocks for column in block.columns]
        corner = entry.get("corner", "")
        return Table(
            id=own,
            number=entry["number"],
            caption=entry["caption"],
            print=entry["print"],
            blocks=blocks,
            width=entry["width"],
            corner=corner,
            identities=tuple(_identity(each, corner) for each in entry.get("identity", ())),
            carries=tuple(_carry(each) for each in entry.get("carry", ())),
            groups=tuple(self.groups(own, entry.get("stub", {}), rows)),
            column_groups=tuple(self.groups(own, entry.get("head", {}), columns)),
        )

    def groups(
        self, table: str, titles: Mapping[str, str], lines: Iterable[Row | Column]
    ) -> Iterator[Group]:
        every = tuple(lines)
        for label, own in titles.items():
            members = tuple(line.id for line in every if label in line.under)
            if not members:
                raise ValueError(f"没有一行一列写在“{label}”下面")
            meaning = self.meaning("group", f"{table}.{own}")
            yield Group(own, label, members, tuple(meaning.get("别名", ())), _help(meaning))

    def block(self, table: str, entry: Entry) -> Block:
        _only(entry, ("caption", "title", "columns", "rows"))
        return Block(
            columns=tuple(self.column(table, column) for column in entry["columns"]),
            rows=tuple(self.row(table, row) for row in entry["rows"]),
            caption=entry.get("caption", ""),
            title=entry.get("title", ""),
        )

    def column(self, table: str, entry: Entry) -> Column:
        _only(entry, ("id", "label", "under", "span", "kind", "unit", "sum"))
        meaning = self.meaning("column", f"{table}.{entry['id']}")
        return Column(
            id=entry["id"],
            label=entry["label"],
            under=tuple(entry.get("under", ())),
            span=entry.get("span", 1),
            kind=Kind(entry.get("kind", Kind.COUNT)),
            unit=entry.get("unit", "件"),
            sum=entry.get("sum", False),
            spoken=meaning.get("简称", ""),
            aliases=tuple(meaning.get("别名", ())),
            help=_help(meaning),
        )

    def row(self, table: str, entry: Entry) -> Row:
        _only(entry, ("id", "label", "under", "sum"))
        meaning = self.meaning("row", f"{table}.{entry['id']}")
        return Row(
            id=entry["id"],
            label=entry["label"],
            under=tuple(entry.get("under", ())),
            sum=entry.get("sum", False),
            spoken=meaning.get("简称", ""),
            aliases=tuple(meaning.get("别名", ())),
            help=_help(meaning),
        )


def _identity(entry: Entry, corner: str) -> Identity:
    """An identity is printed in the table's corner unless the file says where else."""
    _only(entry, ("code", "left", "right", "printed"))
    printed = entry.get("printed", corner)
    return Identity(entry["code"], tuple(entry["left"]), tuple(entry["right"]), printed)


def _carry(entry: Entry) -> Carry:
    _only(entry, ("code", "axis", "this", "last", "plus", "minus", "at_least"))
    return Carry(
        code=entry["code"],
        axis=entry["axis"],
        this=entry["this"],
        last=tuple(entry["last"]),
        plus=tuple(entry.get("plus", ())),
        minus=tuple(entry.get("minus", ())),
        at_least=entry.get("at_least", False),
    )
