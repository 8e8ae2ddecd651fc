from __future__ import annotations

import os
from pathlib import Path

import pytest

from assistant import content
from assistant.content import Shelf
from assistant.forms import FormRefused

SHELVES: list[Shelf] = ["prompts", "phrasebank"]


def test_both_forms_are_there() -> None:
    """The shipped forms, oldest first."""
    assert ["2019", "2021"] == [form.id for form in content.forms()]


@pytest.mark.parametrize(
    ("year", "form"), [(2019, "2019"), (2020, "2019"), (2021, "2021"), (2031, "2021")]
)
def test_the_report_year_chooses_the_form(year: int, form: str) -> None:
    """2019 格式 serves two years, 2021 格式 every year since."""
    assert form == content.form_for_year(year).id


def test_years_before_2019_are_refused() -> None:
    """The forms of earlier years are not known."""
    with pytest.raises(FormRefused, match="2018年"):
        content.form_for_year(2018)


@pytest.mark.parametrize("shelf", SHELVES)
def test_shipped_files_come_in_the_order_of_their_names(shelf: Shelf) -> None:
    """Every shipped file has a name a reader knows, a text, and no mark of an editor at its beginning."""
    files = content.entry_files(shelf)

    assert files
    assert sorted(files) == list(files)
    assert all(path.startswith(f"{shelf}/") and path.endswith(".md") for path, _ in files)
    assert not any(text.startswith("\ufeff") for _, text in files)


def test_the_shipped_questions_are_sound() -> None:
    """Not one complaint about the questions that ship."""
    loaded = content.script()

    assert () == loaded.problems
    assert loaded.script.questions


def test_the_shipped_phrases_are_sound() -> None:
    """Not one complaint about the phrases that ship."""
    loaded = content.bank()

    assert () == loaded.problems
    assert loaded.bank.phrases


def write(path: Path, text: str, encoding: str = "utf-8") -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding=encoding)


def test_an_offices_folder_beside_the_draft_is_read(tmp_path: Path) -> None:
    """`语料` and `问题` beside the draft, in the order of names; other files in it are not ours."""
    write(tmp_path / "语料" / "2-乙.md", "## 乙", encoding="utf-8-sig")
    write(tmp_path / "语料" / "1-甲.md", "## 甲")
    write(tmp_path / "语料" / "README.md", "说明")
    write(tmp_path / "语料" / ".1-甲.md.swp.md", "")
    write(tmp_path / "语料" / "~$1-甲.md", "")
    write(tmp_path / "语料" / "草稿.txt", "")

    assert ((("语料/1-甲.md", "## 甲"), ("语料/2-乙.md", "## 乙")), ()) == content.own_files(
        "phrasebank", tmp_path
    )
    assert ((), ()) == content.own_files("prompts", tmp_path)


def test_no_folder_of_its_own_is_the_usual_case(tmp_path: Path) -> None:
    """Without folders nothing is read and nothing is wrong."""
    assert ((), ()) == content.own_files("phrasebank", tmp_path)
    assert ((), ()) == content.own_files("phrasebank")


def test_further_folders_can_be_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`NIANBAO_PHRASEBANK` names folders; the one beside the draft goes first."""
    draft, shared, more = tmp_path / "草稿", tmp_path / "全局", tmp_path / "另外"
    write(draft / "语料" / "甲.md", "1")
    write(shared / "甲.md", "2")
    write(more / "甲.md", "3")
    monkeypatch.setenv("NIANBAO_PHRASEBANK", f"{shared}{os.pathsep}{more}")
    files, problems = content.own_files("phrasebank", draft)

    assert ["1", "2", "3"] == [text for _, text in files]
    assert ["语料/甲.md", f"{shared}/甲.md", f"{more}/甲.md"] == [path for path, _ in files]
    assert () == problems


def test_own_words_join_the_shipped_ones(tmp_path: Path) -> None:
    """An office's own question replaces the shipped one with its 编号, for drafts beside its folder only."""
    shipped = content.script().script
    asked = shipped.by_id["培训次数"]
    attributes = f"编号：培训次数\n填入：培训次数\n类型：{asked.asks}\n部分：{asked.section}"
    text = f"## 全年办了几期培训班？\n{attributes}\n\n只数半天以上的。\n"
    write(tmp_path / "问题" / "我们的.md", text)
    own = content.script(tmp_path)

    assert () == own.problems
    assert "全年办了几期培训班？" == own.script.by_id["培训次数"].text
    assert len(shipped.questions) == len(own.script.questions)
    assert asked == content.script().script.by_id["培训次数"]


def test_a_named_folder_that_is_missing_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A wrong setting is a problem with the folder's name, not silence and not an end."""
    monkeypatch.setenv("NIANBAO_PROMPTS", str(tmp_path / "没有"))
    problems = content.script().problems

    assert [f"{tmp_path / '没有'}：读不了这个文件夹：没有这个文件或文件夹，请检查名称。"] == [
        str(problem) for problem in problems
    ]


def test_a_file_in_another_encoding_is_told_and_the_rest_is_read(tmp_path: Path) -> None:
    """A file saved as GBK costs only itself."""
    write(tmp_path / "语料" / "甲.md", "## 没有收到申请", encoding="gbk")
    write(tmp_path / "语料" / "乙.md", "## 乙")
    files, (problem,) = content.own_files("phrasebank", tmp_path)

    assert ["语料/乙.md"] == [path for path, _ in files]
    assert "语料/甲.md" == problem.path
    assert "UTF-8" in problem.message


def test_a_folder_named_like_a_file_is_told(tmp_path: Path) -> None:
    """What cannot be read as a file is a problem."""
    (tmp_path / "语料" / "甲.md").mkdir(parents=True)
    _, (problem,) = content.own_files("phrasebank", tmp_path)

    assert "语料/甲.md：读不了这个文件：这是一个文件夹，请写明文件名。" == str(problem)
