"""A condition in words, with the report's numbers: “新收为0时用；现在新收是3件”."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from assistant.expressions import Condition, printed, test
from assistant.expressions.tree import (
    All,
    AnyOf,
    Arithmetic,
    Compare,
    Const,
    Either,
    Name,
    Node,
    Not,
    Plain,
    Several,
    Shown,
    names_in,
)
from assistant.forms import Form
from assistant.report import Pending, Value

_UNITS: Final = (
    (r"(账号|栏目|问题)数$", "个"),
    (r"公开总数$", "条"),
    (r"(人次)$", "人次"),
    (r"(件|条|次|处|期|起|份|人)数$", r"\1"),
    (r"分值$", "分"),
    (r"(金额|信息处理费)$", "元"),
)
"""What a fact is counted in, by the end of its name."""

_SIGNS: Final = {
    "==": "等于",
    "!=": "不等于",
    ">": "大于",
    ">=": "不小于",
    "<": "小于",
    "<=": "不大于",
    "in": "是",
    "not in": "不是",
}


_ARITHMETIC: Final = {"+": "加", "-": "减", "*": "乘", "/": "除以"}


def explain_condition(
    condition: Condition | None, context: Mapping[str, Value], form: Form | None = None
) -> str:
    """Return in one Chinese line when a phrase is used and how the report stands to it.

    The line names the condition and, unless it holds, only the parts that do not hold or wait for an answer.
    """
    if condition is None:
        return "不看数字，随时可用。"
    outcome = test(condition, context)
    parts = condition.tree.parts if isinstance(condition.tree, All) else (condition.tree,)
    if outcome is True:
        return f"{_joined(parts)}，相符。"
    deciding = tuple(part for part in parts if _holds(part, context) is not True)
    if outcome is False:
        deciding = tuple(part for part in deciding if _holds(part, context) is False) or deciding
        now = "，".join(_now(name, context, form) for name in _names(deciding))
        return f"{_joined(deciding)}时用；现在{now}。"
    waiting = [label(name) for name in _names(deciding) if _open(name, context)]
    if not waiting:
        return f"{_joined(deciding)}时用；现在还不能判断。"
    return f"{_joined(deciding)}时用；{'、'.join(waiting)}还没有答。"


def label(name: str) -> str:
    """Return what to call a cell or a fact in a sentence: 新收, 自然人新收, 规范性文件制发, 培训次数."""
    table, _, rest = name.partition(".")
    if not rest:
        return name
    row, _, column = rest.partition(".")
    match table, column:
        case "申请", "总计":
            return row
        case "申请", _:
            return f"{column}{row}"
        case _, "总计" | "":
            return row
        case _:
            return f"{row}{column}"


def unit_of(name: str, form: Form | None = None) -> str:
    """Return what a cell or a fact is counted in, or nothing when that is not known."""
    if "." in name:
        cell = form.fields.get(name) if form else None
        return cell.unit if cell else "件"
    for pattern, unit in _UNITS:
        if found := re.search(pattern, name):
            return found.expand(unit)
    return ""


def _holds(node: Node, context: Mapping[str, Value]) -> bool | None:
    return test(Condition("", frozenset(names_in(node)), node), context)


def _names(parts: tuple[Node, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for part in parts for name in names_in(part)))


def _open(name: str, context: Mapping[str, Value]) -> bool:
    return isinstance(context.get(name), Pending | None)


def _now(name: str, context: Mapping[str, Value], form: Form | None) -> str:
    match context.get(name):
        case None | Pending():
            return f"{label(name)}还没有答"
        case "":
            return f"{label(name)}没有填"
        case bool() as value:
            return f"{label(name)}是“{'是' if value else '否'}”"
        case str() as value:
            return f"{label(name)}是“{value}”"
        case value:
            return f"{label(name)}是{printed(value)}{unit_of(name, form)}"


def _joined(parts: tuple[Node, ...]) -> str:
    return "、".join(_words(part) for part in parts)


def _words(node: Node) -> str:
    match node:
        case Compare(left, rest):
            return _comparison(left, rest)
        case All(parts):
            return "并且".join(_words(part) for part in parts)
        case AnyOf(parts):
            return "或者".join(_words(part) for part in parts)
        case Not(Name(name)):
            return f"{label(name)}为“否”"
        case Not(part):
            return f"不是（{_words(part)}）"
        case Name(name):
            return f"{label(name)}为“是”"
        case Either(condition, then, otherwise):
            return f"{_words(condition)}的话，{_words(then)}，否则{_words(otherwise)}"
        case _:
            return _operand(node)


def _comparison(left: Node, rest: tuple[tuple[str, Node | Several], ...]) -> str:
    words = _operand(left)
    match left, rest:
        case Name(), ((">", Const(0)),):
            return f"有{words}"
        case _, (("!=", Const("")),):
            return f"{words}已填写"
    return words + "".join(_link(sign, right) for sign, right in rest)


def _link(sign: str, right: Node | Several) -> str:
    match sign, right:
        case "==", Const(0):
            return "为0"
        case _, Several(values):
            return f"{_SIGNS[sign]}{'或'.join(_quoted(value) for value in values)}"
        case _, _:
            return f"{_SIGNS[sign]}{_operand(right)}"


def _operand(node: Node) -> str:
    match node:
        case Name(name):
            return label(name)
        case Const(value):
            return _quoted(value)
        case Arithmetic(sign, left, right):
            return f"{_operand(left)}{_ARITHMETIC[sign]}{_operand(right)}"
        case Shown(part, "绝对值"):
            return f"{_operand(part)}的绝对值"
        case Shown(part):
            return _operand(part)
        case _:
            return f"（{_words(node)}）"


def _quoted(value: Plain) -> str:
    return f"“{value}”" if isinstance(value, str) else printed(value)
