"""Rules about tone: news, other work, other people’s work."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.checks.base import Check, Need, TextCheck, Verdict, where
from assistant.checks.case import Case
from assistant.checks.organ import OWN, SCOPE
from assistant.checks.sentences import sentences, shortened
from assistant.finding import Level

_LEADER = re.compile(
    r"(?:书记|局长|主任|县长|区长|市长|镇长|乡长|厅长|主席|部长)(?!任组|任命|任副|任第|于|和|为|作)"
    r"[王李张刘陈杨赵黄周吴徐孙胡朱林郭马罗梁宋郑谢韩唐冯董萧曹袁邓傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范姚谭廖邹熊金陆]"
    r"[\u4e00-\u9fff]{1,2}(?=同志|亲自|主持|出席|带队|强调|要求|[，、。])"
)


class NewsStyle(TextCheck):
    """年报不是新闻稿。

    “圆满”“显著”“极大”一类修饰语多了，或者写了领导姓名和活动，读者找不到事实和数字。

    怎么改：换成做了什么、多少件、什么时候；领导活动删去。

    例：“局长某某亲自部署，取得显著成效，圆满完成任务，迈上新台阶”。
    """

    code = "Q-NEWS"
    level = Level.HINT
    basis = "编写惯例；国办公开办函〔2021〕30号“不宜泛化”"
    needs = (Need.KNOWLEDGE,)

    def read(self, case: Case, place: str, text: str) -> Iterator[Verdict]:
        """Yield a place with too much praise, and every named leader."""
        limits = case.knowledge.thresholds
        found = list(case.knowledge.words.praise.finditer(text))
        if len(found) >= limits.praise_least and len(found) * 100 > limits.praise_density * len(
            text
        ):
            shown = "、".join(dict.fromkeys(f"“{match[0]}”" for match in found))
            yield self.said(
                case,
                place,
                found[0].span(),
                f"{where(place)}有{len(found)}处宣传性修饰语：{shown}。年报不是新闻稿。",
                "换成做了什么、多少件、什么时候。",
            )
        for match in _LEADER.finditer(text):
            yield self.said(
                case,
                place,
                match.span(),
                f"“{match[0]}”：年报一般不写领导姓名和活动。",
                "写这件事本身，不写人名。",
            )


class OffTopic(TextCheck):
    """只写政府信息公开，不写一般业务成绩。

    格式通知要求“不能遗漏，也不宜泛化”。党建、招商、经济指标同信息公开无关。

    怎么改：删去，或者改写成公开了这方面的什么信息、多少条。

    例：“全年招商引资到位资金12亿元，开展主题党日12次。”
    """

    code = "Q-OFFTOPIC"
    level = Level.HINT
    basis = "国办公开办函〔2021〕30号“不能遗漏，也不宜泛化”"
    needs = (Need.KNOWLEDGE,)

    def read(self, case: Case, place: str, text: str) -> Iterator[Verdict]:
        """Yield a place with two sentences, or one among few, that speak of other work only."""
        words = case.knowledge.words
        every = sentences(text, whole=True)
        strange = [
            one
            for one in every
            if words.off_topic.search(one.text) and not words.on_topic.search(one.text)
        ]
        if len(strange) >= 2 or (strange and len(every) <= 3):
            first = strange[0]
            yield self.said(
                case,
                place,
                (first.start, first.end),
                f"{where(place)}有{len(strange)}句同政府信息公开关系不大：“{shortened(first.text, 24)}”。"
                "按要求“不宜泛化”。",
                "删去，或者改写成公开了这方面的什么信息。",
            )


class SpeaksOfOthers(TextCheck):
    """年报写本机关，不写“各部门”“部分地区”。

    这样的句子多半是从别处抄来的，或者是生成的。汇总下级数据的政府年报可以写下级。

    怎么改：改成本机关做了什么。

    例：“部分地区还开发了政务APP”。
    """

    code = "Q-GENERIC"
    level = Level.EXPLAIN
    basis = "条例第五十条：年报写本机关的工作"
    needs = (Need.KNOWLEDGE,)

    def read(self, case: Case, place: str, text: str) -> Iterator[Verdict]:
        """Yield the words that speak of others; a government's report may."""
        report = case.report
        scope = report.text_fact(SCOPE)
        governs = "人民政府" in report.kind or report.unit.endswith(("人民政府", "市"))
        mild = governs or report.kind == "政府办公室" or (scope and scope != OWN)
        for match in case.knowledge.words.generic.finditer(text):
            yield self.said(
                case,
                place,
                match.span(),
                f"“{match[0]}”说的不是本机关。年报写的是本机关，不要写“各部门”“部分地区”。",
                "改成本机关做了什么；确实要写下级的，写明是哪几家。",
                Level.HINT if mild else None,
            )


ALL: tuple[type[Check], ...] = (
    NewsStyle,
    OffTopic,
    SpeaksOfOthers,
)
