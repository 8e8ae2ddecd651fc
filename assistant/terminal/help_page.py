"""The page that F1 opens: what is known of the thing in focus, the words it uses, the keys."""

from __future__ import annotations

from collections.abc import Sequence

from assistant import content
from assistant.forms import CUSTOMARY
from assistant.terminal.commands import COMMANDS


def help_page(own: str, keys: Sequence[tuple[str, str]]) -> str:
    """Return the page as Markdown, from what a screen says of itself and the keys it has."""
    parts = (own, explained(own), keys_page(keys))
    return "\n\n".join(part for part in parts if part)


def explained(text: str) -> str:
    """Return the words of a help text that have a meaning of their own, with it; nothing when there are none."""
    terms = content.glossary().occurring(text.replace(CUSTOMARY, ""))
    if not terms:
        return ""
    return "\n".join(
        ["# 名词", *(f"- **{one.term}**：{one.meaning}（{one.source}）" for one in terms)]
    )


def keys_page(keys: Sequence[tuple[str, str]]) -> str:
    """Return the list of the keys of a screen and of those that work everywhere."""
    lines = [f"- {key}：{label}" for key, label in keys]
    common = [f"- {one.shown} {one.label}：{one.help}" for one in COMMANDS]
    common.append("- Ctrl+P：打字找命令")
    common.append("- Ctrl+Q：退出，答过的都已存盘")
    parts = (
        ["# 本屏的按键", *lines, "", "# 各屏通用的按键", *common]
        if lines
        else ["# 打开草稿以后的按键", *common]
    )
    return "\n".join(parts)
