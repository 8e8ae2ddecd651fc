"""Sheets for other offices, made from what is still open in a draft."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.desk.opened import OpenDraft
from assistant.files import refuse_other_suffix, typed, write_new

if TYPE_CHECKING:
    from assistant.inquiry import Item


class Requesting(OpenDraft):
    """Asking other offices over an open draft."""

    def wanted(self, office: str, names: Sequence[str] = ()) -> tuple[Item, ...]:
        """Return what to ask an office for: what questions name it for, or these names; raises `NothingToAsk`."""
        from assistant.inquiry import items_for, items_named

        if names:
            return items_named(self.script, self.form, self.report, names)
        return items_for(self.script, self.form, self.report, office)

    def offices(self) -> tuple[tuple[str, int], ...]:
        """Return the offices that something open is to be asked of, with how many things, the most first."""
        from assistant.inquiry import offices

        return offices(self.script, self.form, self.report)

    def suggested_sheet(self, office: str) -> str:
        """Return a file name for a sheet, beside the draft."""
        from assistant.export.words import file_name

        stem = file_name(f"{self.report.year}年年报数据征集表（{office}）")
        return self.beside(f"{stem}.xlsx")

    def write_sheet(
        self, name: str, office: str, names: Sequence[str] = (), *, overwrite: bool = False
    ) -> tuple[Path, int]:
        """Write the sheet for an office; returns where it went and how many things it asks for.

        Raises `NothingToAsk`, and what the disk refuses; a file that exists is left alone unless `overwrite`.
        """
        from assistant.inquiry import Heading, write_sheet

        path = typed(name)
        refuse_other_suffix(path, ".xlsx", "征集表")
        items = self.wanted(office, names)
        today = dt.datetime.now().astimezone().date()
        heading = Heading(self.report.unit, self.report.year or 0, self.form.id, office, today)
        write_new(path, write_sheet(heading, items), overwrite=overwrite)
        return path, len(items)
