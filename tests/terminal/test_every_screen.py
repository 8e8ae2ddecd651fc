"""What holds for every screen, looked at in the screens that are kept as text."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

SCREENS = sorted((Path(__file__).parent.parent / "screens").glob("*.txt"))

LATIN = {
    *("Alt", "Ctrl", "DOCX", "Esc", "Excel", "HTML", "Markdown", "PgDn", "PgUp", "Tab", "U", "WPS"),
    *("nianbao", "gov", "cn", "home", "clerk", "md", "www", "docx"),
}
"""Names of keys, formats and files; whatever else is in Latin letters is English that was left over."""

BOXES = ("帮助", "命令", "导览", "规则")
"""Boxes over a screen: they say themselves how they are left."""


@pytest.mark.parametrize("path", SCREENS, ids=lambda path: path.stem)
def test_no_english_is_left(path: Path) -> None:
    """Everything on the screen is Chinese but the names of keys, formats and rules."""
    words = re.findall(r"(?<![A-Z0-9]-)\b[A-Za-z]{2,}\b(?!-)", path.read_text(encoding="utf-8"))

    assert set() == set(words) - LATIN


@pytest.mark.parametrize("path", SCREENS, ids=lambda path: path.stem)
def test_one_line_says_what_can_be_done_next(path: Path) -> None:
    """The last line names keys, the way out among them."""
    if path.stem.partition(".")[0] in BOXES:
        assert re.search(r"Esc|F10|回车", path.read_text(encoding="utf-8"))
        return
    last = path.read_text(encoding="utf-8").rstrip().splitlines()[-1]

    assert re.search(r"(?:Esc|F10)(?:返回|退出|写好了|看完了|不要|不改了)", last)
