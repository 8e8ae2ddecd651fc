"""Random and mutated files: read, or refused in one sentence; never anything else.

`NIANBAO_FUZZ` says how many cases each test tries; a run in continuous integration is short.
"""

import os
import random
import time
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant import content
from assistant.importing import ImportRefused, as_json, import_report, told
from tests.importing import damage

CASES = int(os.environ.get("NIANBAO_FUZZ", "40"))
FORMS = content.forms()
SHAPES = {**damage.SHAPES, **{f"导出{s}": damage.exported(s) for s in (".md", ".docx", ".html")}}
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


def survives(file: bytes, name: str) -> None:
    """Reading ends soon, with a report whose every doubt can be shown, or with one sentence."""
    began = time.perf_counter()
    found, refusal = None, ""
    try:
        found = import_report(file, name, FORMS)
    except ImportRefused as refused:
        refusal = refused.sentence

    assert refusal[-1:] in ("", "。")
    if found is not None:
        assert set(found.form.fields) == {*as_json(found)["fields"], *found.missing}
        assert all(doubt.message.endswith("。") for doubt in found.doubts)
        assert list(told(found))
    assert time.perf_counter() - began < 2


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


@pytest.mark.parametrize("name", SHAPES)
def test_mutated_files(name: str) -> None:
    """一份好的文件，改几个字节、删一段、重复一段。"""
    chance = random.Random(name)
    for _ in range(CASES // 4):
        file = bytearray(whole(name))
        for _ in range(chance.randint(1, 6)):
            at = chance.randrange(len(file))
            match chance.randrange(4):
                case 0:
                    file[at] = chance.randrange(256)
                case 1:
                    del file[at : at + chance.randint(1, 200)]
                case 2:
                    file[at:at] = file[at : at + chance.randint(1, 200)]
                case _:
                    file[at:at] = bytes(chance.randrange(256) for _ in range(4))
        survives(bytes(file), name)
