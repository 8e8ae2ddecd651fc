"""Rules about whose report it is and of which year: the title, the year."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.checks.base import Check, Verdict
from assistant.checks.case import Case
from assistant.finding import Finding, Level
from assistant.report import UNIT, YEAR, Pending

REPORT_NAME = "政府信息公开工作年度报告"


PRINTED_TITLE = "标题"
"""In `Report.printed`: the title of the document that the report was read from."""

_NO_NAME = re.compile(
    r"(?:19|20)\d{2}年?度?|政府信息公开|政务公开|信息公开|工作|年度|报告|年报|情况|关于|的|[（）()]"
)
"""Words of a title that name no organ."""


class Titled(Check):
    """标题要写全：单位全称＋年份＋“政府信息公开工作年度报告”。

    单位全称要同印章一致，年份是被统计的那一年，不是公布的那一年。读入的年报还看印出来的标题；
    “2025年度……年度报告”重复了“年度”，要说明或者改掉。

    怎么改：回答“单位全称”和“年份”两个问题；导出时自动印出规范的标题。

    例：标题只写“政府信息公开工作年度报告”，没有年份。
    """

    code = "Q-TITLE"
    level = Level.BLOCKS
    basis = "年度报告格式的标题"

    def check(self, case: Case) -> Iterator[Verdict]:
        """Yield what the title lacks."""
        has = {UNIT: bool(case.report.unit), YEAR: case.report.year is not None}
        lacking = [
            name
            for name, known in has.items()
            if not known and not isinstance(case.report.answers.get(name), Pending)
        ]
        if lacking:
            yield self.finding(
                case,
                lacking,
                f"标题还缺{'和'.join(lacking)}。标题要写全：单位全称、年份和“政府信息公开工作年度报告”。",
                f"补上{'和'.join(lacking)}。",
            )
        yield from self._printed(case, lacking)

    def _printed(self, case: Case, lacking: list[str]) -> Iterator[Verdict]:
        """Yield what is wrong with the title of the document that the report was read from."""
        printed = re.sub(r"\s+", "", case.report.printed.get(PRINTED_TITLE, ""))
        if not printed:
            return
        year = re.search(r"(?:19|20)\d{2}", printed)
        if year is None and YEAR not in lacking:
            yield self._title(case, printed, YEAR, "没有年份", Level.BLOCKS)
        elif year is not None and int(year[0]) != (case.report.year or int(year[0])):
            wrong = f"写的是{year[0]}年，报告年份是{case.report.year}年"
            yield self._title(case, printed, YEAR, wrong, Level.BLOCKS)
        if re.search(r"\d{4}年度.*年度报告", printed):
            yield self._title(case, printed, YEAR, "重复了“年度”", Level.EXPLAIN)
        if not _NO_NAME.sub("", printed):
            yield self._title(case, printed, UNIT, "没有单位全称", Level.BLOCKS)

    def _title(self, case: Case, printed: str, name: str, what: str, level: Level) -> Finding:
        return self.finding(
            case,
            [name],
            f"标题“{printed}”{what}。标题要写全：单位全称、年份和“{REPORT_NAME}”。",
            f"改成“{case.report.unit or '单位全称'}{case.report.year or ''}年{REPORT_NAME}”。",
            level=level,
        )


class NotOverYet(Check):
    """统计期限还没有结束的年份，数字还会变。

    年报统计当年1月1日至12月31日，第二年1月编制。

    怎么办：先搭好框架和文字，数字等12月31日以后再定。年份填错的，改成被统计的那一年。

    例：2026年11月编2026年的年报。
    """

    code = "Y-FUTURE"
    level = Level.HINT
    basis = "条例第四十九条；统计期限1月1日至12月31日"

    def applies(self, case: Case) -> bool:
        """Whether both the report year and today are known."""
        return case.report.year is not None and case.today is not None

    def check(self, case: Case) -> Iterator[Verdict]:
        """Yield a year that is not over."""
        year, today = case.report.year, case.today
        if year is not None and today is not None and year >= today.year:
            state = "还没有到" if year > today.year else "还没有过完"
            yield self.finding(
                case,
                [YEAR],
                f"报告年份是{year}年，这一年{state}，统计期限到12月31日才结束，数字还会变。",
                "年份填错的改过来；提前准备的，等年底再核对各项数字。",
            )


class NewerForm(Check):
    """没有见过的年份，先问有没有新的格式。

    本工具按已知的最新格式处理。国家主管部门可以适时更新格式。

    怎么办：问主管部门今年的编制通知有没有换格式；没有换的，不用改。

    例：本工具的格式核实到2025年，要编2027年的年报。
    """

    code = "Y-FORMAT"
    level = Level.HINT
    basis = "条例第五十条第二款"

    def applies(self, case: Case) -> bool:
        """Whether the report year is known."""
        return case.report.year is not None

    def check(self, case: Case) -> Iterator[Verdict]:
        """Yield a year nobody has seen this form used for."""
        known, year = case.form.known, case.report.year
        if year is not None and year > known.until:
            yield self.finding(
                case,
                [YEAR],
                f"{year}年的年报暂按{case.form.name}编写。截至{known.as_of}核实到{known.until}年"
                f"（{known.source}），没有见到更新的格式。",
                "看今年的编制通知有没有换格式；没有换的，不用改。",
            )


ALL: tuple[type[Check], ...] = (
    Titled,
    NotOverYet,
    NewerForm,
)
