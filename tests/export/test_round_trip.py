"""What is exported comes back by import: 200 reports a format and form, the same in every run."""

from __future__ import annotations

from decimal import Decimal
from random import Random

import pytest

from assistant import content
from assistant.document import Block, Table, build
from assistant.export import EXPORTERS
from assistant.forms import Kind, shown
from assistant.importing import import_report
from assistant.report import TEXT, UNIT, YEAR, Paragraph, Report, Value

FORMS = content.forms()
YEARS = {"2019": (2019, 2020), "2021": (2021, 2026)}
UNITS = (
    "云澜市人民政府",
    "云澜市青禾区水务局",
    "青禾区柳溪镇人民政府",
)
SIGNS = (
    "公开政府信息工作年度及时更新目录办理答复程序规范网站渠道，、“”（）〔〕%·—…*_#&<>~=-0123456789A"
)
PLACES = (
    "前言",
    "总体情况.总起",
    "总体情况.主动公开",
    "总体情况.依申请公开",
    "总体情况.政府信息管理",
    "总体情况.平台建设",
    "总体情况.监督保障",
    "申请.说明",
    "问题改进",
    "其他事项",
)


def drawn(random: Random, form_id: str) -> Report:
    """A finished report: every figure, words in most places."""
    year = random.randint(*YEARS[form_id])
    answers: dict[str, Value] = {UNIT: random.choice(UNITS), YEAR: year}
    for name, cell in content.form_for_year(year).fields.items():
        if not cell.total:
            answers[name] = figure(random, cell.kind)
    for place in PLACES:
        if words := [paragraph(random) for _ in range(random.randrange(3))]:
            answers[TEXT + place] = tuple(words)
    if random.randrange(2):
        answers["落款日期"] = f"{year + 1}年1月20日"
    return Report(answers)


def figure(random: Random, kind: Kind) -> Value:
    match kind:
        case Kind.AMOUNT:
            return Decimal(random.randrange(10**9)) / 100
        case Kind.CHANGE:
            return random.randint(-999, 999)
        case _:
            return random.choice((0, random.randrange(100), random.randrange(10**6)))


def paragraph(random: Random) -> Paragraph:
    signs = "".join(random.choices(SIGNS, k=random.randint(4, 60)))
    return Paragraph(f"我局{signs}，做好有关工作。")


@pytest.mark.slow
@pytest.mark.parametrize("form_id", YEARS)
@pytest.mark.parametrize("suffix", EXPORTERS)
def test_every_report_comes_back(suffix: str, form_id: str) -> None:
    """导出再导入，单位、年份、每一格、每一段、落款日期都和原来一样。"""
    random = Random(f"{suffix}{form_id}")
    for _ in range(200):
        report = drawn(random, form_id)
        form = content.form_for_year(report.year or 0)
        document = build(form, report)

        found = import_report(EXPORTERS[suffix](document), f"报告{suffix}", FORMS)

        assert (form.id, report.year, report.unit) == (found.form.id, found.year, found.unit)
        assert dict(shown(form, report)) == dict(shown(form, found.report))
        assert report.answers.get("落款日期") == found.report.answers.get("落款日期")
        again = build(form, found.report)
        assert list(map(told, document.blocks)) == list(map(told, again.blocks))


def told(block: Block) -> object:
    """A block as it is compared; a table by what stands in it."""
    return [cell.text for cell in block.cells] if isinstance(block, Table) else block
