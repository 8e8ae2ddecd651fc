"""是 and 否, in all the ways people say them."""

from __future__ import annotations

import re

from assistant.numerals.typed import Refusal, half_width, quoted, words

_YES = words(
    "是 是的 有 有的 有过 对 对的 嗯 嗯嗯 好 好的 要 能 可以 已 已经 确认 没错 不错 收到 收到过 收过 收到了 有收到 "
    "发生过 "
    "做了 做过 开展了 完成了 y yes ok true √ ✓"
)
_NO = words(
    "否 不 不是 不对 没 没有 没有过 没有的 无 未 暂无 都没有 没收到 没收到过 没收过 未收到 没有收到 没有收到过 "
    "从来没有 从没有过 没发生 未发生 没做 "
    "未开展 不涉及 无此情况 / - -- × n no false"
)


def read_yes_no(typed: str) -> bool | Refusal:
    """Read 是 or 否; here, and only here, `无`, `/` and `—` are an answer."""
    text = half_width(typed).replace(" ", "").lower()
    wanted = "请写“是”或“否”（“有”“没有”也行）"
    if not text:
        return Refusal(f"还没有答。{wanted}。")
    said = {_yes_or_no(part) for part in re.split("[,、]", text)}
    match said.pop(), said:
        case bool() as value, rest if not rest:
            return value
        case _:
            return Refusal(f"看不懂{quoted(typed)}。{wanted}。")


def _yes_or_no(text: str) -> bool | None:
    for listed, value in ((_YES, True), (_NO, False)):
        if text in listed or text.rstrip("了啊呀吧哦呢") in listed:
            return value
    return None
