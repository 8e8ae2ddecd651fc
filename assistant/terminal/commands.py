"""Every command of the app, declared once: key bar, bindings, palette and help page follow from here."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Command:
    """One thing that can be done from anywhere in an open draft."""

    key: str
    """As Textual writes it."""

    shown: str
    """As the key bar writes it."""

    action: str
    label: str
    help: str
    first: bool = False
    """Whether it goes before the line that is typed into, which knows the key for something else."""


COMMANDS = (
    Command("f1", "F1", "help", "帮助", "看当前这一项的口径、例子、依据和问谁，以及本屏的按键"),
    Command("f3", "F3", "contents", "目录", "列出全部问题、表格和文字，打字查找，回车跳过去"),
    Command("f4", "F4", "findings", "核对", "看哪里对不上、为什么、怎么改，回车跳到出处"),
    Command("f5", "F5", "preview", "预览", "看成文的样子"),
    Command(
        "ctrl+e",
        "Ctrl+E",
        "review",
        "措辞",
        "逐段看措辞：出自哪条语料、改了什么、和上年像不像",
        first=True,
    ),
    Command(
        "ctrl+g",
        "Ctrl+G",
        "answers",
        "答复",
        "导出前把全部答复过一遍：答了什么、怎么来的、哪一天，回车就改",
        first=True,
    ),
    Command(
        "ctrl+w",
        "Ctrl+W",
        "turn_beside",
        "右栏",
        "窗口宽时，右边换着看说明、核对、预览，边改边变",
        first=True,
    ),
    Command(
        "ctrl+f",
        "Ctrl+F",
        "jump",
        "跳",
        "屏上能去的地方都标上字母，打字母就到（请用英文输入）",
        first=True,
    ),
    Command("f6", "F6", "export", "导出", "导出 DOCX、Markdown 或 HTML"),
    Command("f7", "F7", "open_items", "待补", "列出待补和还没填的，回车跳过去"),
    Command("f9", "F9", "history", "记录", "看改过什么，可以退回到任何一步"),
    Command("ctrl+z", "Ctrl+Z", "undo", "撤销", "撤销上一步（一次填多格算一步）"),
    Command("ctrl+y", "Ctrl+Y", "redo", "重做", "把刚撤销的恢复回来"),
    Command(
        "ctrl+o",
        "Ctrl+O",
        "bring_in",
        "导入",
        "读入上年年报、今年年报、台账、别的科室填好的征集表，看过原文再用",
    ),
    Command("f12", "F12", "save_copy", "另存", "把草稿连同记录另存一份，可以拷给别人"),
    Command("f10", "F10", "leave", "返回", "回到上一屏；在问答屏回到开始"),
)


def command(action: str) -> Command:
    """Return the command that does `action`."""
    return next(one for one in COMMANDS if one.action == action)
