"""The rule about percentages and changes: worked out again from the numbers beside them or in the tables."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

from assistant.checks.base import Check, ReadingCheck, Verdict
from assistant.checks.case import Case
from assistant.checks.heard import CHANNELS, DISCLOSED
from assistant.checks.naming import counted, listed
from assistant.checks.section_five import PROBLEMS
from assistant.checks.stated import BROUGHT_IN, HANDLED, RECEIVED, trusted
from assistant.claims import Claim, Comparison, Kind, Reading, Scope, Share
from assistant.finding import Finding, Level
from assistant.forms import TOTAL
from assistant.numerals import write_number
from assistant.report import Number

_WAYS_IN = ("网络申请件数", "信函申请件数", "当面申请件数", "其他渠道申请件数")
WHOLES = {
    **dict.fromkeys(CHANNELS, DISCLOSED),
    **dict.fromkeys(_WAYS_IN, RECEIVED),
    "解读图解件数": "解读件数",
}
"""Facts that are part of a greater number."""

_FLOWS = ("新收", "上年结转", "办理总计", "结转下年")
_UP = re.compile(r"[增升涨多]|提高|提升|上浮")
_DOWN = re.compile(r"[减降少跌]|回落|下滑")


class Rates(ReadingCheck):
    """百分比、增幅按写出来的数重算。

    精确到写出来的最后一位，四舍五入。差不到一个末位的（截尾、为凑100%调整）只提示。同比按上年的数
    重算，上年的数取正文里写的，没有写的取上年年报；只说“行政处罚比上年增加5件”、没有写今年几件的，
    今年的数取表里的。占比没有写分子、分母的也取表里的，几种算法都对不上才报；“占办结总数42件的58.4%”
    照写着的42件算。“提高3个百分点”是两个百分比相减，不是增长3%。

    怎么改：改成重算的数，或者核对件数。

    例：“164项里的88项，占53.6%”，重算是53.7%；“由52件增加到64件，增长32.1%”，重算是23.1%。
    """

    code = "N-10"
    level = Level.EXPLAIN
    basis = "算术：比例与增幅"
    arithmetic = True

    def hear(self, case: Case, place: str, reading: Reading) -> Iterator[Verdict]:
        """Yield rates that are not what the numbers give."""
        compared = set()
        for one in reading.relations:
            match one:
                case Share(percentage=Claim(kind=Kind.GROWTH)):
                    yield from self._share_points(case, place, one)
                case Share():
                    yield from self._share(case, place, one)
                case Comparison(claim, growth) if growth.unit.endswith("百分点"):
                    yield from self._points(case, place, claim, growth)
                case Comparison(claim, growth) if growth.kind in (Kind.GROWTH, Kind.CHANGE):
                    compared.add(growth.span)
                    now, before = claim.exact, _before(case, place, claim)
                    yield from self._changed(case, place, growth, now, before, claim.unit)
        for claim in reading:
            if claim.kind in (Kind.GROWTH, Kind.CHANGE) and claim.span not in compared:
                yield from self._named(case, place, claim)
            if claim.kind is Kind.PERCENTAGE and claim.field == HANDLED and claim.this_year:
                yield from self._finished(case, place, claim)

    # -- shares ------------------------------------------------------------------------------------------------

    def _share(self, case: Case, place: str, one: Share) -> Iterator[Verdict]:
        percentage, part = one.percentage, one.part
        numbers = _numbers_of(case, percentage)
        written = percentage.exact
        names = one.parts or ((part.field,) if part and part.field and part.certain else ())
        above = part.exact if part else added_up(numbers, names)
        if written is None or above is None or (one.parts and not _told(place, names)):
            return
        if one.whole is not None:
            first = [(one.whole.exact, counted(one.whole.exact or 0, one.whole.unit))]
        elif one.called:
            first = [_called(case, numbers, one.called)]
        else:
            first = []
        others = [_called(case, numbers, name) for name in _wholes(case, names)]
        if others and names[0].startswith("申请."):
            due = numbers.get(RECEIVED, 0) + numbers.get(BROUGHT_IN, 0)
            others.append((due, f"应当办理的{counted(due)}"))
        wholes = [(number, told) for number, told in (*first, *others) if number]
        rates = [Decimal(above) * 100 / Decimal(number or 1) for number, _ in wholes]
        step = _step(case.text(place)[slice(*percentage.number)])
        if not rates:
            return
        if any(abs(Decimal(written) - rate) * 2 <= step for rate in rates[1:]):
            return
        if rates[0] > 100 >= Decimal(written):
            # A part larger than its whole: it is not the whole that is meant.
            return
        unit = part.unit if part else ""
        own = listed([case.form.called(name) for name in names], "项") if one.parts else ""
        told = f"{own}{counted(above, unit)}占{wholes[0][1]}"
        yield from self._judge(case, place, percentage, Decimal(written), rates[0], told)

    def _finished(self, case: Case, place: str, claim: Claim) -> Iterator[Verdict]:
        """Yield a rate of applications closed that is neither of what was received nor of all there was to do."""
        written, done = claim.exact, case.numbers.get(HANDLED)
        received, before = case.numbers.get(RECEIVED), case.numbers.get(BROUGHT_IN)
        if written is None or written == 100 or None in (done, received, before):
            return
        rates = {
            whole: Decimal(done or 0) * 100 / Decimal(whole)
            for whole in ((received or 0) + (before or 0), received or 0)
            if whole
        }
        step = _step(case.text(place)[slice(*claim.number)])
        if rates and all(abs(Decimal(written) - rate) >= step for rate in rates.values()):
            whole, rate = next(iter(rates.items()))
            right = rate.quantize(step, rounding=ROUND_HALF_UP)
            told = f"办结{counted(done or 0)}，应办理{counted(whole)}"
            yield self._wrong(case, place, claim, told, right, Decimal(written), mild=False)

    # -- changes -----------------------------------------------------------------------------------------------

    def _named(self, case: Case, place: str, claim: Claim) -> Iterator[Verdict]:
        """Yield a change of a quantity whose numbers the text does not give: 行政诉讼比去年增长80%."""
        names = claim.field and not claim.field.endswith(".增减") and claim.this_year
        if names and trusted(case, place, claim):
            now, before = case.numbers.get(claim.field), case.last_numbers.get(claim.field)
            unit = case.form.fields[claim.field].unit if claim.field in case.form.fields else ""
            yield from self._changed(case, place, claim, now, before, unit or "件")

    def _changed(
        self,
        case: Case,
        place: str,
        growth: Claim,
        now: Number | None,
        before: Number | None,
        unit: str,
    ) -> Iterator[Verdict]:
        written = growth.exact
        if now is None or before is None or written is None:
            return
        apart = Decimal(now) - Decimal(before)
        told = f"从上年{counted(before, unit)}到{counted(now, unit)}"
        way = _wrong_way(case.text(place)[slice(*growth.span)], apart)
        if way:
            yield self.said(
                case,
                place,
                growth.span,
                f"{told}，是{'增加' if apart > 0 else '减少'}，正文写的是{way}。",
                "核对上年的数和今年的数，再看写的是增还是减。",
                None,
                [growth.field] if growth.field else [],
            )
        elif growth.kind is Kind.GROWTH and before:
            exact = apart * 100 / Decimal(before)
            yield from self._judge(case, place, growth, Decimal(written), exact, told)
        elif growth.kind is Kind.CHANGE and abs(apart) != abs(Decimal(written)):
            yield self.said(
                case,
                place,
                growth.span,
                f"{told}，相差{counted(abs(apart), unit)}，"
                f"正文写的是{counted(abs(Decimal(written)), growth.unit or unit)}。",
                "核对上年的数和今年的数，改成算出来的差。",
                None,
                [growth.field] if growth.field else [],
            )

    def _share_points(self, case: Case, place: str, one: Share) -> Iterator[Verdict]:
        """Yield a difference told of a share of the tables: 自然人占比下降3.5个百分点."""
        whole = one.called or next(_wholes(case, one.parts), "")
        rates = [
            Decimal(above) * 100 / Decimal(numbers[whole])
            for numbers in (case.numbers, case.last_numbers)
            if (above := added_up(numbers, one.parts)) is not None and numbers.get(whole)
        ]
        if len(rates) == 2 and _told(place, one.parts) and one.percentage.this_year:
            yield from self._apart(case, place, one.percentage, *rates)

    def _points(self, case: Case, place: str, rate: Claim, growth: Claim) -> Iterator[Verdict]:
        """Yield a difference of percentages that is not what the two percentages give."""
        now, before = rate.exact, _rate_before(case, place, rate)
        if now is not None and before is not None:
            yield from self._apart(case, place, growth, now, before)

    def _apart(
        self, case: Case, place: str, growth: Claim, now: Number, before: Number
    ) -> Iterator[Verdict]:
        written = growth.exact
        if written is None:
            return
        apart = Decimal(now) - Decimal(before)
        step = _step(case.text(place)[slice(*growth.number)])
        way = _wrong_way(case.text(place)[slice(*growth.span)], apart)
        # Two percentages, each rounded, may be one unit of the last digit apart from the true difference.
        if way or abs(abs(apart) - abs(Decimal(written))) > step:
            right = abs(apart).quantize(step, rounding=ROUND_HALF_UP)
            shown, then = (
                Decimal(rate).quantize(step, rounding=ROUND_HALF_UP) for rate in (now, before)
            )
            yield self.said(
                case,
                place,
                growth.span,
                f"从上年{write_number(then)}%到{write_number(shown)}%，"
                f"{'提高' if apart > 0 else '下降'}{write_number(right)}个百分点，"
                f"正文写的是{way}{write_number(abs(Decimal(written)))}个百分点。",
                "核对两年的百分比，改成相减的数。",
            )

    # -- saying it ---------------------------------------------------------------------------------------------

    def _judge(
        self, case: Case, place: str, claim: Claim, written: Decimal, exact: Decimal, told: str
    ) -> Iterator[Verdict]:
        step = _step(case.text(place)[slice(*claim.number)])
        apart = abs(abs(written) - abs(exact))
        if apart * 2 <= step:
            return
        right = abs(exact).quantize(step, rounding=ROUND_HALF_UP)
        cut = abs(exact).quantize(step, rounding=ROUND_DOWN)
        mild = apart < step or abs(written) == cut
        yield self._wrong(case, place, claim, told, right, written, mild=mild)

    def _wrong(
        self,
        case: Case,
        place: str,
        claim: Claim,
        told: str,
        right: Decimal,
        written: Decimal,
        *,
        mild: bool,
    ) -> Finding:
        return self.said(
            case,
            place,
            claim.span,
            f"{told}，重算是{write_number(right)}%，正文写的是{write_number(abs(written))}%。",
            f"改成{write_number(right)}%，或者核对件数"
            + ("；各项为凑成100%调整过的，不用改。" if mild else "。"),
            Level.HINT if mild else None,
        )


def _step(words: str) -> Decimal:
    """Return one unit of the last digit a percentage is written with: 0.1 for 8.5%."""
    figure = "".join(char for char in words if char.isdigit() or char in ".．")
    decimals = len(figure.replace("．", ".").partition(".")[2])
    return Decimal(1).scaleb(-decimals)


def _wrong_way(words: str, apart: Decimal) -> str:
    """Return the word for a change that goes the other way than the numbers; nothing when it does not."""
    up, down = _UP.search(words), _DOWN.search(words)
    if not apart or bool(up) == bool(down):
        return ""
    if up and apart < 0:
        return up[0] if len(up[0]) > 1 else "增加"
    return "减少" if down and apart > 0 else ""


def _told(place: str, names: Sequence[str]) -> bool:
    """Whether a place speaks of what names without a number say: shares of table three where it is told of.

    Measures tell of shares still to be reached.
    """
    if place.startswith(PROBLEMS):
        return False
    applications = any(name.startswith("申请.") for name in names)
    return not applications or place.startswith("申请") or place.endswith("依申请公开")


def _numbers_of(case: Case, claim: Claim) -> Mapping[str, Number]:
    """Return the numbers a claim may be worked out from: this year's, last year's, or none."""
    if claim.this_year:
        return case.numbers
    return case.last_numbers if claim.scope is Scope.LAST else {}


def added_up(numbers: Mapping[str, Number], names: Sequence[str]) -> Number | None:
    """Return what names come to; nothing when there are none, or one of them has no number."""
    found = [numbers[name] for name in names if name in numbers]
    return sum(found) if found and len(found) == len(names) else None


def _called(case: Case, numbers: Mapping[str, Number], name: str) -> tuple[Number | None, str]:
    number = numbers.get(name)
    return number, f"{case.form.called(name)}{counted(number or 0, '')}"


def _wholes(case: Case, names: Sequence[str]) -> Iterator[str]:
    """Yield what names may be a share of, the plainest first."""
    if names and all(name in WHOLES for name in names):
        yield from dict.fromkeys(WHOLES[name] for name in names)
    parts = [name.split(".") for name in names]
    if not parts or any(len(part) != 3 for part in parts):
        return
    tables, rows, columns = (set(each) for each in zip(*parts, strict=True))
    if tables == {"申请"} and columns == {TOTAL} and not rows & set(_FLOWS):
        yield HANDLED
        for group in case.form.tables["申请"].groups:
            if rows <= set(group.rows):
                yield f"申请.{group.id}.{TOTAL}"
        yield RECEIVED
    elif TOTAL not in columns and len(rows) == 1 and tables <= {"申请", "复议诉讼"}:
        yield f"{tables.pop()}.{rows.pop()}.{TOTAL}"


def _before(case: Case, place: str, claim: Claim) -> Number | None:
    """Return last year's number of a claim: as the text has it, or else last year's report."""
    told = _told_before(case, place, claim)
    if told is not None:
        return told
    return case.last_numbers.get(claim.field) if trusted(case, place, claim) else None


def _told_before(case: Case, place: str, claim: Claim) -> Number | None:
    for one in case.readings[place].relations:
        if (
            isinstance(one, Comparison)
            and one.claim == claim
            and one.growth.scope is Scope.LAST
            and one.growth.kind in (Kind.COUNT, Kind.AMOUNT, Kind.PERCENTAGE)
        ):
            return one.growth.exact
    return None


def _rate_before(case: Case, place: str, rate: Claim) -> Number | None:
    """Return last year's percentage: as the text has it, as it was answered, or of last year's numbers."""
    told = _told_before(case, place, rate)
    if told is not None or not case.last_numbers:
        return told
    if rate.field:
        return case.last_numbers.get(rate.field) if rate.certain else None
    for one in case.readings[place].relations:
        if isinstance(one, Share) and one.percentage == rate:
            names = one.parts or ((one.part.field,) if one.part and one.part.certain else ())
            whole = one.called or (
                one.whole.field
                if one.whole and one.whole.certain
                else next(_wholes(case, names), "")
            )
            above, below = added_up(case.last_numbers, names), case.last_numbers.get(whole)
            now, of = added_up(case.numbers, names), case.numbers.get(whole)
            fits = rate.exact is not None and now is not None and of
            if (
                fits
                and abs(Decimal(rate.exact or 0) - Decimal(now or 0) * 100 / Decimal(of or 1)) > 1
            ):
                # It is a share of something else.
                return None
            return Decimal(above) * 100 / Decimal(below) if above is not None and below else None
    return None


ALL: tuple[type[Check], ...] = (Rates,)
