"""What the printed pages look like, by LibreOffice; skipped where it is not installed."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from assistant.export.docx import docx
from tests.export.reading import SAMPLES, document

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        not all(map(shutil.which, ("soffice", "pdfinfo", "pdftotext"))),
        reason="needs LibreOffice Writer and poppler-utils",
    ),
]


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with every sample as PDF, converted in one go by an office with a profile of its own."""
    folder = tmp_path_factory.mktemp("pages")
    for name in SAMPLES:
        (folder / f"{name}.docx").write_bytes(docx(document(name)))
    profile = (tmp_path_factory.mktemp("profile")).as_uri()
    subprocess.run(
        ["soffice", f"-env:UserInstallation={profile}", "--headless", "--convert-to", "pdf"]
        + [f"{name}.docx" for name in SAMPLES],
        cwd=folder,
        check=True,
        capture_output=True,
        timeout=120,
    )
    return folder


def pages(printed: Path, name: str) -> list[str]:
    """The words of every page, without spaces."""
    done = subprocess.run(
        ["pdftotext", "-layout", f"{name}.pdf", "-"],
        cwd=printed,
        check=True,
        capture_output=True,
        text=True,
    )
    return [re.sub(r"\s", "", page) for page in done.stdout.split("\f")[:-1]]


@pytest.mark.parametrize("name", SAMPLES)
def test_a_report_takes_a_few_a4_pages(printed: Path, name: str) -> None:
    """一份年报三到六页，A4。"""
    done = subprocess.run(
        ["pdfinfo", f"{name}.pdf"], cwd=printed, check=True, capture_output=True, text=True
    )

    assert "(A4)" in done.stdout
    assert 3 <= len(pages(printed, name)) <= 6


@pytest.mark.parametrize("name", SAMPLES)
def test_every_table_is_whole_on_one_page(printed: Path, name: str) -> None:
    """每张表都在一页之内，连同它的标题。"""
    edges = [
        ("二、主动公开政府信息情况", "第二十条第（八）项"),
        ("三、收到和处理政府信息公开申请情况", "四、结转下年度继续办理"),
        ("四、政府信息公开行政复议、行政诉讼情况", "复议后起诉"),
    ]

    for first, last in edges:
        (page,) = [page for page in pages(printed, name) if first in page]
        assert last in page


@pytest.mark.parametrize("name", SAMPLES)
def test_pages_are_numbered(printed: Path, name: str) -> None:
    """每页都有页码。"""
    found = pages(printed, name)

    assert all(page.endswith(f"—{number}—") for number, page in enumerate(found, start=1))
