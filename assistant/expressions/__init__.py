"""Conditions and templates over the names of a report: one small language, written as Jinja.

`申请.新收.总计 > 0 and 机关类型 == "政府部门"` is a condition, `收到{{ 申请.新收.总计 }}件` a template. Jinja reads
them (`reading`) into the few kinds of nodes of `tree`, and only these are ever evaluated, by us. Nothing that is
typed in an entry file becomes Python code, and no name reaches further than the mapping it is looked up in.

Evaluating our own nodes also gives what Jinja cannot: an unanswered name is not an error but a third value, as in
Kleene's logic. `A > 0 or B > 0` is true as soon as one side is; it is unknown only while the answer may still
turn it.
"""

from __future__ import annotations

from assistant.expressions.evaluating import missing, test
from assistant.expressions.rendering import Rendered, Span, printed, render
from assistant.expressions.tree import Condition, ExpressionError, Template

__all__ = [
    "Condition",
    "ExpressionError",
    "Rendered",
    "Span",
    "Template",
    "compile_condition",
    "compile_template",
    "missing",
    "printed",
    "render",
    "test",
]


def compile_condition(source: str) -> Condition | ExpressionError:
    """Read a condition such as `申请.新收.总计 > 0`; a mistake is returned, not raised."""
    # Jinja is for what people write; what was read before is evaluated without it.
    from assistant.expressions import reading

    return reading.condition(source)


def compile_template(source: str) -> Template | ExpressionError:
    """Read a text with slots such as `收到{{ 申请.新收.总计 }}件`; a mistake is returned, not raised."""
    from assistant.expressions import reading

    return reading.template(source)
