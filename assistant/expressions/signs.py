"""What an input method does to a source: operators, quotes and dots put right, and what cannot be is refused."""

from __future__ import annotations

import re
from typing import Final

from assistant.entries.entry import FULL_WIDTH_BRACES, shorten
from assistant.expressions.tree import ExpressionError


class Refused(Exception):
    """Carries a sentence and a line from deep inside a source."""

    def __init__(self, sentence: str, line: int | None) -> None:
        super().__init__(sentence)
        self.error = ExpressionError(sentence, line or 1)


_SIGNS = {
    **{code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)},
    **str.maketrans({"≥": ">=", "≤": "<=", "≠": "!=", "×": "*", "÷": "/", "−": "-", "–": "-"}),
    **str.maketrans(
        {"—": "-", "、": ",", "。": ".", "【": "[", "】": "]", "\u3000": " ", "\xa0": " "}
    ),
}
_CLOSES = {'"': '"', "'": "'", "“": '“”＂"', "”": '“”＂"', "＂": '“”＂"', "‘": "‘’'", "’": "‘’'"}


class Source:
    """A source with its signs put right, and its code alone with every quoted word blanked out."""

    def __init__(self) -> None:
        self.text = ""
        self.bare = ""

    def add(self, text: str, bare: str | None = None) -> None:
        """Go on with code, or with words, which leave a blank of their length in the code."""
        self.text += text
        self.bare += re.sub(r"[^\n]", " ", text) if bare is None else bare


def put_right(source: str, *, in_code: bool) -> Source:
    """Put the signs of an input method right, in code and outside of quotes; lines stay the same."""
    plain = Source()
    whole = in_code
    position = 0
    while position < len(source):
        char, pair = source[position], source[position : position + 2]
        if not whole and pair in ({"}}", "%}"} if in_code else {"{{", "{%"}):
            in_code = not in_code
            plain.add(pair)
            position += 2
        elif in_code and char in _CLOSES:
            words = _quoted(source, position)
            plain.add(f'"{words}"')
            position += len(words) + 2
        else:
            text = _SIGNS.get(ord(char), char) if in_code else char
            plain.add(text, text if in_code else None)
            position += 1
    return plain


def _quoted(source: str, start: int) -> str:
    """Return the words between the quotation mark at `start` and the one that closes it."""
    line = source.count("\n", 0, start) + 1
    closing = _CLOSES[source[start]]
    end = next((n for n in range(start + 1, len(source)) if source[n] in closing), None)
    if end is None:
        raise Refused(f"引号没有配对：“{shorten(source[start:])}”。请在两头都写引号。", line)
    words = source[start + 1 : end]
    if "\\" in words or '"' in words or "\n" in words:
        raise Refused(f"引号里不能有反斜杠、引号和换行：“{shorten(words)}”。请换个写法。", line)
    return words


_REMEDIES: Final = (
    (r"(?:^|(?<=[\s)\d]))(?:并且|而且|且)", "“且”要写成 and，前后空一格。"),
    (r"(?:^|(?<=[\s)\d]))(?:或者|或)", "“或”要写成 or，前后空一格。"),
    (r"(?:^|(?<=[\s(]))(?:非|不是|没有)(?=[\s(])", "“非”要写成 not，后面空一格。"),
    (r"&&?", "“&&”要写成 and，前后空一格。"),
    (r"\|\|", "“||”要写成 or，前后空一格。"),
    (r"!(?!=)", "“!”要写成 not，后面空一格；“不等于”写成 !=。"),
    (r"<>", "“不等于”要写成 !=。"),
    (r"=>|=<", "“大于等于”写成 >=，“小于等于”写成 <=。"),
    (r"(?<![=!<>])=(?!=)", "“等于”要写两个等号 ==。"),
    (r"===", "“等于”只写两个等号 ==。"),
    (r"\d\s*%", "这里不写百分号，98%写成 0.98。"),
    (r"\d,\d{3}(?!\d)", "数字里不加逗号，1,005写成 1005。"),
)


def check_signs(bare: str) -> None:
    """Refuse a sign of another language, with the one that is meant."""
    for pattern, remedy in _REMEDIES:
        if found := re.search(pattern, bare):
            raise Refused(remedy, bare.count("\n", 0, found.start()) + 1)


def check_length(source: str, limit: int, what: str) -> None:
    """Refuse what is empty or longer than anybody reads."""
    if len(source) > limit:
        raise Refused(f"{what}太长，有{len(source)}个字，最多{limit}个。请分成几条。", 1)
    if not source.strip():
        raise Refused(f"{what}是空的。", 1)


def check_braces(source: str) -> None:
    """Refuse the braces that Jinja would take for words and print as they are."""
    for number, line in enumerate(source.split("\n"), start=1):
        if "｛" in line or "｝" in line:
            raise Refused(FULL_WIDTH_BRACES, number)
        if "{％" in line or "％}" in line:
            raise Refused("百分号要用半角的 {% %}，这里是全角的。", number)
        if "{#" in line or "#}" in line:
            raise Refused("正文里不能有 {# #}。不想印出来的话用“> ”写成注释。", number)
