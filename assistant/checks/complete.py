"""Rules about what is not there yet, and about the parts a report must have.

A draft at its beginning gets one line for each part that is still empty, not one for each empty cell.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import ClassVar

from assistant.checks.base import Check, Verdict
from assistant.checks.case import Case
from assistant.checks.naming import cell_name
from assistant.checks.organ import TOWNS
from assistant.checks.section_five import MEASURE, PROBLEM, PROBLEMS, measure_text
from assistant.finding import Level
from assistant.forms import Section
from assistant.report import TEXT, Pending

FIVE_ASPECTS_SINCE = 2021


FEE_SINCE = 2021


OVERVIEW, OTHERS = "总体情况", "其他事项"


_HEADING = re.compile(r"^（[一二三四五六七八九十]+）")


class LeadIn(Check):
    """开头交代编制依据、统计期限和联系方式。

    格式没有要求，但各地年报都有这一段，读者据此知道数字的口径、到哪里问。

    例：没有前言；前言没有写统计期限。
    """

    code = "Q-LEADIN"
    level = Level.HINT
    gap = True
    basis = "编写惯例"

    _parts = (
        ("编制依据", re.compile(r"条例")),
        ("统计期限", re.compile(r"统计期限|1月1日")),
        ("联系方式", re.compile(r"联系|电话")),
    )

    def check(self, case: Case) -> Iterator[Verdict]:
        """Yield what the lead-in lacks."""
        place = case.form.lead_in.id
        if isinstance(case.report.answers.get(TEXT + place), Pending):
            return
        text = case.text(place)
        lacking = [name for name, pattern in self._parts if not pattern.search(text)]
        if lacking:
            yield self.finding(
                case,
                [TEXT + place],
                f"{'前言没有写' if text else '没有前言。开头一般要交代'}{'、'.join(lacking)}。",
                "在第一部分前面加一段，写明编制依据、统计期限、查阅网址和联系方式。",
                place=place,
            )


def lacking_places(case: Case, section: Section) -> list[str]:
    """Return the ids of the places a section must have and has not."""
    return [
        place.id
        for place in section.places
        if place.required and place.serves(case.report.year) and not case.answered(place.id)
    ]


def has_words(case: Case, section: Section) -> bool:
    """Whether anything at all is written in a section, or marked 待补."""
    return any(case.answered(place) for place in case.places(section.id))


def place_names(case: Case, places: list[str]) -> str:
    """Return places in a clerk's words."""
    titles = [case.form.places[place].title or place.partition(".")[2] for place in places]
    return "、".join(_HEADING.sub("", title) for title in titles)


class SixSections(Check):
    """六个部分都要有，标题和顺序是统一规定的。

    没有发生的也要写一句，例如“本年度没有其他需要报告的事项”。

    怎么改：按提示写这一部分；数字还没有来的，先标“待补”。

    例：第五部分没有一个字。
    """

    code = "Q-HEAD"
    level = Level.BLOCKS
    gap = True
    basis = "条例第五十条；年度报告格式的六个部分"

    def check(self, case: Case) -> Iterator[Verdict]:
        """Yield every section that has neither words nor a table."""
        for section in case.form.sections:
            if section.table is None and not has_words(case, section):
                lacking = lacking_places(case, section)
                first = lacking[0] if lacking else section.id
                wanted = f"，要写{place_names(case, lacking)}" if lacking else ""
                yield self.finding(
                    case,
                    [TEXT + first],
                    f"“{section.title}”还没有写{wanted}。",
                    "按问题逐项回答，或者从语料里选一句改；没有发生的也要写一句。",
                    place=first,
                )


class FiveAspects(Check):
    """“总体情况”要写五个方面。

    主动公开、依申请公开、政府信息管理、政府信息公开平台建设、监督保障，没有发生的也要写一句，
    例如“未收到政府信息公开申请”。2019格式没有这项要求。

    例：只写了主动公开和监督保障。
    """

    code = "Q-FIVE"
    level = Level.EXPLAIN
    gap = True
    basis = "国办公开办函〔2021〕30号对总体情况的要求"

    _told: ClassVar[Mapping[str, re.Pattern[str]]] = {
        "主动公开": re.compile(r"主动公开|公开(?:各类|政府)?信息"),
        "依申请公开": re.compile(r"依申请|信息公开申请"),
        "政府信息管理": re.compile(r"信息管理|规范性文件|公开目录|审查|审核|三审"),
        "政府信息公开平台建设": re.compile(r"平台|网站|公众号|新媒体|专栏|公报"),
        "监督保障": re.compile(r"监督|保障|培训|考核|评议|责任追究"),
    }
    """How a text that is not divided into places shows that it speaks of an aspect."""

    def applies(self, case: Case) -> bool:
        """Whether the form asks for the five aspects."""
        return case.form.first_year >= FIVE_ASPECTS_SINCE

    def check(self, case: Case) -> Iterator[Verdict]:
        """Yield the aspects without words, when others have some."""
        section = case.form.section(OVERVIEW)
        whole = case.section_text(OVERVIEW)
        if case.text(OVERVIEW):
            lacking = [name for name, pattern in self._told.items() if not pattern.search(whole)]
            if lacking:
                yield self.finding(
                    case,
                    [TEXT + OVERVIEW],
                    f"“{section.title}”要写五个方面，整段文字里没有看到{len(lacking)}个：{'、'.join(lacking)}。",
                    "没有发生的也要写一句，例如“未收到政府信息公开申请”。",
                    place=OVERVIEW,
                )
        elif has_words(case, section):
            lacking = lacking_places(case, section)
            if lacking:
                yield self.finding(
                    case,
                    [TEXT + place for place in lacking],
                    f"“{section.title}”要写五个方面，还缺{len(lacking)}个：{place_names(case, lacking)}。",
                    "没有发生的也要写一句，例如“未收到政府信息公开申请”。",
                    place=lacking[0],
                )


class Tables(Check):
    """三张表都要有，全是0也要放。

    表格不能只写“无”代替，也不能整张留空。

    怎么改：填表；全年没有的，回答“没有”后整张表填0。

    例：表四一格也没有填。
    """

    code = "Q-TABLES"
    level = Level.BLOCKS
    gap = True
    basis = "年度报告格式表二、表三、表四"

    def check(self, case: Case) -> Iterator[Verdict]:
        """Yield every table of which nothing is known."""
        for table in case.form.tables.values():
            if case.untouched(table.id):
                cells = [name for name, field in table.fields.items() if not field.total]
                yield self.finding(
                    case,
                    cells[:1],
                    f"{table.number}还没有填，共{len(cells)}格（总计自动相加）。三张表都要有，全是0也要放。",
                    f"从{cell_name(table.fields[cells[0]])}填起；全年没有的，回答“没有”后整张表填0。",
                )


class ProblemAndMeasure(Check):
    """第五部分的问题和改进都要写。

    这一部分的标题是“存在的主要问题及改进情况”，只有问题没有改进，或者只有改进没有问题，
    都不完整。

    怎么改：每个问题对应一条措施，写清哪个科室、什么时候、做到什么程度。

    例：只写了“政策解读形式不够多样”，没有写怎么改。
    """

    code = "Q-IMP"
    level = Level.BLOCKS
    gap = True
    basis = "条例第五十条第（四）项；年度报告格式第五部分的标题"

    _wish = re.compile(
        r"(有待|尚需|仍需|还需|需要?)(进一步)?(加强|提升|提高|完善|强化|优化|规范|改进)|改进空间"
    )
    _problem = re.compile(r"问题|不足|不够|差距|薄弱|困难|有待|欠缺|短板|不到位|不高|不及时")
    _measure = re.compile(
        r"改进|措施|下一步|下步|今后|将|针对|整改|拟|计划|着力|加大|加强|完善|强化|提升|提高|优化|规范"
    )

    def check(self, case: Case) -> Iterator[Verdict]:
        """Yield which of the two is missing, when the section is begun."""
        if not has_words(case, case.form.section(PROBLEMS)):
            yield self.waits("第五部分还没有写。")
            return
        whole = case.text(PROBLEMS)
        has_problem = case.answered(PROBLEM) or bool(self._problem.search(whole))
        has_measure = (
            case.answered(MEASURE)
            or bool(measure_text(case)[1].strip())
            or bool(self._measure.search(self._wish.sub("", whole)))
        )
        if not (has_problem and has_measure):
            what, place = ("改进情况", MEASURE) if has_problem else ("存在的主要问题", PROBLEM)
            yield self.finding(
                case,
                [TEXT + place],
                f"这一部分的标题是“存在的主要问题及改进情况”，问题和改进都要写，现在缺{what}。",
                "每个问题写一条对应的措施：哪个科室、什么时候、做到什么程度。"
                if has_problem
                else "写一两条真实的问题，每条带一个自己的事实和数字。",
                place=place,
            )


class GovernmentDuties(Check):
    """各级人民政府要写工作考核、社会评议和责任追究结果。

    写在总体情况的“监督保障”里；没有发生责任追究的，写明没有。部门没有这项强制要求，
    写上更完整。

    例：县人民政府的监督保障没有提社会评议。
    """

    code = "Q-GOV3"
    level = Level.BLOCKS
    gap = True
    basis = "条例第五十条第（四）项"

    _parts = (("工作考核", "考核"), ("社会评议", "评议"), ("责任追究", "追究"))

    def check(self, case: Case) -> Iterator[Verdict]:
        """Yield which of the three results are not mentioned."""
        place = f"{OVERVIEW}.监督保障"
        if not case.text(place) and not case.text(OVERVIEW):
            yield self.waits("“监督保障”还没有写。")
            return
        text = case.section_text(OVERVIEW)
        lacking = [name for name, word in self._parts if word not in text]
        if lacking and self._level(case) is Level.HINT:
            yield self.finding(
                case,
                [TEXT + place],
                f"“监督保障”没有提到{'、'.join(lacking)}。各级政府必须写这些结果，部门写上更完整。",
                "有的写上；没有的，可以不写。",
                level=Level.HINT,
                place=place,
            )
        elif lacking:
            yield self.finding(
                case,
                [TEXT + place],
                "各级政府的年报，“监督保障”里必须写工作考核、社会评议和责任追究结果，"
                f"没有提到{'、'.join(lacking)}。",
                "写明考核、评议的结果；没有发生责任追究的，写明没有。",
                level=self._level(case),
                place=place,
            )

    @staticmethod
    def _level(case: Case) -> Level:
        """A town's duty is a reading of the law, and a text not divided into places may say it elsewhere."""
        unit, kind = case.report.unit, case.report.kind
        town = kind in TOWNS or unit.endswith(("镇人民政府", "乡人民政府"))
        if kind == "街道办事处":
            return Level.HINT
        if not town and kind != "人民政府" and (kind or not unit.endswith("人民政府")):
            return Level.HINT
        return Level.EXPLAIN if town or case.text(OVERVIEW) else Level.BLOCKS


class FeeSentence(Check):
    """第六部分要交代信息处理费。

    2021年起，写明发出收费通知几件、总金额多少、实际收取多少，没有就写0。

    例：第六部分只写“无”。
    """

    code = "Q-SEC6"
    level = Level.EXPLAIN
    gap = True
    basis = "政府信息公开信息处理费管理办法（国办函〔2020〕109号）（惯常口径，以主管部门解释为准）"

    def applies(self, case: Case) -> bool:
        """Whether the fee exists in the report year."""
        return (case.report.year or case.form.first_year) >= FEE_SINCE

    def check(self, case: Case) -> Iterator[Verdict]:
        """Yield when section six says something, but nothing of the fee."""
        section = case.form.section(OTHERS)
        place = f"{OTHERS}.信息处理费"
        if has_words(case, section) and not case.answered(place):
            text = case.section_text(OTHERS)
            if not re.search(r"处理费|收费", text):
                yield self.finding(
                    case,
                    [TEXT + place],
                    "第六部分没有交代信息处理费：发出收费通知几件、总金额多少、实际收取多少。",
                    "补一句；没有收取的，写发出收费通知0件、总金额0元、实际收取0元。",
                    place=place,
                )


ALL: tuple[type[Check], ...] = (
    SixSections,
    LeadIn,
    FiveAspects,
    GovernmentDuties,
    Tables,
    ProblemAndMeasure,
    FeeSentence,
)
