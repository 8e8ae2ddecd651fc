"""送审包: everything a head, a colleague who checks and the one who screens for secrets need to sign.

The report itself in three formats, and papers about it, each a DOCX of its own made by the same writer: where every
figure and sentence comes from, what the checks found and what was said about it, this year beside last year, every
change, and a sheet to sign with the fingerprint of the content.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from assistant import checks
from assistant.changes import Log
from assistant.checks import Checked, Judged
from assistant.document import Cell, Document, Heading, Mode, Paragraph, Role, Table, build
from assistant.export import EXPORTERS, basis
from assistant.export.approval import fingerprint, signatures
from assistant.export.compared import NoPlotting, lines, picture, text_chart, years
from assistant.export.office import STANDARD, Office
from assistant.export.words import file_name
from assistant.finding import Finding, Level
from assistant.forms import Form
from assistant.report import EXPLANATION, Report

PAPERS = Office(table_size=9.0)
"""How the papers about a report are set."""


@dataclass(frozen=True)
class Submission:
    """What a package is made from."""

    form: Form
    report: Report
    log: Log
    checked: Checked
    office: Office = STANDARD

    @property
    def final(self) -> Document:
        """The report as it would be published."""
        return build(self.form, self.report, Mode.FINAL)

    def files(self, *, as_draft: bool = False) -> Mapping[str, bytes]:
        """Return the content of every file by its name; the report is marked 草稿 where it is one."""
        mode = Mode.DRAFT if as_draft else Mode.FINAL
        report = build(self.form, self.report, mode)
        stem = file_name(f"{self.report.unit}{self.report.year or ''}年政府信息公开工作年度报告")
        made = {f"{stem}{s}": EXPORTERS[s](report, self.office) for s in (".docx", ".md", ".html")}
        papers = {
            "1 送审单": self.sheet(),
            "2 事实依据表": self.basis(),
            "3 核对情况": self.findings(),
            "4 与上年对比": self.comparison(),
            "5 修改记录": self.changes(),
        }
        made |= {
            f"{name}.docx": EXPORTERS[".docx"](paper, PAPERS) for name, paper in papers.items()
        }
        return {**made, **self._charts()}

    def _charts(self) -> Mapping[str, bytes]:
        last = self.report.last_year()
        if last is None:
            return {}
        named = years(self.form, (last, self.report))
        made = {"4 与上年对比.txt": text_chart(named).encode("utf-8-sig")}
        try:
            made["4 与上年对比.png"] = picture(self.report.unit, named)
        except NoPlotting:
            return made
        return made

    def sheet(self) -> Document:
        """The sheet to sign."""
        signed = signatures(self.report, fingerprint(self.final))
        titles = ("环节", "签字", "日期", "意见")
        rows = [(each.role, each.name, each.day, each.standing) for each in signed.roles]
        return self._paper(
            "送审单",
            Paragraph(
                f"内容指纹：{signed.mark}。年报改动任何一个数、一句话，指纹都会变，此前的签字随之失效。"
            ),
            Paragraph(
                f"核对结果：{len(self.checked.findings)}条，其中未处理{len(self._open)}条，见“核对情况”。"
            ),
            replace(
                _list("审签", titles, rows, (1.4, 2, 1.6, 3), numbers=(0, 1, 2)),
                to_sign=True,
            ),
        )

    def basis(self) -> Document:
        """Where every figure and every sentence comes from."""
        form, report, log = self.form, self.report, self.log
        numbers = list(basis.numbers(form, report, log))
        sentences = list(basis.sentences(form, report, log))
        facts = list(basis.facts(report, log))
        parts = (
            ("一、数字", "数字的依据", numbers, (2.6, 4.2, 1, 1.2, 1.6, 1.8)),
            ("二、文字", "文字的依据", sentences, (1.8, 4.4, 1, 1.2, 1.6, 2.4)),
            ("三、情况", "情况的依据", facts, (2.6, 3.6, 1, 1.2, 1.6, 2.4)),
        )
        return self._paper(
            "事实依据表",
            *(
                block
                for heading, caption, rows, shares in parts
                for block in (Heading(1, heading), _list(caption, basis.TOLD, rows, shares))
            ),
        )

    def findings(self) -> Document:
        """What the checks found, what was said about it, and what is still open."""
        order = {level: place for place, level in enumerate(Level)}
        rows = [
            (
                str(judged.finding.level),
                judged.finding.code,
                judged.finding.message,
                self._standing(judged),
                self._explained(judged),
            )
            for judged in sorted(self._judged, key=lambda each: order[each.finding.level])
        ]
        titles = ("级别", "规则", "问题", "状态", "说明")
        found = _list("核对发现的问题", titles, rows, (1, 1.5, 4.5, 1.2, 3))
        return self._paper("核对情况", Heading(1, "一、发现的问题"), found, *self._waiting())

    def _waiting(self) -> Iterator[Heading | Table]:
        """The rules that could not be judged, and what they wait for."""
        looks_at = {rule.code: rule.title for rule in checks.rules()}
        rows = dict.fromkeys(
            (item.code, looks_at.get(item.code, ""), item.why) for item in self.checked.not_assessed
        )
        if rows:
            yield Heading(1, "二、还不能核对的")
            yield _list(
                "还不能核对的规则", ("规则", "查什么", "为什么"), list(rows), (1.5, 4.5, 5.2)
            )

    @cached_property
    def _judged(self) -> tuple[Judged, ...]:
        return checks.apply_explanations(self.checked.findings, self.report)

    @cached_property
    def _open(self) -> frozenset[Finding]:
        return frozenset(checks.unsettled(self.checked.findings, self.report))

    def _explained(self, judged: Judged) -> str:
        """What was said, by whom and when."""
        said = judged.explanation
        if said is None:
            return ""
        given = self.log.latest[EXPLANATION + judged.finding.key]
        return f"{said.reason}（{given.by}，{given.at:%Y-%m-%d}）"

    def _standing(self, judged: Judged) -> str:
        said = judged.explanation
        if said is not None and not said.current:
            return "数字变了，要重新说明"
        if judged.finding in self._open:
            return "未处理"
        return "已说明" if said else "可不处理"

    def comparison(self) -> Document:
        """This year beside last year, with the reasons that were given."""
        last = self.report.last_year()
        if last is None:
            return self._paper("与上年对比", Paragraph("草稿里没有上年年报，没有对比。"))
        reasons: dict[str, list[str]] = {}
        for finding, said in self._judged:
            if said is not None:
                for name in finding.fields:
                    reasons.setdefault(name, []).append(said.reason)
        rows = [
            (line.called, *line.printed, line.difference, "；".join(reasons.get(line.name, [])))
            for line in lines(self.form, self.report, last)
        ]
        titles = ("项目", "上年", "本年", "变化", "原因")
        return self._paper(
            "与上年对比",
            _list("与上年的比较", titles, rows, (5, 1.3, 1.3, 1.5, 2.9), numbers=(1, 2, 3)),
        )

    def changes(self) -> Document:
        """Every change of the draft, oldest first."""
        rows = list(basis.changes(self.form, self.log))
        return self._paper(
            "修改记录", _list("修改记录", basis.CHANGED, rows, (1.7, 1, 0.9, 2.2, 2.6, 3.6))
        )

    def _paper(self, name: str, *blocks: Heading | Paragraph | Table) -> Document:
        year = f"{self.report.year or ''}年政府信息公开工作年度报告"
        return Document(
            (self.report.unit, year, name), self.report.unit, self.report.year, None, "", blocks
        )


def _list(
    caption: str,
    titles: Sequence[str],
    rows: Sequence[Sequence[str]],
    shares: tuple[float, ...],
    numbers: Sequence[int] = (),
) -> Table:
    """A plain list that may go on over the page, its titles repeated; the columns `numbers` are set like figures."""
    printed = [titles, *(rows or [["无", *([""] * (len(titles) - 1))]])]
    return Table(
        caption=caption,
        width=len(titles),
        height=len(printed),
        head_rows=1,
        cells=tuple(
            Cell(row, column, _role(row, column, numbers), words)
            for row, line in enumerate(printed)
            for column, words in enumerate(line)
        ),
        whole=False,
        shares=shares,
    )


def _role(row: int, column: int, numbers: Sequence[int]) -> Role:
    if row == 0:
        return Role.HEAD
    return Role.NUMBER if column in numbers else Role.LABEL
