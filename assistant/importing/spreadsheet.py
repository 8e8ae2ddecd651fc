"""Rows of a spreadsheet (.xlsx) or of a CSV file, one at a time, whatever the file claims about its size.

A sheet is read by a streaming parser of our own: several times as fast as a library that makes objects of cells, and
nothing in the file can make it ask for more memory. Dates come as their serial numbers; whoever knows that a column
holds dates reads them so.
"""

from __future__ import annotations

import csv
import io
import posixpath
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Final
from xml.parsers import expat

from assistant.importing import guard
from assistant.importing.characters import clean, decode
from assistant.importing.refusal import ImportRefused

MOST_ROWS: Final = 200_000
MOST_COLUMNS: Final = 80
_MOST_CHARACTERS = 30_000_000
_SHEET = 160 * 2**20
_LONGEST_NUMBER = 20
_TELL_EVERY = 1000

Value = str | int | float | None
Values = tuple[int, tuple[Value, ...]]
"""The number of a row in the file, counted from 1, and its cells."""

Progress = Callable[[float], None]
"""Told how much of a file has been read, from 0 to 1."""

_REFERENCE = re.compile(r"([A-Z]{1,3})\d*")


def sheets(
    content: bytes, progress: Progress | None = None
) -> Iterator[tuple[str, Iterator[Values]]]:
    """Yield every sheet of a file: its name, and its rows that hold anything, in order."""
    told = progress or _untold
    guard.check_size(content)
    if content.startswith(b"PK\x03\x04"):
        yield from _workbook(guard.Package(content), told)
    elif content.startswith(b"\xd0\xcf\x11\xe0"):
        raise ImportRefused("这是旧版电子表格（.xls），或者加了密码。请另存为 .xlsx 或 .csv 再试。")
    else:
        yield "", _csv(decode(content), told)


def _untold(_: float) -> None:
    """Nobody wants to know."""


# CSV ----------------------------------------------------------------------------------------------------------


def _csv(text: str, progress: Progress) -> Iterator[Values]:
    _check_rows(text.count("\n"))
    head = text[:4000]
    delimiter = max(",\t;", key=head.count)
    stream = io.StringIO(clean(text))
    reader = csv.reader(stream, delimiter=delimiter)
    try:
        for number, row in enumerate(reader, start=1):
            _check_rows(number)
            if number % _TELL_EVERY == 0:
                progress(stream.tell() / len(text))
            if any(map(str.strip, row)):
                yield number, tuple(row[:MOST_COLUMNS])
    except csv.Error as error:
        raise ImportRefused(
            "这个 CSV 文件有一行读不下去。请用 WPS 或 Excel 打开，另存为 .xlsx 再试。"
        ) from error


def _check_rows(number: int) -> None:
    if number > MOST_ROWS:
        raise _too_long()


def _too_long() -> ImportRefused:
    return ImportRefused(f"表格太长（最多{MOST_ROWS}行），不像台账。请按年份拆开再试。")


# XLSX ---------------------------------------------------------------------------------------------------------


def _workbook(package: guard.Package, progress: Progress) -> Iterator[tuple[str, Iterator[Values]]]:
    if "xl/workbook.xml" not in package.names:
        raise ImportRefused("这不是电子表格。台账请用 .xlsx 或 .csv；年报请用 nianbao import。")
    targets = _targets(package)
    shared: Sequence[str] | None = None
    for sheet in guard.parse_xml(package.part("xl/workbook.xml")).iter("{*}sheet"):
        link = next((str(v) for k, v in sheet.attrib.items() if str(k).endswith("}id")), "")
        part = targets.get(link, "")
        if part in package.names:
            if shared is None:
                shared = _shared(package)
            # Unpacking is cheap, reading is not: a sheet that is too long is refused before it is read.
            _check_rows(sum(piece.count(b"<row") for piece in package.stream(part, _SHEET)))
            chunks = _counted(package.stream(part, _SHEET), package.size(part), progress)
            yield clean(sheet.get("name") or ""), _Sheet(shared).rows(chunks)


def _counted(chunks: Iterator[bytes], size: int, progress: Progress) -> Iterator[bytes]:
    """The same pieces, telling how much of the whole they are; the size is what the file says of itself."""
    done = 0
    for chunk in chunks:
        done += len(chunk)
        progress(min(1.0, done / max(size, 1)))
        yield chunk


def _targets(package: guard.Package) -> dict[str, str]:
    """The parts of the workbook by the id it links them with."""
    links = "xl/_rels/workbook.xml.rels"
    if links not in package.names:
        return {}
    return {
        element.get("Id") or "": posixpath.normpath(
            posixpath.join("/xl", element.get("Target") or "")
        ).lstrip("/")
        for element in guard.parse_xml(package.part(links))
    }


def _shared(package: guard.Package) -> Sequence[str]:
    if "xl/sharedStrings.xml" not in package.names:
        return ()
    found: list[str] = []
    pieces: list[str] = []
    parser = _Parser()
    size = 0

    def end(name: str) -> None:
        nonlocal size
        if name == "t" and "rPh" not in parser.inside:
            pieces.append(parser.text())
        elif name == "si":
            text = clean("".join(pieces))
            pieces.clear()
            size += len(text)
            found.append(text)
            if size > _MOST_CHARACTERS:
                raise _too_long()

    parser.on_end = end
    for chunk in package.stream("xl/sharedStrings.xml", _SHEET):
        parser.feed(chunk)
    parser.close()
    return found


class _Parser:
    """An XML stream: names without prefixes, the text of the element that just ended, no document types."""

    def __init__(self) -> None:
        self.inside: list[str] = []
        self.on_start: Callable[[str, dict[str, str]], None] = lambda _name, _attributes: None
        self.on_end: Callable[[str], None] = lambda _name: None
        self._pieces: list[str] = []
        self._expat = expat.ParserCreate()
        self._expat.buffer_text = True
        self._expat.StartElementHandler = self._start
        self._expat.EndElementHandler = self._end
        self._expat.CharacterDataHandler = self._pieces.append
        self._expat.StartDoctypeDeclHandler = self._doctype

    def feed(self, chunk: bytes, *, final: bool = False) -> None:
        try:
            self._expat.Parse(chunk, final)
        except (expat.ExpatError, ValueError) as error:
            raise ImportRefused(
                "这个电子表格损坏了，读不下去。请用 WPS 或 Excel 打开，另存一份再试。"
            ) from error

    def close(self) -> None:
        self.feed(b"", final=True)

    def text(self) -> str:
        return "".join(self._pieces)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        name = name.rpartition(":")[2]
        self.inside.append(name)
        if len(self.inside) > 100:
            raise ImportRefused("这个电子表格一层套一层，套得太深，没有打开。请另存一份再试。")
        self._pieces.clear()
        self.on_start(name, attributes)

    def _end(self, _: str) -> None:
        self.on_end(self.inside.pop())

    def _doctype(self, *_: object) -> None:
        raise ImportRefused(
            "这个电子表格里有文档类型声明，不像正常保存的文件，没有打开。请另存一份再试。"
        )


class _Sheet:
    """One sheet as a stream of rows."""

    def __init__(self, shared: Sequence[str]) -> None:
        self.shared = shared
        self.parser = _Parser()
        self.parser.on_start, self.parser.on_end = self._start, self._end
        self.ready: list[Values] = []
        self.cells: list[Value] = []
        self.number = 0
        self.column = 0
        self.kind = ""
        self.value: Value = None

    def rows(self, chunks: Iterable[bytes]) -> Iterator[Values]:
        count = 0
        for chunk in chunks:
            self.parser.feed(chunk)
            count += len(self.ready)
            _check_rows(count)
            yield from self.ready
            self.ready.clear()
        self.parser.close()
        yield from self.ready

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "c":
            self.kind = attributes.get("t", "n")
            self.value = None
            found = _REFERENCE.match(attributes.get("r", ""))
            self.column = _column(found[1]) if found else self.column + 1
        elif name == "row":
            stated = attributes.get("r", "")
            is_number = stated.isascii() and stated.isdigit() and len(stated) < 8
            self.number = int(stated) if is_number else self.number + 1
            self.cells = []
            self.column = 0

    def _end(self, name: str) -> None:
        if name == "v":
            self.value = self._read(self.parser.text())
        elif name == "t" and self.kind == "inlineStr" and "rPh" not in self.parser.inside:
            self.value = f"{self.value or ''}{clean(self.parser.text())}"
        elif name == "c" and self.value is not None and 0 < self.column <= MOST_COLUMNS:
            self.cells += [None] * (self.column - len(self.cells))
            self.cells[self.column - 1] = self.value
        elif name == "row" and self.cells:
            self.ready.append((self.number, tuple(self.cells)))

    def _read(self, text: str) -> Value:
        match self.kind:
            case "s":
                at = int(text) if text.isascii() and text.isdigit() and len(text) < 9 else -1
                return self.shared[at] if 0 <= at < len(self.shared) else None
            case "n":
                return _number(text)
            case "e":
                return None
            case _:
                return clean(text)


def _number(text: str) -> Value:
    if len(text) > _LONGEST_NUMBER:
        return text
    try:
        number = float(text)
    except ValueError:
        return clean(text)
    return int(number) if number.is_integer() else number


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number
