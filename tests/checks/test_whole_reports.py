"""What whole reports raise, and nothing else; then one slip at a time."""

import json
from collections.abc import Callable, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from assistant import checks, content
from assistant.finding import Level
from assistant.forms import Form, form_for_year
from assistant.importing import import_report
from assistant.report import TEXT, Paragraph, Report

SHARED = Path(__file__).parents[3] / "shared" / "reports"
"""Published reports, where a developer keeps them beside the project."""


def published(name: str, forms: tuple[Form, ...]) -> tuple[Form, Report]:
    """Return a published report: figures as noted beside it, all its words, its title as printed."""
    if not (SHARED / f"{name}.json").exists():
        pytest.skip("the published report is not beside the project")
    source = json.loads((SHARED / f"{name}.json").read_text("utf-8"), parse_float=Decimal)
    text = (SHARED / f"{name}.txt").read_text("utf-8")
    form = form_for_year(forms, source["year"])
    title, _, _ = text.partition("\n\n")
    answers = {**source["fields"], "单位全称": source["unit"], "年份": source["year"]}
    starts = [text.index(section.title) for section in form.sections]
    ends = [*starts[1:], len(text)]
    for section, start, end in zip(form.sections, starts, ends, strict=True):
        words = text[start + len(section.title) : end].strip()
        if section.table is None:
            lines = (line.strip() for line in words.split("\n"))
            answers[TEXT + section.id] = tuple(Paragraph(line) for line in lines if line)
    printed = {**source.get("raw", {}), "标题": title.replace("\n", "")}
    return form, Report(answers, blank=frozenset(source["missing"]), printed=printed)


A_BUREAUS_2020 = {
    "Q-TITLE": Level.BLOCKS,
    "Q-LEADIN": Level.HINT,
    "Q-WORD": Level.EXPLAIN,
    "Q-ABBR": Level.EXPLAIN,
    "Q-GOV3": Level.HINT,
    "T2o-NODEC": Level.HINT,
    "T2o-BLANK": Level.BLOCKS,
    "T2-ALLZERO": Level.HINT,
    "T3-ZEROALL": Level.HINT,
    "Q-PAIR": Level.EXPLAIN,
    "Q-VAGUE": Level.EXPLAIN,
    "Q-IMP": Level.BLOCKS,
}
"""What a bureau's report of 2020 raises: no year in the title, one cell blank, licences without decisions, all zero,
a vague problem without a measure, a title nobody explained, two slips of the pen. Nothing else."""


def levels(checked: checks.Checked) -> Mapping[str, Level]:
    """Return the codes found with their gravest levels, in their order."""
    found: dict[str, Level] = {}
    for each in checked.findings:
        order = list(Level)
        found[each.code] = min(found.get(each.code, each.level), each.level, key=order.index)
    return found


def test_a_bureaus_report_of_2020(case: Callable[..., Any]) -> None:
    """The figures of a real report of 2020 raise exactly what is wrong with it."""
    checked = case("qinghe-2020").checked()

    assert list(A_BUREAUS_2020.items()) == list(levels(checked).items())


def test_a_bureaus_report_of_2020_as_read(forms: tuple[Form, ...]) -> None:
    """The same report as it was published, whole words and totals included, raises the same."""
    form, report = published("xiangqiao-2020", forms)

    checked = checks.run(form, report, standards=content.standards().standards)

    assert A_BUREAUS_2020 == levels(checked)


def test_a_whole_citys_report_of_2023_as_read(forms: tuple[Form, ...]) -> None:
    """A long published report whose figures all agree blocks nothing; its length and one duty want a word."""
    form, report = published("suqian-2023", forms)

    checked = checks.run(form, report, standards=content.standards().standards)

    weighty = {each.code: each.level for each in checked.findings if each.level is not Level.HINT}
    assert {"Q-LEN": Level.EXPLAIN, "Q-GOV3": Level.EXPLAIN} == weighty


def test_a_whole_citys_report_of_2025(case: Callable[..., Any]) -> None:
    """Real figures of a whole city block nothing; the fee without decimals and state secrets want a word."""
    checked = case("yunlan-2025").checked()

    weighty = [each.code for each in checked.findings if each.level is not Level.HINT]
    assert ["T2-UNIT", "T3-SECRET"] == weighty


def test_a_report_of_2019_with_blank_totals(case: Callable[..., Any]) -> None:
    """Blank totals are reported, once as blank and once with what they should be; 表四 is right."""
    found = {each.code: each for each in case("yunlan-office-2019").checked().findings}

    assert {"T3-INT", "T3-ROW"} == {
        code for code, each in found.items() if each.level is Level.BLOCKS
    }
    assert 20 == len(found["T3-INT"].fields) == len(found["T3-ROW"].fields)


@pytest.mark.parametrize("sample", ["plain-2021", "plain-2019"])
def test_a_plain_report_raises_nothing(sample: str, case: Callable[..., Any]) -> None:
    """A report in order is not bothered with anything."""
    assert () == case(sample).checked().findings


@pytest.mark.parametrize("sample", ["zero-2021", "zero-2019"])
def test_a_zero_report_is_only_asked_whether_it_is_one(
    sample: str, case: Callable[..., Any]
) -> None:
    """A year without anything is in order too."""
    assert ["T3-ZEROALL"] == case(sample).codes()


ROW = [13612, 252, 0, 45, 128, 32, 14069]
"""`申请.新收` of the city's report."""

SLIPS = [
    ("one more in one cell", {"申请.予以公开.自然人": 5346}, {"T3-SUM", "T3-ROW"}),
    (
        "one more in a handled total",
        {"申请.办理总计.自然人": 13365},
        {"T3-SUM", "T3-BAL", "T3-ROW"},
    ),
    ("two columns exchanged", {"申请.新收.自然人": 252, "申请.新收.商业企业": 13612}, {"T3-BAL"}),
    ("a total of 表四", {"复议诉讼.复议.总计": 791}, {"T4-SUM"}),
]


@pytest.mark.parametrize(("slip", "cells", "expected"), SLIPS, ids=[slip[0] for slip in SLIPS])
def test_one_slip(
    slip: str, cells: Mapping[str, int], expected: set[str], case: Callable[..., Any]
) -> None:
    """A slip in figures that were in order raises the rules it breaks and no other."""
    before = {each.code for each in case("yunlan-2025").checked().findings}

    after = {each.code for each in case("yunlan-2025", 格子=cells).checked().findings}

    assert expected == after - before, slip


def test_exchanged_columns_are_recognised(case: Callable[..., Any]) -> None:
    """Two columns that are wrong by the same number, each the other way, are named together."""
    over = {"申请.新收.自然人": 3, "申请.予以公开.商业企业": 3}
    findings = case("zero-2021", 格子=over).checked().findings

    cures = {each.cure for each in findings if each.code == "T3-BAL"}
    assert 1 == len(cures)
    assert "“自然人”收进来的多3件，“商业企业”正好少3件" in cures.pop()


def test_last_years_report_settles_the_blame(case: Callable[..., Any]) -> None:
    """A column that is out by one, and a carry-over out by the same one, have one cell to blame."""
    written = case("plain-2021", 上年底稿="plain-2021", 格子={"申请.上年结转.自然人": 2})

    found = {each.code: each for each in written.checked().findings}
    assert {"T3-BAL", "T3-CARRY"} <= set(found)
    assert "申请.上年结转.自然人" == found["T3-BAL"].fields[0]
    assert "把2件改成1件" in found["T3-BAL"].cure


def test_findings_follow_the_report(case: Callable[..., Any]) -> None:
    """Findings come in the order in which the report is read."""
    sections = ["", "总体情况", "主动公开", "申请", "复议诉讼", "问题改进", "其他事项"]
    found = case("qinghe-2020", 去掉=["单位全称", "申请.新收.其他", "正文.其他事项"]).checked()

    places = [sections.index(each.section) for each in found.findings]
    assert sorted(places) == places


def test_a_bureaus_report_of_2020_as_imported(forms: tuple[Form, ...]) -> None:
    """Read from its file, title and all, the report raises the same."""
    path = SHARED / "xiangqiao-2020.txt"
    if not path.exists():
        pytest.skip("the published report is not beside the project")
    imported = import_report(path.read_bytes(), path.name, forms)

    checked = checks.run(imported.form, imported.report, standards=content.standards().standards)

    assert A_BUREAUS_2020 == levels(checked)
