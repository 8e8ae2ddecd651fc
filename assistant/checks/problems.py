"""Rules about section five: problems of one's own, a measure for each, and what became of last year's."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.checks.base import Check, Need, Verdict
from assistant.checks.case import Case
from assistant.checks.section_five import MEASURE, PROBLEM, PROBLEMS, measure_text, problem_text
from assistant.checks.sentences import Item, items, sentences, shortened
from assistant.finding import Level
from assistant.report import TEXT

_NOTHING = re.compile(
    r"^(?:(?:本年度?|今年|\d{4}年)?(?:我[\u4e00-\u9fff]{1,3}|本机关)?(?:在?政府信息公开工作中?)?[，,]?"
    r"(?:暂|均|并)?(?:无|没有|未发现|不存在)(?:存在的?)?(?:明显|突出)?的?(?:主要)?(?:问题)?)[。！]?$"
)
_OWN = re.compile(
    r"\d|[一二三四五六七八九两几]成|过半|一半|分之|“[^”]+”|《[^》]+》|[一二三四五六七八九十两几]+(?:件|条|次|个|天|月|名|人|期|处|家|项|个月)|(?:办公室|[\u4e00-\u9fff]{2}(?:科|股|处|室|所|站|中心|村|社区))"
)
_TELLING = frozenset("村栏图网窗表册文稿解答码库号刊")
_STOP = frozenset((
    "政府", "府信", "信息", "息公", "公开", "开工", "工作", "作的", "进一", "一步", "加强", "不够",
    "问题", "存在", "完善", "提高", "提升", "有待", "需要", "情况", "我局", "部分", "方面", "还需",
    "强化", "规范", "建设", "管理",
))  # fmt: skip
"""Pairs of characters that any problem shares with any measure."""


class NoProblem(Check):
    """写“没有问题”不可取。

    第五部分写“无”“暂无”，或者不到三十个字，等于没有写。

    怎么改：至少写一两条真实问题和对应措施，每条带一个自己的事实或数字。

    例：“本年度不存在问题。”
    """

    code = "Q-NOPROB"
    level = Level.BLOCKS
    basis = "条例第五十条第（四）项；评审惯例"
    needs = (Need.KNOWLEDGE,)

    def check(self, case: Case) -> Iterator[Verdict]:
        """Yield a section without a problem."""
        place, text = problem_text(case)
        whole = case.section_text(PROBLEMS)
        if not text:
            return
        limits = case.knowledge.thresholds
        length = len(re.sub(r"\s", "", whole))
        if any(_NOTHING.match(one.text) for one in sentences(text)):
            what = f"写了“{shortened(text)}”"
        elif length < limits.problems_short and (case.text(PROBLEMS) or case.text(MEASURE)):
            what = f"只有{length}个字，不到{limits.told('problems_short', '字')}"
        else:
            return
        yield self.finding(
            case,
            [TEXT + place],
            f"第五部分{what}。写“没有问题”不可取，至少写一两条真实问题和对应措施。",
            "写一两条自己的问题，带上栏目、数量、时间或事例。",
            place=place,
            span=(0, len(text)),
        )


class VagueProblem(Check):
    """问题要有自己的事实，不能只有套话。

    “有待加强”“不够深入”“形式不够多样”，谁都能用，读者不知道是什么问题、有多大。

    怎么改：加上具体栏目、数量、时间或事例，例如“全年6件解读里没有1件图解”。

    例：“政策解读形式不够多样，公开意识有待进一步提高。”
    """

    code = "Q-VAGUE"
    level = Level.EXPLAIN
    basis = "评审惯例；国办公开办函〔2021〕30号指出的“内容雷同、敷衍塞责”"
    needs = (Need.KNOWLEDGE,)

    def check(self, case: Case) -> Iterator[Verdict]:
        """Yield problems that are stock phrases only, each when others are better, all together when none is."""
        place, text = problem_text(case)
        told = _told(text)
        vague = [
            each
            for each in told
            if case.knowledge.words.vague.search(each.text) and not _OWN.search(each.text)
        ]
        if not vague or not told:
            return
        shown = shortened(vague[0].text, 30)
        more = f"等{len(vague)}条" if len(vague) > 1 else ""
        yield self.finding(
            case,
            [TEXT + place],
            f"“{shown}”{more}：这样的话谁都能用，看不出是本机关的什么问题。",
            "加上具体栏目、数量、时间或事例。",
            level=None if len(vague) == len(told) else Level.HINT,
            place=place,
            span=(vague[0].start, vague[0].end),
        )


def _told(text: str) -> list[Item]:
    """Return the problems of a text: its items, or else the sentences that speak of a problem."""
    numbered = items(text)
    if len(numbered) > 1:
        return list(numbered)
    return [
        Item(one.start, one.end, one.text, "", number)
        for number, one in enumerate(sentences(text, whole=True), start=1)
        if re.search(r"问题|不足|不够|有待|差距|薄弱|需|较低|不高|困难|单一", one.text)
        and not re.fullmatch(
            r"[^，]{0,40}(?:主要|以下|一些)[^，]{0,10}(?:问题|不足)[：:]?", one.text
        )
    ]


class ProblemsPaired(Check):
    """几个问题，就有几条措施，一一对应。

    读者会逐条对照。问题和措施都编号的，个数要相同，说的也要是同一件事。

    怎么改：缺的措施补上；一条措施管两个问题的，写明“针对第一、二个问题”。

    例：三个问题只有两条措施。
    """

    code = "Q-PAIR"
    level = Level.EXPLAIN
    basis = "条例第五十条第（四）项；评审惯例"

    def check(self, case: Case) -> Iterator[Verdict]:
        """Yield numbers that differ; what is not numbered cannot be counted."""
        place, problem = problem_text(case)
        where, measure = measure_text(case)
        if not problem:
            return
        problems, measures = items(problem), items(measure)
        if not measure and not case.answered(MEASURE):
            wanted = max(1, len(problems))
            yield self.finding(
                case,
                [TEXT + place],
                f"{wanted}个问题没有一条措施，请一一对应。",
                "每个问题写一条措施：哪个科室、什么时候、做到什么程度。",
                place=place,
            )
        elif 0 < len(measures) < len(problems):
            yield self.finding(
                case,
                [TEXT + where],
                f"{len(problems)}个问题只有{len(measures)}条措施，请一一对应。",
                "缺的措施补上；一条措施管两个问题的，写明是针对哪两个问题。",
                place=where,
            )
        elif len(problems) == len(measures) > 1:
            yield from self._strangers(case, where, problems, measures)

    def _strangers(
        self, case: Case, place: str, problems: tuple[Item, ...], measures: tuple[Item, ...]
    ) -> Iterator[Verdict]:
        told = set().union(*(_grams(each.text) | _letters(each.text) for each in problems))
        lost = [each for each in measures if not (_grams(each.text) | _letters(each.text)) & told]
        if lost:
            yield self.finding(
                case,
                [TEXT + place],
                f"“{shortened(lost[0].text, 24)}”这条措施同前面的问题对不上。",
                "核对针对的是哪个问题；没有对应的问题的，补写问题或者删去。",
                level=Level.HINT,
                place=place,
            )


def _letters(text: str) -> set[str]:
    """Return the characters that by themselves say what it is about: 村, 图, 栏."""
    return set(text) & _TELLING


def _grams(text: str) -> set[str]:
    letters = re.sub(r"[^\u4e00-\u9fff]", "", text)
    return {letters[at : at + 2] for at in range(len(letters) - 1)} - _STOP


class LastYearsProblems(Check):
    """上年年报提出的问题改得怎么样，今年要交代。

    标题里的“改进情况”就是指这个。

    怎么改：写“针对上年报告指出的……，今年采取……，做到……”。

    例：上年说解读只有文字，今年没有提做了几件图解。
    """

    code = "Q-CLOSE"
    level = Level.EXPLAIN
    basis = "年度报告格式第五部分的标题；条例第五十条第（四）项"
    needs = (Need.LAST_YEAR,)

    def check(self, case: Case) -> Iterator[Verdict]:
        """Yield a section that does not look back."""
        before = [
            each.text for place in (PROBLEM, PROBLEMS) for each in case.last_passages.get(place, ())
        ]
        if not before:
            yield self.waits("上年年报没有第五部分的文字，无法核对上年的问题有没有交代。")
            return
        text = case.section_text(PROBLEMS)
        if not text:
            return
        last = (case.report.year or 0) - 1
        if not re.search(rf"上年|去年|上一年|{last}年|上次|往年|首次编制|年报指出|报告指出", text):
            where = next(place for place in (MEASURE, PROBLEMS, PROBLEM) if case.text(place))
            told = _told("\n".join(before))
            shown = shortened(told[0].text if told else before[0], 40)
            yield self.finding(
                case,
                [TEXT + where],
                f"去年年报提出的问题改得怎么样，今年要交代。去年写的是：“{shown}”。",
                "补一句上年的问题改得怎样，做到了多少。",
                place=where,
            )


_OVERDUE = re.compile(
    r"(?:超期|逾期|超时限|未按期)(?:未)?答复[^。；，]{0,6}?(?P<count>\d+)\s*件|责令(?:限期)?(?:履行|答复|改正)"
)
_ADMITTED = re.compile(r"超期|逾期|时限|期限|答复|责令|履行|追究|督促|规范")


class OverdueAdmitted(Check):
    """有超期答复、被责令改正的，问题部分应当反映。

    （被复议、诉讼纠正的，见 T4-CORR。）

    例：依申请公开写了“超期答复2件”，第五部分没有提答复时限。
    """

    code = "Q-CONTRA"
    level = Level.EXPLAIN
    basis = "条例第三十三条；评审惯例"

    def check(self, case: Case) -> Iterator[Verdict]:
        """Yield overdue answers, or called to account, that section five keeps silent about."""
        problem = case.section_text(PROBLEMS)
        if not problem or _ADMITTED.search(problem):
            return
        accounted = case.report.number("责任追究起数")
        if accounted:
            yield self.finding(
                case,
                ["责任追究起数", TEXT + PROBLEMS],
                f"今年责任追究{accounted}起，第五部分没有提到相关的问题。",
                "在第五部分写明是什么问题、怎样改进。",
                place=problem_text(case)[0],
            )
        for place, text in case.texts.items():
            if place.startswith(PROBLEMS):
                continue
            for match in _OVERDUE.finditer(text):
                if match["count"] is None or int(match["count"]):
                    yield self.finding(
                        case,
                        [TEXT + place],
                        f"“{match[0]}”：今年有超期或被责令的情况，第五部分却没有提。",
                        "在第五部分写明原因和改进措施。",
                        place=place,
                        span=match.span(),
                    )


ALL: tuple[type[Check], ...] = (
    NoProblem,
    VagueProblem,
    ProblemsPaired,
    LastYearsProblems,
    OverdueAdmitted,
)
