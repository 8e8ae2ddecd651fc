"""Small wrong changes to a module, numbered, so that one of them can be made and the tests be asked to notice."""

from __future__ import annotations

import ast
import copy
from collections.abc import Iterator
from dataclasses import dataclass

COMPARED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
}
CALCULATED: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Add,
}
EVERY = {"any": "all", "all": "any", "min": "max", "max": "min"}


@dataclass(frozen=True)
class Mutant:
    """One wrong change: where it is, and what stood there and stands there now."""

    module: str
    number: int
    line: int
    before: str
    after: str

    def __str__(self) -> str:
        return f"{self.module}:{self.line} `{self.before}` → `{self.after}`"


def changed(node: ast.AST) -> ast.AST | None:  # noqa: C901 - a table of changes
    """Return a node that means something else, or nothing for a node that is left alone."""
    other = copy.deepcopy(node)
    match other:
        case ast.Compare(ops=[operator, *_]) if type(operator) in COMPARED:
            other.ops[0] = COMPARED[type(operator)]()
        case ast.BoolOp(op=ast.And()):
            other.op = ast.Or()
        case ast.BoolOp(op=ast.Or()):
            other.op = ast.And()
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            return operand
        case ast.BinOp(op=operator) if type(operator) in CALCULATED:
            other.op = CALCULATED[type(operator)]()
        case ast.Constant(value=bool(value)):
            other.value = not value
        case ast.Constant(value=int(number)):
            other.value = number + 1
        case ast.Call(func=ast.Name(id=name)) if name in EVERY:
            other.func = ast.Name(EVERY[name], ast.Load())
        case ast.If(test=ast.Name() | ast.Call() | ast.Attribute() as test):
            other.test = ast.UnaryOp(ast.Not(), test)
        case ast.IfExp(test=ast.Name() | ast.Call() | ast.Attribute() as test):
            other.test = ast.UnaryOp(ast.Not(), test)
        case ast.comprehension(ifs=[_, *_]):
            other.ifs = other.ifs[1:]
        case _:
            return None
    return other


def places(tree: ast.AST) -> Iterator[tuple[ast.AST, str, int | None]]:
    """Yield where each changeable node hangs: its parent, the field, and the place in a list.

    Types are left out, and decorators: whether a value could be changed, how much is kept, shows nowhere.
    """
    decorators = {
        id(inner)
        for node in ast.walk(tree)
        for decorator in getattr(node, "decorator_list", ())
        for inner in ast.walk(decorator)
    }
    for parent in ast.walk(tree):
        if id(parent) in decorators:
            continue
        for field, value in ast.iter_fields(parent):
            if field in {"annotation", "returns", "decorator_list", "bases", "keywords"} and not (
                isinstance(parent, ast.Call)
            ):
                continue
            for at, node in enumerate(value) if isinstance(value, list) else [(None, value)]:
                if isinstance(node, ast.AST) and changed(node) is not None:
                    yield parent, field, at


def make(source: str, number: int) -> ast.Module:
    """Return the module with its change of that number made."""
    tree = ast.parse(source)
    parent, field, at = list(places(tree))[number]
    if at is None:
        setattr(parent, field, changed(getattr(parent, field)))
    else:
        getattr(parent, field)[at] = changed(getattr(parent, field)[at])
    return ast.fix_missing_locations(tree)


def mutants(module: str, source: str) -> list[Mutant]:
    """Return every change that can be made to a module."""
    found = []
    for number, (parent, field, at) in enumerate(places(ast.parse(source))):
        value = getattr(parent, field)
        node = value if at is None else value[at]
        line = getattr(node, "lineno", 0) or getattr(getattr(node, "target", None), "lineno", 0)
        found.append(Mutant(module, number, line, _said(node), _said(changed(node))))
    return found


def _said(node: ast.AST | None) -> str:
    """The first line of what a node reads like."""
    words = "" if node is None else ast.unparse(ast.fix_missing_locations(node))
    return words.strip().partition("\n")[0].replace("|", "¦")
