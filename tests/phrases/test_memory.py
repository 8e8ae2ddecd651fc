"""What is remembered of accepted phrases: how it weighs, and how it is kept."""

import datetime as dt
from pathlib import Path

import pytest

from assistant.drafts import remembered
from assistant.phrases.bank import Bank
from assistant.phrases.memory import KEPT, Memory
from assistant.phrases.suggest import Suggester
from tests.phrases.labelled import everything
from tests.phrases.organs import town

DAY = dt.date(2026, 1, 12)


def first(bank: Bank, memory: Memory, query: str) -> str:
    return Suggester(bank, *town(), memory=memory).suggest(query)[0].phrase.id


def test_an_accepted_phrase_comes_first_next_time(bank: Bank) -> None:
    """Whoever took the staffing phrase for these words gets it again, also for some of them."""
    memory = Memory().with_accepted("案头堆得像山一样", "E06.人员.1", DAY)

    assert "E06.人员.1" != first(bank, Memory(), "案头堆得像山一样")
    assert "E06.人员.1" == first(bank, memory, "案头堆得像山一样")
    assert "E06.人员.1" == first(bank, memory, "案头堆得像山")


def test_the_very_same_words_win_over_a_keyword(bank: Bank) -> None:
    """Even against a phrase that has the words as its keyword."""
    memory = Memory().with_accepted("忙不过来", "E06.人员.1", DAY)

    assert first(bank, Memory(), "忙不过来").startswith("P04")
    assert "E06.人员.1" == first(bank, memory, "忙不过来")


def test_other_queries_stay_as_they_are(bank: Bank) -> None:
    """Twenty memories of one phrase change the first place of at most one other query in twenty."""
    memory = Memory()
    for number in range(20):
        memory = memory.with_accepted(f"忙不过来{number}", "E06.人员.1", DAY)
    queries = [one.query for one in everything()][::3]
    without, with_it = (Suggester(bank, *town(), memory=one) for one in (Memory(), memory))
    changed = [
        query
        for query in queries
        if [s.phrase.id for s in without.suggest(query, limit=1)]
        != [s.phrase.id for s in with_it.suggest(query, limit=1)]
    ]

    assert len(changed) * 20 <= len(queries), changed


def test_what_contradicts_the_report_stays_folded(bank: Bank) -> None:
    """A phrase taken last year is not offered when this year's numbers are others."""
    memory = Memory().with_accepted("申请情况", "B02.办结.1", DAY)
    found = Suggester(bank, *town(), memory=memory).suggest("申请情况")

    assert "no" != found[0].applies
    assert "B02.办结.1" != found[0].phrase.id


def test_the_same_choice_is_kept_once() -> None:
    """The latest day counts; widths and case do not."""
    memory = Memory().with_accepted("ＡPP", "D11.融媒.1", DAY)
    again = memory.with_accepted("app", "D11.融媒.1", DAY + dt.timedelta(days=1))

    assert [DAY + dt.timedelta(days=1)] == [one.day for one in again.accepted]


def test_the_oldest_go_first() -> None:
    """The list has an end."""
    memory = Memory()
    for number in range(KEPT + 3):
        memory = memory.with_accepted(f"第{number}句", "E06.人员.1", DAY)

    assert KEPT == len(memory.accepted)
    assert "第3句" == "".join(memory.accepted[0].query.split())


def test_it_is_kept_and_cleared(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is written is read again; cleared, nothing is left."""
    monkeypatch.setenv("NIANBAO_HOME", str(tmp_path))
    memory = Memory().with_accepted("人手", "P04.人员.1", DAY)

    assert "" == remembered.write(memory)
    assert memory == remembered.read()
    assert "" == remembered.clear()
    assert Memory() == remembered.read()


@pytest.mark.parametrize(
    "content", ["", "[", "{}", '[1, {"query": "a"}]', '[{"query":"a","phrase":"b","day":"x"}]']
)
def test_a_damaged_file_is_no_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: str
) -> None:
    """A convenience stops nothing."""
    monkeypatch.setenv("NIANBAO_HOME", str(tmp_path))
    (tmp_path / "phrases.json").write_text(content, encoding="utf-8")

    assert Memory() == remembered.read()
