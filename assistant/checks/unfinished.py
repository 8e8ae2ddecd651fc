"""Rules about what a draft still leaves open: cells, 待补, slots, placeholders."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.checks.base import Check, Verdict
from assistant.checks.case import Case
from assistant.checks.naming import cell_name, cells_listed, listed
from assistant.finding import Finding, Level
from assistant.report import LAST_YEAR, TEXT, Pending

_PLACEHOLDER = re.compile(
    r"【待补[^】]*】|【[^】\d]*】|[XxＸｘ×]{2,}|_{2,}|＿{2,}|\{[^{}]*\}|某[局委办镇乡县](?![些个种])|此处填写|待补充"
    r"|…+(?=[件条次份人个期篇场项](?![\u4e00-\u9fff]))|(?<![A-Za-z])[NnXxYyMm](?=[件条次份期篇场项](?![\u4e00-\u9fff]))"
    r"|(?<=[\u4e00-\u9fff])[ \u3000]+(?=(?:件|条|次|份|人次|期|篇|场|项)[，。；、])"
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

    XX、××、____、{ }、【】、“某局”“……件”“N次”都是从模板里带来的记号，单位前面空着的也算。

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
                (each.start + match.start(), match[0].replace("\u3000", " "))
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


ALL: tuple[type[Check], ...] = (
    UnansweredCells,
    OpenItems,
    OpenSlots,
    Placeholders,
)
