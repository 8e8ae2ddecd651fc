"""Form files (TOML) to forms. The files ship with the program; a mistake in one is a bug, said with its place."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from typing import Any

from assistant.forms.form import (
    Block,
    Carry,
    Column,
    Form,
    FormRefused,
    Group,
    Help,
    Identity,
    Kind,
    Place,
    Row,
    Section,
    Table,
)

Entry = Mapping[str, Any]

_HELP = {
    "口径": "counts",
    "不含": "excludes",
    "例": "example",
    "问谁": "ask",
    "依据": "basis",
    "已核实": "certain",
}


def parse(text: str, name: str) -> Form:
    """Return the form written in `text`; `name` is the file's name, for messages."""
    try:
        return _form(tomllib.loads(text))
    except (KeyError, TypeError, ValueError) as error:
        raise FormRefused(f"格式文件{name}写得不对：{error}。请重新安装程序。") from error


def _only(entry: Entry, allowed: Iterable[str]) -> Entry:
    unknown = set(entry) - set(allowed)
    if unknown:
        raise ValueError(f"不认识的键 {'、'.join(sorted(unknown))}")
    return entry


def _form(entry: Entry) -> Form:
    _only(entry, ("id", "name", "notice", "years", "lead_in", "section", "notes"))
    years = _only(entry["years"], ("from", "to"))
    return Form(
        id=entry["id"],
        name=entry["name"],
        notice=entry["notice"],
        first_year=years["from"],
        last_year=years.get("to"),
        sections=tuple(_section(section) for section in entry["section"]),
        lead_in=_place(entry["lead_in"], ""),
        notes=dict(entry.get("notes", {})),
    )


def _section(entry: Entry) -> Section:
    _only(entry, ("id", "title", "aliases", "place", "table"))
    return Section(
        id=entry["id"],
        title=entry["title"],
        aliases=tuple(entry.get("aliases", ())),
        places=tuple(_place(place, entry["id"]) for place in entry.get("place", ())),
        table=_table(entry["table"]) if "table" in entry else None,
    )


def _place(entry: Entry, section: str) -> Place:
    _only(entry, ("id", "title", "hint", "required", "from", "to"))
    own = entry["id"]
    return Place(
        id=f"{section}.{own}" if section else own,
        title=entry.get("title", ""),
        section=section,
        hint=entry.get("hint", ""),
        required=entry.get("required", True),
        years=(entry.get("from"), entry.get("to")),
    )


def _table(entry: Entry) -> Table:
    allowed = ("id", "caption", "print", "width", "corner", "stub", "identity", "carry", "block")
    _only(entry, allowed)
    blocks = tuple(_block(block) for block in entry["block"])
    stubs: Entry = entry.get("stub", {})
    return Table(
        id=entry["id"],
        caption=entry["caption"],
        print=entry["print"],
        blocks=blocks,
        width=entry["width"],
        corner=entry.get("corner", ""),
        identities=tuple(_identity(identity) for identity in entry.get("identity", ())),
        carries=tuple(_carry(carry) for carry in entry.get("carry", ())),
        groups=tuple(_group(label, own, blocks) for label, own in stubs.items()),
    )


def _group(label: str, own: str, blocks: tuple[Block, ...]) -> Group:
    rows = tuple(row.id for block in blocks for row in block.rows if label in row.under)
    if not rows:
        raise ValueError(f"没有一行写在“{label}”下面")
    return Group(own, label, rows)


def _identity(entry: Entry) -> Identity:
    _only(entry, ("code", "left", "right", "printed"))
    return Identity(entry["code"], tuple(entry["left"]), tuple(entry["right"]), entry["printed"])


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


def _block(entry: Entry) -> Block:
    _only(entry, ("caption", "title", "column", "row"))
    return Block(
        columns=tuple(_column(column) for column in entry["column"]),
        rows=tuple(_row(row) for row in entry["row"]),
        caption=entry.get("caption", ""),
        title=entry.get("title", ""),
    )


def _column(entry: Entry) -> Column:
    _only(entry, ("id", "label", "under", "span", "kind", "unit", "sum", "aliases", *_HELP))
    return Column(
        id=entry["id"],
        label=entry["label"],
        under=tuple(entry.get("under", ())),
        span=entry.get("span", 1),
        kind=Kind(entry.get("kind", Kind.COUNT)),
        unit=entry.get("unit", "件"),
        sum=entry.get("sum", False),
        aliases=tuple(entry.get("aliases", ())),
        help=_help(entry),
    )


def _row(entry: Entry) -> Row:
    _only(entry, ("id", "label", "under", "sum", "aliases", *_HELP))
    return Row(
        id=entry["id"],
        label=entry["label"],
        under=tuple(entry.get("under", ())),
        sum=entry.get("sum", False),
        aliases=tuple(entry.get("aliases", ())),
        help=_help(entry),
    )


def _help(entry: Entry) -> Help:
    return Help(**{name: entry[key] for key, name in _HELP.items() if key in entry})
