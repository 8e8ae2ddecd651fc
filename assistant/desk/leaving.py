"""What leaves the house: preview, exports, the package for the reviewers."""

from __future__ import annotations

from pathlib import Path

from assistant import content, exporting
from assistant.desk.standing import Standing


class Leaving(Standing):
    """Files made from the report as it stands."""

    def preview(self) -> str:
        """Return the report as Markdown, open items marked."""
        return exporting.preview(self.form, self.report)

    def refusal(self) -> str:
        """Return why the report cannot be exported as final, or nothing."""
        return exporting.refusal(self.checked, self.report, "按 F2")

    @staticmethod
    def taken(name: str) -> bool:
        """Whether there is a file of this name already."""
        return Path(name).expanduser().exists()

    def export(self, name: str, *, as_draft: bool, overwrite: bool = False) -> Path:
        """Write the report to a file, whole; raises what the checks, the format or the disk refuse.

        A file that exists is left alone unless `overwrite`.
        """
        from assistant.files import write_new

        path = Path(name).expanduser()
        checked = None if as_draft else self.checked
        office = content.office(self.draft.path.parent).office
        made = exporting.export_report(self.form, self.report, path.name, checked, office)
        write_new(path, made, overwrite=overwrite)
        return path

    def package(self, folder: str) -> tuple[str, ...]:
        """Write everything the reviewers need into a folder; returns the names of the files.

        While something blocks, the report in it is marked 草稿. Nothing that is there already is replaced.
        """
        from assistant.files import refuse_taken, write_whole

        office = content.office(self.draft.path.parent).office
        made = exporting.submission(self.form, self.draft.log, self.checked, office)
        files = made.files(as_draft=bool(self.refusal()))
        target = Path(folder).expanduser()
        for name in files:
            refuse_taken(target / name)
        for name, written in files.items():
            write_whole(target / name, written)
        return tuple(files)

    def chart(self) -> str:
        """Return this year beside last year as bars of characters; empty without last year's report."""
        from assistant.export.compared import text_chart, years

        last = self.report.last_year()
        if last is None:
            return ""
        return text_chart(years(self.form, (last, self.report)))

    def suggested_export(self, suffix: str) -> Path:
        """Return a file name for the export, beside the draft."""
        from assistant.export.words import file_name

        stem = file_name(f"{self.report.unit}{self.report.year}年政府信息公开工作年度报告")
        return self.draft.path.with_name(f"{stem}{suffix}")
