"""The official form of one year: its sections, tables, cells, sums and identities.

A form is read from a TOML file and never changes. Screen, export, import, checks and the vocabulary of the
claim reader all derive from it; no other module knows a row of a table by name.

A table is a list of blocks, each with its own columns and rows. It is printed in one of three ways:
- `blocks`: one block below the other, each under a caption row and a row of column titles (表二);
- `matrix`: one block, columns grouped above, rows grouped at the left (表三);
- `strip`: one block printed as a single line of figures, its rows side by side as groups of columns (表四).
"""

from __future__ import annotations

from assistant.forms.form import (
    Block,
    Carry,
    Column,
    Field,
    Form,
    FormRefused,
    Group,
    Help,
    Identity,
    Kind,
    Place,
    Row,
    Section,
    Sum,
    Table,
    form_for_year,
)
from assistant.forms.layout import Cell, Layout, Role, layout
from assistant.forms.read import parse
from assistant.forms.shown import context, derived, shown

__all__ = [
    "Block",
    "Carry",
    "Cell",
    "Column",
    "Field",
    "Form",
    "FormRefused",
    "Group",
    "Help",
    "Identity",
    "Kind",
    "Layout",
    "Place",
    "Role",
    "Row",
    "Section",
    "Sum",
    "Table",
    "context",
    "derived",
    "form_for_year",
    "layout",
    "parse",
    "shown",
]
