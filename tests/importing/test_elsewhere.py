"""The same report as another program saved it: our export opened in LibreOffice and saved in every format it knows."""

import json
from decimal import Decimal
from pathlib import Path

import pytest

from assistant.forms import Form
from assistant.importing import import_report
from assistant.report import TEXT

FOLDER = Path(__file__).parent / "elsewhere"
TRUTH = json.loads((FOLDER / "各格.json").read_text(encoding="utf-8"))
FILES = sorted(path for path in FOLDER.iterdir() if path.suffix != ".json")


@pytest.mark.parametrize("file", FILES, ids=lambda path: path.name)
def test_every_cell_comes_back(file: Path, forms: tuple[Form, ...]) -> None:
    """别的软件另存的，200格一格不差，五个方面、第五第六部分都分得开，没有要核对的。"""
    found = import_report(file.read_bytes(), file.name, forms)

    assert {name: Decimal(str(value)) for name, value in TRUTH.items()} == {
        name: Decimal(found.report.number(name) or 0) for name in found.form.fields
    }
    assert () == found.missing
    assert () == found.doubts
    assert ("云澜市青禾区人民政府办公室", 2024) == (found.unit, found.year)
    assert 7 == sum(name.startswith(TEXT) for name in found.report.answers)
