"""Word files as other programs leave them: the part that is the report, what is drawn twice, what hangs beside it."""

import io
import zipfile

import pytest

from assistant.importing import ImportRefused, read_source
from assistant.importing.tree import Block, Heading, Paragraph, Table
from tests.importing.damage import TYPES, W, package

PLAIN_TYPES = TYPES[: TYPES.index("<Override")] + "</Types>"


def archive(types: str, **parts: str) -> bytes:
    """A package of these parts, and the list of their kinds."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("[Content_Types].xml", types)
        for name, text in parts.items():
            made.writestr(name, text)
    return stream.getvalue()


def blocks(body: str) -> tuple[Block, ...]:
    return read_source(package(body), "年报.docx").blocks


def run(text: str) -> str:
    return f"<w:r><w:t>{text}</w:t></w:r>"


def cell(*paragraphs: str) -> str:
    return f"<w:tc>{''.join(f'<w:p>{run(text)}</w:p>' for text in paragraphs)}</w:tc>"


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (package("", document=f'<w:document xmlns:w="{W}"/>'), "这个文件里没有正文"),
        (archive(PLAIN_TYPES, **{"ppt/presentation.xml": "<x/>"}), "这是演示文稿"),
        (archive(PLAIN_TYPES, **{"content.xml": "<x/>"}), "这是 ODT 文件"),
        (archive(PLAIN_TYPES, **{"封面.jpg": "x"}), "这不是 Word 文档"),
    ],
)
def test_what_is_no_report_is_called_by_its_name(content: bytes, sentence: str) -> None:
    """幻灯片、ODT、别的压缩包，各说各的，都说怎么办。"""
    with pytest.raises(ImportRefused, match=sentence):
        read_source(content, "年报.docx")


def test_a_document_that_is_not_declared_is_found_by_its_place() -> None:
    """有的软件不登记正文在哪里，按惯例的位置找。"""
    xml = f'<w:document xmlns:w="{W}"><w:body><w:p>{run("一段")}</w:p></w:body></w:document>'
    content = archive(PLAIN_TYPES, **{"word/document.xml": xml})

    assert (Paragraph("一段"),) == read_source(content, "年报.docx").blocks


def test_what_is_drawn_in_two_ways_is_read_once() -> None:
    """新旧两种画法并存的，只读新的。"""
    body = (
        f"<w:p><w:r><w:AlternateContent><w:Choice>{run('新的')}</w:Choice>"
        f"<w:Fallback>{run('旧的')}</w:Fallback></w:AlternateContent></w:r></w:p>"
        f"<w:AlternateContent><w:Fallback><w:p>{run('只有旧的')}</w:p></w:Fallback></w:AlternateContent>"
    )

    assert (Paragraph("新的"), Paragraph("只有旧的")) == blocks(body)


def test_a_text_box_is_read_behind_its_paragraph() -> None:
    """文本框里的段落不丢，排在所挂的段落后面。"""
    box = f"<w:r><w:pict><w:txbxContent><w:p>{run('框里')}</w:p></w:txbxContent></w:pict></w:r>"

    assert (Paragraph("框外"), Paragraph("框里")) == blocks(f"<w:p>{box}{run('框外')}</w:p>")


def test_a_table_of_one_column_is_a_frame_around_paragraphs() -> None:
    """只有一列的表格是排版用的框，里面是一段一段的话。"""
    body = f"<w:tbl><w:tr>{cell('甲', '乙')}</w:tr><w:tr>{cell('丙')}</w:tr></w:tbl>"

    assert (Paragraph("甲"), Paragraph("乙"), Paragraph("丙")) == blocks(body)


def test_a_table_whose_rows_were_all_struck_is_none() -> None:
    """修订里整行删掉的不算，删光了就没有这张表。"""
    struck = f"<w:tr><w:trPr><w:del/></w:trPr>{cell('甲')}{cell('乙')}</w:tr>"

    assert () == blocks(f"<w:tbl>{struck}</w:tbl>")
    assert (Table((("丙", "丁"),)),) == blocks(
        f"<w:tbl>{struck}<w:tr>{cell('丙')}{cell('丁')}</w:tr></w:tbl>"
    )


def test_what_is_embedded_is_said_to_be_left_out() -> None:
    """嵌进来的另一个文件没有读，要说出来。"""
    assert (
        "文件里嵌了另一个文件的内容，没有读入；请用 Word 打开后另存一份，再导入。",
    ) == read_source(package(f"<w:altChunk/><w:p>{run('甲')}</w:p>"), "年报.docx").notes


def test_a_style_that_is_a_heading_makes_one() -> None:
    """按样式认标题，样式叫什么编号不要紧。"""
    styles = (
        f'<w:styles xmlns:w="{W}"><w:style w:styleId="a3"><w:name w:val="heading 1"/></w:style>'
        '<w:style w:styleId="a4"><w:name w:val="Normal"/></w:style></w:styles>'
    )
    xml = (
        f'<w:document xmlns:w="{W}"><w:body>'
        f'<w:p><w:pPr><w:jc/><w:pStyle w:val="a3"/></w:pPr>{run("一、总体情况")}</w:p>'
        f"<w:p><w:pPr><w:jc/></w:pPr>{run('一段')}</w:p></w:body></w:document>"
    )
    content = archive(TYPES, **{"word/document.xml": xml, "word/styles.xml": styles})

    assert (Heading(1, "一、总体情况"), Paragraph("一段")) == read_source(
        content, "年报.docx"
    ).blocks
