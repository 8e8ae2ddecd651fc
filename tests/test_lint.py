"""What `nianbao lint` says, and in which order."""

from __future__ import annotations

from assistant.lint import as_rows, as_text, collect, lint
from assistant.problem import Problem

FIRST = Problem("prompts/1.md", 3, "少了“类型”。")
SECOND = Problem("prompts/1.md", 12, "“编号”写了两遍，第一遍在第10行。")
WHOLE = Problem("prompts/1.md", None, "这个文件不是 UTF-8 编码，没有读。")
OTHER = Problem("phrasebank/甲.md", 1, "“## ”后面要写标题。")


def test_problems_stand_in_the_order_of_the_files() -> None:
    """By file, then by line; what concerns a whole file comes first, and twice the same is once."""
    assert (OTHER, WHOLE, FIRST, SECOND) == collect((SECOND, FIRST), (OTHER, FIRST), (WHOLE,))


def test_rules_across_files_are_asked_too() -> None:
    """A rule closes over what it looks at."""
    assert (OTHER, FIRST) == lint((FIRST,), (lambda: (OTHER,), lambda: ()))


def test_rows_are_what_json_prints() -> None:
    """Path, line, message; no line is null."""
    assert [
        {"path": "prompts/1.md", "line": None, "message": "这个文件不是 UTF-8 编码，没有读。"},
        {"path": "prompts/1.md", "line": 3, "message": "少了“类型”。"},
    ] == as_rows((WHOLE, FIRST))


def test_text_groups_by_file_and_counts() -> None:
    """A blank line between files, the count at the end."""
    assert (
        "phrasebank/甲.md 第1行：“## ”后面要写标题。\n\n"
        "prompts/1.md 第3行：少了“类型”。\n"
        "prompts/1.md 第12行：“编号”写了两遍，第一遍在第10行。\n\n"
        "共3处问题，涉及2个文件。\n"
    ) == as_text((OTHER, FIRST, SECOND))


def test_nothing_wrong_is_said_as_well() -> None:
    """Silence could also mean that nothing was looked at."""
    assert "没有发现问题。\n" == as_text(())
