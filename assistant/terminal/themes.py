"""The colours of the program: dark, light, strong contrast, and the terminal's own.

Colour never says anything alone: what is wrong, chosen or in focus has a sign as well (`!`, `>`, a heavy frame).
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import Final

from textual.theme import Theme

REVERSED: Final = {
    "block-cursor-foreground": "ansi_default",
    "block-cursor-background": "ansi_default",
    "block-cursor-text-style": "reverse bold",
    "block-cursor-blurred-foreground": "ansi_default",
    "block-cursor-blurred-background": "ansi_default",
    "block-cursor-blurred-text-style": "reverse bold",
    "input-cursor-background": "ansi_default",
    "input-cursor-foreground": "ansi_default",
    "input-cursor-text-style": "reverse",
    "input-selection-background": "ansi_default",
    "input-selection-foreground": "ansi_default",
    "bar-background": "ansi_default",
    "bar-foreground": "ansi_default",
    "bar-text-style": "bold reverse",
}
"""Without colours of our own, whatever is to stand out is printed in reverse."""


@dataclass(frozen=True)
class Look:
    """One way the program may look."""

    theme: Theme
    label: str
    """What the palette calls it."""

    about: str


def _chosen(behind: str, front: str) -> dict[str, str]:
    """Colours of the line that is chosen, whether or not its list has the focus, and of selected text."""
    return {
        "block-cursor-foreground": front,
        "block-cursor-background": behind,
        "block-cursor-text-style": "bold",
        "block-cursor-blurred-foreground": front,
        "block-cursor-blurred-background": behind,
        "block-cursor-blurred-text-style": "bold",
        "input-selection-background": behind,
        "input-selection-foreground": front,
    }


def _bar(behind: str, front: str) -> dict[str, str]:
    """Colours of the lines at the top and at the bottom."""
    return {"bar-background": behind, "bar-foreground": front, "bar-text-style": "bold"}


DARK: Final = Look(
    Theme(
        name="nianbao-dark",
        primary="#7fb2e5",
        secondary="#4f7fae",
        accent="#f0b35a",
        foreground="#e4e6ea",
        background="#14161a",
        surface="#1d2026",
        panel="#272b33",
        success="#8fd19e",
        warning="#f2c14e",
        error="#ff8a80",
        dark=True,
        variables={
            **_chosen("#2f4a66", "#ffffff"),
            **_bar("#24364a", "#ffffff"),
            "text-muted": "#a4abb6",
            "text-disabled": "#8b93a0",
            "text-error": "#ff8a80",
            "text-warning": "#f2c14e",
            "text-success": "#8fd19e",
        },
    ),
    "深色配色",
    "深色背景，暗处看着不刺眼",
)

LIGHT: Final = Look(
    Theme(
        name="nianbao-light",
        primary="#1f5fa8",
        secondary="#3d78b8",
        accent="#8a4600",
        foreground="#1b1d22",
        background="#fbfbf9",
        surface="#ffffff",
        panel="#eceef1",
        success="#12692c",
        warning="#755000",
        error="#a8201a",
        dark=False,
        variables={
            **_chosen("#cfe1f5", "#000000"),
            **_bar("#dbe5f0", "#12202f"),
            "text-muted": "#555b66",
            "text-disabled": "#646a75",
            "text-error": "#a8201a",
            "text-warning": "#755000",
            "text-success": "#12692c",
        },
    ),
    "浅色配色",
    "浅色背景，亮处看得清",
)

CONTRAST: Final = Look(
    Theme(
        name="nianbao-contrast",
        primary="#ffffff",
        secondary="#ffffff",
        accent="#ffff00",
        foreground="#ffffff",
        background="#000000",
        surface="#000000",
        panel="#000000",
        success="#7dff7d",
        warning="#ffff00",
        error="#ffb3b3",
        dark=True,
        variables={
            **_chosen("#ffff00", "#000000"),
            **_bar("#ffffff", "#000000"),
            "text-muted": "#ffffff",
            "text-disabled": "#d0d0d0",
            "text-error": "#ffb3b3",
            "text-warning": "#ffff00",
            "text-success": "#7dff7d",
        },
    ),
    "高对比配色",
    "黑底白字，选中的用黄底黑字",
)

TERMINAL: Final = Look(
    Theme(
        name="nianbao-terminal",
        ansi=True,
        primary="ansi_blue",
        secondary="ansi_cyan",
        warning="ansi_yellow",
        error="ansi_red",
        success="ansi_green",
        accent="ansi_green",
        foreground="ansi_default",
        background="ansi_default",
        surface="ansi_default",
        panel="ansi_default",
        boost="ansi_default",
        dark=True,
        variables={
            **REVERSED,
            "ansi-background": "ansi_black",
            "ansi-foreground": "ansi_white",
            "text-muted": "ansi_default",
            "text-disabled": "ansi_default",
        },
    ),
    "终端配色",
    "用终端自己的颜色",
)

LOOKS: Final = (DARK, LIGHT, CONTRAST, TERMINAL)

PLAIN_TERMINALS: Final = frozenset({"dumb", "vt100"})
LIGHT_BACKGROUNDS: Final = frozenset({"7", "15"})


def is_plain_terminal() -> bool:
    """Whether the terminal shows no colours, or the clerk wants none."""
    return bool(os.environ.get("NO_COLOR")) or os.environ.get("TERM", "") in PLAIN_TERMINALS


def usual() -> Look:
    """The look to begin with: the terminal's where there are no colours, light where it says that it is light."""
    if is_plain_terminal():
        return TERMINAL
    background = os.environ.get("COLORFGBG", "").rpartition(";")[2]
    return LIGHT if background in LIGHT_BACKGROUNDS else DARK


def named(name: str) -> Look | None:
    """The look with the theme of this name."""
    return next((look for look in LOOKS if look.theme.name == name), None)
