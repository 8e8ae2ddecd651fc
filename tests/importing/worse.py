"""More of what published files look like: the rest of the shapes and of the damage, beside those of `damage`."""

from __future__ import annotations

import html
import random
import re
from collections.abc import Callable, Mapping
from dataclasses import replace

from assistant.forms import Kind
from tests.importing.damage import Cell, Sheet, each_cell, each_row, squeeze_lines
from tests.importing.damage import page as plain_page

# Damage -------------------------------------------------------------------------------------------------------


def _labels(source: Sheet, change: Callable[[str], str]) -> Sheet:
    """Change every label and title."""
    return each_cell(source, lambda c: c if c.field else replace(c, text=change(c.text)))


def _words(source: Sheet, change: Callable[[str], str]) -> Sheet:
    """Change every line outside the tables but the title."""
    title, *rest = source.blocks
    return replace(source, blocks=(title, *(change(b) if isinstance(b, str) else b for b in rest)))


_HALF = str.maketrans("（）：，；、．", "():,;、.")


def half_width(source: Sheet) -> Sheet:
    """(一) for （一）, and so on, half of it, as in the same report."""
    return _words(_labels(source, lambda text: text.translate(_HALF)), lambda t: t.translate(_HALF))


def spaced(source: Sheet, chance: random.Random) -> Sheet:
    """Spaces of every width between the characters of labels and around figures."""
    gaps = (" ", "\u3000", "\xa0", "\u200b")

    def label(text: str) -> str:
        spread = "".join(c + (chance.choice(gaps) if chance.random() < 0.3 else "") for c in text)
        return spread.strip()

    loose = _labels(source, label)
    return each_cell(loose, lambda c: replace(c, text=f"\u3000{c.text}\xa0") if c.field else c)


def annotated(source: Sheet) -> Sheet:
    """報(bào)告: traditional characters with their reading behind them."""
    table = str.maketrans({"报": "報(bào)", "规": "規(guī)", "处": "處(chǔ)", "许": "許(xǔ)"})
    return _labels(source, lambda text: text.translate(table))


def encyclopedic(source: Sheet) -> Sheet:
    """规范性文件 turned into 規範性檔案 by a mirror that converts words."""
    return _labels(source, lambda text: text.replace("规范性文件", "規範性檔案"))


def hijacked(source: Sheet) -> Sheet:
    """A mirror that put other words in place of 政府信息公开, and stars for what it fears."""
    return _words(
        _labels(source, lambda t: t.replace("政府信息公开", "老虎机")),
        lambda t: t.replace("政府信息公开", "老虎机").replace("主动公开", "主动***"),
    )


def only_totals(source: Sheet) -> Sheet:
    """Of table three the last column alone is filled in."""

    def change(cell: Cell) -> Cell:
        own = cell.field.startswith("申请.") and not cell.field.endswith(".总计")
        return replace(cell, text="") if own else cell

    return _gone(each_cell(source, change))


def without_totals(source: Sheet) -> Sheet:
    """The last column of table three left blank, its last but one row not."""

    def change(cell: Cell) -> Cell:
        total = re.fullmatch(r"申请\.(?!办理总计).*\.总计", cell.field)
        return replace(cell, text="") if total else cell

    return _gone(each_cell(source, change))


def _gone(source: Sheet) -> Sheet:
    return each_row(source, lambda row: [row])


def broken_labels(source: Sheet) -> Sheet:
    """（三）不予公开 on two rows: its number on one, its name on the next."""

    def change(row: tuple[Cell, ...]) -> list[tuple[Cell, ...]]:
        at = next((n for n, c in enumerate(row) if c.text.startswith("（三）不予公开")), None)
        if at is None:
            return [row]
        head = tuple(
            replace(c, text="（三）") if n == at else c for n, c in enumerate(row[: at + 1])
        )
        return [
            head,
            tuple(replace(c, text="不予公开") if n == at else c for n, c in enumerate(row)),
        ]

    return each_row(source, change)


def with_definitions(source: Sheet) -> Sheet:
    """A whole definition inside the label of a row."""
    told = {
        "行政许可": "行政许可（指行政机关根据公民、法人或者其他组织的申请，经依法审查，准予其从事特定活动的行为）",
        "行政处罚": "行政处罚：指行政机关依法对违反行政管理秩序的当事人，以减损权益或者增加义务的方式予以惩戒的行为",
    }
    return _labels(source, lambda text: told.get(text, text))


def with_the_year(source: Sheet) -> Sheet:
    """本年（2024）制发件数."""
    year = source.report.year
    return _labels(source, lambda text: text.replace("本年", f"本年（{year}）", 1))


def item_titles(source: Sheet, chance: random.Random) -> Sheet:
    """第二十条(一)项, 第二十条  第(一)项, in all the ways it is written."""
    pattern = re.compile(r"第二十条第（(.)）项")
    ways = ("第二十条({})项", "第二十条 第({})项", "第二十条  第（{}）项", "第二十条第（{}）款")
    return _labels(source, lambda t: pattern.sub(lambda m: chance.choice(ways).format(m[1]), t))


def deduplicated(source: Sheet) -> Sheet:
    """An extraction that keeps every text once: labels are there, hardly any figure is."""
    seen: set[str] = set()

    def change(row: tuple[Cell, ...]) -> list[tuple[Cell, ...]]:
        kept = []
        for cell in row:
            if cell.text not in seen:
                seen.add(cell.text)
                kept.append(cell)
        return [tuple(kept)] if kept else []

    return each_row(source, change)


def pushed_up(source: Sheet) -> Sheet:
    """The last figure of a row gone, and the title of the next part in its place."""

    def change(row: tuple[Cell, ...]) -> list[tuple[Cell, ...]]:
        if row and row[0].text == "行政强制":
            return [(*row[:-1], Cell("第二十条第（八）项"))]
        return [row]

    return each_row(source, change)


def bare_signs(source: Sheet, chance: random.Random) -> Sheet:
    """增 or 减 without a figure behind it."""

    def change(cell: Cell) -> Cell:
        is_change = cell.field and source.form.fields[cell.field].kind is Kind.CHANGE
        return replace(cell, text=cell.text[:1]) if is_change and cell.text[0] in "增减" else cell

    changed = each_cell(source, change)
    bare = {
        c.field
        for b in changed.blocks
        if not isinstance(b, str)
        for row in b
        for c in row
        if c.field and c.text in ("增", "减")
    }
    truth = {name: value for name, value in source.truth.items() if name not in bare}
    return replace(changed, truth=truth, lost=changed.lost | bare)


def nothings(source: Sheet, chance: random.Random) -> Sheet:
    """/, 无, — where there was nothing: no figure, and not 0 either."""

    def change(cell: Cell) -> Cell:
        here = cell.field and cell.text == "0" and chance.random() < 0.5
        return replace(cell, text=chance.choice(("/", "无", "—", "-"))) if here else cell

    changed = each_cell(source, change)
    gone = {
        c.field
        for b in changed.blocks
        if not isinstance(b, str)
        for row in b
        for c in row
        if c.field and c.text in ("/", "无", "—", "-")
    }
    truth = {name: value for name, value in source.truth.items() if name not in gone}
    return replace(changed, truth=truth, lost=changed.lost | gone)


def without_dates(source: Sheet) -> Sheet:
    """年、月、日、号、件、（ lost in the text, as nested tags lose them."""
    return _words(source, lambda text: re.sub("[年月日号件、（]", "", text))


def noisy(source: Sheet) -> Sheet:
    """What a site puts around a report."""
    before = (
        "首页 > 政务公开 > 政府信息公开年报",
        "索引号：0123　发文字号：无　是否有效：是",
        "---",
        "字体:大中小 点击收听年报语音朗读",
        "|" * 300,
        "{{ title }}",
        "???",
    )
    after = ("扫一扫在手机打开", "主办：云澜市人民政府　备案号：某ICP备0000号", "|" * 200)
    return replace(source, blocks=(*before, *source.blocks, *after))


def with_words_between(source: Sheet) -> Sheet:
    """A paragraph between every heading and its table."""
    blocks: list[str | tuple[tuple[Cell, ...], ...]] = []
    for block in source.blocks:
        if not isinstance(block, str):
            blocks.append("全年相关工作平稳有序，具体数据见下表，共涉及12个栏目、3个科室。")
        blocks.append(block)
    return replace(source, blocks=tuple(blocks))


DAMAGE: Mapping[str, Callable[[Sheet, random.Random], Sheet]] = {
    "半角标点": lambda sheet, _: half_width(sheet),
    "字间空格": spaced,
    "夹注音": lambda sheet, _: annotated(sheet),
    "换词繁体": lambda sheet, _: encyclopedic(sheet),
    "词被替换": lambda sheet, _: hijacked(sheet),
    "只有总计": lambda sheet, _: only_totals(sheet),
    "没有总计": lambda sheet, _: without_totals(sheet),
    "标签拆成两行": lambda sheet, _: broken_labels(sheet),
    "标签里有定义": lambda sheet, _: with_definitions(sheet),
    "标题带年份": lambda sheet, _: with_the_year(sheet),
    "条款写法": item_titles,
    "去重抽取": lambda sheet, _: deduplicated(sheet),
    "标题挤上来": lambda sheet, _: pushed_up(sheet),
    "只有增减号": bare_signs,
    "斜杠和无": nothings,
    "丢年月日": lambda sheet, _: without_dates(sheet),
    "前后噪声": lambda sheet, _: noisy(sheet),
    "表前有话": lambda sheet, _: with_words_between(sheet),
}

HARMLESS = (
    "半角标点",
    "字间空格",
    "夹注音",
    "换词繁体",
    "词被替换",
    "只有总计",
    "没有总计",
    "标签拆成两行",
    "标签里有定义",
    "标题带年份",
    "条款写法",
    "丢年月日",
    "前后噪声",
    "表前有话",
)
"""After these every figure the file still has is read."""

# Shapes -------------------------------------------------------------------------------------------------------


def _filled(row: tuple[Cell, ...]) -> list[str]:
    return [squeeze_lines(cell.text) for cell in row if not cell.continued]


def spaces(source: Sheet) -> bytes:
    """One row a line, spaces between: copied out of a viewer, blank cells gone."""
    lines: list[str] = []
    for block in source.blocks:
        if isinstance(block, str):
            lines.append(block)
        else:
            lines += ["  ".join(text for text in _filled(row) if text) for row in block]
    return "\n".join(lines).encode()


def pipes_with_a_blank_column(source: Sheet) -> bytes:
    """Strokes, an empty cell in front of every row, leftovers of merged titles above."""
    lines: list[str] = []
    for block in source.blocks:
        if isinstance(block, str):
            lines += [block, ""]
            continue
        for row in block:
            cells: list[str] = []
            for cell in row:
                cells += [squeeze_lines(cell.text), *[""] * (0 if cell.field else cell.colspan - 1)]
            lines.append(" | ".join(("", *cells)) + " |")
        lines.append("")
    return "\n".join(lines).encode()


def in_divs(source: Sheet) -> bytes:
    """A page whose words stand in spans inside divs, each character run with a tag of its own."""

    def cut(found: re.Match[str]) -> str:
        text = found[1]
        runs = "".join(f"<span>{text[n : n + 2]}</span>" for n in range(0, len(text), 2))
        return f"<div><font>{runs}</font></div>"

    text = plain_page(source).decode()
    return re.sub(r"<p>([^<&]+)</p>", cut, text).encode()


def word_html(source: Sheet) -> bytes:
    """A page saved by Word: conditional comments, o:p, mso styles, every cell a paragraph."""
    text = plain_page(source).decode().replace("<meta charset=gb2312>", "")
    cell = r"<p class=MsoNormal><span lang=EN-US>\2<o:p></o:p></span></p>"
    text = re.sub(
        r"<td([^>]*)>(.*?)</td>", rf"<td\1 style='mso-border-alt:solid'>{cell}</td>", text
    )
    head = (
        '<html xmlns:o="urn:schemas-microsoft-com:office:office"><head>'
        '<meta http-equiv=Content-Type content="text/html; charset=gb2312">'
        '<meta name=Generator content="Microsoft Word 15">'
        "<!--[if gte mso 9]><xml><w:WordDocument><w:View>Print</w:View></w:WordDocument></xml><![endif]-->"
        "<style><!-- p.MsoNormal{margin:0} --></style></head>"
    )
    return text.replace("<html><head></head>", head).encode("gb18030")


def page_numbers(source: Sheet) -> bytes:
    """The text of a book that turns its pages: a number and a running title after every tenth line."""
    lines: list[str] = []
    for number, line in enumerate(spaces(source).decode().split("\n")):
        lines.append(line)
        if number % 10 == 9:
            lines += [f"- {number // 10 + 1} -", f"P. {number // 10 + 1}"]
    return "\n".join(lines).encode()


def blank_lines(source: Sheet) -> bytes:
    """One cell a line, two empty lines between rows, as pages leave it when their tags are taken off."""
    lines: list[str] = []
    for block in source.blocks:
        if isinstance(block, str):
            lines += [block, ""]
        else:
            for row in block:
                lines += [*_filled(row), "", ""]
    return "\n".join(lines).encode()


def escaped_tables(source: Sheet) -> bytes:
    """A page whose tables are escaped inside a hidden field."""
    text = plain_page(source).decode()
    body = text.split("<body>", 1)[1].rsplit("</body>", 1)[0]
    return (
        "<html><head><title>年报</title></head><body><div id='content'></div>"
        f"<textarea style='display:none'>{html.escape(body)}</textarea></body></html>"
    ).encode()


def all_in_a_table(source: Sheet) -> bytes:
    """A page in one single table: title, headings and paragraphs are rows of one cell."""
    body = plain_page(source).decode().split("<body>", 1)[1].rsplit("</body>", 1)[0]
    rows = re.sub(r"<p>(.*?)</p>", r"<tr><td colspan=15>\1</td></tr>", body)
    rows = re.sub(r"</?(?:table|tbody)[^>]*>", "", rows)
    return f"<html><body><table>{rows}</table></body></html>".encode()


def one_table(source: Sheet) -> bytes:
    """A page whose three tables run into one another behind the words."""
    body = plain_page(source).decode().split("<body>", 1)[1].rsplit("</body>", 1)[0]
    words = "".join(re.findall(r"<p>.*?</p>", body))
    rows = "".join(re.findall(r"<tr>.*?</tr>", body))
    return f"<html><body>{words}<table>{rows}</table></body></html>".encode()


def tables_of_divs(source: Sheet) -> bytes:
    """A page that draws its tables with styles: every cell a div."""
    text = plain_page(source).decode()
    text = re.sub(r"<(/?)(?:table|tbody|tr|td)[^>]*>", r"<\1div>", text)
    return text.encode()


SHAPES: Mapping[str, Callable[[Sheet], bytes]] = {
    "全在表里.html": all_in_a_table,
    "并成一张.html": one_table,
    "方块拼的.html": tables_of_divs,
    "空格隔开.txt": spaces,
    "首列空.txt": pipes_with_a_blank_column,
    "逐字标签.html": in_divs,
    "Word网页.html": word_html,
    "夹页码.txt": page_numbers,
    "逐格空行.txt": blank_lines,
    "隐藏域.html": escaped_tables,
}
"""How else a report may be saved, by a file name."""

BLANKS_LOST = (
    "逐格一行.txt",
    "竖线单独成行.txt",
    "空格隔开.txt",
    "夹页码.txt",
    "逐格空行.txt",
    "方块拼的.html",
)
"""Shapes in which a blank cell at the end, or anywhere, leaves no trace."""
