"""Rules about single numbers in the text, each against its cell."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.checks.base import Check, ReadingCheck, Verdict
from assistant.checks.case import Case
from assistant.checks.naming import counted
from assistant.checks.section_five import PROBLEMS
from assistant.checks.sentences import shortened
from assistant.checks.stated import (
    BROUGHT_IN,
    HANDLED,
    OTHER_ENDS,
    RECEIVED,
    StatementCheck,
    said,
    trusted,
)
from assistant.claims import Claim, Kind, Reading, Scope
from assistant.finding import Level
from assistant.forms import TOTAL
from assistant.report import Number

_NO_ROW = "没有说明是哪一行"


class Received(StatementCheck):
    """正文说收到几件申请，同表三“本年新收”一致。

    写的是新收加上年结转的，请写明含上年结转。“受理”“办理”有的单位连上年结转一起数，只要求说明。

    怎么改：以依申请公开台账为准，正文和表三哪个错了改哪个。

    例：正文“收到政府信息公开申请6件”，表三新收总计5件。
    """

    code = "N-01"
    level = Level.BLOCKS
    basis = "年度报告格式表三第一项；正文与表同一件事只有一个数"
    fits = re.compile(re.escape(RECEIVED))
    what = "表三"

    def differs(self, case: Case, place: str, claim: Claim, number: Number) -> Iterator[Verdict]:
        """Yield a number that is not the table's; one that has last year's open ones in it wants a word only."""
        with_old = number + case.numbers.get(BROUGHT_IN, 0)
        sums = [
            sum(case.numbers.get(name, 0) for name in names) for names in claim.readings if names
        ]
        if claim.allows(with_old) and with_old != number:
            if claim.certain:
                yield self.said(
                    case,
                    place,
                    claim.span,
                    f"正文说收到{said(claim)}，是本年新收{counted(number)}加上年结转"
                    f"{counted(with_old - number)}的数，请写明含上年结转。",
                    f"改成“新收{counted(number)}，上年结转{counted(with_old - number)}”。",
                    Level.HINT,
                    [RECEIVED],
                )
        elif trusted(case, place, claim):
            yield self.against(case, place, claim, number)
        elif claim.readings and not any(map(claim.allows, sums)) and _speaks(case, place, claim):
            why = "“受理”“办理”如果另有口径，请写明。"
            yield self.against(case, place, claim, number, Level.EXPLAIN, why)


def _speaks(case: Case, place: str, claim: Claim) -> bool:
    """Whether 受理 is about applications, by its own words or by where it stands."""
    about = place.startswith("申请") or place.endswith("依申请公开")
    return about or "申请" in case.text(place)[slice(*claim.span)]


class Handled(StatementCheck):
    """正文说办结、答复几件，同表三（七）总计一致。

    只数答复、没有把“其他处理”算进去的，请写明。

    例：正文“办结12件”，表三（七）总计11件。
    """

    code = "N-02"
    level = Level.BLOCKS
    basis = "年度报告格式表三第三项（七）；正文与表同一件事只有一个数"
    fits = re.compile(re.escape(HANDLED))
    what = "表三"

    def differs(self, case: Case, place: str, claim: Claim, number: Number) -> Iterator[Verdict]:
        """Yield a number that is not the table's; without the other ends it wants a word only."""
        if not trusted(case, place, claim):
            return
        without = number - case.numbers.get(OTHER_ENDS, 0)
        words = case.text(place)[slice(*claim.span)]
        if without != number and claim.allows(without):
            why = "差的正好是“其他处理”的件数，不算在内的请写明。"
            yield self.against(case, place, claim, number, Level.EXPLAIN, why)
        elif claim.scope is Scope.PART and (claim.exact or 0) < number:
            # 办结42件，其中35件在15个工作日内答复
            return
        elif re.search(r"按期|按时|期限|当场|网上|电子|书面|法制|审核", words):
            yield self.against(case, place, claim, number, Level.HINT)
        else:
            yield self.against(case, place, claim, number)


class CarriedOver(StatementCheck):
    """正文说结转几件，同表三“上年结转”“结转下年度”一致。

    例：正文“结转下年度2件”，表三结转下年度1件。
    """

    code = "N-03"
    level = Level.BLOCKS
    basis = "年度报告格式表三第二项、第四项；正文与表同一件事只有一个数"
    fits = re.compile(r"申请\.(?:上年结转|结转下年)\..+")
    what = "表三"


class Results(StatementCheck):
    """正文说予以公开、不予公开、无法提供等几件，同表三的行或者大类之和一致。

    大类（不予公开、无法提供、不予处理、其他处理）在表三没有小计行，要把各小项加起来。

    例：正文“无法提供265件”，表三（四）三个小项合计337件。
    """

    code = "N-04"
    level = Level.BLOCKS
    basis = "年度报告格式表三各行；正文与表同一件事只有一个数"
    fits = re.compile(r"申请\.(?!上年结转\.|结转下年\.|新收\.总计$|办理总计\.总计$).+")
    what = "表三"

    def differs(self, case: Case, place: str, claim: Claim, number: Number) -> Iterator[Verdict]:
        """Yield a number that is not the table's; of a column whose row was not said, one that is in no row."""
        yield from super().differs(case, place, claim, number)
        column = claim.field.rpartition(".")[2]
        if claim.why != _NO_ROW or not place.endswith("依申请公开") or column == TOTAL:
            return
        rows = [case.numbers.get(f"申请.{row}.{column}") for row in case.form.tables["申请"].rows]
        known = [row for row in rows if row is not None]
        both = sum(case.numbers.get(f"申请.{row}.{column}", 0) for row in ("新收", "上年结转"))
        if len(known) == len(rows) and not any(map(claim.allows, (*known, both))):
            why = "没有写明是新收的还是办结的；各行都没有这个数。"
            yield self.against(case, place, claim, number, Level.EXPLAIN, why)


class Documents(StatementCheck):
    """正文说规范性文件、许可、处罚、收费的数，同表二一致。

    第一部分“政府信息管理”的数要和第二部分一致。行政许可、处罚、强制的口径可能不同（只数公示的），
    只作提示。

    例：正文“制发规范性文件3件”，表二本年制发2件。
    """

    code = "N-05"
    level = Level.BLOCKS
    basis = "年度报告格式表二；正文与表同一件事只有一个数"
    fits = re.compile(r"主动公开\..+")
    what = "表二"

    def differs(self, case: Case, place: str, claim: Claim, number: Number) -> Iterator[Verdict]:
        """Yield a number that is not the table's; decisions may be counted in another way."""
        if not trusted(case, place, claim):
            return
        row = claim.field.split(".")[1]
        if row in ("规章", "规范性文件"):
            inside = claim.scope is Scope.PART or re.search(r"解读|清理|审查|备案|公布", claim.noun)
            yield self.against(case, place, claim, number, Level.HINT if inside else None)
        else:
            level = Level.EXPLAIN if row == "行政事业性收费" else Level.HINT
            why = "" if level is Level.EXPLAIN else "只数公示的，请写明。"
            yield self.against(case, place, claim, number, level, why)


class Cases(StatementCheck):
    """正文说行政复议、行政诉讼几件，同表四一致。

    诉讼要把“未经复议直接起诉”和“复议后起诉”两组相加。只数备案、办理、应诉的件数时口径可能不同，
    只作提示，请写明口径。

    例：正文“被提起行政诉讼2件”，表四两组合计3件。
    """

    code = "N-06"
    level = Level.BLOCKS
    basis = "年度报告格式表四；正文与表同一件事只有一个数"
    fits = re.compile(r"复议诉讼\..+")
    what = "表四"

    _otherwise = re.compile(
        r"备案|办理|审理|承办|应诉|代理|出庭|受理|作出|审结|办结|共同被告|全市|全县|全区|全省"
    )

    def differs(self, case: Case, place: str, claim: Claim, number: Number) -> Iterator[Verdict]:
        """Yield a number that is not the table's; other ways to count want a word only."""
        words = case.text(place)[slice(*claim.span)]
        if place.startswith(PROBLEMS) and (claim.exact or 0) < number:
            # A problem tells of those cases that show it.
            return
        if "复议" in words and ("法院" in words or "诉讼" in words):
            # Both kinds in one number; which of the two was meant is not known.
            return
        if trusted(case, place, claim) or "口径" in claim.why:
            other = self._otherwise.search(words) or not claim.certain
            why = "口径不同的，请写明口径。" if other else ""
            yield self.against(case, place, claim, number, Level.HINT if other else None, why)


_ADDED = re.compile(r"合计|总计|一共|加起来")
"""Words that say by themselves that several are added up."""


_DUE = re.compile(r"[应需须待当要](?:办|答复|处理)")
"""What there was to do: new ones and last year's together, which has no row of its own."""


def _groups(case: Case) -> Iterator[tuple[str, Number]]:
    """Yield the groups of results with their sums: 不予公开3件 is one, whatever reasons stand beside it."""
    for group in case.form.tables["申请"].groups:
        number = case.numbers.get(f"申请.{group.id}.{TOTAL}")
        if number is not None:
            yield group.id, number


class CasesTogether(ReadingCheck):
    """复议和诉讼分开写。

    合在一起的一个数，读者对不上表四；几类办理结果合在一起的数，对不上表三。

    怎么改：写“行政复议x件、行政诉讼y件（其中未经复议直接起诉a件、复议后起诉b件）”。

    例：“发生复议诉讼共5件”。
    """

    code = "T4-MERGE"
    level = Level.HINT
    basis = "年度报告格式表三、表四的分类；写清楚便于核对"

    def hear(self, case: Case, place: str, reading: Reading) -> Iterator[Verdict]:
        """Yield a sum of several cells; one that is none of the possible sums wants an explanation."""
        for claim in reading:
            readings = [names for names in claim.readings if len(names) > 1 and not claim.field]
            if not readings or not claim.this_year or claim.kind is not Kind.COUNT:
                continue
            if not all(name.startswith(("申请.", "复议诉讼.")) for name in readings[0]):
                continue
            numbers = [case.numbers.get(name) for name in readings[0]]
            told = "、".join(
                f"{case.form.called(name)}{counted(number)}"
                for name, number in zip(readings[0], numbers, strict=True)
                if number is not None
            )
            known = [number for number in numbers if number is not None]
            wrong = len(known) == len(numbers) and not claim.allows(sum(known))
            words = case.text(place)[slice(*claim.span)]
            if any(group in words and claim.allows(number) for group, number in _groups(case)):
                continue
            if not wrong and (_ADDED.search(words) or _DUE.search(words)):
                continue
            if not wrong and not all(name.endswith(".总计") for name in readings[0]):
                # Results of the two kinds of case are often told together, and can be found in the table.
                continue
            yield self.said(
                case,
                place,
                claim.span,
                f"“{shortened(case.text(place)[slice(*claim.span)], 30)}”把几项合成一个数{said(claim)}"
                + (f"，表里是{told}，合计{counted(sum(known))}。" if told else "，读者对不上表。"),
                "分开写，每一项一个数。",
                Level.EXPLAIN if wrong else None,
                list(readings[0]),
            )


ALL: tuple[type[Check], ...] = (
    Received,
    Handled,
    CarriedOver,
    Results,
    Documents,
    Cases,
    CasesTogether,
)
