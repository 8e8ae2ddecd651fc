from dataclasses import replace
from pathlib import Path

import html5lib
import lxml.html
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.document import Document, Heading, Paragraph
from assistant.export.html import html
from assistant.export.words import lines, one_line
from tests.export.extremes import swollen
from tests.export.reading import SAMPLES, document
from tests.export.validating import needs_w3c, w3c


def tags(page: str, name: str) -> list[str]:
    """The words of every element of this name, a break as a new line."""
    root = lxml.html.document_fromstring(page.replace("<br>", "\n"))
    return ["".join(map(str, tag.itertext())) for tag in root.iter(name)]


def test_the_page_needs_nothing_from_elsewhere() -> None:
    """网页自成一体：没有脚本，不取外面的任何东西。"""
    page = html(document("figures-2025"))

    elsewhere = ("<script", "http:", "https:", "url(", "src=", 'href="/', 'href="h')
    assert [word for word in elsewhere if word in page] == []


def test_the_contents_lead_to_every_section() -> None:
    """目录六项，每一项都点得到。"""
    root = lxml.html.fromstring(html(document("figures-2025")))
    links = {str(a.text): str(a.get("href")) for a in root.iter("a")}

    assert links == {h2.text: f"#{h2.get('id')}" for h2 in root.iter("h2")}
    assert len(links) == 6


@pytest.mark.parametrize("name", SAMPLES)
def test_the_page_is_valid(name: str) -> None:
    """严格的 HTML 解析器没有可说的。"""
    parser = html5lib.HTMLParser(strict=True)

    parser.parse(html(document(name)))

    assert parser.errors == []


FAULTS = {
    "a span too wide": ('colspan="7"', 'colspan="8"'),
    "a span too low": ('rowspan="3"', 'rowspan="40"'),
    "a scope there is not": ('scope="rowgroup"', 'scope="group"'),
    "a caption not first": ("<caption>", "<thead></thead><caption>"),
    "an id twice": ('id="part-2"', 'id="part-1"'),
    "a picture from elsewhere": ("<h2", '<img src="x.png"><h2'),
    "a language there is not": ('lang="zh-CN"', 'lang="chinese"'),
    "no title": ("<title>", "<title></title><!--"),
    "a style that is none": ("border-collapse: collapse", "border-collapse: collaps"),
    "a link without an end": ("</a>", ""),
}
"""One step each from a good page to a bad one: what stood there, what stands then."""


@pytest.mark.parametrize(
    ("good", "bad"),
    [
        ("</ol>", "</ul>"),
        ("<!DOCTYPE html>\n", ""),
        ('lang="zh-CN"', 'lang="zh-CN" lang="zh"'),
        ("</nav>", "</div>"),
        ("<caption>", "<p><caption>"),
    ],
)
def test_the_validator_sees_faults(good: str, bad: str) -> None:
    """故意弄坏的网页会被查出来。"""
    page = html(document("zero-2019"))
    assert good in page

    with pytest.raises(html5lib.html5parser.ParseError):
        html5lib.HTMLParser(strict=True).parse(page.replace(good, bad, 1))


@pytest.mark.slow
@needs_w3c
def test_the_nu_checker_has_nothing_to_say(tmp_path: Path) -> None:
    """W3C 的检查器没有错误，也没有警告。"""
    pages = {name: html(document(name)) for name in SAMPLES}
    pages |= {f"swollen {name}": html(swollen(name)) for name in SAMPLES}
    pages["one section"] = html(
        Document(("题",), "", 2025, None, "", (Heading(1, "一、总体情况"),))
    )
    pages["any signs"] = html(Document(("<&>",), "", 2025, None, "", (Paragraph("</p>&amp;\x00"),)))

    assert {name: [] for name in pages} == w3c(tmp_path, pages)


@pytest.mark.slow
@needs_w3c
def test_the_nu_checker_sees_faults(tmp_path: Path) -> None:
    """故意弄坏的网页，W3C 的检查器都查得出来。"""
    page = html(document("figures-2025"))
    assert all(good in page for good, _ in FAULTS.values())

    found = w3c(tmp_path, {name: page.replace(*step, 1) for name, step in FAULTS.items()})

    assert [] == [name for name, faults in found.items() if not faults]


def test_the_page_says_it_is_chinese() -> None:
    """网页写明语言和编码。"""
    page = html(document("zero-2019"))

    assert '<html lang="zh-CN">\n<head>\n<meta charset="utf-8">' in page


def test_headings_have_their_levels() -> None:
    """标题分级：年报名称、六个部分、小节。"""
    page = html(document("zero-2019"))

    assert tags(page, "h1") == ["青禾区柳溪镇人民政府\n2019年政府信息公开工作年度报告"]
    assert len(tags(page, "h2")) == 6
    assert tags(page, "h3")[0] == "（一）主动公开"


def test_every_title_of_a_table_has_a_scope() -> None:
    """表头都写明管行还是管列。"""
    root = lxml.html.fromstring(html(document("figures-2025")))

    assert [th for th in root.iter("th") if th.get("scope") is None] == []
    scopes = {str(th.text): th.get("scope") for th in root.iter("th")}
    assert (
        scopes["申请人情况"],
        scopes["自然人"],
        scopes["三、本年度办理结果"],
        scopes["四、结转下年度继续办理"],
    ) == ("colgroup", "col", "rowgroup", "row")


def test_cells_carry_their_borders() -> None:
    """粘贴到只留表格的编辑器里，边框还在。"""
    root = lxml.html.fromstring(html(document("zero-2019")))

    assert {"border: 1px solid"} == {cell.get("style") for cell in root.iter("th", "td")}


def test_every_table_has_a_caption() -> None:
    """每张表都有表名。"""
    assert tags(html(document("zero-2019")), "caption") == [
        "主动公开政府信息情况",
        "收到和处理政府信息公开申请情况",
        "政府信息公开行政复议、行政诉讼情况",
    ]


def test_titles_of_columns_break_between_words() -> None:
    """列名只在每两个字之间回行，读出来还是原来的名称。"""
    page = html(document("figures-2025"))

    assert ">社会<wbr>公益<wbr>组织</th>" in page
    assert ">自然人</th>" in page
    assert "社会公益组织" in tags(page, "th")


def test_tables_scroll_by_themselves() -> None:
    """窄屏上表格自己滚动，用键盘也滚得到，说得出是哪张表。"""
    root = lxml.html.fromstring(html(document("figures-2025")))
    regions = [div for div in root.iter("div") if div.get("role") == "region"]

    assert [div.get("tabindex") for div in regions] == ["0"] * 3
    assert [div.get("aria-label") for div in regions] == [
        str(caption.text) for caption in root.iter("caption")
    ]


def test_gaps_are_marked() -> None:
    """待补标出来。"""
    assert tags(html(document("figures-2020")), "mark") == ["【待补】"]


def test_only_a_draft_is_marked_as_one() -> None:
    """草稿写明是草稿，定稿没有这两个字。"""
    final = document("figures-2025")

    assert "草稿" not in html(final)
    assert '<body>\n<p class="draft">草稿</p>' in html(replace(final, draft="草稿"))


@given(st.text("<>&\"'/;amp\n\tb中\x00\u2028", max_size=30) | st.text(max_size=30))
def test_words_stay_words(text: str) -> None:
    """任何文字都不会变成标记。"""
    page = html(Document((text,), text, 2025, None, "", (Heading(1, text), Paragraph(text))))

    assert ["\n".join(lines(text))] == tags(page, "p")
    assert [one_line(text)] == tags(page, "title") == tags(page, "h1")
    assert {"html", "head", "meta", "title", "style", "body", "h1", "h2", "p", "br"} >= {
        str(element.tag) for element in lxml.html.document_fromstring(page).iter()
    }
