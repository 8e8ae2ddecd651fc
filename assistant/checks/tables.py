"""Every rule about the three statutory tables, in the order of the report."""

from __future__ import annotations

from assistant.checks import table3, table4
from assistant.checks.base import Check

ALL: tuple[type[Check], ...] = (*table3.ALL, *table4.ALL)
