"""Every rule about the three statutory tables, in the order of the report."""

from __future__ import annotations

from assistant.checks import table2, table2_2019, table3, table3_cases, table4, unusual
from assistant.checks.base import Check

ALL: tuple[type[Check], ...] = (
    *table2.ALL,
    *table2_2019.ALL,
    *table3.ALL,
    *table3_cases.ALL,
    *table4.ALL,
    *unusual.ALL,
)
