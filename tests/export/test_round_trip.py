"""What is exported comes back by import: 200 reports a format and form, the same in every run."""

from __future__ import annotations

from decimal import Decimal
from random import Random

import pytest

from assistant import content
from assistant.document import Block, Table, build
from assistant.export import EXPORTERS
from assistant.export.office import Office
from assistant.forms import Kind, shown
from assistant.importing import import_report
from assistant.report import TEXT, UNIT, YEAR, Paragraph, Report, Value
from tests.export.extremes import LONG_NAME
from tests.export.reading import sample

FORMS = content.forms()
BANK = content.bank().bank.phrases
YEARS = {"2019": (2019, 2020), "2021": (2021, 2026)}
UNITS = (
    "云澜市人民政府",
    "云澜市青禾区水务局",
    "青禾区柳溪镇人民政府",
    "青禾区",
    "国家税务总局云澜市青禾区税务局第一税务分局",
    "云澜市青禾区市场监督管理局（云澜市青禾区知识产权局）",
    "云澜市青禾区人民政府办公室(外事办公室)",
    "云澜市“智慧城市”建设领导小组办公室",
    "云澜市轨道交通（2025）工程指挥部",
    "云澜市青禾区融媒体中心·广播电视台",
    LONG_NAME,
)
SIGNS = (
    "公开政府信息工作年度及时更新目录办理答复程序规范网站渠道，、“”（）〔〕%·—…*_#&<>~=-0123456789A"
)


def drawn(random: Random, form_id: str) -> Report:
    """A finished report: every figure, words in most places."""
    year = random.randint(*YEARS[form_id])
    answers: dict[str, Value] = {UNIT: random.choice(UNITS), YEAR: year}
    form = content.form_for_year(year)
    for name, cell in form.fields.items():
        if not cell.total:
            answers[name] = figure(random, cell.kind)
    for place in form.places:
        if words := [words_of(random, place, year) for _ in range(random.randrange(3))]:
            answers[TEXT + place] = tuple(dict.fromkeys(words))
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


def words_of(random: Random, place: str, year: int) -> Paragraph:
    """A phrase that may stand there, bound to the figures, or any signs at all."""
    phrases = [p for p in BANK if place in p.places and p.serves_year(year)]
    if not phrases or random.randrange(2):
        return paragraph(random)
    phrase = random.choice(phrases)
    return Paragraph(phrase.text, phrase=phrase.id, bound=True)


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


@pytest.mark.parametrize("suffix", EXPORTERS)
def test_a_report_set_the_office_way_comes_back(suffix: str) -> None:
    """按本单位版式导出的（题上一行、接排、附注），读回来还是那份年报。"""
    office = Office(run_in=True, above="云澜市2025年度年报汇编", note="此件公开发布")
    form, report = sample("figures-2025")
    document = build(form, report)

    found = import_report(EXPORTERS[suffix](document, office), f"报告{suffix}", FORMS)

    again = build(form, found.report)
    assert list(map(told, document.blocks)) == list(map(told, again.blocks))
    assert (report.unit, report.year) == (found.unit, found.year)


def told(block: Block) -> object:
    """A block as it is compared; a table by what stands in it."""
    return [cell.text for cell in block.cells] if isinstance(block, Table) else block
