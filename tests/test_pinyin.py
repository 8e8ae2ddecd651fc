"""The table of readings, and letters cut into syllables."""

import pytest

from assistant.pinyin import cut, readings, sound, spelled


def test_the_table_is_whole() -> None:
    """Every character of GB 2312 has a reading, in plain letters; ü is v."""
    table = readings()
    rows = (bytes((0xB0 + row, 0xA1 + cell)) for row in range(72) for cell in range(94))
    every = "".join(code.decode("gb2312", "ignore") for code in rows)

    assert 6763 == len(every)
    assert "" == "".join(char for char in every if char not in table.first)
    assert all(one.isascii() and one.isalpha() and one.islower() for one in table.syllables)
    assert "lv" == table.first["绿"]
    assert {"重": "chong", "调": "tiao", "校": "jiao"}.items() <= table.second.items()


def test_characters_are_spelled() -> None:
    """Two readings where there are two; what is no character is left out."""
    assert ("zheng", "ce", "jie", "du") == spelled("政策，解读1")
    assert ("chong", "fu") == spelled("重复", second=True)


@pytest.mark.parametrize(
    ("letters", "expected"),
    [
        ("zhengcejiedu", "zheng ce jie du"),
        ("gongka", "gong ka"),
        ("gongk", "gong"),
        ("shenqing", "shen qing"),
        ("tiaoli", "tiao li"),
        ("sssj", ""),
        ("xyz", ""),
        ("", ""),
    ],
)
def test_letters_are_cut(letters: str, expected: str) -> None:
    """The fewest syllables; an unfinished last one is dropped; initials are no Pinyin."""
    assert expected == " ".join(cut(letters))


def test_sounds_that_are_taken_for_one_another() -> None:
    """Flat and curled, front and back."""
    assert sound("sheng") == sound("sen")
    assert sound("zhan") == sound("zang")
    assert sound("jin") == sound("jing")
    assert sound("lan") != sound("nan")
