"""Rules about statements without a figure: that there was none, that all of it went one way."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.checks.base import Check, ReadingCheck, Verdict
from assistant.checks.case import Case
from assistant.checks.naming import counted, listed
from assistant.checks.section_five import PROBLEMS
from assistant.checks.sentences import shortened
from assistant.checks.stated import CARRIED_ON, HANDLED, said, trusted
from assistant.claims import Claim, Kind, Reading, Totality
from assistant.finding import Finding, Level
from assistant.report import Number

_OLDER = re.compile(
    r"(?:上年度?|上一年度?|去年|\d{4}年)[^。；\n]{0,6}(?:结转|未办结)[^。；，\n]{0,20}$"
)
"""What came over from last year, all of which may be done with."""

_IN_TIME = re.compile(r"法定|期限|按期|按时|及时|时限|到期|规定时间")


_HANDLED = (
    (
        ("申请.新收.总计", "申请.上年结转.总计"),
        re.compile(
            r"(?:收到的|所有|全部)[^，。；]{0,12}申请[^。；]{0,24}(?:均|全部|都)(?:已)?[^，。；]{0,8}(?:答复|办结|办理完毕)"
        ),
    ),
    (
        ("复议诉讼.复议.总计", "复议诉讼.直接起诉.总计", "复议诉讼.复议后起诉.总计"),
        re.compile(r"(?:复议|诉讼)[^。；]{0,12}(?:均|全部|都)[^，。；]{0,6}(?:维持|胜诉|驳回)"),
    ),
)
"""Cells that say there was nothing to handle, and words that tell how it was handled."""


class SaidNone(ReadingCheck):
    """正文说没有，表里也要是0。

    “未收到申请”“未发生复议诉讼”“零申请”“未制发规范性文件”，表里对应的数要是0。反过来，表里是0，
    正文却写“收到的申请均已答复”“诉讼均胜诉”，读者以为有过，只提示。

    怎么改：先同台账核对，有的写几件，没有的把表改成0。

    例：正文“未发生行政复议”，表四复议总计1件。
    """

    code = "N-07"
    level = Level.BLOCKS
    basis = "年度报告格式各表；正文与表同一件事只有一个说法"

    def check(self, case: Case) -> Iterator[Verdict]:
        """Yield what is wrong place by place, and what the tables have no figure for yet."""
        yield from super().check(case)
        waiting = {
            claim.field: claim
            for reading in case.readings.values()
            for claim in reading
            if claim.kind is Kind.ZERO and "." in claim.field and claim.field not in case.numbers
        }
        if waiting:
            cells = listed([case.form.called(name) for name in waiting], "处")
            yield self.waits(f"正文说没有，{cells}还没有数，填好后再核对。")

        for place, text in case.texts.items():
            for names, told in _HANDLED:
                if all(case.numbers.get(name) == 0 for name in names):
                    yield from self._idle(case, place, text, names, told)

    def _idle(
        self, case: Case, place: str, text: str, cells: tuple[str, ...], told: re.Pattern[str]
    ) -> Iterator[Verdict]:
        """Yield what is told of handling where the table says that there was nothing to handle."""
        denied = any(
            claim.kind is Kind.ZERO and claim.field in cells for claim in case.readings[place]
        )
        match = told.search(text)
        if match and not denied and not place.startswith(PROBLEMS):
            names = "、".join(case.form.called(name) for name in cells)
            yield self.said(
                case,
                place,
                match.span(),
                f"正文说“{shortened(match[0], 24)}”，表里{names}都是0。",
                "全年没有的，写明没有；有的，把表填上。",
                Level.HINT,
                cells,
            )

    def hear(self, case: Case, place: str, reading: Reading) -> Iterator[Verdict]:
        """Yield statements of none where there is some."""
        for claim in reading:
            number = case.numbers.get(claim.field)
            if "." not in claim.field and place.startswith("问题改进"):
                # What some did not do is a problem told, not a number of the year.
                continue
            if claim.kind is Kind.ZERO and claim.this_year and claim.certain and number:
                unit = claim.unit or _unit(case, claim.field)
                cell = case.form.called(claim.field)
                known = "表里有数" if "." in claim.field else "回答里有数"
                yield self.said(
                    case,
                    place,
                    claim.span,
                    f"正文说没有（“{shortened(case.text(place)[slice(*claim.span)], 24)}”），{known}："
                    f"{cell}{counted(number, unit)}。",
                    "先同台账核对：有的，正文写明几件；没有的，改成0。",
                    None if "." in claim.field else Level.EXPLAIN,
                    [claim.field],
                )


def _unit(case: Case, name: str) -> str:
    field = case.form.fields.get(name)
    if field:
        return field.unit
    return "件" if "." in name or name.endswith("件数") else ""


class SaidAll(ReadingCheck):
    """正文说“全部”“均”，其余的就要是0。

    说“均获维持”，纠正、其他结果、尚未审结都要是0；说“均予以公开”，别的结果都要是0；说“全部办结”
    “办结率100%”，结转下年度要是0。还有结转的，可以说“按期答复率100%”。

    怎么改：照表里的构成改写，例如“维持5件、尚未审结2件”。

    例：正文“复议7件，均获维持”，表四维持5件、未结2件。
    """

    code = "N-08"
    level = Level.BLOCKS
    basis = "年度报告格式表三、表四；“全部”不能有例外"

    def hear(self, case: Case, place: str, reading: Reading) -> Iterator[Verdict]:
        """Yield claims that all went one way where some did not."""
        for one in reading.relations:
            if isinstance(one, Totality) and one.claim.this_year:
                rest = [(name, case.numbers.get(name)) for name in one.none]
                some = [(name, number) for name, number in rest if number]
                start = one.claim.span[0]
                in_time = _IN_TIME.search(case.text(place)[slice(*one.claim.span)])
                older = _OLDER.search(case.text(place)[:start])
                if some and trusted(case, place, one.claim) and not (in_time or older):
                    yield self._not_all(case, place, one, some)
                yield from self._less(case, place, one, reading)
        for claim in reading:
            yield from self._rate(case, place, claim)

    def _not_all(
        self, case: Case, place: str, one: Totality, some: list[tuple[str, Number]]
    ) -> Finding:
        told = "、".join(f"{case.form.called(name)}{counted(number)}" for name, number in some)
        left = [name for name, _ in some]
        words = shortened(case.text(place)[slice(*one.claim.span)], 24)
        return self.said(
            case,
            place,
            one.claim.span,
            f"正文说“{words}”，可是还有{told}，不能说全部。",
            "还有结转的，说“按期答复率100%”，或者写明结转几件。"
            if left == [CARRIED_ON]
            else "照表里的构成改写，各写几件。",
            Level.EXPLAIN if CARRIED_ON in left else None,
            left,
        )

    def _less(self, case: Case, place: str, one: Totality, reading: Reading) -> Iterator[Verdict]:
        """Yield that the text itself gives a smaller number for what it calls all."""
        every = one.claim.exact
        for claim in reading.about(one.claim.field):
            if every is None or claim.kind is not Kind.COUNT or not trusted(case, place, claim):
                continue
            if claim.exact is not None and claim.exact < every:
                words = shortened(case.text(place)[slice(*one.claim.span)], 24)
                yield self.said(
                    case,
                    place,
                    one.claim.span,
                    f"正文说{counted(every)}“{words}”，又说{said(claim)}，少{counted(every - claim.exact)}。",
                    "对照台账，哪个数错了改哪个；没有全部办结的，写明还有几件。",
                    Level.EXPLAIN,
                    [claim.field] if claim.field in case.form.fields else [],
                )

    def _rate(self, case: Case, place: str, claim: Claim) -> Iterator[Verdict]:
        """Yield a rate of 100% of what is not all done."""
        left = case.numbers.get(CARRIED_ON)
        words = case.text(place)[slice(*claim.span)]
        if (
            claim.kind is Kind.PERCENTAGE
            and claim.exact == 100
            and left
            and claim.field == HANDLED
            and re.search(r"办结率|办理率", words)
            and not _IN_TIME.search(words)
        ):
            yield self.said(
                case,
                place,
                claim.span,
                f"还有{counted(left)}结转下年度，不能说“{shortened(words, 24)}”。",
                "改成“按期答复率100%”，或者写明结转几件。",
                Level.EXPLAIN,
                [CARRIED_ON],
            )


ALL: tuple[type[Check], ...] = (SaidNone, SaidAll)
