"""The files a sample year must lead to; `NIANBAO_GOLDEN=write` in the environment writes them anew."""

import io
import json
import os
import zipfile
from decimal import Decimal
from pathlib import Path
from typing import Any

from assistant.desk import Desk
from assistant.forms import shown
from assistant.report import KIND, TEXT, UNIT, YEAR, Value

REPORTS = Path(__file__).parent


def matches_expected(name: str, file: str, made: bytes) -> None:
    """Compare what was made with the file that is kept."""
    kept = REPORTS / name / file
    if os.environ.get("NIANBAO_GOLDEN") == "write":
        kept.write_bytes(made)

    assert kept.read_bytes() == made


def answers_of(draft: Path) -> bytes:
    """Return what a draft says as an answers file: every figure shown, the wording as it reads now."""
    desk = Desk.open(draft, read_only=True)
    report = desk.report
    plain = {name: value for name, value in report.answers.items() if "." not in name}
    said = {
        "unit": report.unit,
        "year": report.year,
        "kind": report.kind,
        "fields": {name: _json(number) for name, number in shown(desk.form, report).items()},
        "facts": {
            name: _json(value) for name, value in plain.items() if name not in (UNIT, YEAR, KIND)
        },
        "text": {
            name.removeprefix(TEXT): "\n".join(desk.rendered(paragraph)[0] for paragraph in value)
            for name, value in report.answers.items()
            if isinstance(value, tuple)
        },
    }
    desk.close()
    return (json.dumps(said, ensure_ascii=False, indent=1) + "\n").encode()


def _json(value: Value) -> Any:
    return float(value) if isinstance(value, Decimal) else value


def body_of(docx: bytes) -> bytes:
    """Return the body of a DOCX file, one element a line so that it can be read in a comparison."""
    with zipfile.ZipFile(io.BytesIO(docx)) as archive:
        return archive.read("word/document.xml").replace(b"><w:", b">\n<w:")
