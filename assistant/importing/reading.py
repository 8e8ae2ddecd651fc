"""Which reader a file needs: told by its bytes, because suffixes lie."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.forms import Form
from assistant.importing import guard
from assistant.importing.characters import decode
from assistant.importing.recognise import Imported, recognise
from assistant.importing.refusal import ImportRefused
from assistant.importing.tree import Source

SUFFIXES = (
    ".docx",
    ".html",
    ".htm",
    ".mht",
    ".mhtml",
    ".md",
    ".markdown",
    ".txt",
    ".pdf",
    ".doc",
    ".wps",
)
"""What files that can be read usually end in."""

_PICTURES = {
    b"\xff\xd8\xff": "JPEG 图片",
    b"\x89PNG": "PNG 图片",
    b"GIF8": "GIF 图片",
    b"BM": "BMP 图片",
    b"II*\x00": "TIFF 图片",
    b"MM\x00*": "TIFF 图片",
}
_MARKUP = re.compile(
    r"<(?:!doctype|html|head|body|table|tr|td|div|p|span|h[1-6]|script|meta)\b", re.IGNORECASE
)
_MARKDOWN = re.compile(r"(?m)^#{1,6}[ \t]|^\|?[ \t]*:?-{3,}:?[ \t]*\|")


def import_report(content: bytes, name: str, forms: Sequence[Form]) -> Imported:
    """Return the report in a file; `name` is the file's name.

    Raises `ImportRefused` with one sentence for everything that is no readable report.
    """
    return recognise(read_source(content, name), forms, name)


def read_source(content: bytes, name: str = "") -> Source:
    """Return a file as blocks, whatever its suffix says it is."""
    guard.check_size(content)
    try:
        return _read(content, name)
    except RecursionError as error:
        raise ImportRefused(
            "这个文件的内容一层套一层，套得太深，没有打开。请用 Word 或 WPS 打开，另存为 .docx 再导入。"
        ) from error


def _read(content: bytes, name: str) -> Source:
    match content:
        case _ if content.startswith(b"PK\x03\x04"):
            from assistant.importing.docx import read_docx

            return read_docx(content)
        case _ if content.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
            from assistant.importing.doc import read_doc

            return read_doc(content)
        case _ if b"%PDF-" in content[:1024]:
            from assistant.importing.pdf import read_pdf

            return read_pdf(content)
        case _:
            _refuse_other(content)
            return _read_words(decode(content), name)


def _refuse_other(content: bytes) -> None:
    for magic, what in _PICTURES.items():
        if content.startswith(magic):
            raise ImportRefused(
                f"这是{what}，里面没有可以读取的文字。请导入文字版的年报（.docx、网页、.md 或 .txt）。"
            )
    if content.startswith(b"{\\rtf"):
        raise ImportRefused("这是 RTF 文件。请用 Word 或 WPS 打开，另存为 .docx 再导入。")
    if content.startswith((b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b")):
        raise ImportRefused("这是压缩包。请先解压，再导入里面的年报。")


def _read_words(text: str, name: str) -> Source:
    if text.count("\x00") > 8 or text.count("\ufffd") * 20 > len(text):
        raise ImportRefused(
            "这不是文本文件，也不是 Word 文档或网页，读不出文字。请用 Word 或 WPS 打开原件，另存为 .docx 再导入。"
        )
    head = text[:4000].lstrip("\ufeff \t\r\n")
    if (
        re.match(r"(?i)(?:mime-version|from:|content-type):", head)
        and "multipart" in text[:4000].lower()
    ):
        from assistant.importing.html import read_mht

        return read_mht(text)
    markdown = name.lower().endswith((".md", ".markdown")) or _MARKDOWN.search(text) is not None
    if _is_markup(text, head, markdown=markdown):
        from assistant.importing.html import read_html

        return read_html(text)
    if markdown:
        from assistant.importing.markdown import read_markdown

        return read_markdown(text)
    from assistant.importing.text import read_text

    return read_text(text)


def _is_markup(text: str, head: str, *, markdown: bool) -> bool:
    """Whether a text is a web page; Markdown may hold tables in HTML and is Markdown all the same."""
    if re.match(r"(?i)<(?:!doctype|html|\?xml|head|body|meta|div|table|p\b)", head):
        return True
    return not markdown and len(_MARKUP.findall(text)) >= 3
