"""The entries of a file: markdown-it-py gives the blocks, the words are cut from the lines as typed."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from assistant.entries.entry import (
    FULL_WIDTH_BRACES,
    ODD_ENDS,
    Attribute,
    Entry,
    attribute_in,
    shorten,
)
from assistant.problem import Problem

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token


_UNUSED_RULES = ["lheading", "reference", "code", "fence", "list", "hr", "inline"]
_HEADING = re.compile(r"^([#＃]{1,6})[\s\u200b]*(.*)$")
_RULER = re.compile(r"^([-=*_—－＝])(?:\s*\1){2,}$|^[`~]{3,}")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_ODD_COMMENT = re.compile(r"[<＜][!！]\s*[-—–－]|[-—–－]{1,2}[>＞]\s*$")
_TAG = re.compile(r"</?[A-Za-z][^<>]*>|&(?:[a-zA-Z]{2,8}|#\d+);")


def read(text: str, path: str) -> tuple[tuple[Entry, ...], tuple[Problem, ...]]:
    """Return every entry of a file, in order, and everything that is wrong with the way it is written."""
    lines = tuple(text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n"))
    structure = tuple(_for_structure(line) for line in lines)
    reading = _Reading(path, lines, structure)
    for token in _markdown().parse("\n".join(structure)):
        if token.level == 0 and token.map is not None:
            reading.take(token)
    reading.finish()
    return tuple(reading.entries), tuple(reading.problems)


def decode(content: bytes, path: str) -> tuple[str, tuple[Problem, ...]]:
    """Return the text of a file; one that is neither UTF-8 nor marked as UTF-16 gives a problem and no text."""
    encoding = "utf-16" if content.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    try:
        return content.decode(encoding), ()
    except UnicodeDecodeError:
        # Where decoding gives up is chance: the bytes of old encodings often pass for UTF-8 a while.
        advice = "这个文件不是 UTF-8 编码，没有读。请用记事本“另存为”，编码选 UTF-8。"
        return "", (Problem(path, None, advice),)


@cache
def _markdown() -> MarkdownIt:
    from markdown_it import MarkdownIt  # 5 ms that the start screen does not pay

    return MarkdownIt("commonmark").disable(_UNUSED_RULES)


def _for_structure(line: str) -> str:
    """Return the line as the block parser should see it: the marks of an input method made plain."""
    bare = line.strip(ODD_ENDS + "\x0b\x0c")
    match _HEADING.match(bare):
        # One # without a space is a number sign (“#3号楼”), not a title.
        case re.Match() as found if len(found[1]) > 1 or bare[1:2].isspace():
            return f"{'#' * len(found[1])} {found[2]}"
    return f">{bare[1:]}" if bare.startswith("＞") else bare


@dataclass
class _Part:
    """An entry while its file is being read."""

    line: int
    heading: str
    attributes: dict[str, Attribute] = field(default_factory=dict)
    attributes_read: bool = False
    paragraphs: list[list[tuple[int, str]]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    unread: bool = False


@dataclass
class _Reading:
    """What is known of a file so far; a block of it is taken at a time."""

    path: str
    lines: tuple[str, ...]
    structure: tuple[str, ...]
    """The same lines, as the block parser saw them."""

    entries: list[Entry] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    part: _Part | None = None
    titled: bool = False

    def report(self, line: int, message: str) -> None:
        self.problems.append(Problem(self.path, line, message))

    def report_unread(self, line: int, message: str) -> None:
        """Report lines that were not read, or not as what they were meant for."""
        self.report(line, message)
        if self.part is not None:
            self.part.unread = True

    def take(self, token: Token) -> None:
        """Take one block; its map counts lines from 0, the last one excluded."""
        first, last = token.map or (0, 0)
        block = [(n + 1, self.lines[n].strip(ODD_ENDS)) for n in range(first, last)]
        match token.type:
            case "heading_open":
                self.take_heading(token, first + 1)
            case "blockquote_open":
                self.take_note(block)
            case "html_block":
                self.take_html(block)
            case "paragraph_open":
                self.take_paragraph(block)

    def take_heading(self, token: Token, line: int) -> None:
        heading = re.sub(r"\s+#+$", "", self.structure[line - 1].lstrip("#").strip(ODD_ENDS))
        self.check_characters([(line, heading)])
        match token.tag:
            case "h2":
                self.finish()
                self.part = _Part(line, heading)
                if not heading:
                    self.report_unread(line, "“## ”后面要写标题。")
            case "h1" if self.part is None and not self.titled:
                self.titled = True
            case "h1":
                self.report(line, "一个文件只在开头写一个“# ”大标题。词条用两个井号“## ”开头。")
            case _:
                self.report(line, "这里不用小标题。词条用两个井号“## ”开头，正文里另起一段即可。")

    def take_note(self, block: list[tuple[int, str]]) -> None:
        quoted = [
            (line, words) for line, words in block if self.structure[line - 1].startswith(">")
        ]
        for line, words in block:
            if words and not self.structure[line - 1].startswith(">"):
                self.report_unread(line, "紧接在“> ”注释下面的字会算作注释。请在注释后面空一行。")
                break
        if self.part is not None:
            self.part.notes.append("\n".join(words[1:].strip(ODD_ENDS) for _, words in quoted))

    def take_html(self, block: list[tuple[int, str]]) -> None:
        line, words = block[0]
        if not words.startswith("<!--"):
            tag = _TAG.match(words)
            end = next((n for n, shown in reversed(block) if shown), line)
            lost = f"从这里到第{end}行都没有读。" if end > line else "这一行没有读。"
            self.report_unread(
                line, f"行首不能是网页标签“{tag[0] if tag else words[:12]}”，{lost}请删掉标签。"
            )
            return
        hidden = "\n".join(shown for _, shown in block)
        if "-->" not in hidden:
            self.report_unread(
                line, "“<!--”没有用“-->”收尾，后面直到文件末尾都被隐藏了。请补上“-->”。"
            )
        elif (again := hidden.find("<!--", 4)) != -1 and again < hidden.index("-->"):
            here = line + hidden.count("\n", 0, again)
            self.report_unread(
                here, f"第{line}行的“<!--”还没有收尾，这里又开始一个。请在前一个后面补上“-->”。"
            )
        elif left := _COMMENT.sub("", hidden).strip(ODD_ENDS + "\n"):
            self.report_unread(block[-1][0], f"“-->”后面的“{shorten(left)}”没有读。请另起一行写。")

    def take_paragraph(self, block: list[tuple[int, str]]) -> None:
        block = [(line, words) for line, words in block if self.plain(line, words)]
        self.check_characters(block)
        if not block:
            return
        if self.part is None:
            line, words = block[0]
            self.report(
                line,
                f"“{shorten(words)}”不在任何词条里，没有读。"
                "词条用“## ”开头；写给同事的话每行用“> ”开头。",
            )
        elif self.part.attributes_read:
            self.part.paragraphs.append(block)
        else:
            self.part.attributes_read = True
            self.take_attributes(self.part, block)

    def plain(self, line: int, words: str) -> bool:
        """Say whether a line is words; one that only draws is reported and left out."""
        if _RULER.match(words):
            self.report(
                line, f"分隔线“{shorten(words)}”会印进正文，没有读。词条之间不用分隔线，请删掉。"
            )
            return False
        return True

    def take_attributes(self, part: _Part, block: list[tuple[int, str]]) -> None:
        for position, (line, words) in enumerate(block):
            found = attribute_in(words)
            if found is None:
                self.report_unread(line, _no_attribute(words, after=bool(part.attributes)))
                part.paragraphs.append(block[position:])
                return
            key, value = found
            if key in part.attributes:
                before = part.attributes[key].line
                self.report(line, f"“{key}”写了两遍，第一遍在第{before}行。请删去一遍。")
            elif not value:
                self.report_unread(line, f"“{key}”后面没有写值。请写上；用不着就删去这一行。")
            else:
                part.attributes[key] = Attribute(value, line)

    def check_characters(self, block: list[tuple[int, str]]) -> None:
        for line, words in block:
            if not words.isprintable() and (odd := next(filter(_invisible, words), None)):
                self.report(
                    line,
                    f"这一行有看不见的字符（U+{ord(odd):04X}），多半是粘贴带来的。请删掉重打。",
                )
            if "\ufffd" in words:
                self.report(line, "这一行有乱码“\ufffd”。请重新打一遍，存成 UTF-8。")
            if "｛" in words or "｝" in words:
                self.report(line, FULL_WIDTH_BRACES)
            if "<!--" in words or "-->" in words or _ODD_COMMENT.search(words):
                self.report(line, "隐藏的话要单独占行，用半角的“<!--”开头、“-->”收尾。")
            elif tag := _TAG.search(words):
                self.report(line, f"网页写法“{shorten(tag[0])}”会原样印出来。请删掉。")

    def finish(self) -> None:
        """Close the entry that is open."""
        part = self.part
        if part is None:
            return
        if not part.attributes_read and not part.unread:
            self.report_unread(part.line, "标题下面要先写“键：值”，写完空一行再写正文。")
        text, text_lines = _joined(part.paragraphs)
        self.part = None
        self.entries.append(
            Entry(
                path=self.path,
                line=part.line,
                heading=part.heading,
                attributes=MappingProxyType(part.attributes),
                text=text,
                text_lines=text_lines,
                notes=tuple(part.notes),
                unread=part.unread,
            )
        )


def _no_attribute(words: str, *, after: bool) -> str:
    if found := re.match(r"^[^\s=＝]{1,8}\s*[=＝]", words):
        return f"“{shorten(found[0])}”：键和值之间要用冒号，写成“键：值”。"
    if after:
        return "“键：值”写完要空一行再写正文；一个值只能写在一行里。"
    return "标题下面要先写“键：值”，写完空一行再写正文。"


def _invisible(char: str) -> bool:
    return char != "\t" and unicodedata.category(char) in {"Cc", "Cf", "Zl", "Zp", "Co", "Cs"}


def _joined(paragraphs: list[list[tuple[int, str]]]) -> tuple[str, tuple[int, ...]]:
    """Return the paragraphs as one text, and the file's line of each of its lines."""
    rows: list[tuple[int, str]] = []
    for paragraph in paragraphs:
        if rows:
            rows.append((rows[-1][0] + 1, ""))
        rows.extend(paragraph)
    return "\n".join(words for _, words in rows), tuple(line for line, _ in rows)
