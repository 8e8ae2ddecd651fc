"""Numbers, amounts, changes, years and dates as clerks type them; and back.

Every reader returns the value or a `Refusal` whose sentence says what was typed and what is expected. Nothing is
guessed: `无`, `/` and `—` are not silently 0, `一百五` is not 150, `10余件` is not 10, `12.5` is not 12.

Chinese numerals are read and written here, in about a hundred lines, rather than by a library: the one that is
kept up, cn2an, reads `一百五`, knows neither 廿 nor `3万5千`, asks for a second package, and puts its examples and
pictures into everybody's `site-packages`. A form wants to know why a number was refused, and a parser of our own
can say so.
"""

from __future__ import annotations

from assistant.numerals.amounts import converted, read_amount, read_percentage
from assistant.numerals.chinese import read_chinese, write_chinese
from assistant.numerals.counts import LARGEST_COUNT, read_change, read_count
from assistant.numerals.dates import read_date, read_year, write_date
from assistant.numerals.typed import Number, Refusal, half_width, quoted, words
from assistant.numerals.writing import write_amount, write_change, write_number
from assistant.numerals.yes_no import read_yes_no

__all__ = [
    "LARGEST_COUNT",
    "Number",
    "Refusal",
    "converted",
    "half_width",
    "quoted",
    "read_amount",
    "read_change",
    "read_chinese",
    "read_count",
    "read_date",
    "read_percentage",
    "read_year",
    "read_yes_no",
    "words",
    "write_amount",
    "write_change",
    "write_chinese",
    "write_date",
    "write_number",
]
