"""Entry files: the Markdown that people write in `prompts/` and `phrasebank/`, read with line numbers.

`## ` starts an entry, `键：值` lines follow, a blank line, then the text; `> ` lines are notes to colleagues and
`<!-- -->` hides. markdown-it-py gives the block structure, with the six block rules off that an entry file does
not use and that turn slips into structure (a `---` into a heading, a `2025. ` into a list). The words themselves
are always cut from the lines of the file, so `{{ }}`, `*`, `_` and `<` arrive as typed.

What an input method or an editor does by itself is accepted: full-width `：`, `＃＃`, `＞`, odd spaces, a byte order
mark, either end of line, a dash before a key. Everything else that is not what it seems is reported, with its
line and the remedy; the entry is still returned, as far as it could be understood.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, TypeVar, get_origin

from assistant.problem import Problem, nearest

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token
    from pydantic import BaseModel
    from pydantic_core import ErrorDetails

    Model = TypeVar("Model", bound=BaseModel)

HEADING: Final = "标题"
"""In the keys given to `validate`: the model's field that takes the heading of the entry."""

TEXT: Final = "正文"
"""In the keys given to `validate`: the model's field that takes the text of the entry."""

_UNUSED_RULES = ["lheading", "reference", "code", "fence", "list", "hr", "inline"]

_COLONS = ":：∶︰"
_DASHES = "-–—－*•·"
_KEY_LIMIT = 12
_ODD_ENDS = " \t\u3000\xa0\u200b\ufeff"

_HEADING = re.compile(r"^([#＃]{1,6})[\s\u200b]*(.*)$")
_ATTRIBUTE = re.compile(rf"^[{_DASHES}]?\s*([^{_COLONS}]{{1,{_KEY_LIMIT}}}?)\s*[{_COLONS}](.*)$")
_NOT_A_KEY = re.compile(r"[，。；！？、“”《》{}｛｝%<>]")
_RULER = re.compile(r"^([-=*_—－＝])(?:\s*\1){2,}$|^[`~]{3,}")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_ODD_COMMENT = re.compile(r"[<＜][!！]\s*[-—–－]|[-—–－]{1,2}[>＞]\s*$")
_TAG = re.compile(r"</?[A-Za-z][^<>]*>|&(?:[a-zA-Z]{2,8}|#\d+);")
_QUOTED = re.compile(r"'((?:[^'\\]|\\.)*)'")

FULL_WIDTH_BRACES: Final = "花括号要用半角的 {{ }}，这里是全角的。"
"""Said of `｛｛`, here and by `expressions`, in the same words so that it is said once."""


@dataclass(frozen=True)
class Attribute:
    """The value of one `键：值` line."""

    value: str
    """As typed, without the space at both ends; never empty."""

    line: int
    """Where it stands in the file, counted from 1."""


@dataclass(frozen=True)
class Entry:
    """One entry of a file: a question, a phrase."""

    path: str
    line: int
    """The line of the heading, counted from 1."""

    heading: str
    attributes: Mapping[str, Attribute]
    """By key, in the order of the file."""

    text: str
    """Paragraphs with one blank line between them, as typed but for the space at the ends of lines."""

    text_lines: tuple[int, ...] = ()
    """For every line of `text`, its line in the file: notes and comments may stand in between."""

    notes: tuple[str, ...] = ()
    """What is said to colleagues, one string for every run of `> ` lines."""

    unread: bool = False
    """Whether lines of it could not be read, which was reported: then nothing can be said to be missing."""

    @property
    def text_line(self) -> int:
        """The file's line where the text begins; the heading's when there is no text."""
        return self.text_lines[0] if self.text_lines else self.line

    def value(self, key: str, default: str = "") -> str:
        """Return the value written for a key, or the default when the key is not there."""
        attribute = self.attributes.get(key)
        return default if attribute is None else attribute.value

    def line_of(self, key: str) -> int:
        """Return the line of an attribute, or of the heading while there is no such attribute."""
        attribute = self.attributes.get(key)
        return self.line if attribute is None else attribute.line

    def problem(self, key: str, message: str) -> Problem:
        """Return a complaint about one attribute, naming it; `message` is a sentence."""
        return Problem(self.path, self.line_of(key), f"“{key}”：{message}")

    def text_problem(self, message: str, line: int | None = None) -> Problem:
        """Return a complaint about the text; `line` counts within the text, from 1 (as template errors do)."""
        inside = line is not None and 0 < line <= len(self.text_lines)
        place = self.text_lines[line - 1] if line is not None and inside else self.text_line
        # The reader has said this of the same line already, in the same words; collected, it is said once.
        named = message if message == FULL_WIDTH_BRACES else f"“正文”：{message}"
        return Problem(self.path, place, named)


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


def listed(value: str) -> tuple[str, ...]:
    """Return the items of a value such as `申请、新收` or `甲｜乙`, without empty ones."""
    return tuple(item for part in re.split(r"[、，,；;｜|]", value) if (item := part.strip()))


@cache
def _markdown() -> MarkdownIt:
    from markdown_it import MarkdownIt  # 5 ms that the start screen does not pay

    return MarkdownIt("commonmark").disable(_UNUSED_RULES)


def _for_structure(line: str) -> str:
    """Return the line as the block parser should see it: the marks of an input method made plain."""
    bare = line.strip(_ODD_ENDS + "\x0b\x0c")
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
        block = [(n + 1, self.lines[n].strip(_ODD_ENDS)) for n in range(first, last)]
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
        heading = re.sub(r"\s+#+$", "", self.structure[line - 1].lstrip("#").strip(_ODD_ENDS))
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
            self.part.notes.append("\n".join(words[1:].strip(_ODD_ENDS) for _, words in quoted))

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
        elif left := _COMMENT.sub("", hidden).strip(_ODD_ENDS + "\n"):
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
            found = _attribute(words)
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


def _attribute(words: str) -> tuple[str, str] | None:
    found = _ATTRIBUTE.match(words)
    if found is None:
        return None
    # 编　号 is how people line up keys of two characters with keys of three.
    key = re.sub(r"\s+", "", found[1].strip(_ODD_ENDS))
    return None if not key or _NOT_A_KEY.search(key) else (key, found[2].strip(_ODD_ENDS))


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


def shorten(words: str, limit: int = 20) -> str:
    """Return words short enough to be quoted in a sentence, on one line."""
    flat = re.sub(r"\s+", " ", words).strip()
    return flat if len(flat) <= limit else f"{flat[:limit]}…"


# Validation ---------------------------------------------------------------------------------------------------


def validate(
    entry: Entry, model: type[Model], keys: Mapping[str, str], path: str | None = None
) -> tuple[Model | None, tuple[Problem, ...]]:
    """Return the entry as `model`, or nothing when it does not fit; and every complaint, in Chinese, with lines.

    `keys` says which field of the model a key fills (`{"编号": "id"}`); `HEADING` and `TEXT` among them take the
    heading and the text. Values arrive as typed, except that 是/否 becomes a bool where the field is one, and
    `甲、乙` a tuple where the field is one. `path` is only for a file known under another name than it was read.

    A problem that leaves the meaning in doubt (an unknown key, a key inside the text) leaves no entry.
    """
    from pydantic import ValidationError  # 97 ms that the start screen does not pay

    where = entry.path if path is None else path
    problems = [*_unknown_keys(entry, keys, where), *_keys_in_text(entry, keys, where)]
    try:
        valid = model.model_validate(_values(entry, model, keys))
    except ValidationError as error:
        spoken = _Spoken(entry, where, {name: key for key, name in keys.items()})
        return None, (*problems, *spoken.problems(error.errors(), problems))
    return (None if problems else valid), tuple(problems)


def _values(entry: Entry, model: type[BaseModel], keys: Mapping[str, str]) -> dict[str, object]:
    values: dict[str, object] = {
        keys[key]: _as_wanted(attribute.value, model.model_fields[keys[key]].annotation)
        for key, attribute in entry.attributes.items()
        if key in keys and key not in {HEADING, TEXT}
    }
    for key, words in ((HEADING, entry.heading), (TEXT, entry.text)):
        if key in keys and words:
            values[keys[key]] = words
    return values


def _as_wanted(value: str, annotation: object) -> object:
    if annotation is bool:
        return {"是": True, "否": False}.get(value, value)
    return listed(value) if get_origin(annotation) is tuple else value


def _unknown_keys(entry: Entry, keys: Mapping[str, str], path: str) -> Iterator[Problem]:
    written = [key for key in keys if key not in {HEADING, TEXT}]
    for key, attribute in entry.attributes.items():
        if key in {HEADING, TEXT}:
            advice = "写在“## ”后面" if key == HEADING else "写完“键：值”空一行，直接写"
            yield Problem(path, attribute.line, f"“{key}”不写成“键：值”，请{advice}。")
        elif key not in written:
            guess = nearest(key, written)
            hint = (
                guess if guess != "。" else f"。能用的有：{'、'.join(written)}；正文前面要空一行。"
            )
            yield Problem(path, attribute.line, f"不认识“{key}”{hint}")


def _keys_in_text(entry: Entry, keys: Mapping[str, str], path: str) -> Iterator[Problem]:
    for line, words in zip(entry.text_lines, entry.text.split("\n"), strict=False):
        found = _attribute(words)
        if found and found[0] in keys:
            message = f"空行后面的“{found[0]}：”成了正文。请移到空行前面；确是正文就换个说法。"
            yield Problem(path, line, message)


@dataclass(frozen=True)
class _Spoken:
    """Says in Chinese what pydantic found."""

    entry: Entry
    path: str
    key_of: Mapping[str, str]

    def problems(
        self, details: Iterable[ErrorDetails], said: Sequence[Problem]
    ) -> Iterator[Problem]:
        """Yield the complaints; what is missing only because it was miswritten, which was `said`, is left out."""
        for detail in details:
            key = self.key_of.get(str(detail["loc"][0]), "") if detail["loc"] else ""
            guessed = any(f"是不是“{key}”" in problem.message for problem in said)
            miswritten = self.entry.unread or guessed or (key == TEXT and said)
            if detail["type"] != "missing" or not miswritten:
                yield self.problem(detail)

    def problem(self, detail: ErrorDetails) -> Problem:
        field_name = str(detail["loc"][0]) if detail["loc"] else ""
        key = self.key_of.get(field_name, field_name)
        if detail["type"] == "missing":
            return Problem(self.path, self.entry.line, _missing(key))
        line = self.entry.text_line if key == TEXT else self.entry.line_of(key)
        sentence = in_chinese(detail)
        return Problem(self.path, line, f"“{key}”：{sentence}" if key else sentence)


def _missing(key: str) -> str:
    match key:
        case "标题":
            return "“## ”后面要写标题。"
        case "正文":
            return "还没有写正文：写完“键：值”空一行再写。"
        case _:
            return f"少了“{key}”。请在标题下面加一行“{key}：……”。"


SENTENCES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "missing": "没有写。",
        "extra_forbidden": "这里不能写它。",
        "none_required": "这里不能写值。",
        "string_type": "要写成文字。",
        "string_too_short": "至少写{min_length}个字，{now}。",
        "string_too_long": "最多写{max_length}个字，现在有{length}个。",
        "string_pattern_mismatch": "写法不对，{now}。",
        "literal_error": "只能写{choices}，{now}{guess}",
        "enum": "只能写{choices}，{now}{guess}",
        "bool_type": "只能写“是”或“否”，{now}。",
        "bool_parsing": "只能写“是”或“否”，{now}。",
        "int_type": "要写整数，{now}。",
        "int_parsing": "要写整数，{now}。",
        "int_parsing_size": "数太大了，{now}。",
        "int_from_float": "要写整数，{now}。",
        "float_type": "要写数，{now}。",
        "float_parsing": "要写数，{now}。",
        "decimal_type": "要写数，{now}。",
        "decimal_parsing": "要写数，{now}。",
        "decimal_max_digits": "最多写{max_digits}位数字，{now}。",
        "decimal_max_places": "小数最多写{decimal_places}位，{now}。",
        "decimal_whole_digits": "整数部分最多写{whole_digits}位，{now}。",
        "finite_number": "要写数，{now}。",
        "multiple_of": "要写{multiple_of}的倍数，{now}。",
        "greater_than": "要大于{gt}，{now}。",
        "greater_than_equal": "不能小于{ge}，{now}。",
        "less_than": "要小于{lt}，{now}。",
        "less_than_equal": "不能大于{le}，{now}。",
        "too_short": "至少写{min_length}项，现在有{actual_length}项。",
        "too_long": "最多写{max_length}项，现在有{actual_length}项。",
        "tuple_type": "要写成用“、”隔开的几项。",
        "list_type": "要写成用“、”隔开的几项。",
        "set_type": "要写成用“、”隔开的几项。",
        "frozen_set_type": "要写成用“、”隔开的几项。",
        "date_type": "要写成日期，如2026-01-20，{now}。",
        "date_parsing": "要写成日期，如2026-01-20，{now}。",
        "date_from_datetime_parsing": "要写成日期，如2026-01-20，{now}。",
        "date_from_datetime_inexact": "要写成日期，如2026-01-20，{now}。",
        "value_error": "{error}",
        "assertion_error": "{error}",
    }
)
"""What is said for each type of pydantic error that a model of entries can raise."""


def in_chinese(detail: ErrorDetails) -> str:
    """Return a pydantic error as a Chinese sentence; a `ValueError` of a validator speaks for itself."""
    given, context = detail.get("input"), detail.get("ctx", {})
    now = f"现在写的是“{shorten(given)}”" if isinstance(given, str) else "现在写的不是"
    choices = _QUOTED.findall(str(context.get("expected", "")))
    guess = nearest(given, choices) if isinstance(given, str) else "。"
    sentence = SENTENCES.get(detail["type"], "写法不对，{now}。").format(
        **{
            **context,
            "now": now,
            "choices": "、".join(f"“{choice}”" for choice in choices),
            "guess": guess,
            "length": len(given) if isinstance(given, str) else 0,
            "error": str(context.get("error", "")),
        }
    )
    return sentence if sentence.endswith(("。", "？")) else f"{sentence}。"
