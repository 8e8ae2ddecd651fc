"""`nianbao ask`, `nianbao import --draft` and `nianbao register`: from other people's files into a draft."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest
from openpyxl import load_workbook

from assistant import content
from assistant.drafts import Draft
from tests.commands import nianbao
from tests.importing import damage

UNIT = "云澜市青禾区统计局"


@pytest.fixture
def draft(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A fresh draft of 2025."""
    monkeypatch.setenv("NIANBAO_HOME", str(tmp_path / "home"))
    path = tmp_path / "草稿.nianbao"
    Draft.create(path, {"单位全称": UNIT, "年份": 2025}).close()
    return path


def answers(path: Path) -> dict[str, object]:
    with Draft.open(path, read_only=True) as opened:
        return dict(opened.report.answers)


def filled(path: Path, name: str, value: object) -> None:
    book = load_workbook(path)
    for row in book.active.iter_rows(min_row=5):
        if row[7].value == name:
            row[5].value = value
    book.save(path)


def test_a_sheet_goes_out_and_comes_back(draft: Path, tmp_path: Path) -> None:
    """给法规股做征集表，填好读进草稿；不加 --apply 只看不写；已经有的文件不换。"""
    sheet = tmp_path / "征集表.xlsx"
    made = nianbao("ask", "--office", "法规股", "-o", sheet, "--draft", draft)
    assert (0, "") == (made.code, made.data)
    assert "征集表.xlsx（问法规股，" in made.talk
    assert 2 == nianbao("ask", "--office", "法规股", "-o", sheet, "--draft", draft).code
    filled(sheet, "主动公开.规范性文件.制发", "3件")
    filled(sheet, "主动公开.规范性文件.废止", "两三件")

    looked = nianbao("import", sheet, "--draft", draft)
    assert "可以用1项" in looked.data
    assert "主动公开.规范性文件.制发" not in answers(draft)
    applied = nianbao("import", sheet, "--draft", draft, "--apply")

    assert 1 == applied.code
    assert "拿不准" in applied.data
    assert "填进了1项。" in applied.talk
    assert 3 == answers(draft)["主动公开.规范性文件.制发"]
    assert "主动公开.规范性文件.废止" not in answers(draft)


def test_a_sheet_needs_no_draft(tmp_path: Path) -> None:
    """不给草稿也能做，也能读回来看。"""
    sheet = tmp_path / "财务.xlsx"
    assert 0 == nianbao("ask", "--office", "财务科", "-o", sheet, "--year", 2025).code
    filled(sheet, "主动公开.行政事业性收费.金额", "251000元")

    read = nianbao("import", sheet, "--json")

    found = json.loads(read.data)
    assert ("财务科", 2025) == (found["office"], found["year"])
    assert {"主动公开.行政事业性收费.金额": 25.1} == found["answers"]


def test_an_office_nobody_knows_is_a_dead_end(tmp_path: Path) -> None:
    """没有这个科室的，说出有哪些。"""
    ran = nianbao("ask", "--office", "气象台", "-o", tmp_path / "a.xlsx")

    assert 2 == ran.code
    assert "政策法规科" in ran.talk
    assert not (tmp_path / "a.xlsx").exists()


def test_what_is_neither_report_nor_sheet_is_sent_on(tmp_path: Path) -> None:
    """台账拿来当年报导入的，说该用哪个命令；征集表、模板起错后缀的，说该叫什么。"""
    register = tmp_path / "台账.csv"
    register.write_text("收到日期,答复日期\n", encoding="utf-8")

    looked = nianbao("import", register)
    asked = nianbao("ask", "--office", "法规股", "-o", tmp_path / "表.txt")
    made = nianbao("register", "--template", tmp_path / "表.docx")

    assert (2, 2, 2) == (looked.code, asked.code, made.code)
    assert "nianbao register" in looked.talk
    assert "“表.xlsx”" in asked.talk
    assert "“表.xlsx”" in made.talk
    assert ["台账.csv"] == [path.name for path in tmp_path.iterdir()]


def test_last_years_report_into_a_draft(draft: Path, tmp_path: Path) -> None:
    """上年年报放在旁边，说出读到多少。"""
    form = content.form_for_year(2024)
    made = damage.random_report(form, 2024, random.Random(1)).with_answers({"单位全称": UNIT})
    page = tmp_path / "2024.html"
    page.write_bytes(damage.page(damage.sheet(form, made)))

    ran = nianbao("import", page, "--draft", draft, "--apply", "--json")

    found = json.loads(ran.data)
    assert (0, "上年年报", len(found["offers"])) == (ran.code, found["use"], found["taken"])
    assert made.number("申请.新收.自然人") == answers(draft)["上年报告.申请.新收.自然人"]


def test_a_register_is_confirmed_before_it_is_taken(draft: Path, tmp_path: Path) -> None:
    """台账的列确认过一次才写进草稿；每一格说得出是哪几行；忘掉以后再问。"""
    register = tmp_path / "台账.csv"
    register.write_text(
        "登记编号,申请人姓名,收到日期,申请人类型,处理结果,答复日期\n"
        "2025-1,某甲,2025-03-01,自然人,予以公开,2025-03-20\n",
        encoding="gb18030",
    )
    refused = nianbao("import", register, "--draft", draft, "--apply")
    assert 2 == refused.code
    assert "--confirm" in refused.talk

    assert 0 == nianbao("register", register, "--year", 2025, "--confirm").code
    rows = nianbao("register", register, "--year", 2025, "--cell", "申请.予以公开.自然人")
    assert 0 == nianbao("import", register, "--draft", draft, "--apply").code

    assert "第2行　编号：2025-1　收到日期：2025-03-01" in rows.data
    assert "某甲" not in rows.data
    assert 1 == answers(draft)["申请.予以公开.自然人"]
    assert 0 == nianbao("register", "--forget").code
    assert 2 == nianbao("import", register, "--draft", draft, "--apply").code


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (("--column", "收到日期"), "收到日期=收件时间"),
        (("--column", "收件日期=甲"), "收到日期"),
        (("--cell", "申请.新收.张三"), "申请.新收.自然人"),
    ],
)
def test_what_is_wrong_with_a_call_is_said(
    given: tuple[str, str], words: str, tmp_path: Path
) -> None:
    """写错列名、格名，说出应该怎么写。"""
    register = tmp_path / "台账.csv"
    register.write_text(
        "收到日期,申请人类型,处理结果,答复日期\n2025-03-01,自然人,予以公开,2025-03-20\n",
        encoding="utf-8",
    )

    ran = nianbao("register", register, "--year", 2025, *given)

    assert 2 == ran.code
    assert words in ran.talk
