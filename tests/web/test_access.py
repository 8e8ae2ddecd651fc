"""Who may come in: names, tokens, and the list on the disk."""

from pathlib import Path

import pytest

from assistant.web import access
from assistant.web.access import AccessRefused


def test_a_token_tells_who_comes(tmp_path: Path) -> None:
    """Each person has an own one, and a wrong one is nobody's."""
    first, second = access.add(tmp_path, "张某"), access.add(tmp_path, "李某")
    known = access.access(tmp_path)

    assert ("张某", "李某", None) == (
        known.who(first),
        known.who(f" {second}\n"),
        known.who("猜的"),
    )


def test_an_empty_token_is_nobodys(tmp_path: Path) -> None:
    """Neither is a fingerprint a token."""
    access.add(tmp_path, "张某")
    known = access.access(tmp_path)

    assert [None, None] == [known.who(""), known.who(known.users["张某"])]


def test_a_new_token_takes_the_place_of_the_old(tmp_path: Path) -> None:
    """The old one is worth nothing from then on."""
    old, new = access.add(tmp_path, "张某"), access.add(tmp_path, "张某")

    assert (None, "张某") == (access.access(tmp_path).who(old), access.access(tmp_path).who(new))


def test_who_was_removed_is_nobody(tmp_path: Path) -> None:
    """The others stay."""
    gone, stays = access.add(tmp_path, "张某"), access.add(tmp_path, "李某")
    access.remove(tmp_path, "张某")

    assert (None, "李某") == (access.access(tmp_path).who(gone), access.access(tmp_path).who(stays))


def test_tokens_are_not_on_the_disk(tmp_path: Path) -> None:
    """Only what can be compared with them is, and nobody else on the machine may read it."""
    token = access.add(tmp_path, "张某")
    path = tmp_path / access.LIST

    assert token not in path.read_text(encoding="utf-8")
    assert 0o600 == path.stat().st_mode & 0o777


@pytest.mark.parametrize(
    "name", ["", ".", "..", "../外面", "a/b", "a\\b", ".x", "张 某", "长" * 21]
)
def test_a_name_is_a_name_of_a_folder_and_nothing_more(tmp_path: Path, name: str) -> None:
    """One that would lead elsewhere is refused."""
    with pytest.raises(AccessRefused, match="不能作用户名"):
        access.add(tmp_path, name)


@pytest.mark.parametrize("text", ["", "[]", "{", '{"../外": "0"}', '{"张某": 1}', '{"张某": ""}'])
def test_a_damaged_list_lets_nobody_in(tmp_path: Path, text: str) -> None:
    """It is not taken for an empty one, which would let in everybody."""
    (tmp_path / access.LIST).write_text(text, encoding="utf-8")

    with pytest.raises(AccessRefused, match="重新发口令"):
        access.access(tmp_path)


def test_removing_somebody_unknown_says_who_is_known(tmp_path: Path) -> None:
    """A slip is easily put right."""
    access.add(tmp_path, "张某")

    with pytest.raises(AccessRefused, match="没有“章某”这个用户。现有：张某。"):
        access.remove(tmp_path, "章某")
