"""The numbers of a list in a typed answer, which count nothing: 1.予以公开12件；2.部分公开4件, ①新收12件②结转1件."""

from __future__ import annotations

import re

_CHINESE = "一二三四五六七八九十"
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_START = (
    r"(?:^[ \u3000]*|(?<=[。；;\n，,])|(?<=[：:])(?=[1一①甲第其（(])"
    r"|(?<=[件起条项次份个元人。；，：:）)][ \u3000])|(?<=[ \u3000]{2})|(?<=[件起条项份]))"
)
_NOUN = r"(?=[ \u3000]*[^\d\s])"
_STYLES = tuple(
    re.compile(pattern)
    for pattern in (
        rf"{_START}(\d{{1,2}})[.．](?!\d){_NOUN}",
        rf"{_START}(\d{{1,2}})、{_NOUN}",
        rf"{_START}(\d{{1,2}})[)）]{_NOUN}",
        rf"{_START}[(（](\d{{1,2}})[)）]{_NOUN}",
        rf"(?:^|(?<=[。；;\n]))(\d{{1,2}})[，,:：-]{_NOUN}",
        rf"{_START}([{_CHINESE}])[、.．]{_NOUN}",
        rf"{_START}[第其]([{_CHINESE}])(?:[，,、：:]|是){_NOUN}",
        rf"([{_CIRCLED}]){_NOUN}",
        rf"{_START}([{_STEMS}])[、.．：:]{_NOUN}",
    )
)


def without(text: str) -> str:
    """Return an answer with commas in place of the numbers of its lists, as long as before; 1 has to begin one."""
    for style in _STYLES:
        items = list(style.finditer(text))
        if len(items) > 1 and [_value(item[1]) for item in items] == [*range(1, len(items) + 1)]:
            text = style.sub(lambda found: "，".ljust(len(found[0])), text)
    return text


def _value(number: str) -> int:
    if number.isdigit() and number.isascii():
        return int(number)
    return next(row.index(number) + 1 for row in (_CHINESE, _CIRCLED, _STEMS) if number in row)
