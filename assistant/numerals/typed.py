"""What somebody typed, made comparable; and the answer for what cannot be taken."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

Number = int | Decimal


@dataclass(frozen=True)
class Refusal:
    """Why something typed is not taken, in one sentence: what was typed and what is expected."""

    sentence: str


_HALF_WIDTH = {
    **{code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)},
    **str.maketrans(dict.fromkeys("\u3000\xa0\u2002\u2003\u2009\u202f\t\n\r", " ")),
    **str.maketrans(dict.fromkeys("\u200b\u200e\u200f\u2060\ufeff", "")),
    **str.maketrans({"−": "-", "﹣": "-", "–": "-", "‐": "-", "‑": "-", "—": "-", "─": "-"}),
    **str.maketrans({"○": "〇", "◯": "〇", "﹢": "+", "￥": "¥"}),
}
_QUOTE_LIMIT = 20


def words(listed: str) -> frozenset[str]:
    """Return a list of words written in one string, for looking up."""
    return frozenset(listed.split())


def half_width(typed: str) -> str:
    """Return the words with digits, signs and spaces as a keyboard without an input method gives them.

    Nothing beyond that: a general normalisation would turn `10²` into 102 and `①` into 1.
    """
    return re.sub(r" +", " ", typed.translate(_HALF_WIDTH)).strip().rstrip(" 。.;,!")


def quoted(typed: str) -> str:
    """Return what was typed as it is quoted in a sentence: on one line, shortened, in quotation marks."""
    flat = re.sub(r"\s+", " ", typed).strip()
    shown = "".join(char if char.isprintable() else "□" for char in flat[:_QUOTE_LIMIT])
    return f"“{shown}”" if len(flat) <= _QUOTE_LIMIT else f"“{shown}……”（共{len(flat)}个字）"
