import subprocess
import sys
from pathlib import Path, PurePath

import pytest

from assistant.export import EXPORTERS, ExportRefused, export
from tests.export.reading import document

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(
    ("name", "beginning"),
    [("年报.md", b"# "), ("年报.DOCX", b"PK"), ("年报.html", b"<!DOCTYPE html>")],
)
def test_the_suffix_chooses_the_format(name: str, beginning: bytes) -> None:
    """后缀决定格式，大小写不论。"""
    assert export(document("zero-2019"), PurePath(name)).startswith(beginning)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (
            "年报.doc",
            "不知道“年报.doc”要导出成什么格式：后缀“.doc”不在 .docx、.md、.html、.txt 之中，是不是“.docx”？",
        ),
        (
            "年报",
            "不知道“年报”要导出成什么格式：请在文件名后面加上 .docx、.md、.html、.txt 中的一个。",
        ),
    ],
)
def test_an_unknown_suffix_is_refused_with_the_known_ones(name: str, expected: str) -> None:
    """后缀不认识时列出能用的。"""
    with pytest.raises(ExportRefused) as refused:
        export(document("zero-2019"), PurePath(name))

    assert expected == refused.value.sentence


def test_formats_are_four() -> None:
    """能导出四种格式。"""
    assert list(EXPORTERS) == [".docx", ".md", ".html", ".txt"]


def test_nothing_heavy_is_loaded_before_it_is_needed() -> None:
    """不导出 DOCX 就不装载 python-docx。"""
    code = (
        "import sys, assistant.document, assistant.export, assistant.export.markdown;"
        "print([m for m in ('docx', 'lxml', 'jinja2', 'pydantic') if m in sys.modules])"
    )

    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, check=True, capture_output=True, text=True
    )

    assert done.stdout.strip() == "[]"
