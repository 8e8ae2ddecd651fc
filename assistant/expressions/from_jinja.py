"""Jinja's nodes turned into ours: what is not listed here is refused, and never gets as far as being evaluated."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from jinja2 import nodes

from assistant.expressions.formats import FORMATS
from assistant.expressions.signs import Refused
from assistant.expressions.tree import (
    All,
    AnyOf,
    Arithmetic,
    Choice,
    Compare,
    Const,
    Either,
    Name,
    Node,
    Not,
    Piece,
    Plain,
    Several,
    Shown,
    Slot,
)
from assistant.problem import nearest

_DEPTH_LIMIT = 30
_LARGEST_CONSTANT = 10**15
_MOST_PLACES = 6


TOO_DEEP: Final = "套得太深，读不了。请分成几条写。"
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


def pieces_of(body: Sequence[nodes.Node], depth: int = 0) -> tuple[Piece, ...]:
    """Return our pieces for the body of a template."""
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
        return Slot(node_of(node))
    if found := re.search(r"[{}]", node.data):
        line = node.lineno + node.data.count("\n", 0, found.start())
        raise Refused("花括号要成对写两个：{{ 名称 }}。", line)
    return node.data


def _choice(node: nodes.If, depth: int) -> Choice:
    if depth > _DEPTH_LIMIT:
        raise Refused(TOO_DEEP, node.lineno)
    otherwise: tuple[Piece, ...] = pieces_of(node.else_, depth)
    for branch in reversed(node.elif_):
        otherwise = (Choice(node_of(branch.test), pieces_of(branch.body, depth), otherwise),)
    return Choice(node_of(node.test), pieces_of(node.body, depth), otherwise)


def node_of(node: nodes.Node, depth: int = 0) -> Node:
    """Return our node for one of Jinja's: the list of everything that is allowed."""
    if depth > _DEPTH_LIMIT:
        raise Refused(TOO_DEEP, node.lineno)
    down = depth + 1
    match node:
        case nodes.Name() | nodes.Getattr() | nodes.Const():
            return Const(_constant(node)) if isinstance(node, nodes.Const) else _name(node)
        case nodes.Neg():
            return Arithmetic("-", Const(0), node_of(node.node, down))
        case nodes.Pos() | nodes.Not():
            part = node_of(node.node, down)
            return Not(part) if isinstance(node, nodes.Not) else part
        case nodes.And() | nodes.Or():
            parts = tuple(node_of(part, down) for part in _flat(node))
            return All(parts) if isinstance(node, nodes.And) else AnyOf(parts)
        case nodes.Add() | nodes.Sub() | nodes.Mul() | nodes.Div():
            return _arithmetic(node, down)
        case nodes.Compare():
            return _comparison(node, down)
        case nodes.CondExpr():
            otherwise = Const("") if node.expr2 is None else node_of(node.expr2, down)
            return Either(node_of(node.test, down), node_of(node.expr1, down), otherwise)
        case nodes.Filter():
            return _shown(node, down)
        case _:
            raise _refusal(node)


def _refusal(node: nodes.Node) -> Refused:
    general = "只能用名称、数字、带引号的文字、比较、加减乘除、and、or、not 和 if"
    why = _REFUSED_NODES.get(type(node), general)
    return Refused(f"这里{why}。", node.lineno)


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
        raise Refused("点只能写在名称里，如 申请.新收.总计。", node.lineno)
    name = ".".join((part.name, *reversed(words)))
    return Const(name == "是") if name in {"是", "否"} else Name(name)


def _constant(node: nodes.Const) -> Plain:
    match node.value:
        case bool() | str() as value:
            return value
        case int() | float() as number if abs(number) <= _LARGEST_CONSTANT:
            return number if isinstance(number, int) else Decimal(repr(number))
        case int() | float():
            raise Refused("数字太大。", node.lineno)
        case _:
            raise Refused("不能用 none；没有答的名称自动算作待补。", node.lineno)


def _arithmetic(node: nodes.BinExpr, depth: int) -> Node:
    left, right = node_of(node.left, depth), node_of(node.right, depth)
    for part in (left, right):
        if isinstance(part, Const) and isinstance(part.value, bool | str):
            raise Refused("加减乘除的两边要是名称或数字。", node.lineno)
        if isinstance(part, Shown) and part.format not in {"绝对值", "小数"}:
            hint = f"“|{part.format}”只管紧挨着的一个名称；整个算式要加括号，如 (甲 / 乙)|{part.format}。"
            raise Refused(hint, node.lineno)
    if node.operator == "/" and right == Const(0):
        raise Refused("不能除以0。", node.lineno)
    return Arithmetic(node.operator, left, right)


def _comparison(node: nodes.Compare, depth: int) -> Node:
    rest: list[tuple[str, Node | Several]] = []
    for operand in node.ops:
        if operand.op in _MEMBERSHIP:
            rest.append((_MEMBERSHIP[operand.op], _several(operand.expr)))
        else:
            right = node_of(operand.expr, depth)
            _check_number_in_quotes(right, operand.lineno)
            rest.append((_COMPARISONS[operand.op], right))
    return Compare(node_of(node.expr, depth), tuple(rest))


def _check_number_in_quotes(node: Node, line: int | None) -> None:
    match node:
        case Const(str() as words) if re.fullmatch(r"\s*-?[\d.]+\s*", words):
            raise Refused(f"数字不加引号，写成 {words.strip()}。", line)


def _several(node: nodes.Node) -> Several:
    if not isinstance(node, nodes.List | nodes.Tuple) or not node.items:
        raise Refused('in 后面要写方括号，如 机关类型 in ["政府部门", "人民政府"]。', node.lineno)
    values = [node_of(item) for item in node.items]
    constants = tuple(value.value for value in values if isinstance(value, Const))
    if len(constants) < len(values):
        raise Refused("in 后面的方括号里只能写带引号的文字或数字。", node.lineno)
    return Several(constants)


def _shown(node: nodes.Filter, depth: int) -> Node:
    form = FORMATS.get(node.name)
    if form is None:
        guess = nearest(node.name, FORMATS)
        hint = guess if guess != "。" else f"。能用的有：{'、'.join(FORMATS)}。"
        raise Refused(f"不认识“|{node.name}”{hint}", node.lineno)
    arguments = tuple(_constant(part) for part in node.args if isinstance(part, nodes.Const))
    kinds = tuple(type(value) for value in arguments)
    given = len(node.args) + len(node.kwargs) + bool(node.dyn_args) + bool(node.dyn_kwargs)
    places = [value for value in arguments if isinstance(value, int)]
    if (
        given != len(kinds)
        or kinds != form.arguments[: len(kinds)]
        or max(places, default=0) > _MOST_PLACES
    ):
        raise Refused(f"“|{node.name}”后面括号里写得不对。{_USAGE}", node.lineno)
    if node.node is None:
        raise Refused("“|”前面要写名称。", node.lineno)
    return Shown(node_of(node.node, depth), node.name, arguments)


_USAGE = f'例：小数(1)、百分比(0)、金额("万元")；位数不超过{_MOST_PLACES}。'
