"""Conditions and templates over the names of a report: one small language, written as Jinja.

`申请.新收.总计 > 0 and 机关类型 == "政府部门"` is a condition, `收到{{ 申请.新收.总计 }}件` a template. Jinja reads
them (`expression_syntax`) into the few kinds of nodes below, and only these are ever evaluated, here. Nothing that
is typed in an entry file becomes Python code, and no name reaches further than the mapping it is looked up in.

Evaluating our own nodes also gives what Jinja cannot: an unanswered name is not an error but a third value, as in
Kleene's logic. `A > 0 or B > 0` is true as soon as one side is; it is unknown only while the answer may still
turn it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from types import MappingProxyType
from typing import Final

from assistant.numerals import write_amount, write_chinese, write_number
from assistant.report import Number, Pending, Value

OUTPUT_LIMIT: Final = 20_000
"""Characters a rendered text may have; longer values are cut, with a remark."""

_LARGEST = Decimal(10) ** 18
_PLACES_SHOWN = 6

Plain = bool | int | Decimal | str


# The tree -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Const:
    """A number, a quoted word, 是 or 否."""

    value: Plain


@dataclass(frozen=True)
class Name:
    """Stands for an answer."""

    name: str
    """With its dots: `申请.新收.总计`."""


@dataclass(frozen=True)
class Several:
    """The right side of `in`: constants in brackets."""

    values: tuple[Plain, ...]


@dataclass(frozen=True)
class Compare:
    """`left > right`, or a chain of such links."""

    left: Node
    rest: tuple[tuple[str, Node | Several], ...]
    """Sign and right side, several of them in `0 < x < 5`."""


@dataclass(frozen=True)
class All:
    """Parts joined by `and`."""

    parts: tuple[Node, ...]


@dataclass(frozen=True)
class AnyOf:
    """Parts joined by `or`."""

    parts: tuple[Node, ...]


@dataclass(frozen=True)
class Not:
    """`not part`."""

    part: Node


@dataclass(frozen=True)
class Arithmetic:
    """`left sign right`, over numbers."""

    sign: str
    """One of + - * /."""

    left: Node
    right: Node


@dataclass(frozen=True)
class Either:
    """`then if test else otherwise`."""

    test: Node
    then: Node
    otherwise: Node


@dataclass(frozen=True)
class Shown:
    """A value through one of `FORMATS`: `申请.新收.总计|件数`."""

    part: Node
    format: str
    arguments: tuple[Plain, ...] = ()


Node = Const | Name | Compare | All | AnyOf | Not | Arithmetic | Either | Shown


@dataclass(frozen=True)
class Slot:
    """`{{ … }}`."""

    expression: Node


@dataclass(frozen=True)
class Choice:
    """`{% if … %}…{% else %}…{% endif %}`."""

    test: Node
    then: tuple[Piece, ...]
    otherwise: tuple[Piece, ...]


Piece = str | Slot | Choice


@dataclass(frozen=True)
class Condition:
    """A condition that was read; see `test`."""

    source: str
    names: frozenset[str]
    tree: Node


@dataclass(frozen=True)
class Template:
    """A text with slots that was read; see `render`."""

    source: str
    names: frozenset[str]
    pieces: tuple[Piece, ...]


@dataclass(frozen=True)
class ExpressionError:
    """Why a condition or a template cannot be read."""

    sentence: str
    """The fact and the remedy, in Chinese."""

    line: int = 1
    """The line within what was given, counted from 1; the caller adds where that stands in its file."""


@dataclass(frozen=True)
class Span:
    """Words that came from an answer; an expression over two names gives two spans with the same ends."""

    start: int
    end: int
    name: str


@dataclass(frozen=True)
class Rendered:
    """A template with its slots filled."""

    text: str
    spans: tuple[Span, ...] = ()
    """Where slots stand in `text`, in order."""

    pending: tuple[str, ...] = ()
    """Names that were needed and are unanswered or 待补, each once, in order."""


# Reading ------------------------------------------------------------------------------------------------------


def compile_condition(source: str) -> Condition | ExpressionError:
    """Read a condition such as `申请.新收.总计 > 0`; a mistake is returned, not raised."""
    from assistant import expression_syntax

    return expression_syntax.condition(source)


def compile_template(source: str) -> Template | ExpressionError:
    """Read a text with slots such as `收到{{ 申请.新收.总计 }}件`; a mistake is returned, not raised."""
    from assistant import expression_syntax

    return expression_syntax.template(source)


def names(expression: Condition | Template) -> frozenset[str]:
    """Return every name that occurs, with its dots."""
    return expression.names


# Evaluating ---------------------------------------------------------------------------------------------------


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
    worth = _evaluate(condition.tree, context)
    return None if isinstance(worth, Unknown) else bool(worth)


def render(
    template: Template, context: Mapping[str, Value], called: Callable[[str], str] = str
) -> Rendered:
    """Return the text with its slots filled; what has no answer prints as 【待补：…】.

    `called` says a name in the drafter's words (`Form.spoken` for cells).
    """
    page = _Page(called)
    _fill(template.pieces, context, page)
    return Rendered(page.text, tuple(page.spans), tuple(dict.fromkeys(page.pending)))


def missing(condition: Condition, context: Mapping[str, Value]) -> tuple[str, ...]:
    """Return the names a condition waits for; none when it is decided."""
    worth = _evaluate(condition.tree, context)
    return worth.names if isinstance(worth, Unknown) else ()


@dataclass
class _Page:
    """The text printed so far."""

    called: Callable[[str], str]
    text: str = ""
    spans: list[Span] = field(default_factory=list)
    pending: list[str] = field(default_factory=list)

    def print(self, words: str, slot_names: Iterable[str] = ()) -> None:
        start = len(self.text)
        room = OUTPUT_LIMIT - start
        if room <= 0:
            return
        self.text += words if len(words) <= room else f"{words[:room]}……（太长，后面略去）"
        self.spans.extend(Span(start, len(self.text), name) for name in slot_names)


def _fill(pieces: tuple[Piece, ...], context: Mapping[str, Value], page: _Page) -> None:
    for piece in pieces:
        match piece:
            case str():
                page.print(piece)
            case Slot(expression):
                _print_worth(_evaluate(expression, context), names_in(expression), page)
            case Choice(test=condition, then=then, otherwise=otherwise):
                worth = _evaluate(condition, context)
                if isinstance(worth, Unknown):
                    _print_worth(worth, worth.names, page)
                else:
                    _fill(then if worth else otherwise, context, page)


def _print_worth(worth: Worth, slot_names: Iterable[str], page: _Page) -> None:
    if isinstance(worth, Unknown):
        page.pending.extend(worth.names)
        page.print(worth.printed(page.called), slot_names)
    else:
        page.print(printed(worth), slot_names)


def printed(value: Value) -> str:
    """Return a value as a text shows it: 3.50 as 3.5, a bool as 是 or 否, 待补 in its brackets."""
    match value:
        case bool():
            return "是" if value else "否"
        case int() | Decimal():
            return _number_in_text(value)
        case str():
            return value
        case Pending(note):
            return f"【待补{'：' if note else ''}{note}】"
        case _:
            return "\n".join(paragraph.text for paragraph in value)


def _number_in_text(value: Number) -> str:
    """Print a number; the endless digits of a quotient are cut to two places."""
    if isinstance(value, Decimal) and -int(value.as_tuple().exponent) > _PLACES_SHOWN:
        value = round(value, 2)
    return write_number(value)


def _evaluate(node: Node, context: Mapping[str, Value]) -> Worth:
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
            worth = _evaluate(part, context)
            return worth if isinstance(worth, Unknown) else not worth
        case Arithmetic():
            return _calculate(node, context)
        case Either(condition, then, otherwise):
            worth = _evaluate(condition, context)
            if isinstance(worth, Unknown):
                return worth
            return _evaluate(then if worth else otherwise, context)
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
        match _evaluate(part, context):
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
    left = _evaluate(node.left, context)
    open_links: list[Unknown] = []
    for sign, part in node.rest:
        right = part if isinstance(part, Several) else _evaluate(part, context)
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
    left, right = _evaluate(node.left, context), _evaluate(node.right, context)
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
    match _evaluate(node.part, context):
        case Unknown() as unknown:
            return unknown
        case bool() | str() | tuple() | Pending():
            return Unknown(names_in(node), f"{'、'.join(names_in(node))}（不是数）")
        case number:
            return FORMATS[node.format].write(number, *node.arguments)


def names_in(node: Node | Several) -> tuple[str, ...]:
    """Return the names of an expression, each once, in the order they are written."""
    return tuple(dict.fromkeys(_every_name(node)))


def _every_name(node: Node | Several) -> tuple[str, ...]:
    match node:
        case Const() | Several():
            return ()
        case Name(name):
            return (name,)
        case Compare(left, rest):
            return _together(left, *(right for _, right in rest))
        case All(parts) | AnyOf(parts):
            return _together(*parts)
        case Not(part) | Shown(part=part):
            return _every_name(part)
        case Arithmetic(_, left, right):
            return _together(left, right)
        case Either(condition, then, otherwise):
            return _together(condition, then, otherwise)


def _together(*nodes: Node | Several) -> tuple[str, ...]:
    return tuple(name for node in nodes for name in _every_name(node))


# Formats ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Format:
    """A way to write a number, put after a `|`."""

    write: Callable[..., str | Number]
    """Takes the number and the arguments."""

    arguments: tuple[type, ...] = ()
    """What may stand in brackets behind it; all may be left out."""


def _amount(value: Number, unit: str = "元") -> str:
    """Write an amount; 元 become 万元 from ten thousand on."""
    yuan = Decimal(value)
    if unit == "元" and abs(yuan) >= 10_000:
        return write_amount(yuan / 10_000, "万元")
    return write_amount(value, unit)


def _percentage(fraction: Number, places: int = 1) -> str:
    return f"{write_number(_rounded(Decimal(fraction) * 100, places))}%"


def _rounded(value: Number, places: int) -> Decimal:
    return Decimal(value).quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)


def _difference(value: Number) -> str:
    match value:
        case 0:
            return "持平"
        case _ if value > 0:
            return f"增加{_number_in_text(value)}"
        case _:
            return f"减少{_number_in_text(-value)}"


def _chinese(value: Number) -> str:
    return write_chinese(int(value)) if value == int(value) else write_number(value)


FORMATS: Final[Mapping[str, Format]] = MappingProxyType(
    {
        "件数": Format(lambda value: f"{_number_in_text(value)}件"),
        "金额": Format(_amount, (str,)),
        "百分比": Format(_percentage, (int,)),
        "小数": Format(lambda value, places=2: _rounded(value, places), (int,)),
        "绝对值": Format(abs),
        "增减": Format(_difference),
        "汉字": Format(_chinese),
    }
)
"""`12|件数` 12件 · `32000|金额` 3.2万元 · `3.2|金额("万元")` 3.2万元 · `0.985|百分比` 98.5% · `1.256|小数(1)` 1.3 ·
`-3|绝对值` 3 · `-3|增减` 减少3 · `12|汉字` 十二."""
