"""Reports that were written elsewhere: from the bytes of a file to a report with every doubt said.

`import_report(content, name, forms)` reads DOCX, web pages, Markdown, plain text, PDF and old DOC and WPS files. A
reader turns bytes into blocks (`tree`); `recognise` knows the forms and turns blocks into figures and words. Nothing is
fetched, nothing is run, nothing is guessed in silence: a missing cell is missing, and what is not certain is a `Doubt`.
"""

from __future__ import annotations

from assistant.importing.doubt import Doubt
from assistant.importing.reading import SUFFIXES, import_report, read_source
from assistant.importing.recognise import Imported, recognise
from assistant.importing.refusal import ImportRefused
from assistant.importing.told import told, told_doubts
from assistant.importing.written import as_json

__all__ = [
    "SUFFIXES",
    "Doubt",
    "ImportRefused",
    "Imported",
    "as_json",
    "import_report",
    "read_source",
    "recognise",
    "told",
    "told_doubts",
]
