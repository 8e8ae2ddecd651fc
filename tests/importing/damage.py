"""Reports as other people save them: the shapes and the damage of published files, made from a seed.

A `Sheet` is a report as physical rows. A shape writes it as bytes; damage changes it first, and knows which cells the
file still has.
"""

from __future__ import annotations

import html
import io
import json
import random
import re
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal

from assistant.document import Document, build
from assistant.document.nodes import Heading, Paragraph, Table
from assistant.forms import Form, Kind, shown
from assistant.importing.characters import squeeze
from assistant.report import TEXT, UNIT, YEAR, Number, Report, Value
from assistant.report import Paragraph as Words

UNITS = (
    "云澜市青禾区人力资源和社会保障局",
    "青禾区柳溪镇人民政府",
    "云澜市水务局",
    "云澜市青禾区人民政府办公室",
)

PROSE = (
    "坚持应公开尽公开，及时更新政府网站栏目。",
    "畅通网上、信函、当面三种渠道，规范登记和答复。",
    "落实三审三校和保密审查，全年没有发生失泄密问题。",
    "维护好门户网站和政务新媒体，查阅点正常开放。",
    "开展业务培训，主动接受社会评议和监督。",
)


@dataclass(frozen=True)
class Cell:
    """One cell of one physical row."""

    text: str
    field: str = ""
    rowspan: int = 1
    colspan: int = 1
    continued: bool = False
    """Whether it only continues the cell above."""


@dataclass(frozen=True)
class Sheet:
    """A report as lines of text and rows of cells."""

    form: Form
    report: Report
    blocks: tuple[str | tuple[tuple[Cell, ...], ...], ...]
    truth: Mapping[str, Number] = field(default_factory=dict)
    """What the file says of every cell it still has."""

    lost: frozenset[str] = frozenset()
    """Cells that damage took out."""


def random_report(form: Form, year: int, chance: random.Random) -> Report:
    """A report that adds up, with every cell filled."""
    answers: dict[str, Value] = {UNIT: chance.choice(UNITS), YEAR: year}
    dense = chance.choice((0.1, 0.5, 0.95))
    for name, cell in form.fields.items():
        if cell.total:
            continue
        size = chance.choice((9, 99, 9999)) if chance.random() < dense else 0
        match cell.kind:
            case Kind.CHANGE:
                answers[name] = chance.randint(-size, size)
            case Kind.AMOUNT:
                answers[name] = Decimal(chance.randint(0, size * 100)) / 100
            case Kind.COUNT:
                answers[name] = chance.randint(0, size)
    for place, words in zip(
        ("主动公开", "依申请公开", "政府信息管理", "平台建设", "监督保障"), PROSE, strict=True
    ):
        answers[f"{TEXT}总体情况.{place}"] = (Words(words),)
    answers[f"{TEXT}问题改进"] = (Words("解读形式单一的问题仍然存在。下一步增加图解和问答。"),)
    answers[f"{TEXT}其他事项.其他"] = (Words("没有需要报告的其他事项。"),)
    return Report(answers)


def sheet(form: Form, report: Report) -> Sheet:
    """Return the report as the form prints it."""
    document = build(form, report)
    blocks: list[str | tuple[tuple[Cell, ...], ...]] = [document.name]
    for block in document.blocks:
        match block:
            case Heading(_, text) | Paragraph(text):
                blocks.append(text)
            case Table():
                blocks.append(_rows(block))
    return Sheet(form, report, tuple(blocks), shown(form, report))


def _rows(table: Table) -> tuple[tuple[Cell, ...], ...]:
    rows = []
    for number, slots in enumerate(table.slots()):
        row: list[Cell] = []
        at = 0
        while at < table.width:
            slot = slots[at]
            begins = slot.row == number
            row.append(
                Cell(
                    slot.text if begins else "",
                    slot.field if begins else "",
                    slot.rowspan if begins else 1,
                    slot.colspan,
                    continued=not begins,
                )
            )
            at += slot.colspan
        rows.append(tuple(row))
    return tuple(rows)


# Damage -------------------------------------------------------------------------------------------------------


def each_cell(source: Sheet, change: Callable[[Cell], Cell]) -> Sheet:
    """Change every cell of every table."""
    blocks = tuple(
        block
        if isinstance(block, str)
        else tuple(tuple(change(cell) for cell in row) for row in block)
        for block in source.blocks
    )
    return replace(source, blocks=blocks)


def each_row(source: Sheet, change: Callable[[tuple[Cell, ...]], list[tuple[Cell, ...]]]) -> Sheet:
    """Change every row of every table into none, one or more; what is gone is lost."""
    blocks = tuple(
        block if isinstance(block, str) else tuple(new for row in block for new in change(row))
        for block in source.blocks
    )
    kept = {
        cell.field
        for block in blocks
        if not isinstance(block, str)
        for row in block
        for cell in row
        if cell.text.strip()
    }
    lost = frozenset(source.truth) - kept
    truth = {name: value for name, value in source.truth.items() if name in kept}
    return replace(source, blocks=blocks, truth=truth, lost=source.lost | lost)


def damaged_labels(source: Sheet, chance: random.Random, share: float) -> Sheet:
    """Drop, replace or double characters of labels and titles, each with the same chance."""

    def change(cell: Cell) -> Cell:
        return cell if cell.field else replace(cell, text=_damaged(cell.text, chance, share))

    return each_cell(source, change)


def _damaged(text: str, chance: random.Random, share: float) -> str:
    characters = []
    for character in text:
        if chance.random() >= share:
            characters.append(character)
        else:
            characters.append(chance.choice(("", chance.choice("口日木土田中"), character * 2)))
    return "".join(characters)


def dressed_figures(source: Sheet, chance: random.Random) -> Sheet:
    """Write figures as people do: 1,005 · １２ · 12件 · spaces around."""

    def change(cell: Cell) -> Cell:
        if not cell.field or not cell.text.isdigit():
            return cell
        dresses = (
            cell.text,
            f" {cell.text} ",
            f"\u3000{cell.text}\xa0",
            cell.text.translate({ord(d): chr(ord(d) + 0xFEE0) for d in "0123456789"}),
            f"{int(cell.text):,}",
            f"{cell.text}件",
        )
        return replace(cell, text=chance.choice(dresses))

    return each_cell(source, change)


def signed_otherwise(source: Sheet, chance: random.Random) -> Sheet:
    """Write changes as +3, -3 or 增加3."""

    def change(cell: Cell) -> Cell:
        if cell.field and source.form.fields[cell.field].kind is Kind.CHANGE:
            size = abs(int(source.truth[cell.field]))
            if cell.text.startswith("增"):
                return replace(cell, text=chance.choice((f"+{size}", f"增加{size}", f"增{size}项")))
            if cell.text.startswith("减"):
                return replace(cell, text=chance.choice((f"-{size}", f"减少{size}", f"减{size}")))
            return replace(cell, text=chance.choice(("0", "+(0) -(0)", "无变化")))
        return cell

    return each_cell(source, change)


def amounts_in_yuan(source: Sheet) -> Sheet:
    """Write every amount with another unit than the form's."""

    def change(cell: Cell) -> Cell:
        if not cell.field or source.form.fields[cell.field].kind is not Kind.AMOUNT:
            return cell
        value = Decimal(source.truth[cell.field])
        ours = source.form.fields[cell.field].unit
        text = f"{value * 10_000:f}元" if ours == "万元" else f"{value / 10_000:f}万元"
        return replace(cell, text=text)

    return each_cell(source, change)


def without_cells(source: Sheet, chance: random.Random, share: float) -> Sheet:
    """Take cells with figures out of their rows, so that the rest moves up."""
    return each_row(
        source,
        lambda row: [tuple(c for c in row if not c.field or chance.random() >= share)],
    )


def blank_cells(source: Sheet, chance: random.Random, share: float) -> Sheet:
    """Leave cells of figures empty."""
    return each_row(
        source,
        lambda row: [
            tuple(replace(c, text="") if c.field and chance.random() < share else c for c in row)
        ],
    )


def without_rows(source: Sheet, chance: random.Random, share: float) -> Sheet:
    """Take out whole rows with figures."""
    return each_row(
        source,
        lambda row: [] if any(c.field for c in row) and chance.random() < share else [row],
    )


def with_strangers(source: Sheet, chance: random.Random, share: float) -> Sheet:
    """Put rows between that no form has: 行政检查, sums of groups, remarks."""

    def change(row: tuple[Cell, ...]) -> list[tuple[Cell, ...]]:
        figures = [cell for cell in row if cell.field]
        if not figures or len(figures) == 15 or chance.random() >= share:
            return [row]
        label = chance.choice(("行政检查", "行政确认", "其中：网上办理", "（三）不予公开", "备注"))
        return [(Cell(label), *(Cell(str(chance.randint(0, 99))) for _ in figures)), row]

    return each_row(source, change)


TRADITIONAL = str.maketrans(
    "规范性处罚许决现废结转开请数总计务确认获缴纳费无当机关构复议诉讼维审继续办过",
    "規範性處罰許決現廢結轉開請數總計務確認獲繳納費無當機關構復議訴訟維審繼續辦過",
)


def traditional(source: Sheet) -> Sheet:
    """Write everything in traditional characters, as mirror sites do."""
    changed = each_cell(source, lambda cell: replace(cell, text=cell.text.translate(TRADITIONAL)))
    blocks = tuple(b.translate(TRADITIONAL) if isinstance(b, str) else b for b in changed.blocks)
    return replace(changed, blocks=blocks)


def short_titles(source: Sheet) -> Sheet:
    """Titles as worn out as in published files: 本年新, 现行有效件, line breaks in them."""
    worn = {
        "本年新制作数量": "本年新",
        "本年新公开数量": "本年新\n制作数量",
        "对外公开总数量": "对外公开总数",
        "现行有效件数": "现行有效件",
        "本年收费金额（单位：万元）": "本年收费金额(单位:万元)",
        "（二）部分公开（区分处理的，只计这一情形，不计其他情形）": "(二)部分公开",
        "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请": "1.逾期不补正",
        "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请": "2、逾期不缴费",
        "社会公益组织": "社会 公益 组织",
        "商业企业": "商业\n企业",
    }
    return each_cell(source, lambda cell: replace(cell, text=worn.get(cell.text, cell.text)))


# Shapes -------------------------------------------------------------------------------------------------------


def _filled(row: tuple[Cell, ...], *, continued: bool) -> list[str]:
    return [cell.text for cell in row if continued or not cell.continued]


def word_tabs(source: Sheet) -> bytes:
    """One cell a line, a tab in front, an empty line between rows: Word saved as text."""
    lines = []
    for block in source.blocks:
        if isinstance(block, str):
            lines.append(block)
            continue
        for row in block:
            lines += [f"\t{text}" for text in _filled(row, continued=True)]
            lines.append("")
        lines.append("")
    return "\n".join(lines).encode()


def one_a_line(source: Sheet) -> bytes:
    """One cell a line and nothing else; blank cells are gone."""
    lines: list[str] = []
    for block in source.blocks:
        if isinstance(block, str):
            lines += [block, ""]
        else:
            lines += [t for row in block for t in _filled(row, continued=True) if t.strip()]
    return "\r\n\r\n".join(lines).encode("gb18030")


def tabs(source: Sheet) -> bytes:
    """One row a line, tabs between cells, in UTF-16."""
    return _row_lines(source, "\t", "", "").encode("utf-16")


def pipes(source: Sheet) -> bytes:
    """One row a line, strokes between and around cells."""
    return _row_lines(source, " | ", "| ", " |").encode("utf-8-sig")


def bare_pipes(source: Sheet) -> bytes:
    """One row a line, strokes between cells only."""
    return _row_lines(source, " | ", "", "").encode()


def pipes_on_lines(source: Sheet) -> bytes:
    """Every stroke on a line of its own."""
    return _row_lines(source, "\n|\n", "", "").encode()


def _row_lines(source: Sheet, between: str, before: str, after: str) -> str:
    lines = []
    for block in source.blocks:
        if isinstance(block, str):
            lines.append(block)
            continue
        for row in block:
            cells = [squeeze_lines(text) for text in _filled(row, continued=True)]
            lines.append(f"{before}{between.join(cells)}{after}")
        lines.append("")
    return "\n".join(lines)


def squeeze_lines(text: str) -> str:
    """A cell on one line."""
    return text.replace("\n", "")


def page(source: Sheet) -> bytes:
    """A clean web page."""
    return _page(source, spans=lambda cell: _spans(cell.rowspan, cell.colspan)).encode()


def wrong_spans(source: Sheet) -> bytes:
    """A web page whose spans say nothing."""
    return _page(source, spans=lambda cell: _spans(99, 2) if cell.field else _spans(0, 7)).encode()


def unclosed(source: Sheet) -> bytes:
    """A web page without closing tags."""
    text = _page(source, spans=lambda _: "", blank="&nbsp;")
    return re.sub(r"</(?:td|tr|p|tbody)>", "", text).encode("gb18030")


def laid_out(source: Sheet) -> bytes:
    """A web page inside tables that only arrange it, with menus, styles and scripts around."""
    text = _page(source, spans=lambda cell: _spans(cell.rowspan, cell.colspan))
    body = text.split("<body>", 1)[1].rsplit("</body>", 1)[0]
    return (
        "<html><head><style>td{color:red}</style><script>var n = '<table><tr><td>规章<td>9';</script>"
        "<title>政府信息公开</title></head><body><div><a>首页</a> &gt; <a>年报</a></div>"
        f"<table><tr><td>导航</td><td><table><tr><td><div>{body}</div></td></tr></table></td></tr></table>"
        "<div>主办：云澜市人民政府 备案号</div></body></html>"
    ).encode()


def in_script(source: Sheet) -> bytes:
    """A web page that keeps its content as a string in a script."""
    text = _page(source, spans=lambda _: "", blank="&nbsp;")
    body = text.split("<body>", 1)[1].rsplit("</body>", 1)[0]
    kept = json.dumps(body).replace("<", "\\u003c").replace("/", "\\/")
    return f"<html><body><div id=a></div><script>show({kept});</script></body></html>".encode()


def escaped(source: Sheet) -> bytes:
    """A web page that keeps its content escaped twice."""
    text = _page(source, spans=lambda _: "")
    body = text.split("<body>", 1)[1].rsplit("</body>", 1)[0]
    kept = json.dumps(html.escape(body), ensure_ascii=False)
    return f"<html><body><script>var c = {kept};</script></body></html>".encode()


def split_tables(source: Sheet) -> bytes:
    """A web page in which every block under 第二十条 is a table of its own."""
    text = _page(source, spans=lambda _: "")
    return re.sub(r"<tr><td>(第二十条[^<]*)</td></tr>", r"</table><p>\1</p><table>", text).encode()


def _spans(rows: int, columns: int) -> str:
    return f' rowspan="{rows}" colspan="{columns}"'


def _page(source: Sheet, spans: Callable[[Cell], str], blank: str = "") -> str:
    parts = ["<html><head><meta charset=gb2312></head><body>"]
    for block in source.blocks:
        if isinstance(block, str):
            parts.append(f"<p>{html.escape(block)}</p>")
            continue
        parts.append("<table border=1><tbody>")
        for row in block:
            cells = (cell for cell in row if not cell.continued)
            parts.append(
                "<tr>"
                + "".join(
                    f"<td{spans(c)}>{html.escape(c.text).replace(chr(10), '<br>') or blank}</td>"
                    for c in cells
                )
                + "</tr>"
            )
        parts.append("</tbody></table>")
    parts.append("</body></html>")
    return "".join(parts)


W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def word(source: Sheet) -> bytes:
    """A DOCX as programs leave it: content controls, tracked changes, hidden words, merged cells."""
    body = []
    for block in source.blocks:
        if isinstance(block, str):
            body.append(_word_paragraph(block))
        else:
            rows = "".join(_word_row(row, number) for number, row in enumerate(block))
            body.append(f"<w:sdt><w:sdtContent><w:tbl>{rows}</w:tbl></w:sdtContent></w:sdt>")
    return package("".join(body))


def word_in_layout(source: Sheet) -> bytes:
    """A DOCX whose whole content sits in a cell of a table, the tables nested."""
    body = []
    for block in source.blocks:
        if isinstance(block, str):
            body.append(_word_paragraph(block))
        else:
            rows = "".join(_word_row(row, number) for number, row in enumerate(block))
            body.append(f"<w:tbl>{rows}</w:tbl><w:p/>")
    return package(f"<w:tbl><w:tr><w:tc>{''.join(body)}</w:tc></w:tr></w:tbl>")


def _word_paragraph(text: str) -> str:
    half = len(text) // 2
    runs = (
        f"<w:r><w:t>{html.escape(text[:half])}</w:t></w:r>"
        f"<w:ins><w:r><w:t>{html.escape(text[half:])}</w:t></w:r></w:ins>"
        "<w:del><w:r><w:delText>删去的话</w:delText></w:r></w:del>"
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>9</w:t></w:r>"
    )
    return f"<w:p>{runs}</w:p>"


def _word_row(row: tuple[Cell, ...], number: int) -> str:
    cells = []
    for cell in row:
        merge = '<w:vMerge w:val="restart"/>' if cell.rowspan > 1 else ""
        merge = "<w:vMerge/>" if cell.continued else merge
        paragraph = _word_paragraph(cell.text) if cell.text else "<w:p/>"
        if cell.field and number % 2:
            paragraph = f"<w:sdt><w:sdtContent>{paragraph}</w:sdtContent></w:sdt>"
        cells.append(
            f'<w:tc><w:tcPr><w:gridSpan w:val="{cell.colspan}"/>{merge}</w:tcPr>{paragraph}</w:tc>'
        )
    content = f"<w:tr>{''.join(cells)}</w:tr>"
    return f"<w:ins>{content}</w:ins>" if number % 3 == 1 else content


TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)


def package(body: str, types: str = TYPES, document: str = "") -> bytes:
    """A DOCX package around a body."""
    xml = document or f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", types)
        archive.writestr("word/document.xml", xml)
    return stream.getvalue()


def exported(suffix: str) -> Callable[[Sheet], bytes]:
    """Our own export of the undamaged report."""

    def write(source: Sheet) -> bytes:
        from pathlib import PurePath

        from assistant.export import exporter_for

        document: Document = build(source.form, source.report)
        return exporter_for(PurePath(f"报告{suffix}"))(document)

    return write


SHAPES: Mapping[str, Callable[[Sheet], bytes]] = {
    "制表符逐格.txt": word_tabs,
    "逐格一行.txt": one_a_line,
    "制表符.txt": tabs,
    "竖线.txt": pipes,
    "竖线无边.txt": bare_pipes,
    "竖线单独成行.txt": pipes_on_lines,
    "网页.html": page,
    "跨度错误.html": wrong_spans,
    "标签不闭合.html": unclosed,
    "排版表格.html": laid_out,
    "脚本里.html": in_script,
    "转义.html": escaped,
    "拆成几张表.html": split_tables,
    "修订痕迹.docx": word,
    "嵌套表格.docx": word_in_layout,
}
"""How a damaged report may be saved, by a file name."""


def same(one: Number | None, other: Number | None) -> bool:
    """Whether two figures are the same number."""
    return one is not None and other is not None and Decimal(one) == Decimal(other)


def bare(text: str) -> str:
    """A text as it is compared."""
    return squeeze(text)
