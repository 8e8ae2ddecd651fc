"""Jinja's reading of conditions and templates, turned into the nodes of `expressions`.

Jinja only parses here: every node it returns is looked at, and what is not listed in `_node` is refused, so a
call, a loop or an attribute of a Python object never gets as far as being evaluated. (A sandbox alone is not
enough: it lets `'a'*10**9` and nested ranges run.) What an input method does to operators, quotes and dots is put
right first, outside of quoted words; and Jinja's English complaints are said in Chinese.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from functools import cache
from typing import Final

from jinja2 import StrictUndefined, TemplateSyntaxError, nodes
from jinja2.parser import Parser
from jinja2.sandbox import ImmutableSandboxedEnvironment

from assistant.entries import FULL_WIDTH_BRACES, shorten
from assistant.expressions import (
    FORMATS,
    All,
    AnyOf,
    Arithmetic,
    Choice,
    Compare,
    Condition,
    Const,
    Either,
    ExpressionError,
    Name,
    Node,
    Not,
    Piece,
    Plain,
    Several,
    Shown,
    Slot,
    Template,
    names_in,
)
from assistant.problem import nearest

CONDITION_LIMIT: Final = 500
"""Characters a condition may have."""

TEMPLATE_LIMIT: Final = 4000
"""Characters a template may have."""

_DEPTH_LIMIT = 30
_LARGEST_CONSTANT = 10**15
_MOST_PLACES = 6


class _Refused(Exception):
    """Carries a sentence and a line from deep inside an expression."""

    def __init__(self, sentence: str, line: int | None) -> None:
        super().__init__(sentence)
        self.error = ExpressionError(sentence, line or 1)


@cache
def _environment() -> ImmutableSandboxedEnvironment:
    # Nothing is rendered by Jinja itself. Sandboxed and strict all the same, so that this stays true of whatever
    # may be rendered one day.
    return ImmutableSandboxedEnvironment(
        undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, cache_size=0
    )


def condition(source: str) -> Condition | ExpressionError:
    """Read a condition."""
    try:
        source = source.replace("\r\n", "\n").replace("\r", "\n")
        _check_length(source, CONDITION_LIMIT, "条件")
        plain = _plain(source, in_code=True)
        if "{" in plain.bare or "}" in plain.bare:
            raise _Refused("条件里不用写花括号，直接写名称，如 申请.新收.总计 > 0。", 1)
        _check_signs(plain.bare)
        tree = _parsed_condition(plain.text)
    except _Refused as refused:
        return refused.error
    return Condition(source, frozenset(names_in(tree)), tree)


def template(source: str) -> Template | ExpressionError:
    """Read a text with slots."""
    try:
        source = source.replace("\r\n", "\n").replace("\r", "\n")
        _check_length(source, TEMPLATE_LIMIT, "正文")
        _check_braces(source)
        plain = _plain(source, in_code=False)
        _check_signs(plain.bare)
        pieces = _parsed_template(plain.text)
    except _Refused as refused:
        return refused.error
    return Template(source, frozenset(_names_of(pieces)), pieces)


def _parsed_condition(text: str) -> Node:
    try:
        parser = Parser(_environment(), text, state="variable")
        tree = parser.parse_expression()
        if not parser.stream.eos:
            parser.fail(f"unexpected '{parser.stream.current.value}'")
        return _node(tree)
    except TemplateSyntaxError as error:
        raise _Refused(_in_chinese(error.message or ""), error.lineno) from error
    except RecursionError as error:
        raise _Refused(_TOO_DEEP, 1) from error


def _parsed_template(text: str) -> tuple[Piece, ...]:
    try:
        return _pieces(_environment().parse(text).body)
    except TemplateSyntaxError as error:
        raise _Refused(_in_chinese(error.message or ""), error.lineno) from error
    except RecursionError as error:
        raise _Refused(_TOO_DEEP, 1) from error


def _names_of(pieces: tuple[Piece, ...]) -> set[str]:
    found: set[str] = set()
    for piece in pieces:
        match piece:
            case Slot(expression):
                found.update(names_in(expression))
            case Choice(test, then, otherwise):
                found.update(names_in(test), _names_of(then), _names_of(otherwise))
    return found


# What an input method does ------------------------------------------------------------------------------------

_SIGNS = {
    **{code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)},
    **str.maketrans({"≥": ">=", "≤": "<=", "≠": "!=", "×": "*", "÷": "/", "−": "-", "–": "-"}),
    **str.maketrans(
        {"—": "-", "、": ",", "。": ".", "【": "[", "】": "]", "\u3000": " ", "\xa0": " "}
    ),
}
_CLOSES = {'"': '"', "'": "'", "“": '“”＂"', "”": '“”＂"', "＂": '“”＂"', "‘": "‘’'", "’": "‘’'"}


class _Plain:
    """A source with its signs put right, and its code alone with every quoted word blanked out."""

    def __init__(self) -> None:
        self.text = ""
        self.bare = ""

    def add(self, text: str, bare: str | None = None) -> None:
        self.text += text
        self.bare += re.sub(r"[^\n]", " ", text) if bare is None else bare


def _plain(source: str, *, in_code: bool) -> _Plain:
    """Put the signs of an input method right, in code and outside of quotes; lines stay the same."""
    plain = _Plain()
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
        raise _Refused(f"引号没有配对：“{shorten(source[start:])}”。请在两头都写引号。", line)
    words = source[start + 1 : end]
    if "\\" in words or '"' in words or "\n" in words:
        raise _Refused(f"引号里不能有反斜杠、引号和换行：“{shorten(words)}”。请换个写法。", line)
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


def _check_signs(bare: str) -> None:
    for pattern, remedy in _REMEDIES:
        if found := re.search(pattern, bare):
            raise _Refused(remedy, bare.count("\n", 0, found.start()) + 1)


def _check_length(source: str, limit: int, what: str) -> None:
    if len(source) > limit:
        raise _Refused(f"{what}太长，有{len(source)}个字，最多{limit}个。请分成几条。", 1)
    if not source.strip():
        raise _Refused(f"{what}是空的。", 1)


def _check_braces(source: str) -> None:
    """Refuse the braces that Jinja would take for words and print as they are."""
    for number, line in enumerate(source.split("\n"), start=1):
        if "｛" in line or "｝" in line:
            raise _Refused(FULL_WIDTH_BRACES, number)
        if "{％" in line or "％}" in line:
            raise _Refused("百分号要用半角的 {% %}，这里是全角的。", number)
        if "{#" in line or "#}" in line:
            raise _Refused("正文里不能有 {# #}。不想印出来的话用“> ”写成注释。", number)


# Jinja's nodes to ours ----------------------------------------------------------------------------------------

_TOO_DEEP = "套得太深，读不了。请分成几条写。"
_COMPARISONS = {"eq": "==", "ne": "!=", "gt": ">", "gteq": ">=", "lt": "<", "lteq": "<="}
_MEMBERSHIP = {"in": "in", "notin": "not in"}
_REFUSED_NODES: Final[dict[type[nodes.Node], str]] = {
    nodes.Call: "不能调用函数",
    nodes.Getitem: "不能用方括号取值，层次用点隔开，如 申请.新收.总计",
    nodes.Test: "不能用 is，请用 == 比较",
    nodes.Concat: "不能用 ~ 连接，把两个 {{ }} 写在一起即可",
    nodes.Mod: "不能用 %",
    nodes.FloorDiv: "不能用 //，除法写 /",
    nodes.Pow: "不能用 **",
    nodes.For: "不能循环",
    nodes.List: "方括号只能写在 in 后面，里面写带引号的文字或数字",
    nodes.Tuple: "圆括号里只能写一项；几项写在 in 后面",
    nodes.Dict: "不能用花括号",
}


def _pieces(body: Sequence[nodes.Node], depth: int = 0) -> tuple[Piece, ...]:
    pieces: list[Piece] = []
    for node in body:
        match node:
            case nodes.Output():
                pieces.extend(_output(part) for part in node.nodes)
            case nodes.If():
                pieces.append(_choice(node, depth + 1))
            case _:
                raise _refusal(node)
    return tuple(pieces)


def _output(node: nodes.Expr) -> str | Slot:
    if not isinstance(node, nodes.TemplateData):
        return Slot(_node(node))
    if found := re.search(r"[{}]", node.data):
        line = node.lineno + node.data.count("\n", 0, found.start())
        raise _Refused("花括号要成对写两个：{{ 名称 }}。", line)
    return node.data


def _choice(node: nodes.If, depth: int) -> Choice:
    if depth > _DEPTH_LIMIT:
        raise _Refused(_TOO_DEEP, node.lineno)
    otherwise: tuple[Piece, ...] = _pieces(node.else_, depth)
    for branch in reversed(node.elif_):
        otherwise = (Choice(_node(branch.test), _pieces(branch.body, depth), otherwise),)
    return Choice(_node(node.test), _pieces(node.body, depth), otherwise)


def _node(node: nodes.Node, depth: int = 0) -> Node:
    """Return our node for one of Jinja's: the list of everything that is allowed."""
    if depth > _DEPTH_LIMIT:
        raise _Refused(_TOO_DEEP, node.lineno)
    down = depth + 1
    match node:
        case nodes.Name() | nodes.Getattr() | nodes.Const():
            return Const(_constant(node)) if isinstance(node, nodes.Const) else _name(node)
        case nodes.Neg():
            return Arithmetic("-", Const(0), _node(node.node, down))
        case nodes.Pos() | nodes.Not():
            part = _node(node.node, down)
            return Not(part) if isinstance(node, nodes.Not) else part
        case nodes.And() | nodes.Or():
            parts = tuple(_node(part, down) for part in _flat(node))
            return All(parts) if isinstance(node, nodes.And) else AnyOf(parts)
        case nodes.Add() | nodes.Sub() | nodes.Mul() | nodes.Div():
            return _arithmetic(node, down)
        case nodes.Compare():
            return _comparison(node, down)
        case nodes.CondExpr():
            otherwise = Const("") if node.expr2 is None else _node(node.expr2, down)
            return Either(_node(node.test, down), _node(node.expr1, down), otherwise)
        case nodes.Filter():
            return _shown(node, down)
        case _:
            raise _refusal(node)


def _refusal(node: nodes.Node) -> _Refused:
    general = "只能用名称、数字、带引号的文字、比较、加减乘除、and、or、not 和 if"
    why = _REFUSED_NODES.get(type(node), general)
    return _Refused(f"这里{why}。", node.lineno)


def _flat(node: nodes.BinExpr) -> tuple[nodes.Node, ...]:
    """Return the parts of `a and b and c`, which Jinja nests, side by side."""
    parts: list[nodes.Node] = []
    rest: nodes.Node = node
    while isinstance(rest, nodes.BinExpr) and type(rest) is type(node):
        parts.append(rest.right)
        rest = rest.left
    return (rest, *reversed(parts))


def _name(node: nodes.Name | nodes.Getattr) -> Node:
    words: list[str] = []
    part: nodes.Node = node
    while isinstance(part, nodes.Getattr):
        words.append(part.attr)
        part = part.node
    if not isinstance(part, nodes.Name):
        raise _Refused("点只能写在名称里，如 申请.新收.总计。", node.lineno)
    name = ".".join((part.name, *reversed(words)))
    return Const(name == "是") if name in {"是", "否"} else Name(name)


def _constant(node: nodes.Const) -> Plain:
    match node.value:
        case bool() | str() as value:
            return value
        case int() | float() as number if abs(number) <= _LARGEST_CONSTANT:
            return number if isinstance(number, int) else Decimal(repr(number))
        case int() | float():
            raise _Refused("数字太大。", node.lineno)
        case _:
            raise _Refused("不能用 none；没有答的名称自动算作待补。", node.lineno)


def _arithmetic(node: nodes.BinExpr, depth: int) -> Node:
    left, right = _node(node.left, depth), _node(node.right, depth)
    for part in (left, right):
        if isinstance(part, Const) and isinstance(part.value, bool | str):
            raise _Refused("加减乘除的两边要是名称或数字。", node.lineno)
        if isinstance(part, Shown) and part.format not in {"绝对值", "小数"}:
            hint = f"“|{part.format}”只管紧挨着的一个名称；整个算式要加括号，如 (甲 / 乙)|{part.format}。"
            raise _Refused(hint, node.lineno)
    if node.operator == "/" and right == Const(0):
        raise _Refused("不能除以0。", node.lineno)
    return Arithmetic(node.operator, left, right)


def _comparison(node: nodes.Compare, depth: int) -> Node:
    rest: list[tuple[str, Node | Several]] = []
    for operand in node.ops:
        if operand.op in _MEMBERSHIP:
            rest.append((_MEMBERSHIP[operand.op], _several(operand.expr)))
        else:
            right = _node(operand.expr, depth)
            _check_number_in_quotes(right, operand.lineno)
            rest.append((_COMPARISONS[operand.op], right))
    return Compare(_node(node.expr, depth), tuple(rest))


def _check_number_in_quotes(node: Node, line: int | None) -> None:
    match node:
        case Const(str() as words) if re.fullmatch(r"\s*-?[\d.]+\s*", words):
            raise _Refused(f"数字不加引号，写成 {words.strip()}。", line)


def _several(node: nodes.Node) -> Several:
    if not isinstance(node, nodes.List | nodes.Tuple) or not node.items:
        raise _Refused('in 后面要写方括号，如 机关类型 in ["政府部门", "人民政府"]。', node.lineno)
    values = [_node(item) for item in node.items]
    constants = tuple(value.value for value in values if isinstance(value, Const))
    if len(constants) < len(values):
        raise _Refused("in 后面的方括号里只能写带引号的文字或数字。", node.lineno)
    return Several(constants)


def _shown(node: nodes.Filter, depth: int) -> Node:
    form = FORMATS.get(node.name)
    if form is None:
        guess = nearest(node.name, FORMATS)
        hint = guess if guess != "。" else f"。能用的有：{'、'.join(FORMATS)}。"
        raise _Refused(f"不认识“|{node.name}”{hint}", node.lineno)
    arguments = tuple(_constant(part) for part in node.args if isinstance(part, nodes.Const))
    kinds = tuple(type(value) for value in arguments)
    given = len(node.args) + len(node.kwargs) + bool(node.dyn_args) + bool(node.dyn_kwargs)
    places = [value for value in arguments if isinstance(value, int)]
    if (
        given != len(kinds)
        or kinds != form.arguments[: len(kinds)]
        or max(places, default=0) > _MOST_PLACES
    ):
        raise _Refused(f"“|{node.name}”后面括号里写得不对。{_USAGE}", node.lineno)
    if node.node is None:
        raise _Refused("“|”前面要写名称。", node.lineno)
    return Shown(_node(node.node, depth), node.name, arguments)


_USAGE = f'例：小数(1)、百分比(0)、金额("万元")；位数不超过{_MOST_PLACES}。'


# Jinja's English ----------------------------------------------------------------------------------------------

_TOKENS = {
    "end of print statement": "}}",
    "end of statement block": "%}",
    "end of template": "末尾",
    "begin of print statement": "{{",
    "begin of statement block": "{%",
    "begin of comment": "{#",
    "end of comment": "#}",
    "template data / text": "文字",
    "integer": "数字",
    "float": "数字",
    "string": "带引号的文字",
    "name": "名称",
    "eof": "末尾",
}

_COMPLAINTS: Final = (
    (r"^unexpected end of template, expected '(.+?)'", "少了“{0}”。"),
    (r"(?:got|^unexpected) '(?:end of template|eof)'", "后面没有写完。"),
    (r"^unexpected '.+?', expected '(.+?)'", "少了“{0}”。"),
    (r"(?:got|^unexpected) '\}'", "花括号要成对写两个：{{{{ 名称 }}}}。"),
    (
        r"^Encountered unknown tag '(e\w+)'",
        "“{{% {0} %}}”前面没有“{{% if … %}}”。请补上，或者删掉它。",
    ),
    (r"^Encountered unknown tag '(.+?)'", "不认识“{{% {0} %}}”。只能用 if、elif、else、endif。"),
    (r"^unexpected 'end of (?:print statement|statement block)'", "花括号里没有写完。"),
    (r"^tag name expected", "“{{%”后面没有写完。请写上 if 和条件，用“%}}”收尾。"),
    (r"^Unexpected end of template", "“{{% if %}}”没有收尾。请在后面补上“{{% endif %}}”。"),
    (r"^expected token '(.+?)', got 'end of (?:template|print)", "没有写完，少了“{0}”。"),
    (r"^expected token '.+?', got '(.+?)'$", "“{0}”前面写得不对：少了运算符号、引号或括号。"),
    (r"^Expected an expression, got '(.+?)'$", "“{0}”前面少了名称或数字。"),
    (r"^unexpected char '(.+?)' at", "不认识“{0}”这个符号。"),
    (r"^unexpected '(.+?)'", "“{0}”的位置不对：可能多了括号，或者少了运算符号。"),
    (r"^expected name or number", "点后面要写名称。"),
    (r"^Invalid character in identifier", "名称里有不能用的字符。"),
)


def _in_chinese(message: str) -> str:
    for pattern, sentence in _COMPLAINTS:
        if found := re.search(pattern, message):
            return sentence.format(*(_TOKENS.get(word, word) for word in found.groups()))
    return "读不懂。请对照别的词条，检查名称、引号、括号和运算符号。"
