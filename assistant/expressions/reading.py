"""Jinja's reading of conditions and templates, turned into the nodes of `tree`.

Jinja only parses here: every node it returns is looked at (`from_jinja`), so a call, a loop or an attribute of a Python
object never gets as far as being evaluated. (A sandbox alone is not enough: it lets `'a'*10**9` and nested ranges
run.) Jinja's English complaints are said in Chinese.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from jinja2 import StrictUndefined, TemplateSyntaxError
from jinja2.parser import Parser
from jinja2.sandbox import ImmutableSandboxedEnvironment

from assistant.expressions.from_jinja import TOO_DEEP, node_of, pieces_of
from assistant.expressions.signs import (
    Refused,
    check_braces,
    check_length,
    check_signs,
    put_right,
)
from assistant.expressions.tree import (
    Choice,
    Condition,
    ExpressionError,
    Node,
    Piece,
    Slot,
    Template,
    names_in,
)

CONDITION_LIMIT: Final = 500
"""Characters a condition may have."""

TEMPLATE_LIMIT: Final = 4000
"""Characters a template may have."""


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
        check_length(source, CONDITION_LIMIT, "条件")
        plain = put_right(source, in_code=True)
        if "{" in plain.bare or "}" in plain.bare:
            raise Refused("条件里不用写花括号，直接写名称，如 申请.新收.总计 > 0。", 1)
        check_signs(plain.bare)
        tree = _parsed_condition(plain.text)
    except Refused as refused:
        return refused.error
    return Condition(source, frozenset(names_in(tree)), tree)


def template(source: str) -> Template | ExpressionError:
    """Read a text with slots."""
    try:
        source = source.replace("\r\n", "\n").replace("\r", "\n")
        check_length(source, TEMPLATE_LIMIT, "正文")
        check_braces(source)
        plain = put_right(source, in_code=False)
        check_signs(plain.bare)
        pieces = _parsed_template(plain.text)
    except Refused as refused:
        return refused.error
    return Template(source, frozenset(_names_of(pieces)), pieces)


def _parsed_condition(text: str) -> Node:
    try:
        parser = Parser(_environment(), text, state="variable")
        tree = parser.parse_expression()
        if not parser.stream.eos:
            parser.fail(f"unexpected '{parser.stream.current.value}'")
        return node_of(tree)
    except TemplateSyntaxError as error:
        raise Refused(_in_chinese(error.message or ""), error.lineno) from error
    except RecursionError as error:
        raise Refused(TOO_DEEP, 1) from error


def _parsed_template(text: str) -> tuple[Piece, ...]:
    try:
        return pieces_of(_environment().parse(text).body)
    except TemplateSyntaxError as error:
        raise Refused(_in_chinese(error.message or ""), error.lineno) from error
    except RecursionError as error:
        raise Refused(TOO_DEEP, 1) from error


def _names_of(pieces: tuple[Piece, ...]) -> set[str]:
    found: set[str] = set()
    for piece in pieces:
        match piece:
            case Slot(expression):
                found.update(names_in(expression))
            case Choice(test, then, otherwise):
                found.update(names_in(test), _names_of(then), _names_of(otherwise))
    return found


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
