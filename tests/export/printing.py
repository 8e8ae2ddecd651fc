"""Pages as a printer would get them: LibreOffice makes PDF, pdfplumber and pdftoppm measure it."""

import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pdfplumber
import pytest

FONTS = Path(__file__).parent / "fonts.conf"
MM = 72 / 25.4
"""Points of a millimetre."""

needs_a_printer = [
    pytest.mark.slow,
    pytest.mark.skipif(
        not all(map(shutil.which, ("soffice", "pdftoppm"))),
        reason="needs LibreOffice Writer and poppler-utils",
    ),
]


def printed(folder: Path, files: Mapping[str, bytes]) -> None:
    """Put every DOCX into `folder` as PDF, converted in one go by an office with a profile of its own."""
    for name, content in files.items():
        (folder / f"{name}.docx").write_bytes(content)
    subprocess.run(
        ["soffice", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless"]
        + [
            "--convert-to",
            'pdf:writer_pdf_Export:{"ExportBookmarks":{"type":"boolean","value":"true"}}',
        ]
        + [f"{name}.docx" for name in files],
        cwd=folder,
        env={**os.environ, "FONTCONFIG_FILE": str(FONTS)},
        check=True,
        capture_output=True,
        timeout=180,
    )


def pages(path: Path) -> list[list[list[Any]]]:
    """Return the characters of every page, line by line, each from left to right."""
    with pdfplumber.open(path) as pdf:
        return [_lines(page.chars) for page in pdf.pages]


def _lines(characters: list[Any]) -> list[list[Any]]:
    lines: list[list[Any]] = []
    for character in sorted(characters, key=lambda c: (c["matrix"][5] * -1, c["x0"])):
        if lines and abs(lines[-1][0]["matrix"][5] - character["matrix"][5]) < 1:
            lines[-1].append(character)
        else:
            lines.append([character])
    return [sorted(line, key=lambda c: float(c["x0"])) for line in lines]


def words(line: list[Any]) -> str:
    """Return the words of a line, without spaces."""
    return "".join(c["text"] for c in line).replace(" ", "").replace("\xa0", "")


def baseline(line: list[Any]) -> float:
    """Return how far the line stands above the foot of the page, in points."""
    return float(line[0]["matrix"][5])


def outline(path: Path) -> list[str]:
    """Return the bookmarks of a PDF, without spaces."""
    with pdfplumber.open(path) as pdf:
        return [str(title).replace(" ", "") for _, title, *_ in pdf.doc.get_outlines()]


def ink(path: Path, page: int, left: float, right: float, top: float) -> tuple[float, float, float]:
    """Return where ink begins from the left, ends, and begins from the top, in mm, below `top` within the columns."""
    done = subprocess.run(
        ["pdftoppm", "-gray", "-r", "300", "-f", str(page), "-l", str(page), str(path)],
        check=True,
        capture_output=True,
    )
    _, size, _, pixels = done.stdout.split(b"\n", 3)
    columns, rows = map(int, size.split())
    dot = 25.4 / 300
    begin, end = int(left / dot), min(int(right / dot), columns)
    dark = [
        (row, begin + column)
        for row in range(int(top / dot), rows)
        for column, value in enumerate(pixels[row * columns + begin : row * columns + end])
        if value < 128
    ]
    across = [column for _, column in dark]
    return min(across) * dot, (max(across) + 1) * dot, dark[0][0] * dot
