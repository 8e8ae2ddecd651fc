"""Question files: what is wrong with one is said with its line; cases are files in `broken/`."""

import os
from pathlib import Path

import pytest

from assistant import content
from assistant.interview.reading import load
from assistant.interview.script import Question, Script
from assistant.lint import collect
from assistant.problem import Problem

HERE = Path(__file__).parent
BROKEN = sorted((HERE / "broken").glob("*.md"))

ASKED = """# 问题

## 今年收到过申请吗？
填入：收到申请
类型：是否
部分：申请

口径。

## 今年培训了几次？
填入：培训次数
类型：数量
单位：次
部分：总体情况

口径。
"""


def loaded(*texts: str, own: str = "") -> tuple[Script, tuple[Problem, ...]]:
    files = [(f"{number}.md", text) for number, text in enumerate(texts)]
    ours = [("问题/我的.md", own)] if own else []
    return load(files, content.forms(), content.organs(), ours)


@pytest.mark.parametrize("path", BROKEN, ids=lambda path: path.stem)
def test_every_mistake_is_said_with_its_line(path: Path) -> None:
    """A mistake in a question is a Chinese sentence with the line and, for a wrong name, the nearest right one."""
    told = path.with_suffix(".problems.txt")
    _, problems = load([(path.name, path.read_text("utf-8"))], content.forms(), content.organs())
    said = "".join(f"{problem}\n" for problem in problems)
    if os.environ.get("UPDATE_WALKS"):
        told.write_text(said, encoding="utf-8")

    assert told.read_text("utf-8") == said


def test_a_broken_question_leaves_the_others() -> None:
    """A question with a mistake is left out; the sound ones are loaded."""
    script, problems = loaded(ASKED.replace("类型：数量", "类型：多少"))

    assert ["收到申请"] == [question.id for question in script.questions]
    assert len(problems) == 1


def test_an_office_replaces_a_question() -> None:
    """The same 编号 in an office's own folder replaces the question where it stands."""
    own = ASKED.replace("今年收到过申请吗？", "收发室登记过申请吗？").partition("## 今年培训")[0]
    script, problems = loaded(ASKED, own=own)

    assert ["收发室登记过申请吗？", "今年培训了几次？"] == [q.text for q in script.questions]
    assert problems == ()


def test_an_office_adds_a_question() -> None:
    """A new 编号 comes last in its section."""
    own = "## 开放日办了几场？\n填入：开放日场数\n类型：数量\n部分：申请\n\n口径。\n"
    script, _ = loaded(ASKED, own=own)

    assert ["收到申请", "开放日场数", "培训次数"] == [q.id for q in script.questions]


def test_what_is_not_written_is_the_plain_case() -> None:
    """A question without 编号, 必填, 格式 and 条件 is required, always asked, and named by what it fills."""
    script, _ = loaded(ASKED)
    question: Question = script.questions[0]

    assert (question.id, question.required, question.forms, question.condition) == (
        "收到申请",
        True,
        frozenset(),
        None,
    )


def test_a_form_may_have_a_basis_of_its_own() -> None:
    """`依据.2019` holds in the 2019 form, `依据` in every other."""
    based = ASKED.replace("部分：申请\n", "部分：申请\n依据：新通知\n依据.2019：旧通知\n")
    script, problems = loaded(based)

    assert problems == ()
    assert {"2019": "旧通知", "2021": "新通知"} == {
        form.id: script.questions[0].basis_in(form) for form in content.forms()
    }


def test_an_unverified_definition_says_so() -> None:
    """Without 依据程度 a definition counts as customary."""
    script, _ = loaded(ASKED)

    assert not script.questions[0].certain


def test_a_problem_without_a_line_is_said_with_the_others() -> None:
    """What concerns a whole file has no line; it is sorted in front of what has one."""
    _, problems = loaded(ASKED.replace("类型：数量", "类型：多少"))
    whole = Problem("0.md", None, "读不了这个文件。")

    assert (whole, *problems) == collect(problems, (whole,))
