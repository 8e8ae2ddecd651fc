from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest

from assistant import transcript
from assistant.changes import Change, Log, Via
from assistant.report import Paragraph, Pending
from assistant.transcript import NotATranscript

AT = datetime(2026, 1, 8, 9, 0, tzinfo=UTC)

LOG = Log(
    AT,
    "陈某",
    (
        Change(1, 0, "单位全称", None, "青禾区柳溪镇人民政府", Via.TYPED, AT, "陈某"),
        Change(2, 0, "年份", None, 2025, Via.TYPED, AT, "陈某"),
        Change(3, 1, "申请.新收.自然人", None, 12, Via.IMPORTED, AT, "陈某", "台账.xlsx"),
        Change(4, 2, "主动公开.收费.金额", None, Decimal("3.50"), Via.TYPED, AT, "陈某"),
        Change(5, 2, "培训次数", None, Pending("问人事科"), Via.TYPED, AT, "陈某"),
        Change(
            6,
            3,
            "正文.前言",
            None,
            (Paragraph("{{ 年度 }}年", "前言.通用", bound=True),),
            Via.PHRASE,
            AT,
            "李某",
            "前言.通用",
        ),
        Change(7, 4, "申请.新收.自然人", 12, None, Via.UNDONE, AT, "李某", undoes=1),
    ),
)

WRITTEN = """\
{"draft": 1, "unit": "青禾区柳溪镇人民政府", "year": 2025, "made_at": "2026-01-08T09:00:00+00:00", "made_by": "陈某", "changes": [
{"no": 1, "step": 0, "field": "单位全称", "old": null, "new": "青禾区柳溪镇人民政府", "via": "录入", "source": "", "at": "2026-01-08T09:00:00+00:00", "by": "陈某"},
{"no": 2, "step": 0, "field": "年份", "old": null, "new": 2025, "via": "录入", "source": "", "at": "2026-01-08T09:00:00+00:00", "by": "陈某"},
{"no": 3, "step": 1, "field": "申请.新收.自然人", "old": null, "new": 12, "via": "导入", "source": "台账.xlsx", "at": "2026-01-08T09:00:00+00:00", "by": "陈某"},
{"no": 4, "step": 2, "field": "主动公开.收费.金额", "old": null, "new": {"数额": "3.50"}, "via": "录入", "source": "", "at": "2026-01-08T09:00:00+00:00", "by": "陈某"},
{"no": 5, "step": 2, "field": "培训次数", "old": null, "new": {"待补": "问人事科"}, "via": "录入", "source": "", "at": "2026-01-08T09:00:00+00:00", "by": "陈某"},
{"no": 6, "step": 3, "field": "正文.前言", "old": null, "new": {"段落": [{"文": "{{ 年度 }}年", "语料": "前言.通用", "随数": true}]}, "via": "语料", "source": "前言.通用", "at": "2026-01-08T09:00:00+00:00", "by": "李某"},
{"no": 7, "step": 4, "field": "申请.新收.自然人", "old": 12, "new": null, "via": "撤销", "source": "", "undoes": 1, "at": "2026-01-08T09:00:00+00:00", "by": "李某"}
]}
"""  # noqa: E501 one change a line is the format


def test_a_draft_is_written_one_change_a_line() -> None:
    """The plain copy can be read and compared line by line."""
    assert WRITTEN == transcript.write(LOG)


def test_what_was_written_is_read() -> None:
    """Reading gives the same history."""
    assert LOG == transcript.read(WRITTEN, "副本.json")


def test_an_empty_draft_comes_back() -> None:
    """A draft without a single answer is one too."""
    log = Log(AT, "")

    assert log == transcript.read(transcript.write(log), "副本.json")


def test_a_mark_at_the_beginning_and_crlf_do_no_harm() -> None:
    """What an editor on Windows leaves behind is read all the same."""
    assert LOG == transcript.read("\ufeff" + WRITTEN.replace("\n", "\r\n"), "副本.json")


Edit = Callable[[dict[str, Any]], object]


def change(number: int, **edits: object) -> Edit:
    """Return an edit of one change by hand."""
    return lambda plain: plain["changes"][number - 1].update(edits)


@pytest.mark.parametrize(
    ("edit", "complaint"),
    [
        (change(3, new=13), "编号为7的变更接不上：“申请.新收.自然人”的原值与前面的变更对不上"),
        (change(3, new=1.5), "编号为3的变更的“new”：不认识这种写法的答案：1.5"),
        (change(4, new={"数额": "三块"}), "编号为4的变更的“new”：数额应当写成“3.50”这样的十进制数"),
        (change(3, via="录人"), "编号为3的变更的“via”：不认识“录人”，可以是录入、导入、语料"),
        (change(3, at="昨天"), "编号为3的变更的“at”：应当是 2026-01-08T09:00:00+08:00 这样的时间"),
        (change(3, at="2026-01-08T09:00:00"), "编号为3的变更的“at”：要带时区"),
        (change(3, feild="x"), "编号为3的变更的“feild”：不认识这一项，是不是“field”？"),
        (change(3, field=""), "编号为3的变更的“field”：不能空着"),
        (change(3, no="3"), "编号为3的变更的“no”：应当是整数"),
        (change(3, step=-1), "编号为3的变更的“step”：不能是负数"),
        (change(3, step=9), "编号为4的变更接不上：属于第2步，却排在第9步后面"),
        (change(3, no=9), "编号为9的变更接不上：编号应当是3，写的是9"),
        (lambda plain: plain["changes"][2].pop("via"), "编号为3的变更的“via”：缺少这一项"),
        (lambda plain: plain["changes"].pop(2), "编号为4的变更接不上：编号应当是3，写的是4"),
        (lambda plain: plain["changes"].insert(0, "x"), "编号为1的变更：应当是花括号"),
        (lambda plain: plain.update(changes=7), "“changes”：应当是方括号括起来的一列"),
        (lambda plain: plain.pop("made_at"), "“made_at”：缺少这一项"),
        (
            lambda plain: plain.update(year=2024),
            "开头写的是“青禾区柳溪镇人民政府”2024年，按变更记录是",
        ),
        (lambda plain: plain.update(draft=2), "是用更新版本的年报助手写的（格式2，本程序只认到1）"),
        (lambda plain: plain.update(draft="一"), "“draft”：写得不对"),
        (lambda plain: plain.pop("draft"), "不是草稿的文本副本：开头应当是"),
    ],
)
def test_an_edit_that_breaks_the_copy_is_told_with_its_place(edit: Edit, complaint: str) -> None:
    """Whoever edits the copy by hand hears which change, which item, and what is expected."""
    plain = json.loads(WRITTEN)
    edit(plain)
    with pytest.raises(NotATranscript) as refused:
        transcript.read(json.dumps(plain), "副本.json")

    assert refused.value.sentence.startswith("副本.json ")
    assert complaint in refused.value.sentence
    assert refused.value.sentence.endswith(("。", "？"))


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("", "第1行第1个字符处不是合法的 JSON"),
        (WRITTEN.replace('"via": "导入",', '"via"： "导入",'), "第4行第"),
        ("[" * 100_000, "过深的嵌套"),
        ('{"draft": ' + "9" * 5000 + "}", "过长的数字"),
        ("[]", "不是草稿的文本副本"),
        ("7", "不是草稿的文本副本"),
        ('{"unit": "我局", "year": 2025, "fields": {}}', "如果这是答案文件，请用 nianbao new"),
    ],
)
def test_a_text_that_is_no_copy_is_told(text: str, complaint: str) -> None:
    """Other JSON and broken JSON are refused with the place or the remedy."""
    with pytest.raises(NotATranscript, match=complaint):
        transcript.read(text, "副本.json")
