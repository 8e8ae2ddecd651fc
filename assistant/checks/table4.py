"""Rules about 表四, reviews and lawsuits."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.checks.arithmetic import (
    CarryCheck,
    Counted,
    NumberCheck,
    SumCheck,
    difference,
    figures,
)
from assistant.checks.base import Check, Need, Verdict
from assistant.checks.case import Case
from assistant.checks.naming import added, counted
from assistant.checks.table3 import BROUGHT_IN, RECEIVED
from assistant.finding import Level
from assistant.forms import Carried, Sum
from assistant.report import Number

REVIEWS = "复议诉讼.复议.总计"
DIRECT = "复议诉讼.直接起诉.总计"
AFTER = "复议诉讼.复议后起诉.总计"


class BlockSum(SumCheck):
    """表四每一组：维持＋纠正＋其他＋尚未审结＝总计。

    行政复议、未经复议直接起诉、复议后起诉三组各算各的。

    怎么改：核对各格；总计在本工具里自动相加，自己填过总计的，清空那一格即可。

    例：行政复议维持3件、未结1件，总计写成5件。
    """

    code = "T4-SUM"
    level = Level.BLOCKS
    basis = "年度报告格式表四；算术"
    table = "复议诉讼"
    across = True

    def message(self, case: Case, total: Sum, expected: Number, written: Number) -> str:
        """Return what does not add up, with both numbers."""
        return (
            f"“{case.form.fields[total.total].row.short}”这一组：维持、纠正、其他、尚未审结相加是"
            f"{counted(expected)}（{added(figures(case, total.parts))}），总计写的是{counted(written)}，"
            f"{difference(expected, written)}。"
        )


class WholeNumbers(NumberCheck):
    """表四15格都是0或正整数，没有空格。

    没有就填0，不要留空、画斜线或写“无”。

    例：“尚未审结”空着。
    """

    code = "T4-INT"
    level = Level.BLOCKS
    basis = "填报惯例；空格和斜线无法采集"
    table = "复议诉讼"


class StillPending(CarryCheck):
    """上年尚未审结的案件，今年要有下落。

    今年的总计不能少于上年年报的“尚未审结”：那些案件今年要么有了结果，要么仍未审结。

    怎么改：向法规部门核对上年那几件的结果，填进今年的表四；撤诉、终止的填“其他结果”。

    例：上年行政复议尚未审结2件，今年行政复议总计1件。
    """

    code = "T4-PEND"
    level = Level.EXPLAIN
    basis = "年度报告格式表四；同一批案件"
    needs = (Need.LAST_YEAR,)

    def disagree(self, case: Case, carried: Carried, expected: Number) -> Iterator[Verdict]:
        """Yield a group with fewer cases than were open."""
        label = case.form.fields[carried.this].row.short
        yield self.finding(
            case,
            [carried.this],
            f"“{label}”：上年年报还有{counted(expected)}尚未审结，今年总计只有"
            f"{counted(case.figures[carried.this])}，去年那些案件应当出现在结果或“尚未审结”里。",
            "向法规部门核对上年那几件的结果后补上；已转到另一组（如复议后起诉）的，写明说明。",
        )


class SuedDirectly(Counted):
    """2024年起仍有未经复议直接起诉的，核对案件类型。

    2024年1月1日起，不服“不予公开”要先申请行政复议。告知无法提供、不予处理、提供的内容
    不符等，仍可直接起诉，所以这一格不是0并不是差错。

    例：2025年“未经复议直接起诉”总计3件。
    """

    code = "T4-DIRECT"
    level = Level.HINT
    basis = "行政复议法第二十三条；法释〔2025〕8号第一条"
    reads = (DIRECT,)

    def applies(self, case: Case) -> bool:
        """Whether the report year is under the new law."""
        return super().applies(case) and (case.report.year or 0) >= 2024

    def look(self, case: Case, *numbers: Number) -> Iterator[Verdict]:
        """Yield when there are any."""
        if numbers[0]:
            yield self.finding(
                case,
                self.reads,
                f"未经复议直接起诉有{counted(numbers[0])}。2024年起，“不予公开”要先复议再起诉，"
                "这些案件应当是信息不存在、不予处理、提供内容不符等情形，或者2024年前的旧案。",
                "向法规部门核对案由；属于上述情形的，不用改。",
            )


class AfterNoReview(Counted):
    """有“复议后起诉”，今年或上年就应当有复议案件。

    复议后起诉的案件，此前一定复议过。

    怎么改：核对复议案件有没有漏填；没有复议过的，改填“未经复议直接起诉”。

    例：复议后起诉1件，今年、上年行政复议都是0件。
    """

    code = "T4-AFTER"
    level = Level.EXPLAIN
    basis = "年度报告格式表四；案件的先后"
    reads = (AFTER, REVIEWS)

    def look(self, case: Case, *numbers: Number) -> Iterator[Verdict]:
        """Yield when neither year knows a review."""
        after, reviews = numbers
        if not after or reviews:
            return
        last = case.last.get(REVIEWS)
        if last is None:
            yield self.waits(case.why_not_last or "上年年报没有行政复议的总计。")
        elif last == 0:
            yield self.finding(
                case,
                self.reads,
                f"“复议后起诉”有{counted(after)}，但今年和上年的行政复议都是0件，查不到它们的复议。",
                "核对行政复议有没有漏填；没有复议过的，改填“未经复议直接起诉”；更早复议的，写明说明。",
            )


class CoDefendant(Counted):
    """表四只统计因本机关信息公开行为引起的案件。

    作为复议机关被列为共同被告的，由原行为机关统计，本机关不计；工伤认定等其他案件也不计。

    例：行政诉讼共2件。
    """

    code = "T4-CODEF"
    level = Level.HINT
    basis = "国办公开办函〔2016〕201号"
    reads = (DIRECT, AFTER)

    def look(self, case: Case, *numbers: Number) -> Iterator[Verdict]:
        """Yield when there are lawsuits."""
        suits = sum(numbers, start=0)
        if suits:
            yield self.finding(
                case,
                [name for name in self.reads if case.figures[name]],
                f"行政诉讼共{counted(suits)}，只应统计以本机关信息公开行为为被诉行为的案件。",
                "核对有没有作为复议机关被列为共同被告的，有就减去；没有的，不用改。",
            )


class NoApplications(Counted):
    """没有申请却有复议诉讼的，正文说明一下。

    可能是主动公开引起的，或者往年的申请引起的。

    例：今年、上年都没有申请，行政复议1件。
    """

    code = "T4-NOAPP"
    level = Level.HINT
    basis = "年度报告格式表三、表四；案件的起因"
    reads = (RECEIVED, BROUGHT_IN, REVIEWS, DIRECT, AFTER)

    def look(self, case: Case, *numbers: Number) -> Iterator[Verdict]:
        """Yield cases without applications in either year."""
        received, brought_in, *cases = numbers
        if not any(cases) or received or brought_in:
            return
        last = case.last.get(RECEIVED)
        if last is None:
            yield self.waits(case.why_not_last or "上年年报没有本年新收的总计。")
        elif last == 0:
            yield self.finding(
                case,
                [name for name in self.reads[2:] if case.figures[name]],
                f"今年和上年都没有申请，却有复议诉讼{counted(sum(cases, start=0))}，"
                "可能是主动公开或更早的申请引起的。",
                "向法规部门问清起因，在正文说明一句；不是信息公开引起的案件，不要填在表四。",
            )


class CorrectedSilently(Check):
    """被纠正过的，第五部分应当反映。

    复议或诉讼结果是“纠正”，说明答复有问题，存在的主要问题里应当提到并写改进。

    例：复议纠正2件，第五部分只写政策解读形式不够多样。
    """

    code = "T4-CORR"
    level = Level.EXPLAIN
    basis = "条例第五十条第（四）项；评审惯例"
    cells = ("复议诉讼.复议.纠正", "复议诉讼.直接起诉.纠正", "复议诉讼.复议后起诉.纠正")

    def check(self, case: Case) -> Iterator[Verdict]:
        """Yield corrections that section five does not mention."""
        corrected = [name for name in self.cells if case.figures.get(name)]
        if not corrected:
            missing = case.missing(self.cells)
            if missing:
                yield self.waits_for(case, missing)
            return
        text = case.section_text("问题改进")
        if not text:
            yield self.waits("第五部分还没有写。")
        elif not any(word in text for word in ("纠正", "败诉", "复议", "诉讼", "答复", "规范")):
            number = sum(figures(case, corrected), start=0)
            yield self.finding(
                case,
                corrected,
                f"复议、诉讼结果被纠正{counted(number)}，第五部分却没有提到答复、复议或诉讼方面的问题。",
                "在“存在的主要问题”里写明被纠正的原因，在“改进情况”里写对应的措施。",
            )


ALL: tuple[type[Check], ...] = (
    WholeNumbers,
    BlockSum,
    StillPending,
    SuedDirectly,
    AfterNoReview,
    CoDefendant,
    NoApplications,
    CorrectedSilently,
)
