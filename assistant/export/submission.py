"""送审包: everything a head, a colleague who checks and the one who screens for secrets need to sign.

The report itself in three formats, and papers about it, each a DOCX of its own made by the same writer: where every
figure and sentence comes from, what the checks found and what was said about it, this year beside last year, every
change, and a sheet to sign with the fingerprint of the content.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from assistant.changes import Change, Explanation, Log, Via, explanations
from assistant.checks import Checked
from assistant.document import Cell, Document, Heading, Mode, Paragraph, Role, Table, build
from assistant.document.build import printed_number
from assistant.export import EXPORTERS
from assistant.export.approval import APPROVAL, fingerprint, signatures
from assistant.export.compared import NoPlotting, lines, picture, text_chart, years
from assistant.export.office import STANDARD, Office
from assistant.export.words import file_name
from assistant.finding import Finding, Level
from assistant.forms import Form, shown
from assistant.report import EXPLANATION, LAST_YEAR, SEEN, TEXT, Pending, Report, Value

ROW_SHARES = (3, 2.2, 1.2, 1.4, 2, 2.4)


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
            made["4 与上年对比.png"] = picture(f"{self.report.unit}政府信息公开情况", named)
        except NoPlotting:
            return made
        return made

    def sheet(self) -> Document:
        """The sheet to sign."""
        signed = signatures(self.report, fingerprint(self.final))
        rows = [(each.role, each.name, each.day, each.standing) for each in signed.roles]
        open_ones = sum(self._standing(finding) == "未处理" for finding in self.checked.findings)
        return self._paper(
            "送审单",
            Paragraph(
                f"内容指纹：{signed.mark}。年报改动任何一个数、一句话，指纹都会变，此前的签字随之失效。"
            ),
            Paragraph(
                f"核对结果：{len(self.checked.findings)}条，其中未处理{open_ones}条，见“核对情况”。"
            ),
            replace(
                _list("审签", ("环节", "签字", "日期", "意见"), rows, (1.4, 2, 1.6, 3)),
                to_sign=True,
            ),
        )

    def basis(self) -> Document:
        """Where every figure and every sentence comes from."""
        titles = ("项目", "内容", "方式", "经手", "时间", "出自")
        latest = {change.field: change for change in self.log.changes}
        return self._paper(
            "事实依据表",
            Heading(1, "一、数字"),
            _list("数字的依据", titles, list(self._numbers(latest)), (2.6, 4, 1, 1.2, 1.6, 2)),
            Heading(1, "二、文字"),
            _list("文字的依据", titles, list(self._sentences(latest)), (2, 5, 1.1, 1.2, 1.8, 2)),
            Heading(1, "三、情况"),
            _list("情况的依据", titles, list(self._facts(latest)), ROW_SHARES),
        )

    def _numbers(self, latest: Mapping[str, Change]) -> Iterator[tuple[str, ...]]:
        """Every figure; those of one row that came in the same way, from the same hand and source, on one line."""
        figures = shown(self.form, self.report)

        def of_one_row(name: str) -> tuple[str, ...]:
            source = _source(
                latest.get(name), summed=name in figures and self.form.fields[name].total
            )
            return (name.rpartition(".")[0], *source)

        for (_, *source), names in groupby(self.form.fields, key=of_one_row):
            fields = [self.form.fields[name] for name in names]
            row = self.form.called(fields[0].id).removesuffix(fields[0].column.short)
            told = "，".join(
                f"{cell.column.short}{printed_number(cell, figures[cell.id])}"
                if cell.id in figures
                else f"{cell.column.short}没有填"
                for cell in fields
            )
            yield (row, told, *source)

    def _sentences(self, latest: Mapping[str, Change]) -> Iterator[tuple[str, ...]]:
        for place in self.form.places:
            paragraphs = self.report.paragraphs(place)
            rendered = _paragraphs_of(self.form, self.report, place)
            how, who, when, source = _source(latest.get(TEXT + place), summed=False)
            for number, words in enumerate(rendered):
                phrase = paragraphs[number].phrase if number < len(paragraphs) else ""
                yield (place, words, how, who, when, f"语料 {phrase}" if phrase else source)

    def _facts(self, latest: Mapping[str, Change]) -> Iterator[tuple[str, ...]]:
        for name, value in self.report.answers.items():
            if "." not in name:
                yield (name, _told(value), *_source(latest.get(name), summed=False))

    def findings(self) -> Document:
        """What the checks found, what was said about it, and what is still open."""
        order = {level: place for place, level in enumerate(Level)}
        rows = [
            (
                str(finding.level),
                finding.code,
                finding.message,
                self._standing(finding),
                self._explained(finding),
            )
            for finding in sorted(self.checked.findings, key=lambda f: order[f.level])
        ]
        waiting: dict[str, list[str]] = {}
        for item in self.checked.not_assessed:
            waiting.setdefault(item.why, []).append(item.code)
        titles = ("级别", "规则", "问题", "状态", "说明")
        return self._paper(
            "核对情况",
            _list("核对发现的问题", titles, rows, (1, 1.5, 4.5, 1.2, 3)),
            *(
                Paragraph(f"未核对（{why}）：{'、'.join(dict.fromkeys(codes))}")
                for why, codes in waiting.items()
            ),
        )

    def _given(self) -> Mapping[str, Explanation]:
        return explanations(self.log.changes)

    def _explained(self, finding: Finding) -> str:
        given = self._given().get(finding.key)
        return f"{given.text}（{given.by}，{given.at:%Y-%m-%d}）" if given else ""

    def _standing(self, finding: Finding) -> str:
        given = self._given().get(finding.key)
        if given is not None:
            return "说明后又改动" if given.changed else "已说明"
        return "可不处理" if finding.level is Level.HINT else "未处理"

    def comparison(self) -> Document:
        """This year beside last year, with the reasons that were given."""
        last = self.report.last_year()
        if last is None:
            return self._paper("与上年对比", Paragraph("草稿里没有上年年报，没有对比。"))
        reasons: dict[str, list[str]] = {}
        for key, given in self._given().items():
            for name in key.split("|")[1:]:
                reasons.setdefault(name, []).append(given.text)
        rows = [
            (line.called, *line.printed, line.difference, "；".join(reasons.get(line.name, [])))
            for line in lines(self.form, self.report, last)
        ]
        titles = ("项目", "上年", "本年", "变化", "原因")
        return self._paper(
            "与上年对比", _list("与上年的比较", titles, rows, (4.4, 1.5, 1.5, 1.6, 3))
        )

    def changes(self) -> Document:
        """Every change of the draft, oldest first."""
        rows = [
            (
                f"{change.at:%Y-%m-%d %H:%M}",
                change.by,
                str(change.via),
                self._called(change.field),
                _told(change.old),
                _told(change.new),
            )
            for change in self.log.changes
            if not change.field.startswith(LAST_YEAR)
        ]
        titles = ("时间", "经手", "方式", "项目", "原来", "改为")
        return self._paper("修改记录", _list("修改记录", titles, rows, (2, 1.2, 1, 2.6, 2, 3)))

    def _called(self, name: str) -> str:
        if name in self.form.fields:
            return self.form.called(name)
        for start, word in (
            (TEXT, "文字："),
            (EXPLANATION, "说明："),
            (APPROVAL, "审签："),
            (SEEN, "看过："),
        ):
            if name.startswith(start):
                return word + name.removeprefix(start).partition("|")[0]
        return name

    def _paper(self, name: str, *blocks: Heading | Paragraph | Table) -> Document:
        year = f"{self.report.year or ''}年政府信息公开工作年度报告"
        return Document(
            (self.report.unit, year, name), self.report.unit, self.report.year, None, "", blocks
        )


def _paragraphs_of(form: Form, report: Report, place: str) -> Sequence[str]:
    """The paragraphs of one place as they are printed."""
    answers = {
        name: value
        for name, value in report.answers.items()
        if not name.startswith(TEXT) or name == TEXT + place
    }
    if TEXT + place not in answers:
        return ()
    blocks = build(form, Report(answers), Mode.FINAL).blocks
    return [
        block.text
        for block in blocks
        if isinstance(block, Paragraph)
        and block.kind == "正文"
        and not block.text.startswith("【待补：")
    ]


def _source(change: Change | None, *, summed: bool) -> tuple[str, str, str, str]:
    if change is None:
        return ("相加", "", "", "由各分项相加") if summed else ("", "", "", "没有记录")
    when = f"{change.at:%Y-%m-%d}"
    return (
        str(change.via),
        change.by,
        when,
        change.source or ("直接录入" if change.via is Via.TYPED else ""),
    )


def _told(value: Value | None) -> str:
    match value:
        case None:
            return "（空）"
        case bool():
            return "是" if value else "否"
        case Pending(note):
            return f"待补：{note}" if note else "待补"
        case tuple():
            return "／".join(paragraph.text for paragraph in value)
        case _:
            return str(value)


def _list(
    caption: str, titles: Sequence[str], rows: Sequence[Sequence[str]], shares: tuple[float, ...]
) -> Table:
    """A plain list that may go on over the page, its titles repeated."""
    printed = [titles, *(rows or [["无", *([""] * (len(titles) - 1))]])]
    return Table(
        caption=caption,
        width=len(titles),
        height=len(printed),
        head_rows=1,
        cells=tuple(
            Cell(row, column, Role.LABEL if row else Role.HEAD, words)
            for row, line in enumerate(printed)
            for column, words in enumerate(line)
        ),
        whole=False,
        shares=shares,
    )
