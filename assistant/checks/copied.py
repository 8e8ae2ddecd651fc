"""The rule about words copied from last year's report."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from assistant.checks.base import Check, Need, Verdict, where
from assistant.checks.case import Case
from assistant.checks.section_five import PROBLEMS
from assistant.checks.sentences import shortened
from assistant.finding import Finding, Level
from assistant.phrases.reuse import Earlier, Reuse, together
from assistant.report import TEXT

_LEAST = 40
"""Characters that must count before a place is judged by itself."""


class CopiedFromLastYear(Check):
    """不要照抄上年的年报。

    逐句同上年的文字比较，数字换了、句子没换也算照抄；标题、编制依据、统计期限、联系方式和“没有发生”
    一类每年都一样的话不算。第五部分八成以上、全文六成以上一样的，要改写或者说明；单独一段几乎全
    一样的，只提示。

    怎么改：按今年情况改写列出的句子：今年做了什么、多少件、同上年有什么不同。

    例：第五部分同上年只差几个数字。
    """

    code = "Q-SAME"
    level = Level.EXPLAIN
    basis = "国办公开办函〔2021〕30号指出的“内容雷同、敷衍塞责”；评估报告对重复率的通报"
    needs = (Need.LAST_YEAR, Need.KNOWLEDGE)

    def check(self, case: Case) -> Iterator[Verdict]:
        """Yield what is copied: section five, the whole, then single places."""
        before = [each.text for written in case.last_passages.values() for each in written]
        if not before:
            yield self.waits("上年年报没有正文文字，无法核对有没有照抄。")
            return
        limits = case.knowledge.thresholds
        earlier = Earlier(before)
        places = {place: earlier.measure(text) for place, text in case.texts.items()}
        fifth = {place: one for place, one in places.items() if place.startswith(PROBLEMS)}
        said: set[str] = set()
        if together(fifth.values()).share >= limits.same_section:
            said.update(fifth)
            limit = limits.told("same_section", "%")
            yield self._found(case, fifth, "第五部分", f"达到了要说明的{limit}", None)
        if together(places.values()).share >= limits.same_report:
            said.update(places)
            limit = limits.told("same_report", "%")
            yield self._found(case, places, "全文", f"达到了要说明的{limit}", None)
        for place, one in places.items():
            if place not in said and one.share >= limits.same_place and one.counted >= _LEAST:
                limit = f"达到了提示的{limits.told('same_place', '%')}"
                yield self._found(case, {place: one}, where(place), limit, Level.HINT)

    def _found(
        self, case: Case, places: Mapping[str, Reuse], what: str, limit: str, level: Level | None
    ) -> Finding:
        whole = together(places.values())
        place, first = next(
            (place, one.sentences[0]) for place, one in places.items() if one.sentences
        )
        figures = sum(
            one.same_figures and any(map(str.isdigit, one.text)) for one in whole.sentences
        )
        also = f"，其中{figures}句连数字都一样" if figures else ""
        return self.finding(
            case,
            [TEXT + place],
            f"{what}和去年相似度{whole.share}%，{limit}，有{len(whole.sentences)}句一样{also}，"
            f"例如“{shortened(first.text, 30)}”。",
            "按今年情况改写：今年做了什么、多少件、同上年有什么不同。",
            level=level,
            place=place,
            span=(first.start, first.end),
        )


ALL: tuple[type[Check], ...] = (CopiedFromLastYear,)
