"""The words of the form, explained."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from assistant import content, glossary

KNOWN = content.glossary()


def test_every_word_says_what_it_rests_on() -> None:
    """A meaning without a source is somebody's guess."""
    assert [] == [one.term for one in KNOWN.terms if not one.source or not one.meaning]


def test_no_word_is_explained_twice() -> None:
    """Neither under its own name nor under another one."""
    names = [name for one in KNOWN.terms for name in one.names]

    assert sorted(set(names)) == sorted(names)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("3.危及“三安全一稳定”", ["三安全一稳定"]),
        ("1.申请人无正当理由逾期不补正", ["补正"]),
        ("5.属于三类内部事务信息、6.属于四类过程性信息", ["三类内部事务信息", "四类过程性信息"]),
        ("政府信息公开工作机构", ["政府信息公开工作机构"]),
        ("结果纠正和结果维持", ["结果纠正", "结果维持"]),
        ("单位的办公地址在哪里？", []),
    ],
)
def test_the_words_of_a_text_are_found_in_their_order(text: str, expected: list[str]) -> None:
    """A short name inside a longer one does not count."""
    assert expected == [one.term for one in KNOWN.occurring(text)]


def test_every_hard_row_of_table_three_has_its_word() -> None:
    """The reasons to withhold, which no newcomer knows."""
    table = content.form_for_year(2025).tables["申请"]
    rows = (
        "三安全一稳定",
        "内部事务",
        "过程性信息",
        "执法案卷",
        "行政查询",
        "不掌握",
        "大量反复申请",
    )

    assert [] == [row for row in rows if not KNOWN.occurring(table.rows[row].label)]


def test_the_page_of_terms_is_fresh() -> None:
    """`docs/名词.md` says what the file says; `NIANBAO_GOLDEN=write` writes it."""
    kept = Path(__file__).parent.parent / "docs" / "名词.md"
    made = glossary.page(KNOWN)
    if os.environ.get("NIANBAO_GOLDEN") == "write":
        kept.write_text(made, encoding="utf-8")

    assert kept.read_text(encoding="utf-8") == made
