"""DOCX as Word, WPS and LibreOffice write it: one walk over the body with all that programs hide in it.

Content controls, tracked insertions and text boxes are read, deletions and hidden words are not; a table around other
tables only arranges the page; spans are not believed.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from lxml import etree

from assistant.importing import guard
from assistant.importing.characters import clean
from assistant.importing.refusal import ImportRefused
from assistant.importing.tree import Block, Heading, Paragraph, Row, Source, Table

_TYPES = "[Content_Types].xml"
_WIDEST: Final = 63
"""Word's own limit of columns."""

_GONE = frozenset(("del", "moveFrom", "delText", "instrText", "delInstrText", "rt"))
_CHARACTERS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_HIDING = frozenset(("vanish", "webHidden"))
_DOCUMENT = ("wordprocessingml.document.main+xml", "wordprocessingml.template.main+xml")


def read_docx(content: bytes) -> Source:
    """Return the blocks of a DOCX package."""
    package = guard.Package(content)
    main = _main_part(package)
    xml = package.part(main)
    guard.check_cells(xml.count(b":tc>") // 2)
    root = guard.parse_xml(xml)
    body = next((child for child in root if _name(child) == "body"), None)
    if body is None:
        raise ImportRefused(
            "这个文件里没有正文，打不开。请用 Word 或 WPS 打开，另存为 .docx 再导入。"
        )
    _check_spans(root)
    levels = _heading_levels(package, main)
    notes = _notes(root)
    return Source("DOCX", tuple(_blocks(body, levels)), _hints(package), tuple(notes))


def _main_part(package: guard.Package) -> str:
    if _TYPES not in package.names:
        raise _no_document(package)
    types = guard.parse_xml(package.part(_TYPES))
    declared = {
        (element.get("PartName") or "").lstrip("/"): element.get("ContentType") or ""
        for element in types
    }
    defaults = [element.get("ContentType") or "" for element in types]
    if any("macroEnabled" in kind or "vbaProject" in kind for kind in defaults):
        raise ImportRefused(
            "这个文件带有宏，为安全起见没有打开。请用 Word 或 WPS 打开，另存为不带宏的 .docx 再导入。"
        )
    for name, kind in declared.items():
        if kind.endswith(_DOCUMENT) and name in package.names:
            return name
    if "word/document.xml" in package.names:
        return "word/document.xml"
    raise _no_document(package)


def _no_document(package: guard.Package) -> ImportRefused:
    names = package.names
    if any(name.startswith("xl/") for name in names):
        return ImportRefused(
            "这是电子表格，不是年报。依申请公开台账请用 nianbao register 汇总；年报请导入 .docx、网页、.md 或 .txt。"
        )
    if any(name.startswith("ppt/") for name in names):
        return ImportRefused("这是演示文稿，不是年报。请导入年报的 .docx、网页、.md 或 .txt。")
    if "content.xml" in names:
        return ImportRefused("这是 ODT 文件。请用 Word 或 WPS 打开，另存为 .docx 再导入。")
    if any(name.lower().endswith((".docx", ".doc", ".html", ".pdf")) for name in names):
        return ImportRefused("这是压缩包。请先解压，再导入里面的年报。")
    return ImportRefused("这不是 Word 文档。请导入年报的 .docx、网页、.md 或 .txt。")


def _name(element: etree._Element) -> str:
    tag = element.tag
    return str(tag).rpartition("}")[2]


def _value(element: etree._Element) -> str:
    """The `val` of an element, in whatever edition of the standard it is written."""
    return next(
        (str(v) for k, v in element.attrib.items() if str(k).rpartition("}")[2] == "val"), ""
    )


def _check_spans(root: etree._Element) -> None:
    for element in root.iter("{*}gridSpan"):
        span = _value(element)
        if (
            not span.isascii()
            or not span.isdigit()
            or len(span) > 4
            or not 0 < int(span) <= _WIDEST
        ):
            raise ImportRefused(
                f"表格里有一格声称横跨{span[:12]}列，不像正常保存的文档，没有打开。"
                "请用 Word 或 WPS 打开，另存一份再导入。"
            )


def _heading_levels(package: guard.Package, main: str) -> dict[str, int]:
    """Return the level of every heading style by its id."""
    styles = f"{main.rpartition('/')[0]}/styles.xml"
    if styles not in package.names:
        return {}
    levels = {}
    for style in guard.parse_xml(package.part(styles)).iter("{*}style"):
        for name in style.iter("{*}name"):
            called = _value(name).lower()
            if called.startswith("heading ") and called[8:].isdigit():
                key = next(
                    (str(v) for k, v in style.attrib.items() if str(k).endswith("styleId")), ""
                )
                levels[key] = int(called[8:])
    return levels


def _hints(package: guard.Package) -> tuple[str, ...]:
    if "docProps/core.xml" not in package.names:
        return ()
    titles = guard.parse_xml(package.part("docProps/core.xml")).iter("{*}title")
    return tuple(clean(title.text or "").strip() for title in titles if title.text)


def _notes(root: etree._Element) -> Iterator[str]:
    if any(True for _ in root.iter("{*}altChunk")):
        yield "文件里嵌了另一个文件的内容，没有读入；请用 Word 打开后另存一份，再导入。"


def _blocks(parent: etree._Element, levels: dict[str, int]) -> Iterator[Block]:
    for child in parent:
        match _name(child):
            case "p":
                yield from _paragraph(child, levels)
            case "tbl":
                yield from _table(child, levels)
            case "AlternateContent":
                yield from _blocks(_chosen(child), levels)
            case "sectPr" | "tcPr" | "sdtPr" | "sdtEndPr" | "pPr" | "":
                continue
            case name if name not in _GONE:
                yield from _blocks(child, levels)


def _chosen(alternate: etree._Element) -> etree._Element:
    """One of several ways to draw the same thing: the first choice, the fallback only without one."""
    for child in alternate:
        if _name(child) == "Choice":
            return child
    return alternate


def _paragraph(paragraph: etree._Element, levels: dict[str, int]) -> Iterator[Block]:
    parts: list[str] = []
    boxes: list[etree._Element] = []
    _collect(paragraph, parts, boxes)
    level = levels.get(_style(paragraph), 0)
    for line in clean("".join(parts)).split("\n"):
        text = line.strip(" \t\xa0\u3000")
        if text:
            yield Heading(level, text) if level else Paragraph(text)
    for box in boxes:
        yield from _blocks(box, levels)


def _style(paragraph: etree._Element) -> str:
    for properties in paragraph:
        if _name(properties) == "pPr":
            for child in properties:
                if _name(child) == "pStyle":
                    return _value(child)
    return ""


def _collect(element: etree._Element, parts: list[str], boxes: list[etree._Element]) -> None:
    """Gather the words of a paragraph, and the text boxes that hang on it."""
    for child in element:
        match _name(child):
            case "t":
                parts.append(child.text or "")
            case "tab" | "ptab" | "br" | "cr" | "noBreakHyphen" as name:
                parts.append(_CHARACTERS[name])
            case "txbxContent":
                boxes.append(child)
            case "AlternateContent":
                _collect(_chosen(child), parts, boxes)
            case "pPr" | "rPr" | "tbl" | "":
                continue
            case "r" if _hidden(child):
                continue
            case name if name not in _GONE:
                _collect(child, parts, boxes)


def _hidden(run: etree._Element) -> bool:
    for properties in run:
        if _name(properties) == "rPr":
            return any(
                _name(each) in _HIDING and _value(each) not in ("0", "false", "off")
                for each in properties
            )
    return False


def _table(table: etree._Element, levels: dict[str, int]) -> Iterator[Block]:
    if any(inner is not table for inner in table.iter("{*}tbl")):
        for row in _inside(table, "tr"):
            for cell in _inside(row, "tc"):
                yield from _blocks(cell, levels)
        return
    rows = [_row(row, levels) for row in _inside(table, "tr") if not _struck(row, "trPr", "del")]
    rows = [row for row in rows if row]
    if not rows:
        return
    if max(map(len, rows)) == 1:
        lines = (line for row in rows for line in row[0].split("\n"))
        yield from (Paragraph(line) for line in lines if line.strip())
        return
    yield Table(tuple(rows))


def _inside(parent: etree._Element, wanted: str) -> Iterator[etree._Element]:
    """Yield the rows of a table or the cells of a row, through content controls and tracked changes."""
    for child in parent:
        name = _name(child)
        if name == wanted:
            yield child
        elif name not in _GONE and name in (
            "sdt",
            "sdtContent",
            "ins",
            "customXml",
            "smartTag",
            "moveTo",
        ):
            yield from _inside(child, wanted)


def _struck(element: etree._Element, properties: str, mark: str) -> bool:
    return any(
        _name(each) == mark for child in element if _name(child) == properties for each in child
    )


def _row(row: etree._Element, levels: dict[str, int]) -> Row:
    return tuple(
        _cell(cell, levels) for cell in _inside(row, "tc") if not _struck(cell, "tcPr", "cellDel")
    )


def _cell(cell: etree._Element, levels: dict[str, int]) -> str:
    """The words of a cell; one that continues the cell above has none of its own."""
    for properties in cell:
        if _name(properties) == "tcPr":
            for each in properties:
                if _name(each) == "vMerge" and _value(each) in ("", "continue"):
                    return ""
    blocks = _blocks(cell, levels)
    return "\n".join(block.text for block in blocks if isinstance(block, Heading | Paragraph))
