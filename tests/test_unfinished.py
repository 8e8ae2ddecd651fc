"""Half-typed words, kept until they are answers."""

from pathlib import Path

import pytest

from assistant.drafts import unfinished


def test_what_was_being_typed_is_there_again(tmp_path: Path) -> None:
    """Each by what it was for; what is empty is not kept; another draft has its own."""
    draft, other = tmp_path / "一.nianbao", tmp_path / "二.nianbao"

    unfinished.write(draft, {"正文.前言": "根据《", "培训次数": ""})

    assert {"正文.前言": "根据《"} == unfinished.read(draft)
    assert {} == unfinished.read(other)


def test_nothing_typed_leaves_nothing_behind(tmp_path: Path, own_home: Path) -> None:
    """The file goes with the last word in it."""
    draft = tmp_path / "一.nianbao"
    unfinished.write(draft, {"培训次数": "两"})

    unfinished.write(draft, {"培训次数": ""})

    assert {} == unfinished.read(draft)
    assert [] == list((own_home / "unfinished").iterdir())


@pytest.mark.parametrize(
    ("stored", "read"),
    [
        ("", {}),
        ("{", {}),
        ("[1]", {}),
        ('{"前言": "字", "年份": 2025, "培训次数": "", "层级": null}', {"前言": "字"}),
    ],
)
def test_a_damaged_file_is_read_as_far_as_it_has_words(
    tmp_path: Path, own_home: Path, stored: str, read: dict[str, str]
) -> None:
    """It stops nothing, and nothing but words comes back."""
    draft = tmp_path / "一.nianbao"
    unfinished.write(draft, {"培训次数": "两"})
    (file,) = (own_home / "unfinished").iterdir()
    file.write_text(stored, encoding="utf-8")

    assert read == unfinished.read(draft)
