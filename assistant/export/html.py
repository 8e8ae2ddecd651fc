"""A web page for the information-disclosure platform: semantic tables, no scripts, nothing fetched from elsewhere.

The page must survive being pasted into an editor that throws its style sheet away, so the structure carries everything:
real headings, `th` with its scope, a caption for every table, and borders in the cells themselves, because a table
without borders counts as a fault of the report. The style sheet only makes the page pleasant to read as it is.
The contents are links within the page, in a `nav` of their own that readers of reports pass over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape

from assistant.document.nodes import (
    Block,
    Cell,
    Document,
    Heading,
    Paragraph,
    ParagraphKind,
    Table,
    pieces,
)
from assistant.export.words import lines, one_line
from assistant.forms import Role

STYLE = """\
body { max-width: 52em; margin: 2em auto; padding: 0 1em; line-height: 1.8; color: #000; background: #fff; }
h1 { text-align: center; font-size: 1.6em; line-height: 1.4; }
h2 { font-size: 1.2em; }
h3 { font-size: 1em; }
p { margin: .4em 0; text-indent: 2em; }
nav ol { list-style: none; margin: 1em 0; padding: 0 0 0 2em; }
div { margin: 1em 0; overflow-x: auto; }
table { width: 100%; font-size: .875em; line-height: 1.4; }
caption { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
th, td { padding: .3em .4em; font-weight: normal; text-align: center; }
th[scope=col] { word-break: keep-all; }
th[scope^=row] { min-width: 5em; text-align: left; }
th[scope=row] { min-width: 7em; }
td { white-space: nowrap; font-variant-numeric: tabular-nums; }
.draft { padding: .3em; border: 1px solid #a00; color: #a00; text-align: center; text-indent: 0; }
.signature, .date { text-align: right; text-indent: 0; }
.signature { margin-top: 2em; }
"""

_PAIRS = re.compile("(?:[\u4e00-\u9fff]{2}){2,}")

_COLLAPSE = ' style="border-collapse: collapse"'
_BORDER = ' style="border: 1px solid"'

_CLASSES = {ParagraphKind.SIGNATURE: ' class="signature"', ParagraphKind.DATE: ' class="date"'}


def html(document: Document) -> str:
    """Return the document as one page of HTML."""
    return "\n".join(_page(document)) + "\n"


def _page(document: Document) -> Iterator[str]:
    yield "<!DOCTYPE html>"
    yield '<html lang="zh-CN">'
    yield "<head>"
    yield '<meta charset="utf-8">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f"<title>{escape(one_line(document.name))}</title>"
    yield f"<style>\n{STYLE}</style>"
    yield "</head>"
    yield "<body>"
    if document.draft:
        yield f'<p class="draft">{escape(one_line(document.draft))}</p>'
    yield f"<h1>{'<br>'.join(escape(one_line(line)) for line in document.title)}</h1>"
    yield from _contents(document)
    section = 0
    for block in document.blocks:
        if isinstance(block, Heading) and block.level == 1:
            section += 1
            yield f'<h2 id="part-{section}">{_words(block.text)}</h2>'
        else:
            yield from _block(block)
    yield "</body>"
    yield "</html>"


def _contents(document: Document) -> Iterator[str]:
    """Links to the sections; a page with one section or none needs none."""
    sections = [b.text for b in document.blocks if isinstance(b, Heading) and b.level == 1]
    if len(sections) < 2:
        return
    yield '<nav aria-label="目录">'
    yield "<ol>"
    for number, words in enumerate(sections, start=1):
        yield f'<li><a href="#part-{number}">{escape(one_line(words))}</a></li>'
    yield "</ol>"
    yield "</nav>"


def _block(block: Block) -> Iterator[str]:
    match block:
        case Heading(level, text):
            yield f"<h{level + 1}>{_words(text)}</h{level + 1}>"
        case Paragraph(text, kind):
            yield f"<p{_CLASSES.get(kind, '')}>{_words(text)}</p>"
        case Table():
            yield from _table(block)


def _words(text: str) -> str:
    return "<br>".join(
        "".join(
            f"<mark>{escape(piece)}</mark>" if pending else escape(piece)
            for piece, pending in pieces(line)
        )
        for line in lines(text)
    )


def _table(table: Table) -> Iterator[str]:
    rows = table.rows()
    # On a narrow screen the table scrolls and not the page; what scrolls can be reached by keys and has a name.
    yield f'<div role="region" aria-label="{escape(one_line(table.caption))}" tabindex="0">'
    yield f"<table{_COLLAPSE}>"
    yield f"<caption>{_words(table.caption)}</caption>"
    if table.head_rows:
        yield "<thead>"
        yield from map(_row, rows[: table.head_rows])
        yield "</thead>"
    yield "<tbody>"
    yield from map(_row, rows[table.head_rows :])
    yield "</tbody>"
    yield "</table>"
    yield "</div>"


def _row(cells: tuple[Cell, ...]) -> str:
    return f"<tr>{''.join(map(_cell, cells))}</tr>"


def _cell(cell: Cell) -> str:
    spans = "".join(
        f' {name}="{span}"'
        for name, span in (("rowspan", cell.rowspan), ("colspan", cell.colspan))
        if span > 1
    )
    match cell.role:
        case Role.NUMBER:
            return f"<td{spans}{_BORDER}>{_words(cell.text)}</td>"
        case Role.HEAD if cell.colspan == 1:
            return f'<th scope="col"{spans}{_BORDER}>{_in_pairs(cell.text)}</th>'
        case Role.HEAD:
            scope = "colgroup"
        case _:
            scope = "row" if cell.rowspan == 1 else "rowgroup"
    return f'<th scope="{scope}"{spans}{_BORDER}>{_words(cell.text)}</th>'


def _in_pairs(text: str) -> str:
    """The title of a column, which may break after every two characters: 商业企业 in half, never after 商业企."""
    pairs = _PAIRS.fullmatch(text)
    return "<wbr>".join(re.findall("..", text)) if pairs else _words(text)
