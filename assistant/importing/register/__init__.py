"""The register of applications: recognised, counted into tables three and four, told; and an empty one to fill in."""

from assistant.importing.register.columns import COLUMNS, NEEDED, Layout, open_register
from assistant.importing.register.counting import Counted, Remark, count_register
from assistant.importing.register.meaning import outcomes
from assistant.importing.register.template import register_template
from assistant.importing.register.told import register_json, told_case, told_register, told_rows

__all__ = [
    "COLUMNS",
    "NEEDED",
    "Counted",
    "Layout",
    "Remark",
    "count_register",
    "open_register",
    "outcomes",
    "register_json",
    "register_template",
    "told_case",
    "told_register",
    "told_rows",
]
