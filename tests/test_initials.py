"""Pinyin initials of words."""

import pytest

from assistant.initials import initials


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("政府部门", "zfbm"),
        ("垂直管理部门", "czglbm"),
        ("乡镇人民政府", "xzrmzf"),
        ("啊座", "az"),
        ("5·15政务公开日", "515zwgkr"),
        ("，。🙂", ""),
    ],
)
def test_initials(text: str, expected: str) -> None:
    """Common characters give their letter, letters and digits themselves, the rest nothing."""
    assert expected == initials(text)
