"""Published reports with the truth beside them, in a folder `shared/reports` next to the checkout."""

import json
from pathlib import Path

import pytest

from assistant.forms import Form
from assistant.importing import as_json, import_report

FOLDER = Path(__file__).parents[3] / "shared" / "reports"
TRUTHS = sorted(FOLDER.glob("*.json")) if FOLDER.is_dir() else []

pytestmark = pytest.mark.skipif(not TRUTHS, reason="没有可供核对的已公开年报")


@pytest.mark.parametrize("truth", TRUTHS, ids=lambda path: path.stem)
def test_every_cell_is_right(truth: Path, forms: tuple[Form, ...]) -> None:
    """每一格都读对；原件缺的格子报告为缺。"""
    expected = json.loads(truth.read_text(encoding="utf-8"))
    (report,) = (path for path in FOLDER.glob(f"{truth.stem}.*") if path != truth)

    found = as_json(import_report(report.read_bytes(), report.name, forms))

    assert expected["fields"] == found["fields"]
    assert expected["missing"] == found["missing"]
    assert expected.get("raw") == found.get("raw")
    assert (expected["unit"], expected["year"], expected["form"]) == (
        found["unit"],
        found["year"],
        found["form"],
    )


@pytest.mark.parametrize("truth", TRUTHS, ids=lambda path: path.stem)
def test_every_section_is_right(truth: Path, forms: tuple[Form, ...]) -> None:
    """各部分的文字从标题后面开始，到下一个标题为止。"""
    expected = json.loads(truth.read_text(encoding="utf-8"))["text"]
    (report,) = (path for path in FOLDER.glob(f"{truth.stem}.*") if path != truth)

    found = as_json(import_report(report.read_bytes(), report.name, forms))["text"]

    assert expected == {name: found[name][:200] for name in expected}


@pytest.mark.parametrize("truth", TRUTHS, ids=lambda path: path.stem)
def test_every_missing_cell_is_doubted(truth: Path, forms: tuple[Form, ...]) -> None:
    """缺的格子都有一句说明。"""
    expected = json.loads(truth.read_text(encoding="utf-8"))["missing"]
    (report,) = (path for path in FOLDER.glob(f"{truth.stem}.*") if path != truth)

    doubts = as_json(import_report(report.read_bytes(), report.name, forms))["doubts"]

    assert expected == [doubt["field"] for doubt in doubts if doubt["field"] in expected]
