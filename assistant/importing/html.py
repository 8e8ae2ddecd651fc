"""Web pages as they are saved and pasted: wrong spans, missing tags, layout tables, content kept in scripts."""

from __future__ import annotations

import email
import email.policy
import re
from collections.abc import Iterator
from email.message import EmailMessage
from html import unescape

from lxml import etree

from assistant.importing import guard
from assistant.importing.characters import clean, decode
from assistant.importing.refusal import ImportRefused
from assistant.importing.tree import Block, Heading, Paragraph, Row, Source, Table

_UNREADABLE = "这个网页读不下去。请在浏览器里打开，复制年报正文到 Word，另存为 .docx 再导入。"
_DEEPEST = 2000
_LONGEST_TEXT = 1_000_000


def _tags(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


_DROPPED = _tags(
    "style noscript template select option button input iframe object embed svg math audio "
    "video map canvas rt rp head"
)
_BREAKING = _tags(
    "address article aside blockquote body center dd details dir div dl dt fieldset "
    "figcaption figure footer form header hr html legend li main menu nav ol p pre section "
    "summary table tbody td tfoot th thead title tr ul caption h1 h2 h3 h4 h5 h6"
)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>", re.IGNORECASE)
# A page pasted into a page closes html and body in the middle, and parsers stop there.
_WRAPPING = re.compile(r"</?(?:html|body)\b[^<>]*>", re.IGNORECASE)
_STRINGS = re.compile(
    r'"((?:[^"\\\n]|\\.){200,})"|\'((?:[^\'\\\n]|\\.){200,})\'|`((?:[^`\\]|\\.){200,})`', re.DOTALL
)
_ESCAPED = re.compile(r"\\(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|(.))", re.DOTALL)
_CONTROLS = {"n": "\n", "t": "\t", "r": "\n", "b": "", "f": "", "v": ""}
_META_TITLE = re.compile(r"^(?:ArticleTitle|og:title|title)$", re.IGNORECASE)


def read_html(text: str) -> Source:
    """Return the blocks of a web page; where nothing is shown, what scripts and hidden parts keep."""
    guard.check_text(text)
    # Parsing costs most; what cannot be a report is refused before.
    guard.check_cells(len(re.findall(r"<t[dh][\s>/]", text, re.IGNORECASE)))
    root = _parsed(_WRAPPING.sub("", _DECLARATION.sub("", text, count=1)))
    if root is None:
        return Source("网页", ())
    hints = tuple(dict.fromkeys(filter(None, map(clean, _hints(root)))))
    blocks = _blocks(root, hidden=False)
    if not _has_figures(blocks):
        blocks = _richest([blocks, _blocks(root, hidden=True), *_from_scripts(root)])
    return Source("网页", blocks, hints)


def read_mht(text: str) -> Source:
    """Return the blocks of a page saved as one file (MHT)."""
    message = email.message_from_string(text, policy=email.policy.default)
    for part in message.walk():
        if part.get_content_type() == "text/html":
            return read_html(_words_of(part))
    raise ImportRefused(
        "这个 MHT 文件里没有网页。请在浏览器里打开原网页，另存为网页（.html）再导入。"
    )


def _words_of(part: EmailMessage) -> str:
    """The page in a part of a message; one that is not packed for the mail was decoded with the whole."""
    packed = str(part["Content-Transfer-Encoding"] or "").lower() in ("base64", "quoted-printable")
    content = part.get_payload(decode=True) if packed else part.get_payload()
    return decode(content) if isinstance(content, bytes) else str(content)


def _parsed(text: str) -> etree._Element | None:
    # Plain elements: those of lxml.html cost a call of Python each, and none of their methods is used.
    parser = etree.HTMLParser(
        no_network=True, huge_tree=True, remove_comments=True, remove_pis=True
    )
    if not text.strip():
        return None
    try:
        root = etree.fromstring(text.replace("\x00", ""), parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise ImportRefused(_UNREADABLE) from error
    if root is None:
        raise ImportRefused(_UNREADABLE)
    return root


def _hints(root: etree._Element) -> Iterator[str]:
    for title in root.iter("title"):
        yield "".join(map(str, title.itertext()))
        break
    for meta in root.iter("meta"):
        if _META_TITLE.match(meta.get("name") or meta.get("property") or ""):
            yield meta.get("content") or ""


def _has_figures(blocks: tuple[Block, ...]) -> bool:
    return any(isinstance(block, Table) and len(block.rows) > 3 for block in blocks)


def _richest(readings: list[tuple[Block, ...]]) -> tuple[Block, ...]:
    """The reading with the most table rows; of equals, the one with the most words, the first before later ones."""

    def worth(blocks: tuple[Block, ...]) -> tuple[int, int]:
        rows = sum(len(block.rows) for block in blocks if isinstance(block, Table))
        words = sum(len(block.text) for block in blocks if not isinstance(block, Table))
        return rows, words

    return max(readings, key=worth)


def _from_scripts(root: etree._Element) -> Iterator[tuple[Block, ...]]:
    """Yield what markup scripts and form fields hold: as strings with escapes, or as it is."""
    for element in root.iter("script", "textarea", "xmp"):
        text = "".join(map(str, element.itertext()))
        kind = (element.get("type") or "").lower()
        if element.tag != "script" or ("javascript" not in kind and kind.startswith("text/")):
            yield from _markup(text)
        else:
            for groups in _STRINGS.findall(text):
                yield from _markup(_unescaped(next(filter(None, groups))))


def _unescaped(text: str) -> str:
    def plain(match: re.Match[str]) -> str:
        code, byte, letter = match.groups()
        return chr(int(code or byte, 16)) if code or byte else _CONTROLS.get(letter, letter)

    return _ESCAPED.sub(plain, text)


def _markup(text: str) -> Iterator[tuple[Block, ...]]:
    if "&lt;" in text and not re.search(r"<(?:table|p|div)\b", text, re.IGNORECASE):
        text = unescape(text)
    if "%3C" in text and "<" not in text:
        from urllib.parse import unquote

        text = unquote(text)
    if re.search(r"<(?:table|p|div|td)\b", text, re.IGNORECASE):
        guard.check_cells(len(re.findall(r"<t[dh][\s>/]", text, re.IGNORECASE)))
        root = _parsed(text)
        if root is not None:
            yield _blocks(root, hidden=True)


class _Walk:
    """One pass over the page without recursion: however deep it is, it costs the same."""

    def __init__(self, *, hidden: bool) -> None:
        self.hidden = hidden
        self.blocks: list[Block] = []
        self.line: list[str] = []
        self.level = 0
        self.length = 0

    def flush(self) -> None:
        text = _words("".join(self.line))
        self.line.clear()
        for line in text.split("\n"):
            if line:
                self.blocks.append(Heading(self.level, line) if self.level else Paragraph(line))

    def write(self, text: str | None) -> None:
        if text:
            self.length += len(text)
            if self.length <= _LONGEST_TEXT:
                self.line.append(re.sub(r"[ \t\r\n]+", " ", text))

    def skipped(self, element: etree._Element) -> bool:
        tag = element.tag
        if tag in _DROPPED or tag in ("script", "textarea", "xmp"):
            return True
        # The contents repeat the headings, and would be taken for the report itself.
        if tag == "nav" and element.get("aria-label") == "目录":
            return True
        if self.hidden:
            return False
        return element.get("hidden") is not None or bool(_HIDDEN.search(element.get("style") or ""))


def _blocks(root: etree._Element, *, hidden: bool) -> tuple[Block, ...]:
    walk = _Walk(hidden=hidden)
    inner = _innermost(root)
    stack: list[tuple[etree._Element, bool]] = [(root, False)]
    depth = 0
    while stack:
        element, closing = stack.pop()
        tag = element.tag
        if closing:
            depth -= 1
            _close(walk, str(tag))
            walk.write(element.tail)
            continue
        if walk.skipped(element):
            walk.write(element.tail)
            continue
        if tag == "table" and element in inner:
            walk.flush()
            walk.blocks += _table(element, hidden=hidden)
            walk.write(element.tail)
            continue
        depth += 1
        if depth > _DEEPEST:
            raise ImportRefused(
                "这个网页一层套一层，套得太深，不像正常的网页，没有打开。请复制年报正文到 Word，另存为 .docx 再导入。"
            )
        _open(walk, str(tag))
        walk.write(element.text)
        stack.append((element, True))
        stack += ((child, False) for child in reversed(element))
    walk.flush()
    return tuple(walk.blocks)


def _innermost(root: etree._Element) -> set[etree._Element]:
    """Tables that hold figures themselves; a table around other tables only arranges the page."""
    tables = list(root.iter("table"))
    outer = set()
    for table in tables:
        for above in table.iterancestors("table"):
            if above in outer:
                break
            outer.add(above)
    return {table for table in tables if table not in outer}


def _open(walk: _Walk, tag: str) -> None:
    if tag == "br":
        walk.line.append("\n")
    elif tag in _BREAKING:
        walk.flush()
        if re.fullmatch("h[1-6]", tag):
            walk.level = int(tag[1])


def _close(walk: _Walk, tag: str) -> None:
    if tag in _BREAKING:
        walk.flush()
        if re.fullmatch("h[1-6]", tag):
            walk.level = 0


def _words(text: str) -> str:
    lines = (line.strip(" \t\xa0\u3000") for line in clean(text).split("\n"))
    return "\n".join(line for line in lines if line)


def _table(table: etree._Element, *, hidden: bool) -> Iterator[Block]:
    """The rows of one table, or its cells as paragraphs where it has no rows or only one cell in each.

    A caption says again what the heading above says.
    """
    rows = [row for row in _rows(table, hidden=hidden) if row]
    outside = [
        _cell(cell, hidden=hidden)
        for cell in table.iter("td", "th")
        if not any(True for _ in cell.iterancestors("tr"))
    ]
    if rows and max(map(len, rows)) > 1:
        yield Table(tuple(rows))
    else:
        outside += (cell for row in rows for cell in row)
    for text in outside:
        yield from (Paragraph(line.strip()) for line in text.split("\n") if line.strip())


def _rows(table: etree._Element, *, hidden: bool) -> Iterator[Row]:
    for row in table.iter("tr"):
        if hidden or not _HIDDEN.search(row.get("style") or ""):
            yield tuple(_cell(cell, hidden=hidden) for cell in row if cell.tag in ("td", "th"))


def _cell(cell: etree._Element, *, hidden: bool) -> str:
    only = cell.text
    if only and not len(cell) and only.isascii() and only.isalnum():
        # Nearly every cell: a bare number.
        return only
    walk = _Walk(hidden=hidden)
    parts: list[str] = []
    stack: list[tuple[etree._Element, bool]] = [(cell, False)]
    while stack:
        element, closing = stack.pop()
        if closing:
            if element.tag in _BREAKING:
                parts.append("\n")
        elif element is cell or not walk.skipped(element):
            if element.tag == "br" or element.tag in _BREAKING:
                parts.append("\n")
            parts.append(re.sub(r"[ \t\r\n]+", " ", element.text or ""))
            stack.append((element, True))
            stack += ((child, False) for child in reversed(element))
            continue
        if element is not cell:
            parts.append(re.sub(r"[ \t\r\n]+", " ", element.tail or ""))
    return _words("".join(parts))
