"""The files a sample year must lead to; `NIANBAO_GOLDEN=write` in the environment writes them anew."""

import io
import os
import zipfile
from pathlib import Path

REPORTS = Path(__file__).parent


def matches_expected(name: str, file: str, made: bytes) -> None:
    """Compare what was made with the file that is kept."""
    kept = REPORTS / name / file
    if os.environ.get("NIANBAO_GOLDEN") == "write":
        kept.write_bytes(made)

    assert kept.read_bytes() == made


def body_of(docx: bytes) -> bytes:
    """Return the body of a DOCX file, one element a line so that it can be read in a comparison."""
    with zipfile.ZipFile(io.BytesIO(docx)) as archive:
        return archive.read("word/document.xml").replace(b"><w:", b">\n<w:")
