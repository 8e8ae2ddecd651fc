"""The colours of the program: dark, light, strong contrast, and the terminal's own.

Colour never says anything alone: what is wrong, chosen or in focus has a sign as well (`!`, `>`, a heavy frame).
"""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from typing import Final

from textual.theme import Theme


@dataclass(frozen=True)
class Look:
    """One way the program may look."""

    theme: Theme
    label: str
    """What the palette calls it."""

    about: str


@dataclass(frozen=True)
class _Ink:
    """How something is set off from the words around it."""

    behind: str
    front: str
    style: str = "bold"


def _set_off(chosen: _Ink, bar: _Ink) -> dict[str, str]:
    """Variables of the chosen line, whether or not its list has the focus, of selected text, and of the two bars."""
    lines = {
        f"{line}-{what}": value
        for line in ("block-cursor", "block-cursor-blurred")
        for what, value in (
            ("background", chosen.behind),
            ("foreground", chosen.front),
            ("text-style", chosen.style),
        )
    }
    return lines | {
        "input-selection-background": chosen.behind,
        "input-selection-foreground": chosen.front,
        "bar-background": bar.behind,
        "bar-foreground": bar.front,
        "bar-text-style": bar.style,
    }


def _coloured(theme: Theme, *, muted: str, disabled: str, chosen: _Ink, bar: _Ink) -> Theme:
    """Return a theme whose words in the colour of an error, a warning, a success have just that colour."""
    said = {
        "text-error": theme.error or "",
        "text-warning": theme.warning or "",
        "text-success": theme.success or "",
        "text-muted": muted,
        "text-disabled": disabled,
    }
    return replace(theme, variables=_set_off(chosen, bar) | said)


DARK: Final = Look(
    _coloured(
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
        ),
        muted="#a4abb6",
        disabled="#8b93a0",
        chosen=_Ink("#2f4a66", "#ffffff"),
        bar=_Ink("#24364a", "#ffffff"),
    ),
    "深色配色",
    "深色背景，暗处看着不刺眼",
)

LIGHT: Final = Look(
    _coloured(
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
        ),
        muted="#555b66",
        disabled="#646a75",
        chosen=_Ink("#cfe1f5", "#000000"),
        bar=_Ink("#dbe5f0", "#12202f"),
    ),
    "浅色配色",
    "浅色背景，亮处看得清",
)

CONTRAST: Final = Look(
    _coloured(
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
        ),
        muted="#ffffff",
        disabled="#d0d0d0",
        chosen=_Ink("#ffff00", "#000000"),
        bar=_Ink("#ffffff", "#000000"),
    ),
    "高对比配色",
    "黑底白字，选中的用黄底黑字",
)

_OWN: Final = "ansi_default"
_REVERSED: Final = _Ink(_OWN, _OWN, "reverse bold")
"""Without colours of our own, whatever is to stand out is printed in reverse."""

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
        foreground=_OWN,
        background=_OWN,
        surface=_OWN,
        panel=_OWN,
        boost=_OWN,
        dark=True,
        variables={
            **_set_off(chosen=_REVERSED, bar=_REVERSED),
            "input-cursor-background": _OWN,
            "input-cursor-foreground": _OWN,
            "input-cursor-text-style": "reverse",
            "text-muted": _OWN,
            "text-disabled": _OWN,
            "ansi-background": "ansi_black",
            "ansi-foreground": "ansi_white",
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
