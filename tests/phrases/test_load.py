"""A mistake in a file of phrases is said with its line and remedy; the rest loads. Cases are files in `broken/`."""

import os
from collections.abc import Iterable
from pathlib import Path

import pytest

from assistant import content
from assistant.phrases import reading
from assistant.phrases.bank import Bank
from assistant.problem import Problem

HERE = Path(__file__).parent
BROKEN = sorted((HERE / "broken").glob("*.md"))
SOUND = """## 没人申请
编号：B01.未收到.1
话题：B01
部分：总体情况.依申请公开
关键词：未收到、零申请、没人申请

我局今年未收到政府信息公开申请，联系{{ 联系科室 }}。
"""


def load(
    bank: Bank, files: Iterable[tuple[str, str]], own: Iterable[tuple[str, str]] = ()
) -> tuple[Bank, tuple[Problem, ...]]:
    facts = content.script().script.facts
    return reading.load(files, content.forms(), facts, bank.topics, content.organs(), own)


@pytest.mark.parametrize("path", BROKEN, ids=lambda path: path.stem)
def test_broken_files_complain_as_told(bank: Bank, path: Path) -> None:
    """`UPDATE_PROBLEMS=1` writes what is said now, to be read before it is kept."""
    told = path.with_suffix(".problems.txt")
    loaded, problems = load(bank, [(path.name, path.read_text(encoding="utf-8"))])
    kept = "".join(f"可用：{phrase.id}\n" for phrase in loaded.phrases)
    said = "".join(f"{problem}\n" for problem in problems) + kept
    if os.environ.get("UPDATE_PROBLEMS"):
        told.write_text(said, encoding="utf-8")

    assert told.read_text(encoding="utf-8") == said


def test_an_offices_phrase_replaces_the_shipped_one(bank: Bank) -> None:
    """The same 编号 takes the place of the shipped phrase; an office may call itself 我局."""
    shipped = content.entry_files("phrasebank")
    loaded, problems = load(bank, shipped, own=[("语料/申请.md", SOUND)])

    assert () == problems
    assert [p.id for p in bank.phrases] == [p.id for p in loaded.phrases]
    assert ("没人申请", True) == (
        loaded.by_id["B01.未收到.1"].title,
        loaded.by_id["B01.未收到.1"].own,
    )


def test_an_offices_new_phrase_comes_last(bank: Bank) -> None:
    """A new 编号 adds a phrase, in a family of its own unless it names one."""
    new = SOUND.replace("B01.未收到.1", "B01.本局.1")
    loaded, _ = load(bank, content.entry_files("phrasebank"), own=[("语料/申请.md", new)])

    assert ("B01.本局.1", "B01.本局.1") == (loaded.phrases[-1].id, loaded.phrases[-1].family)


def test_a_broken_own_phrase_leaves_the_shipped_one(bank: Bank) -> None:
    """A replacement that cannot be read does not take the shipped phrase away."""
    broken = SOUND.replace("联系科室", "联系科石")
    loaded, problems = load(bank, content.entry_files("phrasebank"), own=[("语料/申请.md", broken)])

    assert ["语料/申请.md 第7行：“正文”：没有叫“联系科石”的数据，是不是“联系科室”？"] == [
        str(problem) for problem in problems
    ]
    assert bank.by_id["B01.未收到.1"] == loaded.by_id["B01.未收到.1"]
