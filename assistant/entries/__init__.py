"""Entry files: the Markdown that people write in `prompts/` and `phrasebank/`, read with line numbers.

`## ` starts an entry, `键：值` lines follow, a blank line, then the text; `> ` lines are notes to colleagues and
`<!-- -->` hides. markdown-it-py gives the block structure, with the six block rules off that an entry file does
not use and that turn slips into structure (a `---` into a heading, a `2025. ` into a list). The words themselves
are always cut from the lines of the file, so `{{ }}`, `*`, `_` and `<` arrive as typed.

What an input method or an editor does by itself is accepted: full-width `：`, `＃＃`, `＞`, odd spaces, a byte order
mark, either end of line, a dash before a key. Everything else that is not what it seems is reported, with its
line and the remedy; the entry is still returned, as far as it could be understood.
"""

from __future__ import annotations

from assistant.entries.entry import Entry, listed
from assistant.entries.reading import decode, read
from assistant.entries.validation import HEADING, TEXT, validate

__all__ = ["HEADING", "TEXT", "Entry", "decode", "listed", "read", "validate"]
