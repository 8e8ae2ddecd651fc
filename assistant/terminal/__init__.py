"""The terminal face of 年报助手: everything that imports Textual lives below this package.

The kitty keyboard protocol has to be off before Textual is imported for the first time: with it, a
phrase of five or more characters committed by an input method arrives as dozens of stray keys.
"""

import os

os.environ.setdefault("TEXTUAL_DISABLE_KITTY_KEY", "1")
