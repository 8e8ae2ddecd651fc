"""What ages: meetings, laws, expressions, words, thresholds, each with its day and its source."""

import tomllib
from datetime import date
from pathlib import Path

import pytest

import assistant.checks
from assistant.checks.closeness import apart, near
from assistant.checks.knowledge import (
    FILES,
    Calendar,
    Knowledge,
    KnowledgeRefused,
    Meeting,
    Thresholds,
    meeting_name,
    parse,
)

FOLDER = Path(assistant.checks.__file__).parent
TEXTS = {name: (FOLDER / f"{name}.toml").read_text("utf-8") for name in FILES}


@pytest.fixture(scope="module")
def shipped() -> Knowledge:
    """What ships with the program."""
    return parse(TEXTS)


@pytest.mark.parametrize("name", FILES)
def test_every_file_says_when_and_where_from(name: str) -> None:
    """Data that ages has a day and a source."""
    table = tomllib.loads(TEXTS[name])

    assert isinstance(table["as_of"], date)
    assert table["source"]


def test_a_broken_file_is_named() -> None:
    """The sentence says which file, and what to do."""
    with pytest.raises(KnowledgeRefused) as refused:
        parse({**TEXTS, "laws": "as_of = 2026-01-01\nsource = 'x'\n"})

    assert "laws.toml" in refused.value.sentence


@pytest.mark.parametrize(
    ("year", "expected"),
    [
        (2019, "十九届四中全会"),
        (2020, "十九届五中全会"),
        (2021, "十九届六中全会"),
        (2022, "二十大"),
        (2023, "二十届二中全会"),
        (2024, "二十届三中全会"),
        (2025, "二十届四中全会"),
    ],
)
def test_the_meeting_a_report_is_expected_to_know(
    year: int, expected: str, shipped: Knowledge
) -> None:
    """The latest one held by the end of the year that reports usually name."""
    meeting = shipped.calendar.expected(year)

    assert meeting is not None
    assert expected == meeting.name


def test_beyond_the_calendar_nothing_is_expected(shipped: Knowledge) -> None:
    """Nobody knows which meetings there will be."""
    assert shipped.calendar.expected(shipped.calendar.as_of.year + 1) is None


def test_in_the_year_it_was_looked_up_a_calendar_still_knows() -> None:
    """What was held by that day is expected; what was held later in the year is not known yet."""
    held, coming = (
        Meeting(21, plenum, date(2030, month, 1), date(2030, month, 4), expected=True)
        for plenum, month in ((1, 3), (2, 11))
    )

    assert held == Calendar((held, coming), as_of=date(2030, 6, 1)).expected(2030)


def test_the_limits_of_the_file_are_those_that_hold_without_it(shipped: Knowledge) -> None:
    """A limit stands in the file and nowhere else differently."""
    assert Thresholds() == shipped.thresholds


def test_names_of_meetings() -> None:
    """Congresses and plenary sessions as they are written."""
    assert ["十九大", "二十大", "二十届三中全会", "二十一大"] == [
        meeting_name(19, 0),
        meeting_name(20, 0),
        meeting_name(20, 3),
        meeting_name(21, 0),
    ]


def test_a_notice_holds_from_its_year_on(shipped: Knowledge) -> None:
    """The two notices about the form follow each other without a gap."""
    laws = {law.number: law for law in shipped.laws}
    old, new = laws["国办公开办函〔2019〕60号"], laws["国办公开办函〔2021〕30号"]

    assert [True, True, False] == [old.valid(year) for year in (2019, 2020, 2021)]
    assert [False, True, True] == [new.valid(year) for year in (2020, 2021, 2025)]


@pytest.mark.parametrize(
    ("text", "words", "distance", "found"),
    [
        ("中国特社会主义", "中国特色社会主义", 1, "中国特社会主义"),
        ("政府信息公开工作告年度报", "政府信息公开工作年度报告", 1, "政府信息公开工作告年度报"),
        ("过程性性信息", "过程性信息", 1, "过程性性信息"),
        ("坚持以人为民中心", "以人民为中心", 1, "以人为民中心"),
        ("习近平新时代中国特色社会主义思想", "习近平新时代中国特色社会主义思想", 2, ""),
        ("“四个意识、四个自信”", "“四个意识”", 1, ""),
        ("综合性信息", "过程性信息", 1, ""),
        ("", "过程性信息", 1, ""),
    ],
)  # fmt: skip
def test_nearly_the_same(text: str, words: str, distance: int, found: str) -> None:
    """Something missing, added, wrong or changed about is found; the right words and mere punctuation are not."""
    assert ([found] if found else []) == [each.text for each in near(text, words, distance)]


@pytest.mark.parametrize(
    ("one", "other", "limit", "expected"),
    [("条例", "条例", 1, 0), ("条例", "条列", 1, 1), ("条例", "办法", 1, 2), ("条例", "条", 2, 1)],
)
def test_distance(one: str, other: str, limit: int, expected: int) -> None:
    """Edit distance, given up beyond the limit."""
    assert expected == apart(one, other, limit)
