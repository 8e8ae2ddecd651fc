"""Rules about what is not there yet, and about the parts a report must have.

A draft at its beginning gets one line for each part that is still empty, not one for each empty cell.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import ClassVar

from assistant.checks.base import Check, Verdict
from assistant.checks.case import Case
from assistant.checks.naming import cell_name, cells_listed, listed
from assistant.checks.organ import TOWNS
from assistant.finding import Finding, Level
from assistant.forms import Section
from assistant.report import LAST_YEAR, TEXT, UNIT, YEAR, Pending

FIVE_ASPECTS_SINCE = 2021
FEE_SINCE = 2021
REPORT_NAME = "政府信息公开工作年度报告"
_NO_NAME = re.compile(
    r"(?:19|20)\d{2}年?度?|政府信息公开|政务公开|信息公开|工作|年度|报告|年报|情况|关于|的|[（）()]"
)
"""Words of a title that name no organ."""

PRINTED_TITLE = "标题"
"""In `Report.printed`: the title of the document that the report was read from."""

OVERVIEW, PROBLEMS, OTHERS = "总体情况", "问题改进", "其他事项"

_HEADING = re.compile(r"^（[一二三四五六七八九十]+）")
_PLACEHOLDER = re.compile(
    r"【待补[^】]*】|【[^】\d]*】|[XxＸｘ×]{2,}|_{2,}|＿{2,}|\{[^{}]*\}|某[局委办镇乡县](?![些个种])|此处填写|待补充"
)


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


class UnansweredCells(Check):
    """草稿里还有没填的格。

    没有回答不等于0：没有就填0，还没有来的标“待补”。总计自动相加，不用填。

    例：表三“法律服务机构”一列还没有填。
    """

    code = "OPEN-CELLS"
    level = Level.BLOCKS
    gap = True
    basis = "年度报告格式各表；没有也要填0"

    def check(self, case: Case) -> Iterator[Verdict]:
        """Yield the cells of each begun table that nobody has answered."""
        known = case.report.answers.keys() | case.report.blank
        for table in case.form.tables.values():
            missing = [
                name
                for name, field in table.fields.items()
                if not field.total and name not in known
            ]
            if missing and not case.untouched(table.id):
                yield self.finding(
                    case,
                    missing,
                    f"{table.number}还有{len(missing)}格没填：{cells_listed(case.form, missing)}。",
                    f"从{cell_name(table.fields[missing[0]])}填起；没有的填0，还没有来的标“待补”。",
                )


class OpenItems(Check):
    """标了“待补”的，补上以后才能定稿。

    “待补”在草稿里印成【待补】，定稿里不能有。

    例：新收件数等收发室回复，先标了待补。
    """

    code = "OPEN-ITEM"
    level = Level.BLOCKS
    gap = True
    basis = "定稿不能有【待补】"

    def check(self, case: Case) -> Iterator[Verdict]:
        """Yield every 待补, the cells of one row together."""
        groups: dict[str, list[tuple[str, Pending]]] = {}
        for name, item in case.report.pending():
            if not name.startswith(LAST_YEAR):
                groups.setdefault(self._where(case, name), []).append((name, item))
        for where, pending in groups.items():
            names = [name for name, _ in pending]
            notes = "、".join(dict.fromkeys(item.note for _, item in pending if item.note))
            yield self.finding(
                case,
                names,
                f"{where}还是待补{f'：{notes}' if notes else ''}。",
                "数字或文字来了以后补上；确实没有的，填0或写明没有。",
                place=names[0].removeprefix(TEXT) if names[0].startswith(TEXT) else "",
            )

    @staticmethod
    def _where(case: Case, name: str) -> str:
        if name in case.form.fields:
            field = case.form.fields[name]
            return f"{case.form.tables[field.table].number}“{field.row.short}”"
        return f"“{name.removeprefix(TEXT)}”"


class OpenSlots(Check):
    """选用的语料里还有没回答的数。

    语料里的数随回答变化；没有回答的，在草稿里印成【待补】，定稿里不能有。

    怎么改：回答提到的问题；用不上的，把这一句改掉或者删去。

    例：选了“网站发布信息{{ 网站条数 }}条”，还没有回答网站条数。
    """

    code = "OPEN-SLOT"
    level = Level.BLOCKS
    gap = True
    basis = "定稿不能有【待补】"

    def check(self, case: Case) -> Iterator[Verdict]:
        """Yield the facts a place's sentences wait for; cells have findings of their own."""
        for place, passages in case.passages.items():
            waited = dict.fromkeys(name for each in passages for name in each.pending)
            facts = [
                name
                for name in waited
                if "." not in name and not isinstance(case.report.answers.get(name), Pending)
            ]
            if facts:
                yield self.finding(
                    case,
                    facts,
                    f"“{place}”的文字里还有{len(facts)}处没有数：{listed(facts, '处')}。",
                    "回答这几个问题；用不上的，把这一句改掉或者删去。",
                    place=place,
                )


class Placeholders(Check):
    """文字里没有填的占位符要填上或删去。

    XX、××、____、{ }、【】、“某局”都是从模板里带来的记号。

    采用的语料里自带的【待补：…】也算：那里要写一个没有问过的数。

    例：“全年公开信息XX条”。
    """

    code = "Q-PLACE"
    level = Level.BLOCKS
    gap = True
    basis = "定稿不能有占位符"

    def check(self, case: Case) -> Iterator[Verdict]:
        """Yield the placeholders in the words of a place together; unanswered slots have findings of their own."""
        for place, passages in case.passages.items():
            found = [
                (each.start + match.start(), match[0])
                for each in passages
                for match in _PLACEHOLDER.finditer(each.text)
                if not any(start <= match.start() < end for start, end in each.filled)
            ]
            if found:
                yield self._found(case, place, found)

    def _found(self, case: Case, place: str, found: list[tuple[int, str]]) -> Finding:
        marks = [f"“{mark}”" for _, mark in found]
        start, mark = found[0]
        return self.spotted(
            self.finding(
                case,
                [TEXT + place],
                f"“{place}”的文字里还有没填的占位符{listed(list(dict.fromkeys(marks)), '种')}，共{len(found)}处。",
                "填上实际的内容，用不上的删去。",
                place=place,
            ),
            start,
            start + len(mark),
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
        problem, measure = f"{PROBLEMS}.主要问题", f"{PROBLEMS}.改进情况"
        if not has_words(case, case.form.section(PROBLEMS)):
            yield self.waits("第五部分还没有写。")
            return
        whole = case.text(PROBLEMS)
        has_problem = case.answered(problem) or bool(self._problem.search(whole))
        has_measure = case.answered(measure) or bool(
            self._measure.search(self._wish.sub("", whole))
        )
        if not (has_problem and has_measure):
            what, place = ("改进情况", measure) if has_problem else ("存在的主要问题", problem)
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
    Titled,
    NotOverYet,
    NewerForm,
    SixSections,
    LeadIn,
    FiveAspects,
    GovernmentDuties,
    Tables,
    UnansweredCells,
    OpenItems,
    OpenSlots,
    Placeholders,
    ProblemAndMeasure,
    FeeSentence,
)
