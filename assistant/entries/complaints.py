"""What pydantic complains about, said in Chinese."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from assistant.entries.entry import shorten
from assistant.problem import nearest

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails


_QUOTED = re.compile(r"'((?:[^'\\]|\\.)*)'")


SENTENCES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "missing": "没有写。",
        "extra_forbidden": "这里不能写它。",
        "none_required": "这里不能写值。",
        "string_type": "要写成文字。",
        "string_too_short": "至少写{min_length}个字，{now}。",
        "string_too_long": "最多写{max_length}个字，现在有{length}个。",
        "string_pattern_mismatch": "写法不对，{now}。",
        "literal_error": "只能写{choices}，{now}{guess}",
        "enum": "只能写{choices}，{now}{guess}",
        "bool_type": "只能写“是”或“否”，{now}。",
        "bool_parsing": "只能写“是”或“否”，{now}。",
        "int_type": "要写整数，{now}。",
        "int_parsing": "要写整数，{now}。",
        "int_parsing_size": "数太大了，{now}。",
        "int_from_float": "要写整数，{now}。",
        "float_type": "要写数，{now}。",
        "float_parsing": "要写数，{now}。",
        "decimal_type": "要写数，{now}。",
        "decimal_parsing": "要写数，{now}。",
        "decimal_max_digits": "最多写{max_digits}位数字，{now}。",
        "decimal_max_places": "小数最多写{decimal_places}位，{now}。",
        "decimal_whole_digits": "整数部分最多写{whole_digits}位，{now}。",
        "finite_number": "要写数，{now}。",
        "multiple_of": "要写{multiple_of}的倍数，{now}。",
        "greater_than": "要大于{gt}，{now}。",
        "greater_than_equal": "不能小于{ge}，{now}。",
        "less_than": "要小于{lt}，{now}。",
        "less_than_equal": "不能大于{le}，{now}。",
        "too_short": "至少写{min_length}项，现在有{actual_length}项。",
        "too_long": "最多写{max_length}项，现在有{actual_length}项。",
        "tuple_type": "要写成用“、”隔开的几项。",
        "list_type": "要写成用“、”隔开的几项。",
        "set_type": "要写成用“、”隔开的几项。",
        "frozen_set_type": "要写成用“、”隔开的几项。",
        "date_type": "要写成日期，如2026-01-20，{now}。",
        "date_parsing": "要写成日期，如2026-01-20，{now}。",
        "date_from_datetime_parsing": "要写成日期，如2026-01-20，{now}。",
        "date_from_datetime_inexact": "要写成日期，如2026-01-20，{now}。",
        "value_error": "{error}",
        "assertion_error": "{error}",
    }
)
"""What is said for each type of pydantic error that a model of entries can raise."""


def in_chinese(detail: ErrorDetails) -> str:
    """Return a pydantic error as a Chinese sentence; a `ValueError` of a validator speaks for itself."""
    given, context = detail.get("input"), detail.get("ctx", {})
    now = f"现在写的是“{shorten(given)}”" if isinstance(given, str) else "现在写的不是"
    choices = _QUOTED.findall(str(context.get("expected", "")))
    guess = nearest(given, choices) if isinstance(given, str) else "。"
    sentence = SENTENCES.get(detail["type"], "写法不对，{now}。").format(
        **{
            **context,
            "now": now,
            "choices": "、".join(f"“{choice}”" for choice in choices),
            "guess": guess,
            "length": len(given) if isinstance(given, str) else 0,
            "error": str(context.get("error", "")),
        }
    )
    return sentence if sentence.endswith(("。", "？")) else f"{sentence}。"
