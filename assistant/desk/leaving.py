"""What leaves the house: preview, exports, signatures, the package for the reviewers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from assistant import content
from assistant.desk.standing import Standing
from assistant.files import FileRefused, to_be_made, typed, write_all_new, write_new
from assistant.report import Value

if TYPE_CHECKING:
    from assistant.export.approval import Signatures


DRAFT_WAY = "按 F2"
"""How a draft is exported from the screen."""


class Leaving(Standing):
    """Files made from the report as it stands."""

    def preview(self, standing: str = "") -> str:
        """Return the report as Markdown, open items marked; `standing` above it in place of the mark of a draft."""
        from assistant import exporting

        return exporting.preview(self.form, self.report, standing)

    def in_the_way(self) -> str:
        """Return in one line what keeps the report from being final, or that nothing does."""
        from assistant import checks

        blocking = checks.blocking(self.checked.findings, self.report)
        wrong = len(self.contradictions())
        counted = (("对不上", wrong), ("待补、没填或没写", len(blocking) - wrong))
        listed = "，".join(f"{what}{count}处" for what, count in counted if count)
        if listed:
            return f"还不能定稿：{listed}。"
        left = len(checks.unsettled(self.checked.findings, self.report))
        return f"可以定稿，还有{left}处需要说明。" if left else "可以定稿。"

    def refusal(self) -> str:
        """Return why the report cannot be exported as final, or nothing."""
        from assistant import exporting

        return exporting.refusal(self.checked, self.report, DRAFT_WAY)

    def export(self, name: str, *, as_draft: bool, overwrite: bool = False) -> Path:
        """Write the report to a file, whole; raises what the checks, the format or the disk refuse.

        A file that exists is left alone unless `overwrite`: `FileTaken`.
        """
        from assistant import exporting

        path = typed(name)
        checked = None if as_draft else self.checked
        office = content.office(self.draft.path.parent).office
        made = exporting.export_report(
            self.form, self.report, path.name, checked, office, DRAFT_WAY
        )
        write_new(path, made, overwrite=overwrite)
        return path

    def new_folder(self, name: str) -> str:
        """Return the name of the folder that an export would make; nothing where it is there, or none may be made."""
        try:
            folder = typed(name).parent
        except FileRefused:
            return ""
        return folder.name if to_be_made(folder) else ""

    def package(self, folder: str, *, overwrite: bool = False) -> tuple[str, ...]:
        """Write everything the reviewers need into a folder, all of it or nothing; returns the names of the files.

        While something blocks, the report in it is marked 草稿. Raises what `export` raises; `FileTaken` unless
        `overwrite` when a file of the package is there already.
        """
        from assistant import exporting

        office = content.office(self.draft.path.parent).office
        made = exporting.submission(self.form, self.draft.log, self.checked, office)
        files = made.files(as_draft=bool(self.refusal()))
        write_all_new(typed(folder), files, overwrite=overwrite)
        return tuple(files)

    def signatures(self) -> Signatures:
        """Return who signed off what the report says, role by role."""
        from assistant import exporting

        return exporting.signatures(self.form, self.report)

    def sign(self, role: str, name: str) -> Mapping[str, Value]:
        """Return the answer that records a signature of today; raises `NotARole` for a name that is none."""
        from assistant import exporting

        today = dt.datetime.now().astimezone().date()
        return dict([exporting.approved(self.form, self.report, role, name, today)])

    def chart(self) -> str:
        """Return this year beside last year as bars of characters; empty without last year's report."""
        from assistant.export.compared import text_chart, years

        last = self.report.last_year()
        if last is None:
            return ""
        return text_chart(years(self.form, (last, self.report)))

    def suggested_export(self, suffix: str) -> str:
        """Return a file name for the export, beside the draft."""
        from assistant.export.words import file_name

        stem = file_name(f"{self.report.unit}{self.report.year}年政府信息公开工作年度报告")
        return self.beside(f"{stem}{suffix}")

    def suggested_package(self) -> str:
        """Return a name for the folder of the package, beside the draft."""
        return self.beside("送审材料")
