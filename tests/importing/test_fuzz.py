"""Random and mutated files: read, or refused in one sentence; never anything else.

`NIANBAO_FUZZ` says how many cases each test tries; a run in continuous integration is short.
"""

import datetime as dt
import io
import os
import random
import zipfile
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant import content
from assistant.importing import ImportRefused, as_json, import_report, told
from assistant.importing.register import (
    COLUMNS,
    count_register,
    outcomes,
    register_json,
    register_template,
    told_register,
)
from assistant.inquiry import Heading, is_reply, items_for, read_reply, reply_json, write_sheet
from assistant.report import YEAR, Report
from tests.effort import counting_calls
from tests.importing import damage, worse
from tests.importing.test_elsewhere import FILES

CASES = int(os.environ.get("NIANBAO_FUZZ", "40"))
FORMS = content.forms()
SOON = 2_000_000
"""Calls to read or refuse a file of a report's size; a PDF takes half as many, the others less than a tenth."""

SHAPES = {
    **damage.SHAPES,
    **worse.SHAPES,
    **{f"导出{s}": damage.exported(s) for s in (".md", ".docx", ".html")},
}
TAGS = ("<table>", "</table>", "<tr>", "<td>", "</td>", "<td colspan=9>", "<p>", "<br>", "&nbsp;")
HIDDEN = (
    "<!--",
    "]]>",
    '<script>"',
    "\\u003ctable",
    "&lt;table&gt;",
    "\u202e",
    "\x1b[2J",
    "\x00",
    "\ud83d",
)
MARKS = (
    "|",
    "|---|",
    "\t",
    "\n",
    "\r\n",
    "# ",
    "**",
    "`",
    "\\",
    "报(bào)告",
    "2023年",
    "（一）主动公开",
)
LABELS = (
    "规章",
    "行政许可",
    "（七）总计",
    "3.其他",
    "行政复议",
    "总计",
    "信息内容",
    "本年增/减",
    "本年处理决定数量",
)
FIGURES = ("增3", "减", "/", "0", "7", "１２", "63.28万元", "1,005", "-", "无", "+(0) -(0)")
TITLES = (
    "云澜市水务局2023年政府信息公开工作年度报告",
    "一、总体情况",
    "四、结转下年度继续办理",
    "第二十条第（五）项",
)
PIECES = st.sampled_from((*TAGS, *HIDDEN, *MARKS, *LABELS, *FIGURES, *TITLES))


@cache
def whole(name: str) -> bytes:
    form = FORMS[-1]
    chance = random.Random(name)
    return SHAPES[name](damage.sheet(form, damage.random_report(form, 2024, chance)))


SCRIPT = content.script().script


@cache
def spreadsheets() -> dict[str, bytes]:
    """A register's template and a sheet for another office, as they are written here."""
    items = items_for(SCRIPT, FORMS[-1], Report({YEAR: 2024}), "法规股")
    heading = Heading("云澜市水务局", 2024, FORMS[-1].id, "法规股", dt.date(2025, 1, 5))
    return {
        "台账.xlsx": register_template(FORMS[-1]),
        "征集表.xlsx": write_sheet(heading, items),
    }


def survives_as_spreadsheet(file: bytes) -> None:
    """A register or a sheet is read, or refused with one sentence, without more work than a good one."""
    for read in (_as_register, _as_reply):
        refusal = ""
        with counting_calls() as effort:
            try:
                read(file)
            except ImportRefused as refused:
                refusal = refused.sentence
        assert refusal[-1:] in ("", "。")
        assert effort.calls < SOON


def _as_register(file: bytes) -> None:
    counted = count_register(file, FORMS, FORMS[-1], 2024)
    assert list(told_register(counted))
    assert register_json(counted)


def _as_reply(file: bytes) -> None:
    if is_reply(file):
        assert reply_json(read_reply(file, SCRIPT, FORMS))


def survives(file: bytes, name: str) -> None:
    """Reading ends soon, with a report whose every doubt can be shown, or with one sentence."""
    found, refusal = None, ""
    with counting_calls() as effort:
        try:
            found = import_report(file, name, FORMS)
        except ImportRefused as refused:
            refusal = refused.sentence

    assert refusal[-1:] in ("", "。")
    if found is not None:
        assert set(found.form.fields) == {*as_json(found)["fields"], *found.missing}
        assert all(doubt.message.endswith("。") for doubt in found.doubts)
        assert list(told(found))
    assert effort.calls < SOON


@settings(max_examples=CASES)
@given(file=st.binary(max_size=400), name=st.sampled_from(["a.docx", "a.html", "a.md", "a.txt"]))
def test_random_bytes(file: bytes, name: str) -> None:
    """随便什么字节。"""
    survives(file, name)


@settings(max_examples=CASES * 3)
@given(pieces=st.lists(PIECES, max_size=60), name=st.sampled_from(["a.html", "a.md", "a.txt"]))
def test_random_pieces(pieces: list[str], name: str) -> None:
    """年报的碎片随便拼。"""
    survives("".join(pieces).encode("utf-8", errors="replace"), name)


def mutated(source: bytes, chance: random.Random) -> bytes:
    """A few bytes changed, a piece gone, a piece twice."""
    file = bytearray(source)
    for _ in range(chance.randint(1, 6)):
        at = chance.randrange(len(file) + 1)
        match chance.randrange(4):
            case 0:
                file[at : at + 1] = bytes([chance.randrange(256)])
            case 1:
                del file[at : at + chance.randint(1, 200)]
            case 2:
                file[at:at] = file[at : at + chance.randint(1, 200)]
            case _:
                file[at:at] = bytes(chance.randrange(256) for _ in range(4))
    return bytes(file)


def repacked(source: bytes, chance: random.Random) -> bytes:
    """The same of one part of a package, which is whole again around it."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(source)) as old, zipfile.ZipFile(stream, "w") as new:
        part = chance.choice([name for name in old.namelist() if name.endswith(".xml")])
        for name in old.namelist():
            kept = old.read(name)
            new.writestr(name, mutated(kept, chance) if name == part else kept)
    return stream.getvalue()


@pytest.mark.parametrize("name", SHAPES)
def test_mutated_files(name: str) -> None:
    """一份好的文件，改几个字节、删一段、重复一段。"""
    chance = random.Random(name)
    for _ in range(CASES // 4):
        survives(mutated(whole(name), chance), name)


@pytest.mark.parametrize("file", FILES, ids=lambda path: path.name)
def test_mutated_files_of_another_program(file: Path) -> None:
    """别的软件存的 DOC、DOCX、PDF、网页、文本，同样改坏。"""
    chance = random.Random(file.name)
    for _ in range(max(2, CASES // 20)):
        survives(mutated(file.read_bytes(), chance), file.name)


@pytest.mark.parametrize("name", ["修订痕迹.docx", "嵌套表格.docx", "导出.docx"])
def test_mutated_parts_of_a_package(name: str) -> None:
    """压缩包是好的，里面的一份文件坏了。"""
    chance = random.Random(name)
    for _ in range(CASES // 4):
        survives(repacked(whole(name), chance), name)


@pytest.mark.parametrize("name", ["台账.xlsx", "征集表.xlsx"])
def test_mutated_spreadsheets(name: str) -> None:
    """台账和征集表，整个改坏，或者里面的一份改坏。"""
    chance = random.Random(name)
    for _ in range(CASES // 4):
        survives_as_spreadsheet(mutated(spreadsheets()[name], chance))
        survives_as_spreadsheet(repacked(spreadsheets()[name], chance))


CELLS = st.sampled_from(
    (
        *(name for names in COLUMNS.values() for name in names),
        *outcomes(FORMS[-1]),
        *FIGURES,
        "自然人",
        "2024-03-01",
        "45359",
        "2024年2月30日",
        '"',
        "=cmd()|' /C calc'!A0",
        "\x1b[31m",
    )
)


@settings(max_examples=CASES)
@given(rows=st.lists(st.lists(CELLS, max_size=8), max_size=12), between=st.sampled_from(",\t;"))
def test_random_registers(rows: list[list[str]], between: str) -> None:
    """列名、日期、结果随便拼成的台账。"""
    survives_as_spreadsheet("\n".join(between.join(row) for row in rows).encode())
