"""A paragraph kept as an entry of the office's own bank."""

from dataclasses import replace
from pathlib import Path

from assistant import content
from assistant.drafts import own_phrases
from assistant.expressions import render
from assistant.forms import context
from assistant.phrases.bank import Bank
from assistant.phrases.keeping import Kept, Wording, as_entry, with_entry, with_slots
from tests.phrases.organs import bureau

WORDING = Wording(
    text="2025年，我局新收政府信息公开申请12件，都在窗口登记，本年办结12件，结转下年度继续办理1件。",
    title="申请都在窗口登记",
    place="总体情况.依申请公开",
)


def kept(bank: Bank, wording: Wording, origin: str = "B02.办结.3") -> Kept:
    form, report = bureau()
    script = content.script().script
    names = context(form, report)
    return as_entry(
        wording, bank, report, names, script.facts, content.organs(), bank.by_id.get(origin)
    )


def test_figures_become_slots_again(bank: Bank) -> None:
    """What came from cells, the year and the organ's name follow next year's answers."""
    form, report = bureau()
    text = with_slots(WORDING.text, report, context(form, report), bank.by_id["B02.办结.3"])

    assert (
        "{{ 年度 }}年，{{ 本机关 }}新收政府信息公开申请{{ 申请.新收.总计 }}件，都在窗口登记，"
        "本年办结{{ 申请.办理总计.总计 }}件，结转下年度继续办理{{ 申请.结转下年.总计 }}件。"
    ) == text


def test_the_entry_is_a_phrase_of_its_family(bank: Bank) -> None:
    """Condition, family, topic and keywords come from the phrase the paragraph was made of."""
    made = kept(bank, WORDING)
    origin = bank.by_id["B02.办结.3"]

    assert () == made.problems
    assert made.phrase is not None
    assert made.phrase.own
    assert "B02.自有.1" == made.phrase.id
    assert (origin.family, origin.when, origin.topic) == (
        made.phrase.family,
        made.phrase.when,
        made.phrase.topic,
    )


def test_it_reads_the_same_this_year(bank: Bank) -> None:
    """Filled again with this year's answers, the words are those that were kept."""
    form, report = bureau()
    made = kept(bank, WORDING)

    assert made.phrase is not None
    assert WORDING.text == render(made.phrase.template, context(form, report)).text


def test_what_is_wrong_is_said(bank: Bank) -> None:
    """A title that is too long, a place that is not there and too few keywords leave no phrase."""
    for wrong in (
        replace(WORDING, title="一" * 21),
        replace(WORDING, place="总体情况.依申请"),
        replace(WORDING, keywords=("登记",)),
        replace(WORDING, topic="B99"),
    ):
        made = kept(bank, wrong)

        assert made.phrase is None
        assert made.problems


def test_a_paragraph_of_ones_own(bank: Bank) -> None:
    """Without a phrase behind it, topic and keywords are what the drafter says."""
    own = replace(WORDING, topic="B10", keywords=("窗口登记", "流程", "怎么登记"))
    made = kept(bank, own, origin="")

    assert made.phrase is not None
    assert ("B10.自有.1", "") == (made.phrase.family, made.phrase.when)


def test_it_is_added_to_the_office_s_file(tmp_path: Path, bank: Bank) -> None:
    """Kept twice, the file has two entries, and the bank beside the draft has them."""
    made = kept(bank, WORDING)
    own_phrases.keep(tmp_path, made.entry)
    second = made.entry.replace("B02.自有.1", "B02.自有.2")
    file = own_phrases.keep(tmp_path, second)
    loaded = content.bank(tmp_path)

    assert () == loaded.problems
    assert {"B02.自有.1", "B02.自有.2"} <= loaded.bank.by_id.keys()
    assert with_entry(with_entry("", made.entry), second) == file.read_text(encoding="utf-8")
