"""Counts, and the change of a count against last year."""

from __future__ import annotations

import re
from typing import Final

from assistant.numerals.figures import figure, not_a_number
from assistant.numerals.typed import Refusal, half_width, quoted, words

LARGEST_COUNT: Final = 10**9
"""Above this a count is refused; no province publishes a thousand million pages."""

_UNITS = "|".join(
    sorted(
        words(
            "人次 份次 件次 条次 件 条 个 项 份 次 篇 人 名 起 宗 例 期 处 场 册 张 页 部 家 户 本 种 类 则 批 "
            "封 通 位 只 字 科 股 台 间 所 座"
        ),
        key=len,
        reverse=True,
    )
)
_COUNT_DRESS = re.compile(
    rf"^(?:共计|合计|总计|总共|一共|共有|计|共|收到|受理|有)?(?P<figure>.*?)(?:{_UNITS})?(?:整)?$"
)


def read_count(typed: str) -> int | Refusal:
    """Read a count from 0 on: `12`, `１２`, `1,005`, `十二件`, `3万`, `廿`."""
    text = half_width(typed)
    refused = not_a_number(typed, text, "请填整数，没有请填0")
    if refused is not None:
        return refused
    found = _COUNT_DRESS.match(text)
    value = figure(found["figure"] if found else text)
    match value:
        case Refusal(reason):
            return Refusal(f"{reason}请填一个整数，如12；没有请填0。刚才填的是{quoted(typed)}。")
        case _ if value < 0:
            return Refusal(f"件数不能是负数，请填0或正整数。刚才填的是{quoted(typed)}。")
        case _ if value != int(value):
            return Refusal(f"件数不能带小数，请填整数。刚才填的是{quoted(typed)}。")
        case _ if value > LARGEST_COUNT:
            return Refusal(f"{quoted(typed)}太大了，请核对后再填；最多填{LARGEST_COUNT}。")
        case _:
            return int(value)


_UNCHANGED = words(
    "无变化 没有变化 没变化 持平 不变 无增减 没有增减 未增减 不增不减 与上年持平 同上年"
)
_CHANGE = re.compile(r"^(?P<sign>增加了?|增|新增|上升|减少了?|减|下降|\+|-|↑|↓)\s*(?P<figure>.*)$")
_FALLS = ("减", "下降", "-", "↓")


def read_change(typed: str) -> int | Refusal:
    """Read the change against last year, signed: `增3`, `减2`, `+3`, `-2`, `0`, `无变化`."""
    text = half_width(typed)
    wanted = "请写“增3”“减2”，没有变化请填0"
    if text.replace(" ", "") in _UNCHANGED:
        return 0
    if re.fullmatch(r"-\s*\d.*|\+\s*\d.*", text) is None:
        refused = not_a_number(typed, text, wanted)
        if refused is not None:
            return refused
    found = _CHANGE.match(text)
    value = read_count(found["figure"]) if found else read_count(text)
    match value:
        case Refusal():
            return Refusal(f"看不出增减了几个。{wanted}。刚才填的是{quoted(typed)}。")
        case 0:
            return 0
        case _ if found is None:
            return Refusal(f"看不出{quoted(typed)}是增还是减。{wanted}。")
        case _:
            return -value if found["sign"].startswith(_FALLS) else value
