from dataclasses import replace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from assistant.document import Cell, Document, Heading, Paragraph, Role, Table
from assistant.export.markdown import escape, markdown
from assistant.export.words import lines, one_line
from tests.export.reading import document, markdown_tables

READER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
SPECIAL = st.text("\\`*_[]()<>|~&#-+=:.!1a 中\n\t；amp;", max_size=24)
ANY = st.text(max_size=24)


def bare(*blocks: Heading | Paragraph | Table) -> Document:
    """A document of these blocks only."""
    return Document(("题",), "", None, None, "", blocks)


def shown(text: str) -> list[tuple[str, str]]:
    """What a reader of the Markdown sees: each block's tag and words; anything but words and breaks is an error."""
    seen: list[tuple[str, str]] = []
    tag = ""
    for token in READER.parse(text):
        if token.type == "inline":
            kinds = {child.type for child in token.children or ()}
            assert kinds <= {"text", "text_special", "hardbreak"}, kinds
            seen.append((tag, "".join(child.content or "\n" for child in token.children or ())))
        else:
            tag = token.tag
            assert tag in {"h1", "h2", "h3", "p"}, token
    return seen


@given(SPECIAL | ANY)
@example("1. 完善制度")
@example("- 一")
@example("a\\|b\n:-")
@example("标题\n===")
@example("&amp; &#35; <b>x</b> http://a_b.cn/?x=1&y=2")
def test_a_paragraph_shows_exactly_its_words(text: str) -> None:
    """正文里的任何符号都只是文字。"""
    words = "\n".join(filter(None, lines(text)))

    assert [("h1", "题"), *([("p", words)] if words else [])] == shown(
        markdown(bare(Paragraph(text)))
    )


@given(SPECIAL | ANY)
@example("C#")
@example("a #")
def test_a_heading_shows_exactly_its_words(text: str) -> None:
    """标题里的任何符号都只是文字。"""
    words = one_line(text)

    assert [("h1", "题"), ("h2", words)] == shown(markdown(bare(Heading(1, text)))) or not words


@given(SPECIAL | ANY)
@example("a\\|b")
def test_a_cell_shows_exactly_its_words(text: str) -> None:
    """格子里的任何符号都只是文字，不会多出一格。"""
    cells = (
        Cell(0, 0, Role.HEAD, "项目"),
        Cell(0, 1, Role.HEAD, text),
        Cell(1, 0, Role.LABEL, text),
        Cell(1, 1, Role.NUMBER, text),
    )
    words = one_line(text)

    assert [[["项目", words], [words, words]]] == markdown_tables(
        markdown(bare(Table("表", 2, 2, 1, cells)))
    )


@pytest.mark.parametrize(
    "text",
    [
        "网址 https://www.yunlan-qinghe.example/a_b?x=1&y=2",
        "1.完善制度",
        "第1.5版",
        "“三审三校”——《条例》",
        "2025年1月1日至12月31日",
    ],
)
def test_ordinary_words_need_no_backslash(text: str) -> None:
    """平常的文字不加反斜杠，源文件也好读。"""
    assert text == escape(text)


def test_merged_titles_become_paths() -> None:
    """合并的标题写成用／连接的路径。"""
    text = markdown(document("figures-2025"))

    assert "| 三、本年度办理结果／（三）不予公开／1.属于国家秘密 | 13 | 0 |" in text
    assert "| 申请人情况／法人或其他组织／商业企业 |" in text
    assert "| 行政诉讼／复议后起诉 | 74 | 1 | 30 | 51 | 156 |" in text


def test_every_block_of_table_two_stands_under_its_caption() -> None:
    """表二每一款是一张小表，款名加粗在上。"""
    text = markdown(document("figures-2020"))

    assert (
        "**第二十条第（九）项**\n\n"
        "| 信息内容 | 采购项目数量 | 采购总金额 |\n"
        "| --- | ---: | ---: |\n"
        "| 政府集中采购 | 0 | 0元 |\n"
    ) in text


def test_a_draft_says_so_first() -> None:
    """草稿第一行就写明是草稿。"""
    final = document("figures-2025")

    assert markdown(replace(final, draft="草稿：不得公布")).startswith(
        "> **草稿：不得公布**\n\n# 云澜市"
    )
    assert "草稿" not in markdown(final)
