"""What a condition and each slot are worth: Kleene's logic, with a third value for what is not answered yet."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from assistant.expressions.formats import FORMATS
from assistant.expressions.tree import (
    All,
    AnyOf,
    Arithmetic,
    Compare,
    Condition,
    Const,
    Either,
    Name,
    Node,
    Not,
    Several,
    Shown,
    names_in,
)
from assistant.report import Number, Pending, Value

_LARGEST = Decimal(10) ** 18


@dataclass(frozen=True)
class Unknown:
    """What an expression is worth while a name it needs has no answer."""

    names: tuple[str, ...]
    note: str = ""
    """What to print instead of the name: the drafter's note, or why there is no value."""

    def printed(self, called: Callable[[str], str]) -> str:
        """How it stands in a text."""
        return f"【待补：{self.note or '、'.join(map(called, self.names))}】"

    def and_also(self, other: Worth) -> Unknown:
        """Return this, waiting for the names of `other` as well."""
        more = other.names if isinstance(other, Unknown) else ()
        return Unknown(tuple(dict.fromkeys((*self.names, *more))), self.note)


Worth = Value | Unknown


def test(condition: Condition, context: Mapping[str, Value]) -> bool | None:
    """Say whether a condition holds; nothing while it depends on a name that is unanswered or 待补.

    A division by zero and a comparison of a number with words leave it undecided too.
    """
    worth = evaluate(condition.tree, context)
    return None if isinstance(worth, Unknown) else bool(worth)


def missing(condition: Condition, context: Mapping[str, Value]) -> tuple[str, ...]:
    """Return the names a condition waits for; none when it is decided."""
    worth = evaluate(condition.tree, context)
    return worth.names if isinstance(worth, Unknown) else ()


def evaluate(node: Node, context: Mapping[str, Value]) -> Worth:
    """Return what an expression is worth, as far as the answers decide it."""
    match node:
        case Const(value):
            return value
        case Name(name):
            return _look_up(name, context)
        case Compare():
            return _compare(node, context)
        case All(parts) | AnyOf(parts):
            return _decide(parts, context, settles=isinstance(node, AnyOf))
        case Not(part):
            worth = evaluate(part, context)
            return worth if isinstance(worth, Unknown) else not worth
        case Arithmetic():
            return _calculate(node, context)
        case Either(condition, then, otherwise):
            worth = evaluate(condition, context)
            if isinstance(worth, Unknown):
                return worth
            return evaluate(then if worth else otherwise, context)
        case Shown():
            return _show(node, context)


def _look_up(name: str, context: Mapping[str, Value]) -> Worth:
    match context.get(name):
        case None:
            return Unknown((name,))
        case Pending(note):
            return Unknown((name,), note)
        case value:
            return value


def _decide(parts: tuple[Node, ...], context: Mapping[str, Value], *, settles: bool) -> Worth:
    """`and` and `or`: one part that `settles` decides, whatever is still unknown."""
    open_parts: list[Unknown] = []
    for part in parts:
        match evaluate(part, context):
            case Unknown() as unknown:
                open_parts.append(unknown)
            case worth if bool(worth) is settles:
                return settles
    if not open_parts:
        return not settles
    first, *others = open_parts
    for other in others:
        first = first.and_also(other)
    return first


def _compare(node: Compare, context: Mapping[str, Value]) -> Worth:
    left = evaluate(node.left, context)
    open_links: list[Unknown] = []
    for sign, part in node.rest:
        right = part if isinstance(part, Several) else evaluate(part, context)
        match _link(left, sign, right, node):
            case Unknown() as unknown:
                open_links.append(unknown)
            case False:
                return False
        left = left if isinstance(right, Several) else right
    return open_links[0] if open_links else True


def _link(left: Worth, sign: str, right: Worth | Several, node: Compare) -> bool | Unknown:
    """Compare two values; unknown when one is, or when they are not of one kind."""
    if isinstance(left, Unknown):
        return left if isinstance(right, Several) else left.and_also(right)
    if isinstance(right, Unknown):
        return right
    if isinstance(right, Several):
        links = [_link(left, "==", value, node) for value in right.values]
        found = any(link is True for link in links)
        return found if sign == "in" else not found
    left, right = _of_one_kind(left, right)
    if _kind(left) != _kind(right):
        return Unknown(names_in(node), f"{'、'.join(names_in(node))}（数和文字不能比较）")
    match sign, left, right:
        case "==", _, _:
            return left == right
        case "!=", _, _:
            return left != right
        case _, int() | Decimal(), int() | Decimal():
            return _ORDER[sign](left, right)
        case _:
            return Unknown(names_in(node), f"{'、'.join(names_in(node))}（文字不分大小）")


_ORDER: Mapping[str, Callable[[Number, Number], bool]] = {
    ">": lambda left, right: left > right,
    ">=": lambda left, right: left >= right,
    "<": lambda left, right: left < right,
    "<=": lambda left, right: left <= right,
}


def _of_one_kind(left: Value, right: Value) -> tuple[Value, Value]:
    """`收到申请 == "是"` means the same as `收到申请 == 是`."""
    words = {"是": True, "否": False}
    if isinstance(left, bool) and isinstance(right, str):
        return left, words.get(right, right)
    if isinstance(right, bool) and isinstance(left, str):
        return words.get(left, left), right
    return left, right


def _kind(value: Value) -> str:
    match value:
        case bool():
            return "是否"
        case int() | Decimal():
            return "数"
        case str():
            return "文字"
        case _:
            return "段落"


def _calculate(node: Arithmetic, context: Mapping[str, Value]) -> Worth:
    left, right = evaluate(node.left, context), evaluate(node.right, context)
    if isinstance(left, Unknown):
        return left.and_also(right)
    if isinstance(right, Unknown):
        return right
    if _kind(left) != "数" or _kind(right) != "数":
        return Unknown(names_in(node), f"{'、'.join(names_in(node))}（不是数，不能计算）")
    one, two = Decimal(str(left)), Decimal(str(right))
    if node.sign == "/" and two == 0:
        return Unknown(names_in(node), f"{'、'.join(names_in(node.right))}（是0，不能作除数）")
    result = {
        "+": lambda: one + two,
        "-": lambda: one - two,
        "*": lambda: one * two,
        "/": lambda: one / two,
    }[node.sign]()
    if abs(result) > _LARGEST:
        return Unknown(names_in(node), f"{'、'.join(names_in(node))}（得数太大）")
    return int(result) if result == result.to_integral_value() else result


def _show(node: Shown, context: Mapping[str, Value]) -> Worth:
    match evaluate(node.part, context):
        case Unknown() as unknown:
            return unknown
        case bool() | str() | tuple() | Pending():
            return Unknown(names_in(node), f"{'、'.join(names_in(node))}（不是数）")
        case number:
            return FORMATS[node.format].write(number, *node.arguments)
