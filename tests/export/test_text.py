from dataclasses import replace

import pytest

from assistant.export import EXPORTERS
from assistant.export.text import text
from tests.export.reading import SAMPLES, document


def test_paragraphs_begin_as_on_paper() -> None:
    """段首空两字，署名和日期靠右。"""
    lines = text(document("zero-2019")).splitlines()

    assert "　　柳溪镇按照条例规定的职责公开本镇信息。" in lines
    assert lines[-1].endswith("  2020年1月16日")
    assert "一、总体情况" in lines


@pytest.mark.parametrize("name", SAMPLES)
def test_strokes_stand_below_one_another(name: str) -> None:
    """每张表的竖线上下对齐。"""
    tables = [block for block in text(document(name)).split("\n\n") if block.startswith("|")]

    for table in tables:
        places = {
            tuple(at for at, sign in enumerate(_half_width(line)) if sign == "|")
            for line in table.split("\n")
        }
        assert len(places) == 1


def _half_width(line: str) -> str:
    """A line as a Chinese font shows it: quotes are as wide as characters."""
    return "".join(sign if sign.isascii() else "中中" for sign in line)


def test_outer_titles_stand_above_their_rows_once() -> None:
    """上层标题只写一次，写在它管的几行之上。"""
    page = text(document("figures-2025"))

    assert page.count("| （三）不予公开 ") == 1
    assert "／" not in page


def test_a_draft_says_so_first() -> None:
    """草稿第一行就写明是草稿。"""
    assert text(replace(document("zero-2019"), draft="草稿：不得公布")).startswith(
        "【草稿：不得公布】\n\n青禾区"
    )


def test_old_notepads_can_read_the_file() -> None:
    """文件带编码标记，换行是 Windows 的。"""
    content = EXPORTERS[".txt"](document("zero-2019"))

    assert content.startswith(b"\xef\xbb\xbf")
    assert content.count(b"\n") == content.count(b"\r\n")
