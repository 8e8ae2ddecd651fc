"""The official form of one year: its sections, tables, cells, sums and identities.

A form is read from a TOML file and never changes. Screen, export, import, checks and the vocabulary of the
claim reader all derive from it; no other module knows a row of a table by name. What both forms mean by the same
row stands once, in `common.toml`; `parse_all` reads a folder of form files.

A table is a list of blocks, each with its own columns and rows. It is printed in one of three ways:
- `blocks`: one block below the other, each under a caption row and a row of column titles (表二);
- `matrix`: one block, columns grouped above, rows grouped at the left (表三);
- `strip`: one block printed as a single line of figures, its rows side by side as groups of columns (表四).
"""

from __future__ import annotations

from assistant.forms.between import bridged
from assistant.forms.form import (
    LEAD_IN,
    Form,
    FormRefused,
    Known,
    Place,
    Section,
    form_for_year,
)
from assistant.forms.identities import Balance, identities
from assistant.forms.layout import Cell, Layout, Role, layout
from assistant.forms.read import COMMON, parse, parse_all
from assistant.forms.shown import BUILT_IN, context, derived, shown
from assistant.forms.table import (
    CUSTOMARY,
    TOTAL,
    Block,
    Carried,
    Carry,
    Column,
    Field,
    Group,
    Help,
    Identity,
    Kind,
    Row,
    Sum,
    Table,
)

__all__ = [
    "BUILT_IN",
    "COMMON",
    "CUSTOMARY",
    "LEAD_IN",
    "TOTAL",
    "Balance",
    "Block",
    "Carried",
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
    "Known",
    "Layout",
    "Place",
    "Role",
    "Row",
    "Section",
    "Sum",
    "Table",
    "bridged",
    "context",
    "derived",
    "form_for_year",
    "identities",
    "layout",
    "parse",
    "parse_all",
    "shown",
]
