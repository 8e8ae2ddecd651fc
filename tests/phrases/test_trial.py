"""Phrases tried on invented organs: what the checks would say of them later is said by lint now."""

from pathlib import Path

import pytest

from assistant import content
from assistant.phrases.reading import load
from assistant.phrases.trial import complaints, suited

ENTRY = """## 收到申请很多
编号：B02.本局.1
话题：B02
部分：总体情况.依申请公开
关键词：收到申请、很多、收了几件
何时用：申请.新收.总计 > 0

{{ 年度 }}年，{{ 本机关 }}新收政府信息公开申请99件。
"""


def said(folder: Path, entry: str) -> list[str]:
    (folder / "语料").mkdir(exist_ok=True)
    (folder / "语料" / "申请.md").write_text(entry, encoding="utf-8")
    return [str(problem) for problem in content.bank(folder, thorough=True).problems]


def test_a_number_instead_of_a_slot_is_caught(tmp_path: Path) -> None:
    """A figure that is in no table will disagree with every report; a slot agrees with all."""
    wrong = said(tmp_path, ENTRY)

    assert wrong
    assert all("语料/申请.md 第1行：“正文”：用在年报里，核对会提示" in one for one in wrong)
    assert any("99" in one for one in wrong)
    assert [] == said(tmp_path, ENTRY.replace("99", "{{ 申请.新收.总计 }}"))


LONG_AGO = ENTRY.replace("关键词：", "停用年：2019\n关键词：")
"""For a year that none of the organs reports on."""


@pytest.mark.parametrize(
    ("own", "own_only", "told"), [(True, True, True), (False, True, False), (False, False, True)]
)
def test_what_no_organ_says_is_tried_on_one_that_would(
    own: bool, own_only: bool, told: bool
) -> None:
    """An office's phrases always, those that ship only when all are asked for."""
    whole = content.bank().bank
    files = [("语料/申请.md", LONG_AGO)]
    shelves = ((), files) if own else (files, ())
    facts = content.script().script.facts
    bank, problems = load(
        shelves[0], whole.forms, facts, whole.topics, content.organs(), shelves[1]
    )
    standards = content.standards().standards

    found = complaints(bank, content.trials().values(), standards, own_only=own_only)

    assert () == problems
    assert told == any("99" in str(problem) for problem in found)


def test_every_shipped_phrase_is_tried() -> None:
    """None is written for an organ or a case that lint never sees."""
    bank, organs = content.bank().bank, tuple(content.trials().values())

    assert [] == [
        phrase.id for phrase in bank.phrases if next(suited(bank, phrase, organs), None) is None
    ]


def test_starting_does_not_pay_for_it(tmp_path: Path) -> None:
    """Only lint tries phrases; a draft opens with the office's phrases read, not tried."""
    said(tmp_path, ENTRY)

    assert () == content.bank(tmp_path).problems


def test_an_own_template_is_refused_when_it_is_loaded(tmp_path: Path) -> None:
    """What ships is trusted, what others write never: a loop is refused at once, and the rest loads."""
    (tmp_path / "语料").mkdir()
    loop = ENTRY.replace("申请99件", "{% for x in 年度 %}件{% endfor %}")
    (tmp_path / "语料" / "申请.md").write_text(loop, encoding="utf-8")
    loaded = content.bank(tmp_path)

    assert 1 == len(loaded.problems)
    assert "B02.本局.1" not in loaded.bank.by_id
    assert "B02.办结.1" in loaded.bank.by_id
