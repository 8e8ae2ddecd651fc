"""Sheets for other offices: what to ask whom, a spreadsheet to fill in, and the answers read back.

An office (法规股, 财务科) is asked for what the questions of the interview name it for (问谁). What comes back is read
like anything else that was written elsewhere: cell by cell, with a doubt for what cannot be read.
"""

from assistant.inquiry.items import Item, NothingToAsk, items_for, items_named, offices
from assistant.inquiry.reply import Replied, Reply, is_reply, read_reply
from assistant.inquiry.sheet import Heading, write_sheet
from assistant.inquiry.told import reply_json, told_reply

__all__ = [
    "Heading",
    "Item",
    "NothingToAsk",
    "Replied",
    "Reply",
    "is_reply",
    "items_for",
    "items_named",
    "offices",
    "read_reply",
    "reply_json",
    "told_reply",
    "write_sheet",
]
