"""The two sample years from their answers, without a screen: the real figures of a bureau and of a city."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.commands import nianbao
from tests.reports.expected import REPORTS, body_of, matches_expected

YEARS = ("市政府2025", "区局2020")
SHARED = Path(__file__).parents[2].parent / "shared" / "reports"
FIGURES = {"市政府2025": "hangzhou-style-2025.json", "区局2020": "xiangqiao-2020.json"}


@pytest.mark.parametrize("name", YEARS)
def test_answers_lead_to_the_same_report_as_the_walk(name: str, tmp_path: Path) -> None:
    """`new --answers`, `check` and `export` end in the very files the walk through the screens ends in."""
    draft = tmp_path / "draft.nianbao"

    assert 0 == nianbao("new", "--answers", REPORTS / name / "answers.json", "-o", draft).code
    assert 0 == nianbao("check", draft).code
    for suffix in ("md", "docx"):
        assert 0 == nianbao("export", draft, "-o", tmp_path / f"report.{suffix}").code
    matches_expected(name, "expected.md", (tmp_path / "report.md").read_bytes())
    docx = (tmp_path / "report.docx").read_bytes()
    matches_expected(name, "expected.document.xml", body_of(docx))


@pytest.mark.skipif(
    not SHARED.is_dir(), reason="the published figures are not beside this checkout"
)
@pytest.mark.parametrize("name", YEARS)
def test_the_figures_are_the_published_ones(name: str) -> None:
    """Every cell that was published stands in the sample year; only what was blank is ours."""
    published = json.loads((SHARED / FIGURES[name]).read_text(encoding="utf-8"))
    ours = json.loads((REPORTS / name / "answers.json").read_text(encoding="utf-8"))["fields"]

    assert published["fields"] == {cell: ours[cell] for cell in published["fields"]}
    assert set(published["missing"]) == ours.keys() - published["fields"].keys()
