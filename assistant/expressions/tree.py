"""What a condition and a template are once they are read: a few kinds of nodes, and nothing else is ever evaluated."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

Plain = bool | int | Decimal | str


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
    """A value through one of `formats.FORMATS`: `申请.新收.总计|件数`."""

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
    """A condition that was read; see `evaluating.test`."""

    source: str
    names: frozenset[str]
    tree: Node


@dataclass(frozen=True)
class Template:
    """A text with slots that was read; see `rendering.render`."""

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
