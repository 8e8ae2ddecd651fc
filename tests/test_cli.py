"""The command line: what each verb prints, where, and with which exit code."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len

from assistant.command_line import COMMANDS
from tests.commands import nianbao

UNIT = "云澜市青禾区人力资源和社会保障局"
SAMPLE = Path(__file__).parent.parent / "assistant" / "sample.json"
CITY = Path(__file__).parent / "reports" / "市政府2025" / "answers.json"


def written(path: Path, source: dict[str, Any]) -> Path:
    """Write an answers file."""
    path.write_text(json.dumps(source, ensure_ascii=False), encoding="utf-8")
    return path


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    """A draft made from the sample."""
    path = tmp_path / "draft.nianbao"
    assert nianbao("new", "--answers", SAMPLE, "-o", path).code == 0
    return path


def test_a_draft_is_made_from_unit_and_year(tmp_path: Path) -> None:
    """Unit and year are all a draft needs."""
    made = nianbao("new", "--unit", UNIT, "--year", 2025, "-o", tmp_path / "a.nianbao", "--json")

    assert {
        "draft": str(tmp_path / "a.nianbao"),
        "unit": UNIT,
        "year": 2025,
        "form": "2021",
    } == json.loads(made.data)


def test_a_draft_is_never_made_over_another_one(draft: Path) -> None:
    """A name that exists is refused, and the draft under it stays."""
    before = draft.read_bytes()
    again = nianbao("new", "--unit", UNIT, "--year", 2025, "-o", draft)

    assert 2 == again.code
    assert before == draft.read_bytes()


def test_a_year_without_a_form_is_refused_with_the_reason(tmp_path: Path) -> None:
    """2018 and earlier have another form; the sentence says so and asks for the right year."""
    made = nianbao("new", "--unit", UNIT, "--year", 2018, "-o", tmp_path / "a.nianbao")

    assert 2 == made.code
    assert "2018" in made.talk
    assert not (tmp_path / "a.nianbao").exists()


def test_everything_wrong_in_an_answers_file_is_said_at_once(tmp_path: Path) -> None:
    """Each value that cannot be taken is named, with the nearest known name where a name is wrong."""
    answers = written(
        tmp_path / "a.json",
        {
            "unit": UNIT,
            "year": 2025,
            "fields": {"申请.新收.自然": 3, "申请.新收.其他": "十几件", "申请.新收.总计": 2.5},
            "facts": {"培训次": 3},
            "text": {"总体": "……"},
        },
    )
    made = nianbao("new", "--answers", answers, "-o", tmp_path / "a.nianbao")

    assert 2 == made.code
    assert not (tmp_path / "a.nianbao").exists()
    for words in ("自然人", "十几件", "2.5", "培训次数", "总体情况", "有5处"):
        assert words in made.talk


def test_findings_are_printed_as_one_json_object_a_file(draft: Path) -> None:
    """The shape has the file, whose report it is, the findings and what could not be judged."""
    checked = nianbao("check", draft, SAMPLE, "--json")
    first, second = map(json.loads, checked.data.splitlines())

    assert {"file", "unit", "year", "form", "findings", "not_assessed"} == set(first)
    assert (str(draft), UNIT, 2025, "2021") == tuple(
        first[key] for key in ("file", "unit", "year", "form")
    )
    assert {"code", "level", "fields", "section", "message", "cure", "basis", "span"} <= set(
        first["findings"][0]
    )
    assert str(SAMPLE) == second["file"]


def test_the_exit_code_tells_whether_something_blocks(draft: Path, tmp_path: Path) -> None:
    """1 for a report that may not be finished, 2 for a file that cannot be read, 0 when nothing blocks."""
    assert 1 == nianbao("check", draft).code
    assert 2 == nianbao("check", draft, tmp_path / "none.json").code
    assert 0 == nianbao("check", CITY).code


def test_a_folder_is_checked_file_by_file(draft: Path) -> None:
    """Every draft and answers file in a folder is checked; an empty folder is said."""
    checked = nianbao("check", draft.parent, "--json")

    assert [str(draft)] == [json.loads(line)["file"] for line in checked.data.splitlines()]
    (draft.parent / "空").mkdir()
    assert "空" in nianbao("check", draft.parent / "空").talk


def test_export_refuses_while_something_blocks(draft: Path, tmp_path: Path) -> None:
    """The refusal names what blocks; a draft copy may be written all the same, and is marked."""
    refused = nianbao("export", draft, "-o", tmp_path / "a.md")

    assert 2 == refused.code
    assert "必须处理" in refused.talk
    assert not (tmp_path / "a.md").exists()
    assert 0 == nianbao("export", draft, "-o", tmp_path / "a.md", "--as-draft").code
    assert "草稿" in (tmp_path / "a.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("suffix", ["md", "docx", "html"])
def test_a_finished_report_is_exported_in_every_format(suffix: str, tmp_path: Path) -> None:
    """An answers file without blocking findings becomes a file of each format."""
    out = tmp_path / f"a.{suffix}"

    assert 0 == nianbao("export", CITY, "-o", out).code
    assert out.stat().st_size > 1000


def test_a_folder_that_was_made_is_said(tmp_path: Path) -> None:
    """A name with a slip in its folder must not pass in silence; the next file goes into the same one."""
    out = tmp_path / "新的"

    assert f"文件夹“{out}”是新建的" in nianbao("export", CITY, "-o", out / "a.md").talk
    assert "新建" not in nianbao("export", CITY, "-o", out / "b.md").talk


def test_an_unknown_format_is_refused_with_those_there_are(tmp_path: Path) -> None:
    """The suffix decides; the sentence lists the known ones."""
    refused = nianbao("export", CITY, "-o", tmp_path / "a.doc")

    assert 2 == refused.code
    assert ".docx" in refused.talk


def test_what_dump_writes_load_reads(draft: Path, tmp_path: Path) -> None:
    """The plain copy of the copy is the plain copy."""
    first = nianbao("dump", draft).data
    (tmp_path / "copy.json").write_text(first, encoding="utf-8")
    assert 0 == nianbao("load", tmp_path / "copy.json", "-o", tmp_path / "b.nianbao").code

    assert first == nianbao("dump", tmp_path / "b.nianbao").data


def test_wording_is_suggested_for_a_stream_of_queries() -> None:
    """`-` reads plain queries and JSON objects with their own section and facts, a line each."""
    asked = {"query": "没人申请", "section": "总体情况.依申请公开", "facts": {"年份": 2025}}
    found = nianbao(
        "suggest", "-", "--json", "-n", 3, typed=f"培训\n{json.dumps(asked, ensure_ascii=False)}\n"
    )
    training, none = map(json.loads, found.data.splitlines())

    assert "E02" in [one["topic"] for one in training]
    assert "B01" == none[0]["topic"]
    assert {"id", "topic", "title", "text", "applies", "why", "matched"} == set(none[0])
    assert len(training) <= 3


def test_a_suggestion_is_judged_by_the_draft(draft: Path) -> None:
    """With twelve applications in the draft, “none were received” is not offered as fitting."""
    found = json.loads(nianbao("suggest", "没有收到申请", "--draft", draft, "--json").data)

    assert "yes" not in {one["applies"] for one in found if one["topic"] == "B01"}


def test_a_section_that_is_not_there_offers_the_nearest() -> None:
    """A mistyped section is refused with the one that was meant."""
    assert "总体情况" in nianbao("suggest", "培训", "--section", "总体情").talk


def test_a_rule_explains_itself() -> None:
    """The manual page of a rule; an unknown code offers the nearest."""
    assert nianbao("explain", "T3-BAL").data.startswith("T3-BAL")
    assert "T3-BAL" in nianbao("explain", "T3-BAK").talk


def test_what_ships_has_no_problems() -> None:
    """The questions and phrases that come with the program are sound."""
    assert 0 == nianbao("lint").code


def test_an_offices_broken_phrase_is_said_with_file_and_line(tmp_path: Path) -> None:
    """The folder beside the drafts is checked too, and the rest still loads."""
    (tmp_path / "语料").mkdir()
    (tmp_path / "语料" / "本局.md").write_text("## 没有属性的一条\n\n正文。\n", encoding="utf-8")
    found = nianbao("lint", tmp_path, "--json")

    assert 1 == found.code
    assert "语料/本局.md" == json.loads(found.data.splitlines()[0])["path"]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((), "终端"),
        (("chek",), "check"),
        (("check",), "缺少"),
        (("new", "--yer", "2025"), "--year"),
        (("new", "--year", "今年"), "--year"),
        (("new",), "--unit"),
    ],
)
def test_a_call_that_is_not_understood_is_answered_in_chinese(
    arguments: tuple[str, ...], words: str
) -> None:
    """One sentence on standard error with what was meant, and exit code 2."""
    ran = nianbao(*arguments)

    assert 2 == ran.code
    assert "" == ran.data
    assert words in ran.talk


@pytest.mark.parametrize("command", [(), *((name,) for name in COMMANDS)], ids="".join)
def test_the_only_english_of_a_help_page_is_what_one_types(command: tuple[str, ...]) -> None:
    """Outside the line of usage, the commands' names, the options and names of files, all is Chinese."""
    _, *lines = nianbao(*command, "--help").data.splitlines()
    typed = {*COMMANDS, "nianbao", "JSON", "DOCX", "Markdown", "HTML"}

    words = set(re.findall(r"(?<![\w.\-])[A-Za-z]{2,}(?![\w.\-])", "\n".join(lines)))

    assert set() == words - typed


@pytest.mark.parametrize("command", [(), *((name,) for name in COMMANDS)], ids="".join)
def test_a_help_page_fits_into_eighty_cells(command: tuple[str, ...]) -> None:
    """Chinese characters count twice; what is longer is broken under its own column."""
    lines = nianbao(*command, "--help").data.splitlines()

    assert [] == [line for line in lines if cell_len(line) > 80]


def test_an_offices_settings_are_checked_too(tmp_path: Path) -> None:
    """A mistake in 版式.md or 核对/ is said with its line, like one in a phrase."""
    (tmp_path / "版式.md").write_text("## 版式\n字体：不认识的键\n", encoding="utf-8")
    (tmp_path / "核对").mkdir()
    (tmp_path / "核对" / "级别.md").write_text("## T3-XXX\n级别：提示\n", encoding="utf-8")
    found = nianbao("lint", tmp_path, "--json")
    paths = {json.loads(line)["path"] for line in found.data.splitlines()}

    assert 1 == found.code
    assert {"版式.md", "核对/级别.md"} <= paths
