"""What we export we read back: the same report, in every format."""

from decimal import Decimal
from pathlib import PurePath

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant import content
from assistant.document import build
from assistant.export import exporter_for
from assistant.forms import Kind, shown
from assistant.importing import import_report
from assistant.report import TEXT, UNIT, YEAR, Paragraph, Report, Value

FORMS = content.forms()
SUFFIXES = (".md", ".docx", ".html")

WORDS = st.text(
    st.sampled_from(
        "公开政府信息工作年度及时更新目录办理答复程序规范网站渠道，、“”（）〔〕%·—…*_|#&<>\\`~=+-0123456789A"
    ),
    min_size=4,
    max_size=60,
).map(lambda text: f"我局{text}，做好有关工作。")
PLACES = (
    "前言",
    "总体情况.总起",
    "总体情况.主动公开",
    "总体情况.依申请公开",
    "总体情况.政府信息管理",
    "总体情况.平台建设",
    "总体情况.监督保障",
    "主动公开.说明",
    "申请.说明",
    "复议诉讼.说明",
    "问题改进",
    "其他事项",
)


@st.composite
def reports(draw: st.DrawFn) -> tuple[int, Report]:
    """A report of any year, with gaps, changes, money and words."""
    year = draw(st.integers(2019, 2026))
    form = content.form_for_year(year)
    answers: dict[str, Value] = {UNIT: "云澜市青禾区水务局", YEAR: year}
    amounts = st.integers(0, 10**9).map(lambda cents: Decimal(cents) / 100)
    kinds: dict[Kind, st.SearchStrategy[int]] = {
        Kind.COUNT: st.integers(0, 10**8),
        Kind.CHANGE: st.integers(-999, 999),
    }
    for name, cell in form.fields.items():
        if not cell.total and draw(st.integers(0, 20)):
            size: st.SearchStrategy[int | Decimal] = (
                amounts if cell.kind is Kind.AMOUNT else kinds[cell.kind]
            )
            answers[name] = draw(size)
    for place in PLACES:
        words = draw(st.lists(WORDS, max_size=2))
        if words:
            answers[TEXT + place] = tuple(map(Paragraph, words))
    if draw(st.booleans()):
        answers["落款日期"] = f"{year + 1}年1月20日"
    return year, Report(answers)


@pytest.mark.parametrize("suffix", SUFFIXES)
@settings(max_examples=25)
@given(made=reports())
def test_a_report_comes_back_as_it_was(suffix: str, made: tuple[int, Report]) -> None:
    """导出再导入，数字、文字、单位、年份、落款日期都和原来一样；没有填的格子还是没有填。"""
    year, report = made
    form = content.form_for_year(year)
    document = build(form, report)

    content_ = exporter_for(PurePath(f"报告{suffix}"))(document)
    found = import_report(content_, f"报告{suffix}", FORMS)

    assert (form.id, year, "云澜市青禾区水务局") == (found.form.id, found.year, found.unit)
    assert dict(shown(form, report)) == dict(shown(form, found.report))
    assert report.answers.get("落款日期") == found.report.answers.get("落款日期")
    again = build(form, found.report)
    assert [block for block in document.blocks if not _pending(block)] == [
        block for block in again.blocks if not _pending(block)
    ]


def _pending(block: object) -> bool:
    return "【待补" in str(getattr(block, "text", ""))
