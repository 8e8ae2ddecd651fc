"""Rules about years: the statistical period, every year named, the day of signing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from assistant.checks.base import Check, TextCheck, Verdict
from assistant.checks.case import Case
from assistant.checks.organ import TOWNS
from assistant.checks.sentences import Sentence, inside, quoted, sentences
from assistant.checks.signed import DATE, signed_on
from assistant.finding import Finding, Level
from assistant.report import KIND

_PERIOD = re.compile(
    r"(?P<year>\d{4})年\s*(?P<month>\d{1,2})月\s*(?P<day>\d{1,2})日\s*(?:起|零时)?\s*(?:至|到|[-—–~～]+)\s*"
    r"(?:(?P<year2>\d{4})年)?\s*(?P<month2>\d{1,2})月\s*(?P<day2>\d{1,2})日"
)
_ABOUT_PERIOD = re.compile(r"统计|期限|数据|本报告|报告期|时间|年报|年度报告")


class StatisticalPeriod(TextCheck):
    """统计期限恰好是报告年度的1月1日至12月31日。

    不能早一年，不能少几天，也不能到公布那一天。

    例：2020年的年报写“2020年1月1日至12月21日”。
    """

    code = "P-PERIOD"
    level = Level.BLOCKS
    basis = "条例第四十九条、第五十条；年度报告格式"

    def read(self, case: Case, place: str, text: str) -> Iterator[Verdict]:
        """Yield a period that is not the whole year."""
        year = case.report.year
        if year is None:
            return
        for one in sentences(text):
            for match in _PERIOD.finditer(one.text):
                speaks = _ABOUT_PERIOD.search(one.text) or place == case.form.lead_in.id
                if speaks and not _whole_year(match, year):
                    yield self.said(
                        case,
                        place,
                        (one.start + match.start(), one.start + match.end()),
                        f"统计期限写的是“{match[0]}”，{year}年的年报应当是{year}年1月1日至12月31日。",
                        f"改成“{year}年1月1日至12月31日”。",
                    )


def _whole_year(match: re.Match[str], year: int) -> bool:
    first = (int(match["year"]), int(match["month"]), int(match["day"]))
    last = (int(match["year2"] or match["year"]), int(match["month2"]), int(match["day2"]))
    return first == (year, 1, 1) and last == (year, 12, 31)


_CHINESE = "〇一二三四五六七八九"
_YEAR = re.compile(
    rf"((?:19|20)\d{{2}}|[一二][〇零○九][{_CHINESE}零○]{{2}})(?<![\d.].{{4}})\s*年(?!以上|以下)"
)
_UP_TO = re.compile(r"截[至止]到?\s*$")
_DAY = re.compile(r"\s*\d{1,2}月\s*\d{1,2}日")
_RANGE_AFTER = re.compile(r"(?:度)?\s*[-—–~～至到和、及与]\s*(?:19|20)\d{2}")
_RANGE_BEFORE = re.compile(r"(?:19|20)\d{2}年?(?:度)?\s*[-—–~～至到和、及与]\s*$")
_HISTORY = re.compile(
    r"修订|修正|施行|实施|成立|设立|以来|起|始|自|截至|历年|累计|以前|之前|印发|出台|机构改革|改革|建成|开通|上线|换届|建立|制定|制发|规划|首次|版|届|令"
)
_LAST = re.compile(
    r"上年|去年|上一年|同比|比(?!例|较)|较|相比|增长|下降|增加|减少|持平|年报|年度报告|决算|结转|遗留|反馈|指出|查找|反映|存在|整改|考核|评估|评议|排名|结果"
)
_LAST_STRICT = re.compile(
    r"上年|去年|上一年|同比|比(?!例|较)|较|相比|年报|年度报告|决算|结转|遗留|指出|反馈|整改|问题|而"
)
_COMPARED = re.compile(r"上年|去年|同比|相比|比上|较上")
_NEXT = re.compile(
    r"下一步|下步|将|计划|拟|力争|争取|清单|谋划|前|底|起|内|年度工作|预算|目标|今后|做到|完成|不少于|继续|进一步|明年|次年|下年|期|发布|公布|提前"
)
_TITLED = re.compile(r"要点|分工|任务|分解|方案|计划|安排|通知|意见|目录")
_FROM = re.compile(r"[由从]$")
_OLD_TITLE = 5
"""Years after which a plan cited is history rather than an old draft."""

_REPORTED = re.compile(
    r"年(?:度)?(?:[，,]?\s*(?:我|本|全|共|通过|新|累计|收到|主动|围绕|未|没有|始终|认真|深入|持续|坚持|按照|以)|政府信息公开工作|政府信息公开|政务公开工作|工作总结|工作情况)"
)


class NamedYears(TextCheck):
    """正文里的年份要是报告年份。

    上年、法规、规划、落款里的其他年份不算错；说的是本年的工作，却写了别的年份，多半是从旧稿抄来的。

    怎么改：从旧稿来的，连同后面的数字一起核对；确实讲别的年份的，写明“上年”“自某年以来”。

    例：2023年的年报，“政府信息管理”一段以“2022年”开头。
    """

    code = "N-11"
    level = Level.BLOCKS
    basis = "统计期限1月1日至12月31日"
    explainable = True

    def read(self, case: Case, place: str, text: str) -> Iterator[Verdict]:
        """Yield years that are neither this one nor explained by what stands around."""
        year = case.report.year
        if year is None:
            return
        safe = quoted(text)
        for one in sentences(text):
            for match in _YEAR.finditer(one.text):
                named = _number(match[1])
                start = one.start + match.start()
                if named < year and _UP_TO.search(one.text[: match.start()]):
                    yield from self._up_to(case, place, one, match)
                elif named != year and not _is_date(one, match):
                    yield from self._judge(case, place, one, match, quoting=inside(start, safe))

    def _up_to(
        self, case: Case, place: str, one: Sentence, match: re.Match[str]
    ) -> Iterator[Verdict]:
        """Yield 截至2023年底 where nothing compares it with this year: the stand is last year's."""
        if f"{case.report.year}年" not in one.text and not _LAST_STRICT.search(one.text):
            yield self._found(case, place, one, match, "说的是年底的数的，", Level.EXPLAIN)

    def _judge(
        self, case: Case, place: str, one: Sentence, match: re.Match[str], *, quoting: bool
    ) -> Iterator[Verdict]:
        year, named = case.report.year or 0, _number(match[1])
        if quoting:
            yield from self._title(case, place, one, match)
        elif _reported(case, place, one, match):
            lead = place == case.form.lead_in.id
            if not (
                _COMPARED.search(one.text)
                if lead
                else _explained(one.text, named - year, strictly=True)
            ):
                yield self._found(case, place, one, match, "", None)
        elif not (
            _explained(one.text, named - year, strictly=False)
            or _HISTORY.search(one.text[match.start() : match.end() + 24])
            or _HISTORY.search(one.text[max(0, match.start() - 4) : match.start()])
            or (named > year and place.startswith("问题改进"))
            or _FROM.search(one.text[: match.start()])
        ):
            yield self._found(case, place, one, match, "如果说的是本年，", Level.HINT)

    def _found(
        self,
        case: Case,
        place: str,
        one: Sentence,
        match: re.Match[str],
        when: str,
        level: Level | None,
    ) -> Finding:
        return self.said(
            case,
            place,
            (one.start + match.start(), one.start + match.end()),
            f"正文出现“{match[1]}年”，这是{case.report.year}年的年报，是不是从旧稿复制来的？",
            f"{when}改成{case.report.year}年，后面的数字一并核对；确实讲{match[1]}年的，写明是哪一年的什么事。",
            level,
        )

    def _title(
        self, case: Case, place: str, one: Sentence, match: re.Match[str]
    ) -> Iterator[Verdict]:
        year, named = case.report.year or 0, _number(match[1])
        left = one.text.rfind("《", 0, match.start())
        right = one.text.find("》", match.end())
        title = one.text[left + 1 : right] if 0 <= left < right else ""
        if (
            year - _OLD_TITLE <= named < year
            and _TITLED.search(title)
            and not _LAST_STRICT.search(one.text[:left] + one.text[right + 1 :])
        ):
            yield self.said(
                case,
                place,
                (one.start + match.start(), one.start + match.end()),
                f"引用的《{title}》是{named}年的，比报告年份{year}年早{year - named}年。",
                f"核对{year}年有没有新的文件；确实沿用的，不用改。",
                Level.HINT,
            )


def _number(words: str) -> int:
    """Return a year, whichever way its figures are written."""
    plain = words.replace("零", "〇").replace("○", "〇")
    return int("".join(str(_CHINESE.index(char)) if char in _CHINESE else char for char in plain))


def _is_date(one: Sentence, match: re.Match[str]) -> bool:
    """Whether the year belongs to a full date or to a range of years."""
    after, before = one.text[match.end() :], one.text[: match.start()]
    return bool(_DAY.match(after) or _RANGE_AFTER.match(after) or _RANGE_BEFORE.search(before))


def _reported(case: Case, place: str, one: Sentence, match: re.Match[str]) -> bool:
    """Whether the year stands where a report says which year it is about."""
    rest = one.text[match.end(1) :].lstrip()
    opens = match.start() == 0
    lead = place == case.form.lead_in.id and re.match(r"年(?:度)?政府信息公开(?:工作)?", rest)
    return bool(lead) or (opens and bool(_REPORTED.match(rest)))


def _explained(words: str, distance: int, *, strictly: bool) -> bool:
    """Whether a sentence says itself why it names another year."""
    if distance > 0:
        return bool(_NEXT.search(words)) and not (strictly and distance > 1)
    if strictly:
        return bool(_LAST_STRICT.search(words))
    return distance == -1 and bool(_LAST.search(words))


_RELEASED = re.compile(
    r"(?:发布|公布|公开|报送|编制并?发布|上报)(?:了)?[^。；，]{0,14}?(?P<year>(?:19|20)\d{2})年度?[^。；，]{0,8}?政府信息公开(?:工作)?(?:年度报告|年报)"
)
_LATER = re.compile(r"将|拟|计划|下一步|下步|前|年初")


class OwnReport(TextCheck):
    """报告里不可能已经发布了这份报告自己。

    本年度里按时发布的，是上年的年报。

    例：2025年的年报写“按时发布2025年政府信息公开工作年度报告”，应是2024年。
    """

    code = "Q-SELF"
    level = Level.EXPLAIN
    basis = "条例第四十九条：次年1月31日前公布"

    def read(self, case: Case, place: str, text: str) -> Iterator[Verdict]:
        """Yield a release of this very report."""
        year = case.report.year
        if year is None or place == case.form.lead_in.id or place.startswith("其他事项"):
            return
        for one in sentences(text):
            match = _RELEASED.search(one.text)
            if match and int(match["year"]) == year and not _LATER.search(one.text):
                start = one.start + match.start("year")
                yield self.said(
                    case,
                    place,
                    (start, start + 5),
                    f"{year}年的报告里不可能已经发布了{year}年的年报，应是{year - 1}年。",
                    f"改成{year - 1}年；还没有发布的，删去这一句。",
                )


class SignedTooEarly(Check):
    """落款日期不能早于统计期限结束。

    全年的数要到12月31日以后才有。

    例：2025年的年报，落款日期是2025年12月20日。
    """

    code = "N-12"
    level = Level.EXPLAIN
    basis = "统计期限1月1日至12月31日"

    def check(self, case: Case) -> Iterator[Verdict]:
        """Yield a day before the year was over."""
        year, signed = case.report.year, signed_on(case.report)
        if year is not None and signed is not None and signed < date(year + 1, 1, 1):
            yield self.finding(
                case,
                [DATE],
                f"落款日期是{_spoken(signed)}，{year}年还没有过完，全年的数还没有出来。",
                f"核对落款日期；年报在{year + 1}年1月1日以后编制。",
            )


class SignedTooLate(Check):
    """年报要在规定的时间以前公布。

    县级以上人民政府部门在次年1月31日前提交并公布，政府的年报在3月31日前公布。乡镇、街道、垂直管理
    部门和开发区按当地的要求，只作提示。

    怎么办：核对落款日期；确实晚了的，说明原因，尽快公布。

    例：区教育局2025年的年报，落款日期是2026年2月10日。
    """

    code = "Q-LATE"
    level = Level.EXPLAIN
    basis = "条例第四十九条"

    def check(self, case: Case) -> Iterator[Verdict]:
        """Yield a day after the deadline."""
        year, signed = case.report.year, signed_on(case.report)
        if year is None or signed is None:
            return
        kind = case.report.kind
        governs = kind in ("人民政府", "政府办公室") or (
            not kind and case.report.unit.endswith(("人民政府", "人民政府办公室", "人民政府办公厅"))
        )
        deadline = date(year + 1, 3, 31) if governs and kind not in TOWNS else date(year + 1, 1, 31)
        if signed > deadline:
            loose = kind in (*TOWNS, "垂直管理部门", "开发区管委会", "授权组织") or not kind
            yield self.finding(
                case,
                [DATE, KIND],
                f"落款日期是{_spoken(signed)}，晚于{_spoken(deadline)}。"
                + (
                    "这类机关按当地要求的时间公布。"
                    if loose
                    else "部门年报须在1月31日前提交并向社会公布。"
                    if not governs
                    else "政府的年报须在3月31日前公布。"
                ),
                "核对落款日期；确实晚了的，说明原因，尽快公布。",
                level=Level.HINT if loose else None,
            )


def _spoken(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


ALL: tuple[type[Check], ...] = (
    StatisticalPeriod,
    NamedYears,
    OwnReport,
    SignedTooEarly,
    SignedTooLate,
)
