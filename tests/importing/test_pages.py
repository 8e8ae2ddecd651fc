"""Web pages as offices publish them: saved whole, kept in scripts, partly hidden."""

import base64
import quopri
from collections.abc import Callable

import pytest

from assistant.forms import Form
from assistant.importing import ImportRefused, import_report, read_source
from assistant.importing.tree import Block, Paragraph, Table

ROWS = "".join(f"<tr><td>甲{n}</td><td>{n}</td></tr>" for n in range(5))
TABLE = Table(tuple((f"甲{n}", str(n)) for n in range(5)))


def blocks(page: str, name: str = "年报.html") -> tuple[Block, ...]:
    return read_source(page.encode(), name).blocks


@pytest.mark.parametrize(
    ("packed", "pack"),
    [
        ("8bit", lambda page: page),
        ("base64", base64.b64encode),
        ("quoted-printable", quopri.encodestring),
    ],
)
def test_a_page_saved_as_one_file_is_read(packed: str, pack: Callable[[bytes], bytes]) -> None:
    """MHT 里的网页按网页读，怎么打的包都行；图片和样式不管。"""
    page = "<html><meta charset='utf-8'><body><p>一段话。</p></body></html>".encode()
    head = (
        "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n"
        "--x\r\nContent-Type: text/css\r\n\r\np {}\r\n"
        f"--x\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: {packed}\r\n\r\n"
    )
    content = head.encode() + pack(page) + b"\r\n--x--\r\n"

    assert (Paragraph("一段话。"),) == read_source(content, "年报.mht").blocks


@pytest.mark.parametrize("name", ["ArticleTitle", "og:title"])
def test_the_title_in_the_head_of_a_page_is_a_hint(name: str) -> None:
    """网站放在页头里的标题，正文里没有时用得上。"""
    kind = "property" if ":" in name else "name"
    page = f"<html><head><meta {kind}='{name}' content='某局2024年年报'></head><body><p>字</p></body></html>"

    assert ("某局2024年年报",) == read_source(page.encode(), "年报.html").hints


def test_a_page_kept_as_an_address_in_a_script_is_read() -> None:
    """正文转成百分号编码放在脚本里的，也读出来。"""
    from urllib.parse import quote

    kept = quote(f"<table>{ROWS}</table>")

    assert TABLE in blocks(f"<body><script>show('{kept}')</script></body>")


def test_what_is_hidden_in_a_cell_is_no_figure() -> None:
    """格子里藏着的字不显示，也不读。"""
    hidden = "<span style='display:none'>99</span>"
    rows = ROWS.replace("<td>3</td>", f"<td>{hidden}3</td>")
    gone = "<tr style='display: none'><td>藏</td><td>7</td></tr>"

    assert (TABLE,) == blocks(f"<table>{rows}{gone}</table>")


def test_a_page_without_a_word_is_refused_or_empty() -> None:
    """只有声明的没有段落，只有空壳的读不下去，都不算差错。"""
    assert () == blocks('<?xml version="1.0" encoding="utf-8"?>')
    with pytest.raises(ImportRefused, match="读不下去"):
        blocks("<!DOCTYPE html><html></html>")


@pytest.mark.parametrize(
    ("words", "doubt"),
    [
        ("一、概述\n咨询处理情况：接受咨询12次。", "2018年及以前的旧式年报"),
        ("本学年按照《高等学校信息公开办法》公开信息12条。", "学校按学年编的信息公开报告"),
    ],
)
def test_another_kind_of_report_is_called_so(
    words: str, doubt: str, forms: tuple[Form, ...]
) -> None:
    """旧式年报、学校的报告，说明用得上的只有文字。"""
    text = f"云澜市水务局2024年信息公开年度报告\n{words}\n"
    found = import_report(text.encode(), "报告.txt", forms)

    assert any(doubt in each.message for each in found.doubts)


def test_a_year_that_had_another_form_is_doubted(forms: tuple[Form, ...]) -> None:
    """2018年及以前没有现在的格式，读得出年份也不硬套。"""
    text = "# 云澜市水务局2016年政府信息公开工作年度报告\n\n## 一、总体情况\n\n公开信息3条。\n"
    found = import_report(text.encode(), "报告.md", forms)

    assert any("2016年" in each.message for each in found.doubts)
